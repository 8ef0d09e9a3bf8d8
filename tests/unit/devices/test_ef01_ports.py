"""One suite for driver and emulated sensor: a pseudo-terminal and TCP, paced and unpaced, with each fault."""

import threading
from contextlib import contextmanager
from random import Random

import numpy as np
import pytest

from booth.devices.ef01.scanner import Ef01Scanner, unpack
from booth.devices.emulators.ef01 import Ef01Emulator, Fault, FaultKind, Pace
from booth.devices.emulators.ef01_sensor import MODELS, SensorSettings
from booth.devices.emulators.serial_ports import PtyPort, TcpPort
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceBusy,
    DeviceLost,
    DeviceMissing,
    DeviceTimeout,
)
from booth.devices.registry import BadPassword, find_scanner, parse_password

PORTS = {"pty": PtyPort, "tcp": lambda: TcpPort("127.0.0.1:0")}
IMAGES = [Random(seed).randbytes(18_432) for seed in range(3)]  # the small sensor's: half the time at line rate


@pytest.fixture(params=PORTS)
def open_port(request):
    return PORTS[request.param]


@contextmanager
def sensor(port, *, fault=None, pace=Pace.UNPACED, strict_rate=False, **settings):
    images = iter(IMAGES)
    settings = SensorSettings(model=MODELS["r503"], **settings)
    emulator = Ef01Emulator(
        port, settings, lambda: next(images), pace=pace, fault=fault, strict_rate=strict_rate, rng=Random(7)
    )
    with emulator.running():
        yield emulator


@pytest.fixture
def connect():
    """A scanner at a port; closed at the end."""
    scanners = []

    def make(port, **more):
        scanners.append(Ef01Scanner(port, allow_emulated=True, **more))
        return scanners[-1]

    yield make
    for scanner in scanners:
        scanner.close()


def capture(scanner, **more):
    return scanner.capture(timeout=20.0, cancel=Cancel(), **more)


@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize("fault", [None, *FaultKind])
def test_the_image_is_right_or_the_fault_is_named(open_port, pace, fault, connect):
    with sensor(open_port(), pace=pace, fault=fault and Fault(fault, at=3)) as emulator:
        scanner = connect(emulator.name)
        failure = {FaultKind.HANG: DeviceTimeout, FaultKind.UNPLUG: DeviceLost}.get(fault)
        if failure is not None:
            with pytest.raises(failure):
                capture(scanner)
            return
        image = capture(scanner)
        assert np.array_equal(image.pixels, unpack(IMAGES[0]))
        assert image.baud == emulator.sensor.baud == 115_200
        assert emulator.sensor.packet_size == 256
        assert scanner.info.emulated


@pytest.mark.parametrize("baud", [9_600, 38_400, 115_200])
def test_the_rate_is_found_where_it_matters(baud, connect):
    with sensor(PtyPort(), strict_rate=True, baud=baud) as emulator:
        assert np.array_equal(capture(connect(emulator.name)).pixels, unpack(IMAGES[0]))
        assert emulator.sensor.baud == 115_200


def test_clients_come_and_go_and_the_sensor_stays(open_port, connect):
    with sensor(open_port()) as emulator:
        for image in IMAGES:
            scanner = connect(emulator.name)
            assert np.array_equal(capture(scanner).pixels, unpack(image))
            scanner.close()


def test_a_client_that_leaves_in_the_middle_does_not_harm_the_next(open_port, connect):
    with sensor(open_port(), pace=Pace.LINE_RATE) as emulator:
        cancel = Cancel()
        scanner = connect(emulator.name)
        with pytest.raises(Cancelled):
            scanner.capture(timeout=20.0, cancel=cancel, progress=lambda share: share > 0.2 and cancel.cancel())
        scanner.close()
        assert np.array_equal(capture(connect(emulator.name)).pixels, unpack(IMAGES[1]))


def test_cancelled_from_another_thread(open_port, connect):
    with sensor(open_port()) as emulator:
        emulator.sensor.finger_on = False
        cancel, waiting = Cancel(), threading.Event()
        stopper = threading.Thread(target=lambda: (waiting.wait(60), cancel.cancel()))
        stopper.start()
        with pytest.raises(Cancelled):
            connect(emulator.name).capture(timeout=100.0, cancel=cancel, on_event=lambda _event: waiting.set())
        stopper.join()


def test_unplugged_and_plugged_in_again_over_tcp(connect):
    with sensor(TcpPort("127.0.0.1:0"), fault=Fault(FaultKind.UNPLUG, at=3)) as emulator:
        scanner = connect(emulator.name)
        with pytest.raises(DeviceLost):
            capture(scanner)
    with pytest.raises(DeviceMissing):
        capture(scanner)
    with sensor(TcpPort(emulator.name.removeprefix("socket://"))):
        assert np.array_equal(capture(scanner).pixels, unpack(IMAGES[0]))


def test_unplugged_and_plugged_in_again_at_a_serial_port(connect, tmp_path):
    node = tmp_path / "scanner"  # as udev names a port by what is plugged in
    with sensor(PtyPort(), fault=Fault(FaultKind.UNPLUG, at=3)) as emulator:
        node.symlink_to(emulator.name)
        scanner = connect(str(node))
        with pytest.raises(DeviceLost):
            capture(scanner)
    with sensor(PtyPort()) as emulator:
        node.unlink()
        node.symlink_to(emulator.name)
        assert np.array_equal(capture(scanner).pixels, unpack(IMAGES[0]))


def test_a_port_is_ours_alone(connect):
    with sensor(PtyPort()) as emulator:
        connect(emulator.name).connect(Cancel())
        with pytest.raises(DeviceBusy):
            connect(emulator.name).connect(Cancel())


@pytest.mark.parametrize(
    "port", ["/dev/no-such-port", "/dev/null", "socket://127.0.0.1:1", "socket://nothing", "x://y"]
)
def test_a_port_that_is_none(port):
    with pytest.raises(DeviceMissing):
        find_scanner(port, allow_emulated=True, cancel=Cancel())


def test_auto_takes_the_first_port_that_answers(connect):
    with sensor(PtyPort(), password=5) as locked, sensor(PtyPort()) as emulator:
        ports = ["/dev/no-such-port", locked.name, emulator.name]
        found = find_scanner("auto", allow_emulated=True, cancel=Cancel(), ports=lambda: ports)
        assert found.info.port == emulator.name
        found.close()


def test_auto_names_what_it_met(connect):
    with sensor(PtyPort()) as emulator:
        holder = connect(emulator.name)
        holder.connect(Cancel())
        ports = [emulator.name, "/dev/no-such-port"]
        with pytest.raises(DeviceBusy):
            find_scanner("auto", allow_emulated=True, cancel=Cancel(), ports=lambda: ports)
    with pytest.raises(DeviceMissing):
        find_scanner("auto", allow_emulated=True, cancel=Cancel(), ports=list)


def test_passwords_are_hexadecimal():
    assert [parse_password(text) for text in ("", "00000000", "CafE0001 ")] == [0, 0, 0xCAFE0001]
    for text in ("xyz", "-1", "123456789"):
        with pytest.raises(BadPassword):
            parse_password(text)
