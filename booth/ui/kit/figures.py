"""Figures: big numbers, bars per hour, a meter with its limit, progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.ui.kit import theme
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.theme import Level, Size
from resources.i18n import tr


class BigNumber(Card):
    """A card with one figure: what it counts, the number, and a note under it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.box.setSpacing(2)
        self._source = title
        self._title = Label(title, Role.NOTE)
        self._figure = Label("–", Role.FIGURE)
        self._note = Label(role=Role.SMALL, wrap=True)
        for label in (self._title, self._figure, self._note):
            self.box.addWidget(label)
        self._figure.show_text("–")

    def set_number(self, figure: str, note: str = "", level: Level | None = None) -> None:
        """Show a figure (formatted already) and a note (translated already)."""
        self._figure.show_text(figure)
        self._figure.set_level(level)
        self._note.show_text(note)
        self.setAccessibleName(f"{tr(self._source)}: {figure}. {note}")


@dataclass(frozen=True)
class Bar:
    """One bar: what stands under it, how high, and whether it is the one of now."""

    label: str
    value: int
    current: bool = False


class BarChart(QWidget):
    """Bars with their values on top; a painted chart of up to some thirty bars."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setMinimumSize(240, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.setAccessibleDescription(", ".join(f"{bar.label}: {bar.value}" for bar in bars))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = theme.roles()
        if not self._bars:
            painter.setFont(theme.font(Size.TEXT))
            painter.setPen(roles.color("quiet"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Nothing to count yet."))
            return
        highest = max(1, *(bar.value for bar in self._bars))
        slot = self.width() / len(self._bars)
        width = min(38.0, slot * 0.62)
        ground, room = self.height() - 28.0, self.height() - 56.0
        painter.setPen(QPen(roles.color("edge"), roles.line))
        painter.drawLine(QPointF(0, ground + 0.5), QPointF(self.width(), ground + 0.5))
        painter.setFont(theme.font(Size.SMALL))
        for number, bar in enumerate(self._bars):
            middle = slot * (number + 0.5)
            height = max(2.0, room * bar.value / highest) if bar.value else 0.0
            if height:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(roles.color("accent_soft" if bar.current else "accent"))
                painter.drawPath(_rising(QRectF(middle - width / 2, ground - height, width, height)))
                painter.setPen(roles.color("ink"))
                above = QRectF(middle - slot / 2, ground - height - 22, slot, 18)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(bar.value))
            painter.setPen(roles.color("ink" if bar.current else "quiet"))
            painter.drawText(QRectF(middle - slot / 2, ground + 6, slot, 20), Qt.AlignmentFlag.AlignCenter, bar.label)


def _rising(box: QRectF) -> QPainterPath:
    """A bar that is round on top and stands flat."""
    radius = min(5.0, box.height())
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


class Meter(QWidget):
    """A bar that fills up to a value, with the limit marked by a stroke: quality of a print, share of a target."""

    def __init__(self, maximum: float = 100.0) -> None:
        super().__init__()
        self._maximum = maximum
        self._value: float | None = None
        self._limit: float | None = None
        self._level = Level.GOOD
        self._figure = ""
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: float | None, *, limit: float | None, level: Level, figure: str = "") -> None:
        """Fill up to `value` (None: nothing yet), mark `limit`, write `figure` at the right."""
        self._value, self._limit, self._level, self._figure = value, limit, level, figure
        self.setAccessibleDescription(figure)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(22, QFont.Weight.DemiBold)
        side = QFontMetricsF(font).horizontalAdvance(self._figure) + 14 if self._figure else 0.0
        track = QRectF(0, self.height() / 2 - 6, self.width() - side, 12)
        painter.setPen(QPen(roles.color("edge"), roles.line) if roles.line > 1 else Qt.PenStyle.NoPen)
        painter.setBrush(roles.color("track"))
        painter.drawRoundedRect(track, 6, 6)
        if self._value:
            share = min(1.0, max(0.0, self._value / self._maximum))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(roles.sign(self._level))
            painter.drawRoundedRect(QRectF(track.left(), track.top(), max(12.0, track.width() * share), 12), 6, 6)
        if self._limit is not None:
            at = track.left() + track.width() * min(1.0, self._limit / self._maximum)
            painter.setPen(QPen(roles.color("ink"), 2))
            painter.drawLine(QPointF(at, track.top() - 5), QPointF(at, track.bottom() + 5))
        if self._figure:
            painter.setFont(font)
            painter.setPen(roles.words(self._level))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._figure)


class Progress(QWidget):
    """A thin line that fills, for anything over a second. `None` is "busy, nobody knows how long"."""

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = 0.0
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None) -> None:
        """The share done, 0.0 to 1.0."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.roles().color("track"))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(theme.roles().color("accent"))
        if self._share is None:
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.drawRoundedRect(box, 3, 3)
        elif self._share > 0:
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, box.width() * min(1.0, self._share)), 6), 3, 3)
