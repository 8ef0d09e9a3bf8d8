"""The booth's courier: recordings onto a stick, receipts and news off it. The way out when no line works.

Nothing here sends, and nothing leaves the outbox but by a verified receipt: a packet carried stays queued, and the
agent may send it at the same time. Files are written only where they are missing or spoilt, and removed only under
this booth's own name and once their receipt is stored here. So a stick may be pulled out at any moment, be lost, be
given twice or come back late: what is lacking is carried the next time.
"""

from __future__ import annotations

import logging
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from sync import courier_layout as layout
from sync import wire
from sync.courier_files import Stick
from sync.courier_reading import Read, Reader
from sync.courier_writing import Writer, Written
from sync.errors import CourierRunning, FolderUnusable, NotEnrolled, QueueError, StickClosed, StickFull
from sync.fetching import what_is_here
from sync.health import read_health
from sync.identity import load_door_key, load_identity
from sync.lock import FileLock
from sync.originals import wanted
from sync.outbox import Outbox, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sync.identity import OfficeIdentity

__all__ = ["BoothOnStick", "Carried", "OnStick", "Read", "Written", "last_carried", "look", "read_stick", "write_stick"]

log = logging.getLogger(__name__)

LOCK, NOTE = "courier.lock", "courier"


class CourierLock(FileLock):
    """One courier a data folder. Raises `CourierRunning`, `FolderUnusable`."""

    held = CourierRunning
    unusable = FolderUnusable


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """The note of the last trip: when packets were last written, and how many stood on that stick then."""

    at: wire.Instant
    packets: int


@dataclass(frozen=True)
class BoothOnStick:
    """What lies on a stick for or from one booth, by the names of the files: `packets` and their `bytes` on the way to
    the office, whether there are `receipts`, a `bulletin`, a `letter` on the way back."""

    booth: str
    packets: int
    bytes: int
    receipts: bool
    bulletin: bool
    letter: bool


@dataclass(frozen=True)
class OnStick:
    """What is on a stick, and how many bytes are free (0 where it does not tell)."""

    booths: tuple[BoothOnStick, ...]
    free: int


def look(stick: Path) -> OnStick:
    """What is on a stick; nothing is read but names and sizes. Raises `StickMissing`, `StickLost`."""
    at = Stick(stick)
    booths = []
    for booth in sorted({*layout.booths_on(at, layout.FROM), *layout.booths_on(at, layout.TO)}):
        sizes = [at.size(*place) for _, place in layout.packets_of(at, booth)]
        names = at.names(layout.TO, layout.folder_of(booth))
        booths.append(
            BoothOnStick(
                booth=booth,
                packets=len(sizes),
                bytes=sum(sizes),
                receipts=bool(layout.replies_to(at, booth)),
                bulletin=layout.BULLETIN in names,
                letter=layout.LETTER in names,
            )
        )
    return OnStick(tuple(booths), at.free() or 0)


def last_carried(outbox: Outbox) -> Carried | None:
    """When packets were last written onto a stick here, and how many; None if never."""
    note = outbox.note(NOTE)
    try:
        return None if note is None else msgspec.json.decode(note, type=Carried)
    except (msgspec.DecodeError, ValueError):
        return None


def write_stick(
    folder: Path,
    stick: Path,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    told: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write every packet without a receipt of the booth in `folder` onto `stick`, oldest first, as many as fit.

    `told(done, total)` hears of each packet, `cancelled()` is asked before each. Nothing changes in the outbox.
    Raises `StickMissing`, `StickClosed`, `StickLost`, `CourierRunning`, `NotEnrolled`, `QueueError`.
    """
    with _opened(folder, clock) as (identity, outbox):
        at = Stick(stick)
        removed = _remove_settled(at, identity.booth, outbox)
        writer = Writer(at, outbox, told, cancelled)
        try:
            layout.write_readme(at)
            _write_word(at, folder, identity, outbox, clock)
            writer.recordings()
            if wanted(outbox, identity):
                writer.originals()
        except StickFull:
            log.info("the stick is full")
        at.settle()
        written = writer.result(removed)
        _note(outbox, written, clock)
        return written


def read_stick(
    folder: Path,
    stick: Path,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    told: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Read:
    """Take in what the office wrote for the booth in `folder`, and remove from the stick what has a receipt now.

    What is not genuine, of another booth or older than what is known here is left out and said. Raises as
    `write_stick`; what was taken in before stays.
    """
    with _opened(folder, clock) as (identity, outbox):
        at = Stick(stick)
        read = Reader(at, folder, outbox, identity).read(told, cancelled)
        try:
            read = replace(read, removed=_remove_settled(at, identity.booth, outbox))
            at.settle()
        except StickClosed:
            read = replace(read, locked=True)
        return read


@contextmanager
def _opened(folder: Path, clock: Callable[[], datetime]) -> Iterator[tuple[OfficeIdentity, Outbox]]:
    from sync.agent import OUTBOX

    identity = load_identity(folder)
    if identity is None:
        raise NotEnrolled(str(folder))
    lock = CourierLock(folder / LOCK)
    try:
        with closing(Outbox.open(folder / OUTBOX, clock=clock)) as outbox:
            yield identity, outbox
    finally:
        lock.release()


def _write_word(
    stick: Stick, folder: Path, identity: OfficeIdentity, outbox: Outbox, clock: Callable[[], datetime]
) -> None:
    word = layout.BoothWord(
        booth=identity.booth,
        written_at=wire.instant(clock()),
        cursor=outbox.cursor,
        ask=what_is_here(folder, outbox, identity),
        health=read_health(folder, outbox, clock(), _zone(identity.time_zone)),
    )
    layout.say(stick, word, load_door_key(folder), layout.FROM, layout.folder_of(identity.booth), layout.WORD)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _remove_settled(stick: Stick, booth: str, outbox: Outbox) -> int:
    """Take off the stick what has its receipt here, and half-written files; how many recordings."""
    removed = 0
    for packet, place in layout.packets_of(stick, booth):
        recording = outbox.state(packet)
        if layout.is_original(place):
            state = outbox.originals.state(packet)
            settled = state is State.RECEIPTED or (state is None and recording is not None)  # dropped here: not wanted
        else:
            settled = recording is State.RECEIPTED
        if settled:
            stick.remove(*place)
            removed += not layout.is_original(place)
    for place in list(layout.half_written(stick, booth)):
        stick.remove(*place)
    return removed


def _note(outbox: Outbox, written: Written, clock: Callable[[], datetime]) -> None:
    """Keep when packets were carried last, for whoever asks what to do about a dead line."""
    if packets := written.written + written.there:
        try:
            outbox.set_note(NOTE, wire.encode(Carried(at=wire.instant(clock()), packets=packets)))
        except QueueError as error:  # the disk is full: the packets are on the stick all the same
            log.warning("the trip was not noted: %s", error)
