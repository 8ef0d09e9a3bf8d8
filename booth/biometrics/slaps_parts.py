"""Where the fingers of a slap are: cells with ridges, parted at their necks, and of each finger the end phalanx."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.biometrics.images import Pixels

    Mask = NDArray[np.uint8]

CELL = 4  # pixels between two measured places
_WINDOW = 4.0  # pixels, the Gaussian over which ridges are summed up
_LEAST_ENERGY = 6.0
_AROUND = 8.0  # cells, the Gaussian against which a crease between phalanges is a dip
_DIP = 0.4  # of the energy around
_LEAST_INNER = 2.2  # mm, radius of the largest disc in a finger
_NECK = 0.72  # of the smaller part's inner radius: a narrower neck parts two fingers
_LEAST_PART = 25.0  # mm²
_LONGEST = 28.0  # mm of an end phalanx
_TO_CREASE = 21.0  # mm: what is longer may hold a crease
_CREASE = 13.0  # mm from the tip, the nearest a crease can lie
_NARROWER = 0.85
_WIDEST = 24.0  # mm of one finger
_LEAST_WIDTH = 8.0  # mm
_SHORTER = 0.9
_RIM = np.ones((5, 5), np.uint8)  # cells


@dataclass(frozen=True)
class Part:
    """Cells of one part, `(rows, columns) uint8` of 0 and 1, and its angle in degrees."""

    mask: Mask
    angle: float

    @property
    def area(self) -> int:
        return int(self.mask.sum())

    def tip(self, axis: float) -> float:
        """How far up along `axis` it reaches, in cells."""
        return float(_placed(self.mask, axis).along.max())


def ridge_mask(pixels: Pixels) -> Mask:
    """Cells where ridges are: 1; holes within are filled."""
    # At half the resolution a ridge still has four pixels or more, and noise is averaged away.
    even = pixels[: pixels.shape[0] // 2 * 2, : pixels.shape[1] // 2 * 2]
    half = cv2.resize(even, (even.shape[1] // 2, even.shape[0] // 2), interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(half.astype(np.float32), (0, 0), 0.6)
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 16)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 16)
    summed = cv2.GaussianBlur(across * across + down * down, (0, 0), _WINDOW / 2)
    energy = summed[CELL // 4 :: CELL // 2, CELL // 4 :: CELL // 2]
    # What a strong finger is, is no measure for a weak one; residue is weaker than either.
    strong = float(np.percentile(energy, 95))
    around = cv2.GaussianBlur(energy, (0, 0), _AROUND)
    mask = ((energy > max(_LEAST_ENERGY, 0.08 * strong)) & (energy > _DIP * around)).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(mask, outlines, -1, 1, cv2.FILLED)
    return mask


def axis_of(parts: list[Mask], steepest: int) -> float:
    """The way the fingers point, in whole degrees: at which their columns and the gaps between stand out most.

    About `steepest` degrees to either side are looked at.
    """
    if not parts:
        return 0.0
    # Fingers that touch have a gap again once each has lost its rim.
    apart = np.maximum.reduce([np.asarray(cv2.erode(part, _RIM), np.uint8) for part in parts])
    thin = apart[::2, ::2]
    if not thin.any():
        return 0.0
    coarse = max(range(-steepest, steepest + 1, 3), key=lambda angle: _contrast(thin, angle))
    return float(max(range(coarse - 2, coarse + 3), key=lambda angle: _contrast(thin, angle)))


def _contrast(mask: Mask, angle: int) -> float:
    across = _placed(mask, angle).across
    steps = _steps(np.convolve(np.bincount((across - across.min()).astype(int)), np.ones(3), "same"))
    return float((steps * steps).sum()) * (1 - abs(angle) / 300)


def _steps(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much the columns grow or shrink within 2 mm."""
    padded = np.pad(counts, 5)
    return padded[5:] - padded[:-5]


def split(mask: Mask, mm: float) -> list[Mask]:
    """The parts of `mask`; what is joined by a neck only is parted. `mm` is cells a millimetre."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    found: list[Mask] = []
    for label in range(1, count):
        left, top, wide, high = (int(value) for value in boxes[label][:4])
        place = slice(top, top + high), slice(left, left + wide)
        for piece in _parted((labels[place] == label).astype(np.uint8), mm):
            whole = np.zeros_like(mask)
            whole[place] = piece
            found.append(whole)
    return [part for part in found if int(part.sum()) >= _LEAST_PART * mm * mm]


def ends_of(masks: list[Mask], axis: float, mm: float) -> list[Part]:
    """The end phalanges from left to right: of what lies one above the other, the uppermost, cut to its length."""
    pieces = [piece for mask in masks for piece in _by_width(_placed(mask, axis), mm)]
    ends = []
    for one in pieces:
        if not any(other is not one and _is_above(other, one, axis) for other in pieces):
            end = _shortened(one, mm)
            ends.append((float(end.across.mean()), Part(_mask(end, masks[0].shape), _angle(end, axis))))
    return [part for _, part in sorted(ends, key=lambda end: end[0])]


def _parted(mask: Mask, mm: float) -> list[Mask]:
    padded = np.pad(mask, 1)
    inner = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    depth = 1.0
    while depth < float(inner.max()):
        count, labels = cv2.connectedComponents((inner > depth).astype(np.uint8), connectivity=4)
        radii = {label: float(inner[labels == label].max()) for label in range(1, count)}
        cores = [label for label, radius in radii.items() if radius > max(_LEAST_INNER * mm, depth / _NECK)]
        if len(cores) > 1:
            away = [cv2.distanceTransform((labels != core).astype(np.uint8), cv2.DIST_L2, 5) for core in cores]
            nearest = np.argmin(np.stack(away), axis=0)
            pieces = [mask * (nearest == number).astype(np.uint8) for number in range(len(cores))]
            return [part for piece in pieces for part in _parted(piece, mm)]
        depth += 1.0
    return [mask] if float(inner.max()) > _LEAST_INNER * mm * 0.7 else []


def _by_width(one: _Placed, mm: float) -> list[_Placed]:
    """What is wider than a finger is parted where it is shortest, if it is shorter there than on either side."""
    from_left = one.across - one.across.min()
    heights = np.convolve(np.bincount(from_left.astype(int)), np.ones(5) / 5, "same")
    if len(heights) < _WIDEST * mm:
        return [one]
    first = int(_LEAST_WIDTH * mm)
    short = (heights / _beside(heights))[first:-first]
    if float(short.min()) > _SHORTER:
        return [one]
    left = from_left < first + int(np.argmin(short))
    return [part for side in (left, ~left) for part in _by_width(one.only(side), mm)]


def _beside(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The smaller of the largest before and the largest after."""
    return np.minimum(np.maximum.accumulate(counts), np.maximum.accumulate(counts[::-1])[::-1])


def _is_above(other: _Placed, one: _Placed, axis: float) -> bool:
    """Whether `other` lies beyond `one` on the same finger: seen along the hand's axis, or along the finger's own."""
    if _above(other, one):
        return True
    own = _angle(other, axis)
    return _above(other.turned(own), one.turned(own))


def _above(other: _Placed, one: _Placed) -> bool:
    if other.along.mean() <= one.along.mean() + 0.5 * np.ptp(one.along) / 2:
        return False
    common = min(other.across.max(), one.across.max()) - max(other.across.min(), one.across.min())
    return bool(common > 0.55 * min(np.ptp(other.across), np.ptp(one.across)))


def _shortened(one: _Placed, mm: float) -> _Placed:
    from_tip = one.along.max() - one.along
    most = _LONGEST * mm
    if float(from_tip.max()) > _TO_CREASE * mm:
        # The crease of the joint is where the finger looks narrowest against what lies on either side.
        widths = np.convolve(np.bincount(from_tip.astype(int)), np.ones(5) / 5, "same")
        first = int(_CREASE * mm)
        narrow = (widths / _beside(widths))[first : min(int(most), len(widths) - int(3 * mm))]
        if len(narrow) and float(narrow.min()) < _NARROWER:
            most = first + float(np.argmin(narrow))
    short = from_tip <= most
    return one.only(short)


def _angle(one: _Placed, axis: float) -> float:
    """The long axis of the cells where they have one near `axis`, drawn towards `axis` the rounder they lie."""
    values, vectors = np.linalg.eigh(np.cov(np.stack((one.columns, -one.rows)).astype(float)))
    x, y = vectors[:, 1] * (1 if vectors[1, 1] >= 0 else -1)
    own = math.degrees(math.atan2(float(x), float(y)))
    weight = min(1.0, max(0.0, float(math.sqrt(values[1] / max(values[0], 1e-6))) - 1.1))
    return axis + weight * (own - axis) if abs(own - axis) < 30 else axis


@dataclass(frozen=True)
class _Placed:
    """The cells of a part, and how far each lies along an axis (up) and across it (to the right)."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    along: NDArray[np.float64]
    across: NDArray[np.float64]

    def turned(self, axis: float) -> _Placed:
        return _turned(self.rows, self.columns, axis)

    def only(self, chosen: NDArray[np.bool_]) -> _Placed:
        return _Placed(self.rows[chosen], self.columns[chosen], self.along[chosen], self.across[chosen])


def _placed(mask: Mask, axis: float) -> _Placed:
    rows, columns = np.nonzero(mask)
    return _turned(rows, columns, axis)


def _turned(rows: NDArray[np.intp], columns: NDArray[np.intp], axis: float) -> _Placed:
    turn = math.radians(axis)
    along = columns * math.sin(turn) - rows * math.cos(turn)
    return _Placed(rows, columns, along, columns * math.cos(turn) + rows * math.sin(turn))


def _mask(one: _Placed, shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    mask[one.rows, one.columns] = 1
    return mask
