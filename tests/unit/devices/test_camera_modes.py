"""Which mode wins, and what is remembered of it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.camera.modes import (
    CANDIDATES,
    ENOUGH,
    MOST_REMEMBERED,
    Mode,
    ModeMemory,
    choose,
    in_order,
    mode_of,
    read_memory,
)

FULL, HD, SMALL = Mode("MJPG", 1920, 1080, 30.0), Mode("MJPG", 1280, 720, 30.0), Mode("YUYV", 640, 480, 30.0)


def measured(rates):
    """A webcam that gives the modes in `rates`, at these rates."""
    return lambda mode: replace(mode, fps=rates[mode.kind]) if mode.kind in rates else None


rates = st.dictionaries(st.sampled_from([mode.kind for mode in CANDIDATES]), st.floats(0, 60), max_size=8)


@given(rates)
def test_the_first_that_is_fast_enough_wins_else_the_first_of_the_fastest(found):
    chosen, tried = choose(CANDIDATES, measured(found))
    fast = [mode.kind for mode in CANDIDATES if found.get(mode.kind, 0) >= ENOUGH]
    if fast:
        assert chosen.kind == fast[0]
        assert tried[-1] == chosen  # nothing was tried after it
    elif any(rate > 0 for rate in found.values()):
        assert chosen.fps >= 0.8 * max(found.values())
    else:
        assert chosen is None


def test_only_what_is_offered_is_tried_where_that_is_anything():
    assert [mode.kind for mode in in_order([replace(SMALL, fps=9.0), FULL])] == [FULL.kind, SMALL.kind]
    assert in_order([]) == CANDIDATES
    assert in_order([Mode("H264", 1280, 720)]) == CANDIDATES


def test_a_mode_is_remembered_for_its_camera(tmp_path):
    memory = ModeMemory(tmp_path / "camera.json")
    assert memory.recall("C270|1") is None
    memory.keep("C270|1", HD)
    memory.keep("C920|", FULL)
    memory.keep("C270|1", SMALL)
    again = ModeMemory(tmp_path / "camera.json")
    assert (again.recall("C270|1"), again.recall("C920|"), again.recall("other")) == (SMALL, FULL, None)
    assert [path.name for path in tmp_path.iterdir()] == ["camera.json"]


def test_the_oldest_is_forgotten(tmp_path):
    memory = ModeMemory(tmp_path / "camera.json")
    for number in range(MOST_REMEMBERED + 1):
        memory.keep(str(number), HD)
    assert memory.recall("0") is None
    assert memory.recall("1") == HD


def test_without_a_file_or_with_one_that_cannot_be_written_nothing_is_remembered(tmp_path):
    for memory in (ModeMemory(None), ModeMemory(tmp_path / "nowhere" / "camera.json"), ModeMemory(tmp_path)):
        memory.keep("C270|1", HD)
        assert memory.recall("C270|1") is None


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
    max_leaves=8,
)
rows = st.fixed_dictionaries({}, optional=dict.fromkeys(("format", "width", "height", "fps", "more"), json_values))


@given(
    st.one_of(st.binary(max_size=100), st.dictionaries(st.text(max_size=5), rows).map(lambda v: json.dumps(v).encode()))
)
def test_any_file_is_survived(data):
    for mode in read_memory(data).values():
        assert mode_of(asdict(mode)) == mode


@given(st.one_of(rows, json_values))
def test_any_value_is_a_mode_or_none(row):
    mode = mode_of(row)
    assert mode is None or (0 < mode.width <= 16_384 and 0 < mode.height <= 16_384 and 0 <= mode.fps <= 1000)


@pytest.mark.parametrize("depth", [100_000])
def test_a_file_that_nests_for_ever_is_none(depth):
    assert read_memory(b"[" * depth) == {}
