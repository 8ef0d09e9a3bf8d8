"""What the status strip says of queue, line and disk: from the outbox alone, so that it is true after a reboot, too.

The agent notes there what the line does. A note of an agent that is no more (the power went) is not believed: where
nobody sends, nothing is "being sent".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING

from msgspec.structs import replace

from booth.domain.errors import N_
from booth.workflow.errors import OfficeTrouble
from booth.workflow.limits import Limit, Reached, limit
from booth.workflow.words import shown_date, shown_number, shown_span, tr_text
from resources.i18n import tr
from sync.errors import BoothRevoked, CertificateRefused, ClockWrong, NotTheOffice, QueueFull, SyncError
from sync.line import LineState
from sync.lock import agent_running
from sync.outbox import State

if TYPE_CHECKING:
    from booth.workflow.booth import Booth
    from sync.courier import Carried
    from sync.line import LineStatus


class Mood(Enum):
    """How much attention a thing wants."""

    GOOD = "good"
    CARE = "care"  # recordings wait here, safe, and go by themselves
    BAD = "bad"  # a person must act


class Sends(Enum):
    """Who sends the recordings of this booth now."""

    WINDOW = "window"  # this program, while it is open
    SERVICE = "service"  # another program, also when this one is closed
    NOBODY = "nobody"


@dataclass(frozen=True)
class BoothStatus:
    """The booth at a glance. `unsent` counts recordings of all days, `refused` those of them that wait for a person;
    `free` bytes on the disk; `now` local time, None where nothing is said of moments; `carried` the last stick."""

    today: int
    target: int
    unsent: int
    free: int
    line: LineStatus | None = field(default=None)  # None: nothing was ever sent
    refused: int = 0
    limit: Limit = field(default_factory=Limit)
    sends: Sends = Sends.WINDOW
    now: datetime | None = None
    carried: Carried | None = None

    @property
    def waiting(self) -> int:
        """Recordings that go by themselves."""
        return self.unsent - self.refused

    @property
    def mood(self) -> Mood:
        """How the line is."""
        if self.limit.level is Reached.STOP:
            return Mood.BAD
        mood = self._line_mood()
        return Mood.CARE if mood is Mood.GOOD and self.limit.level is Reached.WARN else mood

    @property
    def line_text(self) -> str:
        """The line in a few words, in the language in use."""
        words = tr("New recordings stopped") if self.limit.level is Reached.STOP else self._line_words()
        if not self.unsent:
            return words
        if self.line is not None and self.line.state is LineState.IDLE and not self.waiting:
            return tr("{n} refused by the office", n=self.refused)
        return f"{words} · {tr('{n} unsent', n=self.unsent)}"

    @property
    def line_more(self) -> str:
        """What the line does and what there is to do, in whole sentences, for whoever wants to know more."""
        said = [self.limit.text, self.limit.way_out(carries=False)]
        if self.line is not None:
            idle = self.line.state is LineState.IDLE
            said.append(tr(_SOON) if idle and self.waiting else tr_text(self.line.text, dict(self.line.params)))
            said.append(self._line_facts(self.line))
        if self.limit.level is Reached.NONE and self.limit.since is not None and self._line_mood() is not Mood.GOOD:
            said.append(tr("The oldest waits since {day}.", day=shown_date(self.limit.since)))
        said.append(self._on_stick())
        return " ".join(sentence for sentence in said if sentence)

    @property
    def disk_mood(self) -> Mood:
        return Mood.BAD if self.free < FULL else Mood.CARE if self.free < LOW else Mood.GOOD

    @property
    def disk_text(self) -> str:
        if self.free < FULL:
            return tr("Disk full: {megabytes} MB", megabytes=self.free // 1_000_000)
        return tr("Disk {gigabytes} GB", gigabytes=shown_number(_gigabytes(self.free)))

    def _line_mood(self) -> Mood:
        if self.line is None:
            return Mood.CARE if self.unsent else Mood.GOOD
        mood = _WORDS[self.line.state][0]
        return Mood.CARE if mood is Mood.GOOD and self.refused else mood

    def _line_words(self) -> str:
        line = self.line
        if line is None:
            return tr("Not sent yet") if self.unsent else tr("Nothing to send")
        if (special := _SPECIAL.get(line.text)) is not None:
            return tr(special)
        match line.state:
            case LineState.SENDING if not self.unsent:
                return tr("Sending lossless images")
            case LineState.SENDING if line.rate > 0:
                words = tr("Sending {rate} kbit/s", rate=shown_number(round(line.rate * 8 / 1000)))
                left = line.seconds_left if line.left else None
                return (
                    words
                    if left is None
                    else f"{words} · {tr('{time} left', time=shown_span(_about(left), short=True))}"
                )
            case LineState.OFFLINE if (since := self._other_day(_dead_since(line))) is not None:
                return tr("No line since {day}", day=f"{since:%d-%m}")
            case LineState.PAUSED if (until := self._local(line.until)) is not None:
                return tr("Quiet hours until {time}", time=f"{until:%H.%M}")
            case LineState.IDLE if self.waiting:
                return tr("About to be sent")
        return tr(_WORDS[line.state][1])

    def _line_facts(self, line: LineStatus) -> str:
        """What the agent's own sentence leaves out."""
        match line.state:
            case LineState.SENDING if line.left and line.seconds_left is not None:
                left = tr("About {time} left.", time=shown_span(_about(line.seconds_left)))
                return f"{left} {self._who_sends()}"
            case LineState.OFFLINE if (since := self._local(_dead_since(line))) is not None:
                return tr("No line since {moment}; it is tried again all the time.", moment=f"{since:%d-%m-%Y %H.%M}")
            case LineState.PAUSED if (until := self._local(line.until)) is not None:
                return tr("Sending goes on by itself at {time}.", time=f"{until:%H.%M}")
            case LineState.SENDING | LineState.WAITING:
                return self._who_sends()
        return ""

    def _on_stick(self) -> str:
        """What travels besides, where the last stick carries some of what waits."""
        written = self._local(self.carried.at) if self.carried else None
        if self.carried is None or written is None or self.limit.since is None or written.date() < self.limit.since:
            return ""
        day = shown_date(written.date())
        return tr("{n} were put on a stick on {day}: its receipts must come back.", n=self.carried.packets, day=day)

    def _who_sends(self) -> str:
        if self.sends is Sends.SERVICE:
            return tr("A service of this computer sends, also when this window is closed.")
        return tr("This window sends: leave it open. After a restart it goes on where it was.")

    def _local(self, instant: str) -> datetime | None:
        """A moment that the agent noted, in local time; None for none."""
        if self.now is None or not instant:
            return None
        return datetime.fromisoformat(instant).astimezone(self.now.tzinfo)

    def _other_day(self, instant: str) -> datetime | None:
        """The same, unless it is today."""
        moment = self._local(instant)
        return None if moment is None or self.now is None or moment.date() == self.now.date() else moment


LOW = 2_000_000_000  # bytes: some 2,000 recordings with their originals
FULL = 200_000_000  # bytes: a day's recordings
FRESH = timedelta(minutes=1)  # an agent that sends says so every few seconds
AGENT_LOCK = "agent.lock"

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
_NOBODY = N_("Nothing sends the recordings now. They wait here and are sent when the program is started again.")
_LOOKING = N_("The office is being looked for.")
_SOON = N_("What was saved last is sent within seconds.")
_SPECIAL = {  # what wants words of its own, by the agent's sentence
    _LOOKING: N_("Looking for the office"),
    NotTheOffice.text: N_("Log in to the network first"),
    ClockWrong.text: N_("The clock is wrong"),
    CertificateRefused.text: N_("The other end is not the office"),
    BoothRevoked.text: N_("Closed by the office"),
    QueueFull.text: N_("Sending stopped: disk full"),
}


def booth_status(booth: Booth) -> BoothStatus:
    """Count, line, limit and disk now. Reads the outbox only. Raises `NotProvisioned`, `OfficeTrouble`."""
    from sync.courier import last_carried  # brings the line with it, which nobody needs before the window stands

    now = booth.clock()
    count = booth.count()
    try:
        line = booth.outbox.read_line()
        refused = booth.outbox.counts().states.get(State.PARKED, 0)
        carried = last_carried(booth.outbox)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    sends = who_sends(booth)
    return BoothStatus(
        count.total,
        count.target,
        count.unsent,
        booth.free_disk(),
        None if line is None else believed(line, sends, now),
        refused,
        limit(booth, now),
        sends,
        now.astimezone(booth.zone),
        carried,
    )


def who_sends(booth: Booth) -> Sends:
    """Who holds the agent's lock of this booth."""
    if booth.sends():
        return Sends.WINDOW
    return Sends.SERVICE if agent_running(booth.folder / AGENT_LOCK) else Sends.NOBODY


def believed(line: LineStatus, sends: Sends, now: datetime) -> LineStatus:
    """What of the agent's note is true still: an agent that is gone neither sends nor looks for the line.

    After a jump of the clock a note looks old, until the agent writes the next one.
    """
    fresh = abs(now - datetime.fromisoformat(line.at)) <= FRESH
    if sends is Sends.NOBODY:
        settled = line.state in {LineState.IDLE, LineState.STOPPED}
        if settled or (fresh and line.state is not LineState.SENDING):
            return line
        return replace(line, state=LineState.STOPPED, text=_NOBODY, params={}, rate=0.0)
    if line.state is LineState.STOPPED or (line.state is LineState.SENDING and not fresh):
        return replace(line, state=LineState.OFFLINE, since="", text=_LOOKING, params={}, rate=0.0)
    return line


def _dead_since(line: LineStatus) -> str:
    """When the office answered last; where it never did, since when nobody answers. '' for not known."""
    return line.since and (line.contact_at or line.since)


def _about(seconds: float) -> int:
    """Seconds as people say them: whole minutes, from twenty on in fives."""
    minutes = max(1, ceil(seconds / 60))
    return 60 * (minutes if minutes <= 20 else 5 * ceil(minutes / 5))


def _gigabytes(size: int) -> float | int:
    return size // 1_000_000_000 if size >= 10_000_000_000 else round(size / 1_000_000_000, 1)
