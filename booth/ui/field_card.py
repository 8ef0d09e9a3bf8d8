"""A card of labelled fields where Enter goes on to the next one that is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from booth.ui.kit.figures import Progress
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import CodeField, LineField
from booth.ui.kit.theme import Level
from resources.i18n import tr

if TYPE_CHECKING:
    from booth.ui.kit.screen import Panel

Editor = LineField | CodeField


class FieldCard(Card):
    """`edited` after every change by the person. Labels, `title`, `lead` and `note` are source texts.

    The note stands under the row `noted`, the last one where none is named; without either there is none.
    """

    edited = Signal()

    def __init__(
        self,
        lead: str,
        rows: Sequence[tuple[str, Editor]],
        note: str = "",
        *,
        noted: Editor | None = None,
        title: str = "",
    ) -> None:
        super().__init__()
        self.setMaximumWidth(860)
        if title:
            self.box.addWidget(Label(title, Role.COACH, wrap=True))
        self._rows = tuple(rows)
        self.step_with_arrows = True  # from field to field; else they are left to whoever holds the card
        self.lead = Label(lead, Role.QUIET, wrap=True)
        self.box.addWidget(self.lead)
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, 210)
        self._labels = []
        self.note = Label(note, Role.NOTE, wrap=True)
        if not note and noted is None:
            self.note.hide()
        noted = noted or self._rows[-1][1]
        for number, (source, editor) in enumerate(self._rows):
            label = Label(source, Role.QUIET)
            self._labels.append(label)
            grid.addWidget(label, 2 * number, 0)
            grid.addWidget(editor, 2 * number, 1)
            if editor is noted:
                grid.addWidget(self.note, 2 * number + 1, 1)
            editor.setAccessibleName(tr(source))
            editor.edited.connect(self._edited)
        self.fault = Label(role=Role.STRONG, level=Level.BAD, wrap=True)
        self.fault.hide()
        self.progress = Progress()
        self.progress.hide()
        for widget in (fields, self.fault, self.progress):
            self.box.addWidget(widget)

    @property
    def complete(self) -> bool:
        """Whether every field that is shown has something in it."""
        return all(editor.value() for _, editor in self._rows if not editor.isHidden())

    def show_row(self, editor: Editor, *, shown: bool) -> None:
        """Show or hide one field with its label."""
        for label, (_, each) in zip(self._labels, self._rows, strict=True):
            if each is editor:
                label.setVisible(shown)
                each.setVisible(shown)

    def focus_first(self) -> None:
        """The focus goes to the first empty field, else to the first."""
        shown = [editor for _, editor in self._rows if not editor.isHidden()]
        next((editor for editor in shown if not editor.value()), shown[0]).setFocus()

    def next_empty(self) -> bool:
        """Go on to the next field that is empty. Whether there is one."""
        empty = next((editor for _, editor in self._rows if not editor.isHidden() and not editor.value()), None)
        if empty is None:
            return False
        empty.setFocus()
        return True

    def work(self) -> None:
        """What was filled in is being used."""
        self.fault.hide()
        self.progress.set_share(None)
        self.progress.show()
        self.setEnabled(False)

    def rest(self) -> None:
        """Not any more."""
        self.progress.hide()
        self.setEnabled(True)

    def refuse(self, text: str) -> None:
        """It could not be used: why (translated already)."""
        self.rest()
        self.fault.show_text(text)
        self.fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self.step_with_arrows and (step := steps.get(event.key())) is not None:
            shown = [editor for _, editor in self._rows if not editor.isHidden()]
            at = next((number for number, editor in enumerate(shown) if editor.hasFocus()), 0)
            shown[(at + step) % len(shown)].setFocus()
            return
        super().keyPressEvent(event)

    @Slot()
    def _edited(self) -> None:
        self.fault.hide()
        self.edited.emit()


def stand_at_top(panel: Panel, card: Card) -> None:
    """Lay `card` out at the top left of `panel`, which has nothing else."""
    across = QHBoxLayout()
    across.addWidget(card, 3)
    across.addStretch(1)
    box = QVBoxLayout(panel)
    box.setContentsMargins(0, 0, 0, 0)
    box.addLayout(across)
    box.addStretch(1)
