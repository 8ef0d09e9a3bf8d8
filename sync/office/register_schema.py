"""The schema of register.db, step by step, as `schema` has the ledger's.

register.db holds what goes down to booths: personal data of residents, readable by the office's user only (0600), and
the office's decisions. Plain SQLite: the office's disk is the office's to protect, unlike a booth's, and nothing of a
resident ever stands in ledger.db. Of who leaves the register only the NIK stays, until the booths know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    import sqlite_utils

MAJOR = 1
MINOR = 0
VERSION = MAJOR << 16 | MINOR

FIELDS = (
    "nik",
    "no_kk",
    "nama_lengkap",
    "jenis_kelamin",
    "tempat_lahir",
    "tanggal_lahir",
    "golongan_darah",
    "agama",
    "status_kawin",
    "shdk",
    "pekerjaan",
    "kewarganegaraan",
    "alamat",
    "rt",
    "rw",
    "kode_wilayah",
    "status_rekam",
)
"""The columns of a register of residents as the offices exchange it (CSV), all of them text: a NIK keeps its zeros."""

steps = Migrations("register")


@steps()
def first(db: sqlite_utils.Database) -> None:
    """Everything of the first release."""
    for statement in FIRST.split("\n\n"):
        db.execute(statement)


def upgrade(db: sqlite_utils.Database) -> None:
    """Apply what is missing and write the version."""
    steps.apply(db)
    db.execute(f"PRAGMA user_version = {VERSION}")


# `version` is that of the import which changed the row last. `departures`: who is no longer in a kecamatan.
# `touched`: which versions changed something in a kecamatan. `settings.booth` '' is for all booths.
FIRST = """
CREATE TABLE versions (
    version INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL
) STRICT

CREATE TABLE residents (
    nik TEXT PRIMARY KEY,
    no_kk TEXT NOT NULL,
    nama_lengkap TEXT NOT NULL,
    jenis_kelamin TEXT NOT NULL,
    tempat_lahir TEXT NOT NULL,
    tanggal_lahir TEXT NOT NULL,
    golongan_darah TEXT NOT NULL,
    agama TEXT NOT NULL,
    status_kawin TEXT NOT NULL,
    shdk TEXT NOT NULL,
    pekerjaan TEXT NOT NULL,
    kewarganegaraan TEXT NOT NULL,
    alamat TEXT NOT NULL,
    rt TEXT NOT NULL,
    rw TEXT NOT NULL,
    kode_wilayah TEXT NOT NULL,
    status_rekam TEXT NOT NULL,
    kecamatan TEXT NOT NULL GENERATED ALWAYS AS (substr(kode_wilayah, 1, 6)) VIRTUAL,
    version INTEGER NOT NULL
) STRICT

CREATE INDEX residents_by_kecamatan ON residents (kecamatan, version)

CREATE TABLE departures (
    nik TEXT NOT NULL,
    kecamatan TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (nik, kecamatan)
) STRICT, WITHOUT ROWID

CREATE INDEX departures_by_kecamatan ON departures (kecamatan, version)

CREATE TRIGGER moved AFTER UPDATE OF kode_wilayah ON residents
WHEN substr(OLD.kode_wilayah, 1, 6) <> substr(NEW.kode_wilayah, 1, 6)
BEGIN
    INSERT OR REPLACE INTO departures VALUES (OLD.nik, substr(OLD.kode_wilayah, 1, 6), NEW.version);
END

CREATE TABLE national (
    nik TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    as_of TEXT NOT NULL,
    place TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE INDEX national_by_version ON national (version)

CREATE TABLE touched (
    kecamatan TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (kecamatan, version)
) STRICT, WITHOUT ROWID

CREATE TABLE booth_keys (
    booth TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    statement TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE bulletins (
    booth TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    statement TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE letters (
    sha256 TEXT PRIMARY KEY,
    booth TEXT NOT NULL,
    base INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kecamatan TEXT NOT NULL,
    recipient TEXT NOT NULL,
    size INTEGER NOT NULL,
    built_at TEXT NOT NULL,
    begun_at TEXT,
    ended_at TEXT,
    swept_at TEXT,
    statement TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE INDEX letters_by_booth ON letters (booth, version)

CREATE TABLE settings (
    booth TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (booth, key)
) STRICT, WITHOUT ROWID

CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    level TEXT NOT NULL,
    text TEXT NOT NULL,
    version TEXT NOT NULL,
    until TEXT
) STRICT

CREATE TABLE closed_logins (
    login TEXT PRIMARY KEY,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
