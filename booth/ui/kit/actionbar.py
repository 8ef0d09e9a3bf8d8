"""The action bar: back on the left, the obvious next on the right, keys drawn on the buttons."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from booth.ui.kit import keys
from booth.ui.kit.button import Button, ButtonKind
from booth.ui.kit.label import ElidedLabel, Role
from booth.ui.kit.screen import Action, ActionRole

_LEFT = (ActionRole.BACK, ActionRole.NORMAL)


class _Hint(ElidedLabel):
    """Gives way altogether where no more than a few letters would fit."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() > min(120, self.sizeHint().width() - 1):
            super().paintEvent(event)


class ActionBar(QFrame):
    """64 px. Shows the actions of the screen of the moment and runs them by button or key."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("actionbar")
        self.setFixedHeight(64)
        self._actions: list[Action] = []
        self._buttons: dict[str, Button] = {}
        self._hint = _Hint(role=Role.NOTE)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        box = QHBoxLayout(self)
        box.setContentsMargins(26, 0, 26, 0)
        box.setSpacing(12)
        for side in (self._left, self._right):
            side.setSpacing(12)
        box.addLayout(self._left)
        box.addWidget(self._hint, 1)
        box.addLayout(self._right)

    def set_actions(self, actions: Sequence[Action], hint: str = "") -> None:
        """Show these. Buttons of the same ids in the same order stay, so that focus and layout do not jump."""
        shown = [action for action in actions if action.visible]
        if [(a.id, a.role) for a in shown] != [(a.id, a.role) for a in self._actions]:
            self._rebuild(shown)
        self._actions = shown
        for action in shown:
            button = self._buttons[action.id]
            button.show_text(action.text)
            button.set_key(action.key)
            button.setEnabled(action.enabled)
        self._hint.show_text(hint)

    def button(self, action_id: str) -> Button | None:
        """The button of an action that is shown."""
        return self._buttons.get(action_id)

    def actions_shown(self) -> list[Action]:
        return list(self._actions)

    def take_key(self, event: QKeyEvent) -> bool:
        """Run the action whose key this is. A key held down runs it once; a disabled action swallows its key."""
        for action in self._actions:
            if keys.pressed(event, action.key):
                if action.enabled and not event.isAutoRepeat():
                    action.slot()
                return True
        return False

    @Slot()
    def _clicked(self) -> None:
        name = self.sender().objectName()
        for action in self._actions:
            if name == f"action-{action.id}" and action.enabled:
                action.slot()
                return

    def _rebuild(self, actions: Sequence[Action]) -> None:
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for action in actions:
            kind = ButtonKind.PRIMARY if action.role is ActionRole.PRIMARY else ButtonKind.NORMAL
            button = Button(kind=kind)
            button.setObjectName(f"action-{action.id}")
            button.clicked.connect(self._clicked)
            self._buttons[action.id] = button
            if action.role in _LEFT:
                self._left.insertWidget(0 if action.role is ActionRole.BACK else -1, button)
            else:
                self._right.insertWidget(-1 if action.role is ActionRole.PRIMARY else 0, button)
        # From the last field, Tab comes to what is done next; the way back is last.
        order = sorted(actions, key=lambda a: (a.role is not ActionRole.PRIMARY, a.role is ActionRole.BACK))
        for one, next_one in itertools.pairwise(order):
            self.setTabOrder(self._buttons[one.id], self._buttons[next_one.id])
