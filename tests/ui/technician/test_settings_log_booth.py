"""Settings are checked before they are kept; log and booth are shown as they are."""

from __future__ import annotations

import logging

import pytest

from booth.config import KEYS, read_settings
from booth.store.audit import Audit
from booth.store.errors import AuditBroken
from booth.ui.kit.lines import CodeField, LineField
from tests.ui.supervisor.stage import Window


@pytest.fixture
def settings(window: Window) -> Window:
    window.press("Ctrl+5")
    window.wait("Pengaturan", "siap")
    return window


def open_key(window: Window, name: str) -> LineField | CodeField:
    window.press("Home")
    while window.marked != name:
        window.press("Down")
    window.press("Return")
    field = window.screen.findChild(LineField, "value") or window.screen.findChild(CodeField, "value")
    assert isinstance(field, LineField | CodeField)
    return field


def test_every_key_is_there_with_its_meaning(settings: Window):
    assert settings.ids() == [key.name for key in KEYS]
    assert settings.rows()[0] == "Bahasa | Bahasa layar dan cetakan. | Bahasa Indonesia"


def test_a_number_is_checked_and_kept(settings: Window):
    open_key(settings, "daily_target").set_value("0")
    settings.press("Return")
    assert "“0” tidak bisa dipakai di sini." in settings.texts()
    assert read_settings(settings.folder).daily_target == 100
    field = settings.screen.findChild(LineField, "value")
    assert field is not None
    field.set_value("120")
    settings.press("Return")
    settings.until(lambda: read_settings(settings.folder).daily_target == 120)
    settings.until(lambda: "Berlaku mulai masuk berikutnya" in settings.screen.message_text())


@pytest.mark.parametrize("wrong", ["abc", "", "-5", "12,5", "٣", "9" * 30])
def test_no_number_no_change(settings: Window, wrong: str):
    open_key(settings, "quality_limit").set_value(wrong)
    settings.press("Return")
    assert "tidak bisa dipakai di sini" in settings.texts()
    settings.press("Escape")
    settings.idle()
    assert read_settings(settings.folder) == settings.booth.settings


def test_what_needs_a_restart_says_so(settings: Window):
    open_key(settings, "lock_minutes").set_value("3")
    settings.press("Return")
    settings.wait("perlu dibuka ulang")
    assert "1 menunggu program dibuka ulang" in settings.screen.subtitle()
    assert "Berlaku setelah program dibuka ulang" in "".join(settings.rows())


def test_language_and_name_at_once(settings: Window):
    open_key(settings, "name").set_value("Bilik Uji")
    settings.press("Return")
    settings.until(lambda: settings.title.endswith("Bilik Uji"))
    open_key(settings, "language").set_value("en")
    settings.press("Return")
    settings.until(lambda: settings.title.startswith("Settings"))
    settings.press("Ctrl+b")
    settings.idle()


def test_devices_are_opened_anew(settings: Window):
    open_key(settings, "printer").set_value("none")
    settings.press("Return")
    settings.until(lambda: settings.station.equipment._settings.printer == "none")
    settings.until(lambda: "sudah berlaku" in settings.screen.message_text())
    settings.until(lambda: settings.station.equipment._printer is None)


def test_the_scanners_password_is_never_shown(settings: Window):
    open_key(settings, "scanner_password").set_value("00000007")
    settings.press("Return")
    settings.until(lambda: read_settings(settings.folder).scanner_password == "00000007")
    settings.idle()
    assert "00000007" not in "".join(settings.rows())


def test_back_to_what_was_delivered(settings: Window):
    while settings.marked != "allow_emulated":
        settings.press("Down")
    assert settings.action("default").enabled
    settings.press("F8")
    settings.until(lambda: read_settings(settings.folder).allow_emulated is False)
    settings.until(lambda: not settings.action("default").enabled)


def test_the_end_of_the_log(window: Window):
    log = logging.getLogger("booth.test")
    log.info("all quiet")
    log.warning("the scanner was lost")
    window.press("Ctrl+6")
    window.wait("Log", "semua")
    text = window.screen._text.toPlainText()
    assert text.endswith("WARNING booth.test the scanner was lost")
    assert "all quiet" in text
    window.press("F7")
    window.wait("peringatan dan kesalahan")
    assert "all quiet" not in window.screen._text.toPlainText()
    log.error("the disk reports errors")
    window.press("F5")
    window.until(lambda: "the disk reports errors" in window.screen._text.toPlainText())


def test_what_this_booth_is(window: Window):
    window.press("Ctrl+7")
    window.wait("Bilik ini", "sudah diperiksa")
    window.until(lambda: "baamang-1" in window.texts())
    for words in ("kotim", "Baamang", "Asia/Pontianak", "01-09-2016", str(window.folder), "rantai tidak putus"):
        assert words in window.texts()


def test_a_broken_chain_is_told(window: Window, monkeypatch: pytest.MonkeyPatch):
    def broken(_self: Audit, last: int | None = None) -> int:
        raise AuditBroken(7)

    monkeypatch.setattr(Audit, "verify", broken)
    window.press("Ctrl+7")
    window.until(lambda: "Catatan kegiatan diubah dari luar (baris 7)." in window.texts())
