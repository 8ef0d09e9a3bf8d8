"""The status strip and the count in the bar: devices, line, unsent recordings, disk; looked at every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from booth.devices.ports import Cancel, DeviceInfo
from booth.domain.errors import BoothError
from booth.ui.kit.strip import Light
from booth.ui.kit.theme import Level
from booth.workflow.equipment import NoPrinter
from booth.workflow.status import BoothStatus, LineMood, booth_status
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.kit.frame import Frame
    from booth.ui.station import Station
    from booth.ui.worker import Worker

EVERY = 4000  # ms
LOW_DISK = 2_000_000_000  # bytes: about 5,000 recordings

_MOODS = {LineMood.GOOD: Level.GOOD, LineMood.CARE: Level.CARE, LineMood.BAD: Level.BAD}


class _Watched(QObject):
    """One device: asked on its own thread what it is, unless that thread is at work with it anyway."""

    def __init__(
        self, source: str, worker: Worker, ask: Callable[[], DeviceInfo], told: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._worker = worker
        self._ask = ask
        self._told = told
        self._answer: DeviceInfo | Exception | None = None

    def look(self) -> None:
        if not self._worker.busy:
            self._worker.run(self._ask, done=self._heard, failed=self._heard)

    def light(self) -> Light:
        name = tr(self._source)
        if self._answer is None:
            return Light(name, Level.OFF, tr("looked for …"))
        if isinstance(self._answer, NoPrinter):
            return Light(tr("{device}: none", device=name), Level.OFF, sentence(self._answer))
        if isinstance(self._answer, Exception):
            return Light(tr("{device}: not ready", device=name), Level.BAD, sentence(self._answer))
        more = " · ".join(part for part in (self._answer.name, self._answer.serial, self._answer.port) if part)
        return Light(name, Level.GOOD, more)

    @Slot(object)
    def _heard(self, answer: DeviceInfo | Exception) -> None:
        if isinstance(answer, Exception) and not isinstance(answer, BoothError):
            raise answer
        self._answer = answer
        self._told()


class Lights(QObject):
    """Keeps strip and count up to date while `start`ed."""

    def __init__(self, station: Station, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._frame = frame
        self._cancel = Cancel()
        self._status: BoothStatus | Exception | None = None
        equipment = station.equipment
        self._watched = (
            _Watched(N_("Camera"), station.camera, equipment.camera_info, self.show_now, self),
            _Watched(N_("Fingerprint scanner"), station.scanner, self._scanner_info, self.show_now, self),
            _Watched(N_("Printer"), station.printer, equipment.printer_info, self.show_now, self),
        )
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        station.count_changed.connect(self.look_at_count)

    def start(self) -> None:
        self.show_now()
        self.look()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._cancel.cancel()

    @Slot()
    def look(self) -> None:
        """Ask everything that is not at work."""
        for watched in self._watched:
            watched.look()
        self.look_at_count()

    @Slot()
    def look_at_count(self) -> None:
        self._station.store.run(booth_status, self._station.booth, done=self._counted, failed=self._counted)

    @Slot()
    def show_now(self) -> None:
        """Show what is known, in the language of now."""
        self._frame.set_devices([watched.light() for watched in self._watched])
        status = self._status
        if isinstance(status, BoothStatus):
            self._frame.set_count(status.today, status.target)
            gigabytes = status.free // 1_000_000_000
            disk = Light(tr("Disk {n} GB", n=gigabytes), Level.GOOD if status.free > LOW_DISK else Level.BAD)
            self._frame.set_facts([Light(status.line, _MOODS[status.mood], status.more), disk])
        elif status is not None:
            self._frame.set_facts([Light(tr("Queue: not ready"), Level.BAD, sentence(status))])

    def _scanner_info(self) -> DeviceInfo:
        return self._station.equipment.scanner_info(self._cancel)

    @Slot(object)
    def _counted(self, status: BoothStatus | Exception) -> None:
        if isinstance(status, Exception) and not isinstance(status, BoothError):
            raise status
        self._status = status
        self.show_now()
