"""A window whose booth has six recordings of today and two of the day before."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booth.workflow.booth import Booth
from tests.ui.supervisor.stage import LONG, Saved, Window, save_day
from tests.unit.workflow.stage import PASSWORD, Clock, Office, furnish, make_office


@pytest.fixture(scope="session")
def office() -> Office:
    return make_office()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """A booth's data folder as enrolment leaves it. Copy it."""
    folder = tmp_path_factory.mktemp("empty") / "booth"
    furnish(folder, office.identity)
    return folder


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> tuple[Path, list[Saved]]:
    """The same after two days of work, and what was recorded: six today, then two of the day before. Copy it."""
    folder = tmp_path_factory.mktemp("busy") / "booth"
    shutil.copytree(empty, folder)
    clock = Clock()
    with Booth.open(folder, clock=clock) as booth:
        desk = booth.login("ani", PASSWORD)
        saved = save_day(booth, desk.vault.recordings.add, clock.now, 6)
        saved += save_day(booth, desk.vault.recordings.add, clock.now - timedelta(days=1), 2)
        desk.close()
    return folder, saved


@pytest.fixture
def saved(busy: tuple[Path, list[Saved]]) -> list[Saved]:
    return busy[1]


@pytest.fixture
def open_window(tmp_path: Path, qtbot: QtBot, looks: QApplication) -> Iterator[Callable[[Path], Window]]:
    """Opens the window on a copy of a folder. Threads end with the test."""
    before = set(threading.enumerate())
    opened: list[Window] = []

    def make(folder: Path) -> Window:
        shutil.copytree(folder, tmp_path / "data")
        opened.append(Window(tmp_path / "data", qtbot, Clock()))
        return opened[-1]

    yield make
    for window in opened:
        window.close()
    qtbot.waitUntil(lambda: not (set(threading.enumerate()) - before), timeout=LONG)


@pytest.fixture
def window(open_window: Callable[[Path], Window], busy: tuple[Path, list[Saved]]) -> Window:
    """Logged in as the supervisor."""
    made = open_window(busy[0])
    made.log_in("sri")
    made.wait("sudah dihitung")
    return made
