"""Two signatures; changing anything afterwards takes the confirmation back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from booth.devices.ports import StrokePoint
from booth.domain.fingers import Finger, MissingReason
from booth.workflow.errors import BeingSaved, NothingDrawn, ReasonNeeded
from booth.workflow.prints import FingerWork
from booth.workflow.signing import Purpose, SignatureWork, SignReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.devices.ports import Strokes
    from booth.workflow.record import Record
    from tests.unit.workflow.stage import Clock


def test_a_signature_is_kept_and_a_restart_shows_it(record: Record, strokes: Strokes, again: Callable[[], Record]):
    card = SignatureWork(record, Purpose.CARD)
    assert card.missing
    card.sign(strokes)
    assert card.missing == ""
    assert len(SignatureWork(again(), Purpose.CARD).state().strokes) == len(strokes)
    assert SignatureWork(again(), Purpose.CONFIRMATION).state().done is False


@pytest.mark.parametrize("strokes", [(), ((),), ((StrokePoint(1, 1, 0), StrokePoint(4, 5, 0.1)),)])
def test_a_slip_of_the_hand_is_no_signature(record: Record, strokes: Strokes):
    with pytest.raises(NothingDrawn):
        SignatureWork(record, Purpose.CARD).sign(strokes)


def test_nobody_is_refused_for_ever(record: Record):
    short = ((StrokePoint(1, 1, 0), StrokePoint(4, 5, 0.1)),)
    card = SignatureWork(record, Purpose.CARD)
    card.sign(short, all_the_same=True)
    assert card.state().done
    with pytest.raises(NothingDrawn):
        card.sign(((),), all_the_same=True)


def test_who_cannot_sign_has_a_reason(record: Record, strokes: Strokes):
    card = SignatureWork(record, Purpose.CARD)
    card.sign(strokes)
    with pytest.raises(ReasonNeeded):
        card.unable(SignReason.OTHER)
    card.unable(SignReason.CANNOT_WRITE)
    assert card.state().strokes == ()
    assert card.state().reason is SignReason.CANNOT_WRITE
    card.sign(strokes)
    assert card.state().reason is None


def test_clearing_empties_it(record: Record, strokes: Strokes):
    card = SignatureWork(record, Purpose.CARD)
    card.sign(strokes)
    card.clear()
    assert not card.state().done


def test_changing_anything_takes_the_confirmation_back(record: Record, strokes: Strokes):
    card, confirmation = SignatureWork(record, Purpose.CARD), SignatureWork(record, Purpose.CONFIRMATION)
    confirmation.sign(strokes)
    card.sign(strokes)
    assert not confirmation.state().done
    confirmation.sign(strokes)
    assert card.state().done
    FingerWork(record, quality_limit=40, tries=3).mark_missing(Finger.LEFT_RING, MissingReason.BANDAGED)
    assert not confirmation.state().done


def test_breaks_do_not_count_as_work(record: Record, strokes: Strokes, clock: Clock, again: Callable[[], Record]):
    clock.pass_by(30)
    SignatureWork(record, Purpose.CARD).sign(strokes)
    clock.pass_by(3600)
    SignatureWork(record, Purpose.CONFIRMATION).sign(strokes)
    assert record.seconds == 330
    assert again().seconds == 330


def test_what_is_being_saved_does_not_change(record: Record, strokes: Strokes):
    from booth.domain.recording import State

    with record.change() as change:
        change.state(State.SAVING)
    with pytest.raises(BeingSaved):
        SignatureWork(record, Purpose.CARD).sign(strokes)
