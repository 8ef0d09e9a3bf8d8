"""What the page of one day shows, gathered from the ledger; no HTML here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from sync.office.health_view import oldest_day, view_health
from sync.office.instants import from_text
from sync.office.kecamatan import name_of
from sync.office.words import long_day, short_day, short_instant

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sync.office.booths import Booth
    from sync.office.health_view import HealthRow
    from sync.office.office import Office
    from sync.office.tally import Totals
    from sync.office.words import Translator

SERVICE_HOURS = (8, 15)  # always shown; hours outside appear where something was recorded
DAYS_SHOWN = 7
FRESH = timedelta(minutes=15)  # a booth asks at least every 15 s while it has packets, and looks in when it has none
LATE = timedelta(hours=24)
CHART_HEIGHT = 120  # px of the tallest bar


class Contact(Enum):
    """How long a booth has been silent; the value is its class in the stylesheet."""

    FRESH = "good"
    QUIET = "care"
    LATE = "bad"
    REVOKED = "off"


@dataclass(frozen=True)
class Bar:
    """One hour of the chart. `height` in px of `CHART_HEIGHT`."""

    hour: int
    label: str
    count: int
    height: int


@dataclass(frozen=True)
class BoothRow:
    """One booth's line: a cell per hour shown, its sum, and when it was last heard of."""

    name: str
    id: str
    kecamatan: str
    cells: tuple[int, ...]
    day: int
    total: int
    contact: Contact
    last: str


@dataclass(frozen=True)
class DayRow:
    """One day of the list. `width` in percent of the best day."""

    day: str
    label: str
    count: int
    width: int
    current: bool


@dataclass(frozen=True)
class ConflictRow:
    """A packet that was not overwritten."""

    id: str
    booth: str
    last: str
    times: int


@dataclass(frozen=True)
class DayView:
    """The page of one day."""

    day: str
    short: str
    title: str
    earlier: str
    later: str | None
    count: int
    total: int
    booths_heard: int
    booths_active: int
    peak: Bar | None
    bars: tuple[Bar, ...]
    rows: tuple[BoothRow, ...]
    health: tuple[HealthRow, ...]
    days: tuple[DayRow, ...]
    conflicts_number: int
    conflicts: tuple[ConflictRow, ...]


def parse_day(text: str) -> date | None:
    """A day between 2000 and 2100, as a person writes it (05-09-2016) or as links do (2016-09-05), else None."""
    typed = re.fullmatch(r"([0-9]{2})-([0-9]{2})-([0-9]{4})", text)
    try:
        day = date.fromisoformat(f"{typed[3]}-{typed[2]}-{typed[1]}" if typed else text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def view_day(office: Office, asked: date | None, tr: Translator) -> DayView:
    """The page of the day `asked`, else of the newest day with recordings that is not in the future, else today."""
    now = office.clock()
    zone = office.settings.zone
    today = now.astimezone(zone).date()
    totals = office.tally.totals()
    day = asked or _newest(totals, today)
    hours = office.tally.hours(day.isoformat())
    booths = office.booths.all()
    bars = _bars(hours)
    rows = tuple(
        _row(
            booth,
            tuple(hours.get((booth.id, bar.hour), 0) for bar in bars),
            totals.booths.get(booth.id, 0),
            _contact(booth, now, zone, tr),
        )
        for booth in booths
    )
    conflicts_number, conflicts = office.tally.conflicts()
    names = {booth.id: booth.name for booth in booths}
    last_day = max(today, _newest(totals, today))
    active = [booth for booth in booths if booth.revoked_at is None]
    return DayView(
        day=day.isoformat(),
        short=short_day(day),
        title=long_day(day, tr),
        earlier=(day - timedelta(days=1)).isoformat(),
        later=(day + timedelta(days=1)).isoformat() if day < last_day else None,
        count=totals.days.get(day.isoformat(), 0),
        total=totals.total,
        booths_heard=sum(row.contact is Contact.FRESH for row in rows),
        booths_active=len(active),
        peak=max((bar for bar in bars if bar.count), key=lambda bar: bar.count, default=None),
        bars=bars,
        rows=rows,
        health=view_health(active, office.tally.since(oldest_day(active, now)), now, zone, tr),
        days=_days(totals, day),
        conflicts_number=conflicts_number,
        conflicts=tuple(
            ConflictRow(
                seen.id, names.get(seen.booth, seen.booth), short_instant(from_text(seen.last_at), zone), seen.times
            )
            for seen in conflicts
        ),
    )


def _newest(totals: Totals, today: date) -> date:
    past = [day for day in totals.days if day <= today.isoformat()]
    return date.fromisoformat(max(past or totals.days, default=today.isoformat()))


def _bars(hours: dict[tuple[str, int], int]) -> tuple[Bar, ...]:
    by_hour: dict[int, int] = {}
    for (_, hour), count in hours.items():
        by_hour[hour] = by_hour.get(hour, 0) + count
    first, last = SERVICE_HOURS
    first, last = min([first, *by_hour]), max([last, *by_hour])
    most = max(by_hour.values(), default=1)
    return tuple(
        Bar(hour, f"{hour:02d}", count, -(-count * CHART_HEIGHT // most))
        for hour in range(first, last + 1)
        for count in (by_hour.get(hour, 0),)
    )


def _row(booth: Booth, cells: tuple[int, ...], total: int, contact: tuple[Contact, str]) -> BoothRow:
    return BoothRow(
        name=booth.name,
        id=booth.id,
        kecamatan=", ".join(map(name_of, booth.kecamatan)),
        cells=cells,
        day=sum(cells),
        total=total,
        contact=contact[0],
        last=contact[1],
    )


def _contact(booth: Booth, now: datetime, zone: ZoneInfo, tr: Translator) -> tuple[Contact, str]:
    heard = booth.last_contact or booth.enrolled_at
    if booth.revoked_at is not None:
        return Contact.REVOKED, tr("Revoked on {date}", date=short_day(booth.revoked_at.astimezone(zone).date()))
    silent = now - heard
    minutes = int(silent / timedelta(minutes=1))
    if silent <= FRESH:
        return Contact.FRESH, tr("{n} minute ago", n=minutes) if minutes > 0 else tr("Just now")
    return (Contact.QUIET if silent <= LATE else Contact.LATE), short_instant(heard, zone)


def _days(totals: Totals, current: date) -> tuple[DayRow, ...]:
    newest = sorted(totals.days, reverse=True)[:DAYS_SHOWN]
    most = max((totals.days[day] for day in newest), default=1)
    return tuple(
        DayRow(
            day=day,
            label=short_day(date.fromisoformat(day)),
            count=totals.days[day],
            width=max(1, round(100 * totals.days[day] / most)),
            current=day == current.isoformat(),
        )
        for day in newest
    )
