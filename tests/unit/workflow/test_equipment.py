"""Devices are opened when needed, let go when they fail, and watched without being worn."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from booth.config import Settings
from booth.devices.camera import live as camera_module
from booth.devices.emulators.camera import serve_mjpeg
from booth.devices.ports import Cancel, DeviceError, DeviceInfo, DeviceKind, DeviceLost, DeviceMissing, DeviceRefused
from booth.workflow import equipment as module
from booth.workflow.equipment import Equipment, NoPrinter


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    cv2.imwrite(str(folder / "one.png"), np.full((48, 64, 3), 90, np.uint8))
    return folder


@pytest.fixture
def opened(monkeypatch):
    """How often a camera was opened, and how often closed."""
    counts = {"open": 0, "close": 0}
    real = camera_module.open_camera

    def open_camera(*args, **kwargs):
        camera = real(*args, **kwargs)
        counts["open"] += 1
        close = camera.close

        def closed():
            counts["close"] += 1
            close()

        camera.close = closed
        return camera

    monkeypatch.setattr(camera_module, "open_camera", open_camera)
    return counts


def equipment(camera="0", printer="none", open_printer=None, **more):
    return Equipment(Settings(camera=str(camera), printer=printer, allow_emulated=True, **more), open_printer)


def test_a_camera_nobody_uses_is_opened_once_and_let_go(pictures, opened):
    tools = equipment(pictures)
    for _ in range(5):
        assert tools.camera_info(Cancel()).kind is DeviceKind.CAMERA
    assert opened == {"open": 1, "close": 1}


def test_a_camera_in_use_stays_open(pictures, opened):
    tools = equipment(pictures)
    with tools.camera() as camera:
        camera.read(timeout=60, cancel=Cancel())
    tools.camera_info(Cancel())
    assert opened == {"open": 1, "close": 0}
    tools.let_camera_go()
    tools.camera_info(Cancel())
    assert opened == {"open": 1, "close": 1}


def test_an_unplugged_camera_is_noticed(pictures):
    tools = equipment(pictures)
    tools.camera_info(Cancel())
    (pictures / "one.png").unlink()
    pictures.rmdir()
    with pytest.raises(DeviceMissing):
        tools.camera_info(Cancel())


def test_a_network_camera_is_knocked_at(pictures):
    server = serve_mjpeg(pictures)
    tools = equipment(server.url)
    assert tools.camera_info(Cancel()).emulated
    assert tools.camera_info(Cancel()).emulated
    server.close()
    with pytest.raises(DeviceError):
        tools.camera_info(Cancel())


def test_an_address_that_is_none_is_not_there():
    assert not module._plugged_in("http://127.0.0.1:99999/x")


def test_a_camera_that_failed_is_looked_for_anew(pictures, opened):
    tools = equipment(pictures)

    def fail():
        with tools.camera():
            raise DeviceLost(device="Camera")

    with pytest.raises(DeviceLost):
        fail()
    tools.camera_info(Cancel())
    assert opened == {"open": 2, "close": 2}


def test_other_settings_are_used_at_once(pictures, tmp_path):
    tools = equipment(pictures)
    tools.camera_info(Cancel())
    tools.use(Settings(camera=str(tmp_path / "elsewhere"), allow_emulated=True))
    with pytest.raises(DeviceMissing):
        tools.camera_info(Cancel())


def test_a_stand_in_is_refused_in_a_real_booth(pictures):
    with pytest.raises(DeviceRefused):
        Equipment(Settings(camera=str(pictures)), None).camera_info(Cancel())


def test_a_scanner_is_asked_whether_it_is_still_there():
    class Scanner:
        asked = closed = 0

        def check(self, *, cancel):
            assert not cancel.cancelled
            self.asked += 1
            if self.asked > 2:
                raise DeviceLost(device="scanner")
            return DeviceInfo(DeviceKind.FINGER, "R307", "/dev/ttyUSB0")

        def close(self):
            self.closed += 1

    scanner = Scanner()
    tools = equipment()
    tools._scanner = scanner
    tools.scanner_info(Cancel())
    tools.scanner_info(Cancel())
    with pytest.raises(DeviceLost):
        tools.scanner_info(Cancel())
    assert (scanner.asked, scanner.closed) == (3, 1)


def test_no_printer_is_a_choice():
    with pytest.raises(NoPrinter):
        equipment().printer_info(Cancel())


def test_a_printer_is_looked_for_each_time():
    class Printer:
        info = DeviceInfo(DeviceKind.PRINTER, "LX-310", "lx")

        def close(self):
            pass

    made = []
    tools = equipment(printer="system", open_printer=lambda _settings: made.append(1) or Printer())
    tools.printer_info(Cancel())
    tools.printer_info(Cancel())
    assert len(made) == 2
