"""What waits for the office: warned of, stopped only as the office says, and never by a clock alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.workflow.errors import LimitReached
from booth.workflow.limits import WEEK, Limit, Reached, credible_days, judge, limit
from resources.i18n import language, set_language
from sync.bulletins import keep
from sync.errors import ClockWrong
from sync.line import LineState, LineStatus
from sync.news import BoothSettings, Bulletin
from sync.statements import state
from tests.unit.workflow.stage import DRAFT, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from booth.workflow.booth import Booth
    from tests.unit.workflow.stage import Clock, Office

AT = "2016-09-05T03:00:00.000Z"
MONDAY = date(2016, 9, 5)
STOPS = BoothSettings(stop_days=14, stop_packets=1000)


@pytest.fixture
def english() -> Iterator[None]:
    before = language()
    set_language("en")
    yield
    set_language(before)


def days(*offsets: int, each: int = 10) -> dict[date, int]:
    return {MONDAY + timedelta(days=offset): each for offset in offsets}


def test_nothing_waits():
    assert judge({}, MONDAY, STOPS) == Limit()


@pytest.mark.parametrize(
    ("waiting", "today", "settings", "expected"),
    [
        (days(0), 6, BoothSettings(), Reached.NONE),
        (days(0), 7, BoothSettings(), Reached.WARN),
        (days(0, 1, 2, 3, 4), 6, BoothSettings(), Reached.NONE),
        (days(0, 1, 2, 3, 4, 7), 7, BoothSettings(), Reached.WARN),
        (days(0, each=499), 0, BoothSettings(), Reached.NONE),
        (days(0, each=500), 0, BoothSettings(), Reached.WARN),
        (days(0, each=5000), 400, BoothSettings(), Reached.WARN),  # an office that stops nothing
        (days(0, each=5000), 400, BoothSettings(warn_days=0, warn_packets=0), Reached.NONE),
        (days(0, each=999), 0, STOPS, Reached.WARN),
        (days(0, each=1000), 0, STOPS, Reached.STOP),
        (days(0, 1, 2, 3, 4, 7, 8, 9, 10, 11), 13, STOPS, Reached.WARN),
        (days(0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14), 14, STOPS, Reached.STOP),
        (days(0, 7), 14, STOPS, Reached.WARN),  # two days of work are too little evidence
        (days(0, 7, 14), 14, STOPS, Reached.STOP),  # once a week in a village
    ],
)
def test_levels(waiting: dict[date, int], today: int, settings: BoothSettings, expected: Reached):
    assert judge(waiting, MONDAY + timedelta(days=today), settings).level is expected


@pytest.mark.parametrize(
    ("waiting", "today"),
    [
        (days(0, 1, 2), 367),  # the clock went ahead by a year
        (days(0, 1, 365, 366), 366),  # and work went on in that year
        (days(-1460, 0, 1), 1),  # it stood in the past, then was set right
        (days(0, 1, 2), -1460),  # it went back
    ],
)
def test_a_clock_that_jumps_stops_nothing(waiting: dict[date, int], today: int):
    found = judge(waiting, MONDAY + timedelta(days=today), STOPS)
    assert found.level is not Reached.STOP
    assert found.doubtful


def test_a_clock_that_the_office_calls_wrong_stops_nothing_by_days():
    work, today = days(*range(15)), MONDAY + timedelta(days=15)
    assert judge(work, today, STOPS).level is Reached.STOP
    assert judge(work, today, STOPS, clock_wrong=True).level is Reached.WARN
    assert judge(days(*range(15), each=100), today, STOPS, clock_wrong=True).level is Reached.STOP


@given(
    st.sets(st.dates(date(2016, 1, 1), date(2016, 12, 31)), min_size=1),
    st.dates(date(2015, 1, 1), date(2018, 1, 1)),
    st.integers(WEEK + 1, 20_000),
)
def test_one_jump_adds_a_week_at_most(work: set[date], today: date, jump: int):
    before = credible_days(work, today)
    assert 0 <= before <= max(0, (max([*work, today]) - min(work)).days)
    assert credible_days(work, max([*work, today]) + timedelta(days=jump)) <= before + WEEK


def test_the_words_and_the_way_out(english: None):
    settings = BoothSettings(stop_days=21, stop_packets=900)
    warned = judge(days(0, 1, each=300), MONDAY + timedelta(days=1), settings)
    assert warned.text == "600 recordings are not at the office yet, the oldest since 05-09-2016."
    assert "ask the supervisor" in warned.way_out(carries=False)
    assert "USB stick" in warned.way_out(carries=True)
    assert "At 900 recordings or 21 days, no new ones may be begun." in warned.way_out(carries=False)
    stopped = judge(days(0, each=900), MONDAY, settings)
    assert stopped.text.startswith("No new recordings now: 900 ")
    assert "Drafts may be finished" in stopped.way_out(carries=False)
    assert judge(days(0), MONDAY, settings).text == ""
    assert judge(days(0), MONDAY, settings).way_out(carries=True) == ""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (BoothSettings(warn_packets=1), ""),
        (BoothSettings(warn_packets=1, stop_days=9), "At 9 days"),
        (BoothSettings(warn_packets=1, stop_packets=90), "At 90 recordings"),
    ],
)
def test_only_what_the_office_set_is_said(settings: BoothSettings, said: str, english: None):
    way = judge(days(0), MONDAY, settings).way_out(carries=False)
    assert said in way
    assert ("no new ones" in way) is bool(said)


def decide(booth: Booth, office: Office, settings: BoothSettings) -> None:
    """The office's bulletin reaches the booth."""
    word = Bulletin(office="kotim", booth="baamang-1", version=1, issued_at=AT, settings=settings)
    keep(booth.outbox, state(word, office.sign), office.identity)


def test_a_booth_over_the_limit_begins_none_but_finishes_drafts(ready_booth: Booth, office: Office, clock: Clock):
    decide(ready_booth, office, BoothSettings(stop_packets=1))
    desk = ready_booth.login("ani", PASSWORD)
    try:
        assert limit(ready_booth, clock()).level is Reached.NONE
        desk.resume(DRAFT).save()
        assert limit(ready_booth, clock()) == Limit(Reached.STOP, 1, 0, MONDAY, 0, 1)
        with pytest.raises(LimitReached):
            desk.start(desk.look("6202054608900004"))
        ready_booth.outbox.park(DRAFT, "digest")  # refused: it waits for a person, and stops nobody else
        assert limit(ready_booth, clock()).level is Reached.NONE
        desk.start(desk.look("6202054608900004"))
    finally:
        desk.close()


def test_the_wrong_clock_is_read_from_the_line(ready_booth: Booth, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    seen: list[bool] = []

    def spy(*_: object, clock_wrong: bool) -> Limit:
        seen.append(clock_wrong)
        return Limit()

    monkeypatch.setattr("booth.workflow.limits.judge", spy)
    for text in ("The office cannot be reached.", ClockWrong.text):
        ready_booth.outbox.write_line(LineStatus(state=LineState.REFUSED, at=AT, since=AT, text=text))
        limit(ready_booth, clock())
    assert seen == [False, True]
