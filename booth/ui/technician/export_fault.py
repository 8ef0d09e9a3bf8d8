"""The fault report: which part, what was seen, what was tried; then where the files go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from booth.ui.field_card import FieldCard, stand_at_top
from booth.ui.kit.lines import CodeField, LineField
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.printing import write_report_pdf
from booth.ui.technician.export import ReportExport, write_pair
from booth.workflow.fault_report import fault_report
from booth.workflow.selftest import Part
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from pathlib import Path

    from booth.ui.station import Station
    from booth.workflow.desk import Desk


class FaultPanel(Panel):
    """`filled` gives the part's value, what was seen, what was tried."""

    filled = Signal(str, str, str)
    cancelled = Signal()

    def __init__(self, part: Part | None = None) -> None:
        super().__init__()
        self._part = CodeField({each.value: tr(each.label) for each in Part})
        self._part.setObjectName("part")
        if part is not None:
            self._part.set_value(part.value)
        self._offered: list[LineField] = []
        self._seen = LineField(longest=300, placeholder=N_("For example: black stripes, no light, no answer"))
        self._tried = LineField(longest=300, placeholder=N_("For example: another cable, another port, cleaned"))
        text = N_("The report takes serial number and last tests from this booth. Write no names and no NIK into it.")
        rows = (
            (N_("Part"), self._part),
            (N_("What was seen"), self._seen),
            (N_("What was tried"), self._tried),
        )
        card = FieldCard(text, rows, title=N_("Which part is broken?"))
        card.edited.connect(self.changed)
        stand_at_top(self, card)

    def offers(self) -> list[Action]:
        ready = self._part.value() in {part.value for part in Part}
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Next"), self._confirm, enabled=ready)]

    def take_focus(self) -> None:
        (self._seen if self._part.value() else self._part).setFocus()

    @Slot()
    def _confirm(self) -> None:
        for editor in (self._seen, self._tried):
            if not editor.value() and editor not in self._offered:  # Enter goes through the fields, each may stay empty
                self._offered.append(editor)
                editor.setFocus()
                return
        self.filled.emit(self._part.value(), self._seen.value(), self._tried.value())


class FaultExport(ReportExport):
    """A fault report from a page: what is broken, then where the report goes."""

    def ask(self, part: Part | None = None) -> None:
        """`part`: the one that is proposed."""
        self._page.clear_message()
        panel = FaultPanel(part)
        panel.filled.connect(self._filled)
        panel.cancelled.connect(self.over)
        self._page.open_panel(panel)

    @Slot(str, str, str)
    def _filled(self, part: str, seen: str, tried: str) -> None:
        self.ask_place(partial(write_fault_report, self._page.station, self._page.desk, Part(part), seen, tried))


def write_fault_report(station: Station, desk: Desk, part: Part, seen: str, tried: str, folder: Path) -> list[str]:  # noqa: PLR0917
    """Write PDF and JSON into `folder`; their paths. Raises `InsideTheBooth`, `FolderUnusable`, `StoreError`."""
    report = fault_report(station.booth, desk, part, seen=seen, tried=tried)
    slip = report.as_slip(station.booth.zone)
    return write_pair(station, folder / slip.filename, partial(write_report_pdf, slip), report.as_json())
