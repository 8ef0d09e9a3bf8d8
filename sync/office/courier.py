"""The office's courier: packets off a stick, receipts and news onto it.

A packet is held against its booth's signature exactly as one that is offered over the line (`sync.office.offers.vet`),
goes the same way into files and ledger, and gets the same receipt, however often and by whichever way it comes. Parts
lie in a spool of the courier's own, so that a receiver may serve the same folder meanwhile; the ledger is for several
processes anyway. Nothing is removed from the stick but what the office itself wrote: the booth takes its packets off
when it has stored their receipts.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from sync import courier_layout as layout
from sync import wire
from sync.courier_files import Stick
from sync.errors import CourierRunning, PacketError
from sync.lock import FileLock
from sync.office import disk
from sync.office.blobs import ORIGINALS_RESERVE, Blobs, Name
from sync.office.errors import Conflict, OfficeFull, OfficeUnwritable
from sync.office.offers import vet
from sync.office.problems import Refused
from sync.office.shelves import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from sync.office.booths import Booth
    from sync.office.folder import Folder
    from sync.office.ledger import Accepted
    from sync.office.office import Office

log = logging.getLogger(__name__)

DAMAGED = "damaged"  # the code of a packet that is cut or altered: it is carried again
_AT_ONCE = 64  # packets whose rows are waited for together: one group of the ledger


class CourierLock(FileLock):
    """One courier an office. Raises `CourierRunning`, `OfficeUnwritable`."""

    held = CourierRunning
    unusable = OfficeUnwritable


@dataclass
class FromBooth:
    """What came from one booth: recordings `accepted` now and `known` before, `originals` accepted now, and what was
    refused: id → why, `damaged` among them."""

    booth: str
    name: str
    accepted: int = 0
    known: int = 0
    originals: int = 0
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """What `read_stick` did. `unknown` and `revoked` are booths whose packets were not looked at. `full`: the office's
    disk is, and the rest is still on the stick; `stopped`: somebody said so."""

    booths: tuple[FromBooth, ...] = ()
    unknown: tuple[str, ...] = ()
    revoked: tuple[str, ...] = ()
    full: bool = False
    stopped: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything of this office's booths was good and is here."""
        return not (self.full or self.stopped or any(each.refused for each in self.booths))


def read_stick(
    office: Office,
    stick: Path,
    *,
    free: Callable[[Path], int] | None = None,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Taken:
    """Take in every packet on `stick` of every booth of this office; a second time changes nothing.

    `told(done, total)` hears of each packet, `cancelled()` is asked before each, `free` is as for `Blobs`. Raises
    `StickMissing`, `StickLost`, `CourierRunning` and what the ledger raises; what was taken in before stays.
    """
    with only_courier(office.folder) as spool:
        at = Stick(stick)
        known = {booth.id: booth for booth in office.booths.all()}
        there = layout.booths_on(at, layout.FROM)
        booths = [known[booth] for booth in there if booth in known and known[booth].revoked_at is None]
        packets = {booth.id: list(layout.packets_of(at, booth.id)) for booth in booths}
        total, done = sum(map(len, packets.values())), 0
        taken = [FromBooth(booth.id, booth.name) for booth in booths]
        full = stopped = False
        try:
            for booth, result in zip(booths, taken, strict=True):
                with _Intake(at, booth, _shelves(office, spool, free), result) as intake:
                    for packet, place in packets[booth.id]:
                        if stopped := cancelled():
                            break
                        intake.take(packet, place)
                        done += 1
                        told(done, total)
                if stopped:
                    break
        except OfficeFull:
            full = True
        return Taken(
            booths=tuple(taken),
            unknown=tuple(booth for booth in there if booth not in known),
            revoked=tuple(booth for booth in there if booth in known and known[booth].revoked_at is not None),
            full=full,
            stopped=stopped,
        )


@contextmanager
def only_courier(folder: Folder) -> Iterator[Path]:
    """Holds the courier's lock; where its spool is."""
    lock = CourierLock(folder.root / "courier.lock")
    try:
        yield folder.root / "courier-spool"
    finally:
        lock.release()


def _shelves(office: Office, spool: Path, free: Callable[[Path], int] | None) -> Mapping[str, Shelf]:
    """The office's shelves, with the courier's own spool before them."""
    folder = office.folder
    with disk.writing():
        spool.mkdir(mode=0o700, exist_ok=True)
    recordings = Blobs(folder.packets, spool, free=free)
    originals = Blobs(folder.originals, spool, free=free, reserve=ORIGINALS_RESERVE)
    return {
        "recording": Shelf(office.ledger, recordings),
        "originals": Shelf(office.originals.ledger, originals),
    }


class _Intake:
    """The packets of one booth on their way in. Rows are waited for in groups, at the latest when the block ends."""

    def __init__(self, stick: Stick, booth: Booth, shelves: Mapping[str, Shelf], result: FromBooth) -> None:
        self._stick = stick
        self._booth = booth
        self._shelves = shelves
        self._result = result
        self._waiting: list[tuple[wire.Manifest, Future[Accepted]]] = []

    def __enter__(self) -> _Intake:
        return self

    def __exit__(self, *_: object) -> None:
        self._settle()

    def take(self, packet: str, place: tuple[str, ...]) -> None:
        """Take in one file, if it is what its booth sealed. Raises `OfficeFull`, `StickLost`."""
        try:
            manifest, data = self._checked(place)
        except _NotTaken as refused:
            log.warning("%s of %s is not taken from the stick: %s", packet, self._booth.id, refused.code)
            self._result.refused[packet] = refused.code
            return
        shelf, name = self._shelves[manifest.kind], Name.of(manifest)
        held = shelf.ledger.find([manifest.id]).get(manifest.id)
        if held is None:
            if not shelf.blobs.adopt(name, manifest.size):
                _store(shelf.blobs, name, data)
            self._waiting.append((manifest, shelf.ledger.accept(manifest)))
            if len(self._waiting) >= _AT_ONCE:
                self._settle()
        elif held.is_for(manifest):
            self._result.known += manifest.kind == "recording"
        else:
            shelf.ledger.record_conflict(name)
            self._result.refused[packet] = "conflict"

    def _checked(self, place: tuple[str, ...]) -> tuple[wire.Manifest, bytes]:
        try:
            raw, data = layout.from_file(self._stick.read(layout.MAX_PACKET, *place) or b"")
            vetted = vet(msgspec.Raw(raw), self._booth)
        except (PacketError, Refused, RecursionError) as error:
            raise _NotTaken(DAMAGED) from error
        if not isinstance(vetted, wire.Manifest):
            raise _NotTaken(vetted.code)
        if len(data) != vetted.size or hashlib.sha256(data).hexdigest() != vetted.sha256:
            raise _NotTaken(DAMAGED)
        return vetted, data

    def _settle(self) -> None:
        waiting, self._waiting = self._waiting, []
        for manifest, future in waiting:
            try:
                fresh = future.result().fresh
            except Conflict:
                self._result.refused[manifest.id] = "conflict"
                continue
            if manifest.kind == "originals":
                self._result.originals += fresh
            else:
                self._result.accepted += fresh
                self._result.known += not fresh


class _NotTaken(Exception):
    """A file is not what its booth sealed; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _store(blobs: Blobs, name: Name, data: bytes) -> None:
    """Make a packet durable under its final name, the same way as one that arrives over the line."""
    upload = blobs.begin(name, len(data), anew=True, on_superseded=lambda: None)
    try:
        upload.add(data)
        upload.finish()
    finally:
        upload.close()
