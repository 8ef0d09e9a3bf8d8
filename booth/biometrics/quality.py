"""How good a print is, 0 to 100, and what the operator can do about a bad one.

Two methods, never mixed silently: NFIQ 2 (ISO/IEC 29794-4) where NBIS loads, and elsewhere an estimate from the local
structure of the ridges with OpenCV, on the same scale. `tests/bench/test_finger_quality.py` shows how both agree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics import nbis
from booth.biometrics.images import check_image
from booth.domain.errors import N_

if TYPE_CHECKING:
    from cv2.typing import MatLike
    from numpy.typing import NDArray

    from booth.biometrics.images import Pixels

MM_PER_INCH = 25.4


class QualityMethod(Enum):
    """Who judged. The value is stored and shown beside the score."""

    NFIQ2 = "nfiq2"
    OPENCV = "opencv"


class QualityReason(Enum):
    """What keeps a print from being better; the value is what the operator tells the resident."""

    TOO_SMALL = N_("Too little of the finger is on the glass. Lay the finger flat.")
    OFF_CENTRE = N_("The finger lies off centre. Lay it in the middle of the glass.")
    TOO_DRY = N_("The finger is too dry. Press harder, or wipe the finger with a damp cloth first.")
    TOO_WET = N_("The finger is too wet or pressed too hard. Dry it, then press softer.")
    TOO_LIGHT = N_("The print is too light. Press harder.")
    UNCLEAR = N_("The ridges are not clear. Clean the glass and the finger, then hold the finger still.")


@dataclass(frozen=True)
class Quality:
    """A print's score, 0 to 100, who gave it, and what was measured in the image, the most important first.

    0 also stands for a print in which NFIQ 2 finds too little to compute a score.
    """

    score: int
    method: QualityMethod
    reasons: tuple[QualityReason, ...] = ()


@dataclass(frozen=True)
class Ridges:
    """What the estimate and the reasons are made of; the limits come from 165 prints of three sensors."""

    area: float  # mm² covered by ridges
    clear: float  # mm² of these where all ridges around run one way
    share: float  # of the sensor's area, 0 to 1
    contrast: float  # standard deviation of the grey within, 0 to 127
    ink: float  # share of dark pixels within, 0 to 1: thin ridges below a half, closed valleys above
    offset: float  # of the ridges' centre from the image's, as a share of its sides


# Limits for `Ridges`: see `_reasons`.
LEAST_AREA = 110.0
LEAST_SHARE = 0.6
MOST_OFFSET = 0.12
LEAST_INK, MOST_INK = 0.32, 0.62
LEAST_CONTRAST = 30.0
LEAST_CLEAR = 0.5

# The estimate: fitted by least squares to NFIQ 2 of 495 images (165 prints, whole and cut to 256 × 288 and 192 × 192).
# 0.74 is the rank correlation over the 165 whole prints, 0.86 over all 495; fitted to one sensor only, 0.84 and 0.87
# on the other.
_ESTIMATE = (-16.7, 4.552, 0.206)

_CELL = 8  # pixels at 500 ppi between two measured places
_WINDOW = 7.0  # pixels, the Gaussian over which "around" is meant: about three ridges
_LEAST_ENERGY = 4.0
_LEAST_DEVIATION = 8.0
_COHERENT = 0.6


def available_methods() -> tuple[QualityMethod, ...]:
    """The methods that work on this computer, the best first."""
    return (QualityMethod.NFIQ2, QualityMethod.OPENCV) if nbis.available() else (QualityMethod.OPENCV,)


def assess(pixels: Pixels, ppi: int, method: QualityMethod | None = None) -> Quality:
    """Judge a print; `method` None takes the best there is. NFIQ 2: 90–250 ms, the estimate: 5–15 ms.

    Raises `ImageRejected`, and `nbis.NbisMissing` where NFIQ 2 is asked for and does not load.
    """
    check_image(pixels, ppi)
    method = method or available_methods()[0]
    ridges = measure(pixels, ppi)
    score = _estimate(ridges) if method is QualityMethod.OPENCV else nbis.nfiq2(pixels, ppi) or 0
    return Quality(score, method, _reasons(ridges))


def measure(pixels: Pixels, ppi: int) -> Ridges:
    """Measure the ridges of an image that passed `check_image`."""
    grey = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 1.0)
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    xx, yy, xy = _around(across * across), _around(down * down), _around(across * down)
    energy = xx + yy
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (energy + 1e-3)
    mean = _around(grey)
    deviation = np.sqrt(np.maximum(_around(grey * grey) - mean * mean, 0))
    finger = _without_specks((energy > _LEAST_ENERGY) & (deviation > _LEAST_DEVIATION))
    if not finger.any():
        return Ridges(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    cell_mm2 = (_CELL * MM_PER_INCH / ppi) ** 2
    rows, columns = np.nonzero(finger)
    offset = np.hypot((rows.mean() + 0.5) / finger.shape[0] - 0.5, (columns.mean() + 0.5) / finger.shape[1] - 0.5)
    return Ridges(
        area=float(finger.sum() * cell_mm2),
        clear=float((finger & (coherence > _COHERENT)).sum() * cell_mm2),
        share=float(finger.mean()),
        contrast=float(deviation[finger].mean()),
        ink=_ink(grey, finger),
        offset=float(offset),
    )


def _around(values: MatLike) -> MatLike:
    return cv2.GaussianBlur(values, (0, 0), _WINDOW)[_CELL // 2 :: _CELL, _CELL // 2 :: _CELL]


def _without_specks(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0


def _ink(grey: MatLike, finger: NDArray[np.bool_]) -> float:
    size = (grey.shape[1], grey.shape[0])
    inside = grey[cv2.resize(finger.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0]
    dark, light = np.percentile(inside, (5, 95))
    return float((inside < (dark + light) / 2).mean())


def _estimate(ridges: Ridges) -> int:
    constant, by_clear, by_contrast = _ESTIMATE
    score = constant + by_clear * math.sqrt(ridges.clear) + by_contrast * ridges.contrast
    return min(100, max(0, round(score)))


def _reasons(ridges: Ridges) -> tuple[QualityReason, ...]:
    if not ridges.area:
        return (QualityReason.TOO_SMALL,)
    found = {
        # On a small sensor a finger cannot cover more than there is.
        QualityReason.TOO_SMALL: ridges.area < LEAST_AREA and ridges.share < LEAST_SHARE,
        QualityReason.OFF_CENTRE: ridges.offset > MOST_OFFSET,
        QualityReason.TOO_DRY: ridges.ink < LEAST_INK,
        QualityReason.TOO_WET: ridges.ink > MOST_INK,
        QualityReason.TOO_LIGHT: ridges.contrast < LEAST_CONTRAST,
        QualityReason.UNCLEAR: ridges.clear < LEAST_CLEAR * ridges.area,
    }
    return tuple(reason for reason, measured in found.items() if measured)
