"""Making an office: age keys that open packets, the key that signs receipts, the certificate authority.

The office key opens packets in daily work; the escrow key is for the day it is lost, and belongs in a safe, not here.
The receiver itself opens nothing: it needs neither private half.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.files import sync_folder
from sync.office import certificates, disk
from sync.office.errors import OfficeExists, OfficeUnreadable
from sync.office.folder import Settings, settings_text
from sync.office.instants import to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sync.office.folder import Folder

OFFICE_KEY = "office.agekey"
ESCROW_KEY = "escrow.agekey"
SIGN_KEY = "sign.key"


@dataclass(frozen=True)
class Keys:
    """What the receiver needs: the key of receipts, and the CA's certificate to hand out (DER and PEM)."""

    sign: Ed25519PrivateKey
    ca_der: bytes
    ca_pem: bytes


def make_office(folder: Folder, *, name: str, time_zone: str, hosts: Sequence[str], now: datetime) -> Settings:
    """Make all keys and office.toml below `folder.root`. All or nothing: `keys` gets its name last.

    Raises `OfficeExists`, `HostMalformed`, `OfficeUnwritable`, `OfficeFull`.
    """
    require_absent(folder)
    with disk.writing():
        folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = folder.root / "keys.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        recipients = (_age_key(unfinished / OFFICE_KEY, now), _age_key(unfinished / ESCROW_KEY, now))
        _sign_key(unfinished / SIGN_KEY)
        certificates.make_ca(unfinished, name, now)
        certificates.make_server(unfinished, hosts, now)
        settings = Settings(name=name, time_zone=time_zone, hosts=tuple(hosts), recipients=recipients)
        for below in (folder.packets, folder.spool):
            below.mkdir(mode=0o700, exist_ok=True)
        sync_folder(unfinished)
        disk.replace(folder.settings, settings_text(settings).encode())
        unfinished.rename(folder.keys)
        sync_folder(folder.root)
    return settings


def require_absent(folder: Folder) -> None:
    """Raises `OfficeExists` where keys or a ledger are."""
    if folder.keys.exists() or folder.ledger.exists():
        raise OfficeExists(folder=folder.root)


def read_keys(folder: Folder) -> Keys:
    """The receiver's keys. Raises `OfficeUnreadable`."""
    path = folder.keys / SIGN_KEY
    with disk.reading(path):
        sign = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(sign, Ed25519PrivateKey):
        raise OfficeUnreadable(file=path.name, reason=type(sign).__name__)
    ca = certificates.read_ca(folder.keys)
    return Keys(sign, certificates.der(ca), ca.public_bytes(serialization.Encoding.PEM))


def _age_key(path: Path, now: datetime) -> str:
    """A new age identity in the form of `age-keygen`; returns its public half."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    text = f"# created: {to_text(now)}\n# public key: {public}\n{identity}\n"
    disk.write_new(path, text.encode())
    return public


def _sign_key(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    disk.write_new(path, pem)
