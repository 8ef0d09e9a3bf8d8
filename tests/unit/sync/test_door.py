"""The signature at the office's door: what is covered, and that nothing else gets in."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.door import MAX_SKEW, Nonces, body_matches, digest_in, repr_digest, sign_request, verify_request
from sync.errors import DoorRefused

NOW = datetime(2026, 9, 5, 1, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
BOOTH = "mentawa-1"
BODY = b'{"manifests":[]}'
URL = "https://office.example:8443/v1/packets/0199?x=1%202"


def signed(method="PUT", url=URL, *, nonce="n" * 22, created=NOW, key=KEY, booth=BOOTH, **extra):
    headers = {name.replace("_", "-"): value for name, value in extra.items()}
    if method in {"PUT", "POST", "PATCH"}:
        headers |= {
            "Content-Length": str(len(BODY)),
            "Repr-Digest": repr_digest(hashlib.sha256(BODY).hexdigest()),
            "Upload-Offset": "0",
        }
    return sign_request(method, url, headers, booth=booth, key=key, created=created, nonce=nonce)


def scope(headers, method="PUT", url=URL):
    parts = urlsplit(url)
    return {
        "type": "http",
        "method": method,
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
    }


def verify(asgi, *, now=NOW, nonces=None, keys=None):
    keys = {BOOTH: KEY.public_key()} if keys is None else keys
    return verify_request(asgi, key_of=keys.get, nonces=nonces or Nonces(), now=now)


def refusal(asgi, **options):
    with pytest.raises(DoorRefused) as caught:
        verify(asgi, **options)
    return caught.value.code


@pytest.mark.parametrize("method", ["PUT", "PATCH", "POST", "GET", "HEAD"])
def test_lets_in_what_the_booth_signed(method):
    assert verify(scope(signed(method), method)) == BOOTH


def test_host_and_scheme_may_change_on_the_way():
    asgi = scope(signed())
    asgi["headers"].append((b"host", b"inner:9000"))
    assert verify(asgi) == BOOTH


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Repr-Digest", repr_digest("00" * 32)),
        ("Content-Length", "9"),
        ("Upload-Offset", "5"),
        ("Upload-Complete", "?0"),
    ],
)
def test_covered_fields_cannot_be_altered_or_added(name, value):
    assert refusal(scope(signed() | {name: value})) == "signature"


def test_method_path_and_query_are_covered():
    headers = signed()
    assert refusal(scope(headers, "PATCH")) == "signature"
    assert refusal(scope(headers, url=URL.replace("0199", "0200"))) == "signature"
    assert refusal(scope(headers, url=URL.replace("x=1", "x=2"))) == "signature"


def test_unsigned_unknown_and_revoked_are_told_apart():
    def revoked(_booth):
        raise DoorRefused("revoked")

    assert refusal(scope({"content-length": "3"})) == "unsigned"
    assert refusal(scope(signed()), keys={}) == "booth"
    assert refusal(scope(signed(booth="stranger-9"))) == "booth"
    with pytest.raises(DoorRefused) as caught:
        verify_request(scope(signed()), key_of=revoked, nonces=Nonces(), now=NOW)
    assert caught.value.code == "revoked"


def test_another_booths_key_is_not_this_booth():
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert refusal(scope(signed(key=other))) == "signature"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_clock_off_by_more_than_ten_minutes_is_named(sign):
    assert verify(scope(signed()), now=NOW + sign * MAX_SKEW) == BOOTH
    assert refusal(scope(signed()), now=NOW + sign * (MAX_SKEW + timedelta(seconds=1))) == "clock"
    assert refusal(scope(signed(created=NOW + sign * timedelta(days=365)))) == "clock"


def test_a_nonce_is_taken_once_and_a_refused_request_does_not_use_it_up():
    nonces = Nonces()
    assert refusal(scope(signed() | {"Content-Length": "9"}), nonces=nonces) == "signature"
    assert verify(scope(signed()), nonces=nonces) == BOOTH
    assert refusal(scope(signed()), nonces=nonces) == "replay"
    assert refusal(scope(signed()), nonces=nonces, now=NOW + MAX_SKEW) == "replay"
    assert verify(scope(signed(nonce="m" * 22)), nonces=nonces) == BOOTH


def test_nonces_are_forgotten_only_when_their_signatures_are_too_old():
    nonces = Nonces()
    start = NOW
    assert nonces.take(BOOTH, "first", start)
    for minute in range(1, 21):
        assert not nonces.take(BOOTH, "first", start + timedelta(minutes=minute))
    later = start + timedelta(minutes=90)
    nonces.take(BOOTH, "x", later)
    nonces.take(BOOTH, "y", later + timedelta(minutes=30))
    assert nonces.take(BOOTH, "first", later + timedelta(minutes=31))


def test_a_body_must_be_declared_by_whoever_signs_and_whoever_verifies():
    with pytest.raises(ValueError, match="PUT"):
        sign_request("PUT", URL, {}, booth=BOOTH, key=KEY, created=NOW, nonce="n" * 22)
    bare = sign_request("GET", URL, {}, booth=BOOTH, key=KEY, created=NOW, nonce="n" * 22)
    assert refusal(scope(bare, "PUT")) == "signature"


def test_a_short_nonce_is_refused():
    with pytest.raises(ValueError, match="nonce"):
        signed(nonce="n")


def test_digest_of_a_body():
    value = repr_digest(hashlib.sha256(BODY).hexdigest())
    assert body_matches(value, BODY)
    assert not body_matches(value, BODY + b" ")
    assert digest_in("sha-512=:AA==:, " + value) == hashlib.sha256(BODY).hexdigest()
    assert digest_in("sha-256=:AAAA:") is None


words = st.text(st.characters(max_codepoint=255), max_size=80)
inputs = st.one_of(
    words,
    st.just(signed()["Signature-Input"]),
    st.just(signed()["Signature"]),
    st.text('()";=:?0123456789abcdefghijklmnop@-, ', max_size=120).map(lambda text: "booth=" + text),
)


@given(
    fields=st.dictionaries(st.sampled_from(["signature", "content-length", "repr-digest", "x"]), words),
    si=inputs,
    sig=inputs,
)
def test_random_headers_are_refused_and_nothing_else_happens(fields, si, sig):
    asgi = scope(fields | {"signature-input": si, "signature": sig})
    assert refusal(asgi) in {"signature", "booth"}


@given(value=words)
def test_random_digests_are_read_or_not(value):
    digest = digest_in(value)
    assert digest is None or len(digest) == 64


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7), name=st.sampled_from(["Signature-Input", "Signature"]))
def test_a_flipped_bit_in_a_signature_field_is_refused(at, bit, name):
    headers = signed()
    value = headers[name]
    at = len("booth=") + at % (len(value) - len("booth="))  # the label is not signed and says nothing
    headers[name] = value[:at] + chr(ord(value[at]) ^ (1 << bit)) + value[at + 1 :]
    code = ""
    try:
        verify(scope(headers))
    except DoorRefused as refused:
        code = refused.code
    # Only two spare bits in the last digit of base64 mean the same bytes.
    assert code in {"signature", "booth"} or (name == "Signature" and at >= len(value) - 4)
