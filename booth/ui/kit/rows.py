"""Lists of rows: residents found, drafts; parts that were tested; and what stands where a list is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from booth.ui.kit import icons, theme
from booth.ui.kit.banner import paint_sign
from booth.ui.kit.label import Label, Role, row
from booth.ui.kit.theme import Level, Size

_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Row:
    """One row: a title, a quiet note under it, and at the right a word with its sign. All data, or translated."""

    id: str
    title: str
    note: str = ""
    right: str = ""
    level: Level | None = None
    icon: str = ""


class RowList(QListView):
    """Up to some hundred rows of two lines; arrows move, Enter or a double click opens.

    Letters are left to the screen and its actions.
    """

    opened = Signal(str)  # id
    moved_to = Signal(str)  # id of the row that is marked now; empty for none

    def __init__(self) -> None:
        super().__init__()
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(self))
        self.setObjectName("rows")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._moved)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the marked row stays marked where it is still among them, else the first is."""
        before = self.current_id()
        self._rows.clear()
        for shown in rows:
            item = QStandardItem(f"{shown.title} {shown.note} {shown.right}")
            item.setData(shown, _ROW)
            self._rows.appendRow(item)
        ids = [shown.id for shown in rows]
        if ids:
            self.setCurrentIndex(self._rows.index(ids.index(before) if before in ids else 0, 0))

    def current_id(self) -> str:
        """The id of the marked row; empty for none."""
        index = self.currentIndex()
        return str(index.data(_ROW).id) if index.isValid() else ""

    def count(self) -> int:
        return self._rows.rowCount()

    @Slot(int)
    def move(self, step: int) -> None:  # type: ignore[override]
        """Mark the row `step` lines further down, or up where it is negative (for `SearchField.moved`)."""
        if self._rows.rowCount():
            at = min(max(0, self.currentIndex().row() + step), self._rows.rowCount() - 1)
            self.setCurrentIndex(self._rows.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._open()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _open(self) -> None:
        if found := self.current_id():
            self.opened.emit(found)

    @Slot()
    def _moved(self) -> None:
        self.moved_to.emit(self.current_id())


class _RowPainter(QStyledItemDelegate):
    """Paints a `Row`."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 64)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown: Row = index.data(_ROW)
        roles = theme.roles()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        state = option.state
        marked = bool(state & QStyle.StateFlag.State_Selected)
        if marked or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(roles.color("accent"), 2) if marked else Qt.PenStyle.NoPen)
            painter.setBrush(roles.color("tint" if marked else "hover"))
            painter.drawRoundedRect(box, 9, 9)
        else:
            painter.setPen(QPen(roles.color("edge"), roles.line))
            painter.drawLine(box.bottomLeft() + QPointF(12, 1), box.bottomRight() + QPointF(-12, 1))
        inner = box.adjusted(16, 0, -16, 0)
        if shown.icon:
            icons.paint(
                painter, shown.icon, QRectF(inner.left(), inner.center().y() - 12, 24, 24), roles.color("quiet")
            )
            inner.setLeft(inner.left() + 40)
        inner.setRight(inner.right() - self._paint_right(painter, shown, inner))
        title = QRectF(inner.left(), inner.top() + 10, inner.width(), 22)
        _elided(painter, title, shown.title, roles.color("on_tint" if marked else "ink"), QFont.Weight.DemiBold)
        note = QRectF(inner.left(), inner.top() + 33, inner.width(), 20)
        painter.setFont(theme.font(Size.NOTE))
        _elided(painter, note, shown.note, roles.color("quiet"), size=Size.NOTE)
        painter.restore()

    def _paint_right(self, painter: QPainter, shown: Row, inner: QRectF) -> float:
        if not shown.right:
            return 0.0
        font = theme.font(Size.NOTE, QFont.Weight.DemiBold if shown.level else QFont.Weight.Normal)
        width = QFontMetricsF(font).horizontalAdvance(shown.right) + 2
        painter.setFont(font)
        roles = theme.roles()
        painter.setPen(roles.words(shown.level) if shown.level else roles.color("quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown.right)
        if shown.level:
            sign = QRectF(inner.right() - width - 28, inner.center().y() - 10, 20, 20)
            painter.save()
            paint_sign(painter, sign, shown.level)
            painter.restore()
            width += 28
        return width + 16


def _elided(
    painter: QPainter,
    box: QRectF,
    text: str,
    color: QColor,
    weight: QFont.Weight = QFont.Weight.Normal,
    *,
    size: Size = Size.TEXT,
) -> None:
    font = theme.font(size, weight)
    painter.setFont(font)
    painter.setPen(color)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class EmptyState(QWidget):
    """What stands where a list is empty: an icon, what it means, what to do next. Source texts."""

    def __init__(self, icon: str, title: str, text: str = "") -> None:
        super().__init__()
        self._icon = _Disc(icon)
        self._title = Label(title, Role.COACH, wrap=True)
        self._text = Label(text, Role.QUIET, wrap=True)
        box = QVBoxLayout(self)
        box.setSpacing(theme.GRID)
        box.addStretch(2)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(theme.GRID)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(520)
            # Stretches, not an alignment: with one the layout would reckon the lines at its own full width.
            box.addLayout(row(None, label, None))
        box.addStretch(3)

    def say(self, title: str, text: str = "", **params: object) -> None:
        """Other source texts."""
        self._title.say(title, **params)
        self._text.say(text, **params)


class _Disc(QWidget):
    """An icon on a tinted disc."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(88, 88)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.roles().color("tint"))
        painter.drawEllipse(self.rect())
        icons.paint(painter, self._name, QRectF(24, 24, 40, 40), theme.roles().color("on_tint"))
