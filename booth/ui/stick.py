"""Recordings to the office on a USB stick, and back what the office wrote: for supervisor and technician."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from booth.domain.errors import BoothError
from booth.ui.kit.banner import Banner
from booth.ui.kit.figures import Progress
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.theme import Level
from booth.ui.news import News
from booth.ui.page_screen import PageScreen
from booth.ui.places import Place, places
from booth.ui.places_panel import PlacePanel
from booth.ui.worker import Latest, StopSign
from booth.workflow.carrying import Trips, carry, on_stick, take_back, trips
from booth.workflow.limits import Reached
from booth.workflow.queue import refusal_advice
from booth.workflow.words import sentence, shown_megabytes, shown_moment, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.ui.station import Station
    from booth.ui.worker import Job
    from sync.courier import OnStick, Read, Written

_STEPS = (
    N_("1. Put a stick in and write onto it. The recordings are sealed: whoever finds the stick reads nothing."),
    N_("2. Take it to the office. There the stick is read, and receipts and news are written onto it."),
    N_("3. Bring it back and read it here. Only the receipts tell that the recordings are safe."),
    N_("Until then everything stays on this computer, too, and is sent as soon as there is a line."),
)


class StickScreen(PageScreen):
    """One stick at a time; writing goes on while another page is shown."""

    help_page = "stick"
    lively = True

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._trips: Trips | None = None
        self._job: Job | None = None
        self._stop = StopSign()
        self._told = Latest(self._moved_on, self)
        self._then: Callable[[Path], None] = self._write_to  # what is done with the stick that is chosen
        self._stick: Path | None = None  # chosen last
        self._waiting = Banner()
        self._waiting.hide()
        self._progress = Progress()
        self._progress.hide()
        self._facts = Facts(columns=1)
        self._found = Card(N_("What was found"))
        self._found.box.addWidget(self._facts)
        self._found.hide()
        how = Card(N_("How recordings travel on a stick"))
        for text in _STEPS:
            how.box.addWidget(Label(text, Role.QUIET, wrap=True))
        for widget in (self._waiting, self._progress, self._found, how):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("USB stick")

    def subtitle(self) -> str:
        return tr("the way to the office without a line")

    def state_text(self) -> str:
        if self._job is not None:
            return tr("stick in use")
        return tr("ready") if self._trips is not None else tr("counting")

    def hint(self) -> str:
        return tr("Leave the stick in.") if self._job is not None else ""

    def offers(self) -> list[Action]:
        if self._job is not None:
            return [back(tr("Stop"), self._stop.cancel, enabled=not self._stop.set)]
        ready = self._trips is not None
        return [
            Action("look", tr("What is on it"), self._ask_look, "F4", enabled=ready),
            Action("read", tr("Read what came back"), self._ask_read, "F7", enabled=ready),
            primary(tr("Write onto a stick"), self._ask_write, enabled=ready),
        ]

    def look(self) -> None:
        self.ask(trips, self.station.booth, done=self._show)

    def retranslate(self) -> None:
        if self._trips is not None:
            self._write()

    @Slot(object)
    def _show(self, found: Trips) -> None:
        self.went_well()
        changed, self._trips = found != self._trips, found
        if changed:
            self._write()
        self.refresh()

    def _write(self) -> None:
        found = self._trips
        assert found is not None  # noqa: S101  (called where there is one)
        waiting = found.waiting
        if not waiting.packets:
            self._waiting.say(Level.GOOD, N_("Nothing waits: the office has every recording."))
        else:
            level = Level.BAD if waiting.level is Reached.STOP else Level.CARE
            text = waiting.text or tr("{n} recordings wait for the office.", n=waiting.packets)
            self._waiting.say(level, text, self._last_trip())
        self._waiting.show()

    def _last_trip(self) -> str:
        last = self._trips.last if self._trips else None
        if last is None:
            return tr("None of them was put on a stick yet.")
        moment = shown_moment(datetime.fromisoformat(last.at), self.station.booth.zone)
        return tr("{n} were on the stick that was written on {moment}. Bring it back.", n=last.packets, moment=moment)

    # Which stick.

    def _ask_write(self) -> None:
        self._ask(self._write_to)

    def _ask_read(self) -> None:
        self._ask(self._read_from)

    def _ask_look(self) -> None:
        self._ask(self._look_at)

    def _ask(self, then: Callable[[Path], None]) -> None:
        self.clear_message()
        self._then = then
        self.do(places, done=self._open_panel)

    @Slot(object)
    def _open_panel(self, found: list[Place]) -> None:
        sticks = [place for place in found if place.plugged]
        if sticks:
            text = N_("The sticks that are plugged in stand below.")
        else:
            text = N_("No stick is plugged in. Put it in, wait a moment, go back and choose again; or type its folder.")
        panel = PlacePanel(N_("Which stick?"), text, N_("Use this stick"), sticks or found)
        panel.chosen.connect(self._chosen)
        panel.cancelled.connect(self.close_panel)
        self.open_panel(panel)

    @Slot(str, str)
    def _chosen(self, folder: str, _password: str) -> None:
        self._stick = Path(folder)
        self.close_panel()
        self._then(self._stick)

    # What is done with it.

    def _write_to(self, stick: Path) -> None:
        self._begin(carry, stick, self._written)

    def _read_from(self, stick: Path) -> None:
        self._begin(take_back, stick, self._read)

    def _begin(self, work: Callable[..., object], stick: Path, done: Callable[[Any], None]) -> None:
        self._found.hide()
        self._stop = StopSign()
        self._progress.set_share(None)
        self._progress.show()
        self._job = self.station.printer.run(
            work,
            self.station.booth,
            self.desk,
            stick,
            _telling(self._told),
            self._stop.is_set,
            cancel=self._stop,
            done=done,
            failed=self.refused,
        )
        self.refresh()

    def _look_at(self, stick: Path) -> None:
        self._job = self.station.printer.run(on_stick, stick, done=self._looked, failed=self.refused)
        self.refresh()

    @Slot(object)
    def _moved_on(self, share: float) -> None:
        if self._job is not None:
            self._progress.set_share(share)

    @Slot(object)
    def _written(self, done: Written) -> None:
        self._over()
        on = done.written + done.there
        if done.left and done.stopped:
            self.message(
                Level.CARE,
                N_("Stopped: {on} recordings are on the stick, {left} are not."),
                N_("You may pull it out now. What is lacking is written the next time."),
                on=shown_number(on),
                left=shown_number(done.left),
            )
        elif done.left:
            self.message(
                Level.CARE,
                N_("The stick is full: {on} recordings are on it, {left} ({size} MB) did not fit."),
                N_("You may pull it out now. Take a second stick for the rest."),
                on=shown_number(on),
                left=shown_number(done.left),
                size=shown_megabytes(done.left_bytes),
            )
        elif on:
            self.message(
                Level.GOOD,
                N_("{n} recordings are on the stick."),
                N_("You may pull it out now. Take it to the office, and bring it back with the receipts."),
                n=on,
            )
        else:
            self.message(Level.GOOD, N_("Nothing waits, so there is nothing to carry. You may pull it out now."))
        self._show_facts(
            (N_("Written now"), done.written),
            (N_("There already"), done.there),
            (N_("Lossless images besides"), done.originals),
            (N_("Taken off, received by the office"), done.removed),
            (N_("Damaged on this computer: call the technician"), done.damaged),
        )
        self.look()

    @Slot(object)
    def _read(self, done: Read) -> None:
        self._over()
        wrong = done.bad + len(done.spoilt)
        if not done.found and done.others:
            self.message(
                Level.CARE,
                N_("Nothing on this stick is for this booth. It is for {booths}."),
                N_("Take it there, or ask the office for the right one."),
                booths=", ".join(done.others),
            )
        elif not done.found:
            self.message(
                Level.CARE,
                N_("The office has not written anything onto this stick."),
                N_("It is read there with “booth-office courier”, which writes the receipts by itself."),
            )
        elif wrong:
            self.message(
                Level.BAD,
                N_("{receipts} receipts came back, but {n} files or receipts were not genuine or damaged."),
                N_("These were not used. Nothing was deleted; ask the office to write the stick again."),
                receipts=shown_number(done.receipts),
                n=wrong,
            )
        elif done.receipts:
            self.message(
                Level.GOOD,
                N_("{n} receipts came back: these recordings are safe at the office."),
                N_("You may pull the stick out now."),
                n=done.receipts,
            )
        else:
            self.message(Level.GOOD, N_("No receipt on the stick is new."), N_("You may pull the stick out now."))
        refused = "; ".join(sorted({tr(refusal_advice(code).meaning) for _, code in done.refused}))
        self._show_facts(
            (N_("Receipts"), done.receipts),
            (N_("Refused by the office"), f"{len(done.refused)}: {refused}" if refused else 0),
            (N_("Not genuine, not used"), done.bad),
            (N_("Damaged files"), ", ".join(done.spoilt)),
            (N_("News of the office"), tr("yes") if done.bulletin is not None else 0),
            (N_("Register"), tr("version {version} came", version=done.letter) if done.letter is not None else 0),
            (N_("Taken off, received by the office"), done.removed),
            (N_("The stick is locked"), tr("nothing was taken off it") if done.locked else 0),
        )
        self.station.count_changed.emit()
        News.of(self.station).look()
        self.look()

    @Slot(object)
    def _looked(self, found: OnStick) -> None:
        self._over()
        mine = self.station.booth.provisioned.booth
        rows: list[tuple[str, str]] = []
        for each in found.booths:
            name = tr("{booth} (this booth)", booth=each.booth) if each.booth == mine else each.booth
            size = shown_megabytes(each.bytes)
            parts = [tr("{n} recordings to the office, {size} MB", n=each.packets, size=size)] if each.packets else []
            news = (
                (each.receipts, N_("receipts")),
                (each.bulletin, N_("news of the office")),
                (each.letter, N_("register")),
            )
            parts += [tr(words) for there, words in news if there]
            rows.append((name, " · ".join(parts) or tr("nothing any more")))
        if not rows:
            self.message(Level.GOOD, N_("Nothing of a booth or of the office is on this stick."))
        self._show_facts(*rows, (N_("Free on the stick"), tr("{size} MB", size=shown_number(round(found.free / 1e6)))))

    def _show_facts(self, *facts: tuple[str, str | int]) -> None:
        """Those of `facts` that are not nothing; labels are source texts."""
        rows = [
            (label, str(value) if isinstance(value, str) else shown_number(value)) for label, value in facts if value
        ]
        self._facts.set_facts(rows)
        self._found.setVisible(bool(rows))

    @Slot(object)
    def refused(self, error: Exception) -> None:
        self._over()
        if isinstance(self.panel, PlacePanel) and isinstance(error, BoothError):
            self.panel.refuse(sentence(error))
            return
        super().refused(error)

    def _over(self) -> None:
        self._job = None
        self._progress.hide()
        self.refresh()


def _telling(told: Callable[[float], None]) -> Callable[[int, int], None]:
    return lambda done, total: told(done / total if total else 1.0)
