"""Python's collection of rings of objects, on the interface's thread alone.

By itself it runs on whichever thread allocates next. On a device's thread it may find a closed window in a ring and
take its widgets and timers apart there, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 500  # ms


class Collector(QObject):
    """Collects in place of the automatic collection while it lives, by Python's own thresholds. Make it in `app`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(gc.enable)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @staticmethod
    def settle() -> None:
        """What is there now stays to the end: it is looked through once more, and never again."""
        gc.collect()
        gc.freeze()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that has grown beyond its threshold, and all younger ones."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age, count in enumerate(counts) if count > thresholds[age]]
        if due:
            gc.collect(max(due))
