"""The backup of the data folder: how old the last one is, and a new one onto a stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from booth.domain.errors import BoothError
from booth.store.errors import LoginRefused
from booth.ui.kit.banner import Banner
from booth.ui.kit.figures import Progress
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.places import Place, places
from booth.ui.places_panel import YOUR_PASSWORD, PlacePanel
from booth.ui.worker import Latest, StopSign
from booth.workflow.backup import OLD_AFTER, LastBackup, Made, Stopped, last_backup, make_backup, proposed_name
from booth.workflow.words import sentence, shown_megabytes, shown_moment
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.ui.station import Station
    from booth.ui.worker import Job

_STEPS = (
    N_("A backup holds everything of this booth: register, drafts, recordings that are not sent, keys, settings."),
    N_("It is encrypted to your password and to the office; without one of them nobody can read it."),
    N_("Keep it on a USB stick or another disk, away from this computer. It is read back before it counts."),
    N_("Restore it with the guide on an empty computer, or with “booth restore FILE”."),
)


class BackupScreen(PageScreen):
    """One backup at a time; it goes on while another page is shown."""

    backed_up = Signal()
    help_page = "backup"

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._last: LastBackup | None = None
        self._known = False
        self._job: Job | None = None
        self._stop = StopSign()
        self._told = Latest(self._moved_on, self)
        self._age = Banner()
        self._age.hide()
        self._progress = Progress()
        self._progress.hide()
        self._shown = Facts(columns=1)
        self._card = Card()
        self._card.box.addWidget(self._shown)
        self._card.hide()
        about = Card(N_("What a backup is"))
        for text in _STEPS:
            about.box.addWidget(Label(text, Role.QUIET, wrap=True))
        self.body.addWidget(self._age)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._card)
        self.body.addWidget(about)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Backup")

    def subtitle(self) -> str:
        return self.station.booth.name

    def state_text(self) -> str:
        if self._job is not None:
            return tr("backing up")
        return tr("ready") if self._known else tr("reading")

    def hint(self) -> str:
        return tr("This may take a minute.") if self._job is not None else ""

    def offers(self) -> list[Action]:
        if self._job is not None:
            return [back(tr("Stop"), self._end)]
        return [primary(tr("Back up now"), self._ask_place, enabled=self._known)]

    def look(self) -> None:
        self.ask(last_backup, self.desk.vault, done=self._show)

    def retranslate(self) -> None:
        if self._known:
            self._write()

    @Slot(object)
    def _show(self, last: LastBackup | None) -> None:
        self.went_well()
        self._known, self._last = True, last
        self._write()
        self.refresh()

    def _write(self) -> None:
        say_age(self._age, self._last, self.station)
        self._age.show()
        self._card.setVisible(self._last is not None)
        if (last := self._last) is None:
            return
        moment = shown_moment(last.at, self.station.booth.zone)
        self._shown.set_facts([(N_("Last backup"), moment), (N_("File"), last.path)])

    # Making one.

    def _ask_place(self) -> None:
        self.clear_message()
        self.do(places, done=self._open_panel)

    @Slot(object)
    def _open_panel(self, found: list[Place]) -> None:
        panel = PlacePanel(
            N_("Where should the backup go?"),
            N_("Best onto a USB stick. The file is encrypted: whoever finds the stick reads nothing."),
            N_("Back up"),
            found,
            password=YOUR_PASSWORD,
        )
        panel.chosen.connect(self._begin)
        panel.cancelled.connect(self._cancel)
        self.open_panel(panel)

    @Slot()
    def _cancel(self) -> None:
        self._end()
        self.close_panel()

    @Slot(str, str)
    def _begin(self, folder: str, password: str) -> None:
        if self._job is not None:
            return
        if isinstance(self.panel, PlacePanel):
            self.panel.work()
        self._stop = StopSign()
        self._progress.set_share(0.0)
        self._progress.show()
        self._job = self.station.printer.run(
            make_backup,
            self.station.booth,
            self.desk.vault,
            password,
            Path(folder) / proposed_name(self.station.booth),
            _telling(self._told, self._stop),
            cancel=self._stop,
            done=self._made,
            failed=self.refused,
        )
        self.refresh()

    @Slot(object)
    def _moved_on(self, share: float) -> None:
        if self._job is None:
            return
        if self.panel is not None:  # the password was right: the rest is shown on the page
            self.close_panel()
        self._progress.set_share(share)

    def _end(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._over()
            self.message(Level.CARE, Stopped.text)

    @Slot(object)
    def _made(self, made: Made) -> None:
        self._over()
        self.close_panel()
        self.backed_up.emit()
        more = "{file} · {size} MB"
        if made.same_disk:
            self.message(
                Level.CARE,
                N_("The backup lies on the disk that the data lie on. Copy it to a USB stick, too."),
                more,
                file=str(made.path),
                size=shown_megabytes(made.size),
            )
        else:
            self.message(
                Level.GOOD,
                N_("The backup is written and was read back."),
                more,
                file=str(made.path),
                size=shown_megabytes(made.size),
            )
        self.look()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        self._over()
        if isinstance(self.panel, PlacePanel) and isinstance(error, BoothError):
            wrong = isinstance(error, LoginRefused) and not error.wait  # nobody typed a login here
            self.panel.refuse(tr(N_("This is not your password.")) if wrong else sentence(error))
            return
        super().refused(error)

    def _over(self) -> None:
        self._job = None
        self._progress.hide()
        self.refresh()


def _telling(told: Callable[[float], None], stop: StopSign) -> Callable[[float], None]:
    def tell(share: float) -> None:
        if stop.set:
            raise Stopped
        told(share)

    return tell


def say_age(banner: Banner, last: LastBackup | None, station: Station) -> None:
    """How old the last backup is, in a colour that says whether that is too old."""
    if last is None:
        banner.say(Level.CARE, N_("There is no backup of this booth yet."), N_("A broken disk would take it all."))
        return
    days = last.age(station.booth.clock())
    if days >= OLD_AFTER:
        banner.say(Level.CARE, N_("The last backup is {n} days old."), N_("Make a new one."), n=days)
    elif days:
        banner.say(Level.GOOD, N_("The last backup is {n} days old."), n=days)
    else:
        banner.say(Level.GOOD, N_("The last backup is of today."))
