"""The tables of outbox.db, by sqlite-utils migrations. Nothing in them is about a resident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

if TYPE_CHECKING:
    import sqlite3

_migrations = Migrations("outbox")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date inside the transaction that `connection` has open."""
    _migrations.apply(Database(connection, execute_plugins=False))


@_migrations()
def packets_and_their_counts(db: Database) -> None:
    """1.0: the queue, its counts kept in the same transaction, what the office counts, and the line's state.

    `tally` is summed up twice: under its day, and under '' for all days, so that no count reads many rows.
    """
    for statement in _FIRST.replace("{add}", _ADD).split(";;"):
        db.execute(statement)


@_migrations()
def originals(db: Database) -> None:
    """1.1: originals beside the recordings. The same columns, so that one class keeps both; no tally counts them."""
    for statement in _ORIGINALS.split(";;"):
        db.execute(statement)


_ADD = """
INSERT INTO tally (day, hour, operator, state, packets, bytes)
VALUES (new.day, new.hour, new.operator, new.state, 1, new.size), ('', new.hour, new.operator, new.state, 1, new.size)
ON CONFLICT (day, hour, operator, state) DO UPDATE SET packets = packets + 1, bytes = bytes + excluded.bytes;
"""

_FIRST = """
CREATE TABLE packets (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'receipted', 'parked')),
  day TEXT NOT NULL,
  hour INTEGER NOT NULL,
  operator TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  manifest BLOB NOT NULL,
  queued_at TEXT NOT NULL,
  owner TEXT,
  code TEXT,
  receipt BLOB,
  settled_at TEXT,
  CHECK ((state = 'receipted') = (receipt IS NOT NULL))
)
;;
CREATE INDEX unsent ON packets (state, seq) WHERE state <> 'receipted'
;;
CREATE TABLE sealed (seq INTEGER PRIMARY KEY REFERENCES packets, data BLOB NOT NULL)
;;
CREATE TABLE tally (
  day TEXT, hour INTEGER, operator TEXT, state TEXT, packets INTEGER NOT NULL, bytes INTEGER NOT NULL,
  PRIMARY KEY (day, hour, operator, state)
) WITHOUT ROWID
;;
CREATE TRIGGER counted AFTER INSERT ON packets BEGIN {add} END
;;
CREATE TRIGGER recounted AFTER UPDATE OF state ON packets WHEN new.state <> old.state BEGIN
  {add}
  UPDATE tally SET packets = packets - 1, bytes = bytes - old.size
  WHERE day IN (old.day, '') AND hour = old.hour AND operator = old.operator AND state = old.state;
END
;;
CREATE TABLE office_counts (day TEXT PRIMARY KEY, packets INTEGER NOT NULL, as_of TEXT NOT NULL) WITHOUT ROWID
;;
CREATE TABLE notes (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID
"""

_ORIGINALS = """
CREATE TABLE originals (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'receipted', 'parked')),
  day TEXT NOT NULL,
  hour INTEGER NOT NULL,
  operator TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  manifest BLOB NOT NULL,
  queued_at TEXT NOT NULL,
  owner TEXT,
  code TEXT,
  receipt BLOB,
  settled_at TEXT,
  CHECK ((state = 'receipted') = (receipt IS NOT NULL))
)
;;
CREATE INDEX unsent_originals ON originals (state, seq) WHERE state <> 'receipted'
;;
CREATE TABLE sealed_originals (seq INTEGER PRIMARY KEY REFERENCES originals, data BLOB NOT NULL)
"""
