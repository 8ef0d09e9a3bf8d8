"""What the operator is told before capture, and what stops the recording."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from booth.domain.jurisdiction import Finding
from booth.domain.nik import NumberWarning
from booth.domain.recording import State, Step
from booth.domain.resident import Resident
from booth.store.drafts import Draft
from booth.store.recordings import Recording
from booth.workflow.notices import HereFinding, Notice, Severity, birthday, notices_for

WIB = ZoneInfo("Asia/Pontianak")
TODAY = date(2016, 9, 5)
NOON = datetime(2016, 9, 5, 5, 0, tzinfo=UTC)
GROWN = Resident(
    nik="6202054507850003",
    no_kk="6202050101160004",
    nama_lengkap="CONTOH SATU",
    jenis_kelamin="2",
    tempat_lahir="SAMPIT",
    tanggal_lahir=date(1985, 7, 5),
    golongan_darah="",
    agama="1",
    status_kawin="2",
    shdk="3",
    pekerjaan="2",
    kewarganegaraan="WNI",
    alamat="JL. CONTOH 1",
    rt="001",
    rw="002",
    kode_wilayah="6202051001",
)


def look(resident: Resident, **changes: object) -> tuple[Notice, ...]:
    given: dict[str, object] = {
        "today": TODAY,
        "zone": WIB,
        "kecamatan": ("620205",),
        "kecamatan_name": "Baamang",
        "known": {"620205"},
        "historic": {"620299"},
        "recordings": (),
        "drafts": (),
        "by_hand": False,
    }
    return notices_for(resident, **(given | changes))  # type: ignore[arg-type]


def codes(notices: tuple[Notice, ...]) -> dict[str, Severity]:
    return {notice.code: notice.severity for notice in notices}


def born(day: date, nik: str, marital: str = "1") -> Resident:
    return replace(GROWN, tanggal_lahir=day, nik=nik, status_kawin=marital)


def test_an_ordinary_resident_has_no_notice():
    assert look(GROWN) == ()


def test_another_kecamatan_stops_it_whatever_the_nik_says():
    elsewhere = replace(GROWN, kode_wilayah="6202061001")
    found = look(elsewhere, kecamatan_name="Mentawa Baru Ketapang")
    assert codes(found) == {Finding.OUTSIDE.name: Severity.BLOCK}
    assert "Mentawa Baru Ketapang" in found[0].text


def test_a_nik_from_elsewhere_with_a_kk_from_here_is_recorded_here():
    moved = replace(GROWN, nik="3171014507850003")
    assert codes(look(moved, known={"620205", "317101"})) == {}


def test_already_recorded_by_the_register_stops_it():
    assert codes(look(replace(GROWN, status_rekam="sudah"))) == {Finding.ALREADY_RECORDED.name: Severity.BLOCK}


def test_recorded_at_this_booth_stops_it_and_names_the_recording():
    here = Recording(
        "0198-id",
        GROWN.nik,
        "X",
        GROWN.tanggal_lahir,
        GROWN.kode_wilayah,
        "2016-09-01",
        9,
        "ani",
        NOON,
        "0" * 64,
        0,
        1.0,
        0,
        False,
    )
    (notice,) = look(replace(GROWN, status_rekam="sudah"), recordings=(here,))
    assert (notice.code, notice.severity) == (HereFinding.RECORDED_HERE.name, Severity.BLOCK)
    assert notice.recording == "0198-id"
    assert "01-09-2016" in notice.text


def test_an_open_draft_is_to_be_resumed():
    late = datetime(2016, 9, 4, 18, 0, tzinfo=UTC)  # the fifth at the booth
    draft = Draft("draft-id", GROWN, False, Step.PHOTO, State.PARKED, "ani", late, late)
    (notice,) = look(GROWN, drafts=(draft,))
    assert (notice.code, notice.severity, notice.draft) == (HereFinding.DRAFT_OPEN.name, Severity.BLOCK, "draft-id")
    assert "05-09-2016" in notice.text


@pytest.mark.parametrize(
    ("day", "nik", "marital", "expected"),
    [
        (date(1999, 9, 5), "6202054509990003", "1", {}),
        (date(1999, 9, 6), "6202054609990003", "1", {Finding.FIRST_TIMER.name: Severity.INFORM}),
        (date(2000, 9, 5), "6202054509000003", "1", {Finding.FIRST_TIMER.name: Severity.INFORM}),
        (date(2000, 9, 6), "6202054609000003", "1", {Finding.TOO_YOUNG.name: Severity.BLOCK}),
        (date(2000, 9, 6), "6202054609000003", "2", {}),
    ],
)
def test_age_and_marriage_decide(day: date, nik: str, marital: str, expected: dict[str, Severity]):
    assert codes(look(born(day, nik, marital))) == expected


def test_the_first_timer_learns_the_birthday():
    (notice,) = look(born(date(1999, 9, 6), "6202054609990003"))
    assert "06-09-2016" in notice.text


def test_someone_born_on_the_29th_of_february_has_a_birthday_every_year():
    assert birthday(date(2000, 2, 29), 16) == date(2016, 2, 29)
    assert birthday(date(2000, 2, 29), 17) == date(2017, 3, 1)


def test_number_warnings_are_confirmed_and_a_historic_prefix_is_only_said():
    strange = replace(GROWN, nik="9999990507850003")
    assert codes(look(strange)) == {
        NumberWarning.PREFIX_UNKNOWN.name: Severity.CONFIRM,
        NumberWarning.SEX_DIFFERS.name: Severity.CONFIRM,
    }
    assert codes(look(replace(GROWN, nik="6202994507850003"))) == {NumberWarning.PREFIX_HISTORIC.name: Severity.INFORM}


def test_taken_down_by_hand_is_confirmed():
    assert codes(look(GROWN, by_hand=True)) == {Finding.NOT_IN_REGISTER.name: Severity.CONFIRM}


def test_what_stops_comes_first():
    notices = look(replace(born(date(1999, 9, 6), "9999994609990003"), kode_wilayah="6202061001"), by_hand=True)
    order = [Severity.BLOCK, Severity.CONFIRM, Severity.CONFIRM, Severity.INFORM]
    assert [notice.severity for notice in notices] == order
