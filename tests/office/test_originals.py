"""Originals: received like recordings, beside them, in whatever order, and counted nowhere."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing

import msgspec
import pytest

from sync import wire
from sync.office.blobs import ORIGINALS_RESERVE
from sync.office.cli import main

RECORDING = random.Random(1).randbytes(100_000)
ORIGINAL = random.Random(2).randbytes(400_000)


@pytest.fixture
def booth(served):
    return served.booth()


def pair(booth):
    """The manifests of a recording and of its original."""
    recording = booth.manifest(RECORDING)
    return recording, booth.manifest(ORIGINAL, kind="originals", id=recording.id, seq=recording.seq)


def stored(folder, manifest):
    (found,) = folder.glob(f"*/{manifest.id}/*")
    assert found.name == manifest.sha256
    return found.read_bytes()


@pytest.mark.parametrize("first", ["recording", "originals"])
def test_both_are_accepted_in_either_order_with_a_receipt_each(served, booth, first):
    recording, original = pair(booth)
    both = [(recording, RECORDING), (original, ORIGINAL)]
    receipts = {}
    for manifest, data in both if first == "recording" else reversed(both):
        assert booth.offer(manifest)[0].status == "want"
        answer = booth.put(manifest, data)
        assert answer.status == 201
        wire.verify_receipt(answer.receipt, manifest, wire.public_key(booth.identity.office_key))
        receipts[manifest.kind] = answer.receipt
        assert booth.put(manifest, data).receipt == answer.receipt
    assert stored(served.folder.packets, recording) == RECORDING
    assert stored(served.folder.originals, original) == ORIGINAL
    mixed = booth.offer(original, recording)
    assert [(item.status, item.receipt) for item in mixed] == [
        ("have", receipts["originals"]),
        ("have", receipts["recording"]),
    ]


def test_a_mixed_offer_is_answered_each_by_its_kind(booth):
    recording, original = pair(booth)
    other = booth.manifest(b"other")
    bad = msgspec.structs.replace(booth.manifest(b"bad", kind="originals"), operator="budi")
    booth.offer(recording)
    booth.put(recording, RECORDING)
    items = booth.offer(original, recording, bad, other)
    assert [(item.status, item.code) for item in items] == [
        ("want", ""),
        ("have", ""),
        ("refuse", "signature"),
        ("want", ""),
    ]


def test_an_original_goes_on_in_the_middle(served, booth, wait_for):
    recording, original = pair(booth)
    booth.offer(recording, original)
    half = len(ORIGINAL) // 2
    hanging = booth.begin("PUT", original, 0, len(ORIGINAL), ORIGINAL[:half])
    wait_for(lambda: booth.ask("HEAD", f"/v1/originals/{original.id}").offset == half)
    hanging.cut()
    wait_for(lambda: not served.office.originals.blobs.uploads()[booth.id])
    item = booth.offer(original)[0]
    assert (item.status, item.offset) == ("offset", half)
    assert booth.offer(recording)[0].status == "want"
    head = booth.ask("HEAD", f"/v1/originals/{original.id}")
    assert (head.status, head.offset) == (204, half)
    assert booth.patch(original, half, ORIGINAL[half:]).status == 201
    assert stored(served.folder.originals, original) == ORIGINAL
    assert not list(served.folder.originals_spool.glob(f"{booth.id}/*"))


def test_what_was_offered_as_one_kind_is_not_taken_as_the_other(booth):
    _, original = pair(booth)
    booth.offer(original)
    answer = booth.put(msgspec.structs.replace(original, kind="recording"), ORIGINAL)
    assert (answer.status, answer.code) == (409, "not-offered")
    assert booth.ask("HEAD", f"/v1/packets/{original.id}").status == 404


def test_another_original_of_the_same_recording_is_a_conflict(served, booth):
    _, original = pair(booth)
    booth.offer(original)
    booth.put(original, ORIGINAL)
    other = booth.manifest(b"other", kind="originals", id=original.id, seq=original.seq)
    assert booth.offer(other)[0].code == "conflict"
    assert stored(served.folder.originals, original) == ORIGINAL


def test_no_count_counts_originals(served, booth):
    before = served.office.tally.originals()
    recording, original = pair(booth)
    for manifest, data in ((original, ORIGINAL), (recording, RECORDING)):
        booth.offer(manifest)
        booth.put(manifest, data)
    tally = served.office.tally
    assert tally.originals() == before + 1
    assert tally.totals().booths[booth.id] == 1
    assert tally.totals("2026-11-25").booths[booth.id] == 1
    assert tally.of_booth(booth.id, "2026-01-01") == {"2026-11-25": 1}
    assert tally.hours("2026-11-25")[booth.id, 10] == 1
    counts = wire.decode(booth.ask("GET", "/v1/counts").body, wire.Counts)
    assert counts.days == {"2026-11-25": 1}
    receipts = wire.decode(booth.ask("GET", "/v1/receipts").body, wire.Receipts).receipts
    assert [receipt.sha256 for receipt in receipts] == [recording.sha256]


def test_originals_leave_room_for_recordings(serve):
    room = {"free": ORIGINALS_RESERVE}
    booth = (served := serve(free=lambda _: room["free"])).booth()
    recording, original = pair(booth)
    answer = booth.ask("POST", "/v1/offer", wire.encode(wire.Offer(manifests=[original])))
    assert not wire.decode(answer.body, wire.OfferAnswer).limits.retry_after
    room["free"] -= 1
    answer = booth.ask("POST", "/v1/offer", wire.encode(wire.Offer(manifests=[original])))
    assert wire.decode(answer.body, wire.OfferAnswer).limits.retry_after
    assert booth.put(original, ORIGINAL).status in {503, 507}
    answer = booth.ask("POST", "/v1/offer", wire.encode(wire.Offer(manifests=[recording])))
    assert not wire.decode(answer.body, wire.OfferAnswer).limits.retry_after
    assert booth.put(recording, RECORDING).status == 201
    assert stored(served.folder.packets, recording) == RECORDING


def test_the_receipt_of_an_original_outlives_the_receiver(serve):
    served = serve()
    booth = served.booth()
    _, original = pair(booth)
    booth.offer(original)
    first = booth.put(original, ORIGINAL)
    served.stop()
    booth.at = serve()
    assert booth.put(original, ORIGINAL).body == first.body
    with closing(sqlite3.connect(served.folder.ledger)) as ledger:
        assert ledger.execute("SELECT count(*) FROM original_offers").fetchone() == (0,)


def test_an_original_that_the_ledger_lost_is_adopted(served, booth):
    """A crash between file and row: the file is there, and the next offer finds it."""
    _, original = pair(booth)
    path = served.folder.originals / booth.id / original.id / original.sha256
    path.parent.mkdir(parents=True)
    path.write_bytes(ORIGINAL)
    assert booth.offer(original)[0].status == "have"


def test_the_command_counts_them_apart(serve, capsys):
    booth = (served := serve()).booth()
    recording, original = pair(booth)
    asked = ["count", "--json", "--data", str(served.folder.root)]
    booth.offer(original)
    booth.put(original, ORIGINAL)
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out) == {"total": 0, "days": {}, "booths": {}, "originals": 1}
    booth.offer(recording)
    booth.put(recording, RECORDING)
    assert main([*asked, "--day", "2026-11-24"]) == 0
    assert json.loads(capsys.readouterr().out) == {"total": 0, "days": {}, "booths": {}}
    assert main([*asked, "--day", "2026-11-25"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "total": 1,
        "days": {"2026-11-25": 1},
        "booths": {booth.id: 1},
        "originals": 1,
    }
