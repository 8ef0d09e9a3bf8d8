"""Packets arrive: every answer that a booth may get, over a real line."""

from __future__ import annotations

import hashlib
import random
import subprocess

import pytest

from sync import door, wire
from sync.office import errors, gate, problems, receiving

DATA = random.Random(1).randbytes(300_000)


def kept(running, manifest):
    """What is on the disk for a packet: parts, and packets."""
    return [
        *running.folder.spool.glob(f"*/{manifest.id}*"),
        *running.folder.packets.glob(f"*/{manifest.id}/*"),
    ]


def stored(running, receipt_or_manifest):
    found = list(running.folder.packets.glob(f"*/{receipt_or_manifest.id}/*"))
    assert len(found) == 1
    assert found[0].name == receipt_or_manifest.sha256
    return found[0].read_bytes()


def test_a_packet_is_accepted_once_and_answered_the_same_for_ever(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    assert booth.offer(manifest)[0].status == "want"
    first = booth.put(manifest, DATA)
    again = booth.put(manifest, DATA)
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body
    wire.verify_receipt(first.receipt, manifest, wire.public_key(booth.identity.office_key))
    assert first.headers["upload-complete"] == "?1"
    assert first.offset == len(DATA)
    assert stored(served, manifest) == DATA
    assert len(kept(served, manifest)) == 1
    item = booth.offer(manifest)[0]
    assert (item.status, item.receipt) == ("have", first.receipt)


def test_the_receipt_outlives_the_receiver(serve):
    served = serve()
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    first = booth.put(manifest, DATA)
    served.stop()
    booth.at = serve()
    assert booth.put(manifest, DATA).body == first.body


def test_curl_uploads_a_whole_packet(served, tmp_path):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    packet = tmp_path / "packet"
    packet.write_bytes(DATA)
    path = f"/v1/packets/{manifest.id}"
    plain = {"Content-Length": str(len(DATA)), "Repr-Digest": door.repr_digest(manifest.sha256)}
    # What an interrupted try left does not stand in the way.
    cut = booth.begin("PUT", manifest, 0, len(DATA), DATA[:100_000])
    cut.cut()
    headers = [f"-H{name}: {value}" for name, value in booth.signed("PUT", path, plain).items()]
    url = f"https://127.0.0.1:{served.port}{path}"
    curl = ["curl", "-sS", "--cacert", str(served.folder.keys / "ca.pem"), "-T", str(packet), *headers, url]
    done = subprocess.run(curl, capture_output=True, check=True, timeout=30)
    assert wire.decode(done.stdout, wire.Receipt).id == manifest.id
    assert stored(served, manifest) == DATA


def test_a_packet_must_be_offered_first(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    answer = booth.put(manifest, DATA)
    assert (answer.status, answer.code, answer.offset) == (409, "not-offered", 0)
    assert booth.head(manifest.id).status == 404


def test_what_is_offered_by_one_booth_cannot_be_sent_by_another(served):
    one, other = served.booth("Satu"), served.booth("Dua")
    manifest = one.manifest(DATA)
    one.offer(manifest)
    assert other.put(manifest, DATA).code == "not-offered"
    assert other.head(manifest.id).status == 404
    one.put(manifest, DATA)
    answer = other.put(manifest, DATA)
    assert (answer.status, answer.code) == (422, "conflict")
    assert other.head(manifest.id).status == 404


def test_a_wrong_digest_drops_the_part(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    damaged = DATA[:-1] + bytes([DATA[-1] ^ 1])
    answer = booth.put(manifest, damaged)
    assert (answer.status, answer.code, answer.offset) == (422, "digest", 0)
    assert booth.head(manifest.id).offset == 0
    assert not kept(served, manifest)
    assert booth.put(manifest, DATA).status == 201


def test_another_packet_than_the_offered_one_is_refused(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    answer = booth.put(booth.manifest(DATA[:-1], id=manifest.id), DATA[:-1])
    assert (answer.status, answer.code) == (422, "digest")


def test_the_same_id_with_other_bytes_is_a_conflict_and_never_an_overwrite(served):
    booth = served.booth()
    receipt = booth.deliver(DATA)
    other = booth.manifest(DATA[::-1], id=receipt.id)
    assert [(item.status, item.code) for item in booth.offer(other, other)] == [("refuse", "conflict")] * 2
    answer = booth.put(other, DATA[::-1])
    assert (answer.status, answer.code) == (422, "conflict")
    assert stored(served, receipt) == DATA
    (seen,) = [each for each in served.office.tally.conflicts()[1] if each.id == receipt.id]
    assert (seen.booth, seen.times) == (booth.id, 3)


def test_two_packets_offered_under_one_id_at_the_same_time_leave_one(served):
    booth = served.booth()
    one = booth.manifest(DATA)
    other = booth.manifest(DATA[::-1], id=one.id)
    booth.offer(one)
    hanging = booth.begin("PUT", one, 0, len(DATA), DATA[:200_000])
    booth.offer(other)
    assert booth.put(other, DATA[::-1]).status == 201
    answer = hanging.answer()
    assert (answer.status, answer.code) == (409, "superseded")
    hanging.cut()
    assert booth.put(one, DATA).code == "conflict"
    assert stored(served, other) == DATA[::-1]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"Upload_Length": "299999"}, 400, "length"),
        ({"Upload_Length": "-1"}, 400, "header"),
        ({"Upload_Length": "3e5"}, 400, "header"),
        ({"Upload_Offset": "5"}, 400, "header"),
        ({"Upload_Offset": "x"}, 400, "header"),
        ({"Upload_Offset": "00"}, 400, "header"),
        ({"Upload_Complete": "1"}, 400, "header"),
        ({"Upload_Complete": "true"}, 400, "header"),
        ({"Repr_Digest": "sha-512=:AAAA:"}, 400, "header"),
    ],
)
def test_malformed_upload_fields_are_refused(served, changes, status, code):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    answer = booth.put(manifest, DATA, **changes)
    assert (answer.status, answer.code) == (status, code)
    assert booth.put(manifest, DATA).status == 201


@pytest.mark.parametrize("data", [DATA[:-1], DATA + b"x"])
def test_a_body_of_another_length_than_promised_is_refused(served, data):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    answer = booth.put(manifest, data)
    assert (answer.status, answer.code) == (400, "length")


def test_no_more_than_the_promised_bytes_are_read(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    headers = booth.headers(manifest, "PUT", 0, len(DATA))
    connection = served.connect()
    connection.putrequest("PUT", f"/v1/packets/{manifest.id}")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    chunk = DATA + b"more"
    connection.send(b"%x\r\n%s\r\n0\r\n\r\n" % (len(chunk), chunk))
    response = connection.getresponse()
    assert response.status == 400
    response.read()
    connection.close()
    assert not served.folder.packets.joinpath(booth.id).exists()


def test_too_large_a_packet_is_refused_before_its_body(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    length = receiving.MAX_SIZE + 1
    request = booth.begin("PUT", manifest, 0, length, b"")
    answer = request.answer()
    assert (answer.status, answer.code) == (413, "too-large")
    assert answer.headers["upload-limit"] == f"max-size={receiving.MAX_SIZE}"
    assert answer.headers["connection"] == "close"
    request.cut()


@pytest.mark.parametrize("packet", ["x", "..", "%2e%2e%2fkeys", "A" * 36, "0190a6e2-0000-7000-8000-000000000000%0a"])
def test_only_a_lower_case_uuid_is_a_packet(served, packet):
    booth = served.booth()
    assert booth.ask("PUT", f"/v1/packets/{packet}", b"x").status in {400, 404}
    assert booth.ask("HEAD", f"/v1/packets/{packet}").status in {400, 404}


def test_patch_needs_its_media_type_and_offset(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    answer = booth.patch(manifest, 0, DATA, Content_Type="application/octet-stream")
    assert (answer.status, answer.code) == (415, "media-type")
    answer = booth.patch(manifest, 0, DATA, Upload_Offset="")
    assert (answer.status, answer.code) == (400, "header")


def test_nothing_at_all_is_let_in_unsigned_or_as_somebody_else(served):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    path = f"/v1/packets/{manifest.id}"
    unsigned = {"Repr-Digest": door.repr_digest(manifest.sha256)}
    answer = served.ask("PUT", path, DATA, unsigned)
    assert (answer.status, answer.code) == (401, "unsigned")
    headers = booth.headers(manifest, "PUT", 0, len(DATA))
    headers["Upload-Offset"] = "1"
    answer = served.ask("PUT", path, DATA, headers)
    assert (answer.status, answer.code) == (401, "signature")
    stranger = served.booth()
    stranger.identity = wire.decode(wire.encode(booth.identity), wire.EnrolAnswer)
    assert stranger.put(manifest, DATA).code == "signature"
    stranger.identity = None
    assert stranger.put(manifest, DATA).code == "booth-unknown"


def test_a_request_is_let_in_once(served):
    booth = served.booth()
    headers = booth.signed("GET", "/v1/counts")
    assert served.ask("GET", "/v1/counts", headers=headers).status == 200
    answer = served.ask("GET", "/v1/counts", headers=headers)
    assert (answer.status, answer.code) == (401, "replay")


def test_a_wrong_clock_is_named(served):
    booth = served.booth()
    headers = booth.signed("GET", "/v1/counts", created=served.clock().replace(year=2009))
    answer = served.ask("GET", "/v1/counts", headers=headers)
    assert (answer.status, answer.code) == (401, "clock")


def test_a_revoked_booth_is_refused_everywhere(served):
    booth = served.booth()
    before = booth.deliver(DATA)
    served.office.booths.revoke(booth.id, served.clock())
    manifest = booth.manifest(DATA)
    for answer in (
        booth.ask("POST", "/v1/offer", b"{}"),
        booth.put(manifest, DATA),
        booth.patch(manifest, 1, DATA),
        booth.ask("GET", "/v1/receipts"),
        booth.ask("GET", "/v1/counts"),
    ):
        assert (answer.status, answer.code) == (403, "booth-revoked")
    assert booth.head(before.id).status == 403
    assert stored(served, before) == DATA


def test_too_many_uploads_of_one_booth_have_to_wait(served, wait_for):
    booth = served.booth()
    many = [booth.manifest(DATA + bytes([n])) for n in range(receiving.MAX_UPLOADS_OF_BOOTH + 1)]
    booth.offer(*many)
    hanging = [booth.begin("PUT", each, 0, each.size, b"x") for each in many[:-1]]
    wait_for(lambda: served.office.blobs.uploads()[booth.id] == len(hanging))
    data = DATA + bytes([len(many) - 1])
    answer = booth.put(many[-1], data)
    assert (answer.status, answer.code) == (429, "too-many")
    assert int(answer.headers["retry-after"]) > 0
    # One that takes an upload over does not count twice.
    assert booth.put(many[0], DATA + b"\0", Upload_Offset="", Upload_Length="", Upload_Complete="").status == 201
    for each in hanging:
        each.cut()
    wait_for(lambda: not served.office.blobs.uploads())
    assert booth.put(many[-1], data).status == 201


def test_too_many_uploads_in_all_have_to_wait(served, wait_for, monkeypatch):
    monkeypatch.setattr(receiving, "MAX_UPLOADS", 1)
    booth = served.booth()
    one, other = booth.manifest(DATA), booth.manifest(DATA[1:])
    booth.offer(one, other)
    hanging = booth.begin("PUT", one, 0, one.size, b"x")
    wait_for(lambda: served.office.blobs.uploads()[booth.id] == 1)
    answer = booth.put(other, DATA[1:])
    assert (answer.status, answer.code) == (503, "office-busy")
    assert int(answer.headers["retry-after"]) > 0
    hanging.cut()
    wait_for(lambda: not served.office.blobs.uploads())
    assert booth.put(other, DATA[1:]).status == 201


def test_a_request_that_hangs_is_given_up_and_what_came_is_kept(served, wait_for, monkeypatch):
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    monkeypatch.setattr(receiving, "STALL", 0.05)
    hanging = booth.begin("PUT", manifest, 0, len(DATA), DATA[:1000])
    answer = hanging.answer()
    hanging.cut()
    monkeypatch.undo()
    assert (answer.status, answer.code) == (408, "stalled")
    offset = booth.head(manifest.id).offset
    assert booth.send("PATCH" if offset else "PUT", manifest, offset, DATA[offset:]).status == 201


def test_an_offer_that_hangs_is_given_up(served, monkeypatch):
    booth = served.booth()
    monkeypatch.setattr(gate, "STALL", 0.05)
    connection = served.connect()
    connection.putrequest("POST", "/v1/offer")
    headers = {"Content-Length": "100", "Repr-Digest": door.repr_digest("0" * 64)}
    for name, value in booth.signed("POST", "/v1/offer", headers).items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 408
    response.read()
    connection.close()


@pytest.mark.parametrize(
    ("error", "status", "code", "waits"),
    [
        (errors.Conflict(), 422, "conflict", False),
        (errors.DigestWrong(), 422, "digest", False),
        (errors.Superseded(), 409, "superseded", False),
        (errors.OfficeFull(reason=""), 503, "office-full", True),
        (errors.OfficeBusy(), 503, "office-busy", True),
        (errors.OfficeUnwritable(reason=""), 503, "office-busy", True),
        (errors.OfficeDamaged(), 500, "office-failed", False),
    ],
)
def test_how_errors_are_told(error, status, code, waits):
    refused = problems.refusal(error)
    assert (refused.status, refused.code, "Retry-After" in refused.headers) == (status, code, waits)


def test_a_full_disk_refuses_cleanly(serve):
    room = {"free": 10**12}
    served = serve(free=lambda _: room["free"])
    booth = served.booth()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    room["free"] = 1000
    answer = booth.put(manifest, DATA)
    assert (answer.status, answer.code) == (503, "office-full")
    assert int(answer.headers["retry-after"]) > 0
    offer = booth.ask("POST", "/v1/offer", wire.encode(wire.Offer(manifests=[manifest])))
    assert wire.decode(offer.body, wire.OfferAnswer).limits.retry_after > 0
    assert not kept(served, manifest)
    room["free"] = 10**12
    assert booth.put(manifest, DATA).status == 201


def test_what_is_stored_is_what_was_sealed(served):
    booth = served.booth()
    for size in (1, 65_535, 65_536, 262_144, 262_145, 1_000_001):
        data = random.Random(size).randbytes(size)
        receipt = booth.deliver(data)
        assert hashlib.sha256(stored(served, receipt)).hexdigest() == receipt.sha256
        assert receipt.size == size
