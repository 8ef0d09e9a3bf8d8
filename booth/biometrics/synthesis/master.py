"""A finger of nobody: its ridges, pores and creases, as they are before any glass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.synthesis.fields import grain, smooth
from booth.biometrics.synthesis.patterns import Pattern, choose_flow, choose_pattern, orientation
from booth.biometrics.synthesis.ridges import grow
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from numpy.random import Generator

    from booth.biometrics.synthesis.fields import Field

WIDTH, HEIGHT = 448, 608
"""Pixels of skin at 500 ppi, 23 × 31 mm: more than a finger lays on any glass for one finger."""
CENTRE = (224, 262)
"""Where (x, y) the middle of an impression is, about the core."""

_HALF = 2  # the ridges grow at half of 500 ppi, where a period is 4.5 pixels, and are then enlarged
_ROUNDS = 12
_FINGER_SIZES = {"thumb": 1.12, "index": 1.0, "middle": 1.0, "ring": 0.97, "little": 0.85}
_HALF_WIDTH = 150  # pixels of a middle finger's contact, and …
_HALF_HEIGHT = 212
_PERIOD = 9.0  # pixels: the mean distance of ridges; a person's own differs, and so does each finger's
_CREASES = 2.2  # on average


@dataclass(frozen=True, eq=False)
class Master:
    """One finger of one synthetic person. All fields are `(HEIGHT, WIDTH) float32`."""

    seed: int
    person: int
    finger: Finger
    pattern: Pattern
    ridges: Field  # -1 the bottom of a valley … +1 the top of a ridge
    gaps: Field  # 0 skin … 1 no skin that could touch: pores and creases
    half_width: float  # pixels of the contact when the finger lies as usual
    half_height: float
    roughness: float  # of the skin: 1 is ordinary, work with the hands makes it more


def master(seed: int, person: int, finger: Finger) -> Master:
    """The finger `finger` of person `person` under `seed` (both 0 upwards): the same at every call. 60–110 ms, 2 MB.

    Raises `ValueError` for a number below 0.
    """
    body = np.random.default_rng((seed, person))
    size, roughness = body.normal(1.0, 0.05), np.exp(body.normal(0, 0.12))
    rng = np.random.default_rng((seed, person, int(finger)))
    scale = float(np.clip(size * _FINGER_SIZES[finger.slug.rpartition("_")[2]] * rng.normal(1, 0.03), 0.72, 1.25))
    pattern = choose_pattern(rng, finger)
    shape = (HEIGHT // _HALF, WIDTH // _HALF)
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    x, y = across * _HALF - CENTRE[0], CENTRE[1] - down * _HALF
    half_width = _HALF_WIDTH * scale
    angle = orientation(choose_flow(rng, pattern, scale), x, y, half_width, rng)
    ridges = grow(angle, _period(rng, _PERIOD * size * rng.normal(1, 0.03), y), rng, _ROUNDS)
    whole = np.asarray(cv2.resize(ridges, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), np.float32)
    gaps = np.maximum(_pores(rng, whole), _creases(rng, scale))
    return Master(
        seed=seed,
        person=person,
        finger=finger,
        pattern=pattern,
        ridges=whole,
        gaps=np.asarray(gaps, np.float32),
        half_width=half_width,
        half_height=_HALF_HEIGHT * scale,
        roughness=float(roughness * np.exp(rng.normal(0, 0.08))),
    )


def _period(rng: Generator, mean: float, y: Field) -> Field:
    """Pixels at half size from ridge to ridge: wider towards the joint, and unlike from place to place."""
    shape = (y.shape[0], y.shape[1])
    towards_joint = np.clip(-y / 300, -0.6, 1.0)
    period = mean * (1 + 0.09 * towards_joint + 0.05 * smooth(rng, shape, 0.3 * shape[1]))
    return np.asarray(np.clip(period, 7.0, 12.0) / _HALF, np.float32)


def _pores(rng: Generator, ridges: Field) -> Field:
    """Small holes along the tops of the ridges."""
    speckle = grain(rng, (HEIGHT, WIDTH), 1.1)
    pores = np.clip((speckle - 1.0) * 1.2, 0, 1) * np.clip(2 * ridges - 0.6, 0, 1)
    return np.asarray(pores * rng.uniform(0.3, 0.9), np.float32)


def _creases(rng: Generator, scale: float) -> Field:
    """White lines across the ridges, and now and then a scar."""
    drawn = np.zeros((HEIGHT, WIDTH), np.uint8)
    for _ in range(rng.poisson(_CREASES)):
        length = scale * rng.uniform(20, 110)
        tilt = rng.normal(0, 0.25) if rng.random() < 0.8 else rng.uniform(-1.5, 1.5)
        at = np.array([CENTRE[0] + scale * rng.normal(0, 85), CENTRE[1] + scale * rng.uniform(-100, 190)])
        along = np.array([np.cos(tilt), np.sin(tilt)])
        steps = np.linspace(-0.5, 0.5, 9)[:, None]
        bend = np.array([-along[1], along[0]]) * rng.normal(0, 0.09) * length
        line = at + steps * length * along + (4 * steps**2 - 0.5) * bend + rng.normal(0, 0.8, (9, 2))
        points = [np.round(line * 16).astype(np.int32).reshape(-1, 1, 2)]
        cv2.polylines(
            drawn,
            points,
            isClosed=False,
            color=(255,),
            thickness=int(rng.integers(1, 4)),
            lineType=cv2.LINE_AA,
            shift=4,
        )
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 0.8).astype(np.float32) / 255, np.float32)
