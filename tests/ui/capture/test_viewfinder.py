"""What the preview shows of a picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.biometrics.face import oval
from booth.devices.ports import Frame
from booth.ui.operator.viewfinder import cut


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
