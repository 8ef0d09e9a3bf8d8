"""The test of the camera: frames a second, how soon and how old, whether they move, light, focus and the cloth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.devices.ports import DeviceError
from booth.domain.errors import N_
from booth.workflow.selftest.measures import measure
from booth.workflow.selftest.report import Part, Verdict
from booth.workflow.selftest.results import ended, known, stopped

if TYPE_CHECKING:
    from booth.devices.ports import Camera, Cancel, Frame
    from booth.workflow.selftest.report import Measure, PartResult
    from booth.workflow.selftest.run import Bench

FRAME_WAIT = 3.0  # seconds for a frame
CAMERA_SECONDS = 1.5
FEW_FRAMES = 10.0  # a second
BLACK = 12  # the brightest grey but one in a thousand
DARK, BRIGHT = 50.0, 205.0  # mean grey of the picture
BLURRED = 30.0  # variance of the Laplacian

NO_PICTURE = N_("The picture is black. Open the cover of the lens; if it stays black, the camera is broken: swap it.")
FROZEN = N_("The picture does not move. Unplug the camera and plug it in again; if it happens again, swap it.")


def check_camera(bench: Bench, cancel: Cancel) -> PartResult:
    """Pictures of a moment: their rate and age, and what they look like."""
    try:
        start = bench.timer()
        with bench.camera() as camera:
            camera.read(timeout=FRAME_WAIT, cancel=cancel)  # the first one waits for the camera to warm up
            return _camera(bench, camera, cancel, bench.timer() - start)
    except DeviceError as error:
        return stopped(Part.CAMERA, error)


def _camera(bench: Bench, camera: Camera, cancel: Cancel, first: float) -> PartResult:
    start = bench.timer()
    frames: list[Frame] = []
    count, passed = 0, 0.0
    while passed < CAMERA_SECONDS:
        frames = [*frames[-1:], camera.read(timeout=FRAME_WAIT, cancel=cancel)]
        count += 1
        passed = bench.timer() - start
    return _judged(camera, frames, count / passed, first)


def _judged(camera: Camera, frames: list[Frame], rate: float, first: float) -> PartResult:
    picture = frames[-1].pixels
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    light, sharp = float(np.mean(grey)), float(cv2.Laplacian(grey, cv2.CV_64F).var())
    height, width = grey.shape
    measures: list[Measure] = [
        *known(camera.info, "format", "exposure"),
        measure("frames_per_second", round(rate, 1)),
        measure("first_frame_s", round(first, 2)),
        measure("size", f"{width}×{height}"),
        measure("brightness", round(light)),
        measure("sharpness", round(sharp)),
    ]
    if np.percentile(grey, 99.9) < BLACK:
        return ended(Part.CAMERA, camera.info, measures, NO_PICTURE, worst=Verdict.FAIL)
    if all(np.array_equal(frame.pixels, picture) for frame in frames[:-1]):
        return ended(Part.CAMERA, camera.info, measures, FROZEN, worst=Verdict.FAIL)
    advice = ""
    if rate < FEW_FRAMES:
        advice = N_("Few frames: more light, another USB port, or a smaller picture.")
    elif not DARK <= light <= BRIGHT:
        advice = N_("Too dark or too bright. Change the light or turn the camera away from the window.")
    elif sharp < BLURRED:
        advice = N_("Blurred. Wipe the lens and look at the focus.")
    return ended(Part.CAMERA, camera.info, measures, advice)
