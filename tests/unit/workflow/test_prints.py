"""Best of N, the way out of a finger that cannot, and a restart after each act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from booth.biometrics.images import ImageRejected, decode_png
from booth.biometrics.platen import PlatenFinding
from booth.biometrics.quality import QualityReason, pass_limit
from booth.biometrics.templates import parse_template
from booth.devices.ports import FingerImage
from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.workflow.errors import NoTriesLeft, ReasonNeeded
from booth.workflow.prints import ADVICE_BEST, ADVICE_GOOD, FingerWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.workflow.record import Record

    Prints = dict[str, FingerImage]

THUMB, INDEX = Finger.RIGHT_THUMB, Finger.RIGHT_INDEX


def work(record: Record, limit: int = 20, tries: int = 3) -> FingerWork:
    return FingerWork(record, quality_limit=limit, tries=tries)


def test_it_begins_with_the_right_thumb_and_nothing_captured(record: Record):
    fingers = work(record)
    assert fingers.next_finger is THUMB
    assert fingers.captured == ()
    assert fingers.missing
    assert not any(state.done for state in fingers.states().values())


def test_a_good_print_passes_at_once_and_asks_for_the_next_finger(record: Record, prints: Prints):
    result = work(record).add_try(THUMB, prints["same1"])
    assert (result.attempt, result.of, result.passed, result.done) == (1, 3, True, True)
    assert result.next_finger is INDEX
    assert result.advice == ADVICE_GOOD


def test_a_poor_print_asks_again_with_a_reason_measured_in_the_image(record: Record, prints: Prints):
    result = work(record).add_try(THUMB, prints["poor"])
    assert not result.passed
    assert not result.done
    assert result.next_finger is THUMB
    assert result.advice == result.quality.reasons[0].value


def test_the_best_of_three_goes_on_and_is_flagged(record: Record, prints: Prints, again: Callable[[], Record]):
    fingers = work(record, limit=100)
    scores = [fingers.add_try(THUMB, prints[name]).quality.score for name in ("poor", "same1", "poor")]
    state = fingers.state(THUMB)
    assert state.best is not None
    assert state.best.quality.score == max(scores)
    assert state.best.attempt == 2
    assert state.flagged
    assert state.done
    assert not state.passed
    # What would be sent is the best one, with the finger's position in its template.
    wsq, template = work(again(), limit=100).files()[THUMB]
    assert wsq[:2] == b"\xff\xa0"
    assert parse_template(template).finger is THUMB
    best = fingers.best_image(THUMB)
    assert fingers.best_images() == {THUMB: best}
    assert best is not None
    assert (decode_png(best)[0] == prints["same1"].pixels).all()
    with pytest.raises(NoTriesLeft):
        fingers.add_try(THUMB, prints["same2"])


def test_the_third_poor_try_says_that_the_best_goes_on(record: Record, prints: Prints):
    fingers = work(record, limit=100, tries=2)
    fingers.add_try(THUMB, prints["same1"])
    result = fingers.add_try(THUMB, prints["same2"])
    assert result.advice == ADVICE_BEST
    assert result.next_finger is INDEX


def test_an_image_that_shows_nothing_is_refused_and_costs_no_try(record: Record, prints: Prints):
    empty = FingerImage(prints["poor"].pixels * 0, 500, "R307")
    fingers = work(record)
    with pytest.raises(ImageRejected):
        fingers.add_try(THUMB, empty)
    assert fingers.state(THUMB).tries == ()


def test_an_image_with_light_ridges_is_turned_round_before_it_is_kept(record: Record, prints: Prints):
    good = prints["same1"]
    fingers = FingerWork(record, quality_limit=40, tries=3)
    result = fingers.add_try(Finger.RIGHT_INDEX, replace(good, pixels=255 - good.pixels))
    assert QualityReason.INVERTED in result.quality.reasons
    kept, _ = decode_png(fingers.images(Finger.RIGHT_INDEX)[0])
    assert (kept == good.pixels).all()


def test_what_the_last_finger_left_on_the_glass_is_named(record: Record, prints: Prints):
    faded = 235 - (255 - prints["same1"].pixels.astype(np.float32)) * 0.1
    left = faded + np.random.default_rng(1).normal(0, 1.5, faded.shape)
    fingers = FingerWork(record, quality_limit=101, tries=3)
    result = fingers.add_try(Finger.RIGHT_INDEX, replace(prints["same1"], pixels=left.clip(0, 255).astype(np.uint8)))
    assert result.advice == PlatenFinding.RESIDUE.value


def test_a_restart_shows_the_same_fingers(record: Record, prints: Prints, again: Callable[[], Record]):
    fingers = work(record)
    fingers.add_try(THUMB, prints["same1"])
    fingers.add_try(INDEX, prints["poor"])
    fingers.mark_missing(Finger.RIGHT_MIDDLE, MissingReason.AMPUTATED)
    assert work(again()).states() == fingers.states()
    assert work(again()).next_finger is INDEX


def test_a_finger_that_cannot_needs_a_reason_and_other_needs_words(record: Record):
    fingers = work(record)
    with pytest.raises(ReasonNeeded):
        fingers.mark_missing(THUMB, MissingReason.OTHER, "  ")
    assert fingers.mark_missing(THUMB, MissingReason.OTHER, " gips ") is INDEX
    state = fingers.state(THUMB)
    assert (state.missing, state.note, state.done) == (MissingReason.OTHER, "gips", True)


def test_marking_is_undone_and_the_tries_count_again(record: Record, prints: Prints):
    fingers = work(record)
    fingers.add_try(THUMB, prints["same1"])
    fingers.mark_missing(THUMB, MissingReason.BANDAGED)
    assert fingers.captured == ()
    fingers.unmark_missing(THUMB)
    assert fingers.captured == (THUMB,)


def test_capturing_a_marked_finger_takes_the_mark_away(record: Record, prints: Prints, again: Callable[[], Record]):
    fingers = work(record)
    fingers.mark_missing(THUMB, MissingReason.BANDAGED)
    fingers.add_try(THUMB, prints["same1"])
    assert fingers.state(THUMB).missing is None
    assert work(again()).state(THUMB).missing is None


def test_redo_throws_the_finger_away_and_counts_it(record: Record, prints: Prints, again: Callable[[], Record]):
    fingers = work(record)
    fingers.add_try(THUMB, prints["same1"])
    fingers.redo(THUMB)
    assert fingers.state(THUMB).tries == ()
    assert fingers.next_finger is THUMB
    assert fingers.files() == {}
    assert work(again()).retakes == 1


def test_all_ten_may_be_missing(record: Record):
    fingers = work(record)
    for finger in CAPTURE_ORDER:
        fingers.mark_missing(finger, MissingReason.AMPUTATED)
    assert fingers.next_finger is None
    assert fingers.missing == ""
    assert fingers.captured == ()


def test_the_limit_is_lowered_for_a_small_sensor_only(record: Record, prints: Prints):
    fingers = work(record, limit=40)
    assert fingers.limit == 40
    fingers.add_try(THUMB, prints["same1"])  # 640 × 480
    assert fingers.state(THUMB).limit == 40
    whole = prints["same1"]
    small = FingerImage(whole.pixels[140:332, 220:412].copy(), 500, "R307")
    fingers.add_try(INDEX, small)
    assert fingers.state(INDEX).limit == pass_limit(40, 192, 192, 500) < 40
