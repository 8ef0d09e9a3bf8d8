"""What the booth learns of its parts: seen, moved, swapped, in trouble, tested."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from booth.devices.ports import DeviceFault, DeviceInfo, DeviceKind, DeviceLost, DeviceMissing
from booth.devices.registry_plugs import Plug, PlugKind
from booth.store.inventory import PartEvent, PartState
from booth.store.users import Role, User
from booth.workflow import inventory
from booth.workflow.errors import NotAllowed, ReasonNeeded

R307 = DeviceInfo(DeviceKind.FINGER, "R307", "/dev/ttyUSB0", "A1")


def events(desk, part):
    return [entry.event for entry in inventory.history(desk, part.id)]


def info(serial="A1", *, name="R307", port="/dev/ttyUSB0", kind=DeviceKind.FINGER, **details):
    return DeviceInfo(kind, name, port, serial, details=details)


@pytest.fixture
def desk(vault):
    return SimpleNamespace(vault=vault, user=vault.user)


@pytest.fixture
def operator(vault):
    return SimpleNamespace(vault=vault, user=User("ani", "Ani", Role.OPERATOR))


def test_a_part_is_found_once_and_seen_again(desk, clock):
    part = inventory.heard(desk, R307)
    first = clock()
    clock.pass_by(3600)
    again = inventory.heard(desk, R307)
    assert (again.id, again.first_seen) == (part.id, first)
    assert again.last_seen - again.first_seen == timedelta(hours=1)
    assert events(desk, part) == [PartEvent.FOUND]
    assert inventory.history(desk, part.id)[0].actor == "tek"


def test_another_serial_number_is_a_swap(desk):
    old = inventory.heard(desk, R307)
    new = inventory.heard(desk, info("B2"))
    assert [line.part.serial for line in inventory.lines(desk)] == ["B2", "A1"]
    assert [line.part.state for line in inventory.lines(desk)] == [PartState.IN_USE, PartState.REPLACED]
    out, into = inventory.history(desk, old.id)[0], inventory.history(desk, new.id)[0]
    assert (out.event, out.detail["serial"], into.event, into.detail["serial"]) == (
        PartEvent.SWAPPED_OUT,
        "B2",
        PartEvent.SWAPPED_IN,
        "A1",
    )
    inventory.heard(desk, info(kind=DeviceKind.CAMERA, name="C270", port="/dev/video0"))
    assert len([line for line in inventory.lines(desk) if line.part.state is PartState.IN_USE]) == 2
    assert inventory.heard(desk, R307).id == old.id  # the first one is back
    assert events(desk, old)[0] is PartEvent.SWAPPED_IN


def test_another_port_is_a_move(desk):
    part = inventory.heard(desk, R307)
    inventory.heard(desk, info(port="/dev/ttyUSB1"))
    assert inventory.history(desk, part.id)[0].detail == {"old": "/dev/ttyUSB0", "new": "/dev/ttyUSB1"}


def test_a_line_that_carries_less_is_said_once(desk):
    part = inventory.heard(desk, info(baud=57_600, rate_limited=57_600))
    inventory.heard(desk, info(baud=57_600, rate_limited=57_600))
    assert events(desk, part).count(PartEvent.LIMITED) == 1
    assert inventory.lines(desk)[0].limited == 57_600


def test_faults_are_counted_and_a_missing_part_is_gone(desk):
    part = inventory.heard(desk, R307)
    inventory.in_trouble(desk, DeviceKind.FINGER, DeviceFault("crc", device="x"))
    inventory.in_trouble(desk, DeviceKind.FINGER, DeviceLost(device="x"))
    inventory.in_trouble(desk, DeviceKind.FINGER, DeviceMissing(device="x"))
    inventory.in_trouble(desk, DeviceKind.PRINTER, DeviceMissing(device="x"))
    assert events(desk, part)[:3] == [PartEvent.GONE, PartEvent.FAULT, PartEvent.FAULT]
    assert inventory.lines(desk)[0].faults == 2


def test_tests_count_for_the_part_that_was_in_use(desk, clock):
    def tested(state):
        clock.pass_by(60)
        desk.vault.tests.add({"parts": [{"part": "finger", "state": state}]}, actor="tek", passed=True)
        clock.pass_by(60)

    inventory.heard(desk, R307)
    tested("pass")
    tested("fail")
    tested("absent")
    inventory.heard(desk, info("B2"))
    desk.vault.tests.add({"parts": {"finger": {"state": "warn"}}}, actor="tek", passed=True)
    desk.vault.tests.add({"parts": "nonsense"}, actor="tek", passed=True)
    found = {line.part.serial: (line.tests, line.failed) for line in inventory.lines(desk)}
    assert found == {"A1": (2, 1), "B2": (1, 0)}


def test_a_swap_by_hand_of_parts_that_tell_no_number(desk):
    silent = info("")
    old = inventory.heard(desk, silent)
    with pytest.raises(ReasonNeeded):
        inventory.swap(desk, old.id, name="", serial="SN-7", reason=" x ")
    new = inventory.swap(desk, old.id, name="", serial="SN-7", reason="glass broken")
    assert (new.serial, new.state) == ("SN-7", PartState.IN_USE)
    assert inventory.heard(desk, silent).id == new.id
    assert inventory.history(desk, old.id)[0].detail["reason"] == "glass broken"
    assert desk.vault.audit.verify()


def test_a_reason_without_another_part_is_a_note(desk):
    part = inventory.heard(desk, R307)
    inventory.swap(desk, part.id, name="", serial="A1", reason="new cable")
    assert events(desk, part)[0] is PartEvent.NOTE


def test_only_a_technician_looks(operator):
    inventory.heard(operator, R307)
    for call in (lambda: inventory.lines(operator), lambda: inventory.history(operator, 1)):
        with pytest.raises(NotAllowed):
            call()


def test_what_the_setting_says(desk):
    plugs = [Plug(PlugKind.SERIAL, "/dev/ttyUSB3", "CP2102", "A1")]
    say = lambda part_info: inventory.setting_for(inventory.heard(desk, part_info), plugs)  # noqa: E731
    assert say(R307) == "auto:A1"
    assert say(info("", name="no number")) == "/dev/ttyUSB0"
    assert say(info("{9}", name="U.are.U", port="usb:uru4000")) == "usb:uru4000:{9}"
    assert say(info("", name="virtual", port="usb:virtual_image")) == "usb:virtual_image"
    assert say(info("S-1", name="slap", port="sbi:4501")) == "sbi:S-1"
    assert say(info("X", name="C270", port="/dev/video0", kind=DeviceKind.CAMERA)) == ""


def test_the_same_part_in_either_language(desk):
    part = inventory.heard(desk, info(name="Fingerprint scanner"))
    assert inventory.heard(desk, info(name="Alat sidik jari")).id == part.id


def test_a_mended_line_is_tried_again(desk):
    part = inventory.heard(desk, info(baud=57_600, rate_limited=57_600))
    inventory.forget_limit(desk, part.id)
    assert inventory.lines(desk)[0].limited == 0
    inventory.heard(desk, info(baud=57_600, rate_limited=57_600))
    inventory.heard(desk, info(baud=115_200))
    assert inventory.lines(desk)[0].limited == 0


def test_parts_in_use_keep_their_places(desk, clock):
    camera = info("", name="Webcam", kind=DeviceKind.CAMERA, port="0")
    printer = info("P1", name="Printer", kind=DeviceKind.PRINTER, port="usb")
    for device in (printer, camera, info("A1"), info("B2"), printer, camera):
        clock.pass_by(60)
        inventory.heard(desk, device)
    assert [line.part.serial for line in inventory.lines(desk)] == ["B2", "", "P1", "A1"]
