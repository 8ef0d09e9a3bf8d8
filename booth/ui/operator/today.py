"""What was recorded today, or on another day: where each recording is, and its proof once more."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from booth.domain.recording import State
from booth.ui.kit.banner import Banner
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import DateField, grouped
from booth.ui.kit.rows import EmptyState
from booth.ui.kit.screen import Action, Panel, Screen, back, primary
from booth.ui.kit.table import Column, Table, WindowModel
from booth.ui.kit.theme import Level
from booth.ui.operator.reprint import Reprint, printed_words
from booth.ui.operator.spooled import SpoolPanel
from booth.ui.spooler import Spooler
from booth.ui.station import Station
from booth.workflow.counts import STATE_LABELS
from booth.workflow.spool import Waiting
from booth.workflow.today import DayLine, lines_of
from booth.workflow.words import sentence, shown_date
from resources.i18n import N_, tr

_LEVELS = {State.RECEIVED: Level.GOOD, State.REFUSED: Level.BAD, State.QUEUED: Level.CARE, State.SENDING: Level.CARE}


class TodayScreen(Screen):
    """The list of a day."""

    help_page = "today"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._day: date | None = None  # None: today
        self._lines: list[DayLine] = []
        self._loaded = False
        self._reprint = Reprint(station, self)
        self._reprint.changed.connect(self.refresh)
        self._reprint.said.connect(self._say)
        self._spooler = Spooler.of(station)
        self._spooler.changed.connect(self._show_spool)
        self._spooler.printed.connect(self._printed)
        self._spooled = Banner()
        self._model = WindowModel(self._columns(), self._give, self)
        self._table = Table(self._model)
        self._table.moved_to.connect(self._moved)
        self._card = Card()
        self._card.box.setContentsMargins(8, 8, 8, 8)
        self._card.box.addWidget(self._table)
        self._empty = EmptyState("calendar", N_("Nothing recorded yet"))
        self._shown = QStackedWidget()
        self._shown.addWidget(self._card)
        self._shown.addWidget(self._empty)
        self.body.addWidget(self._spooled)
        self.body.addWidget(self._reprint.progress)
        self.body.addWidget(self._shown, 1)
        station.count_changed.connect(self._count_changed)

    def title(self) -> str:
        return tr("Recorded today") if self._day is None else tr("Recorded on {day}", day=shown_date(self._day))

    def subtitle(self) -> str:
        return tr("{n} resident", n=len(self._lines)) if self._lines else ""

    def state_text(self) -> str:
        if self._reprint.busy:
            return tr("printing")
        return "" if not self._loaded else tr("recordings") if self._lines else tr("nothing recorded")

    def offers(self) -> list[Action]:
        some = self._current() is not None
        waiting = len(self._spooler.waiting)
        actions = [
            Action("day", tr("Another day …"), self._ask_day, "F4"),
            Action("spool", tr("Waiting papers …"), self._open_spool, "F8", visible=waiting > 0),
            primary(tr("Print the proof again"), self._print, key="F7", enabled=some and not self._reprint.busy),
        ]
        return actions if self._day is None else [back(tr("Back to today"), self._to_today), *actions]

    def hint(self) -> str:
        return tr("printing …") if self._reprint.busy else ""

    def enter(self) -> None:
        self.clear_message()
        self._day = None
        self._table.setFocus()
        self._show_spool()
        self.load()

    def leave(self) -> None:
        self.close_panel()
        self._reprint.stop()
        self._loaded = False
        self._lines = []
        self._model.reset(0)

    def load(self) -> None:
        """Read the list anew."""
        day = self._day or self._station.desk.day()
        self._station.store.run(lines_of, self._station.desk, day, done=self._read, failed=self._refused)

    @Slot()
    def _count_changed(self) -> None:
        if self.isVisible():
            self.load()

    @Slot(object)
    def _read(self, lines: list[DayLine]) -> None:
        current = self._current()
        self._lines = lines
        self._loaded = True
        self._model.reset(len(lines))
        ids = [line.recording.id for line in lines]
        at = ids.index(current.recording.id) if current and current.recording.id in ids else 0
        if lines:
            self._table.selectRow(at)
        self._shown.setCurrentWidget(self._card if lines else self._empty)
        if self._day is None:
            self._empty.say(
                N_("Nothing recorded yet today"), N_("Every recording that is saved stands here, with its proof.")
            )
        else:
            self._empty.say(N_("Nothing was recorded on {day}"), "", day=shown_date(self._day))
        self.refresh()

    def _give(self, offset: int, limit: int) -> None:
        self._model.give(offset, self._lines[offset : offset + limit])

    def _current(self) -> DayLine | None:
        at = self._table.current_row()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def _print(self) -> None:
        line = self._current()
        if line is not None:
            self.clear_message()
            self._reprint.start(line.recording.id)

    @Slot(object, str)
    def _say(self, level: Level, text: str) -> None:
        self.message(level, text)
        self._show_spool()

    @Slot()
    def _show_spool(self) -> None:
        """What waits for the printer, and why."""
        waiting, error = self._spooler.waiting, self._spooler.error
        self._spooled.setVisible(bool(waiting))
        if waiting:
            more = N_("Printed by itself as soon as the printer is ready.")
            if any(slip.state is not Waiting.DUE for slip in waiting):
                more = N_("Somebody has to say what becomes of them: F8.")
            elif error is not None and not self.message_text():
                more = sentence(error)
            self._spooled.say(Level.CARE, N_("{n} paper waits for the printer."), more, n=len(waiting))
        if self._loaded:
            self.refresh()

    @Slot(int, bool)
    def _printed(self, _slip: int, sure: bool) -> None:
        """One that waited; where it is the proof asked for just now, the same is said of it."""
        if self.isVisible():
            self.message(Level.GOOD, printed_words(sure=sure))

    def _open_spool(self) -> None:
        self.clear_message()
        panel = SpoolPanel(self._station)
        panel.closed.connect(self._close_spool)
        self.open_panel(panel)

    @Slot()
    def _close_spool(self) -> None:
        self.close_panel()
        self._table.setFocus()

    def retranslate(self) -> None:
        self._show_spool()

    def _ask_day(self) -> None:
        self.clear_message()
        panel = DayPanel(self._station.desk.day())
        panel.chosen.connect(self._go_to)
        panel.cancelled.connect(self._keep_day)
        self.open_panel(panel)

    @Slot(object)
    def _go_to(self, day: date) -> None:
        self._day = None if day == self._station.desk.day() else day
        self._keep_day()
        self.load()

    @Slot()
    def _keep_day(self) -> None:
        self.close_panel()
        self._table.setFocus()

    def _to_today(self) -> None:
        self._day = None
        self.load()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self.message(Level.BAD, sentence(error))

    @Slot(int)
    def _moved(self, _row: int) -> None:
        self.changed.emit()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(N_("Time"), self._time, 80),
            Column(N_("Full name"), _name),
            Column(N_("NIK"), _nik, 210),
            Column(N_("Operator"), _operator, 120),
            Column(N_("Where it is"), _where, 220, level=_level),
        )

    def _time(self, line: DayLine) -> str:
        return line.recording.saved_at.astimezone(self._station.booth.zone).strftime("%H.%M")


class DayPanel(Panel):
    """Which day? Typed as dd-mm-yyyy; a day to come is not taken."""

    chosen = Signal(object)  # date
    cancelled = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._field = DateField()
        self._field.setFixedWidth(200)
        self._field.setAccessibleName(tr("Day"))
        self._field.edited.connect(self._edited)
        self._fault = Label(role=Role.NOTE, level=Level.BAD)
        card = Card(N_("Which day?"))
        card.setMaximumWidth(520)
        card.box.addWidget(self._field)
        card.box.addWidget(self._fault)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        box.addStretch(1)

    def offers(self) -> list[Action]:
        return [
            back(tr("Back"), self.cancelled.emit),
            primary(tr("Show this day"), self._choose, enabled=bool(self._field.value())),
        ]

    def take_focus(self) -> None:
        self._field.setFocus()

    def _choose(self) -> None:
        try:
            day = datetime.strptime(self._field.value(), "%d-%m-%Y").date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            self._refuse(N_("Write the day as dd-mm-yyyy, for example 05-09-2016."))
            return
        if day > self._today:
            self._refuse(N_("That day is still to come."))
            return
        self.chosen.emit(day)

    def _refuse(self, source: str) -> None:
        self._field.set_fault(tr(source))
        self._fault.say(source)

    @Slot()
    def _edited(self) -> None:
        self._field.set_fault("")
        self._fault.say("")
        self.changed.emit()


def _name(line: DayLine) -> str:
    return line.recording.nama_lengkap


def _nik(line: DayLine) -> str:
    return grouped(line.recording.nik)


def _operator(line: DayLine) -> str:
    return line.recording.operator


def _where(line: DayLine) -> str:
    return tr(STATE_LABELS[line.state]) if line.state is not None else tr("not known")


def _level(line: DayLine) -> Level | None:
    return _LEVELS.get(line.state) if line.state is not None else None
