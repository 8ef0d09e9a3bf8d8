"""Device tests of before: the list, one of them beside the test before it, and the figures over time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, ActionRole, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.technician.details import PartPanel
from booth.ui.technician.export import ReportExport, write_report
from booth.ui.technician.export_fault import FaultExport
from booth.ui.technician.parts import PartList, Shown, shown_result, summary
from booth.ui.technician.trend_view import TrendView
from booth.workflow.selftest import Part, Report, Verdict
from booth.workflow.selftest.past import past_as_report
from booth.workflow.selftest.trends import Trend, trends
from booth.workflow.technician import PAST, past_reports
from booth.workflow.words import shown_moment
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.workflow.desk import Desk


@dataclass(frozen=True)
class _Past:
    """A test of before."""

    id: str
    report: Report


@dataclass(frozen=True)
class _History:
    """The newest test first, and what came of them over time."""

    tests: list[_Past]
    trends: list[Trend]


def _read(desk: Desk) -> _History:
    """On the store's thread."""
    tests = [_Past(str(test.id), past_as_report(test.report, test.at)) for test in past_reports(desk, PAST)]
    return _History(tests, trends([test.report for test in tests]))


class HistoryScreen(PageScreen):
    """The newest first; Enter opens one, F8 shows the figures over time."""

    help_page = "history"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._tests: list[_Past] | None = None
        self._trends: list[Trend] = []
        self._open_id = ""
        self._over_time = False
        self._report, self._fault = ReportExport(self), FaultExport(self)
        self._report.over.connect(self._shut_part)
        self._fault.over.connect(self._shut_part)
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self._rows = PartList()
        self._rows.opened.connect(self._open_part)
        self._trend_view = TrendView(station.booth.zone)
        self._no_trend = EmptyState("line", N_("No figures yet"), N_("Every device test adds a point to them."))
        self._empty = EmptyState("paper", N_("No test yet"), N_("Results of the device test are kept here."))
        self._stack = QStackedWidget()
        for widget in (self._list, self._rows, self._empty, self._trend_view, self._no_trend):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def title(self) -> str:
        if self._over_time:
            return tr("Figures over time")
        return tr("Past test") if self._open_id else tr("Past tests")

    def subtitle(self) -> str:
        if self._over_time:
            return tr("{n} tests", n=len(self._tests or ()))
        if found := self._shown():
            return f"{self._moment(found.report)} · {found.report.by}"
        return tr("{n} tests", n=len(self._tests)) if self._tests else ""

    def state_text(self) -> str:
        if self._tests is None:
            return tr("reading")
        if self._over_time:
            return tr("chart")
        if self._open_id:
            return tr("opened")
        return tr("list") if self._tests else tr("nothing here")

    def offers(self) -> list[Action]:
        some = bool(self._tests)
        if self._over_time:
            return [back(tr("Back"), self._shut_chart)]
        chart = Action("chart", tr("Over time"), self._open_chart, "F8", enabled=some)
        if self._open_id:
            older = self._earlier(self._open_id) is not None
            return [
                back(tr("Back to the list"), self._shut),
                Action("report", tr("Report"), self._ask_folder, "F6"),
                chart,
                Action("before", tr("Test before"), self._open_earlier, "F7", ActionRole.ASIDE, enabled=older),
                primary(tr("All figures"), self._open_marked_part),
            ]
        fault = Action("fault", tr("Fault report"), self._ask_fault, "F4")
        return [fault, chart, primary(tr("Open"), self._open_marked, enabled=some)]

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()

    def leave(self) -> None:
        super().leave()
        self._open_id = ""
        self._over_time = False

    def look(self) -> None:
        self.ask(_read, self.desk, done=self._show)

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Past tests"))
        self._write()

    @Slot(object)
    def _show(self, found: _History) -> None:
        self.went_well()
        before = self._tests or []
        self._tests, self._trends = found.tests, found.trends
        self._write()
        if found.tests[:1] != before[:1]:  # the newest is the one to look at
            self._list.move(-self._list.count())
        self.refresh()

    def _write(self) -> None:
        if self._tests is None:
            return
        self._list.set_rows([self._row(test) for test in self._tests])
        self._trend_view.set_trends(self._trends)
        test = self._shown()
        if test is not None:
            self._write_test(test)
        shown: QWidget = self._rows if test else self._list if self._tests else self._empty
        if self._over_time:
            shown = self._trend_view if self._trends else self._no_trend
        self._stack.setCurrentWidget(shown)

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
        return Row(
            test.id,
            self._moment(test.report),
            " · ".join(part for part in (test.report.by, *summary(results)) if part),
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
        self._rows.mark(self._worst())
        self._rows.setFocus()
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

    def _worst(self) -> Part | None:
        """The part to look at first."""
        test = self._shown()
        results = test.report.results if test else ()
        troubled = [result.part for result in results if result.verdict in {Verdict.FAIL, Verdict.WARN}]
        return next(iter([*troubled, *(result.part for result in results)]), None)

    # One part, and its figures over time.

    def _open_marked_part(self) -> None:
        if (part := self._rows.marked) is not None:
            self._open_part(part)

    @Slot(Part)
    def _open_part(self, part: Part) -> None:
        test = self._shown()
        if test is None or self.panel is not None or part not in {result.part for result in test.report.results}:
            return
        earlier = self._earlier(test.id)
        panel = PartPanel(test.report.results, part, earlier.report.results if earlier else (), charts=True)
        panel.cancelled.connect(self._shut_part)
        panel.moved.connect(self._rows.mark)
        panel.chart_wanted.connect(self._open_chart_of)
        panel.fault_wanted.connect(self._fault.ask)
        self.open_panel(panel)

    @Slot()
    def _shut_part(self) -> None:
        self.close_panel()
        (self._rows if self._open_id else self._list).setFocus()

    def _open_chart(self) -> None:
        self._open_chart_of(self._rows.marked if self._open_id else None)

    @Slot(Part)
    def _open_chart_of(self, part: Part | None) -> None:
        self.close_panel()
        self.clear_message()
        self._over_time = True
        self._write()
        self._trend_view.show_part(part)
        self._trend_view.setFocus()
        self.refresh()

    def _shut_chart(self) -> None:
        self._over_time = False
        self._write()
        (self._rows if self._open_id else self._list).setFocus()
        self.refresh()

    # What goes out.

    def _ask_folder(self) -> None:
        if (test := self._shown()) is not None:
            self._report.ask_place(partial(write_report, self.station, test.report))

    def _ask_fault(self) -> None:
        self._fault.ask()
