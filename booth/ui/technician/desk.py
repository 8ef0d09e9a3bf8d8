"""The technician's desk: device test, its history, register, accounts, settings, log, the booth itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from booth.ui.accounts import AccountsScreen
from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Screen
from booth.ui.pages import Page, Pages
from booth.ui.station import Station
from booth.ui.technician.about import BoothScreen
from booth.ui.technician.history import HistoryScreen
from booth.ui.technician.log import LogScreen
from booth.ui.technician.register import RegisterScreen
from booth.ui.technician.selftest import SelftestScreen
from booth.ui.technician.settings import SettingsScreen
from resources.i18n import N_

SELFTEST, HISTORY, REGISTER, ACCOUNTS = "selftest", "history", "register", "accounts"
SETTINGS, LOG, BOOTH = "settings", "log", "booth"


class TechnicianDesk(QObject):
    """What a technician sees between login and logout."""

    def __init__(self, station: Station, frame: Frame) -> None:
        super().__init__()
        self._station = station
        self._frame = frame
        self._pages = Pages(
            frame,
            (
                Page(SELFTEST, N_("Device test"), self._make_selftest),
                Page(HISTORY, N_("Past tests"), self._make_history),
                Page(REGISTER, N_("Register"), self._make_register),
                Page(ACCOUNTS, N_("Accounts"), self._make_accounts),
                Page(SETTINGS, N_("Settings"), self._make_settings),
                Page(LOG, N_("Log"), self._make_log),
                Page(BOOTH, N_("This booth"), self._make_booth),
            ),
            self,
        )

    def open(self) -> None:
        """Show the device test."""
        self._pages.open(SELFTEST)

    def suspend(self) -> None:
        """Locked: the frame leaves the page that is shown."""

    def resume(self) -> None:
        """The same person is back: the frame enters the page again."""

    def close(self) -> None:
        """Logged out: all pages go."""
        self._pages.close()

    def _make_selftest(self) -> Screen:
        made = SelftestScreen(self._station)
        made.history_wanted.connect(self._open_history)
        return made

    def _make_history(self) -> Screen:
        return HistoryScreen(self._station)

    def _make_register(self) -> Screen:
        return RegisterScreen(self._station)

    def _make_accounts(self) -> Screen:
        return AccountsScreen(self._station, help_page="accounts", title=N_("Accounts"))

    def _make_settings(self) -> Screen:
        return SettingsScreen(self._station)

    def _make_log(self) -> Screen:
        return LogScreen(self._station)

    def _make_booth(self) -> Screen:
        return BoothScreen(self._station)

    @Slot()
    def _open_history(self) -> None:
        self._pages.open(HISTORY)
