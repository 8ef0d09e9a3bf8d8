"""The outer life of the window: log in, lock, log out, close."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from booth.app import ErrorHook
from booth.config import read_settings
from booth.domain.errors import BoothError
from booth.store.errors import DiskFull, VaultClosed
from booth.ui.kit import theme
from booth.ui.kit.screen import Screen
from resources.i18n import tr
from tests.ui.operator.test_notices import a_recording
from tests.unit.workflow.stage import PASSWORD, RESIDENT


@pytest.fixture
def at_login(make_window):
    window = make_window()
    window.wait("Masuk")
    return window


def test_a_wrong_password_is_refused_without_a_hint(at_login):
    at_login.log_in(password="salah")
    at_login.until(lambda: "Nama masuk atau kata sandi salah." in at_login.texts())
    at_login.type(PASSWORD)
    at_login.press("Return")
    at_login.wait("Cari warga")


def test_after_several_wrong_ones_one_must_wait(at_login):
    at_login.type("ani")
    at_login.press("Return")
    for _ in range(20):
        at_login.type("salah")
        at_login.press("Return")
        at_login.until(lambda: not at_login.station.store.busy and at_login.screen._job is None)
        if "Tunggu" in at_login.texts():
            break
    at_login.type(PASSWORD)
    at_login.press("Return")
    assert "Masuk" in at_login.title
    assert not at_login.action("primary").enabled


@pytest.mark.parametrize(
    ("login", "first"), [("ani", "Cari warga"), ("sri", "Rekap hari ini"), ("tek", "Uji perangkat")]
)
def test_each_role_has_its_desk(at_login, login, first):
    at_login.log_in(login)
    at_login.wait(first)
    at_login.wait_idle()
    at_login.shell.log_out()
    at_login.wait("Masuk")
    assert at_login.frame.stack.count() == 1  # nothing of the last person is kept


def test_a_vault_that_cannot_be_used_is_said_at_the_login(at_login):
    (at_login.folder / "vault.db").write_bytes(b"no database" * 1000)
    at_login.log_in()
    at_login.until(at_login.screen.message_text)
    assert "rusak" in at_login.screen.message_text()
    assert at_login.action("primary").text == "Masuk"


def test_the_lock_hides_everything_personal(window):
    window.open_resident()
    window.press("Ctrl+l")
    window.wait("Terkunci")
    assert window.rail() == []
    seen = "\n".join(w.text() for w in window.frame.findChildren(type(window.screen._note)) if w.isVisible())
    assert RESIDENT.nama_lengkap not in seen
    window.press("Ctrl+2")  # the pages are out of reach
    assert "Terkunci" in window.title
    window.type("salah")
    window.press("Return")
    window.until(lambda: "salah" in window.texts())
    window.type(PASSWORD)
    window.press("Return")
    window.wait("Cocokkan biodata")
    assert window.rail()[1] == "Cocokkan biodata"


def test_what_arrives_while_locked_waits_behind_the_lock(window):
    window.search(RESIDENT.nik)
    window.wait("ditemukan")
    window.press("Return")
    window.press("Ctrl+l")  # before the resident is found
    window.wait("Terkunci")
    window.wait_idle()
    window.until(lambda: window.station.at_work)
    window.wait_idle()
    assert "Terkunci" in window.title
    assert window.rail() == []
    window.type(PASSWORD)
    window.press("Return")
    window.wait("Cocokkan biodata")


def test_it_locks_by_itself_unless_somebody_works(window):
    idle = window.shell._idle
    assert idle.isActive()
    assert idle.interval() == 600_000
    idle.timeout.emit()
    window.wait("Terkunci")
    assert not idle.isActive()


def test_keys_and_the_mouse_put_the_lock_off(window):
    idle = window.shell._idle
    handle = window.frame.windowHandle()
    for act in (
        lambda: QTest.keyClick(handle, Qt.Key.Key_A),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton),
    ):
        before = idle.timerId()
        act()
        window.until(lambda before=before: idle.timerId() != before)


def test_it_never_locks_by_itself_where_the_settings_say_so(make_window):
    window = make_window(lock_minutes=0)
    window.log_in()
    window.wait("Cari warga")
    assert not window.shell._idle.isActive()


def test_logging_out_keeps_an_open_recording_as_a_draft(window):
    window.open_resident()
    desk = window.station.desk
    window.press("Return")
    window.wait("Foto wajah")
    window.shell.log_out()
    window.wait("Masuk")
    assert "di daftar draf" in window.screen.message_text()
    window.wait_idle()
    assert window.frame.stack.count() == 1
    with pytest.raises(VaultClosed):
        desk.drafts()
    window.log_in()
    window.wait("Cari warga")
    window.until(lambda: "CONTOH SATU" in str(window.screen._drafts.model().index(0, 0).data(0)))


def test_somebody_else_may_log_out_a_locked_booth(window):
    window.open_resident()
    window.press("Ctrl+l")
    window.wait("Terkunci")
    window.shell.log_out()
    window.wait("Masuk")
    window.log_in("sri")
    window.wait("Rekap hari ini")


def test_logging_out_while_a_password_is_checked_lets_nobody_in(window):
    window.press("Ctrl+l")
    window.wait("Terkunci")
    window.type(PASSWORD)
    window.press("Return")
    window.shell.log_out()
    window.wait("Masuk")
    window.wait_idle()
    assert window.title.startswith("Masuk — ")
    assert not window.station.occupied


def test_closing_asks_while_a_recording_is_open(window):
    window.open_resident()
    window.frame.close()
    assert window.frame.isVisible()
    assert "Tutup bilik sekarang?" in window.texts()
    window.press("Escape")
    assert window.screen.panel is None
    window.frame.close()
    window.press("Return")
    window.until(lambda: not window.frame.isVisible())


def test_closing_at_the_search_closes(window):
    window.frame.close()
    assert not window.frame.isVisible()


def test_language_and_colours_are_kept_in_the_settings(window):
    window.press("Ctrl+b", "Ctrl+t")
    window.wait_idle()
    window.until(lambda: read_settings(window.folder).language == "en")
    window.until(lambda: read_settings(window.folder).theme == theme.scheme().value)


def test_settings_that_cannot_be_written_disturb_nobody(window, monkeypatch):
    def full(**_changes):
        raise DiskFull

    monkeypatch.setattr(window.booth, "change", full)
    window.press("Ctrl+b")
    window.wait_idle()
    assert window.title.startswith("Find resident")
    assert window.screen.message_text() == ""


def test_an_error_nobody_caught_is_one_sentence_and_a_line_in_the_log(window, caplog):
    with caplog.at_level(logging.ERROR):
        ErrorHook(window.frame)(KeyError, KeyError("x"), None)
    assert window.screen.message_text() == tr(BoothError.text)
    assert "unexpected KeyError" in caplog.text


def test_an_error_of_the_store_is_told_in_its_own_words(window):
    ErrorHook(window.frame)(DiskFull, DiskFull(), None)
    assert "penuh" in window.screen.message_text()


def test_a_screen_is_never_a_window_of_its_own(qapp):
    class Plain(Screen):
        """Nothing in it."""

    screen = Plain()
    assert not [w for w in QApplication.topLevelWidgets() if w is screen._content or w.isVisible()]
    assert not screen._content.isWindow()


def test_the_frame_covers_and_uncovers(window):
    cover = Screen()
    before = window.screen
    window.frame.cover(cover)
    later = Screen()
    window.frame.show_screen(later)
    assert window.screen is cover
    window.frame.uncover()
    assert window.screen is later
    window.frame.show_screen(before)
    for gone in (cover, later):
        window.frame.stack.removeWidget(gone)
        gone.deleteLater()


def test_a_recording_that_the_queue_lost_is_always_in_sight(window):
    window.station.desk.vault.recordings.add(a_recording())
    window.shell.log_out()
    window.wait("Masuk")
    window.log_in()
    window.until(lambda: "1 hilang dari antrean: panggil teknisi" in window.frame.strip.texts())


def test_help_lists_only_keys_that_do_something_now(at_login):
    def listed():
        words = [label.text() for label in at_login.frame.help_panel.findChildren(QLabel) if label.isVisible()]
        return "Bantuan" in words, "Kunci layar" in words, "Keluar" in words

    at_login.press("F1")
    at_login.until(lambda: listed() == (True, False, False))
    at_login.log_in()
    at_login.until(lambda: listed() == (True, True, True))
    at_login.frame.logout_chosen.emit()
    at_login.until(lambda: listed() == (True, False, False))
