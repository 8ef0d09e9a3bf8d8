"""What drifts: a result beside the same device's first test and its last ones, so that it is mended before it fails."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.workflow.selftest.report import PartResult, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.workflow.selftest.report import Measure

LAST = 5  # tests whose median is the usual value


@dataclass(frozen=True)
class Drift:
    """Worse is `more` or less; worth a word from `times` the value at installation on and `step` away from it.

    Factors and steps are chosen, not fitted: no booth has run for years yet.
    """

    more: bool
    times: float
    step: float

    def warns(self, now: float, installed: float) -> bool:
        worse = now - installed if self.more else installed - now
        low, high = sorted((now, installed))
        return worse >= self.step and high >= self.times * max(low, 1e-9)


WATCHED = {
    "image_seconds": Drift(more=True, times=1.4, step=1.0),
    "residue_mm2": Drift(more=True, times=2.0, step=3.0),
    "dead_pixels": Drift(more=True, times=1.5, step=3),
    "dead_lines": Drift(more=True, times=1.0, step=1),
    "noise": Drift(more=True, times=1.8, step=2.0),
    "unevenness": Drift(more=True, times=1.6, step=20.0),
    "frames_per_second": Drift(more=False, times=1.4, step=4.0),
    "first_frame_s": Drift(more=True, times=3.0, step=2.0),
    "focus": Drift(more=False, times=2.5, step=8.0),
    "camera_noise": Drift(more=True, times=2.0, step=3.0),
    "print_seconds": Drift(more=True, times=3.0, step=3.0),
    "fsync_ms": Drift(more=True, times=4.0, step=20.0),
    "worn_percent": Drift(more=True, times=1.3, step=10),
    "round_trip_ms": Drift(more=True, times=4.0, step=300.0),
    "charge_percent": Drift(more=False, times=1.5, step=30),
}

ADVICE = N_(
    "Getting worse since installation: {then} → {now}. It works now; look after it before it fails, or plan its swap."
)


def beside_past(result: PartResult, past: Sequence[Report]) -> PartResult:
    """`result` with the values of the same device at its first test and its last ones; a drift becomes a warning.

    `past`: reports of before, the newest first. A part that was swapped begins anew: only tests of a device with the
    same name and serial number count.
    """
    same = [found for report in past if (found := _same(result, report)) is not None]
    if not same:
        return result
    measures = tuple(_beside(measure, same) for measure in result.measures)
    result = replace(result, measures=measures)
    worse = [m for m in measures if m.installed is not None and WATCHED[m.key].warns(float(m.value), m.installed)]
    if result.verdict is not Verdict.PASS or not worse:
        return result
    one = worse[0]
    then = replace(one, value=one.installed or 0.0).text
    return replace(result, verdict=Verdict.WARN, advice=ADVICE, params={"then": then, "now": one.text})


def _beside(measure: Measure, same: Sequence[PartResult]) -> Measure:
    if measure.key not in WATCHED or isinstance(measure.value, str):
        return measure
    values = [float(old.value) for result in same for old in result.measures if _figure(old, measure.key)]
    if not values:
        return measure
    usual = round(statistics.median(values[:LAST]), 3)
    return replace(measure, installed=values[-1], usual=usual)


def _figure(old: Measure, key: str) -> bool:
    return old.key == key and isinstance(old.value, int | float)


def _same(result: PartResult, report: Report) -> PartResult | None:
    """The test of the same device in `report`, unless it failed then."""
    for old in report.results:
        if old.part is result.part and old.verdict in {Verdict.PASS, Verdict.WARN}:
            known = old.name == result.name and _serial(old) == _serial(result)
            return old if known else None
    return None


def _serial(result: PartResult) -> str:
    return next((str(measure.value) for measure in result.measures if measure.key == "serial"), "")
