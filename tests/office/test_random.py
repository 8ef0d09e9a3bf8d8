"""Random bytes at every door: an answer each time, never a 500, never anything accepted."""

from __future__ import annotations

import random
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import door, wire

UNTRUE = frozenset({400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429})
PATHS = (
    ("GET", "/v1/ca"),
    ("POST", "/v1/enrol"),
    ("POST", "/v1/offer"),
    ("PUT", "/v1/packets/0190a6e2-0000-7000-8000-000000000000"),
    ("PATCH", "/v1/packets/0190a6e2-0000-7000-8000-000000000000"),
    ("HEAD", "/v1/packets/0190a6e2-0000-7000-8000-000000000000"),
    ("GET", "/v1/receipts"),
    ("GET", "/v1/counts"),
    ("GET", "/"),
    ("POST", "/login"),
    ("POST", "/logout"),
)
NAMES = (
    "signature",
    "signature-input",
    "repr-digest",
    "upload-offset",
    "upload-length",
    "upload-complete",
    "content-type",
    "content-length",
    "cookie",
    "origin",
    "host",
    "x-forwarded-for",
    "expect",
)
TEXT = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def booth(served):
    return served.booth()


@pytest.fixture(autouse=True)
def nothing_was_accepted(served):
    yield
    assert served.office.tally.totals().total == 0


@settings(max_examples=30)
@pytest.mark.parametrize(("method", "path"), PATHS)
@given(headers=st.dictionaries(st.sampled_from(NAMES), TEXT, max_size=6), body=st.binary(max_size=200))
def test_unsigned(served, method, path, headers, body):
    headers.pop("content-length", None)  # one that lies is the next test's
    status = served.ask(method, path, body, {n: v.encode("latin-1") for n, v in headers.items()}).status
    assert status in UNTRUE | ({200, 303} if path in {"/v1/ca", "/", "/logout"} else set()), status


@settings(max_examples=60)
@given(raw=st.binary(max_size=400))
def test_what_is_not_even_http(served, raw):
    connection = served.connect()
    connection.connect()
    connection.sock.sendall(raw + b"\r\n\r\n")
    connection.sock.settimeout(30)
    if raw.strip():
        # Either an answer, or the end, or the office waits for the rest of something that might be a request.
        connection.sock.sendall(b"GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" * 2)
    connection.close()
    assert served.ask("GET", "/v1/health").status == 200


@settings(max_examples=60)
@given(body=st.binary(max_size=300) | JSON.map(lambda value: wire.msgspec.json.encode({"manifests": [value]})))
def test_signed_offers(booth, body):
    answer = booth.ask("POST", "/v1/offer", body)
    assert answer.status in {200, 400}
    if answer.status == 200:
        assert {item.status for item in wire.decode(answer.body, wire.OfferAnswer).items} <= {"refuse"}


@settings(max_examples=60)
@given(
    values=st.dictionaries(st.sampled_from(list(wire.Manifest.__struct_fields__)), st.text(max_size=80) | st.integers())
)
def test_manifests_with_anything_in_them(booth, values):
    manifest = wire.msgspec.to_builtins(booth.manifest(b"x"))
    body = wire.msgspec.json.encode({"manifests": [manifest | values]})
    answer = booth.ask("POST", "/v1/offer", body)
    assert answer.status in {200, 400}
    if answer.status == 200 and any(manifest[name] != value for name, value in values.items()):
        assert wire.decode(answer.body, wire.OfferAnswer).items[0].status == "refuse"


@settings(max_examples=50)
@given(
    method=st.sampled_from(["PUT", "PATCH"]),
    fields=st.dictionaries(
        st.sampled_from(["Upload-Offset", "Upload-Length", "Upload-Complete", "Content-Type"]),
        st.sampled_from(["0", "1", "5", "9", "10", "11", "?0", "?1", "", "-1", "99999999999999999999"]),
    ),
    size=st.integers(0, 20),
)
def test_signed_uploads_of_wrong_bytes(booth, method, fields, size):
    manifest = booth.manifest(b"0123456789")
    booth.offer(manifest)
    body = random.Random(size).randbytes(size)
    path = f"/v1/packets/{manifest.id}"
    headers = {**fields, "Content-Length": str(size), "Repr-Digest": door.repr_digest(manifest.sha256)}
    answer = booth.at.ask(method, path, body, booth.signed(method, path, headers))
    assert answer.status in UNTRUE | {204}


@settings(max_examples=60)
@given(query=st.text(max_size=40))
def test_signed_questions(booth, query):
    for path in ("/v1/receipts", "/v1/counts"):
        asked = f"{path}?{quote(query, safe='=&')}"
        assert booth.ask("GET", asked).status in {200, 400}


@settings(max_examples=30)
@given(value=JSON)
def test_enrolment_with_anything(served, value):
    served.clock.pass_(hours=1)  # guesses are not what is tried here
    assert served.ask("POST", "/v1/enrol", wire.msgspec.json.encode(value)).status in {400, 403}
