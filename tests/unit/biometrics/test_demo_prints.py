"""The demo's fingers: good enough to pass, alike when pressed again, unlike each other, in the order of the presses."""

from __future__ import annotations

import hashlib
import itertools

import cv2
import numpy as np
import pytest

from booth.biometrics.images import read_finger_image
from booth.biometrics.matching import THRESHOLD
from booth.biometrics.quality import QualityReason, assess
from booth.biometrics.synthesis import Condition
from booth.biometrics.templates import extract
from booth.demo.prints import GLASS, Visit, demo_prints, impression
from booth.domain.fingers import Finger
from tests.unit.biometrics.peers import compare

LIMIT = 40  # the booth's own limit for a print that passes


def pressed(finger: Finger, *, person: int = 1, turn: int = 1, condition: Condition = Condition.SOUND) -> np.ndarray:
    """As the sensor sends it: 16 greys."""
    return (impression(seed=5, person=person, finger=finger, turn=turn, condition=condition) >> 4) * 17


@pytest.fixture(scope="module")
def hand() -> dict[Finger, bytes]:
    return {finger: extract(pressed(finger), 500, finger) for finger in Finger}


def test_every_finger_passes_and_a_dry_one_does_not():
    for finger in Finger:
        assert assess(pressed(finger), 500).score >= LIMIT
    for finger in (Finger.RIGHT_THUMB, Finger.LEFT_RING):
        dry = assess(pressed(finger, condition=Condition.DRY), 500)
        assert dry.score < LIMIT
        assert {QualityReason.TOO_DRY, QualityReason.TOO_LIGHT} & set(dry.reasons)


def test_a_finger_pressed_again_is_the_same_and_not_the_same_picture(hand):
    for finger in (Finger.RIGHT_INDEX, Finger.LEFT_INDEX, Finger.RIGHT_LITTLE):
        again = pressed(finger, turn=11)
        assert not (again == pressed(finger)).all()
        assert compare(extract(again, 500, finger), hand[finger]) >= 1.5 * THRESHOLD


def test_the_ten_fingers_of_a_person_are_ten(hand):
    for one, other in itertools.combinations(Finger, 2):
        assert compare(hand[one], hand[other]) < THRESHOLD


def test_the_same_finger_of_another_person_is_another(hand):
    stranger = pressed(Finger.RIGHT_INDEX, person=6)
    assert compare(extract(stranger, 500, Finger.RIGHT_INDEX), hand[Finger.RIGHT_INDEX]) < THRESHOLD


def test_files_stand_in_the_order_of_the_presses(tmp_path):
    visits = [Visit(), Visit(missing=frozenset({Finger.RIGHT_INDEX}), dry_first=frozenset({Finger.LEFT_THUMB}))]
    written = demo_prints(tmp_path, seed=5, visits=visits)
    assert sorted(tmp_path.iterdir()) == written
    names = [path.stem.split("-", 2) for path in written]
    assert [slug for visit, _, slug in names if visit == "0001"] == [
        *(finger.slug for finger in Finger),
        "right_index",
        "left_index",
    ]
    assert [slug for visit, _, slug in names if visit == "0002"] == [
        "right_thumb",
        "right_middle",
        "right_ring",
        "right_little",
        "left_thumb",  # dry
        "left_thumb",
        "left_index",
        "left_middle",
        "left_ring",
        "left_little",
        "right_thumb",  # the verification takes the next best of the right hand
        "left_index",
    ]
    pixels, ppi = read_finger_image(written[0])
    assert (pixels.shape, ppi) == (GLASS, 500)


def test_a_press_that_does_not_pass_is_pressed_anew(tmp_path):
    seen = []

    def second_time(pixels: np.ndarray) -> bool:
        seen.append(pixels)
        return len(seen) % 2 == 0

    few = Visit(
        missing=frozenset(Finger) - {Finger.LEFT_INDEX, Finger.LEFT_RING}, dry_first=frozenset({Finger.LEFT_RING})
    )
    written = demo_prints(tmp_path, seed=5, visits=[few], passes=second_time)
    assert len(written) == 5  # two fingers, one of them dry first, and both once more
    assert len(seen) == 8  # the dry press is not judged
    assert ((read_finger_image(written[0])[0] >> 4) * 17 == seen[1]).all()


def test_a_seed_says_everything():
    first = impression(seed=1, person=1, finger=Finger.LEFT_RING, turn=3)
    again = impression(seed=1, person=1, finger=Finger.LEFT_RING, turn=3)
    other = impression(seed=2, person=1, finger=Finger.LEFT_RING, turn=3)
    assert hashlib.sha256(first.tobytes()).digest() == hashlib.sha256(again.tobytes()).digest()
    assert cv2.absdiff(first, other).mean() > 10
