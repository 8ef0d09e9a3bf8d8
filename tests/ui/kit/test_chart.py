"""The chart over time: round numbers on its scale, and every kind of line and dot drawn in every set of colours."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booth.ui.kit import theme
from booth.ui.kit.chart import ChartLine, Dot, LineChart, scale
from booth.ui.kit.theme import Scheme

DAY = 86400.0


def drawn(chart: LineChart) -> set[str]:
    """Every colour in the picture."""
    image = chart.grab().toImage()
    return {QColor(image.pixel(x, y)).name().upper() for x in range(0, image.width(), 2) for y in range(image.height())}


def shown(qtbot: QtBot, *lines: ChartLine) -> LineChart:
    chart = LineChart()
    qtbot.addWidget(chart)
    chart.resize(700, 320)
    chart.set_lines(
        lines,
        date=lambda at: f"{1 + int(at // DAY):02d}-09-2016",
        value=lambda value: f"{value:.1f} s",
        number=lambda value: f"{value:g}",
        said="said",
    )
    chart.show()
    return chart


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20))
def test_the_scale_holds_every_value_in_round_steps(values: list[float]):
    found = scale(values)
    assert found.low < found.high
    room = 1e-6 * max(1.0, abs(found.low), abs(found.high))
    assert found.low <= min(values) + room
    assert found.high >= max(values) - room
    assert 1 <= len(found.ticks()) <= 9
    mantissa = found.step / 10 ** math.floor(math.log10(found.step) + 1e-9)
    assert min(abs(mantissa - round_one) for round_one in (1, 2, 5, 10)) < 1e-6


def test_the_scale_begins_at_zero_unless_the_values_lie_far_from_it():
    assert scale([3.4, 5.1]).low == 0
    assert scale([1800, 1900]).low > 1000
    assert scale([0.0]).ticks()[0] == 0
    assert len(scale([1e9, 1e9 + 1e-7]).ticks()) > 1
    assert scale([-5e-6]).low < -5e-6


def test_a_limit_above_and_one_below():
    above = ChartLine((), first=3.4, limit=4.8)
    assert [above.beyond(Dot(0, value)) for value in (4.7, 4.8, 5.0)] == [False, True, True]
    below = ChartLine((), first=30.0, limit=20.0)
    assert [below.beyond(Dot(0, value)) for value in (21.0, 20.0, 3.0)] == [False, True, True]
    assert not ChartLine((), first=3.4).beyond(Dot(0, 99.0))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_dots_of_every_kind(qtbot: QtBot, looks: QApplication, scheme: Scheme):
    theme.apply(looks, scheme)
    try:
        old = ChartLine((Dot(0, 3.4), Dot(DAY, 3.6), Dot(2 * DAY, 9.0, sound=False)), 3.4, 4.8)
        new = ChartLine((Dot(9 * DAY, 3.0), Dot(20 * DAY, 5.2)), 3.0, 4.2)
        chart = shown(qtbot, old, new)
        roles = theme.roles()
        colours = drawn(chart)
        for role in ("accent", "faint", "bad_text", "care_text", "edge"):
            assert roles.color(role).name().upper() in colours, role
        assert chart.accessibleDescription() == "said"
    finally:
        theme.apply(looks, Scheme.LIGHT)


def test_nothing_one_dot_and_many_of_the_same_moment(qtbot: QtBot, looks: QApplication):
    assert theme.roles().color("accent").name().upper() not in drawn(shown(qtbot))
    accent = theme.roles().color("accent").name().upper()
    assert accent in drawn(shown(qtbot, ChartLine((Dot(5.0, 0.0),))))
    assert accent in drawn(shown(qtbot, ChartLine(tuple(Dot(5.0, -1.5) for _ in range(200)), -1.5)))
