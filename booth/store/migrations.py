"""The vault's schema, step by step. A step that was released is never changed; the next change is a new step.

`PRAGMA user_version` carries `MAJOR << 16 | MINOR`: a newer minor only added what an older program may ignore; a newer
major is never opened by an older program. Columns are typed by hand, so that no number of 16 digits becomes a number.
"""

from __future__ import annotations

import sqlite_utils
from sqlite_utils import Migrations

MAJOR = 1
MINOR = 4
VERSION = MAJOR << 16 | MINOR

steps = Migrations("vault")


@steps()
def first(db: sqlite_utils.Database) -> None:
    """Everything of the first release."""
    for statement in FIRST.split("\n\n"):
        db.execute(statement)


FIRST = """
CREATE TABLE residents (
    id INTEGER PRIMARY KEY,
    nik TEXT NOT NULL UNIQUE,
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
    status_rekam TEXT NOT NULL
) STRICT

CREATE INDEX residents_by_kk ON residents (no_kk, nik)

CREATE TABLE names (
    position INTEGER PRIMARY KEY,
    resident_id INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT

CREATE INDEX names_by_name ON names (name, position, resident_id)

CREATE VIRTUAL TABLE name_index USING fts5 (
    tokens, content='', contentless_delete=1, detail='none', tokenize='ascii'
)

CREATE VIRTUAL TABLE words USING fts5 (word, tokenize='trigram case_sensitive 1')

CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    resident TEXT NOT NULL,
    by_hand INTEGER NOT NULL,
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    operator TEXT NOT NULL,
    started_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    findings TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT

CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    meta TEXT NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (draft_id, kind, key, attempt)
) STRICT

CREATE TABLE recordings (
    id TEXT PRIMARY KEY,
    nik TEXT NOT NULL,
    nama_lengkap TEXT NOT NULL,
    tanggal_lahir TEXT NOT NULL,
    kode_wilayah TEXT NOT NULL,
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    operator TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    exceptions INTEGER NOT NULL,
    seconds REAL NOT NULL,
    photo_retakes INTEGER NOT NULL,
    by_hand INTEGER NOT NULL,
    approval TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approval_reason TEXT NOT NULL
) STRICT

CREATE INDEX recordings_by_day ON recordings (day, hour, operator, approval)

CREATE INDEX recordings_by_nik ON recordings (nik)

CREATE TABLE users (
    login TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT

CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END

CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT

CREATE TABLE selftests (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    passed INTEGER NOT NULL,
    report TEXT NOT NULL
) STRICT
"""


@steps()
def templates_of_the_last_days(db: sqlite_utils.Database) -> None:
    """Templates of finished recordings, to notice who was recorded here before."""
    for statement in TEMPLATES.split("\n\n"):
        db.execute(statement)


TEMPLATES = """
CREATE TABLE IF NOT EXISTS templates (
    recording_id TEXT NOT NULL,
    finger INTEGER NOT NULL,
    day TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (recording_id, finger)
) STRICT, WITHOUT ROWID

CREATE INDEX IF NOT EXISTS templates_by_day ON templates (day)
"""


@steps()
def devices_and_spool(db: sqlite_utils.Database) -> None:
    """The inventory of parts with what happened to each, and slips that wait for a printer."""
    for statement in DEVICES.split("\n\n"):
        db.execute(statement)


DEVICES = """
CREATE TABLE IF NOT EXISTS devices (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    serial TEXT NOT NULL,
    port TEXT NOT NULL,
    emulated INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (kind, name, serial)
) STRICT

CREATE TABLE IF NOT EXISTS device_events (
    id INTEGER PRIMARY KEY,
    device_id INTEGER NOT NULL REFERENCES devices (id),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT

CREATE INDEX IF NOT EXISTS device_events_by_device ON device_events (device_id, id)

CREATE TABLE IF NOT EXISTS spool (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    title TEXT NOT NULL,
    slip TEXT NOT NULL,
    tries INTEGER NOT NULL,
    error TEXT NOT NULL
) STRICT
"""


@steps()
def national_states(db: sqlite_utils.Database) -> None:
    """What became of recordings at the national centre."""
    db.execute(NATIONAL)


NATIONAL = """
CREATE TABLE IF NOT EXISTS national (
    nik TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    as_of TEXT NOT NULL,
    place TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""


def upgrade(db: sqlite_utils.Database) -> None:
    """Apply what is missing. Call it inside a transaction: all steps and the version appear together or not at all."""
    steps.apply(db)
    db.execute(f"PRAGMA user_version = {VERSION}")
