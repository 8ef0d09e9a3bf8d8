"""One press of a finger on the glass of an optical sensor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.synthesis.fields import grain, smooth
from booth.biometrics.synthesis.master import CENTRE, Master

if TYPE_CHECKING:
    from numpy.random import Generator

    from booth.biometrics.images import Pixels
    from booth.biometrics.synthesis.fields import Field

SIZE = (326, 357)
"""Width and height of an impression that names none: those of a U.are.U 4000."""


class Condition(Enum):
    """How a finger is pressed."""

    SOUND = "sound"
    DRY = "dry"  # thin, broken ridges
    WET = "wet"  # or hard: valleys run full
    LIGHT = "light"  # hardly pressed: pale
    SMALL = "small"  # the tip only
    OFF_CENTRE = "off_centre"
    SMEARED = "smeared"  # moved while the sensor looked


@dataclass(frozen=True)
class _Press:
    """What a press is made of; each figure is a mean from which presses vary a little."""

    pressure: float = -0.05  # moves the border of ridge and valley: 1 is all ridge, -1 all valley
    uneven: float = 0.4  # how much the pressure varies over the finger
    broken: float = 1.4  # grain of ordinary skin against the height of a ridge
    reach: float = 0.93  # of the usual contact
    ink: float = 0.8  # darkness, 0 to 1
    aside: float = 0.0  # of the glass's half width
    smear: float = 0.0  # pixels


_PRESSES = {
    Condition.SOUND: _Press(),
    Condition.DRY: _Press(pressure=-0.7, uneven=0.3, broken=3.2, reach=0.88, ink=0.6),
    Condition.WET: _Press(pressure=1.1, uneven=0.2, broken=0.5, reach=1.08, ink=0.95),
    Condition.LIGHT: _Press(pressure=-0.2, broken=1.0, reach=0.9, ink=0.24),
    Condition.SMALL: _Press(pressure=0.3, reach=0.42),
    Condition.OFF_CENTRE: _Press(aside=0.8),
    Condition.SMEARED: _Press(smear=15.0),
}


def impression(
    finger: Master, number: int, *, condition: Condition = Condition.SOUND, size: tuple[int, int] = SIZE
) -> Pixels:
    """Press `number` (0 upwards) of a finger: `(height, width) uint8` at 500 ppi, ridges dark; `size` (width, height).

    Another number is another press of the same finger: elsewhere, turned, the skin stretched, pressed otherwise. The
    same arguments give the same pixels. 15–30 ms. Raises `ValueError` for a number below 0.
    """
    rng = np.random.default_rng((finger.seed, finger.person, int(finger.finger), 1 + number))
    press = _varied(_PRESSES[condition], finger, rng)
    x, y = _skin_under(size, press, rng)
    ridges = _look(finger.ridges, x, y, -1.0)
    gaps = _look(finger.gaps, x, y, 1.0)
    return _picture(press, _contact(finger, press, x, y, rng), ridges, gaps, rng)


def _varied(press: _Press, finger: Master, rng: Generator) -> _Press:
    return replace(
        press,
        pressure=press.pressure + rng.normal(0, 0.15),
        uneven=press.uneven * rng.uniform(0.6, 1.4),
        broken=press.broken * finger.roughness * rng.uniform(0.7, 1.3),
        reach=press.reach * rng.normal(1, 0.08),
        ink=float(np.clip(press.ink * rng.normal(1, 0.08), 0.1, 1.0)),
    )


def _skin_under(size: tuple[int, int], press: _Press, rng: Generator) -> tuple[Field, Field]:
    """For every pixel of the glass the place of the skin above it, in pixels of the master."""
    width, height = size
    shape = (height, width)
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    side = rng.choice((-1.0, 1.0)) * press.aside * width / 2
    across -= width / 2 + rng.normal(0, 14) + side
    down -= height / 2 + rng.normal(0, 20)
    angle = np.radians(rng.normal(0, 7))
    x = np.cos(angle) * across - np.sin(angle) * down
    y = np.sin(angle) * across + np.cos(angle) * down
    # Skin sticks at the middle and gives at the rim: pushed and twisted there (Cappelli's model of the distortion),
    # and pulled a little everywhere.
    outward = np.clip(np.hypot(x / 150, y / 200), 0, 1.5).astype(np.float32) ** 2
    push = rng.normal(0, 5.0, 2)
    twist = np.radians(rng.normal(0, 2.0))
    on_x = x + outward * (push[0] - twist * y) + 2.2 * smooth(rng, shape, 90) + CENTRE[0]
    on_y = y + outward * (push[1] + twist * x) + 2.2 * smooth(rng, shape, 90) + CENTRE[1]
    return np.asarray(on_x, np.float32), np.asarray(on_y, np.float32)


def _look(values: Field, x: Field, y: Field, outside: float) -> Field:
    found = cv2.remap(values, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(outside,))
    return np.asarray(found, np.float32)


def _contact(finger: Master, press: _Press, x: Field, y: Field, rng: Generator) -> Field:
    """How far inside the finger's outline a pixel is: 1 in its middle, 0 on the outline, below zero outside."""
    wide, high = finger.half_width * press.reach, finger.half_height * press.reach
    across, down = (x - CENTRE[0]) / wide, (y - CENTRE[1] + 0.1 * high) / high
    shape = (x.shape[0], x.shape[1])
    power = 2.4  # fuller than an ellipse
    outward = (np.abs(across) ** power + np.abs(down) ** power) ** (1 / power)
    return np.asarray(1 - outward + 0.03 * smooth(rng, shape, 60), np.float32)


def _picture(press: _Press, inside: Field, ridges: Field, gaps: Field, rng: Generator) -> Pixels:
    shape = (inside.shape[0], inside.shape[1])
    fine, coarse = grain(rng, shape, 0.9), grain(rng, shape, 2.4)
    pressure = press.pressure + press.uneven * smooth(rng, shape, 90) - 1.6 * np.exp(-np.maximum(inside, 0) / 0.06)
    height = ridges + pressure + press.broken * (0.35 * fine + 0.45 * coarse)
    touch = np.asarray(1 / (1 + np.exp(-4.5 * height)), np.float32)
    touch = touch * (1 - gaps) / (1 + np.exp(np.clip(-(inside + 0.01 * coarse) / 0.012, -50, 50)))
    if press.smear:
        touch = _smeared(np.asarray(touch, np.float32), press.smear, rng)
    touch = np.asarray(cv2.GaussianBlur(touch, (0, 0), 0.6), np.float32)
    dark = press.ink * (1 + 0.12 * smooth(rng, shape, 120))
    paper = rng.uniform(232, 250) + 5 * smooth(rng, shape, 160)
    # Sweat and dust beside the finger.
    specks = np.clip(coarse - 2.6 - 8 * np.maximum(inside + 0.02, 0), 0, 0.6)
    grey = paper * (1 - np.clip(dark * touch + specks, 0, 0.97)) + 5 * fine + 4 * rng.standard_normal(shape, np.float32)
    return np.asarray(np.clip(grey, 0, 255), np.uint8)


def _smeared(touch: Field, length: float, rng: Generator) -> Field:
    """The mean of all places the finger was at while it moved."""
    angle, steps = rng.uniform(0, np.pi), max(3, round(length))
    reach = steps // 2 + 1
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    end = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    first, last = (np.round((sign * end + reach) * 16).astype(int) for sign in (-1, 1))
    cv2.line(kernel, first.tolist(), last.tolist(), (1.0,), 1, cv2.LINE_8, 4)
    return np.asarray(cv2.filter2D(touch, -1, kernel / kernel.sum()), np.float32)
