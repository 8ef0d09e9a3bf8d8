"""What a finger's ridges are like before there are any: the class, where its cores and deltas lie, which way they run.

The orientation is the zero-pole model: half the sum of the directions to the cores less half the sum of the directions
to the deltas (B. G. Sherlock, D. M. Monro: A model for interpreting fingerprint topology, Pattern Recognition 26,
1993). What that model lacks, P. R. Vizcaya and L. A. Gerhardt correct near each singular point (A nonlinear orientation
model for global description of fingerprints, 1996); here four terms do it: ridges arch over the whole finger, run side
by side out of a core where the model would fan them out, are steeper on a loop's open side, and vary slowly in a way
that is each finger's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from booth.biometrics.synthesis.fields import smooth
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from numpy.random import Generator

    from booth.biometrics.synthesis.fields import Field


class Pattern(Enum):
    """The class of a finger, as Henry named them. Left and right are those of the picture."""

    ARCH = "arch"
    TENTED_ARCH = "tented_arch"
    LEFT_LOOP = "left_loop"
    RIGHT_LOOP = "right_loop"
    WHORL = "whorl"
    DOUBLE_LOOP = "double_loop"


# Percent of arches, tented arches, radial loops, ulnar loops, whorls and double loops. Round figures of ours that keep
# to what the literature agrees on: over all fingers two thirds loops, a quarter and more whorls, few arches (D. Maltoni
# et al., Handbook of Fingerprint Recognition, 4.2); radial loops and arches mostly on the index finger, whorls on thumb
# and ring finger, ulnar loops on the little finger.
_SHARES = {
    "thumb": (3, 1, 1, 55, 27, 13),
    "index": (9, 9, 18, 32, 25, 7),
    "middle": (6, 4, 3, 69, 14, 4),
    "ring": (2, 1, 1, 56, 36, 4),
    "little": (1, 1, 1, 83, 11, 3),
}


@dataclass(frozen=True)
class Flow:
    """Where the ridges turn: points (x, y) in pixels at 500 ppi, x to the right, y upwards from the finger's centre."""

    pattern: Pattern
    cores: tuple[tuple[float, float], ...]
    deltas: tuple[tuple[float, float], ...]
    bow: float  # radians the ridges fall off beside the tip
    tent: float  # radians they rise in the middle, for arches
    parallel: float = 0.0  # 0 ridges fan out from a core … 1 they run side by side
    steep: float = 0.0  # radians that a loop's open side is steeper; above zero where that is the left


def choose_pattern(rng: Generator, finger: Finger) -> Pattern:
    """A class, as often as it is found on that finger."""
    shares = np.asarray(_SHARES[finger.slug.rpartition("_")[2]], float)
    ulnar, radial = (
        (Pattern.RIGHT_LOOP, Pattern.LEFT_LOOP) if finger.is_right else (Pattern.LEFT_LOOP, Pattern.RIGHT_LOOP)
    )
    order = (Pattern.ARCH, Pattern.TENTED_ARCH, radial, ulnar, Pattern.WHORL, Pattern.DOUBLE_LOOP)
    return order[int(rng.choice(len(order), p=shares / shares.sum()))]


def choose_flow(rng: Generator, pattern: Pattern, scale: float) -> Flow:
    """Cores and deltas of one finger of that class; `scale` is its size beside a middle finger's."""

    def about(x: float, y: float, spread: float) -> tuple[float, float]:
        return (scale * (x + rng.normal(0, spread)), scale * (y + rng.normal(0, spread)))

    bow = rng.uniform(0.75, 1.0)
    match pattern:
        case Pattern.ARCH:
            return Flow(pattern, (), (), bow, rng.uniform(0.45, 0.8))
        case Pattern.TENTED_ARCH:
            x, y = about(0, 10, 8)
            return Flow(
                pattern,
                ((x, y),),
                ((x + rng.normal(0, 4), y - scale * rng.uniform(55, 90)),),
                bow,
                0.0,
                rng.uniform(0.3, 0.8),
            )
        case Pattern.LEFT_LOOP | Pattern.RIGHT_LOOP:
            side = 1 if pattern is Pattern.LEFT_LOOP else -1  # the delta lies where the loop does not open
            delta = (scale * side * rng.uniform(45, 150), -scale * rng.uniform(60, 165))
            return Flow(
                pattern,
                (about(0, 10, 10),),
                (delta,),
                rng.uniform(0.35, 0.95),
                0.0,
                rng.uniform(0.4, 1.0),
                side * rng.uniform(0.0, 0.5),
            )
        case Pattern.WHORL:
            x, y = about(0, 15, 8)
            half = scale * rng.uniform(8, 26)
            lean = rng.normal(0, 0.25) * half
            cores = ((x + lean, y + half), (x - lean, y - half))
        case Pattern.DOUBLE_LOOP:
            x, y = about(0, 5, 8)
            half, lean = scale * rng.uniform(20, 38), scale * rng.choice((-1, 1)) * rng.uniform(14, 32)
            cores = ((x + lean, y + half), (x - lean, y - half))
    deltas = (
        (-scale * rng.uniform(85, 135), -scale * rng.uniform(85, 145)),
        (scale * rng.uniform(85, 135), -scale * rng.uniform(85, 145)),
    )
    return Flow(pattern, cores, deltas, 0.5 * bow, 0.0, rng.uniform(0.2, 0.8))


def orientation(flow: Flow, x: Field, y: Field, half_width: float, rng: Generator) -> Field:
    """The ridges' direction at the places `x`, `y`: radians anticlockwise from the right, modulo pi.

    `half_width` is the finger's. The slow variation that is the finger's own is drawn from `rng`.
    """
    shape = (x.shape[0], x.shape[1])
    spread = 0.12 * half_width
    x = x + spread * smooth(rng, shape, 0.4 * shape[1])
    y = y * rng.uniform(0.85, 1.15) + spread * smooth(rng, shape, 0.4 * shape[1])
    angle = np.zeros_like(x)
    for core in flow.cores:
        angle += 0.5 * np.arctan2(y - core[1], x - core[0])
    for delta in flow.deltas:
        angle -= 0.5 * np.arctan2(y - delta[1], x - delta[0])
    middle = flow.cores[0][0] if flow.cores else 0.0
    beside = (x - middle) / half_width
    # Circles around a place below: ridges keep their distance there and need not end, as they would under plain arches.
    above = 1 / (1 + np.exp(-(y + 0.2 * half_width) / (0.3 * half_width)))
    radius = np.logaddexp(0, 3 * (y / half_width + 0.8)) / 3
    angle -= flow.bow * np.arctan2(beside, radius) * above
    if flow.tent:
        narrow = 3.2 * beside
        angle -= flow.tent * narrow * np.exp(0.5 - narrow**2 / 2) * np.exp(-((y / half_width + 0.1) ** 2) / 0.8)
    for core in flow.cores:
        angle += flow.parallel * _parallel(flow, core, x, y, half_width)
    if flow.steep:
        core = flow.cores[0]
        open_x = core[0] - np.sign(flow.steep) * 0.45 * half_width
        away = (x - open_x) ** 2 + (y - core[1] + 0.4 * half_width) ** 2
        angle += flow.steep * np.exp(-away / (2 * (0.5 * half_width) ** 2))
    return np.asarray(
        angle + 0.16 * smooth(rng, shape, 0.35 * shape[1]) + 0.06 * smooth(rng, shape, 0.18 * shape[1]), np.float32
    )


def _parallel(flow: Flow, core: tuple[float, float], x: Field, y: Field, half_width: float) -> Field:
    """What turns the fan below a core into ridges side by side: all of the turn is made on the closed side."""
    others = sum(0.5 * np.arctan2(core[1] - b, core[0] - a) for a, b in flow.cores if (a, b) != core)
    others -= sum(0.5 * np.arctan2(core[1] - b, core[0] - a) for a, b in flow.deltas)
    closed = np.pi + 2 * others  # the direction in which the ridges around this core close
    off = np.arctan2(y - core[1], x - core[0]) - closed
    away = (x - core[0]) ** 2 + (y - core[1]) ** 2
    return np.asarray(0.5 * np.sin(off) * np.exp(-away / (2 * (0.9 * half_width) ** 2)), np.float32)
