"""From the first command to the office's count: days, hours, operators and booths agree, and nothing is sent twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from booth.store.vault import Vault
from sync import wire
from sync.identity import load_identity
from tests.faults.line import OPERATOR, PASSWORD, Line, Said, done, provision, record, residents

if TYPE_CHECKING:
    from tests.faults.conftest import Recorded

UTC_OFFICE, LOCAL_BOOTH = {"TZ": "UTC"}, {"TZ": "Asia/Pontianak"}


@pytest.fixture(scope="module")
def sent(first_recorded: Recorded, tmp_path_factory: pytest.TempPathFactory) -> tuple[Recorded, Said, Said]:
    """What waited has been sent, and it was tried once more."""
    line = first_recorded.line.copy(tmp_path_factory.mktemp("sent"))
    with line.served(**UTC_OFFICE):
        first, second = line.once(**LOCAL_BOOTH), line.once(**LOCAL_BOOTH)
    return type(first_recorded)(line, first_recorded.told), first, second


def test_everything_is_sent_and_the_last_line_says_so(sent: tuple[Recorded, Said, Said]):
    recorded, first, _ = sent
    assert first.code == 0, first
    told = first.json
    assert told["packets"] == len(recorded.told)
    assert told["bytes"] == sum(path.stat().st_size for path in recorded.line.packets())
    assert told["seconds"] > 0
    assert told["resumed"] == 0
    assert told["connections"] == 1


def test_a_second_time_nothing_is_sent(sent: tuple[Recorded, Said, Said]):
    recorded, _, second = sent
    assert second.code == 0, second
    assert (second.json["packets"], second.json["bytes"]) == (0, 0)
    assert len(recorded.line.packets()) == len(recorded.told)


def test_the_office_counts_the_days_of_the_booth_though_its_clock_runs_on_utc(sent: tuple[Recorded, Said, Said]):
    recorded, *_ = sent
    office = recorded.line.office_count(**UTC_OFFICE)
    assert office == {"total": len(recorded.told), "days": recorded.days, "booths": {"baamang-1": len(recorded.told)}}
    assert office == recorded.line.office_count(TZ="America/New_York")
    first, *_, last = recorded.told
    assert (first.hour, last.hour) == (6, 0)  # 23:30 UTC and 17:00 UTC of the day before
    assert date.fromisoformat(last.day) - date.fromisoformat(first.day) == timedelta(days=1)


def test_the_booth_counts_the_same_by_day_hour_and_operator(sent: tuple[Recorded, Said, Said]):
    recorded, *_ = sent
    with closing(sqlite3.connect(recorded.line.office / "ledger.db")) as ledger:
        held = ledger.execute("SELECT day, hour, operator, booth FROM packets").fetchall()
    assert Counter(held) == Counter((each.day, each.hour, each.operator, "baamang-1") for each in recorded.told)
    for day, count in recorded.days.items():
        told = recorded.line.booth_count(day, **LOCAL_BOOTH)
        assert told["total"] == told["states"]["received"] == told["office"] == count
        assert told["agreement"] == "agrees"
        assert told["hours"] == Counter(str(hour) for d, hour, *_ in held if d == day)
        assert told["operators"] == Counter(operator for d, _, operator, _ in held if d == day)
        assert told["unsent"] == 0
        assert told["oldest_unsent"] is None


def test_the_booth_counts_for_people_too(sent: tuple[Recorded, Said, Said]):
    recorded, *_ = sent
    day, count = next(iter(recorded.days.items()))
    for language, recorded_word in (("id", "Terekam"), ("en", "Recorded")):
        shown = done("booth", "count", "--data", recorded.line.booth, "--day", day, BOOTH_LANG=language).out
        assert f"{recorded_word}: {count}" in shown
        assert date.fromisoformat(day).strftime("%d-%m-%Y") in shown


def test_sealed_bytes_are_purged_and_receipts_are_kept(sent: tuple[Recorded, Said, Said]):
    recorded, *_ = sent
    identity = load_identity(recorded.line.booth)
    assert identity is not None
    with recorded.line.outbox() as outbox, closing(sqlite3.connect(recorded.line.booth / "outbox.db")) as rows:
        assert rows.execute("SELECT count(*) FROM sealed").fetchone() == (0,)
        manifests = [row[0] for row in rows.execute("SELECT manifest FROM packets ORDER BY seq")]
        for told, raw in zip(recorded.told, manifests, strict=True):
            receipt = outbox.receipt(told.id)
            assert receipt is not None
            wire.verify_receipt(receipt, wire.decode(raw, wire.Manifest), wire.public_key(identity.office_key))
            assert receipt.sha256 == told.sha256
    status = recorded.line.status()
    assert (status["queued"], status["sending"], status["parked"]) == (0, 0, 0)
    assert status["receipted"] == len(recorded.told)
    assert status["bytes"] == 0


def test_the_vault_keeps_a_summary_and_no_draft(sent: tuple[Recorded, Said, Said]):
    recorded, *_ = sent
    with Vault.unlock(recorded.line.booth, OPERATOR, PASSWORD, clock=lambda: datetime.now(UTC)) as vault:
        assert vault.drafts.list() == []
        for told in recorded.told:
            summary = vault.recordings.get(told.id)
            assert summary is not None
            assert (summary.nik, summary.sha256) == (told.nik, told.sha256)
            assert (summary.day, summary.hour, summary.operator) == (told.day, told.hour, told.operator)
        assert vault.audit.verify() > 0


def test_two_booths_are_counted_apart_and_who_was_taken_down_by_hand_counts(line: Line):
    first, *strangers = residents(line)[:3]
    second = replace(line, name="second")
    with line.served() as office:
        provision(line, second.booth, office.url, name="Ketapang 1")
        with line.desk() as desk:
            record(desk, desk.look(first.nik), fingers=())
        with second.desk() as desk:
            for stranger in strangers:
                resident, errors = desk.parse_by_hand(stranger.to_row())
                assert not errors
                assert resident is not None
                record(desk, desk.look_by_hand(resident), fingers=())
        assert (line.once().json["packets"], second.once().json["packets"]) == (1, 2)
    count = line.office_count()
    assert count["booths"] == {"baamang-1": 1, "ketapang-1": 2}
    assert count["total"] == 3
    shown = done("booth-office", "count", "--data", line.office, BOOTH_LANG="en").out
    assert [row.split()[-1] for row in shown.splitlines() if "Ketapang 1" in row] == ["2"]
