"""The one place that opens the office's databases: durability, version and the translation of SQLite's errors.

Two connections: one writes, one reads what is committed, so that no reader waits for the disk. Each behind its lock,
usable from every thread; other processes (the commands) may read and write at the same time.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import sqlite_utils

from sync.office import schema as ledger
from sync.office.disk import explain, writing
from sync.office.errors import OfficeNewer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_WAIT = 15.0  # seconds another process may hold the ledger before we give up


class Schema(Protocol):
    """What a database of ours must look like; `VERSION` as in its `PRAGMA user_version`."""

    @property
    def MAJOR(self) -> int: ...  # noqa: N802  (a module's constant)
    @property
    def VERSION(self) -> int: ...  # noqa: N802

    def upgrade(self, db: sqlite_utils.Database, /) -> None:
        """Apply what is missing and write the version."""


class Database:
    """An open database. Its methods raise `OfficeBusy`, `OfficeFull`, `OfficeDamaged`, `OfficeUnwritable`."""

    def __init__(self, path: Path, *, schema: Schema = ledger, busy_wait: float = BUSY_WAIT) -> None:
        """Open or make the database and bring it up to `schema`. Raises `OfficeNewer` too, changing nothing."""
        self._path = path
        self._busy_wait = busy_wait
        self._write_lock = Lock()
        self._read_lock = Lock()
        with writing():
            path.touch(mode=0o600)
        try:
            self._writer = _connect(path, busy_wait)
            try:
                _bring_up_to_date(self._writer, schema)
                self._reader = _connect(path, busy_wait)
                self._reader.execute("PRAGMA query_only = ON")
            except BaseException:
                self._writer.close()
                raise
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise explain(error, self._path.name) from error

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The connection for SELECT; each statement sees what is committed when it begins. Fetch before the end."""
        with self._read_lock:
            try:
                yield self._reader
            except (sqlite3.Error, UnicodeDecodeError) as error:
                raise explain(error, self._path.name) from error

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on the disk when the block ends; other writers wait."""
        with self._write_lock:
            try:
                with _transaction(self._writer):
                    yield self._writer
            except (sqlite3.Error, UnicodeDecodeError) as error:
                raise explain(error, self._path.name) from error

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own for a long read, for one thread: all as it is now, and nobody waits meanwhile."""
        try:
            with closing(_connect(self._path, self._busy_wait)) as connection:
                connection.execute("PRAGMA query_only = ON")
                connection.execute("BEGIN")
                yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise explain(error, self._path.name) from error

    def close(self) -> None:
        """Close both connections."""
        with self._write_lock, self._read_lock:
            self._reader.close()
            self._writer.close()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connect(path: Path, busy_wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_wait, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, schema: Schema) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version >> 16 > schema.MAJOR:
        raise OfficeNewer
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    if version < schema.VERSION:
        with _transaction(connection):
            schema.upgrade(sqlite_utils.Database(connection, execute_plugins=False))
