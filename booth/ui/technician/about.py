"""What this booth is: enrolment, versions, room on the disk, whether the activity log is whole; and enrolling again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from booth.domain.errors import BoothError
from booth.ui.kit.banner import Banner
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card
from booth.ui.kit.screen import Action, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.technician.backup import say_age
from booth.ui.technician.enrolment import OfficePanel
from booth.workflow.backup import LastBackup, last_backup
from booth.workflow.inspection import BoothFacts, booth_facts
from booth.workflow.restore import Missing, missing, restored_at
from booth.workflow.words import shown_instant, shown_moment, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from datetime import datetime

    from booth.ui.station import Station
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from sync.identity import OfficeIdentity


class BoothScreen(PageScreen):
    """Facts to read out on the telephone."""

    help_page = "booth"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._facts: BoothFacts | None = None
        self._checking = False
        self._chain = Banner()
        self._chain.hide()
        self._last: LastBackup | None = None
        self._restored: datetime | None = None
        self._busy = False
        self._age = Banner()
        self._age.hide()
        self._shown = Facts(columns=2)
        card = Card()
        card.box.addWidget(self._shown)
        self.body.addWidget(self._chain)
        self.body.addWidget(self._age)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("This booth")

    def subtitle(self) -> str:
        return self.station.booth.name

    def state_text(self) -> str:
        return tr("checking") if self._checking else tr("checked")

    def offers(self) -> list[Action]:
        ready = not self._checking and not self._busy
        return [
            Action("again", tr("Enrol again"), self._ask_again, "F4", enabled=ready),
            Action("moved", tr("Office has moved"), self._ask_moved, "F6", enabled=ready),
            Action("compare", tr("Compare with the office"), self._compare, "F7", enabled=ready),
            primary(tr("Check again"), self.look, key="F5", enabled=ready),
        ]

    def hint(self) -> str:
        if self._busy:
            return tr("asking the office …")
        return tr("checking the activity log …") if self._checking else ""

    def look(self) -> None:
        self._checking = True
        self.refresh()
        self.ask(_look, self.station.booth, self.desk, done=self._show)

    def retranslate(self) -> None:
        if self._facts is not None:
            self._write(self._facts)

    @Slot(object)
    def _show(self, found: tuple[BoothFacts, LastBackup | None, datetime | None]) -> None:
        self._checking = False
        facts, self._last, self._restored = found
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
        say_age(self._age, self._last, self.station)
        self._age.show()
        zone = self.station.booth.zone
        restored = shown_moment(self._restored, zone) if self._restored else tr("never")
        gigabytes = shown_number(round(facts.free / 1e9, 1))
        self._shown.set_facts(
            [
                (N_("Name"), facts.name),
                (N_("Booth number"), facts.booth),
                (N_("Office"), facts.office),
                (N_("Address of the office"), facts.address),
                (N_("Serves"), "\n".join(facts.kecamatan)),
                (N_("Enrolled"), shown_instant(facts.enrolled_at, zone)),
                (N_("Time zone"), facts.time_zone),
                (N_("Program version"), facts.version),
                (N_("Data folder"), str(facts.folder.absolute())),
                (N_("Free on the disk"), tr("{size} GB", size=gigabytes)),
                (N_("Residents in the register"), shown_number(facts.residents)),
                (N_("Recordings not sent yet"), shown_number(facts.unsent)),
                (N_("Last backup"), shown_moment(self._last.at, zone) if self._last else tr("never")),
                (N_("Restored from a backup"), restored),
            ]
        )

    # Enrolling again.

    def _ask_again(self) -> None:
        panel = OfficePanel(
            N_("Enrol this booth again"),
            N_(
                "For an office with a new certificate, or when the office asks for it. It gives you a new code. The "
                "booth keeps its number, and recordings that wait are sent."
            ),
            N_("Enrol again"),
            url=self.station.booth.provisioned.url,
            code=True,
        )
        panel.filled.connect(self._enrol_again)
        self._ask(panel)

    def _ask_moved(self) -> None:
        panel = OfficePanel(
            N_("The office has a new address"),
            N_("The same office, with the certificate that this booth knows. No code is needed."),
            N_("Take this address"),
            url=self.station.booth.provisioned.url,
            code=False,
        )
        panel.filled.connect(self._move)
        self._ask(panel)

    def _ask(self, panel: OfficePanel) -> None:
        self.clear_message()
        panel.cancelled.connect(self.close_panel)
        self.open_panel(panel)

    @Slot(str, str)
    def _enrol_again(self, url: str, code: str) -> None:
        self._begin()
        self.do(self.station.booth.enrol_again, url, code, self.desk.vault, done=self._enrolled)

    @Slot(str, str)
    def _move(self, url: str, _code: str) -> None:
        self._begin()
        self.do(self.station.booth.move_office, url, self.desk.vault, done=self._enrolled)

    def _compare(self) -> None:
        self.clear_message()
        self._begin()
        self.do(missing, self.station.booth, self.desk.vault, done=self._compared)

    def _begin(self) -> None:
        self._busy = True
        if isinstance(self.panel, OfficePanel):
            self.panel.work()
        self.refresh()

    @Slot(object)
    def _enrolled(self, identity: OfficeIdentity) -> None:
        self._busy = False
        self.close_panel()
        self.message(
            Level.GOOD,
            N_("This booth is {booth} at {office}, and sends to {url}."),
            booth=identity.booth,
            office=identity.office,
            url=identity.url,
        )
        self.look()

    @Slot(object)
    def _compared(self, found: Missing) -> None:
        self._busy = False
        before, since = len(found.before), len(found.since)
        if since:
            self.message(
                Level.BAD,
                N_("The office has {n} recordings of this booth that were not made here."),
                N_("Another computer runs from a copy of it. Stop one of the two, then call the office."),
                n=since,
            )
        elif before:
            more = N_("What was recorded after the backup and not sent yet is nowhere any more: see the paper lists.")
            if found.drafts:
                more = N_("{drafts} of them stand among the drafts here. Let an operator discard those.")
            self.message(
                Level.CARE,
                N_("The office has {n} recordings that were made after the backup. They are safe there."),
                more,
                n=before,
                drafts=len(found.drafts),
            )
        else:
            self.message(Level.GOOD, N_("The office holds nothing of this booth that this booth does not know."))
        self.refresh()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        self._busy = False
        if isinstance(self.panel, OfficePanel) and isinstance(error, BoothError):
            self.panel.refuse(error)
            self.refresh()
            return
        super().refused(error)


def _look(booth: Booth, desk: Desk) -> tuple[BoothFacts, LastBackup | None, datetime | None]:
    return booth_facts(booth, desk), last_backup(desk.vault), restored_at(desk.vault)
