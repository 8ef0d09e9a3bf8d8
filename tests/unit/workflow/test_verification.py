"""The same two fingers once more: matched, not matched, and on with a reason only when nothing else is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.workflow.errors import NoTriesLeft, ReasonNeeded, TriesRemain
from booth.workflow.prints import FingerWork
from booth.workflow.verification import Outcome, VerifyWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.devices.ports import FingerImage
    from booth.workflow.record import Record

    Prints = dict[str, FingerImage]

RIGHT, LEFT = Finger.RIGHT_INDEX, Finger.LEFT_INDEX


def verification(record: Record, tries: int = 2) -> VerifyWork:
    return VerifyWork(record, FingerWork(record, quality_limit=20, tries=3), tries=tries)


@pytest.fixture
def captured(record: Record, prints: Prints) -> Record:
    """Right and left index captured; every other finger missing."""
    fingers = FingerWork(record, quality_limit=20, tries=3)
    for finger in CAPTURE_ORDER:
        if finger not in {RIGHT, LEFT}:
            fingers.mark_missing(finger, MissingReason.AMPUTATED)
    fingers.add_try(RIGHT, prints["same1"])
    fingers.add_try(LEFT, prints["other"])
    return record


def test_both_index_fingers_are_asked_for_in_turn(captured: Record, prints: Prints, again: Callable[[], Record]):
    work = verification(captured)
    assert list(work.states()) == [RIGHT, LEFT]
    result = work.verify(RIGHT, prints["same2"])
    assert (result.outcome, result.next_finger) == (Outcome.MATCHED, LEFT)
    assert result.score >= 40
    assert verification(again()).next_finger is LEFT
    assert work.verify(LEFT, prints["other"]).next_finger is None
    assert work.matched
    assert work.missing == ""


def test_the_wrong_finger_is_named_and_the_right_one_may_be_tried(captured: Record, prints: Prints):
    work = verification(captured)
    assert work.verify(RIGHT, prints["other"]).outcome is Outcome.OTHER_FINGER
    assert work.next_finger is RIGHT
    assert work.verify(RIGHT, prints["same2"]).outcome is Outcome.MATCHED
    assert work.next_finger is LEFT


def test_a_smear_is_called_poor_not_wrong(captured: Record, prints: Prints):
    assert verification(captured).verify(RIGHT, prints["poor"]).outcome is Outcome.POOR


def test_going_on_without_a_match_needs_all_tries_and_a_reason(captured: Record, prints: Prints):
    work = verification(captured)
    with pytest.raises(TriesRemain):
        work.go_on_with_reason("kulit rusak")
    for finger, name in ((RIGHT, "stranger"), (RIGHT, "stranger"), (LEFT, "other")):
        work.verify(finger, prints[name])
    with pytest.raises(NoTriesLeft):
        work.verify(RIGHT, prints["same1"])
    assert work.needs_reason
    assert work.missing
    with pytest.raises(ReasonNeeded):
        work.go_on_with_reason(" ")
    work.go_on_with_reason("kulit rusak")
    assert work.missing == ""
    assert not work.matched


def test_again_forgets_all_presentations(captured: Record, prints: Prints):
    work = verification(captured, tries=1)
    work.verify(RIGHT, prints["other"])
    work.verify(LEFT, prints["other"])
    work.go_on_with_reason("x")
    work.again()
    assert work.next_finger is RIGHT
    assert work.reason == ""


def test_a_broken_scanner_does_not_hold_up_the_recording(captured: Record, prints: Prints, again: Callable[[], Record]):
    work = verification(captured)
    work.verify(RIGHT, prints["same2"])
    with pytest.raises(ReasonNeeded):
        work.go_on_unpresented(" ")
    work.go_on_unpresented("alat rusak")
    assert (work.missing, work.reason, work.next_finger) == ("", "alat rusak", None)
    assert not work.matched
    work = verification(again())
    assert work.missing == ""
    work.again()
    assert (work.next_finger, work.reason) == (RIGHT, "")


def test_prints_taken_after_the_scanner_was_broken_are_verified(captured: Record, prints: Prints):
    verification(captured).go_on_unpresented("alat rusak")
    FingerWork(captured, quality_limit=20, tries=3).redo(RIGHT)
    FingerWork(captured, quality_limit=20, tries=3).add_try(RIGHT, prints["same3"])
    work = verification(captured)
    assert work.next_finger is RIGHT
    work.go_on_unpresented("alat rusak")
    assert work.next_finger is None
    work.verify(RIGHT, prints["same1"])
    assert work.next_finger is not None


def test_a_finger_captured_anew_is_verified_anew(captured: Record, prints: Prints):
    work = verification(captured)
    work.verify(RIGHT, prints["same2"])
    FingerWork(captured, quality_limit=20, tries=3).redo(RIGHT)
    FingerWork(captured, quality_limit=20, tries=3).add_try(RIGHT, prints["same3"])
    assert verification(captured).next_finger is RIGHT


def test_without_any_finger_only_a_reason_is_left(record: Record):
    fingers = FingerWork(record, quality_limit=20, tries=3)
    for finger in CAPTURE_ORDER:
        fingers.mark_missing(finger, MissingReason.AMPUTATED)
    work = VerifyWork(record, fingers, tries=2)
    assert work.states() == {}
    assert work.needs_reason
    work.go_on_with_reason("tidak ada jari")
    assert work.missing == ""
