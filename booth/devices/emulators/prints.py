"""Prints for the emulated scanner: fingers of nobody, each with as many impressions as are pressed.

Five synthetic images and their mirror images give a person ten different fingers; a smooth warp of its own makes each
person's fingers unlike everybody else's. An impression adds what a press adds: place, turn, stretched skin, pressure,
uneven contact, noise. Everything follows from a seed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.domain.fingers import CAPTURE_ORDER, Finger, verification_fingers
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cv2.typing import MatLike
    from numpy.random import Generator
    from numpy.typing import NDArray

GLASS = (288, 256)
"""Rows and columns of an EF01 sensor at 500 ppi."""
WHITE = 255

# The five images' cores (x, y in pixels): the middle of an impression.
_SOURCES = {
    "SFinGe_Test01.png": (160, 246),
    "SFinGe_Test02.png": (160, 200),
    "SFinGe_Test03.png": (238, 200),
    "SFinGe_Test04.png": (165, 280),
    "SFinGe_Test05.png": (206, 262),
}
_PERSON_WARP = 16.0  # pixels: standard deviation of a person's own warp …
_PERSON_GRID = (5, 4)  # … between so many points down and across the source image
_SKIN_WARP = 1.6  # pixels: of the skin's stretch in one impression
_SKIN_GRID = (4, 4)
_MOST_PRESSES = 20  # until one passes; the last one stays


class Press(Enum):
    """How a finger is pressed on the glass."""

    SOUND = "sound"
    DRY = "dry"  # thin, broken ridges, little contact


@dataclass(frozen=True)
class Visit:
    """One resident at the scanner: fingers that are missing, and fingers first pressed dry and then again."""

    missing: frozenset[Finger] = frozenset()
    dry_first: frozenset[Finger] = field(default_factory=frozenset)

    def presses(self) -> tuple[tuple[Finger, Press], ...]:
        """What the sensor sees, in order: every finger, then the two of the verification once more."""
        captured = [finger for finger in CAPTURE_ORDER if finger not in self.missing]
        order: list[tuple[Finger, Press]] = []
        for finger in captured:
            order += [(finger, Press.DRY)] * (finger in self.dry_first)
            order.append((finger, Press.SOUND))
        order += [(finger, Press.SOUND) for finger in verification_fingers(captured)]
        return tuple(order)


def demo_prints(
    folder: Path, *, seed: int, visits: Sequence[Visit], passes: Callable[[NDArray[np.uint8]], bool] | None = None
) -> list[Path]:
    """Write the impressions of `visits` to `folder` so that the name order is the order of the presses.

    Files are 8-bit grey PNGs of `GLASS` size, 25 ms each: `0001-01-right_thumb.png` is the first visit's first press.
    About one sound press in a hundred scores under 40 by NFIQ 2, as in life. Where that would upset the order, `passes`
    judges each sound press (as the sensor sends it, 16 greys) and the finger is pressed anew until one passes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, visit in enumerate(visits, 1):
        for turn, (finger, press) in enumerate(visit.presses(), 1):
            path = folder / f"{number:04}-{turn:02}-{finger.slug}.png"
            for again in range(_MOST_PRESSES if passes and press is Press.SOUND else 1):
                pixels = impression(seed=seed, person=number, finger=finger, turn=turn + 100 * again, press=press)
                if passes and passes(np.asarray((pixels >> 4) * 17, np.uint8)):
                    break
            path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
            written.append(path)
    return written


def impression(*, seed: int, person: int, finger: Finger, turn: int, press: Press = Press.SOUND) -> NDArray[np.uint8]:
    """One press of one finger, `GLASS` `uint8` with dark ridges; another `turn` is another press of the same finger."""
    source, core = _source(_choice(person, finger))
    own = np.random.default_rng((seed, person, finger))
    now = np.random.default_rng((seed, person, finger, turn))
    across, down = _on_skin(now)
    skin = _smooth(now, _SKIN_GRID, GLASS, _SKIN_WARP)
    across, down = across + skin[0] + core[0], down + skin[1] + core[1]
    warp = _smooth(own, _PERSON_GRID, source.shape, _PERSON_WARP)
    across, down = across + _pick(warp[0], across, down), down + _pick(warp[1], across, down)
    if not finger.is_right:
        across = 2 * core[0] - across
    ridges = cv2.remap(
        source, across, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(WHITE,)
    ).astype(np.float32)
    return _contact(_pressed(ridges, now, press), now)


def _choice(person: int, finger: Finger) -> int:
    """Which source: the five fingers of a hand take all five, people begin with different ones."""
    return (finger - 1 + person) % len(_SOURCES)


@cache
def _source(number: int) -> tuple[MatLike, tuple[int, int]]:
    name, core = list(_SOURCES.items())[number]
    data = np.frombuffer(resource("demo", "sfinge", name).read_bytes(), np.uint8)
    image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    if image is None:
        raise ValueError(name)
    return image, core


def _on_skin(rng: Generator) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each pixel of the glass, which place of the finger lies on it (from the core), after a shift and a turn."""
    rows, columns = GLASS
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    down -= rows / 2 + rng.normal(0, 7)
    across -= columns / 2 + rng.normal(0, 6)
    angle = np.radians(rng.normal(0, 5))
    turned_across = np.cos(angle) * across - np.sin(angle) * down
    turned_down = np.sin(angle) * across + np.cos(angle) * down
    return turned_across.astype(np.float32), turned_down.astype(np.float32)


def _smooth(rng: Generator, grid: tuple[int, int], shape: tuple[int, ...], size: float) -> list[NDArray[np.float32]]:
    """Two smooth fields of `shape`, along x and y, with a standard deviation of `size` at the grid's points."""
    coarse = rng.normal(0, size, (2, *grid)).astype(np.float32)
    return [cv2.resize(part, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).astype(np.float32) for part in coarse]


def _pick(values: NDArray[np.float32], across: NDArray[np.float32], down: NDArray[np.float32]) -> NDArray[np.float32]:
    return cv2.remap(values, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)


def _pressed(ridges: MatLike, rng: Generator, press: Press) -> NDArray[np.float32]:
    """Ridges grow with pressure and shrink without; what a press lacks in moisture breaks them."""
    strength = rng.uniform(-0.35, 0.35) if press is Press.SOUND else -1.0
    square = np.ones((3, 3), np.uint8)
    changed = cv2.erode(ridges, square) if strength > 0 else cv2.dilate(ridges, square)
    out = ridges + abs(strength) * (changed - ridges)
    if press is Press.DRY:
        pores = cv2.GaussianBlur(rng.normal(0, 1, GLASS).astype(np.float32), (0, 0), 1.5)
        patches = cv2.GaussianBlur(rng.normal(0, 1, GLASS).astype(np.float32), (0, 0), 9)
        gone = (pores / pores.std() + 1.2 * patches / patches.std()) > -0.3
        out = np.where(gone, WHITE - 12, 110 + 0.55 * out)
    return np.asarray(cv2.GaussianBlur(out, (0, 0), 0.7), np.float32)


def _contact(ridges: NDArray[np.float32], rng: Generator) -> NDArray[np.uint8]:
    """The finger's outline, uneven contact within, and the sensor's noise."""
    rows, columns = GLASS
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    middle_down, middle_across = rows * rng.uniform(0.46, 0.54), columns * rng.uniform(0.47, 0.53)
    half_down, half_across = rows * rng.uniform(0.56, 0.64), columns * rng.uniform(0.52, 0.58)
    outward = np.hypot((down - middle_down) / half_down, (across - middle_across) / half_across)
    unevenness = _smooth(rng, (4, 4), GLASS, 1.0)[0]
    touches = 1 / (1 + np.exp((outward - 1 + 0.02 * unevenness) * 60))
    shade = 12 * unevenness + 10
    grey = WHITE - (WHITE - np.clip(ridges + shade, 0, WHITE)) * touches + rng.normal(0, 5, GLASS)
    return np.asarray(np.clip(grey, 0, WHITE), np.uint8)
