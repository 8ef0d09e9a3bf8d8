"""The whole window on a real booth folder with two days of recordings, for desks that are pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from booth.app import open_printer
from booth.store.recordings import Recording
from booth.ui.kit.frame import Frame
from booth.ui.kit.rows import Row, RowList
from booth.ui.shell import Shell
from booth.ui.station import Station
from booth.workflow.booth import Booth, new_id
from booth.workflow.equipment import Equipment
from sync import wire
from tests.unit.workflow.stage import PASSWORD, RESIDENT, Clock, Office

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from booth.ui.kit.screen import Action, Screen

LONG = 60_000  # ms: generous, for machines that are busy
NAMES = ("CONTOH SATU", "CONTOH DUA", "CONTOH TIGA", "CONTOH EMPAT", "CONTOH LIMA", "CONTOH ENAM")
ODD = 2  # the third of a day has exceptions


@dataclass(frozen=True)
class Saved:
    """One recording of the stage with its packet's manifest."""

    recording: Recording
    manifest: wire.Manifest


class Window:
    """The program as a person has it."""

    def __init__(self, folder: Path, qtbot: QtBot, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self.booth = Booth.open(folder, clock=clock)
        self.station = Station(self.booth, Equipment(self.booth.settings, open_printer))
        self.frame = Frame(lambda: clock().astimezone(self.booth.zone))
        self.shell = Shell(self.station, self.frame)
        self._qtbot = qtbot
        self.frame.show()
        self.shell.start()

    def close(self) -> None:
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

    @property
    def marked(self) -> str:
        """The id of the row that is marked."""
        return next(found for found in self.screen.findChildren(RowList) if found.isVisible()).current_id()

    def ids(self) -> list[str]:
        """The ids of the rows of the list; none while a question covers it."""
        return [index.data(Qt.ItemDataRole.UserRole).id for index in self._indexes()]

    def rows(self) -> list[str]:
        """What the rows of the list say."""
        return [f"{row.title} | {row.note} | {row.right}" for row in self._shown()]

    def _indexes(self) -> list[QModelIndex]:
        lists = [found for found in self.screen.findChildren(RowList) if found.isVisible()]
        if not lists:
            return []
        model = lists[0].model()
        return [model.index(number, 0) for number in range(model.rowCount())]

    def _shown(self) -> list[Row]:
        return [index.data(Qt.ItemDataRole.UserRole) for index in self._indexes()]

    def texts(self) -> str:
        """Everything that a person reads in the work area."""
        return "\n".join(label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def action(self, name: str) -> Action:
        return next(action for action in self.frame.action_bar.actions_shown() if action.id == name)

    def press(self, *keys: str) -> None:
        """Keys by name (`Return`, `F8`, `Ctrl+2`, `x`); they go where the focus is, then to the frame."""
        for name in keys:
            control, _, bare = name.rpartition("+")
            key = Qt.Key(ord(bare.upper())) if len(bare) == 1 else getattr(Qt.Key, f"Key_{bare}")
            modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
            text = bare if len(bare) == 1 and not control else {"Return": "\r"}.get(bare, "")
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.frame.focusWidget() or self.frame, QKeyEvent(kind, key, modifier, text))

    def type(self, text: str) -> None:
        self.press(*text)

    def wait(self, *wanted: str) -> None:
        """Until the title holds all of `wanted`."""
        self._qtbot.waitUntil(lambda: all(text in self.title for text in wanted), timeout=LONG)

    def until(self, test: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(test()), timeout=LONG)

    def idle(self) -> None:
        """Until the store has nothing to do."""
        self.until(lambda: not self.station.store.busy)

    def log_in(self, login: str, password: str = PASSWORD) -> None:
        self.wait("Masuk")
        self.type(login)
        self.press("Return")
        self.type(password)
        self.press("Return")
        self.until(lambda: self.station.occupied)

    def log_out(self) -> None:
        self.frame.logout_chosen.emit()
        self.wait("Masuk")


def save_day(booth: Booth, vault_add: Callable[[Recording], None], now: datetime, count: int) -> list[Saved]:
    """Put `count` recordings into vault and outbox, the last of them saved at `now`."""
    saved = []
    for number in range(count):
        moment = now - timedelta(minutes=10 * (count - 1 - number))
        local = moment.astimezone(booth.zone)
        recording = Recording(
            id=new_id(),
            nik=f"62020545078500{local.day:01d}{number:01d}",
            nama_lengkap=NAMES[number % len(NAMES)],
            tanggal_lahir=RESIDENT.tanggal_lahir,
            kode_wilayah=RESIDENT.kode_wilayah,
            day=local.date().isoformat(),
            hour=local.hour,
            operator="ani",
            saved_at=moment,
            sha256="0" * 64,
            exceptions=2 if number == ODD else 0,
            seconds=240.0,
            photo_retakes=int(number == 0),
            by_hand=number == 1,
        )
        vault_add(recording)
        saved.append(Saved(recording, put_packet(booth, recording)))
    return saved


def put_packet(booth: Booth, recording: Recording) -> wire.Manifest:
    data = recording.id.encode() * 20
    manifest = wire.Manifest(
        id=recording.id,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        booth="baamang-1",
        seq=booth.outbox.reserve_seq(recording.id),
        sealed_at="2016-09-05T03:00:00.000Z",
        day=recording.day,
        hour=recording.hour,
        time_zone="Asia/Pontianak",
        kecamatan="620205",
        operator=recording.operator,
    )
    booth.outbox.put(manifest, data)
    return manifest


def receipts(office: Office, manifests: Iterable[wire.Manifest]) -> list[wire.Receipt]:
    """What the office signs for each."""
    return [
        wire.sign(
            wire.Receipt(
                id=manifest.id,
                sha256=manifest.sha256,
                size=manifest.size,
                office="kotim",
                sequence=number,
                accepted_at="2016-09-05T03:00:00.000Z",
            ),
            office.sign,
        )
        for number, manifest in enumerate(manifests, 1)
    ]


def receive(booth: Booth, office: Office, manifests: list[wire.Manifest]) -> None:
    """The office's receipts are stored."""
    for receipt in receipts(office, manifests):
        booth.outbox.settle(receipt, office.sign.public_key())
