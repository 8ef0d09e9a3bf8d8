"""Print a proof of recording once more: made anew from the vault, printed on the printer's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from booth.devices.ports import Cancel
from booth.ui.kit.figures import Progress
from booth.ui.kit.theme import Level
from booth.workflow.words import sentence
from resources.i18n import N_

if TYPE_CHECKING:
    from booth.devices.slip import Slip
    from booth.ui.station import Station
    from booth.ui.worker import Job

PRINT_WAIT = 30.0  # seconds until a printer must have taken the page


class Reprint(QObject):
    """One print at a time. `said` gives a level and a source text; `progress` is a line for the screen to place."""

    changed = Signal()  # busy or not
    said = Signal(object, str)  # Level, text

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._job: Job | None = None
        self.progress = Progress()
        self.progress.set_share(None)
        self.progress.hide()

    @property
    def busy(self) -> bool:
        return self._job is not None

    def start(self, recording_id: str) -> None:
        """Print the proof of this recording; does nothing while one is printed."""
        if self._job is not None:
            return
        proof = self._station.desk.proof
        self._job = self._station.store.run(proof, recording_id, done=self._made, failed=self._failed)
        self.progress.show()
        self.changed.emit()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    @Slot(object)
    def _made(self, slip: Slip) -> None:
        cancel = Cancel()
        self._job = self._station.printer.run(
            self._print, slip, cancel, cancel=cancel, done=self._printed, failed=self._failed
        )

    def _print(self, slip: Slip, cancel: Cancel) -> None:
        with self._station.equipment.printer() as printer:
            printer.print_slip(slip, timeout=PRINT_WAIT, cancel=cancel)

    @Slot(object)
    def _printed(self, _nothing: object) -> None:
        self._end()
        self.said.emit(Level.GOOD, N_("The proof is printed. Give it to the resident."))

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._end()
        self.said.emit(Level.BAD, sentence(error))

    def _end(self) -> None:
        self._job = None
        self.progress.hide()
        self.changed.emit()
