"""The window with a technician logged in; devices that are not there, and a printer that writes files."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booth.config import Settings, write_settings
from booth.workflow.logs import start_log, stop_log
from tests.ui.supervisor.stage import LONG, Window
from tests.unit.workflow.stage import Clock, furnish, make_office


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A booth's data folder as enrolment leaves it. Copy it."""
    folder = tmp_path_factory.mktemp("enrolled") / "booth"
    furnish(folder, make_office().identity)
    return folder


@pytest.fixture
def open_window(enrolled: Path, tmp_path: Path, qtbot: QtBot, looks: QApplication) -> Iterator[Callable[..., Window]]:
    """Opens the window with these settings and logs the technician in. Threads end with the test."""
    before = set(threading.enumerate())
    opened: list[Window] = []
    folder = tmp_path / "data"
    shutil.copytree(enrolled, folder)
    log = start_log(folder)

    def make(**settings: object) -> Window:
        known: dict[str, object] = {
            "camera": str(tmp_path / "no-camera"),
            "scanner": "socket://127.0.0.1:9",
            "printer": f"pdf:{tmp_path / 'paper'}",
            "allow_emulated": True,
        }
        write_settings(folder, Settings(**(known | settings)))  # type: ignore[arg-type]
        opened.append(Window(folder, qtbot, Clock()))
        opened[-1].log_in("tek")
        opened[-1].wait("Uji perangkat")
        return opened[-1]

    yield make
    for window in opened:
        window.close()
    stop_log(log)
    qtbot.waitUntil(lambda: not (set(threading.enumerate()) - before), timeout=LONG)


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    return open_window()
