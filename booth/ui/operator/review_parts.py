"""What the review shows: a picture, the facts in small type, ten prints with their scores."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.domain.fingers import Finger
from booth.ui.kit import icons, theme
from booth.ui.kit.banner import paint_sign
from booth.ui.kit.keycap import Keycap
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.pictures import encoded_image, filling, fitted
from booth.ui.kit.theme import Level, Size
from booth.workflow.prints import FingerState
from resources.i18n import tr

PRINT_HEIGHT = 200  # px to which prints are made smaller before they come to the screen


def part(title: str, key: str, *widgets: QWidget) -> Card:
    """A card of the review with the key that leads back to its step. `title` is a source text."""
    card = Card()
    card.box.setContentsMargins(16, 10, 16, 12)
    card.box.addLayout(row(Label(title, Role.HEADING), None, Keycap(key)))
    for widget in widgets:
        card.box.addWidget(widget)
    return card


class Picture(QWidget):
    """A picture as large as there is room, in its own proportions; `paper` is white under it."""

    def __init__(self, least: tuple[int, int] = (90, 60), *, paper: bool = False) -> None:
        super().__init__()
        self._image = QImage()
        self._paper = paper
        self.setMinimumSize(*least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_encoded(self, data: bytes) -> None:
        """A PNG or JPEG; b"" shows nothing."""
        self.show_image(encoded_image(data) if data else QImage())

    def show_image(self, image: QImage) -> None:
        """One that is decoded already; a null one shows nothing."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        box = fitted(self._image.size(), room)
        path = QPainterPath()
        path.addRoundedRect(room if self._paper else box, 8, 8)
        painter.setClipPath(path)
        if self._paper:
            painter.fillRect(room, Qt.GlobalColor.white)
        painter.drawImage(box, self._image)


class SmallFacts(QWidget):
    """Labels and values line by line, as on the card. Painted: two dozen labels would cost a screen's time."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: tuple[tuple[str, str], ...] = ()
        self._marked: frozenset[str] = frozenset()
        self.setMinimumSize(300, 204)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """(label, value) as shown."""
        return self._facts

    @property
    def marked(self) -> frozenset[str]:
        """Labels of the lines that stand out."""
        return self._marked

    def set_facts(self, facts: Sequence[tuple[str, str]], marked: Collection[str] = ()) -> None:
        """(label, value); both are data or translated already. Lines with a label in `marked` stand out."""
        self._facts, self._marked = tuple(facts), frozenset(marked)
        self.setAccessibleDescription(", ".join(f"{label}: {value}" for label, value in facts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._facts:
            return
        painter = QPainter(self)
        roles = theme.roles()
        small, text = theme.font(Size.SMALL), theme.font(Size.NOTE)
        strong = theme.font(Size.NOTE, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(text)
        high = self.height() / len(self._facts)
        left = max(QFontMetricsF(small).horizontalAdvance(label) for label, _ in self._facts) + 14
        for line, (label, value) in enumerate(self._facts):
            room = QRectF(0, line * high, self.width(), high)
            painter.setFont(small)
            painter.setPen(roles.color("quiet"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, label)
            stands_out = label in self._marked
            painter.setFont(strong if stands_out else text)
            painter.setPen(roles.words(Level.CARE) if stands_out else roles.color("ink"))
            shown = metrics.elidedText(value or "–", Qt.TextElideMode.ElideRight, room.width() - left)
            painter.drawText(room.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)


@dataclass(frozen=True)
class Print:
    """One finger as it goes into the packet; a null image where there is none."""

    state: FingerState
    image: QImage


class Prints(QWidget):
    """Ten prints in two rows, thumbs first, each with its score and sign."""

    def __init__(self) -> None:
        super().__init__()
        self._prints: Mapping[Finger, Print] = {}
        self.setMinimumSize(340, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_prints(self, prints: Mapping[Finger, Print]) -> None:
        self._prints = dict(prints)
        said = [f"{tr(f.label)} {_score(p.state)}" for f, p in self._prints.items()]
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        roles = theme.roles()
        high = self.height() / 2
        for hand, (name, first) in enumerate(((tr("Right hand"), 1), (tr("Left hand"), 6))):
            top = hand * high
            painter.setFont(theme.font(Size.SMALL))
            painter.setPen(roles.color("quiet"))
            painter.drawText(QRectF(0, top, self.width(), 17), Qt.AlignmentFlag.AlignLeft, name)
            wide = (self.width() + 8) / 5
            for place in range(5):
                shown = self._prints.get(Finger(first + place))
                if shown is not None:
                    _paint_print(painter, shown, QRectF(place * wide, top + 19, wide - 8, high - 26))


def _paint_print(painter: QPainter, shown: Print, room: QRectF) -> None:
    """The print, and on it what it is worth."""
    roles = theme.roles()
    picture = QRectF(room.left(), room.top(), min(room.height() * 0.9, room.width()), room.height())
    path = QPainterPath()
    path.addRoundedRect(picture, 6, 6)
    missing = shown.state.missing is not None or shown.image.isNull()
    painter.save()
    painter.setClipPath(path)
    if missing:
        painter.fillRect(picture, roles.color("ground"))
        painter.fillRect(picture, QBrush(roles.color("edge"), Qt.BrushStyle.BDiagPattern))
        middle = picture.center()
        icons.paint(painter, "cross", QRectF(middle.x() - 10, middle.y() - 10, 20, 20), roles.color("quiet"))
    else:
        painter.fillRect(picture, Qt.GlobalColor.white)
        painter.drawImage(filling(shown.image.size(), picture), shown.image)
    painter.restore()
    pen = QPen(roles.color("field_edge" if missing else "edge"), 1)
    if missing:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if not missing:
        _paint_worth(painter, shown.state, picture)


def _paint_worth(painter: QPainter, state: FingerState, picture: QRectF) -> None:
    """Score and sign, over the lower right corner."""
    roles = theme.roles()
    level = Level.GOOD if state.passed else Level.CARE
    box = QRectF(picture.right() - 46, picture.bottom() - 20, 48, 22)
    painter.setPen(QPen(roles.color(f"{level.value}_edge"), 1))
    painter.setBrush(roles.color(f"{level.value}_tint"))
    painter.drawRoundedRect(box, 6, 6)
    paint_sign(painter, QRectF(box.left() + 4, box.center().y() - 7, 14, 14), level)
    painter.setFont(theme.font(Size.NOTE, QFont.Weight.DemiBold))
    painter.setPen(roles.words(level))
    painter.drawText(
        box.adjusted(20, 0, -4, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _score(state)
    )


def _score(state: FingerState) -> str:
    return "–" if state.missing is not None or state.best is None else str(state.best.quality.score)
