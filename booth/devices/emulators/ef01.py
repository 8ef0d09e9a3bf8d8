"""An EF01 fingerprint sensor that is none: the same bytes, at the line's pace, with faults when asked for.

The pace is that of a UART at the sensor's rate of the moment, delivered in bursts of 64 bytes as cheap USB bridges do.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import TYPE_CHECKING

from booth.devices.ef01.packets import PacketReader
from booth.devices.emulators.ef01_sensor import Reply, Sensor, SensorSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from booth.devices.emulators.serial_ports import DevicePort

BURST = 64  # bytes
BITS_A_BYTE = 10  # start, eight, stop
CORRUPT_ONE_IN = 300  # bytes, above the rate that a cheap bridge carries; a quarter of them is lost
HALF_PACKET_TIMEOUT = 0.3  # seconds: a command that stopped in the middle is none


class FaultKind(Enum):
    """What goes wrong, once. A hang and an unplugged cable stay."""

    CORRUPT = "corrupt"  # one byte of the packet is another, the checksum as it was
    DROP = "drop"  # the second half of the packet is lost
    NOISE = "noise"  # bytes that belong to nothing come before the packet
    HANG = "hang"  # the sensor falls silent before the packet and answers nothing any more
    UNPLUG = "unplug"  # the port goes away in the middle of the packet


@dataclass(frozen=True)
class Fault:
    """`kind` strikes at the `at`-th packet of image data, counted from 1 over all images since the start."""

    kind: FaultKind
    at: int = 1


class Pace(Enum):
    LINE_RATE = "line rate"
    UNPACED = "unpaced"


class Ef01Emulator:
    """A sensor at a port. `serve` runs until `stop` (from any thread) or until it is unplugged.

    With `strict_rate` a client on a pseudo-terminal that set another rate than the sensor's gets and sends garbage,
    as on a wire; otherwise its rate is not looked at. Above `corrupt_above` baud (0: never) the line damages bytes.
    """

    def __init__(
        self,
        port: DevicePort,
        settings: SensorSettings,
        take: Callable[[], bytes],
        *,
        pace: Pace = Pace.LINE_RATE,
        fault: Fault | None = None,
        strict_rate: bool = False,
        corrupt_above: int = 0,
        rng: Random,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sensor = Sensor(settings, take, rng)
        self._port = port
        self._pace = pace
        self._fault = fault
        self._strict_rate = strict_rate
        self._corrupt_above = corrupt_above
        self._rng = rng
        self._monotonic = monotonic
        self._reader = PacketReader(self.sensor.address)
        self._image_packets = 0
        self._line_free = 0.0  # when the last byte handed to the line will have left it
        self._hung = False
        self._unplugged = False
        self._stopped = False

    @property
    def name(self) -> str:
        """The port a driver opens."""
        return self._port.name

    def serve(self) -> None:
        """Answer until stopped or unplugged; then the port is gone."""
        try:
            while not (self._stopped or self._unplugged):
                self._listen()
        finally:
            self._port.close()

    def stop(self) -> None:
        """Make `serve` return soon."""
        self._stopped = True
        self._port.stop()

    @contextmanager
    def running(self) -> Iterator[str]:
        """Serve on a thread of its own while the block lasts; the value is the port a driver opens."""
        thread = threading.Thread(target=self.serve, name="emulated EF01 sensor")
        thread.start()
        try:
            yield self._port.name
        finally:
            self.stop()
            thread.join()

    def _listen(self) -> None:
        data = self._port.receive(HALF_PACKET_TIMEOUT if self._reader.waiting else None)
        packets = self._reader.feed(self._as_heard(data)) if data else self._reader.expire()
        for packet in packets:
            if self._hung or self._unplugged or self._stopped:
                return
            rate = self.sensor.baud
            reply = self.sensor.handle(packet)
            self._reader.address = self.sensor.address
            if reply is not None:
                self._reply(reply, rate)

    def _reply(self, reply: Reply, rate: int) -> None:
        if not self._send(reply.ack, rate):
            return
        for packet in reply.data:
            if reply.image:
                self._image_packets += 1
                if self._fault and self._image_packets == self._fault.at:
                    if not self._strike(self._fault.kind, packet, rate):
                        return
                    continue
            if not self._send(packet, rate):
                return
        self._send(reply.after, rate)

    def _strike(self, kind: FaultKind, packet: bytes, rate: int) -> bool:
        """Send `packet` with the fault; False where nothing can follow."""
        middle = len(packet) // 2
        match kind:
            case FaultKind.CORRUPT:
                return self._send(packet[:middle] + bytes((packet[middle] ^ 0x40,)) + packet[middle + 1 :], rate)
            case FaultKind.DROP:
                return self._send(packet[:middle], rate)
            case FaultKind.NOISE:
                return self._send(self._rng.randbytes(20) + packet[:9] + self._rng.randbytes(20) + packet, rate)
            case FaultKind.HANG:
                self._hung = True
            case FaultKind.UNPLUG:
                self._send(packet[:middle], rate)
                self._unplugged = True
        return False

    def _send(self, data: bytes, rate: int) -> bool:
        """Put `data` on the line at `rate`; False where nobody takes them."""
        if self._pace is Pace.UNPACED:
            return self._port.send(self._as_heard(self._over_the_line(data, rate)))
        self._line_free = max(self._line_free, self._monotonic())
        for start in range(0, len(data), BURST):
            burst = data[start : start + BURST]
            self._line_free += len(burst) * BITS_A_BYTE / rate
            self._port.wait(max(0.0, self._line_free - self._monotonic()))
            if self._stopped or not self._port.send(self._as_heard(self._over_the_line(burst, rate))):
                return False
        return True

    def _over_the_line(self, data: bytes, rate: int) -> bytes:
        """`data` after a cheap bridge: right up to some rate, above it one byte in some hundred is another, or lost."""
        if not self._corrupt_above or rate <= self._corrupt_above:
            return data
        out = bytearray()
        for byte in data:
            chance = self._rng.randrange(CORRUPT_ONE_IN * 4)
            if chance < 3:
                out.append(byte ^ 1 << self._rng.randrange(8))
            elif chance > 3:
                out.append(byte)
        return bytes(out)

    def _as_heard(self, data: bytes) -> bytes:
        """`data` as the other end of the line takes them in: garbage where the rates differ."""
        client = self._port.client_baud() if self._strict_rate else 0
        if not client or client == self.sensor.baud:
            return data
        return bytes(byte & 0x0F | 0x50 for byte in data)
