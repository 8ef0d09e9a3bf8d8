"""One recording through the screens: which step is shown, and what going on, back, parking and discarding mean."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from booth.domain.errors import BoothError
from booth.domain.recording import Step
from booth.ui.kit.ahead import Ahead
from booth.ui.kit.frame import Frame
from booth.ui.kit.lines import grouped
from booth.ui.kit.panels import ReasonPanel
from booth.ui.kit.rail import RailItem, RailState
from booth.ui.kit.screen import Action, Screen
from booth.ui.kit.theme import Level
from booth.ui.station import Station
from booth.ui.worker import Worker
from booth.workflow.codes import village_label
from booth.workflow.duplicates import Hit, Question, answer
from booth.workflow.saving import Saved
from booth.workflow.session import RecordingSession
from booth.workflow.words import sentence
from resources.i18n import N_, tr

log = logging.getLogger(__name__)

_ONLY_LOOKED = "left before the biodata were confirmed"  # for the activity log
FIND = RailItem("FIND", N_("Find resident"), RailState.DONE)


class Ending(Enum):
    """How a recording left the screens without being saved."""

    PARKED = "parked"
    DISCARDED = "discarded"
    LEFT = "left"  # nothing was done yet, so nothing is kept


@dataclass(frozen=True)
class _Place:
    """Where a recording is; read on the store's thread, because finding out may wait for the vault."""

    step: Step
    finished: frozenset[Step]


class StepScreen(Screen):
    """The screen of one step. It lives as long as the recording is open and belongs to that recording alone."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.flow = flow
        self.session = flow.session
        self.station = flow.station

    @classmethod
    def kind_for(cls, _station: Station) -> type[StepScreen]:
        """The screen that suits the devices of the moment; override where there are two."""
        return cls

    def do(self, function: Callable[..., Any], *args: Any, done: Callable[[Any], None] | None = None) -> None:
        """Call a method of the session on the store's thread; an error is said on this screen."""
        self.station.store.run(function, *args, done=done, failed=self.refused)

    def park_action(self) -> Action:
        """“Park” on F9, which every step offers: the recording waits among the drafts."""
        return Action("park", tr("Park"), self.flow.park, "F9")

    def question(self, panel: ReasonPanel, answered: Callable[[str, str], None]) -> None:
        """Ask in place of the body: `answered(id, note)`, or `question_closed` where it is taken back."""
        panel.chosen.connect(answered)
        panel.cancelled.connect(self.question_closed)
        self.open_panel(panel)

    @Slot()
    def question_closed(self) -> None:
        """The question was taken back; override where something goes on then."""
        self.close_panel()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        """Say what went wrong."""
        self.message(Level.BAD, sentence(error))
        self.refresh()


class Flow(QObject):
    """Shows the screen of the session's step. `screens` maps each step to the class of its screen."""

    closed = Signal(object)  # Ending: parked or discarded, back to the search
    saved = Signal(object)  # Saved
    searched = Signal()  # it is known whether this person was recorded here before

    def __init__(
        self,
        station: Station,
        frame: Frame,
        session: RecordingSession,
        screens: Mapping[Step, type[StepScreen]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.station = station
        self.session = session
        self._frame = frame
        self._classes = screens
        self._screens: dict[type[StepScreen], StepScreen] = {}
        self._ahead = Ahead(frame, self)
        self._over = False
        self._searcher: Worker | None = None
        self._stop = Event()  # the search is no longer wanted

    def show(self) -> None:
        """Show the step the session is at, as soon as that is known."""
        self._screen(self.session.step)
        self.station.store.run(self._find_place, done=self._show, failed=self._refused)

    @Slot()
    def go_by_slaps(self) -> None:
        """The scanner that is there takes four fingers at once: the step goes on so."""
        self.station.slap_scanner = True
        self.show()

    @Slot()
    def go_by_fingers(self) -> None:
        """The scanner that is there takes one finger at a time: the step goes on so, with what was taken."""
        self.station.slap_scanner = False
        self.show()

    def go_on(self) -> None:
        """From the finished step of the moment to the next."""
        self._move(self.session.go_on)

    def go_back(self) -> None:
        """To the step before; from the first one to the search, where the recording is parked."""
        if self.session.step is self.session.steps[0]:
            self.park()
        else:
            self._move(self.session.go_back)

    def go_to(self, step: Step) -> None:
        """To any step that is reachable, to correct something seen in the review."""
        self._move(self.session.go_to, step)

    def park(self) -> None:
        """Put the recording aside and go to the search."""
        self.station.store.run(self.session.park, done=self._parked, failed=self._refused)

    def discard(self, reason: str) -> None:
        """Throw the recording away, for `reason`, and go to the search."""
        discard = self.station.desk.discard
        self.station.store.run(discard, self.session.id, reason, done=self._discarded, failed=self._refused)

    def leave(self) -> None:
        """Back to the search from a resident who was only looked at: nothing is kept."""
        discard = self.station.desk.discard
        self.station.store.run(discard, self.session.id, _ONLY_LOOKED, done=self._only_looked, failed=self._refused)

    def finish(self, saved: Saved) -> None:
        """The recording is saved: let whoever listens show the proof."""
        if self._over:
            return
        self.station.count_changed.emit()
        self.saved.emit(saved)

    def close(self) -> None:
        """The screens of this recording go, and with them what they showed of the resident."""
        self._over = True
        self._ahead.stop()
        self._stop.set()
        if self._searcher is not None:
            self._searcher.close()
        for screen in self._screens.values():
            if self._frame.shown() is screen:
                screen.leave()
            self._frame.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()

    def _move(self, act: Callable[..., Step], *args: Step) -> None:
        self.station.store.run(self._moved, act, *args, done=self._show, failed=self._refused)

    def _moved(self, act: Callable[..., Step], *args: Step) -> _Place:
        act(*args)
        return self._find_place()

    def _find_place(self) -> _Place:
        session = self.session
        return _Place(session.step, frozenset(step for step in session.steps if session.finished(step)))

    @Slot(object)
    def _show(self, place: _Place) -> None:
        if self._over:
            return
        screen = self._screen(place.step)
        resident, steps = self.session.resident, self.session.steps
        self._frame.set_context(resident.nama_lengkap, (grouped(resident.nik), village_label(resident.kode_wilayah)))
        self._frame.set_rail([FIND, *(RailItem(s.name, s.value, _state(s, place)) for s in steps)])
        self._frame.show_screen(screen)
        for following in steps[steps.index(place.step) + 1 :][:1]:
            self._ahead.make(partial(self._screen, following))
        if steps.index(place.step) > steps.index(Step.FINGERS):
            self.station.store.run(self.session.duplicates.question, done=self._search, failed=self._not_searched)

    # Recorded here before? Asked once the fingers are done, answered on a thread of its own, in nobody's way.

    @Slot(object)
    def _search(self, question: Question | None) -> None:
        if question is None or self._over or (self._searcher is not None and self._searcher.busy):
            return
        if self._searcher is None:
            self._searcher = Worker("search", self)
        keep = partial(self._keep_found, question)
        self._searcher.run(answer, question, self._stop.is_set, done=keep, failed=self._not_searched)

    def _keep_found(self, question: Question, hits: tuple[Hit, ...]) -> None:
        if not self._over:
            keep = self.session.duplicates.keep
            self.station.store.run(keep, question, hits, done=self._searched, failed=self._not_searched)

    @Slot(object)
    def _searched(self, _kept: bool) -> None:
        if not self._over:
            self.searched.emit()

    @Slot(object)
    def _not_searched(self, error: Exception) -> None:
        """Nobody waits for it: the next step asks again."""
        if not isinstance(error, BoothError):
            raise error
        log.warning("not searched among earlier recordings: %s", type(error).__name__)

    def _screen(self, step: Step) -> StepScreen:
        kind = self._classes[step].kind_for(self.station)
        if kind not in self._screens:
            self._screens[kind] = kind(self)
        return self._screens[kind]

    @Slot(object)
    def _parked(self, _nothing: object) -> None:
        self._left(Ending.PARKED)

    @Slot(object)
    def _discarded(self, _nothing: object) -> None:
        self._left(Ending.DISCARDED)

    @Slot(object)
    def _only_looked(self, _nothing: object) -> None:
        self._left(Ending.LEFT)

    def _left(self, ending: Ending) -> None:
        if not self._over:
            self.closed.emit(ending)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        if not self._over:
            self._screen(self.session.step).refused(error)


def _state(step: Step, place: _Place) -> RailState:
    if step is place.step:
        return RailState.CURRENT
    return RailState.DONE if step in place.finished else RailState.AHEAD
