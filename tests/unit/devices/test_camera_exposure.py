"""Exposure and white balance: locked once settled, let go when asked, never a reason to fail."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.camera.exposure import DRIFTING, LEAST, MOST, PROOF, Control, Exposure

AUTO, VALUE = cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE
AUTO_WB = cv2.CAP_PROP_AUTO_WB
ALL = {AUTO: 3.0, VALUE: 157.0, AUTO_WB: 1.0}


class Camera:
    def __init__(self, controls, refuses=()):
        self.controls = dict(controls)
        self.refuses = set(refuses)

    def get(self, key):
        return self.controls.get(key, -1.0)

    def set(self, key, value):
        if key in self.controls and (key, value) not in self.refuses and key not in self.refuses:
            self.controls[key] = value


def picture(level):
    return np.full((64, 64, 3), level, np.uint8)


def run(exposure, levels, start=0.0, step=0.1):
    """Show a picture of each level, `step` seconds apart; the time of the last."""
    now = start
    for number, level in enumerate(levels):
        now = start + number * step
        exposure.see(picture(level), now)
    return now


def released(camera):
    exposure = Exposure(camera)
    exposure.release()
    return exposure


def test_a_steady_picture_is_locked_at_the_value_that_the_camera_found():
    camera = Camera(ALL)
    exposure = released(camera)
    run(exposure, [100] * int(LEAST / 0.1))
    assert exposure.exposure is Control.AUTO
    run(exposure, [100] * 5, start=LEAST + 0.1)
    assert (exposure.exposure, exposure.white_balance) == (Control.LOCKED, Control.LOCKED)
    assert camera.controls == {AUTO: 1, VALUE: 157.0, AUTO_WB: 0}


def test_while_it_settles_it_is_not_locked_but_not_for_ever():
    exposure = released(Camera(ALL))
    levels = [90 + 15 * (number % 2) for number in range(100)]
    run(exposure, levels[: int(MOST / 0.1)])
    assert exposure.exposure is Control.AUTO
    run(exposure, levels[:5], start=MOST + 0.05)
    assert exposure.exposure is Control.LOCKED


def test_settling_anew_leaves_both_to_the_camera():
    camera = Camera(ALL)
    exposure = released(camera)
    now = run(exposure, [100] * 20)
    assert exposure.exposure is Control.LOCKED
    exposure.allow()
    assert (exposure.exposure, camera.controls[AUTO], camera.controls[AUTO_WB]) == (Control.AUTO, 3, 1)
    run(exposure, [100] * 20, start=now + 0.1)
    assert exposure.exposure is Control.LOCKED


def test_without_controls_both_are_fixed():
    exposure = released(Camera({}))
    run(exposure, [100] * 20)
    assert (exposure.exposure, exposure.white_balance) == (Control.FIXED, Control.FIXED)


@pytest.mark.parametrize("refused", [(AUTO, 1), VALUE, AUTO])
def test_a_camera_that_refuses_stays_as_it_is(refused):
    camera = Camera(ALL, refuses=[refused])
    camera.controls[VALUE] = 157.0
    exposure = released(camera)
    if refused == VALUE:
        camera.get = lambda key: 3.0 if key == VALUE and camera.controls[AUTO] == 1 else Camera.get(camera, key) + 0.0
        camera.controls[VALUE] = 500.0
    run(exposure, [100] * 20)
    assert exposure.exposure is Control.AUTO
    assert camera.controls[AUTO] == 3
    assert exposure.white_balance is Control.LOCKED


def test_a_camera_that_jumps_when_it_is_locked_is_left_alone_until_a_person_asks():
    exposure = released(Camera(ALL))
    now = run(exposure, [100] * 13)
    assert exposure.exposure is Control.LOCKED
    now = run(exposure, [30] * 50, start=now + 0.1)
    assert exposure.exposure is Control.AUTO
    exposure.allow()
    run(exposure, [30] * 20, start=now + 0.1)
    assert exposure.exposure is Control.LOCKED


def test_other_light_settles_anew_a_moment_of_it_does_not():
    exposure = released(Camera(ALL))
    now = run(exposure, [100] * 20)
    now = run(exposure, [100] * int(PROOF / 0.1 + 2), start=now + 0.1)
    now = run(exposure, [30] * 5 + [100] * 5, start=now + 0.1)
    assert exposure.exposure is Control.LOCKED
    states = []
    for number in range(int(DRIFTING / 0.1) + 3):
        exposure.see(picture(200), now + 0.1 * (number + 1))
        states.append(exposure.exposure)
    assert Control.AUTO in states


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1), st.lists(st.integers(0, 255), max_size=60))
def test_any_answers_of_a_camera_are_survived(answers, levels):
    class Strange:
        def __init__(self):
            self.asked = 0

        def get(self, _):
            self.asked += 1
            return answers[self.asked % len(answers)]

        def set(self, *_):
            raise cv2.error("no")

    run(released(Strange()), levels)
