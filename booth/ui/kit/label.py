"""Labels: words that follow the language, and data that does not."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from booth.ui.kit import language, theme
from booth.ui.kit.theme import Level
from resources.i18n import tr


class Role(Enum):
    """How a label looks; the stylesheet knows each by this name."""

    TITLE = "title"  # 25 px
    COACH = "coach"  # 21 px: the one sentence of the moment
    HEADING = "heading"  # 16 px, bold: over a card
    TEXT = "text"  # 16 px
    STRONG = "strong"  # 16 px, bold
    QUIET = "quiet"  # 16 px, quiet ink
    NOTE = "note"  # 14 px, quiet ink
    SMALL = "small"  # 13 px, quiet ink
    FIGURE = "figure"  # 40 px, bold: a big number


class Label(QLabel):
    """A label of one role. `say` shows a source text and translates it again when the language changes."""

    def __init__(
        self, source: str = "", role: Role = Role.TEXT, *, wrap: bool = False, level: Level | None = None
    ) -> None:
        super().__init__()
        self._source = ""
        self._params: dict[str, object] = {}
        self.setProperty("role", role.value)
        self.setTextFormat(Qt.TextFormat.PlainText)  # a name may hold < and &
        if wrap:
            self.setWordWrap(True)
        language.tell(self)
        if level is not None:
            self.setProperty("level", level.value)
        if source:
            self.say(source)

    def say(self, source: str, **params: object) -> None:
        """Show a source text (marked with `N_`) in the language of the moment; `n=` chooses its plural."""
        self._source, self._params = source, params
        self.setText(tr(source, **params) if source else "")  # type: ignore[arg-type]

    def show_text(self, text: str) -> None:
        """Show data, or a text that is translated already."""
        self._source = ""
        self.setText(text)

    def set_role(self, role: Role) -> None:
        """Look otherwise."""
        if self.property("role") != role.value:
            self.setProperty("role", role.value)
            restyle(self)

    def set_level(self, level: Level | None) -> None:
        """Give the words the colour of `level`; a sign or the words themselves must say the same."""
        value = level.value if level else ""
        if self.property("level") != value:
            self.setProperty("level", value)
            restyle(self)

    def say_again(self) -> None:
        """The language changed."""
        if self._source:
            self.say(self._source, **self._params)


class ElidedLabel(Label):
    """One line that gives way: what does not fit ends in "…", all of it in the tool tip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter.drawText(self.contentsRect(), self.alignment(), shown)


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look at the widget's properties again; it does so by itself before the first showing."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Card(QFrame):
    """A white card with an edge. `box` is its layout, top to bottom."""

    def __init__(self, title: str = "", *, level: Level | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("level", level.value if level else "")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 16)
        self.box.setSpacing(theme.GRID)
        if title:
            self.box.addWidget(Label(title, Role.HEADING))

    def set_level(self, level: Level | None) -> None:
        """Tint the card; `None` is white."""
        value = level.value if level else ""
        if self.property("level") != value:
            self.setProperty("level", value)
            restyle(self)


def row(*widgets: QWidget | int | None, spacing: int = theme.GRID) -> QHBoxLayout:
    """Widgets side by side; a number is a gap in px, None takes the room that is left."""
    box = QHBoxLayout()
    box.setSpacing(spacing)
    box.setContentsMargins(0, 0, 0, 0)
    for item in widgets:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            box.addWidget(item)
    return box


def line() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setObjectName("line")
    made.setFixedHeight(theme.roles().line)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
