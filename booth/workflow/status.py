"""What the status strip says of the line: plain words from the outbox, which the agent keeps up to date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.workflow.errors import OfficeTrouble
from booth.workflow.words import tr_text
from resources.i18n import tr
from sync.errors import SyncError
from sync.line import LineState

if TYPE_CHECKING:
    from booth.workflow.booth import Booth


class LineMood(Enum):
    """How much attention the line wants."""

    GOOD = "good"
    CARE = "care"  # recordings wait here, safe, and go by themselves
    BAD = "bad"  # a person must act


@dataclass(frozen=True)
class BoothStatus:
    """The booth at a glance. `unsent` counts recordings of all days, `free` bytes on the disk."""

    today: int
    target: int
    unsent: int
    mood: LineMood
    line: str  # translated
    more: str  # translated, for whoever wants to know
    free: int


_WORDS = {
    LineState.IDLE: (LineMood.GOOD, N_("Line ready")),
    LineState.SENDING: (LineMood.GOOD, N_("Sending")),
    LineState.OFFLINE: (LineMood.CARE, N_("No line")),
    LineState.WAITING: (LineMood.CARE, N_("The office is busy")),
    LineState.REFUSED: (LineMood.BAD, N_("Refused by the office")),
    LineState.TROUBLE: (LineMood.BAD, N_("Sending has trouble")),
    LineState.STOPPED: (LineMood.CARE, N_("Sending is stopped")),
}


def booth_status(booth: Booth) -> BoothStatus:
    """Count, line and disk now. Reads the outbox only. Raises `OfficeTrouble`."""
    count = booth.count()
    try:
        line = booth.outbox.read_line()
    except SyncError as error:
        raise OfficeTrouble(error) from error
    mood, words, more = LineMood.CARE, tr("Not sent yet"), ""
    if line is not None:
        mood, source = _WORDS[line.state]
        words, more = tr(source), tr_text(line.text, dict(line.params))
    if count.unsent:
        words = f"{words} · {tr('{n} unsent', n=count.unsent)}"
    elif line is None:
        mood, words = LineMood.GOOD, tr("Nothing to send")
    return BoothStatus(count.total, count.target, count.unsent, mood, words, more, booth.free_disk())
