"""What the office writes onto a stick for its booths: receipts, counts and refusals, the bulletin, the register."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from sync import courier_layout as layout
from sync import wire
from sync.courier_files import Stick
from sync.errors import StatementRefused, StickFull
from sync.office.courier import only_courier
from sync.office.errors import UnknownBooth
from sync.office.instants import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sync.office.booths import Booth
    from sync.office.ledger import Ledger
    from sync.office.office import Office

log = logging.getLogger(__name__)

_ASKED = 200  # ids looked up at once


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
        done: list[ToBooth] = []
        for booth in wanted:
            if cancelled():
                break
            done.append(_Answer(office, at, booth).write((refused or {}).get(booth.id, {})))
            told(len(done), len(wanted))
        at.settle()
        return Answered(
            booths=tuple(done),
            unknown=tuple(booth for booth in asked if booth not in known),
            revoked=tuple(booth for booth in asked if booth in known and known[booth].revoked_at is not None),
            stopped=len(done) < len(wanted),
        )


class _Answer:
    """What one booth gets. Receipts of what it carried first, then those it missed, then news: a stick may be full."""

    def __init__(self, office: Office, stick: Stick, booth: Booth) -> None:
        self._office = office
        self._stick = stick
        self._booth = booth
        self._receipts = 0

    def write(self, refused: Mapping[str, str]) -> ToBooth:
        """Write it. Raises `StickClosed`, `StickLost`; a stick that is full ends it and is said."""
        word = self._word()
        bulletin = letter = None
        try:
            layout.write_readme(self._stick)
            self._write_replies(word.cursor, refused)
        except StickFull as error:
            log.warning("%s: %s", self._booth.id, error)
            whole = False
        else:
            whole = True
        return ToBooth(self._booth.id, self._booth.name, self._receipts, bulletin, letter, whole)

    def _word(self) -> layout.BoothWord:
        """What the booth said on this stick; of a booth that said nothing, or nothing genuine, nothing is known."""
        nothing = layout.BoothWord(booth=self._booth.id, written_at=to_text(self._office.clock()))
        place = (layout.FROM, layout.folder_of(self._booth.id), layout.WORD)
        try:
            word = layout.heard(self._stick, layout.BoothWord, self._booth.door_key, *place)
        except StatementRefused as error:
            log.warning("%s: %s", self._booth.id, error)
            return nothing
        return word if word is not None and word.booth == self._booth.id else nothing

    def _write_replies(self, cursor: int, refused: Mapping[str, str]) -> None:
        places = []
        for number, reply in enumerate(self._replies(cursor, refused)):
            place = layout.reply_place(self._booth.id, number)
            layout.say(self._stick, reply, self._office.keys.sign, *place)
            places.append(place)
            self._receipts += len(reply.receipts)
        for old in layout.replies_to(self._stick, self._booth.id):
            if old not in places:
                self._stick.remove(*old)

    def _replies(self, cursor: int, refused: Mapping[str, str]) -> Iterator[layout.Reply]:
        """First the receipts of what lies on the stick, with counts and refusals; then what the booth has not read."""
        office, booth = self._office, self._booth
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
