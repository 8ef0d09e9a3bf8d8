"""The technician's desk: device test, its history, register, accounts, settings, log, the booth itself, stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from booth.ui.accounts import AccountsScreen
from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Screen
from booth.ui.pages import Page
from booth.ui.pages_desk import PagesDesk
from booth.ui.station import Station
from booth.ui.stick import StickScreen
from booth.ui.technician.about import BoothScreen
from booth.ui.technician.backup import BackupScreen
from booth.ui.technician.history import HistoryScreen
from booth.ui.technician.inventory import InventoryScreen
from booth.ui.technician.log import LogScreen
from booth.ui.technician.register import RegisterScreen
from booth.ui.technician.selftest import SelftestScreen
from booth.ui.technician.settings import SettingsScreen
from booth.workflow.backup import OLD_AFTER, LastBackup, last_backup
from booth.workflow.restore import missing, restored_at
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.store.vault import Vault
    from booth.workflow.booth import Booth

SELFTEST, HISTORY, REGISTER, ACCOUNTS = "selftest", "history", "register", "accounts"
SETTINGS, LOG, BOOTH, BACKUP = "settings", "log", "booth", "backup"
PARTS, STICK = "parts", "stick"


class TechnicianDesk(PagesDesk):
    """What a technician sees between login and logout."""

    def __init__(self, station: Station, frame: Frame) -> None:
        pages = (
            Page(SELFTEST, N_("Device test"), self._make_selftest),
            Page(HISTORY, N_("Past tests"), self._make_history),
            Page(REGISTER, N_("Register"), self._make_register),
            Page(ACCOUNTS, N_("Accounts"), self._make_accounts),
            Page(SETTINGS, N_("Settings"), self._make_settings),
            Page(LOG, N_("Log"), self._make_log),
            Page(BOOTH, N_("This booth"), self._make_booth),
            Page(BACKUP, N_("Backup"), self._make_backup),
            Page(PARTS, N_("Parts"), self._make_parts),
            Page(STICK, N_("USB stick"), self._make_stick),
        )
        super().__init__(station, frame, pages)

    def _make_selftest(self) -> Screen:
        made = SelftestScreen(self.station)
        made.history_wanted.connect(self._open_history)
        return made

    def _make_history(self) -> Screen:
        return HistoryScreen(self.station)

    def _make_register(self) -> Screen:
        return RegisterScreen(self.station)

    def _make_accounts(self) -> Screen:
        return AccountsScreen(self.station, help_page="accounts", title=N_("Accounts"))

    def _make_settings(self) -> Screen:
        return SettingsScreen(self.station)

    def _make_log(self) -> Screen:
        return LogScreen(self.station)

    def _make_booth(self) -> Screen:
        return BoothScreen(self.station)

    def _make_backup(self) -> Screen:
        made = BackupScreen(self.station)
        made.backed_up.connect(self._backed_up)
        return made

    def _make_parts(self) -> Screen:
        return InventoryScreen(self.station)

    def _make_stick(self) -> Screen:
        return StickScreen(self.station)

    def open(self) -> None:
        """The first page; and marks in the rail where the last backup is too old, or another computer is this booth."""
        super().open()
        station = self.station
        station.store.run(last_backup, station.desk.vault, done=self._remind, failed=self._not_read)
        # On the printer's thread, because the line may keep it waiting, and nobody prints yet.
        station.printer.run(_twins, station.booth, station.desk.vault, done=self._warn, failed=self._not_read)

    @Slot(object)
    def _remind(self, last: LastBackup | None) -> None:
        if not self.station.occupied:
            return
        days = last.age(self.station.booth.clock()) if last else OLD_AFTER
        if days >= OLD_AFTER:
            self.pages.set_badge(BACKUP, tr("{n} d", n=days) if last else "!")

    @Slot()
    def _backed_up(self) -> None:
        self.pages.set_badge(BACKUP, "")

    @Slot(object)
    def _warn(self, twins: int) -> None:
        if twins and self.station.occupied:
            self.pages.set_badge(BOOTH, "!")

    @Slot(object)
    def _not_read(self, _error: Exception) -> None:
        """Logged out meanwhile, no line, or the vault is in trouble, which the pages say."""

    @Slot()
    def _open_history(self) -> None:
        self.pages.open(HISTORY)


def _twins(booth: Booth, vault: Vault) -> int:
    """How many recordings somebody else sent as this booth since it was restored; 0 where it never was."""
    return len(missing(booth, vault).since) if restored_at(vault) is not None else 0
