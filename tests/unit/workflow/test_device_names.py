"""A device stays the same when the language changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from booth.devices.ports import DeviceInfo, DeviceKind
from booth.workflow.device_names import source_name
from booth.workflow.selftest import Part
from booth.workflow.selftest.past import past_as_report
from booth.workflow.selftest.results import ended, known
from booth.workflow.selftest.trends import trends
from resources.i18n import set_language

AT = datetime(2026, 11, 26, 19, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _back():
    yield
    set_language("id")


def test_names_that_drivers_say():
    assert source_name("Kamera jaringan") == source_name("Network camera") == "Network camera"
    assert source_name("Logitech C270") == "Logitech C270"


def camera(name):
    info = DeviceInfo(DeviceKind.CAMERA, name, "http://127.0.0.1/", emulated=True, details={"width": 640})
    return ended(Part.CAMERA, info, known(info))


def test_a_result_is_read_in_the_language_of_now():
    set_language("id")
    result = camera("Kamera jaringan")
    assert result.title == "Kamera · Kamera jaringan"
    assert "Kamera jaringan" in result.measured
    set_language("en")
    assert result.title == "Camera · Network camera"
    assert "Network camera" in result.measured


def test_a_title_does_not_say_the_same_twice():
    set_language("id")
    assert camera("Kamera").title == "Kamera"
    set_language("en")
    assert camera("Kamera").title == "Camera"


def test_tests_in_two_languages_are_of_one_device():
    reports = []
    for day, name in ((1, "Kamera jaringan"), (2, "Network camera")):
        measured = {"frames_per_second": 15, "emulated": name}
        part = {"part": "camera", "state": "pass", "name": name, "measured": measured}
        reports.append(past_as_report({"parts": [part]}, AT.replace(day=day)))
    assert reports[0].results == reports[1].results
    (trend,) = trends(reports)
    assert len(trend.series[0].stretches) == 1  # no swap
