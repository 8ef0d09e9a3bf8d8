"""The button: 42 px high, its key drawn on it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton

from booth.ui.kit import icons, keycap, keys, language, theme
from booth.ui.kit.theme import Size
from resources.i18n import tr

_SIDE = 18  # px between edge and words
_CAP_GAP = 11
_ICON = 18


class ButtonKind(Enum):
    """NORMAL is white with an edge, PRIMARY the one obvious next thing, DANGER throws something away."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"


class Button(QPushButton):
    """A button whose source text follows the language, with an optional keycap and icon.

    Enter presses it where it has the focus; a mouse click leaves the focus where it was, so that Enter stays the
    screen's.
    """

    def __init__(
        self, source: str = "", *, key: str = "", kind: ButtonKind = ButtonKind.NORMAL, icon: str = ""
    ) -> None:
        super().__init__()
        self._source = source
        self._params: dict[str, object] = {}
        self._key = key
        self._icon = icon
        self._kind = kind
        language.tell(self)
        self.setObjectName("button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.BUTTON_HEIGHT)
        self.setProperty("kind", kind.value)
        self._write()

    @property
    def key(self) -> str:
        return self._key

    def say(self, source: str, **params: object) -> None:
        """Another source text."""
        self._source, self._params = source, params
        self._write()

    def show_text(self, text: str) -> None:
        """A text that is translated already."""
        self._source = ""
        if text != self.text():
            self.setText(text)
            self._describe()

    def set_key(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self._describe()

    def sizeHint(self) -> QSize:
        width = 2 * _SIDE + QFontMetricsF(_font()).horizontalAdvance(self.text())
        if self._key:
            width += _CAP_GAP + keycap.width(self._key)
        if self._icon:
            width += _ICON + theme.GRID
        return QSize(round(width) + 1, theme.BUTTON_HEIGHT)

    def say_again(self) -> None:
        """The language changed."""
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        roles = theme.roles()
        primary = self._kind is ButtonKind.PRIMARY
        if not self.isEnabled() and not primary:
            ink = roles.color("faint")
        elif self._kind is ButtonKind.DANGER:
            ink = roles.color("bad_text")
        else:
            ink = roles.color("on_accent" if primary else "ink")
        left = float(_SIDE)
        middle = self.height() / 2
        if self._icon:
            icons.paint(painter, self._icon, QRectF(left, middle - _ICON / 2, _ICON, _ICON), ink)
            left += _ICON + theme.GRID
        painter.setPen(ink)
        painter.setFont(_font())
        width = QFontMetricsF(_font()).horizontalAdvance(self.text())
        # Wider than needed, so that rounding never elides the last letter.
        painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            self._paint_cap(painter, left + width + _CAP_GAP, primary=primary)

    def _paint_cap(self, painter: QPainter, left: float, *, primary: bool) -> None:
        roles = theme.roles()
        edge = roles.color("on_accent" if primary else "field_edge")
        fill = roles.color("on_accent" if primary else "ground")
        ink = roles.color("on_accent" if primary else "quiet")
        edge.setAlphaF(0.45 if primary or not self.isEnabled() else 0.7)
        fill.setAlphaF(0.14 if primary else 1.0)
        if not self.isEnabled():
            ink.setAlphaF(0.7)
        box = QRectF(left, (self.height() - keycap.HEIGHT) / 2, keycap.width(self._key), keycap.HEIGHT)
        keycap.paint(painter, box, self._key, ink=ink, edge=edge, fill=fill)

    def _write(self) -> None:
        if self._source:
            self.setText(tr(self._source, **self._params))  # type: ignore[arg-type]
        self._describe()

    def _describe(self) -> None:
        """What a screen reader says, and the room the words take."""
        self.setAccessibleName(f"{self.text()} ({keys.cap(self._key)})" if self._key else self.text())
        self.setFixedWidth(self.sizeHint().width())
        self.update()


def _font() -> QFont:
    """As in the stylesheet, and known before that is applied."""
    return theme.font(Size.TEXT, QFont.Weight.Medium)
