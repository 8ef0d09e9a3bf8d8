from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from booth.biometrics.face import FaceReport, FaceVerdict
from booth.domain.errors import BoothError
from booth.domain.recording import Background, Step
from booth.domain.resident import FieldError
from booth.store.errors import LoginRefused
from booth.workflow.corrections import (
    CORRECTABLE,
    NotCorrectable,
    NothingChanged,
    PaperNeeded,
    corrected_fields,
)
from booth.workflow.documents import DocumentInUse, DocumentKind
from booth.workflow.errors import CannotRecord
from booth.workflow.photo import KIND as PHOTO
from sync.packet import open_packet
from tests.unit.workflow.stage import DRAFT, PASSWORD, RESIDENT, STROKES
from tests.unit.workflow.test_documents import made

SECRET = ("CONTOH BARU", "CONTOH SATU", "05-07-1986", "05-07-1985")


@pytest.fixture
def session(login):
    """A recording of somebody with a court ruling photographed."""
    desk = login("ani")
    session = desk.start(desk.look(RESIDENT.nik))
    session.documents.add(DocumentKind.COURT, made())
    return session


@pytest.fixture
def resumed(booth, login):
    def again(session):
        return login("ani").resume(session.id)

    return again


def correct(session, field: str, text: str, password: str = PASSWORD) -> None:
    session.corrections.confirm(session.corrections.propose(field, text, "d1"), password)


def audit(session) -> list[tuple[str, dict[str, object]]]:
    rows = session._record.vault.audit.recent(50, session.id)
    return [(row.event, row.detail) for row in reversed(rows) if "correct" in row.event]


def test_the_recording_goes_by_the_corrected_resident(session):
    correct(session, "nama_lengkap", "CONTOH BARU")
    assert session.resident.nama_lengkap == "CONTOH BARU"
    (kept,) = session.corrections.made
    assert (kept.field, kept.old, kept.new) == ("nama_lengkap", "CONTOH SATU", "CONTOH BARU")
    assert (kept.document, kept.confirmed_by, kept.at) == ("d1", "ani", "2016-09-05T03:00:00.000Z")
    assert session.figures.exceptions == 1 + 0
    register = session._record.vault.residents.get(RESIDENT.nik)
    assert register == RESIDENT  # as the office sent it


def test_it_survives_a_crash(session, resumed):
    correct(session, "tanggal_lahir", "05-07-1986")
    again = resumed(session)
    assert again.resident == session.resident
    assert again.resident.tanggal_lahir == date(1986, 7, 5)
    assert again.corrections.made == session.corrections.made
    assert [n.code for n in again.notices] == [n.code for n in session.notices]
    with pytest.raises(DocumentInUse):
        again.documents.remove(1)


@pytest.mark.parametrize("field", ["nik", "status_rekam", "kode_kecamatan", ""])
def test_what_cannot_be_corrected(session, field: str):
    with pytest.raises(NotCorrectable):
        session.corrections.propose(field, "6202054507850004", "d1")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("nama_lengkap", ""),
        ("tanggal_lahir", "31-02-1985"),
        ("tanggal_lahir", "05-07-2085"),
        ("jenis_kelamin", "7"),
        ("no_kk", "12"),
        ("rt", "abc"),
    ],
)
def test_the_rules_of_each_field_hold(session, field: str, text: str):
    with pytest.raises(FieldError):
        session.corrections.propose(field, text, "d1")


def test_every_other_field_can_be_corrected():
    assert {field.name for field in CORRECTABLE} >= {"no_kk", "nama_lengkap", "jenis_kelamin", "tanggal_lahir", "rt"}


def test_the_same_again_is_no_correction(session):
    with pytest.raises(NothingChanged):
        session.corrections.propose("nama_lengkap", " CONTOH  SATU ", "d1")


def test_a_paper_is_needed(session):
    with pytest.raises(PaperNeeded):
        session.corrections.propose("nama_lengkap", "CONTOH BARU", "d2")
    proposal = session.corrections.propose("nama_lengkap", "CONTOH BARU", "d1")
    session.documents.remove(1)
    with pytest.raises(PaperNeeded):
        session.corrections.confirm(proposal, PASSWORD)


def test_a_wrong_password_changes_nothing_and_must_wait(session):
    for _ in range(3):
        with pytest.raises(LoginRefused):
            correct(session, "nama_lengkap", "CONTOH BARU", "salah-sekali")
    assert session.resident == RESIDENT
    assert session.corrections.made == ()
    assert audit(session) == []
    with pytest.raises(LoginRefused) as refused:
        correct(session, "nama_lengkap", "CONTOH BARU")  # right, but too early
    assert refused.value.wait > 0


def test_the_password_of_somebody_else_does_not_do(session):
    with pytest.raises(LoginRefused):
        correct(session, "nama_lengkap", "CONTOH BARU", "rahasia-124")


def test_withdrawing_brings_the_old_back_without_a_password(session):
    before = session.notices
    correct(session, "tanggal_lahir", "05-07-1986")
    correct(session, "jenis_kelamin", "1")
    assert session.notices != before  # the NIK tells of another day and another sex
    session.corrections.withdraw("tanggal_lahir")
    session.corrections.withdraw("jenis_kelamin")
    session.corrections.withdraw("agama")
    assert session.resident == RESIDENT
    assert session.corrections.made == ()
    assert session.notices == before
    session.documents.remove(1)


def test_corrected_twice_keeps_what_the_register_said(session):
    correct(session, "nama_lengkap", "CONTOH BARU")
    correct(session, "nama_lengkap", "CONTOH LAGI")
    (kept,) = session.corrections.made
    assert (kept.old, kept.new) == ("CONTOH SATU", "CONTOH LAGI")
    correct(session, "nama_lengkap", "CONTOH SATU")
    assert session.corrections.made == ()


def test_the_log_says_which_field_and_never_what_it_holds(session):
    correct(session, "nama_lengkap", "CONTOH BARU")
    correct(session, "tanggal_lahir", "05-07-1986")
    session.corrections.withdraw("nama_lengkap")
    assert audit(session) == [
        ("biodata.corrected", {"field": "nama_lengkap", "document": "court"}),
        ("biodata.corrected", {"field": "tanggal_lahir", "document": "court"}),
        ("biodata.correction_withdrawn", {"field": "nama_lengkap"}),
    ]
    assert not any(word in json.dumps(audit(session)) for word in SECRET)
    assert corrected_fields(session._record.vault, session.id) == ("tanggal_lahir",)


def test_the_biodata_are_confirmed_anew(session):
    session.confirm_biodata([])
    assert session.reachable(Step.PHOTO)
    session.go_to(Step.BIODATA)
    correct(session, "pekerjaan", "3")
    assert not session.reachable(Step.PHOTO)


def test_notices_are_found_anew_and_may_forbid_the_recording(session, resumed):
    correct(session, "kode_wilayah", "6202061001")
    assert "OUTSIDE" in {notice.code for notice in session.notices}
    with pytest.raises(CannotRecord):
        session.confirm_biodata([notice.code for notice in session.notices])
    with pytest.raises(CannotRecord):
        resumed(session).confirm_biodata(["OUTSIDE"])
    session.corrections.withdraw("kode_wilayah")
    session.confirm_biodata([])


def test_a_child_by_the_corrected_date_is_too_young(session):
    correct(session, "status_kawin", "1")
    correct(session, "tanggal_lahir", "05-07-2003")
    assert "TOO_YOUNG" in {notice.code for notice in session.notices}


# The photo.


def shot(session, verdict: FaceVerdict = FaceVerdict.OK) -> None:
    session.photo.add_shot(np.full((720, 1280, 3), 90, np.uint8), FaceReport(FaceVerdict.NONE, ()), camera="C270")
    if verdict is FaceVerdict.OK:
        with session._record.change() as change:
            (capture,) = session._record.captures(PHOTO)
            change.put(PHOTO, capture.key, 1, capture.data, capture.meta | {"verdict": "OK", "reasons": []})


def test_the_photo_is_looked_at_again_where_the_cloth_is_another(session):
    shot(session)
    assert session.photo.missing == ""
    correct(session, "tanggal_lahir", "05-07-1986")
    assert session.photo.background is Background.BLUE
    assert session.photo.missing
    (seen,) = session.photo.shots()
    assert (seen.verdict, seen.reasons) == (FaceVerdict.CLOTH_COLOUR, (FaceVerdict.CLOTH_COLOUR,))
    session.photo.accept_with_reason("kain biru tidak ada")
    session.corrections.withdraw("tanggal_lahir")
    assert session.photo.missing == ""
    assert session.photo.reason == ""
    assert session.photo.shots()[0].verdict is FaceVerdict.OK


def test_the_photo_stays_where_the_cloth_is_the_same(session):
    shot(session)
    correct(session, "tanggal_lahir", "05-07-1987")
    assert session.photo.missing == ""


def test_other_faults_of_the_photo_stay_too(session):
    shot(session, FaceVerdict.NONE)
    correct(session, "tanggal_lahir", "05-07-1986")
    (seen,) = session.photo.shots()
    assert seen.verdict is FaceVerdict.NONE
    assert FaceVerdict.CLOTH_COLOUR in seen.reasons


# A crash in the middle.


def test_nothing_is_half_done(session, monkeypatch):
    def full(*_args: object) -> int:
        raise BoothError("disk")

    shot(session)
    monkeypatch.setattr(type(session._record.vault.audit), "append", full)
    with pytest.raises(BoothError):
        correct(session, "tanggal_lahir", "05-07-1986")
    assert session.resident == RESIDENT
    assert session.corrections.made == ()
    draft = session._record.vault.drafts.get(session.id)
    assert draft.resident == RESIDENT
    assert session.photo.missing == ""


# In the packet.


def test_the_packet_carries_papers_and_corrections(ready_booth, office):
    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    session.documents.add(DocumentKind.KK, made(100))
    session.documents.add(DocumentKind.COURT, made(150))
    proposal = session.corrections.propose("nama_lengkap", "CONTOH BARU", "d2")
    session.corrections.confirm(proposal, PASSWORD)
    session.confirm_biodata([notice.code for notice in session.notices])
    session.go_to(Step.REVIEW)
    session.confirmation.sign(STROKES)
    assert session.review().corrections == session.corrections.made
    saved = session.save()
    opened = open_packet(ready_booth.outbox.data(saved.id), office.age)
    document = json.loads(opened.files["recording.json"])
    assert document["biodata"]["nama_lengkap"]["value"] == "CONTOH BARU"
    assert document["corrections"] == [
        {
            "field": "nama_lengkap",
            "old": "CONTOH SATU",
            "new": "CONTOH BARU",
            "document": "documents/02-court-1.jpg",
            "confirmed_by": "ani",
            "at": "2016-09-05T03:00:00.000Z",
        }
    ]
    assert opened.files["documents/01-kk-1.jpg"] == made(100).jpeg
    assert opened.files["documents/02-court-1.jpg"] == made(150).jpeg
    about = opened.manifest.about
    assert about["corrections"] == 1
    assert [paper["kind"] for paper in about["documents"]["papers"]] == ["kk", "court"]
    assert not about["documents"]["kk_missing"]
    recording = desk.vault.recordings.get(saved.id)
    assert recording.nama_lengkap == "CONTOH BARU"
    assert corrected_fields(desk.vault, saved.id) == ("nama_lengkap",)
    assert desk.vault.residents.get(RESIDENT.nik).nama_lengkap == "CONTOH SATU"
    desk.close()
