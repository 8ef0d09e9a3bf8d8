"""The recordings of a day with what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.domain.recording import State
from booth.workflow.errors import OfficeTrouble
from sync.errors import SyncError
from sync.outbox import State as Packet

if TYPE_CHECKING:
    from datetime import date

    from booth.store.recordings import Recording
    from booth.workflow.desk import Desk


@dataclass(frozen=True)
class DayLine:
    """A recording and where it is: QUEUED, SENDING, RECEIVED or REFUSED; None where the queue does not know it."""

    recording: Recording
    state: State | None


def lines_of(desk: Desk, day: date) -> list[DayLine]:
    """The recordings of `day`, the newest first. Raises `OfficeTrouble`, `StoreError`."""
    try:
        return [DayLine(r, _state(desk, r.id)) for r in reversed(desk.recorded(day))]
    except SyncError as error:
        raise OfficeTrouble(error) from error


def _state(desk: Desk, recording: str) -> State | None:
    packet = desk.outbox.state(recording)
    return None if packet is None else _STATES[packet]


_STATES = {
    Packet.QUEUED: State.QUEUED,
    Packet.SENDING: State.SENDING,
    Packet.RECEIPTED: State.RECEIVED,
    Packet.PARKED: State.REFUSED,
}
