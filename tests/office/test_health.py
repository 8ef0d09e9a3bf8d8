"""How booths are, told with their offers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources.i18n import LANGUAGES
from sync import wire
from sync.office.booths import Booth, Told
from sync.office.cli import main
from sync.office.errors import OfficeFull
from sync.office.health_view import State, view_health
from sync.office.offers import sound_health
from sync.office.words import translator

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
COLUMNS = ("told", "saved", "unsent", "oldest", "disk", "test", "troubles", "version")

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
    troubles=("Printer",),
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
    offer(booth, changed(queued=0, oldest=None))
    assert told(served, booth).health == changed(queued=0, oldest=None)
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


def row(health, now=NOW, here=0, language="en"):
    booth = Booth("baamang-1", "Baamang 1", ("620205",), None, None, now, None, now, Told(health.at, health))
    zone, tr = ZoneInfo("Asia/Pontianak"), translator(language)
    (found,) = view_health([booth], {(booth.id, health.day): here}, now, zone, tr)
    return dict(zip(COLUMNS, found.cells, strict=True))


def test_a_sound_booth_is_told_plainly():
    cells = row(HEALTH, here=10)
    assert {cell.state for name, cell in cells.items() if name != "troubles"} == {State.PLAIN}
    assert [cells[name].text for name in COLUMNS] == [
        "25-11-2026 09.59",
        "12 recordings",
        "3 recordings",
        "25-11-2026 08.00",
        "10 GB free",
        "passed",
        "Printer",
        "0.1.0",
    ]
    assert cells["saved"].more == "10 of them here"


@pytest.mark.parametrize(
    ("fields", "column", "state", "words"),
    [
        ({"at": "2026-11-23T02:59:58.000Z"}, "told", State.CARE, "2 days ago"),
        ({"at": "2026-11-18T02:59:58.000Z"}, "told", State.BAD, "7 days ago"),
        ({"oldest": "2026-11-24T03:00:00.000Z"}, "oldest", State.CARE, "1 day ago"),
        ({"oldest": "2026-11-11T03:00:00.000Z"}, "oldest", State.BAD, "14 days ago"),
        ({"parked": 2}, "unsent", State.BAD, "and 2 refused"),
        ({"free": 1_900_000_000}, "disk", State.CARE, "nearly full"),
        ({"free": 5}, "disk", State.BAD, "full"),
        ({"passed": False}, "test", State.BAD, "25-11-2026"),
        ({"tested": None, "passed": None}, "test", State.PLAIN, ""),
        ({"troubles": ("Camera", "Disk")}, "troubles", State.BAD, ""),
        ({"day": "2026-11-24"}, "saved", State.PLAIN, "24-11-2026, 0 of them here"),
        ({"day": "2025-01-01"}, "saved", State.PLAIN, "01-01-2025"),
    ],
)
def test_what_needs_somebody_is_marked_and_said_in_words(fields, column, state, words):
    cell = row(changed(**fields))[column]
    assert (cell.state, cell.more) == (state, words)


instants = st.datetimes(timezones=st.just(UTC)).map(wire.instant)
counts = st.integers(0, 2**53)


@given(
    st.builds(
        wire.Health,
        at=instants,
        version=st.text(max_size=20),
        day=st.dates().map(str),
        today=counts,
        queued=counts,
        parked=counts,
        oldest=st.none() | instants,
        free=counts,
        tested=st.none() | instants,
        passed=st.none() | st.booleans(),
        troubles=st.lists(st.text(max_size=20), max_size=20).map(tuple),
    )
)
def test_whatever_a_booth_says_can_be_shown(health):
    sound = sound_health(wire.encode(health))
    assert sound in {None, health}
    for language in LANGUAGES if sound else ():
        assert all(isinstance(cell.text, str) for cell in row(health, language=language).values())


def test_the_page_shows_how_the_booths_are(serve):
    served = serve()
    booth = served.booth("Baamang 1")
    served.booth("Mentawa")
    booth.deliver(b"x")
    offer(booth, changed(troubles=("Fingerprint scanner", "<b>"), parked=4))
    served.office.accounts.add("admin", "rahasia-kantor", served.clock())
    session = served.office.accounts.log_in("admin", "rahasia-kantor", address="", token="t", now=served.clock())
    for language, words in (
        ("id", ["Keadaan bilik", "Alat sidik jari, &lt;b&gt;", "dan 4 ditolak", "1 sudah di sini"]),
        ("en", ["How the booths are", "Fingerprint scanner, &lt;b&gt;", "and 4 refused", "1 of them here"]),
    ):
        cookies = f"__Host-session={session.token}; language={language}"
        page = served.ask("GET", "/", headers={"Cookie": cookies}).body.decode()
        for word in words:
            assert word in page
    served.office.booths.revoke(booth.id, served.clock())
    page = served.ask("GET", "/", headers={"Cookie": cookies}).body.decode()
    assert "How the booths are" not in page


@pytest.mark.usefixtures("english")
def test_the_command_lists_it(serve, capsys):
    served = serve()
    offer(served.booth("Baamang 1"), changed(troubles=("Camera",), parked=1))
    served.booth("Mentawa")
    root = str(served.folder.root)
    assert main(["booths", "--data", root, "--json"]) == 0
    speaking, silent = json.loads(capsys.readouterr().out)["booths"]
    assert speaking["health"]["told_at"] == "2026-11-25T03:00:00.000Z"
    assert (speaking["health"]["queued"], speaking["health"]["troubles"]) == (3, ["Camera"])
    assert silent["health"] is None
    assert main(["booths", "--data", root]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "Not at the office yet" in said[0]
    assert said[1].split()[-3:] == ["4", "Camera", "–"]
