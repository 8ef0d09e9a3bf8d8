"""The one border where errors of SQLCipher and of the file system become ours."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from booth.store.errors import DiskFaulty, DiskFull, StoreError, VaultBusy, VaultDamaged, VaultReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOM = 1 << 20  # bytes; with less free, a failed write means that the disk is full

# SQLite's primary result codes: the low byte of the extended ones (sqlite.org/rescode.html).
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


def explain_sql(error: Exception, folder: Path) -> StoreError:
    """Our error for one of SQLCipher's, raised while working on a database in `folder`."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    detail = f"{type(error).__name__} {getattr(error, 'sqlite_errorname', '')}".strip()
    if code in {_BUSY, _LOCKED}:
        return VaultBusy(detail)
    if code == _FULL or (code in {_IOERR, _CANTOPEN} and shutil.disk_usage(folder).free < _ROOM):
        return DiskFull(detail)
    if code in {_READONLY, _CANTOPEN}:
        return VaultReadOnly(detail)
    if code in {_CORRUPT, _NOTADB}:
        return VaultDamaged(detail)
    if code == _IOERR:
        return DiskFaulty(detail)
    return StoreError(detail)


def explain_os(error: OSError) -> StoreError:
    """Our error for one of the file system's."""
    detail = errno.errorcode.get(error.errno or 0, type(error).__name__)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFull(detail)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return VaultReadOnly(detail)
    if error.errno == errno.EIO:
        return DiskFaulty(detail)
    return VaultDamaged(detail)


@contextmanager
def file_errors() -> Iterator[None]:
    """Work on files in here: `OSError` leaves as `DiskFull`, `DiskFaulty`, `VaultReadOnly` or `VaultDamaged`."""
    try:
        yield
    except OSError as error:
        raise explain_os(error) from error
