"""Instants as messages and tables hold them: UTC text with milliseconds, which sorts as time does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sync import wire

Clock = Callable[[], datetime]
"""Gives the present as an aware UTC datetime."""


def system_clock() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def to_text(instant: datetime) -> str:
    """`YYYY-MM-DDTHH:MM:SS.mmmZ`; `instant` must be aware."""
    return wire.instant(instant)


def from_text(text: str) -> datetime:
    """The aware UTC datetime of a stored instant."""
    return datetime.fromisoformat(text)
