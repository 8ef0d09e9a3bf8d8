"""One exchange at a time with an EF01 sensor: a command and its acknowledge, or a whole image.

Nothing here decides what to do about a failure: an answer that did not come is None, a damaged one is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.ef01.packets import FRAME, IMAGE_SHAPES, Kind, PacketReader, build

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.devices.ef01.packets import Packet
    from booth.devices.ports import Cancel, Progress
    from booth.devices.serial_line import Line

SILENCE = 0.6  # seconds without a byte in the middle of an image: the rest will not come
LONGEST_IMAGE = 60.0  # seconds; at 9,600 baud in packets of 32 bytes an image takes 52
_MOST_BYTES = 2 * max(IMAGE_SHAPES)  # the largest image in the smallest packets is 1.35 times its bytes
_MOST_LEFTOVERS = 64  # reads; a line that never falls silent is found out by the missing answer
_FIRST_PAUSE = 0.001  # seconds
_LONGEST_PAUSE = 0.02  # seconds between looks for an answer
_IMAGE_PAUSE = 0.05  # seconds between looks while an image comes: at 115,200 baud 576 bytes, far below any port's queue
_BITS = 10  # a byte on the wire: start, eight, stop
_USUAL_PACKET = 128  # bytes, until the first packet has come


class Ef01Link:
    """Speaks packets over `line`. `image_bytes` is the size of this sensor's images, 0 until one has come."""

    def __init__(self, line: Line, monotonic: Callable[[], float]) -> None:
        self.line = line
        self._monotonic = monotonic
        self.image_bytes = 0
        self.lost = 0  # bytes of the last image that came damaged or in no packet
        self._reader = PacketReader()
        self._early: list[Packet] = []  # what came in one piece with an acknowledge

    @property
    def noise(self) -> int:
        """Bytes so far that were no part of an intact packet."""
        return self._reader.noise

    def ask(self, command: bytes, *, wait: float, cancel: Cancel) -> bytes | None:
        """Send `command` and return the payload of its acknowledge; empty: damaged; None: not there in `wait` seconds.

        Data of an earlier image that still stream in are let pass; the wait begins anew behind them.
        """
        self._forget(cancel)
        self.line.write(build(Kind.COMMAND, command))
        now = self._monotonic()
        deadline, latest = now + wait, now + LONGEST_IMAGE
        while (packets := self._receive(deadline, cancel)) is not None:
            for place, packet in enumerate(packets, 1):
                if packet.kind is Kind.ACK:
                    self._early = packets[place:]
                    return packet.payload if packet.intact else b""
                if packet.intact:
                    deadline = min(self._monotonic() + wait, latest)
        return None

    def read_image(self, *, cancel: Cancel, progress: Progress) -> bytes | None:
        """The image that the sensor sends after an acknowledged UpImage; None if it came incomplete or damaged.

        Returns when the last packet or silence says that no more will come: then the image may be asked for again.
        """
        pieces: list[bytes] = []
        noise, self.lost = self._reader.noise, 0
        expected = self.image_bytes or max(IMAGE_SHAPES)
        got = came = 0
        start = heard = looked = self._monotonic()
        pause = _IMAGE_PAUSE
        while True:
            cancel.check()
            data = self.line.read()
            now = self._monotonic()
            came += len(data)
            heard = now if data else heard
            silent = now - heard > SILENCE
            packets = self._early + (self._reader.expire() if silent else self._reader.feed(data))
            self._early = []
            for packet in packets:
                if not packet.intact or packet.kind not in _DATA:
                    continue
                pieces.append(packet.payload)
                got += len(packet.payload)
                if packet.kind is Kind.END:
                    self.lost = self._reader.noise - noise
                    return self._whole(b"".join(pieces))
            if silent or came > _MOST_BYTES or now - start > LONGEST_IMAGE:
                self.lost = self._reader.noise - noise
                return None
            if packets:
                progress(min(got / expected, 1.0))
            if len(data) * _BITS > 2 * self.line.baud * (now - looked):
                pause = _FIRST_PAUSE  # faster than the line's rate: there is no wire
            looked = now
            packet_size = len(pieces[0]) if pieces and pieces[0] else _USUAL_PACKET
            due = (expected - got) * (1 + FRAME / packet_size) - self._reader.waiting
            cancel.sleep(min(max(due * _BITS / self.line.baud, _FIRST_PAUSE), pause))

    def _whole(self, image: bytes) -> bytes | None:
        """`image` if it has the size this sensor's images have. A lost packet shows in nothing but the size."""
        fits = len(image) == self.image_bytes if self.image_bytes else len(image) in IMAGE_SHAPES
        if not fits:
            return None
        self.image_bytes = len(image)
        return image

    def _receive(self, deadline: float, cancel: Cancel) -> list[Packet] | None:
        """The packets in the next bytes that come; None when there is nothing before `deadline`."""
        pause = _FIRST_PAUSE
        while (left := deadline - self._monotonic()) > 0:
            cancel.check()
            if data := self.line.read():
                return self._reader.feed(data)
            cancel.sleep(min(pause, left))
            pause = min(pause * 2, _LONGEST_PAUSE)
        return self._reader.expire() or None

    def _forget(self, cancel: Cancel) -> None:
        """Drop what came before the next command: it cannot be its answer."""
        for _ in range(_MOST_LEFTOVERS):
            cancel.check()
            if not self.line.read():
                break
        self._reader.clear()
        self._early = []


_DATA = frozenset((Kind.DATA, Kind.END))
