"""Two prints laid upon each other: where they agree best, and how much.

First the waves are correlated whole, by FFT over rotations, which finds a few places; from each the one print is then
bent smoothly onto the other (Lucas–Kanade with a wide window, so that ridges cannot be bent at will), and the score is
the local correlation over the area both share, less what two strangers reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.portable import WORKING_PPI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from booth.biometrics.portable import Floats, Ridges

    Matrix = NDArray[np.float32]
    Spectrum = NDArray[np.complex64]

MINUTIAE_PPI = 500

# Degrees.
_MOST_ROTATION = 36
_ROTATION_STEP = 3
_PLACES = 5
_CANVASES = (128, 160, 192, 256, 320, 400)
_COARSE_MASK = 4
_LEAST_OVERLAP = 1500.0  # working pixels: 15 mm²
_ITERATIONS = 4
_BENT_OVER = 14.0  # working pixels
_COMPARED_OVER = 10.0
_THIN = 4
_STRANGERS = 0.4
"""The local correlation above which a patch speaks for one finger, and below which against it."""
_PER = 100.0


@dataclass(frozen=True)
class Place:
    """The probe turned about its middle by `rotation` degrees, then moved, in working pixels."""

    peak: float
    rotation: float
    right: float
    down: float


@dataclass(frozen=True)
class Agreement:
    """`score` rises with likeness; `shared` is the area in common in working pixels, `correlation` the mean over it."""

    score: float
    shared: float
    correlation: float


def agreement(probe: Ridges, gallery: Ridges, more: Sequence[Place] = ()) -> Agreement:
    """The best of the places found and of those that are known otherwise; about 30 ms."""
    found = [_bend(probe, gallery, place) for place in (*more, *places(probe, gallery))]
    return max(found, key=lambda one: one.score)


def place_of(probe: Ridges, gallery: Ridges, here: Floats, there: Floats, weight: Floats) -> Place | None:
    """The place that brings the probe's points `here` `(n, 2)` onto the gallery's `there`, by least squares.

    In pixels of whole images at 500 ppi; `weight` `(n,)`. None of fewer than two points.
    """
    if len(here) < 2:
        return None
    scale = WORKING_PPI / MINUTIAE_PPI
    one = here * scale - np.array(probe.corner, np.float32)
    other = there * scale - np.array(gallery.corner, np.float32)
    share = (weight / max(float(weight.sum()), 1e-9))[:, None]
    from_, to = (one * share).sum(axis=0), (other * share).sum(axis=0)
    a, b = (one - from_) * share, other - to
    turn = np.arctan2(float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()), float((a * b).sum()))
    cos, sin = np.cos(turn), np.sin(turn)
    middle = np.array([probe.wave.shape[1] / 2 - 0.5, probe.wave.shape[0] / 2 - 0.5])
    arm = middle - from_
    right = cos * arm[0] - sin * arm[1] + to[0] - middle[0]
    down = sin * arm[0] + cos * arm[1] + to[1] - middle[1]
    return Place(0.0, -float(np.rad2deg(turn)), float(right), float(down))


def places(probe: Ridges, gallery: Ridges) -> list[Place]:
    """The places where the waves as a whole agree best, the best first, at most `_PLACES`."""
    canvas = _canvas(probe, gallery)
    height, width = gallery.wave.shape
    spectrum, overlaps = _still(gallery, canvas)
    found = []
    for rotation, turned, turned_mask in _turned(probe, canvas):
        alike = np.fft.irfft2(turned * spectrum, (canvas, canvas))
        small = canvas // _COARSE_MASK
        thin = np.fft.irfft2(turned_mask * overlaps, (small, small)) * _COARSE_MASK**2
        shared = cv2.resize(thin, (canvas, canvas), interpolation=cv2.INTER_LINEAR)
        peaks = np.asarray(alike / np.sqrt(np.maximum(shared, _LEAST_OVERLAP)), np.float32)
        for _ in range(2):
            _, peak, _, (x, y) = cv2.minMaxLoc(peaks)
            found.append(Place(peak, rotation, x if x < width else x - canvas, y if y < height else y - canvas))
            cv2.circle(peaks, (x, y), 4, 0, -1)
    found.sort(key=lambda place: -place.peak)
    kept: list[Place] = []
    for place in found:
        if all(_apart(place, other) for other in kept):
            kept.append(place)
        if len(kept) == _PLACES:
            break
    return kept


def _apart(a: Place, b: Place) -> bool:
    return abs(a.rotation - b.rotation) > _ROTATION_STEP or np.hypot(a.right - b.right, a.down - b.down) > 6


def _canvas(probe: Ridges, gallery: Ridges) -> int:
    """A side with room for prints 40 % beside each other, from few sizes, so that spectra serve again."""
    longest = max(*probe.wave.shape, *gallery.wave.shape)
    return next((size for size in _CANVASES if size >= 1.4 * longest), _CANVASES[-1])


def _still(gallery: Ridges, canvas: int) -> tuple[Spectrum, Spectrum]:
    kept = gallery.spectra.get(canvas)
    if kept is None:
        kept = gallery.spectra[canvas] = _spectra(gallery.wave, gallery.mask, canvas)
    return kept


@lru_cache(maxsize=4)  # one probe meets many, one after another; 6 MB each
def _turned(probe: Ridges, canvas: int) -> list[tuple[float, Spectrum, Spectrum]]:
    height, width = probe.wave.shape
    turned = []
    for rotation in range(-_MOST_ROTATION, _MOST_ROTATION + 1, _ROTATION_STEP):
        turn = _turn(probe, rotation)
        wave, mask = (
            np.asarray(cv2.warpAffine(v, turn, (width, height)), np.float32) for v in (probe.wave, probe.mask)
        )
        spectrum, overlaps = _spectra(wave, mask, canvas)
        turned.append((float(rotation), np.conj(spectrum), np.conj(overlaps)))
    return turned


def _spectra(wave: Floats, mask: Floats, canvas: int) -> tuple[Spectrum, Spectrum]:
    small = canvas // _COARSE_MASK
    thin = np.ascontiguousarray(mask[::_COARSE_MASK, ::_COARSE_MASK])
    return _spectrum(wave, canvas), _spectrum(thin, small)


def _spectrum(values: Floats, side: int) -> Spectrum:
    return np.asarray(np.fft.rfft2(values, (side, side)), np.complex64)


def _turn(probe: Ridges, rotation: float) -> Matrix:
    height, width = probe.wave.shape
    return np.asarray(cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), rotation, 1), np.float32)


def _bend(probe: Ridges, gallery: Ridges, place: Place) -> Agreement:
    """Bend the gallery's print onto the probe's, beginning at `place`, and compare."""
    turn = _turn(probe, place.rotation)
    turn[:, 2] += place.right, place.down
    height, width = probe.wave.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    at_x = turn[0, 0] * x + turn[0, 1] * y + turn[0, 2]
    at_y = turn[1, 0] * x + turn[1, 1] * y + turn[1, 2]
    for spread in (_BENT_OVER * 2, *[_BENT_OVER] * (_ITERATIONS - 1)):
        bent, shared = _seen(probe, gallery, at_x, at_y)
        right, down = _step(probe.wave, bent, shared, spread)
        at_x += turn[0, 0] * right + turn[0, 1] * down
        at_y += turn[1, 0] * right + turn[1, 1] * down
    bent, shared = _seen(probe, gallery, at_x, at_y)
    both, one, other = (
        _wide(v * shared, _COMPARED_OVER) for v in (probe.wave * bent, probe.wave * probe.wave, bent * bent)
    )
    local = both / (np.sqrt(one * other) + 1e-3)
    weight = _wide(shared, 0)
    area = float(weight.sum()) * _THIN**2
    correlation = float((local * weight).sum()) * _THIN**2
    return Agreement((correlation - _STRANGERS * area) / _PER, area, correlation / (area + 1))


def _seen(probe: Ridges, gallery: Ridges, at_x: Floats, at_y: Floats) -> tuple[Floats, Floats]:
    bent, mask = (cv2.remap(v, at_x, at_y, cv2.INTER_LINEAR) for v in (gallery.wave, gallery.mask))
    return np.asarray(bent, np.float32), np.asarray(probe.mask * mask, np.float32)


def _step(still: Floats, bent: Floats, shared: Floats, spread: float) -> tuple[Floats, Floats]:
    """One step of Lucas–Kanade over a Gaussian window of `spread`: by how much to look further right and down."""
    middle = (still + bent) * 0.5
    gx = cv2.Sobel(middle, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    gy = cv2.Sobel(middle, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    left = (still - bent) * shared
    xx, yy, xy = (_wide(v * shared, spread) for v in (gx * gx, gy * gy, gx * gy))
    bx, by = _wide(gx * left, spread), _wide(gy * left, spread)
    firm = np.float32(0.05) * (xx + yy) + np.float32(1e-3)
    xx += firm
    yy += firm
    determinant = xx * yy - xy * xy
    right, down = (yy * bx - xy * by) / determinant, (xx * by - xy * bx) / determinant
    # Half a period at once would lead to the neighbouring ridge.
    held = np.minimum(1, 2 / (np.sqrt(right * right + down * down) + 1e-6))
    height, width = still.shape
    everywhere = [cv2.resize(v * held, (width, height), interpolation=cv2.INTER_LINEAR) for v in (right, down)]
    return np.asarray(everywhere[0], np.float32), np.asarray(everywhere[1], np.float32)


def _wide(values: Floats, spread: float) -> Floats:
    """The mean over a wide Gaussian, one value for `_THIN` × `_THIN` pixels: what is smooth needs no more."""
    height, width = values.shape
    small = (-(-width // _THIN), -(-height // _THIN))
    thin = cv2.resize(values, small, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(thin, (0, 0), spread / _THIN) if spread else thin, np.float32)
