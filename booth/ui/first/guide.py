"""The guide through the first installation: which screen comes when, before the first login and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from booth.ui.first.screens import LanguageScreen, OfficeScreen, TechnicianScreen
from booth.ui.kit.rail import RailItem, RailState
from booth.workflow.first import FIRST_INSIDE, Stage, begun, finished, note_stage, stage
from resources.i18n import N_

if TYPE_CHECKING:
    from booth.domain.errors import BoothError
    from booth.ui.kit.frame import Frame
    from booth.ui.kit.screen import Screen
    from booth.ui.station import Station
    from booth.workflow.restore import Restored


def rail_items(now: Stage) -> list[RailItem]:
    """All steps, with where one is."""
    stages = list(Stage)
    at = stages.index(now)
    states = [RailState.DONE if number < at else RailState.AHEAD for number in range(len(stages))]
    states[at] = RailState.CURRENT
    return [RailItem(each.value, each.label, state) for each, state in zip(stages, states, strict=True)]


class FirstSteps(QObject):
    """Language, office or backup, technician. `entered` brings the desk of the technician; then the login is used."""

    entered = Signal(object)  # Desk
    restored = Signal(object)  # Restored
    language_chosen = Signal(str)

    def __init__(self, station: Station, frame: Frame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._frame = frame
        self._language = LanguageScreen()
        self._office = OfficeScreen(station)
        self._technician = TechnicianScreen(station)
        self._restore: Screen | None = None
        self._language.chosen.connect(frame.set_language)
        self._language.done.connect(self._to_office)
        self._office.went_back.connect(self.begin)
        self._office.filled.connect(self._to_technician)
        self._office.restore_wanted.connect(self._to_restore)
        self._technician.went_back.connect(self._to_office)
        self._technician.office_refused.connect(self._office_refused)
        self._technician.entered.connect(self.entered)

    @property
    def first(self) -> Screen:
        """The first screen."""
        return self._language

    @Slot()
    def begin(self) -> None:
        """Show the first screen."""
        self._show(self._language, Stage.LANGUAGE)

    def close(self) -> None:
        """Another screen is shown already: these go."""
        for screen in (self._language, self._office, self._technician, self._restore):
            if screen is not None:
                self._frame.stack.removeWidget(screen)
                screen.deleteLater()

    @Slot()
    def _to_office(self) -> None:
        self._show(self._office, Stage.OFFICE)

    @Slot(str, str, str)
    def _to_technician(self, url: str, code: str, name: str) -> None:
        self._technician.ask(url, code, name, again=begun(self._station.booth))
        self._show(self._technician, Stage.TECHNICIAN)

    @Slot(object)
    def _office_refused(self, error: BoothError) -> None:
        self._to_office()
        self._office.refuse(error)

    @Slot()
    def _to_restore(self) -> None:
        from booth.ui.first.restore import RestoreScreen

        if self._restore is None:
            made = RestoreScreen(self._station)
            made.went_back.connect(self._to_office)
            made.restored.connect(self._restored)
            self._restore = made
        self._show(self._restore, Stage.OFFICE)

    @Slot(object)
    def _restored(self, done: Restored) -> None:
        self.restored.emit(done)

    def _show(self, screen: Screen, now: Stage) -> None:
        self._frame.set_rail(rail_items(now))
        self._frame.set_context("", (N_("First installation"),))
        self._frame.show_screen(screen)


class GuideDesk(QObject):
    """What a technician sees while the booth is not finished: devices, test, accounts, the end.

    `over` gives whether the register is to be taken in next. A role's desk like the others: it can be locked and
    logged out of, and goes on at the same step at the next login.
    """

    over = Signal(bool)

    def __init__(self, station: Station, frame: Frame) -> None:
        super().__init__()
        self._station = station
        self._frame = frame
        self._stage = stage(station.booth.folder) or FIRST_INSIDE
        self._screens: dict[Stage, Screen] = {}
        frame.screen_shown.connect(self._show_rail)

    def open(self) -> None:
        """The step that was reached."""
        self._go(self._stage)

    def suspend(self) -> None:
        """Locked: the frame leaves the step that is shown."""

    def resume(self) -> None:
        """The same person is back: the frame enters the step again."""

    def close(self) -> None:
        """Logged out, or over."""
        self._frame.screen_shown.disconnect(self._show_rail)
        for screen in self._screens.values():
            self._frame.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()

    @Slot()
    def _next(self) -> None:
        self._go(self._stage.next)

    @Slot()
    def _back(self) -> None:
        self._go(self._stage.before)

    @Slot()
    def _finish(self) -> None:
        self._end(register=False)

    @Slot()
    def _finish_with_register(self) -> None:
        self._end(register=True)

    def _end(self, *, register: bool) -> None:
        finished(self._station.booth.folder)
        self.over.emit(register)

    def _go(self, now: Stage) -> None:
        self._stage = now
        note_stage(self._station.booth.folder, now)
        self._frame.show_screen(self._screen(now))
        self._show_rail()

    @Slot()
    def _show_rail(self) -> None:
        if self._screens and self._frame.shown() in self._screens.values():
            self._frame.set_rail(rail_items(self._stage))
            self._frame.set_context(self._station.booth.name, ())

    def _screen(self, now: Stage) -> Screen:
        if now not in self._screens:
            self._screens[now] = self._make(now)
        return self._screens[now]

    def _make(self, now: Stage) -> Screen:
        from booth.ui.first.devices import DevicesScreen
        from booth.ui.first.inside import AccountsStep, DoneScreen, TestStep

        made: DevicesScreen | TestStep | AccountsStep | DoneScreen
        match now:
            case Stage.TEST:
                made = TestStep(self._station)
            case Stage.ACCOUNTS:
                made = AccountsStep(self._station)
            case Stage.DONE:
                made = DoneScreen(self._station)
                made.register_wanted.connect(self._finish_with_register)
            case _:
                made = DevicesScreen(self._station)
        made.done.connect(self._finish if now is Stage.DONE else self._next)
        if not isinstance(made, DevicesScreen):
            made.went_back.connect(self._back)
        return made
