"""What the preview shows of a picture, and verdicts that do not flicker."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.biometrics.face import FaceVerdict, oval
from booth.devices.ports import Frame
from booth.ui.operator.viewfinder import HELD, Steady, cut


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_verdict_is_shown_at_once() -> None:
    assert Steady(Time()).see(FaceVerdict.TOO_FAR) is FaceVerdict.TOO_FAR


def test_another_verdict_is_shown_once_it_has_held() -> None:
    time = Time()
    steady = Steady(time)
    steady.see(FaceVerdict.TOO_FAR)
    assert steady.see(FaceVerdict.OK) is FaceVerdict.TOO_FAR
    time.now += HELD / 2
    assert steady.see(FaceVerdict.OK) is FaceVerdict.TOO_FAR
    time.now += HELD / 2
    assert steady.see(FaceVerdict.OK) is FaceVerdict.OK


def test_a_verdict_that_comes_and_goes_is_never_shown() -> None:
    time = Time()
    steady = Steady(time)
    steady.see(FaceVerdict.OK)
    for verdict in (FaceVerdict.NONE, FaceVerdict.OK) * 20:
        time.now += HELD * 0.9
        assert steady.see(verdict) is FaceVerdict.OK


def test_nothing_is_shown_after_forgetting() -> None:
    steady = Steady(Time())
    steady.see(FaceVerdict.OK)
    steady.forget()
    assert steady.shown is None
    assert steady.see(FaceVerdict.NONE) is FaceVerdict.NONE


def _frame(width: int, height: int) -> Frame:
    return Frame(np.zeros((height, width, 3), np.uint8), 0.0, 1)


def test_a_wide_picture_fills_the_preview_with_its_middle() -> None:
    shown = cut(_frame(1280, 720), (660, 506))
    assert shown.pixels.shape == (506, 660, 3)
    assert shown.left == pytest.approx((1280 - 720 * 660 / 506) / 2, abs=1)


def test_the_oval_lies_on_the_same_place_of_the_face() -> None:
    shown = cut(_frame(1280, 720), (660, 506))
    cx, cy, rx, ry = oval(1280, 720)
    place = shown.oval()
    assert place.cx / shown.scale + shown.left == pytest.approx(cx, abs=1)
    assert (place.cy / shown.scale, place.rx / shown.scale, place.ry / shown.scale) == pytest.approx((cy, rx, ry))


@given(st.integers(32, 2000), st.integers(32, 2000), st.integers(0, 2000), st.integers(0, 2000))
def test_any_picture_fits_any_room(width: int, height: int, wide: int, high: int) -> None:
    shown = cut(_frame(width, height), (wide, high))
    assert shown.pixels.shape[0] <= max(1, height)
    assert shown.pixels.shape[1] <= max(1, width)
    assert 0 <= shown.left <= width / 2
    if wide > 100 and high > 100:
        assert shown.pixels.shape[0] <= high + 1
        assert shown.pixels.shape[1] <= wide + 1
