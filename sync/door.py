"""The door of the office: every request of a booth carries an RFC 9421 signature by the booth's door key.

Covered are method, path and query, and whatever decides what is stored: Repr-Digest, Content-Length, Content-Type and
the Upload fields. The host is not, so that a proxy may stand in front. `created` must be within `MAX_SKEW` of the
office's clock, and a nonce is taken once. The evidence of who sealed a packet is not here but in its manifest.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519

from sync.errors import DoorRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MAX_SKEW = timedelta(minutes=10)
TAG = "bilik-rekam-1"
ALWAYS = ("@method", "@path", "@query")
COVERED = ("repr-digest", "content-length", "content-type", "upload-offset", "upload-length", "upload-complete")
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})

_BOOTH = re.compile(r"[a-z0-9-]{3,40}")
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)")


class _Request:
    """What the library wants to see of a request."""

    def __init__(self, method: str, url: str, headers: Mapping[str, str]) -> None:
        self.method = method
        self.url = url
        self.headers = headers


class _OneKey(HTTPSignatureKeyResolver):
    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:  # noqa: ARG002  (the library's signature)
        return self._private


class _KnownBooths(HTTPSignatureKeyResolver):
    """Looks the booth up once; remembers a refusal, which the library would turn into "invalid signature"."""

    def __init__(self, key_of: Callable[[str], Ed25519PublicKey | None]) -> None:
        self._key_of = key_of
        self.refused: DoorRefused | None = None

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        try:
            key = self._key_of(key_id) if _BOOTH.fullmatch(key_id) else None
        except DoorRefused as refused:
            self.refused = refused
            raise
        if key is None:
            self.refused = DoorRefused("booth")
        return key


class _Verifier(HTTPMessageVerifier):
    """Leaves time to us: the library reads the system's clock, and cannot say that it was the clock."""

    def validate_created_and_expires(self, sig_input: Any, max_age: timedelta | None = None) -> None:
        pass


class Nonces:
    """The nonces seen in the last 20 to 40 minutes, longer than any signature lives. Safe from several threads.

    Kept in memory: another receiver, or this one restarted, does not know them. That is no danger, because every
    request of the wire may be repeated; it keeps out the bored, the rest is idempotence.
    """

    def __init__(self) -> None:
        self._new: set[tuple[str, str]] = set()
        self._old: set[tuple[str, str]] = set()
        self._turned: datetime | None = None
        self._lock = Lock()

    def take(self, booth: str, nonce: str, now: datetime) -> bool:
        """True once per nonce and booth."""
        with self._lock:
            if self._turned is None or abs(now - self._turned) > 2 * MAX_SKEW:
                self._old, self._new, self._turned = self._new, set(), now
            if (booth, nonce) in self._new or (booth, nonce) in self._old:
                return False
            self._new.add((booth, nonce))
            return True


def sign_request(
    method: str,
    url: str,
    headers: Mapping[str, str],
    *,
    booth: str,
    key: Ed25519PrivateKey,
    created: datetime,
    nonce: str,
) -> dict[str, str]:
    """`headers` with Signature-Input and Signature, ready for urllib3.

    `method` upper case, `url` absolute, `nonce` 16–64 characters of base64url. A request with a body (POST, PUT,
    PATCH) must carry Content-Length and Repr-Digest (`repr_digest`). Raises `ValueError` otherwise.
    """
    present = {name.lower() for name in headers}
    if method in WITH_BODY and not {"repr-digest", "content-length"} <= present:
        raise ValueError(f"{method} without Repr-Digest or Content-Length")
    if not _NONCE.fullmatch(nonce):
        raise ValueError("nonce")
    signed = dict(headers)
    HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_OneKey(key)).sign(
        _Request(method, url, signed),
        key_id=booth,
        created=created,
        nonce=nonce,
        label="booth",
        tag=TAG,
        covered_component_ids=[*ALWAYS, *(name for name in COVERED if name in present)],
    )
    return signed


def verify_request(
    scope: Mapping[str, Any],
    *,
    key_of: Callable[[str], Ed25519PublicKey | None],
    nonces: Nonces,
    now: datetime,
) -> str:
    """The booth that signed the request of this ASGI `scope`; `now` is aware UTC.

    `key_of(booth)` gives its door key, None for an unknown one, or raises `DoorRefused("revoked")`. The body is the
    caller's to check: against Repr-Digest (`digest_in`), once it has arrived. Raises `DoorRefused`, whose `code` is
    unsigned · signature · booth · revoked · clock · replay.
    """
    method = str(scope.get("method", ""))
    raw = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope.get("headers", ())]
    headers: dict[str, str] = {}
    for name, value in raw:
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    if "signature" not in headers or "signature-input" not in headers:
        raise DoorRefused("unsigned")
    if method in WITH_BODY and not {"repr-digest", "content-length"} <= headers.keys():
        raise DoorRefused("signature", "body without Repr-Digest or Content-Length")
    booths = _KnownBooths(key_of)
    required = (*ALWAYS, *(name for name in COVERED if name in headers))
    try:
        (result,) = _Verifier(signature_algorithm=ED25519, key_resolver=booths).verify(
            _Request(method, _url(scope), headers), max_age=None, expect_tag=TAG, require_components=required
        )
        created = datetime.fromtimestamp(float(result.parameters["created"]), UTC)
    except (HTTPMessageSignaturesException, ValueError, KeyError, OverflowError, OSError) as error:
        raise booths.refused or DoorRefused("signature", str(error)) from error
    booth, nonce = str(result.parameters["keyid"]), result.nonce or ""
    if not _NONCE.fullmatch(nonce):
        raise DoorRefused("signature", "nonce missing or malformed")
    if abs(now - created) > MAX_SKEW:
        raise DoorRefused("clock", f"{booth}: {(created - now).total_seconds():+.0f} s")
    if not nonces.take(booth, nonce, now):
        raise DoorRefused("replay", booth)
    return booth


def _url(scope: Mapping[str, Any]) -> str:
    """The target as it came, under a host that is not signed."""
    raw_path = scope.get("raw_path")
    path = raw_path.decode("latin-1") if raw_path else quote(str(scope.get("path", "/")))
    query = bytes(scope.get("query_string", b"")).decode("latin-1")
    return f"http://office{path}{'?' + query if query else ''}"


def repr_digest(sha256: str) -> str:
    """The value of Repr-Digest for a lower-case hex `sha256`: of a JSON body, or of the whole packet."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def digest_in(value: str) -> str | None:
    """The sha-256 in a Repr-Digest value as lower-case hex; None where there is none."""
    match = _DIGEST.search(value)
    if match is None:
        return None
    try:
        return base64.b64decode(match[1], validate=True).hex()
    except binascii.Error:
        return None


def body_matches(value: str, body: bytes) -> bool:
    """Whether `body`, a whole representation, is what the Repr-Digest `value` says."""
    return digest_in(value) == hashlib.sha256(body).hexdigest()
