"""How long recordings may wait for the office: first a warning, then, only if the office says so, no new ones.

Counted are recordings that are queued or being sent; one that the office refused waits for a person and stops nobody
else. Days are counted so that a clock which jumps stops no booth by itself: see `credible_days`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.workflow.errors import LimitReached, OfficeTrouble
from booth.workflow.words import shown_date
from resources.i18n import tr
from sync.bulletins import current
from sync.errors import ClockWrong, SyncError
from sync.news import BoothSettings

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from booth.workflow.booth import Booth
    from sync.identity import OfficeIdentity
    from sync.outbox import Outbox

WEEK = 7  # days: a booth that goes to villages may work once a week; a longer gap is no evidence of time
MONTH = 31  # days
WORKED = 3  # different days of which something waits, before days alone stop anything


class Reached(Enum):
    """How far the waiting has gone."""

    NONE = "none"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True)
class Limit:
    """What waits for the office, against what the office allows. `since`: the local day of the oldest.

    `stop_days` and `stop_packets` are the office's; 0 where it stops nothing. `doubtful`: a gap of more than a month
    lies between two days of work, which is rather a wrong clock.
    """

    level: Reached = Reached.NONE
    packets: int = 0
    days: int = 0
    since: date | None = None
    stop_days: int = 0
    stop_packets: int = 0
    doubtful: bool = False

    @property
    def text(self) -> str:
        """How many wait, and since when; in the language in use, '' where nothing is to be said."""
        if self.level is Reached.NONE or self.since is None:
            return ""
        if self.level is Reached.STOP:
            source = N_("No new recordings now: {n} are not at the office yet, the oldest since {day}.")
        else:
            source = N_("{n} recordings are not at the office yet, the oldest since {day}.")
        return tr(source, n=self.packets, day=shown_date(self.since))

    def way_out(self, *, carries: bool) -> str:
        """What to do; `carries` for whoever may write a stick."""
        if self.level is Reached.NONE:
            return ""
        if carries:
            said = [tr("Connect the line, or carry them to the office: the page “USB stick”.")]
        else:
            said = [tr("Connect the line, or ask the supervisor or the technician to carry them on a USB stick.")]
        if self.level is Reached.STOP:
            said.append(tr("Drafts may be finished and saved."))
        elif threshold := self._threshold():
            said.append(threshold)
        if self.doubtful:
            said.append(tr("Is the date of this computer right?"))
        return " ".join(said)

    def _threshold(self) -> str:
        """From when on the office wants no new recordings."""
        if self.stop_packets and self.stop_days:
            source = N_("At {packets} recordings or {days} days, no new ones may be begun.")
        elif self.stop_packets:
            source = N_("At {packets} recordings, no new ones may be begun.")
        elif self.stop_days:
            source = N_("At {days} days, no new ones may be begun.")
        else:
            return ""
        return tr(source, packets=self.stop_packets, days=self.stop_days)


def limit(booth: Booth, now: datetime) -> Limit:
    """What waits at this booth. Reads the outbox only. Raises `NotProvisioned`, `OfficeTrouble`."""
    return limit_of(booth.outbox, booth.provisioned, now, booth.zone)


def limit_of(outbox: Outbox, identity: OfficeIdentity, now: datetime, zone: ZoneInfo) -> Limit:
    """As `limit`, for whoever holds the outbox. Raises `OfficeTrouble`."""
    try:
        waiting = {date.fromisoformat(day): count for day, count in outbox.waiting_days().items()}
        line = outbox.read_line()
        settings = office_settings(outbox, identity)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    clock_wrong = line is not None and line.text == ClockWrong.text
    return judge(waiting, now.astimezone(zone).date(), settings, clock_wrong=clock_wrong)


def office_settings(outbox: Outbox, identity: OfficeIdentity) -> BoothSettings:
    """What the office decided for this booth; before it said anything, the defaults. Raises `SyncError`."""
    word = current(outbox, identity)
    return BoothSettings() if word is None else word.settings


def refuse_over_limit(outbox: Outbox, identity: OfficeIdentity, now: datetime, zone: ZoneInfo) -> None:
    """Raises `LimitReached` where the office wants no new recording before others have arrived."""
    found = limit_of(outbox, identity, now, zone)
    if found.level is Reached.STOP:
        raise LimitReached(what=found.text, way_out=found.way_out(carries=False))


def judge(waiting: dict[date, int], today: date, settings: BoothSettings, *, clock_wrong: bool = False) -> Limit:
    """`waiting`: local day → recordings of it without a receipt. `clock_wrong`: the office says so of this clock."""
    if not waiting:
        return Limit()
    packets, since = sum(waiting.values()), min(waiting)
    sure = credible_days(waiting, today)
    days = max(sure, (today - since).days)
    stop = 0 < settings.stop_packets <= packets or (
        0 < settings.stop_days <= sure and len(waiting) >= WORKED and not clock_wrong
    )
    warn = 0 < settings.warn_packets <= packets or 0 < settings.warn_days <= days
    level = Reached.STOP if stop else Reached.WARN if warn else Reached.NONE
    doubtful = max(waiting) > today or max(_gaps([*sorted(waiting), today])) > MONTH
    return Limit(level, packets, days, since, settings.stop_days, settings.stop_packets, doubtful)


def credible_days(waiting: Collection[date], today: date) -> int:
    """Days between the first day of work that waits and today, as far as the days of work between them bear it out.

    A gap longer than `WEEK` counts as one day: it may be a clock that jumped, and a booth that was shut for weeks has
    not gone without receipts by working. A clock that went back takes nothing away.
    """
    days = sorted(waiting)
    if today > days[-1]:
        days.append(today)
    return sum(gap if gap <= WEEK else 1 for gap in _gaps(days))


def _gaps(days: list[date]) -> list[int]:
    return [(after - before).days for before, after in pairwise(days)]
