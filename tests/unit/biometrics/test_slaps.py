"""Slaps composed of single prints are cut into their fingers."""

from __future__ import annotations

import io
import itertools

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from booth.biometrics.images import ImageRejected
from booth.biometrics.matching import THRESHOLD, FingerSample, likeness, prepare
from booth.biometrics.slaps import Hand, SlapFinding, read_slap_file, segment
from booth.domain.fingers import Finger
from tests.unit.biometrics.slap_pictures import ORDER, add, compose, right


@pytest.fixture(scope="module")
def prints(shared):
    folder = shared / "data" / "fingerprints" / "uareu"
    return {f: cv2.imread(str(folder / f"013_{f.value}_1.png"), cv2.IMREAD_GRAYSCALE) for f in Finger}


@pytest.fixture
def laid(prints):
    """The page and the centres of a slap of `hand`."""

    def laid(hand, seed=1, **more):
        fingers = [prints[finger] for finger in ORDER[hand]]
        given = {"mirrored": hand is Hand.LEFT, "thumbs": hand is Hand.THUMBS, **more}
        return compose(fingers, np.random.default_rng(seed), **given)

    return laid


def centres_of(report):
    return [(finger.box.x, finger.box.y) for finger in report.fingers]


@pytest.mark.parametrize("phalanges", [False, True])
@pytest.mark.parametrize("hand", Hand)
def test_fingers_from_left_to_right(laid, hand, phalanges):
    page, centres = laid(hand, phalanges=phalanges)
    report = segment(page, 500, hand)
    assert [finger.position for finger in report.fingers] == list(ORDER[hand])
    assert right(centres_of(report), centres)
    assert report.findings == ()


@pytest.mark.parametrize("tilt", [-18, 18])
def test_a_hand_may_lie_a_little_askew(laid, tilt):
    page, centres = laid(Hand.RIGHT, tilt=tilt, fan=0.5)
    report = segment(page, 500, Hand.RIGHT)
    assert report.findings == ()
    assert report.tilt == pytest.approx(tilt, abs=6)
    assert right(centres_of(report), centres)
    assert all(finger.angle == pytest.approx(tilt, abs=15) for finger in report.fingers)


@pytest.mark.parametrize("gap", [0, -12])
def test_fingers_that_touch_are_parted(laid, gap):
    page, centres = laid(Hand.LEFT, gap=(gap, gap + 1), phalanges=False)
    assert right(centres_of(segment(page, 500, Hand.LEFT)), centres)


def test_phalanges_without_a_gap_are_parted_at_the_crease(laid):
    page, centres = laid(Hand.RIGHT, joint=(-6, 1))
    assert right(centres_of(segment(page, 500, Hand.RIGHT)), centres)


@pytest.mark.parametrize("tilt", [-12, 12])
def test_fingers_spread_wide_lose_their_lower_phalanges_too(laid, tilt):
    page, centres = laid(Hand.RIGHT, tilt=tilt, fan=1.8, gap=(20, 60))
    assert right(centres_of(segment(page, 500, Hand.RIGHT)), centres)


def test_what_the_last_hand_left_is_no_finger(laid):
    page, centres = laid(Hand.RIGHT, residue=laid(Hand.RIGHT, 7)[0], noise=4)
    report = segment(page, 500, Hand.RIGHT)
    assert right(centres_of(report), centres)
    assert report.findings == ()


def test_small_angles_keep_the_pixels(laid):
    page, _ = laid(Hand.RIGHT, 2, phalanges=False)
    report = segment(page, 500, Hand.RIGHT)
    assert not any(finger.resampled for finger in report.fingers)
    for finger in report.fingers:
        left, top, width, height = finger.upright
        own = page[top : top + height, left : left + width]
        assert finger.pixels.shape == own.shape
        assert (finger.pixels[finger.pixels < 200] == own[finger.pixels < 200]).all()


@pytest.mark.parametrize("tilt", [0, 15])
def test_a_cut_out_finger_matches_the_one_it_came_from(laid, prints, tilt):
    page, _ = laid(Hand.RIGHT, 3, tilt=tilt)
    cut = {finger.position: finger for finger in segment(page, 500, Hand.RIGHT).fingers}
    assert cut[Finger.RIGHT_INDEX].resampled is bool(tilt)
    own = {finger: prepare(FingerSample(cut[finger].pixels, 500)) for finger in ORDER[Hand.RIGHT][:3]}
    whole = {finger: prepare(FingerSample(prints[finger], 500)) for finger in own}
    for finger, other in itertools.product(own, whole):
        assert (likeness(own[finger], whole[other]) >= THRESHOLD) is (finger is other), (finger, other)


@pytest.mark.parametrize("hand", [Hand.RIGHT, Hand.LEFT])
def test_the_other_hand_is_noticed(laid, hand):
    page, _ = laid(Hand.LEFT if hand is Hand.RIGHT else Hand.RIGHT, 3, tilt=10)
    assert SlapFinding.WRONG_HAND in segment(page, 500, hand).findings


@pytest.mark.parametrize("without", range(4))
def test_three_fingers_for_four_have_no_position(laid, without):
    report = segment(laid(Hand.RIGHT, 4, without=without)[0], 500, Hand.RIGHT)
    assert report.expected - len(report.fingers) == 1
    assert SlapFinding.TOO_FEW in report.findings
    assert {finger.position for finger in report.fingers} == {None}


@pytest.mark.parametrize("tilt", [-35, 35])
def test_a_tilted_hand_is_noticed(laid, tilt):
    assert SlapFinding.TILTED in segment(laid(Hand.LEFT, 5, tilt=tilt)[0], 500, Hand.LEFT).findings


@pytest.mark.parametrize("shift", [(0, -480), (-280, 0)])
def test_a_finger_over_the_edge_is_noticed(laid, shift):
    assert SlapFinding.CUT in segment(laid(Hand.RIGHT, 6, shift=shift)[0], 500, Hand.RIGHT).findings


def test_one_finger_more_is_noticed(laid, prints):
    page, _ = laid(Hand.THUMBS, 7)
    add(page, prints[Finger.LEFT_LITTLE], 300, 500)
    report = segment(page, 500, Hand.THUMBS)
    assert report.findings == (SlapFinding.TOO_MANY,)
    assert {finger.position for finger in report.fingers} == {None}


def test_a_finger_that_hardly_touches_is_noticed(laid):
    findings = segment(laid(Hand.RIGHT, 8, faint=2)[0], 500, Hand.RIGHT).findings
    assert {SlapFinding.FAINT, SlapFinding.TOO_FEW} & set(findings)


def test_light_ridges_on_dark_are_turned_round(laid):
    page, _ = laid(Hand.RIGHT, 9)
    own, turned = segment(page, 500, Hand.RIGHT), segment(255 - page, 500, Hand.RIGHT)
    assert turned.findings == (SlapFinding.INVERTED,)
    assert right(centres_of(turned), centres_of(own), within=10)
    for one, other in zip(own.fingers, turned.fingers, strict=True):
        assert float(one.pixels.mean()) == pytest.approx(float(other.pixels.mean()), abs=10)


def test_bare_glass_has_no_fingers():
    report = segment(np.full((1500, 1600), 245, np.uint8), 500, Hand.LEFT)
    assert (report.fingers, report.findings) == ((), (SlapFinding.TOO_FEW,))


@pytest.mark.parametrize("ppi", [96, 1000])
def test_a_wrong_resolution_is_refused(ppi):
    with pytest.raises(ImageRejected):
        segment(np.zeros((200, 200), np.uint8), ppi, Hand.RIGHT)


@pytest.mark.parametrize(("shape", "kind"), [((200, 200, 3), np.uint8), ((200, 200), np.uint16), ((1, 1), np.uint8)])
def test_what_is_no_grey_picture_of_fingers_is_refused(shape, kind):
    pixels = np.zeros(shape, kind)
    with pytest.raises(ImageRejected):
        segment(pixels, 500, Hand.RIGHT)


@settings(max_examples=40, deadline=None)
@given(arrays(np.uint8, st.tuples(st.integers(80, 300), st.integers(80, 300))), st.sampled_from(Hand))
def test_any_picture_gives_a_report(pixels, hand):
    assert segment(pixels, 500, hand).expected in (2, 4)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(100, 601), st.integers(100, 601), st.floats(0, 12), st.sampled_from(Hand))
def test_any_texture_gives_boxes_within_the_picture(seed, height, width, coarse, hand):
    noise = np.random.default_rng(seed).normal(0, 1, (height, width)).astype(np.float32)
    if coarse > 0.3:
        noise = cv2.GaussianBlur(noise, (0, 0), coarse)
    pixels = np.clip(128 + 60 * noise / max(float(noise.std()), 1e-6), 0, 255).astype(np.uint8)
    for finger in segment(pixels, 500, hand).fingers:
        left, top, wide, high = finger.upright
        assert min(left, top) >= 0
        assert left + wide <= width
        assert top + high <= height


def _png() -> bytes:
    data = io.BytesIO()
    Image.fromarray(np.random.default_rng(1).integers(0, 256, (120, 140), np.uint8)).save(data, "PNG", dpi=(500, 500))
    return data.getvalue()


PNG = _png()


def test_a_file_is_read_with_its_resolution(tmp_path):
    (tmp_path / "slap.png").write_bytes(PNG)
    pixels, ppi = read_slap_file(tmp_path / "slap.png")
    assert (pixels.shape, ppi) == ((120, 140), 500)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(tmp_path, data):
    (tmp_path / "slap.png").write_bytes(data)
    with pytest.raises(ImageRejected):
        read_slap_file(tmp_path / "slap.png")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(PNG) - 100))
def test_a_truncated_file_is_refused(tmp_path, end):
    (tmp_path / "slap.png").write_bytes(PNG[:end])
    with pytest.raises(ImageRejected):
        read_slap_file(tmp_path / "slap.png")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(PNG) - 1), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused(tmp_path, place, value):
    (tmp_path / "slap.png").write_bytes(PNG[:place] + bytes([value]) + PNG[place + 1 :])
    try:
        pixels, _ = read_slap_file(tmp_path / "slap.png")
    except ImageRejected:
        return
    assert pixels.dtype == np.uint8
