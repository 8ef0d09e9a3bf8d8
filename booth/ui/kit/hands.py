"""Both hands with ten fingers: which is due, which are done and how well, which cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.domain.fingers import Finger
from booth.ui.kit import icons, theme
from booth.ui.kit.theme import Roles, Size
from resources.i18n import N_, tr


class FingerState(Enum):
    """How a finger stands; the value is said by screen readers."""

    DUE = N_("to do")
    CURRENT = N_("now")
    GOOD = N_("good")
    POOR = N_("below the limit")
    MISSING = N_("cannot be taken")


@dataclass(frozen=True)
class FingerMark:
    """A finger's state and, where there is a print, its score 0–100."""

    state: FingerState = FingerState.DUE
    score: int | None = None


_UNTOUCHED = FingerMark()
_THUMBS = {Finger.RIGHT_THUMB, Finger.LEFT_THUMB}
# A right hand seen from the back, thumb to the left, in a field of 250 × 330.
# Each finger: middle of its root, middle of its tip, width.
_FIELD = QSize(250, 330)
_FINGERS = {
    Finger.RIGHT_THUMB: (QPointF(86, 250), QPointF(28, 182), 42.0),
    Finger.RIGHT_INDEX: (QPointF(97, 190), QPointF(80, 62), 40.0),
    Finger.RIGHT_MIDDLE: (QPointF(138, 180), QPointF(133, 32), 41.0),
    Finger.RIGHT_RING: (QPointF(178, 184), QPointF(187, 56), 39.0),
    Finger.RIGHT_LITTLE: (QPointF(207, 206), QPointF(232, 104), 34.0),
}


class Hands(QWidget):
    """Two hands side by side as the resident sees the own hands, palms down."""

    finger_chosen = Signal(object)  # Finger, by a click of the mouse

    def __init__(self) -> None:
        super().__init__()
        self._marks: dict[Finger, FingerMark] = {}
        self.setMinimumSize(420, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_marks(self, marks: Mapping[Finger, FingerMark]) -> None:
        """Show these; a finger that is not among them is to do. Only fingers that changed are painted."""
        before, self._marks = self._marks, dict(marks)
        changed = [finger for finger in Finger if before.get(finger, _UNTOUCHED) != self.mark(finger)]
        if before.keys() != self._marks.keys() or changed:
            self._describe()
        for finger in changed:
            self.update(self._box(finger))

    def mark(self, finger: Finger) -> FingerMark:
        """How `finger` is shown."""
        return self._marks.get(finger, _UNTOUCHED)

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def finger_at(self, x: float, y: float) -> Finger | None:
        """The finger drawn at this place of the widget; thumbs lie on top."""
        found = [f for f in Finger if self._place(f.is_right).map(_capsule(f)).contains(QPointF(x, y))]
        return next((f for f in found if f in _THUMBS), found[-1] if found else None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
            self.update()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        finger = self.finger_at(event.position().x(), event.position().y())
        if finger is None:
            event.ignore()
        else:
            self.finger_chosen.emit(finger)

    def paintEvent(self, event: QPaintEvent) -> None:
        dirty = event.region()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = theme.roles()
        for right in (False, True):
            place = self._place(right)
            for finger in (f for f in Finger if f.is_right is right and f not in _THUMBS):
                if dirty.intersects(self._box(finger)):
                    self._paint_finger(painter, roles, finger, place)
            # The palm lies over the roots of the fingers, the thumb over the palm.
            painter.setPen(QPen(roles.color("field_edge"), 1.5))
            painter.setBrush(roles.color("card"))
            painter.drawPath(place.map(_palm()))
            thumb = Finger.RIGHT_THUMB if right else Finger.LEFT_THUMB
            if dirty.intersects(self._box(thumb)):
                self._paint_finger(painter, roles, thumb, place)
            painter.setFont(theme.font(Size.TEXT))
            painter.setPen(roles.color("quiet"))
            name = tr("Right hand") if right else tr("Left hand")
            box = place.mapRect(QRectF(0, 0, _FIELD.width(), _FIELD.height()))
            words = QRectF(box.left(), box.bottom() + 4, box.width(), 24)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_finger(self, painter: QPainter, roles: Roles, finger: Finger, place: QTransform) -> None:
        mark = self.mark(finger)
        path = place.map(_capsule(finger))
        edge, fill, ink, width = {
            FingerState.DUE: ("field_edge", "card", "faint", 1.5),
            FingerState.CURRENT: ("accent", "tint", "on_tint", 3.5),
            FingerState.GOOD: ("good", "good_tint", "good_text", 2.0),
            FingerState.POOR: ("care", "care_tint", "care_text", 2.0),
            FingerState.MISSING: ("field_edge", "ground", "quiet", 1.5),
        }[mark.state]
        pen = QPen(roles.color(edge), width)
        if mark.state is FingerState.MISSING:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(roles.color(fill))
        painter.drawPath(path)
        if mark.state is FingerState.MISSING:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(roles.color("edge"), Qt.BrushStyle.BDiagPattern))
            painter.drawPath(path)
        self._paint_words(painter, roles, finger, place, ink)

    def _paint_words(self, painter: QPainter, roles: Roles, finger: Finger, place: QTransform, ink: str) -> None:
        """Score or sign, upright, in the finger's tip; under it the sign that goes with the colour."""
        mark = self.mark(finger)
        root, tip, _ = _FINGERS[_as_right(finger)]
        at = place.map(tip + (root - tip) * 0.12)
        below = place.map(tip + (root - tip) * (0.46 if finger in _THUMBS else 0.36))
        sign = {
            FingerState.GOOD: "check",
            FingerState.POOR: "alert",
            FingerState.MISSING: "cross",
            FingerState.DUE: "dash",
            FingerState.CURRENT: "finger",
        }[mark.state]
        color = roles.color(ink)
        if mark.score is None:
            size = 26 if mark.state is FingerState.CURRENT else 18
            icons.paint(painter, sign, QRectF(at.x() - size / 2, at.y() - size / 2, size, size), color)
            return
        painter.setFont(theme.font(17, QFont.Weight.DemiBold))
        painter.setPen(color)
        painter.drawText(QRectF(at.x() - 24, at.y() - 12, 48, 24), Qt.AlignmentFlag.AlignCenter, str(mark.score))
        icons.paint(painter, sign, QRectF(below.x() - 9, below.y() - 9, 18, 18), color)

    def _describe(self) -> None:
        said = [
            f"{tr(f.label)}: {tr(m.state.value)}" + (f" {m.score}" if m.score is not None else "")
            for f, m in self._marks.items()
        ]
        self.setAccessibleDescription(", ".join(said))

    def _box(self, finger: Finger) -> QRect:
        """Where the finger is painted, its thickest edge included."""
        path = self._place(finger.is_right).mapRect(_capsule(finger).boundingRect())
        return path.adjusted(-3, -3, 3, 3).toAlignedRect()

    def _place(self, right: bool) -> QTransform:
        """From the field of a right hand to the widget."""
        scale = min((self.width() - 40) / 2 / _FIELD.width(), (self.height() - 34) / _FIELD.height(), 1.7)
        width, height = _FIELD.width() * scale, _FIELD.height() * scale
        gap = min(120.0, self.width() - 2 * width)  # near each other, as on the table
        left = self.width() / 2 + (gap / 2 if right else -gap / 2 - width)
        top = (self.height() - 30 - height) / 2
        place = QTransform.fromTranslate(left if right else left + width, top)
        return place.scale(scale if right else -scale, scale)


def _as_right(finger: Finger) -> Finger:
    return finger if finger.is_right else Finger(finger - 5)


@cache
def _capsule(finger: Finger) -> QPainterPath:
    """A finger in the field of a right hand."""
    root, tip, width = _FINGERS[_as_right(finger)]
    along = tip - root
    length = (along.x() ** 2 + along.y() ** 2) ** 0.5
    unit = along / length
    side = QPointF(-unit.y(), unit.x()) * (width / 2)
    cap = unit * (width / 2)
    round_ = 0.5523  # a quarter circle as a cubic curve
    path = QPainterPath(root + side)
    path.lineTo(tip + side)
    path.cubicTo(tip + side + cap * round_, tip + cap + side * round_, tip + cap)
    path.cubicTo(tip + cap - side * round_, tip - side + cap * round_, tip - side)
    path.lineTo(root - side)
    path.cubicTo(root - side - cap * round_, root - cap - side * round_, root - cap)
    path.cubicTo(root - cap + side * round_, root + side - cap * round_, root + side)
    path.closeSubpath()
    return path


@cache
def _palm() -> QPainterPath:
    path = QPainterPath(QPointF(74, 196))
    path.cubicTo(QPointF(84, 158), QPointF(208, 144), QPointF(226, 196))
    path.cubicTo(QPointF(234, 226), QPointF(228, 262), QPointF(213, 290))
    path.cubicTo(QPointF(203, 309), QPointF(186, 322), QPointF(164, 324))
    path.lineTo(QPointF(132, 324))
    path.cubicTo(QPointF(110, 322), QPointF(96, 306), QPointF(84, 282))
    path.cubicTo(QPointF(68, 252), QPointF(66, 224), QPointF(74, 196))
    path.closeSubpath()
    return path
