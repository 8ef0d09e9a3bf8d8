"""From the first command to the office's count: days, hours, operators and booths agree, and nothing is sent twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from booth.config import Settings, write_settings
from booth.store.vault import Vault
from sync import wire
from sync.identity import load_identity
from tests.faults.line import OPERATOR, PASSWORD, Clock, provision, residents, run, say
from tests.faults.recorder import record

if TYPE_CHECKING:
    from tests.faults.conftest import Sent
    from tests.faults.line import Line


def test_everything_is_sent_and_the_last_line_says_so(sent: Sent):
    assert sent.first.code == 0, sent.first
    told = sent.first.json
    assert told["packets"] == len(sent.told)
    assert told["bytes"] == sum(path.stat().st_size for path in sent.line.packets())
    assert told["seconds"] > 0
    assert told["resumed"] == 0
    assert told["connections"] == 1


def test_a_second_time_nothing_is_sent(sent: Sent):
    assert sent.second.code == 0, sent.second
    assert (sent.second.json["packets"], sent.second.json["bytes"]) == (0, 0)
    assert len(sent.line.packets()) == len(sent.told)


def test_the_office_counts_the_days_of_the_booth_though_its_clock_runs_on_utc(sent: Sent):
    command = ("booth-office", "count", "--data", sent.line.office, "--json")
    office = run(*command, TZ="UTC").json
    assert office == {"total": len(sent.told), "days": sent.days, "booths": {"baamang-1": len(sent.told)}}
    assert office == run(*command, TZ="America/New_York").json
    first, *_, last = sent.told
    assert (first.hour, last.hour) == (6, 0)  # 23:30 UTC and 17:00 UTC of the day before
    assert date.fromisoformat(last.day) - date.fromisoformat(first.day) == timedelta(days=1)


def test_the_booth_counts_the_same_by_day_hour_and_operator(sent: Sent):
    with closing(sqlite3.connect(sent.line.office / "ledger.db")) as ledger:
        held = ledger.execute("SELECT day, hour, operator, booth FROM packets").fetchall()
    assert Counter(held) == Counter((each.day, each.hour, each.operator, "baamang-1") for each in sent.told)
    for day, count in sent.days.items():
        told = sent.line.booth_count(day)
        assert told["total"] == told["states"]["received"] == told["office"] == count
        assert told["agreement"] == "agrees"
        assert told["hours"] == Counter(str(hour) for d, hour, *_ in held if d == day)
        assert told["operators"] == Counter(operator for d, _, operator, _ in held if d == day)
        assert told["unsent"] == 0
        assert told["oldest_unsent"] is None


def test_the_booth_counts_for_people_too(sent: Sent):
    day, count = next(iter(sent.days.items()))
    for language, recorded_word in (("id", "Terekam"), ("en", "Recorded")):
        shown = say("booth", "count", "--data", sent.line.booth, "--day", day, language=language).out
        assert f"{recorded_word}: {count}" in shown
        assert date.fromisoformat(day).strftime("%d-%m-%Y") in shown


def test_sealed_bytes_are_purged_and_receipts_are_kept(sent: Sent):
    identity = load_identity(sent.line.booth)
    assert identity is not None
    with sent.line.outbox() as outbox, closing(sqlite3.connect(sent.line.booth / "outbox.db")) as rows:
        assert rows.execute("SELECT count(*) FROM sealed").fetchone() == (0,)
        manifests = [row[0] for row in rows.execute("SELECT manifest FROM packets ORDER BY seq")]
        for told, raw in zip(sent.told, manifests, strict=True):
            receipt = outbox.receipt(told.id)
            assert receipt is not None
            wire.verify_receipt(receipt, wire.decode(raw, wire.Manifest), wire.public_key(identity.office_key))
            assert receipt.sha256 == told.sha256
    status = sent.line.status()
    assert (status["queued"], status["sending"], status["parked"]) == (0, 0, 0)
    assert status["receipted"] == len(sent.told)
    assert status["bytes"] == 0


def test_the_vault_keeps_a_summary_and_no_draft(sent: Sent):
    with Vault.unlock(sent.line.booth, OPERATOR, PASSWORD, clock=lambda: datetime.now(UTC)) as vault:
        assert vault.drafts.list() == []
        for told in sent.told:
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
    shown = say("booth-office", "count", "--data", line.office).out
    assert [row.split()[-1] for row in shown.splitlines() if "Ketapang 1" in row] == ["2"]


def test_the_zone_in_the_settings_decides_the_day_and_stands_in_the_manifest(line: Line):
    """A booth that was lent to the east, whose computer runs on yet another time."""
    write_settings(line.booth, Settings(time_zone="Asia/Jayapura"))
    moment = datetime.now(UTC).replace(hour=15, minute=30) - timedelta(days=1)
    with line.desk(clock=Clock(moment)) as desk:
        saved = record(desk, desk.look(residents(line)[0].nik), fingers=())
    assert (saved.day, saved.hour) == ((moment + timedelta(hours=9)).date().isoformat(), 0)
    with line.served(TZ="UTC"):
        assert line.once(TZ="America/New_York").code == 0
    assert line.office_count()["days"] == {saved.day: 1}
    with closing(sqlite3.connect(line.office / "ledger.db")) as ledger:
        (raw,) = ledger.execute("SELECT manifest FROM packets").fetchone()
    assert wire.decode(raw, wire.Manifest).time_zone == "Asia/Jayapura"
    assert line.booth_count(saved.day)["agreement"] == "agrees"
