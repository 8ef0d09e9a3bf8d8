"""The supervisor's desk: the day, approval, the queue to the office, the officers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Slot

from booth.ui.accounts import AccountsScreen
from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Screen
from booth.ui.pages import Page, Pages
from booth.ui.station import Station
from booth.ui.supervisor.approval import ApprovalScreen
from booth.ui.supervisor.day import DayScreen
from booth.ui.supervisor.queue import QueueScreen
from resources.i18n import N_

DAY, APPROVAL, QUEUE, OFFICERS = "day", "approval", "queue", "officers"


class SupervisorDesk(QObject):
    """What a supervisor sees between login and logout."""

    def __init__(self, station: Station, frame: Frame) -> None:
        super().__init__()
        self._station = station
        self._frame = frame
        self._pages = Pages(
            frame,
            (
                Page(DAY, N_("Today"), self._make_day),
                Page(APPROVAL, N_("Approval"), self._make_approval),
                Page(QUEUE, N_("Queue to send"), self._make_queue),
                Page(OFFICERS, N_("Officers"), self._make_officers),
            ),
            self,
        )

    def open(self) -> None:
        """Show the day."""
        self._pages.open(DAY)

    def suspend(self) -> None:
        """Locked: the frame leaves the page that is shown."""

    def resume(self) -> None:
        """The same person is back: the frame enters the page again."""

    def close(self) -> None:
        """Logged out: all pages go."""
        self._pages.close()

    def _make_day(self) -> Screen:
        made = DayScreen(self._station)
        made.approval_wanted.connect(self._open_approval)
        made.pending_counted.connect(self._show_pending)
        return made

    def _make_approval(self) -> Screen:
        made = ApprovalScreen(self._station)
        made.pending_counted.connect(self._show_pending)
        return made

    def _make_queue(self) -> Screen:
        made = QueueScreen(self._station)
        made.refused_counted.connect(self._show_refused)
        return made

    def _make_officers(self) -> Screen:
        return AccountsScreen(self._station, help_page="officers", title=N_("Officers"))

    @Slot(object)
    def _open_approval(self, _day: date) -> None:
        self._pages.open(APPROVAL)

    @Slot(int)
    def _show_pending(self, count: int) -> None:
        self._pages.set_badge(APPROVAL, str(count) if count else "")

    @Slot(int)
    def _show_refused(self, count: int) -> None:
        self._pages.set_badge(QUEUE, str(count) if count else "")
