"""Signed answers of device services: compact JWS (RFC 7515) with the signer's certificate in `x5c`.

RS256 and nothing else is believed: the header is written by whoever sent it, so that `none` or HS256 there would let
anyone sign. Certificates beyond the first are not looked at; the way up is found in the trust folder alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding

from booth.devices.sbi.errors import SbiBadSignature, SbiExpired, SbiForeign, SbiGarbled, SbiUnsigned
from booth.devices.sbi.trust import (
    UNREADABLE,
    check_chain,
    is_readable,
    may_sign,
    organisations,
    period,
    strong_key,
    subject,
    valid_at,
)

if TYPE_CHECKING:
    from datetime import datetime

ALGORITHM = "RS256"
_LONGEST_HEADER = 64 * 2**10  # characters
_URL_SAFE = re.compile(r"[A-Za-z0-9_-]*={0,2}", re.ASCII)


class _Header(msgspec.Struct):
    alg: str = ""
    x5c: list[str] = []
    crit: Any = None


@dataclass(frozen=True)
class Signed:
    """A payload that its signer stands for; `certificate` is the signer's, `sha256` its fingerprint in hex."""

    payload: bytes
    certificate: x509.Certificate

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.certificate.public_bytes(Encoding.DER)).hexdigest()

    @property
    def signed_by(self) -> str:
        return subject(self.certificate)

    @property
    def makers(self) -> tuple[str, ...]:
        return organisations(self.certificate)


def verify_jws(token: str, authorities: tuple[x509.Certificate, ...], *, now: datetime, device: str) -> Signed:
    """What `token` says, once form, validity, signature and chain are checked, in this order.

    Raises `SbiGarbled` (no JWS), `SbiUnsigned`, `SbiExpired`, `SbiBadSignature`, `SbiForeign`.
    """
    parts = token.split(".")
    if len(parts) == 1 and token:
        raise SbiUnsigned("no signature", device=device)
    if len(parts) != 3 or not parts[0] or not parts[1] or len(parts[0]) > _LONGEST_HEADER:
        raise SbiGarbled("no compact JWS", device=device)
    try:
        header = msgspec.json.decode(from_base64url(parts[0]), type=_Header)
        payload, signature = from_base64url(parts[1]), from_base64url(parts[2])
    except (ValueError, msgspec.MsgspecError, RecursionError) as error:
        raise SbiGarbled(f"JWS: {error}", device=device) from error
    if header.alg != ALGORITHM or header.crit is not None or not parts[2]:
        raise SbiUnsigned(f"signed with “{header.alg[:20]}”", device=device)
    leaf = _leaf(header, device)
    key = strong_key(leaf)
    if key is None or not may_sign(leaf):
        raise SbiUnsigned(f"the key of “{subject(leaf)}” may not sign", device=device)
    if not valid_at(leaf, now):
        raise SbiExpired(f"“{subject(leaf)}”: {period(leaf)}", device=device)
    try:
        key.verify(signature, f"{parts[0]}.{parts[1]}".encode("ascii"), PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise SbiBadSignature(f"by “{subject(leaf)}”", device=device) from error
    check_chain(leaf, authorities, now=now, device=device)
    return Signed(payload, leaf)


def from_base64url(text: str) -> bytes:
    """The bytes of base64url (RFC 4648 §5), with or without padding. Raises `ValueError`."""
    if not _URL_SAFE.fullmatch(text):
        raise ValueError("not base64url")
    bare = text.rstrip("=")
    if len(bare) % 4 == 1:
        raise ValueError("base64url of an impossible length")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))


def _leaf(header: _Header, device: str) -> x509.Certificate:
    if not header.x5c:
        raise SbiUnsigned("no certificate", device=device)
    try:
        leaf = x509.load_der_x509_certificate(base64.b64decode(header.x5c[0], validate=True))
    except UNREADABLE as error:  # binascii.Error is a ValueError
        raise SbiForeign("the signer's certificate cannot be read", device=device) from error
    if not is_readable(leaf):
        raise SbiForeign("the signer's certificate cannot be read", device=device)
    return leaf
