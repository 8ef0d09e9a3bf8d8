"""The face in a camera picture: found by YuNet, judged against the oval, cut out as a portrait.

Directions are the resident's own: `OFF_CENTRE_LEFT` asks them to move to their left. A preview that mirrors the
picture, as it should, shows that as the left of the screen; the pictures judged here are not mirrored.

Sizes are measured by `Face.scale`, about the distance between the eyes, because a detector's box grows and shrinks
with hair and chin. The portrait has the geometry of a frontal image in ISO/IEC 19794-5: the eyes a quarter of the
width apart, their line at 0.45 of the height from the top, the head about 0.68 of the height.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.face_errors import FaceModelMissing, PictureRejected
from booth.domain.errors import N_
from resources import resource

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.biometrics.face_measures import Cloth, FaceMeasures

PORTRAIT = (600, 800)  # width, height in pixels
EYES_APART = 0.25  # of the portrait's width
EYES_LINE = 0.45  # of the portrait's height, from the top
EYES_LINE_RANGE = (0.36, 0.50)  # the norm asks for 0.3 to 0.5
MIDDLE_RANGE = (0.46, 0.54)  # of the portrait's width, where the face's middle may lie; the norm: 0.45 to 0.55
LARGER_HEADS = (1.0, 0.94, 0.88)  # portrait sizes tried, so that a head a little too near still fits the picture

SMALLEST_SIDE = 32  # pixels
LONGEST_SIDE = 16_384  # pixels
WORKING_WIDTH = 640  # pixels the detector looks at; faces over 5 % of the width are found with certainty
SURE = 0.8  # the detector's score for a face; portraits reach 0.93

PORTRAIT_SHARE = 0.9  # of the picture's height that the portrait of a face of the wanted size takes
FAR, NEAR = 0.75, 1.2  # of the wanted size
OFF_X, OFF_Y = 0.085, 0.085  # of the oval's room, how far from its middle
BYSTANDER = 0.5  # of the main face's size: smaller ones stand behind

_WORST, _BEST = 70, 92  # JPEG qualities of a portrait
_EYE_TO_MOUTH = 1.1  # distance eyes' line to mouth, in eye distances, of a face seen from the front


class FaceVerdict(Enum):
    """What is to be done, the most important first; the value is the sentence for resident and operator."""

    OK = N_("Good. Hold still.")
    NONE = N_("No face in the picture. Look at the camera.")
    TWO = N_("Only one person may be in the picture.")
    CUT_OFF = N_("Part of the face is outside. Sit in the middle.")
    TOO_SMALL = N_("The face is too small in this picture. Take it from nearer.")
    TOO_FAR = N_("Come a little closer.")
    TOO_NEAR = N_("Move back a little.")
    OFF_CENTRE_LEFT = N_("Move a little to the left.")
    OFF_CENTRE_RIGHT = N_("Move a little to the right.")
    OFF_CENTRE_UP = N_("Move up a little.")
    OFF_CENTRE_DOWN = N_("Move down a little.")
    CLOTH_COLOUR = N_("The cloth has the wrong colour. Hang up the other one.")
    CLOTH_UNEVEN = N_("Pull the cloth smooth and wide.")
    GLASSES = N_("Take off the glasses, please.")
    GLARE = N_("A lamp shines in the glasses. Turn it away.")
    FOREHEAD = N_("Show the forehead: cap off, hair aside.")
    DARK = N_("The face is too dark. More light from the front.")
    BRIGHT = N_("The face is too bright. Less light on the face.")
    UNEVEN_LIGHT = N_("Half of the face is dark. Light from the front.")
    TILTED = N_("Hold the head straight, not to one side.")
    TURNED_LEFT = N_("Turn the face a little to the right.")
    TURNED_RIGHT = N_("Turn the face a little to the left.")
    CHIN_UP = N_("Lower the chin a little.")
    CHIN_DOWN = N_("Raise the chin a little.")
    MOUTH_OPEN = N_("Close the mouth, please.")
    EYES_CLOSED = N_("Open the eyes and look at the camera.")
    BLURRED = N_("The picture is blurred. Sit still; clean the camera.")


@dataclass(frozen=True, eq=False)
class Face:
    """One face, in pixels of the picture it was found in.

    `box` is left, top, width, height and may reach beyond the picture; `landmarks` is `(5, 2) float32`: right eye,
    left eye, tip of the nose, right and left corner of the mouth (right: the resident's); `score` is 0 to 1.
    """

    box: tuple[float, float, float, float]
    landmarks: NDArray[np.float32]
    score: float

    @cached_property
    def eyes(self) -> tuple[float, float]:
        """The middle between the eyes."""
        x, y = self.landmarks[:2].mean(axis=0)
        return float(x), float(y)

    @cached_property
    def scale(self) -> float:
        """The distance between the eyes as it would be from the front: turning narrows it, nodding the rest."""
        right, left = self.landmarks[:2]
        mouth = self.landmarks[3:].mean(axis=0)
        across = float(np.hypot(*(left - right)))
        down = float(np.hypot(*(mouth - self.landmarks[:2].mean(axis=0))))
        return max(across, down / _EYE_TO_MOUTH)


@dataclass(frozen=True)
class FaceReport:
    """`faces` are those that count, the main one first; people far behind are left out unless they would show.

    `verdict` is the first of `reasons`, OK where there are none. `measures` and `cloth` are None where there is not
    just one face to measure.
    """

    verdict: FaceVerdict
    faces: tuple[Face, ...]
    reasons: tuple[FaceVerdict, ...] = ()
    measures: FaceMeasures | None = None
    cloth: Cloth | None = None

    @property
    def accepted(self) -> bool:
        return self.verdict is FaceVerdict.OK


class FaceFinder:
    """Finds and judges faces. Keep one for a thread: the detector behind it is not for several at once."""

    def __init__(self) -> None:
        """Raises `FaceModelMissing`."""
        self._detector = _load_detector()

    def find(self, frame: NDArray[np.uint8]) -> FaceReport:
        """Whether `frame`, `(height, width, 3) uint8` BGR, not mirrored, has one face, and how that lies in the oval.

        Raises `PictureRejected`.
        """
        return judge(self.detect(frame), width=frame.shape[1], height=frame.shape[0])

    def detect(self, frame: NDArray[np.uint8]) -> tuple[Face, ...]:
        """All faces in `frame`, the largest first. Raises `PictureRejected`."""
        check_picture(frame)
        height, width = frame.shape[:2]
        factor = min(WORKING_WIDTH / max(width, height), 1.0)
        size = (max(round(width * factor), 1), max(round(height * factor), 1))
        self._detector.setInputSize(size)
        small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA) if factor < 1 else np.ascontiguousarray(frame)
        try:
            rows = self._detector.detect(small)[1]
        except cv2.error as error:
            raise PictureRejected(f"detector: {error.err}") from error
        if rows is None:
            return ()
        back = np.array([width / size[0], height / size[1]], np.float32)
        faces = (_face(np.asarray(row, np.float32), back) for row in rows if np.isfinite(row).all())
        return tuple(sorted(faces, key=lambda face: face.scale, reverse=True))


def check_picture(frame: NDArray[np.uint8]) -> None:
    """Raises `PictureRejected` unless `frame` is `(height, width, 3) uint8` of a usable size."""
    if frame.dtype != np.uint8 or frame.ndim != 3 or frame.shape[2] != 3:
        raise PictureRejected(f"{frame.dtype} of shape {frame.shape} instead of uint8 (height, width, 3)")
    height, width = frame.shape[:2]
    if min(height, width) < SMALLEST_SIDE or max(height, width) > LONGEST_SIDE:
        raise PictureRejected(f"{width} × {height} pixels")


def oval(width: int, height: int) -> tuple[float, float, float, float]:
    """Where the head belongs in a picture of `width` × `height` pixels: centre x, y and radius x, y of an ellipse."""
    room = _room(width, height)
    return width / 2, height / 2 - 0.03 * room, 0.235 * room, 0.31 * room


def judge(faces: tuple[Face, ...], *, width: int, height: int) -> FaceReport:
    """Judge how many faces there are and how the resident's lies in the oval of a picture of `width` × `height`."""
    report = count(faces)
    if not report.accepted:
        return report
    place = _place(report.faces[0], width, height)
    return FaceReport(place, report.faces, () if place is FaceVerdict.OK else (place,))


def count(faces: tuple[Face, ...]) -> FaceReport:
    """Whether there is just one face. The largest is the resident's.

    Another one counts when it is at least half as large, or of any size where the portrait would show it: a queue
    or an officer farther back disturbs nobody.
    """
    if not faces:
        return FaceReport(FaceVerdict.NONE, (), (FaceVerdict.NONE,))
    main, *others = sorted(faces, key=lambda face: face.scale, reverse=True)
    shown = _portrait_box(main)
    beside = tuple(f for f in others if f.scale >= BYSTANDER * main.scale or _inside(f.eyes, shown))
    if beside:
        return FaceReport(FaceVerdict.TWO, (main, *beside), (FaceVerdict.TWO,))
    return FaceReport(FaceVerdict.OK, (main,))


def crop_portrait(frame: NDArray[np.uint8], face: Face, size: tuple[int, int] = PORTRAIT) -> NDArray[np.uint8] | None:
    """Cut the portrait of `face` out of `frame` (`(height, width, 3) uint8`), as `(size[1], size[0], 3) uint8`.

    `size` is width, height at 3:4. None where the picture does not hold the whole portrait. Raises `PictureRejected`.
    """
    check_picture(frame)
    box = _fit(face, frame.shape[1], frame.shape[0])
    if box is None:
        return None
    left, top, wide, high = box
    factor = np.array([size[0] / wide, size[1] / high])
    if factor[0] < 1:  # an area of pixels becomes one: no moiré
        piece = frame[round(top) : round(top + high), round(left) : round(left + wide)]
        return np.asarray(cv2.resize(piece, size, interpolation=cv2.INTER_AREA), np.uint8)
    move = np.array([[factor[0], 0, -left * factor[0]], [0, factor[1], -top * factor[1]]])
    larger = cv2.warpAffine(frame, move, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(larger, np.uint8)


def encode_jpeg_within(pixels: NDArray[np.uint8], most: int) -> bytes:
    """The best JPEG of `pixels` of at most `most` bytes, of quality 70 to 92; one that is larger at 70 stays so.

    Raises `PictureRejected`.
    """
    best = encode_jpeg(pixels, _WORST)
    low, high = _WORST, _BEST  # `low` fits, or is the worst allowed
    while low < high and len(best) <= most:
        middle = (low + high + 1) // 2
        tried = encode_jpeg(pixels, middle)
        if len(tried) <= most:
            low, best = middle, tried
        else:
            high = middle - 1
    return best


def encode_jpeg(pixels: NDArray[np.uint8], quality: int = 90) -> bytes:
    """`pixels`, `(height, width, 3) uint8` BGR, as a JPEG with code tables of its own. Raises `PictureRejected`."""
    check_picture(pixels)
    done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    if not done:
        raise PictureRejected("JPEG encoder")
    return data.tobytes()


def _place(face: Face, width: int, height: int) -> FaceVerdict:
    """How `face` lies in the oval. OK promises that the portrait fits."""
    room = _room(width, height)
    size = face.scale / (EYES_APART * 0.75 * PORTRAIT_SHARE * room)
    if size < FAR:
        return FaceVerdict.TOO_FAR
    if size > NEAR:
        return FaceVerdict.TOO_NEAR
    x, y = face.eyes
    beside = (x - width / 2) / room  # beyond 0: on the right of the picture, which is the resident's left
    below = (y - height / 2) / room - (EYES_LINE - 0.5) * PORTRAIT_SHARE
    if abs(beside) > OFF_X and abs(beside) >= abs(below):
        return FaceVerdict.OFF_CENTRE_RIGHT if beside > 0 else FaceVerdict.OFF_CENTRE_LEFT
    if abs(below) > OFF_Y:
        return FaceVerdict.OFF_CENTRE_UP if below > 0 else FaceVerdict.OFF_CENTRE_DOWN
    return FaceVerdict.OK if _fit(face, width, height) else FaceVerdict.TOO_NEAR


def _room(width: int, height: int) -> float:
    """The height of the largest 3:4 portrait in a picture: what sizes and places are measured by."""
    return min(height, width / 0.75)


def _portrait_box(face: Face, larger: float = 1.0) -> tuple[float, float, float, float]:
    """Left, top, width, height of the portrait that `face` should have, wherever the picture ends."""
    wide = face.scale / EYES_APART * larger
    high = wide / 0.75
    x, y = face.eyes
    return x - wide / 2, y - EYES_LINE * high, wide, high


def _fit(face: Face, width: int, height: int) -> tuple[float, float, float, float] | None:
    """The portrait's box moved and tightened, as far as the norm lets it, to lie within the picture."""
    x, y = face.eyes
    for larger in LARGER_HEADS:
        left, top, wide, high = _portrait_box(face, larger)
        left, top = min(max(left, 0.0), width - wide), min(max(top, 0.0), height - high)
        across, down = (x - left) / wide, (y - top) / high
        fits = left >= 0 and top >= 0
        if fits and _within(across, MIDDLE_RANGE) and _within(down, EYES_LINE_RANGE):
            return left, top, wide, high
    return None


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _inside(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[0] + box[2] and box[1] <= point[1] <= box[1] + box[3]


def _face(row: NDArray[np.float32], back: NDArray[np.float32]) -> Face:
    """A face from the detector's 15 numbers: box, five points, score."""
    left, top, wide, high = (float(v) for v in row[:4] * np.tile(back, 2))
    return Face((left, top, wide, high), (row[4:14].reshape(5, 2) * back).astype(np.float32), float(row[14]))


def _load_detector() -> cv2.FaceDetectorYN:
    """YuNet from the program's own resources, without the complaint of OpenCV 5 that it has no other targets."""
    before = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    try:
        model = np.frombuffer(resource("models", "face_detection_yunet.onnx").read_bytes(), np.uint8)
        return cv2.FaceDetectorYN.create("onnx", model, np.empty(0, np.uint8), (320, 320), SURE)
    except (OSError, cv2.error) as error:
        raise FaceModelMissing(str(error)) from error
    finally:
        cv2.utils.logging.setLogLevel(before)
