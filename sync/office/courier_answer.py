"""What the office writes onto a stick for its booths: receipts, counts and refusals, the bulletin, the register."""

from __future__ import annotations

import hashlib
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from sync import courier_layout as layout
from sync import wire
from sync.courier_files import Stick
from sync.errors import StatementRefused, StickFull
from sync.news import Bulletin, Letter
from sync.office import disk
from sync.office.bulletins import news_for
from sync.office.courier import only_courier
from sync.office.errors import UnknownBooth
from sync.office.instants import from_text, to_text
from sync.office.offers import sound_health
from sync.statements import believe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sync.office.booths import Booth
    from sync.office.ledger import Ledger
    from sync.office.office import Office
    from sync.statements import Statement

log = logging.getLogger(__name__)

_ASKED = 200  # ids looked up at once
_PIECE = 1024 * 1024  # bytes of a letter copied at once


@dataclass(frozen=True)
class ToBooth:
    """What was written for one booth: how many `receipts`, the versions of `bulletin` and `letter` (None: none new).
    `whole` is false where the stick had no room for all of it."""

    booth: str
    name: str
    receipts: int = 0
    bulletin: int | None = None
    letter: int | None = None
    whole: bool = True


@dataclass(frozen=True)
class Answered:
    """What `write_stick` did. `unknown` and `revoked` booths with a folder on the stick got nothing."""

    booths: tuple[ToBooth, ...] = ()
    unknown: tuple[str, ...] = ()
    revoked: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything for this office's booths is on the stick."""
        return not self.stopped and all(each.whole for each in self.booths)


def write_stick(
    office: Office,
    stick: Path,
    *,
    booths: Sequence[str] = (),
    refused: Mapping[str, Mapping[str, str]] | None = None,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answered:
    """Write onto `stick` what its booths lack: those that have a folder there, or `booths`, or all on an empty stick.

    `refused` is what `read_stick` did not take: booth → id → why. `told(done, total)` hears of each booth. Raises
    `UnknownBooth`, `StickMissing`, `StickClosed`, `StickLost`, `CourierRunning` and what the ledger raises.
    """
    with only_courier(office.folder):
        at = Stick(stick)
        known = {booth.id: booth for booth in office.booths.all()}
        for name in booths:
            if name not in known:
                raise UnknownBooth(booth=name)
        there = sorted({*layout.booths_on(at, layout.FROM), *layout.booths_on(at, layout.TO)})
        asked = list(booths) or there or list(known)
        wanted = [known[booth] for booth in asked if booth in known and known[booth].revoked_at is None]
        answers = [_Answer(office, at, booth) for booth in wanted]
        # Receipts for every booth before the first register: a stick may be full, or pulled out.
        why = refused or {}
        steps: list[Callable[[], None]] = [partial(each.write_replies, why.get(each.booth.id, {})) for each in answers]
        steps += [each.write_news for each in answers]
        stopped = False
        for number, step in enumerate(steps):
            if stopped := cancelled():
                break
            step()
            told(number + 1, len(steps))
        at.settle()
        return Answered(
            booths=tuple(each.result() for each in answers),
            unknown=tuple(booth for booth in asked if booth not in known),
            revoked=tuple(booth for booth in asked if booth in known and known[booth].revoked_at is not None),
            stopped=stopped,
        )


class _Answer:
    """What one booth gets. A stick that is full ends what is being written, and is said."""

    def __init__(self, office: Office, stick: Stick, booth: Booth) -> None:
        self.booth = booth
        self._office = office
        self._stick = stick
        self._key = office.keys.sign.public_key()
        self._word = self._heard()
        self._receipts = 0
        self._bulletin: int | None = None
        self._letter: int | None = None
        self._whole = True

    def result(self) -> ToBooth:
        """What was written."""
        return ToBooth(self.booth.id, self.booth.name, self._receipts, self._bulletin, self._letter, self._whole)

    def write_replies(self, refused: Mapping[str, str]) -> None:
        """Receipts of what the booth carried, then those that it missed. Raises `StickClosed`, `StickLost`."""
        self._note_health()
        with self._while_there_is_room():
            layout.write_readme(self._stick)
            places = []
            for number, reply in enumerate(self._replies(self._word.cursor, refused)):
                place = layout.reply_place(self.booth.id, number)
                layout.say(self._stick, reply, self._office.keys.sign, *place)
                places.append(place)
                self._receipts += len(reply.receipts)
            for old in layout.replies_to(self._stick, self.booth.id):
                if old not in places:
                    self._stick.remove(*old)

    def write_news(self) -> None:
        """The bulletin and the letter that the booth lacks, in place of what was there.

        Raises `StickClosed`, `StickLost`, and what `news_for` raises but for a key that is not the booth's.
        """
        ask = self._word.ask
        try:
            bulletin, letters = news_for(self._office, self.booth, ask)
        except StatementRefused as error:  # nothing is sealed to that key
            log.warning("%s: %s", self.booth.id, error)
            bulletin, letters = news_for(self._office, self.booth, msgspec.structs.replace(ask, key=None))
        with self._while_there_is_room():
            version = believe(bulletin, Bulletin, self._key).version
            if version == ask.bulletin:
                self._stick.remove(*self._place(layout.BULLETIN))
            else:
                self._stick.write(msgspec.json.encode(bulletin), *self._place(layout.BULLETIN))
                self._bulletin = version
            if letters:
                self._write_letter(*letters[0])
            else:
                self._stick.remove(*self._place(layout.LETTER))
                self._stick.remove(*self._place(layout.SEALED))

    @contextmanager
    def _while_there_is_room(self) -> Iterator[None]:
        try:
            yield
        except StickFull as error:
            log.warning("%s: %s", self.booth.id, error)
            self._whole = False

    def _heard(self) -> layout.BoothWord:
        """What the booth said on this stick; of a booth that said nothing, or nothing genuine, nothing is known."""
        nothing = layout.BoothWord(booth=self.booth.id, written_at=to_text(self._office.clock()))
        place = (layout.FROM, layout.folder_of(self.booth.id), layout.WORD)
        try:
            word = layout.heard(self._stick, layout.BoothWord, self.booth.door_key, *place)
        except StatementRefused as error:
            log.warning("%s: %s", self.booth.id, error)
            return nothing
        return word if word is not None and word.booth == self.booth.id else nothing

    def _note_health(self) -> None:
        """Keep how the booth was when it wrote, unless something newer is known."""
        told = self._word.health
        if told is not None and (health := sound_health(wire.encode(told))) is not None:
            self._office.booths.note_health(self.booth, health, min(from_text(health.at), self._office.clock()))

    def _write_letter(self, cover: Statement, sealed: Path) -> None:
        """A letter, unless it lies there from before. Its cover goes first and comes last."""
        letter = believe(cover, Letter, self._key)
        if not self._has(cover, letter):
            self._stick.remove(*self._place(layout.LETTER))
            with disk.reading(sealed), sealed.open("rb") as file:
                self._stick.write(iter(partial(file.read, _PIECE), b""), *self._place(layout.SEALED))
            self._stick.write(msgspec.json.encode(cover), *self._place(layout.LETTER))
        self._letter = letter.version

    def _has(self, cover: Statement, letter: Letter) -> bool:
        if self._stick.read(layout.MAX_STATEMENT, *self._place(layout.LETTER)) != msgspec.json.encode(cover):
            return False
        digest = hashlib.sha256()
        for piece in self._stick.pieces(*self._place(layout.SEALED)):
            digest.update(piece)
        return digest.hexdigest() == letter.sha256

    def _place(self, name: str) -> tuple[str, ...]:
        return layout.TO, layout.folder_of(self.booth.id), name

    def _replies(self, cursor: int, refused: Mapping[str, str]) -> Iterator[layout.Reply]:
        """First the receipts of what lies on the stick, with counts and refusals; then what the booth has not read."""
        office, booth = self._office, self.booth
        now = to_text(office.clock())
        shelves = office.shelves
        recordings: list[str] = []
        originals: list[str] = []
        for packet, place in layout.packets_of(self._stick, booth.id):
            (originals if layout.is_original(place) else recordings).append(packet)
        blank = layout.Reply(office=office.settings.name, booth=booth.id, issued_at=now, after=cursor, cursor=cursor)
        counts = wire.Counts(booth=booth.id, as_of=now, days=office.tally.of_booth(booth.id, "0000-00-00"))
        first = list(_chunks(_receipts_of(shelves["recording"].ledger, booth.id, recordings)))
        later = list(_chunks(_receipts_of(shelves["originals"].ledger, booth.id, originals)))
        yield msgspec.structs.replace(
            blank,
            receipts=first[0] if first else (),
            originals=later[0] if later else (),
            counts=counts,
            refused=dict(list(refused.items())[: layout.PER_REPLY]),
        )
        for chunk in first[1:]:
            yield msgspec.structs.replace(blank, receipts=chunk)
        for chunk in later[1:]:
            yield msgspec.structs.replace(blank, originals=chunk)
        told = set(recordings)
        while (page := office.ledger.receipts(booth.id, cursor, layout.PER_REPLY)).receipts:
            missed = tuple(receipt for receipt in page.receipts if receipt.id not in told)
            yield msgspec.structs.replace(blank, after=cursor, cursor=page.cursor, receipts=missed)
            cursor = page.cursor


def _receipts_of(ledger: Ledger, booth: str, packets: Sequence[str]) -> list[wire.Receipt]:
    """The receipts of those packets that this office holds of this booth."""
    found = []
    for at in range(0, len(packets), _ASKED):
        held = ledger.find(packets[at : at + _ASKED])
        found += [wire.decode(each.receipt, wire.Receipt) for each in held.values() if each.booth == booth]
    return found


def _chunks(receipts: Sequence[wire.Receipt]) -> Iterator[tuple[wire.Receipt, ...]]:
    for at in range(0, len(receipts), layout.PER_REPLY):
        yield tuple(receipts[at : at + layout.PER_REPLY])
