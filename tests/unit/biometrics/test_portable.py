"""Ridges as a wave, and one print found upon another: shifted, turned, bent, and nothing at all."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from booth.biometrics.images import ImageRejected
from booth.biometrics.portable import LONGEST, ridges_of
from booth.biometrics.portable_register import agreement, place_of, places


def moved(pixels: np.ndarray, degrees: float, right: float, down: float) -> np.ndarray:
    """The print turned about the image's middle, anticlockwise as seen, and moved; white comes in."""
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), degrees, 1)
    turn[:, 2] += right, down
    return cv2.warpAffine(pixels, turn, (width, height), borderValue=255)


def test_the_wave_is_even_and_nothing_outside_the_finger(prints):
    ridges = ridges_of(prints["012_2_1"], 500)
    assert ridges.wave.shape == ridges.mask.shape
    assert ridges.wave.dtype == ridges.mask.dtype == np.float32
    assert ridges.mask.min() >= 0
    assert ridges.mask.max() <= 1
    inside = ridges.wave[ridges.mask > 0.99]
    assert 0.5 < inside.std() < 1.2
    assert abs(inside.mean()) < 0.1
    assert 100 < ridges.area < 326 * 357 * (25.4 / 500) ** 2


def test_pressure_and_light_do_not_change_the_wave(prints):
    pixels = prints["012_2_1"]
    pale = (pixels * 0.5 + 100).astype(np.uint8)
    assert agreement(ridges_of(pixels, 500), ridges_of(pale, 500)).correlation > 0.9


@pytest.mark.parametrize(("degrees", "right", "down"), [(0, 0, 0), (20, 12, -16), (-31, -20, 10)])
def test_a_turned_and_moved_print_is_found_where_it_lies(prints, degrees, right, down):
    pixels = prints["012_2_1"]
    probe, gallery = ridges_of(pixels, 500), ridges_of(moved(pixels, degrees, right, down), 500)
    best = places(probe, gallery)[0]
    assert best.rotation == pytest.approx(degrees, abs=3)
    assert agreement(probe, gallery).correlation > 0.8


def test_points_in_common_give_the_place(prints):
    pixels = prints["012_2_1"]
    probe, gallery = ridges_of(pixels, 500), ridges_of(moved(pixels, 20, 12, -16), 500)
    here = np.array([(100, 100), (200, 120), (150, 250)], np.float32)
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), 20, 1)
    there = (here @ turn[:, :2].T + turn[:, 2] + (12, -16)).astype(np.float32)
    found = place_of(probe, gallery, here, there, np.ones(3, np.float32))
    best = places(probe, gallery)[0]
    assert found is not None
    assert found.rotation == pytest.approx(20, abs=0.1)
    assert np.hypot(found.right - best.right, found.down - best.down) < 4
    assert place_of(probe, gallery, here[:1], there[:1], np.ones(1, np.float32)) is None


def test_a_bent_print_agrees_still(prints):
    pixels = prints["012_2_1"]
    height, width = pixels.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bent = cv2.remap(pixels, x + 5 * np.sin(y / 60), y + 5 * np.cos(x / 70), cv2.INTER_LINEAR, borderValue=255)
    assert agreement(ridges_of(pixels, 500), ridges_of(bent, 500)).correlation > 0.6


def test_another_resolution_is_brought_to_the_same(prints):
    pixels = prints["012_2_1"]
    finer = cv2.resize(pixels, None, fx=1.08, fy=1.08, interpolation=cv2.INTER_AREA)
    assert agreement(ridges_of(pixels, 500), ridges_of(finer, 540)).correlation > 0.8


def test_two_fingers_agree_less_than_strangers_may(prints):
    one, other = ridges_of(prints["012_2_1"], 500), ridges_of(prints["012_7_1"], 500)
    assert agreement(one, other).score < 5 < agreement(one, ridges_of(prints["012_2_4"], 500)).score


def test_of_a_large_picture_the_middle_is_taken(prints):
    many = np.tile(prints["012_2_1"], (3, 3))
    ridges = ridges_of(many, 500)
    assert ridges.wave.shape == (LONGEST, LONGEST)
    assert np.isfinite(agreement(ridges, ridges).score)


@given(arrays(np.uint8, st.tuples(st.integers(80, 130), st.integers(80, 130))))
@settings(max_examples=15)
def test_whatever_is_accepted_is_compared(pixels):
    try:
        ridges = ridges_of(pixels, 500)
    except ImageRejected:
        return
    found = agreement(ridges, ridges)
    assert np.isfinite(found.score)
    assert 0 <= found.shared <= pixels.size


def test_bad_images_are_refused():
    for pixels in (np.zeros((100, 100), np.uint8), np.zeros((5, 5), np.uint8), np.ones((100, 100, 3), np.uint8)):
        with pytest.raises(ImageRejected):
            ridges_of(pixels, 500)
