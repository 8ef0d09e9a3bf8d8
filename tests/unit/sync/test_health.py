"""How a booth is, as the office hears it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import wire
from sync.health import program_version, read_health, write_parts
from tests.unit.sync.conftest import OFFICE_KEY, make_manifest, make_receipt, packet_id

NOW = datetime(2026, 9, 5, 18, 30, tzinfo=UTC)
WEST = ZoneInfo("Asia/Pontianak")


def test_an_empty_booth(outbox, tmp_path):
    health = read_health(tmp_path, outbox, NOW, WEST)
    assert (health.at, health.day) == ("2026-09-05T18:30:00.000Z", "2026-09-06")
    assert (health.today, health.queued, health.parked, health.oldest) == (0, 0, 0, None)
    assert (health.tested, health.passed, health.troubles) == (None, None, ())
    assert health.free > 0
    assert health.version == program_version() != ""


def test_what_waits_and_what_the_application_knows(outbox, tmp_path, clock):
    for number in range(1, 5):
        outbox.put(make_manifest(number, day="2026-09-05" if number < 4 else "2026-09-06"), b"sealed")
        clock.now += timedelta(minutes=1)
    outbox.settle(make_receipt(make_manifest(1)), OFFICE_KEY.public_key())
    outbox.park(packet_id(2), "too-large")
    outbox.lease(1, "me")
    write_parts(outbox, tested=NOW, passed=False, troubles=["camera", "x" * 900, *["printer"] * 40])
    health = read_health(tmp_path, outbox, NOW, UTC)
    assert (health.today, health.queued, health.parked) == (3, 2, 1)
    assert health.oldest == "2026-09-05T01:01:00.000Z"
    assert (health.tested, health.passed) == ("2026-09-05T18:30:00.000Z", False)
    assert health.troubles[0] == "camera"
    assert wire.decode(wire.encode(health), wire.Health) == health
    write_parts(outbox, tested=None, passed=None, troubles=[])
    assert read_health(tmp_path, outbox, NOW, UTC).troubles == ()


def test_a_folder_that_went_away_costs_only_the_figure(outbox, tmp_path):
    assert read_health(tmp_path / "gone", outbox, NOW, UTC).free == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_whatever_stands_in_the_note_health_is_told(outbox, tmp_path, note):
    outbox.set_note("health.parts", note)
    health = read_health(tmp_path, outbox, NOW, UTC)
    assert wire.decode(wire.encode(health), wire.Health) == health


@given(st.one_of(st.binary(), st.recursive(st.none() | st.text() | st.integers(), st.lists).map(repr).map(str.encode)))
def test_what_is_no_health_is_refused(data):
    with pytest.raises((wire.msgspec.DecodeError, UnicodeDecodeError, RecursionError)):
        wire.decode(data, wire.Health)
