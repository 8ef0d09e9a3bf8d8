"""The driver in virtual time when things go wrong: what it mends, what it names, and how soon."""

from collections import deque

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from booth.devices.ef01.packets import Code, Kind, Op, PacketReader, build
from booth.devices.ef01.scanner import Ef01Scanner, unpack
from booth.devices.ports import (
    Cancelled,
    DeviceError,
    DeviceFault,
    DeviceLost,
    DeviceTimeout,
)

LONGEST_WORK = 3.0  # seconds in which a fault must show


@pytest.mark.parametrize("at", [1, 2, 70, 143, 144])
@pytest.mark.parametrize("fault", ["flip", "half", "lost", "noise", "false opening"])
def test_a_damaged_image_is_asked_for_again_without_a_new_one_taken(make_rig, fault, at):
    rig = make_rig()
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


def test_an_image_damaged_every_time_is_a_fault_and_the_next_call_starts_afresh(make_rig):
    rig = make_rig()
    rig.line.spoil = lambda number, packet: packet[:-1] + b"\x00" if number % 7 == 0 else packet
    with pytest.raises(DeviceFault):
        rig.capture()
    rig.line.spoil = rig.line.as_it_is
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[1]))
    assert (rig.line.opened, rig.line.closed) == (2, 1)


def test_half_an_image_is_no_small_image(make_rig):
    rig = make_rig()
    rig.capture()
    rig.line.spoil = lambda number, packet: b"" if 150 <= number < 222 else packet
    assert rig.capture().pixels.shape == (288, 256)


def test_a_sensor_that_falls_silent_is_given_up_in_time(make_rig):
    rig = make_rig()
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
def test_nothing_at_the_port_is_found_out_in_time(make_rig, baud):
    rig = make_rig(configured=baud)
    rig.sensor.handle = lambda _packet: None
    with pytest.raises(DeviceTimeout):
        rig.capture()
    assert rig.clock.now < LONGEST_WORK
    assert rig.line.closed == 1


def test_silent_at_taking_the_image(make_rig):
    rig = make_rig(silent=frozenset({Op.GEN_IMAGE}))
    with pytest.raises(DeviceTimeout):
        rig.capture()
    assert rig.clock.now < LONGEST_WORK


def test_unplugged_and_plugged_in_again(make_rig):
    rig = make_rig()

    def unplug(number, packet):
        rig.line.unplugged = number > 50
        return packet

    rig.line.spoil = unplug
    with pytest.raises(DeviceLost):
        rig.capture()
    with pytest.raises(DeviceLost):
        rig.capture()
    rig.line.unplugged, rig.line.spoil = False, rig.line.as_it_is
    assert rig.capture().pixels.shape == (288, 256)


@pytest.mark.parametrize("at", [0.0, 0.01, 0.05, 0.2, 1.5])
def test_cancelled_at_once_and_the_rest_of_the_image_is_let_pass(make_rig, at):
    rig = make_rig()
    with pytest.raises(Cancelled):
        rig.capture(cancel_at=at)
    assert rig.clock.now == at
    taken = rig.taken
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[taken]))


def test_an_earlier_program_left_the_sensor_sending(make_rig):
    rig = make_rig(baud=9_600)
    rig.sensor.handle(PacketReader().feed(build(Kind.COMMAND, bytes((Op.GEN_IMAGE,))))[0])
    rig.line.baud = 9_600
    rig.line.write(build(Kind.COMMAND, bytes((Op.UP_IMAGE,))))
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[1]))


def test_damaged_answers_are_asked_for_again(make_rig):
    rig = make_rig()
    say, turns = rig.line.say, iter(range(100))

    def say_badly(data, rate):
        spoilt = len(data) < 100 and next(turns) % 2 == 0
        say(data[:9] + bytes((data[9] ^ 0x10,)) + data[10:] if spoilt else data, rate)

    rig.line.say = say_badly
    assert rig.connect().emulated
    assert rig.capture().pixels.shape == (288, 256)


def test_codes_that_mean_a_broken_sensor(make_rig):
    rig = make_rig()
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
def test_whatever_answers_the_driver_ends_with_an_error_of_its_own(make_cancel, answers):
    cancel, line = make_cancel(), Babble(answers)
    scanner = Ef01Scanner("port", allow_emulated=True, open_line=line.open, monotonic=cancel.clock)
    with pytest.raises(DeviceError):
        scanner.capture(timeout=3.0, cancel=cancel)
    assert cancel.clock.now < 30.0
