"""Stored self-tests become reports again."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from booth.workflow import selftest
from booth.workflow.selftest import Measure, Part, PartResult, Report, Verdict
from booth.workflow.selftest.measures import SOURCES
from booth.workflow.selftest.past import past_as_report

AT = datetime(2016, 9, 5, 3, tzinfo=UTC)


def test_every_measure_of_the_tests_is_known():
    folder = Path(selftest.__file__).parent
    made = {key for path in folder.glob("*.py") for key in re.findall(r'measure\("(\w+)"', path.read_text("utf-8"))}
    told = {"baud", "packet_size", "format", "exposure"}  # details of devices, taken over under their own names
    assert made | told == set(SOURCES)


results = st.builds(
    PartResult,
    part=st.sampled_from(Part),
    verdict=st.sampled_from(Verdict),
    measures=st.lists(
        st.builds(
            lambda key, value, first: Measure(key, SOURCES[key], value, first, first),
            st.sampled_from(sorted(SOURCES)),
            st.one_of(st.floats(0, 1e9), st.text(max_size=20)),
            st.one_of(st.none(), st.floats(0, 1e9)),
        ),
        unique_by=lambda measure: measure.key,
        max_size=5,
    ).map(tuple),
    advice=st.text(max_size=40).map(lambda text: text.replace("{", "(").replace("}", ")")),
    seconds=st.floats(0, 100).map(lambda value: round(value, 3)),
    name=st.text(max_size=20),
)


@given(st.lists(results, unique_by=lambda result: result.part))
def test_what_is_stored_comes_back(found: list[PartResult]):
    in_order = tuple(sorted(found, key=lambda result: list(Part).index(result.part)))
    report = Report(AT, 41.0, "baamang-1", "Baamang 1", "0.1.0", "tek", in_order)
    stored = json.loads(report.as_json())
    again = past_as_report(stored, AT)
    assert json.loads(again.as_json()) == stored
    assert [result.measured for result in again.results] == [result.measured for result in in_order]


def test_advice_with_braces_is_only_words():
    stored = {"parts": [{"part": "disk", "state": "fail", "name": "", "measured": {}, "advice": "C:\\{x}: {0}"}]}
    assert past_as_report(stored, AT).results[0].what_to_do == "C:\\{x}: {0}"


def test_what_a_newer_version_measured_is_shown_by_its_key():
    stored = {
        "parts": [
            {"part": "disk", "state": "pass", "name": "", "measured": {"wear": 11}, "advice": ""},
            {"part": "hologram", "state": "pass", "measured": {}},
        ]
    }
    report = past_as_report(stored, AT)
    assert [result.part for result in report.results] == [Part.DISK]
    assert report.results[0].measured == "wear 11"
