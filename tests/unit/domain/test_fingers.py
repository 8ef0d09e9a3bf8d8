"""Ten positions with the standard's codes, and which two are presented once more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason, verification_fingers

some = st.sets(st.sampled_from(Finger))


def test_codes_are_those_of_iso_19794_2_table_2():
    assert [finger.value for finger in CAPTURE_ORDER] == list(range(1, 11))
    assert [finger for finger in Finger if finger.is_right] == list(CAPTURE_ORDER[:5])
    assert Finger(2) is Finger.RIGHT_INDEX
    assert Finger(7) is Finger.LEFT_INDEX


def test_every_finger_and_reason_has_its_own_words():
    assert len({finger.label for finger in Finger}) == len({finger.slug for finger in Finger}) == 10
    assert all(finger.slug.isidentifier() for finger in Finger)
    assert len({reason.value for reason in MissingReason}) == len(MissingReason)


@given(some)
def test_two_captured_fingers_are_presented_again(captured):
    chosen = verification_fingers(captured)
    assert len(chosen) == len(set(chosen)) == min(2, len(captured))
    assert set(chosen) <= captured


@given(some)
def test_each_hand_gives_one_where_it_can(captured):
    hands = {finger.is_right for finger in captured}
    assert {finger.is_right for finger in verification_fingers(captured)} == hands


@given(some)
def test_the_index_is_taken_where_it_was_captured(captured):
    assert {Finger.RIGHT_INDEX, Finger.LEFT_INDEX} & captured <= set(verification_fingers(captured))


@pytest.mark.parametrize(
    ("missing", "chosen"),
    [
        (set(), (Finger.RIGHT_INDEX, Finger.LEFT_INDEX)),
        ({Finger.RIGHT_INDEX}, (Finger.RIGHT_THUMB, Finger.LEFT_INDEX)),
        ({Finger.LEFT_INDEX, Finger.LEFT_THUMB}, (Finger.RIGHT_INDEX, Finger.LEFT_MIDDLE)),
        (set(CAPTURE_ORDER[:5]), (Finger.LEFT_INDEX, Finger.LEFT_THUMB)),
        (set(CAPTURE_ORDER[5:]), (Finger.RIGHT_INDEX, Finger.RIGHT_THUMB)),
        (set(Finger) - {Finger.LEFT_LITTLE}, (Finger.LEFT_LITTLE,)),
        (set(Finger), ()),
    ],
)
def test_the_next_best_finger_of_the_same_hand_first(missing, chosen):
    assert verification_fingers(set(Finger) - missing) == chosen
