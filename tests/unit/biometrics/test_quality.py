"""Quality: NFIQ 2 as it is, the estimate beside it, and reasons measured in the image."""

from __future__ import annotations

from dataclasses import asdict

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.biometrics import nbis
from booth.biometrics.images import ImageRejected, read_finger_image
from booth.biometrics.quality import (
    FULL_SIZE_LIMIT,
    QualityMethod,
    QualityReason,
    assess,
    available_methods,
    normalised,
    pass_limit,
)
from booth.biometrics.quality_measures import measure


def kernel(size: int) -> np.ndarray:
    return np.ones((size, size), np.uint8)


def test_nfiq2_is_the_standards_score(prints):
    """The scores of `nbis-python` 0.1.9 for these files."""
    assert assess(prints["012_2_1"], 500).score == 49
    assert assess(prints["012_2_4"], 500).score == 63
    assert assess(prints["012_2_4"], 500).method is QualityMethod.NFIQ2


def test_sixteen_greys_are_enough(prints):
    """An EF01 sensor sends 4 bits a pixel: NFIQ 2 moves by some points, and a sound print stays one."""
    for pixels in prints.values():
        coarse, fine = assess((pixels >> 4) * 17, 500).score, assess(pixels, 500).score
        assert abs(coarse - fine) <= 15
        assert coarse >= 40


@pytest.mark.parametrize("method", QualityMethod)
def test_a_spoilt_print_scores_lower(prints, method):
    good = prints["012_2_4"]
    spoilt = cv2.GaussianBlur(good, (0, 0), 4)
    spoilt[:150] = 255
    assert assess(spoilt, 500, method).score < assess(good, 500, method).score - 15


@pytest.mark.parametrize(
    ("reason", "spoil"),
    [
        (QualityReason.TOO_DRY, lambda p: cv2.dilate(p, kernel(4))),
        (QualityReason.TOO_WET, lambda p: cv2.erode(p, kernel(5))),
        (QualityReason.TOO_LIGHT, lambda p: (200 + p * 0.2).astype(np.uint8)),
        (QualityReason.MOVED, lambda p: cv2.blur(p, (1, 9))),
        (QualityReason.TOO_SMALL, lambda p: _only(p, slice(130, 230), slice(110, 210))),
        (QualityReason.OFF_CENTRE, lambda p: _only(p, slice(0, 357), slice(200, 326))),
        (QualityReason.UNCLEAR, lambda p: np.random.default_rng(1).integers(0, 256, p.shape, np.uint8)),
    ],
)
def test_what_is_wrong_is_measured(prints, reason, spoil):
    good = prints["012_2_1"]
    assert reason not in assess(good, 500, QualityMethod.OPENCV).reasons
    assert reason in assess(spoil(good), 500, QualityMethod.OPENCV).reasons


def _only(pixels: np.ndarray, rows: slice, columns: slice) -> np.ndarray:
    out = np.full_like(pixels, 255)
    out[rows, columns] = pixels[rows, columns]
    return out


def test_a_sound_print_has_no_reasons(prints):
    assert assess(prints["012_2_4"], 500).reasons == ()


def test_hardly_a_finger_scores_nothing(prints):
    speck = _only(prints["012_2_4"], slice(150, 170), slice(150, 170))
    for method in QualityMethod:
        quality = assess(speck, 500, method)
        assert quality.score <= 5
        assert QualityReason.TOO_SMALL in quality.reasons


def test_without_nbis_the_estimate_stands_in_and_says_so(prints, monkeypatch):
    monkeypatch.setattr(nbis, "_load", lambda: (None, "No module named 'nbis'"))
    assert available_methods() == (QualityMethod.OPENCV,)
    assert assess(prints["012_2_1"], 500).method is QualityMethod.OPENCV
    with pytest.raises(nbis.NbisMissing):
        assess(prints["012_2_1"], 500, QualityMethod.NFIQ2)


def test_a_constant_image_is_refused():
    with pytest.raises(ImageRejected):
        assess(np.full((288, 256), 255, np.uint8), 500)


@given(st.integers(0, 2**32 - 1), st.integers(80, 160), st.integers(80, 160), st.integers(1, 255))
def test_the_estimate_stays_on_its_scale(seed, height, width, strength):
    noise = np.random.default_rng(seed).integers(0, strength + 3, (height, width)).astype(np.uint8)
    noise[0, :2] = (0, 255)
    assert 0 <= assess(noise, 500, QualityMethod.OPENCV).score <= 100


@pytest.mark.parametrize("method", QualityMethod)
def test_light_ridges_on_dark_are_turned_and_named(prints, method):
    for pixels in prints.values():
        seen, upright = assess(255 - pixels, 500, method), assess(pixels, 500, method)
        assert seen.score == upright.score
        assert seen.reasons == (*upright.reasons, QualityReason.INVERTED)
        assert (normalised(255 - pixels) == pixels).all()
        assert (normalised(pixels) == pixels).all()


@pytest.mark.parametrize("length", [8, 14])
@pytest.mark.parametrize("degrees", [0, 45, 90, 135])
def test_a_smear_is_seen_along_any_way(prints, length, degrees):
    turn = cv2.getRotationMatrix2D((length, length), degrees, 1)
    line = np.zeros((2 * length + 1, 2 * length + 1), np.float32)
    line[length, length - length // 2 : length + length // 2 + 1] = 1
    kernel = cv2.warpAffine(line, turn, line.shape)
    for pixels in prints.values():
        smeared = cv2.filter2D(pixels, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)
        assert QualityReason.MOVED in assess(smeared, 500, QualityMethod.OPENCV).reasons
        assert QualityReason.MOVED not in assess(pixels, 500, QualityMethod.OPENCV).reasons


def test_a_dim_sensor_is_no_wet_finger(prints):
    for pixels in prints.values():
        assert assess((pixels * 0.7).astype(np.uint8), 500, QualityMethod.OPENCV).reasons == ()


def test_what_does_not_pass_has_a_reason(shared):
    for name in ("012_1_1", "012_1_2", "012_6_1"):
        pixels = read_finger_image(shared / "data" / "fingerprints" / "uareu" / f"{name}.png")[0]
        for method in QualityMethod:
            quality = assess(pixels, 500, method)
            assert quality.reasons or quality.score >= FULL_SIZE_LIMIT


def test_soaked_skin_is_not_taken_for_a_negative(prints):
    for pixels in prints.values():
        assert QualityReason.INVERTED not in assess(cv2.erode(pixels, kernel(5)), 500, QualityMethod.OPENCV).reasons


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(80, 160), st.integers(80, 160), st.floats(0.3, 12), st.integers(450, 550))
def test_any_texture_is_measured(seed, height, width, grain, ppi):
    noise = cv2.GaussianBlur(np.random.default_rng(seed).random((height, width), np.float32), (0, 0), grain)
    pixels = np.clip((noise - noise.mean()) / (noise.std() + 1e-6) * 60 + 128, 0, 255).astype(np.uint8)
    pixels[0, :2] = (0, 255)
    ridges = measure(pixels, ppi)
    assert np.isfinite([float(value) for value in asdict(ridges).values()]).all()
    assert 0 <= ridges.clear <= ridges.area <= (height + 16) * (width + 16) * (25.4 / ppi) ** 2
    assert measure(255 - pixels, ppi).area == pytest.approx(ridges.area)


def test_a_small_sensor_passes_with_less():
    assert pass_limit(40, 326, 357, 500) == 40
    assert pass_limit(40, 640, 480, 500) == 40
    assert pass_limit(40, 256, 288, 500) == 34
    assert pass_limit(40, 192, 192, 500) == pass_limit(40, 128, 128, 500) == 23


@given(st.integers(0, 100), st.integers(80, 1200), st.integers(80, 1200), st.integers(450, 550))
def test_the_limit_never_exceeds_the_setting(setting, width, height, ppi):
    assert 0 <= pass_limit(setting, width, height, ppi) <= setting
    assert pass_limit(setting, width, height, ppi) <= pass_limit(setting, width + 50, height, ppi)
