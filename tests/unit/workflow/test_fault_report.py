"""What a fault report says of a part: which one, since when, what was measured, what was tried; nothing of anybody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from booth.devices.slip import Row, Text
from booth.store.device_facts import DeviceEvent
from booth.store.inventory import PartEvent
from booth.workflow.errors import NotAllowed
from booth.workflow.fault_report import fault_report
from booth.workflow.selftest.report import Measure, Part, PartResult, Report, Verdict
from booth.workflow.technician import keep_report
from resources.i18n import set_language
from tests.unit.workflow.stage import RESIDENT

ZONE = ZoneInfo("Asia/Pontianak")


def test_of_a_part_never_tested(booth, login):
    report = fault_report(booth, login("tek"), Part.CAMERA)
    assert (report.device, report.serial, report.since, report.tests) == ("", "", None, ())
    assert report.as_slip(ZONE).title
    assert json.loads(report.as_json())["part"] == "camera"


@pytest.fixture
def tested(booth, login, clock):
    """A scanner that passed, was swapped, passed, and failed twice."""
    desk = login("tek")
    story = (("A1", Verdict.PASS), ("B2", Verdict.PASS), ("B2", Verdict.FAIL), ("B2", Verdict.WARN))
    for serial, verdict in story:
        measures = (Measure("serial", "serial number {value}", serial), Measure("noise", "noise {value}", 2.5))
        result = PartResult(Part.FINGER, verdict, measures, "", None, 1.0, "R307")
        keep_report(desk, Report(clock.now, 1.0, "baamang-1", "Baamang 1", "0.1.0", "tek", (result,)))
        clock.now += timedelta(days=1)
    return desk


def test_since_when_and_what_was_measured(booth, tested, clock):
    report = fault_report(booth, tested, Part.FINGER, seen="garis hitam", tried="kabel lain")
    start = clock.now - timedelta(days=4)
    assert (report.device, report.serial) == ("R307", "B2")
    assert report.since == start + timedelta(days=1)
    assert (report.passed_last, report.failing_since) == (start + timedelta(days=1), start + timedelta(days=2))
    assert [test.result.verdict for test in report.tests] == [Verdict.WARN, Verdict.FAIL, Verdict.PASS, Verdict.PASS]
    said = json.loads(report.as_json())
    assert (said["seen"], said["tried"]) == ("garis hitam", "kabel lain")
    assert said["tests"][0]["measured"] == {"serial": "B2", "noise": 2.5}


def test_the_inventory_is_believed(booth, tested):
    with tested.vault.atomic():
        database = tested.vault._database
        database.run(
            "INSERT INTO devices (kind, name, serial, port, emulated, first_seen, last_seen, state)"
            " VALUES ('finger', 'R307', 'B2', '', 0, '2015-01-02T03:04:05.000Z', '2016-09-05T00:00:00.000Z', 'in use')"
        )
        database.run(
            "INSERT INTO device_events (device_id, at, actor, event, detail)"
            " VALUES (1, '2016-09-05T00:00:00.000Z', 'tek', 'fault', ?)",
            (json.dumps({"note": f"{RESIDENT.nama_lengkap} {RESIDENT.nik}"}),),
        )
    report = fault_report(booth, tested, Part.FINGER)
    assert report.since.year == 2015
    assert [(event.event, event.detail) for event in report.events] == [("fault", {"note": "[…] […]"})]
    assert b"tek" not in report.as_json()


def test_nothing_personal_and_both_languages(booth, tested):
    note = f"terjadi pada {RESIDENT.nama_lengkap} ({RESIDENT.nik})"
    report = fault_report(booth, tested, Part.FINGER, seen=note, tried=note)
    try:
        for language in ("id", "en"):
            set_language(language)
            slip = report.as_slip(ZONE)
            shown = [block.value if isinstance(block, Row) else getattr(block, "text", "") for block in slip.blocks]
            assert RESIDENT.nama_lengkap not in " ".join(shown)
            assert RESIDENT.nik not in " ".join(shown)
            assert "Ani" not in " ".join(shown)
            assert any(isinstance(block, Text) and "terjadi pada […]" in block.text for block in slip.blocks)
            assert slip.filename.endswith("finger-20160909-100000")
    finally:
        set_language("id")
    assert RESIDENT.nik.encode() not in report.as_json()


def test_only_a_technician(booth, login):
    with pytest.raises(NotAllowed):
        fault_report(booth, login("ani"), Part.FINGER)


def test_what_happened_to_it_in_words(booth, login):
    desk = login("tek")
    inventory = desk.vault.inventory
    part, _ = inventory.see(kind="camera", name="C270", serial="7F3", port="/dev/video0", emulated=False)
    for event, detail in (
        (PartEvent.FOUND, {"port": "/dev/video0"}),
        (PartEvent.SWAPPED_IN, {"name": "C170", "serial": "1", "reason": "rusak"}),
        (PartEvent.FAULT, {"words": "The disk is full.", "params": {}}),
        (PartEvent.LIMITED, {"baud": 57600}),
        (PartEvent.GONE, {}),
    ):
        inventory.note(part.id, event, "tek", detail)
    report = fault_report(booth, desk, Part.CAMERA)
    assert (report.device, report.serial) == ("C270", "7F3")
    words = [block.value for block in report.as_slip(ZONE).blocks if isinstance(block, Row)]
    assert not [word for word in words if "{" in word]
    assert len([word for word in words if "C170 1" in word and "rusak" in word]) == 1
    assert replace(report, events=(DeviceEvent("2016-09-05", "from the future", 3),)).as_slip(ZONE).blocks
