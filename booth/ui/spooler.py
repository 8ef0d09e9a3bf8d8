"""Prints what waits for the printer, one slip after the other, while somebody is logged in; screens only listen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from booth.devices.ports import Cancel, Cancelled
from booth.domain.errors import BoothError
from booth.workflow.spool import (
    Attempt,
    Waiting,
    WaitingSlip,
    forget_slip,
    keep_slip,
    print_again,
    print_due,
    waiting_slips,
)

if TYPE_CHECKING:
    from booth.devices.slip import Slip
    from booth.ui.station import Station
    from booth.ui.worker import Job

EVERY = 5000  # ms between tries while the printer is not there


class Spooler(QObject):
    """One for each window: `Spooler.of(station)`."""

    changed = Signal()  # `waiting`, `error` or `busy`
    printed = Signal(int, bool)  # slip, whether the printer says that it printed
    failed = Signal(int, object)  # slip, BoothError; it waits, or stands in doubt

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._job: Job | None = None
        self._again = False  # something came while a try was under way
        self.waiting: tuple[WaitingSlip, ...] = ()
        self.error: BoothError | None = None  # of the last try
        self._timed = False  # a try is due by itself
        station.desk_changed.connect(self._desk_changed)
        self._desk_changed()

    @classmethod
    def of(cls, station: Station) -> Spooler:
        """The station's, made when it is first asked for."""
        found: Spooler | None = station.findChild(cls)
        return found or cls(station)

    @property
    def _station(self) -> Station:
        """Not kept: the two would be a ring, and Python would take it apart on whichever thread it collects."""
        return cast("Station", self.parent())

    @property
    def busy(self) -> bool:
        return self._job is not None

    def keep(self, slip: Slip) -> int:
        """Keep `slip`; its id. On the store's thread; call `wake` afterwards. Raises `NoPrinter`, `StoreError`."""
        return keep_slip(self._station.desk, slip, printer=self._station.booth.settings.printer)

    def wake(self) -> None:
        """Something is to be printed: try now."""
        self._again = True
        self._try()

    def print_again(self, slip: int) -> None:
        """Print it whole, although it may lie there in part, or is of another day."""
        self._ask(print_again, slip)

    def forget(self, slip: int) -> None:
        """It is not printed any more."""
        self._ask(forget_slip, slip)

    def _ask(self, call: object, slip: int) -> None:
        self._station.store.run(call, self._station.desk, slip, done=self._changed, failed=self._not_changed)  # type: ignore[arg-type]

    @Slot()
    def _desk_changed(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.waiting, self.error, self._again = (), None, False
        if self._station.occupied:
            self._station.store.run(waiting_slips, self._station.desk, done=self._changed, failed=self._not_changed)
        self.changed.emit()

    @Slot(object)
    def _changed(self, waiting: tuple[WaitingSlip, ...]) -> None:
        self.waiting = waiting
        self.changed.emit()
        self.wake()

    @Slot(object)
    def _not_changed(self, error: Exception) -> None:
        self._note(error)
        self.changed.emit()

    @Slot()
    def _try(self) -> None:
        due = self._again or any(slip.state is Waiting.DUE for slip in self.waiting)
        if not due or self._job is not None or not self._station.occupied:
            return
        self._again = False
        cancel = Cancel()
        self._job = self._station.printer.run(
            print_due,
            self._station.desk,
            self._station.equipment,
            cancel,
            cancel=cancel,
            done=self._tried,
            failed=self._not_tried,
        )
        self.changed.emit()

    @Slot(object)
    def _tried(self, attempt: Attempt) -> None:
        self._job = None
        self.waiting = attempt.left
        if attempt.slip is not None and not isinstance(attempt.error, Cancelled):
            self.error = attempt.error
        self.changed.emit()
        if attempt.slip is not None and attempt.error is None:
            self.printed.emit(attempt.slip, attempt.sure)
            self._again = True
        elif attempt.slip is not None:
            self.failed.emit(attempt.slip, attempt.error)
        if self._again:
            self._try()
        self._try_later()

    def _try_later(self) -> None:
        """Not by a timer of our own: one that runs must not be taken apart on another thread."""
        if not self._timed and any(slip.state is Waiting.DUE for slip in self.waiting):
            self._timed = True
            QTimer.singleShot(EVERY, self._timed_out)

    @Slot()
    def _timed_out(self) -> None:
        self._timed = False
        self._try()
        self._try_later()

    @Slot(object)
    def _not_tried(self, error: Exception) -> None:
        self._job = None
        self._note(error)
        self.changed.emit()

    def _note(self, error: Exception) -> None:
        if not isinstance(error, BoothError):
            raise error
        self.error = error
