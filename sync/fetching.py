"""Fetches what comes down while nobody needs to be logged in: keeps the bulletin, brings letters into the inbox.

A letter goes on at the size of its part, across lines that break, restarts and days. It is never opened here: that
takes the key in the vault (`booth.workflow.news`).
"""

from __future__ import annotations

import logging
from enum import Enum
from typing import TYPE_CHECKING

from sync import bulletins, inbox
from sync.errors import LetterDamaged, LineError, StatementRefused, SyncError
from sync.news import Ask

if TYPE_CHECKING:
    from pathlib import Path

    from sync.client import Client
    from sync.identity import OfficeIdentity
    from sync.news import Letter
    from sync.outbox import Outbox
    from sync.statements import Statement

log = logging.getLogger(__name__)

SMALL = 256 * 1024  # bytes of a delta that is fetched over a metered line, too
_MOST = 20  # letters fetched in a row: a snapshot, and what changed while it came


class Which(Enum):
    """What of letters is fetched."""

    ALL = "all"
    SMALL = "small"  # changes, where they are few


class Fetcher:
    """Asks the office for news, for one booth and one thread."""

    def __init__(self, folder: Path, outbox: Outbox, client: Client, identity: OfficeIdentity) -> None:
        self._folder = folder
        self._outbox = outbox
        self._client = client
        self._identity = identity
        self._asked: object = None  # what was here when the office was asked last
        self.left = False  # a letter waits for a line that is not paid for by the byte

    def fetch(self, *, letters: bool = True) -> bool:
        """Ask, and fetch until there is nothing new; whether something new came.

        `letters` False: of letters only small deltas, for a line that is paid for by the byte. Raises
        `StatementRefused` and `LetterDamaged` (what came is not used, and what else came is), `QueueFull`,
        `FolderUnusable`, and what the client raises; a half letter goes on from where it stands.
        """
        came = self.left = False
        self._asked = self._here()
        for _ in range(_MOST):
            bulletin, letter = self._once(Which.ALL if letters else Which.SMALL)
            came = came or bulletin or letter
            if not letter:
                break
        self._asked = self._here()
        return came

    def due(self) -> bool:
        """Whether something else would be asked for than last time: a login made a key, or refused a letter."""
        return self._asked != self._here()

    def _here(self) -> object:
        here = what_is_here(self._folder, self._outbox, self._identity)
        return here.register, here.key

    def _once(self, which: Which) -> tuple[bool, bool]:
        """One question; whether its bulletin and its letter were new."""
        kept, key = bulletins.current(self._outbox, self._identity), inbox.read_key(self._folder)
        told = self._client.news(what_is_here(self._folder, self._outbox, self._identity))
        refused: StatementRefused | None = None
        new = False
        if told.bulletin is not None:
            try:
                new = bulletins.keep(self._outbox, told.bulletin, self._identity) != kept
            except StatementRefused as error:  # the letter may be good all the same
                refused = error
        came = told.letter is not None and key is not None and self._letter(told.letter, key[1].recipient, which)
        if refused is not None:
            raise refused
        return new, came

    def _letter(self, statement: Statement, recipient: str, which: Which) -> bool:
        """Fetch a letter; whether it is here now."""
        letter = inbox.check(statement, self._identity, recipient)
        self.left = which is Which.SMALL and (not letter.base or letter.size > SMALL)
        if self.left:
            return False
        if inbox.refused_before(self._folder, letter):
            log.warning("letter %d was refused before and is not fetched again", letter.version)
            return False
        inbox.forget_parts(self._folder, letter)
        self._gather(letter)
        inbox.put(self._folder, statement, letter)
        log.info("letter %d → %d is here, %d bytes", letter.base, letter.version, letter.size)
        return True

    def _gather(self, letter: Letter) -> None:
        """Bring the part to its whole size, if the line lets us. What came is kept, whatever ends it."""
        part = inbox.part_of(self._folder, letter)
        with inbox.files(part.parent), part.open("ab") as out:
            if out.tell() > letter.size:
                out.truncate(0)
            if (have := part.stat().st_size) == letter.size:
                return
            left = letter.size - have

            def take(piece: bytes) -> None:
                nonlocal left
                left -= len(piece)
                if left < 0:
                    raise LetterDamaged(f"letter {letter.version}: longer than its cover says")
                with inbox.files(part.parent):
                    out.write(piece)

            try:
                self._client.letter(letter.sha256, have, take)
            except LineError:
                raise
            except SyncError:
                self._client.close()  # the answer was perhaps not read to its end
                if left < 0:
                    out.truncate(0)
                raise
            if left:
                raise LineError(f"letter {letter.version}: {left} bytes did not come")


def what_is_here(folder: Path, outbox: Outbox, identity: OfficeIdentity) -> Ask:
    """What the office is told that this booth has: over the line, and on a stick. Raises `FolderUnusable`,
    `QueueError`."""
    kept, key = bulletins.current(outbox, identity), inbox.read_key(folder)
    return Ask(
        bulletin=kept.version if kept else 0,
        register=(register_here(folder, outbox, identity, key[1].recipient) if key else inbox.taken(outbox)).number,
        key=key[0] if key else None,
    )


def register_here(folder: Path, outbox: Outbox, identity: OfficeIdentity, recipient: str) -> inbox.Version:
    """The version that the vault has once it has taken in what lies here: only what follows is asked for."""
    have = inbox.taken(outbox)
    for cover in inbox.covers(folder):
        try:
            letter = inbox.read_cover(cover, identity, recipient)
        except StatementRefused:
            continue  # the login that reads it puts it aside
        if inbox.applies(letter, have):
            have = inbox.Version(letter.version, letter.issued_at)
    return have
