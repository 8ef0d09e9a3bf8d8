"""The messages both ends speak, and what is signed in them.

JSON over HTTP/1.1, read with msgspec, so that every message from outside is checked against its type before use.
Signatures are Ed25519 over `canonical(message)`: the struct without its signature, as JSON with sorted keys and no
spaces. The manifest's signature travels with the packet (also on a stick) and is the evidence of who sealed it; the
receipt's is the office's word that the packet is safe.

| request | body → answer |
|---|---|
| `GET /v1/ca` | – → the office's CA certificate, PEM (unsigned; a booth compares it with its code) |
| `POST /v1/enrol` | `EnrolRequest` → 200 `EnrolAnswer`; 403 `Problem` (unsigned; same code and keys: same answer) |
| `POST /v1/offer` | `Offer` → 200 `OfferAnswer` |
| `PUT`, `PATCH`, `HEAD /v1/packets/{id}` | bytes → 201/200 `Receipt`; 409 + Upload-Offset; other 4xx `Problem` |
| the same of `/v1/originals/{id}` | lossless images of a recording: manifests with `kind` originals |
| `GET /v1/receipts?after=CURSOR` | – → `Receipts` |
| `GET /v1/counts?since=DAY` | – → `Counts` |
| `GET /v1/health` | – → 200 (unsigned) |

All but the three marked carry the booth's signature (`sync.door`). 401 and 403 end the round, 429 and 503 with
Retry-After make the whole booth wait, and every refusal is a `Problem` whose `code` says what to do.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta

from sync.errors import PacketError, ReceiptError

Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]  # UUIDv7, lower case
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Size = Annotated[int, Meta(ge=1, le=64 * 1024 * 1024)]  # bytes
Kecamatan = Annotated[str, Meta(pattern=r"^[0-9]{6}\Z")]
BoothId = Annotated[str, Meta(pattern=r"^[a-z0-9-]{3,40}\Z")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]  # the booth's local day
Instant = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z\Z")]  # UTC
Short = Annotated[str, Meta(max_length=200)]

MAX_OFFER = 200


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the office may know of a packet without opening it: nothing about the resident.

    `seq` counts this booth's packets from 1 without gaps; `day` and `hour` are the booth's own (`time_zone`).
    """

    id: Id
    sha256: Sha256  # of the sealed bytes
    size: Size
    booth: BoothId
    seq: Annotated[int, Meta(ge=1)]
    sealed_at: Instant
    day: Day
    hour: Annotated[int, Meta(ge=0, le=23)]
    time_zone: Short
    kecamatan: Kecamatan
    operator: Short
    kind: Literal["recording", "originals"] = "recording"  # originals: lossless images, later, under the same id
    signature: Annotated[str, Meta(max_length=100)] = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The office's word that a packet is durable there. Given once, returned verbatim for ever."""

    id: Id
    sha256: Sha256
    size: Size
    office: Short
    sequence: Annotated[int, Meta(ge=1)]
    accepted_at: Instant
    signature: Annotated[str, Meta(max_length=100)] = ""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a booth is, told with an offer. Counts are of all days but `today`, which is of the local `day`.

    `free` bytes on its disk, `oldest` when the oldest packet without a receipt was queued, `tested` the last self-test
    and whether it passed, `troubles` parts that do not work, by their names.
    """

    at: Instant
    version: Short
    day: Day
    today: Annotated[int, Meta(ge=0)]
    queued: Annotated[int, Meta(ge=0)]
    parked: Annotated[int, Meta(ge=0)]
    oldest: Instant | None = None
    free: Annotated[int, Meta(ge=0)] = 0
    tested: Instant | None = None
    passed: bool | None = None
    troubles: Annotated[tuple[Short, ...], Meta(max_length=20)] = ()


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """`POST /v1/offer`: "have you got these?" All of one kind."""

    manifests: Annotated[list[Manifest], Meta(max_length=MAX_OFFER)]
    health: Health | None = None


class OfferItem(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one manifest, in the order of the offer.

    have: `receipt` is there · offset: go on at byte `offset` · want: send from 0 · refuse: `code` says why.
    """

    id: Id
    status: Literal["have", "offset", "want", "refuse"]
    receipt: Receipt | None = None
    offset: Annotated[int, Meta(ge=0)] = 0
    code: Short = ""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What the office asks of a booth now. `window` is the largest body in bytes, `retry_after` seconds.

    `news` changes when there is something to ask for (`sync.news`).
    """

    parallel: Annotated[int, Meta(ge=1, le=8)] = 8
    window: Annotated[int, Meta(ge=1)] = 64 * 1024 * 1024
    retry_after: Annotated[int, Meta(ge=0)] = 0
    news: int = 0
    server_time: Instant


class OfferAnswer(msgspec.Struct, frozen=True, kw_only=True):
    items: list[OfferItem]
    limits: Limits


class Receipts(msgspec.Struct, frozen=True, kw_only=True):
    """`GET /v1/receipts?after=CURSOR`: this booth's receipts in ledger order; `cursor` for the next call."""

    receipts: list[Receipt]
    cursor: Annotated[int, Meta(ge=0)]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """`GET /v1/counts?since=DAY`: how many of this booth's recordings the office holds, by local day."""

    booth: BoothId
    as_of: Instant
    days: dict[Day, Annotated[int, Meta(ge=0)]]


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`POST /v1/enrol`. Keys are raw Ed25519 public keys in base64; `code` is the secret half (`secret_text`).

    An office that knows `seal_key` gives the same booth back, to whoever proves to hold that key: `proof` is its
    signature (`prove`). `booth` is who the booth was before, where it knows that: it will be nobody else. A first
    enrolment needs neither, and an office from before there was a proof reads over both.
    """

    code: Short
    name: Short
    door_key: Short  # signs requests
    seal_key: Short  # signs manifests
    booth: Annotated[str, Meta(max_length=40)] = ""
    proof: Annotated[str, Meta(max_length=100)] = ""


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """All a booth must pin: who it is, who the office is, to whom packets are encrypted."""

    booth: BoothId
    name: Short
    office: Short
    office_key: Short  # raw Ed25519 public key, base64: signs receipts
    recipients: Annotated[list[Short], Meta(min_length=1)]  # age recipients: office, escrow
    kecamatan: Annotated[list[Kecamatan], Meta(min_length=1)]
    time_zone: Short
    server_time: Instant


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9457 problem details; `code` is what a program decides by."""

    title: str
    status: int
    code: str
    detail: str = ""


Signed = TypeVar("Signed", Manifest, Receipt)
Message = TypeVar("Message", bound=msgspec.Struct)


def canonical(message: Manifest | Receipt | EnrolRequest) -> bytes:
    """The bytes that are signed: every field but the signature itself, prefixed by the message's name."""
    own = {"signature", "proof"}
    fields = {name: value for name, value in msgspec.structs.asdict(message).items() if name not in own}
    kind = type(message).__name__.lower()
    return f"bilik-rekam/1 {kind}\n".encode() + msgspec.json.encode(fields, order="deterministic")


def sign(message: Signed, key: Ed25519PrivateKey) -> Signed:
    """`message` with its signature."""
    return msgspec.structs.replace(message, signature=base64.b64encode(key.sign(canonical(message))).decode())


def verify_manifest(manifest: Manifest, key: Ed25519PublicKey) -> None:
    """Raises `PacketError` unless `key` signed `manifest`."""
    if not _signed(manifest, key):
        raise PacketError(f"manifest of {manifest.id}: wrong signature")


def verify_receipt(receipt: Receipt, manifest: Manifest, key: Ed25519PublicKey) -> None:
    """Raises `ReceiptError` unless `key` signed `receipt` and it is for exactly this packet."""
    if not _signed(receipt, key):
        raise ReceiptError(f"receipt of {receipt.id}: wrong signature")
    if (receipt.id, receipt.sha256, receipt.size) != (manifest.id, manifest.sha256, manifest.size):
        raise ReceiptError(f"receipt of {receipt.id}: for another packet")


def prove(request: EnrolRequest, seal_key: Ed25519PrivateKey) -> EnrolRequest:
    """`request` with the proof that who asks holds the seal key; over the code and the door key, too."""
    return msgspec.structs.replace(request, proof=base64.b64encode(seal_key.sign(canonical(request))).decode())


def proven(request: EnrolRequest) -> bool:
    """Whether the proof in `request` is by its own seal key. Raises `ValueError` where that is no key."""
    return _by(public_key(request.seal_key), request.proof, canonical(request))


def _signed(message: Manifest | Receipt, key: Ed25519PublicKey) -> bool:
    return _by(key, message.signature, canonical(message))


def _by(key: Ed25519PublicKey, signature: str, signed: bytes) -> bool:
    try:
        key.verify(base64.b64decode(signature, validate=True), signed)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def encode(message: msgspec.Struct) -> bytes:
    """The JSON bytes of a message."""
    return msgspec.json.encode(message)


def decode(data: bytes, kind: type[Message]) -> Message:
    """Read a message from outside. Raises `msgspec.DecodeError` (`ValidationError` where only the type is wrong)."""
    return msgspec.json.decode(data, type=kind)


def public_key(text: str) -> Ed25519PublicKey:
    """A raw public key from base64. Raises `ValueError`."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))


def instant(moment: datetime) -> str:
    """An aware moment as messages hold it: UTC with milliseconds, which sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def public_text(key: Ed25519PrivateKey) -> str:
    """The raw public half of `key` in base64."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()
