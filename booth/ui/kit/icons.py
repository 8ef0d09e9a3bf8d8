"""Line icons of one weight, drawn in the colour that is asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource


@lru_cache(maxsize=256)
def renderer(name: str, color: str) -> QSvgRenderer:
    """The drawing `resources/icons/<name>.svg` in `color` (`#RRGGBB`)."""
    svg = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", color)
    return QSvgRenderer(QByteArray(svg.encode()))


def paint(painter: QPainter, name: str, where: QRectF, color: QColor) -> None:
    """Draw an icon into `where`."""
    renderer(name, color.name()).render(painter, where)


@lru_cache(maxsize=256)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon of `size` px for a screen of device pixel ratio `ratio`."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer(name, color).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def icon(name: str, color: QColor, size: int = 20) -> QIcon:
    """An icon for a button or a menu, sharp at twice the size too."""
    made = QIcon(pixmap(name, color.name(), size))
    made.addPixmap(pixmap(name, color.name(), size, 2.0))
    return made
