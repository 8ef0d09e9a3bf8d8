"""A copy of the vault as it is at one moment, taken while others go on writing, encrypted under the same key."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3

from booth.store.database import BUSY_WAIT
from booth.store.errors import VaultDamaged
from booth.store.files import DB_NAME
from booth.store.translate import explain_sql, file_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Told = Callable[[int], None]

_STEP = 256  # pages copied between two calls of `told`


class PinnedVault:
    """The vault at one moment. `write` copies it; what is written meanwhile is not in the copy."""

    def __init__(self, connection: Any, folder: Path, key: bytes) -> None:
        self._connection = connection
        self._folder = folder
        self._key = key

    def write(self, to: Path, told: Told = lambda _: None) -> None:
        """Copy into the new file `to`, page by page, each encrypted anew; never a page in clear on the disk.

        `told` hears the bytes copied so far, and may raise to end it. Raises `DiskFull`, `VaultDamaged`, `VaultBusy`.
        """
        page = int(self._connection.execute("PRAGMA page_size").fetchone()[0])
        with file_errors():
            to.touch(mode=0o600, exist_ok=False)
        copy = _connect(to, self._key, BUSY_WAIT)
        try:
            self._connection.backup(
                copy, pages=_STEP, progress=lambda _, left, total: told((total - left) * page), sleep=0
            )
        except sqlcipher3.DatabaseError as error:
            raise explain_sql(error, to.parent) from error
        finally:
            copy.close()


@contextmanager
def pinned_vault(
    folder: Path, key: bytes, meanwhile: Callable[[], None] = lambda: None, *, busy_wait: float = BUSY_WAIT
) -> Iterator[PinnedVault]:
    """The vault of `folder` at the moment of `meanwhile`, in which nobody can write to it: for pinning other files too.

    The lock is held for that moment only; the copying afterwards keeps nobody from writing. Raises `VaultBusy` after
    `busy_wait` seconds, `VaultDamaged`, `DiskFull`.
    """
    path = folder / DB_NAME
    writer = reader = None
    try:
        writer, reader = _connect(path, key, busy_wait), _connect(path, key, busy_wait)
        writer.execute("BEGIN IMMEDIATE")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the snapshot begins with the first read
        meanwhile()
        writer.execute("ROLLBACK")
        yield PinnedVault(reader, folder, key)
    except sqlcipher3.DatabaseError as error:
        raise explain_sql(error, folder) from error
    finally:
        for connection in (writer, reader):
            if connection is not None:
                connection.close()


def _connect(path: Path, key: bytes, busy_wait: float) -> Any:
    if not path.is_file():
        raise VaultDamaged(f"{path.name} is missing")
    connection = sqlcipher3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=busy_wait,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection
