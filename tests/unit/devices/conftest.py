"""A sensor and its driver in virtual time: no thread, no port, no waiting."""

from collections import deque
from random import Random

import pytest

from booth.devices.ef01.packets import PacketReader
from booth.devices.ef01.scanner import Ef01Scanner
from booth.devices.emulators.ef01_sensor import MODELS, Sensor, SensorSettings
from booth.devices.ports import Cancel, DeviceLost


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class VirtualCancel(Cancel):
    """Time passes only here. Cancels itself at `at`."""

    def __init__(self, clock=None, at=float("inf")):
        super().__init__()
        self.clock, self.at = clock or Clock(), at

    def sleep(self, seconds):
        assert seconds > 0
        self.clock.now = max(self.clock.now, min(self.clock.now + seconds, self.at))
        self.check()

    def check(self):
        if self.clock.now >= self.at:
            self.cancel()
        super().check()


class VirtualLine:
    """A wire at the sensor's rate, in bursts of 64 bytes. Who talks at another rate is not understood."""

    def __init__(self, sensor, clock, *, reaches_wire=True, cleanest=1_000_000):
        self.sensor, self.clock, self.rate_reaches_wire = sensor, clock, reaches_wire
        self.cleanest = cleanest  # at a higher rate nothing the sensor says arrives intact
        self.baud = 0
        self.opened = self.closed = 0
        self.unplugged = False
        self.commands = []
        self.spoil = self.as_it_is  # what becomes of the n-th packet of image data
        self.image_packets = 0
        self._reader = PacketReader()
        self._coming = deque()  # (due, bytes, rate)
        self._free = 0.0

    @staticmethod
    def as_it_is(_number, packet):
        return packet

    def open(self, _port, baud, _device):
        self.opened += 1
        self.baud = baud
        return self

    def read(self):
        self._plugged()
        came = b""
        while self._coming and self._coming[0][0] <= self.clock.now:
            _, burst, rate = self._coming.popleft()
            understood = rate == self.baud or not self.rate_reaches_wire
            came += burst if understood else bytes(byte & 0x0F | 0x50 for byte in burst)
        return came

    def write(self, data):
        self._plugged()
        if self.baud != self.sensor.baud and self.rate_reaches_wire:
            return
        for packet in self._reader.feed(data):
            self.commands.append(packet.payload)
            rate = self.sensor.baud
            reply = self.sensor.handle(packet)
            if reply is None:
                continue
            self.say(reply.ack, rate)
            for piece in reply.data:
                self.image_packets += 1
                self.say(self.spoil(self.image_packets, piece), rate)

    def say(self, data, rate):
        self._free = max(self._free, self.clock.now)
        if rate > self.cleanest:
            data = bytes(byte ^ 0x08 for byte in data)
        for start in range(0, len(data), 64):
            burst = data[start : start + 64]
            self._free += len(burst) * 10 / rate
            self._coming.append((self._free, burst, rate))

    def set_baud(self, baud):
        self._plugged()
        self.baud = baud

    def close(self):
        self.closed += 1

    def _plugged(self):
        if self.unplugged:
            raise DeviceLost(device="scanner")


class Rig:
    """A sensor, its wire, the driver, and their clock."""

    def __init__(
        self,
        *,
        model="r307",
        line=None,
        password=0,
        sensor_password=0,
        configured=57_600,
        allow_emulated=True,
        **settings,
    ):
        self.clock = Clock()
        shape = MODELS[model]
        self.rng = Random(4)
        self.images = [self.rng.randbytes(shape.width * shape.height // 2) for _ in range(3)]
        self.taken = 0
        self.sensor = Sensor(SensorSettings(model=shape, password=sensor_password, **settings), self.take, Random(1))
        self.line = VirtualLine(self.sensor, self.clock, **(line or {}))
        self.scanner = Ef01Scanner(
            "port",
            baud=configured,
            password=password,
            allow_emulated=allow_emulated,
            open_line=self.line.open,
            monotonic=self.clock,
        )

    def take(self):
        self.taken += 1
        return self.images[self.taken - 1]

    def capture(self, *, timeout=5.0, cancel_at=float("inf"), **more):
        return self.scanner.capture(timeout=timeout, cancel=VirtualCancel(self.clock, cancel_at), **more)

    def cancel(self):
        return VirtualCancel(self.clock)

    def connect(self):
        return self.scanner.connect(self.cancel())


@pytest.fixture(scope="session")
def make_rig():
    """Makes a `Rig`."""
    return Rig


@pytest.fixture(scope="session")
def make_cancel():
    """Makes a `VirtualCancel` with a clock of its own."""
    return VirtualCancel
