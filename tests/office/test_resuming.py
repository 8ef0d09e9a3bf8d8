"""Lines break at every byte: what has arrived stays, the newest request wins, and nothing is accepted twice."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from sync import wire
from sync.office.blobs import BUFFER

DATA = random.Random(2).randbytes(800_000)
OFFSETS = (1, 1000, 65_536, 400_000, BUFFER - 1, BUFFER, BUFFER + 1, len(DATA) - 1)


def arrive(running, wait_for, booth, manifest, count):
    """A request that hangs after `count` bytes, all of which the office has."""
    hanging = booth.begin("PUT", manifest, 0, len(DATA), DATA[:count])
    wait_for(lambda: booth.head(manifest.id).offset == count)
    return hanging


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_cut_upload_goes_on_at_its_last_byte(served, wait_for, offset):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    arrive(served, wait_for, booth, manifest, offset).cut()
    wait_for(lambda: not served.office.blobs.uploads()[booth.id])
    item = booth.offer(manifest)[0]
    assert (item.status, item.offset) == ("offset", offset)
    answer = booth.patch(manifest, offset, DATA[offset:])
    assert answer.status == 201
    assert answer.receipt.size == len(DATA)


@pytest.mark.parametrize("offset", OFFSETS)
def test_a_new_request_takes_over_from_one_that_hangs(served, wait_for, offset):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    hanging = arrive(served, wait_for, booth, manifest, offset)
    assert booth.patch(manifest, offset, DATA[offset:]).status == 201
    late = hanging.answer()
    assert (late.status, late.code) == (409, "superseded")
    hanging.cut()


def test_a_wrong_offset_is_answered_with_the_right_one(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    arrive(served, wait_for, booth, manifest, 1000).cut()
    for offset in (1, 999, 1001, len(DATA) - 1, len(DATA)):
        answer = booth.patch(manifest, offset, DATA[offset:])
        assert (answer.status, answer.code, answer.offset) == (409, "offset", 1000)
    answer = booth.put(manifest, DATA)
    assert (answer.status, answer.offset) == (409, 1000)
    assert booth.patch(manifest, 1000, DATA[1000:]).status == 201


@pytest.mark.parametrize("offset", [1, 999, 1000])
def test_what_is_here_already_may_come_once_more_where_it_is_said(served, wait_for, offset):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    hanging = arrive(served, wait_for, booth, manifest, 1000)
    # Not even compared: what is here stays, and the digest over the whole decides.
    again = bytes(1000 - offset) + DATA[1000:]
    answer = booth.patch(manifest, offset, again, Upload_Overlap="?1")
    assert (answer.status, answer.receipt.size) == (201, len(DATA))
    assert (hanging.answer().code, booth.head(manifest.id).offset) == ("superseded", len(DATA))
    hanging.cut()


def test_an_overlapping_part_is_kept_behind_what_is_here(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    arrive(served, wait_for, booth, manifest, 1000).cut()
    for end, stands in ((900, 1000), (1000, 1000), (1500, 1500)):
        answer = booth.patch(manifest, 500, DATA[500:end], Upload_Overlap="?1", Upload_Complete="?0")
        assert (answer.status, answer.offset) == (204, stands)
    cut = booth.begin("PATCH", manifest, 1500, len(DATA) - 1500, DATA[1500:2000])
    wait_for(lambda: booth.head(manifest.id).offset == 2000)
    cut.cut()
    answer = booth.patch(manifest, 100, DATA[100:], Upload_Overlap="?1")
    assert answer.status == 201


def test_a_gap_is_no_overlap(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    arrive(served, wait_for, booth, manifest, 1000).cut()
    answer = booth.patch(manifest, 1001, DATA[1001:], Upload_Overlap="?1")
    assert (answer.status, answer.code, answer.offset) == (409, "offset", 1000)
    answer = booth.patch(manifest, 1, DATA[1:], Upload_Overlap="?0")
    assert (answer.status, answer.code, answer.offset) == (409, "offset", 1000)
    assert booth.patch(manifest, 1, DATA[1:], Upload_Overlap="yes").code == "header"
    damaged = booth.patch(manifest, 1, DATA[2:] + b"x", Upload_Overlap="?1")
    assert (damaged.status, damaged.code) == (422, "digest")
    assert booth.put(manifest, DATA).status == 201


def test_what_still_comes_on_the_old_line_changes_nothing(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    old = arrive(served, wait_for, booth, manifest, 1000)
    new = booth.begin("PATCH", manifest, 1000, len(DATA) - 1000, DATA[1000:2000])
    wait_for(lambda: booth.head(manifest.id).offset == 2000)
    old.send(bytes(5000))
    assert old.answer().code == "superseded"
    assert booth.head(manifest.id).offset == 2000
    new.send(DATA[2000:])
    assert new.answer().status == 201
    old.cut()
    new.cut()


def test_an_offset_beyond_the_end_is_malformed(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    assert booth.patch(manifest, len(DATA) + 1, b"").code == "length"


def test_parts_that_say_they_are_parts(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    answer = booth.put(manifest, DATA[:100], Upload_Complete="?0")
    assert (answer.status, answer.offset, answer.headers["upload-complete"]) == (204, 100, "?0")
    answer = booth.patch(manifest, 100, DATA[100:200], Upload_Complete="?0")
    assert (answer.status, answer.offset) == (204, 200)
    assert booth.patch(manifest, 200, DATA[200:]).status == 201


def test_head_says_how_it_stands(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    answer = booth.head(manifest.id)
    assert (answer.status, answer.offset, answer.headers["upload-complete"]) == (204, 0, "?0")
    arrive(served, wait_for, booth, manifest, 7).cut()
    assert booth.head(manifest.id).offset == 7
    booth.patch(manifest, 7, DATA[7:])
    answer = booth.head(manifest.id)
    assert (answer.offset, answer.headers["upload-complete"]) == (len(DATA), "?1")
    assert answer.headers["upload-length"] == str(len(DATA))


def test_a_part_survives_the_receiver(serve, wait_for):
    served = serve()
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    arrive(served, wait_for, booth, manifest, 123_456).cut()
    wait_for(lambda: not served.office.blobs.uploads())
    served.stop()
    booth.at = serve()
    item = booth.offer(manifest)[0]
    assert (item.status, item.offset) == ("offset", 123_456)
    assert booth.patch(manifest, 123_456, DATA[123_456:]).status == 201


def test_a_part_that_rotted_is_sent_again(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    arrive(served, wait_for, booth, manifest, 1000).cut()
    wait_for(lambda: not served.office.blobs.uploads()[booth.id])
    (part,) = served.folder.spool.glob(f"*/{manifest.id}.*")
    part.write_bytes(bytes(1000))
    answer = booth.patch(manifest, 1000, DATA[1000:])
    assert (answer.status, answer.code) == (422, "digest")
    assert booth.offer(manifest)[0].status == "want"
    assert booth.put(manifest, DATA).status == 201


def test_a_part_larger_than_its_packet_is_dropped(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    part = served.folder.spool / booth.id / f"{manifest.id}.{manifest.sha256}"
    part.parent.mkdir(exist_ok=True)
    part.write_bytes(DATA + b"x")
    assert booth.put(manifest, DATA).status == 201


def test_a_whole_part_is_accepted_with_the_next_offer(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    part = served.folder.spool / booth.id / f"{manifest.id}.{manifest.sha256}"
    part.parent.mkdir(exist_ok=True)
    part.write_bytes(DATA)
    item = booth.offer(manifest)[0]
    assert item.status == "have"
    wire.verify_receipt(item.receipt, manifest, wire.public_key(booth.identity.office_key))


def test_a_packet_that_was_sealed_anew_replaces_its_part(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    arrive(served, wait_for, booth, manifest, 1000).cut()
    anew = booth.manifest(DATA[::-1], id=manifest.id)
    assert booth.offer(anew)[0].status == "want"
    assert not list(served.folder.spool.glob(f"*/{manifest.id}.{manifest.sha256}"))
    assert booth.put(anew, DATA[::-1]).status == 201


def test_many_requests_for_one_packet_leave_one_receipt(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    plain = {"Upload_Offset": "", "Upload_Length": "", "Upload_Complete": ""}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: booth.put(manifest, DATA, **plain), range(16)))
    receipts = {answer.body for answer in answers if answer.status in {200, 201}}
    assert len(receipts) == 1
    assert {answer.status for answer in answers} <= {200, 201, 409}
    assert [answer.status for answer in answers].count(201) == 1


def test_ten_lost_receipts_in_a_row(served, wait_for):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    for _ in range(10):
        lost = booth.begin("PUT", manifest, 0, len(DATA), DATA)
        wait_for(lambda: served.office.ledger.find([manifest.id]))
        lost.cut()
    assert booth.offer(manifest)[0].status == "have"
    assert served.office.tally.totals().booths[booth.id] == 1
