"""The glass without a finger: what is left on it, and how sound the sensor under it is.

For optical sensors that show bare glass light, in 256 or in 16 greys. Also looked at when a print
failed: a scanner may take what the last one left for a finger.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.images import ImageFault, ImageRejected
from booth.biometrics.quality_measures import MM_PER_INCH
from booth.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cv2.typing import MatLike
    from numpy.typing import NDArray

    from booth.biometrics.images import Pixels


class PlatenFinding(Enum):
    """What is wrong with the glass or its sensor; the value is the sentence for the operator."""

    FINGER = N_("A finger lies on the glass. Lift it.")
    RESIDUE = N_("The glass shows the last print. Wipe it with a dry cloth.")
    DEAD_LINES = N_("The scanner has dead rows or columns. Tell the technician.")
    DEAD_PIXELS = N_("The scanner has dead pixels. Tell the technician.")
    NOISE = N_("The scanner's image is noisy. Tell the technician.")
    UNEVEN = N_("The glass is lit unevenly. Shade it from the sun, then test again.")


@dataclass(frozen=True)
class PlatenReport:
    """What was measured, in greys of 0 to 255 unless said, and what follows, the most important first."""

    residue: float  # mm² of the glass with structure like ridges
    contrast: float  # standard deviation of the ridges' band there
    dead_pixels: int
    dead_lines: int  # rows and columns
    noise: float  # standard deviation of a pixel: over the frames, or estimated in the one there is
    unevenness: float  # brightest less darkest large region
    findings: tuple[PlatenFinding, ...]

    @property
    def clean(self) -> bool:
        return not self.findings


_RIDGES = (1.5, 4.0)  # standard deviations in pixels at 500 ppi between which ridges lie
_WINDOW = 7.0
_STEP = 8  # pixels between two measured places
_COHERENT = 0.35
DEAD = 40.0
"""Greys from its neighbours at which a pixel counts as dead."""
DEAD_LINE = 12.0
"""Greys by which the median of a row or column differs from both sides."""
MOST_DEAD = 5
MOST_NOISE = 8.0
MOST_UNEVEN = 60.0
"""Chosen, not fitted: no data set of failing sensors was at hand."""
MOST_COARSE = 16
NO_SPECK, WIDER_THAN_A_CONTOUR = 3, 5
"""Cells each way that structure covers at least: where a sensor of 16 greys steps from one to the next is an edge."""
LEAST_RESIDUE = 6.0
LEAST_STRUCTURE = 0.9
FINGER_CONTRAST = 8.0
FINGER_AREA = 40.0
MOST_DEAD_UNDER_PRINT, MOST_NOISE_UNDER_PRINT, MOST_UNEVEN_UNDER_PRINT = 30, 12.0, 120.0


def inspect(frames: Sequence[Pixels], ppi: int) -> PlatenReport:
    """Look at one or several frames, `(height, width) uint8` of one size, taken with no finger on the glass.

    On composed frames (33 real prints faded on unevenly lit glass, one to four frames each): in 256 greys with noise of
    1 to 3 greys residue of 3 % of a print's contrast is found in 9, of 5 % in 31, of 8, 10 and 15 % in 99 of 99; in 16
    greys with noise of 0 to 4 it is 30, 31 and 97 of 99. A print at half and at full contrast is called a finger in 66
    of 66, at 35 % in 25 of 33, else residue. Bare glass, level, slope and glow at random, noise 0 to 5: no
    finding in 120 of 120 in 256 greys and in 119 of 120 in 16.
    Raises `ImageRejected` where the frames are not grey, differ in size or are smaller than 32 pixels.
    """
    _check(frames)
    stack = np.stack(frames).astype(np.float32)
    mean = stack.mean(axis=0)
    lines, without_lines = _dead_lines(mean)
    dead, smooth = _dead_pixels(without_lines)
    noise = float(stack.std(axis=0, ddof=1).mean()) if len(frames) > 1 else _noise(smooth)
    few_greys = all(len(np.unique(frame)) <= MOST_COARSE for frame in frames)
    least = WIDER_THAN_A_CONTOUR if few_greys else NO_SPECK
    area, contrast = _structure(smooth, noise / np.sqrt(len(frames)), ppi, least)
    unevenness = _unevenness(smooth)
    finger = area > FINGER_AREA and contrast > FINGER_CONTRAST
    found = {
        PlatenFinding.FINGER: finger,
        PlatenFinding.RESIDUE: area > LEAST_RESIDUE and not finger,
        PlatenFinding.DEAD_LINES: lines > 0,
        PlatenFinding.DEAD_PIXELS: dead > MOST_DEAD and not finger,
        PlatenFinding.NOISE: noise > MOST_NOISE and not finger,
        PlatenFinding.UNEVEN: unevenness > MOST_UNEVEN and not finger,
    }
    findings = tuple(each for each, measured in found.items() if measured)
    return PlatenReport(area, contrast, dead, lines, noise, unevenness, findings)


def through_print(pixels: Pixels) -> PlatenReport:
    """The sensor as a finger's image shows it: dead pixels and lines, noise, and how evenly the valleys are lit.

    For sensors that give no image of bare glass. Coarser than `inspect`: on 55 real prints in 256 greys and the same
    in 16 it counts up to 18 pixels as dead, a noise up to 6.2, an unevenness up to 92, on 64 synthetic ones up to 7, 8
    and 32; no line. The limits lie above. `residue` and `contrast` are 0: under a finger they cannot be told from it.
    Raises `ImageRejected` as `inspect`.
    """
    _check([pixels])
    grey = pixels.astype(np.float32)
    lines, mean = _dead_lines(grey)
    ring = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8)
    dead = int(((mean > cv2.dilate(mean, ring) + DEAD) | (mean < cv2.erode(mean, ring) - DEAD)).sum())
    noise = _noise(mean)
    valleys = cv2.blur(cv2.dilate(mean, np.ones((13, 13), np.uint8)), (25, 25))
    unevenness = _unevenness(valleys)
    found = {
        PlatenFinding.DEAD_LINES: lines > 0,
        PlatenFinding.DEAD_PIXELS: dead > MOST_DEAD_UNDER_PRINT,
        PlatenFinding.NOISE: noise > MOST_NOISE_UNDER_PRINT,
        PlatenFinding.UNEVEN: unevenness > MOST_UNEVEN_UNDER_PRINT,
    }
    return PlatenReport(0.0, 0.0, dead, lines, noise, unevenness, tuple(each for each, true in found.items() if true))


def _check(frames: Sequence[Pixels]) -> None:
    if not frames:
        raise ImageRejected(ImageFault.UNREADABLE)
    for frame in frames:
        if frame.dtype != np.uint8:
            raise ImageRejected(ImageFault.DEPTH)
        if frame.ndim != 2:
            raise ImageRejected(ImageFault.COLOUR)
        if min(frame.shape) < 32:
            raise ImageRejected(ImageFault.TOO_SMALL, width=frame.shape[1], height=frame.shape[0], least=32)
        if frame.shape != frames[0].shape:
            raise ImageRejected(ImageFault.UNREADABLE)


def _dead_lines(mean: MatLike) -> tuple[int, MatLike]:
    """How many rows and columns stand out along all their length, and the image with neighbours in their place."""
    repaired = mean.copy()
    count = 0
    for axis in (0, 1):
        view = repaired if axis == 0 else repaired.T
        beside = _beside(view)
        away = np.abs(view - beside)
        # A line of the sensor differs everywhere; a ridge only where it runs along.
        dead = np.percentile(away, 10, axis=1) > DEAD_LINE
        view[dead] = beside[dead]
        count += int(dead.sum())
    return count, repaired


def _beside(rows: MatLike) -> MatLike:
    """For every row the mean of the two beside it that it would be without a fault: the median of five."""
    padded = np.pad(rows, ((2, 2), (0, 0)), mode="reflect")
    return np.asarray(np.median(np.stack([padded[k : k + len(rows)] for k in range(5)]), axis=0), np.float32)


def _dead_pixels(mean: MatLike) -> tuple[int, MatLike]:
    """How many pixels differ from all around them, and the image without them."""
    around = cv2.medianBlur(mean, 3)
    dead = np.abs(mean - around) > DEAD
    repaired = mean.copy()
    repaired[dead] = around[dead]
    return int(dead.sum()), repaired


def _noise(frame: MatLike) -> float:
    """Immerkær's estimate of Gaussian noise in one image (1996): what a second difference both ways leaves."""
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    left = np.abs(cv2.filter2D(frame, cv2.CV_32F, kernel))[1:-1, 1:-1]
    return float(np.sqrt(np.pi / 2) / 6 * left.mean())


def _structure(mean: MatLike, noise: float, ppi: int, least: int) -> tuple[float, float]:
    """Mm² of the glass where the ridges' band holds more than noise and runs one way, and its deviation there."""
    deviation, coherence = _ridges(mean)
    # White noise of 1 has 0.17 in this band.
    mask = (deviation > LEAST_STRUCTURE + 0.35 * noise) & (coherence > _COHERENT)
    mask = _wide(mask, least)
    cell = (_STEP * MM_PER_INCH / ppi) ** 2
    return float(mask.sum() * cell), float(deviation[mask].mean()) if mask.any() else 0.0


def _ridges(mean: MatLike) -> tuple[MatLike, MatLike]:
    """Every `_STEP` pixels: the deviation in the ridges' band, and how much it runs one way, 0 to 1."""
    band = cv2.GaussianBlur(mean, (0, 0), _RIDGES[0]) - cv2.GaussianBlur(mean, (0, 0), _RIDGES[1])
    across, down = cv2.Sobel(band, cv2.CV_32F, 1, 0), cv2.Sobel(band, cv2.CV_32F, 0, 1)
    xx, yy, xy = _around(across * across), _around(down * down), _around(across * down)
    return np.sqrt(_around(band * band)), np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (xx + yy + 1e-3)


def _around(values: MatLike) -> MatLike:
    return cv2.GaussianBlur(values, (0, 0), _WINDOW)[_STEP // 2 :: _STEP, _STEP // 2 :: _STEP]


def _wide(mask: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    return cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((least, least), np.uint8)) > 0


def _unevenness(mean: MatLike) -> float:
    """Between the brightest and the darkest of 4 × 4 regions."""
    regions = cv2.resize(mean, (4, 4), interpolation=cv2.INTER_AREA)
    return float(regions.max() - regions.min())
