"""Days as people say them: weekday and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.workflow.words import shown_date
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def long_day(day: date) -> str:
    """“Monday, 05-09-2016” in the language in use."""
    return tr("{weekday}, {date}", weekday=tr(_WEEKDAYS[day.weekday()]), date=shown_date(day))
