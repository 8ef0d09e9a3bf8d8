"""The connections at work, each on a thread, watched by the one who asked for the work.

As many as the line bears (`Width`), and no more under way on them than it carries without a long queue (`Flight`).
One that lies still gets a fresh connection beside it, which takes its place as soon as it is answered. One whose bytes
have all arrived and whose answer does not come is asked about over a fresh connection: it is dropped where the office
has answered already, and left alone where the office, or a proxy before it, is still at work.
"""

from __future__ import annotations

import logging
import statistics
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sync.dial import Congestion, Dial
from sync.errors import SyncError
from sync.flight import Flight
from sync.transport import PATIENCE
from sync.width import Width

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from sync.client import Client
    from sync.pulse import Pulse
    from sync.transport import Patience

log = logging.getLogger(__name__)

TICK = 0.1  # seconds between two looks at the connections
TRIPS = 4  # round trips without progress after which a fresh connection is tried, where that is longer


@dataclass
class Lane:
    """One connection at work. `at`: when it moved last; `hold`: bytes that the system may hold for it."""

    client: Client
    pulse: Pulse | None = None
    at: float = 0.0
    hold: int = 0
    asked: bool = False  # about what it waits for, since it moved last
    thread: threading.Thread | None = field(default=None, repr=False)


class Crew:
    """Runs work on up to eight connections. `run` for one thread, `stop` for any.

    `work(client)` does one piece and says whether there was one; `answered(client, other)` asks over `other` whether
    the office has settled what `client` waits for.
    """

    def __init__(
        self,
        new_client: Callable[[], Client],
        *,
        work: Callable[[Client], bool],
        answered: Callable[[Client, Client], bool],
        congestion: Congestion = Congestion.BBR,
        patience: Patience = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._new_client = new_client
        self._work = work
        self._answered = answered
        self._congestion = congestion
        self._patience = patience
        self._clock = clock
        self._change = threading.Condition()
        self._lanes: list[Lane] = []
        self._spare: list[Client] = []
        self._clients: list[Client] = []
        self._stopped = self._resting = False
        self._drained = False
        self._error: BaseException | None = None
        self._dial: Dial | None = None
        self._scout: threading.Thread | None = None
        self._seen: dict[Client, Pulse] = {}  # the last of each
        self.width = Width()
        self.flight = Flight()
        self.arrived = 0
        """Bytes that reached the other end since the start."""
        self.most_at_once = 0

    @property
    def at_once(self) -> int:
        """Connections at work now."""
        return len(self._lanes)

    @property
    def ending(self) -> bool:
        """Whether no more work is to be begun."""
        return self._stopped or self._resting or self._error is not None

    def client(self) -> Client:
        """A connection for a request outside of `run`, the one used last. Not to be closed."""
        with self._change:
            if not self._spare:
                self._spare.append(self._made())
            return self._spare[-1]

    def run(self, packet: Callable[[], int], tick: Callable[[], None]) -> None:
        """Work until there is no more. `packet()` is the usual size of one in bytes; `tick` is called now and then.

        Raises the first error that `work` let out; then nothing more was begun.
        """
        with self._change:
            self._drained, self._resting, self._error = False, False, None
        try:
            while self._go_on():
                self._watch(packet())
                tick()
        finally:
            self._hang_up()
            for lane in list(self._lanes):
                if lane.thread is not None:
                    lane.thread.join()
            if self._scout is not None:
                self._scout.join()
        if self._error is not None and not isinstance(self._error, SyncError):
            raise RuntimeError("a connection's work failed") from self._error
        if self._error is not None:
            raise self._error

    def rest(self) -> None:
        """From any thread: begin nothing more in this `run`; what is under way is finished."""
        self._resting = True

    def stop(self) -> None:
        """End what is going on, for good."""
        with self._change:
            self._stopped = True
            clients = list(self._clients)
            self._change.notify_all()
        for client in clients:
            client.abort()

    def close(self) -> None:
        """Close every connection; after `run`."""
        for client in self._clients:
            client.close()

    def _go_on(self) -> bool:
        """Start what is missing, wait a tick; False when all is done."""
        with self._change:
            while not self._drained and not self.ending and len(self._lanes) < self.width.target:
                self._start()
            if not self._lanes:
                return False
            self._change.wait(TICK)
            return True

    def _start(self) -> None:
        lane = Lane(self._spare.pop() if self._spare else self._made(), at=self._clock())
        lane.thread = threading.Thread(target=self._run, args=(lane,), name="line", daemon=True)
        self._lanes.append(lane)
        self.most_at_once = max(self.most_at_once, len(self._lanes))
        lane.thread.start()

    def _made(self) -> Client:
        client = self._new_client()
        self._clients.append(client)
        return client

    def _run(self, lane: Lane) -> None:
        error: BaseException | None = None
        more = True
        try:
            while more and not self.ending and len(self._lanes) <= self.width.target:
                more = self._work(lane.client)
        except BaseException as failed:  # the asking thread raises it
            error = failed
        with self._change:
            self._error = self._error or error
            self._drained = self._drained or not more
            self._lanes.remove(lane)
            self._spare.append(lane.client)
            self._change.notify_all()

    def _watch(self, packet: int) -> None:
        now = self._clock()
        with self._change:
            lanes = list(self._lanes)
        pulses = [(lane, lane.client.pulse()) for lane in lanes]
        still = [lane for lane, pulse in pulses if self._lies_still(lane, pulse, now)]
        told = [pulse for _, pulse in pulses if pulse is not None]
        if told:
            self._adapt(now, told, [lane for lane, pulse in pulses if pulse is not None], packet)
        self._beside(still)

    def _adapt(self, now: float, told: list[Pulse], lanes: list[Lane], packet: int) -> None:
        """How many connections, and how much under way on them."""
        trip, least = statistics.median(pulse.rtt for pulse in told), min(pulse.least_rtt for pulse in told)
        self.width.look(
            now,
            busy=len(self._lanes),
            arrived=self.arrived,
            packet=packet,
            trips=(trip, least),
            alone=any(pulse.paced for pulse in told),
        )
        if least:
            self.flight.look(now, trip=trip, least=least, held=sum(pulse.held for pulse in told))
            self._hold(lanes)

    def _hold(self, lanes: list[Lane]) -> None:
        """Share what may be under way among those who send."""
        size = int(self.flight.size / len(lanes))
        for lane in lanes:
            if not 0.9 * lane.hold < size < 1.1 * lane.hold:
                lane.hold = size
                lane.client.hold(size)

    def _lies_still(self, lane: Lane, pulse: Pulse | None, now: float) -> bool:
        """Note what moved on a connection; whether it is time to try another beside it."""
        before, lane.pulse = lane.pulse, pulse
        if pulse is None or before is None or pulse.moved_since(before):
            lane.at, lane.asked = now, False
        if pulse is None:
            return False
        seen = self._seen.get(lane.client)
        same = seen is not None and seen.connection == pulse.connection
        self.arrived += pulse.acked - (seen.acked if seen and same else 0)
        self._seen[lane.client] = pulse
        if now - lane.at >= self._patience.stall and not pulse.waiting:
            lane.client.drop()
        return now - lane.at >= max(self._patience.fresh, TRIPS * pulse.rtt)

    def _beside(self, still: list[Lane]) -> None:
        """Try a fresh connection beside those that lie still, and put it to use once it is answered."""
        waiting = [lane for lane in still if lane.pulse is not None and lane.pulse.waiting and not lane.asked]
        sending = [lane for lane in still if lane.pulse is not None and not lane.pulse.waiting]
        if not (waiting or sending):
            self._hang_up()
            return
        if self._dial is None:
            places = (sending or waiting)[0].client.places()
            if not places:
                return
            self._dial = Dial(places, stall=self._patience.stall, congestion=self._congestion, clock=self._clock)
        fresh = self._dial.step()
        if fresh is None:
            return
        self._hang_up()
        if sending:
            self.width.failed(self._clock())
            log.info("%s of %s connections lie still: going on over a fresh one", len(sending), len(self._lanes))
            sending[0].client.replace(fresh)
            for lane in sending[1:]:
                lane.client.drop()
        else:
            self._ask_about(waiting[0], fresh)

    def _ask_about(self, lane: Lane, fresh: socket.socket) -> None:
        lane.asked = True
        if self._scout is not None and self._scout.is_alive():
            fresh.close()
            return
        with self._change:
            other = self._spare.pop() if self._spare else self._made()
        self._scout = threading.Thread(target=self._ask, args=(lane, other, fresh), name="scout", daemon=True)
        self._scout.start()

    def _ask(self, lane: Lane, other: Client, fresh: socket.socket) -> None:
        other.replace(fresh)
        try:
            if self._answered(lane.client, other):
                lane.client.drop()
        except SyncError as error:
            log.debug("nothing learnt: %s", error.detail)
        finally:
            with self._change:
                self._spare.insert(0, other)

    def _hang_up(self) -> None:
        if self._dial is not None:
            self._dial.close()
            self._dial = None
