"""The test of the camera: frames a second, how soon and how late, whether they move, light, focus and the cloth."""

from __future__ import annotations

import statistics
from collections import deque
from typing import TYPE_CHECKING

from booth.biometrics.camera_checks import CameraTrouble, troubles
from booth.biometrics.camera_checks import check_camera as look_at
from booth.devices.ports import DeviceError, DeviceFault
from booth.domain.errors import N_
from booth.domain.recording import Background
from booth.workflow.selftest.measures import measure
from booth.workflow.selftest.report import Part, Verdict
from booth.workflow.selftest.results import ended, known, stopped

if TYPE_CHECKING:
    from booth.biometrics.camera_checks import CameraFigures
    from booth.devices.ports import Camera, Cancel, Frame
    from booth.workflow.selftest.report import Measure, PartResult
    from booth.workflow.selftest.run import Bench

FRAME_WAIT = 3.0  # seconds for a frame
CAMERA_SECONDS = 1.5
LOOKED_AT = 8  # frames, the newest
FEW_FRAMES = 10.0  # a second
SURE_OF_CLOTH = 0.5
DEAD = {CameraTrouble.BLACK, CameraTrouble.FROZEN}  # no photo can be taken
CLOTHS = {Background.RED: N_("red"), Background.BLUE: N_("blue")}
OTHER_CLOTH = N_("neither red nor blue")

FEW = N_("Few frames: more light, another USB port, or a smaller picture.")
NO_CLOTH = N_(
    "Behind the seat hangs no red or blue cloth, or the camera does not see it. Hang it up, or turn the camera."
)


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
    frames: deque[Frame] = deque(maxlen=LOOKED_AT)
    late: list[float] = []
    passed = 0.0
    while passed < CAMERA_SECONDS:
        frame = camera.read(timeout=FRAME_WAIT, cancel=cancel)
        late.append(bench.monotonic() - frame.at)
        frames.append(frame)
        passed = bench.timer() - start
    height, width = frames[-1].pixels.shape[:2]
    rate = len(late) / passed
    measures = [
        *known(camera.info, "format", "exposure"),
        measure("frames_per_second", round(rate, 1)),
        measure("first_frame_s", round(first, 2)),
        measure("latency_ms", _late(camera, statistics.median(late))),
        measure("size", f"{width}×{height}"),
    ]
    try:
        figures = look_at([frame.pixels for frame in frames])
    except ValueError:
        error = DeviceFault("frames of several sizes", device=camera.info.name)
        return stopped(Part.CAMERA, error, measures, camera.info.name)
    return _judged(camera, measures + _figures(figures), figures, rate)


def _late(camera: Camera, handed_over: float) -> float:
    """Milliseconds from the sensor to here where the camera tells, else from its arrival in the program."""
    told = camera.info.details.get("latency_ms")
    return round(float(told) if isinstance(told, int | float) else handed_over * 1000, 1)


def _figures(figures: CameraFigures) -> list[Measure]:
    cloth = figures.cloth
    sure = cloth.colour is not None and cloth.confidence >= SURE_OF_CLOTH
    found = [
        measure("brightness", round(figures.mean)),
        measure("clipped_percent", round((figures.dark + figures.bright) * 100)),
        measure("evenness_percent", round(figures.even * 100)),
        measure("cloth", CLOTHS[cloth.colour] if sure and cloth.colour is not None else OTHER_CLOTH),
    ]
    if figures.focus is not None:
        found.append(measure("focus", round(figures.focus * 1000, 1)))
    if figures.noise is not None:
        found.append(measure("camera_noise", round(figures.noise, 1)))
    return found


def _judged(camera: Camera, measures: list[Measure], figures: CameraFigures, rate: float) -> PartResult:
    found = troubles(figures)
    if found and found[0] in DEAD:
        return ended(Part.CAMERA, camera.info, measures, found[0].value, worst=Verdict.FAIL)
    if rate < FEW_FRAMES:
        return ended(Part.CAMERA, camera.info, measures, FEW)
    if found:
        return ended(Part.CAMERA, camera.info, measures, found[0].value)
    cloth = next(measure.value for measure in measures if measure.key == "cloth")
    return ended(Part.CAMERA, camera.info, measures, NO_CLOTH if cloth == OTHER_CLOTH else "")
