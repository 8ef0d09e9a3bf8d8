"""The residents' fingers on the emulated sensor's glass: whose, in which order, and how they are pressed.

The fingers are `booth.biometrics.synthesis`'s; everything follows from a seed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics import synthesis
from booth.biometrics.synthesis import Condition, master
from booth.domain.fingers import CAPTURE_ORDER, Finger, verification_fingers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

GLASS = (288, 256)
"""Rows and columns of an EF01 sensor at 500 ppi."""

_ROUGHEST = 0.75  # no farmer's hands: a demonstration shows retakes where they are meant
_MOST_PRESSES = 20  # until one passes; the last one stays


@dataclass(frozen=True)
class Visit:
    """One resident at the scanner: fingers that are missing, and fingers first pressed dry and then again."""

    missing: frozenset[Finger] = frozenset()
    dry_first: frozenset[Finger] = field(default_factory=frozenset)

    def presses(self) -> tuple[tuple[Finger, Condition], ...]:
        """What the sensor sees, in order: every finger, then the two of the verification once more."""
        captured = [finger for finger in CAPTURE_ORDER if finger not in self.missing]
        order: list[tuple[Finger, Condition]] = []
        for finger in captured:
            order += [(finger, Condition.DRY)] * (finger in self.dry_first)
            order.append((finger, Condition.SOUND))
        order += [(finger, Condition.SOUND) for finger in verification_fingers(captured)]
        return tuple(order)


def demo_prints(
    folder: Path, *, seed: int, visits: Sequence[Visit], passes: Callable[[NDArray[np.uint8]], bool] | None = None
) -> list[Path]:
    """Write the impressions of `visits` to `folder` so that the name order is the order of the presses.

    Files are 8-bit grey PNGs of `GLASS` size: `0001-01-right_thumb.png` is the first visit's first press. Some sound
    presses score under 40 by NFIQ 2, as in life. Where that would upset the order, `passes` judges each sound press (as
    the sensor sends it, 16 greys) and the finger is pressed anew until one passes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, visit in enumerate(visits, 1):
        for turn, (finger, condition) in enumerate(visit.presses(), 1):
            path = folder / f"{number:04}-{turn:02}-{finger.slug}.png"
            for again in range(_MOST_PRESSES if passes and condition is Condition.SOUND else 1):
                turned = turn + 100 * again
                pixels = impression(seed=seed, person=number, finger=finger, turn=turned, condition=condition)
                if passes and passes(np.asarray((pixels >> 4) * 17, np.uint8)):
                    break
            path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
            written.append(path)
    return written


def impression(
    *, seed: int, person: int, finger: Finger, turn: int, condition: Condition = Condition.SOUND
) -> NDArray[np.uint8]:
    """One press of one finger, `GLASS` `uint8` with dark ridges; another `turn` is another press of the same finger."""
    skin = _finger(seed, person, finger)
    if condition is Condition.SOUND:
        skin = replace(skin, roughness=min(skin.roughness, _ROUGHEST))
    return synthesis.impression(skin, turn, condition=condition, size=(GLASS[1], GLASS[0]))


_finger = lru_cache(maxsize=20)(master)
"""The fingers of two residents stay: of the one at the glass and of the next."""
