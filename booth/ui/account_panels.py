"""Name, role and password of somebody who may log in, asked inline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from booth.store.users import Role, User
from booth.ui.kit.label import Card, Label
from booth.ui.kit.label import Role as Look
from booth.ui.kit.lines import CodeField, LineField, PasswordField
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from resources.i18n import N_, tr


class Kind(Enum):
    """What is asked for; the value is the title."""

    NEW = N_("Add somebody who may log in")
    AGAIN = N_("Switch the login on again")
    PASSWORD = N_("Give a new password")
    OWN = N_("Change my password")


_ACTS = {
    Kind.NEW: N_("Add"),
    Kind.AGAIN: N_("Switch on again"),
    Kind.PASSWORD: N_("Set the password"),
    Kind.OWN: N_("Set the password"),
}


@dataclass(frozen=True)
class Typed:
    """What was filled in. `old` only for one's own password."""

    kind: Kind
    login: str
    name: str
    role: Role
    password: str
    old: str = ""


class AccountPanel(Panel):
    """`user` is whom it is about; nobody where somebody new is added."""

    filled = Signal(object)  # Typed
    cancelled = Signal()

    def __init__(self, kind: Kind, user: User | None = None) -> None:
        super().__init__()
        self._kind = kind
        self._user = user
        self._login_touched = False
        self._name = LineField(longest=60)
        self._login = LineField(longest=32)
        self._role = CodeField({role.value: tr(role.label) for role in Role})
        self._role.set_value(Role.OPERATOR.value)
        self._old = PasswordField()
        self._new = PasswordField()
        self._again = PasswordField()
        self._fault = Label(role=Look.STRONG, level=Level.BAD, wrap=True)
        self._fault.hide()
        self._rows = self._wanted()
        card = Card()
        card.setMaximumWidth(760)
        card.box.addWidget(Label(kind.value, Look.COACH, wrap=True))
        if user is not None:
            who = Label(role=Look.QUIET)
            who.show_text(f"{user.name} · {user.login}")
            card.box.addWidget(who)
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, 190)
        for number, (source, editor) in enumerate(self._rows):
            grid.addWidget(Label(source, Look.QUIET), number, 0)
            grid.addWidget(editor, number, 1)
            editor.setAccessibleName(tr(source))
            editor.edited.connect(self._edited)
        card.box.addWidget(fields)
        card.box.addWidget(self._fault)
        note = N_("Tell the password to this person only.")
        if kind is not Kind.OWN:
            card.box.addWidget(Label(note, Look.NOTE, wrap=True))
        across = QHBoxLayout()
        across.addWidget(card, 3)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(across)
        box.addStretch(1)
        self._name.edited.connect(self._propose_login)
        self._login.edited.connect(self._login_edited)

    def offers(self) -> list[Action]:
        ready = all(editor.value() for _, editor in self._rows)
        return [back(tr("Back"), self.cancelled.emit), primary(tr(_ACTS[self._kind]), self._confirm, enabled=ready)]

    def take_focus(self) -> None:
        self._rows[0][1].setFocus()

    def refuse(self, text: str) -> None:
        """Say what is wrong with what was typed (translated already)."""
        self._fault.show_text(text)
        self._fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._next_empty():
            return  # Enter goes to the next field that is empty
        super().keyPressEvent(event)

    def _wanted(self) -> list[tuple[str, LineField | CodeField]]:
        passwords: list[tuple[str, LineField | CodeField]] = [
            (N_("New password"), self._new),
            (N_("Once more"), self._again),
        ]
        if self._kind is Kind.NEW:
            return [(N_("Name"), self._name), (N_("Login name"), self._login), (N_("Role"), self._role), *passwords]
        if self._kind is Kind.OWN:
            return [(N_("Password until now"), self._old), *passwords]
        return passwords

    def _next_empty(self) -> bool:
        empty = next((editor for _, editor in self._rows if not editor.value()), None)
        if empty is None or empty.hasFocus():
            return empty is not None
        empty.setFocus()
        return True

    @Slot()
    def _edited(self) -> None:
        self._fault.hide()
        self.changed.emit()

    @Slot()
    def _login_edited(self) -> None:
        self._login_touched = True

    @Slot()
    def _propose_login(self) -> None:
        if not self._login_touched:
            self._login.set_value(proposed_login(self._name.value()))
            self.changed.emit()

    def _confirm(self) -> None:
        if self._new.value() != self._again.value():
            self.refuse(tr("The two passwords are not the same. Type both again."))
            self._new.clear()
            self._again.clear()
            self._new.setFocus()
            self.changed.emit()
            return
        user = self._user
        role = user.role if user else next((role for role in Role if role.value == self._role.value()), None)
        if role is None:
            self.refuse(tr("Choose the role from the list."))
            return
        login, name = (user.login, user.name) if user else (self._login.value(), self._name.value())
        self.filled.emit(Typed(self._kind, login, name, role, self._new.value(), self._old.value()))


def proposed_login(name: str) -> str:
    """The first name in small letters, as a login may be."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain)
    return words[0][:32] if words else ""
