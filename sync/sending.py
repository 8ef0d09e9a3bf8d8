"""One pass over the queue: offer what waits, settle what the office has, send what it lacks.

Errors are sorted here. What is wrong with one packet parks or skips that packet; what is wrong with the line, the
office or the login ends the pass, because it would be the same for the next packet.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sync.client import DigestWrong, Moved, NotOffered
from sync.errors import LineError, OfficeBusy, OfficeFailed, PacketError, PacketRefused, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from sync import wire
    from sync.client import Client
    from sync.outbox import Item, Outbox

log = logging.getLogger(__name__)

BATCH = 50  # packets offered at once: 25 kB, under two seconds on the slowest line
RESTARTS = 3  # tries of one packet in a pass without a byte more at the office
IN_A_ROW = 3  # packets in a pass over which line or office may fail before the pass ends
FAILURES = 5  # times the office may fail over one packet, and take others, before it is parked


@dataclass
class Work:
    """What was done since the start: packets with a receipt and their bytes, packets gone on with in the middle,
    bytes handed to the line, and when (`time.monotonic`) the last receipt came."""

    packets: int = 0
    bytes: int = 0
    resumed: int = 0
    sent: int = 0
    last: float | None = None


class Sender:
    """Passes over the queue. Knows which packets the office failed over, nothing else."""

    def __init__(
        self,
        outbox: Outbox,
        client: Client,
        office_key: Ed25519PublicKey,
        *,
        owner: str,
        on_progress: Callable[[], None] = lambda: None,
    ) -> None:
        self._outbox = outbox
        self._client = client
        self._office_key = office_key
        self._owner = owner
        self._on_progress = on_progress
        self._failures: dict[str, tuple[int, int]] = {}  # id → times, packets settled before the first
        self.work = Work()

    def run(self) -> None:
        """One pass, oldest first. What can only be tried again later stays queued.

        Raises `LineError`, `OfficeBusy`, `LoginRefused`, `QueueError`; what was done before stays done.
        """
        after, in_a_row = 0, 0
        trouble: SyncError | None = None
        while batch := self._outbox.waiting(BATCH, after):
            after = batch[-1].seq
            for item, offset in self._offer(batch):
                try:
                    self._send(item, offset)
                    in_a_row = 0
                except (LineError, OfficeFailed) as error:
                    if isinstance(error, Dead) or in_a_row + 1 >= IN_A_ROW:
                        raise
                    trouble, in_a_row = error, in_a_row + 1
        if trouble is not None:
            raise trouble

    def _offer(self, batch: Sequence[Item]) -> list[tuple[Item, int]]:
        """Settle and park by the office's word; the rest with the byte each begins at."""
        try:
            answer = self._client.offer([item.manifest for item in batch])
        except PacketRefused as error:
            if len(batch) == 1:
                self._park(batch[0].manifest.id, error.code)
                return []
            return [each for item in batch for each in self._offer([item])]
        self._settle([(said.id, said.receipt) for said in answer.items if said.status == "have"])
        left = []
        for item, said in zip(batch, answer.items, strict=True):
            if said.status == "refuse":
                self._park(item.manifest.id, said.code or "refused")
            elif said.status in {"want", "offset"}:
                left.append((item, _start(said, item.manifest)))
        if left and answer.limits.retry_after:
            raise OfficeBusy("asked to wait", float(answer.limits.retry_after))
        return left

    def _send(self, item: Item, offset: int) -> None:
        packet = item.manifest.id
        if not self._outbox.lease(1, self._owner, only=[packet]):
            return
        try:
            data = self._outbox.data(packet)
            receipt = self._deliver(item, data, offset)
        except PacketError as error:
            log.warning("%s: %s", packet, error)
            self._park(packet, "damaged")
        except PacketRefused as error:
            self._park(packet, error.code)
        except OfficeFailed:
            times, before = self._failures.get(packet, (0, self.work.packets))
            self._failures[packet] = (times + 1, before)
            if times + 1 < FAILURES or self.work.packets == before:
                raise
            self._park(packet, "office-failed")
        else:
            if receipt is not None:
                self._settle([(packet, receipt)])
        finally:
            self._outbox.release(packet, self._owner)

    def _deliver(self, item: Item, data: bytes, offset: int) -> wire.Receipt | None:
        """Send until there is a receipt; None where the packet must be offered again in the next pass."""
        manifest = item.manifest
        best, tries, resumed = offset, 0, offset > 0
        while True:
            problem: SyncError
            try:
                receipt = self._client.send(manifest, data, offset, self._sent)
            except NotOffered:
                return None
            except Moved as moved:
                offset, problem = moved.offset, LineError("offset disputed")
            except DigestWrong:
                offset, best, problem = 0, 0, PacketRefused("digest")
            except LineError as error:
                said = self._ask_again(manifest)
                if said.status == "have":
                    return said.receipt
                offset, problem = _start(said, manifest), error
            else:
                self.work.resumed += resumed
                return receipt
            tries = 0 if offset > best else tries + 1
            best, resumed = max(best, offset), resumed or offset > 0
            if tries >= RESTARTS:
                raise problem

    def _ask_again(self, manifest: wire.Manifest) -> wire.OfferItem:
        """Where a packet stands after the line broke: a probe, and the receipt if only that was lost."""
        try:
            said = self._client.offer([manifest]).items[0]
        except LineError as error:
            raise Dead(error.detail) from error
        if said.status == "refuse":
            raise PacketRefused(said.code or "refused")
        return said

    def _settle(self, receipts: Sequence[tuple[str, wire.Receipt | None]]) -> None:
        """Settle packets by their receipts; a packet whose receipt is not genuine is parked, and keeps its bytes."""
        genuine = [receipt for packet, receipt in receipts if receipt is not None and receipt.id == packet]
        errors = self._outbox.settle_all(genuine, self._office_key) if genuine else {}
        settled = {receipt.id: receipt.size for receipt in genuine if receipt.id not in errors}
        for packet, _ in receipts:
            if packet not in settled:
                log.error("%s: %s", packet, errors.get(packet, "receipt missing or for another packet"))
                self._park(packet, "receipt")
        if settled:
            self.work.last = time.monotonic()
        self.work.packets += len(settled)
        self.work.bytes += sum(settled.values())
        self._on_progress()

    def _park(self, packet: str, code: str) -> None:
        log.warning("%s is put aside: %s", packet, code)
        self._outbox.park(packet, code)

    def _sent(self, count: int) -> None:
        self.work.sent += count
        self._on_progress()


class Dead(LineError):
    """The line broke, and the probe after it failed too: the next packet would fare no better."""


def _start(said: wire.OfferItem, manifest: wire.Manifest) -> int:
    """The byte to begin at."""
    return min(said.offset, manifest.size) if said.status == "offset" else 0
