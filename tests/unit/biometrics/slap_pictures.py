"""Slaps composed of single prints, with the place of each finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

PAPER = 245
# How much lower than the middle finger's the tips of index to little finger lie, in pixels (2 to 14 mm).
LOWER = (70, 0, 40, 190)


def compose(
    prints: Sequence[np.ndarray],
    rng: np.random.Generator,
    *,
    mirrored: bool = False,
    thumbs: bool = False,
    tilt: float = 0.0,
    gap: tuple[int, int] = (10, 60),
    phalanges: bool = True,
) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """`(1500, 1600) uint8` and the centres `(x, y)` of the end phalanges from left to right."""
    page = np.full((1500, 1600), PAPER, np.uint8)
    lower = (0, 0) if thumbs else (LOWER[::-1] if mirrored else LOWER)
    trimmed = [_trimmed(image) for image in prints]
    gaps = [int(rng.integers(*gap)) for _ in trimmed]
    x = 800 - (sum(image.shape[1] for image in trimmed) + sum(gaps[1:])) // 2
    centres = []
    for number, (image, down) in enumerate(zip(trimmed, lower, strict=False)):
        high, wide = image.shape
        x += gaps[number] if number else 0
        y = 350 + down + int(rng.integers(-15, 16))
        _lay(page, image, x, y)
        centres.append((x + wide / 2, y + high / 2))
        if phalanges:
            below = cv2.resize(image[high // 4 :], (int(wide * 0.9), int(high * 0.75)))
            _lay(page, below[::-1], x + wide // 20, y + high + int(rng.integers(8, 30)))
        x += wide
    turn = cv2.getRotationMatrix2D((800, 750), -tilt, 1.0)
    page = cv2.warpAffine(page, turn, (1600, 1500), flags=cv2.INTER_CUBIC, borderValue=PAPER)
    noise = rng.normal(0, 2.0, page.shape)
    page = np.clip(page + noise, 0, 255).astype(np.uint8)
    return page, [tuple(turn @ (cx, cy, 1.0)) for cx, cy in centres]


def _trimmed(image: np.ndarray) -> np.ndarray:
    rows, columns = np.nonzero(cv2.blur(image, (9, 9)) < 225)
    return image[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _lay(page: np.ndarray, image: np.ndarray, x: int, y: int) -> None:
    place = page[y : y + image.shape[0], x : x + image.shape[1]]
    np.minimum(place, image[: place.shape[0], : place.shape[1]], out=place)
