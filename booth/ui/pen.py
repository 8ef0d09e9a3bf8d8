"""The signature pad: mouse, touch and pen on the screen become `booth.devices.ports.Strokes`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.devices.ports import StrokePoint, Strokes
from booth.ui.kit import icons, theme
from booth.ui.kit.theme import Size
from resources.i18n import N_, tr

INK = "#101A3A"  # as of a pen, on white paper whatever the colours of the screen
_THIN, _THICK = 1.4, 3.8  # px, by pressure
_MOUSE_PRESSURE = 0.5
_PEN_NEAR = 500  # ms after the pen's last word in which a touch is the hand that holds it
_MOUSE, _PEN = "mouse", "pen"  # who writes; a finger has the id of its touch


class SignaturePad(QWidget):
    """White paper with a line to sign on. Coordinates are pixels of the pad, time seconds since the first point."""

    changed = Signal()  # a stroke ended, or all was cleared

    def __init__(self, prompt: str = N_("The resident signs here")) -> None:
        """`prompt` is a source text, shown while the paper is empty."""
        super().__init__()
        self._prompt = prompt
        self._strokes: list[tuple[StrokePoint, ...]] = []
        self._current: list[StrokePoint] = []
        self._began: int | None = None  # ms, of the first event
        self._writing: str | None = None
        self._pen_seen: int | None = None  # ms, of its last event, also while it only hovers
        self._paper = QPixmap()
        self.setMinimumSize(360, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr(prompt))

    def strokes(self) -> Strokes:
        """All finished strokes."""
        return tuple(self._strokes)

    @property
    def empty(self) -> bool:
        return not self._strokes and not self._current

    def set_strokes(self, strokes: Strokes) -> None:
        """Show a signature that was given before; further strokes are added to it."""
        self._strokes = list(strokes)
        self._current, self._writing = [], None
        self._began = None
        self._redraw()
        self.changed.emit()

    def clear(self) -> None:
        """Empty paper."""
        self.set_strokes(())

    def sizeHint(self) -> QSize:
        return QSize(720, 280)

    # Mouse, pen and touch: each ends in `_down`, `_move`, `_up`, and only one of them writes at a time.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._down(_MOUSE, event.position(), event.timestamp(), _MOUSE_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(_MOUSE, event.position(), event.timestamp(), _MOUSE_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._up(_MOUSE)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The tip writes, the other end of the pen wipes the paper; the buttons on its barrel do nothing here."""
        event.accept()  # else it comes again as the mouse
        kind, tip = event.type(), event.button() == Qt.MouseButton.LeftButton
        self._pen_seen = event.timestamp()
        if event.pointerType() == QPointingDevice.PointerType.Eraser:
            if kind == QEvent.Type.TabletPress and tip and not self.empty:
                self.clear()
            return
        measured = event.pointingDevice().hasCapability(QInputDevice.Capability.Pressure)
        pressure = event.pressure() if measured else _MOUSE_PRESSURE
        if kind == QEvent.Type.TabletPress and tip:
            if self._writing != _PEN:
                self._drop()  # the palm came first
            self._down(_PEN, event.position(), event.timestamp(), pressure)
        elif kind == QEvent.Type.TabletMove:
            self._move(_PEN, event.position(), event.timestamp(), pressure)
        elif kind == QEvent.Type.TabletRelease and tip:
            self._up(_PEN)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touch(event)
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """The first finger writes; neither a second one nor a palm beside the pen does."""
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            if self._writing not in {_MOUSE, _PEN}:
                self._drop()  # the system took it for a palm
            return
        for point in event.points():
            who, pressure = f"finger {point.id()}", point.pressure() or _MOUSE_PRESSURE
            if point.state() == QEventPoint.State.Pressed:
                if not self._palm(event.timestamp()):
                    self._down(who, point.position(), event.timestamp(), pressure)
            elif point.state() == QEventPoint.State.Updated:
                self._move(who, point.position(), event.timestamp(), pressure)
            elif point.state() == QEventPoint.State.Released:
                self._up(who)

    def _palm(self, time: int) -> bool:
        """Whether a touch now is the hand that holds the pen."""
        return self._writing == _PEN or (self._pen_seen is not None and 0 <= time - self._pen_seen < _PEN_NEAR)

    def _down(self, who: str, at: QPointF, time: int, pressure: float) -> None:
        if self._current and who != self._writing:  # somebody writes already
            return
        self._up(who)  # its end was lost
        if self._began is None or time < self._began:  # the first, or of a device with a clock of its own
            last = self._strokes[-1][-1].t if self._strokes else 0.0
            self._began = time - round(last * 1000)
        if not self._strokes:
            self.update()  # takes the prompt away
        self._writing = who
        self._current = [self._point(at, time, pressure)]

    def _move(self, who: str, at: QPointF, time: int, pressure: float) -> None:
        if not self._current or who != self._writing:
            return
        inside = QPointF(min(max(0.0, at.x()), self.width()), min(max(0.0, at.y()), self.height()))
        self._current.append(self._point(inside, time, pressure))
        self._draw_last()

    def _up(self, who: str) -> None:
        if self._current and who == self._writing:
            self._strokes.append(tuple(self._current))
            self._current, self._writing = [], None
            self._redraw()
            self.changed.emit()

    def _drop(self) -> None:
        """What is being written was none."""
        if self._current:
            self._current, self._writing = [], None
            self._redraw()

    def _point(self, at: QPointF, time: int, pressure: float) -> StrokePoint:
        """Times never go back."""
        before = self._current[-1].t if self._current else self._strokes[-1][-1].t if self._strokes else 0.0
        seconds = max(before, (time - (self._began or 0)) / 1000)
        return StrokePoint(round(at.x(), 2), round(at.y(), 2), seconds, round(min(1.0, max(0.0, pressure)), 3))

    # Painting: finished ink lies on a pixmap, so that a long signature costs no more than a short one.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._prompt))
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QPainterPath()
        sheet.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.fillPath(sheet, Qt.GlobalColor.white)
        base = self.height() * 0.74
        painter.setPen(QPen(QColor("#9AA8A4"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(36, base), QPointF(self.width() - 36, base))
        icons.paint(painter, "pen", QRectF(36, base - 30, 22, 22), QColor("#6B7B77"))
        if self.empty:
            painter.setFont(theme.font(Size.TEXT))
            painter.setPen(QColor("#5B6B67"))
            painter.drawText(
                QRectF(36, base + 6, self.width() - 72, 26), Qt.AlignmentFlag.AlignCenter, tr(self._prompt)
            )
        painter.drawPixmap(0, 0, self._paper)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(roles.color("field_edge"), max(1, roles.line)))
        painter.drawPath(sheet)

    def _redraw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._paper = QPixmap(self.size() * ratio)
        self._paper.setDevicePixelRatio(ratio)
        self._paper.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in (*self._strokes, tuple(self._current)):
            for number in range(len(stroke)):
                _draw_piece(painter, stroke, number)
        painter.end()
        self.update()

    def _draw_last(self) -> None:
        painter = QPainter(self._paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_piece(painter, self._current, len(self._current) - 1)
        painter.end()
        last = [QPointF(p.x, p.y) for p in self._current[-3:]]
        box = QRectF(last[0], last[-1]).normalized().united(QRectF(last[len(last) // 2], last[-1]).normalized())
        self.update(box.adjusted(-8, -8, 8, 8).toAlignedRect())


def _draw_piece(painter: QPainter, stroke: list[StrokePoint] | tuple[StrokePoint, ...], number: int) -> None:
    """The curve that point `number` adds: from the middle before the point before it to the middle after it."""
    point = stroke[number]
    here = QPointF(point.x, point.y)
    width = _THIN + (_THICK - _THIN) * point.pressure
    pen = QPen(QColor(INK), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if number == 0:
        if len(stroke) == 1:
            painter.drawPoint(here)
        return
    before = QPointF(stroke[number - 1].x, stroke[number - 1].y)
    middle = (before + here) / 2
    if number == 1:
        painter.drawLine(before, middle)
    else:
        earlier = QPointF(stroke[number - 2].x, stroke[number - 2].y)
        path = QPainterPath((earlier + before) / 2)
        path.quadTo(before, middle)
        painter.drawPath(path)
    if number == len(stroke) - 1:
        painter.drawLine(middle, here)
