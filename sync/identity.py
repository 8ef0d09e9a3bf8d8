"""Who the office is to this booth, and how a booth becomes one of its booths.

`identity/office.json` holds what was pinned at enrolment, `identity/door.key` the key that signs requests while nobody
is logged in. The key that signs packets is not here but in the vault.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from msgspec import Meta

from sync import wire
from sync.address import Address, is_measurement, parse_address, parse_plain_address, pinned, unverified
from sync.answers import refuse
from sync.enrolment import parse_code, secret_text, short_hash
from sync.errors import (
    AddressRefused,
    BoothRevoked,
    CodeOfAnotherOffice,
    EnrolRefused,
    FolderUnusable,
    IdentityDamaged,
    NotEnrolled,
    NotTheOffice,
    OtherBooth,
    OtherOffice,
    ProofWanted,
    SyncError,
)
from sync.files import write_private

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from pathlib import Path

    from cryptography import x509

FOLDER, IDENTITY, DOOR_KEY = "identity", "office.json", "door.key"
_MAX_CA = 64 * 1024


class OfficeIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """What a booth pinned at enrolment.

    `ca` is PEM, `office_key` (signs receipts) a raw Ed25519 public key in base64, `recipients` age recipients to whom
    packets are sealed, `kecamatan` six-digit codes, `enrolled_at` ISO UTC.
    """

    url: wire.Short
    ca: Annotated[str, Meta(max_length=_MAX_CA)]
    booth: wire.BoothId
    name: wire.Short
    office: wire.Short
    office_key: wire.Short
    recipients: Annotated[tuple[str, ...], Meta(min_length=1)]
    kecamatan: Annotated[tuple[wire.Kecamatan, ...], Meta(min_length=1)]
    time_zone: wire.Short
    enrolled_at: wire.Instant

    @property
    def address(self) -> Address:
        return (parse_plain_address if is_measurement(self.booth) else parse_address)(self.url)

    def context(self) -> ssl.SSLContext | None:
        """TLS pinned to the office's CA; None where the address is plain http on this machine."""
        return pinned(self.ca) if self.address.secure else None


def load_identity(folder: Path) -> OfficeIdentity | None:
    """What is pinned in the data folder `folder`; None before enrolment. Raises `IdentityDamaged`, `FolderUnusable`."""
    try:
        data = (folder / FOLDER / IDENTITY).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FolderUnusable(folder=str(folder), reason=error.strerror or "") from error
    try:
        identity = msgspec.json.decode(data, type=OfficeIdentity)
        _check(identity)
    except (msgspec.DecodeError, ValueError, RecursionError, AddressRefused) as error:
        raise IdentityDamaged(f"{IDENTITY}: {error}") from error
    return identity


def save_identity(folder: Path, identity: OfficeIdentity) -> None:
    """Write whole or not at all, readable by the owner only. Raises `FolderUnusable`."""
    data = msgspec.json.format(msgspec.json.encode(identity), indent=2)
    write_secret(folder / FOLDER / IDENTITY, data + b"\n")


def make_door_key(folder: Path) -> Ed25519PrivateKey:
    """The booth's door key, made where there is none. Raises `IdentityDamaged`, `FolderUnusable`."""
    try:
        return load_door_key(folder)
    except NotEnrolled:
        key = Ed25519PrivateKey.generate()
        write_secret(folder / FOLDER / DOOR_KEY, base64.b64encode(key.private_bytes_raw()) + b"\n")
        return key


def renew_door_key(folder: Path) -> Ed25519PrivateKey:
    """As `make_door_key`, and a new one in the place of one that is no key any more. Raises `FolderUnusable`."""
    try:
        return make_door_key(folder)
    except IdentityDamaged:
        path = folder / FOLDER / DOOR_KEY
        try:
            path.replace(path.with_name(f"{DOOR_KEY}.damaged"))
        except OSError as error:
            raise FolderUnusable(folder=str(path.parent), reason=error.strerror or "") from error
        return make_door_key(folder)


def load_door_key(folder: Path) -> Ed25519PrivateKey:
    """Raises `NotEnrolled` where there is none, `IdentityDamaged` for one that is no key, `FolderUnusable`."""
    try:
        text = (folder / FOLDER / DOOR_KEY).read_bytes().strip()
    except FileNotFoundError as error:
        raise NotEnrolled(DOOR_KEY) from error
    except OSError as error:
        raise FolderUnusable(folder=str(folder), reason=error.strerror or "") from error
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise IdentityDamaged(DOOR_KEY) from error


def enrol(
    url: str,
    code: str,
    name: str,
    door_key: Ed25519PrivateKey,
    seal_key: Ed25519PrivateKey,
    *,
    booth: str = "",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> OfficeIdentity:
    """Become a booth of the office at `url` by its one-time `code`; nothing is written here.

    An office that knows the seal key gives back the booth that it was. `booth` is that booth's id where it is known;
    then another one is never taken (`OtherBooth`), because the office would refuse what was sealed before.

    With the same keys the same code is answered again, should the answer get lost. The secret in the code is told only
    after the office's certificate was found to be the one in the code. Raises `CodeMistyped`, `AddressRefused`,
    `CodeOfAnotherOffice`, `EnrolRefused`, `BoothRevoked`, `CertificateRefused`, `OfficeBusy`, `LineError`.
    """
    from sync.transport import Connection  # here, because who only reads the identity needs no line

    parsed, address = parse_code(code), parse_address(url)
    ca = _fetch_ca(address)
    if short_hash(_der(ca)) != parsed.ca:
        raise CodeOfAnotherOffice(str(address))
    ca_pem = ca.public_bytes(Encoding.PEM).decode()
    request = wire.EnrolRequest(
        code=secret_text(parsed),
        name=name[:200],
        door_key=wire.public_text(door_key),
        seal_key=wire.public_text(seal_key),
        booth=booth,
    )
    body = wire.encode(wire.prove(request, seal_key))
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    connection = Connection(address, _context(address, ca_pem))
    try:
        answer = connection.request("POST", "/v1/enrol", headers, [body])
    finally:
        connection.close()
    if answer.status != 200:
        raise _refused(refuse(answer, clock()), booth)
    try:
        told = wire.decode(answer.body, wire.EnrolAnswer)
        identity = OfficeIdentity(
            url=str(address),
            ca=ca_pem,
            booth=told.booth,
            name=told.name,
            office=told.office,
            office_key=told.office_key,
            recipients=tuple(told.recipients),
            kecamatan=tuple(told.kecamatan),
            time_zone=told.time_zone,
            enrolled_at=wire.instant(clock()),
        )
        _check(identity)
    except (msgspec.DecodeError, ValueError) as error:
        raise NotTheOffice(f"enrolment: {error}") from error
    if booth not in {"", identity.booth}:  # an office from before it looked at who the booth was
        raise OtherBooth(booth)
    return identity


def meet(url: str, code: str) -> None:
    """Whether `code` is whole and belongs to the office at `url`; its secret half is told to nobody.

    Raises `CodeMistyped`, `AddressRefused`, `CodeOfAnotherOffice`, `NotTheOffice`, `LineError`.
    """
    parsed, address = parse_code(code), parse_address(url)
    if short_hash(_der(_fetch_ca(address))) != parsed.ca:
        raise CodeOfAnotherOffice(str(address))


def move(
    identity: OfficeIdentity,
    url: str,
    door_key: Ed25519PrivateKey,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> OfficeIdentity:
    """The office of `identity` at a new address; nothing is written here, no code is needed.

    What answers there must have the certificate authority that was pinned, and know this booth. Raises `OtherOffice`,
    `AddressRefused`, `BoothRevoked`, `BoothUnknown`, `OfficeBusy`, `LineError`.
    """
    from sync.client import Client

    moved = msgspec.structs.replace(identity, url=str(parse_address(url)))
    if _der(_fetch_ca(moved.address)) != _pinned_der(identity):
        raise OtherOffice(url=moved.url)
    client = Client(moved, door_key, clock=clock)
    try:
        client.counts(clock().astimezone(UTC).date().isoformat())
    finally:
        client.close()
    return moved


def _refused(error: SyncError, booth: str) -> SyncError:
    """A refusal of an enrolment as the error of its own that it has."""
    if not isinstance(error, EnrolRefused):
        return error
    match error.detail:
        case "enrol-proof":
            return ProofWanted(error.detail)
        case "enrol-other":
            return OtherBooth(booth)
        case "enrol-revoked":
            return BoothRevoked(error.detail)
    return error


def _pinned_der(identity: OfficeIdentity) -> bytes:
    from cryptography import x509

    try:
        return _der(x509.load_pem_x509_certificate(identity.ca.encode()))
    except ValueError as error:
        raise IdentityDamaged("ca") from error


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _fetch_ca(address: Address) -> x509.Certificate:
    from cryptography import x509

    from sync.transport import Connection

    connection = Connection(address, unverified() if address.secure else None)
    try:
        answer = connection.request("GET", "/v1/ca", {})
    finally:
        connection.close()
    try:
        if answer.status != 200 or len(answer.body) > _MAX_CA:
            raise NotTheOffice(f"CA: status {answer.status}")
        return x509.load_pem_x509_certificate(answer.body)
    except ValueError as error:
        raise NotTheOffice(f"CA: {error}") from error


def _context(address: Address, ca_pem: str) -> ssl.SSLContext | None:
    try:
        return pinned(ca_pem) if address.secure else None
    except ValueError as error:
        raise NotTheOffice(str(error)) from error


def _check(identity: OfficeIdentity) -> None:
    """Raises `ValueError` or `AddressRefused` unless everything in it can be used."""
    identity.context()
    wire.public_key(identity.office_key)
    for recipient in identity.recipients:
        try:
            pyrage.x25519.Recipient.from_str(recipient)
        except pyrage.RecipientError as error:
            raise ValueError("age recipient") from error


def write_secret(path: Path, data: bytes) -> None:
    """Write whole or not at all, readable by the owner only, the folder too. Raises `FolderUnusable`."""
    try:
        write_private(path, data)
    except OSError as error:
        raise FolderUnusable(folder=str(path.parent), reason=error.strerror or "") from error
