"""A copy of the outbox as it is at one moment, taken while agent and booth go on writing."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Self

from sync.queuefile import BUSY_WAIT, connect, explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_STEP = 256  # pages copied between two calls of `told`


class PinnedOutbox:
    """The outbox at the moment when this was made. Raises `QueueError`s; `close` it."""

    def __init__(self, path: Path, *, busy_wait: float = BUSY_WAIT) -> None:
        self._path = path
        with explained(path):
            self._connection = connect(path, busy_wait)
        try:
            with explained(path):
                self._connection.execute("BEGIN")
                self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the snapshot begins here
        except BaseException:
            self._connection.close()
            raise

    def write(self, to: Path, told: Callable[[int], None] = lambda _: None) -> None:
        """Copy into the new file `to`. `told` hears the bytes copied so far, and may raise to end it."""
        with explained(to):
            page = int(self._connection.execute("PRAGMA page_size").fetchone()[0])
            os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            copy = sqlite3.connect(to, isolation_level=None)
            try:
                self._connection.backup(
                    copy, pages=_STEP, progress=lambda _, left, total: told((total - left) * page), sleep=0
                )
            finally:
                copy.close()

    def close(self) -> None:
        """Calling it again does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
