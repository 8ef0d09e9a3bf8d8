"""One thing said inline, with a sign: what happened and what to do. Never a modal for what a line can say."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from booth.ui.kit import icons, theme
from booth.ui.kit.label import Label, Role, restyle
from booth.ui.kit.theme import Level

SIGNS = {Level.GOOD: "check", Level.CARE: "alert", Level.BAD: "cross", Level.OFF: "dash"}


class Sign(QWidget):
    """A round sign: tick, exclamation mark, cross or dash in the colour of its level."""

    def __init__(self, level: Level = Level.OFF, size: int = 24) -> None:
        super().__init__()
        self._level = level
        self._icon = ""
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def level(self) -> Level:
        return self._level

    def set_level(self, level: Level) -> None:
        if level is not self._level or self._icon:
            self._level, self._icon = level, ""
            self.update()

    def set_icon(self, name: str) -> None:
        """An icon in place of the level's sign: something is to be done now, neither good nor bad."""
        if name != self._icon:
            self._level, self._icon = Level.OFF, name
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._icon:
            paint_disc(painter, QRectF(self.rect()), self._icon, theme.roles().color("accent"))
        else:
            paint_sign(painter, QRectF(self.rect()), self._level)


def paint_sign(painter: QPainter, where: QRectF, level: Level) -> None:
    """The sign of `level` in `where`, a square."""
    paint_disc(painter, where, SIGNS[level], theme.roles().sign(level))


def paint_disc(painter: QPainter, where: QRectF, icon: str, color: QColor) -> None:
    """An icon on a disc of `color` in `where`, a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(where)
    margin = where.width() * 0.22
    icons.paint(painter, icon, where.adjusted(margin, margin, -margin, -margin), theme.roles().color("on_sign"))


class Banner(QFrame):
    """A tinted card: sign, a sentence, and under it a quieter one. `big` is the coaching of the moment."""

    def __init__(self, *, big: bool = False) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._sign = Sign(Level.GOOD, 44 if big else 28)
        self._text = Label(role=Role.COACH if big else Role.STRONG, wrap=True)
        self._more = Label(role=Role.QUIET if big else Role.NOTE, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._more)
        words.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 14 if big else 9, 20, 14 if big else 9)
        box.setSpacing(16 if big else 12)
        box.addWidget(self._sign)
        box.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if big:
            self.setMinimumHeight(84)

    @property
    def level(self) -> Level:
        return self._sign.level

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, level: Level, source: str, more: str = "", **params: object) -> None:
        """Say a source text and, quieter, `more`, with their fields from `params`; both follow the language."""
        self._sign.set_level(level)
        self._write(source, more, params)

    def ask(self, icon: str, source: str, more: str = "", **params: object) -> None:
        """Say what is to be done now, with an icon: nothing was good or bad yet."""
        self._sign.set_icon(icon)
        self._write(source, more, params)

    def _write(self, source: str, more: str, params: dict[str, object]) -> None:
        self._text.say(source, **params)
        self._more.say(more, **params)
        self._more.setVisible(bool(more))
        self.setAccessibleName(f"{self._text.text()} {self._more.text()}".strip())
        if self.property("level") != self._sign.level.value:
            self.setProperty("level", self._sign.level.value)
            restyle(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())
