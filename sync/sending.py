"""One pass over the queue: offer what waits, settle what the office has, send what it lacks, on as many connections as
help.

Errors are sorted here. What is wrong with one packet parks or skips that packet; what is wrong with the line, the
office or the login ends the pass, because it would be the same for the next packet.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sync.client import MAX_WINDOW, DigestWrong, Moved, NotOffered, TooLarge
from sync.crew import Crew
from sync.errors import LineError, OfficeBusy, OfficeFailed, PacketError, PacketRefused, SyncError
from sync.transport import PATIENCE, PIECE, Congestion
from sync.width import MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from sync import wire
    from sync.client import Client
    from sync.errors import ReceiptError
    from sync.outbox import Item
    from sync.transport import Patience

log = logging.getLogger(__name__)

BATCH = 50  # packets offered at once: 25 kB, under two seconds on the slowest line
PROBE = 1  # packets offered to learn whether a line that was dead is back
RESTARTS = 3  # tries of one packet in a pass without a byte more at the office
IN_A_ROW = 3  # packets in a pass over which line or office may fail before the pass ends
FAILURES = 5  # times the office may fail over one packet, and take others, before it is parked
LEAST_WINDOW = 8 * PIECE  # bytes of a part, where something on the way takes no larger ones


class Queue(Protocol):
    """What is to be sent: recordings, or their originals. As `sync.outbox.Outbox` says."""

    def waiting(self, limit: int, after: int = 0) -> list[Item]: ...

    def lease(self, limit: int, owner: str, *, only: Sequence[str] | None = None) -> list[Item]: ...

    def release(self, packet_id: str, owner: str) -> None: ...

    def data(self, packet_id: str) -> bytes: ...

    def settle_all(
        self, receipts: Iterable[wire.Receipt], office_key: Ed25519PublicKey
    ) -> Mapping[str, ReceiptError]: ...

    def park(self, packet_id: str, code: str) -> None: ...


@dataclass
class Work:
    """What was done since the start: packets with a receipt and their bytes, packets gone on with in the middle,
    bytes handed to the line, and when (`time.monotonic`) the last receipt came."""

    packets: int = 0
    bytes: int = 0
    resumed: int = 0
    sent: int = 0
    last: float | None = None


@dataclass
class _Pass:
    """How far one pass is. `trouble` was skipped over, and is raised at the end."""

    after: int = 0
    offered: deque[tuple[Item, int]] = field(default_factory=deque)
    in_a_row: int = 0
    trouble: SyncError | None = None


class Sender:
    """Passes over a queue. Knows which packets the office failed over, nothing else.

    `run` for one thread; what it calls, for the threads of its connections.
    """

    def __init__(
        self,
        queue: Queue,
        new_client: Callable[[], Client],
        office_key: Ed25519PublicKey,
        *,
        owner: str,
        on_progress: Callable[[], None] = lambda: None,
        on_answer: Callable[[wire.OfferAnswer], None] = lambda _: None,
        health: Callable[[], wire.Health | None] = lambda: None,
        pace: Callable[[int], None] = lambda _: None,
        congestion: Congestion = Congestion.BBR,
        patience: Patience = PATIENCE,
    ) -> None:
        """`on_answer` hears every answer to an offer, `health` is told with the first of a pass, `pace` hears the bytes
        as they leave and may take its time."""
        self._queue = queue
        self._office_key = office_key
        self._owner = owner
        self._on_progress = on_progress
        self._on_answer = on_answer
        self._health = health
        self._pace = pace
        self._lock = threading.Lock()  # of what the connections share here
        self._turn = threading.Lock()  # one connection offers, the others wait for what that brings
        self._failures: dict[str, tuple[int, int]] = {}  # id → times, packets settled before the first
        self._under_way: dict[Client, wire.Manifest] = {}
        self._pass = _Pass()
        self._was_dead = False
        self._window = MAX_WINDOW
        self._size = 1  # bytes of the packet begun last
        self.work = Work()
        self.most = MOST  # connections that the line is meant to bear
        self.crew = Crew(new_client, work=self._one, answered=self._answered, congestion=congestion, patience=patience)

    def run(self) -> None:
        """One pass, oldest first. What can only be tried again later stays queued.

        Raises `LineError`, `OfficeBusy`, `LoginRefused`, `QueueError`; what was done before stays done.
        """
        self._pass = _Pass()
        try:
            self.crew.run(lambda: self._size, self._on_progress)
        except LineError:
            self._was_dead = True
            raise
        if self._pass.trouble is not None:
            raise self._pass.trouble

    def _one(self, client: Client) -> bool:
        """Send the next packet over `client`; False where there is none."""
        found = self._next(client)
        if found is None:
            return False
        try:
            self._send(*found, client)
        except (LineError, OfficeFailed) as error:
            with self._lock:
                if isinstance(error, Dead) or self._pass.in_a_row + 1 >= IN_A_ROW:
                    raise
                self._pass.trouble, self._pass.in_a_row = error, self._pass.in_a_row + 1
        else:
            self._pass.in_a_row = 0
        return True

    def _next(self, client: Client) -> tuple[Item, int] | None:
        with self._turn:
            now = self._pass
            while not now.offered:
                batch = self._queue.waiting(PROBE if self._was_dead else BATCH, now.after)
                if not batch or self.crew.ending:
                    return None
                health = self._health() if not now.after else None
                now.after = batch[-1].seq
                now.offered.extend(self._offer(batch, client, health))
                self._was_dead = False
            return now.offered.popleft()

    def _offer(
        self, batch: Sequence[Item], client: Client, health: wire.Health | None = None
    ) -> list[tuple[Item, int]]:
        """Settle and park by the office's word; the rest with the byte each begins at."""
        try:
            answer = self._ask([item.manifest for item in batch], client, health)
        except PacketRefused as error:
            if len(batch) == 1:
                self._park(batch[0].manifest.id, error.code)
                return []
            return [each for item in batch for each in self._offer([item], client)]
        self.crew.width.limit(min(answer.limits.parallel, self.most))
        self._window = min(self._window, max(answer.limits.window, LEAST_WINDOW))
        self._on_answer(answer)
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

    def _ask(
        self, manifests: Sequence[wire.Manifest], client: Client, health: wire.Health | None = None
    ) -> wire.OfferAnswer:
        """One offer; once more where a fresh connection was put in the place of the one that lay still."""
        asked = (manifests,) if health is None else (manifests, health)
        try:
            return client.offer(*asked)
        except LineError:
            if not client.replaced:
                raise
            return client.offer(*asked)

    def _send(self, item: Item, offset: int, client: Client) -> None:
        packet = item.manifest.id
        if not self._queue.lease(1, self._owner, only=[packet]):
            return
        self._size, self._under_way[client] = item.manifest.size, item.manifest
        try:
            data = self._queue.data(packet)
            receipt = self._deliver(item, data, offset, client)
        except PacketError as error:
            log.warning("%s: %s", packet, error)
            self._park(packet, "damaged")
        except PacketRefused as error:
            self._park(packet, error.code)
        except OfficeFailed:
            with self._lock:
                times, before = self._failures.get(packet, (0, self.work.packets))
                self._failures[packet] = (times + 1, before)
                give_up = times + 1 >= FAILURES and self.work.packets > before
            if not give_up:
                raise
            self._park(packet, "office-failed")
        else:
            if receipt is not None:
                self._settle([(packet, receipt)])
        finally:
            del self._under_way[client]
            self._queue.release(packet, self._owner)

    def _deliver(self, item: Item, data: bytes, offset: int, client: Client) -> wire.Receipt | None:
        """Send until there is a receipt; None where the packet must be offered again in the next pass."""
        manifest = item.manifest
        best, tries, resumed = offset, 0, offset > 0
        while True:
            problem: SyncError
            try:
                receipt = client.send(manifest, data, offset, self._sent, window=self._window)
            except NotOffered:
                return None
            except Moved as moved:
                offset, problem = moved.offset, LineError("offset disputed")
            except DigestWrong:
                offset, best, problem = 0, 0, PacketRefused("digest")
            except TooLarge:
                problem = PacketRefused("too-large")
                self._narrow(manifest.size)
                if self._window > LEAST_WINDOW:
                    tries -= 1
            except LineError as error:
                if client.replaced and client.stands > offset:
                    # The line moves, and the office has at least this: no need to ask first.
                    offset, problem = client.stands, error
                else:
                    said = self._ask_again(manifest, client)
                    if said.status == "have":
                        return said.receipt
                    offset, problem = _start(said, manifest), error
            else:
                self.work.resumed += resumed
                return receipt
            tries = 0 if offset > best else tries + 1
            best, resumed = max(best, offset), resumed or offset > 0
            if tries >= RESTARTS:
                if isinstance(problem, LineError):  # the office answers and nothing of this arrives: too large a body?
                    self._narrow(manifest.size - offset)
                raise problem

    def _narrow(self, size: int) -> None:
        """From now on smaller parts than the one of `size` bytes that did not get through."""
        with self._lock:
            self._window = max(LEAST_WINDOW, min(self._window, size) // 2)

    def _ask_again(self, manifest: wire.Manifest, client: Client) -> wire.OfferItem:
        """Where a packet stands after the line broke: a probe, and the receipt if only that was lost."""
        try:
            said = self._ask([manifest], client).items[0]
        except LineError as error:
            raise Dead(error.detail) from error
        if said.status == "refuse":
            raise PacketRefused(said.code or "refused")
        return said

    def _answered(self, client: Client, other: Client) -> bool:
        """Whether the office has given the receipt that `client` waits for; asked over `other`."""
        manifest = self._under_way.get(client)
        return manifest is not None and other.offer([manifest]).items[0].status == "have"

    def _settle(self, receipts: Sequence[tuple[str, wire.Receipt | None]]) -> None:
        """Settle packets by their receipts; a packet whose receipt is not genuine is parked, and keeps its bytes."""
        genuine = [receipt for packet, receipt in receipts if receipt is not None and receipt.id == packet]
        errors = self._queue.settle_all(genuine, self._office_key) if genuine else {}
        settled = {receipt.id: receipt.size for receipt in genuine if receipt.id not in errors}
        for packet, _ in receipts:
            if packet not in settled:
                log.error("%s: %s", packet, errors.get(packet, "receipt missing or for another packet"))
                self._park(packet, "receipt")
        with self._lock:
            if settled:
                self.work.last = time.monotonic()
            self.work.packets += len(settled)
            self.work.bytes += sum(settled.values())
        if receipts:
            self._on_progress()

    def _park(self, packet: str, code: str) -> None:
        log.warning("%s is put aside: %s", packet, code)
        self._queue.park(packet, code)

    def _sent(self, count: int) -> None:
        with self._lock:
            self.work.sent += count
        self._on_progress()
        self._pace(count)


class Dead(LineError):
    """The line broke, and the probe after it failed too: the next packet would fare no better."""


def _start(said: wire.OfferItem, manifest: wire.Manifest) -> int:
    """The byte to begin at."""
    return min(said.offset, manifest.size) if said.status == "offset" else 0
