"""The papers that wait for the printer: print one all the same, or let it be."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from booth.ui.kit.banner import Banner
from booth.ui.kit.label import Label, Role
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.spooler import Spooler
from booth.workflow.spool import Waiting
from booth.workflow.words import sentence, shown_date
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.domain.errors import BoothError
    from booth.ui.station import Station
    from booth.workflow.spool import WaitingSlip

_LEVELS = {Waiting.DUE: Level.CARE, Waiting.DOUBT: Level.BAD, Waiting.OLD: Level.OFF, Waiting.DAMAGED: Level.BAD}
_ADVICE = {
    Waiting.DUE: N_("Printed by itself as soon as the printer is ready. Enter tries now."),
    Waiting.DOUBT: N_("Is the paper whole? Then Del takes it off the list. Enter prints it again, from the beginning."),
    Waiting.OLD: N_("Its owner has probably gone home. Enter prints it all the same, Del takes it off the list."),
    Waiting.DAMAGED: N_("It cannot be printed from here. Del takes it off the list."),
}


class SpoolPanel(Panel):
    """A list that follows the spooler; it closes itself when nothing is left."""

    closed = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._spooler = Spooler.of(station)
        self._trying = False  # because somebody asked for it, not by itself
        self._rows = RowList()
        self._rows.setAccessibleName(tr("Papers that wait for the printer"))
        self._rows.opened.connect(self._print)
        self._rows.moved_to.connect(self._moved)
        self._trouble = Banner()
        self._trouble.hide()
        self._advice = Label(role=Role.QUIET, wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(Label(N_("Papers that wait for the printer"), Role.STRONG))
        box.addWidget(self._trouble)
        box.addWidget(self._rows, 1)
        box.addWidget(self._advice)
        self._spooler.changed.connect(self._show)
        self._spooler.failed.connect(self._failed)
        self._spooler.printed.connect(self._printed)
        self._show()

    def offers(self) -> list[Action]:
        marked = self._current()
        return [
            back(tr("Back"), self.closed.emit),
            Action("forget", tr("Do not print"), self._forget, "Del", enabled=marked is not None),
            primary(
                tr("Print it now"),
                self._print,
                enabled=marked is not None and marked.state is not Waiting.DAMAGED and not self._spooler.busy,
            ),
        ]

    def take_focus(self) -> None:
        self._rows.setFocus()

    @Slot()
    def _show(self) -> None:
        if not self._spooler.waiting:
            self.closed.emit()
            return
        self._rows.set_rows([self._row(slip) for slip in self._spooler.waiting])
        self._moved()

    def _row(self, slip: WaitingSlip) -> Row:
        at = slip.at.astimezone(self._station.booth.zone)
        since = tr("waiting since {when}", when=_when(at, self._station.desk.day()))
        note = f"{since} · {tr('{n} try', n=slip.tries)}" if slip.tries else since
        title = f"{slip.who} · {slip.title}" if slip.who else slip.title
        return Row(str(slip.id), title, note, tr(slip.state.value), _LEVELS[slip.state], "printer")

    @Slot()
    def _moved(self) -> None:
        marked = self._current()
        if self._trying:
            self._advice.say(N_("The printer is asked …"))
        else:
            self._advice.say(_ADVICE[marked.state] if marked is not None else "")
        self.changed.emit()

    def _current(self) -> WaitingSlip | None:
        marked = self._rows.current_id()
        return next((slip for slip in self._spooler.waiting if str(slip.id) == marked), None)

    @Slot()
    def _print(self) -> None:
        slip = self._current()
        if slip is None or slip.state is Waiting.DAMAGED:
            return
        self._trying = True
        self._trouble.hide()
        self._moved()
        if slip.state is Waiting.DUE:
            self._spooler.wake()
        else:
            self._spooler.print_again(slip.id)

    @Slot(int, object)
    def _failed(self, _slip: int, error: BoothError) -> None:
        """Said where somebody asked; what is tried by itself every few seconds disturbs nobody."""
        if self._trying:
            self._trying = False
            self._station.sounds.play(Sound.REFUSED)
            self._trouble.say(Level.CARE, "{words}", words=sentence(error))
            self._trouble.show()
            self._moved()

    @Slot(int, bool)
    def _printed(self, _slip: int, _sure: bool) -> None:
        self._trying = False
        self._moved()

    @Slot()
    def _forget(self) -> None:
        if (slip := self._current()) is not None:
            self._spooler.forget(slip.id)


def _when(at: datetime, today: date) -> str:
    return at.strftime("%H.%M") if at.date() == today else f"{shown_date(at.date())} {at:%H.%M}"
