"""What disks and power supplies tell, from what their tools print; whatever else they print tells nothing."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from booth.workflow.selftest.health import DiskHealth, Supply, disk_health, parse_smart, parse_ups, power_supplies

SMART = {"smart_status": {"passed": True}, "nvme_smart_health_information_log": {"percentage_used": 12}}


def test_smart_says_whether_the_disk_fails_and_how_worn_it_is():
    assert parse_smart(json.dumps(SMART)) == DiskHealth(failing=False, worn=12)
    assert parse_smart('{"smart_status": {"passed": false}}') == DiskHealth(failing=True)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(SMART)), inner, max_size=3),
    max_leaves=8,
)


@given(st.text(max_size=200) | json_values.map(json.dumps))
def test_anything_else_tells_nothing_wrong(text: str):
    found = parse_smart(text)
    assert found.failing in {None, True, False}
    assert found.worn is None or 0 <= found.worn <= 255


def test_a_ups_says_its_charge_and_that_the_mains_are_off():
    told = "battery.charge: 87\nups.status: OB DISCHRG\n"
    assert parse_ups("apc", told) == Supply("apc", 87, discharging=True)
    assert parse_ups("apc", "ups.status: OL\n") == Supply("apc", None, discharging=False)


@given(st.text(max_size=200))
def test_a_ups_that_babbles(text: str):
    found = parse_ups("apc", text)
    assert found.charge is None or 0 <= found.charge <= 100


def test_what_the_kernel_knows(tmp_path: Path):
    for name, files in {
        "BAT0": {"type": "Battery", "capacity": "55", "status": "Discharging", "model_name": "DELL 1"},
        "AC": {"type": "Mains", "online": "1"},
        "mouse": {"type": "Battery", "scope": "Device", "capacity": "3"},
        "odd": {"type": "UPS", "capacity": "many"},
    }.items():
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(text)
    found = [supply for supply in power_supplies(tmp_path) if supply.name in {"DELL 1", "odd", "mouse", "AC"}]
    assert found == [Supply("DELL 1", 55, discharging=True), Supply("odd", None, discharging=False)]


def test_the_disk_of_this_machine_may_say_nothing(tmp_path: Path):
    assert isinstance(disk_health(tmp_path), DiskHealth)
    assert disk_health(tmp_path / "gone") == DiskHealth()
