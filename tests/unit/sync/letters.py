"""An office that writes bulletins and letters, for tests: no server, only its keys."""

from __future__ import annotations

import hashlib
import secrets

import pyrage

from sync import inbox, register_file, wire
from sync.identity import OfficeIdentity
from sync.news import BoothKey, Bulletin, Letter
from sync.register_file import Header
from sync.statements import believe, state
from tests.unit.sync.conftest import OFFICE_KEY, SEAL_KEY

BOOTH = "mentawa-1"
SECRET = str(pyrage.x25519.Identity.generate())
RECIPIENT = str(pyrage.x25519.Identity.from_str(SECRET).to_public())
IDENTITY = OfficeIdentity(
    url="http://127.0.0.1:1",
    ca="",
    booth=BOOTH,
    name="Bilik 1",
    office="kotim",
    office_key=wire.public_text(OFFICE_KEY),
    recipients=(RECIPIENT,),
    kecamatan=("620206",),
    time_zone="Asia/Pontianak",
    enrolled_at="2026-09-01T00:00:00.000Z",
)


def at(hour):
    return f"2026-09-05T{hour:02}:00:00.000Z"


def bulletin(version, hour=1, key=OFFICE_KEY, **changes):
    said = {"office": "kotim", "booth": BOOTH, "version": version, "issued_at": at(hour)}
    return state(Bulletin(**said | changes), key)


def letter(version, base=0, hour=1, *, lines=(), fields=("nik",), key=OFFICE_KEY, inside=None, **changes):
    """Cover and sealed bytes; `inside` another header's (base, version) than the cover's."""
    lines = [list(line) for line in lines]
    header = Header(
        base=inside[0] if inside else base,
        version=inside[1] if inside else version,
        kecamatan=("620206",),
        fields=tuple(fields),
    )
    recipient = changes.get("recipient", RECIPIENT)
    sealed = changes.pop("sealed", None) or register_file.seal(register_file.pack(header, lines), recipient)
    said = {
        "office": "kotim",
        "booth": BOOTH,
        "base": base,
        "version": version,
        "issued_at": at(hour),
        "recipient": recipient,
        "rows": len(lines),
        "sha256": hashlib.sha256(sealed).hexdigest(),
        "size": len(sealed),
    }
    return state(Letter(**said | changes), key), sealed


def incompressible(version, size=10_000, base=0, **changes):
    """A letter of `size` sealed bytes, whatever is inside."""
    return letter(version, base, sealed=secrets.token_bytes(size), **changes)


def cover_of(statement):
    return believe(statement, Letter, OFFICE_KEY.public_key())


def deliver(folder, statement, sealed):
    """Into the inbox as the agent does it."""
    place = folder / inbox.FOLDER
    place.mkdir(exist_ok=True)
    cover = wire.decode(statement.body.encode(), Letter)  # whoever signed it
    (place / f"{cover.sha256}.part").write_bytes(sealed)
    inbox.put(folder, statement, cover)
    return place / f"{cover.version}.letter"


def write_key(folder, recipient=RECIPIENT, booth=BOOTH):
    inbox.write_key(folder, state(BoothKey(booth=booth, recipient=recipient, issued_at=at(0)), SEAL_KEY))
