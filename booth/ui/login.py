"""The login, and the locked screen: nothing personal is shown here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from booth.store.errors import LoginRefused
from booth.ui.kit.label import Label, Role, row
from booth.ui.kit.login import LoginForm
from booth.ui.kit.screen import Action, Screen, primary
from booth.ui.kit.theme import Level
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.store.users import User
    from booth.ui.station import Station
    from booth.ui.worker import Job
    from booth.workflow.desk import Desk


class LoginScreen(Screen):
    """Login and password. `entered` brings the desk; for a locked screen the same person's password is `unlocked`."""

    entered = Signal(object)  # Desk
    unlocked = Signal()
    help_page = "login"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._locked_by: User | None = None
        self._job: Job | None = None
        self._form = LoginForm()
        self._form.changed.connect(self.refresh)
        self._note = Label(role=Role.QUIET, wrap=True)
        self._note.setFixedWidth(440)
        self.body.addStretch(2)
        for widget in (self._form, self._note):
            self.body.addLayout(row(None, widget, None))
        self.body.addStretch(3)
        self.retranslate()

    def lock_for(self, user: User) -> None:
        """Only `user` may go on; everybody else logs out first."""
        self._locked_by = user
        self.clear_message()
        self.retranslate()

    def reset(self) -> None:
        """Anybody may log in; a password that is being checked does not count any more."""
        self._locked_by = None
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._form.start()
        self.clear_message()
        self.retranslate()

    def title(self) -> str:
        return tr("Locked") if self._locked_by else tr("Log in")

    def subtitle(self) -> str:
        return self._locked_by.name if self._locked_by else ""

    def state_text(self) -> str:
        return tr("checking") if self._job else ""

    def offers(self) -> list[Action]:
        shown = tr("Unlock") if self._locked_by else tr("Log in")
        # Enter in the first field goes to the second, so the action is there as soon as something is typed.
        first = bool(self._form.login) and not self._form.password
        ready = self._job is None and (self._form.complete or first)
        return [primary(shown, self._go, enabled=ready)]

    def hint(self) -> str:
        return tr("checking …") if self._job else ""

    def enter(self) -> None:
        self._form.start(self._locked_by.login if self._locked_by else "")

    def leave(self) -> None:
        self._form.start()

    def retranslate(self) -> None:
        if self._locked_by:
            self._note.say(N_("Someone else? Log out first with Ctrl+Shift+Q; open recordings are kept as drafts."))
        else:
            self._note.say(N_("Forgotten the password? The supervisor or the technician gives you a new one."))

    def _go(self) -> None:
        if self._form.next_field() or not self._form.complete:
            return
        self.clear_message()
        login, password = self._form.login, self._form.password
        store = self._station.store
        if self._locked_by:
            from booth.workflow.news import unlock_screen  # it brings the line's messages with it

            booth, desk = self._station.booth, self._station.desk
            self._job = store.run(unlock_screen, booth, desk, password, done=self._right, failed=self._refused)
        else:
            self._job = store.run(self._station.booth.login, login, password, done=self._right, failed=self._refused)
        self.refresh()

    @Slot(object)
    def _right(self, desk: Desk | None) -> None:
        self._job = None
        self._form.start()
        self.clear_message()
        self.refresh()
        if self._locked_by:
            self._locked_by = None
            self.unlocked.emit()
        else:
            self.entered.emit(desk)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, LoginRefused):
            self._form.refuse(N_("Login name or password is wrong."), error.wait)
        else:
            self.message(Level.BAD, sentence(error))
        self.refresh()
