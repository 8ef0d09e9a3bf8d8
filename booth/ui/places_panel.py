"""Where should it go? A folder typed or chosen among the usual places, the plugged-in ones first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.ui.kit.figures import Progress
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import LineField, PasswordField
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.ui.places import Place


class PlacePanel(Panel):
    """`chosen` gives the folder and the password, which is empty where none is asked for."""

    chosen = Signal(str, str)
    cancelled = Signal()

    def __init__(self, question: str, text: str, act: str, found: Sequence[Place], *, password: str = "") -> None:
        """`question`, `text`, `act` (the button) and `password` (the words over that field) are source texts.

        `found`: places to choose from, at least one, the first of them proposed.
        """
        super().__init__()
        self._act = act
        self._busy = False
        self._folder = LineField(longest=400)
        self._folder.setObjectName("folder")
        self._folder.setAccessibleName(tr("Folder"))
        self._folder.set_value(str(found[0].path))
        self._folder.edited.connect(self._edited)
        self._password = PasswordField()
        self._password.setObjectName("password")
        self._password.setAccessibleName(tr("Your password"))
        self._password.edited.connect(self._edited)
        self._wants_password = bool(password)
        self._password.setVisible(self._wants_password)
        asked = Label(password, Role.QUIET, wrap=True)
        asked.setVisible(self._wants_password)
        self._fault = Label(role=Role.STRONG, level=Level.BAD, wrap=True)
        self._fault.hide()
        self._progress = Progress()
        self._progress.hide()
        self._places = RowList()
        self._places.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys move it from the fields
        self._places.setAccessibleName(tr("Places"))
        self._places.set_rows([_row(place) for place in found])
        self._places.moved_to.connect(self._moved)
        card = Card()
        card.setMaximumWidth(900)
        card.box.addWidget(Label(question, Role.COACH, wrap=True))
        card.box.addWidget(Label(text, Role.QUIET, wrap=True))
        for widget in (self._folder, asked, self._password, self._fault, self._progress):
            card.box.addWidget(widget)
        card.box.addWidget(self._places, 1)
        across = QHBoxLayout()
        across.addWidget(card, 4)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(across, 1)

    def offers(self) -> list[Action]:
        filled = bool(self._folder.text().strip()) and (not self._wants_password or bool(self._password.text()))
        # Enter in the first field goes to the second, so the action is there before that is filled.
        first = self._wants_password and not self._password.text() and bool(self._folder.text().strip())
        ready = (filled or first) and not self._busy
        return [back(tr("Back"), self.cancelled.emit), primary(tr(self._act), self._confirm, enabled=ready)]

    def take_focus(self) -> None:
        self._folder.setFocus()
        self._folder.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if (step := steps.get(event.key())) is not None and not self._busy:
            self._places.move(step)
        else:
            super().keyPressEvent(event)

    def work(self) -> None:
        """What was chosen is being done."""
        self._busy = True
        self._fault.hide()
        self._progress.set_share(None)
        self._progress.show()
        self.changed.emit()

    def refuse(self, text: str) -> None:
        """It could not be done (translated already): say why, and let the person choose again."""
        self._busy = False
        self._progress.hide()
        self._fault.show_text(text)
        self._fault.show()
        (self._password if self._wants_password else self._folder).setFocus()
        self.changed.emit()

    @Slot(str)
    def _moved(self, path: str) -> None:
        self._folder.set_value(path)
        self._edited()

    @Slot()
    def _edited(self) -> None:
        self._fault.hide()
        self.changed.emit()

    def _confirm(self) -> None:
        if self._wants_password and not self._password.text():
            self._password.setFocus()
            self.changed.emit()
            return
        folder = str(Path(self._folder.text().strip()).expanduser())
        self.chosen.emit(folder, self._password.text())


def _row(place: Place) -> Row:
    return Row(str(place.path), tr(place.name), str(place.path), icon="disk" if place.plugged else "paper")


YOUR_PASSWORD = N_("Your password; it opens the backup later")
