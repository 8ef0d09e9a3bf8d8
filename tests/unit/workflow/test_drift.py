"""What gets worse is said while it still works; a part that was swapped begins anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from booth.workflow.selftest import Part, PartResult, Report, Verdict
from booth.workflow.selftest.drift import WATCHED, beside_past
from booth.workflow.selftest.measures import SOURCES, measure
from resources.i18n import set_language

pytestmark = pytest.mark.usefixtures("in_indonesian")
AT = datetime(2016, 9, 5, 3, tzinfo=UTC)


@pytest.fixture
def in_indonesian():
    set_language("id")


def result(seconds: float, *, serial: str = "A1", verdict: Verdict = Verdict.PASS) -> PartResult:
    return PartResult(Part.FINGER, verdict, (measure("serial", serial), measure("image_seconds", seconds)), name="R307")


def report(one: PartResult) -> Report:
    return Report(AT, 9.0, "baamang-1", "Baamang 1", "0.1.0", "tek", (one,))


def past(*seconds: float) -> list[Report]:
    """The newest first."""
    return [report(result(value)) for value in seconds]


def test_the_first_test_is_the_value_at_installation_and_the_last_five_are_usual():
    found = beside_past(result(3.5), past(3.6, 3.7, 3.4, 3.5, 3.6, 9.9, 3.4))
    (_, seconds) = found.measures
    assert (seconds.installed, seconds.usual) == (3.4, 3.6)
    assert found.verdict is Verdict.PASS
    assert "3,4" in found.compared
    assert "3,6" in found.compared


def test_a_drift_warns_before_it_fails_and_says_from_what_to_what():
    found = beside_past(result(5.2), past(5.0, 4.1, 3.4))
    assert found.verdict is Verdict.WARN
    assert "3,4" in found.what_to_do
    assert "5,2" in found.what_to_do


def test_a_little_worse_is_no_drift():
    assert beside_past(result(4.0), past(3.4)).verdict is Verdict.PASS


@pytest.mark.parametrize("older", [result(1.0, serial="B2"), replace(result(1.0), name="R503")])
def test_another_device_has_another_past(older: PartResult):
    found = beside_past(result(5.2), [report(older)])
    assert found == result(5.2)


def test_a_test_that_failed_is_no_measure():
    broken = result(0.1, verdict=Verdict.FAIL)
    assert beside_past(result(5.2), [report(broken)]) == result(5.2)


def test_what_failed_stays_failed():
    failed = result(9.0, verdict=Verdict.FAIL)
    assert beside_past(failed, past(3.4)).verdict is Verdict.FAIL


def test_a_figure_that_is_text_in_an_old_report_is_left_out():
    old = replace(result(1.0), measures=(measure("serial", "A1"), measure("image_seconds", "quick")))
    assert beside_past(result(5.2), [report(old)]) == result(5.2)


def test_only_known_figures_are_watched():
    assert WATCHED.keys() <= SOURCES.keys()
    for drift in WATCHED.values():
        assert not drift.warns(10.0, 10.0)
        assert drift.warns(1e6, 1e-6) is drift.more
        assert drift.warns(1e-6, 1e6) is not drift.more
