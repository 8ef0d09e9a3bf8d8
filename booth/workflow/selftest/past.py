"""A report of the history as a report again, so that it is shown, printed and compared like a fresh one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from booth.workflow.device_names import source_name
from booth.workflow.selftest.measures import SOURCES
from booth.workflow.selftest.report import Measure, Part, PartResult, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def past_as_report(stored: Mapping[str, Any], at: datetime) -> Report:
    """The report of `Report.as_dict()`. What this version does not know is left out; the advice keeps its language."""
    parts = {one.get("part"): one for one in stored.get("parts", [])}
    results = [_result(part, parts[part.value]) for part in Part if part.value in parts]
    return Report(
        at,
        float(stored.get("seconds", 0)),
        str(stored.get("booth", "")),
        str(stored.get("booth_name", "")),
        str(stored.get("version", "")),
        str(stored.get("by", "")),
        tuple(results),
    )


def _result(part: Part, stored: Mapping[str, Any]) -> PartResult:
    installed, usual = stored.get("installed", {}), stored.get("usual", {})
    measured = [
        Measure(key, SOURCES.get(key, f"{key} {{value}}"), _value(value), installed.get(key), usual.get(key))
        for key, value in stored["measured"].items()
    ]
    return PartResult(
        part,
        Verdict(stored["state"]),
        tuple(measured),
        str(stored.get("advice", "")),
        None,
        float(stored.get("seconds", 0)),
        source_name(str(stored.get("name", ""))),  # older reports have the name as it was said
    )


def _value(stored: Any) -> Any:
    return source_name(stored) if isinstance(stored, str) else stored
