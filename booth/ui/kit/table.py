"""A table over a query of any length: only the pages in sight are ever fetched, and never on this thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from booth.ui.kit import theme
from booth.ui.kit.theme import Level
from resources.i18n import tr

PAGE = 100  # rows
_KEPT = 30  # pages
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """One column: its title (a source text), what it shows of a row, and how. `width` 0 shares the room left."""

    title: str
    text: Callable[[Any], str]
    width: int = 0
    right: bool = False
    level: Callable[[Any], Level | None] | None = None


class WindowModel(QAbstractTableModel):
    """Rows that stay where they are until they are looked at.

    `ask(offset, limit)` starts fetching (with a `Worker`) and later calls `give(offset, rows)`; until then the cells
    show "…". `reset(total)` starts over, for another query or another count.
    """

    def __init__(
        self, columns: Sequence[Column], ask: Callable[[int, int], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ask = ask
        self._total = 0
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._asked: set[int] = set()

    def reset(self, total: int) -> None:
        """Forget every row; there are `total` now."""
        self.beginResetModel()
        self._total = total
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def give(self, offset: int, rows: Sequence[Any]) -> None:
        """The rows that `ask(offset, …)` asked for."""
        page = offset // PAGE
        if page not in self._asked:
            return  # asked before the last reset
        self._asked.discard(page)
        self._pages[page] = rows
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        last = min(offset + len(rows), self._total) - 1
        if last >= offset:
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(self.columns) - 1))

    def row(self, number: int) -> Any | None:
        """The row, or None while it is still on its way."""
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self._ask(page * PAGE, PAGE)
            return None
        self._pages.move_to_end(page)
        at = number - page * PAGE
        return rows[at] if at < len(rows) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return "…" if row is None else column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column.level is not None:
            row = self.row(index.row())
            level = None if row is None else column.level(row)
            return None if level is None else theme.roles().words(level)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class Table(QTableView):
    """A quiet table: whole rows are marked, arrows move, Enter or a double click opens; letters stay the screen's."""

    opened = Signal(int)  # number of the row
    moved_to = Signal(int)  # number of the row marked now; -1 for none

    def __init__(self, model: WindowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.window_model = model
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(38)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for number, column in enumerate(model.columns):
            if column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(number, column.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def current_row(self) -> int:
        """The number of the marked row; -1 for none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._open()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            count = len(self.window_model.columns)
            self.window_model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, count - 1)
            self.viewport().update()
        super().changeEvent(event)

    @Slot()
    def _open(self) -> None:
        if self.currentIndex().isValid():
            self.opened.emit(self.current_row())

    @Slot()
    def _moved(self) -> None:
        self.moved_to.emit(self.current_row())
