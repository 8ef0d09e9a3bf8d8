"""What the status strip says of queue, line and disk: from the outbox, which the agent keeps up to date."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.workflow.errors import OfficeTrouble
from booth.workflow.words import shown_number, tr_text
from resources.i18n import tr
from sync.errors import SyncError
from sync.line import LineState

if TYPE_CHECKING:
    from booth.workflow.booth import Booth
    from sync.line import LineStatus


class Mood(Enum):
    """How much attention a thing wants."""

    GOOD = "good"
    CARE = "care"  # recordings wait here, safe, and go by themselves
    BAD = "bad"  # a person must act


@dataclass(frozen=True)
class BoothStatus:
    """The booth at a glance. `unsent` counts recordings of all days, `free` bytes on the disk."""

    today: int
    target: int
    unsent: int
    free: int
    line: LineStatus | None = field(default=None)  # None: nothing was ever sent

    @property
    def mood(self) -> Mood:
        """How the line is."""
        if self.line is not None:
            return _WORDS[self.line.state][0]
        return Mood.CARE if self.unsent else Mood.GOOD

    @property
    def line_text(self) -> str:
        """The line in a few words, in the language in use."""
        if self.line is None:
            words = tr("Not sent yet") if self.unsent else tr("Nothing to send")
        elif self.line.state is LineState.SENDING and self.line.rate > 0:
            words = tr("Sending {rate} kbit/s", rate=shown_number(round(self.line.rate * 8 / 1000)))
        else:
            words = tr(_WORDS[self.line.state][1])
        return f"{words} · {tr('{n} unsent', n=self.unsent)}" if self.unsent else words

    @property
    def line_more(self) -> str:
        """A sentence for whoever wants to know more."""
        return "" if self.line is None else tr_text(self.line.text, dict(self.line.params))

    @property
    def disk_mood(self) -> Mood:
        return Mood.BAD if self.free < FULL else Mood.CARE if self.free < LOW else Mood.GOOD

    @property
    def disk_text(self) -> str:
        if self.free < FULL:
            return tr("Disk full: {megabytes} MB", megabytes=self.free // 1_000_000)
        return tr("Disk {gigabytes} GB", gigabytes=shown_number(_gigabytes(self.free)))


LOW = 2_000_000_000  # bytes: some 4,000 recordings
FULL = 200_000_000  # bytes: a day's recordings

_WORDS = {
    LineState.IDLE: (Mood.GOOD, N_("Everything sent")),
    LineState.SENDING: (Mood.GOOD, N_("Sending")),
    LineState.OFFLINE: (Mood.CARE, N_("No line")),
    LineState.WAITING: (Mood.CARE, N_("The office is busy")),
    LineState.PAUSED: (Mood.CARE, N_("Quiet hours")),
    LineState.REFUSED: (Mood.BAD, N_("Refused by the office")),
    LineState.TROUBLE: (Mood.BAD, N_("Sending has trouble")),
    LineState.STOPPED: (Mood.CARE, N_("Sending is stopped")),
}


def booth_status(booth: Booth) -> BoothStatus:
    """Count, line and disk now. Reads the outbox only. Raises `OfficeTrouble`."""
    count = booth.count()
    try:
        line = booth.outbox.read_line()
    except SyncError as error:
        raise OfficeTrouble(error) from error
    return BoothStatus(count.total, count.target, count.unsent, booth.free_disk(), line)


def _gigabytes(size: int) -> float | int:
    return size // 1_000_000_000 if size >= 10_000_000_000 else round(size / 1_000_000_000, 1)
