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
_TO_CREASE = 19.0  # mm: what is longer may hold a crease
_CREASE = 10.0  # mm from the tip, the nearest a crease can lie
_NARROWER = 0.9
_STEEPEST = 42  # degrees looked at for the hand's axis


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
        return float(_along(self.mask, axis)[0].max())


def ridge_mask(pixels: Pixels) -> Mask:
    """Cells where ridges are: 1; holes within are filled."""
    grey = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 1.2)
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    energy = cv2.GaussianBlur(across * across + down * down, (0, 0), _WINDOW)[CELL // 2 :: CELL, CELL // 2 :: CELL]
    # What a strong finger is, is no measure for a weak one; residue is weaker than either.
    strong = float(np.percentile(energy, 95))
    around = cv2.GaussianBlur(energy, (0, 0), _AROUND)
    mask = ((energy > max(_LEAST_ENERGY, 0.08 * strong)) & (energy > _DIP * around)).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(mask, outlines, -1, 1, cv2.FILLED)
    return mask


def axis_of(mask: Mask) -> float:
    """The way the fingers point: at which their columns and the gaps between them stand out most."""
    if not mask.any():
        return 0.0
    thin = mask[::2, ::2]
    best, axis = -1.0, 0.0
    for angle in range(-_STEEPEST, _STEEPEST + 1, 3):
        across = _along(thin, angle)[1]
        counts = np.bincount((across - across.min()).astype(int))
        steps = _steps(np.convolve(counts, np.ones(3), "same"))
        contrast = float((steps * steps).sum()) * (1 - abs(angle) / 150)
        if contrast > best:
            best, axis = contrast, float(angle)
    return axis


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
    kept = []
    for one in masks:
        if not any(other is not one and _above(other, one, axis) for other in masks):
            end = _shortened(one, axis, mm)
            kept.append(Part(end, _angle(end, axis)))
    return sorted(kept, key=lambda part: float(_along(part.mask, axis)[1].mean()))


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


def _above(other: Mask, one: Mask, axis: float) -> bool:
    """Whether `other` lies beyond `one` on the same finger."""
    (far, across), (near, own) = _along(other, axis), _along(one, axis)
    if far.mean() <= near.mean() + 0.5 * np.ptp(near) / 2:
        return False
    common = min(across.max(), own.max()) - max(across.min(), own.min())
    return bool(common > 0.55 * min(np.ptp(across), np.ptp(own)))


def _shortened(mask: Mask, axis: float, mm: float) -> Mask:
    along, _ = _along(mask, axis)
    rows, columns = np.nonzero(mask)
    from_tip = along.max() - along
    most = _LONGEST * mm
    if float(from_tip.max()) > _TO_CREASE * mm:
        # The crease of the joint is where the finger looks narrowest.
        widths = np.convolve(np.bincount(from_tip.astype(int)), np.ones(3) / 3, "same")
        first = int(_CREASE * mm)
        narrow = widths[first : min(int(most), len(widths) - int(3 * mm))]
        if len(narrow) and float(narrow.min()) < _NARROWER * float(widths.max()):
            most = first + float(np.argmin(narrow))
    short = from_tip <= most
    out = np.zeros_like(mask)
    out[rows[short], columns[short]] = 1
    return out


def _angle(mask: Mask, axis: float) -> float:
    """The long axis of `mask` where it has one near `axis`, drawn towards `axis` the rounder it is."""
    rows, columns = np.nonzero(mask)
    values, vectors = np.linalg.eigh(np.cov(np.stack((columns, -rows)).astype(float)))
    x, y = vectors[:, 1] * (1 if vectors[1, 1] >= 0 else -1)
    own = math.degrees(math.atan2(float(x), float(y)))
    weight = min(1.0, max(0.0, float(math.sqrt(values[1] / max(values[0], 1e-6))) - 1.1))
    return axis + weight * (own - axis) if abs(own - axis) < 30 else axis


def _along(mask: Mask, axis: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of every cell, how far it lies along `axis` (up) and across it (to the right)."""
    rows, columns = np.nonzero(mask)
    turn = math.radians(axis)
    return columns * math.sin(turn) - rows * math.cos(turn), columns * math.cos(turn) + rows * math.sin(turn)
