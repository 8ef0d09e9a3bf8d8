"""Who may send: booths, the codes that enrol them, and when each was last heard of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync import enrolment, wire
from sync.address import MEASUREMENT, is_measurement
from sync.office.errors import UnknownBooth
from sync.office.instants import from_text, to_text
from sync.office.kecamatan import name_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from sync.office.database import Database

CODE_VALID = timedelta(days=7)
CONTACT_EVERY = timedelta(seconds=15)  # how often hearing of a booth is written down
HEALTH_EVERY = timedelta(minutes=1)  # how often a booth's counts of itself are written down
MAX_ID = 40
MAX_NAME = 60


class Told(msgspec.Struct, frozen=True):
    """What a booth said of itself, and when the office heard it."""

    at: wire.Instant
    health: wire.Health


@dataclass(frozen=True)
class Booth:
    """An enrolled booth. `told` is the newest it said of itself; None before it said anything."""

    id: str
    name: str
    kecamatan: tuple[str, ...]
    door_key: Ed25519PublicKey
    seal_key: Ed25519PublicKey
    enrolled_at: datetime
    revoked_at: datetime | None
    last_contact: datetime | None
    told: Told | None = None


class CodeRefused(Exception):
    """A code does not enrol; `code` is wrong, used, expired; or of a booth known before: proof, other, revoked."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Booths:
    """The table of booths and codes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make_code(self, kecamatan: Sequence[str], name: str, *, secret: bytes, ca_der: bytes, now: datetime) -> str:
        """A one-time code for a booth of these kecamatan (six digits each), valid for `CODE_VALID`.

        `secret` is `enrolment.SECRET_BYTES` random bytes; only its hash is kept.
        """
        row = (
            enrolment.secret_hash(secret),
            msgspec.json.encode(list(kecamatan)).decode(),
            name,
            to_text(now + CODE_VALID),
        )
        with self._database.write() as connection:
            connection.execute("INSERT INTO codes (hash, kecamatan, name, expires_at) VALUES (?, ?, ?, ?)", row)
        return enrolment.make_code(secret, ca_der)

    def enrol(self, secret: bytes, request: wire.EnrolRequest, now: datetime) -> Booth:
        """Use a code up and add the booth. The same code with the same keys finds the same booth again, because the
        first answer may have been lost on the line.

        A seal key that is known is the booth that it was, with the door key of `request` and the kecamatan of the code
        from now on: what it sealed before stays acceptable. For that `request` must carry its proof.

        Raises `CodeRefused`; `ValueError` for keys that are none.
        """
        wire.public_key(request.door_key), wire.public_key(request.seal_key)
        digest = enrolment.secret_hash(secret)
        with self._database.write() as connection:
            code = connection.execute("SELECT * FROM codes WHERE hash = ?", (digest,)).fetchone()
            if code is None:
                raise CodeRefused("wrong")
            if from_text(code["expires_at"]) <= now:
                raise CodeRefused("expired")
            if code["booth"] is not None:
                same = connection.execute(
                    "SELECT * FROM booths WHERE id = ? AND door_key = ? AND seal_key = ? AND revoked_at IS NULL",
                    (code["booth"], request.door_key, request.seal_key),
                ).fetchone()
                if same is None:
                    raise CodeRefused("used")
                return _booth(same)
            at = to_text(now)
            before = _known(connection, request)
            if before is not None:
                connection.execute(
                    "UPDATE booths SET door_key = ?, kecamatan = ?, last_contact = ? WHERE id = ?",
                    (request.door_key, code["kecamatan"], at, before),
                )
                return _enrolled(connection, before, digest)
            kecamatan = msgspec.json.decode(code["kecamatan"], type=list[str])
            name = code["name"] or request.name.strip()[:MAX_NAME].strip() or f"Bilik {name_of(kecamatan[0])}"
            name, booth = _free(connection, name)
            connection.execute(
                "INSERT INTO booths (id, name, kecamatan, door_key, seal_key, enrolled_at, last_contact)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (booth, name, code["kecamatan"], request.door_key, request.seal_key, at, at),
            )
            return _enrolled(connection, booth, digest)

    def add_measurement(self, kecamatan: Sequence[str], *, door_key: str, seal_key: str, now: datetime) -> Booth:
        """A throw-away booth for measuring (`sync.measuring`): no code, and a name that no other booth gets."""
        at, codes = to_text(now), msgspec.json.encode(list(kecamatan)).decode()
        with self._database.write() as connection:
            number = connection.execute("SELECT count(*) + 1 FROM booths").fetchone()[0]
            booth = f"{MEASUREMENT}{number}"
            connection.execute(
                "INSERT INTO booths (id, name, kecamatan, door_key, seal_key, enrolled_at) VALUES (?, ?, ?, ?, ?, ?)",
                (booth, f"Ukur {number}", codes, door_key, seal_key, at),
            )
            return _booth(connection.execute("SELECT * FROM booths WHERE id = ?", (booth,)).fetchone())

    def get(self, booth: str) -> Booth | None:
        """A booth, revoked or not."""
        with self._database.read() as connection:
            row = connection.execute("SELECT * FROM booths WHERE id = ?", (booth,)).fetchone()
        return None if row is None else _booth(row)

    def all(self) -> list[Booth]:
        """Every booth, by name."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT * FROM booths ORDER BY name, id").fetchall()
        return [_booth(row) for row in rows]

    def revoke(self, booth: str, now: datetime) -> None:
        """Accept nothing more of this booth. What it sent stays. Raises `UnknownBooth`."""
        with self._database.write() as connection:
            changed = connection.execute(
                "UPDATE booths SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", (to_text(now), booth)
            )
            if not changed.rowcount:
                raise UnknownBooth(booth=booth)

    def heard(self, booth: Booth, now: datetime) -> None:
        """Write down that `booth` was heard of now, unless that was done a moment ago."""
        if booth.last_contact is not None and abs(now - booth.last_contact) < CONTACT_EVERY:
            return
        with self._database.write() as connection:
            connection.execute("UPDATE booths SET last_contact = ? WHERE id = ?", (to_text(now), booth.id))

    def note_health(self, booth: Booth, health: wire.Health, at: datetime) -> None:
        """Keep what `booth` said of itself at `at`: what is news at once, mere counts once a minute.

        What is older than what is kept changes nothing: for a stick `at` is when it was written.
        """
        if (before := booth.told) is not None:
            kept_at = from_text(before.at)
            if at < kept_at and health.at <= before.health.at:
                return
            if abs(at - kept_at) < HEALTH_EVERY and _news(health) == _news(before.health):
                return
        told = msgspec.json.encode(Told(to_text(at), health)).decode()
        with self._database.write() as connection:
            connection.execute("UPDATE booths SET health = ? WHERE id = ?", (told, booth.id))


def _news(health: wire.Health) -> tuple[object, ...]:
    return health.version, health.day, health.queued == 0, health.parked, health.tested, health.passed, health.troubles


def _known(connection: sqlite3.Connection, request: wire.EnrolRequest) -> str | None:
    """The id of the booth that `request` proves to be; None for one that is new. Raises `CodeRefused`."""
    rows = connection.execute(
        "SELECT id, revoked_at FROM booths WHERE seal_key = ? ORDER BY enrolled_at DESC, id", (request.seal_key,)
    ).fetchall()
    if not rows and not request.booth:
        return None
    if rows and not wire.proven(request):
        raise CodeRefused("proof")
    same = [row for row in rows if request.booth in {"", row["id"]}]
    if not same:
        raise CodeRefused("other")
    found = next((row["id"] for row in same if row["revoked_at"] is None), None)
    if found is None:
        raise CodeRefused("revoked")
    return str(found)


def _enrolled(connection: sqlite3.Connection, booth: str, digest: str) -> Booth:
    """Note that a code made this booth."""
    connection.execute("UPDATE codes SET booth = ? WHERE hash = ?", (booth, digest))
    return _booth(connection.execute("SELECT * FROM booths WHERE id = ?", (booth,)).fetchone())


def _free(connection: sqlite3.Connection, name: str) -> tuple[str, str]:
    """The first free name and id: `Bilik Baamang`, then `Bilik Baamang 2`."""
    number = 1
    while True:
        tried = name if number == 1 else f"{name} {number}"
        booth = _slug(tried if number == 1 else name, "" if number == 1 else f"-{number}")
        taken = connection.execute("SELECT 1 FROM booths WHERE id = ? OR name = ?", (booth, tried)).fetchone()
        if taken is None:
            return tried, booth
        number += 1


def _slug(name: str, end: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[: MAX_ID - len(end)].strip("-")
    if len(plain) < 3 or is_measurement(f"{plain}-"):
        plain = f"booth-{plain}"[: MAX_ID - len(end)].strip("-")
    return plain + end


def _booth(row: sqlite3.Row) -> Booth:
    return Booth(
        id=row["id"],
        name=row["name"],
        kecamatan=tuple(msgspec.json.decode(row["kecamatan"], type=list[str])),
        door_key=wire.public_key(row["door_key"]),
        seal_key=wire.public_key(row["seal_key"]),
        enrolled_at=from_text(row["enrolled_at"]),
        revoked_at=_instant(row["revoked_at"]),
        last_contact=_instant(row["last_contact"]),
        told=_told(row["health"]),
    )


def _told(text: str | None) -> Told | None:
    """What was kept; nothing where a later version kept what this one cannot read."""
    try:
        return None if text is None else msgspec.json.decode(text, type=Told)
    except msgspec.DecodeError:
        return None


def _instant(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)
