"""One round trip for two hundred packets; one bad manifest is refused by itself."""

from __future__ import annotations

import base64

import msgspec
import pytest

from sync import wire
from sync.office import offers


def items(answer):
    assert answer.status == 200, answer
    return wire.decode(answer.body, wire.OfferAnswer).items


def test_two_hundred_at_once_and_not_one_more(served):
    booth = served.booth()
    many = [booth.manifest(b"%d" % n) for n in range(wire.MAX_OFFER)]
    assert {item.status for item in booth.offer(*many)} == {"want"}
    one_more = wire.Offer(manifests=[*many, booth.manifest(b"x")])
    answer = booth.ask("POST", "/v1/offer", wire.encode(one_more))
    assert (answer.status, answer.code) == (400, "malformed")


def test_receipts_come_back_for_those_that_are_here(served):
    booth = served.booth()
    here, missing = booth.manifest(b"here"), booth.manifest(b"missing")
    booth.offer(here, missing)
    given = booth.put(here, b"here").receipt
    have, want = booth.offer(here, missing)
    assert (have.status, have.receipt, want.status) == ("have", given, "want")


def test_limits_and_time_are_told(served):
    booth = served.booth()
    answer = booth.ask("POST", "/v1/offer", b'{"manifests":[]}')
    limits = wire.decode(answer.body, wire.OfferAnswer).limits
    assert limits.server_time == "2026-11-25T03:00:00.000Z"
    assert (limits.parallel, limits.retry_after) == (8, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signature": base64.b64encode(bytes(64)).decode()}, "signature"),
        ({"signature": ""}, "signature"),
        ({"signature": "not base64"}, "signature"),
        ({"hour": 11}, "signature"),
        ({"booth": "another-booth"}, "other-booth"),
        ({"day": "2026-02-30"}, "bad-manifest"),
        ({"hour": 24}, "bad-manifest"),
        ({"size": 0}, "bad-manifest"),
        ({"size": 10**9}, "bad-manifest"),
        ({"seq": 2**70}, "bad-manifest"),
        ({"sha256": "../../../etc/passwd"}, "bad-manifest"),
        ({"sha256": "0" * 64 + "\n"}, "bad-manifest"),
        ({"operator": "a\x00b"}, "bad-manifest"),
        ({"kind": "other"}, "bad-manifest"),
    ],
)
def test_a_bad_manifest_is_refused_and_the_others_are_answered(served, changes, code):
    booth = served.booth()
    good, bad = booth.manifest(b"good"), booth.manifest(b"bad")
    raw = msgspec.json.decode(wire.encode(wire.Offer(manifests=[bad, good])))
    raw["manifests"][0] |= changes
    refused, wanted = items(booth.ask("POST", "/v1/offer", msgspec.json.encode(raw)))
    assert (refused.id, refused.status, refused.code) == (bad.id, "refuse", code)
    assert wanted.status == "want"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"manifests":[{}]}',
        b'{"manifests":[1]}',
        b'{"manifests":[{"id":"../x"}]}',
        b"\xff",
    ],
)
def test_what_is_no_offer_is_refused(served, body):
    answer = served.booth().ask("POST", "/v1/offer", body)
    assert (answer.status, answer.code) == (400, "malformed")


def test_a_body_other_than_the_signed_one_is_refused(served):
    booth = served.booth()
    body = b'{"manifests":[]}'
    headers = booth.signed("POST", "/v1/offer", {"Repr-Digest": "sha-256=:" + "A" * 43 + "=:", "Content-Length": "16"})
    answer = served.ask("POST", "/v1/offer", body, headers)
    assert (answer.status, answer.code) == (422, "digest")


def test_a_huge_offer_is_not_read(served):
    answer = served.booth().ask("POST", "/v1/offer", b" " * (offers.MAX_OFFER_BYTES + 1))
    assert (answer.status, answer.code) == (413, "too-large")


def test_the_same_offer_again_writes_nothing(served):
    booth = served.booth()
    manifest = booth.manifest(b"once")
    booth.offer(manifest)
    with served.office.database.write() as connection:
        before = connection.total_changes
    booth.offer(manifest)
    with served.office.database.write() as connection:
        assert connection.total_changes == before


def test_receipts_and_counts_of_one_booth(served):
    one, other = served.booth(), served.booth()
    days = ["2026-11-23", "2026-11-25", "2026-11-25"]
    receipts = [one.deliver(b"%d" % n, day=day) for n, day in enumerate(days)]
    other.deliver(b"other")

    answer = wire.decode(one.ask("GET", "/v1/receipts?after=0").body, wire.Receipts)
    assert answer.receipts == receipts
    assert answer.cursor == receipts[-1].sequence
    after = wire.decode(one.ask("GET", f"/v1/receipts?after={receipts[0].sequence}").body, wire.Receipts)
    assert after.receipts == receipts[1:]
    nothing = wire.decode(one.ask("GET", f"/v1/receipts?after={answer.cursor}").body, wire.Receipts)
    assert (nothing.receipts, nothing.cursor) == ([], answer.cursor)

    counts = wire.decode(one.ask("GET", "/v1/counts").body, wire.Counts)
    assert (counts.booth, counts.days) == (one.id, {"2026-11-23": 1, "2026-11-25": 2})
    since = wire.decode(one.ask("GET", "/v1/counts?since=2026-11-24").body, wire.Counts)
    assert since.days == {"2026-11-25": 2}


@pytest.mark.parametrize("path", ["/v1/receipts?after=x", "/v1/receipts?after=-1", "/v1/counts?since=yesterday"])
def test_malformed_questions_are_refused(served, path):
    assert served.booth().ask("GET", path).status == 400


def test_health_and_ca_are_open_to_everyone(served):
    health = served.ask("GET", "/v1/health")
    assert msgspec.json.decode(health.body)["status"] == "ok"
    assert served.ask("GET", "/v1/ca").body == (served.folder.keys / "ca.pem").read_bytes()


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/v1/offer", 405), ("GET", "/nowhere", 404)])
def test_other_places_and_methods_are_problems_too(served, method, path, status):
    answer = served.ask(method, path)
    assert answer.status == status
    assert answer.code in {"method", "no-such-place"}
