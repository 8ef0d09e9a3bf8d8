"""Look, start, park, resume, discard, print again; and who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from booth.devices.slip import Code, Row
from booth.domain.jurisdiction import Finding
from booth.domain.nik import NumberError
from booth.domain.recording import State, Step
from booth.workflow.desk import Desk, Source
from booth.workflow.errors import (
    AlreadyInRegister,
    CannotRecord,
    DraftGone,
    NotAcknowledged,
    NotAllowed,
    ReasonNeeded,
    RecordingGone,
    ResidentUnknown,
    StepNotFinished,
)
from booth.workflow.notices import HereFinding
from booth.workflow.proof import ProofInvalid
from tests.unit.workflow.stage import DRAFT, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.domain.resident import Resident
    from booth.workflow.booth import Booth
    from tests.unit.workflow.stage import Clock

    Login = Callable[[str], Desk]

HERE, OUTSIDE, RECORDED = "6202054507850003", "6202064507850005", "6202054507850006"
BY_HAND = {
    "nik": "6202054101950007",
    "no_kk": "6202050101160009",
    "nama_lengkap": "CONTOH TANGAN",
    "jenis_kelamin": "2",
    "tempat_lahir": "SAMPIT",
    "tanggal_lahir": "01-01-1995",
    "agama": "1",
    "status_kawin": "1",
    "shdk": "4",
    "pekerjaan": "1",
    "kewarganegaraan": "WNI",
    "alamat": "JL. CONTOH 2",
    "rt": "1",
    "rw": "2",
    "kode_wilayah": "6202051001",
}


def events(desk: Desk) -> list[str]:
    return [row.event for row in desk.vault.audit.recent(20)]


def test_an_operator_finds_and_starts(login: Login):
    desk = login("ani")
    assert {r.nik for r in desk.search("contoh")} >= {HERE, OUTSIDE, RECORDED}
    looked = desk.look(HERE)
    assert (looked.blocking, looked.outside, looked.source) == (False, False, Source.REGISTER)
    session = desk.start(looked)
    assert (session.step, session.state, session.by_hand, session.operator) == (Step.BIODATA, State.DRAFT, False, "ani")
    assert events(desk)[:2] == ["recording.begun", "resident.looked"]


def test_a_number_that_is_none_and_one_that_nobody_has(login: Login):
    desk = login("ani")
    with pytest.raises(NumberError):
        desk.look("620205450785000")
    with pytest.raises(ResidentUnknown):
        desk.look("6202054507990001")


def test_outside_is_referred_and_cannot_be_started(login: Login):
    desk = login("ani")
    looked = desk.look(OUTSIDE)
    assert looked.blocking
    assert looked.outside
    with pytest.raises(CannotRecord) as caught:
        desk.start(looked)
    assert caught.value.text == Finding.OUTSIDE.value
    desk.refer(looked)
    assert events(desk)[0] == "resident.referred"
    assert desk.drafts() == []


def test_already_recorded_is_warned_about_before_anything_is_captured(login: Login):
    desk = login("ani")
    looked = desk.look(RECORDED)
    assert looked.blocking
    assert not looked.outside
    with pytest.raises(CannotRecord):
        desk.start(looked)
    assert desk.drafts() == []


def test_a_second_draft_of_the_same_resident_is_refused(login: Login):
    desk = login("ani")
    session = desk.start(desk.look(HERE))
    looked = desk.look(HERE)
    assert looked.draft == session.id
    assert [n.code for n in looked.notices] == [HereFinding.DRAFT_OPEN.name]
    with pytest.raises(CannotRecord):
        desk.start(looked)


def test_a_resident_taken_down_by_hand_is_marked_and_confirmed(login: Login):
    desk = login("ani")
    resident, faults = desk.parse_by_hand(BY_HAND)
    assert faults == []
    assert resident is not None
    session = desk.start(desk.look_by_hand(resident))
    assert session.by_hand
    with pytest.raises(NotAcknowledged):
        session.confirm_biodata([])
    assert session.confirm_biodata([Finding.NOT_IN_REGISTER.name]) is Step.PHOTO


def test_by_hand_tells_all_that_is_wrong_and_refuses_who_is_in_the_register(login: Login, resident: Resident):
    desk = login("ani")
    found, faults = desk.parse_by_hand(BY_HAND | {"nik": "12", "tanggal_lahir": "1995-01-01", "agama": "99"})
    assert found is None
    assert [fault.field.name for fault in faults] == ["nik", "tanggal_lahir", "agama"]
    with pytest.raises(AlreadyInRegister):
        desk.look_by_hand(resident)


def test_a_parked_draft_is_resumed_at_its_step(login: Login, clock: Clock):
    desk = login("ani")
    session = desk.start(desk.look(HERE))
    session.confirm_biodata([])
    session.park()
    clock.pass_by(7200)
    (line,) = desk.drafts()
    assert (line.state, line.step, line.done) == (State.PARKED, Step.PHOTO, 1)
    again = desk.resume(session.id)
    assert (again.state, again.step) == (State.DRAFT, Step.PHOTO)
    assert again.finished(Step.BIODATA)


def test_discarding_needs_a_reason_and_is_logged(login: Login):
    desk = login("ani")
    session = desk.start(desk.look(HERE))
    with pytest.raises(ReasonNeeded):
        desk.discard(session.id, "  ")
    desk.discard(session.id, "salah orang")
    assert desk.drafts() == []
    row = desk.vault.audit.recent(1)[0]
    assert (row.event, row.subject, row.detail["reason"]) == ("recording.discarded", session.id, "salah orang")
    for act in (desk.resume, lambda gone: desk.discard(gone, "x")):
        with pytest.raises(DraftGone):
            act(session.id)


def test_steps_are_taken_in_order_and_back_without_loss(ready_booth: Booth):
    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    assert session.step is Step.REVIEW
    before = session.review()
    for step in reversed(session.steps[:-1]):
        assert session.go_back() is step
    assert session.go_back() is Step.BIODATA
    assert session.go_to(Step.REVIEW) is Step.REVIEW
    after = session.review()
    assert after.fingers == before.fingers
    assert after.confirmation == before.confirmation
    session.signature.clear()
    assert not session.reachable(Step.VERIFY)
    with pytest.raises(StepNotFinished):
        session.go_to(Step.VERIFY)


def test_the_proof_is_made_anew_and_its_code_holds_no_nik(ready_booth: Booth, resident: Resident):
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    slip = desk.proof(DRAFT)
    (code,) = [block.text for block in slip.blocks if isinstance(block, Code)]
    proven = desk.check_proof(code)
    assert (proven.id, proven.booth, proven.day) == (DRAFT, "baamang-1", "2016-09-05")
    assert resident.nik not in code
    assert resident.nik in [block.value for block in slip.blocks if isinstance(block, Row)]
    assert resident.nik not in slip.title + slip.filename
    assert desk.proof(DRAFT) == slip
    assert events(desk)[0] == "proof.made"
    with pytest.raises(ProofInvalid):
        desk.check_proof(code.replace("2016-09-05", "2016-09-06"))
    with pytest.raises(RecordingGone):
        desk.proof("01990000-0000-7000-8000-00000000ffff")


@pytest.mark.parametrize("who", ["sri", "tek"])
def test_only_operators_record(login: Login, resident: Resident, who: str):
    desk = login(who)
    for act in (
        lambda: desk.search("contoh"),
        lambda: desk.look(HERE),
        lambda: desk.look_by_hand(resident),
        lambda: desk.resume("x"),
        lambda: desk.discard("x", "y"),
    ):
        with pytest.raises(NotAllowed):
            act()
