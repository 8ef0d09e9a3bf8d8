"""The step of the devices: what answers now, and another one chosen where that is not it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from booth.config import KEYS
from booth.devices.ports import Cancel, Cancelled
from booth.domain.errors import BoothError
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.printing import system_printers
from booth.ui.technician.settings import ValuePanel
from booth.workflow.equipment import NoPrinter
from booth.workflow.first import Choice, camera_choices, printer_choices, scanner_choices
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from booth.devices.ports import DeviceInfo
    from booth.ui.station import Station
    from booth.ui.worker import Job, Worker

EVERY = 3000  # ms between two looks
_ICONS = {"scanner": "finger", "camera": "camera", "printer": "printer"}
_NAMES = {"scanner": N_("Fingerprint scanner"), "camera": N_("Camera"), "printer": N_("Printer")}


class DevicesScreen(PageScreen):
    """One row a device, asked every few seconds on its own thread; Enter on a row chooses another."""

    done = Signal()  # there is no way back from here: the booth is enrolled
    help_page = "first"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._answers: dict[str, DeviceInfo | BoothError | None] = dict.fromkeys(_NAMES)
        self._jobs: dict[str, Job] = {}
        self._poll = QTimer(self)
        self._poll.setInterval(EVERY)
        self._poll.timeout.connect(self._ask_all)
        note = N_("Plug in what is there. Devices are looked for all the time; what is missing can be set up later.")
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self.body.addWidget(Label(note, Role.QUIET, wrap=True))
        self.body.addWidget(self._list, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Devices")

    def subtitle(self) -> str:
        ready = sum(not isinstance(each, BoothError) for each in self._answers.values() if each is not None)
        return tr("{ready} of {all} ready", ready=ready, all=len(self._answers))

    def state_text(self) -> str:
        return tr("looking") if None in self._answers.values() else tr("looked at")

    def offers(self) -> list[Action]:
        missing = any(isinstance(each, BoothError) for each in self._answers.values())
        return [
            Action("choose", tr("Choose another"), self._choose_marked, "F4"),
            primary(tr("Skip what is missing") if missing else tr("Next"), self.done.emit),
        ]

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()
        self._ask_all()
        self._poll.start()

    def leave(self) -> None:
        self._poll.stop()
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()
        super().leave()

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Devices"))
        self._write()

    # What answers.

    def _workers(self) -> dict[str, tuple[Worker, Callable[[Cancel], DeviceInfo]]]:
        station, equipment = self.station, self.station.equipment
        return {
            "scanner": (station.scanner, equipment.scanner_info),
            "camera": (station.camera, equipment.camera_info),
            "printer": (station.printer, equipment.printer_info),
        }

    @Slot()
    def _ask_all(self) -> None:
        for key, (worker, ask) in self._workers().items():
            job = self._jobs.get(key)
            if job is not None and not job.finished and not job.cancelled:
                continue
            cancel = Cancel()
            heard, failed = partial(self._heard, key), partial(self._failed, key)
            self._jobs[key] = worker.run(ask, cancel, cancel=cancel, done=heard, failed=failed)

    def _heard(self, key: str, answer: DeviceInfo | BoothError) -> None:
        if key not in self._jobs:  # left meanwhile
            return
        if self._answers[key] != answer:
            self._answers[key] = answer
            self._write()
            self.refresh()

    def _failed(self, key: str, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, BoothError):
            raise error
        self._heard(key, error)

    def _write(self) -> None:
        self._list.set_rows([self._row(key, answer) for key, answer in self._answers.items()])

    def _row(self, key: str, answer: DeviceInfo | BoothError | None) -> Row:
        name, setting = tr(_NAMES[key]), str(getattr(self.station.booth.settings, key))
        if answer is None:
            return Row(key, name, tr("being looked for … ({setting})", setting=setting), "", Level.OFF, _ICONS[key])
        if isinstance(answer, NoPrinter):
            return Row(key, name, sentence(answer), tr("none"), Level.OFF, _ICONS[key])
        if isinstance(answer, BoothError):
            return Row(key, name, sentence(answer), tr("not ready"), Level.BAD, _ICONS[key])
        what = " · ".join(part for part in (answer.name, answer.serial, answer.port) if part)
        return Row(key, name, what, tr("ready"), Level.GOOD, _ICONS[key])

    # Choosing another.

    @Slot(str)
    def _opened(self, _key: str) -> None:
        self.done.emit()

    def _choose_marked(self) -> None:
        if key := self._list.current_id():
            self.clear_message()
            self.do(_choices, key, done=partial(self._open_choice, key))

    def _open_choice(self, key: str, choices: list[Choice]) -> None:
        panel = ChoicePanel(_NAMES[key], choices, str(getattr(self.station.booth.settings, key)))
        panel.chosen.connect(partial(self._keep, key))
        panel.typing_wanted.connect(partial(self._type, key))
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    def _type(self, key: str) -> None:
        found = next(each for each in KEYS if each.name == key)
        panel = ValuePanel(found, getattr(self.station.booth.settings, key))
        panel.chosen.connect(self._keep)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    def _keep(self, key: str, value: object) -> None:
        self._shut()
        self._answers[key] = None
        self._write()
        self.do(_change, self.station, key, str(value), done=self._changed)

    @Slot(object)
    def _changed(self, _nothing: object) -> None:
        station = self.station
        station.equipment.use(station.booth.settings)
        station.scanner.run(station.equipment.let_scanner_go)
        station.camera.run(station.equipment.let_camera_go)
        station.printer.run(station.equipment.let_printer_go)
        self._ask_all()

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self._list.setFocus()


class ChoicePanel(Panel):
    """One of the devices that this computer has."""

    chosen = Signal(str)  # value
    typing_wanted = Signal()
    cancelled = Signal()

    def __init__(self, title: str, choices: Sequence[Choice], now: str) -> None:
        super().__init__()
        self._list = RowList()
        self._list.setAccessibleName(tr(title))
        self._list.set_rows(
            [
                Row(
                    each.value,
                    tr(each.title),
                    tr(each.note) if each.note else "",
                    tr("in use") if each.value == now else "",
                )
                for each in choices
            ]
        )
        values = [each.value for each in choices]
        if now in values:
            self._list.move(values.index(now))
        self._list.opened.connect(self.chosen)
        card = Card()
        card.box.addWidget(Label(title, Role.COACH))
        card.box.addWidget(self._list, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card, 1)

    def offers(self) -> list[Action]:
        return [
            back(tr("Back"), self.cancelled.emit),
            Action("type", tr("Type the setting"), self.typing_wanted.emit, "F4"),
            primary(tr("Take this one"), self._confirm, enabled=bool(self._list.count())),
        ]

    def take_focus(self) -> None:
        self._list.setFocus()

    def _confirm(self) -> None:
        if found := self._list.current_id():
            self.chosen.emit(found)


def _choices(key: str) -> list[Choice]:
    if key == "scanner":
        return scanner_choices()
    return camera_choices() if key == "camera" else printer_choices(system_printers())


def _change(station: Station, key: str, value: str) -> None:
    station.booth.change(**{key: value})
