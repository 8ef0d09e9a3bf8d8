"""The end of the booth's log, as it is written: no names and no numbers of residents are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget

from booth.ui.kit.label import Label, Role
from booth.ui.kit.rows import EmptyState
from booth.ui.kit.screen import Action, primary
from booth.ui.page_screen import PageScreen
from booth.workflow.inspection import log_tail
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
            Action("filter", other, self._change_filter, "F7"),
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
