"""The glass without a finger: bare, soiled by the last print, faulty, and with a finger after all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from booth.biometrics.images import ImageRejected
from booth.biometrics.platen import PlatenFinding, inspect, through_print
from booth.demo.prints import impression
from booth.domain.fingers import Finger


def frames(shape, count=1, *, print_=None, strength=0.0, noise=2.0, greys=256):
    """Glass that is lit a little unevenly, with a print faded to `strength` on it."""
    rng = np.random.default_rng(3)
    glass = 235 - 20 * np.mgrid[: shape[0], : shape[1]][1] / shape[1]
    if print_ is not None:
        glass = glass - (255.0 - print_) * strength
    step = 256 // greys
    taken = [np.clip(glass + rng.normal(0, noise, shape), 0, 255).astype(np.uint8) for _ in range(count)]
    return [frame // step * (255 // (greys - 1)) for frame in taken]


@pytest.mark.parametrize("greys", [16, 256])
@pytest.mark.parametrize("count", [1, 4])
def test_bare_glass_is_clean(greys, count):
    report = inspect(frames((357, 326), count, greys=greys), 500)
    assert report.clean
    assert (report.dead_pixels, report.dead_lines) == (0, 0)


@pytest.mark.parametrize("greys", [16, 256])
@pytest.mark.parametrize("strength", [0.08, 0.15])
def test_the_last_print_is_seen(prints, greys, strength):
    for pixels in prints.values():
        taken = frames(pixels.shape, 2, print_=pixels, strength=strength, greys=greys)
        assert inspect(taken, 500).findings == (PlatenFinding.RESIDUE,)


def test_a_finger_is_no_residue(prints):
    for pixels in prints.values():
        findings = inspect(frames(pixels.shape, print_=pixels, strength=1.0), 500).findings
        assert findings == (PlatenFinding.FINGER,)


def test_dead_pixels_and_lines_are_counted():
    [frame] = frames((288, 256))
    frame[40:240:20, 50] = 0
    report = inspect([frame], 500)
    assert (report.dead_pixels, report.dead_lines, report.findings) == (10, 0, (PlatenFinding.DEAD_PIXELS,))
    frame[:, 120] = 0
    frame[77] = 255
    frame[:, 200] = 0
    report = inspect([frame], 500)
    assert (report.dead_pixels, report.dead_lines) == (10, 3)
    assert PlatenFinding.DEAD_LINES in report.findings
    assert PlatenFinding.RESIDUE not in report.findings


@pytest.mark.parametrize("count", [1, 5])
def test_noise_is_measured_in_greys(count):
    report = inspect(frames((288, 256), count, noise=4.0), 500)
    assert report.noise == pytest.approx(4, abs=0.5)
    assert PlatenFinding.NOISE in inspect(frames((288, 256), count, noise=12.0), 500).findings


def test_the_steps_of_sixteen_greys_are_no_ridges():
    """Without noise bare glass shows a line where one grey ends and the next begins."""
    rows, columns = np.mgrid[:288, :256]
    for tilt in (0.0, 0.5, 1.0):
        glass = 245 - 40 * (columns * (1 - tilt) + rows * tilt) / 288
        assert inspect([(glass.astype(np.uint8) >> 4) * 17], 500).clean


def test_light_from_one_side_is_uneven():
    slope = np.tile(np.linspace(60, 250, 256), (288, 1)).astype(np.uint8)
    assert inspect([slope], 500).findings == (PlatenFinding.UNEVEN,)


@pytest.mark.parametrize(
    "bad",
    [
        [],
        [np.zeros((200, 200), np.uint16)],
        [np.zeros((200, 200, 3), np.uint8)],
        [np.zeros((8, 8), np.uint8)],
        [np.zeros((200, 200), np.uint8), np.zeros((201, 200), np.uint8)],
    ],
)
def test_what_is_no_frame_is_refused(bad):
    with pytest.raises(ImageRejected):
        inspect(bad, 500)


@given(st.integers(0, 2**32 - 1), st.integers(32, 90), st.integers(32, 90), st.integers(1, 3), st.integers(1, 256))
def test_any_frames_give_finite_figures(seed, height, width, count, strength):
    rng = np.random.default_rng(seed)
    report = inspect([rng.integers(0, strength, (height, width)).astype(np.uint8) for _ in range(count)], 500)
    assert np.isfinite([report.residue, report.contrast, report.noise, report.unevenness]).all()


@pytest.fixture(scope="module")
def pressed():
    return impression(seed=3, person=2, finger=Finger.LEFT_INDEX, turn=0)


@pytest.mark.parametrize("coarse", [False, True], ids=["256 greys", "16 greys"])
def test_a_sound_sensor_under_a_finger(pressed, coarse):
    image = np.asarray((pressed >> 4) * 17, np.uint8) if coarse else pressed
    found = through_print(image)
    assert found.findings == ()
    assert found.dead_lines == 0


def test_dead_pixels_and_lines_under_a_finger(pressed):
    spots, column = pressed.copy(), pressed.copy()
    rng = np.random.default_rng(4)
    spots[rng.integers(2, 286, 150), rng.integers(2, 254, 150)] = 255
    column[:, 90] = 20
    assert PlatenFinding.DEAD_PIXELS in through_print(spots).findings
    assert through_print(column).dead_lines == 1


def test_a_noisy_and_an_unevenly_lit_sensor_under_a_finger(pressed):
    noise = np.random.default_rng(5).normal(0, 25, pressed.shape)
    noisy = np.asarray(np.clip(pressed + noise, 0, 255), np.uint8)
    shade = np.asarray(pressed * np.linspace(0.1, 1, pressed.shape[1]), np.uint8)
    assert PlatenFinding.NOISE in through_print(noisy).findings
    assert PlatenFinding.UNEVEN in through_print(shade).findings


@given(arrays(np.uint8, st.tuples(st.integers(32, 80), st.integers(32, 80))))
def test_any_image_has_figures(pixels):
    found = through_print(pixels)
    assert found.dead_pixels >= 0
    assert np.isfinite([found.noise, found.unevenness]).all()


@pytest.mark.parametrize("shape", [(20, 200), (200, 200, 3)])
def test_no_grey_image_no_figures(shape):
    with pytest.raises(ImageRejected):
        through_print(np.zeros(shape, np.uint8))
