"""Who stands before an emulated SBI service: ten fingers, a face and two irises, as pictures or as functions."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from booth.devices.emulators.ef01_sensor import GlassEmpty
from booth.devices.emulators.pictures import SUFFIXES, BadPicture, NoPictures
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Pixels = NDArray[np.uint8]
IRIS_SIZE = (640, 480)  # width, height
_FACE, _IRIS = "face", "iris_"
_DRAWN_FACE = (480, 600)  # width, height of a drawn portrait


def drawn_face(_attempt: int) -> Pixels:
    """The portrait that comes with the program before a blue cloth, `(600, 480, 3) uint8` BGR."""
    return _portrait()


def drawn_iris(eye: Eye, _attempt: int, seed: int = 1) -> Pixels:
    """An eye that nobody has, `(480, 640) uint8`: another `seed` is another person's."""
    return _drawn_eye(seed, eye)


@dataclass(frozen=True)
class Person:
    """One person. Each function gets how often that part was captured since the person came, from 0.

    `finger` returns `(height, width) uint8` at 500 ppi with dark ridges, `face` `(height, width, 3) uint8` BGR, `iris`
    `(height, width) uint8`; each raises `GlassEmpty` while there is nothing to see, and is asked again soon and often,
    also for the live pictures: it must not wait.
    """

    name: str
    finger: Callable[[Finger, int], Pixels]
    face: Callable[[int], Pixels] = drawn_face
    iris: Callable[[Eye, int], Pixels] = drawn_iris


def people_of(folder: Path) -> tuple[Person, ...]:
    """The person whose pictures lie in `folder`, or one a sub-folder, in the order of the names.

    Pictures are named `right_index.png` (`right_index-2.png` is the same finger pressed again), `face.jpg`,
    `iris_left.png`; what has no picture is never seen, but where a person has no face or irises at all, drawn ones
    stand in. Raises `NoPictures`, `BadPicture`.
    """
    try:
        folders = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
        people = [_person(place) for place in folders if _pictures(place)]
    except OSError as error:
        raise NoPictures(str(error), folder=folder) from error
    if not people:
        raise NoPictures(folder=folder)
    return tuple(people)


class Queue:
    """The people in the order they come, and how often each part of the present one was captured."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = tuple(people)
        self._lock = threading.Lock()
        self._at = 0
        self._attempts: dict[Finger | Eye | None, int] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(person.name for person in self._people)

    def next(self, name: str = "") -> None:
        """The person called `name`, or the next one. Raises `KeyError`."""
        with self._lock:
            if name and name not in self.names:
                raise KeyError(name)
            self._at = self.names.index(name) if name else (self._at + 1) % len(self._people)
            self._attempts.clear()

    def look(self, part: Finger | Eye | None) -> Pixels:
        """What is to be seen of `part` (None: the face) now. Raises `GlassEmpty`."""
        with self._lock:
            person, attempt = self._people[self._at], self._attempts.get(part, 0)
        if isinstance(part, Finger):
            return person.finger(part, attempt)
        return person.face(attempt) if part is None else person.iris(part, attempt)

    def captured(self, part: Finger | Eye | None) -> None:
        with self._lock:
            self._attempts[part] = self._attempts.get(part, 0) + 1


def _pictures(folder: Path) -> list[Path]:
    known = (*(finger.slug for finger in Finger), _FACE, *(_IRIS + eye.slug for eye in Eye))
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES and path.is_file() and path.stem.split("-")[0].lower() in known
    )


def _person(folder: Path) -> Person:
    seen: dict[str, list[Pixels]] = {}
    for path in _pictures(folder):
        part = path.stem.split("-")[0].lower()
        seen.setdefault(part, []).append(_read(path, colours=part == _FACE))

    def shown(part: str, attempt: int) -> Pixels:
        if part not in seen:
            raise GlassEmpty
        return seen[part][attempt % len(seen[part])]

    def face(attempt: int) -> Pixels:
        return shown(_FACE, attempt)

    def iris(eye: Eye, attempt: int) -> Pixels:
        return shown(_IRIS + eye.slug, attempt)

    return Person(
        folder.name,
        lambda finger, attempt: shown(finger.slug, attempt),
        face if _FACE in seen else drawn_face,
        iris if any(part.startswith(_IRIS) for part in seen) else drawn_iris,
    )


def _read(path: Path, *, colours: bool) -> Pixels:
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
        pixels = cv2.imdecode(data, cv2.IMREAD_COLOR if colours else cv2.IMREAD_GRAYSCALE) if data.size else None
    except (OSError, cv2.error) as error:
        raise BadPicture(str(error), file=path) from error
    if pixels is None:
        raise BadPicture(file=path)
    return np.asarray(pixels, np.uint8)


@cache
def _portrait() -> Pixels:
    data = np.frombuffer(resource("demo", "portrait.png").read_bytes(), np.uint8)
    shipped = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    assert shipped is not None, "shipped with the program"  # noqa: S101
    width, height = _DRAWN_FACE
    scale = width / shipped.shape[1]
    person = cv2.resize(shipped, (width, round(shipped.shape[0] * scale)), interpolation=cv2.INTER_CUBIC)
    cloth = np.full((height, width, 3), (158, 84, 26), np.float32)
    down = max(0, height - person.shape[0])
    person = person[: height - down]
    cover = person[..., 3:].astype(np.float32) / 255
    cloth[down : down + person.shape[0]] *= 1 - cover
    cloth[down : down + person.shape[0]] += person[..., :3] * cover
    return np.clip(cloth, 0, 255).astype(np.uint8)


@cache
def _drawn_eye(seed: int, eye: Eye) -> Pixels:
    """Skin, the white between two lids, an iris with radial fibres, a dark pupil with a glint."""
    width, height = IRIS_SIZE
    rng = np.random.default_rng((seed, int(eye)))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x - width / 2, y - height / 2
    radius, angle = np.hypot(x, y), np.arctan2(y, x)
    skin = 150 + 12 * cv2.resize(rng.normal(0, 1, (24, 32)).astype(np.float32), IRIS_SIZE)
    white = 215 - 0.10 * radius
    fibres = sum(
        rng.uniform(2, 9) * np.sin(rate * angle + rng.uniform(0, 6) + radius * rng.uniform(-0.02, 0.02))
        for rate in rng.integers(9, 90, 24)
    )
    outer, pupil = 118.0, rng.uniform(38, 50)
    iris = 105 + fibres + 22 * np.exp(-(((radius - pupil - 20) / 16) ** 2)) - 30 * (radius / outer) ** 6
    picture = np.where(radius < outer, iris, white)
    picture = np.where(radius < pupil, 22, picture)
    glint = np.hypot(x - 14, y + 16) < 7
    picture = np.where(glint, 250, picture)
    open_ = np.abs(y) < 150 * (1 - (x / 300) ** 2)
    picture = np.where(open_, picture, skin)
    soft = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 1.3) + rng.normal(0, 1.5, (height, width))
    return np.clip(soft, 0, 255).astype(np.uint8)
