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
    REFUSED = "refused"  # login or certificate: a person must act
    TROUBLE = "trouble"  # something on this computer: disk, queue, enrolment
    STOPPED = "stopped"  # the agent ended


class LineStatus(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is a source text for `tr(text, **params)`; instants are ISO UTC, '' for never.

    `at` is when this was written, `since` when the state was entered, `contact_at` when the office last answered,
    `rate` bytes a second since sending began, `packets` with a receipt and bytes `sent` since the agent started.
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
