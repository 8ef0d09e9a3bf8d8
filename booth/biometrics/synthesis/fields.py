"""Smooth random fields: what varies slowly over a finger or a sensor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Field = NDArray[np.float32]


def smooth(rng: Generator, shape: tuple[int, int], apart: float) -> Field:
    """A field of `shape` (rows, columns) with a standard deviation of about 1, bumps `apart` pixels from another."""
    rows, columns = (max(2, round(side / apart) + 1) for side in shape)
    coarse = rng.standard_normal((rows + 2, columns + 2), np.float32)
    scale = (shape[0] / (rows - 1), shape[1] / (columns - 1))
    whole = cv2.resize(
        coarse,
        (round((columns + 2) * scale[1]), round((rows + 2) * scale[0])),
        interpolation=cv2.INTER_CUBIC,
    )
    # The rim of a cubic interpolation is flat: it stays outside.
    top, left = round(scale[0]), round(scale[1])
    return np.asarray(whole[top : top + shape[0], left : left + shape[1]], np.float32)


def grain(rng: Generator, shape: tuple[int, int], size: float) -> Field:
    """Noise of `shape` with a standard deviation of 1, blurred over `size` pixels (a Gaussian's sigma)."""
    blurred = cv2.GaussianBlur(rng.standard_normal(shape, np.float32), (0, 0), size)
    return np.asarray(blurred / blurred.std(), np.float32)
