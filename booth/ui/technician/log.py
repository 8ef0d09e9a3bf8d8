"""The end of the booth's log, as it is written; and what goes to whoever helps: the log bundle, the fault report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget

from booth.domain.errors import BoothError
from booth.ui.kit.label import Label, Role
from booth.ui.kit.rows import EmptyState
from booth.ui.kit.screen import Action, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.places import Place, places
from booth.ui.places_panel import PlacePanel
from booth.ui.technician.export_fault import FaultExport
from booth.workflow.bundle import Bundle, bundle_name, write_bundle
from booth.workflow.inspection import log_tail
from booth.workflow.words import sentence, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station

_LINES = 400
_TROUBLE = (" WARNING ", " ERROR ", " CRITICAL ")


class LogScreen(PageScreen):
    """All lines, or those of trouble only."""

    help_page = "activity"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._lines: list[str] | None = None
        self._trouble_only = False
        self._fault = FaultExport(self)
        self._fault.over.connect(self._shut)
        self._note = Label(N_("Times are UTC. The log holds no name and no NIK; it may be sent to whoever helps."))
        self._note.set_role(Role.NOTE)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setObjectName("log")
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(14)
        self._text.setFont(font)
        self._empty = EmptyState("check", N_("Nothing was written"), N_("The log is empty so far."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._text)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._note)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Log")

    def subtitle(self) -> str:
        return tr("{n} lines", n=len(self._shown())) if self._lines is not None else ""

    def state_text(self) -> str:
        if self._lines is None:
            return tr("reading")
        return tr("warnings and errors") if self._trouble_only else tr("everything")

    def offers(self) -> list[Action]:
        other = tr("Show everything") if self._trouble_only else tr("Only warnings and errors")
        return [
            Action("bundle", tr("Log bundle"), self._ask_bundle, "F6"),
            Action("filter", other, self._change_filter, "F7"),
            Action("fault", tr("Fault report"), self._ask_fault, "F8"),
            primary(tr("Read again"), self.look, key="F5"),
        ]

    def enter(self) -> None:
        super().enter()
        self._text.setFocus()

    def look(self) -> None:
        self.ask(log_tail, self.station.booth.folder, _LINES, done=self._show)

    def retranslate(self) -> None:
        self._text.setAccessibleName(tr("Log"))
        if self._trouble_only:
            self._empty.say(N_("No warnings and no errors"), N_("F7 shows everything."))
        else:
            self._empty.say(N_("Nothing was written"), N_("The log is empty so far."))

    @Slot(object)
    def _show(self, lines: list[str]) -> None:
        self.went_well()
        self._lines = lines
        self._write()

    # What goes out.

    def _ask_bundle(self) -> None:
        self.clear_message()
        self.do(places, done=self._open_bundle)

    @Slot(object)
    def _open_bundle(self, found: list[Place]) -> None:
        text = N_("Logs, settings, device tests and counts in one ZIP file, without names, numbers and addresses.")
        panel = PlacePanel(N_("Where should the log bundle go?"), text, N_("Write the bundle"), found)
        panel.chosen.connect(self._write_bundle)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    @Slot(str, str)
    def _write_bundle(self, folder: str, _password: str) -> None:
        if isinstance(self.panel, PlacePanel):
            self.panel.work()
        booth = self.station.booth
        self.do(write_bundle, booth, self.desk.vault, Path(folder) / bundle_name(booth), done=self._bundled)

    @Slot(object)
    def _bundled(self, made: Bundle) -> None:
        self._shut()
        self.message(
            Level.GOOD,
            N_("The log bundle is written."),
            "{file} · {size} KB",
            file=str(made.path),
            size=shown_number(max(1, round(made.size / 1000))),
        )
        self.refresh()

    def _ask_fault(self) -> None:
        self._fault.ask()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        if isinstance(self.panel, PlacePanel) and isinstance(error, BoothError):
            self.panel.refuse(sentence(error))
            return
        super().refused(error)

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self._text.setFocus()

    # What is shown.

    def _change_filter(self) -> None:
        self._trouble_only = not self._trouble_only
        self.retranslate()
        self._write()

    def _write(self) -> None:
        shown = self._shown()
        self._text.setPlainText("\n".join(shown))
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._stack.setCurrentIndex(0 if shown else 1)
        self.refresh()

    def _shown(self) -> list[str]:
        lines = self._lines or []
        return [line for line in lines if any(word in line for word in _TROUBLE)] if self._trouble_only else lines
