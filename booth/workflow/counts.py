"""The count of a day: from the outbox alone, so that it can be read while nobody is logged in.

Beside it stand the office's count with a verdict, and, for whoever is logged in, approvals and the work of each
operator from the vault.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.recording import Approval, State
from booth.workflow.errors import OfficeTrouble
from booth.workflow.words import instant
from sync.errors import SyncError
from sync.outbox import State as Packet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from booth.store.recordings import Recording
    from sync.outbox import Outbox


class Agreement(Enum):
    """How this booth's receipts and the office's count of the same day compare; the value is the source text."""

    AGREES = N_("agrees with the office's count")
    UNKNOWN = N_("the office's count is not known yet")
    UNDERWAY = N_("the office has more: receipts are still on their way")
    STALE = N_("the office's count is older than the newest receipt")
    OFFICE_LACKS = N_("the office has fewer than it gave receipts for: call the technician")
    OFFICE_MORE = N_("the office has more than this booth ever saved: call the technician")

    @property
    def fine(self) -> bool:
        """Nothing to do."""
        return self in {Agreement.AGREES, Agreement.UNKNOWN, Agreement.UNDERWAY, Agreement.STALE}


@dataclass(frozen=True)
class DayCount:
    """Recordings saved on one local day of the booth, by where they are now."""

    day: str
    total: int
    states: dict[State, int]  # QUEUED, SENDING, RECEIVED, REFUSED; every one is there
    hours: dict[int, int]  # local hour → saved
    operators: dict[str, int]  # login → saved
    yesterday: int
    target: int
    oldest_unsent: datetime | None  # of all days
    unsent: int  # of all days: everything without a receipt
    office: int | None
    office_as_of: datetime | None
    agreement: Agreement

    def as_dict(self) -> dict[str, object]:
        """For programs: JSON-ready."""
        return {
            "day": self.day,
            "total": self.total,
            "states": {state.value: number for state, number in self.states.items()},
            "hours": {str(hour): number for hour, number in self.hours.items()},
            "operators": self.operators,
            "yesterday": self.yesterday,
            "target": self.target,
            "unsent": self.unsent,
            "oldest_unsent": instant(self.oldest_unsent) if self.oldest_unsent else None,
            "office": self.office,
            "office_as_of": instant(self.office_as_of) if self.office_as_of else None,
            "agreement": self.agreement.name.lower(),
        }

    @property
    def received(self) -> int:
        return self.states[State.RECEIVED]

    @property
    def left(self) -> int:
        """Still to do for the target."""
        return max(self.target - self.total, 0)


@dataclass(frozen=True)
class OperatorLine:
    """The work of one operator on a day."""

    login: str
    name: str
    recorded: int
    seconds: float  # mean a recording
    retake_share: float  # of recordings with a photo taken again, 0 to 1
    exceptions: int  # recordings with at least one


@dataclass(frozen=True)
class DayReport:
    """The day for the supervisor."""

    count: DayCount
    approvals: dict[Approval, int] = field(default_factory=dict)
    pending_with_exceptions: int = 0
    operators: tuple[OperatorLine, ...] = ()


def day_count(outbox: Outbox, day: date, *, target: int) -> DayCount:
    """The count of `day`. Raises `OfficeTrouble` where the outbox cannot be read."""
    name = day.isoformat()
    try:
        found, everything = outbox.counts(name), outbox.counts()
        yesterday = outbox.counts((day - timedelta(days=1)).isoformat()).total
        oldest, last_receipt = outbox.oldest_unsent(), outbox.last_receipt()
        office = outbox.office_counts(name)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    states = {state: found.states.get(packet, 0) for state, packet in _PACKETS.items()}
    stale = office is not None and last_receipt is not None and office.as_of < last_receipt
    return DayCount(
        day=name,
        total=found.total,
        states=states,
        hours=dict(sorted(found.hours.items())),
        operators=dict(sorted(found.operators.items())),
        yesterday=yesterday,
        target=target,
        oldest_unsent=oldest,
        unsent=everything.total - everything.states.get(Packet.RECEIPTED, 0),
        office=office.count if office else None,
        office_as_of=office.as_of if office else None,
        agreement=agreement(found.total, states[State.RECEIVED], office.count if office else None, stale=stale),
    )


def agreement(total: int, received: int, office: int | None, *, stale: bool) -> Agreement:
    """The verdict. `stale`: the office counted before its newest receipt reached this booth."""
    if office is None:
        return Agreement.UNKNOWN
    if office == received:
        return Agreement.AGREES
    if office > total:
        return Agreement.OFFICE_MORE
    if office > received:
        return Agreement.UNDERWAY
    return Agreement.STALE if stale else Agreement.OFFICE_LACKS


def operator_lines(recordings: Iterable[Recording], names: dict[str, str]) -> tuple[OperatorLine, ...]:
    """One line for each operator of `recordings`, the busiest first."""
    by_login: dict[str, list[Recording]] = defaultdict(list)
    for recording in recordings:
        by_login[recording.operator].append(recording)
    lines = [
        OperatorLine(
            login,
            names.get(login, login),
            len(rows),
            sum(r.seconds for r in rows) / len(rows),
            sum(r.photo_retakes > 0 for r in rows) / len(rows),
            sum(r.exceptions > 0 for r in rows),
        )
        for login, rows in by_login.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.recorded, line.login)))


STATE_LABELS: dict[State, str] = {
    State.QUEUED: N_("Waiting to be sent"),
    State.SENDING: N_("Being sent"),
    State.RECEIVED: N_("Received by the office"),
    State.REFUSED: N_("Refused by the office"),
}
_PACKETS = {
    State.QUEUED: Packet.QUEUED,
    State.SENDING: Packet.SENDING,
    State.RECEIVED: Packet.RECEIPTED,
    State.REFUSED: Packet.PARKED,
}
