"""Originals in the queue: put with their recording or not at all, counted nowhere, given up when not wanted."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest

from sync.copying import PinnedOutbox
from sync.errors import PacketError, QueueConflict, QueueFull, ReceiptError
from sync.outbox import Outbox, State
from sync.packet import Sealed
from sync.queuefile import VERSION
from tests.unit.sync.conftest import OFFICE_KEY, Clock, make_manifest, make_receipt, packet_id

OFFICE = OFFICE_KEY.public_key()
OLD = Path(__file__).parent / "old" / "outbox-1.0.sql"


def make_original(number=1, data=b"original", **changes):
    return Sealed(make_manifest(number, data, kind="originals", **changes), data)


def put(outbox, *numbers):
    """A recording and its original for each of `numbers`."""
    for number in numbers:
        outbox.put(make_manifest(number, b"recording"), b"recording", make_original(number))


def test_a_recording_and_its_original_are_put_together_and_sent_apart(outbox):
    put(outbox, 1, 2)
    outbox.put(make_manifest(3), b"sealed")
    assert [item.manifest.kind for item in outbox.waiting(9)] == ["recording"] * 3
    assert [(item.seq, item.manifest.kind) for item in outbox.originals.waiting(9)] == [
        (1, "originals"),
        (2, "originals"),
    ]
    assert outbox.originals.data(packet_id(1)) == b"original"
    assert outbox.data(packet_id(1)) == b"recording"
    assert outbox.originals.state(packet_id(3)) is None
    assert outbox.originals.left() == (2, 2 * len(b"original"))


def test_nothing_that_counts_counts_originals(outbox, clock):
    outbox.put(make_manifest(1, b"recording"), b"recording")
    before = (outbox.counts(), outbox.counts("2026-09-05"), outbox.days())
    outbox.close()
    with_originals = Outbox.open(outbox._file._path.with_name("other.db"), clock=clock)
    put(with_originals, 1)
    assert (with_originals.counts(), with_originals.counts("2026-09-05"), with_originals.days()) == before
    with_originals.settle(make_receipt(make_manifest(1, b"recording")), OFFICE)
    assert with_originals.oldest_unsent() is None
    assert with_originals.unsent(9) == []
    assert with_originals.counts().unsent_bytes == 0
    at = with_originals.last_receipt()
    clock.now = clock.now.replace(hour=5)
    with_originals.originals.settle(make_receipt(make_original().manifest), OFFICE)
    assert with_originals.last_receipt() == at
    assert with_originals.reserve_seq(packet_id(2)) == 2
    with_originals.close()


def test_the_states_of_an_original_are_those_of_any_packet(outbox):
    put(outbox, 1, 2, 3)
    originals = outbox.originals
    assert [item.seq for item in originals.lease(2, "me")] == [1, 2]
    originals.release(packet_id(1), "other")
    assert originals.state(packet_id(1)) is State.SENDING
    originals.release(packet_id(1), "me")
    assert originals.reclaim_leases("next") == 1
    originals.park(packet_id(3), "digest")
    assert [(each.id, each.code) for each in originals.parked()] == [(packet_id(3), "digest")]
    assert originals.left()[0] == 2
    assert originals.requeue(packet_id(3))
    receipt = make_receipt(make_original(1).manifest)
    assert originals.settle_all([receipt], OFFICE) == {}
    assert originals.receipt(packet_id(1)) == receipt
    with pytest.raises(PacketError):
        originals.data(packet_id(1))
    assert {outbox.state(packet_id(number)) for number in (1, 2, 3)} == {State.QUEUED}


def test_a_receipt_of_the_recording_is_none_of_its_original(outbox):
    put(outbox, 1)
    recording, original = make_receipt(make_manifest(1, b"recording")), make_receipt(make_original().manifest)
    with pytest.raises(ReceiptError):
        outbox.originals.settle(recording, OFFICE)
    with pytest.raises(ReceiptError):
        outbox.settle(original, OFFICE)
    outbox.settle(recording, OFFICE)
    assert outbox.originals.data(packet_id(1)) == b"original"


def test_the_same_put_again_changes_nothing(outbox):
    put(outbox, 1, 1)
    assert outbox.originals.left()[0] == 1
    outbox.originals.drop_all()
    put(outbox, 1)
    assert outbox.originals.left() == (0, 0)


@pytest.mark.parametrize(
    "original",
    [
        make_original(2),
        make_original(1, seq=2),
        Sealed(make_manifest(1, b"original"), b"original"),
        Sealed(make_original().manifest, b"other bytes"),
    ],
)
def test_an_original_that_is_none_of_this_recording_is_refused_with_it(outbox, original):
    with pytest.raises(PacketError):
        outbox.put(make_manifest(1), b"sealed", original)
    assert outbox.state(packet_id(1)) is None
    with pytest.raises(PacketError):
        outbox.put(original.manifest if original.manifest.kind == "originals" else make_original().manifest, b"x")


def test_both_or_none(outbox):
    connection = outbox._file._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages + 20}").fetchone()
    big = bytes(200_000)
    with pytest.raises(QueueFull):
        outbox.put(make_manifest(1), b"sealed", make_original(1, big))
    assert outbox.state(packet_id(1)) is None
    assert outbox.originals.state(packet_id(1)) is None
    outbox.put(make_manifest(1), b"sealed")
    assert outbox.data(packet_id(1)) == b"sealed"
    with pytest.raises(QueueConflict):
        outbox.put(make_manifest(2, seq=1), b"sealed", make_original(2, seq=1))
    assert outbox.originals.left() == (0, 0)


def test_what_the_office_does_not_want_is_dropped_and_said_in_the_log(outbox, caplog):
    put(outbox, 1, 2, 3)
    outbox.originals.settle(make_receipt(make_original(1).manifest), OFFICE)
    outbox.originals.lease(1, "me")
    with caplog.at_level(logging.WARNING):
        outbox.originals.park(packet_id(2), "not-wanted")
    assert packet_id(2) in caplog.text
    assert outbox.originals.state(packet_id(2)) is None
    assert outbox.originals.left()[0] == 1
    assert outbox.originals.drop_all() == 1
    assert outbox.originals.drop_all() == 0
    assert outbox.originals.left() == (0, 0)
    assert outbox.originals.state(packet_id(1)) is State.RECEIPTED
    with outbox._file.read() as db:
        assert db.execute("SELECT count(*) FROM sealed_originals").fetchone() == (0,)
    assert [outbox.data(packet_id(number)) for number in (1, 2, 3)] == [b"recording"] * 3
    assert outbox.counts().unsent == 3


def test_a_copy_of_the_outbox_has_its_originals(outbox, tmp_path, clock):
    put(outbox, 1, 2)
    with PinnedOutbox(outbox._file._path) as pinned:
        pinned.write(tmp_path / "copy.db")
    copy = Outbox.open(tmp_path / "copy.db", clock=clock)
    assert copy.faults() == []
    assert copy.originals.left() == outbox.originals.left()
    assert copy.originals.data(packet_id(2)) == b"original"
    copy.close()


@pytest.fixture
def old_file(tmp_path):
    """An outbox of the first release."""
    path = tmp_path / "old.db"
    raw = sqlite3.connect(path)
    raw.executescript(OLD.read_text("utf-8"))
    raw.close()
    return path


def test_an_outbox_of_the_first_release_is_brought_up_to_date(old_file):
    outbox = Outbox.open(old_file, clock=Clock())
    assert VERSION == (1, 1)
    with outbox._file.read() as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1 << 16 | 1,)
    assert outbox.faults() == []
    assert outbox.counts().states == {State.QUEUED: 2, State.SENDING: 1, State.PARKED: 1, State.RECEIPTED: 1}
    assert outbox.data(packet_id(4)) == b"packet 4"
    assert outbox.receipt(packet_id(1)) is not None
    assert outbox.originals.left() == (0, 0)
    assert outbox.reserve_seq(packet_id(6)) == 6
    put(outbox, 6)
    assert outbox.originals.data(packet_id(6)) == b"original"
    outbox.close()


def test_a_program_of_the_first_release_finds_all_it_knows_unchanged(old_file, tmp_path, clock):
    """It opens any 1.x: what it reads and writes is the same in a file made by this program, and in one upgraded."""

    def known(path):
        raw = sqlite3.connect(path)
        found = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        raw.close()
        return {name: " ".join(sql.split()) for name, sql in found.items()}

    before = known(old_file)
    Outbox.open(old_file, clock=clock).close()
    Outbox.open(tmp_path / "new.db", clock=clock).close()
    for path in (old_file, tmp_path / "new.db"):
        after = known(path)
        assert {name: after[name] for name in before} == before
        assert set(after) - set(before) == {"originals", "sealed_originals", "unsent_originals"}
