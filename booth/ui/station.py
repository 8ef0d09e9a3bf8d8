"""What all screens share: the booth, who sits at it, its devices, and one thread for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from booth.devices.ports import Cancel, DeviceError, SlapScanner
from booth.ui.kit.sound import Sounds
from booth.ui.worker import Worker

if TYPE_CHECKING:
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.equipment import Equipment
    from booth.workflow.status import BoothStatus


class Station(QObject):
    """One booth on one computer.

    Threads: `store` for vault, outbox and sessions, `scanner`, `camera`, `iris` and `printer` for their devices.
    Whatever takes longer than a few milliseconds runs on one of them.
    """

    desk_changed = Signal()  # somebody logged in or out
    count_changed = Signal()  # a recording was saved or sent: count it anew
    status_changed = Signal(object)  # BoothStatus: what the strip knows, every few seconds
    # DeviceInfo or DeviceError, from a screen that is at work with the device and so keeps it from being asked
    scanner_told = Signal(object)
    camera_told = Signal(object)
    iris_told = Signal(object)

    def __init__(self, booth: Booth, equipment: Equipment) -> None:
        super().__init__()
        self.booth = booth
        self.equipment = equipment
        self.store = Worker("store", self)
        self.scanner = Worker("scanner", self)
        self.camera = Worker("camera", self)
        self.iris = Worker("iris", self)
        self.printer = Worker("printer", self)
        self.sounds = Sounds(self)
        self._desk: Desk | None = None
        self._unlocked: list[Desk] = []  # whose vault is still to be closed
        self.at_work = False
        self.status: BoothStatus | None = None  # known last
        self.slap_scanner = False  # whether the scanner found last takes four fingers at once

    @property
    def desk(self) -> Desk:
        """The desk of whoever is logged in; screens exist only while somebody is."""
        assert self._desk is not None  # noqa: S101
        return self._desk

    @property
    def occupied(self) -> bool:
        return self._desk is not None

    def work_began(self) -> None:
        """A recording is open: devices that count residents are told, and the scanner is asked how it works."""
        self.at_work = True
        cancel = Cancel()
        self.scanner.run(self._greet, cancel, cancel=cancel, done=self._greeted, failed=self._nobody_there)

    def work_ended(self) -> None:
        """No recording is open any more: the lights of the cameras go out."""
        self.at_work = False
        self.camera.run(self.equipment.let_camera_go)
        self.iris.run(self.equipment.let_iris_go)

    def sit_down(self, desk: Desk) -> None:
        self._desk = desk
        self._unlocked.append(desk)
        self.desk_changed.emit()

    def get_up(self) -> None:
        """Log out: the vault is closed after what its thread still does."""
        desk, self._desk = self._desk, None
        if desk is not None:
            self.store.run(self._lock_up, desk)
            self.desk_changed.emit()

    def close(self) -> None:
        """End all threads, then close devices and databases; nothing runs afterwards."""
        self.sounds.close()
        workers = (self.scanner, self.camera, self.iris, self.printer, self.store)
        for worker in workers:
            worker.cancel_all()
        ended = [worker.close() for worker in workers]
        if all(ended):  # a driver that hangs is left to the end of the process
            self.equipment.close()
        if ended[-1]:
            for desk in tuple(self._unlocked):
                self._lock_up(desk)
            self.booth.close()

    def _greet(self, cancel: Cancel) -> bool:
        """On the scanner's thread: whether it takes slaps. Raises `DeviceError`."""
        self.equipment.new_resident()
        with self.equipment.scanner(cancel) as scanner:
            return isinstance(scanner, SlapScanner)

    @Slot(object)
    def _greeted(self, takes_slaps: bool) -> None:
        self.slap_scanner = takes_slaps

    @Slot(object)
    def _nobody_there(self, error: Exception) -> None:
        """Said where a finger is asked for; until then nobody misses it."""
        if not isinstance(error, DeviceError):
            raise error

    def _lock_up(self, desk: Desk) -> None:
        desk.close()
        self._unlocked.remove(desk)
