"""Strokes become the same picture everywhere, and damaged strokes are refused."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ports import StrokePoint
from booth.workflow import ink

WAVE = tuple(StrokePoint(10 + i * 3.0, 60 + 30 * math.sin(i / 4), i * 0.01, 0.6) for i in range(80))
DOT = (StrokePoint(200.0, 20.0, 1.0),)


def _picture(data: bytes) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    return picture


def _strokes(svg: bytes) -> list[list[ElementTree.Element]]:
    """The paths of each stroke."""
    root = ElementTree.fromstring(svg)  # noqa: S314  (our own)
    return [list(group) for group in root[0]]


def _ends(path: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last point of `M x y l dx dy dx dy …`."""
    start, steps = path.removeprefix("M").split("l")
    first = tuple(map(int, start.split()))
    way = np.reshape([int(step) for step in steps.split()], (-1, 2)).sum(axis=0)
    return first, (first[0] + int(way[0]), first[1] + int(way[1]))


def test_strokes_survive_packing():
    assert ink.unpack(ink.pack((WAVE, DOT))) == tuple(
        tuple(StrokePoint(round(p.x, 2), round(p.y, 2), round(p.t, 4), round(p.pressure, 3)) for p in stroke)
        for stroke in (WAVE, DOT)
    )


def test_the_picture_shows_the_line_within_its_margin():
    picture = _picture(ink.to_png((WAVE,)))
    assert picture.shape == (ink.PICTURE[1], ink.PICTURE[0])
    rows, columns = np.nonzero(picture < 128)
    assert columns.min() >= ink.MARGIN - ink.PEN
    assert columns.max() <= ink.PICTURE[0] - ink.MARGIN + ink.PEN
    assert columns.max() - columns.min() > 0.5 * ink.PICTURE[0]
    assert len(rows) > 500


def test_a_pressed_pen_draws_thicker():
    light = tuple(StrokePoint(p.x, p.y, p.t, 0.1) for p in WAVE)
    hard = tuple(StrokePoint(p.x, p.y, p.t, 1.0) for p in WAVE)
    assert (_picture(ink.to_png((hard,))) < 128).sum() > 1.3 * (_picture(ink.to_png((light,))) < 128).sum()


def test_a_dot_is_drawn_too():
    assert (_picture(ink.to_png((WAVE, DOT))) < 128).sum() > (_picture(ink.to_png((WAVE,))) < 128).sum() * 0.2
    assert [len(paths) for paths in _strokes(ink.to_svg((DOT,)))] == [1]


def test_an_evenly_pressed_stroke_is_one_path_of_the_svg():
    assert [len(paths) for paths in _strokes(ink.to_svg((WAVE, DOT)))] == [1, 1]


def test_the_svg_line_grows_with_the_pressure_and_has_no_gap():
    rising = tuple(StrokePoint(p.x, p.y, p.t, i / 79) for i, p in enumerate(WAVE))
    (paths,) = _strokes(ink.to_svg((rising,)))
    widths = [float(path.get("stroke-width", "")) for path in paths]
    assert widths == sorted(widths)
    assert (widths[0], widths[-1]) == (10 * ink.PEN / 2, 10 * ink.PEN)
    ends = [_ends(path.get("d", "")) for path in paths]
    assert all(before[1] == after[0] for before, after in pairwise(ends))


def test_time_and_pressure_go_along_as_whole_numbers():
    told = json.loads(ink.to_json((WAVE[:2], DOT)))
    assert list(told) == ["point", "strokes"]
    assert len(told["point"]) == 4
    assert told["strokes"] == [[[100, 600, 0, 60], [30, 74, 10, 0]], [[2000, 200, 1000, 100]]]


@given(
    st.lists(
        st.builds(StrokePoint, st.floats(0, 2e3), st.floats(0, 2e3), st.floats(0, 60), st.floats(0, 1)), max_size=9
    )
)
def test_differences_add_up_to_the_way_of_the_pen(stroke: list[StrokePoint]):
    (steps,) = json.loads(ink.to_json((tuple(stroke),)))["strokes"]
    found = np.cumsum(np.reshape(steps, (-1, 4)), axis=0) / (10, 10, 1000, 100)
    assert np.allclose(found, np.reshape([(p.x, p.y, p.t, p.pressure) for p in stroke], (-1, 4)), atol=0.051)


def test_nothing_drawn_is_a_white_page():
    assert _picture(ink.to_png(())).min() == 255
    assert ink.length(()) == 0
    assert ink.seconds(()) == 0


def test_length_and_time():
    assert ink.length(((StrokePoint(0, 0, 0), StrokePoint(3, 4, 0.5)), DOT)) == 5
    assert ink.seconds(((StrokePoint(0, 0, 0.25), StrokePoint(3, 4, 0.5)), DOT)) == 0.75


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes):
    try:
        strokes = ink.unpack(data)
    except ink.InkDamaged:
        return
    assert isinstance(strokes, tuple)


@pytest.mark.parametrize(
    "data", [b"[[[1e999,0,0,0]]]", b"[[[1e30,0,0,0]]]", b"[[[0,0,0]]]", b"{}", b"[[[null,0,0,0]]]"]
)
def test_what_no_pad_sends_is_refused(data: bytes):
    with pytest.raises(ink.InkDamaged):
        ink.unpack(data)


numbers = st.floats(-1e5, 1e5)


@given(
    st.lists(
        st.lists(st.builds(StrokePoint, numbers, numbers, st.floats(0, 1e3), st.floats(-1, 2)), max_size=8), max_size=4
    )
)
def test_any_strokes_are_drawn(strokes: list[list[StrokePoint]]):
    drawn = tuple(tuple(stroke) for stroke in strokes)
    assert _picture(ink.to_png(drawn)).shape == (ink.PICTURE[1], ink.PICTURE[0])
    assert len(_strokes(ink.to_svg(drawn))) == sum(bool(stroke) for stroke in drawn)


def test_what_looks_like_no_signature():
    line = tuple(StrokePoint(10 + i * 5.0, 60 + i, i * 0.01) for i in range(50))
    assert ink.judge((DOT,)) is ink.InkFault.SHORT
    assert ink.judge((line,)) is ink.InkFault.LINE
    assert ink.judge((WAVE,)) is None
    assert ink.judge((line[:20], line[20:])) is None
