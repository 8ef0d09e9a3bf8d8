"""All that was measured of one part: the advice, then each figure beside installation and the last tests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, ElidedLabel, Label, Role, line, row
from booth.ui.kit.screen import Action, ActionRole, Panel, back
from booth.ui.kit.theme import Level
from booth.ui.technician.parts import LEVELS, drifted
from booth.workflow.selftest import Measure, Part, PartResult
from booth.workflow.selftest.names import name_of, value_of
from resources.i18n import tr

_HIGH = 28  # px a line


class PartPanel(Panel):
    """Left and right choose another part of the same test, up and down scroll, Esc shuts.

    `before` are the results of the test before, shown in a column of their own where there are any.
    """

    cancelled = Signal()
    chart_wanted = Signal(Part)
    fault_wanted = Signal(Part)
    moved = Signal(Part)

    def __init__(
        self, results: Sequence[PartResult], part: Part, before: Sequence[PartResult] = (), *, charts: bool = False
    ) -> None:
        """`results`: at least that of `part`. `charts`: the figures over time can be asked for."""
        super().__init__()
        self._results = tuple(results)
        self._at = next(number for number, result in enumerate(results) if result.part is part)
        self._before = {result.part: result for result in before}
        self._charts = charts
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._write()

    @property
    def result(self) -> PartResult:
        """What is shown."""
        return self._results[self._at]

    def offers(self) -> list[Action]:
        several = len(self._results) > 1
        return [
            back(tr("Back"), self.cancelled.emit),
            Action("chart", tr("Over time"), self._ask_chart, "F8", visible=self._charts),
            Action("fault", tr("Fault report"), self._ask_fault, "F4"),
            Action("next", tr("Next part"), self._next, "F7", ActionRole.ASIDE, enabled=several),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps: dict[int, int] = {
            Qt.Key.Key_Up: -_HIGH,
            Qt.Key.Key_Down: _HIGH,
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        if (step := steps.get(event.key())) is not None:
            bar.setValue(bar.value() + step)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._go(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def _ask_chart(self) -> None:
        self.chart_wanted.emit(self.result.part)

    def _ask_fault(self) -> None:
        self.fault_wanted.emit(self.result.part)

    @Slot()
    def _next(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._results)
        self._write()
        self.moved.emit(self.result.part)
        self.changed.emit()

    def _write(self) -> None:
        result = self.result
        card = Card()
        card.box.setContentsMargins(22, 12, 22, 8)
        card.box.setSpacing(0)
        name = ElidedLabel(role=Role.COACH)
        name.show_text(result.title)
        verdict = Label(role=Role.STRONG, level=LEVELS[result.verdict])
        verdict.show_text(tr(result.verdict.label))
        title = row(Sign(LEVELS[result.verdict], 26), name, verdict, spacing=12)
        title.setStretch(1, 1)
        card.box.addLayout(title)
        card.box.addSpacing(10)
        if advice := result.what_to_do:
            card.box.addWidget(_advice(advice, LEVELS[result.verdict]))
            card.box.addSpacing(10)
        if result.measures:
            card.box.addWidget(
                _table(result, self._before.get(result.part), tr("this test") if self._charts else tr("now"))
            )
        else:
            nothing = Label(role=Role.QUIET)
            nothing.show_text(tr("Nothing was measured."))
            card.box.addWidget(nothing)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        box.addStretch(1)
        self._scroll.setWidget(holder)
        self.setAccessibleName(f"{result.title}: {tr(result.verdict.label)}. {result.what_to_do}".strip())
        self.setAccessibleDescription(_read_out(result))


def _advice(text: str, level: Level) -> Card:
    """The advice, tinted."""
    said = Label(role=Role.STRONG, wrap=True, level=level if level is not Level.OFF else None)
    said.show_text(text)
    made = Card(level=level if level is not Level.OFF else None)
    made.box.setContentsMargins(14, 7, 14, 7)
    made.box.addWidget(said)
    return made


def _table(result: PartResult, before: PartResult | None, now: str) -> QWidget:
    """A line a figure, `now` over its value; columns without any value are left out."""
    old = {measure.key: measure.value for measure in before.measures} if before else {}
    columns = [(now, {measure.key: measure.value for measure in result.measures})]
    columns += [
        (title, {key: value for key, value in values.items() if value is not None})
        for title, values in (
            (tr("at installation"), {measure.key: measure.installed for measure in result.measures}),
            (tr("usually"), {measure.key: measure.usual for measure in result.measures}),
        )
        if any(value is not None for value in values.values())
    ]
    if before:
        columns.append((tr("test before"), old))
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(1, 24)
    grid.setColumnStretch(0, 5)
    for number, (title, _) in enumerate(columns, 2):
        grid.setColumnStretch(number, 4)
        over = _cell(title, Role.NOTE)
        over.setMinimumHeight(24)
        grid.addWidget(over, 0, number)
    for number, measure in enumerate(result.measures):
        grid.addWidget(line(), 2 * number + 1, 0, 1, len(columns) + 2)
        _fill(grid, 2 * number + 2, measure, [values.get(measure.key) for _, values in columns])
    return made


def _fill(grid: QGridLayout, at: int, measure: Measure, values: Sequence[float | str | None]) -> None:
    name = _cell(name_of(measure.key), Role.QUIET)
    name.setMinimumHeight(_HIGH - 1)
    grid.addWidget(name, at, 0)
    worse = drifted(measure)
    if worse:
        grid.addWidget(Sign(Level.CARE, 18), at, 1, Qt.AlignmentFlag.AlignCenter)
    for column, value in enumerate(values, 2):
        now = column == 2
        text = "" if value is None else value_of(measure.key, value)
        cell = _cell(text, Role.STRONG if now else Role.QUIET)
        if now and worse:
            cell.set_level(Level.CARE)
        if now and isinstance(value, str) and all(other is None for other in values[1:]):
            grid.addWidget(cell, at, column, 1, len(values))
            return
        grid.addWidget(cell, at, column)


def _cell(text: str, role: Role) -> ElidedLabel:
    made = ElidedLabel(role=role)
    made.show_text(text)
    return made


def _read_out(result: PartResult) -> str:
    """The table for a screen reader."""
    said = []
    for measure in result.measures:
        words = f"{name_of(measure.key)}: {value_of(measure.key, measure.value)}"
        if measure.installed is not None:
            words += f", {tr('at installation')} {value_of(measure.key, measure.installed)}"
        if measure.usual is not None:
            words += f", {tr('usually')} {value_of(measure.key, measure.usual)}"
        said.append(words)
    return ". ".join(said)
