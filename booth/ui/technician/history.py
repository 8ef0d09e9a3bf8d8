"""Device tests of before: the list, and one of them beside the values of the test before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.technician.export import ExportPanel, say_written
from booth.ui.technician.parts import PartList, Shown, shown_result, summary
from booth.ui.technician.places import Place, places
from booth.workflow.selftest import Part, Report, Verdict
from booth.workflow.selftest.past import past_as_report
from booth.workflow.technician import PastReport, past_reports
from booth.workflow.words import shown_moment
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station

_KEPT = 50


@dataclass(frozen=True)
class _Past:
    """A test of before."""

    id: str
    report: Report


class HistoryScreen(PageScreen):
    """The newest first; Enter opens one."""

    help_page = "history"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._tests: list[_Past] | None = None
        self._open_id = ""
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self._rows = PartList()
        self._empty = EmptyState("paper", N_("No test yet"), N_("Results of the device test are kept here."))
        self._stack = QStackedWidget()
        for widget in (self._list, self._rows, self._empty):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Past test") if self._open_id else tr("Past tests")

    def subtitle(self) -> str:
        if found := self._shown():
            return f"{self._moment(found.report)} · {found.report.by}"
        return tr("{n} tests", n=len(self._tests)) if self._tests else ""

    def state_text(self) -> str:
        if self._tests is None:
            return tr("reading")
        if self._open_id:
            return tr("opened")
        return tr("list") if self._tests else tr("nothing here")

    def offers(self) -> list[Action]:
        some = bool(self._tests)
        if self._open_id:
            return [
                back(tr("Back to the list"), self._shut),
                Action("report", tr("Report"), self._ask_folder, "F6"),
                primary(tr("Test before"), self._open_earlier, enabled=self._earlier(self._open_id) is not None),
            ]
        return [primary(tr("Open"), self._open_marked, enabled=some)]

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()

    def leave(self) -> None:
        super().leave()
        self._open_id = ""

    def look(self) -> None:
        self.ask(past_reports, self.desk, _KEPT, done=self._show)

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Past tests"))
        self._write()

    @Slot(object)
    def _show(self, found: list[PastReport]) -> None:
        self.went_well()
        self._tests = [_Past(str(test.id), past_as_report(test.report, test.at)) for test in found]
        self._write()
        self.refresh()

    def _write(self) -> None:
        if self._tests is None:
            return
        self._list.set_rows([self._row(test) for test in self._tests])
        test = self._shown()
        if test is not None:
            self._write_test(test)
        self._stack.setCurrentIndex(1 if test else 0 if self._tests else 2)

    def _write_test(self, test: _Past) -> None:
        earlier = self._earlier(test.id)
        before = {result.part: result for result in earlier.report.results} if earlier else {}
        found = {result.part: result for result in test.report.results}
        self._rows.set_summary(test.report.results, tr("nothing was tested"), test.report.booth_name)
        for part in Part:
            if part in found:
                self._rows.show_part(part, shown_result(found[part], before.get(part)))
            else:
                self._rows.show_part(part, Shown(tr(part.label), tr("not tested"), Level.OFF))

    def _row(self, test: _Past) -> Row:
        results = test.report.results
        failed = any(r.verdict is Verdict.FAIL for r in results)
        care = any(r.verdict is Verdict.WARN for r in results)
        level = Level.BAD if failed else Level.CARE if care else Level.GOOD
        passed, attention, absent = summary(results)
        return Row(
            test.id,
            self._moment(test.report),
            " · ".join(part for part in (test.report.by, passed, attention, absent) if part),
            tr("failed") if failed else tr("needs attention") if care else tr("all well"),
            level,
        )

    def _moment(self, report: Report) -> str:
        return shown_moment(report.at, self.station.booth.zone)

    def _shown(self) -> _Past | None:
        return next((test for test in self._tests or () if test.id == self._open_id), None)

    def _earlier(self, test_id: str) -> _Past | None:
        tests = self._tests or []
        at = next((number for number, test in enumerate(tests) if test.id == test_id), -1)
        return tests[at + 1] if 0 <= at < len(tests) - 1 else None

    # What can be done.

    @Slot(str)
    def _opened(self, test_id: str) -> None:
        self._open_id = test_id
        self.clear_message()
        self._write()
        self.setFocus()
        self.refresh()

    def _open_marked(self) -> None:
        if found := self._list.current_id():
            self._opened(found)

    def _open_earlier(self) -> None:
        if (found := self._earlier(self._open_id)) is not None:
            self._opened(found.id)

    def _shut(self) -> None:
        self._open_id = ""
        self.clear_message()
        self._write()
        self._list.setFocus()
        self.refresh()

    def _ask_folder(self) -> None:
        self.do(places, done=self._open_export)

    @Slot(object)
    def _open_export(self, found: list[Place]) -> None:
        if (test := self._shown()) is not None:
            panel = ExportPanel(self.station, test.report, found)
            panel.written.connect(self._written)
            panel.cancelled.connect(self.close_panel)
            self.open_panel(panel)

    @Slot(object)
    def _written(self, paths: list[str]) -> None:
        self.close_panel()
        say_written(self, paths)
