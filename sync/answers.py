"""What a refusal means: this packet, this booth, the line, or the login. One table for every request."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import msgspec

from sync import wire
from sync.errors import (
    BoothRevoked,
    BoothUnknown,
    ClockWrong,
    EnrolRefused,
    LineError,
    LoginRefused,
    NotTheOffice,
    OfficeBusy,
    OfficeFailed,
    PacketRefused,
    SyncError,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sync.transport import Answer

MAX_WAIT = 3600.0  # seconds: longer than that no Retry-After is believed


def refuse(answer: Answer, now: datetime) -> SyncError:
    """The error for an answer that is not what was asked for. `now` is this computer's clock, aware."""
    status, code = answer.status, problem_code(answer)
    if status in {401, 403}:
        return _login(code, answer, now)
    if status == 500:
        return OfficeFailed(f"{status} {code}".strip(), retry_after(answer))
    if status in {429, 502, 503, 504}:
        return OfficeBusy(f"{status} {code}".strip(), retry_after(answer))
    if status == 408 or code == "superseded":
        return LineError(f"{status} {code}")
    if not code and (status < 400 or status in {404, 405, 407, 511}):
        return NotTheOffice(f"status {status}")
    return PacketRefused(code or f"http-{status}")


def problem_code(answer: Answer) -> str:
    """The `code` of a problem document, '' where the answer is none."""
    try:
        return wire.decode(answer.body, wire.Problem).code[:60]
    except (msgspec.DecodeError, ValueError, RecursionError):
        return ""


def retry_after(answer: Answer) -> float:
    """Seconds the other end asks us to wait; 0 where it does not say."""
    value = answer.headers.get("retry-after", "").strip()
    return min(float(value), MAX_WAIT) if value.isascii() and value.isdigit() and len(value) < 10 else 0.0


def _login(code: str, answer: Answer, now: datetime) -> SyncError:
    if code.startswith("enrol-"):
        return EnrolRefused(code)
    match code:
        case "clock":
            return ClockWrong(code, here=_shown(now), there=_shown(_office_time(answer)))
        case "booth-revoked":
            return BoothRevoked(code)
        case "booth-unknown" | "signature":
            return BoothUnknown(code)
        case "replay":
            return LineError(code)
    return LoginRefused(code, reason=code or f"http-{answer.status}")


def _office_time(answer: Answer) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.headers.get("date", ""))
    except (TypeError, ValueError, IndexError):
        return None


def _shown(moment: datetime | None) -> str:
    return "?" if moment is None else f"{moment.astimezone():%d-%m-%Y %H:%M}"
