"""The test of the fingerprint scanner: the bare glass where the scanner shows it, then one print, timed and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.biometrics.images import ImageRejected
from booth.biometrics.platen import PlatenFinding, inspect, through_print
from booth.biometrics.quality import assess
from booth.devices.ports import DeviceError, NoFinger
from booth.domain.errors import N_
from booth.workflow.selftest.measures import CLEAR, COVERED, measure
from booth.workflow.selftest.report import Part
from booth.workflow.selftest.results import ended, known, stopped

if TYPE_CHECKING:
    from booth.biometrics.platen import PlatenReport
    from booth.devices.ports import Cancel, FingerImage, FingerScanner
    from booth.workflow.selftest.report import Measure, PartResult
    from booth.workflow.selftest.run import Bench

FINGER_WAIT = 8.0  # seconds for a finger
LOOK_WAIT = 2.0  # seconds for a look at the glass
SLOW_IMAGE = 6.0  # seconds; at 115,200 baud an image of 256 × 288 takes 3.4

NO_FINGER = N_("The scanner answers. Lay a finger on the glass and test again to time an image.")
SLOW = N_("Images come slowly. Try another cable or port; the booth works on meanwhile.")
LIMITED = N_("The line to the scanner is sound at {baud} baud only. Try another cable or bridge; the booth works on.")


def check_finger(bench: Bench, cancel: Cancel) -> PartResult:
    """What the scanner is, the state of its glass and sensor, and the time and quality of one image.

    A scanner that reports a finger before one was asked for shows what lies there: a finger, or what the last one left.
    """
    try:
        with bench.scanner(cancel) as scanner:
            return _finger(scanner, cancel)
    except DeviceError as error:
        return stopped(Part.FINGER, error)


def _finger(scanner: FingerScanner, cancel: Cancel) -> PartResult:
    before = COVERED if scanner.finger_present(timeout=LOOK_WAIT, cancel=cancel) else CLEAR
    try:
        image = scanner.capture(timeout=FINGER_WAIT, cancel=cancel)
    except NoFinger:
        return ended(Part.FINGER, scanner.info, [*_told(scanner), measure("glass", before)], NO_FINGER)
    height, width = image.pixels.shape
    measures = [
        *_told(scanner),
        measure("glass", before),
        measure("image_seconds", round(image.seconds, 2)),
        measure("image_size", f"{width}×{height}"),
    ]
    try:
        glass = inspect([image.pixels], image.ppi)
        if PlatenFinding.FINGER not in glass.findings:  # not a finger: what the sensor took for one
            measures += [measure("residue_mm2", round(glass.residue, 1)), *_sensor(glass)]
            advice = (*glass.findings, PlatenFinding.RESIDUE)[0].value
            return ended(Part.FINGER, scanner.info, measures, advice)
        return _print(scanner, image, measures)
    except ImageRejected as error:
        return ended(Part.FINGER, scanner.info, measures, error.text, error.params)


def _print(scanner: FingerScanner, image: FingerImage, measures: list[Measure]) -> PartResult:
    """A finger's image: how good, how quick, and how sound the sensor is under the finger."""
    measures.append(measure("quality", assess(image.pixels, image.ppi).score))
    params = None
    sensor = through_print(image.pixels)
    measures += _sensor(sensor)
    advice = next((finding.value for finding in sensor.findings), "")
    limited = scanner.info.details.get("rate_limited", 0)
    if not advice and limited:
        measures.append(measure("rate_limited", limited))
        advice, params = LIMITED, {"baud": limited}
    elif not advice and image.seconds > SLOW_IMAGE:
        advice = SLOW
    return ended(Part.FINGER, scanner.info, measures, advice, dict(params) if params else None)


def _told(scanner: FingerScanner) -> list[Measure]:
    return known(scanner.info, "baud", "packet_size")


def _sensor(glass: PlatenReport) -> list[Measure]:
    return [
        measure("dead_pixels", glass.dead_pixels),
        measure("dead_lines", glass.dead_lines),
        measure("noise", round(glass.noise, 1)),
        measure("unevenness", round(glass.unevenness, 1)),
    ]
