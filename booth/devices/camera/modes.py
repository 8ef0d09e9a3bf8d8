"""Which format, size and rate a webcam is asked for, and what is remembered of what it gave.

A portrait of 800 rows takes 0.9 of the picture's height (`biometrics.face`): 889 rows are useful, more are not, fewer
are made larger afterwards. Of what a webcam says it can, only what it was seen to deliver counts.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

ENOUGH = 15.0  # pictures a second; fewer look like a slide show to whoever has to sit still before them
NEARLY = 0.8  # of the best rate: a larger picture is worth a fifth of the rate where none is fast enough
RATE = 30.0  # pictures a second that are asked for
MOST_REMEMBERED = 50  # cameras


@dataclass(frozen=True)
class Mode:
    """`format` is the four letters of the pixel format; `fps` asked for or measured, 0 unknown."""

    format: str
    width: int
    height: int
    fps: float = 0.0

    @property
    def kind(self) -> tuple[str, int, int]:
        return self.format, self.width, self.height

    def __str__(self) -> str:
        return f"{self.format or '?'} {self.width}x{self.height}"


# The most useful first; of equal use the one with fewer pixels to decode. Uncompressed pictures of 720 rows and more
# do not fit through USB 2 at 15 a second; on USB 3 they do.
CANDIDATES = (
    Mode("MJPG", 1280, 960, RATE),
    Mode("MJPG", 1920, 1080, RATE),
    Mode("YUYV", 1920, 1080, RATE),
    Mode("MJPG", 1280, 720, RATE),
    Mode("YUYV", 1280, 720, RATE),
    Mode("MJPG", 800, 600, RATE),
    Mode("MJPG", 640, 480, RATE),
    Mode("YUYV", 640, 480, RATE),
)


def in_order(offered: Collection[Mode]) -> tuple[Mode, ...]:
    """The candidates worth a try; where the webcam says what it offers, only what it offers, if that is any."""
    kinds = {mode.kind for mode in offered}
    return tuple(mode for mode in CANDIDATES if mode.kind in kinds) or CANDIDATES


def choose(candidates: Iterable[Mode], measure: Callable[[Mode], Mode | None]) -> tuple[Mode | None, list[Mode]]:
    """The mode to use, and all that were measured.

    `measure` sets a mode and returns what came of it, `fps` as delivered; None where the webcam gives something else.
    The first of `ENOUGH` wins, without a look at the rest; else, of those nearly as fast as the fastest, the first.
    """
    measured: list[Mode] = []
    for candidate in candidates:
        got = measure(candidate)
        if got is None or got.fps <= 0:
            continue
        measured.append(got)
        if got.fps >= ENOUGH:
            return got, measured
    best = max((mode.fps for mode in measured), default=0.0)
    return next((mode for mode in measured if mode.fps >= NEARLY * best), None), measured


class ModeMemory:
    """What was chosen for which camera, in a JSON file. A file that is damaged or cannot be written is no fault."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def recall(self, camera: str) -> Mode | None:
        return self._read().get(camera)

    def keep(self, camera: str, mode: Mode) -> None:
        known = self._read()
        if self._path is None or known.get(camera) == mode:
            return
        known.pop(camera, None)
        known[camera] = mode  # the newest last
        rows = dict(list(known.items())[-MOST_REMEMBERED:])
        text = json.dumps({name: asdict(row) for name, row in rows.items()}, ensure_ascii=False, indent=1)
        beside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            beside.write_text(text, "utf-8")
            beside.replace(self._path)

    def _read(self) -> dict[str, Mode]:
        if self._path is None:
            return {}
        try:
            return read_memory(self._path.read_bytes())
        except OSError:
            return {}


def read_memory(data: bytes) -> dict[str, Mode]:
    """The modes in the bytes of a memory file; what is not one is left out."""
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(rows, dict):
        return {}
    found = {name: mode for name, row in rows.items() if (mode := mode_of(row)) is not None}
    return dict(list(found.items())[-MOST_REMEMBERED:])


def mode_of(row: object) -> Mode | None:
    """The mode in a decoded JSON value; None where it is none."""
    if not isinstance(row, dict):
        return None
    form, width, height, fps = (row.get(key) for key in ("format", "width", "height", "fps"))
    if not (isinstance(form, str) and len(form) <= 4):
        return None
    if not (type(width) is int and type(height) is int and 0 < width <= 16_384 and 0 < height <= 16_384):
        return None
    if isinstance(fps, bool) or not isinstance(fps, int | float) or not math.isfinite(fps) or not 0 <= fps <= 1000:
        return None
    return Mode(form, width, height, float(fps))
