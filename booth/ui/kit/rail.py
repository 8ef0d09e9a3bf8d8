"""The rail on the left: whose recording this is, and where in it one stands; or the pages of a role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from booth.ui.kit import icons, theme
from booth.ui.kit.label import Label, Role, line
from booth.ui.kit.theme import Size
from resources.i18n import N_, tr


class RailState(Enum):
    """Where a step stands; the value is said by screen readers."""

    AHEAD = N_("to do")
    CURRENT = N_("now")
    DONE = N_("done")


@dataclass(frozen=True)
class RailItem:
    """A step or a page. `text` is a source text; `badge` a number or word at the right (drafts, returned ones)."""

    id: str
    text: str
    state: RailState = RailState.AHEAD
    badge: str = ""


class Rail(QFrame):
    """244 px. Steps show where one is; pages can be chosen with the mouse and Ctrl+1…9, Ctrl+0 the tenth."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(244)
        self._items: list[_Item] = []
        self._selectable = False
        self._name = Label(role=Role.STRONG, wrap=True)
        self._lines = [Label(role=Role.SMALL, wrap=True) for _ in range(3)]
        self._context = QWidget()
        words = QVBoxLayout(self._context)
        words.setContentsMargins(8, 0, 8, 8)
        words.setSpacing(3)
        for label in (self._name, *self._lines):
            words.addWidget(label)
        self._line = line()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 18, 14, 14)
        box.setSpacing(4)
        box.addWidget(self._context)
        box.addWidget(self._line)
        box.addSpacing(8)
        box.addLayout(self._list)
        box.addStretch(1)

    def set_context(self, name: str, lines: Sequence[str] = ()) -> None:
        """Whose work this is: a name in bold, up to three quiet lines under it. Data, or translated already."""
        self._name.show_text(name)
        for index, label in enumerate(self._lines):
            label.show_text(lines[index] if index < len(lines) else "")
            label.setVisible(index < len(lines))
        self._context.setVisible(bool(name))
        self._line.setVisible(bool(name))

    def set_items(self, items: Sequence[RailItem], *, selectable: bool = False) -> None:
        """Steps, or pages when `selectable`. What did not change is left alone."""
        self._selectable = selectable
        while len(self._items) > len(items):
            gone = self._items.pop()
            self._list.removeWidget(gone)
            gone.deleteLater()
        while len(self._items) < len(items):
            made = _Item(len(self._items) + 1)
            made.clicked.connect(self._clicked)
            self._items.append(made)
            self._list.addWidget(made)
        for widget, item in zip(self._items, items, strict=True):
            widget.set_item(item, selectable=selectable)

    def choose(self, number: int) -> bool:
        """Choose page `number`, counted from 1; False where there is none."""
        if not self._selectable or not 1 <= number <= len(self._items):
            return False
        self.chosen.emit(self._items[number - 1].item.id)
        return True

    @Slot()
    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _Item):
            self.chosen.emit(item.item.id)


class _Item(QAbstractButton):
    """One line of the rail: disc, words, badge."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.item = RailItem("", "")
        self._number = number
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_item(self, item: RailItem, *, selectable: bool) -> None:
        self.item = item
        self.setEnabled(selectable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if selectable else Qt.FocusPolicy.NoFocus)
        self._write()

    def sizeHint(self) -> QSize:
        return QSize(200, 46)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        state = self.item.state
        current = state is RailState.CURRENT
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if current or (self.underMouse() and self.isEnabled()):
            painter.setPen(QPen(roles.color("accent"), roles.line) if current and roles.line > 1 else Qt.PenStyle.NoPen)
            painter.setBrush(roles.color("tint" if current else "hover"))
            painter.drawRoundedRect(box, theme.BUTTON_RADIUS, theme.BUTTON_RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(roles.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.BUTTON_RADIUS, theme.BUTTON_RADIUS)
        disc = QRectF(10, self.height() / 2 - 13, 26, 26)
        self._paint_disc(painter, disc)
        words = box.adjusted(48, 0, -6, 0)
        if self.item.badge:
            words.setRight(words.right() - self._paint_badge(painter, words))
        painter.setFont(theme.font(Size.TEXT, QFont.Weight.DemiBold if current else QFont.Weight.Normal))
        quiet = state is RailState.AHEAD and not self.isEnabled()
        painter.setPen(roles.color("on_tint" if current else "quiet" if quiet else "ink"))
        shown = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        roles = theme.roles()
        state = self.item.state
        if state is RailState.AHEAD:
            painter.setPen(QPen(roles.color("faint"), 1.5))
            painter.setBrush(roles.color("card"))
            painter.drawEllipse(disc.adjusted(0.75, 0.75, -0.75, -0.75))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(roles.color("good" if state is RailState.DONE else "accent"))
            painter.drawEllipse(disc)
        if state is RailState.DONE:
            icons.paint(painter, "check", disc.adjusted(5.5, 5.5, -5.5, -5.5), roles.color("on_sign"))
            return
        painter.setFont(theme.font(Size.SMALL, QFont.Weight.DemiBold))
        painter.setPen(roles.color("on_accent" if state is RailState.CURRENT else "quiet"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_badge(self, painter: QPainter, words: QRectF) -> float:
        """Draw the badge at the right; returns the width it takes."""
        roles = theme.roles()
        painter.setFont(theme.font(Size.SMALL, QFont.Weight.DemiBold))
        width = max(24.0, QFontMetricsF(painter.font()).horizontalAdvance(self.item.badge) + 14)
        box = QRectF(words.right() - width, words.center().y() - 11, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles.color("track"))
        painter.drawRoundedRect(box, 11, 11)
        painter.setPen(roles.color("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.item.badge)
        return width + 8

    def _write(self) -> None:
        self.setText(tr(self.item.text) if self.item.text else "")
        self.setAccessibleName(f"{self._number} {self.text()}, {tr(self.item.state.value)}")
        self.update()
