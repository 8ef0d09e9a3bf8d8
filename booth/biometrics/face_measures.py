"""What is measured in a face that was found: light, sharpness, eyes, glasses, forehead, and the cloth behind it.

All but the cloth is measured in the face laid upright at one size, eyes 100 pixels apart, so that no figure depends on
the camera. The limits that go with the figures stand in `face_judge`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from booth.biometrics.face_mesh import LEFT_CHEEK, LEFT_EYE, OUTLINE, RIGHT_CHEEK, RIGHT_EYE
from booth.domain.recording import Background

if TYPE_CHECKING:
    from cv2.typing import MatLike
    from numpy.typing import NDArray

    from booth.biometrics.face_mesh import Mesh

APART = 100  # pixels between the eyes in the upright face
_WIDTH, _HEIGHT, _EYE_LINE = 240, 300, 120
_FINE, _COARSE = 1.2, 5.0  # pixels: detail smaller than the one, and between the two
_FOREHEAD = (slice(45, 60), slice(95, 146))  # rows, columns: 60 to 75 % of the eyes' distance above them
_BROWS = (slice(68, 78), slice(100, 141))  # 42 to 52 %: skin under every headscarf that leaves the brows free
_JAW_SIDES = ((slice(195, 250), slice(12, 28)), (slice(195, 250), slice(212, 228)))
_ONE_CLOTH = 30.0  # ΔE between what covers the forehead and what hangs beside the jaw
_CHEEKS = (slice(150, 180), (slice(55, 80), slice(160, 185)))
_BRIDGE = (slice(100, 138), slice(110, 131))
_DARK = 0.6  # of the cheek's grey: darker are iris, lashes and the lids' shadow
_SATURATED = 250
_GLARE = 235  # all three colours: a lamp in a glass
_GLARE_REACH = 22  # pixels around an eye's middle: what hides the eye, not what shines beside it
_EYE_REACH = (9, 20)  # pixels down and across from an eye's middle

CLOTH_SIZE = (120, 160)  # width, height in pixels at which a portrait's cloth is looked at
# Where a portrait must show cloth: each outer tenth, down to the eyes, because hair is wide and shoulders wider.
_STRIP = 0.10
_STRIP_HEIGHT = 0.45
_EVEN = 22.0  # ΔE (CIE 1976) within which a pixel is of the cloth's own colour
_HUES = {Background.RED: (345.0, 20.0), Background.BLUE: (195.0, 262.0)}  # degrees, clockwise from … to
_LEAST_CHROMA = 18.0  # Lab; white, grey and skin-pale walls lie below


@dataclass(frozen=True)
class FaceMeasures:
    """Figures of one face.

    Angles in degrees; `eyes_apart` in pixels of the picture; `skin` and `lightest` grey 0–255, the cheeks' median and
    what only 2 % of the face exceed (of a face in good light also a dark one has lights); shares 0–1. `sharpness` is
    fine by coarse detail around the eyes; `uneven` the cheeks' difference by their sum; `eye_dark` the share of the
    darker pixels at the eyes, of which closed ones have few; `bridge` grey levels a pixel across the nose's bridge,
    where frames run; `forehead` ΔE between forehead and cheeks, `above_brows` between a strip just above the brows
    and the cheeks; `headscarf`: what covers the forehead hangs beside the jaw, too; `lids` (of the eye less open) and
    `mouth` as in `Mesh`; `outside` the share
    of the face beyond the picture's edge.
    """

    yaw: float
    pitch: float
    roll: float
    eyes_apart: float
    outside: float
    lids: float
    eye_dark: float
    mouth: float
    sharpness: float
    skin: float
    lightest: float
    clipped: float
    uneven: float
    bridge: float
    glare: float
    forehead: float
    above_brows: float
    headscarf: bool


@dataclass(frozen=True)
class Cloth:
    """What is behind the face: the share of one colour, 0–1, and which it is; None is neither red nor blue."""

    even: float
    colour: Background | None


def measure(frame: NDArray[np.uint8], mesh: Mesh) -> FaceMeasures:
    """Measure the face under `mesh` in `frame`, `(height, width, 3) uint8` BGR. 2 to 4 ms."""
    height, width = frame.shape[:2]
    face, points = _upright(frame, mesh)
    grey = cv2.cvtColor(face, cv2.COLOR_BGR2GRAY).astype(np.float32)
    cheeks = [_inside(points, cheek) for cheek in (RIGHT_CHEEK, LEFT_CHEEK)]
    right, left = (float(np.median(grey[cheek])) for cheek in cheeks)
    whole = _skin(points)
    yaw, pitch, roll = mesh.pose
    x, y = mesh.flat[list(OUTLINE)].T
    return FaceMeasures(
        yaw=yaw,
        pitch=pitch,
        roll=roll,
        eyes_apart=mesh.eyes_apart,
        outside=float(((x < 0) | (y < 0) | (x >= width) | (y >= height)).mean()),
        lids=min(mesh.lids),
        eye_dark=_eye_dark(grey, points),
        mouth=mesh.mouth,
        sharpness=_sharpness(grey, points),
        skin=float(np.median(grey[cheeks[0] | cheeks[1]])),
        lightest=float(np.percentile(grey[whole], 98)),
        clipped=float((grey[whole] > _SATURATED).mean()),
        uneven=abs(left - right) / max(left + right, 1.0),
        bridge=_bridge(grey),
        glare=max(_glare(face, points, eye, whole) for eye in (RIGHT_EYE, LEFT_EYE)),
        **_covered(face),
    )


def measure_cloth(portrait: NDArray[np.uint8]) -> Cloth:
    """What hangs behind the head of a portrait, `(height, width, 3) uint8` BGR of 3:4."""
    small = cv2.resize(portrait, CLOTH_SIZE, interpolation=cv2.INTER_AREA)
    strip = round(_STRIP * small.shape[1])
    sides = small[: round(_STRIP_HEIGHT * small.shape[0])]
    pixels = np.concatenate([sides[:, :strip].reshape(-1, 3), sides[:, -strip:].reshape(-1, 3)])
    lab = cv2.cvtColor(pixels[None].astype(np.float32) / 255, cv2.COLOR_BGR2LAB)[0]
    # Darker folds and the lamp's middle are one cloth: lightness counts half.
    middle = np.median(lab, axis=0)
    away = np.linalg.norm((lab - middle) * (0.5, 1.0, 1.0), axis=1)
    return Cloth(even=float((away < _EVEN).mean()), colour=_colour(middle))


def _colour(lab: NDArray[np.float32]) -> Background | None:
    """Red or blue, by the hue on a screen and the strength in Lab."""
    if float(np.hypot(lab[1], lab[2])) < _LEAST_CHROMA:
        return None
    bgr = cv2.cvtColor(lab.reshape(1, 1, 3).astype(np.float32), cv2.COLOR_LAB2BGR)
    hue = float(cv2.cvtColor(np.clip(bgr, 0, 1), cv2.COLOR_BGR2HSV)[0, 0, 0])
    for colour, (start, end) in _HUES.items():
        if (start <= hue <= end) if start <= end else (hue >= start or hue <= end):
            return colour
    return None


def _upright(frame: NDArray[np.uint8], mesh: Mesh) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """The face at `APART`, `(300, 240, 3)`, and the mesh's points in it."""
    right, left = (eye.astype(np.float64) for eye in mesh.eyes)
    across = left - right
    scale = APART / max(float(np.hypot(*across)), 1.0)
    middle = (right + left) / 2
    turn = cv2.getRotationMatrix2D(tuple(middle), float(np.degrees(np.arctan2(across[1], across[0]))), scale)
    turn[:, 2] += (_WIDTH / 2 - middle[0], _EYE_LINE - middle[1])
    source = frame
    if scale < 0.7:  # an area of pixels becomes one: blurred first, or its grain would count as detail
        corners = cv2.transform(
            np.array([[[0, 0], [_WIDTH, 0], [0, _HEIGHT], [_WIDTH, _HEIGHT]]], np.float64),
            cv2.invertAffineTransform(turn),
        )[0]
        edges = np.array(frame.shape[1::-1])
        x0, y0 = np.clip(np.floor(corners.min(axis=0)) - 4, 0, edges - 1).astype(int)
        x1, y1 = np.clip(np.ceil(corners.max(axis=0)) + 4, (x0 + 1, y0 + 1), edges).astype(int)
        source = np.asarray(cv2.GaussianBlur(frame[y0:y1, x0:x1], (0, 0), 0.5 / scale), np.uint8)
        turn[:, 2] += turn[:, :2] @ np.array([x0, y0])
    method = cv2.INTER_CUBIC if scale >= 1 else cv2.INTER_LINEAR
    face = cv2.warpAffine(source, turn, (_WIDTH, _HEIGHT), flags=method, borderMode=cv2.BORDER_REPLICATE)
    if source is not frame:
        turn[:, 2] -= turn[:, :2] @ np.array([x0, y0])
    points = mesh.flat @ turn[:, :2].T + turn[:, 2]
    return np.asarray(face, np.uint8), np.asarray(points, np.float32)


def _inside(points: NDArray[np.float32], numbers: tuple[int, ...]) -> NDArray[np.bool_]:
    mask = np.zeros((_HEIGHT, _WIDTH), np.uint8)
    hull = cv2.convexHull(np.clip(points[list(numbers)], -1000, 1000).astype(np.int32))
    cv2.fillConvexPoly(mask, hull, (1,))
    if not mask.any():  # a face seen from the side: something must be there to take a median of
        mask[_EYE_LINE, _WIDTH // 2] = 1
    return mask > 0


def _skin(points: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The face from the brows down, without its rim: a white scarf is no overexposed skin."""
    inner = cv2.erode(_inside(points, OUTLINE).astype(np.uint8), np.ones((25, 25), np.uint8))
    inner[: _BROWS[0].start] = 0
    if not inner.any():
        inner[_EYE_LINE, _WIDTH // 2] = 1
    return inner > 0


def _sharpness(grey: MatLike, points: NDArray[np.float32]) -> float:
    eyes = (_inside(points, RIGHT_EYE) | _inside(points, LEFT_EYE)).astype(np.uint8)
    around = cv2.dilate(eyes, np.ones((15, 15), np.uint8)) > 0
    soft = cv2.GaussianBlur(grey, (0, 0), _FINE)
    fine, coarse = grey - soft, soft - cv2.GaussianBlur(grey, (0, 0), _COARSE)
    return float(fine[around].std() / max(float(coarse[around].std()), 1e-3))


def _eye_dark(grey: MatLike, points: NDArray[np.float32]) -> float:
    soft = cv2.GaussianBlur(grey, (0, 0), 1.0)
    shares = []
    for eye in (RIGHT_EYE, LEFT_EYE):
        x, y = np.clip(points[list(eye)].mean(axis=0), (30, 30), (_WIDTH - 30, _HEIGHT - 30)).astype(int)
        skin = float(np.median(soft[150:185, x - 12 : x + 12]))
        down, across = _EYE_REACH
        around = soft[y - down : y + down + 1, x - across : x + across + 1]
        shares.append(float((around < _DARK * skin).mean()))
    return sum(shares) / len(shares)


def _bridge(grey: MatLike) -> float:
    soft = cv2.GaussianBlur(grey, (0, 0), 1.0)
    steps = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)[_BRIDGE]
    return float(np.abs(steps.mean(axis=1)).max())


def _glare(
    face: NDArray[np.uint8], points: NDArray[np.float32], eye: tuple[int, ...], skin: NDArray[np.bool_]
) -> float:
    mask = np.zeros((_HEIGHT, _WIDTH), np.uint8)
    x, y = np.clip(points[list(eye)].mean(axis=0), 0, (_WIDTH - 1, _HEIGHT - 1)).astype(int)
    cv2.circle(mask, (int(x), int(y)), _GLARE_REACH, (1,), -1)
    seen = face[(mask > 0) & skin]
    return float((seen.min(axis=1) > _GLARE).mean()) if len(seen) else 0.0


def _covered(face: NDArray[np.uint8]) -> dict[str, Any]:
    """`forehead`, `above_brows` and `headscarf`. A scarf goes around the face, a cap does not."""
    lab = cv2.cvtColor(face.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    rows, columns = _CHEEKS
    cheeks = _middle(np.concatenate([lab[rows, each].reshape(-1, 3) for each in columns]))
    forehead, brows = _middle(lab[_FOREHEAD]), _middle(lab[_BROWS])
    beside = [float(np.linalg.norm(_middle(lab[side]) - forehead)) for side in _JAW_SIDES]
    return {
        "forehead": float(np.linalg.norm(forehead - cheeks)),
        "above_brows": float(np.linalg.norm(brows - cheeks)),
        "headscarf": max(beside) < _ONE_CLOTH,
    }


def _middle(lab: MatLike) -> NDArray[np.float32]:
    return np.asarray(np.median(lab.reshape(-1, 3), axis=0), np.float32)
