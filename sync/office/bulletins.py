"""What each booth is told: its bulletin, whose version grows only with what it says, and the letter that it lacks.

`News` is the office's side of `sync.news`, for the line (`news_api`) and for sticks (`news_for`).
"""

from __future__ import annotations

import logging
import zlib
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, TypeGuard

import msgspec

from sync import register_file
from sync.errors import StatementRefused
from sync.news import BoothKey, Bulletin, OtherCount, Told
from sync.office import register, register_schema
from sync.office.database import Database
from sync.office.decisions import Decisions
from sync.office.errors import OfficeError
from sync.office.instants import to_text
from sync.office.letters import Letters
from sync.statements import Statement, believe, state

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sync import wire
    from sync.news import Ask
    from sync.office.booths import Booth, Booths
    from sync.office.folder import Folder, Settings
    from sync.office.instants import Clock
    from sync.office.letters import Sealed
    from sync.office.office import Office
    from sync.office.tally import Tally

log = logging.getLogger(__name__)

COUNTED_DAYS = 7  # local days whose counts of the other booths are told
COUNTED_EVERY = timedelta(minutes=10)  # how often these counts are looked at anew
_NEVER = "0001-01-01T00:00:00.000Z"


@dataclass(frozen=True)
class _Stamp:
    """All that the news of every booth are made from, as far as it changes by itself: while it is equal, they are."""

    data_version: int
    counted_at: datetime
    today: date


class News:
    """What goes down to booths. Usable from every thread; may wait for the disk."""

    def __init__(
        self,
        database: Database,
        letters: Letters,
        *,
        key: Ed25519PrivateKey,
        settings: Settings,
        booths: Booths,
        tally: Tally,
        clock: Clock,
    ) -> None:
        """Owns `database` (register.db) and `letters`; `key` signs bulletins. Call `close` at the end."""
        self.letters = letters
        self.decisions = Decisions(database)
        self._database = database
        self._booths = booths
        self._tally = tally
        self._key = key
        self._settings = settings
        self._clock = clock
        self._lock = Lock()
        self._counts: tuple[datetime, tuple[OtherCount, ...]] | None = None
        self._numbers: tuple[_Stamp, dict[tuple[str, ...], int]] | None = None

    def close(self) -> None:
        """End what is being built and close register.db."""
        self.letters.close()
        self._database.close()

    def number(self, booth: Booth) -> int:
        """A number that changes when there is something new for `booth`; cheap unless something changed.

        0 while it cannot be told: an offer is answered all the same.
        """
        try:
            return self._number_now(booth)
        except OfficeError as error:
            log.warning("news of %s: %s", booth.id, type(error).__name__)
            return 0

    def hear(self, booth: Booth, ask: Ask) -> str:
        """To whom letters for `booth` are sealed, as it says now or said last; '' before it ever did.

        Raises `StatementRefused` for a key that is not this booth's word.
        """
        with self._database.read() as connection:
            row = connection.execute("SELECT recipient FROM booth_keys WHERE booth = ?", (booth.id,)).fetchone()
        known = "" if row is None else str(row[0])
        if ask.key is None:
            return known
        said = believe(ask.key, BoothKey, booth.seal_key)
        if said.booth != booth.id:
            raise StatementRefused(f"key of {said.booth}")
        if not register_file.is_recipient(said.recipient):
            raise StatementRefused("no age recipient")
        if said.recipient != known:
            text = msgspec.json.encode(ask.key).decode()
            with self._database.write() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO booth_keys VALUES (?, ?, ?)", (booth.id, said.recipient, text)
                )
        return said.recipient

    def bulletin(self, booth: Booth, has: int = 0) -> tuple[Statement, int]:
        """The bulletin for `booth`, and its version. It is a new one only where it says something new, or where the
        booth has one of a time that this office lost."""
        return self._issue(booth, has, self._content(booth))

    def told(self, booth: Booth, ask: Ask, letter: Sealed | None) -> Told:
        """The answer to `ask`, with the letter that was made for it."""
        content = self._content(booth)
        number = self._number(booth, content)
        statement, version = self._issue(booth, ask.bulletin, content)
        return Told(
            news=number,
            bulletin=None if version == ask.bulletin else statement,
            letter=None if letter is None else letter.cover,
        )

    def _number_now(self, booth: Booth) -> int:
        with self._database.read() as connection:
            version = int(connection.execute("PRAGMA data_version").fetchone()[0])
        stamp = _Stamp(version, self._counted()[0], self._today())
        key = (booth.id, *booth.kecamatan)
        with self._lock:
            if self._numbers is None or self._numbers[0] != stamp:
                self._numbers = (stamp, {})
            numbers = self._numbers[1]
        if key not in numbers:
            numbers[key] = self._number(booth, self._content(booth))
        return numbers[key]

    def _issue(self, booth: Booth, has: int, content: Bulletin) -> tuple[Statement, int]:
        with self._database.read() as connection:
            held = _held(connection, booth)
        if self._says(held, has, content):
            return held
        with self._database.write() as connection:
            held = _held(connection, booth)  # another thread may have been first
            if self._says(held, has, content):
                return held
            now = self._clock()
            last = 0 if held is None else held[1]
            version = max(last + 1, has + 1, int(now.timestamp()))
            statement = state(msgspec.structs.replace(content, version=version, issued_at=to_text(now)), self._key)
            text = msgspec.json.encode(statement).decode()
            connection.execute("INSERT OR REPLACE INTO bulletins VALUES (?, ?, ?)", (booth.id, version, text))
            return statement, version

    def _says(
        self, held: tuple[Statement, int] | None, has: int, content: Bulletin
    ) -> TypeGuard[tuple[Statement, int]]:
        """Whether the bulletin given out last says `content` and is no older than what the booth has."""
        if held is None or held[1] < has:
            return False
        try:
            said = believe(held[0], Bulletin, self._key.public_key())
        except StatementRefused:  # signed by a key of before
            return False
        return msgspec.structs.replace(said, version=content.version, issued_at=content.issued_at) == content

    def _content(self, booth: Booth) -> Bulletin:
        """What there is to say to `booth`; version and time are filled in when it is issued."""
        with self._database.read() as connection:
            newest = register.newest(connection, booth.kecamatan)
        return Bulletin(
            office=self._settings.name,
            booth=booth.id,
            version=1,
            issued_at=_NEVER,
            settings=self.decisions.settings(booth.id),
            counts=tuple(count for count in self._counted()[1] if count.booth != booth.id),
            closed_logins=tuple(self.decisions.closed_logins()),
            notices=tuple(self.decisions.notices(self._today())),
            register=newest,
        )

    def _number(self, booth: Booth, content: Bulletin) -> int:
        return zlib.crc32(msgspec.json.encode(content) + self.letters.latest(booth.id).encode()) or 1

    def _counted(self) -> tuple[datetime, tuple[OtherCount, ...]]:
        """The counts of all booths and when they were looked at."""
        with self._lock:
            now = self._clock()
            if self._counts is None or abs(now - self._counts[0]) >= COUNTED_EVERY:
                since = self._today() - timedelta(days=COUNTED_DAYS - 1)
                names = {booth.id: booth.name for booth in self._booths.all()}
                counts = [
                    OtherCount(booth=booth, name=names.get(booth, booth), day=day, recordings=count)
                    for (booth, day), count in sorted(self._tally.since(since.isoformat()).items())
                ]
                self._counts = (now, tuple(counts))
            return self._counts

    def _today(self) -> date:
        return self._clock().astimezone(self._settings.zone).date()


def open_news(
    folder: Folder,
    *,
    key: Ed25519PrivateKey,
    settings: Settings,
    booths: Booths,
    tally: Tally,
    clock: Clock,
    full: Callable[[], bool],
) -> News:
    """The news of the office in `folder`; `full()` tells that the disk shall take no more letters.

    Raises what `Database` raises.
    """
    database = Database(folder.register, schema=register_schema)
    try:
        letters = Letters(database, folder.letters, key=key, office=settings.name, clock=clock, full=full)
    except BaseException:
        database.close()
        raise
    return News(database, letters, key=key, settings=settings, booths=booths, tally=tally, clock=clock)


def news_for(office: Office, booth: Booth, ask: Ask) -> tuple[Statement, list[tuple[Statement, Path]]]:
    """All that `booth` shall get on a stick: the bulletin, and letters with the files of their sealed bytes.

    Waits until a letter is built. Copy the files soon: they are dropped when the booth has a newer letter.
    Raises `StatementRefused` for a wrong key, `OfficeFull`, `OfficeUnwritable` and as `Database` does.
    """
    recipient = office.news.hear(booth, ask)
    letter = office.news.letters.ask(booth, recipient, ask.register).result() if recipient else None
    statement, _ = office.news.bulletin(booth, ask.bulletin)
    return statement, [] if letter is None else [(letter.cover, letter.path)]


def receipts_since(office: Office, booth: Booth, cursor: int) -> Iterator[wire.Receipt]:
    """Every receipt of this booth's recordings behind `cursor`, in ledger order."""
    while True:
        page = office.ledger.receipts(booth.id, cursor)
        yield from page.receipts
        if not page.receipts:
            return
        cursor = page.cursor


def _held(connection: sqlite3.Connection, booth: Booth) -> tuple[Statement, int] | None:
    """The bulletin given out last."""
    row = connection.execute("SELECT statement, version FROM bulletins WHERE booth = ?", (booth.id,)).fetchone()
    return None if row is None else (msgspec.json.decode(row[0], type=Statement), row[1])
