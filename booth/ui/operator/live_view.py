"""A scanner's live picture, large, and in its place what was taken: the fingers of a slap, or both eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.ui.kit import icons, theme
from booth.ui.kit.banner import paint_sign
from booth.ui.kit.pictures import colour_image, fitted, paint_badge, rounded
from booth.ui.kit.theme import Level, Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RADIUS = 10.0  # px, of the picture's corners
LINE = 34  # px under a picture: its name and what it is worth
GAP = 10  # px between two pictures
NEARLY = 0.8  # of the largest scale: pictures stand beside each other rather than in rows


@dataclass(frozen=True)
class Tile:
    """One picture with its name and what it is worth, translated already.

    A null image: it was not taken, and what it is worth is said in its place.
    """

    name: str
    image: QImage
    worth: str = ""
    level: Level | None = None


class LiveView(QWidget):
    """Shows one of: a prompt with an icon, the live picture, the pictures that were taken."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._prompt = ""
        self._badge = ""
        self._live = QImage()
        self._tiles: tuple[Tile, ...] = ()
        self.setMinimumSize(360, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is shown of what was taken."""
        return self._tiles

    @property
    def live(self) -> bool:
        """Whether the live picture is shown."""
        return not self._live.isNull()

    def show_nothing(self, prompt: str = "", badge: str = "") -> None:
        """No picture yet: what belongs there (translated already)."""
        self._live, self._tiles = QImage(), ()
        self._say(prompt, badge)

    def show_live(self, pixels: NDArray[np.uint8], badge: str = "") -> None:
        """The newest picture, `(height, width, 3) uint8`, blue first."""
        self._live, self._tiles = colour_image(pixels), ()
        self._say(self._prompt, badge)

    def show_tiles(self, tiles: Sequence[Tile], badge: str = "") -> None:
        """What was taken, side by side."""
        self._live, self._tiles = QImage(), tuple(tiles)
        self._say(self._prompt, badge)

    def sizeHint(self) -> QSize:
        return QSize(580, 400)

    def _say(self, prompt: str, badge: str) -> None:
        self._prompt, self._badge = prompt, badge
        said = [f"{tile.name} {tile.worth}".strip() for tile in self._tiles]
        self.setAccessibleDescription(", ".join(said) or prompt)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        if self._tiles:
            self._paint_tiles(painter, room)
        else:
            self._paint_one(painter, room)
        if self._badge:
            paint_badge(painter, QPointF(12, 12), self._badge)

    def _paint_one(self, painter: QPainter, room: QRectF) -> None:
        """The live picture, or the prompt."""
        roles = theme.roles()
        path = rounded(room.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(room, roles.color("ground"))
        if self._live.isNull():
            middle = room.center()
            icons.paint(painter, self._icon, QRectF(middle.x() - 40, middle.y() - 64, 80, 80), roles.color("faint"))
            painter.setPen(roles.color("quiet"))
            painter.setFont(theme.font(Size.TEXT))
            words = room.adjusted(24, room.height() / 2 + 30, -24, -8)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._prompt)
        else:
            painter.drawImage(fitted(self._live.size(), room), self._live)
        painter.restore()
        painter.setPen(QPen(roles.color("edge"), roles.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_tiles(self, painter: QPainter, room: QRectF) -> None:
        """In as many columns as show them about as large as can be."""
        count = len(self._tiles)
        shape = max((tile.image.size() for tile in self._tiles), key=lambda size: size.width() * size.height())
        if shape.isEmpty():
            shape = QSize(4, 5)

        def cell(columns: int) -> QSizeF:
            rows = -(-count // columns)
            return QSizeF((room.width() + GAP) / columns - GAP, (room.height() + GAP) / rows - GAP - LINE)

        def scale(columns: int) -> float:
            size = cell(columns)
            return min(size.width() / shape.width(), size.height() / shape.height())

        whole = [columns for columns in range(1, count + 1) if count % columns == 0]
        largest = max(map(scale, whole))
        columns = max(many for many in whole if scale(many) >= largest * NEARLY)
        size, large = cell(columns), scale(columns)
        paper = QSizeF(min(size.width(), shape.width() * large + 2), min(size.height(), shape.height() * large + 2))
        high = paper.height() + LINE
        top = max(0.0, (room.height() - (-(-count // columns)) * (high + GAP) + GAP) / 2)
        for number, tile in enumerate(self._tiles):
            down, across = divmod(number, columns)
            left = across * (size.width() + GAP) + (size.width() - paper.width()) / 2
            box = QRectF(left, top + down * (high + GAP), paper.width(), high)
            _paint_tile(painter, tile, box.adjusted(0.5, 0.5, -0.5, -0.5), size.width())


def _paint_tile(painter: QPainter, tile: Tile, box: QRectF, room: float) -> None:
    """The picture in `box` and a line under it, which may be as wide as `room` where its words need that."""
    roles = theme.roles()
    picture = box.adjusted(0, 0, 0, -LINE)
    path = rounded(picture, RADIUS)
    painter.save()
    painter.setClipPath(path)
    empty = tile.image.isNull()
    painter.fillRect(picture, roles.color("ground") if empty else Qt.GlobalColor.white)
    if empty:
        middle = picture.center()
        icons.paint(painter, "cross", QRectF(middle.x() - 14, middle.y() - 22, 28, 28), roles.color("faint"))
        painter.setFont(theme.font(Size.NOTE))
        painter.setPen(roles.color("quiet"))
        painter.drawText(
            picture.adjusted(4, picture.height() / 2 + 10, -4, 0), Qt.AlignmentFlag.AlignHCenter, tile.worth
        )
    else:
        painter.drawImage(fitted(tile.image.size(), picture), tile.image)
    painter.restore()
    edge = roles.color(f"{tile.level.value}_edge") if tile.level not in {None, Level.OFF} and tile.level else None
    painter.setPen(QPen(edge or roles.color("edge"), 2 if edge is not None else roles.line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    words, worth = theme.font(Size.NOTE), theme.font(Size.TEXT, QFont.Weight.DemiBold)
    needed = QFontMetricsF(words).horizontalAdvance(tile.name) + QFontMetricsF(worth).horizontalAdvance(tile.worth) + 46
    wide = max(box.width() - 4, min(room, needed))
    line = QRectF(box.center().x() - wide / 2, picture.bottom() + 6, wide, LINE - 6)
    if tile.worth and not empty:
        width = QFontMetricsF(worth).horizontalAdvance(tile.worth)
        painter.setFont(worth)
        painter.setPen(roles.words(tile.level) if tile.level is not None else roles.color("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tile.worth)
        if tile.level is not None:
            paint_sign(painter, QRectF(line.right() - width - 24, line.center().y() - 9, 18, 18), tile.level)
            width += 24
        line.setRight(line.right() - width - 8)
    painter.setFont(words)
    painter.setPen(roles.color("quiet"))
    shown = QFontMetricsF(words).elidedText(tile.name, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
