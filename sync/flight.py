"""How many bytes may be under way at once, so that what is sent does not queue for long before a full line.

A queue there is of no use: it delays everybody on that line, overflows, and what overflows is sent twice. So the system
may hold only as much as keeps the queue at about half a round trip: more where the line still runs empty (lost packets
hold up others behind them), less where the queue grows. Only where the system tells round trips.
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST, LEAST, MOST = 64 * 1024, 40 * 1024, 16 * 1024 * 1024  # bytes
SHORT, LONG = 0.5, 0.75  # of the shortest round trip: how long a queue is to be
SOON, LATE = 0.03, 0.1  # seconds of queue that are never too much, and too much at the least
UP, DOWN = 1.25, 0.85
_EVERY = 0.1  # seconds between two looks, or a round trip if that is longer


@dataclass
class Flight:
    """`size` bytes in all, for all connections together. Fed by `look`; for one thread."""

    size: float = FIRST
    _next: float = 0.0

    def look(self, now: float, *, trip: float, least: float, held: int) -> None:
        """Decide anew by the round trip now and the shortest one seen, in seconds; 0 where they are unknown. `held`
        bytes are under way or wait for it."""
        if least <= 0 or now < self._next:
            return
        self._next = now + max(_EVERY, trip)
        queue = trip - least
        if queue < max(SHORT * least, SOON):
            if held > self.size / 2:  # else it is not this that holds it up
                self.size = min(self.size * UP, MOST)
        elif queue > max(LONG * least, LATE):
            self.size = max(self.size * DOWN, LEAST)
