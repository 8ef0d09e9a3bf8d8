"""The day in figures: recorded, approved, sent, received; any day that had recordings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from booth.domain.recording import Approval
from booth.ui.days import long_day
from booth.ui.home_notes import HomeNotes
from booth.ui.kit.figures import Bar, BarChart, BigNumber
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.rows import EmptyState
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.station import Station
from booth.ui.supervisor.day_panel import DayPanel
from booth.ui.supervisor.operators import OperatorsCard
from booth.ui.supervisor.where import WhereCard, agreement_level
from booth.workflow.booth import Booth
from booth.workflow.counts import Agreement, DayReport
from booth.workflow.desk import Desk
from booth.workflow.news import other_counts
from booth.workflow.words import shown_number, shown_span
from resources.i18n import N_, tr
from sync.news import OtherCount

LEAST = 190  # px of height for chart and counts
GAP = 14  # px
_OPEN, _SHUT = 8, 16  # hours always in the chart
_SIGNS = {Level.GOOD: "✓", Level.BAD: "✗"}


@dataclass(frozen=True)
class _Seen:
    """A day as it was found, and when."""

    day: date
    report: DayReport
    pending: int  # of all days
    now: datetime  # local
    others: tuple[OtherCount, ...]


class _Lower(QStackedWidget):
    """What stands under the figures; says how high it is."""

    resized = Signal(int)  # px

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.height())


class DayScreen(PageScreen):
    """The count of a day. `approval_wanted` and `stick_wanted` ask for these pages."""

    approval_wanted = Signal()
    stick_wanted = Signal()
    pending_counted = Signal(int)  # of all days
    help_page = "day"
    lively = True

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._day: date | None = None  # None: today, whichever that is
        self._seen: _Seen | None = None
        self._recorded = BigNumber(N_("Recorded"))
        self._pending = BigNumber(N_("Waiting for approval"))
        self._unsent = BigNumber(N_("Not sent yet"))
        self._received = BigNumber(N_("Received by the office"))
        figures = QHBoxLayout()
        figures.setSpacing(14)
        for number in (self._recorded, self._pending, self._unsent, self._received):
            figures.addWidget(number, 1)
        self._chart = BarChart()
        hours = Card()
        hours.box.addWidget(Label(N_("By the hour"), Role.HEADING))
        hours.box.addWidget(self._chart, 1)
        self._where = WhereCard(station)
        self._operators = OperatorsCard()
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(hours, 4)
        middle.addWidget(self._where, 3)
        details = QWidget()
        below = QVBoxLayout(details)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GAP)
        below.addLayout(middle, 1)
        below.addWidget(self._operators)
        self._empty = EmptyState("calendar", N_("Nothing was recorded on this day"))
        self._lower = _Lower()
        self._lower.resized.connect(self._fit)
        self._lower.addWidget(details)
        self._lower.addWidget(self._empty)
        self._notes = HomeNotes(station)
        self._notes.opened.connect(self.open_panel)
        self._notes.closed.connect(self.close_panel)
        self._notes.changed.connect(self.refresh)
        self.body.addWidget(self._notes)
        self.body.addLayout(figures)
        self.body.addWidget(self._lower, 1)

    @property
    def day(self) -> date:
        """The day shown."""
        return self._day or self.station.booth.day()

    def title(self) -> str:
        return tr("Summary of today") if self._day is None else tr("Summary of a day")

    def subtitle(self) -> str:
        return f"{long_day(self.day)} · {self.station.booth.name}"

    def state_text(self) -> str:
        if self._seen is None:
            return tr("counting")
        return tr("counted") if self._seen.report.count.total else tr("nothing recorded")

    def offers(self) -> list[Action]:
        today = self.station.booth.day()
        carry = self._notes.reached and self._day is None
        after = not carry  # nothing comes after today, and both have no room
        pending = self._seen.report.approvals.get(Approval.PENDING, 0) if self._seen else 0
        shown = [
            Action("other", tr("Another day"), self.choose_day, "F4"),
            Action("before", tr("Day before"), self.day_before, "PgUp"),
            Action("after", tr("Day after"), self.day_after, "PgDown", enabled=self.day < today, visible=after),
            *self._notes.offers(),
            Action("stick", tr("USB stick"), self.stick_wanted.emit, "F7", visible=carry),
            primary(tr("Approve {n}", n=pending) if pending else tr("Approval"), self.approval_wanted.emit),
        ]
        return shown if self._day is None else [back(tr("Today"), self.today), *shown]

    def look(self) -> None:
        self.ask(_see, self.desk, self.station.booth, self.day, done=self._show)

    def retranslate(self) -> None:
        if self._seen is not None:
            self._show(self._seen)

    @Slot(int)
    def _fit(self, height: int) -> None:
        """On a small monitor the table of operators gives way to whatever the office wants to be read."""
        self._operators.setVisible(height - self._operators.sizeHint().height() - GAP >= LEAST)

    # Which day.

    def choose_day(self) -> None:
        """Ask for a day, with the days that had recordings."""
        self.do(self.desk.supervision.days, done=self._ask_day)

    def day_before(self) -> None:
        self.go_to(self.day - timedelta(days=1))

    def day_after(self) -> None:
        self.go_to(self.day + timedelta(days=1))

    def today(self) -> None:
        self.go_to(self.station.booth.day())

    @Slot(object)
    def go_to(self, day: date) -> None:
        """Show `day`; a day that is still to come shows today."""
        today = self.station.booth.day()
        self._day = None if day >= today else day
        self._seen = None
        self.close_panel()
        self.refresh()
        self.look()

    @Slot(object)
    def _ask_day(self, days: dict[str, int]) -> None:
        panel = DayPanel(self.day, self.station.booth.day(), days)
        panel.chosen.connect(self.go_to)
        panel.cancelled.connect(self.close_panel)
        self.open_panel(panel)

    # What is shown.

    @Slot(object)
    def _show(self, seen: _Seen) -> None:
        if seen.day != self.day:
            return  # another day was chosen meanwhile
        self._seen = seen
        self.went_well()
        self._show_figures(seen)
        count = seen.report.count
        hours = range(min(_OPEN, *count.hours, _OPEN), max(_SHUT, *count.hours, _SHUT) + 1)
        now = seen.now.hour if seen.day == seen.now.date() else -1
        self._chart.set_bars([Bar(f"{hour:02d}", count.hours.get(hour, 0), hour == now) for hour in hours])
        self._where.show_count(count, seen.others)
        self._operators.show_lines(seen.report.operators)
        self._fit(self._lower.height())
        empty = not count.total and not count.office
        if self._day is None:
            self._empty.say(N_("Nothing recorded yet today"), N_("The first recording appears here by itself."))
        else:
            self._empty.say(N_("Nothing was recorded on this day"), N_("Choose another day with F4."))
        self._lower.setCurrentIndex(1 if empty else 0)
        self.pending_counted.emit(seen.pending)
        self.refresh()

    def _show_figures(self, seen: _Seen) -> None:
        count, report = seen.report.count, seen.report
        target = tr("target {target}", target=shown_number(count.target))
        self._recorded.set_number(
            shown_number(count.total), f"{target} · {tr('day before {count}', count=shown_number(count.yesterday))}"
        )
        pending = report.approvals[Approval.PENDING]
        exceptions = report.pending_with_exceptions
        note = tr("{n} with exceptions", n=exceptions) if exceptions else tr("none with exceptions")
        if returned := report.approvals[Approval.RETURNED]:
            note = f"{note} · {tr('{n} sent back', n=returned)}"
        self._pending.set_number(shown_number(pending), note, Level.CARE if pending else None)
        self._show_unsent(seen)
        level = agreement_level(count.agreement)
        sign = _SIGNS.get(level, "")
        said = tr(count.agreement.value)
        shown = f"{sign} {said}".strip()
        coloured = None if count.agreement is Agreement.UNKNOWN or level is Level.OFF else level
        self._received.set_number(shown_number(count.received), shown, coloured)

    def _show_unsent(self, seen: _Seen) -> None:
        count = seen.report.count
        if self._day is not None:
            self._unsent.set_number(shown_number(count.total - count.received), tr("of this day"))
        elif count.oldest_unsent is None:
            self._unsent.set_number(shown_number(count.unsent), tr("everything is sent"))
        else:
            waited = seen.now - count.oldest_unsent
            self._unsent.set_number(
                shown_number(count.unsent), tr("oldest {time}", time=shown_span(waited.total_seconds()))
            )


def _see(desk: Desk, booth: Booth, day: date) -> _Seen:
    supervision = desk.supervision
    now = booth.clock().astimezone(booth.zone)
    return _Seen(day, supervision.report(day), supervision.pending_count(), now, other_counts(booth, day))
