"""One recording through the screens: which step is shown, and what going on, back, parking and discarding mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from booth.domain.recording import Step
from booth.ui.kit.frame import Frame
from booth.ui.kit.rail import RailItem, RailState
from booth.ui.kit.screen import Screen
from booth.ui.kit.theme import Level
from booth.ui.station import Station
from booth.workflow.codes import village_label
from booth.workflow.saving import Saved
from booth.workflow.session import STEPS, RecordingSession
from booth.workflow.words import sentence
from resources.i18n import N_

FIND = RailItem("FIND", N_("Find resident"), RailState.DONE)


class StepScreen(Screen):
    """The screen of one step. It lives as long as the recording is open and belongs to that recording alone."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.flow = flow
        self.session = flow.session
        self.station = flow.station

    def do(self, function: Callable[..., Any], *args: Any, done: Callable[[Any], None] | None = None) -> None:
        """Call a method of the session on the store's thread; an error is said on this screen."""
        self.station.store.run(function, *args, done=done, failed=self.refused)

    @Slot(object)
    def refused(self, error: Exception) -> None:
        """Say what went wrong."""
        self.message(Level.BAD, sentence(error))
        self.refresh()


class Flow(QObject):
    """Shows the screen of the session's step. `screens` maps each step to the class of its screen."""

    closed = Signal()  # parked, discarded, or finished and looked at: back to the search
    saved = Signal(object)  # Saved

    def __init__(
        self,
        station: Station,
        frame: Frame,
        session: RecordingSession,
        screens: dict[Step, type[StepScreen]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.station = station
        self.session = session
        self._frame = frame
        self._classes = screens
        self._screens: dict[Step, StepScreen] = {}

    def show(self) -> None:
        """Show the step the session is at."""
        step = self.session.step
        if step not in self._screens:
            self._screens[step] = self._classes[step](self)
        resident = self.session.resident
        self._frame.set_context(resident.nama_lengkap, (_grouped(resident.nik), village_label(resident.kode_wilayah)))
        self._frame.set_rail([FIND, *(RailItem(s.name, s.value, self._state(s)) for s in STEPS)])
        self._frame.show_screen(self._screens[step])

    def go_on(self) -> None:
        """From the finished step of the moment to the next."""
        self._move(self.session.go_on)

    def go_back(self) -> None:
        """To the step before; at the first one the recording is parked and the search is shown."""
        if self.session.step is STEPS[0]:
            self.park()
        else:
            self._move(self.session.go_back)

    def go_to(self, step: Step) -> None:
        """To any step that is reachable, to correct something seen in the review."""
        self._move(self.session.go_to, step)

    def park(self) -> None:
        """Put the recording aside and go to the search."""
        self.station.store.run(self.session.park, done=self._left, failed=self._refused)

    def discard(self, reason: str) -> None:
        """Throw the recording away, for `reason`, and go to the search."""
        self.station.store.run(
            self.station.desk.discard, self.session.id, reason, done=self._left, failed=self._refused
        )

    def finish(self, saved: Saved) -> None:
        """The recording is saved: let whoever listens show the proof."""
        self.station.count_changed.emit()
        self.saved.emit(saved)

    def close(self) -> None:
        """The screens of this recording go, and with them what they showed of the resident."""
        for screen in self._screens.values():
            if self._frame.shown() is screen:
                screen.leave()
            self._frame.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._frame.set_context("")

    def _move(self, act: Callable[..., Step], *args: Step) -> None:
        self.station.store.run(act, *args, done=self._moved, failed=self._refused)

    @Slot(object)
    def _moved(self, _step: Step) -> None:
        self.show()

    @Slot(object)
    def _left(self, _nothing: object) -> None:
        self.closed.emit()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        if (screen := self._frame.shown()) is not None:
            screen.message(Level.BAD, sentence(error))

    def _state(self, step: Step) -> RailState:
        if step is self.session.step:
            return RailState.CURRENT
        return RailState.DONE if self.session.finished(step) else RailState.TODO


def _grouped(nik: str) -> str:
    return " ".join(nik[start : start + 4] for start in range(0, len(nik), 4))
