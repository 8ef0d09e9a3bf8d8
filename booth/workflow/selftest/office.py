"""Tests of what leads out of the booth: this clock beside the office's and beside itself, and the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.errors import N_, BoothError
from booth.workflow.errors import NotProvisioned, OfficeTrouble
from booth.workflow.selftest.measures import measure
from booth.workflow.selftest.report import Part, PartResult, Verdict
from booth.workflow.words import sentence, shown_moment
from sync.errors import SyncError

if TYPE_CHECKING:
    from booth.devices.ports import Cancel
    from booth.workflow.selftest.run import Bench

CLOCK_WARN, CLOCK_FAIL = 60.0, 600.0  # seconds; the office refuses requests beyond the second
JUMP_WARN = 2.0  # seconds by which the clock left its own count since the program started
SLOW_LINE = 1000.0  # milliseconds there and back
MUCH_LOST = 5.0  # percent
SLOW_RATE = 64.0  # kbit/s: a recording of 180 KB takes 23 s

SET_BACK = N_(
    "The clock says {now}, but this booth was used on {seen}: it was set back, or its battery is empty. Set date and "
    "time, and have the battery replaced."
)
JUMPED = N_("The clock was moved while the program ran. Check date and time of this computer.")


def check_clock(bench: Bench, _cancel: Cancel) -> PartResult:
    """This clock beside its own past, beside its own count, and beside the office's."""
    now = bench.clock()
    jump = bench.clock_jump()
    measures = [measure("zone", str(bench.zone)), measure("jump_s", round(jump, 1) + 0.0)]
    seen = bench.last_seen()
    if seen is not None and (seen - now).total_seconds() > CLOCK_WARN:
        words: dict[str, object] = {"now": shown_moment(now, bench.zone), "seen": shown_moment(seen, bench.zone)}
        return PartResult(Part.CLOCK, Verdict.FAIL, tuple(measures), SET_BACK, words)
    try:
        health = bench.health()
    except (BoothError, SyncError) as error:
        return PartResult(
            Part.CLOCK,
            Verdict.WARN,
            tuple(measures),
            N_("Not compared with the office: {why} Compare date and time with a phone."),
            {"why": sentence(error)},
        )
    measures.append(measure("difference_s", round(health.difference, 1) + 0.0))
    away = abs(health.difference)
    if away > CLOCK_WARN:
        verdict = Verdict.FAIL if away > CLOCK_FAIL else Verdict.WARN
        advice = N_("The clock is wrong. Set date and time of this computer.")
        return PartResult(Part.CLOCK, verdict, tuple(measures), advice)
    if abs(jump) > JUMP_WARN:
        return PartResult(Part.CLOCK, Verdict.WARN, tuple(measures), JUMPED)
    return PartResult(Part.CLOCK, Verdict.PASS, tuple(measures))


def check_line(bench: Bench, cancel: Cancel) -> PartResult:
    """Whether the office answers, how fast, how much is lost on the way and how much goes through."""
    try:
        line = bench.line(cancel)
    except NotProvisioned as error:
        return PartResult(Part.LINE, Verdict.ABSENT, advice=error.text)
    except (OfficeTrouble, SyncError) as error:
        return PartResult(Part.LINE, Verdict.WARN, (), error.text, error.params)
    trip = round(line.round_trip * 1000, 1)
    measures = [measure("round_trip_ms", trip), measure("lost_percent", round(line.lost * 100, 1))]
    if line.rate is not None:
        measures.append(measure("up_kbit_s", round(line.rate / 1000)))
    if line.lost * 100 > MUCH_LOST:
        advice = N_("Much is lost on the line. Look at aerial, cable and plug; recordings are sent all the same.")
        return PartResult(Part.LINE, Verdict.WARN, tuple(measures), advice)
    if trip > SLOW_LINE or (line.rate is not None and line.rate / 1000 < SLOW_RATE):
        advice = N_("The line is slow. Recordings are sent all the same.")
        return PartResult(Part.LINE, Verdict.WARN, tuple(measures), advice)
    return PartResult(Part.LINE, Verdict.PASS, tuple(measures))
