"""The work of each operator on a day, as a small table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from booth.ui.kit.label import Card
from booth.ui.kit.table import Column, Table, WindowModel
from booth.ui.kit.theme import Level
from booth.workflow.counts import OperatorLine
from booth.workflow.words import shown_number
from resources.i18n import N_, tr

_SHOWN = 4  # lines in sight; more are scrolled to
_HIGH = 36  # px a line
_MANY_RETAKES = 0.25


class OperatorsCard(Card):
    """One line an operator, the busiest first."""

    def __init__(self) -> None:
        super().__init__()
        self.box.setContentsMargins(10, 4, 10, 8)
        self._lines: tuple[OperatorLine, ...] = ()
        columns = (
            Column(N_("Operator"), lambda line: str(line.name)),
            Column(N_("Recorded"), lambda line: shown_number(line.recorded), 150, right=True),
            Column(N_("Minutes each"), _minutes, 150, right=True),
            Column(N_("Photo taken again"), _retakes, 190, right=True, level=_retake_level),
            Column(N_("With exceptions"), lambda line: shown_number(line.exceptions), 170, right=True),
        )
        self._model = WindowModel(columns, self._ask, self)
        self._table = Table(self._model)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.verticalHeader().setDefaultSectionSize(_HIGH)
        self.box.addWidget(self._table)

    def show_lines(self, lines: Sequence[OperatorLine]) -> None:
        """Show these; nothing moves where they are the same as before."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._model.reset(len(self._lines))
        self._model.row(0)  # there before it is painted
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(head + _HIGH * max(1, min(len(self._lines), _SHOWN)) + 2)

    def _ask(self, offset: int, limit: int) -> None:
        self._model.give(offset, self._lines[offset : offset + limit])


def _minutes(line: OperatorLine) -> str:
    return tr("{minutes} min", minutes=shown_number(round(line.seconds / 60, 1)))


def _retakes(line: OperatorLine) -> str:
    return tr("{share} %", share=shown_number(round(line.retake_share * 100)))


def _retake_level(line: OperatorLine) -> Level | None:
    return Level.CARE if line.retake_share > _MANY_RETAKES else None
