"""Ten fingers by slaps: what is asked for, what is kept, and how a wrong hand is noticed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from booth.biometrics.quality import Quality, QualityMethod
from booth.biometrics.synthesis import Condition
from booth.demo.prints import impression
from booth.devices.ports import FingerImage
from booth.domain.fingers import Finger, MissingReason, Slap
from booth.workflow import impressions
from booth.workflow.prints import FingerWork
from booth.workflow.record import Record
from booth.workflow.slaps import Ask, whole

DEVICE, SERIAL = "Slap 442", "SLAP-0001"
RIGHT, LEFT, THUMBS = Slap.RIGHT_FOUR, Slap.LEFT_FOUR, Slap.THUMBS


@cache
def press(finger: Finger, turn: int = 1) -> FingerImage:
    pixels = impression(seed=5, person=1, finger=finger, turn=turn, condition=Condition.SOUND)
    return FingerImage(pixels, 500, DEVICE, SERIAL, 0.5, 0, 60, {"hash": f"{finger.slug}-{turn}"})


def slap(ask: Ask, turn: int = 1) -> dict[Finger, FingerImage]:
    return {finger: press(finger, turn) for finger in ask.fingers}


def asked(work: FingerWork) -> Ask:
    ask = work.next_ask
    assert ask is not None
    return ask


@pytest.fixture
def work(record: Record) -> FingerWork:
    return FingerWork(record, quality_limit=20, tries=3)


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Judges by a table instead of by NFIQ 2: fingers that are not named are good."""
    poor: dict[int, int] = {}

    def judge(pixels: np.ndarray, _ppi: int) -> Quality:
        return Quality(poor.get(id(pixels), 80), QualityMethod.NFIQ2)

    monkeypatch.setattr(impressions, "assess", judge)

    def give(images: Mapping[Finger, FingerImage], **table: int) -> None:
        poor.update({id(images[Finger[name.upper()]].pixels): score for name, score in table.items()})

    return give


def test_right_four_left_four_and_thumbs_are_enough(work: FingerWork, again: Callable[[], Record]):
    seen = []
    while (ask := work.next_ask) is not None:
        seen.append(ask.slap)
        result = work.add_slap(ask, slap(ask))
        assert work.compare(ask.fingers[0]) is None
        assert result.passed
        assert set(result.results) == set(ask.fingers)
    assert seen == [RIGHT, LEFT, THUMBS]
    assert work.captured == tuple(Finger)
    resumed = FingerWork(again(), quality_limit=20, tries=3)
    best = resumed.state(Finger.LEFT_RING).best
    assert best is not None
    assert (best.slap, best.device_quality, best.evidence) == (2, 60, {"hash": "left_ring-1"})
    wsq, template = resumed.files()[Finger.LEFT_RING]
    assert wsq
    assert template.startswith(b"FMR")
    assert resumed.next_ask is None


def test_the_device_is_told_which_fingers_are_missing(work: FingerWork):
    work.mark_missing(Finger.RIGHT_RING, MissingReason.AMPUTATED)
    assert asked(work) == Ask(
        RIGHT, (Finger.RIGHT_INDEX, Finger.RIGHT_MIDDLE, Finger.RIGHT_LITTLE), (Finger.RIGHT_RING,)
    )
    work.mark_missing(Finger.RIGHT_LITTLE, MissingReason.AMPUTATED)
    work.mark_missing(Finger.RIGHT_MIDDLE, MissingReason.AMPUTATED)
    assert asked(work) == Ask(RIGHT, (Finger.RIGHT_INDEX,))  # one finger is taken as one finger
    assert asked(work).single is Finger.RIGHT_INDEX
    work.mark_missing(Finger.RIGHT_INDEX, MissingReason.AMPUTATED)
    assert asked(work).slap is LEFT
    assert whole(work.states(), RIGHT) is None


def test_a_poor_finger_costs_one_more_slap_and_then_is_asked_for_alone(work: FingerWork, scores):
    first, second = slap(asked(work), 1), slap(asked(work), 2)
    scores(first, right_ring=5, right_middle=50)
    scores(second, right_ring=8, right_middle=40, right_index=90)
    ask = asked(work)
    result = work.add_slap(ask, first)
    assert not result.passed
    assert asked(work) == ask  # the whole slap once more
    result = work.add_slap(ask, second)
    assert set(result.results) == {Finger.RIGHT_INDEX, Finger.RIGHT_RING, Finger.RIGHT_LITTLE}
    tried = {finger: [one.quality.score for one in work.state(finger).tries] for finger in ask.fingers}
    assert tried == {
        Finger.RIGHT_INDEX: [80, 90],
        Finger.RIGHT_MIDDLE: [50],  # was good, and this one was worse
        Finger.RIGHT_RING: [5, 8],
        Finger.RIGHT_LITTLE: [80, 80],
    }
    assert asked(work) == Ask(RIGHT, (Finger.RIGHT_RING,))
    work.add_try(Finger.RIGHT_RING, press(Finger.RIGHT_RING, 3))
    assert asked(work).slap is LEFT


def test_three_poor_tries_are_enough(work: FingerWork, scores):
    for turn in range(1, 4):
        images = {Finger.RIGHT_RING: replace(press(Finger.RIGHT_RING), pixels=press(Finger.RIGHT_RING).pixels.copy())}
        scores(images, right_ring=5)
        rest = {} if turn > 2 else {f: press(f) for f in RIGHT.fingers if f is not Finger.RIGHT_RING}
        assert Finger.RIGHT_RING in asked(work).fingers
        work.add_slap(asked(work), images | rest)
    assert work.state(Finger.RIGHT_RING).flagged
    assert asked(work).slap is LEFT


def test_the_same_hand_again_is_noticed_and_replaced(work: FingerWork, scores):
    right = asked(work)
    work.add_slap(right, slap(right))
    work.compare(Finger.RIGHT_INDEX)
    left = asked(work)
    mixed = dict(zip(left.fingers, (press(f, 2) for f in right.fingers), strict=True))
    work.add_slap(left, mixed)
    work.compare(Finger.LEFT_INDEX)
    doubled = {finger: work.state(finger).doubled for finger in left.fingers}
    assert doubled == dict(zip(left.fingers, right.fingers, strict=True))
    assert not any(work.state(finger).again for finger in right.fingers)
    assert asked(work) == left  # the whole hand once more, in place of what was taken
    work.add_slap(left, slap(left))
    work.compare(Finger.LEFT_INDEX)
    assert all(len(work.state(finger).tries) == 1 for finger in left.fingers)
    assert asked(work).slap is THUMBS


def test_fingers_of_one_slap_are_not_compared_with_each_other(
    work: FingerWork, scores, monkeypatch: pytest.MonkeyPatch
):
    pairs: list[set[Finger]] = []
    monkeypatch.setattr(work.gallery, "looks_like", lambda _probe, others: pairs.append({f for f, _ in others}))
    for _ in range(2):
        ask = asked(work)
        work.add_slap(ask, slap(ask))
        work.compare(ask.fingers[0])
    assert pairs == [set()] * 4 + [set(RIGHT.fingers)] * 4


def test_a_picture_without_a_print_costs_that_finger_no_try(work: FingerWork):
    ask = asked(work)
    blank = replace(press(Finger.RIGHT_LITTLE), pixels=np.full((288, 256), 240, np.uint8))
    images = slap(ask) | {Finger.RIGHT_LITTLE: blank}
    result = work.add_slap(ask, images)
    assert set(result.rejected) == {Finger.RIGHT_LITTLE}
    assert set(result.results) == set(ask.fingers) - {Finger.RIGHT_LITTLE}
    assert not work.state(Finger.RIGHT_LITTLE).tries
    assert asked(work) == Ask(RIGHT, (Finger.RIGHT_LITTLE,))


def test_a_finger_begun_again_is_asked_for_alone(work: FingerWork, scores):
    ask = asked(work)
    work.add_slap(ask, slap(ask))
    work.redo(Finger.RIGHT_MIDDLE)
    assert asked(work) == Ask(RIGHT, (Finger.RIGHT_MIDDLE,))
    for finger in ask.fingers:
        work.redo(finger)
    assert asked(work) == ask
    assert whole(work.states(), RIGHT) == ask


def test_singles_and_slaps_go_on_from_each_other(work: FingerWork, scores):
    work.add_try(Finger.RIGHT_THUMB, press(Finger.RIGHT_THUMB))
    work.add_try(Finger.RIGHT_INDEX, press(Finger.RIGHT_INDEX))
    ask = asked(work)
    assert ask == Ask(RIGHT, RIGHT.fingers)
    work.add_slap(ask, slap(ask, 2))
    assert len(work.state(Finger.RIGHT_INDEX).tries) == 2
    assert work.next_finger is Finger.LEFT_THUMB  # what a scanner of single fingers would be asked
    ask = asked(work)
    work.add_slap(ask, slap(ask))
    assert asked(work) == Ask(THUMBS, (Finger.LEFT_THUMB,))
