"""When to send: one agent for a booth, in the app or as a service, woken by events and never busy.

What it knows stands in the outbox alone, so a restart goes on where it was and the status strip shows the truth.
Recordings go first; then receipts and counts are asked for, news fetched, and originals sent, until a recording waits.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import uuid_utils

from sync import bulletins, wire
from sync.client import Client
from sync.errors import (
    LetterDamaged,
    LineError,
    LoginRefused,
    NotEnrolled,
    OfficeBusy,
    PacketRefused,
    StatementRefused,
    SyncError,
)
from sync.fetching import Fetcher
from sync.health import read_health
from sync.identity import load_door_key, load_identity
from sync.line import LineState
from sync.lock import AgentLock
from sync.manners import Throttle, is_metered, quiet_until, read_manners, with_office
from sync.network import NetworkWatch
from sync.news import BoothSettings
from sync.outbox import Outbox
from sync.pace import LONGEST, PROBE, Pace, Rate
from sync.sending import Sender
from sync.telling import Teller
from sync.transport import PATIENCE, Congestion
from sync.width import MOST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sync.identity import OfficeIdentity
    from sync.line import LineStatus
    from sync.transport import Patience

__all__ = ["LOCK", "LONGEST", "OUTBOX", "PROBE", "Agent", "Outcome", "Pace"]

log = logging.getLogger(__name__)

OUTBOX, LOCK = "outbox.db", "agent.lock"
LOOK = 5.0  # seconds between looks into the outbox while nothing waits
REFRESH = timedelta(minutes=5)  # between questions for the office's counts while nothing is sent
COUNTED = timedelta(days=7)  # of counts that are asked for, and more where they differ from the receipts here
WRITTEN = 2.0  # seconds between two notes on progress
LYING = 6.0  # seconds without a byte after which a line is said to be dead, while it is still tried
SLEPT = 30.0  # seconds by which the clock ran ahead of us: this computer slept, or was set right
SHARE = 16 * 1024  # bytes a second of a speed limit that a connection needs to be worth it


@dataclass(frozen=True)
class Outcome:
    """What `once` did. `bytes` of packets that got a receipt, `seconds` until the last of them, `connections` the most
    at once."""

    packets: int
    bytes: int
    seconds: float
    resumed: int
    connections: int
    parked: int
    left: int
    refused: LoginRefused | None


class Agent:
    """Sends what the outbox of one data folder holds. Take one per process; `close` it."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        rng: Random | None = None,
        on_status: Callable[[LineStatus], None] = lambda _: None,
        patience: Patience = PATIENCE,
        identity: OfficeIdentity | None = None,
        congestion: Congestion = Congestion.BBR,
    ) -> None:
        """`identity` in place of the one in `folder`: the same office at another address.

        Raises `AgentRunning`, `NotEnrolled`, `IdentityDamaged`, `FolderUnusable`, `QueueError`.
        """
        identity = identity or load_identity(folder)
        if identity is None:
            raise NotEnrolled(str(folder))
        self._folder = folder
        self._identity = identity
        self._clock = clock
        self._pace = Pace(rng or Random())  # noqa: S311  (jitter, not a secret)
        self._stopping = False
        self._awake = threading.Event()
        self._stop = threading.Event()
        door_key = load_door_key(folder)

        def new_client() -> Client:
            return Client(identity, door_key, clock=clock, patience=patience, congestion=congestion)

        self._client = new_client()
        self._office_key = wire.public_key(identity.office_key)
        self._zone = ZoneInfo(identity.time_zone)
        self._owner = str(uuid_utils.uuid7())
        self._lock = AgentLock(folder / LOCK)
        try:
            self._outbox = Outbox.open(folder / OUTBOX, clock=clock)
            for queue in (self._outbox, self._outbox.originals):
                queue.reclaim_leases(self._owner)
        except BaseException:
            self._lock.release()
            raise
        self._throttle = Throttle(0)
        self._sender, self._originals = (
            Sender(
                queue,
                new_client,
                self._office_key,
                owner=self._owner,
                on_progress=self._progress,
                on_answer=self._hear,
                health=self._health,
                pace=self._slow_down,
                congestion=congestion,
                patience=patience,
            )
            for queue in (self._outbox, self._outbox.originals)
        )
        self._fetcher = Fetcher(folder, self._outbox, self._client, identity)
        self._settings = BoothSettings()
        self._manners = read_manners(folder)
        self._teller = Teller(self._outbox, self._sender.work, clock=clock, on_status=on_status)
        self._telling = threading.Lock()
        self._arrived = 0  # bytes that had arrived when it was looked at last
        self._rate = Rate()
        self._started = self._pass_began = time.monotonic()
        self._recovered = False
        self._refreshed: datetime | None = None
        self._news: int | None = None  # as the office said last, and as it was fetched
        self._fetched: int | None = None
        self._fetching = False
        self._originals_from = 0.0  # not before; of `time.monotonic`

    def run(self) -> None:
        """Send until `stop`. Nothing that happens to a packet, the line or the office ends it."""
        watch = NetworkWatch(self.wake)
        watch.start()
        try:
            while not self._stopping:
                self._awake.clear()
                self._rest(self._pass())
        finally:
            watch.close()
        self._teller.say(LineState.STOPPED)

    def once(self) -> Outcome:
        """Send until every packet is receipted or parked; ends early only where login or certificate is refused."""
        refused = None
        while not self._stopping:
            self._awake.clear()
            error = self._pass()
            if isinstance(error, LoginRefused):
                refused = error
                break
            if not self._outbox.counts().unsent:
                break
            self._rest(error)
        work, tally = self._sender.work, self._outbox.counts()
        return Outcome(
            packets=work.packets,
            bytes=work.bytes,
            seconds=(work.last or self._started) - self._started,
            resumed=work.resumed,
            connections=max(1, self._sender.crew.most_at_once),
            parked=len(self._outbox.parked()),
            left=tally.unsent,
            refused=refused,
        )

    def wake(self) -> None:
        """From any thread: there is something to send, or the network changed. Try at once."""
        self._pace.reset()
        self._originals.crew.rest()
        self._awake.set()
        if self._fetching:
            self._client.drop()

    def stop(self) -> None:
        """From any thread: end what is going on and let `run` and `once` return."""
        self._stopping = True
        self._stop.set()
        self._client.abort()
        for sender in (self._sender, self._originals):
            sender.crew.stop()
        self._awake.set()

    def close(self) -> None:
        """After `run` or `once` returned."""
        self._client.close()
        for sender in (self._sender, self._originals):
            sender.crew.close()
        self._outbox.close()
        self._lock.release()

    def _rest(self, error: SyncError | None) -> None:
        """Wait for the next try, for an event, or until this computer wakes from sleep."""
        took = time.monotonic() - self._pass_began
        until = time.monotonic() + (self._pace.after(error, took) if error else LOOK)
        ahead = self._ahead()
        while (left := until - time.monotonic()) > 0 and abs(self._ahead() - ahead) < SLEPT:
            if self._awake.wait(min(left, LOOK)):
                return

    def _ahead(self) -> float:
        """What the clock shows beyond the seconds that this computer was awake."""
        return self._clock().timestamp() - time.monotonic()

    def _pass(self) -> SyncError | None:
        """One pass over the queue and what else there is to ask; what ended it early."""
        self._pass_began = time.monotonic()
        try:
            self._mind_manners()
            if self._pause():
                return None
            if self._outbox.waiting(1):
                self._send(self._sender)
            self._ask()
            self._send_originals()
        except SyncError as error:
            if not self._stopping:
                self._teller.explain(error)
            return error
        except Exception as error:  # a fault of ours must not end the sending of the rest
            log.exception("pass failed")
            failed = SyncError(type(error).__name__)
            self._teller.explain(failed)
            return failed
        return None

    def _mind_manners(self) -> None:
        bulletin = bulletins.current(self._outbox, self._identity)
        self._settings = bulletin.settings if bulletin is not None else BoothSettings()
        self._manners = with_office(read_manners(self._folder), self._settings)
        self._throttle.rate = self._manners.rate
        most = max(1, self._manners.rate // SHARE) if self._manners.rate else MOST
        self._sender.most = self._originals.most = most

    def _pause(self) -> bool:
        """Whether these are quiet hours; said, if so."""
        until = self._quiet_until()
        if until is None:
            return False
        self._teller.say(LineState.PAUSED, until=wire.instant(until))
        return True

    def _quiet_until(self) -> datetime | None:
        return quiet_until(self._manners, self._clock().astimezone(self._zone))

    def _send(self, sender: Sender) -> None:
        before = sender.work.packets
        self._rate.clear()
        try:
            sender.run()
            self._teller.heard()
        finally:
            if sender.work.packets > before:
                self._pace.reset()
                self._refreshed = None

    def _send_originals(self) -> None:
        """While no recording waits, and where the office wants them and the line is free to use."""
        originals = self._outbox.originals
        if not self._settings.originals:
            if originals.left()[0] and bulletins.current(self._outbox, self._identity) is not None:
                originals.drop_all()
            return
        if time.monotonic() < self._originals_from or not originals.waiting(1) or self._outbox.waiting(1):
            return
        if not is_metered(self._manners):
            try:
                self._send(self._originals)
            except OfficeBusy as error:  # it may have room for recordings all the same
                log.info("originals wait: %s", error.detail)
                self._originals_from = time.monotonic() + max(error.wait, LONGEST)
            self._teller.idle()

    def _ask(self) -> None:
        """Receipts that this outbox missed, once; the office's counts, after each pass that sent and now and then."""
        now = self._clock()
        due = self._refreshed is None or abs(now - self._refreshed) >= REFRESH
        if due:
            if not self._recovered:
                self._recover()
            self._hear(self._client.offer([], self._health()))
            since = (now - COUNTED).date().isoformat()
            since = min(since, self._outbox.first_difference() or since)
            self._outbox.store_office_counts(self._client.counts(since), since=since)
            self._refreshed = now
            self._teller.heard()
            self._outbox.reclaim()
        if due or self._teller.state is not LineState.IDLE:
            self._teller.idle()
        if self._news != self._fetched or self._fetcher.due() or (self._fetcher.left and not is_metered(self._manners)):
            self._fetch()

    def _fetch(self) -> None:
        """What is new at the office; a letter is left where it is as soon as a recording waits, and gone on with."""
        wanted, self._fetching = self._news, True
        try:
            self._fetcher.fetch(letters=not is_metered(self._manners))
        except LineError:
            if not self._awake.is_set():
                raise
            return
        except PacketRefused as error:  # an office that has no news to give
            log.info("no news: %s", error.detail)
        except (StatementRefused, LetterDamaged) as error:  # asked for again when the office has other news
            log.warning("%s: %s", type(error).__name__, error.detail)
        finally:
            self._fetching = False
        self._fetched = wanted

    def _recover(self) -> None:
        """Walk the office's receipts behind our cursor: some may be for packets parked or restored from a backup."""
        cursor, genuine = self._outbox.cursor, True
        while True:
            page = self._client.receipts(cursor)
            known = [receipt for receipt in page.receipts if self._outbox.state(receipt.id) is not None]
            if strange := len(page.receipts) - len(known):
                log.warning("the office received %s recordings that this queue never had: restored, or a twin", strange)
            errors = self._outbox.settle_all(known, self._office_key)
            for error in errors.values():
                log.error("%s", error)
            reached = min(page.cursor, max((receipt.sequence for receipt in page.receipts), default=0))
            if reached <= cursor:
                break
            cursor, genuine = reached, genuine and not errors
            if genuine:  # else it is asked for again by the next agent: somebody may have read and written along
                self._outbox.cursor = cursor
        self._recovered = True

    def _hear(self, answer: wire.OfferAnswer) -> None:
        """What an answer to an offer says beside the packets."""
        self._news = answer.limits.news

    def _health(self) -> wire.Health:
        return read_health(self._folder, self._outbox, self._clock(), self._zone)

    def _slow_down(self, count: int) -> None:
        if wait := self._throttle.take(count):
            self._stop.wait(wait)

    def _progress(self) -> None:
        """Something moved, or a moment passed while sending. A dead line that is tried stays a dead line on the strip
        until something moves on it, and one that lies still is said to be dead."""
        if not self._telling.acquire(blocking=False):
            return  # another connection tells
        try:
            now, senders = time.monotonic(), (self._sender, self._originals)
            arrived = sum(sender.crew.arrived or sender.work.sent for sender in senders)
            self._rate.see(now, arrived)
            moved, self._arrived = arrived != self._arrived, arrived
            sending = self._teller.state is LineState.SENDING
            if self._rate.still(now) >= LYING:
                if sending:
                    self._teller.explain(LineError("lies still"))
            elif self._teller.age >= WRITTEN if sending else moved:
                self._teller.heard()
                at_once = sum(sender.crew.at_once for sender in senders)
                self._teller.say(LineState.SENDING, rate=self._rate.rate, connections=at_once)
                if self._quiet_until() is not None:
                    for sender in senders:
                        sender.crew.rest()
        finally:
            self._telling.release()
