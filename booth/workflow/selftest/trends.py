"""The figures of past self-tests over time: for each part a series a figure, begun anew where a device was swapped."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from booth.workflow.selftest.drift import WATCHED
from booth.workflow.selftest.measures import SOURCES
from booth.workflow.selftest.report import Part, PartResult, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from booth.workflow.selftest.drift import Drift

SETTINGS = {"baud", "packet_size", "rate_limited", "total_mb"}
"""Numbers that say how a device is set up, not how it fares."""

_SOUND = {Verdict.PASS, Verdict.WARN}


@dataclass(frozen=True)
class Point:
    """A figure at a test. `sound`: the part did not fail then."""

    at: datetime
    value: float
    sound: bool


@dataclass(frozen=True)
class Stretch:
    """One device from its first test to its last one, or to the next swap.

    `installed`: the value at the first sound test of this device; `limit`: from where on drift is warned of.
    """

    name: str
    serial: str
    points: tuple[Point, ...]
    installed: float | None = None
    limit: float | None = None


@dataclass(frozen=True)
class Series:
    """One figure over time: the stretches in the order of time, at least one, none of them empty."""

    key: str
    stretches: tuple[Stretch, ...]

    @property
    def last(self) -> Point:
        return self.stretches[-1].points[-1]

    @property
    def drifted(self) -> bool:
        """The device in use was worse at its last test than at installation by so much that it is warned of."""
        stretch, watched = self.stretches[-1], WATCHED.get(self.key)
        if watched is None or stretch.installed is None:
            return False
        return watched.warns(self.last.value, stretch.installed)


@dataclass(frozen=True)
class Trend:
    """All figures of a part; name and serial number of the device in use now, empty where it has none."""

    part: Part
    name: str
    serial: str
    series: tuple[Series, ...]


def trends(reports: Iterable[Report]) -> list[Trend]:
    """What the tests `reports` (in any order) measured, part by part; parts without any figure are left out.

    Figures that are watched for drift come first, the others as the tests name them.
    """
    in_order = sorted(reports, key=lambda report: report.at)
    return [trend for part in Part if (trend := _trend(part, in_order)) is not None]


def warned_from(drift: Drift, installed: float) -> float | None:
    """The first value that `drift.warns` of beside `installed`; None where no value of zero and more is that bad."""
    if drift.more:
        return max(installed + drift.step, installed * drift.times)
    limit = min(installed - drift.step, installed / drift.times)
    return limit if limit >= 0 else None


def serial_of(result: PartResult) -> str:
    """The serial number that the device told, or nothing."""
    return next((str(measure.value) for measure in result.measures if measure.key == "serial"), "")


def _trend(part: Part, in_order: Sequence[Report]) -> Trend | None:
    tests = [(report.at, result) for report in in_order for result in report.results if result.part is part]
    known = {measure.key for _, result in tests for measure in result.measures if _number(measure.value) is not None}
    order = [key for key in SOURCES if key in known] + sorted(known - set(SOURCES))
    order.sort(key=lambda key: key not in WATCHED)
    series = tuple(_series(key, tests) for key in order if key not in SETTINGS)
    if not series:
        return None
    newest = next(result for _, result in reversed(tests) if result.measures)
    return Trend(part, newest.name, serial_of(newest), series)


def _series(key: str, tests: Sequence[tuple[datetime, PartResult]]) -> Series:
    measured = [
        (_device(result), Point(at, value, result.verdict in _SOUND))
        for at, result in tests
        for measure in result.measures
        if measure.key == key and (value := _number(measure.value)) is not None
    ]
    first: dict[tuple[str, str], float] = {}
    for device, point in measured:
        if point.sound:
            first.setdefault(device, point.value)
    stretches = []
    for device, group in groupby(measured, key=lambda found: found[0]):
        installed, watched = first.get(device), WATCHED.get(key)
        limit = warned_from(watched, installed) if watched is not None and installed is not None else None
        stretches.append(Stretch(device[0], device[1], tuple(point for _, point in group), installed, limit))
    return Series(key, tuple(stretches))


def _device(result: PartResult) -> tuple[str, str]:
    return result.name, serial_of(result)


def _number(value: object) -> float | None:
    """A finite number; a report that a newer version wrote may hold anything."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None
