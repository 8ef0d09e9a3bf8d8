"""Corrected biodata: which field, the paper, the operator's own password."""

from __future__ import annotations

import pytest

from booth.ui.operator.correction import CorrectionPanel
from booth.workflow.documents import DocumentKind
from tests.unit.workflow.stage import PASSWORD, RESIDENT
from tests.unit.workflow.test_documents import made


@pytest.fixture
def correcting(window):
    """The list of fields, with a court ruling photographed."""
    window.open_resident()
    window.wait("Cocokkan biodata")
    window.screen.session.documents.add(DocumentKind.COURT, made())
    window.press("F8", "2")
    window.wait("Perbaikan data", "pilih isiannya")
    return window


def session(window):
    return window.screen.session


def choose(window, name: str) -> None:
    panel = window.screen.panel
    assert isinstance(panel, CorrectionPanel)
    while panel._list.current_id() != name:
        window.press("Down")
    window.press("Return")
    window.wait("ketik isian baru")


def correct(window, name: str, text: str, password: str = PASSWORD) -> None:
    choose(window, name)
    window.type(text)
    window.press("Return")
    window.type(password)
    window.press("Return")
    window.until(lambda: window.screen.panel._form is None or not window.screen.panel._form.busy)
    window.wait_idle()


def test_a_name_is_corrected_and_shown_everywhere(correcting):
    window = correcting
    correct(window, "nama_lengkap", "contoh baru")
    assert session(window).resident.nama_lengkap == "CONTOH BARU"
    assert "1 isian diperbaiki" in window.texts()
    assert "Sudah diperbaiki" in window.screen.message_text()
    window.press("Escape")
    window.wait("Cocokkan biodata · cocokkan")
    assert "Nama lengkap: CONTOH SATU → CONTOH BARU" in window.texts()
    window.press("Return")
    window.wait("Foto wajah")
    (line,) = window.station.desk.drafts()
    assert line.resident.nama_lengkap == "CONTOH BARU"


def test_without_a_paper_the_camera_comes_first(window):
    window.open_resident()
    window.press("F8", "2")
    window.wait("Perbaikan data")
    window.press("Return")
    window.wait("Dokumen", "pertanyaan")
    window.press("Escape", "Escape")
    window.wait("Perbaikan data")
    window.press("Escape")
    window.wait("Cocokkan biodata")


def test_a_wrong_password_changes_nothing_and_in_the_end_must_wait(correcting):
    window = correcting
    correct(window, "nama_lengkap", "CONTOH BARU", "salah-salah")
    assert "Kata sandi salah" in window.texts()
    assert session(window).resident == RESIDENT
    for _ in range(2):
        window.type("salah-salah")
        window.press("Return")
        window.until(lambda: not window.screen.panel._form.busy)
        window.wait_idle()
    assert "Tunggu" in window.texts()
    assert not window.action("primary").enabled
    window.press("Escape", "Escape")
    window.wait("Cocokkan biodata")
    assert session(window).corrections.made == ()


def test_the_rules_are_said_at_the_field(correcting):
    window = correcting
    correct(window, "tanggal_lahir", "31021985")
    assert "Tanggal lahir" in window.texts()
    assert session(window).resident == RESIDENT
    assert window.screen.panel._form is not None
    assert window.screen.panel._form._password.value() == ""


def test_a_list_is_chosen_from(correcting):
    window = correcting
    correct(window, "jenis_kelamin", "LAKI-LAKI")
    assert session(window).resident.jenis_kelamin == "1"
    window.press("Escape")
    window.wait("ada peringatan")  # the NIK tells of the other sex


def test_withdrawn_without_a_password(correcting):
    window = correcting
    correct(window, "nama_lengkap", "CONTOH BARU")
    assert window.action("withdraw") is not None
    window.press("F5")
    window.until(lambda: session(window).corrections.made == ())
    window.wait_idle()
    assert session(window).resident == RESIDENT
    assert window.action("withdraw") is None


def test_corrected_into_another_kecamatan_there_is_no_recording_here(correcting):
    window = correcting
    store = session(window).corrections
    store.confirm(store.propose("kode_wilayah", "6202061001", "d1"), PASSWORD)
    window.screen._was_corrected("")
    window.press("Escape")
    window.wait("Cocokkan biodata · tidak bisa")
    assert not window.action("primary").enabled
    window.press("F7")
    window.wait("Perbaikan data")


def test_left_while_locked_nothing_is_kept(correcting):
    window = correcting
    choose(window, "nama_lengkap")
    window.type("CONTOH BARU")
    window.frame.lock_chosen.emit()
    window.wait("Terkunci")
    assert "CONTOH" not in window.texts()
