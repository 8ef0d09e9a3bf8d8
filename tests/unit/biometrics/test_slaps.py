"""Slaps composed of single prints are cut into their fingers."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from booth.biometrics.images import ImageRejected
from booth.biometrics.slaps import Hand, SlapFinding, segment
from booth.domain.fingers import Finger
from tests.unit.biometrics.slap_pictures import compose

RIGHT, LEFT = (2, 3, 4, 5), (10, 9, 8, 7)


@pytest.fixture(scope="module")
def prints(shared):
    folder = shared / "data" / "fingerprints" / "uareu"
    return {n: cv2.imread(str(folder / f"013_{n}_1.png"), cv2.IMREAD_GRAYSCALE) for n in range(1, 11)}


@pytest.mark.parametrize(("hand", "order"), [(Hand.RIGHT, RIGHT), (Hand.LEFT, LEFT), (Hand.THUMBS, (6, 1))])
def test_fingers_from_left_to_right(prints, hand, order):
    page, _ = compose(
        [prints[n] for n in order],
        np.random.default_rng(1),
        mirrored=hand is Hand.LEFT,
        thumbs=hand is Hand.THUMBS,
        phalanges=False,
    )
    report = segment(page, 500, hand)
    assert [finger.position for finger in report.fingers] == [Finger(n) for n in order]
    assert report.findings == ()


def test_small_angles_keep_the_pixels(prints):
    page, _ = compose([prints[n] for n in RIGHT], np.random.default_rng(2), phalanges=False)
    for finger in segment(page, 500, Hand.RIGHT).fingers:
        left, top, width, height = finger.upright
        own = page[top : top + height, left : left + width]
        assert finger.resampled or (finger.pixels[finger.pixels < 200] == own[finger.pixels < 200]).all()


def test_the_other_hand_is_noticed(prints):
    page, _ = compose([prints[n] for n in LEFT], np.random.default_rng(3), mirrored=True, phalanges=False)
    assert SlapFinding.WRONG_HAND in segment(page, 500, Hand.RIGHT).findings


def test_three_fingers_for_four_have_no_position(prints):
    page, _ = compose([prints[n] for n in RIGHT[:3]], np.random.default_rng(4), phalanges=False)
    report = segment(page, 500, Hand.RIGHT)
    assert report.expected - len(report.fingers) == 1
    assert SlapFinding.TOO_FEW in report.findings
    assert {finger.position for finger in report.fingers} == {None}


def test_bare_glass_has_no_fingers():
    report = segment(np.full((1500, 1600), 245, np.uint8), 500, Hand.LEFT)
    assert (report.fingers, report.findings) == ((), (SlapFinding.TOO_FEW,))


@pytest.mark.parametrize("ppi", [96, 1000])
def test_a_wrong_resolution_is_refused(ppi):
    with pytest.raises(ImageRejected):
        segment(np.zeros((200, 200), np.uint8), ppi, Hand.RIGHT)


@settings(max_examples=15, deadline=None)
@given(arrays(np.uint8, st.tuples(st.integers(80, 300), st.integers(80, 300))), st.sampled_from(Hand))
def test_any_picture_gives_a_report(pixels, hand):
    assert segment(pixels, 500, hand).expected in (2, 4)
