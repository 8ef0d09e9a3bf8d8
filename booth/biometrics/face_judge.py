"""The face as a whole: what is measured, held against limits, and what is to be said first.

Limits are those of ISO/IEC 19794-5 where it has them (roll 8°, yaw and pitch 10°, to which the error of our own
measuring is added), else found on the labelled portraits and on versions made of them. `tests/bench/test_face.py`
counts both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from booth.biometrics.face import FaceFinder, FaceReport, FaceVerdict, count, crop_portrait
from booth.biometrics.face_measures import CLOTH_SIZE, measure, measure_cloth
from booth.biometrics.face_mesh import MeshFinder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from booth.biometrics.face import Face
    from booth.biometrics.face_measures import Cloth, FaceMeasures
    from booth.domain.recording import Background


@dataclass(frozen=True)
class Limits:
    """What is still good. Units as in `FaceMeasures` and `Cloth`."""

    yaw: float = 12.0
    pitch: float = 13.0
    roll: float = 8.0
    eyes_apart: float = 60.0
    outside: float = 0.02
    lids: float = 0.14
    eye_dark: float = 0.25
    mouth: float = 0.36
    sharpness: float = 0.25
    darkest: float = 60.0
    lightest: float = 140.0
    brightest: float = 235.0
    clipped: float = 0.08
    uneven: float = 0.40
    bridge: float = 10.0
    glare: float = 0.05
    forehead: float = 22.0
    cloth: float = 0.70


LIMITS = Limits()
HELD = replace(  # while the picture was good a moment ago, so that it does not flicker
    LIMITS,
    yaw=14.0,
    pitch=15.0,
    roll=9.5,
    lids=0.12,
    eye_dark=0.21,
    mouth=0.42,
    sharpness=0.22,
    darkest=55.0,
    lightest=132.0,
    brightest=240.0,
    clipped=0.11,
    uneven=0.45,
    bridge=12.0,
    glare=0.07,
    forehead=25.0,
    cloth=0.62,
)


class FaceJudge:
    """Finds and judges the resident's face. Keep one for a thread: the networks are not for several at once."""

    def __init__(self) -> None:
        """Raises `FaceModelMissing`."""
        self._finder = FaceFinder()
        self._mesh = MeshFinder()

    def judge_live(
        self, frame: NDArray[np.uint8], background: Background | None, limits: Limits = LIMITS
    ) -> FaceReport:
        """Judge a camera's `frame`, `(height, width, 3) uint8` BGR, not mirrored: place in the oval and all else.

        Where the face is not yet in its place nothing else is measured. Raises `PictureRejected`.
        """
        report = self._finder.find(frame)
        return self._look_closely(frame, report.faces[0], background, limits) if report.accepted else report

    def judge_file(self, frame: NDArray[np.uint8], background: Background | None = None) -> FaceReport:
        """Judge a picture from elsewhere: where the face lies is not judged, the cloth only against `background`.

        Raises `PictureRejected`.
        """
        report = count(self._finder.detect(frame))
        return self._look_closely(frame, report.faces[0], background, LIMITS) if report.accepted else report

    def _look_closely(
        self, frame: NDArray[np.uint8], face: Face, background: Background | None, limits: Limits
    ) -> FaceReport:
        measures = measure(frame, self._mesh.find(frame, face))
        portrait = crop_portrait(frame, face, CLOTH_SIZE) if background is not None else None
        cloth = measure_cloth(portrait) if portrait is not None else None
        found = {*_faults(measures, limits), *_cloth_faults(cloth, background, limits)}
        reasons = tuple(verdict for verdict in FaceVerdict if verdict in found)
        return FaceReport(reasons[0] if reasons else FaceVerdict.OK, (face,), reasons, measures, cloth)


def _faults(measured: FaceMeasures, limits: Limits) -> set[FaceVerdict]:
    faults = {
        FaceVerdict.CUT_OFF: measured.outside > limits.outside,
        FaceVerdict.TOO_SMALL: measured.eyes_apart < limits.eyes_apart,
        FaceVerdict.GLASSES: measured.bridge > limits.bridge,
        FaceVerdict.GLARE: measured.glare > limits.glare,
        FaceVerdict.FOREHEAD: measured.above_brows > limits.forehead
        or (measured.forehead > limits.forehead and not measured.headscarf),
        FaceVerdict.DARK: measured.skin < limits.darkest or measured.lightest < limits.lightest,
        FaceVerdict.BRIGHT: measured.skin > limits.brightest or measured.clipped > limits.clipped,
        FaceVerdict.UNEVEN_LIGHT: measured.uneven > limits.uneven,
        FaceVerdict.TILTED: abs(measured.roll) > limits.roll,
        FaceVerdict.TURNED_LEFT: measured.yaw > limits.yaw,
        FaceVerdict.TURNED_RIGHT: measured.yaw < -limits.yaw,
        FaceVerdict.CHIN_UP: measured.pitch < -limits.pitch,
        FaceVerdict.CHIN_DOWN: measured.pitch > limits.pitch,
        FaceVerdict.MOUTH_OPEN: measured.mouth > limits.mouth,
        FaceVerdict.EYES_CLOSED: measured.lids < limits.lids or measured.eye_dark < limits.eye_dark,
        FaceVerdict.BLURRED: measured.sharpness < limits.sharpness,
    }
    return {verdict for verdict, found in faults.items() if found}


def _cloth_faults(cloth: Cloth | None, background: Background | None, limits: Limits) -> set[FaceVerdict]:
    if cloth is None or background is None:
        return set()
    # Of a patchwork the colour in its middle says nothing.
    if cloth.even < limits.cloth:
        return {FaceVerdict.CLOTH_UNEVEN}
    return set() if cloth.colour is background else {FaceVerdict.CLOTH_COLOUR}
