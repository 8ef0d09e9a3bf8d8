"""The supervisor's desk: the day, approval, the queue to the office, the officers, the stick."""

from __future__ import annotations

from PySide6.QtCore import Slot

from booth.ui.accounts import AccountsScreen
from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Screen
from booth.ui.pages import Page
from booth.ui.pages_desk import PagesDesk
from booth.ui.station import Station
from booth.ui.stick import StickScreen
from booth.ui.supervisor.approval import ApprovalScreen
from booth.ui.supervisor.day import DayScreen
from booth.ui.supervisor.queue import QueueScreen
from resources.i18n import N_

DAY, APPROVAL, QUEUE, OFFICERS, STICK = "day", "approval", "queue", "officers", "stick"


class SupervisorDesk(PagesDesk):
    """What a supervisor sees between login and logout."""

    def __init__(self, station: Station, frame: Frame) -> None:
        pages = (
            Page(DAY, N_("Today"), self._make_day),
            Page(APPROVAL, N_("Approval"), self._make_approval),
            Page(QUEUE, N_("Queue to send"), self._make_queue),
            Page(OFFICERS, N_("Officers"), self._make_officers),
            Page(STICK, N_("USB stick"), self._make_stick),
        )
        super().__init__(station, frame, pages)

    def _make_day(self) -> Screen:
        made = DayScreen(self.station)
        made.approval_wanted.connect(self._open_approval)
        made.stick_wanted.connect(self._open_stick)
        made.pending_counted.connect(self._show_pending)
        return made

    def _make_approval(self) -> Screen:
        made = ApprovalScreen(self.station)
        made.pending_counted.connect(self._show_pending)
        return made

    def _make_queue(self) -> Screen:
        made = QueueScreen(self.station)
        made.refused_counted.connect(self._show_refused)
        made.stick_wanted.connect(self._open_stick)
        return made

    def _make_officers(self) -> Screen:
        return AccountsScreen(self.station, help_page="officers", title=N_("Officers"))

    def _make_stick(self) -> Screen:
        return StickScreen(self.station)

    @Slot()
    def _open_stick(self) -> None:
        self.pages.open(STICK)

    @Slot()
    def _open_approval(self) -> None:
        self.pages.open(APPROVAL)

    @Slot(int)
    def _show_pending(self, count: int) -> None:
        self.pages.set_badge(APPROVAL, str(count) if count else "")

    @Slot(int)
    def _show_refused(self, count: int) -> None:
        self.pages.set_badge(QUEUE, str(count) if count else "")
