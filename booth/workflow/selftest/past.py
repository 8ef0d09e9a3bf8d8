"""A report of the history as a report again, so that it is shown, printed and compared like a fresh one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from booth.domain.errors import N_
from booth.workflow.selftest.report import Measure, Part, PartResult, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

SOURCES = {
    "image_seconds": N_("image in {value} s"),
    "image_size": N_("{value} pixels"),
    "quality": N_("quality {value}"),
    "frames_per_second": N_("{value} frames/s"),
    "size": N_("{value} pixels"),
    "brightness": N_("brightness {value}"),
    "sharpness": N_("sharpness {value}"),
    "print_seconds": N_("page taken in {value} s"),
    "baud": N_("{value} baud"),
    "packet": N_("packet {value}"),
    "serial": N_("serial number {value}"),
    "emulated": N_("{value}: a stand-in, not a real device"),
    "free_gb": N_("{value} GB free"),
    "fsync_ms": N_("fsync {value} ms"),
    "total_mb": N_("{value} MB in all"),
    "free_mb": N_("{value} MB free"),
    "zone": N_("time zone {value}"),
    "difference_s": N_("{value} s from the office"),
    "round_trip_ms": N_("there and back {value} ms"),
    "outbox_faults": N_("queue: {value} faults"),
    "lost": N_("recordings that the queue lacks: {value}"),
    "vault_faults": N_("vault: {value} faults"),
    "audit_rows": N_("activity log: {value} entries, chain unbroken"),
    "residents": N_("residents in the register: {value}"),
    "drafts": N_("drafts: {value}"),
}
"""How each measure is said; one that a newer version wrote is shown by its key."""


def past_as_report(stored: Mapping[str, Any], at: datetime) -> Report:
    """The report of `Report.as_dict()`. What this version does not know is left out; the advice keeps its language."""
    parts = stored.get("parts", {})
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
    measured = [Measure(key, SOURCES.get(key, f"{key} {{value}}"), value) for key, value in stored["measured"].items()]
    return PartResult(
        part,
        Verdict(stored["state"]),
        tuple(measured),
        str(stored.get("advice", "")),
        None,
        float(stored.get("seconds", 0)),
        str(stored.get("name", "")),
    )
