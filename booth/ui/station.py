"""What all screens share: the booth, who sits at it, its devices, and one thread for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from booth.ui.worker import Worker

if TYPE_CHECKING:
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.equipment import Equipment


class Station(QObject):
    """One booth on one computer.

    Threads: `store` for vault, outbox and sessions, `scanner`, `camera` and `printer` for their devices. Whatever
    takes longer than a few milliseconds runs on one of them.
    """

    desk_changed = Signal()  # somebody logged in or out
    count_changed = Signal()  # a recording was saved or sent: count it anew

    def __init__(self, booth: Booth, equipment: Equipment) -> None:
        super().__init__()
        self.booth = booth
        self.equipment = equipment
        self.store = Worker("store", self)
        self.scanner = Worker("scanner", self)
        self.camera = Worker("camera", self)
        self.printer = Worker("printer", self)
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The desk of whoever is logged in; screens exist only while somebody is."""
        assert self._desk is not None  # noqa: S101
        return self._desk

    @property
    def occupied(self) -> bool:
        return self._desk is not None

    def sit_down(self, desk: Desk) -> None:
        self._desk = desk
        self.desk_changed.emit()

    def get_up(self) -> None:
        """Log out: the vault is closed after what its thread still does."""
        desk, self._desk = self._desk, None
        if desk is not None:
            self.store.run(desk.close)
            self.desk_changed.emit()

    def close(self) -> None:
        """End all threads, then close devices and databases; nothing runs afterwards."""
        for worker in (self.scanner, self.camera, self.printer, self.store):
            worker.close()
        self.equipment.close()
        if self._desk is not None:
            self._desk.close()
        self.booth.close()
