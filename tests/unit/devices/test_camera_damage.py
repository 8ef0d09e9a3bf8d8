"""Torn pictures are told from scenes in which something moves, is covered, or is replaced."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from booth.devices.camera.damage import TORN, small_blocks, torn

SIZE = (480, 640)


@pytest.fixture(scope="module")
def scene():
    rows, columns = np.mgrid[0 : SIZE[0], 0 : SIZE[1]]
    return np.stack([rows // 4, columns // 4, (rows + columns) // 8], 2).astype(np.uint8)


def noisy(scene, seed, noise=8):
    return cv2.add(scene, np.random.default_rng(seed).integers(0, noise, scene.shape, np.uint8))


def score(one, other):
    return torn(small_blocks(one), small_blocks(other))


def test_a_still_scene_is_whole(scene):
    assert score(noisy(scene, 1), noisy(scene, 2)) < 0.05


def test_what_is_displaced_below_a_row_is_torn(scene):
    for row in range(32, 448, 32):
        other = noisy(scene, 2)
        other[row:] = np.roll(cv2.add(other[row:], 30), 48, axis=1)
        assert score(noisy(scene, 1), other) > TORN


def test_another_lightness_or_another_scene_is_whole(scene):
    assert score(noisy(scene, 1), cv2.add(noisy(scene, 2), np.full_like(scene, 40))) < 0.05
    assert score(noisy(scene, 1), 255 - noisy(scene, 2)) < TORN


def test_somebody_who_moves_is_whole(scene):
    """A head and a body that fill half of the width."""
    one, other = noisy(scene, 1), noisy(scene, 2)
    for picture, x in ((one, 320), (other, 340)):
        cv2.circle(picture, (x, 200), 80, (90, 120, 200), -1)
        cv2.rectangle(picture, (x - 160, 300), (x + 160, 480), (60, 40, 30), -1)
    assert score(one, other) < TORN


def test_a_picture_damaged_in_its_coded_bytes_is_mostly_torn(scene):
    data = cv2.imencode(".jpg", noisy(scene, 1))[1].tobytes()
    rng, found, visible = np.random.default_rng(3), 0, 0
    for at in rng.integers(len(data) // 8, len(data) * 7 // 8, 40).tolist():
        spoilt = data[:at] + rng.integers(0, 255, 16, np.uint8).tobytes() + data[at + 16 :]
        pixels = cv2.imdecode(np.frombuffer(spoilt, np.uint8), cv2.IMREAD_COLOR)
        if cv2.absdiff(pixels, scene).mean() > 12:
            visible += 1
            found += score(noisy(scene, 2), pixels) > TORN
    assert visible >= 10
    assert found >= 0.7 * visible


def test_pictures_of_other_sizes_are_not_compared(scene):
    assert score(scene, scene[:100]) == 0.0
    assert score(scene[:20, :20], scene[:20, :20]) == 0.0


@given(arrays(np.uint8, st.tuples(st.integers(1, 90), st.integers(1, 90), st.just(3))))
def test_any_picture_has_a_score(pixels):
    assert -1.0 <= score(pixels, 255 - pixels) <= 1.0
