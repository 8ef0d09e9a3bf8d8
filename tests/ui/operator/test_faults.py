"""The disk is full, the vault is busy: words on the screen, nothing lost, and it can be tried again."""

from __future__ import annotations

import pytest

from booth.store.errors import DiskFull, VaultBusy
from booth.workflow.session import RecordingSession
from tests.unit.workflow.stage import RESIDENT


def refuse(error):
    def call(*_args, **_kwargs):
        raise error

    return call


@pytest.mark.parametrize(("error", "words"), [(DiskFull(), "penuh"), (VaultBusy(), "Program lain")])
def test_a_recording_that_cannot_be_begun(window, monkeypatch, error, words):
    with monkeypatch.context() as broken:
        broken.setattr(window.station.desk, "start", refuse(error))
        window.search(RESIDENT.nik)
        window.wait("ditemukan")
        window.press("Return")
        window.until(lambda: words in window.screen.message_text())
    window.press("Return")
    window.wait("Cocokkan biodata")


def test_a_search_that_fails(window, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(window.station.desk, "search", refuse(VaultBusy()))
        window.type("contoh")
        window.until(lambda: "Program lain" in window.screen.message_text())
        assert not window.action("primary").enabled
    window.type(" s")
    window.wait("ditemukan")
    assert window.screen.message_text() == ""


def test_biodata_that_cannot_be_written_down_are_confirmed_again(window, monkeypatch):
    window.open_resident()
    with monkeypatch.context() as broken:
        broken.setattr(RecordingSession, "confirm_biodata", refuse(DiskFull()))
        window.press("Return")
        window.until(lambda: "penuh" in window.screen.message_text())
    assert window.action("primary").enabled
    window.press("Return")
    window.wait("Foto wajah")


def test_a_recording_that_cannot_be_parked_stays_open(window, monkeypatch):
    window.open_resident()
    with monkeypatch.context() as broken:
        broken.setattr(RecordingSession, "park", refuse(DiskFull()))
        window.press("F9")
        window.until(lambda: "penuh" in window.screen.message_text())
    assert "Cocokkan biodata" in window.title
    window.press("F9")
    window.wait("Cari warga")


def test_a_queue_that_cannot_be_read_leaves_the_search_usable(window, monkeypatch):
    monkeypatch.setattr(window.booth, "count", refuse(DiskFull()))
    window.station.count_changed.emit()
    window.wait_idle()
    assert "–" in window.texts()
    window.open_resident()
    window.wait("Cocokkan biodata")


def test_a_day_that_cannot_be_read(window, monkeypatch):
    monkeypatch.setattr(window.station.desk, "recorded", refuse(VaultBusy()))
    window.press("Ctrl+3")
    window.until(lambda: "Program lain" in window.screen.message_text())
