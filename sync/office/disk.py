"""Files that must survive a power cut, and the translation of the system's refusals."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sync.files import sync_folder
from sync.office.errors import (
    OfficeBusy,
    OfficeDamaged,
    OfficeError,
    OfficeFull,
    OfficeUnreadable,
    OfficeUnwritable,
    RegisterDamaged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEDGER = "ledger.db"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, readable by its owner only, and wait until it is on the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes) -> None:
    """Write a file so that after a power cut either the old or the new one stands there."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    write_new(beside, data)
    beside.replace(path)
    sync_folder(path.parent)


@contextmanager
def writing() -> Iterator[None]:
    """Turns what the system says about a full or closed disk into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise OfficeFull(reason=reason(error)) from error
        raise OfficeUnwritable(type(error).__name__, reason=reason(error)) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns a missing, closed or malformed file into ours."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise OfficeUnreadable(type(error).__name__, file=path.name, reason=reason(error)) from error


def explain(error: sqlite3.Error | UnicodeDecodeError, file: str) -> OfficeError:
    """Our error for one of SQLite, or for a text in the database `file` that is none."""
    if isinstance(error, UnicodeDecodeError):
        return _damaged("text", file)
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OfficeBusy(name)
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE")):
        return OfficeFull(name, reason=name)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _damaged(name, file)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return OfficeUnwritable(name, reason=name)
    return OfficeError(name or type(error).__name__)


def _damaged(detail: str, file: str) -> OfficeDamaged:
    return OfficeDamaged(detail) if file == LEDGER else RegisterDamaged(detail, file=file)


def reason(error: Exception) -> str:
    """A short word on why the system refused, without the file's name."""
    return (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
