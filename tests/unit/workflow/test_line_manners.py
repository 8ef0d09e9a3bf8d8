"""How the line is used, as a technician types it: hours as people write them, faults in words, the stricter of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.workflow.errors import NotAllowed
from booth.workflow.line_manners import (
    AlwaysQuiet,
    NoRate,
    NoSpan,
    keep_line_rules,
    line_rules,
    parse_rate,
    parse_spans,
    show_rate,
    show_spans,
)
from sync.bulletins import keep
from sync.errors import MannersUnusable
from sync.manners import FASTEST, FILE, Manners, read_manners
from sync.news import BoothSettings, Bulletin
from sync.statements import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from tests.unit.workflow.stage import Office


@pytest.mark.parametrize(("text", "rate"), [("", 0), ("0", 0), (" 128 ", 16_000), ("1000000", 125_000_000)])
def test_a_speed(text: str, rate: int):
    assert parse_rate(text) == rate
    assert parse_rate(show_rate(rate)) == rate


@pytest.mark.parametrize("text", ["fast", "-1", "1.5", "1000001", "٣", "9" * 40])
def test_no_speed(text: str):
    with pytest.raises(NoRate):
        parse_rate(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("08.00-11.30", (("08:00", "11:30"),)),
        (" 8-11 , 22:00 – 5.00,", (("08:00", "11:00"), ("22:00", "05:00"))),
    ],
)
def test_hours(text: str, spans: tuple[tuple[str, str], ...]):
    assert parse_spans(text) == spans
    assert parse_spans(show_spans(spans)) == spans


@pytest.mark.parametrize("text", ["8", "8-25", "8-8", "8-9-10", "08.60-09.00", "morning", "-", "٣-4"])
def test_no_hours(text: str):
    with pytest.raises(NoSpan):
        parse_spans(text)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_hours_or_a_fault(text: str):
    try:
        spans = parse_spans(text)
    except NoSpan:
        return
    assert parse_spans(show_spans(spans)) == spans


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_speed_or_a_fault(text: str):
    try:
        assert 0 <= parse_rate(text) <= FASTEST * 125
    except NoRate:
        return


def test_kept_logged_and_read_again(booth: Booth, login: Callable[[str], Desk], office: Office):
    desk = login("tek")
    assert line_rules(booth).own == Manners()
    word = BoothSettings(rate=5000, quiet=(("12:00", "13:00"),))
    said = Bulletin(office="kotim", booth="baamang-1", version=1, issued_at="2016-09-05T03:00:00.000Z", settings=word)
    keep(booth.outbox, state(said, office.sign), office.identity)
    rules = keep_line_rules(booth, desk, "128", "8-9", "yes")
    assert rules.own == read_manners(booth.folder) == Manners(16_000, (("08:00", "09:00"),), "yes")
    assert rules.office == word
    assert (rules.holding.rate, rules.holding.quiet) == (5000, (("08:00", "09:00"), ("12:00", "13:00")))
    row = desk.vault.audit.recent(1)[0]
    assert (row.event, row.detail["quiet"]) == ("line.changed", "08.00-09.00")


def test_hours_of_the_whole_day_are_refused(booth: Booth, login: Callable[[str], Desk]):
    desk = login("tek")
    with pytest.raises(AlwaysQuiet):
        keep_line_rules(booth, desk, "", "0-12, 12-0", "auto")
    assert not (booth.folder / FILE).exists()


def test_only_a_technician_changes_it(booth: Booth, login: Callable[[str], Desk]):
    for name in ("ani", "sri"):
        with pytest.raises(NotAllowed):
            keep_line_rules(booth, login(name), "", "", "auto")


def test_a_file_that_cannot_be_read_is_said(booth: Booth):
    (booth.folder / FILE).write_text("rate = 'fast'")
    rules = line_rules(booth)
    assert rules.own == Manners()
    assert isinstance(rules.fault, MannersUnusable)
