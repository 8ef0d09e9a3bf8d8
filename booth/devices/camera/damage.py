"""Torn pictures: a damaged JPEG is decoded without a word into a picture that is right down to some row only.

The coder stores lightness as differences from block to block: what follows a damaged byte is displaced, lighter or
darker, down to the last row. Two pictures in a row of one scene agree everywhere, or differ where something moved; one
that is torn agrees above a row and differs below it over the whole width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 16  # pixels, the coder's own
CHANGED = 12  # of 255, of a block's mean in any colour: more than noise and less than displacement
# Share of the blocks below a row that changed, less the share above it. Of 29 pairs of consecutive pictures of the demo
# the most was 0.36; of 200 pictures with 4 bytes overwritten 89 were visibly damaged, 82 of these above 0.40.
TORN = 0.40
_EVERY = 4  # pixels: the means of a block are taken from a sixteenth of it


def small_blocks(pixels: NDArray[np.uint8]) -> NDArray[np.int16]:
    """The means of the blocks of `pixels`, `(height, width, 3) uint8`, as `(height / 16, width / 16, 3)`."""
    thin = np.ascontiguousarray(pixels[::_EVERY, ::_EVERY])
    size = (max(pixels.shape[1] // BLOCK, 1), max(pixels.shape[0] // BLOCK, 1))
    return np.asarray(cv2.resize(thin, size, interpolation=cv2.INTER_AREA), np.int16)


def torn(before: NDArray[np.int16], now: NDArray[np.int16]) -> float:
    """How much more changed below some row than above it, from -1 to 1; 0 where the two have different sizes."""
    if before.shape != now.shape or len(now) < 3:
        return 0.0
    changed = (np.abs(before - now).max(axis=2) > CHANGED).mean(axis=1)
    sums = np.cumsum(changed)
    rows = np.arange(1, len(changed))
    below = (sums[-1] - sums[:-1]) / (len(changed) - rows)
    return float(np.max(below - sums[:-1] / rows))
