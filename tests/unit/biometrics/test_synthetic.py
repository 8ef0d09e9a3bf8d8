"""Synthetic fingers: the same from the same numbers, alike when pressed again, unlike others, bad when told to be."""

from __future__ import annotations

import hashlib
import itertools

import numpy as np
import pytest

from booth.biometrics.images import check_image
from booth.biometrics.matching import FingerSample, likeness, prepare
from booth.biometrics.quality import QualityMethod, QualityReason, assess
from booth.biometrics.synthesis import SIZE, Condition, Master, Pattern, impression, master
from booth.domain.fingers import Finger

SEED = 11
PERIODS = (7.0, 12.0)  # pixels at 500 ppi between two ridges: 0.36–0.6 mm


@pytest.fixture(scope="module")
def hand() -> dict[Finger, Master]:
    return {finger: master(SEED, 1, finger) for finger in Finger}


def digest(array: np.ndarray) -> str:
    return hashlib.sha256(array.tobytes()).hexdigest()


def period(pixels: np.ndarray) -> float:
    """Pixels from ridge to ridge: where the spectrum, summed around its middle, is highest."""
    side = 192
    top, left = (pixels.shape[0] - side) // 2, (pixels.shape[1] - side) // 2
    part = pixels[top : top + side, left : left + side].astype(float)
    window = np.hanning(side)[:, None] * np.hanning(side)
    power = np.abs(np.fft.fft2((part - part.mean()) * window)) ** 2
    cycles = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side)))
    rings = np.arange(1 / 20, 1 / 5, 1 / side)
    energy = [power[(cycles >= ring) & (cycles < ring + 1 / side)].sum() for ring in rings]
    return float(1 / (rings[int(np.argmax(energy))] + 0.5 / side))


def test_the_same_numbers_give_the_same_pixels(hand):
    again = master(SEED, 1, Finger.LEFT_RING)
    assert digest(again.ridges) == digest(hand[Finger.LEFT_RING].ridges)
    assert again.pattern is hand[Finger.LEFT_RING].pattern
    for condition in Condition:
        one, two = (impression(each, 4, condition=condition) for each in (again, hand[Finger.LEFT_RING]))
        assert digest(one) == digest(two)


@pytest.mark.parametrize("other", [(SEED + 1, 1), (SEED, 2)])
def test_another_number_gives_another_finger(hand, other):
    stranger = master(*other, Finger.LEFT_RING)
    assert abs(np.corrcoef(stranger.ridges.ravel(), hand[Finger.LEFT_RING].ridges.ravel())[0, 1]) < 0.2


def test_another_impression_is_another_picture(hand):
    presses = [impression(hand[Finger.RIGHT_THUMB], number) for number in range(4)]
    assert len({digest(pixels) for pixels in presses}) == 4


@pytest.mark.parametrize("size", [SIZE, (256, 288), (192, 192), (416, 560), (640, 480), (800, 750)])
def test_a_picture_has_the_size_asked_for(hand, size):
    pixels = impression(hand[Finger.RIGHT_INDEX], 0, size=size)
    check_image(pixels, 500)
    assert pixels.shape == (size[1], size[0])


@pytest.mark.parametrize("numbers", [(-1, 0), (0, -1)])
def test_numbers_below_zero_are_refused(numbers):
    with pytest.raises(ValueError, match="negative"):
        master(*numbers, Finger.RIGHT_INDEX)


def test_ridges_are_as_far_apart_as_skin_has_them(hand):
    for finger in Finger:
        low, high = PERIODS
        assert low <= period(impression(hand[finger], 0)) <= high


def test_classes_come_as_often_as_in_life():
    found = [master_pattern(person, finger) for person in range(40) for finger in Finger]
    share = {pattern: found.count(pattern) / len(found) for pattern in Pattern}
    assert 0.5 < share[Pattern.LEFT_LOOP] + share[Pattern.RIGHT_LOOP] < 0.8
    assert 0.2 < share[Pattern.WHORL] + share[Pattern.DOUBLE_LOOP] < 0.45
    assert 0 < share[Pattern.ARCH] + share[Pattern.TENTED_ARCH] < 0.15
    assert all(share.values())


def master_pattern(person: int, finger: Finger) -> Pattern:
    from booth.biometrics.synthesis.patterns import choose_pattern

    return choose_pattern(np.random.default_rng((SEED, person, int(finger))), finger)


def test_a_finger_pressed_again_is_the_same(hand):
    for finger in (Finger.RIGHT_THUMB, Finger.RIGHT_INDEX, Finger.LEFT_LITTLE):
        one, two = (prepare(FingerSample(impression(hand[finger], number), 500)) for number in (0, 1))
        assert likeness(one, two) >= 40


def test_the_ten_fingers_of_a_person_are_ten(hand):
    prints = {finger: prepare(FingerSample(impression(hand[finger], 0), 500)) for finger in Finger}
    for one, other in itertools.combinations(Finger, 2):
        assert likeness(prints[one], prints[other]) < 40


def share(hand: dict[Finger, Master], condition: Condition, reason: QualityReason) -> float:
    """Of the ten fingers those that are found so."""
    judged = [assess(impression(each, 2, condition=condition), 500, QualityMethod.OPENCV) for each in hand.values()]
    return sum(reason in quality.reasons for quality in judged) / len(judged)


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (Condition.DRY, QualityReason.TOO_DRY),
        (Condition.WET, QualityReason.TOO_WET),
        (Condition.LIGHT, QualityReason.TOO_LIGHT),
        (Condition.SMALL, QualityReason.TOO_SMALL),
        (Condition.OFF_CENTRE, QualityReason.OFF_CENTRE),
    ],
)
def test_a_bad_press_is_bad_in_the_way_asked_for(hand, condition, reason):
    assert share(hand, condition, reason) >= 0.8
    assert share(hand, Condition.SOUND, reason) <= 0.2


def test_a_smeared_press_scores_less(hand):
    for each in list(hand.values())[:3]:
        assert (
            assess(impression(each, 0, condition=Condition.SMEARED), 500).score < assess(impression(each, 0), 500).score
        )
