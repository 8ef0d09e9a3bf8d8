"""Slaps composed of single prints, with the place of each finger."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.slaps import Hand
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from collections.abc import Sequence

    Centres = list[tuple[float, float]]

PAPER = 245
SIZE = (1600, 1500)  # width and height: 81 × 76 mm, the platen of a 4-4-2 scanner
# How much lower than the middle finger's the tips of index to little finger lie, in pixels (2 to 14 mm).
LOWER = (70, 0, 40, 190)
# How far index to little finger of a right hand that lies flat turn from its axis, in degrees.
FAN = (-6.0, -1.0, 3.0, 9.0)
FAINT = 0.12  # of a print's contrast
# Which fingers lie from left to right.
ORDER = {
    Hand.RIGHT: (Finger.RIGHT_INDEX, Finger.RIGHT_MIDDLE, Finger.RIGHT_RING, Finger.RIGHT_LITTLE),
    Hand.LEFT: (Finger.LEFT_LITTLE, Finger.LEFT_RING, Finger.LEFT_MIDDLE, Finger.LEFT_INDEX),
    Hand.THUMBS: (Finger.LEFT_THUMB, Finger.RIGHT_THUMB),
}


def compose(
    prints: Sequence[np.ndarray],
    rng: np.random.Generator,
    *,
    mirrored: bool = False,
    thumbs: bool = False,
    tilt: float = 0.0,
    gap: tuple[int, int] = (10, 60),
    phalanges: bool = True,
    joint: tuple[int, int] = (8, 30),
    fan: float = 0.0,
    paler: float = 1.0,
    residue: np.ndarray | None = None,
    noise: float = 2.0,
    shift: tuple[int, int] = (0, 0),
    without: int | None = None,
    faint: int | None = None,
) -> tuple[np.ndarray, Centres]:
    """`(1500, 1600) uint8` and the centres `(x, y)` of the end phalanges from left to right.

    `gap` and `joint` are the fewest and the most pixels between fingers and between phalanges. `tilt` turns the whole
    hand clockwise, `fan` is how much of `FAN` each finger turns by itself. A finger has between `paler` and all of its
    print's contrast. `residue` is another slap, of which a weak smear lies below. `shift` moves the hand, also beyond
    the edge. Finger `without` is lifted, finger `faint` hardly touches, counted from the left.
    """
    lower, turns = (LOWER[::-1], [-turn for turn in FAN[::-1]]) if mirrored else (LOWER, list(FAN))
    if thumbs:
        lower, turns = (0, 0), [5.0, -5.0]
    trimmed = [_turned(_trimmed(image), fan * turn) for image, turn in zip(prints, turns, strict=False)]
    gaps = [int(rng.integers(*gap)) for _ in trimmed]
    page = np.full(SIZE[::-1], PAPER, np.uint8)
    x = SIZE[0] // 2 - (sum(image.shape[1] for image in trimmed) + sum(gaps[1:])) // 2
    centres = []
    for number, (image, down) in enumerate(zip(trimmed, lower, strict=False)):
        high, wide = image.shape
        x += gaps[number] if number else 0
        y = 350 + down + int(rng.integers(-15, 16))
        pale = float(rng.uniform(paler, 1.0)) if paler < 1 else 1.0
        if number == without:
            x += wide
            continue
        if number == faint:
            pale = FAINT
        _lay(page, _pale(image, pale), x, y)
        centres.append((x + wide / 2, y + high / 2))
        if phalanges:
            below = cv2.resize(image[high // 4 :], (int(wide * 0.9), int(high * 0.75)))[::-1]
            aside = int(-fan * math.tan(math.radians(turns[number])) * high)
            _lay(page, _pale(below, pale), x + wide // 20 + aside, y + high + int(rng.integers(*joint)))
        x += wide
    turn = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), -tilt, 1.0)
    turn[:, 2] += shift
    page = cv2.warpAffine(page, turn, SIZE, flags=cv2.INTER_CUBIC, borderValue=PAPER)
    if residue is not None:
        smear = cv2.GaussianBlur(residue, (0, 0), 1.5)
        page = np.minimum(page, _pale(np.roll(smear, (60, -90), (0, 1)), float(rng.uniform(0.05, 0.12))))
    page = np.clip(page + rng.normal(0, noise, page.shape), 0, 255).astype(np.uint8)
    return page, [tuple(turn @ (cx, cy, 1.0)) for cx, cy in centres]


def right(found: Sequence[tuple[float, float]], centres: Centres, within: float = 60.0) -> bool:
    """As many as there are, and each within `within` pixels of its own place."""
    return len(found) == len(centres) and all(
        math.dist(one, other) <= within for one, other in zip(found, centres, strict=True)
    )


def add(page: np.ndarray, image: np.ndarray, x: int, y: int) -> None:
    """Lay one more print on `page` with its centre at `(x, y)`."""
    image = _trimmed(image)
    _lay(page, image, x - image.shape[1] // 2, y - image.shape[0] // 2)


def _pale(image: np.ndarray, share: float) -> np.ndarray:
    return (PAPER - share * (PAPER - np.minimum(image, PAPER).astype(np.float32))).astype(np.uint8)


def _trimmed(image: np.ndarray) -> np.ndarray:
    """The print alone: specks of dirt beside it are none of its size."""
    dark = cv2.morphologyEx((cv2.blur(image, (13, 13)) < 222).astype(np.uint8), cv2.MORPH_OPEN, np.ones((15, 15)))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(dark)
    rows, columns = np.nonzero(labels == 1 + int(boxes[1:, cv2.CC_STAT_AREA].argmax()))
    return image[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _turned(image: np.ndarray, degrees: float) -> np.ndarray:
    if not degrees:
        return image
    high, wide = image.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -degrees, 1.0)
    room = high // 3
    turn[:, 2] += room
    size = (wide + 2 * room, high + 2 * room)
    return _trimmed(cv2.warpAffine(image, turn, size, flags=cv2.INTER_CUBIC, borderValue=PAPER))


def _lay(page: np.ndarray, image: np.ndarray, x: int, y: int) -> None:
    place = page[max(0, y) : y + image.shape[0], max(0, x) : x + image.shape[1]]
    image = image[max(0, -y) :, max(0, -x) :]
    np.minimum(place, image[: place.shape[0], : place.shape[1]], out=place)
