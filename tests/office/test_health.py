"""How booths are, told with their offers."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import wire
from sync.office.errors import OfficeFull
from sync.office.offers import sound_health

HEALTH = wire.Health(
    at="2026-11-25T02:59:58.000Z",
    version="0.1.0",
    day="2026-11-25",
    today=12,
    queued=3,
    parked=0,
    oldest="2026-11-25T01:00:00.000Z",
    free=10**10,
    tested="2026-11-24T23:00:00.000Z",
    passed=True,
    troubles=("printer",),
)


def changed(**fields):
    return msgspec.structs.replace(HEALTH, **fields)


def offer(booth, health, *manifests):
    answer = booth.ask("POST", "/v1/offer", wire.encode(wire.Offer(manifests=list(manifests), health=health)))
    assert answer.status == 200, answer
    return wire.decode(answer.body, wire.OfferAnswer)


def told(served, booth):
    return served.office.booths.get(booth.id).told


def test_the_newest_health_is_kept(served):
    booth = served.booth()
    assert told(served, booth) is None
    offer(booth, None)
    assert told(served, booth) is None
    offer(booth, HEALTH)
    assert told(served, booth).health == HEALTH
    assert told(served, booth).at == "2026-11-25T03:00:00.000Z"
    broken = changed(passed=False)
    offer(booth, broken)
    assert told(served, booth).health == broken
    offer(booth, None)
    assert told(served, booth).health == broken


def test_counts_that_change_all_the_time_are_written_once_a_minute(serve):
    served = serve()
    booth = served.booth()
    offer(booth, HEALTH)
    served.clock.pass_(seconds=59)
    offer(booth, changed(queued=2, today=13))
    assert told(served, booth).health == HEALTH
    served.clock.pass_(seconds=1)
    offer(booth, changed(queued=1, today=14))
    assert told(served, booth).health == changed(queued=1, today=14)


def test_what_is_older_changes_nothing_unless_only_one_clock_says_so(serve):
    served = serve()
    booth = served.booth()
    offer(booth, HEALTH)
    kept = served.office.booths.get(booth.id)
    earlier = changed(at="2026-11-20T03:00:00.000Z", parked=9)
    served.clock.pass_(days=-5)
    served.office.booths.note_health(kept, earlier, served.clock())
    assert told(served, booth).health == HEALTH
    later = changed(at="2026-11-25T03:00:01.000Z", parked=9)
    served.office.booths.note_health(kept, later, served.clock())
    assert told(served, booth).health == later


def test_a_full_disk_at_the_office_does_not_break_offers(served, monkeypatch):
    booth = served.booth()
    manifest = booth.manifest(b"x")

    def full(*_):
        raise OfficeFull

    monkeypatch.setattr(served.office.booths, "note_health", full)
    assert offer(booth, HEALTH, manifest).items[0].status == "want"


@pytest.mark.parametrize(
    "health",
    [
        {},
        [],
        "well",
        {**json.loads(wire.encode(HEALTH)), "day": "2026-02-30"},
        {**json.loads(wire.encode(HEALTH)), "oldest": "2026-02-30T25:00:00.000Z"},
        {**json.loads(wire.encode(HEALTH)), "free": -1},
        {**json.loads(wire.encode(HEALTH)), "free": 2**70},
        {**json.loads(wire.encode(HEALTH)), "troubles": ["x"] * 21},
    ],
)
def test_nonsense_about_health_costs_only_the_health(served, health):
    booth = served.booth()
    manifest = booth.manifest(b"x")
    body = json.dumps({"manifests": [json.loads(wire.encode(manifest))], "health": health}).encode()
    answer = booth.ask("POST", "/v1/offer", body)
    assert wire.decode(answer.body, wire.OfferAnswer).items[0].status == "want"
    assert told(served, booth) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), json_values.map(lambda value: json.dumps(value).encode())))
def test_any_bytes_are_sound_health_or_none(data):
    health = sound_health(data)
    assert health is None or wire.decode(wire.encode(health), wire.Health) == health


@given(st.sampled_from(HEALTH.__struct_fields__), json_values)
def test_any_value_in_any_field_is_sound_or_none(field, value):
    fields = json.loads(wire.encode(HEALTH)) | {field: value}
    health = sound_health(json.dumps(fields).encode())
    assert health is None or wire.decode(wire.encode(health), wire.Health) == health


@pytest.mark.parametrize("start", [b"", b'{"manifests":', b'{"manifests":[],"health":', b'{"manifests":[{"id":'])
def test_an_offer_of_nothing_but_brackets_is_refused(served, start):
    answer = served.booth().ask("POST", "/v1/offer", start + b"[" * 100_000)
    assert (answer.status, answer.code) == (400, "malformed")
    assert served.ask("POST", "/v1/enrol", start[:20] + b"[" * 4000).code == "malformed"
