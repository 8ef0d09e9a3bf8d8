"""Fingers confused, on real prints of two people: doubled at capture, swapped, somebody else's, and bad ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from booth.biometrics.images import read_finger_image
from booth.biometrics.matching import FingerSample, likeness, prepare
from booth.biometrics.templates import extract, parse_template
from booth.devices.ports import FingerImage
from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.workflow import likeness as workflow_likeness
from booth.workflow.errors import ReasonNeeded
from booth.workflow.likeness import Gallery, prepared_with
from booth.workflow.prints import FingerWork
from booth.workflow.verification import Outcome, VerifyWork, mirrored

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from booth.workflow.record import Record

    Again = Callable[[], Record]
    Press = Callable[[str], FingerImage]

PERSON, OTHER = "012", "013"
RING, LITTLE = Finger.RIGHT_RING, Finger.RIGHT_LITTLE
RIGHT, LEFT = Finger.RIGHT_INDEX, Finger.LEFT_INDEX


@pytest.fixture(scope="module")
def press(shared: Path) -> Press:
    """`person_finger_impression` of the prints with known positions."""

    def read(name: str) -> FingerImage:
        pixels, ppi = read_finger_image(shared / "data" / "fingerprints" / "uareu" / f"{name}.png")
        return FingerImage(pixels, ppi, "R307", "serial-1", 3.4, 115200)

    return read


def fingers_of(record: Record) -> FingerWork:
    return FingerWork(record, quality_limit=20, tries=3)


def take(record: Record, plan: Mapping[Finger, FingerImage]) -> FingerWork:
    """These fingers captured and compared, all others missing."""
    work = fingers_of(record)
    for finger in CAPTURE_ORDER:
        if finger in plan:
            work.add_try(finger, plan[finger])
            work.compare(finger)
        else:
            work.mark_missing(finger, MissingReason.AMPUTATED)
    return work


def verify_of(record: Record) -> VerifyWork:
    return VerifyWork(record, fingers_of(record), tries=3)


def test_the_same_finger_again_is_noticed_and_not_done(record: Record, press: Press, again: Again):
    work = take(record, {RING: press(PERSON + "_4_1"), LITTLE: press(PERSON + "_4_2")})
    assert work.state(RING).doubled is None
    assert work.state(LITTLE).doubled is RING
    assert work.next_finger is LITTLE
    assert work.missing
    assert fingers_of(again()).state(LITTLE).again
    result = work.add_try(LITTLE, press(PERSON + "_5_1"))
    assert result.attempt == 1
    assert work.compare(LITTLE) is None
    assert work.next_finger is None
    assert len(work.images(LITTLE)) == 1
    assert work.retakes == 1


def test_the_finger_taken_wrongly_first_is_taken_again_and_the_other_is_free(record: Record, press: Press):
    work = take(record, {RING: press(PERSON + "_5_1"), LITTLE: press(PERSON + "_5_2")})
    assert work.state(LITTLE).again
    work.redo(RING)
    work.add_try(RING, press(PERSON + "_4_1"))
    assert work.compare(RING) is None
    assert work.next_finger is None


def test_kept_all_the_same_needs_a_reason_and_is_kept(record: Record, press: Press, again: Again):
    work = take(record, {RING: press(PERSON + "_4_1"), LITTLE: press(PERSON + "_4_2")})
    with pytest.raises(ReasonNeeded):
        work.keep_all_the_same(LITTLE, " ")
    assert work.keep_all_the_same(LITTLE, "dilihat: jari lain") is None
    state = fingers_of(again()).state(LITTLE)
    assert (state.doubled, state.kept, state.done) == (RING, "dilihat: jari lain", True)


def test_a_draft_killed_before_the_comparison_is_compared_when_it_is_resumed(
    record: Record, press: Press, again: Again
):
    work = fingers_of(record)
    work.add_try(RING, press(PERSON + "_4_1"))
    work.add_try(LITTLE, press(PERSON + "_4_2"))
    resumed = fingers_of(again())
    assert resumed.compare(RING) is None
    assert resumed.state(LITTLE).doubled is RING


def test_ten_fingers_of_two_people_raise_no_alarm(record: Record, press: Press):
    names = [f"{person}_{n}_1" for person in (PERSON, OTHER) for n in range(1, 6)]
    work = take(record, dict(zip(CAPTURE_ORDER, map(press, names), strict=True)))
    assert [f for f, state in work.states().items() if state.doubled] == []


def test_another_finger_of_the_hand_is_named(record: Record, press: Press):
    take(record, {RIGHT: press(PERSON + "_2_1"), LEFT: press(PERSON + "_7_1")})
    work = verify_of(record)
    result = work.verify(RIGHT, press(PERSON + "_7_2"))
    assert (result.outcome, result.other, result.next_finger) == (Outcome.OTHER_FINGER, LEFT, RIGHT)
    assert work.verify(RIGHT, press(PERSON + "_2_2")).outcome is Outcome.MATCHED
    assert work.verify(LEFT, press(PERSON + "_7_2")).outcome is Outcome.MATCHED
    assert work.crossed is None


def test_hands_swapped_at_capture_are_exchanged_and_back(record: Record, press: Press, again: Again):
    take(record, {RIGHT: press(PERSON + "_7_1"), LEFT: press(PERSON + "_2_1")})
    work = verify_of(record)
    work.verify(RIGHT, press(PERSON + "_2_2"))
    assert work.verify(RIGHT, press(PERSON + "_2_3")).next_finger is LEFT
    assert work.verify(LEFT, press(PERSON + "_7_2")).next_finger is None
    assert verify_of(again()).crossed == (RIGHT, LEFT)
    pairs = mirrored((RIGHT, LEFT))
    assert len(pairs) == 5
    fingers = fingers_of(record)
    before = fingers.images(RIGHT)
    work = VerifyWork(record, fingers, tries=3)
    work.exchange(pairs)
    assert fingers.images(LEFT) == before
    assert parse_template(fingers.files()[RIGHT][1]).finger is RIGHT
    assert fingers_of(again()).exchanged == pairs
    assert work.verify(RIGHT, press(PERSON + "_2_3")).outcome is Outcome.MATCHED
    assert work.verify(LEFT, press(PERSON + "_7_3")).outcome is Outcome.MATCHED
    work.exchange(pairs)
    assert fingers.images(RIGHT) == before
    assert fingers_of(again()).exchanged == ()


def test_an_exchange_takes_the_marks_along(record: Record, press: Press, again: Again):
    work = take(record, {RIGHT: press(PERSON + "_2_1")})
    work.exchange([(RIGHT, LEFT)])
    assert fingers_of(again()).captured == (LEFT,)
    assert fingers_of(again()).state(RIGHT).missing is MissingReason.AMPUTATED


def test_the_finger_of_another_person_is_said_to_be_none_of_them(record: Record, press: Press):
    take(record, {RIGHT: press(PERSON + "_2_1"), LEFT: press(PERSON + "_7_1")})
    result = verify_of(record).verify(RIGHT, press(OTHER + "_2_1"))
    assert (result.outcome, result.other, result.taken) == (Outcome.STRANGER, None, 2)


def test_a_bad_print_is_called_bad_and_nobody_elses(record: Record, press: Press):
    take(record, {RIGHT: press(PERSON + "_2_1"), LEFT: press(PERSON + "_7_1")})
    work = verify_of(record)
    noise = np.random.default_rng(1)
    good = press(OTHER + "_2_1").pixels
    bad = np.clip(255 - (255 - good.astype(float)) * 0.1 + noise.normal(0, 25, good.shape), 0, 255).astype(np.uint8)
    assert work.verify(RIGHT, FingerImage(bad, 500, "R307")).outcome is Outcome.POOR
    corner = np.full_like(good, 255)
    corner[-70:, -70:] = good[120:190, 120:190]
    assert work.verify(RIGHT, FingerImage(corner, 500, "R307")).outcome in {Outcome.POOR, Outcome.NOT_MATCHED}


def test_a_print_prepared_with_its_template_is_the_same_as_one_prepared_anew(press: Press) -> None:
    one, other = (press(name) for name in (f"{PERSON}_{int(RIGHT)}_1", f"{PERSON}_{int(RIGHT)}_2"))
    sample = FingerSample(one.pixels, one.ppi)
    anew, probe = prepare(sample), prepare(FingerSample(other.pixels, other.ppi))
    with_template = prepared_with(sample, extract(one.pixels, one.ppi, RIGHT, quality=50))
    assert likeness(probe, with_template) == pytest.approx(likeness(probe, anew))


def test_strangers_are_passed_over_by_their_minutiae_and_small_prints_are_not(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, again, stranger = (
        press(name) for name in (f"{PERSON}_{int(RIGHT)}_1", f"{PERSON}_{int(RIGHT)}_2", f"{OTHER}_{int(LEFT)}_1")
    )
    laid: list[int] = []
    monkeypatch.setattr(
        workflow_likeness, "identify", lambda _probe, prints: laid.append(sum(map(len, prints.values())))
    )
    for cut, expected in ((0, 1), (60, 2)):
        prints = {
            finger: prepare(FingerSample(np.ascontiguousarray(image.pixels[cut:, cut:]), image.ppi))
            for finger, image in ((RIGHT, own), (LEFT, stranger), (RING, again))
        }
        gallery = Gallery(lambda _finger: [])
        for finger in (RIGHT, LEFT):
            gallery.keep(finger, 1, prints[finger])
        gallery.looks_like(prints[RING], [(RIGHT, 1), (LEFT, 1)])
        assert laid[-1] == expected
