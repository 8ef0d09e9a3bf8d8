"""The strip at the bottom: what is connected, how the line is, what is unsent, room on the disk. Always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from booth.ui.kit import theme
from booth.ui.kit.theme import Level, Size


@dataclass(frozen=True)
class Light:
    """One lamp of the strip: words (translated already), how good it is, and more for the mouse that rests on it.

    `more` stands in the help (F1), too, where the lamp wants care or `told` says so.
    """

    text: str
    level: Level
    more: str = ""
    told: bool = False


class Strip(QFrame):
    """36 px: devices on the left, line and disk on the right. `asked`: somebody wants to know more of a lamp."""

    asked = Signal()
    changed = Signal()  # a lamp says something else than before

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFixedHeight(36)
        self._devices: list[_Lamp] = []
        self._facts: list[_Lamp] = []
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 0, 20, 0)
        box.setSpacing(22)
        for side in (self._left, self._right):
            side.setSpacing(22)
        box.addLayout(self._left)
        box.addStretch(1)
        box.addLayout(self._right)

    def set_devices(self, lights: Sequence[Light]) -> None:
        """Camera, scanner, printer … from the left."""
        self._fill(self._devices, self._left, lights)

    def set_facts(self, lights: Sequence[Light]) -> None:
        """The line in words, what is unsent, the disk; to the right."""
        self._fill(self._facts, self._right, lights)

    def texts(self) -> list[str]:
        """All that the strip says, from left to right."""
        return [light.text for light in self.lights()]

    def lights(self) -> list[Light]:
        """All lamps, from left to right."""
        return [lamp.light for lamp in (*self._devices, *self._facts)]

    def _fill(self, lamps: list[_Lamp], box: QHBoxLayout, lights: Sequence[Light]) -> None:
        before = [lamp.light for lamp in lamps]
        while len(lamps) > len(lights):
            gone = lamps.pop()
            box.removeWidget(gone)
            gone.deleteLater()
        while len(lamps) < len(lights):
            lamp = _Lamp()
            lamp.clicked.connect(self.asked)
            lamps.append(lamp)
            box.addWidget(lamp)
        for lamp, light in zip(lamps, lights, strict=True):
            lamp.set_light(light)
        if before != list(lights):
            self.changed.emit()


class _Lamp(QWidget):
    """A shape and words: disc good, triangle care, cross bad, ring off. The shape tells it without the colour."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.light = Light("", Level.OFF)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_light(self, light: Light) -> None:
        if light == self.light:
            return
        self.light = light
        self.setToolTip(light.more)
        self.setAccessibleName(f"{light.text} {light.more}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(19 + round(QFontMetricsF(theme.font(Size.SMALL)).horizontalAdvance(self.light.text)), 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QPointF(6, self.height() / 2), self.light.level)
        painter.setFont(theme.font(Size.SMALL))
        painter.setPen(roles.color("ink" if self.light.level is not Level.OFF else "quiet"))
        words = QRectF(17, 0, self.width() - 17, self.height())
        shown = QFontMetricsF(painter.font()).elidedText(
            self.light.text, Qt.TextElideMode.ElideRight, words.width() + 1
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_mark(painter: QPainter, middle: QPointF, level: Level) -> None:
    """A small mark of 10 px whose shape differs by level."""
    color = theme.roles().sign(level)
    x, y = middle.x(), middle.y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if level is Level.GOOD:
        painter.drawEllipse(middle, 5, 5)
    elif level is Level.CARE:
        painter.drawPolygon(QPolygonF([QPointF(x, y - 5.5), QPointF(x + 6, y + 5), QPointF(x - 6, y + 5)]))
    elif level is Level.BAD:
        painter.setPen(QPen(color, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x - 4, y - 4), QPointF(x + 4, y + 4))
        painter.drawLine(QPointF(x - 4, y + 4), QPointF(x + 4, y - 4))
    else:
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 4.2, 4.2)
