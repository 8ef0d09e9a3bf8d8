"""When to send: one agent for a booth, in the app or as a service, woken by events and never busy.

What it knows stands in the outbox alone, so a restart goes on where it was and the status strip shows the truth.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import uuid_utils

from resources.i18n import N_
from sync import wire
from sync.client import Client
from sync.errors import (
    LineError,
    LoginRefused,
    NotEnrolled,
    OfficeBusy,
    QueueError,
    SyncError,
)
from sync.identity import load_door_key, load_identity
from sync.line import LineState, LineStatus
from sync.lock import AgentLock
from sync.outbox import Outbox
from sync.sending import Sender
from sync.transport import PATIENCE, Congestion

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sync.identity import OfficeIdentity
    from sync.transport import Patience

log = logging.getLogger(__name__)

OUTBOX, LOCK = "outbox.db", "agent.lock"
PROBE = (5.0, 15.0)  # seconds between probes of a dead line while packets wait
LONGEST = 60.0  # seconds between tries after refusals
LOOK = 5.0  # seconds between looks into the outbox while nothing waits
REFRESH = timedelta(minutes=5)  # between questions for the office's counts while nothing is sent
COUNTED = timedelta(days=7)  # of counts that are asked for, and more where they differ from the receipts here
WRITTEN = 2.0  # seconds between two notes on progress

_TEXTS = {
    LineState.IDLE: N_("Everything is sent: the office has it."),
    LineState.SENDING: N_("Recordings are being sent to the office."),
    LineState.STOPPED: N_("Sending is stopped. Recordings wait here."),
}
_PARKED = N_("All is sent but what the office refused. That is kept here; call the technician.")


class Pace:
    """How long to wait after a pass. Jitter, because a whole district's power comes back at the same second."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._refused = PROBE[0]

    def reset(self) -> None:
        """After progress, or when the system says that the network changed."""
        self._refused = PROBE[0]

    def after(self, error: SyncError, took: float = 0.0) -> float:
        """Seconds to wait: growing to 60 for refusals, at least as the office asks; for a dead line so that probes
        begin within 15 seconds of each other, the last one having taken `took`."""
        if isinstance(error, LineError):
            return max(1.0, self._rng.uniform(*PROBE) - took)
        self._refused = min(LONGEST, self._rng.uniform(PROBE[0], 3 * self._refused))
        asked = error.wait if isinstance(error, OfficeBusy) else 0.0
        return max(self._refused, asked + self._rng.uniform(0, 1) if asked else 0.0)


@dataclass(frozen=True)
class Outcome:
    """What `once` did. `bytes` of packets that got a receipt, `seconds` until the last of them."""

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

        Raises `AgentRunning`, `NotEnrolled`, `IdentityDamaged`, `FolderUnusable`, `QueueError`."""
        identity = identity or load_identity(folder)
        if identity is None:
            raise NotEnrolled(str(folder))
        self._clock = clock
        self._on_status = on_status
        self._congestion = congestion
        self._pace = Pace(rng or Random())  # noqa: S311  (jitter, not a secret)
        self._stopping = False
        self._awake = threading.Event()
        self._client = Client(identity, load_door_key(folder), clock=clock, patience=patience)
        self._office_key = wire.public_key(identity.office_key)
        self._owner = str(uuid_utils.uuid7())
        self._lock = AgentLock(folder / LOCK)
        try:
            self._outbox = Outbox.open(folder / OUTBOX, clock=clock)
            self._outbox.reclaim_leases(self._owner)
        except BaseException:
            self._lock.release()
            raise
        self._sender = Sender(
            self._outbox, self._client, self._office_key, owner=self._owner, on_progress=self._progress
        )
        self._status: LineStatus | None = None
        self._written = 0.0
        self._started = self._pass_began = time.monotonic()
        self._sent_before = 0
        self._contact = ""
        self._recovered = False
        self._refreshed: datetime | None = None

    def run(self) -> None:
        """Send until `stop`. Nothing that happens to a packet, the line or the office ends it."""
        while not self._stopping:
            self._awake.clear()
            self._rest(self._pass())
        self._say(LineState.STOPPED, _TEXTS[LineState.STOPPED])

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
            connections=1,
            parked=len(self._outbox.parked()),
            left=tally.unsent,
            refused=refused,
        )

    def wake(self) -> None:
        """From any thread: there is something to send, or the network changed. Try at once."""
        self._pace.reset()
        self._awake.set()

    def stop(self) -> None:
        """From any thread: end what is going on and let `run` and `once` return."""
        self._stopping = True
        self._client.abort()
        self._awake.set()

    def close(self) -> None:
        """After `run` or `once` returned."""
        self._client.close()
        self._outbox.close()
        self._lock.release()

    def _rest(self, error: SyncError | None) -> None:
        took = time.monotonic() - self._pass_began
        self._awake.wait(self._pace.after(error, took) if error else LOOK)

    def _pass(self) -> SyncError | None:
        """One pass over the queue and what else there is to ask; what ended it early."""
        self._pass_began, self._sent_before = time.monotonic(), self._sender.work.sent
        try:
            if self._outbox.waiting(1):
                self._send()
            self._ask()
        except SyncError as error:
            if not self._stopping:
                self._explain(error)
            return error
        except Exception as error:  # a fault of ours must not end the sending of the rest
            log.exception("pass failed")
            failed = SyncError(type(error).__name__)
            self._explain(failed)
            return failed
        return None

    def _send(self) -> None:
        before = self._sender.work.packets
        try:
            self._sender.run()
            self._contact = self._now()
        finally:
            if self._sender.work.packets > before:
                self._pace.reset()
                self._refreshed = None

    def _ask(self) -> None:
        """Receipts that this outbox missed, once; the office's counts, after each pass that sent and now and then."""
        now = self._clock()
        due = self._refreshed is None or abs(now - self._refreshed) >= REFRESH
        if due:
            if not self._recovered:
                self._recover()
            since = (now - COUNTED).date().isoformat()
            self._outbox.store_office_counts(self._client.counts(min(since, self._outbox.first_difference() or since)))
            self._refreshed, self._contact = now, self._now()
            self._outbox.reclaim()
        if due or self._status is None or self._status.state is not LineState.IDLE:
            self._say(LineState.IDLE, _PARKED if self._outbox.parked() else _TEXTS[LineState.IDLE])

    def _recover(self) -> None:
        """Walk the office's receipts behind our cursor: some may be for packets parked or restored from a backup."""
        while True:
            cursor = self._outbox.cursor
            page = self._client.receipts(cursor)
            known = [receipt for receipt in page.receipts if self._outbox.state(receipt.id) is not None]
            if strange := len(page.receipts) - len(known):
                log.warning("the office received %s recordings that this queue never had: restored, or a twin", strange)
            for error in self._outbox.settle_all(known, self._office_key).values():
                log.error("%s", error)
            if page.cursor <= cursor or not page.receipts:
                break
            self._outbox.cursor = page.cursor
        self._recovered = True

    def _explain(self, error: SyncError) -> None:
        match error:
            case LineError():
                state = LineState.OFFLINE
            case OfficeBusy():
                state = LineState.WAITING
            case LoginRefused():
                state = LineState.REFUSED
            case _:
                state = LineState.TROUBLE
        if self._status is None or self._status.text != error.text:  # a line is dead for weeks: say it once
            log.info("%s: %s %s", state.value, type(error).__name__, error.detail)
        self._say(state, error.text, {name: str(value) for name, value in error.params.items()}, error.hint)

    def _progress(self) -> None:
        """Something moved. Only then it is said: a dead line that is tried stays a dead line on the strip."""
        sending = self._status is not None and self._status.state is LineState.SENDING
        if not sending or time.monotonic() - self._written >= WRITTEN:
            self._contact = self._now()
            self._say(LineState.SENDING, _TEXTS[LineState.SENDING])

    def _say(self, state: LineState, text: str, params: dict[str, str] | None = None, hint: str = "") -> None:
        """Note what the line does. That it cannot be noted, the disk being full, ends nothing."""
        now, last, work = self._now(), self._status, self._sender.work
        elapsed = time.monotonic() - self._pass_began
        status = LineStatus(
            state=state,
            at=now,
            since=last.since if last and last.state is state else now,
            text=text,
            params=params or {},
            hint=hint,
            contact_at=self._contact,
            rate=(work.sent - self._sent_before) / elapsed if state is LineState.SENDING and elapsed > 0 else 0.0,
            packets=work.packets,
            sent=work.sent,
        )
        self._status, self._written = status, time.monotonic()
        try:
            self._outbox.write_line(status)
        except QueueError as error:
            log.warning("status not written: %s", error)
        self._on_status(status)

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
