from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from booth.store.recordings import Recording
from tests.unit.workflow.stage import RESIDENT

OUTSIDE, RECORDED, CHILD = "6202064507850005", "6202054507850006", "6202054507020007"


def a_recording(nik=RESIDENT.nik, name=RESIDENT.nama_lengkap):
    return Recording(
        id="01990000-0000-7000-8000-00000000000a",
        nik=nik,
        nama_lengkap=name,
        tanggal_lahir=date(1985, 7, 5),
        kode_wilayah="6202051001",
        day="2016-09-05",
        hour=9,
        operator="ani",
        saved_at=datetime(2016, 9, 5, 2, 30, tzinfo=UTC),
        sha256="0" * 64,
        exceptions=0,
        seconds=200.0,
        photo_retakes=0,
        by_hand=False,
    )


def events(window):
    """What the activity log says was done, in order."""
    database = window.station.desk.vault._database
    return [row["event"] for row in database.rows("SELECT event FROM audit ORDER BY rowid")]


def test_another_kecamatan_is_referred_and_noted(window):
    window.open_resident(OUTSIDE)
    window.wait("Tidak bisa merekam di sini · kecamatan lain")
    assert "Mentawa Baru Ketapang" in window.texts()
    primary = window.action("primary")
    assert primary.key == "F6"
    window.press("F6")
    window.until(lambda: "Tercatat" in window.screen.message_text())
    assert events(window)[-1] == "resident.referred"
    assert window.action("primary").key == "Return"
    window.press("Return")
    window.wait("Cari warga")
    assert window.station.desk.drafts() == []


def test_one_who_is_recorded_is_not_recorded_again(window):
    window.open_resident(RECORDED)
    window.wait("Tidak bisa merekam di sini · sudah rekam")
    assert "seumur hidup" in window.texts()
    window.press("Escape")
    window.wait("Cari warga")
    assert window.station.desk.drafts() == []


def test_a_child_is_told_from_which_day(window):
    window.open_resident(CHILD)
    window.wait("belum cukup umur")
    assert "05-07-2018" in window.texts()


def test_the_proof_of_one_recorded_here_is_printed_again(window, tmp_path):
    window.station.desk.vault.recordings.add(a_recording())
    window.open_resident()
    window.wait("sudah rekam di bilik ini")
    window.press("F7")
    window.until(lambda: "dicetak" in window.screen.message_text())
    assert [p.name for p in (tmp_path / "proofs").iterdir()] == [f"bukti-{a_recording().id}.pdf"]


def test_without_a_printer_the_words_say_so(make_window):
    window = make_window(printer="none")
    window.log_in()
    window.wait("Cari warga")
    window.station.desk.vault.recordings.add(a_recording())
    window.open_resident()
    window.press("F7")
    window.until(lambda: "Pencetak belum diatur" in window.screen.message_text())
    assert window.action("print").enabled


def test_an_open_draft_is_resumed_instead_of_begun_twice(window):
    window.open_resident()
    window.press("F9")
    window.wait("Cari warga")
    window.open_resident()
    window.wait("Tidak bisa merekam di sini · sudah dimulai")
    window.press("Return")
    window.wait("Cocokkan biodata")
    window.wait_idle()
    assert len(window.station.desk.drafts()) == 1


@pytest.mark.parametrize("nik", [OUTSIDE, RECORDED, CHILD])
def test_words_follow_the_language(window, nik):
    window.open_resident(nik)
    before = window.texts()
    window.press("Ctrl+b")
    assert window.title.startswith("No recording here · ")
    after = window.texts()
    assert not set(before.split("\n")) & set(after.split("\n")) - {"", *_data(before)}


def _data(texts):
    """Lines that are data and the same in both languages."""
    return {line for line in texts.split("\n") if line.isupper() or "," in line or line.replace(" ", "").isdigit()}
