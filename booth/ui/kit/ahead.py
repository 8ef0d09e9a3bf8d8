"""Screens made before they are needed, a piece at a time, so that going on is not felt.

Building and styling a screen takes longer than a key press should: done while nobody waits, showing it is quick.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Screen

PAUSE = 120  # ms between two pieces of work: keys, pictures and progress come first


class Ahead(QObject):
    """Builds what is asked for, one after the other, each in two pieces with a pause before."""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._wanted: deque[Callable[[], Screen]] = deque()
        self._built: Screen | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._work)

    @property
    def busy(self) -> bool:
        """Whether there is something left to do."""
        return self._timer.isActive()

    def make(self, *screens: Callable[[], Screen]) -> None:
        """Call each of these soon; it builds its screen or returns the one that is there already."""
        self._wanted.extend(screens)
        self._timer.start()

    def stop(self) -> None:
        """Nothing more is wanted."""
        self._wanted.clear()
        self._built = None
        self._timer.stop()

    @Slot()
    def _work(self) -> None:
        if self._built is not None:
            built, self._built = self._built, None
            if isValid(built):
                self._frame.prepare(built)
        elif self._wanted:
            self._built = self._wanted.popleft()()
        else:
            self._timer.stop()
