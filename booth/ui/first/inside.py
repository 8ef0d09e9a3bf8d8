"""The steps after the first login: the device test, the first accounts, and what was set up in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from booth.store.users import Role
from booth.ui.accounts import AccountsScreen
from booth.ui.kit.banner import Banner
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card
from booth.ui.kit.screen import Action, ActionRole, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.technician.selftest import SelftestScreen
from booth.workflow.first import Summary, summary
from booth.workflow.words import shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station


def _with_next(offers: list[Action], going_back: Action, going_on: Action) -> list[Action]:
    """The actions of a page as a step: its obvious thing keeps its key, Enter and Esc belong to the guide."""
    kept = []
    for action in offers:
        if action.role is ActionRole.BACK:
            return offers  # something runs: it can only be stopped
        if action.id == "primary":
            if action.key == "Return":
                continue
            kept.append(Action("act", action.text, action.slot, action.key, ActionRole.NORMAL, action.enabled))
        elif action.id != "history":
            kept.append(action)
    return [going_back, *kept, going_on]


class TestStep(SelftestScreen):
    """The device test as it always is, and on."""

    done = Signal()
    went_back = Signal()
    help_page = "first"

    def offers(self) -> list[Action]:
        tested = self.state_text() in {tr("all well"), tr("needs attention")}
        on = primary(tr("Next") if tested else tr("Skip the test"), self.done.emit)
        return _with_next(super().offers(), back(tr("Back"), self.went_back.emit), on)


class AccountsStep(AccountsScreen):
    """The technician is there already; supervisor and operators follow."""

    done = Signal()
    went_back = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__(station, help_page="first", title=N_("First accounts"))

    def subtitle(self) -> str:
        users = self._users or []
        there = {user.role for user in users if user.active}
        wanted = [tr(role.label) for role in (Role.SUPERVISOR, Role.OPERATOR) if role not in there]
        return tr("still missing: {roles}", roles=", ".join(wanted)) if wanted else super().subtitle()

    def offers(self) -> list[Action]:
        password = Action("password", tr("New password"), self._act, "F7", enabled=self._current() is not None)
        offers = [action for action in super().offers() if action.id != "mine"]
        return _with_next(
            [*offers, password], back(tr("Back"), self.went_back.emit), primary(tr("Next"), self.done.emit)
        )

    @Slot(str)
    def _opened(self, _login: str) -> None:
        self.done.emit()


class DoneScreen(PageScreen):
    """What was set up, and what comes next."""

    done = Signal()
    register_wanted = Signal()
    went_back = Signal()
    help_page = "first"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._summary: Summary | None = None
        self._shown = Facts(columns=1)
        self._next = Banner()
        self._next.hide()
        card = Card()
        card.box.addWidget(self._shown)
        self.body.addWidget(card)
        self.body.addWidget(self._next)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("The booth is set up")

    def subtitle(self) -> str:
        return self.station.booth.name

    def state_text(self) -> str:
        return tr("ready") if self._summary else tr("reading")

    def offers(self) -> list[Action]:
        empty = self._summary is not None and not self._summary.residents
        begin = Action("begin", tr("Finish without it"), self.done.emit, "F8", ActionRole.ASIDE)
        if empty:
            take = primary(tr("Take in the register"), self.register_wanted.emit)
            return [back(tr("Back"), self.went_back.emit), begin, take]
        return [back(tr("Back"), self.went_back.emit), primary(tr("Finish"), self.done.emit)]

    def enter(self) -> None:
        super().enter()
        self.setFocus()

    def look(self) -> None:
        self.ask(summary, self.station.booth, self.desk, done=self._show)

    def retranslate(self) -> None:
        if self._summary is not None:
            self._write(self._summary)

    @Slot(object)
    def _show(self, found: Summary) -> None:
        self.went_well()
        self._summary = found
        self._write(found)
        self.refresh()

    def _write(self, found: Summary) -> None:
        tested = tr("not yet") if not found.tested else tr("passed") if found.passed else tr("needs attention")
        self._shown.set_facts(
            [
                (N_("Name"), found.name),
                (N_("Booth number"), found.booth),
                (N_("Office"), found.office),
                (N_("Can log in"), shown_number(found.users)),
                (N_("Device test"), tested),
                (N_("Residents in the register"), shown_number(found.residents)),
            ]
        )
        if found.residents:
            self._next.say(Level.GOOD, N_("Operators can log in and record. Make a first backup soon."))
        else:
            self._next.say(
                Level.CARE,
                N_("The register is empty: nobody can be found yet."),
                N_("Take in the office's CSV file now, or later on the page “Register”."),
            )
        self._next.show()
