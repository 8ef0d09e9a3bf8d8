"""The base of the supervisor's and the technician's pages: looks at its data when shown, and again every while."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot

from booth.domain.errors import BoothError
from booth.ui.kit.screen import Screen
from booth.ui.kit.theme import Level
from booth.workflow.words import sentence

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.ui.worker import Job

EVERY = 5000  # ms


class PageScreen(Screen):
    """Override `look`: ask for what is shown with `ask`; act with `do`. `lively` pages look again while in sight."""

    lively = False

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.station = station
        self.desk = station.desk  # whose page this is, for as long as it lives
        self._troubled = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        if self.lively:
            station.count_changed.connect(self._count_changed)

    def enter(self) -> None:
        self.look()
        if self.lively:
            self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        self.close_panel()
        self.clear_message()

    @Slot()
    def look(self) -> None:
        """Ask for what is shown."""

    def ask(self, function: Callable[..., Any], *args: Any, done: Callable[[Any], None]) -> Job:
        """Call `function` on the store's thread for what is shown; an error is said until a later look goes well."""
        return self.station.store.run(function, *args, done=done, failed=self.unseen)

    def do(self, function: Callable[..., Any], *args: Any, done: Callable[[Any], None] | None = None) -> Job:
        """Call `function` on the store's thread; an error is said on this screen."""
        return self.station.store.run(function, *args, done=done, failed=self.refused)

    @Slot(object)
    def refused(self, error: Exception) -> None:
        """An act failed: say why."""
        self._troubled = False
        self._say(error)

    @Slot(object)
    def unseen(self, error: Exception) -> None:
        """Looking failed: say why, until it goes well."""
        self._troubled = True
        self._say(error)

    def went_well(self) -> None:
        """What was looked for is there: whatever the last look complained about is over."""
        if self._troubled:
            self._troubled = False
            self.clear_message()

    def _say(self, error: Exception) -> None:
        """What is no error of ours goes on to the window's hook, which logs it."""
        if not isinstance(error, BoothError):
            raise error
        self.message(Level.BAD, sentence(error))
        self.refresh()

    @Slot()
    def _count_changed(self) -> None:
        if self._timer.isActive():
            self.look()
