"""How long the interface was ever unable to answer: a timer that should beat every 10 ms, and how late it came.

In the application: `BOOTH_HEARTBEAT=FILE` writes the figures at exit. Beside it, for comparison, a bare window:
`python -m booth.ui.kit.heartbeat FILE SECONDS`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter_ns

from PySide6.QtCore import QObject, Qt, QTimer, Slot

BEAT = 10  # ms


class Heartbeat(QObject):
    """Counts how late each beat came, in whole and tenths of milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late: Counter[int] = Counter()  # tenths of a millisecond → beats
        self._last = perf_counter_ns()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    @Slot()
    def _beat(self) -> None:
        now = perf_counter_ns()
        self._late[max(0, (now - self._last) // 100_000 - BEAT * 10)] += 1
        self._last = now

    def figures(self) -> dict[str, object]:
        """Beats counted, lateness in ms at the 50th, 99th and 99.9th percentile and the longest, and a histogram."""
        return {
            "beats": self._late.total(),
            "p50_ms": self._percentile(0.5),
            "p99_ms": self._percentile(0.99),
            "p999_ms": self._percentile(0.999),
            "longest_ms": max(self._late, default=0) / 10,
            "histogram": {str(late / 10): count for late, count in sorted(self._late.items())},
        }

    def write(self, path: Path) -> None:
        """Write the figures as JSON."""
        path.write_text(json.dumps(self.figures()), "utf-8")

    def _percentile(self, share: float) -> float:
        """The lateness in ms that `share` of all beats did not exceed."""
        wanted = share * self._late.total()
        seen = 0
        for late, count in sorted(self._late.items()):
            seen += count
            if seen >= wanted:
                return late / 10
        return 0.0


def from_environment(parent: QObject) -> Heartbeat | None:
    """A heartbeat where BOOTH_HEARTBEAT names a file; the application calls `write_at_exit` when it ends."""
    return Heartbeat(parent) if os.environ.get("BOOTH_HEARTBEAT") else None


def write_at_exit(heartbeat: Heartbeat | None) -> None:
    """Write what `from_environment` counted."""
    if heartbeat is not None and (name := os.environ.get("BOOTH_HEARTBEAT")):
        heartbeat.write(Path(name))


def main(arguments: list[str]) -> int:
    """A bare window with nothing but a heartbeat, for SECONDS."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication(arguments[:1])
    window = QWidget()
    window.setWindowTitle("heartbeat")
    window.resize(1366, 768)
    window.show()
    heartbeat = Heartbeat(window)
    QTimer.singleShot(round(float(arguments[2]) * 1000), app.quit)
    signal.signal(signal.SIGTERM, lambda *_: app.quit())  # the timer wakes Python often enough to see it
    code = app.exec()
    heartbeat.write(Path(arguments[1]))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv))
