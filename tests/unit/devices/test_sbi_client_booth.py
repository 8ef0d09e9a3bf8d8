"""Certified devices in a booth: named in the settings, at the command line, and let go like any other."""

import json
from uuid import uuid4

import cv2
import numpy as np
import pytest

from booth.cli import main
from booth.config import Settings
from booth.devices.ports import Cancel, DeviceError, DeviceKind, DeviceMissing, SlapScanner, StillCamera
from booth.devices.sbi.errors import SbiNoTrust, SbiStandIn, SbiWrongFingers
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger, Slap
from booth.workflow.equipment import Equipment, NoIrisScanner
from tests.unit.devices.sbi_wire import chain, print_of, service


@pytest.fixture(scope="module")
def trust(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trust")
    chain().write_trust(folder)
    return folder


class Emulated:
    """A service at one of the usual ports; its serial numbers are nobody else's."""

    def __init__(self, emulator, serials):
        self.emulator, self.serials = emulator, serials

    def settings(self, **changes):
        named = {
            "scanner": f"sbi:{self.serials['slap']}",
            "camera": f"sbi:{self.serials['face']}",
            "iris": f"sbi:{self.serials['iris']}",
            "allow_emulated": True,
        }
        return Settings(**named | changes)


@pytest.fixture
def emulated():
    serials = {name: f"TEST-{uuid4()}" for name in ("slap", "finger", "face", "iris")}
    with service(serials=serials) as emulator:
        yield Emulated(emulator, serials)


@pytest.fixture
def tools(emulated, trust):
    it = Equipment(emulated.settings(), None, trust=trust)
    yield it
    it.close()


def slap_of(tools, slap=Slap.THUMBS):
    with tools.scanner() as scanner:
        assert isinstance(scanner, SlapScanner)
        return scanner.capture_slap(slap, missing=(), timeout=20, cancel=Cancel())


def test_all_three_kinds(tools, emulated):
    assert set(slap_of(tools)) == set(Slap.THUMBS.fingers)
    with tools.camera() as camera:
        assert isinstance(camera, StillCamera)
        assert camera.still(timeout=20, cancel=Cancel()).pixels.ndim == 3
    with tools.iris() as iris:
        assert set(iris.capture_eyes(tuple(Eye), timeout=20, cancel=Cancel())) == set(Eye)
    assert tools.scanner_info(Cancel()).serial == emulated.serials["slap"]
    assert tools.camera_info(Cancel()).serial == emulated.serials["face"]
    assert tools.iris_info(Cancel()).kind is DeviceKind.IRIS


def test_one_chain_a_resident(tools):
    tools.new_resident()  # before any device was used
    first = slap_of(tools)[Finger.RIGHT_THUMB].evidence
    with tools.iris() as iris:
        eyes = iris.capture_eyes([Eye.LEFT], timeout=20, cancel=Cancel())
    assert eyes[Eye.LEFT].evidence["previous_hash"] == first["hash"]
    tools.new_resident()
    assert slap_of(tools)[Finger.LEFT_THUMB].evidence["previous_hash"] == ""


def test_a_device_that_failed_is_found_anew(tools, emulated):
    slap_of(tools)
    emulated.emulator.unplug("slap")
    with pytest.raises(DeviceError):
        slap_of(tools)
    with pytest.raises(DeviceMissing):
        slap_of(tools)
    emulated.emulator.plug()
    assert len(slap_of(tools)) == 2


def test_an_iris_scanner_that_failed_is_closed_and_found_anew(tools):
    def fail():
        with tools.iris() as iris:
            kept.append(iris)
            raise SbiWrongFingers(device="x", given="x", asked="x")

    kept = []
    for _ in range(2):
        with pytest.raises(SbiWrongFingers):
            fail()
    assert kept[0] is not kept[1]
    tools.let_iris_go()


def test_the_quality_asked_for_is_that_of_the_settings(emulated, trust):
    tools = Equipment(emulated.settings(quality_limit=61), None, trust=trust)
    with tools.scanner() as scanner:
        assert scanner._device.terms.score == 61


def test_a_real_booth_refuses_stand_ins_and_strangers(emulated, trust):
    with pytest.raises(SbiStandIn):
        Equipment(emulated.settings(allow_emulated=False), None, trust=trust).scanner_info(Cancel())
    with pytest.raises(SbiNoTrust):
        Equipment(emulated.settings(), None).scanner_info(Cancel())


def test_without_an_iris_scanner(trust):
    with pytest.raises(NoIrisScanner):
        Equipment(Settings(), None, trust=trust).iris_info(Cancel())


def test_a_print_from_the_command_line(emulated, trust, tmp_path, capsys):
    file = tmp_path / "f.png"
    port = f"sbi:{emulated.serials['finger']}"
    arguments = ["finger", "capture", "--port", port, "--trust", str(trust), "--out", str(file), "--json"]
    assert main(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["width"], told["height"], told["ppi"]) == (100, 120, 500)
    read = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
    assert any(np.array_equal(read, print_of("ani", finger, attempt)) for finger in Finger for attempt in range(3))


def test_without_trust_the_command_line_says_so(emulated, tmp_path, capsys):
    file = tmp_path / "f.png"
    assert main(["finger", "capture", "--port", f"sbi:{emulated.serials['slap']}", "--out", str(file)]) == 1
    assert capsys.readouterr().err.strip()
    assert not file.exists()
