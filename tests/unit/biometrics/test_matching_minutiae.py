"""Minutiae by their neighbourhoods: the same constellation is known again, another is not, and few say little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from booth.biometrics.matching_minutiae import correspond, cylinders
from booth.biometrics.matching_templates import SURE_TEMPLATES, search, template_likeness
from booth.biometrics.templates import Minutia, MinutiaType, Template

SIDE = 400


def template(points, *, ppi=500) -> Template:
    minutiae = tuple(Minutia(round(x), round(y), angle % 360, MinutiaType.ENDING, 50) for x, y, angle in points)
    return Template(None, SIDE, SIDE, ppi, 50, minutiae)


def scattered(seed: int, count: int = 40) -> list[tuple[float, float, float]]:
    rng = np.random.default_rng(seed)
    return [(*rng.uniform(100, 300, 2), rng.uniform(0, 360)) for _ in range(count)]


def turned(points, degrees: float, right: float = 0, down: float = 0):
    """About the middle, anticlockwise as seen, then moved."""
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    middle = SIDE / 2
    return [
        (
            middle + cos * (x - middle) + sin * (y - middle) + right,
            middle - sin * (x - middle) + cos * (y - middle) + down,
            angle + degrees,
        )
        for x, y, angle in points
    ]


@pytest.mark.parametrize("degrees", [0, 25, -40])
def test_the_same_constellation_is_known_wherever_it_lies(degrees):
    points = scattered(1)
    there = turned(points, degrees, 20, -30)
    found = correspond(cylinders(template(points)), cylinders(template(there)))
    strange = correspond(cylinders(template(points)), cylinders(template(scattered(2))))
    assert found.score > 5 * strange.score
    where = {(round(x), round(y)): (u, v) for (x, y, _), (u, v, _) in zip(points, there, strict=True)}
    for here, lies in zip(found.here, found.there, strict=True):
        assert where[tuple(np.round(here).astype(int))] == pytest.approx(tuple(lies), abs=1)


def test_lost_and_false_minutiae_lower_the_score_gently():
    points = scattered(1)
    seen = points[:30] + scattered(3, 8)
    assert template_likeness(template(points), template(seen)) > SURE_TEMPLATES


def test_another_resolution_is_the_same_finger():
    points = scattered(1)
    finer = [(x * 1.1, y * 1.1, angle) for x, y, angle in points]
    assert template_likeness(template(points), template(finer, ppi=550)) > SURE_TEMPLATES


def test_few_minutiae_are_no_evidence():
    points = scattered(1)
    for count in (0, 1, 4, 7):
        few = template(points[:count])
        assert template_likeness(few, few) < SURE_TEMPLATES
        assert template_likeness(few, template(points)) < SURE_TEMPLATES
    in_a_line = template([(50 + 10 * i, 200, 90) for i in range(20)])
    assert template_likeness(in_a_line, in_a_line) == 0


def test_all_in_one_place_is_compared_without_complaint():
    heap = template([(200, 200, 0)] * 30)
    assert template_likeness(heap, heap) == 0


def test_the_search_puts_the_likest_first():
    points = scattered(1)
    enrolled = [
        ("stranger", template(scattered(2))),
        ("part", template(points[:30] + scattered(3, 8))),
        ("whole", template(turned(points, 10))),
    ]
    found = search(template(points), enrolled)
    assert [name for name, _ in found] == ["whole", "part"]
    assert all(score >= SURE_TEMPLATES for _, score in found)
    assert search(template(points), []) == []


places = st.tuples(st.integers(0, SIDE - 1), st.integers(0, SIDE - 1), st.integers(0, 359))


@example(  # many in one place: pairs that are as alike
    [*[(0, 0, 0)] * 5, (0, 1, 3), (0, 38, 65), (1, 0, 163)],
    [(0, 0, 0), (0, 0, 4), (0, 47, 41), (0, 0, 0), (0, 0, 0), (0, 0, 1), (0, 0, 1), (1, 0, 160)],
)
@given(st.lists(places, max_size=60), st.lists(places, max_size=60))
@settings(max_examples=50)
def test_whatever_a_template_holds_is_compared(a, b):
    one, other = cylinders(template(a)), cylinders(template(b))
    there, back = correspond(one, other), correspond(other, one)
    assert np.isfinite(there.score)
    assert 0 <= there.score <= 1.01
    assert there.score == pytest.approx(back.score, abs=0.05)
    assert len(there.here) == len(there.there) == len(there.weight)
