"""How long to wait between two tries, and how fast bytes arrive."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from sync.errors import LineError, OfficeBusy

if TYPE_CHECKING:
    from random import Random

    from sync.errors import SyncError

PROBE = (5.0, 15.0)  # seconds between probes of a dead line while packets wait
LONGEST = 60.0  # seconds between tries after refusals
RATE_OVER = 10.0  # seconds over which a rate is told


class Pace:
    """How long to wait after a pass. Jitter, because a whole district's power comes back at the same second."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._refused = PROBE[0]

    def reset(self) -> None:
        """After progress, or when the system says that the network changed."""
        self._refused = PROBE[0]

    def after(self, error: SyncError, took: float = 0.0) -> float:
        """Seconds to wait: growing to 60 for refusals, at least as the office asks; for a dead line so that probes
        begin within 15 seconds of each other, the last one having taken `took`."""
        if isinstance(error, LineError):
            return max(1.0, self._rng.uniform(*PROBE) - took)
        self._refused = min(LONGEST, self._rng.uniform(PROBE[0], 3 * self._refused))
        asked = error.wait if isinstance(error, OfficeBusy) else 0.0
        return max(self._refused, asked + self._rng.uniform(0, 1) if asked else 0.0)


class Rate:
    """Bytes a second over the last moments, from a count that only grows. Instants in seconds, of any clock."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()
        self._moved = 0.0

    def see(self, now: float, total: int) -> None:
        """`total` bytes arrived so far."""
        if not self._seen or total != self._seen[-1][1]:
            self._moved = now
        self._seen.append((now, total))
        while len(self._seen) > 2 and now - self._seen[1][0] >= RATE_OVER:
            self._seen.popleft()

    def still(self, now: float) -> float:
        """Seconds since anything arrived; 0 before anything was seen."""
        return now - self._moved if self._seen else 0.0

    @property
    def rate(self) -> float:
        """Bytes a second; 0 before there are two looks."""
        if len(self._seen) < 2:
            return 0.0
        (then, before), (now, total) = self._seen[0], self._seen[-1]
        return max(0, total - before) / (now - then) if now > then else 0.0

    def clear(self) -> None:
        """Begin anew."""
        self._seen.clear()
