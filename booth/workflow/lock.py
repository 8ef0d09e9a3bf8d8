"""One booth per data folder: a lock that the system lets go when the process dies, however it dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from booth.workflow.errors import BoothAlreadyRunning, FolderUnusable

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class RunLock:
    """Held from `RunLock(path)` until `release()` or the end of the process. The file itself stays."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises `BoothAlreadyRunning` when another process, or this one, holds it."""
        try:
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise FolderUnusable("lock", folder=str(path.parent), reason=error.strerror or "") from error
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            self._descriptor = None
            raise BoothAlreadyRunning(str(path)) from error

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
