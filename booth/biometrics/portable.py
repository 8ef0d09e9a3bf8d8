"""The ridges of a print as a band-limited image, for matching without NBIS: numpy and OpenCV alone.

A print is brought to 250 pixels an inch, evened out locally and filtered along its own ridges (Hong, Wan, Jain 1998,
with one ridge period for all); what remains is a wave of about equal height whose phase is the finger. How two of them
are laid upon each other is in `portable_register`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.images import check_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.biometrics.images import Pixels

    Floats = NDArray[np.float32]

WORKING_PPI = 250
MM2_PER_PIXEL = (25.4 / WORKING_PPI) ** 2
LONGEST = 260
"""Working pixels, 26 mm: of a larger picture the part around the middle of the finger is taken."""

# All in working pixels. A ridge and its valley are 4.5 wide (0.46 mm) on average.
_PERIOD = 4.5
_SPREAD = 2.4
_DIRECTIONS = 16
_AROUND = 6.0
_ORIENTED = 4.0
_LEAST_DEVIATION = 5.0
_LEAST_COHERENCE = 0.25
_CLEAR_COHERENCE = 0.6


@dataclass(frozen=True, eq=False)
class Ridges:
    """`wave` `(height, width) float32`: ridges about +1, valleys about −1, 0 outside; `mask`: 1 where there is finger.

    `corner` is where its top left pixel lies in the whole image, right and down; `area` the finger's in mm², and
    `clear` that of it where all ridges around run one way. `spectra` keeps what registration found once for this print.
    """

    wave: Floats
    mask: Floats
    corner: tuple[int, int]
    area: float
    clear: float
    spectra: dict[int, tuple[NDArray[np.complex64], NDArray[np.complex64]]] = field(default_factory=dict)


def ridges_of(pixels: Pixels, ppi: int) -> Ridges:
    """Filter a print; 10–20 ms. Raises `ImageRejected`."""
    check_image(pixels, ppi)
    scale = WORKING_PPI / ppi
    grey = 255 - pixels.astype(np.float32)
    grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.float32)
    grey -= _around(grey, _AROUND)
    deviation = np.sqrt(_around(grey * grey, _AROUND))
    even = np.asarray(grey / (deviation + 4), np.float32)
    across, coherence = _orientation(even)
    finger = (deviation > _LEAST_DEVIATION) & (coherence > _LEAST_COHERENCE)
    mask = _clean(finger)
    wave = _along_ridges(even, across)
    wave /= np.sqrt(_around(wave * wave, 4.0)) + np.float32(0.2)
    part = _part(mask)
    soft = np.ascontiguousarray(_around(mask, 2.0)[part])
    corner = (part[1].start, part[0].start)
    area, clear = (float(v.sum()) * MM2_PER_PIXEL for v in (mask, mask[coherence > _CLEAR_COHERENCE]))
    return Ridges(np.ascontiguousarray(wave[part] * soft), soft, corner, area, clear)


def _around(values: Floats, spread: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), spread), np.float32)


def _orientation(even: Floats) -> tuple[Floats, Floats]:
    """The direction across the ridges, radians, and how much the ridges around agree on it, 0–1."""
    right = np.asarray(cv2.Sobel(even, cv2.CV_32F, 1, 0, ksize=3), np.float32)
    down = np.asarray(cv2.Sobel(even, cv2.CV_32F, 0, 1, ksize=3), np.float32)
    xx, yy, xy = (_around(v, _ORIENTED) for v in (right * right, down * down, right * down))
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (xx + yy + 1e-3)
    return np.asarray(0.5 * np.arctan2(2 * xy, xx - yy), np.float32), np.asarray(coherence, np.float32)


def _along_ridges(even: Floats, across: Floats) -> Floats:
    """Each pixel's answer from the filter of its own direction."""
    nearest = np.round(across / np.pi * _DIRECTIONS).astype(np.intp) % _DIRECTIONS
    answers = np.stack([cv2.filter2D(even, cv2.CV_32F, kernel) for kernel in _gabor_bank()])
    return np.asarray(np.take_along_axis(answers, nearest[None], 0)[0], np.float32)


@cache
def _gabor_bank() -> tuple[Floats, ...]:
    reach = 9
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    bank = []
    for direction in np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS:
        bell = np.exp(-(x * x + y * y) / (2 * _SPREAD**2))
        kernel = bell * np.cos(2 * np.pi / _PERIOD * (x * np.cos(direction) + y * np.sin(direction)))
        kernel -= bell * (kernel.sum() / bell.sum())
        bank.append((kernel / np.sqrt((kernel * kernel).sum())).astype(np.float32))
    return tuple(bank)


def _clean(finger: NDArray[np.bool_]) -> Floats:
    opened = cv2.morphologyEx(finger.astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    return np.asarray(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8)), np.float32)


def _part(mask: Floats) -> tuple[slice, slice]:
    """The finger's box; all of the image where no finger is."""
    height, width = mask.shape
    down, across = np.flatnonzero(mask.max(axis=1)), np.flatnonzero(mask.max(axis=0))
    if not len(down):
        return _within(0, height), _within(0, width)
    return _within(int(down[0]), int(down[-1]) + 1), _within(int(across[0]), int(across[-1]) + 1)


def _within(first: int, end: int) -> slice:
    surplus = max(0, end - first - LONGEST)
    return slice(first + surplus // 2, first + surplus // 2 + min(end - first, LONGEST))
