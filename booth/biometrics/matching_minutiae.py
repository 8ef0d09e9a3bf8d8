"""Minutiae against minutiae, by the neighbourhood of each: cylinder codes, in numpy.

After Cappelli, Ferrara, Maltoni, "Minutia Cylinder-Code" (IEEE PAMI 32, 2010), with its parameters for 8 × 8 × 6
cells and its LSS-R consolidation. It needs no NBIS, and misses fewer than bozorth3: see `matching_templates`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.biometrics.templates import Template

    Floats = NDArray[np.float32]

_PPI = 500
# The cylinder: radius and spreads in pixels at 500 ppi, angles in radians.
_RADIUS = 70.0
_ACROSS, _LAYERS = 8, 6
_SPREAD = 28 / 3
_ANGLE_SPREAD = 2 * np.pi / 9
_CROWDED, _STEEP = 0.01, 400.0
_BEYOND_HULL = 50.0
_LEAST_VALID = 0.6
_MOST_TURN = np.pi / 3
# The consolidation: (middle, steepness) of each sigmoid.
_LEAST_PAIRS, _MOST_PAIRS, _PAIRS = 4, 12, (20.0, 0.4)
_DISTANCE = (5.0, -8 / 5)
_TURN = _DIRECTION = (np.pi / 12, -30.0)
_ROUNDS = 5
_LEAST_MINUTIAE = 8
# Evidence: what strangers score on average, and the number of minutiae from which it counts in full.
_STRANGERS = 0.016
_MANY = 50
_PER = 1000.0


@dataclass(frozen=True, eq=False)
class Cylinders:
    """Of `n` minutiae: place `(n, 2)` in pixels at 500 ppi, y downwards, `angle` `(n,)` in radians anticlockwise.

    `cells` and `valid` are `(n, cells) float32`, 0 where not valid.
    """

    place: Floats
    angle: Floats
    cells: Floats
    valid: Floats


@dataclass(frozen=True, eq=False)
class Correspondence:
    """How alike, 0–1, and which minutiae of the one, `(n, 2)`, lie where in the other, with what `weight`.

    `evidence` is the score over what strangers reach on average, 0 upwards; it counts less where few minutiae are, for
    the fewer there are the further chance carries.
    """

    score: float
    evidence: float
    here: Floats
    there: Floats
    weight: Floats


_NOTHING = Correspondence(0.0, 0.0, np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32), np.zeros(0, np.float32))


def cylinders(template: Template) -> Cylinders:
    """The neighbourhoods of a template's minutiae; 2–5 ms. Fewer than eight count as none: so few meet by chance."""
    found = template.minutiae
    place = np.array([(m.x, m.y) for m in found], np.float32).reshape(-1, 2) * np.float32(_PPI / template.ppi)
    angle = np.deg2rad(np.array([m.angle for m in found], np.float32))
    if len(place) < _LEAST_MINUTIAE:
        return _empty()
    offsets = _offsets()
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    # The picture's y runs downwards, angles run anticlockwise.
    x = place[:, :1] + cos * offsets[:, 0] - sin * offsets[:, 1]
    y = place[:, 1:] - sin * offsets[:, 0] - cos * offsets[:, 1]
    valid = _near_hull(place, x, y)
    kept = valid.mean(axis=1) >= _LEAST_VALID
    if not kept.any():
        return _empty()
    x, y, valid = x[kept], y[kept], valid[kept]
    squared = (x[:, :, None] - place[:, 0]) ** 2 + (y[:, :, None] - place[:, 1]) ** 2
    near = np.exp(squared / np.float32(-2 * _SPREAD**2)) / np.float32(_SPREAD * np.sqrt(2 * np.pi))
    near[squared > 9 * _SPREAD**2] = 0
    itself = np.flatnonzero(kept)
    near[np.arange(len(itself)), :, itself] = 0
    turn = _wrap(angle[kept][:, None] - angle)
    apart = _wrap(_layers() - turn[:, :, None])
    scale = 2 * np.pi / _LAYERS / (_ANGLE_SPREAD * np.sqrt(2 * np.pi))
    agreeing = np.exp(apart**2 / np.float32(-2 * _ANGLE_SPREAD**2)) * np.float32(scale)
    cells = _sigmoid(near @ agreeing, _CROWDED, _STEEP).astype(np.float32).reshape(len(itself), -1)
    everywhere = np.repeat(valid, _LAYERS, axis=1).astype(np.float32)
    return Cylinders(place[kept], angle[kept], cells * everywhere, everywhere)


def correspond(a: Cylinders, b: Cylinders) -> Correspondence:
    """Which minutiae are the same, and how alike that makes the prints, whichever comes first; about 1 ms."""
    if _order(b) < _order(a):  # of pairs that are as alike one is taken: the same one either way
        turned = correspond(b, a)
        return replace(turned, here=turned.there, there=turned.here)
    count = min(len(a.angle), len(b.angle))
    if count < _LEAST_MINUTIAE:
        return _NOTHING
    alike = _similarity(a, b)
    best = np.argsort(-alike, axis=None, kind="stable")[:count]
    i, j = np.unravel_index(best, alike.shape)
    before = alike[i, j]
    fitting = _fitting(a, b, i, j) / np.float32(count - 1)
    after = before
    for _ in range(_ROUNDS):
        after = np.asarray(0.5 * after + 0.5 * (fitting @ after), np.float32)
    wanted = round(_LEAST_PAIRS + float(_sigmoid(np.float32(count), *_PAIRS)) * (_MOST_PAIRS - _LEAST_PAIRS))
    chosen = _one_to_one(i, j, np.argsort(-after / (before + 1e-6), kind="stable"), wanted)
    score = float(after[chosen].sum()) / wanted
    evidence = _PER * max(0.0, score - _STRANGERS) * min(1.0, count / _MANY)
    return Correspondence(score, evidence, a.place[i[chosen]], b.place[j[chosen]], after[chosen].astype(np.float32))


def _order(one: Cylinders) -> tuple[int, bytes, bytes]:
    return len(one.angle), one.place.tobytes(), one.angle.tobytes()


def _empty() -> Cylinders:
    cells = np.zeros((0, len(_offsets()) * _LAYERS), np.float32)
    return Cylinders(np.zeros((0, 2), np.float32), np.zeros(0, np.float32), cells, cells)


@cache
def _offsets() -> Floats:
    """The middles of the cells within the circle, `(cells, 2)`."""
    steps = (np.arange(_ACROSS) + 0.5) * (2 * _RADIUS / _ACROSS) - _RADIUS
    x, y = np.meshgrid(steps, steps, indexing="ij")
    within = np.hypot(x, y) <= _RADIUS
    return np.stack([x[within], y[within]], axis=1).astype(np.float32)


@cache
def _layers() -> Floats:
    return (-np.pi + (np.arange(_LAYERS) + 0.5) * 2 * np.pi / _LAYERS).astype(np.float32)


def _near_hull(place: Floats, x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Which cells lie within reach of the minutiae's convex hull: elsewhere nothing was seen."""
    hull = np.asarray(cv2.convexHull(place, clockwise=False), np.float32)[:, 0]
    if len(hull) < 3:  # all in one line
        return np.zeros(x.shape, np.bool_)
    edge = np.asarray(np.roll(hull, -1, axis=0) - hull, np.float64)
    outwards = np.stack([edge[:, 1], -edge[:, 0]], axis=1)
    middle = hull.mean(axis=0)
    side = np.sign(((hull - middle) * outwards).sum(axis=1, keepdims=True))
    outwards = outwards * side / np.maximum(np.linalg.norm(outwards, axis=1, keepdims=True), 1e-6)
    beyond = (x[..., None] - hull[:, 0]) * outwards[:, 0] + (y[..., None] - hull[:, 1]) * outwards[:, 1]
    return np.asarray(beyond.max(axis=-1) <= _BEYOND_HULL)


def _similarity(a: Cylinders, b: Cylinders) -> Floats:
    """Of every minutia of `a` with every one of `b`, 0–1."""
    both = _product(a.cells, b.cells)
    mine, theirs = _product(a.cells * a.cells, b.valid), _product(a.valid, b.cells * b.cells)
    common = _product(a.valid, b.valid) / a.valid.shape[1]
    apart = np.sqrt(np.maximum(mine + theirs - 2 * both, 0)) / (np.sqrt(mine) + np.sqrt(theirs) + 1e-6)
    turned = np.abs(_wrap(a.angle[:, None] - b.angle))
    counted = (mine + theirs > 0) & (common >= _LEAST_VALID) & (turned <= _MOST_TURN)
    return np.where(counted, 1 - apart, 0).astype(np.float32)


def _product(a: Floats, b: Floats) -> Floats:
    """`a @ b.T`; numpy would wake threads for these small ones, which took six times as long on a busy machine."""
    nothing = np.zeros((len(a), len(b)), np.float32)
    return np.asarray(cv2.gemm(a, b, 1, nothing, 0, flags=cv2.GEMM_2_T), np.float32)


def _fitting(a: Cylinders, b: Cylinders, i: NDArray[np.intp], j: NDArray[np.intp]) -> Floats:
    """How well every two pairs fit together: the same distance, turn and direction in both prints, 0–1."""
    far_a, turn_a, direction_a = _between(a, i)
    far_b, turn_b, direction_b = _between(b, j)
    fit = (
        _sigmoid(np.abs(far_a - far_b), *_DISTANCE)
        * _sigmoid(np.abs(_wrap(turn_a - turn_b)), *_TURN)
        * _sigmoid(np.abs(_wrap(direction_a - direction_b)), *_DIRECTION)
    )
    fit[(i[:, None] == i) | (j[:, None] == j)] = 0
    return fit


def _between(one: Cylinders, at: NDArray[np.intp]) -> tuple[Floats, Floats, Floats]:
    place, angle = one.place[at], one.angle[at]
    right, up = place[:, 0] - place[:, :1], place[:, 1:] - place[:, 1]
    direction = angle[:, None] - np.arctan2(up, right)
    return np.hypot(right, up), angle[:, None] - angle, direction


def _one_to_one(i: NDArray[np.intp], j: NDArray[np.intp], order: NDArray[np.intp], wanted: int) -> list[int]:
    chosen: list[int] = []
    used_i: set[int] = set()
    used_j: set[int] = set()
    for pair in order.tolist():
        if int(i[pair]) in used_i or int(j[pair]) in used_j:
            continue
        used_i.add(int(i[pair]))
        used_j.add(int(j[pair]))
        chosen.append(pair)
        if len(chosen) == wanted:
            break
    return chosen


def _wrap(angle: Floats) -> Floats:
    return np.asarray((angle + np.float32(np.pi)) % np.float32(2 * np.pi) - np.float32(np.pi), np.float32)


def _sigmoid(value: Floats | np.float32, middle: float, steepness: float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(steepness * (value - middle), -60, 60))), np.float32)
