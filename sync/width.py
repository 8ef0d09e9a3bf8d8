"""How many connections at once: up by one while they do not queue behind each other, halved on failure.

Whether a line is full shows in the round trip: bytes that wait before a full line make it longer than the shortest one
seen. Where the system does not tell it, one more connection stays if more arrives with it. On a full line that needs
over 5 s for a packet, one connection is enough: two packets half there are worth less than one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 8
SLOW = 5.0  # seconds a packet takes on a line that has no room for two
EMPTY, FULL, FLOODED = 1.25, 1.6, 3.0  # round trip by the shortest one seen
LOOK = 1.0  # seconds between two looks, or two round trips if that is longer
CALM = 10.0  # seconds after a failure or a step back in which nothing is tried
LONG_CALM = 60.0  # seconds after two were too many for a slow line
GAIN = 1.1  # that one connection more must bring where no round trip is known


@dataclass
class Width:
    """`target` connections, 1 to `most`. Fed by `look`; for one thread."""

    most: int = MOST
    target: int = 1
    _since: float | None = None
    _arrived: int = 0
    _hold: float = 0.0
    _rates: dict[int, float] = field(default_factory=dict)

    def look(
        self, now: float, *, busy: int, arrived: int, packet: int, trips: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        """Decide anew. `busy` connections are sending, `arrived` bytes at the other end so far, packets have about
        `packet` bytes, `trips` are the round trip now and the shortest one in seconds, 0 where unknown."""
        trip, least = trips
        if self._since is None or busy < self.target:
            self._since, self._arrived = now, arrived
            return
        if now - self._since < max(LOOK, 2 * trip):
            return
        rate = (arrived - self._arrived) / (now - self._since)
        self._since, self._arrived = now, arrived
        if least > 0:
            self._by_trip(now, trip / least, rate, packet)
        else:
            self._by_gain(now, rate)

    def failed(self, now: float) -> None:
        """A connection broke or stood still."""
        self.target = max(1, self.target // 2)
        self._since, self._hold = None, now + CALM
        self._rates.clear()

    def limit(self, most: int) -> None:
        """No more than `most` from now on: the office, or a speed limit, asks for it."""
        self.most = max(1, min(most, MOST))
        self.target = min(self.target, self.most)

    def _by_trip(self, now: float, queue: float, rate: float, packet: int) -> None:
        if queue > FULL and rate > 0 and packet / rate > SLOW:
            if self.target > 1:
                self._hold = now + LONG_CALM
            self.target = 1
        elif queue > FLOODED and self.target > 1:
            self.target -= 1
            self._hold = now + CALM
        elif queue < EMPTY and now >= self._hold:
            self.target = min(self.target + 1, self.most)

    def _by_gain(self, now: float, rate: float) -> None:
        self._rates[self.target] = rate
        fewer = self._rates.get(self.target - 1)
        if fewer is not None and rate < GAIN * fewer:
            self.target -= 1
            self._hold = now + CALM
            self._rates.clear()
        elif now >= self._hold:
            self.target = min(self.target + 1, self.most)
