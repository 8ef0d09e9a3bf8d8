"""Packets of a booth onto one stick: what is missing there or spoilt, oldest first, as many as fit."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sync import courier_layout as layout
from sync.errors import PacketError, StickFull
from sync.queued import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sync.courier_files import Stick
    from sync.outbox import Outbox
    from sync.packetqueue import PacketQueue
    from sync.queued import Item

log = logging.getLogger(__name__)

KEPT_FREE = 4 * 1024 * 1024  # bytes of a stick left for what the office answers: 7,000 receipts and a bulletin
_PAGE = 200


@dataclass(frozen=True)
class Written:
    """What `write_stick` did. Counts are of recordings, `*_bytes` of their sealed bytes.

    `written` now, `there` already, `removed` because their receipt is stored here, `left` not on the stick because it
    is full or, with `stopped`, because somebody said so, `damaged` in the outbox. `originals`: written besides.
    """

    written: int = 0
    there: int = 0
    removed: int = 0
    left: int = 0
    left_bytes: int = 0
    damaged: int = 0
    originals: int = 0
    stopped: bool = False


class Writer:
    """One write of the booth's packets onto one stick."""

    def __init__(
        self, stick: Stick, outbox: Outbox, told: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> None:
        self.stick = stick
        self._outbox = outbox
        self._told = told
        self._cancelled = cancelled
        self._stopped = False
        self._after = 0  # number of the last recording that was looked at
        self._written = self._there = self._damaged = self._originals = 0
        self._total = outbox.counts().total - outbox.counts().states.get(State.RECEIPTED, 0)

    def recordings(self) -> None:
        """Write them, oldest first. Raises `StickFull` at the first that does not fit."""
        for item, data in self._waiting(self._outbox):
            if data is None:
                self._damaged += 1
            elif self._put(item, data):
                self._written += 1
            else:
                self._there += 1
            self._after = item.seq
            self._told(self._written + self._there + self._damaged, self._total)

    def originals(self) -> None:
        """Write them too, where all recordings are there. Raises `StickFull` at the first that does not fit."""
        if not self._stopped:
            for item, data in self._waiting(self._outbox.originals):
                self._originals += data is not None and self._put(item, data)

    def result(self, removed: int) -> Written:
        """What was done."""
        left = list(self._left())
        return Written(
            written=self._written,
            there=self._there,
            removed=removed,
            left=len(left),
            left_bytes=sum(left),
            damaged=self._damaged,
            originals=self._originals,
            stopped=self._stopped and bool(left),
        )

    def _waiting(self, packets: PacketQueue) -> Iterator[tuple[Item, bytes | None]]:
        """What has no receipt, oldest first, with its sealed bytes, None where they are damaged; until cancelled."""
        for item in _all(packets):
            if self._cancelled():
                self._stopped = True
                return
            try:
                yield item, packets.data(item.manifest.id)
            except PacketError as error:
                if packets.state(item.manifest.id) in {None, State.RECEIPTED}:
                    continue  # the agent has sent it just now
                log.warning("%s", error)
                yield item, None

    def _put(self, item: Item, data: bytes) -> bool:
        """Write a packet unless it is there, whole; whether it was written. Raises `StickFull`."""
        place, file = layout.place(item.manifest), layout.to_file(item.manifest, data)
        if self.stick.size(*place) == len(file) and self.stick.read(len(file), *place) == file:
            return False
        free = self.stick.free()
        if free is not None and free < len(file) + KEPT_FREE:
            raise StickFull("kept free")
        self.stick.write(file, *place)
        return True

    def _left(self) -> Iterator[int]:
        """The sizes of the recordings that were not looked at any more and do not lie there from before."""
        for item in _all(self._outbox, self._after):
            manifest = item.manifest
            if self.stick.size(*layout.place(manifest)) != len(layout.to_file(manifest, b"")) + manifest.size:
                yield manifest.size


def _all(packets: PacketQueue, after: int = 0) -> Iterator[Item]:
    """Everything without a receipt, oldest first."""
    while page := packets.unreceipted(_PAGE, after):
        yield from page
        after = page[-1].seq
