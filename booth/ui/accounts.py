"""Who may log in at this booth: the page that supervisors and technicians share."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from booth.store.errors import UserError
from booth.store.users import Role, User
from booth.ui.account_panels import AccountPanel, Kind, Typed
from booth.ui.kit.panels import ConfirmPanel
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, ActionRole, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.station import Station
from booth.workflow.words import sentence
from resources.i18n import N_, tr

_ICONS = {Role.OPERATOR: "user", Role.SUPERVISOR: "users", Role.TECHNICIAN: "wrench"}


class AccountsScreen(PageScreen):
    """List, add, new password, switch off. `title` is a source text: officers here, accounts there."""

    def __init__(self, station: Station, *, help_page: str, title: str) -> None:
        super().__init__(station)
        self.help_page = help_page
        self._page_title = title
        self._users: list[User] | None = None
        self._busy = False
        self._new = ""  # login to be marked once it is listed
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self._list.moved_to.connect(self._moved)
        self._empty = EmptyState("users", N_("Nobody can log in yet"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def title(self) -> str:
        return tr(self._page_title)

    def subtitle(self) -> str:
        if self._users is None:
            return ""
        return tr("{n} can log in", n=sum(user.active for user in self._users))

    def state_text(self) -> str:
        if self._users is None:
            return tr("reading")
        return tr("writing") if self._busy else tr("ready")

    def offers(self) -> list[Action]:
        user = self._current()
        ready = self._users is not None and not self._busy
        active = ready and user is not None and user.active
        mine = user is not None and user.login == self.desk.user.login
        again = user is not None and not user.active
        primary_text = tr("Switch on again") if again else tr("New password")
        return [
            Action("add", tr("Add"), self._ask_new, "F4", enabled=ready),
            Action("mine", tr("My password"), self._ask_mine, "F6", enabled=ready),
            Action("off", tr("Switch off"), self._ask_off, "F8", ActionRole.ASIDE, enabled=active and not mine),
            primary(primary_text, self._act, enabled=ready and user is not None),
        ]

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()

    def look(self) -> None:
        self.ask(self.desk.accounts.users, done=self._show)

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr(self._page_title))
        if self._users is not None:
            self._show(self._users)

    @Slot(object)
    def _show(self, users: list[User]) -> None:
        self.went_well()
        self._users = sorted(users, key=lambda user: (not user.active, user.name.casefold()))
        self._list.set_rows([self._row(user) for user in self._users])
        logins = [user.login for user in self._users]
        if self._new in logins:
            self._list.move(logins.index(self._new) - logins.index(self._list.current_id()))
            self._new = ""
        self._stack.setCurrentIndex(0 if users else 1)
        self.refresh()

    def _row(self, user: User) -> Row:
        note = f"{user.login} · {tr(user.role.label)}"
        if user.login == self.desk.user.login:
            note = f"{note} · {tr('that is you')}"
        right = tr("can log in") if user.active else tr("switched off")
        return Row(user.login, user.name, note, right, Level.GOOD if user.active else Level.OFF, _ICONS[user.role])

    @Slot(str)
    def _moved(self, _login: str) -> None:
        self.refresh()

    def _current(self) -> User | None:
        marked = self._list.current_id()
        return next((user for user in self._users if user.login == marked), None) if self._users else None

    # What can be done.

    @Slot(str)
    def _opened(self, _login: str) -> None:
        self._act()

    def _act(self) -> None:
        user = self._current()
        if user is None:
            return
        if user.login == self.desk.user.login:
            self._ask_mine()
        elif user.active:
            self._ask(AccountPanel(Kind.PASSWORD, user))
        else:
            self._ask(AccountPanel(Kind.AGAIN, user))

    def _ask_new(self) -> None:
        self._ask(AccountPanel(Kind.NEW))

    def _ask_mine(self) -> None:
        self._ask(AccountPanel(Kind.OWN, self.desk.user))

    def _ask(self, panel: AccountPanel) -> None:
        self.clear_message()
        panel.filled.connect(self._filled)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    def _ask_off(self) -> None:
        user = self._current()
        if user is None:
            return
        panel = ConfirmPanel(
            tr("Switch off {name} ({login})?", name=user.name, login=user.login),
            N_("The person cannot log in any more. Recordings stay, and the login can be switched on again."),
            N_("Switch off"),
        )
        panel.confirmed.connect(self._switch_off)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    @Slot(object)
    def _filled(self, typed: Typed) -> None:
        if self._busy:
            return
        accounts = self.desk.accounts
        self._busy = True
        if typed.kind in {Kind.NEW, Kind.AGAIN}:
            self.do(accounts.add, typed.login, typed.name, typed.role, typed.password, done=self._added)
        elif typed.kind is Kind.OWN:
            self.do(accounts.change_password, typed.old, typed.password, done=self._changed)
        else:
            self.do(accounts.reset_password, typed.login, typed.password, done=self._changed)
        self.refresh()

    @Slot(str)
    def _switch_off(self, _reason: str) -> None:
        user = self._current()
        self._shut()
        if user is not None:
            self._busy = True
            self.do(self.desk.accounts.disable, user.login, done=self._switched_off)

    @Slot(object)
    def _added(self, user: User) -> None:
        self._new = user.login
        self._over(N_("{name} can log in now as “{login}”."), name=user.name, login=user.login)

    @Slot(object)
    def _changed(self, _nothing: object) -> None:
        self._over(N_("The password is changed."))

    @Slot(object)
    def _switched_off(self, _nothing: object) -> None:
        self._over(N_("The login is switched off."))

    def _over(self, source: str, **params: object) -> None:
        self._busy = False
        self._shut()
        self.message(Level.GOOD, source, "", **params)
        self.look()

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self._list.setFocus()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        self._busy = False
        if isinstance(self.panel, AccountPanel) and isinstance(error, UserError):
            self.panel.refuse(sentence(error))
            self.refresh()
            return
        super().refused(error)
