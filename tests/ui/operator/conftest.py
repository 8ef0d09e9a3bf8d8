"""The whole window on a real booth folder: logged in as an operator, with keys to press and titles to wait for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booth.app import open_printer
from booth.config import Settings, write_settings
from booth.domain.resident import Resident
from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Action, Screen
from booth.ui.shell import Shell
from booth.ui.station import Station
from booth.workflow.booth import Booth
from booth.workflow.equipment import Equipment
from tests.unit.workflow.stage import PASSWORD, REGISTER, RESIDENT, Clock, furnish, make_office

LONG = 60_000  # ms: generous, for machines that are busy
NIK_ODD = "9901014603640009"  # no such kecamatan, another birth date and another sex than the biodata


class Window:
    """The program as a person has it."""

    def __init__(self, folder: Path, qtbot: QtBot, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self.booth = Booth.open(folder, clock=clock)
        self.station = Station(self.booth, Equipment(self.booth.settings, open_printer))
        self.frame = Frame(clock)
        self.shell = Shell(self.station, self.frame)
        self._qtbot = qtbot
        self._closed = False
        self.frame.show()
        self.shell.start()

    def close(self) -> None:
        """As when the person closes the window; calling it again does nothing."""
        if self._closed:
            return
        self._closed = True
        self.shell.close()
        self.station.close()
        self.frame.ask_before_closing(lambda: True)
        self.frame.close()
        self.frame.deleteLater()
        self.shell.deleteLater()

    @property
    def screen(self) -> Screen:
        shown = self.frame.shown()
        assert shown is not None
        return shown

    @property
    def title(self) -> str:
        return self.frame.windowTitle()

    def texts(self) -> str:
        """Everything that a person reads in the work area."""
        from PySide6.QtWidgets import QLabel

        return "\n".join(label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def rail(self) -> list[str]:
        from PySide6.QtWidgets import QAbstractButton

        found = self.frame.rail.findChildren(QAbstractButton)
        return [item.text() for item in found] if self.frame.rail.isVisible() else []

    def action(self, name: str) -> Action | None:
        return next((a for a in self.frame.action_bar.actions_shown() if a.id == name), None)

    def press(self, *keys: str) -> None:
        """Keys by name (`Return`, `F8`, `Ctrl+b`, `x`); they go where the focus is, then to the frame."""
        for name in keys:
            control, _, bare = name.rpartition("+")
            key = Qt.Key(ord(bare.upper())) if len(bare) == 1 else getattr(Qt.Key, f"Key_{bare}")
            modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
            text = bare if len(bare) == 1 and not control else {"Return": "\r"}.get(bare, "")
            target = self.frame.focusWidget() or self.frame
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, key, modifier, text))

    def type(self, text: str) -> None:
        self.press(*text)

    def wait(self, *wanted: str) -> None:
        """Until the title holds all of `wanted`."""
        self._qtbot.waitUntil(lambda: all(text in self.title for text in wanted), timeout=LONG)

    def until(self, test: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(test()), timeout=LONG)

    def log_in(self, login: str = "ani", password: str = PASSWORD) -> None:
        self.type(login)
        self.press("Return")
        self.type(password)
        self.press("Return")

    def search(self, text: str) -> None:
        self.type(text)
        self.wait("Cari warga · ")
        self.wait_idle()

    def wait_idle(self) -> None:
        """Until the store has nothing to do."""
        self.until(lambda: not self.station.store.busy)

    def open_resident(self, nik: str = RESIDENT.nik) -> None:
        """From the search to whatever comes for this NIK."""
        self.search(nik)
        self.wait("ditemukan")
        self.press("Return")
        self._qtbot.waitUntil(lambda: "Cari warga" not in self.title, timeout=LONG)


def odd_resident() -> Resident:
    return replace(RESIDENT, nik=NIK_ODD, nama_lengkap="CONTOH ANEH", jenis_kelamin="1")


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A booth's data folder as enrolment leaves it, with devices that are not there. Copy it."""
    folder = tmp_path_factory.mktemp("window") / "booth"
    furnish(folder, make_office().identity)
    from booth.store.vault import Vault

    with Vault.unlock(folder, "tek", PASSWORD, clock=Clock()) as vault:
        child = replace(RESIDENT, nik="6202054507020007", nama_lengkap="CONTOH ANAK", status_kawin="1")
        child = replace(child, tanggal_lahir=RESIDENT.tanggal_lahir.replace(year=2002))
        vault.residents.upsert_many([*REGISTER, odd_resident(), child])
    return folder


@pytest.fixture
def make_window(enrolled: Path, tmp_path: Path, qtbot: QtBot, looks: QApplication) -> Iterator[Callable[..., Window]]:
    """Opens the booth and shows the login; keyword arguments are settings."""
    opened: list[Window] = []

    def make(**settings: object) -> Window:
        folder = tmp_path / "data"
        if not folder.exists():
            shutil.copytree(enrolled, folder)
        known = {
            "camera": str(tmp_path / "no-camera"),
            "scanner": "socket://127.0.0.1:9",
            "printer": f"pdf:{tmp_path / 'proofs'}",
            "allow_emulated": True,
        }
        write_settings(folder, Settings(**(known | settings)))  # type: ignore[arg-type]
        opened.append(Window(folder, qtbot, Clock()))
        return opened[-1]

    yield make
    for window in opened:
        window.close()


@pytest.fixture
def window(make_window: Callable[..., Window]) -> Window:
    """The window with an operator logged in, at the search."""
    window = make_window()
    window.log_in()
    window.wait("Cari warga")
    window.wait_idle()
    return window
