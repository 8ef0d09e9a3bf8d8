"""The driver in virtual time: every rate, every refusal, every kind of sensor."""

import numpy as np
import pytest

from booth.devices.ef01.packets import Op
from booth.devices.ef01.scanner import unpack
from booth.devices.ports import (
    DeviceLocked,
    DeviceRefused,
    DeviceTimeout,
    FingerEvent,
    NoFinger,
)

LONGEST_WORK = 3.0  # seconds in which a fault must show


def test_image_rate_packets_events_and_progress(make_rig):
    rig = make_rig()
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
def test_the_rate_is_found(make_rig, baud, configured):
    rig = make_rig(baud=baud, configured=configured)
    if baud == 76_800 != configured:
        with pytest.raises(DeviceTimeout):
            rig.connect()
        return
    assert rig.connect().details == {"baud": 115_200, "packet_size": 256}
    assert rig.clock.now < LONGEST_WORK


def test_a_sensor_already_raised_is_not_written_to_again(make_rig):
    rig = make_rig(baud=115_200, packet_size=256)
    rig.connect()
    assert not [command for command in rig.line.commands if command[0] == Op.SET_PARAMETER]


def test_the_small_sensor_is_told_by_its_bytes(make_rig):
    rig = make_rig(model="r503")
    image = rig.capture()
    assert image.pixels.shape == (192, 192)
    assert np.array_equal(image.pixels, unpack(rig.images[0]))


@pytest.mark.parametrize("how", ["silent", "unknown"])
def test_without_system_parameters_the_defaults_hold(make_rig, how):
    rig = make_rig(**{how: frozenset({Op.READ_PARAMETERS, Op.READ_NOTEPAD})})
    info = rig.connect()
    assert not info.emulated
    assert info.details["baud"] == 115_200
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))


def test_a_sensor_that_knows_no_raise_is_read_as_it_is(make_rig):
    rig = make_rig(unknown=frozenset({Op.SET_PARAMETER}))
    image = rig.capture()
    assert image.baud == 57_600
    assert image.seconds == pytest.approx(40_032 * 10 / 57_600, rel=0.01)


@pytest.mark.parametrize("baud", [9_600, 57_600])
def test_a_line_that_does_not_carry_the_raised_rate_goes_back(make_rig, baud):
    rig = make_rig(baud=baud, line={"cleanest": 57_600})
    assert rig.connect().details["baud"] == baud
    assert rig.sensor.baud == baud
    assert rig.clock.now < 1.5 * LONGEST_WORK
    rig.scanner.close()
    before = len(rig.line.commands)
    rig.connect()
    assert bytes((Op.SET_PARAMETER, 4, 12)) not in rig.line.commands[before:]  # it is not tried again
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))


def test_behind_a_terminal_server_only_an_emulated_sensor_is_raised(make_rig):
    wire = {"reaches_wire": False}
    assert make_rig(line=wire).connect().details["baud"] == 115_200
    real = make_rig(line=wire, unknown=frozenset({Op.READ_NOTEPAD}))
    assert real.connect().details == {"baud": 57_600, "packet_size": 256}
    assert real.sensor.baud == 57_600


def test_a_password_is_used_also_after_the_sensor_lost_power(make_rig):
    rig = make_rig(password=0xCAFE, sensor_password=0xCAFE)
    rig.connect()
    rig.sensor.power_cycle()
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))


@pytest.mark.parametrize("known", [0, 0xBEEF])
def test_a_sensor_with_another_password_is_locked(make_rig, known):
    with pytest.raises(DeviceLocked):
        make_rig(password=known, sensor_password=0xCAFE).capture()


def test_it_says_whether_it_is_emulated_and_may_be_refused(make_rig):
    info = make_rig(serial="A-17").connect()
    assert (info.emulated, info.serial) == (True, "A-17")
    refused = make_rig(allow_emulated=False)
    with pytest.raises(DeviceRefused):
        refused.capture()
    assert refused.line.closed == 1
    real = make_rig(allow_emulated=False, unknown=frozenset({Op.READ_NOTEPAD}))
    assert not real.connect().emulated


def test_nobody_comes(make_rig):
    rig = make_rig()
    rig.sensor.finger_on = False
    with pytest.raises(NoFinger):
        rig.capture(timeout=2.0)
    polls = [command for command in rig.line.commands if command[0] == Op.GEN_IMAGE]
    assert 8 <= len(polls) <= 11  # five times a second
    assert rig.clock.now < 2.5
    assert not rig.scanner.finger_present(timeout=1.0, cancel=rig.cancel())
    rig.sensor.finger_on = True
    assert rig.scanner.finger_present(timeout=1.0, cancel=rig.cancel())
    assert rig.line.opened == 1


def test_someone_comes_late(make_rig):
    rig = make_rig()
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
