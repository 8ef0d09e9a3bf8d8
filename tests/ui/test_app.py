"""What ends the program before its window: one clear line and exit 1; a small window where nobody sees the line."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from booth import app
from booth.cli import main
from booth.workflow.errors import NotProvisioned
from booth.workflow.lock import RunLock
from sync.outbox import Outbox
from tests.unit.workflow.stage import Clock, furnish, make_office


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "booth"
    furnish(folder, make_office().identity)
    return folder


@pytest.fixture
def refused(capsys):
    """Runs the window's command on a folder; the one line on stderr."""

    def run(folder):
        assert main(["run", "--data", str(folder)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        (line,) = err.splitlines()
        assert "Traceback" not in line
        return line

    return run


def test_a_booth_that_was_not_set_up_begins_with_the_guide(tmp_path):
    with closing(app.open_booth(tmp_path / "nothing")) as booth:
        assert booth.identity is None


def test_a_booth_without_its_vault(refused, folder):
    for name in ("vault.db", "vault.keys"):
        (folder / name).unlink()
    assert "belum disiapkan" in refused(folder)


def test_a_booth_that_is_open_already(refused, folder):
    lock = RunLock(folder / "run.lock")
    assert "sudah terbuka" in refused(folder)
    lock.release()


def test_a_damaged_queue(refused, folder):
    (folder / "outbox.db").write_bytes(b"this is no database " * 400)
    assert "rusak" in refused(folder).lower()


def test_a_queue_of_a_newer_version(refused, folder):
    Outbox.open(folder / "outbox.db", clock=Clock()).close()
    with closing(sqlite3.connect(folder / "outbox.db")) as database:
        database.execute(f"PRAGMA user_version = {9 << 16}")
        database.commit()
    assert "lebih baru" in refused(folder)


def test_settings_that_cannot_be_read(refused, folder):
    (folder / "booth.toml").write_text("langage = 'id'\n")
    assert "langage" in refused(folder)


def test_no_screen_at_all(refused, folder, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "layar" in refused(folder)


def test_after_a_refusal_the_folder_is_free_again(refused, folder):
    (folder / "outbox.db").write_bytes(b"this is no database " * 400)
    refused(folder)
    RunLock(folder / "run.lock").release()


def test_a_queue_that_is_only_busy_ends_nothing(folder):
    with (
        closing(Outbox.open(folder / "outbox.db", clock=Clock())),
        closing(sqlite3.connect(folder / "outbox.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        app.open_booth(folder).close()
        other.execute("ROLLBACK")


def test_from_a_menu_the_line_is_shown_in_a_window(qtbot, looks, monkeypatch):
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "panel-1")
    seen = []

    def close_it():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append((box.text(), [button.text() for button in box.buttons()]))
        box.close()

    QTimer.singleShot(0, close_it)
    app.tell_without_window(NotProvisioned())
    assert seen == [(app.sentence(NotProvisioned()), ["Tutup"])]


@pytest.mark.parametrize("error", [NotProvisioned(), app.NoScreen()])
def test_from_a_terminal_or_without_a_screen_no_window_comes(error, looks, monkeypatch):
    for name in ("DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN", "GIO_LAUNCHED_DESKTOP_FILE_PID"):
        monkeypatch.delenv(name, raising=False)
    app.tell_without_window(error)  # would wait for ever if it showed one
    assert QApplication.activeModalWidget() is None


def test_a_menu_is_known_by_what_desktops_set(monkeypatch):
    monkeypatch.delenv("DESKTOP_STARTUP_ID", raising=False)
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    monkeypatch.setenv("GIO_LAUNCHED_DESKTOP_FILE_PID", str(os.getpid()))
    assert app._started_from_menu()
    monkeypatch.setenv("GIO_LAUNCHED_DESKTOP_FILE_PID", "1")  # of the terminal's own launcher
    assert not app._started_from_menu()
