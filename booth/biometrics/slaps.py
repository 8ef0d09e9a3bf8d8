"""Slaps (4-4-2): one image of four fingers or of two thumbs is cut into fingers, from left to right.

Images are `(height, width) uint8`, ridges dark. Only the end phalanx of a finger counts; what lies below is left out.
Angles are degrees clockwise from upright, as the image is seen. An image with light ridges on dark is turned round
first, and `INVERTED` says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.images import check_grey, read_large_image
from booth.biometrics.slaps_parts import CELL, Part, axis_of, ends_of, ridge_mask, split
from booth.domain.errors import N_
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from pathlib import Path

    from booth.biometrics.images import Pixels
    from booth.biometrics.slaps_parts import Mask

MOST_SIDE = 2500
"""Pixels: 127 mm; the platen of a 4-4-2 scanner has 81 × 76 mm."""
MOST_TILT = 25.0  # degrees of the whole hand
UPRIGHT = 10.0  # degrees up to which a finger is cut out as it lies, without resampling
_MARGIN = 8  # pixels around a finger
_LEAST_CONTRAST = 18.0  # standard deviation of the grey within a finger
_DARK = 96  # grey of glass that shows ridges light on dark
_LEAST_AREA = 70.0  # mm² of an end phalanx
_HIGHER = 1.0  # mm that the little finger's tip lies above the index finger's where it is the other hand
_MM = 25.4


class Hand(Enum):
    """What was laid on."""

    RIGHT = "right"
    LEFT = "left"
    THUMBS = "thumbs"


class SlapFinding(Enum):
    """What is wrong with a slap; the value is the English source text."""

    TOO_FEW = N_("Fingers are missing. Lay all of them down together.")
    TOO_MANY = N_("There is more on the glass than fingers. Wipe it and record again.")
    WRONG_HAND = N_("This looks like the other hand.")
    TILTED = N_("The hand lies askew. Turn it straight.")
    CUT = N_("A finger reaches over the edge. Move the hand to the middle.")
    FAINT = N_("A finger is faint or hardly touches. Press all fingers down evenly.")
    INVERTED = N_("The image shows light ridges on dark; it was turned round. Tell the technician.")


@dataclass(frozen=True)
class Box:
    """A rectangle turned about its centre; pixels and degrees."""

    x: float
    y: float
    width: float
    height: float
    angle: float


@dataclass(frozen=True)
class SlapFinger:
    """One finger: `upright` is `(left, top, width, height)`; `position` None where it cannot be told."""

    position: Finger | None
    angle: float
    box: Box
    upright: tuple[int, int, int, int]
    pixels: Pixels
    resampled: bool


@dataclass(frozen=True)
class SlapReport:
    """Fingers from left to right, and what is wrong. `expected` less the fingers found is how many lack."""

    fingers: tuple[SlapFinger, ...]
    findings: tuple[SlapFinding, ...]
    expected: int
    tilt: float


_ORDER = {
    Hand.RIGHT: (Finger.RIGHT_INDEX, Finger.RIGHT_MIDDLE, Finger.RIGHT_RING, Finger.RIGHT_LITTLE),
    Hand.LEFT: (Finger.LEFT_LITTLE, Finger.LEFT_RING, Finger.LEFT_MIDDLE, Finger.LEFT_INDEX),
    Hand.THUMBS: (Finger.LEFT_THUMB, Finger.RIGHT_THUMB),
}


# Degrees looked at for the hand's axis: two thumbs could as well be one above the other.
_STEEPEST = {Hand.RIGHT: 42, Hand.LEFT: 42, Hand.THUMBS: 30}


def read_slap_file(path: Path) -> tuple[Pixels, int]:
    """Pixels and resolution of a PNG, BMP, TIFF or JPEG; 500 ppi where it states none.

    Raises `ImageRejected`, and `OSError` where the file itself cannot be read.
    """
    return read_large_image(path, MOST_SIDE)


def segment(pixels: Pixels, ppi: int, hand: Hand) -> SlapReport:
    """Cut `pixels` into fingers.

    Which finger lacks cannot be told: with another number than expected none has a position. That the thumbs are
    exchanged cannot be told either. Raises `ImageRejected` where `pixels` is no 8-bit grey image of about 500 ppi, is
    smaller than a finger or larger than `MOST_SIDE`.
    """
    check_grey(pixels, ppi, MOST_SIDE)
    mm = ppi / _MM / CELL  # cells a millimetre
    mask = ridge_mask(pixels)
    inverted = _is_inverted(pixels, mask)
    if inverted:  # where ridges are does not depend on the sign
        pixels = 255 - pixels
    found = split(mask, mm)
    axis = axis_of(found, _STEEPEST[hand])
    parts = ends_of(found, axis, mm)
    order = _ORDER[hand]
    large = [part for part in parts if part.area >= _LEAST_AREA * mm * mm]
    weak = len(large) < len(parts)
    ends = parts if len(parts) <= len(order) else large
    positions = order if len(ends) == len(order) else (None,) * len(ends)
    fingers = tuple(_cut_out(pixels, part, position) for part, position in zip(ends, positions, strict=True))
    findings = []
    if len(ends) < len(order):
        findings.append(SlapFinding.TOO_FEW)
    if len(ends) > len(order):
        findings.append(SlapFinding.TOO_MANY)
    if hand is not Hand.THUMBS and len(ends) == 4 and _other_hand(ends, axis, hand, mm):
        findings.append(SlapFinding.WRONG_HAND)
    if ends and abs(axis) > MOST_TILT:
        findings.append(SlapFinding.TILTED)
    if any(_is_cut(part, mask.shape) for part in ends):
        findings.append(SlapFinding.CUT)
    if (weak and len(ends) == len(parts)) or any(_contrast(pixels, part) < _LEAST_CONTRAST for part in ends):
        findings.append(SlapFinding.FAINT)
    if ends and inverted:
        findings.append(SlapFinding.INVERTED)
    return SlapReport(fingers, tuple(findings), len(order), axis if ends else 0.0)


def _is_inverted(pixels: Pixels, mask: Mask) -> bool:
    """The glass around the fingers is dark."""
    rows, columns = np.nonzero(mask == 0)
    glass = pixels[rows * CELL + CELL // 2, columns * CELL + CELL // 2]
    return bool(len(glass)) and float(np.median(glass)) < _DARK


def _other_hand(ends: list[Part], axis: float, hand: Hand, mm: float) -> bool:
    """The little finger's tip lies lower along the fingers than the index finger's."""
    first, last = ends[0].tip(axis), ends[-1].tip(axis)
    higher = last - first if hand is Hand.RIGHT else first - last
    return higher > _HIGHER * mm


def _is_cut(part: Part, shape: tuple[int, ...]) -> bool:
    rows, columns = np.nonzero(part.mask)
    sides = (rows <= 0, columns <= 0, rows >= shape[0] - 1, columns >= shape[1] - 1)
    return max(int(side.sum()) for side in sides) * CELL > 40


def _contrast(pixels: Pixels, part: Part) -> float:
    rows, columns = np.nonzero(part.mask)
    return float(pixels[rows * CELL + CELL // 2, columns * CELL + CELL // 2].std())


def _cut_out(pixels: Pixels, part: Part, position: Finger | None) -> SlapFinger:
    height, width = pixels.shape
    rows, columns = np.nonzero(cv2.dilate(part.mask, np.ones((3, 3), np.uint8)))
    left, top = max(0, int(columns.min()) * CELL - _MARGIN), max(0, int(rows.min()) * CELL - _MARGIN)
    right = min(width, (int(columns.max()) + 1) * CELL + _MARGIN)
    bottom = min(height, (int(rows.max()) + 1) * CELL + _MARGIN)
    own = np.zeros((height // CELL + 1, width // CELL + 1), bool)
    own[rows, columns] = True
    inside = own[np.arange(top, bottom)[:, None] // CELL, np.arange(left, right) // CELL]
    cut = np.where(inside, pixels[top:bottom, left:right], np.uint8(255))
    resampled = abs(part.angle) > UPRIGHT
    box = _box(rows * float(CELL), columns * float(CELL), part.angle)
    if resampled:
        cut = _turned(cut, part.angle)
    return SlapFinger(position, part.angle, box, (left, top, right - left, bottom - top), cut, resampled)


def _box(rows: np.ndarray, columns: np.ndarray, angle: float) -> Box:
    """Around cells whose first pixels are at `rows` and `columns`."""
    turn = math.radians(angle)
    along = columns * math.sin(turn) - rows * math.cos(turn)  # towards the tip
    across = columns * math.cos(turn) + rows * math.sin(turn)
    a, b = (float(along.max() + along.min()) / 2, float(across.max() + across.min()) / 2)
    x, y = a * math.sin(turn) + b * math.cos(turn), -a * math.cos(turn) + b * math.sin(turn)
    half = (CELL - 1) / 2  # from a cell's first pixel to its middle
    return Box(x + half, y + half, float(np.ptp(across)) + CELL, float(np.ptp(along)) + CELL, angle)


def _turned(cut: Pixels, angle: float) -> Pixels:
    height, width = cut.shape
    turn = math.radians(abs(angle))
    wide = math.ceil(width * math.cos(turn) + height * math.sin(turn))
    high = math.ceil(width * math.sin(turn) + height * math.cos(turn))
    way = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    way[:, 2] += ((wide - width) / 2, (high - height) / 2)
    turned = cv2.warpAffine(cut, way, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.asarray(turned, np.uint8)
