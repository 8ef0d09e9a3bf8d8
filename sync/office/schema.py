"""The ledger's schema, step by step. A step that was released is never changed; the next change is a new step.

`PRAGMA user_version` carries `MAJOR << 16 | MINOR`: a newer minor only added what an older program may ignore; a newer
major is never opened by an older program.
"""

from __future__ import annotations

import sqlite_utils
from sqlite_utils import Migrations

MAJOR = 1
MINOR = 2
VERSION = MAJOR << 16 | MINOR

steps = Migrations("office")


@steps()
def first(db: sqlite_utils.Database) -> None:
    """Everything of the first release."""
    for statement in FIRST.split("\n\n"):
        db.execute(statement)


@steps()
def originals_and_health(db: sqlite_utils.Database) -> None:
    """Originals beside packets, and what a booth says of itself."""
    for statement in ORIGINALS.split("\n\n"):
        db.execute(statement)


# The same columns as `packets` and `offers`: one class keeps both.
ORIGINALS = """
CREATE TABLE originals (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    booth TEXT NOT NULL REFERENCES booths,
    seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    kecamatan TEXT NOT NULL,
    operator TEXT NOT NULL,
    kind TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    manifest BLOB NOT NULL,
    receipt BLOB NOT NULL
) STRICT

CREATE TABLE original_offers (
    booth TEXT NOT NULL REFERENCES booths,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    manifest BLOB NOT NULL,
    PRIMARY KEY (booth, id)
) STRICT, WITHOUT ROWID

ALTER TABLE booths ADD COLUMN health TEXT
"""


def upgrade(db: sqlite_utils.Database) -> None:
    """Apply what is missing and write the version."""
    steps.apply(db)
    db.execute(f"PRAGMA user_version = {VERSION}")


# `failures` counts wrong passwords and codes; `offers` holds verified manifests whose packet is not here yet.
FIRST = """
CREATE TABLE booths (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kecamatan TEXT NOT NULL,
    door_key TEXT NOT NULL,
    seal_key TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    revoked_at TEXT,
    last_contact TEXT
) STRICT

CREATE TABLE codes (
    hash TEXT PRIMARY KEY,
    kecamatan TEXT NOT NULL,
    name TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    booth TEXT REFERENCES booths
) STRICT

CREATE TABLE offers (
    booth TEXT NOT NULL REFERENCES booths,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    manifest BLOB NOT NULL,
    PRIMARY KEY (booth, id)
) STRICT, WITHOUT ROWID

CREATE TABLE packets (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    booth TEXT NOT NULL REFERENCES booths,
    seq INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    kecamatan TEXT NOT NULL,
    operator TEXT NOT NULL,
    kind TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    manifest BLOB NOT NULL,
    receipt BLOB NOT NULL
) STRICT

CREATE INDEX packets_by_booth ON packets (booth, sequence)

CREATE INDEX packets_by_day ON packets (day, booth, hour)

CREATE TABLE conflicts (
    id TEXT NOT NULL,
    booth TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (id, booth, sha256)
) STRICT, WITHOUT ROWID

CREATE TABLE accounts (
    login TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    login TEXT NOT NULL REFERENCES accounts,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE failures (
    key TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
