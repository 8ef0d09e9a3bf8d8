"""The one place that opens the vault's database: key, durability, version and the translation of its errors.

One connection behind one re-entrant lock serves all threads of the process. Every call may wait for the disk or for
another process, so none belongs on the thread of the interface.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import sqlcipher3
import sqlite_utils

from booth.store import migrations
from booth.store.errors import StoreError, VaultClosed, VaultDamaged, VaultNewer
from booth.store.names import fold, tokens
from booth.store.translate import explain_sql, file_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

KEY_BYTES = 32
BUSY_WAIT = 15.0  # seconds another process may hold the vault before we give up
CACHE_KIB = 32 * 1024  # decrypted pages kept in memory: the search index of a kecamatan fits

Row = dict[str, Any]
Values: TypeAlias = "Sequence[object] | dict[str, object]"


class Database:
    """The open vault.db. Rooms read and write through it and never touch the connection.

    Raises `VaultBusy`, `DiskFull`, `VaultDamaged`, `VaultReadOnly` or `VaultClosed` from every method.
    """

    def __init__(self, connection: Any, folder: Path) -> None:
        self._connection = connection
        self._folder = folder
        self._lock = threading.RLock()
        self._closed = False
        self._utils = sqlite_utils.Database(connection, execute_plugins=False)
        for name, function in (("fold_name", fold), ("name_tokens", tokens)):
            connection.create_function(name, 1, function, deterministic=True)

    @contextmanager
    def _held(self) -> Iterator[Any]:
        with self._lock:
            if self._closed:
                raise VaultClosed
            try:
                yield self._connection
            except sqlcipher3.DatabaseError as error:
                raise explain_sql(error, self._folder) from error

    @contextmanager
    def atomic(self) -> Iterator[sqlite_utils.Database]:
        """All or nothing, on disk (fsync) when the block ends; other threads wait. Nested blocks are savepoints.

        The write lock is taken at once, so that a block never fails half-way because another process wrote.
        """
        with self._held() as connection:
            if connection.in_transaction:
                with self._utils.atomic():
                    yield self._utils
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._utils
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read in the block belongs together, whatever other threads and processes write meanwhile."""
        with self._held() as connection:
            if connection.in_transaction:
                yield
                return
            connection.execute("BEGIN")
            try:
                yield
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query as dicts."""
        with self._held() as connection:
            cursor = connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All rows of a query as tuples."""
        with self._held() as connection:
            found: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
            return found

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        with self._held() as connection:
            first = connection.execute(sql, values).fetchone()
            return None if first is None else first[0]

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute one writing statement in its own transaction or the open one; the number of rows it changed."""
        with self._writing() as connection:
            return int(connection.execute(sql, values).rowcount)

    def run_many(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """Execute one writing statement for each of `many`, in one transaction or the open one."""
        with self._writing() as connection:
            connection.executemany(sql, many)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        # Inside a transaction no savepoint: SQLite would keep the old form of every page until it ends.
        with self._held() as connection:
            if connection.in_transaction:
                yield connection
                return
            with self.atomic():
                yield connection

    def shrink_log(self) -> None:
        """Move the write-ahead log into the database and give its room back; a reader elsewhere may prevent it."""
        with self._held() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def faults(self) -> list[str]:
        """What SQLCipher and SQLite find wrong with the pages of the file; empty when all is well. Reads all of it."""
        with self._held() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
            found += [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
            return found

    def close(self) -> None:
        """Close the file. Calling it again does nothing."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._connection.close()


def create_database(path: Path, key: bytes, *, busy_wait: float = BUSY_WAIT) -> Database:
    """Make a new vault at `path`, which must not exist, encrypted under `key` (32 bytes)."""
    with file_errors():
        path.touch(mode=0o600, exist_ok=False)
    return _connect(path, key, "rwc", busy_wait)


def open_database(path: Path, key: bytes, *, busy_wait: float = BUSY_WAIT) -> Database:
    """Open the vault at `path` with `key` (32 bytes) and bring its schema up to date.

    Raises `VaultDamaged` (also for a missing or empty file), `VaultNewer`, `VaultBusy` after `busy_wait` seconds,
    `VaultReadOnly`, `DiskFull`.
    """
    if not path.is_file() or not path.stat().st_size:
        raise VaultDamaged(f"{path.name} is missing or empty")
    return _connect(path, key, "rw", busy_wait)


def _connect(path: Path, key: bytes, mode: str, busy_wait: float) -> Database:
    if len(key) != KEY_BYTES:
        raise ValueError("the vault's key has 32 bytes")
    connection = None
    try:
        connection = sqlcipher3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=busy_wait,
            isolation_level=None,  # transactions are ours: `atomic`
            check_same_thread=False,
        )
        connection.execute("PRAGMA cipher_log_level = NONE")  # its words would go to stderr
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version >> 16 > migrations.MAJOR:
            raise VaultNewer
        if mode == "rw" and not version:
            raise VaultDamaged("the database is empty")
        _set_up(connection)
        database = Database(connection, path.parent)
        if version < migrations.VERSION:
            with database.atomic() as utils:
                migrations.upgrade(utils)
    except sqlcipher3.DatabaseError as error:
        if connection is not None:
            connection.close()
        raise explain_sql(error, path.parent) from error
    except StoreError:
        if connection is not None:
            connection.close()
        raise
    return database


def _set_up(connection: Any) -> None:
    # Deleted drafts are overwritten, temporary tables never reach the disk, a commit is on the disk when it returns.
    for pragma in (
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "journal_mode = WAL",
        "synchronous = FULL",
        "recursive_triggers = ON",
        f"journal_size_limit = {16 << 20}",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
