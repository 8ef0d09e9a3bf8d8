"""How a booth uses its line: what may stand in `line.toml`, quiet hours, and metered lines."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import manners
from sync.errors import FolderUnusable, MannersUnusable
from sync.manners import (
    FASTEST,
    FILE,
    Manners,
    default_device,
    is_metered,
    load_manners,
    manners_text,
    parse_manners,
    quiet_until,
    read_manners,
    said_metered,
    with_office,
    write_manners,
)
from sync.news import BoothSettings

PONTIANAK = ZoneInfo("Asia/Pontianak")
KBIT = 125

clocks = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
spans = st.tuples(clocks, clocks).filter(lambda span: span[0] != span[1])
few_spans = st.lists(spans, max_size=4).map(tuple)
moments = st.integers(0, 365 * 24 * 3600).map(lambda s: datetime(2026, 1, 1, tzinfo=PONTIANAK) + timedelta(seconds=s))


def at(text):
    return datetime.fromisoformat(f"2026-09-{text}").replace(tzinfo=PONTIANAK)


def minutes(clock):
    return int(clock[:2]) * 60 + int(clock[3:])


def quiet_minutes(spans):
    """What the spans mean, minute for minute."""
    found = set()
    for start, end in spans:
        length = (minutes(end) - minutes(start)) % (24 * 60)
        found |= {(minutes(start) + passed) % (24 * 60) for passed in range(length)}
    return found


def test_without_a_file_nothing_is_held_back(tmp_path):
    assert read_manners(tmp_path) == load_manners(tmp_path) == Manners(rate=0, quiet=(), metered="auto")


def test_people_write_kilobits_and_spans(tmp_path):
    (tmp_path / FILE).write_text('rate = 64\nquiet = ["08:00-11:30", "22:00 - 05:00"]\nmetered = "yes"\n', "utf-8")
    assert read_manners(tmp_path) == Manners(
        rate=64 * KBIT, quiet=(("08:00", "11:30"), ("22:00", "05:00")), metered="yes"
    )


@given(rate=st.integers(0, FASTEST), quiet=few_spans, metered=st.sampled_from(["auto", "yes", "no"]))
def test_what_is_written_is_read_again(rate, quiet, metered):
    wanted = Manners(rate=rate * KBIT, quiet=quiet, metered=metered)
    if len(quiet_minutes(quiet)) < 24 * 60:
        assert parse_manners(manners_text(wanted)) == wanted


def test_the_file_is_replaced_whole(tmp_path):
    write_manners(tmp_path, Manners(rate=64 * KBIT))
    write_manners(tmp_path, Manners(rate=128 * KBIT, quiet=(("08:00", "09:00"),)))
    assert read_manners(tmp_path).rate == 128 * KBIT
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_what_cannot_be_read_again_is_not_written(tmp_path):
    write_manners(tmp_path, Manners(rate=64 * KBIT))
    with pytest.raises(MannersUnusable):
        write_manners(tmp_path, Manners(quiet=(("08:00", "25:00"),)))
    assert read_manners(tmp_path).rate == 64 * KBIT


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(FolderUnusable):
        write_manners(tmp_path / "gone", Manners())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("rate = -1", "rate"),
        ("rate = 64.0", "rate"),
        ("rate = true", "rate"),
        ('rate = "64"', "rate"),
        (f"rate = {FASTEST + 1}", "rate"),
        (f"rate = {'9' * 5000}", ""),
        ('quiet = "08:00-09:00"', "quiet"),
        ("quiet = [8]", "quiet"),
        ('quiet = ["08:00"]', "quiet"),
        ('quiet = ["8:00-9:00"]', "quiet"),
        ('quiet = ["08:00-24:00"]', "quiet"),
        ('quiet = ["08:00-09:00-10:00"]', "quiet"),
        ('quiet = ["08:00-08:00"]', "quiet"),
        ('quiet = ["08:00-20:00", "19:00-08:00"]', "quiet"),  # nothing would ever be sent
        ('metered = "perhaps"', "metered"),
        ("metered = [1]", "metered"),
        ("metered = true", "metered"),
        ("speed = 64", "speed"),
        ("[quiet]\nfrom = 1", "quiet"),
        ("rate = = 1", ""),
        ("rate = 1\nrate = 2", ""),
        ("[" * 5000, ""),
    ],
)
def test_a_fault_is_said_in_words_and_the_defaults_hold(tmp_path, caplog, text, word):
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(MannersUnusable) as raised:
        load_manners(tmp_path)
    assert word in raised.value.params["reason"]
    with caplog.at_level(logging.WARNING):
        manners._warn.cache_clear()
        assert read_manners(tmp_path) == read_manners(tmp_path) == Manners()
    assert len(caplog.records) == 1  # once, though it is read at every pass


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_manners_or_a_fault_in_words(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("line")
    (folder / FILE).write_bytes(data)
    try:
        found = load_manners(folder)
    except MannersUnusable:
        found = Manners()
    assert read_manners(folder) == found


def test_a_folder_in_the_place_of_the_file_is_a_fault(tmp_path):
    (tmp_path / FILE).mkdir()
    assert read_manners(tmp_path) == Manners()


def test_the_stricter_of_booth_and_office_holds():
    own = Manners(rate=1000, quiet=(("08:00", "09:00"),), metered="yes")
    assert with_office(own, BoothSettings()) == own
    both = with_office(own, BoothSettings(rate=500, quiet=(("12:00", "13:00"), ("08:00", "09:00"))))
    assert both == Manners(rate=500, quiet=(("08:00", "09:00"), ("12:00", "13:00")), metered="yes")
    assert with_office(own, BoothSettings(rate=2000)).rate == 1000
    assert with_office(Manners(), BoothSettings(rate=2000)).rate == 2000


def test_where_both_leave_no_minute_the_offices_hours_hold():
    both = with_office(Manners(quiet=(("06:00", "18:00"),)), BoothSettings(quiet=(("17:00", "06:00"),)))
    assert both.quiet == (("17:00", "06:00"),)


@given(rate=st.integers(0, 5000), theirs=st.integers(0, 5000), quiet=few_spans, others=few_spans)
def test_never_laxer_than_the_office(rate, theirs, quiet, others):
    both = with_office(Manners(rate=rate, quiet=quiet), BoothSettings(rate=theirs, quiet=others))
    assert both.rate <= (theirs or both.rate)
    assert both.rate <= (rate or both.rate)
    assert quiet_minutes(others) <= quiet_minutes(both.quiet)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("05T07:59:59", None),
        ("05T08:00:00", "05T11:30"),
        ("05T11:29:59.999999", "05T11:30"),
        ("05T11:30:00", None),
        ("05T22:00", "06T05:00"),
        ("05T23:59:59", "06T05:00"),
        ("06T00:00", "06T05:00"),
        ("06T04:59", "06T05:00"),
        ("06T05:00", None),
        ("30T23:00", "10-01T05:00"),
    ],
)
def test_quiet_hours_end_also_over_midnight(now, until):
    wanted = None
    if until is not None:
        text = f"2026-{until}" if until.count("-") else f"2026-09-{until}"
        wanted = datetime.fromisoformat(text).replace(tzinfo=PONTIANAK)
    quiet = (("08:00", "11:30"), ("22:00", "05:00"))
    assert quiet_until(Manners(quiet=quiet), at(now)) == wanted


def test_spans_that_touch_or_overlap_are_one():
    quiet = (("08:00", "10:00"), ("10:00", "12:00"), ("11:00", "13:00"), ("23:00", "00:00"), ("00:00", "01:00"))
    assert quiet_until(Manners(quiet=quiet), at("05T09:00")) == at("05T13:00")
    assert quiet_until(Manners(quiet=quiet), at("05T23:30")) == at("06T01:00")


def test_a_span_of_no_length_is_nothing():
    assert quiet_until(Manners(quiet=(("08:00", "08:00"),)), at("05T08:00")) is None


def test_an_office_that_wants_silence_all_day_is_asked_again_in_a_day():
    assert quiet_until(Manners(quiet=(("08:00", "20:00"), ("20:00", "08:00"))), at("05T09:00")) == at("06T09:00")


@given(quiet=few_spans, now=moments)
def test_the_answer_is_the_first_minute_outside_of_all_spans(quiet, now):
    until = quiet_until(Manners(quiet=quiet), now)
    silent = quiet_minutes(quiet)
    if now.hour * 60 + now.minute not in silent:
        assert until is None
        return
    assert now < until <= now + timedelta(days=1)
    assert until.utcoffset() == timedelta(hours=7)
    if len(silent) < 24 * 60:
        assert until.hour * 60 + until.minute not in silent
        assert until.second == until.microsecond == 0
        minute = now.replace(second=0, microsecond=0)
        while minute < until:
            assert minute.hour * 60 + minute.minute in silent
            minute += timedelta(minutes=1)


def test_a_clock_that_jumped_is_believed_at_the_next_question():
    quiet = Manners(quiet=(("22:00", "05:00"),))
    assert quiet_until(quiet, at("05T23:00")) == at("06T05:00")
    assert quiet_until(quiet, at("06T06:00")) is None
    assert quiet_until(quiet, at("01T22:30")) == at("02T05:00")


def test_where_clocks_are_changed_the_local_time_counts():
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 3, 28, 23, 0, tzinfo=berlin)  # that night the clocks go from 2 to 3
    until = quiet_until(Manners(quiet=(("22:00", "05:00"),)), now)
    assert until == datetime(2026, 3, 29, 5, 0, tzinfo=berlin)
    assert until.astimezone(UTC) - now.astimezone(UTC) == timedelta(hours=5)


def test_yes_and_no_are_not_asked_of_the_system(monkeypatch):
    monkeypatch.setattr(manners, "_system", None)
    assert is_metered(Manners(metered="yes"))
    assert not is_metered(Manners(metered="no"))


def test_the_system_is_asked_once_a_minute_and_may_fail():
    answers, now = [True, OSError("no bus"), True], [100.0]

    def ask():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    system = manners._System(ask, clock=lambda: now[0])
    assert system.metered()
    assert system.metered()
    now[0] = 159.9
    assert system.metered()
    assert len(answers) == 2
    now[0] = 160.0
    assert not system.metered()
    now[0] = 100.0  # the clock went back
    assert system.metered()
    assert not answers


@pytest.fixture
def nmcli(tmp_path, monkeypatch):
    """A NetworkManager whose answer a test writes, and who writes down what it was asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setattr(manners, "_ROUTES", tmp_path / "routes")

    def says(script):
        (folder / "nmcli").write_text(f'#!/bin/sh\necho "$*" > {tmp_path}/asked\n{script}\n', "utf-8")
        (folder / "nmcli").chmod(0o755)

    return says


def test_networkmanager_is_asked_about_the_device_of_the_default_route(nmcli, tmp_path):
    nmcli("echo 'GENERAL.METERED:yes (guessed)'")
    (tmp_path / "routes").write_text(ROUTES, "ascii")
    assert manners._ask_linux()
    assert (tmp_path / "asked").read_text() == "-t -f GENERAL.METERED device show wwan0\n"
    (tmp_path / "routes").unlink()
    assert manners._ask_linux()
    assert (tmp_path / "asked").read_text() == "-t -f GENERAL.METERED device show\n"


@pytest.mark.parametrize(
    "script", ["echo GENERAL.METERED:no", "echo GENERAL.METERED:yes; exit 8", "echo '\\0377\\0376'"]
)
def test_anything_else_is_not_metered(nmcli, script):
    nmcli(script)
    assert not manners._ask_linux()


def test_a_networkmanager_that_hangs_is_not_waited_for(nmcli, monkeypatch):
    monkeypatch.setattr(manners, "_NMCLI_TIME", 0.2)
    nmcli("exec sleep 600")
    assert not manners._System(manners._ask_linux).metered()


def test_without_networkmanager_no_line_is_metered(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert not manners._ask_linux()


ROUTES = """Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
wlan0\t00000000\t0100A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
wwan0\t00000000\t010040A0\t0003\t0\t0\t70\t00000000\t0\t0\t0
"""


def test_the_default_route_of_the_lowest_metric_counts():
    assert default_device(ROUTES) == "wwan0"
    assert default_device("Iface\n") == default_device("") == ""


@given(text=st.text(max_size=200))
def test_any_text_of_the_system_is_survived(text):
    assert isinstance(default_device(text), str)
    assert said_metered(f"{text}\n") in {True, False}


@pytest.mark.parametrize(
    ("answer", "metered"),
    [
        ("GENERAL.METERED:yes\n", True),
        ("GENERAL.METERED:no\n\nGENERAL.METERED:yes (guessed)\n", True),
        ("GENERAL.METERED:no (guessed)\n\nGENERAL.METERED:unknown\n", False),
        ("GENERAL.METERED:\n", False),
        ("", False),
    ],
)
def test_what_networkmanager_prints(answer, metered):
    assert said_metered(answer) is metered
