"""The login form: who, the password, and whatever must be said about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import LineField, PasswordField
from booth.ui.kit.password_hint import PasswordHint
from booth.ui.kit.theme import Level
from resources.i18n import N_, tr


class LoginForm(Card):
    """Login and password. The screen's primary action reads them; Enter in the first field goes to the second.

    After a refusal `wait(seconds)` counts down and `ready` tells that it may be tried again.
    """

    changed = Signal()  # something was typed, or the waiting is over

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(440)
        self.box.setContentsMargins(28, 24, 28, 24)
        self.box.setSpacing(14)
        self._login = LineField(longest=60)
        self._login.setObjectName("login")
        self._password = PasswordField()
        self._password.setObjectName("password")
        self._hint = PasswordHint()
        self._fault = Label(role=Role.STRONG, wrap=True, level=Level.BAD)
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.addWidget(Label(N_("Login name"), Role.QUIET), 0, 0)
        grid.addWidget(self._login, 1, 0)
        grid.setRowMinimumHeight(2, 6)
        grid.addWidget(Label(N_("Password"), Role.QUIET), 3, 0)
        grid.addWidget(self._password, 4, 0)
        self.box.addWidget(fields)
        self.box.addWidget(self._fault)
        self.box.addWidget(self._hint)
        self._fault.hide()
        self._login.edited.connect(self.changed)
        self._password.edited.connect(self.changed)
        self._password.caps_lock.connect(self._hint.show_caps)
        self._hint.over.connect(self.changed)
        self._describe()

    @property
    def login(self) -> str:
        return self._login.value()

    @property
    def password(self) -> str:
        return self._password.value()

    @property
    def complete(self) -> bool:
        """Both fields are filled and nothing must be waited for."""
        return bool(self.login and self.password) and not self._hint.left

    def start(self, login: str = "") -> None:
        """Empty and ready, with the name of who was here last where that is wanted (a locked screen)."""
        self._login.set_value(login)
        self._password.clear()
        self._fault.hide()
        self._hint.hide()
        (self._password if login else self._login).setFocus()

    def next_field(self) -> bool:
        """Enter: goes to the password where it is still empty. True where there was somewhere to go."""
        if self.login and not self.password:
            self._password.setFocus()
            return True
        return False

    def refuse(self, source: str, seconds: float = 0, **params: object) -> None:
        """Say why not (a source text), empty the password, and count down `seconds` where waiting is asked for."""
        self._password.clear()
        self._fault.say(source, **params)
        self._fault.show()
        self._hint.wait(seconds)
        self._password.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_hint"):
            self._describe()
        super().changeEvent(event)

    def _describe(self) -> None:
        self._login.setAccessibleName(tr("Login name"))
        self._password.setAccessibleName(tr("Password"))
