"""What the queue tells of its packets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sync import wire


class State(StrEnum):
    """Where a packet is. The value is stored."""

    QUEUED = "queued"
    SENDING = "sending"  # leased by the running agent
    RECEIPTED = "receipted"
    PARKED = "parked"  # refused by the office, or damaged here: needs a person, blocks nothing


@dataclass(frozen=True)
class Item:
    """A packet that is not settled."""

    seq: int
    manifest: wire.Manifest


@dataclass(frozen=True)
class Parked:
    """A packet that needs a person. `code` is the office's reason, or `damaged`."""

    id: str
    day: str
    code: str


@dataclass(frozen=True)
class Unsent:
    """A packet without a receipt. `code` only where it is parked; `queued_at` aware UTC, `size` bytes."""

    id: str
    day: str
    operator: str
    state: State
    code: str
    size: int
    queued_at: datetime


@dataclass(frozen=True)
class Tally:
    """Packets saved on one local day of the booth, or on all. Only what is not zero is listed."""

    total: int
    states: dict[State, int]
    hours: dict[int, int]
    operators: dict[str, int]
    unsent_bytes: int

    @property
    def unsent(self) -> int:
        """Queued and sending."""
        return self.states.get(State.QUEUED, 0) + self.states.get(State.SENDING, 0)


@dataclass(frozen=True)
class OfficeCount:
    """How many recordings of one day the office holds of this booth, as it said at `as_of` (aware UTC)."""

    count: int
    as_of: datetime
