"""What this booth is: enrolment, versions, room on the disk, and whether the activity log is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from booth.ui.kit.banner import Banner
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card
from booth.ui.kit.screen import Action, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.workflow.inspection import BoothFacts, booth_facts
from booth.workflow.words import shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station


class BoothScreen(PageScreen):
    """Facts to read out on the telephone."""

    help_page = "booth"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._facts: BoothFacts | None = None
        self._checking = False
        self._chain = Banner()
        self._chain.hide()
        self._shown = Facts(columns=2)
        card = Card()
        card.box.addWidget(self._shown)
        self.body.addWidget(self._chain)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("This booth")

    def subtitle(self) -> str:
        return self.station.booth.name

    def state_text(self) -> str:
        return tr("checking") if self._checking else tr("checked")

    def offers(self) -> list[Action]:
        return [primary(tr("Check again"), self.look, key="F5", enabled=not self._checking)]

    def hint(self) -> str:
        return tr("checking the activity log …") if self._checking else ""

    def look(self) -> None:
        self._checking = True
        self.refresh()
        self.ask(booth_facts, self.station.booth, self.desk, done=self._show)

    def retranslate(self) -> None:
        if self._facts is not None:
            self._write(self._facts)

    @Slot(object)
    def _show(self, facts: BoothFacts) -> None:
        self._checking = False
        self._facts = facts
        self.went_well()
        self._write(facts)
        self.refresh()

    @Slot(object)
    def unseen(self, error: Exception) -> None:
        self._checking = False
        super().unseen(error)

    def _write(self, facts: BoothFacts) -> None:
        if facts.audit_rows is None:
            self._chain.say(
                Level.BAD,
                N_("The activity log was changed from outside (entry {row})."),
                N_("Keep this data folder as evidence and report it; recordings are not affected."),
                row=facts.audit_fault,
            )
        else:
            self._chain.say(
                Level.GOOD,
                N_("The activity log is whole: {rows} entries, chain unbroken."),
                rows=shown_number(facts.audit_rows),
            )
        self._chain.show()
        gigabytes = shown_number(round(facts.free / 1e9, 1))
        self._shown.set_facts(
            [
                (N_("Name"), facts.name),
                (N_("Booth number"), facts.booth),
                (N_("Office"), facts.office),
                (N_("Address of the office"), facts.address),
                (N_("Serves"), "\n".join(facts.kecamatan)),
                (N_("Enrolled"), _moment(facts.enrolled_at)),
                (N_("Time zone"), facts.time_zone),
                (N_("Program version"), facts.version),
                (N_("Data folder"), str(facts.folder)),
                (N_("Free on the disk"), tr("{size} GB", size=gigabytes)),
                (N_("Residents in the register"), shown_number(facts.residents)),
                (N_("Recordings not sent yet"), shown_number(facts.unsent)),
            ]
        )


def _moment(instant: str) -> str:
    """A stored instant's day as dd-mm-yyyy."""
    return "-".join(reversed(instant[:10].split("-"))) if instant else ""
