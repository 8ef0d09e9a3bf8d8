"""Backup, log bundle, fault report and enrolling again, as the technician has them."""

from __future__ import annotations

import json
import logging
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from booth.ui.kit.lines import CodeField, LineField
from booth.workflow import backup_file
from booth.workflow.booth import Booth
from booth.workflow.errors import OfficeTrouble
from booth.workflow.restore import Missing
from sync.errors import EnrolRefused, LineError, OtherOffice, SyncError
from tests.ui.supervisor.stage import Window
from tests.unit.workflow.backups import lock, unlock
from tests.unit.workflow.stage import PASSWORD, Clock


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backup_file, "lock", lock)
    monkeypatch.setattr(backup_file, "unlock", unlock)


def fill(window: Window, name: str, text: str) -> None:
    field = window.screen.findChild(LineField, name)
    assert field is not None
    field.setFocus()
    field.set_value(text)
    field.edited.emit()


@pytest.fixture
def backup(window: Window) -> Window:
    window.press("Ctrl+8")
    window.wait("Cadangan", "siap")
    return window


def test_a_backup_by_the_keyboard(backup: Window, tmp_path: Path):
    assert "Belum ada cadangan bilik ini." in backup.texts()
    backup.press("Return")
    backup.until(lambda: backup.screen.panel is not None)
    fill(backup, "folder", str(tmp_path / "stick"))
    backup.press("Return")
    backup.type("not-the-password")
    backup.press("Return")
    backup.until(lambda: "Ini bukan kata sandi Anda." in backup.texts())
    fill(backup, "password", "")
    backup.type(PASSWORD)
    backup.press("Return")
    backup.until(lambda: "dibaca kembali" in backup.screen.message_text() or "disk yang sama" in backup.texts())
    backup.until(lambda: backup.action("primary").enabled)
    (made,) = (tmp_path / "stick").glob("*.booth")
    backup.until(lambda: str(made) in backup.texts())
    backup.until(lambda: "Cadangan terakhir dari hari ini." in backup.texts())
    assert backup.shell._role.pages._badges == {"backup": ""}
    assert backup_file.read_header(made).by == "tek"


def test_going_back_and_a_folder_that_is_none(backup: Window, tmp_path: Path):
    backup.press("Return")
    backup.until(lambda: backup.screen.panel is not None)
    backup.press("Escape")
    assert backup.screen.panel is None
    backup.press("Return")
    backup.until(lambda: backup.screen.panel is not None)
    fill(backup, "folder", str(backup.folder))
    fill(backup, "password", PASSWORD)
    backup.press("Return")
    backup.until(lambda: "hilang bersamanya" in backup.texts())
    assert list(tmp_path.glob("**/*.booth")) == []


def test_an_old_backup_is_told_in_the_rail(open_window):
    window = open_window()
    window.idle()
    assert window.shell._role.pages._badges == {"backup": "!"}


def test_another_computer_that_is_this_booth_is_told_in_the_rail(open_window, monkeypatch: pytest.MonkeyPatch):
    from booth.ui.technician import desk

    monkeypatch.setattr(desk, "restored_at", lambda _: Clock()())
    monkeypatch.setattr(desk, "missing", lambda *_: Missing((), ("a",)))
    window = open_window()
    window.until(lambda: window.shell._role.pages._badges.get("booth") == "!")


def test_the_log_bundle(window: Window, tmp_path: Path):
    logging.getLogger("booth.test").info("all quiet")
    window.press("Ctrl+6")
    window.wait("Log", "semua")
    window.press("F6")
    window.until(lambda: window.screen.panel is not None)
    fill(window, "folder", str(tmp_path / "out"))
    window.press("Return")
    window.until(lambda: "Paket log sudah ditulis." in window.screen.message_text())
    (made,) = (tmp_path / "out").glob("*.zip")
    assert "logs/booth.log" in zipfile.ZipFile(made).namelist()


def test_the_fault_report(window: Window, tmp_path: Path):
    window.press("Ctrl+6")
    window.wait("Log", "semua")
    window.press("F8")
    part = window.screen.findChild(CodeField, "part")
    assert part is not None
    part.set_value("camera")
    part.edited.emit()
    window.press("Return")  # from the list to what was seen
    window.type("gelap")
    window.press("Return", "Return")  # nothing was tried
    window.until(lambda: window.screen.findChild(LineField, "folder") is not None)
    fill(window, "folder", str(tmp_path / "out"))
    window.press("Return")
    window.until(lambda: "Laporan sudah dibuat." in window.screen.message_text())
    (data,) = (tmp_path / "out").glob("*.json")
    (pdf,) = (tmp_path / "out").glob("*.pdf")
    assert json.loads(data.read_bytes())["seen"] == "gelap"
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.fixture
def about(window: Window) -> Window:
    window.press("Ctrl+7")
    window.wait("Bilik ini", "sudah diperiksa")
    window.until(lambda: window.action("again").enabled)
    return window


def test_a_code_is_judged_while_it_is_typed(about: Window):
    about.press("F4")
    field = about.screen.findChild(LineField, "code")
    assert field is not None
    assert field.hasFocus()  # the address is there already
    about.type("wp87q5t1")
    assert field.text() == "WP87-Q5T1"
    assert "8 dari 32 karakter" in about.texts()
    assert not about.action("primary").enabled
    about.type("u")
    assert "“U” (tempat 9)" in about.texts()
    about.press("Backspace")
    about.type("1mnw5qkwbnfkfz5cc1gt6t9w")
    assert "Kodenya lengkap." in about.texts()
    assert about.action("primary").enabled


def test_enrolling_again_says_how_it_went(about: Window, monkeypatch: pytest.MonkeyPatch):
    asked = []

    def enrol_again(self: Booth, url: str, code: str, _vault: object) -> object:
        asked.append((url, code))
        return self.provisioned

    monkeypatch.setattr(Booth, "enrol_again", enrol_again)
    about.press("F4")
    fill(about, "code", "WP87-Q5T1-1MNW-5QKW-BNFK-FZ5C-C1GT-6T9W")
    about.press("Return")
    about.until(lambda: "baamang-1" in about.screen.message_text())
    assert asked == [("http://127.0.0.1:1", "WP87-Q5T1-1MNW-5QKW-BNFK-FZ5C-C1GT-6T9W")]


@pytest.mark.parametrize(
    ("error", "name", "words"),
    [(LineError("x"), "address", "Periksa alamatnya"), (EnrolRefused("x"), "code", "Minta kode")],
)
def test_the_focus_goes_to_what_was_refused(
    about: Window, monkeypatch: pytest.MonkeyPatch, error: SyncError, name: str, words: str
):
    def refuse(*_: object) -> object:
        raise OfficeTrouble(error)

    monkeypatch.setattr(Booth, "enrol_again", refuse)
    about.press("F4")
    fill(about, "code", "WP87-Q5T1-1MNW-5QKW-BNFK-FZ5C-C1GT-6T9W")
    about.press("Return")
    about.until(lambda: words in about.texts())
    found = about.screen.findChild(LineField, name)
    assert found is not None
    assert found.hasFocus()


def test_the_office_has_moved(about: Window, monkeypatch: pytest.MonkeyPatch):
    def move_office(_self: Booth, url: str, _vault: object) -> object:
        raise OfficeTrouble(OtherOffice(url=url))

    monkeypatch.setattr(Booth, "move_office", move_office)
    about.press("F6")
    fill(about, "address", "ftp://x")
    about.press("Return")
    assert "ftp://x" in about.texts()
    fill(about, "address", "office.example:8443")
    about.press("Return")
    about.until(lambda: "pusat lain" in about.texts())
    assert "https://office.example:8443" in about.texts()
    about.press("Escape")
    assert about.screen.panel is None


def test_comparing_with_the_office(about: Window, monkeypatch: pytest.MonkeyPatch):
    import booth.ui.technician.about as page

    for found, words in (
        (Missing((), ()), "tidak menyimpan apa pun"),
        (Missing(("a",), ()), "sesudah cadangan"),
        (Missing(("a",), (), ("a",)), "1 di antaranya masih ada di daftar draf"),
        (Missing(("a",), ("b", "c")), "tidak dibuat di sini"),
    ):
        monkeypatch.setattr(page, "missing", lambda *_, found=found: replace(found))
        about.press("F7")
        about.until(lambda words=words: words in about.texts())
        about.until(lambda: about.action("compare").enabled)


def test_an_office_that_cannot_be_reached(about: Window):
    about.press("F7")
    about.until(lambda: "tidak bisa dihubungi" in about.screen.message_text())
