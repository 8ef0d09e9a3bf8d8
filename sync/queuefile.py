"""The one place that opens outbox.db: durability, version, waiting for other processes, and plain words for errors."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from sync.errors import QueueBusy, QueueConflict, QueueDamaged, QueueError, QueueFull, QueueNewer
from sync.files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = (1, 1)  # a higher minor may still be written by this program, a higher major may not
BUSY_WAIT = 15.0  # seconds that another process may hold the outbox
_LEAST = 512  # bytes of the smallest database: one page of the smallest size
_ROOM = 1024 * 1024  # bytes free below which an input/output error means a full disk
_PAGE = 8192  # bytes: a packet of 400 kB is half as many pages as with SQLite's 4096, a lease is still small
_KEEP_PAGES = 1280  # free pages kept for the next packets, 10 MB

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def connect(path: Path, busy_wait: float) -> sqlite3.Connection:
    """The database at `path`, which must be there; for all threads, without transactions of its own making."""
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode=rw",
        uri=True,
        timeout=busy_wait,
        isolation_level=None,
        check_same_thread=False,
    )


class QueueFile:
    """An open outbox.db: one connection behind one re-entrant lock, for all threads of a process.

    Every method may wait for the disk or another process and raises `QueueBusy`, `QueueFull`, `QueueDamaged` or
    `QueueError`.
    """

    def __init__(self, path: Path, *, busy_wait: float = BUSY_WAIT) -> None:
        """Open the file, making it where there is none. Raises `QueueNewer` too; then nothing was written."""
        self._path = path
        self._lock = threading.RLock()
        with explained(path):
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
                sync_folder(path.parent)
            # Never opened but by SQLite: closing it would drop the locks of every connection that this process has to
            # it, and another process would then take away the log that these go on writing to (POSIX locks).
            if 0 < path.stat().st_size < _LEAST:  # SQLite would take a short one for empty, and write over it
                raise QueueDamaged("not a database")
            self._connection = connect(path, busy_wait)
        try:
            with explained(path):
                _prepare(self._connection)
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The connection, for queries."""
        with self._lock, explained(self._path):
            yield self._connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on disk (fsync) when the block ends. Not to be nested."""
        with self._lock, explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def reclaim(self) -> None:
        """Give the room of purged packets back to the disk. For a quiet moment."""
        with self._lock, explained(self._path):
            free = self._connection.execute("PRAGMA freelist_count").fetchone()[0]
            if free > _KEEP_PAGES:
                # A page goes at each step, and `execute` makes but one where no rows come back.
                self._connection.executescript(f"PRAGMA incremental_vacuum({int(free) - _KEEP_PAGES})")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def free(self) -> int:
        """Bytes free on its disk."""
        with explained(self._path):
            return shutil.disk_usage(self._path.parent).free

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when all is well. Reads all of it."""
        with self._lock, explained(self._path):
            return [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]

    def close(self) -> None:
        """Calling it again does nothing."""
        with self._lock:
            self._connection.close()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise about `path` into `QueueError`s."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    except UnicodeDecodeError as error:  # text of a damaged row, or of SQLite's own message about one
        raise QueueDamaged("text that is none") from error
    except OSError as error:
        full = QueueFull(str(error.strerror)) if error.errno in _NO_SPACE else _out_of_room(path)
        raise full or QueueError(str(error.strerror)) from error


def _explain(error: sqlite3.Error, path: Path) -> QueueError:
    code = getattr(error, "sqlite_errorcode", -1) & 0xFF
    said = f"{getattr(error, 'sqlite_errorname', type(error).__name__)}: {error}"
    if code == sqlite3.SQLITE_FULL:
        return QueueFull(said)
    if code in _BUSY:
        return QueueBusy(said)
    if code in _DAMAGE:
        return QueueDamaged(said)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return QueueConflict(said)
    return _out_of_room(path) or QueueError(said)


def _out_of_room(path: Path) -> QueueFull | None:
    """A full disk shows in many errors: the log's index cannot grow, a file cannot be made."""
    try:
        full = shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return None
    return QueueFull("no room on the disk") if full else None


def _prepare(connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version[0] > VERSION[0]:
        raise QueueNewer(f"outbox {version[0]}.{version[1]}, this program {VERSION[0]}.{VERSION[1]}")
    if version == (0, 0) and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise QueueDamaged("a database, but not an outbox")
    if version == (0, 0):
        connection.execute(f"PRAGMA page_size={_PAGE}")
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA journal_size_limit=33554432")
    if version < VERSION:
        from sync.queueschema import migrate

        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) < VERSION:  # another process may have been quicker
                migrate(connection)
                connection.execute(f"PRAGMA user_version={VERSION[0] << 16 | VERSION[1]}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection) -> tuple[int, int]:
    packed = int(connection.execute("PRAGMA user_version").fetchone()[0]) & 0xFFFFFFFF
    return packed >> 16, packed & 0xFFFF
