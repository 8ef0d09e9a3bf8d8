"""How many connections send at once: up by one while it helps, halved on failure.

With a loss-based congestion control (CUBIC), as most systems have it, each lost packet slows one connection down, and a
lossy line is filled by many. Whether it is full shows in the round trip: what queues before a full line makes it longer
than the shortest one seen. BBR fills a line alone, and some more only carry on while one waits for an answer. Where the
system tells no round trips, one more is tried now and then and stays if more arrives with it. On a full line that needs
over 5 s for a packet two are enough: one alone leaves the line idle after each packet and each loss (128 kbit/s, dead
8 s of 40: 0.64 of the line with one, 0.68 with two, 0.67 with four), and with many all packets are half there.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 8
SLOW, FEW = 5.0, 2  # seconds of a packet from which on no more than two help
EMPTY, FULL, FLOODED = 1.4, 1.6, 3.0  # round trip by the shortest one seen
LOOK, TRIAL = 0.5, 3.0  # seconds between two looks (or two round trips, if that is longer), and of a trial
CALM = 10.0  # seconds after a failure or a step back in which nothing is tried
LONG_CALM = 60.0  # seconds after one more brought nothing
QUICK, SOME = 1.0, 6  # seconds of a packet up to which more than six help
GAIN = 1.08  # that one connection more must bring to stay


@dataclass
class Width:
    """`target` connections, 1 to `most`. Fed by `look`; for one thread."""

    most: int = MOST
    target: int = 1
    _since: float | None = None
    _arrived: int = 0
    _hold: float = 0.0
    _fewer: float | None = None  # what arrived before the trial that goes on

    def look(
        self,
        now: float,
        *,
        busy: int,
        arrived: int,
        packet: int,
        trips: tuple[float, float] = (0.0, 0.0),
        alone: bool = False,
    ) -> None:
        """Decide anew. `busy` connections are sending, `arrived` bytes at the other end so far, packets have about
        `packet` bytes, `trips` are the round trip now and the shortest one in seconds, 0 where unknown; `alone`: one
        connection fills a lossy line."""
        trip, least = trips
        if self._since is None or busy < self.target:
            self._since, self._arrived = now, arrived
            return
        if now - self._since < (max(LOOK, 2 * least) if least > 0 or alone else TRIAL):
            return
        rate = (arrived - self._arrived) / (now - self._since)
        self._since, self._arrived = now, arrived
        if rate <= 0:
            return  # nothing arrives: nothing is learnt
        takes = packet / rate
        if alone:
            useful = FEW if takes > SLOW else SOME if takes > QUICK else self.most
            self.target = max(1, min(self.target + 1, useful, self.most))
        elif least > 0:
            self._by_trip(now, trip / least, slow=takes > SLOW)
        else:
            self._by_gain(now, rate)

    def failed(self, now: float) -> None:
        """A connection broke or stood still."""
        self.target = max(1, self.target // 2)
        self._since, self._fewer, self._hold = None, None, now + CALM

    def limit(self, most: int) -> None:
        """No more than `most` from now on: the office, or a speed limit, asks for it."""
        self.most = max(1, min(most, MOST))
        self.target = min(self.target, self.most)

    def _by_trip(self, now: float, queue: float, *, slow: bool) -> None:
        if queue > FULL and slow and self.target > FEW:
            self.target -= 1  # no calm after it: a burst on a line that loses much looks the same
        elif queue > FLOODED and self.target > 1:
            self.target -= 1
            self._hold = now + CALM
        elif queue < EMPTY and now >= self._hold:
            self.target = min(self.target + 1, self.most)

    def _by_gain(self, now: float, rate: float) -> None:
        if self._fewer is not None and rate < GAIN * self._fewer:
            self.target, self._fewer = max(1, self.target - 1), None
            self._hold = now + LONG_CALM
        elif now >= self._hold and self.target < self.most:
            self.target, self._fewer = self.target + 1, rate
        else:
            self._fewer = None
