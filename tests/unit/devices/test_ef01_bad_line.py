"""A line that is right at 57,600 baud and corrupts at 115,200: the image is right, and the line is remembered."""

from random import Random

import adafruit_fingerprint
import numpy as np
import pytest
import serial
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ef01.packets import BAUD_UNIT, Op, Parameter
from booth.devices.ef01.rates import RateFile, line_key
from booth.devices.ef01.scanner import Ef01Scanner, unpack
from booth.devices.emulators.ef01 import Ef01Emulator, Pace
from booth.devices.emulators.ef01_sensor import SensorSettings
from booth.devices.emulators.serial_ports import PtyPort
from booth.devices.ports import Cancel, DeviceFault

IMAGE = Random(11).randbytes(36_864)


class Memory(dict):
    """A memory of rates."""

    def limit(self, line):
        return self.get(line, 0)

    def remember(self, line, baud):
        self[line] = baud

    def forget(self, line):
        self.pop(line, None)


@pytest.fixture
def bad(make_rig):
    """Rigs whose line damages every third packet of an image at a rate above 57,600."""

    def make(memory, **more):
        rig = make_rig(**more)
        rig.scanner._rates = memory
        rig.line.spoil = lambda number, packet: (
            packet[:30] + bytes((packet[30] ^ 1,)) + packet[31:]
            if rig.sensor.baud > 57_600 and number % 3 == 0
            else packet
        )
        return rig

    return make


def rates(rig):
    """The rates that the sensor was told, in order."""
    return [c[2] * BAUD_UNIT for c in rig.line.commands if c[:2] == bytes((Op.SET_PARAMETER, Parameter.BAUD))]


@pytest.mark.parametrize("baud", [57_600, 115_200])
def test_the_image_comes_right_at_the_low_rate_and_that_is_remembered(bad, baud):
    memory = Memory()
    rig = bad(memory, baud=baud)
    image = rig.capture()
    assert np.array_equal(image.pixels, unpack(rig.images[0]))
    assert (image.baud, rig.sensor.baud, rig.line.baud) == (57_600, 57_600, 57_600)
    assert rig.taken == 1
    assert rig.scanner.info.details["rate_limited"] == 57_600
    assert memory == {"port": 57_600}
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[1]))
    assert rates(rig)[-1:] == [57_600]


def test_a_restarted_program_does_not_try_the_high_rate_again(bad):
    memory = Memory(port=57_600)
    rig = bad(memory)
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))
    assert rates(rig) == []
    assert rig.scanner.info.details["rate_limited"] == 57_600
    left_high = bad(memory, baud=115_200)
    assert np.array_equal(left_high.capture().pixels, unpack(left_high.images[0]))
    assert left_high.sensor.baud == 57_600


def test_two_sparks_in_a_row_are_no_bad_line(make_rig):
    rig = make_rig()
    memory = rig.scanner._rates = Memory()
    rig.line.spoil = lambda number, packet: packet[:-1] + b"\0" if number in {5, 150} else packet
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))
    assert (rig.sensor.baud, memory) == (115_200, {})


def test_a_line_that_is_bad_at_every_rate_is_a_fault_and_nothing_is_remembered(make_rig):
    rig = make_rig()
    memory = rig.scanner._rates = Memory()
    rig.line.spoil = lambda number, packet: packet[:-1] + b"\0" if number % 5 == 0 else packet
    with pytest.raises(DeviceFault):
        rig.capture()
    assert memory == {}


def test_a_line_that_carries_nothing_at_the_high_rate_is_remembered_too(make_rig):
    rig = make_rig(line={"cleanest": 57_600})
    memory = rig.scanner._rates = Memory()
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))
    assert memory == {"port": 57_600}
    assert rig.scanner.info.details["rate_limited"] == 57_600


def test_a_sensor_that_kept_the_high_rate_comes_to_a_line_that_carries_nothing_of_it(make_rig):
    rig = make_rig(line={"cleanest": 57_600}, baud=115_200)
    memory = rig.scanner._rates = Memory()
    assert np.array_equal(rig.capture().pixels, unpack(rig.images[0]))
    assert (memory, rig.sensor.baud) == ({"port": 57_600}, 57_600)


def test_a_sensor_that_knows_one_rate_is_no_bad_line(make_rig):
    rig = make_rig(unknown=frozenset({Op.SET_PARAMETER}))
    memory = rig.scanner._rates = Memory()
    rig.capture()
    assert memory == {}
    assert "rate_limited" not in rig.scanner.info.details


@pytest.fixture
def bridge():
    """A sensor behind a cheap bridge, at a pseudo-terminal."""
    emulator = Ef01Emulator(
        PtyPort(),
        SensorSettings(),
        lambda: IMAGE,
        pace=Pace.UNPACED,
        strict_rate=True,
        corrupt_above=57_600,
        rng=Random(7),
    )
    with emulator.running():
        yield emulator


def test_twenty_images_over_a_cheap_bridge_are_twenty_right_ones(bridge, tmp_path):
    memory = RateFile(tmp_path / "lines.json")
    for _ in range(4):  # the program is started anew
        scanner = Ef01Scanner(bridge.name, allow_emulated=True, rates=memory)
        for _ in range(5):
            image = scanner.capture(timeout=60, cancel=Cancel())
            assert np.array_equal(image.pixels, unpack(IMAGE))
        assert image.baud == 57_600
        scanner.close()
    assert memory.limit(line_key(bridge.name)) == 57_600


def test_a_foreign_driver_never_gets_the_image(bridge):
    bridge.sensor.baud = 115_200
    with serial.Serial(bridge.name, 115_200, timeout=2) as line:
        finger = adafruit_fingerprint.Adafruit_Fingerprint(line, (0, 0, 0, 0))
        finger._send_packet([Op.GEN_IMAGE])
        finger._get_packet(12)
        try:
            came = bytes(finger.get_fpdata("image"))
        except RuntimeError:
            return
        assert came != IMAGE


@given(data=st.binary(max_size=60))
def test_a_damaged_file_remembers_nothing_and_is_written_anew(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("state") / "lines.json"
    path.write_bytes(data)
    memory = RateFile(path)
    assert memory.limit("x") in {0} | set(range(1, 10))
    memory.remember("a", 57_600)
    memory.remember("b", 38_400)
    memory.forget("b")
    assert (RateFile(path).limit("a"), RateFile(path).limit("b")) == (57_600, 0)


def test_a_place_that_cannot_be_written_costs_nothing_but_speed(tmp_path):
    (tmp_path / "file").write_text("")
    RateFile(tmp_path / "file" / "lines.json").remember("a", 57_600)


def test_the_state_is_where_the_system_keeps_such_things(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    RateFile().remember("a", 57_600)
    assert RateFile().limit("a") == 57_600
    assert list(tmp_path.rglob("lines.json"))


def test_a_bridge_is_known_by_what_it_is(monkeypatch):
    class Bridge:
        device, vid, pid, serial_number, location = "/dev/ttyUSB0", 0x1A86, 0x7523, None, "1-2"

    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: [Bridge])
    assert line_key("/dev/ttyUSB0") == "1a86:7523 at 1-2"
    Bridge.serial_number = "A1"
    assert line_key("/dev/ttyUSB0") == "1a86:7523 A1"
    assert line_key("socket://host:1") == "socket://host:1"
