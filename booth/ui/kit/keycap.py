"""A key drawn as on the keyboard, beside words."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.ui.kit import keys, language, theme
from booth.ui.kit.theme import Size

HEIGHT = 20
_SIDE = 7


def width(key: str) -> float:
    """The width of the cap of `key`, px."""
    return _width(keys.cap(key))


@cache
def _width(words: str) -> float:
    return max(HEIGHT, 2 * _SIDE + QFontMetricsF(theme.font(Size.SMALL)).horizontalAdvance(words))


def paint(painter: QPainter, box: QRectF, key: str, *, ink: QColor, edge: QColor, fill: QColor) -> None:
    """Draw the cap of `key` into `box`."""
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.font(Size.SMALL))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys.cap(key))


class Keycap(QWidget):
    """The cap of one key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        language.tell(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(width(self._key)) + 1, HEIGHT)

    def say_again(self) -> None:
        """The language changed."""
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, self.width(), HEIGHT)
        ink, edge, fill = roles.color("quiet"), roles.color("field_edge"), roles.color("ground")
        paint(painter, box, self._key, ink=ink, edge=edge, fill=fill)
