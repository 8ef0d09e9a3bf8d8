"""The status strip in plain words: what the line does, what is true of an agent that is gone, and what to do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec
import pytest

from booth.workflow.limits import Limit, Reached
from booth.workflow.status import AGENT_LOCK, BoothStatus, Mood, Sends, believed, booth_status
from resources.i18n import language, set_language
from sync.courier import Carried
from sync.errors import CertificateRefused, ClockWrong, LineError, NotTheOffice
from sync.line import LineState, LineStatus
from sync.lock import AgentLock
from tests.unit.workflow.stage import DRAFT, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from booth.workflow.booth import Booth
    from tests.unit.workflow.stage import Clock

ZONE = ZoneInfo("Asia/Pontianak")
NOW = datetime(2016, 9, 5, 10, 0, tzinfo=ZONE)
AT = "2016-09-05T03:00:00.000Z"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = language()
    set_language("en")
    yield
    set_language(before)


def line(state: LineState, text: str = "", **facts: object) -> LineStatus:
    plain = LineStatus(state=state, at=AT, since=AT, text=text or LineError.text)
    return msgspec.structs.replace(plain, **facts)


def status(shown: LineStatus | None, unsent: int = 84, **facts: object) -> BoothStatus:
    known: dict[str, object] = {"now": NOW, "limit": Limit(packets=unsent, since=date(2016, 8, 30))}
    return BoothStatus(12, 100, unsent, 10**10, shown, **(known | facts))  # type: ignore[arg-type]


SENDING = line(LineState.SENDING, "Recordings are being sent to the office.", rate=22_500.0, left=33_000_000)


@pytest.mark.parametrize(
    ("shown", "facts", "words"),
    [
        (SENDING, {}, "Sending 180 kbit/s · 25 min left · 84 unsent"),
        (msgspec.structs.replace(SENDING, left=400), {}, "Sending 180 kbit/s · 1 min left · 84 unsent"),
        (msgspec.structs.replace(SENDING, left=900_000_000), {}, "Sending 180 kbit/s · 11 h left · 84 unsent"),
        (line(LineState.OFFLINE), {}, "No line · 84 unsent"),
        (line(LineState.OFFLINE, since="2016-09-03T01:00:00.000Z"), {}, "No line since 03-09 · 84 unsent"),
        (line(LineState.OFFLINE, contact_at="2016-09-02T01:00:00.000Z"), {}, "No line since 02-09 · 84 unsent"),
        (SENDING, {"unsent": 0}, "Sending lossless images"),
        (line(LineState.OFFLINE, NotTheOffice.text), {}, "Log in to the network first · 84 unsent"),
        (line(LineState.WAITING), {}, "The office is busy · 84 unsent"),
        (line(LineState.PAUSED, until="2016-09-05T10:00:00.000Z"), {}, "Quiet hours until 17.00 · 84 unsent"),
        (line(LineState.REFUSED, ClockWrong.text), {}, "The clock is wrong · 84 unsent"),
        (line(LineState.REFUSED, CertificateRefused.text), {}, "The other end is not the office · 84 unsent"),
        (line(LineState.REFUSED), {}, "Refused by the office · 84 unsent"),
        (line(LineState.IDLE), {}, "About to be sent · 84 unsent"),
        (line(LineState.IDLE), {"refused": 84}, "84 refused by the office"),
        (line(LineState.IDLE), {"unsent": 0}, "Everything sent"),
        (None, {}, "Not sent yet · 84 unsent"),
    ],
)
def test_in_a_few_words(shown: LineStatus | None, facts: dict[str, object], words: str):
    assert status(shown, **facts).line_text == words


@pytest.mark.parametrize(
    ("shown", "facts", "parts"),
    [
        (SENDING, {}, ["being sent", "About 25 minutes left.", "leave it open"]),
        (SENDING, {"sends": Sends.SERVICE}, ["also when this window is closed"]),
        (
            line(LineState.OFFLINE),
            {},
            ["No line since 05-09-2016 10.00; it is tried again", "The oldest waits since 30-08-2016."],
        ),
        (line(LineState.OFFLINE, NotTheOffice.text), {}, ["Open a browser and log in"]),
        (line(LineState.PAUSED, until="2016-09-05T10:00:00.000Z"), {}, ["goes on by itself at 17.00"]),
        (
            line(LineState.REFUSED, ClockWrong.text, params={"there": "10.00", "here": "11.30"}),
            {},
            ["the office has 10.00, here it is 11.30"],
        ),
        (line(LineState.IDLE), {}, ["sent within seconds"]),
    ],
)
def test_whole_sentences(shown: LineStatus, facts: dict[str, object], parts: list[str]):
    more = status(shown, **facts).line_more
    for part in parts:
        assert part in more


def test_what_travels_on_a_stick_is_said_while_it_waits_here():
    carried = Carried(at="2016-09-04T03:00:00.000Z", packets=80)
    said = "80 were put on a stick on 04-09-2016: its receipts must come back."
    assert said in status(line(LineState.OFFLINE), carried=carried).line_more
    assert said not in status(line(LineState.IDLE), 0, limit=Limit(), carried=carried).line_more
    later = Limit(packets=84, since=date(2016, 9, 5))  # all that was on it is received; these came afterwards
    assert said not in status(line(LineState.OFFLINE), limit=later, carried=carried).line_more


def test_a_limit_is_said_before_the_line():
    stopped = Limit(Reached.STOP, 640, 20, date(2016, 8, 16), 14, 0)
    shown = status(line(LineState.OFFLINE), 640, limit=stopped)
    assert (shown.mood, shown.line_text) == (Mood.BAD, "New recordings stopped · 640 unsent")
    assert shown.line_more.startswith("No new recordings now: 640 are not at the office yet")
    warned = status(SENDING, 640, limit=Limit(Reached.WARN, 640, 20, date(2016, 8, 16)))
    assert warned.mood is Mood.CARE
    assert warned.line_text.startswith("Sending")
    assert "640 recordings are not at the office yet" in warned.line_more


def test_what_was_refused_wants_care_although_all_else_is_sent():
    assert status(line(LineState.IDLE), refused=84).mood is Mood.CARE
    assert status(line(LineState.IDLE)).mood is Mood.GOOD


LATER = NOW + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("state", "sends", "now", "expected"),
    [
        (LineState.SENDING, Sends.WINDOW, NOW, LineState.SENDING),
        (LineState.SENDING, Sends.SERVICE, NOW, LineState.SENDING),
        (LineState.SENDING, Sends.WINDOW, LATER, LineState.OFFLINE),  # begun after a restart, or stuck
        (LineState.SENDING, Sends.WINDOW, NOW - timedelta(days=365), LineState.OFFLINE),  # the clock went back
        (LineState.SENDING, Sends.NOBODY, NOW, LineState.STOPPED),
        (LineState.SENDING, Sends.NOBODY, LATER, LineState.STOPPED),
        (LineState.STOPPED, Sends.WINDOW, LATER, LineState.OFFLINE),
        (LineState.STOPPED, Sends.NOBODY, LATER, LineState.STOPPED),
        (LineState.OFFLINE, Sends.WINDOW, LATER, LineState.OFFLINE),
        (LineState.OFFLINE, Sends.NOBODY, NOW, LineState.OFFLINE),
        (LineState.OFFLINE, Sends.NOBODY, LATER, LineState.STOPPED),
        (LineState.PAUSED, Sends.WINDOW, LATER, LineState.PAUSED),
        (LineState.IDLE, Sends.NOBODY, LATER, LineState.IDLE),
    ],
)
def test_what_is_believed_of_the_agents_note(state: LineState, sends: Sends, now: datetime, expected: LineState):
    noted = line(state, rate=1000.0)
    found = believed(noted, sends, now)
    assert found.state is expected
    assert found is noted or found.rate == 0


def test_the_lock_has_one_name():
    from sync.agent import LOCK  # what brings the whole line with it is named there

    assert AGENT_LOCK == LOCK


def test_read_from_the_outbox_as_after_a_reboot(ready_booth: Booth, clock: Clock):
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    desk.close()
    ready_booth.outbox.write_line(SENDING)
    found = booth_status(ready_booth)
    assert (found.unsent, found.refused, found.sends) == (1, 0, Sends.NOBODY)
    assert found.line_text == "Sending is stopped · 1 unsent"
    assert "when the program is started again" in found.line_more
    lock = AgentLock(ready_booth.folder / AGENT_LOCK)
    try:
        assert booth_status(ready_booth).sends is Sends.SERVICE
        assert booth_status(ready_booth).line_text == "Sending 180 kbit/s · 25 min left · 1 unsent"
        clock.pass_by(300)
        assert booth_status(ready_booth).line_text == "Looking for the office · 1 unsent"
    finally:
        lock.release()
    ready_booth.sends = lambda: True
    assert booth_status(ready_booth).sends is Sends.WINDOW
    ready_booth.outbox.park(DRAFT, "digest")
    assert booth_status(ready_booth).refused == 1
