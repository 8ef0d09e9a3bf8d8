"""What the agent says of the line: written to the outbox, where the status strip reads it, and told to who listens."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from resources.i18n import N_
from sync import wire
from sync.errors import LineError, LoginRefused, OfficeBusy, QueueError, SyncError
from sync.line import LineState, LineStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sync.outbox import Outbox
    from sync.sending import Work

log = logging.getLogger(__name__)

TEXTS = {
    LineState.IDLE: N_("Everything is sent: the office has it."),
    LineState.SENDING: N_("Recordings are being sent to the office."),
    LineState.PAUSED: N_("Quiet hours: nothing is sent now. Recordings wait here and are sent by themselves."),
    LineState.STOPPED: N_("Sending is stopped. Recordings wait here."),
}
_PARKED = N_("All is sent but what the office refused. That is kept here; call the technician.")
_STATES = ((LineError, LineState.OFFLINE), (OfficeBusy, LineState.WAITING), (LoginRefused, LineState.REFUSED))


class Teller:
    """Says one thing after another. `work` is what was sent since the agent started."""

    def __init__(
        self, outbox: Outbox, work: Work, *, clock: Callable[[], datetime], on_status: Callable[[LineStatus], None]
    ) -> None:
        self._outbox = outbox
        self._work = work
        self._clock = clock
        self._on_status = on_status
        self._contact = _last_contact(outbox)  # by an earlier agent: a line is dead since then, not since a restart
        self._written = 0.0
        self.last: LineStatus | None = None

    @property
    def state(self) -> LineState | None:
        """What was said last; None before anything was."""
        return None if self.last is None else self.last.state

    @property
    def age(self) -> float:
        """Seconds since something was said."""
        return time.monotonic() - self._written

    def heard(self) -> None:
        """The office answered."""
        self._contact = wire.instant(self._clock())

    def idle(self) -> None:
        """All is sent, or all but what the office refused."""
        self.say(LineState.IDLE, _PARKED if self._outbox.parked() else "")

    def explain(self, error: SyncError) -> None:
        """What ended a pass."""
        state = next((state for kind, state in _STATES if isinstance(error, kind)), LineState.TROUBLE)
        if self.last is None or self.last.text != error.text:  # a line is dead for weeks: say it once
            log.info("%s: %s %s", state.value, type(error).__name__, error.detail)
        self.say(state, error.text, {name: str(value) for name, value in error.params.items()}, error.hint)

    def say(
        self,
        state: LineState,
        text: str = "",
        params: dict[str, str] | None = None,
        hint: str = "",
        *,
        rate: float = 0.0,
        connections: int = 0,
        until: str = "",
    ) -> None:
        """Note what the line does; `text` where it is not the state's own. That it cannot be noted, the disk being
        full, ends nothing."""
        now, last = wire.instant(self._clock()), self.last
        try:
            left = self._outbox.counts().unsent_bytes
        except QueueError:
            left = 0
        status = LineStatus(
            state=state,
            at=now,
            since=last.since if last and last.state is state else now,
            text=text or TEXTS[state],
            params=params or {},
            hint=hint,
            contact_at=self._contact,
            rate=rate,
            packets=self._work.packets,
            sent=self._work.sent,
            left=left,
            connections=connections,
            until=until,
        )
        self.last, self._written = status, time.monotonic()
        try:
            self._outbox.write_line(status)
        except QueueError as error:
            log.warning("status not written: %s", error)
        self._on_status(status)


def _last_contact(outbox: Outbox) -> str:
    try:
        before = outbox.read_line()
    except QueueError:
        return ""
    return "" if before is None else before.contact_at
