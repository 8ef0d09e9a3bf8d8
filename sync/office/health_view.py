"""How the booths are, as they said it themselves, for the page of a day; no HTML here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from sync.office.instants import from_text
from sync.office.words import short_day, short_instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from sync import wire
    from sync.office.booths import Booth
    from sync.office.words import Translator

# The same as a booth itself warns of.
LOW = 2_000_000_000  # bytes free on its disk
FULL = 200_000_000
LATE = timedelta(days=1)  # something waits there, or nothing was heard, for so long
OLD = timedelta(days=7)
COMPARED = timedelta(days=7)  # of older days the office does not look up what it holds


class State(Enum):
    """The value is the class in the stylesheet."""

    PLAIN = "fine"
    CARE = "care"
    BAD = "bad"


@dataclass(frozen=True)
class Cell:
    """One fact; `more` stands below it, smaller. `wraps`: may take several lines."""

    text: str
    state: State = State.PLAIN
    more: str = ""
    wraps: bool = False


@dataclass(frozen=True)
class HealthRow:
    """What one booth says: when it said so, saved on its day, not at the office, waiting since, disk, last test,
    what does not work, version."""

    name: str
    id: str
    cells: tuple[Cell, ...]


def oldest_day(booths: Sequence[Booth], now: datetime) -> str:
    """The first day whose counts `view_health` compares."""
    first = (now - COMPARED).date().isoformat()
    return min(
        (booth.told.health.day for booth in booths if booth.told and booth.told.health.day >= first), default="~"
    )


def view_health(
    booths: Sequence[Booth], here: Mapping[tuple[str, str], int], now: datetime, zone: ZoneInfo, tr: Translator
) -> tuple[HealthRow, ...]:
    """A row for each of `booths` that ever said how it is. `here`: (booth, day) → recordings that the office holds."""
    return tuple(
        HealthRow(
            booth.name,
            booth.id,
            (
                _told(from_text(booth.told.at), now, zone, tr),
                _saved(booth.told.health, here.get((booth.id, booth.told.health.day), 0), now, zone, tr),
                _unsent(booth.told.health, tr),
                _oldest(booth.told.health, now, zone, tr),
                _disk(booth.told.health.free, tr),
                _test(booth.told.health, zone, tr),
                _troubles(booth.told.health.troubles, tr),
                Cell(booth.told.health.version or "–"),
            ),
        )
        for booth in booths
        if booth.told is not None
    )


def _told(at: datetime, now: datetime, zone: ZoneInfo, tr: Translator) -> Cell:
    state, ago = _age(now - at, tr)
    return Cell(short_instant(at, zone), state, ago)


def _saved(health: wire.Health, here: int, now: datetime, zone: ZoneInfo, tr: Translator) -> Cell:
    text, day = tr("{n} recording", n=health.today), date.fromisoformat(health.day)
    if (now - COMPARED).date() > day:
        return Cell(text, more=short_day(day))
    if day == now.astimezone(zone).date():
        return Cell(text, more=tr("{n} of them here", n=here))
    return Cell(text, more=tr("{day}, {n} of them here", day=short_day(day), n=here))


def _unsent(health: wire.Health, tr: Translator) -> Cell:
    text = tr("{n} recording", n=health.queued) if health.queued else tr("none")
    return Cell(text, State.BAD, tr("and {n} refused", n=health.parked)) if health.parked else Cell(text)


def _oldest(health: wire.Health, now: datetime, zone: ZoneInfo, tr: Translator) -> Cell:
    if health.oldest is None:
        return Cell("–")
    at = from_text(health.oldest)
    state, ago = _age(now - at, tr)
    return Cell(short_instant(at, zone), state, ago)


def _disk(free: int, tr: Translator) -> Cell:
    state = State.BAD if free < FULL else State.CARE if free < LOW else State.PLAIN
    more = {State.BAD: tr("full"), State.CARE: tr("nearly full")}.get(state, "")
    gigabytes = free // 10**9
    text = tr("{n} GB free", n=gigabytes) if gigabytes >= 10 else tr("{n} MB free", n=free // 10**6)
    return Cell(text, state, more)


def _test(health: wire.Health, zone: ZoneInfo, tr: Translator) -> Cell:
    if health.tested is None:
        return Cell(tr("never"))
    day = short_day(from_text(health.tested).astimezone(zone).date())
    if health.passed is False:
        return Cell(tr("not passed"), State.BAD, day)
    return Cell(tr("passed"), more=day)


def _troubles(names: Sequence[str], tr: Translator) -> Cell:
    return Cell(", ".join(map(tr, names)), State.BAD, wraps=True) if names else Cell("–")


def _age(age: timedelta, tr: Translator) -> tuple[State, str]:
    """In whole days, from the second on."""
    if age < LATE:
        return State.PLAIN, ""
    return State.BAD if age >= OLD else State.CARE, tr("{n} day ago", n=age.days)
