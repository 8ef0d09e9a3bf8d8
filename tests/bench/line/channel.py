"""What a bad line does to packets, time given from outside: rate, queue, delay, loss, outages, forgotten flows.

Up is from the booth to the office. A packet waits until the line is free, takes its bits' time on it, may be lost (it
has used the line all the same) and arrives half a round trip later.

In an outage nothing leaves. Address translation forgets every flow then: afterwards only a SYN from the booth makes a
new one, and what belongs to an older flow vanishes without a word, in both directions, for ever.
"""

from __future__ import annotations

import struct
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from random import Random

TCP, SYN, ACK = 6, 0x02, 0x10
HALF_CIRCLE = 1 << 31  # TCP's sequence numbers run round 2 ** 32
Key = tuple[bytes, bytes]


class Way(Enum):
    """From where a packet comes."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class LineSpec:
    """A line. Rates in bit/s, times in seconds, `loss` as a share of the packets of each way, `queue` in bytes.

    Of every `period` seconds, counted from the first packet, the last `dead` carry nothing (0: always alive).
    """

    up: float
    down: float = 8e6
    round_trip: float = 0.3
    loss: float = 0.01
    dead: float = 0.0
    period: float = 0.0
    queue: int = 1_000_000_000

    @property
    def up_share(self) -> float:
        """The share of the time in which it carries anything."""
        return 1 - self.dead / self.period if self.period else 1.0


@dataclass(frozen=True)
class Segment:
    """What matters of an IPv4 packet: `key` names the flow as the booth's side sees it."""

    key: Key
    flags: int
    sequence: int
    payload: int  # bytes of TCP payload


@dataclass
class Tally:
    """What went over the line. `bytes_*` are whole IP packets as their sender put them in, lost or not."""

    bytes_up: int = 0
    bytes_down: int = 0
    packets_up: int = 0
    packets_down: int = 0
    arrived_up: int = 0  # bytes
    arrived_down: int = 0
    stream_up: int = 0  # bytes of TCP payload, each counted once however often it was sent
    syns: int = 0  # flows that the booth tried to open
    queue_full: int = 0  # packets of both ways that did not get on the line; so for the next three
    lost: int = 0
    outage: int = 0
    forgotten: int = 0
    largest: int = 0  # bytes of the largest packet
    first_syn: float | None = None  # instant, when the booth put its first SYN in
    last_data: float | None = None  # instant, when the last payload arrived at the booth


@dataclass
class _Lane:
    """One way: how fast, until when it is busy, what is under way as (instant of arrival, packet)."""

    rate: float  # bytes/s
    rng: Random
    free: float = 0.0
    under_way: deque[tuple[float, bytes]] = field(default_factory=deque)


class Channel:
    """The line. Every method takes the instant `now` in seconds of one clock; it must not run backwards."""

    def __init__(self, spec: LineSpec, seed: int) -> None:
        self.tally = Tally()
        self._spec = spec
        self._lanes = {
            Way.UP: _Lane(spec.up / 8, Random(f"up {seed}")),
            Way.DOWN: _Lane(spec.down / 8, Random(f"down {seed}")),
        }
        self._origin: float | None = None
        self._cut = False
        self._cuts = 0
        self._flows: dict[Key, object] = {}
        self._streams: dict[Key, tuple[int, int]] = {}  # first sequence number, bytes seen after it

    def cut(self) -> None:
        """Begin an outage by hand; it lasts until `mend`."""
        self._cut, self._cuts = True, self._cuts + 1

    def mend(self) -> None:
        """End an outage by hand."""
        self._cut = False

    def put(self, way: Way, packet: bytes, now: float) -> None:
        """A packet comes to its end of the line. What is not IPv4 is not carried."""
        segment = parse(packet, way)
        if segment is None:
            return
        if self._origin is None:
            self._origin = now
        self._count(way, packet, segment, now)
        lane, spec = self._lanes[way], self._spec
        begin = max(now, lane.free)
        if (begin - now) * lane.rate + len(packet) > spec.queue:
            self.tally.queue_full += 1
            return
        lane.free = leaves = begin + len(packet) / lane.rate
        spell = self._spell(leaves)
        if spell is None:
            self.tally.outage += 1
        elif lane.rng.random() < spec.loss:
            self.tally.lost += 1
        elif not self._known(way, segment, spell):
            self.tally.forgotten += 1
        else:
            lane.under_way.append((leaves + spec.round_trip / 2, packet))

    def due(self) -> float | None:
        """When the next packet arrives; None while nothing is under way."""
        return min((lane.under_way[0][0] for lane in self._lanes.values() if lane.under_way), default=None)

    def take(self, now: float) -> list[tuple[Way, bytes]]:
        """What has arrived by `now`, of each way in its order."""
        arrived = []
        for way, lane in self._lanes.items():
            while lane.under_way and lane.under_way[0][0] <= now:
                at, packet = lane.under_way.popleft()
                arrived.append((way, packet))
                self._arrive(way, packet, at)
        return arrived

    def _spell(self, instant: float) -> object | None:
        """The living spell that `instant` is in, told apart from every other; None in an outage."""
        spec = self._spec
        if self._cut or self._origin is None:
            return None
        if not spec.period:
            return (self._cuts, 0)
        number, into = divmod(instant - self._origin, spec.period)
        return (self._cuts, number) if into < spec.period - spec.dead else None

    def _known(self, way: Way, segment: Segment, spell: object) -> bool:
        """Whether address translation lets it pass; a SYN from the booth makes the entry."""
        if way is Way.UP and (segment.flags & SYN or self._flows.get(segment.key) == spell):
            self._flows[segment.key] = spell
            return True
        return self._flows.get(segment.key) == spell

    def _count(self, way: Way, packet: bytes, segment: Segment, now: float) -> None:
        tally = self.tally
        tally.largest = max(tally.largest, len(packet))
        if way is Way.DOWN:
            tally.bytes_down += len(packet)
            tally.packets_down += 1
            return
        tally.bytes_up += len(packet)
        tally.packets_up += 1
        if segment.flags & SYN:
            if tally.first_syn is None:
                tally.first_syn = now
            if self._streams.get(segment.key, (None, 0))[0] != segment.sequence:
                self._streams[segment.key] = (segment.sequence, 0)
                tally.syns += 1
        elif segment.payload and segment.key in self._streams:
            start, seen = self._streams[segment.key]
            ahead = (segment.sequence + segment.payload - start - 1 - seen) % (2 * HALF_CIRCLE)
            if 0 < ahead < HALF_CIRCLE:
                self._streams[segment.key] = (start, seen + ahead)
                tally.stream_up += ahead

    def _arrive(self, way: Way, packet: bytes, at: float) -> None:
        if way is Way.UP:
            self.tally.arrived_up += len(packet)
            return
        self.tally.arrived_down += len(packet)
        segment = parse(packet, way)
        if segment is not None and segment.payload:
            self.tally.last_data = at


def parse(packet: bytes, way: Way) -> Segment | None:
    """An IPv4 packet with TCP in it; None for everything else."""
    if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != TCP:
        return None
    at = (packet[0] & 15) * 4
    if at < 20 or len(packet) < at + 20:
        return None
    sequence, offset, flags = struct.unpack_from("!4xI4xBB", packet, at)
    payload = max(0, len(packet) - at - (offset >> 4) * 4)
    source, target = packet[12:16] + packet[at : at + 2], packet[16:20] + packet[at + 2 : at + 4]
    return Segment((source, target) if way is Way.UP else (target, source), flags, sequence, payload)
