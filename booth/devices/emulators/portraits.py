"""Pictures as a booth's camera would see them: one public-domain portrait before the cloth, moving and breathing.

Seeds make residents that differ in side, size, hair, clothes and light. Somebody comes in from the side and from too
far (`intro…`, a quarter of the pictures) and then sits still (`sits…`), in a movement that begins where it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.devices.emulators.camera import INTRO
from booth.domain.recording import Background
from resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Bytes = NDArray[np.uint8]

EYES = (214.5, 93.0)  # middle between the eyes in the portrait, pixels
EYES_APART = 44.0  # pixels
EYES_LINE = 0.455  # of the picture's height: where the booth's oval expects them
WANTED_APART = 0.169  # of the picture's height: how far apart the oval expects them
COLLAR = 185  # row of the portrait below which clothes are
HAIR = ((215, 62), (84, 66))  # centre and radii of an ellipse in the portrait that holds it
SKIN = (  # the outline of face and neck in the portrait
    *((177, 64), (183, 70), (188, 66), (197, 59), (208, 55), (220, 55), (231, 59), (240, 67), (247, 80), (258, 82)),
    *((260, 95), (261, 120), (269, 118), (268, 123), (262, 127), (257, 126), (253, 140), (247, 152)),
    *((245, 170), (240, 180), (225, 183), (205, 179), (185, 177), (177, 170), (175, 150), (172, 135)),
    *((171, 122), (165, 121), (161, 112), (168, 112), (170, 100), (172, 85), (175, 75)),
)
ENLARGED = 3  # times, once, so that each picture is made smaller and stays sharp
QUALITY = 93

CLOTHS = {Background.RED: (38, 30, 168), Background.BLUE: (158, 84, 26)}  # blue, green, red
CLOTHES = {  # turn of the hue in degrees, strength of the colour, brightness; not before a cloth of their own colour
    Background.RED: ((200, 0.75, 0.62), (115, 0.6, 0.6), (0, 0.06, 0.95), (195, 0.4, 1.0), (25, 0.7, 1.0)),
    Background.BLUE: ((0, 0.9, 0.95), (115, 0.6, 0.6), (0, 0.06, 0.95), (25, 0.7, 1.0), (320, 0.7, 0.6)),
}


@dataclass(frozen=True)
class Pose:
    """Where the head is: `x`, `y` off the wanted place in shares of the height, `size` times the wanted, roll in °."""

    x: float
    y: float
    size: float
    roll: float


@dataclass(frozen=True, eq=False)
class Person:
    """The portrait enlarged: colours `(h, w, 3)` that go on beyond its edge, and how far it covers, `(h, w)` 0–1."""

    colours: Bytes
    cover: Floats


def demo_frames(
    folder: Path, background: Background, *, seed: int, count: int = 80, size: tuple[int, int] = (1280, 720)
) -> list[Path]:
    """Write `count` JPEGs of `size` (width, height in pixels) into `folder`, which is made, and return their paths.

    The same seed writes the same pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    person, cloth = _person(rng, background), _cloth(rng, background, size)
    grain = _grain(rng, size[0] + 64, size[1] + 64)
    side, usual, phase = rng.choice([-1.0, 1.0]), rng.uniform(0.9, 1.02), rng.uniform(0, 2 * np.pi)
    entering = count // 4
    paths = []
    for number in range(count):
        here = number - entering
        angle = 2 * np.pi * here / max(count - entering, 1)
        pose = _sitting(angle, phase, usual)
        if here < 0:
            pose = _entering(1 + here / entering, side, pose)
        frame = cv2.convertScaleAbs(_compose(person, cloth, pose), alpha=1.0 + 0.015 * np.sin(angle + phase))
        down, right = rng.integers(0, 64, 2)
        frame = cv2.add(frame, grain[down : down + size[1], right : right + size[0]], dtype=cv2.CV_8U)
        path = folder / (f"{INTRO}-{number:04d}.jpg" if here < 0 else f"sits-{here:04d}.jpg")
        data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]
        path.write_bytes(data.tobytes())
        paths.append(path)
    return paths


def _sitting(angle: float, phase: float, usual: float) -> Pose:
    """A whole number of swings over a round, so that its end meets its beginning."""
    return Pose(
        x=0.010 * np.sin(angle),
        y=0.004 * np.sin(3 * angle) + 0.006 * np.sin(angle + phase),
        size=usual * (1.0 + 0.008 * np.sin(2 * angle + phase)),
        roll=1.2 * np.sin(angle + 2 * phase),
    )


def _entering(share: float, side: float, end: Pose) -> Pose:
    """`share` of the way in: first nearer, then to the middle."""
    nearer, across = _eased(share / 0.5), _eased((share - 0.5) / 0.5)
    return Pose(
        x=end.x + side * 0.26 * (1 - across),
        y=end.y + 0.01 * np.sin(12 * share) * (1 - nearer),
        size=end.size * (0.68 + 0.32 * nearer),
        roll=end.roll + side * 4 * (1 - across),
    )


def _eased(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


def _compose(person: Person, cloth: Floats, pose: Pose) -> Bytes:
    """The person before the cloth, on which falls a soft shadow."""
    height, width = cloth.shape[:2]
    factor = pose.size * WANTED_APART * min(height, width / 0.75) / (EYES_APART * ENLARGED)
    x, y = width / 2 + pose.x * height, height * (EYES_LINE + pose.y)
    turn = cv2.getRotationMatrix2D((EYES[0] * ENLARGED, EYES[1] * ENLARGED), pose.roll, factor)
    turn[:, 2] += (x - EYES[0] * ENLARGED, y - EYES[1] * ENLARGED)
    colours = cv2.warpAffine(person.colours, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpAffine(person.cover, turn, (width, height))
    small = cv2.resize(cover, (width // 16, height // 16), interpolation=cv2.INTER_AREA)
    aside = np.array([[1, 0, 0.02 * small.shape[1]], [0, 1, 0.02 * small.shape[0]]])
    shadow = cv2.warpAffine(small, aside, (small.shape[1], small.shape[0]), borderMode=cv2.BORDER_REPLICATE)
    light = cv2.resize(1.0 - 0.28 * _float32(cv2.GaussianBlur(shadow, (0, 0), 2.5)), (width, height))
    behind = cv2.multiply(cloth, cv2.merge((light, light, light)), dtype=cv2.CV_8U)
    return np.asarray(cv2.blendLinear(colours, behind, cover, 1.0 - _float32(cover)), np.uint8)


def _person(rng: np.random.Generator, background: Background) -> Person:
    """The portrait, enlarged and changed."""
    pixels = _portrait()
    colours = pixels[..., :3]
    dressed = _dressed(colours, *CLOTHES[background][rng.integers(len(CLOTHES[background]))])
    skin = _skin()
    hair = _hair(skin)
    shown = dressed * (1 - hair * (1 - rng.uniform(0.3, 0.85)))
    tone = 1 - rng.uniform(0.0, 0.28) * np.array([1.0, 0.72, 0.5])
    light = 1 + rng.uniform(-0.06, 0.05) + rng.uniform(-0.03, 0.03) * np.array([1, 0, -1])
    shown = shown * (1 - skin + skin * tone) * light
    together = np.dstack([np.clip(shown, 0, 255), pixels[..., 3] / 255]).astype(np.float32)
    if rng.random() < 0.5:
        # Mirrored about the eyes, so that they stay where they are.
        mirror = np.array([[-1, 0, 2 * EYES[0]], [0, 1, 0]])
        together = _float32(cv2.warpAffine(together, mirror, (round(2 * EYES[0]), together.shape[0])))
    large = _float32(cv2.resize(together, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_LANCZOS4))
    sharp = large[..., :3] + 0.7 * (large[..., :3] - _float32(cv2.GaussianBlur(large[..., :3], (0, 0), 2.2)))
    return Person(np.clip(sharp, 0, 255).astype(np.uint8), np.clip(large[..., 3], 0, 1))


@cache
def _portrait() -> NDArray[np.uint8]:
    data = np.frombuffer(resource("demo", "portrait.png").read_bytes(), np.uint8)
    pixels = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    assert pixels is not None, "shipped with the program"  # noqa: S101
    return np.asarray(pixels, np.uint8)


def _dressed(colours: NDArray[np.uint8], turn: float, strength: float, brightness: float) -> Floats:
    """The orange of the clothes turned to another colour."""
    hsv = cv2.cvtColor(colours, cv2.COLOR_BGR2HSV).astype(np.float32)
    orange = ((hsv[..., 0] < 14) | (hsv[..., 0] > 172)) & (hsv[..., 1] > 110)
    orange[:COLLAR] = False
    mask = cv2.GaussianBlur(orange.astype(np.float32), (0, 0), 0.8)[..., None]
    hsv[..., 0] = (hsv[..., 0] + turn / 2) % 180
    hsv[..., 1] = np.clip(hsv[..., 1] * strength, 0, 255)
    hsv[..., 2] = np.clip(hsv[..., 2] * brightness, 0, 255)
    turned = cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2BGR)
    return _float32(colours * (1 - mask) + turned * mask)


def _skin() -> Floats:
    """Cover of the portrait's skin, face and neck, `(h, w, 1)` 0–1."""
    cover = np.zeros(_portrait().shape[:2], np.float32)
    cv2.fillPoly(cover, [np.array(SKIN)], (1.0,), cv2.LINE_AA)
    return _float32(cv2.GaussianBlur(cover, (0, 0), 1.2)[..., None])


def _hair(skin: Floats) -> Floats:
    """Cover of the portrait's hair, `(h, w, 1)` 0–1."""
    above = np.zeros(skin.shape[:2], np.float32)
    cv2.ellipse(above, HAIR[0], HAIR[1], 0, 0, 360, (1.0,), -1)
    return _float32(cv2.GaussianBlur(above, (0, 0), 2)[..., None] * (1 - skin))


def _cloth(rng: np.random.Generator, background: Background, size: tuple[int, int]) -> Floats:
    """An even cloth under a lamp: a little lighter in the middle, with faint folds."""
    width, height = size
    y, x = np.mgrid[-0.5 : 0.5 : height * 1j, -0.5 : 0.5 : width * 1j].astype(np.float32)
    lamp = 1.05 - 0.30 * (x * x + (y + 0.1) ** 2)
    folds = sum(
        rng.uniform(0.002, 0.008) * np.sin(2 * np.pi * rate * (x + 0.08 * y * rng.uniform(-1, 1)) + rng.uniform(0, 6))
        for rate in (1.5, 3.2, 5.1, 8.3)
    )
    weave = cv2.resize(rng.normal(0, 0.006, (height // 2, width // 2)).astype(np.float32), size)
    return _float32((lamp + folds + weave)[..., None] * np.array(CLOTHS[background]))


def _grain(rng: np.random.Generator, width: int, height: int) -> NDArray[np.int16]:
    """A sensor's noise, `(height, width, 3)`: more in the light than in the colours."""
    light, colours = rng.normal(0.0, 1.8, (height, width, 1)), rng.normal(0.0, 1.2, (height, width, 3))
    return np.asarray((light + colours).round(), np.int16)


def _float32(array: object) -> Floats:
    return np.asarray(array, np.float32)
