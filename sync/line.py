"""What the line does, for the status strip: written by the agent, read by whoever shows it, in the database alone."""

from __future__ import annotations

from enum import Enum

import msgspec


class LineState(Enum):
    """The value is stored."""

    IDLE = "idle"  # all is sent
    SENDING = "sending"
    OFFLINE = "offline"  # the office cannot be reached; tried again by itself
    WAITING = "waiting"  # the office asked to wait
    PAUSED = "paused"  # quiet hours: sent by itself when they end
    REFUSED = "refused"  # login or certificate: a person must act
    TROUBLE = "trouble"  # something on this computer: disk, queue, enrolment
    STOPPED = "stopped"  # the agent ended


class LineStatus(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is a source text for `tr(text, **params)`; instants are ISO UTC, '' for never.

    `at` is when this was written, `since` when the state was entered, `contact_at` when the office last answered,
    `rate` bytes a second that arrive, over the last moments; `left` bytes still to be sent, `connections` in use,
    `packets` with a receipt and bytes `sent` since the agent started; `until` when a pause ends by itself.
    """

    state: LineState
    at: str
    since: str
    text: str
    params: dict[str, str] = {}
    hint: str = ""
    contact_at: str = ""
    rate: float = 0.0
    packets: int = 0
    sent: int = 0
    left: int = 0
    connections: int = 0
    until: str = ""

    @property
    def seconds_left(self) -> float | None:
        """How long sending what is left takes at this rate; None where nothing moves."""
        return self.left / self.rate if self.rate > 0 else None
