"""Booths that only measure a line: `booth-sync fill` makes them, with an office beside them where there is none.

Such a booth has nothing real to send. It is marked on both sides: its id begins with `ukur-`, which no other booth
gets, and its data folder holds `identity/measurement`, the key that it seals with. Only such a booth may speak plain
HTTP with another machine, and an office that is served so lets in no other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from resources.i18n import N_
from sync import wire
from sync.address import is_measurement, parse_address, parse_plain_address
from sync.age_exact import encrypt_to_size
from sync.agent import OUTBOX
from sync.archive import pack
from sync.errors import IdentityDamaged, SyncError
from sync.identity import FOLDER, OfficeIdentity, load_identity, make_door_key, save_identity, write_secret
from sync.office.booths import Booths
from sync.office.database import Database
from sync.office.folder import DEFAULT_HOSTS, Folder, read_settings
from sync.office.keys import make_office, read_keys
from sync.office.options import DEFAULT_HOST, DEFAULT_PORT
from sync.outbox import Outbox
from sync.packet import MANIFEST, MAX_BYTES, SIGNATURE, Contents, FileFacts, Sealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

MARK = "measurement"
MIN_SIZE, MAX_SIZE = 4096, MAX_BYTES  # bytes of a sealed packet
_ROOM = 3072  # bytes of a packet that are not its picture: what is needed, and filler
_KECAMATAN, _TIME_ZONE = ("620205",), "Asia/Pontianak"


class FolderInUse(SyncError):
    """The data folder holds something that `fill` did not make: perhaps a booth with real recordings."""

    text = N_(
        "{folder} holds something else than a booth for measuring. Nothing was changed; name an empty folder with "
        "--data."
    )


class RealOffice(SyncError):
    """The office has a booth that `fill` did not make."""

    text = N_(
        "The office in {folder} has real booths. Nothing was changed; name an empty folder with --office-data, and an "
        "office for measuring is made there."
    )


class OfficeFolderInUse(SyncError):
    """The office's folder holds something that is no office."""

    text = N_(
        "{folder} holds something else than an office. Nothing was changed; name an empty folder with --office-data."
    )


class OfficeOfAnother(SyncError):
    """The booth in the data folder was made for another office."""

    text = N_(
        "The booth in {folder} belongs to another office than the one in {office}. Nothing was changed; name an empty "
        "folder with --data, or the booth's own office with --office-data."
    )


@dataclass(frozen=True)
class Filled:
    """What `fill` did: `packets` put into the outbox of `booth`, `size` bytes each; `unsent` wait there now."""

    booth: str
    packets: int
    size: int
    unsent: int


def fill(folder: Path, office: Path, count: int, size: int, *, clock: Callable[[], datetime]) -> Filled:
    """Put `count` sealed packets of exactly `size` bytes into the outbox of the measuring booth in `folder`.

    The booth, and the office in the folder `office`, are made where there are none; again for more packets. Raises
    `FolderInUse`, `RealOffice`, `OfficeFolderInUse`, `OfficeOfAnother`, and what opening an office or an outbox raises.
    """
    if not (folder / FOLDER / MARK).is_file() and not _empty(folder):
        raise FolderInUse(folder=str(folder))
    _require_measuring(Folder(office))
    key = _seal_key(folder)
    identity = _identity(folder, Folder(office), key, clock)
    with closing(Outbox.open(folder / OUTBOX, clock=clock)) as outbox:
        for _ in range(count):
            packet = str(uuid_utils.uuid7())
            sealed = seal_to_size(identity, packet, outbox.reserve_seq(packet), size, key=key, now=clock())
            outbox.put(sealed.manifest, sealed.data)
        return Filled(identity.booth, count, size, outbox.counts().unsent)


def with_office(folder: Path, identity: OfficeIdentity, url: str) -> OfficeIdentity:
    """`identity`, of the booth in `folder`, with its office at `url`: plain http to another machine only where the
    booth is for measuring. Raises `AddressRefused`."""
    plain = is_measurement(identity.booth) and (folder / FOLDER / MARK).is_file()
    address = parse_plain_address(url) if plain else parse_address(url)
    return msgspec.structs.replace(identity, url=str(address))


def seal_to_size(
    identity: OfficeIdentity, packet: str, seq: int, size: int, *, key: Ed25519PrivateKey, now: datetime
) -> Sealed:
    """A packet as `sync.packet.seal` makes it, of zeros, sealed to exactly `size` bytes (`MIN_SIZE` or more)."""
    local = now.astimezone(ZoneInfo(identity.time_zone))
    common: dict[str, Any] = {
        "id": packet,
        "booth": identity.booth,
        "seq": seq,
        "sealed_at": wire.instant(now),
        "day": local.date().isoformat(),
        "hour": local.hour,
        "time_zone": identity.time_zone,
        "kecamatan": identity.kecamatan[0],
        "operator": "ukur",
    }
    files = {"recording.json": b"{}", "photo.jpg": bytes(max(0, size - _ROOM - size // 4096 - 16))}
    listed = {name: FileFacts(hashlib.sha256(data).hexdigest(), len(data)) for name, data in sorted(files.items())}

    def packed(filler: int) -> bytes:
        about = {"filler": "." * filler}
        inside = msgspec.json.format(msgspec.json.encode(Contents(**common, files=listed, about=about)), indent=2)
        return pack({**files, MANIFEST: inside, SIGNATURE: key.sign(inside)})

    least = len(packed(0))
    data = encrypt_to_size(lambda length: packed(length - least), size, identity.recipients)
    manifest = wire.Manifest(**common, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    return Sealed(wire.sign(manifest, key), data)


def _seal_key(folder: Path) -> Ed25519PrivateKey:
    """The key in the mark of `folder`, made where there is none. Raises `IdentityDamaged`, `FolderUnusable`."""
    mark = folder / FOLDER / MARK
    if mark.is_file():
        try:
            return Ed25519PrivateKey.from_private_bytes(base64.b64decode(mark.read_bytes(), validate=True))
        except (binascii.Error, ValueError) as error:
            raise IdentityDamaged(MARK) from error
    key = Ed25519PrivateKey.generate()
    write_secret(mark, base64.b64encode(key.private_bytes_raw()))
    return key


def _empty(folder: Path) -> bool:
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def _require_measuring(office: Folder) -> None:
    """Raises `RealOffice`, `OfficeFolderInUse`."""
    if not office.settings.exists():
        if not _empty(office.root):
            raise OfficeFolderInUse(folder=str(office.root))
        return
    with closing(Database(office.ledger)) as database:
        if not all(is_measurement(booth.id) for booth in Booths(database).all()):
            raise RealOffice(folder=str(office.root))


def _identity(
    folder: Path, office: Folder, seal_key: Ed25519PrivateKey, clock: Callable[[], datetime]
) -> OfficeIdentity:
    """Who the booth is: as it was, or enrolled now. Both at once are in one place here, so no network is needed."""
    if not office.settings.exists():
        name = f"Pengukuran {secrets.token_hex(3)}"
        make_office(office, name=name, time_zone=_TIME_ZONE, hosts=DEFAULT_HOSTS, now=clock())
    settings, keys = read_settings(office), read_keys(office)
    identity, door_key = load_identity(folder), make_door_key(folder)
    with closing(Database(office.ledger)) as database:
        booths = Booths(database)
        if identity is not None:
            known = booths.get(identity.booth)
            if known is None or known.seal_key != seal_key.public_key():
                raise OfficeOfAnother(folder=str(folder), office=str(office.root))
            return identity
        doors, seals = wire.public_text(door_key), wire.public_text(seal_key)
        booth = booths.add_measurement(_KECAMATAN, door_key=doors, seal_key=seals, now=clock())
    identity = OfficeIdentity(
        url=f"https://{DEFAULT_HOST}:{DEFAULT_PORT}",
        ca=keys.ca_pem.decode(),
        booth=booth.id,
        name=booth.name,
        office=settings.name,
        office_key=wire.public_text(keys.sign),
        recipients=settings.recipients,
        kecamatan=booth.kecamatan,
        time_zone=settings.time_zone,
        enrolled_at=wire.instant(clock()),
    )
    save_identity(folder, identity)
    return identity
