"""Sentences of errors and findings in the language in use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from booth.domain.errors import BoothError
from resources.i18n import language, tr
from sync.errors import SyncError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def sentence(error: BaseException) -> str:
    """What the operator reads for `error`; a general sentence for one that is not ours."""
    if isinstance(error, (BoothError, SyncError)):
        params = dict(error.params)
        if isinstance(params.get("reason"), str):
            params["reason"] = tr_text(str(params["reason"]), params)
        return tr_text(error.text, params)
    return tr(BoothError.text)


def tr_text(text: str, params: dict[str, object]) -> str:
    """`text` translated and filled in; a field that `params` lacks stays visible instead of failing."""
    return tr(text).format_map(_Kept(params)) if params else tr(text)


class _Kept(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def shown_date(day: date) -> str:
    """dd-mm-yyyy."""
    return day.strftime("%d-%m-%Y")


def shown_day(day: str) -> str:
    """A stored day (`YYYY-MM-DD`) as dd-mm-yyyy."""
    return shown_date(date.fromisoformat(day))


def shown_moment(moment: datetime, zone: ZoneInfo) -> str:
    """dd-mm-yyyy HH.MM in `zone`."""
    return moment.astimezone(zone).strftime("%d-%m-%Y %H.%M")


def shown_instant(instant: str, zone: ZoneInfo) -> str:
    """A stored instant as dd-mm-yyyy HH.MM in `zone`; what is none, as a file of elsewhere may say, as it stands."""
    try:
        moment = datetime.fromisoformat(instant)
        return shown_moment(moment, zone) if moment.tzinfo else instant
    except (ValueError, OverflowError):
        return instant


def shown_span(seconds: float, *, short: bool = False) -> str:
    """How long, in the largest unit that says enough; `short` for where there is little room."""
    minutes = max(0, int(seconds // 60))
    if minutes < 60:
        return tr("{n} min", n=minutes) if short else tr("{n} minutes", n=minutes)
    if minutes < 48 * 60:
        return tr("{n} h", n=minutes // 60) if short else tr("{n} hours", n=minutes // 60)
    return tr("{n} d", n=minutes // (24 * 60)) if short else tr("{n} days", n=minutes // (24 * 60))


def shown_when(text: str, zone: ZoneInfo) -> str:
    """A day (`YYYY-MM-DD`) or an instant of elsewhere as dd-mm-yyyy; what is neither, as it stands."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return shown_date((moment.astimezone(zone) if moment.tzinfo else moment).date())


def now_utc() -> datetime:
    """The present: the clock of every command."""
    return datetime.now(UTC)


def instant(moment: datetime) -> str:
    """An aware moment as it is stored: `YYYY-MM-DDTHH:MM:SS.mmmZ`, UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def shown_number(value: float) -> str:
    """A number with the signs of the language in use: 1.234,5 in Indonesian, 1,234.5 in English."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,")) if language() == "id" else text


def shown_megabytes(size: int) -> str:
    """A size in bytes as megabytes with one digit behind the comma, without the unit."""
    return shown_number(round(size / 1e6, 1))
