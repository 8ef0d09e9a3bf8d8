"""Ridges out of nothing: a filter that looks along the ridges is applied to noise until all of it runs their way.

The manner of SFinGe (R. Cappelli, in D. Maltoni et al., Handbook of Fingerprint Recognition, chapter 6). Where the
ridges' directions part or their distances change, ridges end and fork by themselves: minutiae need no placing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator

    from booth.biometrics.synthesis.fields import Field

_REACH = 6  # pixels: a ridge and a half either way, at a period of 4.5
_SPREAD = 0.42  # periods: sigma of the filter's window, which then holds one ridge and a valley on both sides
_GAIN = 1.6  # of the response, against full contrast: what has been found grows


def grow(orientation: Field, period: Field, rng: Generator, rounds: int) -> Field:
    """Ridges along `orientation` (radians), `period` (3.5–6 pixels) from one to the next; +1 ridge, -1 valley.

    Each of the `rounds` takes 4–6 ms for 224 × 304 pixels; the more rounds, the fewer minutiae are left.
    """
    rows, columns = orientation.shape
    taps = _filter(orientation, period)
    ridges = rng.standard_normal((rows, columns), np.float32)
    sum_ = np.empty_like(ridges)
    for _ in range(rounds):
        wide = cv2.copyMakeBorder(ridges, _REACH, _REACH, _REACH, _REACH, cv2.BORDER_REFLECT_101)
        grown = np.zeros_like(ridges)
        for (down, across), weight in taps:
            one = wide[_REACH + down : _REACH + down + rows, _REACH + across : _REACH + across + columns]
            two = wide[_REACH - down : _REACH - down + rows, _REACH - across : _REACH - across + columns]
            cv2.add(one, two, sum_)
            cv2.accumulateProduct(sum_, weight, grown)
        ridges = np.clip(grown, -1, 1)
    return np.asarray(ridges, np.float32)


def _filter(orientation: Field, period: Field) -> list[tuple[tuple[int, int], Field]]:
    """Half of a symmetric filter with no answer to plain grey: for each step (down, across) every pixel's weight."""
    turn = (2 * np.pi / period).astype(np.float32)
    to_right, to_down = turn * np.sin(orientation), turn * np.cos(orientation)
    sigma = _SPREAD * float(period.mean())
    steps = [
        (down, across)
        for down in range(_REACH + 1)
        for across in range(-_REACH, _REACH + 1)
        if (down, across) > (0, 0) and down**2 + across**2 <= (_REACH + 0.5) ** 2
    ]
    window = {step: float(np.exp(-(step[0] ** 2 + step[1] ** 2) / (2 * sigma**2))) for step in steps}
    wave = {step: np.cos(step[1] * to_right + step[0] * to_down) for step in steps}
    whole = 1 + 2 * sum(window.values())
    plain = (1 + 2 * sum(window[step] * wave[step] for step in steps)) / whole
    weights = {step: window[step] * (wave[step] - plain) for step in steps}
    middle = 1 - plain
    # What a full-contrast wave of the right direction and period gets from the filter.
    full = middle + 2 * sum(weights[step] * wave[step] for step in steps)
    scale = (_GAIN / full).astype(np.float32)
    halves = [((0, 0), np.asarray(middle * scale / 2, np.float32))]
    return halves + [(step, np.asarray(weights[step] * scale, np.float32)) for step in steps]
