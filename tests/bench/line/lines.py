"""The lines of the table, their goals, and the figures that stand behind them (`references/links.md`)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.line.channel import LineSpec

SIZE = 400_000  # bytes of a packet
QUEUE = 125_000  # bytes: half a second of 2 Mbit/s; see `Line`


@dataclass(frozen=True)
class Line:
    """A line of the table. `goal` and `quick_goal` are shares of the rate, `most_bytes` bytes sent for each byte.

    The queue in front of the line is not told by the references. 125,000 bytes bring back what they measured with
    PUT ×4 under bbr (1.09 bytes sent for each); with no limit it is 1.046, with 100,000 bytes 1.19.
    """

    name: str
    text: str
    spec: LineSpec
    control: str  # what our client asks for: bbr, or what a booth's system has, cubic
    goal: float
    quick_goal: float | None
    packets: int = 200
    quick_packets: int = 25
    limit: float = 900.0  # seconds for ours; peers have `peer_limit`
    peer_limit: float = 300.0
    most_bytes: float | None = None


_FAST = LineSpec(up=2e6, loss=0.01, queue=QUEUE)
_LOSSY = LineSpec(up=2e6, loss=0.05, queue=QUEUE)
_DEAD = LineSpec(up=2e6, loss=0.01, dead=8, period=30, queue=QUEUE)
_SLOW = LineSpec(up=128e3, round_trip=0.6, loss=0.03, dead=8, period=40, queue=QUEUE)

LINES = {
    line.name: line
    for line in (
        Line("bbr", "2 Mbit/s, 300 ms, 1 % loss", _FAST, "bbr", 0.93, 0.88, most_bytes=1.07),
        Line("cubic", "2 Mbit/s, 300 ms, 1 % loss", _FAST, "cubic", 0.93, 0.88),
        Line("cubic5", "2 Mbit/s, 300 ms, 5 % loss", _LOSSY, "cubic", 0.62, 0.55),
        Line("bbr5", "2 Mbit/s, 300 ms, 5 % loss", _LOSSY, "bbr", 0.90, None),
        Line("dead", "2 Mbit/s, 300 ms, 1 %, dead 8 s of 30", _DEAD, "bbr", 0.60, 0.55),
        Line("slow", "128 kbit/s, 600 ms, 3 %, dead 8 s of 40", _SLOW, "bbr", 0.66, 0.60, 10, 5, peer_limit=420.0),
    )
}
