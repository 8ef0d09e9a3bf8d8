"""Pen strokes → SVG text and a PNG picture, the same on every machine, without a window."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import cv2
import msgspec
import numpy as np

from booth.devices.ports import StrokePoint
from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    from booth.devices.ports import Strokes

PICTURE = (900, 300)  # width, height of the PNG in pixels, 3:1 as on the card
MARGIN = 20
PEN = 5.0  # width of the line in the picture at full pressure
LEAST_LENGTH = 40.0  # pixels of the pad; less is a slip of the hand, not a signature
STRAIGHT = 1.02  # of the distance from start to end: no longer a way is a straight line
MOST_POINTS = 50_000
FARTHEST = 1e6  # no pad is wider, no signature slower

_WIDTHS = 4  # steps a pixel in which the width of the line changes in the SVG
_TENTH = 10  # units of the SVG a pixel
_GREY = 17  # from one grey of the picture to the next
_FINE = 4  # the picture is drawn so many times larger, then averaged: OpenCV draws whole pixels of width only
_SHIFT = 4  # fractional bits of the coordinates that OpenCV draws at


class InkDamaged(BoothError):
    text = N_("The stored signature cannot be read. Ask the resident to sign again.")


@dataclass(frozen=True)
class _Line:
    points: list[tuple[float, float, float]]  # x, y in the picture; width


class InkFault(Enum):
    """Why strokes do not look like a signature; the value is the English source text."""

    SHORT = N_("Too short for a signature. Let the resident sign once more.")
    LINE = N_("This is only a straight line. Let the resident sign as usual.")


def judge(strokes: Strokes) -> InkFault | None:
    """What is wrong with `strokes`; nothing about an empty pad but that it is too short.

    A single stroke that hardly leaves the way from its start to its end is a line; two strokes are initials and pass.
    """
    drawn = [stroke for stroke in strokes if stroke]
    way = length(strokes)
    if way < LEAST_LENGTH:
        return InkFault.SHORT
    if len(drawn) == 1:
        start, end = drawn[0][0], drawn[0][-1]
        if way < STRAIGHT * math.hypot(end.x - start.x, end.y - start.y):
            return InkFault.LINE
    return None


def length(strokes: Strokes) -> float:
    """The way of the pen on the pad, in pixels of the pad."""
    return sum(math.hypot(b.x - a.x, b.y - a.y) for stroke in strokes for a, b in pairwise(stroke))


def seconds(strokes: Strokes) -> float:
    """From the first touch to the last lift."""
    times = [point.t for stroke in strokes for point in stroke]
    return max(times) - min(times) if times else 0.0


def pack(strokes: Strokes) -> bytes:
    """`strokes` as JSON: lists of `[x, y, t, pressure]`, rounded to what a pad resolves."""
    return msgspec.json.encode(
        [[[round(p.x, 2), round(p.y, 2), round(p.t, 4), round(p.pressure, 3)] for p in stroke] for stroke in strokes]
    )


def unpack(data: bytes) -> Strokes:
    """The strokes of `pack`. Raises `InkDamaged`."""
    try:
        plain = msgspec.json.decode(data, type=list[list[tuple[float, float, float, float]]])
    except msgspec.DecodeError as error:
        raise InkDamaged("not strokes") from error
    if sum(map(len, plain)) > MOST_POINTS:
        raise InkDamaged("too many points")
    if not all(abs(value) < FARTHEST for stroke in plain for point in stroke for value in point):
        raise InkDamaged("beyond any pad")
    return tuple(tuple(StrokePoint(*point) for point in stroke) for stroke in plain)


def to_json(strokes: Strokes) -> bytes:
    """How the pen moved, for whoever compares signatures later: whole numbers, their units beside them.

    The first point of a stroke stands for itself, each further one is the difference to the point before it.
    """
    units = ["0.1 px to the right", "0.1 px down", "ms", "0.01 of full pressure"]
    rows = []
    for stroke in strokes:
        points = [(round(p.x * 10), round(p.y * 10), round(p.t * 1000), round(p.pressure * 100)) for p in stroke]
        steps = ([b - a for a, b in zip(*pair, strict=True)] for pair in pairwise(points))
        rows.append([*points[:1], *steps])
    return msgspec.json.encode({"point": units, "strokes": rows})


def to_svg(strokes: Strokes) -> bytes:
    """An SVG of the strokes fitted into `PICTURE`, black on nothing: one group a stroke, as thick as it was pressed."""
    width, height = PICTURE
    body = "".join(f"<g>{_pieces(line)}</g>" for line in _fitted(strokes))
    view = f"0 0 {width * _TENTH} {height * _TENTH}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="{width}" height="{height}">'
        f'<g fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round">{body}</g></svg>\n'
    ).encode()


def to_png(strokes: Strokes) -> bytes:
    """A grey PNG of `PICTURE` pixels, black on white, lines smoothed and as thick as the pen was pressed."""
    width, height = PICTURE
    page = np.full((height * _FINE, width * _FINE), 255, dtype=np.uint8)
    scale = _FINE << _SHIFT
    for line in _fitted(strokes):
        for (x1, y1, w1), (x2, y2, w2) in zip(line.points, line.points[1:] or line.points[:1], strict=False):
            start, end = (round(x1 * scale), round(y1 * scale)), (round(x2 * scale), round(y2 * scale))
            cv2.line(page, start, end, 0, max(1, round((w1 + w2) / 2 * _FINE)), cv2.LINE_8, _SHIFT)
    grey = cv2.resize(page, PICTURE, interpolation=cv2.INTER_AREA)
    few = np.round(grey / _GREY) * _GREY  # the rim of a line needs no more than sixteen greys, and packs better
    done, data = cv2.imencode(".png", few.astype(np.uint8), (cv2.IMWRITE_PNG_COMPRESSION, 6))
    if not done:
        raise InkDamaged("png")
    return data.tobytes()


def _fitted(strokes: Strokes) -> list[_Line]:
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return []
    left, top = min(p.x for p in points), min(p.y for p in points)
    wide, high = max(p.x for p in points) - left, max(p.y for p in points) - top
    room_x, room_y = PICTURE[0] - 2 * MARGIN, PICTURE[1] - 2 * MARGIN
    scale = min(room_x / max(wide, 1.0), room_y / max(high, 1.0))
    shift_x = MARGIN + (room_x - wide * scale) / 2
    shift_y = MARGIN + (room_y - high * scale) / 2
    return [
        _Line(
            [
                (
                    shift_x + (p.x - left) * scale,
                    shift_y + (p.y - top) * scale,
                    PEN * (0.5 + 0.5 * min(max(p.pressure, 0.0), 1.0)),
                )
                for p in stroke
            ]
        )
        for stroke in strokes
        if stroke
    ]


def _pieces(line: _Line) -> str:
    """A path for every run of the line that keeps its width: whole tenths, each point from the one before it."""
    points = [(round(x * _TENTH), round(y * _TENTH), width) for x, y, width in line.points]
    steps = list(zip(points, points[1:] or points[:1], strict=False))
    pieces = []
    for width, run in groupby(steps, key=lambda step: round((step[0][2] + step[1][2]) / 2 * _WIDTHS)):
        ends = list(run)
        (x, y, _), _ = ends[0]
        way = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in ends)
        pieces.append(f'<path d="M{x} {y}l{way}" stroke-width="{width * _TENTH / _WIDTHS:g}"/>')
    return "".join(pieces)
