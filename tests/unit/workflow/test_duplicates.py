"""Recorded here before? Kept by setting, searched among the last days, offered, never blocking, deleted on time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.domain.recording import Step
from booth.store.templates import StoredTemplate
from booth.workflow.booth import Booth
from booth.workflow.contents import about
from booth.workflow.duplicates import Question, answer
from tests.unit.workflow.stage import DRAFT, PASSWORD, REGISTER, RESIDENT, Clock, capture_rest

if TYPE_CHECKING:
    from booth.devices.ports import FingerImage
    from booth.workflow.desk import Desk
    from booth.workflow.session import RecordingSession

    Prints = dict[str, FingerImage]

DAY = 86_400.0
OTHER_NIK = REGISTER[1].nik


@pytest.fixture
def desk(ready_booth: Booth) -> Desk:
    """One recording saved today."""
    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    session.save()
    return desk


def with_fingers(desk: Desk, prints: Prints, right: str, left: str) -> RecordingSession:
    session = desk.start(desk.look(OTHER_NIK))
    for finger in CAPTURE_ORDER:
        name = {Finger.RIGHT_INDEX: right, Finger.LEFT_INDEX: left}.get(finger)
        if name:
            session.fingers.add_try(finger, prints[name])
        else:
            session.fingers.mark_missing(finger, MissingReason.BANDAGED)
    return session


def search(session: RecordingSession) -> None:
    question = session.duplicates.question()
    assert question is not None
    assert session.duplicates.keep(question, answer(question))


def test_two_templates_of_a_saved_recording_are_kept(desk: Desk):
    kept = desk.vault.templates.of(CAPTURE_ORDER)
    assert {(t.recording_id, t.finger, t.day) for t in kept} == {
        (DRAFT, Finger.RIGHT_INDEX, "2016-09-05"),
        (DRAFT, Finger.LEFT_INDEX, "2016-09-05"),
    }
    desk.close()


def test_the_same_fingers_under_another_name_are_offered_and_an_exception(desk: Desk, prints: Prints):
    session = with_fingers(desk, prints, "same2", "stranger")
    before = session.figures.exceptions
    assert session.duplicates.open
    search(session)
    (found,) = session.duplicates.found
    assert found.recording is not None
    assert (found.recording.nik, found.hit.day, found.same_nik) == (RESIDENT.nik, "2016-09-05", False)
    assert session.figures.exceptions == before + 1
    assert not session.duplicates.open
    # It survives a restart, goes to the office, and blocks nothing.
    again = desk.resume(session.id)
    assert again.duplicates.found == session.duplicates.found
    capture_rest(again, prints | {"same2": prints["same1"], "other": prints["stranger"]})
    assert about(again)["recorded_before"] == [
        {"recording": DRAFT, "day": "2016-09-05", "score": found.hit.score, "same_nik": False}
    ]
    assert again.missing(Step.REVIEW) == ""
    desk.close()


def test_a_stranger_is_not_found_and_nothing_is_said(desk: Desk, prints: Prints):
    session = with_fingers(desk, prints, "stranger", "thumb")
    search(session)
    assert session.duplicates.found == ()
    assert not session.duplicates.open
    desk.close()


def test_fingers_taken_again_are_searched_again(desk: Desk, prints: Prints):
    session = with_fingers(desk, prints, "same2", "stranger")
    question = session.duplicates.question()
    assert question is not None
    session.fingers.redo(Finger.RIGHT_INDEX)
    session.fingers.add_try(Finger.RIGHT_INDEX, prints["thumb"])
    assert not session.duplicates.keep(question, answer(question))
    search(session)
    assert session.duplicates.found == ()
    session.fingers.redo(Finger.RIGHT_INDEX)
    session.fingers.add_try(Finger.RIGHT_INDEX, prints["same2"])
    assert session.duplicates.open
    desk.close()


def test_a_recording_the_vault_has_lost_is_still_offered(desk: Desk, prints: Prints):
    desk.vault._database.run("DELETE FROM recordings")
    session = with_fingers(desk, prints, "same2", "stranger")
    search(session)
    (found,) = session.duplicates.found
    assert (found.recording, found.same_nik) == (None, False)
    desk.close()


def test_a_damaged_template_is_passed_over():
    broken = StoredTemplate("a", Finger.RIGHT_INDEX, "2016-09-05", b"rubbish")
    assert answer(Question(((Finger.RIGHT_INDEX, b"rubbish"),), (broken,))) == ()


def test_old_ones_are_forgotten_at_login_and_that_is_logged(desk: Desk, ready_booth: Booth, clock: Clock):
    desk.close()
    clock.pass_by(6 * DAY)
    desk = ready_booth.login("ani", PASSWORD)
    assert desk.vault.templates.count() == 2
    desk.close()
    clock.pass_by(1 * DAY)
    desk = ready_booth.login("ani", PASSWORD)
    assert desk.vault.templates.count() == 0
    (row,) = [row for row in desk.vault.audit.recent() if row.event == "templates.forgotten"]
    assert (row.actor, row.subject, row.detail) == ("ani", "", {"count": 2, "days": 7})
    desk.close()


def test_who_never_logs_out_forgets_at_the_first_resident_of_a_day(desk: Desk, clock: Clock):
    clock.pass_by(7 * DAY)
    desk.start(desk.look(OTHER_NIK))
    assert desk.vault.templates.count() == 0
    desk.close()


def test_fewer_days_in_the_setting_delete_at_the_next_login(desk: Desk, ready_booth: Booth, clock: Clock):
    desk.close()
    clock.pass_by(2 * DAY)
    ready_booth.change(duplicate_days=2)
    desk = ready_booth.login("ani", PASSWORD)
    assert desk.vault.templates.count() == 0
    desk.close()


def test_zero_keeps_and_searches_nothing(ready_booth: Booth, prints: Prints):
    ready_booth.change(duplicate_days=0)
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    assert desk.vault.templates.count() == 0
    session = with_fingers(desk, prints, "same2", "stranger")
    assert not session.duplicates.open
    assert session.duplicates.question() is None
    desk.close()


def test_at_most_three_are_offered_and_the_best_first(desk: Desk, prints: Prints):
    (one,) = desk.vault.templates.of([Finger.RIGHT_INDEX])
    desk.vault.templates.add([replace(one, recording_id=f"r{n}") for n in range(5)])
    session = with_fingers(desk, prints, "same2", "stranger")
    question = session.duplicates.question()
    assert question is not None
    assert len(answer(question)) == 3
    desk.close()
