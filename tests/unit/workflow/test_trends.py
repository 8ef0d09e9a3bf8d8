"""Figures over time: stretches a device, the value at installation, and the limit from which drift is warned of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from booth.workflow.selftest import Measure, Part, PartResult, Report, Verdict
from booth.workflow.selftest.drift import WATCHED
from booth.workflow.selftest.measures import SOURCES, measure
from booth.workflow.selftest.names import FIGURES, TELLING, name_of, telling, value_of
from booth.workflow.selftest.trends import Trend, trends, warned_from
from resources.i18n import set_language

START = datetime(2016, 9, 5, 3, tzinfo=UTC)


def a_test(day: int, seconds: float, serial: str = "7", verdict: Verdict = Verdict.PASS) -> Report:
    measures = (measure("baud", 115200), measure("serial", serial), measure("image_seconds", seconds))
    result = PartResult(Part.FINGER, verdict, measures, name="R307")
    return Report(START + timedelta(days=day), 9.0, "b", "B", "1", "tek", (result,))


def only(found: list[Trend]) -> Trend:
    (trend,) = found
    return trend


def test_in_the_order_of_time_with_the_first_value_as_a_line():
    trend = only(trends([a_test(9, 5.5), a_test(4, 3.5), a_test(0, 3.4)]))
    (series,) = trend.series  # the rate is a setting
    (stretch,) = series.stretches
    assert (trend.part, trend.name, trend.serial) == (Part.FINGER, "R307", "7")
    assert [point.value for point in stretch.points] == [3.4, 3.5, 5.5]
    assert stretch.installed == 3.4
    assert stretch.limit is not None
    assert 4.7 < stretch.limit < 4.8
    assert series.drifted


def test_another_serial_number_begins_anew():
    found = only(trends([a_test(0, 3.4), a_test(1, 5.0), a_test(2, 1.2, "8"), a_test(3, 1.3, "8")]))
    old, new = found.series[0].stretches
    assert (old.serial, old.installed, len(old.points)) == ("7", 3.4, 2)
    assert (new.serial, new.installed, len(new.points)) == ("8", 1.2, 2)
    assert found.serial == "8"
    assert not found.series[0].drifted


def test_a_device_that_comes_back_keeps_its_first_value():
    found = only(trends([a_test(0, 3.4), a_test(1, 1.2, "8"), a_test(2, 3.6)]))
    assert [(s.serial, s.installed) for s in found.series[0].stretches] == [("7", 3.4), ("8", 1.2), ("7", 3.4)]


def test_a_failed_test_is_shown_but_is_not_the_installation():
    found = only(trends([a_test(0, 9.0, verdict=Verdict.FAIL), a_test(1, 3.4)]))
    (stretch,) = found.series[0].stretches
    assert [point.sound for point in stretch.points] == [False, True]
    assert stretch.installed == 3.4


def test_nothing_to_show():
    assert trends([]) == []
    absent = PartResult(Part.CAMERA, Verdict.ABSENT)
    assert trends([Report(START, 1.0, "b", "B", "1", "tek", (absent,))]) == []


watched = st.sampled_from(sorted(WATCHED))


@given(watched, st.floats(0, 1e6), st.floats(1e-6, 1e6))
def test_the_limit_is_where_the_warning_begins(key: str, installed: float, away: float):
    drift = WATCHED[key]
    limit = warned_from(drift, installed)
    if limit is None:
        assert not drift.warns(0.0, installed)
        return
    beyond = limit + away if drift.more else max(0.0, limit - away)
    within = limit - away if drift.more else limit + away
    close = abs(away) < 1e-6 * max(1.0, installed)  # beneath what floating point tells apart
    if beyond != limit and not close:
        assert drift.warns(beyond, installed)
    if not close:
        assert not drift.warns(within, installed)


values: Any = st.one_of(
    st.integers(), st.floats(), st.text(max_size=5), st.none(), st.booleans(), st.lists(st.integers())
)
results = st.builds(
    PartResult,
    part=st.sampled_from(Part),
    verdict=st.sampled_from(Verdict),
    measures=st.lists(
        st.builds(lambda key, value: Measure(key, "{value}", value), st.sampled_from([*SOURCES, "hologram"]), values),
        unique_by=lambda one: one.key,
        max_size=4,
    ).map(tuple),
    name=st.sampled_from(["", "R307"]),
)
reports = st.lists(
    st.builds(
        lambda minutes, found: Report(START + timedelta(minutes=minutes), 1.0, "b", "B", "1", "tek", tuple(found)),
        st.integers(0, 1000),
        st.lists(results, unique_by=lambda one: one.part, max_size=3),
    ),
    max_size=6,
)


@given(reports)
def test_any_stored_tests(found: list[Report]):
    for trend in trends(found):
        assert trend.series
        for series in trend.series:
            times = [point.at for stretch in series.stretches for point in stretch.points]
            assert times == sorted(times)
            assert all(stretch.points for stretch in series.stretches)
            devices = [(stretch.name, stretch.serial) for stretch in series.stretches]
            assert all(a != b for a, b in pairwise(devices))


def test_every_measure_has_a_name():
    assert set(FIGURES) == set(SOURCES)
    assert {key for keys in TELLING.values() for key in keys} <= set(SOURCES)


def test_names_and_values_in_both_languages():
    set_language("id")
    assert value_of("image_seconds", 3.4) == "3,4 dtk"
    assert name_of("hologram") == "hologram"
    set_language("en")
    assert (name_of("image_seconds"), value_of("image_seconds", 3.4)) == ("Time for an image", "3.4 s")
    set_language("id")


def test_a_row_shows_the_most_telling_figures_only():
    keys = ("serial", "packet_size", "baud", "image_seconds", "quality", "dead_pixels", "noise", "unevenness")
    result = PartResult(Part.FINGER, Verdict.PASS, tuple(measure(key, 1) for key in keys))
    assert [one.key for one in telling(result)] == ["baud", "image_seconds", "quality", "dead_pixels", "noise"]
    unknown = PartResult(Part.FINGER, Verdict.PASS, (measure("serial", "x"),))
    assert [one.key for one in telling(unknown)] == ["serial"]
    assert telling(PartResult(Part.FINGER, Verdict.PASS)) == []
