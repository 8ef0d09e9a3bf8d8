"""The glass without a finger: bare, soiled by the last print, faulty, and with a finger after all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.biometrics.images import ImageRejected
from booth.biometrics.platen import PlatenFinding, inspect


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
