"""Devices that answer or do not, as the office hears of them beside the last self-test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from booth.devices.ports import DeviceKind
from booth.workflow.parts_told import NAMES, tell_devices
from booth.workflow.selftest.report import Part
from sync.health import read_parts, write_parts

if TYPE_CHECKING:
    from booth.workflow.booth import Booth

NOW = datetime(2016, 9, 5, 3, 0, tzinfo=UTC)


def test_a_device_that_breaks_is_told_and_again_when_it_works(booth: Booth):
    write_parts(booth.outbox, tested=NOW, passed=False, troubles=["Camera", "Disk"])
    tell_devices(booth, {DeviceKind.CAMERA}, {DeviceKind.FINGER, DeviceKind.PRINTER})
    told = read_parts(booth.outbox)
    assert told.troubles == ("Fingerprint scanner", "Printer", "Disk")
    assert (told.tested, told.passed) == ("2016-09-05T03:00:00.000Z", False)
    tell_devices(booth, {DeviceKind.CAMERA, DeviceKind.FINGER, DeviceKind.PRINTER}, set())
    assert read_parts(booth.outbox).troubles == ("Disk",)


def test_what_is_known_already_is_not_written_again(booth: Booth, monkeypatch: pytest.MonkeyPatch):
    tell_devices(booth, set(), {DeviceKind.IRIS})
    monkeypatch.setattr("booth.workflow.parts_told.write_parts", None)
    tell_devices(booth, {DeviceKind.CAMERA}, {DeviceKind.IRIS})
    assert read_parts(booth.outbox).troubles == ("Iris scanner",)


def test_a_note_that_no_calendar_has_is_no_obstacle(booth: Booth):
    booth.outbox.set_note("health.parts", b'{"tested":"2016-99-99T03:00:00.000Z","troubles":["Disk"]}')
    tell_devices(booth, set(), {DeviceKind.CAMERA})
    told = read_parts(booth.outbox)
    assert (told.tested, told.troubles) == (None, ("Camera", "Disk"))


def test_devices_have_the_names_of_the_self_test():
    assert {kind: Part[kind.name].label for kind in NAMES} == NAMES
