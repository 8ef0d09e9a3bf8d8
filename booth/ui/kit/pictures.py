"""Pictures: a print with its attempt, the camera's preview, shots to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.ui.kit import icons, theme
from booth.ui.kit.banner import paint_sign
from booth.ui.kit.theme import Level, Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def grey_image(pixels: NDArray[np.uint8]) -> QImage:
    """`(height, width) uint8` as an image that owns its pixels."""
    height, width = pixels.shape
    return QImage(
        bytes(pixels.data) if pixels.flags.c_contiguous else pixels.tobytes(),
        width,
        height,
        width,
        QImage.Format.Format_Grayscale8,
    ).copy()


def colour_image(pixels: NDArray[np.uint8]) -> QImage:
    """`(height, width, 3) uint8`, blue first, as an image that owns its pixels."""
    height, width, _ = pixels.shape
    data = pixels.data if pixels.flags.c_contiguous else memoryview(pixels.tobytes())
    return QImage(data, width, height, 3 * width, QImage.Format.Format_BGR888).copy()


def encoded_image(data: bytes) -> QImage:
    """A PNG or JPEG; a null image where it is neither."""
    return QImage.fromData(data)


def fitted(size: QSize, room: QRectF) -> QRectF:
    """The largest box of the proportions of `size` in the middle of `room`."""
    scale = min(room.width() / max(1, size.width()), room.height() / max(1, size.height()))
    width, height = size.width() * scale, size.height() * scale
    return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)


class FingerView(QWidget):
    """The print that was taken, on white paper, with a badge ("Try 2 of 3") and a line that fills while it is read."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._badge = ""
        self._prompt = ""
        self._share: float | None = None
        self.setMinimumSize(200, 240)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_print(self, pixels: NDArray[np.uint8] | None, badge: str = "") -> None:
        """Show `(height, width) uint8`, ridges dark, and the badge's words; None shows the prompt again."""
        self._image = QImage() if pixels is None else grey_image(pixels)
        self._badge = badge
        self._share = None
        self.update()

    def show_encoded(self, data: bytes, badge: str = "") -> None:
        """Show a print that comes as PNG."""
        self._image = encoded_image(data)
        self._badge = badge
        self._share = None
        self.update()

    def show_live(self, pixels: NDArray[np.uint8], badge: str = "") -> None:
        """Show the scanner's live picture, `(height, width, 3) uint8`, blue first."""
        self._image = colour_image(pixels)
        self._badge = badge
        self._share = None
        self.update()

    def set_prompt(self, text: str) -> None:
        """What stands there while there is no print (translated already)."""
        self._prompt = text
        self.update()

    def set_reading(self, share: float | None) -> None:
        """How much of the image has come, 0.0 to 1.0; None hides the line."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(270, self.heightForWidth(270))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as most sensors' pictures are, so that little white paper stands around them."""
        return round(width * 1.25)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        frame = rounded(room, 10)
        painter.setClipPath(frame)
        empty = self._image.isNull()
        painter.fillRect(room, roles.color("ground") if empty else Qt.GlobalColor.white)
        if empty:
            icons.paint(
                painter, "finger", QRectF(room.center().x() - 36, room.center().y() - 60, 72, 72), roles.color("faint")
            )
            painter.setPen(roles.color("quiet"))
            painter.setFont(theme.font(Size.TEXT))
            words = room.adjusted(16, room.height() / 2 + 24, -16, -8)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._prompt)
        else:
            painter.drawImage(fitted(self._image.size(), room), self._image)
        if self._badge:
            paint_badge(painter, QPointF(12, 12), self._badge)
        if self._share is not None:
            painter.fillRect(QRectF(0, room.bottom() - 8, room.width(), 8), roles.color("track"))
            painter.fillRect(
                QRectF(0, room.bottom() - 8, room.width() * min(1.0, self._share), 8), roles.color("accent")
            )
        painter.setClipping(False)
        painter.setPen(QPen(roles.color("edge"), roles.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded(room.adjusted(0.5, 0.5, -0.5, -0.5), 10))


@dataclass(frozen=True)
class Oval:
    """Where the face belongs, in pixels of the frame: centre and radii."""

    cx: float
    cy: float
    rx: float
    ry: float


class Preview(QWidget):
    """The camera as in a mirror: newest frame, the oval, one instruction in the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._oval: Oval | None = None
        self._level = Level.CARE
        self._instruction = ""
        self._prompt = ""
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_frame(self, pixels: NDArray[np.uint8]) -> None:
        """Show `(height, width, 3) uint8`, blue first. Painted once, at the next repaint."""
        self._image = colour_image(pixels)
        self.update()

    def set_guide(self, oval: Oval | None, level: Level, instruction: str) -> None:
        """The oval in the colour of `level`, and what to do (translated already)."""
        if (oval, level, instruction) != (self._oval, self._level, self._instruction):
            self._oval, self._level, self._instruction = oval, level, instruction
            self.setAccessibleDescription(instruction)
            self.update()

    def show_nothing(self, prompt: str) -> None:
        """No picture: say why (translated already)."""
        self._image = QImage()
        self._prompt = prompt
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(662, 448)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        painter.setClipPath(rounded(room, 10))
        painter.fillRect(room, roles.color("scrim").darker() if roles.dark else Qt.GlobalColor.black)
        if self._image.isNull():
            icons.paint(
                painter,
                "camera",
                QRectF(room.center().x() - 32, room.center().y() - 56, 64, 64),
                roles.color("on_scrim"),
            )
            painter.setPen(roles.color("on_scrim"))
            painter.setFont(theme.font(Size.TEXT))
            words = room.adjusted(32, room.height() / 2 + 20, -32, -8)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._prompt)
            return
        picture = fitted(self._image.size(), room)
        painter.save()
        painter.translate(picture.right(), picture.top())
        painter.scale(-picture.width() / self._image.width(), picture.height() / self._image.height())
        painter.drawImage(0, 0, self._image)
        if self._oval is not None:
            self._paint_oval(painter, self._oval, picture.width() / self._image.width())
        painter.restore()
        if self._instruction:
            self._paint_instruction(painter, room)

    def _paint_oval(self, painter: QPainter, oval: Oval, scale: float) -> None:
        """In pixels of the frame; what lies outside is dimmed a little."""
        roles = theme.roles()
        ring = QPainterPath()
        ring.addEllipse(QPointF(oval.cx, oval.cy), oval.rx, oval.ry)
        outside = QPainterPath()
        outside.addRect(QRectF(self._image.rect()))
        shade = roles.color("scrim")
        shade.setAlphaF(0.32)
        painter.fillPath(outside.subtracted(ring), shade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = 4 / scale
        painter.setPen(QPen(Qt.GlobalColor.black, width * 1.6))
        painter.setOpacity(0.35)
        painter.drawPath(ring)
        painter.setOpacity(1)
        pen = QPen({Level.GOOD: "#4CD698", Level.CARE: "#FFB638", Level.BAD: "#FF7A6B"}.get(self._level, "#FFFFFF"))
        pen.setWidthF(width)
        if self._level is not Level.GOOD:
            pen.setDashPattern([5, 2.5])  # the line, not the colour alone, says that it is not yet right
        painter.setPen(pen)
        painter.drawPath(ring)

    def _paint_instruction(self, painter: QPainter, room: QRectF) -> None:
        roles = theme.roles()
        font = theme.font(Size.COACH, QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(self._instruction) + 76
        box = QRectF(room.center().x() - width / 2, room.bottom() - 62, width, 46)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles.color("scrim"))
        painter.drawRoundedRect(box, 10, 10)
        paint_sign(painter, QRectF(box.left() + 14, box.center().y() - 13, 26, 26), self._level)
        painter.setPen(roles.color("on_scrim"))
        painter.setFont(font)
        painter.drawText(box.adjusted(52, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._instruction)


class Thumbnails(QWidget):
    """Shots to choose from, with empty places for those to come. Arrow keys or 1…9 choose, a click too."""

    chosen = Signal(int)  # index

    def __init__(self, places: int = 3, size: QSize | None = None) -> None:
        """`places` are the empty places shown at first, and how many stand in one row."""
        super().__init__()
        self._places = places
        self._size = size or QSize(84, 112)
        self._images: list[QImage] = []
        self._levels: tuple[Level, ...] = ()
        self._choice = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def choice(self) -> int:
        """The index chosen; -1 for none."""
        return self._choice

    def set_images(self, images: Sequence[bytes | QImage], choice: int, levels: Sequence[Level] = ()) -> None:
        """Show these (JPEG, PNG, or decoded already) and the choice among them, -1 for none.

        With `levels` each has the sign of its own, and the choice a frame; without, the choice alone has a sign.
        """
        self._levels = tuple(levels)
        self._images = [image if isinstance(image, QImage) else encoded_image(image) for image in images]
        self._choice = choice
        self.setAccessibleDescription(f"{choice + 1}/{len(images)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = max(1, -(-len(self._images) // self._places))
        return QSize(self._places * (self._size.width() + 10) + 6, rows * (self._size.height() + 10) - 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        if step is not None and self._images:
            self.choose((self._choice + step) % len(self._images))
            return
        super().keyPressEvent(event)

    def choose(self, index: int) -> None:
        """Choose the shot of `index`, counted from 0; one that does not exist is not chosen."""
        if 0 <= index < len(self._images) and index != self._choice:
            self._choice = index
            self.update()
            self.chosen.emit(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index in range(len(self._images)):
            if self._box(index).contains(event.position()):
                self.choose(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rows = max(1, -(-len(self._images) // self._places))
        for index in range(rows * self._places):
            box = self._box(index)
            if index >= len(self._images):
                pen = QPen(roles.color("faint"), 1)
                pen.setDashPattern([4, 3])
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 8, 8)
                continue
            painter.save()
            painter.setClipPath(rounded(box, 8))
            painter.drawImage(filling(self._images[index].size(), box), self._images[index])
            painter.restore()
            _paint_number(painter, QRectF(box.right() - 26, box.bottom() - 24, 22, 20), str(index + 1))
            chosen = index == self._choice
            if chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(
                    QPen(roles.color("focus" if self.hasFocus() else "accent" if self._levels else "good"), 4)
                )
                painter.drawRoundedRect(box, 8, 8)
            if chosen or self._levels:
                level = self._levels[index] if self._levels else Level.GOOD
                paint_sign(painter, QRectF(box.left() + 6, box.top() + 6, 22, 22), level)

    def _box(self, index: int) -> QRectF:
        down, across = divmod(index, self._places)
        wide, high = self._size.width(), self._size.height()
        return QRectF(3 + across * (wide + 10), 3 + down * (high + 10), wide, high)


def filling(size: QSize, room: QRectF) -> QRectF:
    """The smallest box of the proportions of `size` that covers `room`."""
    scale = max(room.width() / max(1, size.width()), room.height() / max(1, size.height()))
    width, height = size.width() * scale, size.height() * scale
    return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)


def rounded(box: QRectF, radius: float) -> QPainterPath:
    """The outline of `box` with round corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path


def paint_badge(painter: QPainter, at: QPointF, text: str) -> None:
    """A few words in the colours of the bar, their upper left corner `at`."""
    roles = theme.roles()
    font = theme.font(Size.NOTE)
    box = QRectF(at.x(), at.y(), QFontMetricsF(font).horizontalAdvance(text) + 22, 27)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles.color("bar"))
    painter.drawRoundedRect(box, 7, 7)
    painter.setPen(roles.color("on_bar"))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_number(painter: QPainter, box: QRectF, text: str) -> None:
    roles = theme.roles()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles.color("scrim"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(roles.color("on_scrim"))
    painter.setFont(theme.font(Size.SMALL))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
