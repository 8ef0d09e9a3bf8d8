"""Words of the pages: each request has its own language, unlike a booth, which one person reads at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from resources.i18n import N_, catalogue

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))


class Translator(Protocol):
    """As `resources.i18n.tr`, for one language."""

    def __call__(self, text: str, /, n: int | None = None, **params: object) -> str: ...


def translator(language: str) -> Translator:
    """`tr` for `language`, one of `resources.i18n.LANGUAGES`."""
    texts = catalogue(language)

    def tr(text: str, /, n: int | None = None, **params: object) -> str:
        forms = texts.get(text, (text,))
        form = forms[0] if n is None or n == 1 else forms[-1]
        if n is not None:
            params["n"] = number(n, language)
        return form.format(**params) if params else form

    return tr


def number(value: int, language: str) -> str:
    """1234 → `1.234` in Indonesian, `1,234` in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if language == "id" else text


def long_day(day: date, tr: Translator) -> str:
    """`Rabu, 25-11-2026`."""
    return f"{tr(WEEKDAYS[day.weekday()])}, {short_day(day)}"


def short_day(day: date) -> str:
    """`25-11-2026`."""
    return f"{day:%d-%m-}{day.year:04d}"


def short_instant(instant: datetime, zone: ZoneInfo) -> str:
    """`25-11-2026 10.05` in `zone`."""
    local = instant.astimezone(zone)
    return f"{short_day(local.date())} {local:%H.%M}"
