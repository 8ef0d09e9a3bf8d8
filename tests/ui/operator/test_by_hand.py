from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.unit.workflow.stage import RESIDENT

NEW = RESIDENT.to_row() | {
    "nik": "6202054101900011",
    "nama_lengkap": "CONTOH BARU",
    "tanggal_lahir": "01-01-1990",
}


def fill(window, **changes):
    window.press("F2")
    window.wait("Catat dengan tangan")
    window.screen._form.set_values(NEW | changes)
    window.screen._edited("nik")


def test_everything_wrong_is_said_at_its_field(window):
    fill(window, nik="620205", tanggal_lahir="31-02-1990", agama="")
    window.press("Return")
    window.wait("Catat dengan tangan · perlu diperbaiki")
    read = window.texts()
    assert "NIK: Nomor harus 16 angka; yang ini 6 angka." in read
    assert "Tanggal lahir: tulis tanggal sebagai hh-bb-tttt" in read
    assert "Agama belum diisi." in read
    assert window.screen.hint() == "3 isian perlu diperbaiki"
    assert window.frame.focusWidget() is window.screen._form.editors["nik"]
    window.press("End", "1")
    assert window.screen.hint() == "2 isian perlu diperbaiki"


def test_tab_goes_from_the_last_field_to_what_is_done_next_and_back_last(window):
    window.press("F2")
    window.wait("Catat dengan tangan")
    window.screen._form.set_values(NEW)
    window.screen.refresh()
    window.until(lambda: window.frame.action_bar.button("back").isVisible())
    list(window.screen._form.editors.values())[-1].setFocus()
    visited = []
    for _ in range(4):
        window.press("Tab")
        visited.append(window.frame.focusWidget().objectName())
    assert visited == ["action-primary", "action-wipe", "action-papers", "action-back"]
    QTest.keyClick(window.frame.focusWidget(), Qt.Key.Key_Backtab)
    assert window.frame.focusWidget().objectName() == "action-papers"


def test_a_village_that_is_not_in_the_list_is_not_asked_for_as_ten_digits(window):
    fill(window, kode_wilayah="BUKAN DESA")
    window.press("Return")
    window.wait("Catat dengan tangan · perlu diperbaiki")
    assert "“BUKAN DESA” tidak ada dalam daftar" in window.texts()


def test_a_resident_taken_down_is_marked_as_such(window):
    fill(window)
    window.press("Return")
    window.wait("Cocokkan biodata · ada peringatan")
    assert "dicatat tangan dari KK" in window.texts()
    assert window.screen.subtitle() == "dicatat dengan tangan"
    (draft,) = window.station.desk.drafts()
    assert draft.by_hand
    assert draft.resident.nama_lengkap == "CONTOH BARU"


def test_typed_work_is_parked_not_thrown_away(window):
    fill(window)
    window.press("Return")
    window.wait("Cocokkan biodata")
    window.press("Escape")
    window.wait("Cari warga")
    assert len(window.station.desk.drafts()) == 1
    window.press("F2")
    window.wait("Catat dengan tangan")
    assert not any(window.screen._form.values().values())  # the next one begins with an empty form


def test_one_who_is_in_the_register_is_opened_there(window):
    fill(window, nik=RESIDENT.nik)
    window.press("Return")
    window.until(lambda: "NIK ini ada di daftar" in window.screen.message_text())
    window.press("F3")
    window.wait("Cocokkan biodata")
    assert window.screen.subtitle() == "bacakan kepada warga"


def test_another_kecamatan_is_referred_too(window):
    fill(window, kode_wilayah="6202061001")
    window.press("Return")
    window.wait("Tidak bisa merekam di sini · kecamatan lain")


def test_what_was_typed_stays_on_the_way_to_the_search_and_back(window):
    fill(window)
    window.press("Escape")
    window.wait("Cari warga")
    window.press("F2")
    window.wait("Catat dengan tangan")
    assert window.screen._form.values()["nama_lengkap"] == "CONTOH BARU"


def test_emptying_can_be_undone(window):
    fill(window)
    window.press("F5")
    assert not any(window.screen._form.values().values())
    window.press("F5")
    assert window.screen._form.values()["nik"] == NEW["nik"]


def test_a_search_for_a_number_fills_in_the_nik(window):
    window.search("6202051111900022")
    window.wait("tidak ditemukan")
    window.press("F2")
    window.wait("Catat dengan tangan")
    assert window.screen._form.values()["nik"] == "6202051111900022"
