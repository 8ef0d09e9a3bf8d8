"""Print a proof of recording once more: made anew from the vault, kept for the printer, printed by the spooler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from booth.devices.printer.errors import PrintCutOff
from booth.domain.errors import BoothError
from booth.ui.kit.figures import Progress
from booth.ui.kit.theme import Level
from booth.ui.spooler import Spooler
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.ui.worker import Job


class Reprint(QObject):
    """One print at a time. `said` gives a level and a source text; `progress` is a line for the screen to place."""

    changed = Signal()  # busy or not
    said = Signal(object, str)  # Level, text

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._spooler = Spooler.of(station)
        self._job: Job | None = None
        self._slip: int | None = None  # what we wait for
        self._spooler.printed.connect(self._printed)
        self._spooler.failed.connect(self._not_printed)
        self.progress = Progress()
        self.progress.set_share(None)
        self.progress.hide()

    @property
    def busy(self) -> bool:
        return self._job is not None or self._slip is not None

    def start(self, recording_id: str) -> None:
        """Print the proof of this recording; does nothing while one is printed."""
        if self.busy:
            return
        self._job = self._station.store.run(self._keep, recording_id, done=self._kept, failed=self._failed)
        self.progress.show()
        self.changed.emit()

    def stop(self) -> None:
        """Nobody waits for it any more; what is kept is printed all the same."""
        if self._job is not None:
            self._job.cancel()
        if self.busy:
            self._end()

    def _keep(self, recording_id: str) -> int:
        return self._spooler.keep(self._station.desk.proof(recording_id))

    @Slot(object)
    def _kept(self, slip: int) -> None:
        self._job, self._slip = None, slip
        self._spooler.wake()

    @Slot(int, bool)
    def _printed(self, slip: int, sure: bool) -> None:
        if slip != self._slip:
            return
        self._end()
        self.said.emit(Level.GOOD, printed_words(sure=sure))

    @Slot(int, object)
    def _not_printed(self, slip: int, error: BoothError) -> None:
        if self._slip is None or slip > self._slip:  # those before it stand in its way
            return
        self._end()
        self.said.emit(Level.CARE, told(error))

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._end()
        self.said.emit(Level.BAD, sentence(error))

    def _end(self) -> None:
        self._job = self._slip = None
        self.progress.hide()
        self.changed.emit()


def printed_words(*, sure: bool) -> str:
    """What is said of a proof that was printed, as a source text; not every printer tells whether it printed."""
    if sure:
        return N_("The proof is printed. Give it to the resident.")
    return N_("Sent to the printer, which does not tell whether it printed. Look at it.")


def told(error: BoothError) -> str:
    """What is wrong and what becomes of the paper, in the language in use."""
    if isinstance(error, PrintCutOff):
        return sentence(error)
    return f"{sentence(error)} {tr('The paper is kept and printed by itself as soon as that is possible.')}"
