"""Questions asked inline, in place of a screen's body: why something cannot be done, and whether one is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from booth.ui.kit import keycap, theme
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import LineField
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level, Size
from resources.i18n import N_, tr

LEAST_REASON = 3  # letters: "ok" is no reason


@dataclass(frozen=True)
class Choice:
    """One reason. `text` is a source text; `note` where words of one's own are needed with it."""

    id: str
    text: str
    note: bool = False


def reason_text(choices: Sequence[Choice], id: str, note: str) -> str:
    """What was chosen: words of one's own, or the choice's source text."""
    return note or next(choice.text for choice in choices if choice.id == id)


class ReasonPanel(Panel):
    """ "Cannot, because …": reasons, or other choices, in a list, chosen by 1…9, arrow keys or the mouse, then Enter.

    A digit chooses and confirms at once, unless the reason needs a note.
    """

    chosen = Signal(str, str)  # id, note
    cancelled = Signal()

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        text: str = "",
        act: str = N_("Take this reason"),
        chosen: int | None = 0,
        **fields: object,
    ) -> None:
        """`title` with its `fields`, `text` and `act` (the button) are source texts.

        `chosen` is marked at first; None where Enter alone must do nothing.
        """
        super().__init__()
        self._act = act
        self._choices = tuple(choices)
        self._at = chosen
        self._rows = [_Row(number, choice) for number, choice in enumerate(self._choices, 1)]
        self._note = LineField(longest=200, placeholder=N_("What exactly? A few words."))
        self._note.edited.connect(self.changed)
        self._note.setAccessibleName(tr("Note"))
        card = _question(self, title, text, fields=fields)
        for row in self._rows:
            row.clicked.connect(self._clicked)
            card.box.addWidget(row)
        card.box.addWidget(self._note)
        self._show_choice()

    def offers(self) -> list[Action]:
        choice = self._choice
        ready = choice is not None and not (choice.note and len(self._note.value()) < LEAST_REASON)
        return [
            back(tr("Back"), self.cancelled.emit),
            primary(tr(self._act), self._confirm, enabled=ready),
        ]

    def take_focus(self) -> None:
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            down = event.key() == Qt.Key.Key_Down
            start = self._at if self._at is not None else -1 if down else 0
            self._choose((start + (1 if down else -1)) % len(self._choices))
        elif not self._note.hasFocus() and 1 <= number <= len(self._choices) and not event.isAutoRepeat():
            self._choose(number - 1)
            if not self._choices[number - 1].note:
                self._confirm()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self._choose(self._rows.index(row))

    def _choose(self, index: int) -> None:
        self._at = index
        self._show_choice()
        self.changed.emit()

    @property
    def _choice(self) -> Choice | None:
        return None if self._at is None else self._choices[self._at]

    def _confirm(self) -> None:
        choice = self._choice
        assert choice is not None  # noqa: S101  (the action is off until there is one)
        self.chosen.emit(choice.id, self._note.value() if choice.note else "")

    def _show_choice(self) -> None:
        for number, row in enumerate(self._rows):
            row.setChecked(number == self._at)
        wanted = self._choice is not None and self._choice.note
        self._note.setVisible(wanted)
        if wanted:
            self._note.setFocus()
        else:
            self.setFocus()


class ConfirmPanel(Panel):
    """ "Are you sure?" with what will happen, and a reason where one is asked for."""

    confirmed = Signal(str)  # the reason, empty where none was asked
    cancelled = Signal()

    def __init__(self, title: str, text: str, act: str, *, reason: str = "", level: Level = Level.CARE) -> None:
        """`title`, `text`, `act` (the button) and `reason` (the field's placeholder) are source texts.

        Without `reason` none is asked for.
        """
        super().__init__()
        self._act = act
        self._wants_reason = bool(reason)
        self._reason = LineField(longest=200, placeholder=reason)
        self._reason.setAccessibleName(tr("Reason"))
        self._reason.edited.connect(self.changed)
        card = _question(self, title, text, level)
        card.box.addWidget(self._reason)
        if not self._wants_reason:
            self._reason.hide()

    def offers(self) -> list[Action]:
        missing = self._wants_reason and len(self._reason.value()) < LEAST_REASON
        return [
            back(tr("Back"), self.cancelled.emit),
            primary(tr(self._act), self._confirm, enabled=not missing),
        ]

    def take_focus(self) -> None:
        (self._reason if self._wants_reason else self).setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit(self._reason.value())


def _question(
    panel: Panel, title: str, text: str, level: Level | None = None, fields: Mapping[str, object] | None = None
) -> Card:
    """The card of a question, at the top left of the panel; returns it to be filled."""
    card = Card(level=level)
    card.setMaximumWidth(760)
    asked = Label(role=Role.COACH, wrap=True)
    asked.say(title, **(fields or {}))
    card.box.addWidget(asked)
    if text:
        card.box.addWidget(Label(text, Role.QUIET, wrap=True))
    card.box.addSpacing(theme.GRID)
    across = QHBoxLayout()
    across.addWidget(card, 3)
    across.addStretch(1)
    box = QVBoxLayout(panel)
    box.setContentsMargins(0, 0, 0, 0)
    box.addLayout(across)
    box.addStretch(1)
    return card


class _Row(QAbstractButton):
    """A reason with its digit."""

    def __init__(self, number: int, choice: Choice) -> None:
        super().__init__()
        self._number = number
        self._choice = choice
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._write()

    def sizeHint(self) -> QSize:
        return QSize(320, 46)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setPen(QPen(roles.color("accent" if chosen else "edge"), 2 if chosen else 1))
        painter.setBrush(roles.color("tint" if chosen else "hover" if self.underMouse() else "card"))
        painter.drawRoundedRect(box, theme.BUTTON_RADIUS, theme.BUTTON_RADIUS)
        key = str(self._number)
        cap = QRectF(16, (self.height() - keycap.HEIGHT) / 2, keycap.width(key), keycap.HEIGHT)
        ink, edge, fill = roles.color("quiet"), roles.color("field_edge"), roles.color("ground")
        keycap.paint(painter, cap, key, ink=ink, edge=edge, fill=fill)
        painter.setFont(theme.font(Size.TEXT, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(roles.color("on_tint" if chosen else "ink"))
        painter.drawText(box.adjusted(cap.right() + 12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _write(self) -> None:
        self.setText(tr(self._choice.text))
        self.setAccessibleName(f"{self._number} {self.text()}")
