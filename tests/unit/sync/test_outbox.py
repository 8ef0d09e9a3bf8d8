"""The queue: kept until a genuine receipt, once, in order, counted."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from sync import wire
from sync.errors import PacketError, QueueConflict, ReceiptError
from sync.line import LineState, LineStatus
from sync.outbox import Outbox, State
from tests.unit.sync.conftest import OFFICE_KEY, SEAL_KEY, make_manifest, make_receipt, packet_id

OFFICE = OFFICE_KEY.public_key()


def fill(outbox, count, **changes):
    manifests = [make_manifest(number, b"packet %d" % number, **changes) for number in range(1, count + 1)]
    for number, manifest in enumerate(manifests, 1):
        outbox.put(manifest, b"packet %d" % number)
    return manifests


def test_what_is_put_is_there_after_reopening(tmp_path, clock):
    first = Outbox.open(tmp_path / "outbox.db", clock=clock)
    (manifest,) = fill(first, 1)
    first.close()
    again = Outbox.open(tmp_path / "outbox.db", clock=clock)
    assert again.state(manifest.id) is State.QUEUED
    assert again.data(manifest.id) == b"packet 1"
    assert [item.manifest for item in again.waiting(10)] == [manifest]
    again.close()


def test_only_the_owner_may_read_the_file(tmp_path, outbox):
    assert (tmp_path / "outbox.db").stat().st_mode & 0o777 == 0o600


def test_putting_the_same_packet_again_changes_nothing(outbox):
    (manifest,) = fill(outbox, 1)
    outbox.put(manifest, b"packet 1")
    outbox.settle(make_receipt(manifest), OFFICE)
    outbox.put(manifest, b"packet 1")
    assert outbox.state(manifest.id) is State.RECEIPTED
    assert outbox.counts().total == 1


def test_other_bytes_under_the_same_id_are_refused(outbox):
    fill(outbox, 1)
    with pytest.raises(QueueConflict):
        outbox.put(make_manifest(1, b"other"), b"other")
    assert outbox.data(packet_id(1)) == b"packet 1"


@pytest.mark.parametrize("data", [b"packet 2", b"packet", b""])
def test_bytes_that_are_not_the_manifests_are_refused(outbox, data):
    with pytest.raises(PacketError):
        outbox.put(make_manifest(1, b"packet 1"), data)
    assert outbox.state(packet_id(1)) is None


def test_numbers_have_no_gaps_and_a_recording_never_put_takes_none(outbox):
    assert outbox.reserve_seq(packet_id(1)) == 1
    assert outbox.reserve_seq(packet_id(2)) == 1
    fill(outbox, 3)
    assert outbox.reserve_seq(packet_id(2)) == 2
    assert outbox.reserve_seq(packet_id(9)) == 4


def test_a_number_is_taken_once(outbox):
    fill(outbox, 1)
    with pytest.raises(QueueConflict):
        outbox.put(make_manifest(2, b"late", seq=1), b"late")
    assert outbox.state(packet_id(2)) is None


def test_a_lease_takes_the_oldest_and_is_given_back(outbox):
    manifests = fill(outbox, 3)
    leased = outbox.lease(2, "me")
    assert [item.manifest for item in leased] == manifests[:2]
    assert [item.seq for item in outbox.waiting(10)] == [3]
    outbox.release(manifests[0].id, "somebody else")
    assert outbox.state(manifests[0].id) is State.SENDING
    outbox.release(manifests[0].id, "me")
    assert [item.seq for item in outbox.waiting(10)] == [1, 3]
    assert [item.seq for item in outbox.waiting(1, after=1)] == [3]


def test_a_lease_among_named_packets(outbox):
    manifests = fill(outbox, 3)
    assert [item.seq for item in outbox.lease(5, "me", only=[manifests[2].id, "unknown"])] == [3]
    assert outbox.lease(5, "me", only=[]) == []


def test_the_leases_of_a_dead_process_are_queued_again(outbox):
    fill(outbox, 3)
    outbox.lease(1, "dead")
    outbox.lease(1, "me")
    assert outbox.reclaim_leases("me") == 1
    assert [item.seq for item in outbox.waiting(10)] == [1, 3]


def test_a_receipt_purges_the_bytes_and_stays(outbox, clock):
    manifests = fill(outbox, 2)
    receipt = make_receipt(manifests[0])
    clock.now += timedelta(minutes=3)
    outbox.settle(receipt, OFFICE)
    assert outbox.state(manifests[0].id) is State.RECEIPTED
    assert outbox.receipt(manifests[0].id) == receipt
    assert outbox.last_receipt() == clock.now
    with pytest.raises(PacketError):
        outbox.data(manifests[0].id)
    assert outbox.data(manifests[1].id) == b"packet 2"
    assert outbox.receipt(manifests[1].id) is None
    outbox.settle(receipt, OFFICE)


@pytest.mark.parametrize("state", ["queued", "sending", "parked"])
def test_a_receipt_settles_from_every_state(outbox, state):
    (manifest,) = fill(outbox, 1)
    if state == "sending":
        outbox.lease(1, "me")
    if state == "parked":
        outbox.park(manifest.id, "too-large")
    assert outbox.state(manifest.id) == state
    outbox.settle(make_receipt(manifest), OFFICE)
    assert outbox.counts().states == {State.RECEIPTED: 1}
    assert outbox.parked() == []


def forged_receipts():
    mine, other = make_manifest(1, b"packet 1"), make_manifest(2, b"packet 2")
    genuine = make_receipt(mine)
    yield "another key", make_receipt(mine, key=SEAL_KEY)
    yield "unsigned", msgspec.structs.replace(genuine, signature="")
    yield "altered", msgspec.structs.replace(genuine, sequence=99)
    yield "another's, renamed", msgspec.structs.replace(make_receipt(other), id=mine.id)
    yield "other bytes", make_receipt(mine, sha256="0" * 64)
    yield "other size", make_receipt(mine, size=9)
    yield "unknown packet", make_receipt(mine, id=packet_id(99))


@pytest.mark.parametrize("receipt", [pytest.param(r, id=name) for name, r in forged_receipts()])
def test_a_receipt_that_is_not_genuine_purges_nothing(outbox, receipt):
    fill(outbox, 2)
    with pytest.raises(ReceiptError):
        outbox.settle(receipt, OFFICE)
    assert outbox.data(packet_id(1)) == b"packet 1"
    assert outbox.counts().states == {State.QUEUED: 2}
    assert outbox.last_receipt() is None


def test_one_forged_receipt_does_not_hold_up_the_others(outbox):
    manifests = fill(outbox, 3)
    receipts = [make_receipt(manifest) for manifest in manifests]
    receipts[1] = msgspec.structs.replace(receipts[1], office="elsewhere")
    assert list(outbox.settle_all(receipts, OFFICE)) == [manifests[1].id]
    assert outbox.counts().states == {State.RECEIPTED: 2, State.QUEUED: 1}


def test_a_parked_packet_is_out_of_the_way_until_it_is_queued_again(outbox):
    manifests = fill(outbox, 2)
    outbox.lease(1, "me")
    outbox.park(manifests[0].id, "too-large")
    assert [(each.id, each.day, each.code) for each in outbox.parked()] == [
        (manifests[0].id, "2026-09-05", "too-large")
    ]
    assert [item.seq for item in outbox.waiting(10)] == [2]
    assert outbox.requeue(manifests[0].id)
    assert not outbox.requeue(manifests[0].id)
    assert [item.seq for item in outbox.waiting(10)] == [1, 2]


def test_what_has_a_receipt_is_neither_parked_nor_queued_again(outbox):
    (manifest,) = fill(outbox, 1)
    outbox.settle(make_receipt(manifest), OFFICE)
    outbox.park(manifest.id, "late")
    assert not outbox.requeue(manifest.id)
    assert outbox.lease(1, "me") == []
    assert outbox.state(manifest.id) is State.RECEIPTED


def test_counts_by_day_state_hour_and_operator(outbox):
    facts = [
        ("2026-09-05", 8, "ani"),
        ("2026-09-05", 8, "budi"),
        ("2026-09-05", 9, "ani"),
        ("2026-09-06", 8, "ani"),
    ]
    for number, (day, hour, operator) in enumerate(facts, 1):
        outbox.put(make_manifest(number, day=day, hour=hour, operator=operator), b"sealed")
    outbox.settle(make_receipt(make_manifest(1, hour=8, operator="ani")), OFFICE)
    outbox.lease(1, "me")
    day = outbox.counts("2026-09-05")
    assert (day.total, day.unsent, day.unsent_bytes) == (3, 2, 12)
    assert day.states == {State.RECEIPTED: 1, State.SENDING: 1, State.QUEUED: 1}
    assert day.states.get("sending") == 1
    assert day.hours == {8: 2, 9: 1}
    assert day.operators == {"ani": 2, "budi": 1}
    every = outbox.counts()
    assert (every.total, every.hours, every.unsent_bytes) == (4, {8: 3, 9: 1}, 18)
    assert outbox.counts("2026-01-01").total == 0
    assert outbox.days() == {"2026-09-05": 3, "2026-09-06": 1}
    assert outbox.days("2026-09-06") == {"2026-09-06": 1}


def test_oldest_unsent_is_when_it_was_put(outbox, clock):
    assert outbox.oldest_unsent() is None
    start = clock.now
    manifests = []
    for number in (1, 2):
        manifests.append(make_manifest(number))
        outbox.put(manifests[-1], b"sealed")
        clock.now += timedelta(hours=1)
    assert outbox.oldest_unsent() == start
    outbox.settle(make_receipt(manifests[0]), OFFICE)
    assert outbox.oldest_unsent() == start + timedelta(hours=1)


def test_days_of_what_waits_know_neither_the_received_nor_the_parked(outbox):
    assert outbox.waiting_days() == {}
    for number, day in enumerate(("2026-09-05", "2026-09-06", "2026-09-06", "2026-09-07", "2026-09-08"), 1):
        outbox.put(make_manifest(number, day=day), b"sealed")
    outbox.lease(2, "agent")
    outbox.settle(make_receipt(make_manifest(1)), OFFICE)
    outbox.park(make_manifest(4).id, "digest")
    assert outbox.waiting_days() == {"2026-09-06": 2, "2026-09-08": 1}


def test_the_offices_counts_are_kept_by_day(outbox):
    assert outbox.office_counts("2026-09-05") is None
    for count, as_of in ((3, "2026-09-05T05:00:00.000Z"), (4, "2026-09-05T06:00:00.000Z")):
        outbox.store_office_counts(wire.Counts(booth="mentawa-1", as_of=as_of, days={"2026-09-05": count}))
    found = outbox.office_counts("2026-09-05")
    assert (found.count, found.as_of) == (4, datetime(2026, 9, 5, 6, tzinfo=UTC))


def test_the_first_day_on_which_receipts_and_the_offices_count_differ(outbox):
    for number, day in enumerate(("2026-09-05", "2026-09-06", "2026-09-06"), 1):
        outbox.put(make_manifest(number, day=day), b"sealed")
    assert outbox.first_difference() is None
    outbox.settle_all([make_receipt(make_manifest(number)) for number in (1, 2, 3)], OFFICE)
    assert outbox.first_difference() == "2026-09-05"
    as_of = "2026-09-06T06:00:00.000Z"
    outbox.store_office_counts(wire.Counts(booth="mentawa-1", as_of=as_of, days={"2026-09-05": 1, "2026-09-06": 1}))
    assert outbox.first_difference() == "2026-09-06"
    outbox.store_office_counts(wire.Counts(booth="mentawa-1", as_of=as_of, days={"2026-09-06": 2}))
    assert outbox.first_difference() is None


def test_days_that_the_office_does_not_name_it_lacks(outbox):
    """As after it was restored from a backup; days before those it was asked about stay as they are."""
    as_of, later = "2026-09-06T10:00:00.000Z", "2026-09-06T11:00:00.000Z"
    days = ("2026-09-04", "2026-09-05", "2026-09-06", "2026-09-07")
    for number, day in enumerate(days, 1):
        outbox.put(make_manifest(number, day=day), b"sealed")
        outbox.settle(make_receipt(make_manifest(number, day=day)), OFFICE)
    outbox.store_office_counts(wire.Counts(booth="mentawa-1", as_of=as_of, days=dict.fromkeys(days[:3], 1)))
    told = wire.Counts(booth="mentawa-1", as_of=later, days={"2026-09-05": 1})
    outbox.store_office_counts(told, since="2026-09-05")
    assert [outbox.office_counts(day).count for day in days] == [1, 1, 0, 0]
    assert outbox.first_difference() == "2026-09-06"


def test_the_lines_state_and_the_cursor_are_kept(outbox):
    assert (outbox.read_line(), outbox.cursor) == (None, 0)
    status = LineStatus(state=LineState.OFFLINE, at="x", since="y", text="Sad {n}", params={"n": "1"})
    outbox.write_line(status)
    outbox.cursor = 42
    assert (outbox.read_line(), outbox.cursor) == (status, 42)


def test_the_room_of_purged_packets_goes_back_to_the_disk(tmp_path, outbox):
    data = bytes(2_000_000)
    manifests = [make_manifest(number, data) for number in range(1, 13)]
    for manifest in manifests:
        outbox.put(manifest, data)
    full = sum(path.stat().st_size for path in tmp_path.iterdir())
    outbox.settle_all([make_receipt(manifest) for manifest in manifests], OFFICE)
    outbox.reclaim()
    left = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert full > 24_000_000
    assert left < 12_000_000


def test_a_sound_file_has_no_faults(outbox):
    fill(outbox, 2)
    assert outbox.faults() == []


def test_another_process_sees_what_is_written_here_whoever_opened_the_queue_meanwhile(tmp_path, clock):
    """The window, its agent, a command: the first two in one process, whose locks must not go when either opens."""
    path = tmp_path / "outbox.db"
    code = (
        "import sys; from pathlib import Path; from sync.outbox import Outbox\n"
        "box = Outbox.open(Path(sys.argv[1]), clock=None); print(box.counts().total); box.close()"
    )
    with closing(Outbox.open(path, clock=clock)) as window, closing(Outbox.open(path, clock=clock)) as agent:
        for number, writer in enumerate((window, agent, window), 1):
            writer.put(make_manifest(number), b"sealed")
            seen = subprocess.run(
                [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=60
            )
            assert seen.stdout == f"{number}\n"
