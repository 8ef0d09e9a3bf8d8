"""Is the camera itself all right? Figures from a few pictures of whatever stands before it, for the self-test.

Frames are `(height, width, 3) uint8` BGR, in the order in which they came, all of one size. No face is needed. What a
figure means for a photo of somebody is `face_judge`'s matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.domain.errors import N_
from booth.domain.recording import Background

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Frames = Sequence[NDArray[np.uint8]]

WIDTH = 640  # pixels at which focus is measured, so that it does not depend on the camera's resolution
BLOCK = 16  # pixels
_DARK, _BRIGHT = 5, 250  # grey levels at which a pixel holds no detail any more
_BLACK_MEAN, _BLACK_MOST = 10.0, 40.0  # grey levels: of all, and of the lightest hundredth
_STRUCTURE = 8.0  # grey levels, standard deviation: with less there is nothing to be sharp
_LAPLACE_GAIN = 20.0  # by which white noise's variance grows in the Laplacian: 4² + 4 · 1²
_CORNER = (0.30, 0.14)  # of height and width: the upper corners, where the cloth is free of hair and shoulders
_CHROMA = 18.0  # CIE Lab, as for the cloth behind a face: white and grey walls lie below
_RED, _BLUE = (345.0, 20.0), (195.0, 262.0)  # degrees of hue, clockwise from … to
_OWN = 0.6  # of the corners' pixels: then the colour is the cloth's


class CameraTrouble(Enum):
    """What is wrong with the picture; the value says what to do."""

    BLACK = N_("The picture is black: take the cover off the lens and switch the light on.")
    FROZEN = N_("The picture does not move: unplug the camera and plug it in again.")
    NOISY = N_("The picture is grainy: more light is needed, or another camera.")
    BLURRED = N_("The picture is not sharp: clean the lens and turn its ring.")
    DARK = N_("The picture is too dark: switch the lamps on.")
    BRIGHT = N_("The picture is too bright: turn the lamps away or close the curtain.")
    UNEVEN = N_("One side of the cloth is much darker: move the lamps.")


@dataclass(frozen=True)
class Cloth:
    """What hangs behind the seat: red, blue, or None for another colour; `confidence` 0–1 that it is that."""

    colour: Background | None
    confidence: float


@dataclass(frozen=True)
class CameraFigures:
    """`mean` and `noise` (standard deviation over time) in grey levels of 255; `dark` and `bright` shares of pixels
    without detail, 0–1; `even` the darker upper corner by the lighter, 0–1. `focus` is fine detail by contrast, 0 to
    about 1; None where nothing in view has structure. `noise` is None for a single frame."""

    focus: float | None
    mean: float
    dark: float
    bright: float
    noise: float | None
    even: float
    cloth: Cloth
    black: bool
    frozen: bool


@dataclass(frozen=True)
class CameraLimits:
    """Where a figure becomes a trouble.

    `focus`: 20 photos of faces lay between 0.021 and 0.14, the demo's pictures above 0.15; blurred by a Gaussian of 2
    pixels of 1280 these fell to 0.016, of 3 pixels to 0.004.
    """

    noise: float = 12.0
    focus: float = 0.010
    dark: float = 45.0  # mean
    bright: float = 0.20  # share
    even: float = 0.55


LIMITS = CameraLimits()


def check_camera(frames: Frames) -> CameraFigures:
    """All figures of `frames`. Raises `ValueError` where there are none or they differ in size."""
    if not frames or any(frame.shape != frames[0].shape for frame in frames) or frames[0].ndim != 3:
        raise ValueError("frames of one size are needed")
    newest = frames[-1]
    grey = cv2.cvtColor(newest, cv2.COLOR_BGR2GRAY)
    noise = temporal_noise(frames)
    return CameraFigures(
        focus=focus(frames),
        mean=float(grey.mean()),
        dark=float((grey <= _DARK).mean()),
        bright=float((grey >= _BRIGHT).mean()),
        noise=noise,
        even=evenness(newest),
        cloth=cloth_colour(newest),
        black=is_black(frames),
        frozen=is_frozen(frames),
    )


def troubles(figures: CameraFigures, limits: CameraLimits = LIMITS) -> tuple[CameraTrouble, ...]:
    """What is to be put right, the first first; nothing else is said of a picture that is black or does not move."""
    if figures.black:
        return (CameraTrouble.BLACK,)
    if figures.frozen:
        return (CameraTrouble.FROZEN,)
    found = {
        CameraTrouble.NOISY: figures.noise is not None and figures.noise > limits.noise,
        CameraTrouble.DARK: figures.mean < limits.dark,
        CameraTrouble.BRIGHT: figures.bright > limits.bright,
        CameraTrouble.BLURRED: figures.focus is not None and figures.focus < limits.focus,
        CameraTrouble.UNEVEN: figures.even < limits.even,
    }
    return tuple(trouble for trouble, is_there in found.items() if is_there)


def focus(frames: Frames) -> float | None:
    """Variance of the Laplacian by the variance of the newest picture, without what noise adds to it.

    The others serve to know the noise: averaged, they would blur whoever moves. None where there is no structure.
    """
    greys = [_small_grey(frame) for frame in frames]
    contrast = float(greys[-1].std())
    if contrast < _STRUCTURE:
        return None
    detail = float(cv2.Laplacian(greys[-1], cv2.CV_64F).var()) - _LAPLACE_GAIN * _deviation(greys) ** 2
    return max(detail, 0.0) / contrast**2


def temporal_noise(frames: Frames) -> float | None:
    """Standard deviation of a pixel over time, in grey levels, where nothing moves; None for a single frame."""
    if len(frames) < 2:
        return None
    return _deviation([cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY).astype(np.float64) for frame in frames])


def evenness(frame: NDArray[np.uint8]) -> float:
    """Lightness of the darker upper corner by that of the lighter, 0–1; 1 where both are black."""
    left, right = (float(np.median(cv2.cvtColor(corner, cv2.COLOR_BGR2GRAY))) for corner in _corners(frame))
    return min(left, right) / max(left, right) if max(left, right) > 0 else 1.0


def cloth_colour(frame: NDArray[np.uint8]) -> Cloth:
    """The colour that most of the upper corners have."""
    pixels = np.concatenate([corner.reshape(-1, 3) for corner in _corners(frame)])[None]
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)[0]
    hue = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_BGR2HSV)[0, :, 0]
    coloured = np.hypot(lab[:, 1], lab[:, 2]) >= _CHROMA
    red = float((coloured & ((hue >= _RED[0]) | (hue <= _RED[1]))).mean())
    blue = float((coloured & (hue >= _BLUE[0]) & (hue <= _BLUE[1])).mean())
    if max(red, blue) < _OWN:
        return Cloth(None, 1.0 - max(red, blue))
    return Cloth(Background.RED, red) if red > blue else Cloth(Background.BLUE, blue)


def is_black(frames: Frames) -> bool:
    """Whether none of `frames` shows anything but a sensor's noise; false for no frames."""
    return bool(frames) and all(
        float(frame.mean()) < _BLACK_MEAN and float(np.percentile(frame, 99)) < _BLACK_MOST for frame in frames
    )


def is_frozen(frames: Frames) -> bool:
    """Whether all of `frames`, three at least, are the same pixel for pixel, which no sensor's are."""
    return len(frames) > 2 and all(np.array_equal(one, other) for one, other in pairwise(frames))


def _deviation(greys: Sequence[NDArray[np.float64]]) -> float:
    """The median over blocks of the deviation between two frames in a row: what moves is in the minority."""
    if len(greys) < 2:
        return 0.0
    found = []
    for one, other in pairwise(greys):
        height, width = (side // BLOCK * BLOCK for side in one.shape)
        if not height or not width:
            found.append(float((one - other).std()))
            continue
        change = (one - other)[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK)
        found.append(float(np.median(change.std(axis=(1, 3)))))
    return float(np.median(found)) / 2**0.5


def _small_grey(frame: NDArray[np.uint8]) -> NDArray[np.float64]:
    height, width = frame.shape[:2]
    grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    if width > WIDTH:
        grey = cv2.resize(grey, (WIDTH, max(round(height * WIDTH / width), 1)), interpolation=cv2.INTER_AREA)
    return np.asarray(grey, np.float64)


def _corners(frame: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    height, width = (max(round(share * side), 1) for share, side in zip(_CORNER, frame.shape[:2], strict=True))
    return frame[:height, :width], frame[:height, -width:]
