"""How this booth uses its line, for the technician: what a person set, what the office decided, what holds of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.workflow.errors import OfficeTrouble, WorkflowError
from booth.workflow.limits import office_settings
from booth.workflow.rights import Right, require
from sync.errors import MannersUnusable, SyncError
from sync.manners import FASTEST, KBIT, Manners, load_manners, with_office, write_manners

if TYPE_CHECKING:
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from sync.manners import Metered
    from sync.news import BoothSettings


class NoRate(WorkflowError):
    text = N_("The speed is a whole number of kbit/s from 0 to {most}; 0 is no limit.")


class NoSpan(WorkflowError):
    text = N_("“{found}” is no span of hours. Write “08.00-11.30”, several with a comma between them.")


class AlwaysQuiet(WorkflowError):
    text = N_("These hours leave no time to send. Leave some of the day free.")


@dataclass(frozen=True)
class LineRules:
    """`own` of this booth, `office` as its bulletin says, `holding` the stricter of both. `fault`: why the booth's own
    file could not be read, so that the defaults stand in `own`."""

    own: Manners
    office: BoothSettings
    holding: Manners
    fault: SyncError | None = None


def line_rules(booth: Booth) -> LineRules:
    """What holds now. Raises `OfficeTrouble`."""
    own, fault = Manners(), None
    try:
        own = load_manners(booth.folder)
    except MannersUnusable as error:
        fault = error
    try:
        office = office_settings(booth.outbox, booth.provisioned)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    return LineRules(own, office, with_office(own, office), fault)


def keep_line_rules(booth: Booth, desk: Desk, rate: str, quiet: str, metered: Metered) -> LineRules:
    """Keep what a person typed: kbit/s, spans of hours. The agent minds it at its next pass.

    Raises `NotAllowed`, `NoRate`, `NoSpan`, `AlwaysQuiet`, `OfficeTrouble`, `StoreError`.
    """
    require(desk.user, Right.TEST)
    manners = Manners(parse_rate(rate), parse_spans(quiet), metered)
    try:
        write_manners(booth.folder, manners)
    except MannersUnusable as error:
        raise AlwaysQuiet(error.detail) from error
    except SyncError as error:
        raise OfficeTrouble(error) from error
    detail = {"rate": manners.rate, "quiet": show_spans(manners.quiet), "metered": metered}
    desk.vault.audit.append("line.changed", desk.user.login, detail=detail)
    return line_rules(booth)


def parse_rate(text: str) -> int:
    """Bytes a second from kbit/s; nothing is 0. Raises `NoRate`."""
    bare = text.strip() or "0"
    if not (bare.isascii() and bare.isdigit() and len(bare) <= len(str(FASTEST)) and int(bare) <= FASTEST):
        raise NoRate(text, most=FASTEST)
    return int(bare) * KBIT


def show_rate(rate: int) -> str:
    """The other way round; '' for no limit."""
    return str(-(-rate // KBIT)) if rate else ""


def parse_spans(text: str) -> tuple[tuple[str, str], ...]:
    """Spans of hours from “8.00-11.30, 22:00-05:00”. Raises `NoSpan`."""
    return tuple(_span(part.strip()) for part in text.split(",") if part.strip())


def show_spans(spans: tuple[tuple[str, str], ...]) -> str:
    """The other way round, as hours are written in Indonesia."""
    return ", ".join(f"{start}-{end}".replace(":", ".") for start, end in spans)


def _span(text: str) -> tuple[str, str]:
    clocks = [_clock(part) for part in text.replace("–", "-").split("-")]
    if len(clocks) != 2 or None in clocks or clocks[0] == clocks[1]:
        raise NoSpan(text, found=text)
    start, end = clocks
    return str(start), str(end)


def _clock(text: str) -> str | None:
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    minute = minute or "00"
    if not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (hour, minute)):
        return None
    return f"{int(hour):02d}:{int(minute):02d}" if int(hour) < 24 and int(minute) < 60 else None
