"""What is measured in a print: how much of it there is, how clear it runs, how dark, and whether it moved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from cv2.typing import MatLike
    from numpy.typing import NDArray

    from booth.biometrics.images import Pixels

MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Ridges:
    """What the estimate and the reasons are made of. An image without ridges has zeros."""

    area: float = 0.0  # mm² covered by ridges
    clear: float = 0.0  # mm² of these where all ridges around run one way
    share: float = 0.0  # of the sensor's area, 0 to 1
    contrast: float = 0.0  # standard deviation of the grey within, 0 to 127
    ink: float = 0.0  # share of dark pixels within, 0 to 1: thin ridges below a half, closed valleys above
    offset: float = 0.0  # of the ridges' centre from the image's, as a share of its sides
    cut: float = 0.0  # of the edge of the image that ridges cover most, the share they cover
    fine: float = 0.0  # log of the energy finer than ridges over that of ridges
    coarse: float = 0.0  # log of the energy coarser than ridges over that of ridges
    smear: float = 0.0  # how one-sided the fine detail is: it is blurred along the way the finger moved


_CELL = 8  # pixels at 500 ppi between two measured places
_WINDOW = 7.0  # pixels, the Gaussian over which "around" is meant: about three ridges
_LEAST_ENERGY = 4.0
_LEAST_DEVIATION = 8.0
_COHERENT = 0.6
# Standard deviations, in pixels, of the Gaussians between which lie what is finer than ridges, ridges, what is coarser.
_FINE, _RIDGES, _COARSE = (0.7, 1.3), (1.5, 4.0), (4.0, 10.0)
_LEAST_BACKGROUND = 0.02
_DARKER = 20.0


def measure(pixels: Pixels, ppi: int) -> Ridges:
    """Measure the ridges of an image that passed `check_image`, ridges dark."""
    raw = pixels.astype(np.float32)
    grey = cv2.GaussianBlur(raw, (0, 0), 1.0)
    across, down = _slopes(grey)
    xx, yy, xy = _around(across * across), _around(down * down), _around(across * down)
    energy = xx + yy
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (energy + 1e-3)
    finger, deviation = _finger(grey, energy)
    if not finger.any():
        return Ridges()
    cell_mm2 = (_CELL * MM_PER_INCH / ppi) ** 2
    rows, columns = np.nonzero(finger)
    offset = np.hypot((rows.mean() + 0.5) / finger.shape[0] - 0.5, (columns.mean() + 0.5) / finger.shape[1] - 0.5)
    fine, ridge, coarse = (_between(raw, band) for band in (_FINE, _RIDGES, _COARSE))
    power = _around(ridge * ridge) + 1
    return Ridges(
        area=float(finger.sum() * cell_mm2),
        clear=float((finger & (coherence > _COHERENT)).sum() * cell_mm2),
        share=float(finger.mean()),
        contrast=float(deviation[finger].mean()),
        ink=_ink(grey, finger),
        offset=float(offset),
        cut=float(max(edge.mean() for edge in (finger[0], finger[-1], finger[:, 0], finger[:, -1]))),
        fine=_log_median(_around(fine * fine) / power, finger),
        coarse=_log_median(_around(coarse * coarse) / power, finger),
        smear=_smear(fine, ridge),
    )


def is_inverted(pixels: Pixels) -> bool:
    """Whether the ridges are light on dark: told by the bare glass around them, which is darker than they are.

    Where ridges cover more than 98 % of the image it cannot be told, and the answer is no. Of 165 real prints, whole:
    none is taken for inverted, and all of their negatives are; cut to 256 × 288 none and 92, to 192 × 192 none and 32.
    """
    grey = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 1.0)
    across, down = _slopes(grey)
    finger, _ = _finger(grey, _around(across * across + down * down))
    bare = cv2.dilate(finger.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0
    if not finger.any() or bare.mean() < _LEAST_BACKGROUND:
        return False
    mean = _around(grey)
    return float(np.median(mean[bare])) < float(mean[finger].mean()) - _DARKER


def moved_between(first: Pixels, second: Pixels, ppi: int) -> float:
    """How far, in mm, a finger slid between two frames of one size: the peak of their phase correlation."""
    window = cv2.createHanningWindow((first.shape[1], first.shape[0]), cv2.CV_32F)
    before, after = (frame.astype(np.float32) for frame in (first, second))
    (across, down), _ = cv2.phaseCorrelate(before, after, window)
    return math.hypot(across, down) * MM_PER_INCH / ppi


def _slopes(grey: MatLike) -> tuple[MatLike, MatLike]:
    return (
        cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8),
        cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8),
    )


def _around(values: MatLike) -> MatLike:
    return cv2.GaussianBlur(values, (0, 0), _WINDOW)[_CELL // 2 :: _CELL, _CELL // 2 :: _CELL]


def _between(grey: MatLike, band: tuple[float, float]) -> MatLike:
    return cv2.GaussianBlur(grey, (0, 0), band[0]) - cv2.GaussianBlur(grey, (0, 0), band[1])


def _finger(grey: MatLike, energy: MatLike) -> tuple[NDArray[np.bool_], MatLike]:
    """The cells with ridges, specks left out, and the deviation of the grey in every cell."""
    mean = _around(grey)
    deviation = np.sqrt(np.maximum(_around(grey * grey) - mean * mean, 0))
    mask = ((energy > _LEAST_ENERGY) & (deviation > _LEAST_DEVIATION)).astype(np.uint8)
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0, deviation


def _ink(grey: MatLike, finger: NDArray[np.bool_]) -> float:
    size = (grey.shape[1], grey.shape[0])
    inside = grey[cv2.resize(finger.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0]
    dark, light = np.percentile(inside, (5, 95))
    return float((inside < (dark + light) / 2).mean())


def _log_median(ratio: NDArray[Any], finger: NDArray[np.bool_]) -> float:
    return float(np.median(np.log(ratio[finger] + 1e-6)))


def _smear(fine: MatLike, ridge: MatLike) -> float:
    """How one-sided the fine detail is, how much more so than the ridges, and how little of it is left.

    Ridges run in most directions, and so does their fine detail; a finger that slides blurs it along its way.
    """
    power = cv2.GaussianBlur(ridge * ridge, (0, 0), _WINDOW)
    weight = (power > 25) / (power + 10)
    (of_fine, much), (of_ridge, most) = (_direction(band, weight) for band in (fine, ridge))
    if not much or not most:
        return 0.0
    lost = min(1.2, max(0.0, -math.log(much / most)))
    return float(np.hypot(*of_fine) + 2 * np.hypot(*(of_fine - of_ridge)) + 0.3 * lost)


def _direction(band: MatLike, weight: MatLike) -> tuple[NDArray[np.float64], float]:
    """The mean doubled angle of the slopes as a vector of length 0 to 1, and their energy."""
    across, down = cv2.Sobel(band, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(band, cv2.CV_32F, 0, 1, ksize=3)
    xx, yy, xy = (float((product * weight).sum()) for product in (across * across, down * down, across * down))
    energy = xx + yy
    return np.array([xx - yy, 2 * xy]) / energy if energy else np.zeros(2), energy
