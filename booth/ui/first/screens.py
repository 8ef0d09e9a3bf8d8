"""What is asked before anybody can log in: language, office or backup, and who the technician is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from booth.domain.errors import BoothError
from booth.store.errors import LoginInvalid
from booth.store.users import NewUser, Role
from booth.ui.account_panels import proposed_login
from booth.ui.field_card import FieldCard
from booth.ui.kit.lines import LineField, PasswordField
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, Screen, back, primary
from booth.ui.kit.theme import Level
from booth.ui.technician.enrolment import EnrolmentCodeField, is_of_code, judge_address, refusal, with_scheme
from booth.workflow.words import sentence
from resources.i18n import LANGUAGES, N_, language, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.workflow.desk import Desk


_FIRST = N_("You are the first who may log in. Other accounts follow; the password opens backups, too.")
_AGAIN = N_("An earlier attempt made this account already. Log in as you did then, and the booth is set up.")
_NOTE = N_("At least 8 characters. Nobody can look it up; another technician or a supervisor can give a new one.")
_PAPERS = {"id": "Layar dan cetakan dalam bahasa Indonesia", "en": "Screens and papers in English"}


class LanguageScreen(Screen):
    """The first question. The marked language is spoken at once."""

    chosen = Signal(str)
    done = Signal()
    help_page = "first"

    def __init__(self) -> None:
        super().__init__()
        self._list = RowList()
        self._list.setAccessibleName(tr("Language"))
        self._list.set_rows([Row(code, name, _PAPERS.get(code, "")) for code, name in LANGUAGES.items()])
        self._list.opened.connect(self._opened)
        self._list.moved_to.connect(self._moved)
        self.body.addWidget(self._list, 1)

    def title(self) -> str:
        return tr("Welcome. Which language?")

    def offers(self) -> list[Action]:
        return [primary(tr("Next"), self.done.emit)]

    def enter(self) -> None:
        codes = list(LANGUAGES)
        self._list.move(codes.index(language()) - codes.index(self._list.current_id()))
        self._list.setFocus()

    @Slot(str)
    def _opened(self, _code: str) -> None:
        self.done.emit()

    @Slot(str)
    def _moved(self, code: str) -> None:
        if self.isVisible() and code and code != language():
            self.chosen.emit(code)


class OfficeScreen(Screen):
    """Where the office is, and the code that it gave; or a backup in place of both."""

    filled = Signal(str, str, str)  # address, code, name of the booth
    restore_wanted = Signal()
    went_back = Signal()
    help_page = "first"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._busy = False
        self._address = LineField(longest=200, placeholder="https://office.example:8443")
        self._address.setObjectName("address")
        self._code = EnrolmentCodeField()
        self._name = LineField(longest=60, placeholder=N_("For example: Baamang 1"))
        self._name.setObjectName("name")
        self._card = FieldCard(
            N_("The office gives you its address and a one-time code. Compare the code one character after the other."),
            (
                (N_("Address of the office"), self._address),
                (N_("Code"), self._code),
                (N_("Name of the booth"), self._name),
            ),
            noted=self._code,
        )
        self._card.edited.connect(self._edited)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return tr("Which office?")

    def state_text(self) -> str:
        return tr("asking the office …") if self._busy else ""

    def hint(self) -> str:
        return self.state_text()

    def offers(self) -> list[Action]:
        code = self._code.said()[1]
        ready = not self._busy and bool(self._address.text()) and (not self._code.text() or code is Level.GOOD)
        return [
            back(tr("Back"), self.went_back.emit, enabled=not self._busy),
            Action("restore", tr("Restore a backup"), self.restore_wanted.emit, "F6", enabled=not self._busy),
            primary(tr("Next"), self._next, enabled=ready),
        ]

    def enter(self) -> None:
        self._card.rest()
        self._card.focus_first()

    def retranslate(self) -> None:
        text, level, params = self._code.said()
        self._card.note.say(text, **params)
        self._card.note.set_level(level)

    def refuse(self, error: BoothError) -> None:
        """The office refused, perhaps only later, what was typed here; or it cannot be reached."""
        self._card.refuse(refusal(error))
        field = self._code if is_of_code(error) else self._address
        field.setFocus()
        field.selectAll()
        self.refresh()

    @Slot()
    def _edited(self) -> None:
        self.retranslate()
        self.refresh()

    def _next(self) -> None:
        if self._busy:
            return
        if fault := judge_address(self._address.text()):
            self._card.refuse(fault)
            self._address.setFocus()
            return
        if self._card.next_empty():
            return
        self._busy = True
        self._card.work()
        self.refresh()
        url, code = with_scheme(self._address.text()), self._code.text()
        self._station.store.run(_meet, url, code, done=self._met, failed=self._refused)

    @Slot(object)
    def _met(self, _nothing: object) -> None:
        self._busy = False
        self._card.rest()
        self.filled.emit(with_scheme(self._address.text()), self._code.text(), self._name.value())
        self.refresh()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, BoothError):
            self._card.rest()
            self.refresh()
            raise error
        self.refuse(error)


class TechnicianScreen(Screen):
    """Who sets the booth up: the first who may log in. With that, the booth is made and enrolled."""

    entered = Signal(object)  # Desk
    office_refused = Signal(object)  # BoothError
    went_back = Signal()
    help_page = "first"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._asked = ("", "", "")
        self._again = False
        self._busy = False
        self._login_touched = False
        self._name = LineField(longest=60)
        self._name.setObjectName("name")
        self._login = LineField(longest=32)
        self._login.setObjectName("login")
        self._new = PasswordField()
        self._new.setObjectName("password")
        self._repeated = PasswordField()
        self._repeated.setObjectName("again")
        self._card = FieldCard(
            _FIRST,
            (
                (N_("Your name"), self._name),
                (N_("Login name"), self._login),
                (N_("Password"), self._new),
                (N_("Once more"), self._repeated),
            ),
            _NOTE,
        )
        self._card.edited.connect(self.refresh)
        self._name.edited.connect(self._propose)
        self._login.edited.connect(self._touched)
        self.body.addWidget(self._card)
        self.body.addStretch(1)

    def ask(self, url: str, code: str, booth: str, *, again: bool) -> None:
        """What the step before brought; `again` where the account was made by an earlier attempt."""
        self._asked, self._again = (url, code, booth), again
        for editor in (self._name, self._repeated):
            self._card.show_row(editor, shown=not again)
        self._card.lead.say(_AGAIN if again else _FIRST)
        self._card.note.say("" if again else _NOTE)

    def title(self) -> str:
        return tr("Log in as the technician") if self._again else tr("Who is the technician?")

    def subtitle(self) -> str:
        return tr("made by an earlier attempt") if self._again else ""

    def state_text(self) -> str:
        return tr("setting up") if self._busy else ""

    def hint(self) -> str:
        return tr("making keys, asking the office …") if self._busy else ""

    def offers(self) -> list[Action]:
        return [
            back(tr("Back"), self.went_back.emit, enabled=not self._busy),
            primary(
                tr("Set up"), self._next, enabled=not self._busy and bool(self._login.value() or self._name.value())
            ),
        ]

    def enter(self) -> None:
        self._card.rest()
        self._card.focus_first()

    def leave(self) -> None:
        self._new.clear()
        self._repeated.clear()

    @Slot()
    def _propose(self) -> None:
        if not self._login_touched:
            self._login.set_value(proposed_login(self._name.value()))
            self.refresh()

    @Slot()
    def _touched(self) -> None:
        self._login_touched = True

    def _next(self) -> None:
        if self._busy or self._card.next_empty():
            return
        if not self._again and self._new.value() != self._repeated.value():
            self._card.refuse(tr("The two passwords are not the same. Type both again."))
            self._new.clear()
            self._repeated.clear()
            self._new.setFocus()
            return
        self._busy = True
        self._card.work()
        self.refresh()
        login = self._login.value()
        first = NewUser(login, self._name.value() or login, Role.TECHNICIAN, self._new.value())
        self._station.store.run(_set_up, self._station, *self._asked, first, done=self._done, failed=self._refused)

    @Slot(object)
    def _done(self, desk: Desk) -> None:
        self._busy = False
        self._card.rest()
        self.refresh()
        self.entered.emit(desk)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        from sync.errors import EnrolRefused, LineError

        self._busy = False
        self._card.rest()
        self.refresh()
        if not isinstance(error, BoothError):
            raise error
        cause = getattr(error, "error", None)
        if isinstance(cause, (EnrolRefused, LineError)):
            self.office_refused.emit(error)
            return
        self._card.refuse(sentence(error))
        field = self._login if isinstance(error, LoginInvalid) else self._new
        field.setFocus()
        field.selectAll()


def _meet(url: str, code: str) -> None:
    from booth.workflow.errors import OfficeTrouble
    from sync.errors import SyncError
    from sync.identity import meet

    try:
        meet(url, code)
    except SyncError as error:
        raise OfficeTrouble(error) from error


def _set_up(station: Station, url: str, code: str, name: str, first: NewUser) -> Desk:
    """Make and enrol the booth, and sit the technician down."""
    from booth.workflow.first import FIRST_INSIDE, note_stage

    booth = station.booth
    if booth.identity is None:
        note_stage(booth.folder, FIRST_INSIDE)
        booth.provision(url, code, name, first)
        booth.change(language=language())
    return booth.login(first.login, first.password)
