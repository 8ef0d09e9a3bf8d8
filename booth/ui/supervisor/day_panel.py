"""Which day: a date to type, and the days that had recordings to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.ui.days import long_day
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import DateField
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from resources.i18n import N_, tr

_LISTED = 60  # days


class DayPanel(Panel):
    """`chosen` gives a day that is not in the future."""

    chosen = Signal(object)  # date
    cancelled = Signal()

    def __init__(self, shown: date, today: date, days: Mapping[str, int]) -> None:
        super().__init__()
        self._today = today
        self._field = DateField()
        self._field.setObjectName("day")
        self._field.setFixedWidth(180)
        self._field.setAccessibleName(tr("Date"))
        self._field.edited.connect(self._typed)
        self._fault = Label(role=Role.NOTE, level=Level.BAD, wrap=True)
        self._list = RowList()
        self._list.setAccessibleName(tr("Days with recordings"))
        newest = sorted(days, reverse=True)[:_LISTED]
        rows = [
            Row(
                day,
                long_day(date.fromisoformat(day)),
                tr("{n} recorded", n=days[day]),
                tr("shown now") if day == shown.isoformat() else tr("today") if day == today.isoformat() else "",
                icon="calendar",
            )
            for day in newest
        ]
        self._list.set_rows(rows)
        self._list.opened.connect(self._opened)
        if shown.isoformat() in newest:
            self._list.move(newest.index(shown.isoformat()))
        card = Card()
        card.setMaximumWidth(760)
        card.box.addWidget(Label(N_("Which day?"), Role.COACH))
        card.box.addWidget(Label(N_("Type a date, or choose a day with the arrow keys."), Role.QUIET, wrap=True))
        card.box.addWidget(self._field)
        card.box.addWidget(self._fault)
        nothing = EmptyState("calendar", N_("No day has recordings yet"))
        card.box.addWidget(self._list if rows else nothing, 1)
        across = QHBoxLayout()
        across.addWidget(card, 3)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(across)

    def offers(self) -> list[Action]:
        ready = self._typed_day() is not None if self._field.value() else bool(self._list.current_id())
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Show this day"), self._confirm, enabled=ready)]

    def take_focus(self) -> None:
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        self._field.clear()
        self._list.move(step)
        self._typed()

    def _typed_day(self) -> date | None:
        try:
            day = datetime.strptime(self._field.value(), "%d-%m-%Y").date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            return None
        return day if day <= self._today else None

    @Slot()
    def _typed(self) -> None:
        text = self._field.value()
        wrong = len(text) >= 10 and self._typed_day() is None
        self._field.set_fault(tr("This is no date up to today.") if wrong else "")
        self._fault.say(N_("This is no date up to today.") if wrong else "")
        self.changed.emit()

    @Slot(str)
    def _opened(self, day: str) -> None:
        self.chosen.emit(date.fromisoformat(day))

    def _confirm(self) -> None:
        if self._field.value():
            day = self._typed_day()
            if day is not None:
                self.chosen.emit(day)
        elif self._list.current_id():
            self._opened(self._list.current_id())
