"""The sealed recording: files → zip → age, signed inside and outside.

Inside, `manifest.json` names every file with its sha256 and what is known about their making, and `manifest.sig` is
the booth's Ed25519 signature over exactly those bytes. Outside, `wire.Manifest` tells the office what it may know
without opening, signed by the same key over the sealed bytes' sha256, because age does not say who encrypted.
`age -d -i KEY PACKET > p.zip && unzip p.zip` opens one with nothing of ours at hand.

Originals, the lossless images of a recording, are a packet of their own under the recording's id; their `manifest.json`
names the sha256 of the sealed recording to which they belong.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
import pyrage  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature
from msgspec import Meta

from sync import wire
from sync.archive import MAX_FILES, pack, unpack
from sync.errors import PacketError, SealFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
REQUIRED: dict[str, tuple[str, ...]] = {"recording": ("recording.json", "photo.jpg"), "originals": ()}
_COMMON = ("id", "booth", "seq", "sealed_at", "day", "hour", "time_zone", "kecamatan", "operator")
MAX_BYTES = 64 * 1024 * 1024  # of a sealed packet


class ManifestFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the booth says of a recording. `about`: devices, quality, exceptions, versions; goes inside only."""

    id: str
    booth: str
    seq: int
    sealed_at: str
    day: str
    hour: int
    time_zone: str
    kecamatan: str
    operator: str
    about: dict[str, Any] = {}


class FileFacts(msgspec.Struct, frozen=True):
    """One file of the packet."""

    sha256: wire.Sha256
    size: Annotated[int, Meta(ge=0)]


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """`manifest.json` inside a packet."""

    format: Literal[1] = 1
    kind: Literal["recording", "originals"] = "recording"
    recording: wire.Sha256 | msgspec.UnsetType = msgspec.UNSET  # of originals: the sealed recording they belong to
    id: wire.Id
    booth: wire.BoothId
    seq: Annotated[int, Meta(ge=1)]
    sealed_at: wire.Instant
    day: wire.Day
    hour: Annotated[int, Meta(ge=0, le=23)]
    time_zone: wire.Short
    kecamatan: wire.Kecamatan
    operator: wire.Short
    files: Annotated[dict[str, FileFacts], Meta(min_length=1, max_length=MAX_FILES)]
    about: dict[str, Any] = {}

    def __post_init__(self) -> None:
        if (self.kind == "originals") != (self.recording is not msgspec.UNSET):
            raise ValueError("recording")


@dataclass(frozen=True)
class Sealed:
    """What goes into the outbox: the outer manifest, signed, and the sealed bytes it speaks of."""

    manifest: wire.Manifest
    data: bytes


@dataclass(frozen=True)
class Opened:
    """A packet in clear. `files` are what was sealed, without manifest and signature."""

    files: dict[str, bytes]
    manifest: Contents
    manifest_json: bytes
    signature: bytes


def seal(
    files: Mapping[str, bytes],
    *,
    facts: ManifestFacts,
    recipients: Sequence[str],
    key: Ed25519PrivateKey,
    recording: wire.Manifest | None = None,
) -> Sealed:
    """Seal `files` (name → bytes; `recording.json` and `photo.jpg` among them) to every age recipient in `recipients`.

    With `recording`, whatever files are sealed as its originals. Raises `SealFailed` for a file name, a fact or a
    recipient that no office would accept, or over 64 MiB.
    """
    kind = "recording" if recording is None else "originals"
    if missing := [name for name in REQUIRED[kind] if name not in files]:
        raise SealFailed(f"missing: {', '.join(missing)}")
    if MANIFEST in files or SIGNATURE in files:
        raise SealFailed("manifest given as a file")
    if not files:
        raise SealFailed("no files")
    listed = {name: FileFacts(hashlib.sha256(data).hexdigest(), len(data)) for name, data in sorted(files.items())}
    common: dict[str, Any] = {name: getattr(facts, name) for name in _COMMON} | {"kind": kind}
    belongs: dict[str, Any] = {} if recording is None else {"recording": recording.sha256}
    try:
        contents = Contents(**common, **belongs, files=listed, about=facts.about)
        inside = msgspec.json.format(msgspec.json.encode(contents), indent=2)
        packed = pack({**files, MANIFEST: inside, SIGNATURE: key.sign(inside)})
        data = pyrage.encrypt(packed, [pyrage.x25519.Recipient.from_str(each) for each in recipients])
        outside = {**common, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        manifest = msgspec.convert(outside, wire.Manifest)
    except (ValueError, TypeError, pyrage.RecipientError, pyrage.EncryptError) as error:
        raise SealFailed(str(error)) from error
    return Sealed(wire.sign(manifest, key), data)


def open_packet(data: bytes, identity: str) -> Opened:
    """Decrypt with the age secret key `identity` (AGE-SECRET-KEY-1…) and check every file against `manifest.json`.

    Who signed is `check_packet`'s to say. Raises `PacketError` for bytes that are no whole packet or are sealed to
    others, `ValueError` for an `identity` that is no age key.
    """
    try:
        opener = pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise ValueError("not an age secret key") from error
    if len(data) > MAX_BYTES:
        raise PacketError("larger than any packet")
    try:
        packed = pyrage.decrypt(data, [opener])
    except (pyrage.DecryptError, ValueError) as error:
        raise PacketError(f"age: {error}") from error
    files = unpack(packed)
    try:
        inside, signature = files.pop(MANIFEST), files.pop(SIGNATURE)
        contents = msgspec.json.decode(inside, type=Contents)
    except KeyError as error:
        raise PacketError(f"{error.args[0]} is missing") from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise PacketError(f"{MANIFEST}: {error}") from error
    if missing := sorted({*REQUIRED[contents.kind], *contents.files} - files.keys()):
        raise PacketError(f"missing: {', '.join(missing)}")
    if extra := sorted(files.keys() - contents.files.keys()):
        raise PacketError(f"not in {MANIFEST}: {', '.join(extra)}")
    for name, facts in contents.files.items():
        if len(files[name]) != facts.size or hashlib.sha256(files[name]).hexdigest() != facts.sha256:
            raise PacketError(f"{name} was altered")
    return Opened(files, contents, inside, signature)


def check_packet(opened: Opened, key: Ed25519PublicKey, outside: wire.Manifest | None = None) -> None:
    """Raises `PacketError` unless `key`, the booth's seal key, signed what is inside.

    With `outside`, the manifest that came with it, both must also speak of the same recording.
    """
    try:
        key.verify(opened.signature, opened.manifest_json)
    except InvalidSignature as error:
        raise PacketError(f"{SIGNATURE}: not this booth's") from error
    if outside is None:
        return
    inside = opened.manifest
    for name in (*_COMMON, "kind"):
        if getattr(inside, name) != getattr(outside, name):
            raise PacketError(f"{name} differs inside and outside")
