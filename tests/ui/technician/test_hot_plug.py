"""A scanner plugged in and out under the window: the strip says so at once, and the inventory knows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from booth.devices.emulators.ef01 import Ef01Emulator, Pace
from booth.devices.emulators.ef01_sensor import SensorSettings
from booth.devices.emulators.serial_ports import PtyPort
from booth.devices.ports import DeviceKind
from booth.devices.registry_plugs import Changes, Plug, PlugKind
from booth.store.inventory import PartEvent
from booth.ui.kit.theme import Level
from tests.ui.supervisor.stage import Window

PORT = Plug(PlugKind.SERIAL, "/dev/ttyUSB0", "CP2102", "A1")


def sensor(serial: str) -> Ef01Emulator:
    return Ef01Emulator(
        PtyPort(), SensorSettings(serial=serial), lambda: bytes(36_864), pace=Pace.UNPACED, rng=Random(1)
    )


@pytest.fixture
def node(tmp_path: Path) -> Path:
    return tmp_path / "scanner"  # as udev names a port by what is plugged in


@pytest.fixture
def window(open_window: Callable[..., Window], node: Path) -> Window:
    return open_window(scanner=str(node))


def level(window: Window) -> Level:
    return window.shell._lights._watched[1].light().level


def test_plugged_in_and_out_and_another_in_its_place(window: Window, node: Path):
    lights, inventory = window.shell._lights, window.station.desk.vault.inventory
    window.until(lambda: level(window) is Level.BAD)
    for serial in ("EMU-1", "EMU-2"):
        emulator = sensor(serial)
        with emulator.running() as port:
            node.symlink_to(port)
            lights.plugs_changed(Changes(plugged=(PORT,)))
            window.until(lambda: level(window) is Level.GOOD)
        lights.plugs_changed(Changes(unplugged=(PORT,)))
        window.until(lambda: level(window) is Level.BAD)
        node.unlink()
    window.until(lambda: len(inventory.counts(PartEvent.FAULT) | inventory.counts(PartEvent.GONE)) == 2)
    second, first = [part for part in inventory.parts() if part.kind == "finger"]
    assert (first.serial, second.serial, first.kind) == ("EMU-1", "EMU-2", DeviceKind.FINGER.value)
    assert PartEvent.SWAPPED_OUT in [entry.event for entry in inventory.history(first.id)]


def test_the_camera_is_asked_when_a_camera_comes(window: Window):
    asked = []
    camera = window.shell._lights._watched[0]
    window.until(lambda: camera.light().level is not Level.OFF)
    camera._ask = asked.append  # type: ignore[assignment]
    camera._note = None
    window.shell._lights.plugs_changed(Changes(plugged=(Plug(PlugKind.CAMERA, "/dev/video0"),)))
    window.until(lambda: bool(asked))
