"""The status strip and the count in the bar: devices, line, unsent recordings, disk; looked at every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from booth.devices.ports import Cancel, Cancelled, DeviceInfo, DeviceKind
from booth.devices.registry_plugs import PlugKind, PlugMonitor, PlugWatch, SystemSource
from booth.domain.errors import BoothError
from booth.ui.keeper import Keeper
from booth.ui.kit.strip import Light
from booth.ui.kit.theme import Level
from booth.ui.news import News
from booth.ui.spooler import Spooler
from booth.ui.worker import Job, Relay
from booth.workflow.equipment import NoPrinter
from booth.workflow.status import BoothStatus, Mood, booth_status
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.devices.registry_plugs import Changes, Source
    from booth.ui.kit.frame import Frame
    from booth.ui.station import Station
    from booth.ui.worker import Worker

EVERY = 4000  # ms
REST = 2  # looks: a scanner that is not there is looked for every twelve seconds

_MOODS = {Mood.GOOD: Level.GOOD, Mood.CARE: Level.CARE, Mood.BAD: Level.BAD}


class Watched(QObject):
    """One device: asked on its own thread what it is, unless that thread is at work with it anyway.

    One that failed is left alone for the next `rest` looks: looking for a scanner knocks at every serial port.
    """

    def __init__(
        self,
        source: str,
        worker: Worker,
        ask: Callable[[Cancel], DeviceInfo],
        told: Callable[[], None],
        parent: QObject | None = None,
        *,
        rest: int = 0,
        note: Callable[[DeviceInfo | BoothError], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._note = note
        self._soon = False
        self._rest = rest
        self._resting = 0
        self._source = source
        self._worker = worker
        self._ask = ask
        self._told = told
        self._answer: DeviceInfo | BoothError | None = None
        self._job: Job | None = None
        worker.idle.connect(self._thread_is_free)

    def look(self) -> None:
        """Ask, unless the thread does something else or the device rests."""
        if self._resting:
            self._resting -= 1
        elif not self._worker.busy:
            self._ask_now()

    def look_soon(self) -> None:
        """Something was plugged in or out: ask at once, or when the thread is free; a look under way is out of date."""
        if self._job is not None and not self._job.finished:
            self._job.cancel()
            self._ask_now()
        else:
            self.look_when_free()

    def look_when_free(self) -> None:
        """It may have been away for a moment: ask at once, or when the thread is free; a look under way goes on.

        Some readers leave the bus when they are opened: whoever opened them anew for that would never come to an end.
        """
        self.wake()
        if self._worker.busy:
            self._soon = True
        else:
            self._ask_now()

    def _ask_now(self) -> None:
        cancel = Cancel()
        self._job = self._worker.run(self._ask, cancel, cancel=cancel, done=self._heard, failed=self._failed)

    @Slot()
    def _thread_is_free(self) -> None:
        if self._soon:
            self._soon = False
            self.look()

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._soon = False
        if self._job is not None:
            self._job.cancel()

    def light(self) -> Light:
        """What is known, in the language in use."""
        name, answer = tr(self._source), self._answer
        if answer is None:
            return Light(tr("{device} …", device=name), Level.OFF, tr("Being looked for."))
        if isinstance(answer, NoPrinter):
            return Light(tr("{device}: none", device=name), Level.OFF, sentence(answer))
        if isinstance(answer, BoothError):
            return Light(tr("{device}: not ready", device=name), Level.BAD, sentence(answer))
        return Light(name, Level.GOOD, " · ".join(part for part in (answer.name, answer.serial, answer.port) if part))

    @Slot(object)
    def _heard(self, answer: DeviceInfo) -> None:
        self.hear(answer)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, BoothError):
            raise error
        self._resting = self._rest
        self.hear(error)

    @Slot(object)
    def hear(self, answer: DeviceInfo | BoothError) -> None:
        """What a screen that is at work with the device was told."""
        self._answer = answer
        if self._note is not None:
            self._note(answer)
        self._told()

    def wake(self) -> None:
        """The next look is no rest."""
        self._resting = 0


class Lights(QObject):
    """Keeps strip and count up to date while `start`ed."""

    def __init__(
        self, station: Station, frame: Frame, parent: QObject | None = None, *, source: Source | None = None
    ) -> None:
        """`source` knows what is plugged in; this computer by itself."""
        super().__init__(parent)
        self._station = station
        self._frame = frame
        self._lost = 0
        self._status: BoothStatus | BoothError | None = None
        self._keeper = Keeper.of(station)
        self._keeper.look_wanted.connect(self.look_again)
        self._source = source or SystemSource()
        self._relay = Relay(self.plugs_changed, self)
        self._monitor: PlugMonitor | None = None
        equipment = station.equipment
        self._watched = (
            self._watch(N_("Camera"), station.camera, equipment.camera_info, DeviceKind.CAMERA),
            self._watch(N_("Fingerprint scanner"), station.scanner, equipment.scanner_info, DeviceKind.FINGER, REST),
            self._watch(N_("Iris scanner"), station.iris, equipment.iris_info, DeviceKind.IRIS, REST),
            self._watch(N_("Printer"), station.printer, equipment.printer_info, DeviceKind.PRINTER),
        )
        camera, scanner, self._iris, printer = self._watched
        self._served = {
            PlugKind.SERIAL: (scanner, printer),
            PlugKind.READER: (scanner,),
            PlugKind.CAMERA: (camera,),
            PlugKind.PRINTER: (printer,),
            PlugKind.CERTIFIED: (scanner, camera, self._iris),
        }
        station.camera_told.connect(camera.hear)
        station.scanner_told.connect(scanner.hear)
        station.iris_told.connect(self._iris.hear)
        self._counting = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        station.count_changed.connect(self.look_at_count)
        Spooler.of(station).changed.connect(self.show_now)
        News.of(station).changed.connect(self.show_now)

    def start(self) -> None:
        """Look now, and every few seconds."""
        self.show_now()
        self.look()
        self._timer.start()
        if self._monitor is None:
            self._monitor = PlugMonitor(PlugWatch(self._source), self._relay)
            self._monitor.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._monitor is not None:
            self._monitor.stop()
            self._monitor = None
        for watched in self._watched:
            watched.stop()

    @Slot()
    def look_again(self) -> None:
        """Ask everything now: the language changed, or the settings."""
        for watched in self._watched:
            watched.wake()
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask everything that is not at work."""
        for watched in self._in_use():
            watched.look()
        self.look_at_count()

    @Slot(object)
    def plugs_changed(self, changes: Changes) -> None:
        """Something was plugged in or out: whatever it may serve as is asked at once."""
        served = {watched for kind in changes.kinds for watched in self._served[kind]}
        perhaps = {watched for kind in changes.perhaps for watched in self._served[kind]}
        for watched in self._in_use():
            if watched in served:
                watched.look_soon()
            elif watched in perhaps:
                watched.look_when_free()
        self._keeper.changed.emit()

    def _watch(
        self, source: str, worker: Worker, ask: Callable[[Cancel], DeviceInfo], kind: DeviceKind, rest: int = 0
    ) -> Watched:
        return Watched(source, worker, ask, self.show_now, self, rest=rest, note=partial(self._keeper.hear, kind))

    def _in_use(self) -> list[Watched]:
        """All, but for a scanner of irises that the settings do not name."""
        iris = self._station.booth.settings.iris != "none"
        return [watched for watched in self._watched if iris or watched is not self._iris]

    @Slot()
    def look_at_count(self) -> None:
        """Count anew; a slow disk is not asked twice at a time."""
        if not self._counting:
            self._counting = True
            self._station.store.run(booth_status, self._station.booth, done=self._counted, failed=self._not_counted)

    @Slot()
    def show_now(self) -> None:
        """Show what is known, in the language of now."""
        self._frame.set_devices([watched.light() for watched in self._in_use()])
        status = self._status
        if isinstance(status, BoothStatus):
            self._frame.set_count(status.today, status.target)
            line = Light(status.line_text, _MOODS[status.mood], status.line_more, told=status.unsent > 0)
            if self._lost:
                line = Light(tr("{n} lost from the queue: call the technician", n=self._lost), Level.BAD, line.text)
            disk = Light(status.disk_text, _MOODS[status.disk_mood])
            self._frame.set_facts([*News.of(self._station).lights(), line, *self._papers(), disk])
        elif status is not None:
            self._frame.set_facts([Light(tr("Queue: not ready"), Level.BAD, sentence(status))])

    def _papers(self) -> list[Light]:
        """What waits for the printer, where anything does."""
        spooler = Spooler.of(self._station)
        if not (waiting := len(spooler.waiting)):
            return []
        why = "" if spooler.error is None else sentence(spooler.error)
        return [Light(tr("{n} paper waits for the printer.", n=waiting), Level.CARE, why)]

    @Slot(object)
    def set_lost(self, ids: list[str]) -> None:
        """Recordings that were saved here and are not in the queue any more: said until it is looked at again."""
        self._lost = len(ids)
        self.show_now()

    @Slot(object)
    def _counted(self, status: BoothStatus) -> None:
        self._counting = False
        changed = isinstance(self._status, BoothStatus) and self._status.unsent != status.unsent
        self._status = self._station.status = status
        self._station.status_changed.emit(status)
        self.show_now()
        if changed:  # the agent sent some: lists that show where each is look again
            self._station.count_changed.emit()

    @Slot(object)
    def _not_counted(self, error: Exception) -> None:
        self._counting = False
        if not isinstance(error, BoothError):
            raise error
        self._status = error
        self.show_now()
