"""The camera's figures: each moves with what it measures, and names its trouble."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from booth.biometrics.camera_checks import (
    LIMITS,
    CameraTrouble,
    check_camera,
    cloth_colour,
    focus,
    is_black,
    is_frozen,
    temporal_noise,
    troubles,
)
from booth.domain.recording import Background

SIZE = (360, 640)
CLOTHS = {Background.RED: (40, 30, 190), Background.BLUE: (190, 90, 30)}


def scene(colour=CLOTHS[Background.RED]):
    """A cloth, and somebody with a chequered shirt before it."""
    picture = np.full((*SIZE, 3), colour, np.uint8)
    cv2.circle(picture, (320, 150), 70, (150, 180, 220), -1)
    rows, columns = np.mgrid[0:140, 0:300]
    picture[220:, 170:470] = np.where((rows // 20 + columns // 20) % 2, 60, 200)[..., None]
    return picture


def shots(picture, sigma=2.0, count=4):
    rng = np.random.default_rng(1)
    return [np.clip(picture + rng.normal(0, sigma, picture.shape), 0, 255).astype(np.uint8) for _ in range(count)]


def named(frames):
    return troubles(check_camera(frames))


def test_a_good_picture_has_no_trouble():
    assert named(shots(scene())) == ()


@pytest.mark.parametrize(
    ("picture", "trouble"),
    [
        (scene() // 60, CameraTrouble.BLACK),
        (scene() // 4, CameraTrouble.DARK),
        (cv2.multiply(scene(), 12.0), CameraTrouble.BRIGHT),
        (cv2.GaussianBlur(scene(), (0, 0), 6), CameraTrouble.BLURRED),
        (np.concatenate([scene()[:, :320] // 3, scene()[:, 320:]], 1), CameraTrouble.UNEVEN),
    ],
)
def test_troubles_are_named(picture, trouble):
    assert trouble in named(shots(picture, 1.0))


def test_noise_is_measured_and_named():
    for sigma in (1, 3, 6):
        grey = sigma * np.linalg.norm([0.114, 0.587, 0.299])
        assert temporal_noise(shots(scene(), sigma)) == pytest.approx(grey, rel=0.3)
    assert CameraTrouble.NOISY in named(shots(scene(), 40))
    assert temporal_noise([scene()]) is None


def test_noise_is_not_taken_for_sharpness_nor_movement_for_noise():
    soft = cv2.GaussianBlur(scene(), (0, 0), 6)
    assert focus(shots(soft, 12)) < LIMITS.focus < focus(shots(scene(), 12))
    moved = [np.roll(scene(), step * 8, axis=1) for step in range(4)]
    assert temporal_noise(moved) < 1
    assert focus([np.full((*SIZE, 3), 90, np.uint8)]) is None


def test_frozen_and_black_take_all_pictures():
    still, other = shots(scene(), count=2)
    assert is_frozen([still] * 3)
    assert not is_frozen([still] * 2)
    assert not is_frozen([still, still, other])
    assert named([still] * 3) == (CameraTrouble.FROZEN,)
    assert not is_black([np.zeros_like(still), still])
    assert not is_black([])


@pytest.mark.parametrize("colour", Background)
def test_the_cloth_is_known(colour):
    found = cloth_colour(shots(scene(CLOTHS[colour]))[0])
    assert found.colour is colour
    assert found.confidence > 0.9


@pytest.mark.parametrize("colour", [(200, 200, 200), (40, 40, 40), (60, 160, 70), (140, 170, 210)])
def test_another_wall_is_no_cloth(colour):
    assert cloth_colour(scene(colour)).colour is None


def test_half_a_cloth_is_none():
    picture = scene((200, 200, 200))
    picture[:, :320] = CLOTHS[Background.BLUE]
    found = cloth_colour(picture)
    assert (found.colour, found.confidence) == (None, pytest.approx(0.5, abs=0.01))


def test_pictures_of_several_sizes_are_refused():
    for frames in ([], [scene(), scene()[:100]], [np.zeros((4, 4), np.uint8)]):
        with pytest.raises(ValueError, match="one size"):
            check_camera(frames)


@given(
    arrays(np.uint8, st.tuples(st.integers(1, 3), st.integers(1, 40), st.integers(1, 40), st.just(3))),
)
def test_any_pictures_have_figures(frames):
    figures = check_camera(list(frames))
    for share in (figures.dark, figures.bright, figures.even, figures.cloth.confidence):
        assert 0 <= share <= 1
    assert figures.focus is None or figures.focus >= 0
    assert isinstance(troubles(figures), tuple)
