"""Tests of scanner, camera and printer: each is opened, asked what it is, used once, and timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.images import ImageRejected
from booth.biometrics.quality import assess
from booth.devices.ports import DeviceError, DeviceMissing, NoFinger
from booth.devices.slip import Code, Heading, Row, Slip, Text
from booth.domain.errors import N_
from booth.workflow.selftest.report import Measure, Part, PartResult, Verdict
from booth.workflow.words import shown_moment, tr_text
from resources.i18n import tr

if TYPE_CHECKING:
    from booth.devices.ports import Camera, Cancel, DeviceInfo, FingerScanner, Printer
    from booth.workflow.selftest.run import Bench

FINGER_WAIT = 8.0  # seconds for a finger
FRAME_WAIT = 3.0  # seconds for a frame
CAMERA_SECONDS = 1.5
PRINT_WAIT = 30.0
SLOW_IMAGE = 6.0  # seconds; at 115,200 baud an image of 256 × 288 takes 3.4
FEW_FRAMES = 10.0  # a second
DARK, BRIGHT = 50.0, 205.0  # mean grey of the picture
BLURRED = 30.0  # variance of the Laplacian


def check_finger(bench: Bench, cancel: Cancel) -> PartResult:
    """Name, rate, and, where a finger lies on the glass, the time and quality of one image."""
    try:
        with bench.scanner(cancel) as scanner:
            return _finger(scanner, cancel)
    except DeviceMissing as error:
        return _error(Part.FINGER, Verdict.ABSENT, error)
    except DeviceError as error:
        return _error(Part.FINGER, Verdict.FAIL, error)


def _finger(scanner: FingerScanner, cancel: Cancel) -> PartResult:
    try:
        image = scanner.capture(timeout=FINGER_WAIT, cancel=cancel)
    except NoFinger:
        advice = N_("The scanner answers. Lay a finger on the glass and test again to time an image.")
        return _result(Part.FINGER, scanner.info, _details(scanner.info), advice)
    measures = [*_details(scanner.info), Measure("image_seconds", N_("image in {value} s"), round(image.seconds, 2))]
    height, width = image.pixels.shape
    measures.append(Measure("image_size", N_("{value} pixels"), f"{width}×{height}"))
    try:
        measures.append(Measure("quality", N_("quality {value}"), assess(image.pixels, image.ppi).score))
    except ImageRejected as error:
        return _result(Part.FINGER, scanner.info, measures, error.text, error.params)
    if image.seconds > SLOW_IMAGE:
        advice = N_("Images come slowly. Try another cable or port; the booth works on meanwhile.")
        return _result(Part.FINGER, scanner.info, measures, advice)
    return _result(Part.FINGER, scanner.info, measures)


def check_camera(bench: Bench, cancel: Cancel) -> PartResult:
    """Frames a second over a moment, size, brightness and sharpness of the last one."""
    try:
        with bench.camera() as camera:
            return _camera(bench, camera, cancel)
    except DeviceMissing as error:
        return _error(Part.CAMERA, Verdict.ABSENT, error)
    except DeviceError as error:
        return _error(Part.CAMERA, Verdict.FAIL, error)


def _camera(bench: Bench, camera: Camera, cancel: Cancel) -> PartResult:
    camera.read(timeout=FRAME_WAIT, cancel=cancel)  # the first one waits for the camera to warm up
    start = bench.timer()
    count = 0
    while True:
        frame = camera.read(timeout=FRAME_WAIT, cancel=cancel)
        count += 1
        passed = bench.timer() - start
        if passed >= CAMERA_SECONDS:
            break
    grey = cv2.cvtColor(frame.pixels, cv2.COLOR_BGR2GRAY)
    rate, light = count / passed, float(np.mean(grey))
    sharp = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    height, width = grey.shape
    measures = [
        Measure("frames_per_second", N_("{value} frames/s"), round(rate, 1)),
        Measure("size", N_("{value} pixels"), f"{width}×{height}"),
        Measure("brightness", N_("brightness {value}"), round(light)),
        Measure("sharpness", N_("sharpness {value}"), round(sharp)),
    ]
    advice = ""
    if rate < FEW_FRAMES:
        advice = N_("Few frames: more light, another USB port, or a smaller picture.")
    elif not DARK <= light <= BRIGHT:
        advice = N_("Too dark or too bright. Change the light or turn the camera away from the window.")
    elif sharp < BLURRED:
        advice = N_("Blurred. Wipe the lens and look at the focus.")
    return _result(Part.CAMERA, camera.info, measures, advice)


def check_printer(bench: Bench, cancel: Cancel) -> PartResult:
    """A test page, and the seconds until the printer has taken it."""
    try:
        with bench.printer() as printer:
            return _printer(bench, printer, cancel)
    except DeviceMissing as error:
        return _error(Part.PRINTER, Verdict.ABSENT, error)
    except DeviceError as error:
        return _error(Part.PRINTER, Verdict.FAIL, error)


def _printer(bench: Bench, printer: Printer, cancel: Cancel) -> PartResult:
    start = bench.timer()
    printer.print_slip(_test_page(bench), timeout=PRINT_WAIT, cancel=cancel)
    seconds = bench.timer() - start
    measures = [Measure("print_seconds", N_("page taken in {value} s"), round(seconds, 2))]
    return _result(Part.PRINTER, printer.info, measures)


def _test_page(bench: Bench) -> Slip:
    now = bench.clock()
    return Slip(
        title=tr("Test page"),
        filename=f"{tr('test-page')}-{now:%Y%m%d-%H%M%S}",
        blocks=(
            Heading(tr("Test page")),
            Row(tr("Booth"), bench.booth_name),
            Row(tr("Date"), shown_moment(now, bench.zone)),
            Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"),
            Code("BR1|test"),
        ),
    )


def check_signature(_bench: Bench, _cancel: Cancel) -> PartResult:
    """No pad has a driver yet: pointer and pen come from the window system."""
    return PartResult(
        Part.SIGNATURE,
        Verdict.ABSENT,
        advice=N_("No signature pad is set up: mouse, touch or pen of this screen is used."),
    )


def _details(info: DeviceInfo) -> list[Measure]:
    found = []
    for key, source in (("baud", N_("{value} baud")), ("packet", N_("packet {value}"))):
        if key in info.details:
            found.append(Measure(key, source, info.details[key]))
    if info.serial:
        found.append(Measure("serial", N_("serial number {value}"), info.serial))
    if info.emulated:
        found.append(Measure("emulated", N_("{value}: a stand-in, not a real device"), info.name))
    return found


def _result(
    part: Part, info: DeviceInfo, measures: list[Measure], advice: str = "", params: dict[str, object] | None = None
) -> PartResult:
    """Passed where there is nothing to advise."""
    verdict = Verdict.WARN if advice else Verdict.PASS
    return PartResult(part, verdict, tuple(measures), advice, params, name=info.name)


def _error(part: Part, verdict: Verdict, error: DeviceError) -> PartResult:
    params = {key: tr_text(str(value), {}) for key, value in error.params.items()}
    return PartResult(part, verdict, advice=error.text, params=dict(params))
