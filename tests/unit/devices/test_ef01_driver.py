"""The driver against a sensor in virtual time: every rate, every refusal, every silence, and how long it takes."""

from collections import deque
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from booth.devices.ef01 import Ef01Scanner, unpack
from booth.devices.ef01_packets import Code, Kind, Op, PacketReader, build
from booth.devices.emulators.ef01_sensor import MODELS, Sensor, SensorSettings
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceError,
    DeviceFault,
    DeviceLocked,
    DeviceLost,
    DeviceRefused,
    DeviceTimeout,
    FingerEvent,
    NoFinger,
)

LONGEST_WORK = 3.0  # seconds in which a fault must show


def _as_it_is(_number, packet):
    return packet


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class VirtualCancel(Cancel):
    """Time passes only here. Cancels itself at `at`."""

    def __init__(self, clock, at=float("inf")):
        super().__init__()
        self.clock, self.at = clock, at

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
        self.spoil = _as_it_is  # what becomes of the n-th packet of image data
        self.image_packets = 0
        self._reader = PacketReader()
        self._coming = deque()  # (due, bytes, rate)
        self._free = 0.0

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

    def connect(self):
        return self.scanner.connect(VirtualCancel(self.clock))


def test_image_rate_packets_events_and_progress():
    rig = Rig()
    shares, events = [], []
    image = rig.capture(progress=shares.append, on_event=events.append)
    assert np.array_equal(image.pixels, unpack(rig.images[0]))
    assert (image.pixels.shape, image.ppi, image.baud) == ((288, 256), 500, 115_200)
    assert (rig.sensor.baud, rig.sensor.packet_size) == (115_200, 256)
    assert events == [FingerEvent.WAITING, FingerEvent.READING, FingerEvent.DONE]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 20
    assert 3.337 < image.seconds < 3.337 * 1.01  # the limit of 38,448 bytes at 115,200 baud, and little more
    assert rig.clock.now - image.seconds < 0.15  # finding, raising, taking the image


def test_nibbles_are_pixels_the_left_one_high():
    data = bytes([0x0F, 0xA5]) + bytes(36_864 - 2)
    assert unpack(data)[0, :4].tolist() == [0, 255, 170, 85]


@pytest.mark.parametrize("baud", [9_600, 19_200, 38_400, 57_600, 76_800, 115_200])
@pytest.mark.parametrize("configured", [57_600, 76_800])
def test_the_rate_is_found(baud, configured):
    rig = Rig(baud=baud, configured=configured)
    if baud == 76_800 != configured:
        with pytest.raises(DeviceTimeout):
            rig.connect()
        return
    assert rig.connect().details == {"baud": 115_200, "packet_size": 256}
    assert rig.clock.now < LONGEST_WORK


def test_a_sensor_already_raised_is_not_written_to_again():
    rig = Rig(baud=115_200, packet_size=256)
    rig.connect()
    assert not [command for command in rig.line.commands if command[0] == Op.SET_PARAMETER]


def test_the_small_sensor_is_told_by_its_bytes():
    rig = Rig(model="r503")
    image = rig.capture()
    assert image.pixels.shape == (192, 192)
    assert np.array_equal(image.pixels, unpack(rig.images[0]))


@pytest.mark.parametrize("how", ["silent", "unknown"])
def test_without_system_parameters_the_defaults_hold(how):
    rig = Rig(**{how: frozenset({Op.READ_PARAMETERS, Op.READ_NOTEPAD})})
    info = rig.connect()
    assert not info.emulated
    assert info.details["baud"] == 115_200
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))


def test_a_sensor_that_knows_no_raise_is_read_as_it_is():
    rig = Rig(unknown=frozenset({Op.SET_PARAMETER}))
    image = rig.capture()
    assert image.baud == 57_600
    assert image.seconds == pytest.approx(40_032 * 10 / 57_600, rel=0.01)


@pytest.mark.parametrize("baud", [9_600, 57_600])
def test_a_line_that_does_not_carry_the_raised_rate_goes_back(baud):
    rig = Rig(baud=baud, line={"cleanest": 57_600})
    assert rig.connect().details["baud"] == baud
    assert rig.sensor.baud == baud
    assert rig.clock.now < 1.5 * LONGEST_WORK
    rig.scanner.close()
    before = len(rig.line.commands)
    rig.connect()
    assert bytes((Op.SET_PARAMETER, 4, 12)) not in rig.line.commands[before:]  # it is not tried again
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))


def test_behind_a_terminal_server_only_an_emulated_sensor_is_raised():
    wire = {"reaches_wire": False}
    assert Rig(line=wire).connect().details["baud"] == 115_200
    real = Rig(line=wire, unknown=frozenset({Op.READ_NOTEPAD}))
    assert real.connect().details == {"baud": 57_600, "packet_size": 256}
    assert real.sensor.baud == 57_600


def test_a_password_is_used_also_after_the_sensor_lost_power():
    rig = Rig(password=0xCAFE, sensor_password=0xCAFE)
    rig.connect()
    rig.sensor.power_cycle()
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))


@pytest.mark.parametrize("known", [0, 0xBEEF])
def test_a_sensor_with_another_password_is_locked(known):
    with pytest.raises(DeviceLocked):
        Rig(password=known, sensor_password=0xCAFE).capture()


def test_it_says_whether_it_is_emulated_and_may_be_refused():
    info = Rig(serial="A-17").connect()
    assert (info.emulated, info.serial) == (True, "A-17")
    refused = Rig(allow_emulated=False)
    with pytest.raises(DeviceRefused):
        refused.capture()
    assert refused.line.closed == 1
    real = Rig(allow_emulated=False, unknown=frozenset({Op.READ_NOTEPAD}))
    assert not real.connect().emulated


def test_nobody_comes():
    rig = Rig()
    rig.sensor.finger_on = False
    with pytest.raises(NoFinger):
        rig.capture(timeout=2.0)
    polls = [command for command in rig.line.commands if command[0] == Op.GEN_IMAGE]
    assert 8 <= len(polls) <= 11  # five times a second
    assert rig.clock.now < 2.5
    assert not rig.scanner.finger_present(timeout=1.0, cancel=VirtualCancel(rig.clock))
    rig.sensor.finger_on = True
    assert rig.scanner.finger_present(timeout=1.0, cancel=VirtualCancel(rig.clock))
    assert rig.line.opened == 1


def test_someone_comes_late():
    rig = Rig()
    rig.sensor.finger_on = False
    handle, polls = rig.sensor.handle, []

    def lay_the_finger(packet):
        if packet.payload[0] == Op.GEN_IMAGE:
            polls.append(rig.clock.now)
            rig.sensor.finger_on = len(polls) > 7
        return handle(packet)

    rig.sensor.handle = lay_the_finger
    assert np.array_equal(rig.capture(timeout=2.0).pixels, unpack(rig.images[0]))
    assert len(polls) == 8


@pytest.mark.parametrize("at", [1, 2, 70, 143, 144])
@pytest.mark.parametrize("fault", ["flip", "half", "lost", "noise", "false opening"])
def test_a_damaged_image_is_asked_for_again_without_a_new_one_taken(fault, at):
    rig = Rig()
    noise = {
        "flip": lambda packet: packet[:40] + bytes((packet[40] ^ 1,)) + packet[41:],
        "half": lambda packet: packet[: len(packet) // 2],
        "lost": lambda _packet: b"",
        "noise": lambda packet: b"\x55\xef\x01" + rig.rng.randbytes(99) + packet,
        "false opening": lambda packet: build(Kind.DATA, bytes(256))[:9] + packet,
    }[fault]
    rig.line.spoil = lambda number, packet: noise(packet) if number == at else packet
    image = rig.capture()
    assert np.array_equal(image.pixels, unpack(rig.images[0]))
    asked = [command[0] for command in rig.line.commands if command[0] in {Op.GEN_IMAGE, Op.UP_IMAGE}]
    mended = fault in {"noise", "false opening"}
    assert asked == [Op.GEN_IMAGE, Op.UP_IMAGE] + [Op.UP_IMAGE] * (not mended)


def test_an_image_damaged_every_time_is_a_fault_and_the_next_call_starts_afresh():
    rig = Rig()
    rig.line.spoil = lambda number, packet: packet[:-1] + b"\x00" if number % 7 == 0 else packet
    with pytest.raises(DeviceFault):
        rig.capture()
    rig.line.spoil = _as_it_is
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[1]))
    assert (rig.line.opened, rig.line.closed) == (2, 1)


def test_half_an_image_is_no_small_image():
    rig = Rig()
    rig.capture()
    rig.line.spoil = lambda number, packet: b"" if 150 <= number < 222 else packet
    assert rig.capture().pixels.shape == (288, 256)


def test_a_sensor_that_falls_silent_is_given_up_in_time():
    rig = Rig()
    fell_silent = []

    def fall_silent(number, packet):
        if number < 20:
            return packet
        rig.sensor.handle = lambda _packet: None
        return b""

    rig.line.spoil = fall_silent
    rig.connect()
    with pytest.raises(DeviceTimeout):
        rig.capture(progress=lambda share: fell_silent.append(rig.clock.now) if share > 0 else None)
    assert rig.clock.now - fell_silent[0] < LONGEST_WORK


@pytest.mark.parametrize("baud", [57_600, 19_200])
def test_nothing_at_the_port_is_found_out_in_time(baud):
    rig = Rig(configured=baud)
    rig.sensor.handle = lambda _packet: None
    with pytest.raises(DeviceTimeout):
        rig.capture()
    assert rig.clock.now < LONGEST_WORK
    assert rig.line.closed == 1


def test_silent_at_taking_the_image():
    rig = Rig(silent=frozenset({Op.GEN_IMAGE}))
    with pytest.raises(DeviceTimeout):
        rig.capture()
    assert rig.clock.now < LONGEST_WORK


def test_unplugged_and_plugged_in_again():
    rig = Rig()

    def unplug(number, packet):
        rig.line.unplugged = number > 50
        return packet

    rig.line.spoil = unplug
    with pytest.raises(DeviceLost):
        rig.capture()
    with pytest.raises(DeviceLost):
        rig.capture()
    rig.line.unplugged, rig.line.spoil = False, _as_it_is
    assert rig.capture().pixels.shape == (288, 256)


@pytest.mark.parametrize("at", [0.0, 0.01, 0.05, 0.2, 1.5])
def test_cancelled_at_once_and_the_rest_of_the_image_is_let_pass(at):
    rig = Rig()
    with pytest.raises(Cancelled):
        rig.capture(cancel_at=at)
    assert rig.clock.now == at
    taken = rig.taken
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[taken]))


def test_an_earlier_program_left_the_sensor_sending():
    rig = Rig(baud=9_600)
    rig.sensor.handle(PacketReader().feed(build(Kind.COMMAND, bytes((Op.GEN_IMAGE,))))[0])
    rig.line.baud = 9_600
    rig.line.write(build(Kind.COMMAND, bytes((Op.UP_IMAGE,))))
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[1]))


def test_damaged_answers_are_asked_for_again():
    rig = Rig()
    say, turns = rig.line.say, iter(range(100))

    def say_badly(data, rate):
        spoilt = len(data) < 100 and next(turns) % 2 == 0
        say(data[:9] + bytes((data[9] ^ 0x10,)) + data[10:] if spoilt else data, rate)

    rig.line.say = say_badly
    assert rig.connect().emulated
    assert rig.capture().pixels.shape == (288, 256)


def test_codes_that_mean_a_broken_sensor():
    rig = Rig()
    rig.connect()
    handle = rig.sensor.handle
    rig.sensor.handle = lambda packet: (
        rig.sensor._ack(Code.SENSOR_FAULT) if packet.payload[0] == Op.GEN_IMAGE else handle(packet)
    )
    with pytest.raises(DeviceFault):
        rig.capture()


class Babble:
    """A line with something else at the end: answers each command with the next of `answers`."""

    rate_reaches_wire = True
    baud = 57_600

    def __init__(self, answers):
        self.answers = deque(answers)
        self.coming = b""

    def open(self, _port, _baud, _device):
        return self

    def read(self):
        came, self.coming = self.coming[:100], self.coming[100:]
        return came

    def write(self, _data):
        self.coming += self.answers.popleft() if self.answers else b""

    def set_baud(self, baud):
        self.baud = baud

    def close(self):
        pass


ACK = st.binary(max_size=40).map(lambda payload: build(Kind.ACK, payload))
DATA = st.binary(max_size=256).map(lambda payload: build(Kind.DATA, payload))
OK = st.just(build(Kind.ACK, b"\x00"))
ANSWER = st.lists(st.one_of(st.binary(max_size=300), ACK, OK, DATA), max_size=4).map(b"".join)


@hypothesis_settings(max_examples=200)
@given(st.lists(ANSWER, max_size=40))
def test_whatever_answers_the_driver_ends_with_an_error_of_its_own(answers):
    clock = Clock()
    line = Babble(answers)
    scanner = Ef01Scanner("port", allow_emulated=True, open_line=line.open, monotonic=clock)
    with pytest.raises(DeviceError):
        scanner.capture(timeout=3.0, cancel=VirtualCancel(clock))
    assert clock.now < 30.0
