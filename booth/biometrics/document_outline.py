"""Where a sheet of paper lies in a picture: its four corners, on any desk, turned up to 45° and seen aslant.

Print is taken off first (a closing wipes dark strokes off a light sheet), then quadrilaterals are gathered from edges
and from light regions, and each is judged by its sides: how much of each is an edge of the picture, and whether the
sheet is on the same side of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float32]

WORKING = 640  # px of the longer side of the picture in which the sheet is looked for
LEAST_SHARE = 0.04  # of the picture that a sheet covers at least: less is not held up to the camera
CUT_SHARE = 0.1  # the same of one that goes over the picture's rim
NARROWEST = 0.3  # shorter by longer side; F4 paper is 0.65, and perspective takes some
STEP = 9.0  # grey levels (of 256) by which paper and desk differ at least where there is an edge
SUPPORT = 0.62  # of each side that must be an edge
WIPED = 13  # px, in the working picture, of strokes that are taken off
BORDER = 3.0  # px, in the working picture, within which a corner lies on the picture's rim: cut off
_SAMPLES = 48
_BLANK = 0.5  # what a part of a side outside of the picture counts: neither seen nor missing


@dataclass(frozen=True)
class Outline:
    """The sheet: corners from the top left clockwise as they lie in the picture, `(4, 2) float32`, in pixels.

    `share` is how much of the picture it covers; `cut` whether it goes on beyond the picture's rim.
    """

    corners: Floats
    share: float
    cut: bool

    @property
    def longest(self) -> float:
        """Pixels of its longest side."""
        return float(max(np.linalg.norm(b - a) for a, b in _sides(self.corners)))


def find_paper(picture: Pixels) -> Outline | None:
    """The largest sheet in `picture`, `(height, width, 3) uint8` BGR; None where there is none.

    The corners are refined in the full picture.
    """
    height, width = picture.shape[:2]
    factor = min(1.0, WORKING / max(height, width))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if factor < 1 else picture
    found = _find(np.asarray(small, np.uint8))
    if found is None:
        return None
    scale = np.array([width / size[0], height / size[1]], np.float32)
    rim = np.array(size, np.float32) - 1
    corners = found * scale
    cut = bool(((found <= BORDER) | (found >= rim - BORDER)).any())
    if not cut and factor < 1:
        corners = _refine(picture, corners, reach=2.5 / factor)
    share = float(cv2.contourArea(corners)) / (width * height)
    return Outline(np.asarray(corners, np.float32), share, cut)


def ordered(corners: Floats) -> Floats:
    """Four corners from the top left clockwise: the side that is turned least from the level comes first."""
    middle = corners.mean(0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    round_ = corners[np.argsort(angles)]  # clockwise on the screen, where y goes down
    turns = []
    for first in range(4):
        rolled = np.roll(round_, -first, 0)
        top, bottom = rolled[1] - rolled[0], rolled[2] - rolled[3]
        across = top / max(1e-6, float(np.linalg.norm(top))) + bottom / max(1e-6, float(np.linalg.norm(bottom)))
        turns.append(abs(float(np.arctan2(across[1], across[0]))))
    return np.asarray(np.roll(round_, -int(np.argmin(turns)), 0), np.float32)


def _find(small: Pixels) -> Floats | None:
    """In the working picture."""
    planes = _planes(small)
    best, best_worth = None, 0.0
    area = small.shape[0] * small.shape[1]
    seen: list[Floats] = []
    for hull in _hulls(small, planes):
        for quad, given in _sheets(planes, hull):
            share = float(cv2.contourArea(quad)) / area
            if share < LEAST_SHARE or not _plausible(quad) or any(np.abs(quad - other).max() < 3 for other in seen):
                continue
            seen.append(quad)
            worth = (given or _worth(planes, quad)) * (0.75 + 0.25 * min(1.0, share / 0.4))
            if worth > best_worth:
                best, best_worth = quad, worth
    return best


def _sheets(planes: Pixels, hull: NDArray[np.int32]) -> Iterator[tuple[Floats, float]]:
    """What a convex outline may be, with its worth where that is known: a whole sheet, or one cut off by the rim."""
    quad = _as_quad(hull)
    if quad is not None:
        yield quad, 0.0
    part = _cut_off(planes, hull)
    if part is not None:
        yield part


def _cut_off(planes: Pixels, hull: NDArray[np.int32]) -> tuple[Floats, float] | None:
    """A sheet that goes over the picture's rim, as the box around what is seen; None where it is none.

    At least two of its sides are seen, and the sheet is lighter than what lies beside them.
    """
    high, wide = planes.shape[:2]
    polygon = cv2.approxPolyDP(hull, 0.01 * cv2.arcLength(hull, closed=True), closed=True)[:, 0].astype(np.float32)
    if not 4 <= len(polygon) <= 8 or cv2.contourArea(polygon) < CUT_SHARE * wide * high:
        return None
    if cv2.contourArea(polygon, oriented=True) < 0:
        polygon = polygon[::-1]  # clockwise on the screen
    supports = []
    for a, b in zip(polygon, np.roll(polygon, -1, 0), strict=True):
        edge = np.array([a, b])
        on_rim = (edge <= BORDER).all(0) | (edge >= np.array([wide, high]) - 1 - BORDER).all(0)
        if on_rim.any() or float(np.linalg.norm(b - a)) < 0.15 * wide:
            continue
        support, step = _support(planes, a, b)
        if support > 0.7 and step[0] > 0:
            supports.append(support)
    touches = ((polygon <= BORDER) | (polygon >= np.array([wide, high]) - 1 - BORDER)).any(1).sum()
    if touches < 2 or len(supports) < 2:
        return None
    box = np.clip(cv2.boxPoints(cv2.minAreaRect(polygon)), 0, (wide - 1, high - 1)).astype(np.float32)
    return (ordered(box), 0.7 * float(np.mean(supports))) if cv2.isContourConvex(ordered(box)) else None


def _planes(small: Pixels) -> Pixels:
    """Lightness and two colours without print and grain, `(height, width, 3) uint8`; the colours count double."""
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (WIPED, WIPED))
    # Without a margin of its own a narrow strip of desk beside the sheet would be wiped like a stroke.
    margin = WIPED
    wider = cv2.copyMakeBorder(cv2.medianBlur(lab[..., 0], 3), *(4 * (margin,)), cv2.BORDER_REPLICATE)
    light = cv2.morphologyEx(wider, cv2.MORPH_CLOSE, kernel)[margin:-margin, margin:-margin]
    colours = cv2.medianBlur(lab, 7)[..., 1:].astype(np.int16) - 128
    made = np.dstack([light[..., None], np.clip(128 + 2 * colours, 0, 255).astype(np.uint8)])
    return np.asarray(cv2.GaussianBlur(made, (0, 0), 1.0), np.uint8)


def _hulls(small: Pixels, planes: Pixels) -> Iterator[NDArray[np.int32]]:
    """Convex outlines of what may be the sheet."""
    least = LEAST_SHARE * small.shape[0] * small.shape[1]
    for mask in (*_regions(planes), *_edges(planes)):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:6]:
            hull = cv2.convexHull(contour)
            if cv2.contourArea(hull) >= least:
                yield np.asarray(hull, np.int32)


def _regions(planes: Pixels) -> Iterator[Pixels]:
    """What is lighter than the rest, by three thresholds, and what is paler."""
    light = planes[..., 0]
    otsu, _ = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    kernel = np.ones((5, 5), np.uint8)
    for level in {int(otsu), int((otsu + 255) / 2), int(np.percentile(light, 60))}:
        mask = cv2.threshold(light, level, 255, cv2.THRESH_BINARY)[1]
        yield np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), np.uint8)
    vivid = np.abs(planes[..., 1:].astype(np.int16) - 128).max(2).astype(np.uint8)
    pale = cv2.threshold(vivid, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    yield np.asarray(cv2.morphologyEx(pale, cv2.MORPH_OPEN, kernel), np.uint8)
    # A shadow over half the sheet: light against its own surroundings.
    around = cv2.blur(light, (151, 151))
    nearby = ((light.astype(np.int16) - around) > 6).astype(np.uint8) * 255
    yield np.asarray(cv2.morphologyEx(nearby, cv2.MORPH_OPEN, kernel), np.uint8)


def _edges(planes: Pixels) -> Iterator[Pixels]:
    """Closed lines along steps of lightness or colour."""
    kernel = np.ones((3, 3), np.uint8)
    for low, high in ((12, 36), (30, 90)):
        lines = np.zeros(planes.shape[:2], np.uint8)
        for plane in range(3):
            lines |= np.asarray(cv2.Canny(np.ascontiguousarray(planes[..., plane]), low, high), np.uint8)
        yield np.asarray(cv2.dilate(lines, kernel), np.uint8)
        yield np.asarray(cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), np.uint8)


def _as_quad(hull: NDArray[np.int32]) -> Floats | None:
    """The four straight sides of a convex hull; None where it has not four.

    Corners that were clipped (a thumb, a dog's ear) come back where the long sides meet.
    """
    length = cv2.arcLength(hull, closed=True)
    for tolerance in (0.01, 0.02, 0.03, 0.05):
        plain = cv2.approxPolyDP(hull, tolerance * length, closed=True)[:, 0].astype(np.float32)
        if len(plain) == 4:
            return ordered(plain)
        if len(plain) == 5 or len(plain) == 6:
            quad = _longest_sides(plain)
            if quad is not None:
                return quad
    return None


def _longest_sides(polygon: Floats) -> Floats | None:
    """The quadrilateral that the four longest sides make; None where they do not."""
    ends = np.roll(polygon, -1, 0)
    lengths = np.linalg.norm(ends - polygon, axis=1)
    kept = sorted(np.argsort(lengths)[-4:])
    if lengths[kept].min() < 0.2 * lengths.max():
        return None
    corners = [_meet(polygon[a], ends[a], polygon[b], ends[b]) for a, b in pairwise([*kept, kept[0]])]
    if any(corner is None for corner in corners):
        return None
    made = np.array(corners, np.float32)
    low, high = polygon.min(0), polygon.max(0)
    room = 0.25 * (high - low)
    inside = (made > low - room).all() and (made < high + room).all()
    return ordered(made) if inside and cv2.isContourConvex(made) else None


def _meet(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats | None:
    """Where two lines cross; None where they are nearly parallel."""
    u, v = b - a, d - c
    cross = float(u[0] * v[1] - u[1] * v[0])
    if abs(cross) < 0.2 * float(np.linalg.norm(u) * np.linalg.norm(v)):
        return None
    w = c - a
    return np.asarray(a + u * float(w[0] * v[1] - w[1] * v[0]) / cross, np.float32)


def _plausible(quad: Floats) -> bool:
    """Convex, not a strip, and no corner sharper than a slanted sheet has."""
    if not cv2.isContourConvex(quad):
        return False
    sides = [float(np.linalg.norm(b - a)) for a, b in _sides(quad)]
    if min(sides) < NARROWEST * max(sides):
        return False
    for index in range(4):
        a, b = quad[index - 1] - quad[index], quad[(index + 1) % 4] - quad[index]
        cosine = float(a @ b) / max(1e-6, float(np.linalg.norm(a) * np.linalg.norm(b)))
        if abs(cosine) > 0.64:  # 50° to 130°
            return False
    return True


def _worth(planes: Pixels, quad: Floats) -> float:
    """0 to 1: how much of the outline is an edge with paper on its inner side."""
    found = [_support(planes, a, b) for a, b in _sides(quad)]
    supports = [support for support, _ in found]
    if min(supports) < SUPPORT and not (min(supports) >= _BLANK - 0.05 and sorted(supports)[1] > 0.8):
        return 0.0
    lighter = sum(step[0] > 0 for _, step in found) / 4  # paper is, nearly always
    return float((0.6 * min(supports) + 0.4 * np.mean(supports)) * (0.6 + 0.4 * lighter))


def _support(planes: Pixels, a: Floats, b: Floats) -> tuple[float, NDArray[np.float64]]:
    """How much of the side from `a` to `b` is one and the same edge, and the usual step inwards, by plane.

    The sheet lies to the right of the side as it is walked along, which is inwards where corners go clockwise.
    """
    high, wide = planes.shape[:2]
    along = (b - a) / max(1e-6, float(np.linalg.norm(b - a)))
    inward = np.array([-along[1], along[0]], np.float32)
    spots = a + (b - a) * np.linspace(0.04, 0.96, _SAMPLES, dtype=np.float32)[:, None]
    beyond = spots - 4 * inward
    rim = (beyond < 0).any(1) | (beyond > (wide - 1, high - 1)).any(1)
    jump = _values(planes, spots + 4 * inward) - _values(planes, beyond)
    typical = np.asarray(np.median(jump[~rim], 0) if (~rim).any() else np.zeros(3), np.float64)
    main = int(np.argmax(np.abs(typical)))
    same = np.abs(jump[:, main]) * np.sign(jump[:, main] * typical[main]) > STEP
    return float(np.where(rim, _BLANK, same).mean()), typical


def _values(planes: Pixels, spots: Floats) -> NDArray[np.float64]:
    high, wide = planes.shape[:2]
    x = np.clip(np.rint(spots[:, 0]), 0, wide - 1).astype(int)
    y = np.clip(np.rint(spots[:, 1]), 0, high - 1).astype(int)
    return np.asarray(planes[y, x], np.float64)


def _refine(picture: Pixels, corners: Floats, reach: float) -> Floats:
    """Move each side to the strongest step near it, within `reach` pixels, and let the sides meet anew."""
    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (0, 0), 1.0).astype(np.float32)
    high, wide = grey.shape
    offsets = np.arange(-np.ceil(reach), np.ceil(reach) + 1, dtype=np.float32)
    lines = []
    for a, b in _sides(corners):
        along = (b - a) / max(1e-6, float(np.linalg.norm(b - a)))
        inward = np.array([-along[1], along[0]], np.float32)
        spots = a + (b - a) * np.linspace(0.06, 0.94, 64, dtype=np.float32)[:, None]
        grid = spots[:, None] + offsets[None, :, None] * inward
        profile = cv2.remap(
            grey,
            np.ascontiguousarray(grid[..., 0]),
            np.ascontiguousarray(grid[..., 1]),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        slope = np.gradient(profile, axis=1)
        if np.median(slope.max(1)) < np.median(-slope.min(1)):
            slope = -slope  # a sheet darker than the desk
        best = slope.argmax(1)
        strong = slope[np.arange(len(best)), best] > 0.4 * float(np.median(slope.max(1)))
        if strong.sum() < 12:
            return corners
        edge = (spots + offsets[best][:, None] * inward)[strong]
        vx, vy, x, y = cv2.fitLine(edge.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append((np.array([x, y], np.float32), np.array([x + vx, y + vy], np.float32)))
    moved = []
    for index in range(4):
        corner = _meet(*lines[index - 1], *lines[index])
        if corner is None or float(np.linalg.norm(corner - corners[index])) > 3 * reach:
            return corners
        moved.append(corner)
    return np.clip(np.array(moved, np.float32), 0, (wide - 1, high - 1)).astype(np.float32)


def _sides(quad: Floats) -> list[tuple[Floats, Floats]]:
    return [(quad[index], quad[(index + 1) % 4]) for index in range(4)]
