"""One process a folder: a lock file that the system lets go when the process dies, however it dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, ClassVar

from sync.errors import AgentRunning, FolderUnusable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held from `FileLock(path)` until `release()` or the end of the process; the file itself stays.

    What is raised when another process, or this one, holds it, and when the folder cannot be used, a subclass says.
    """

    held: ClassVar[type[Exception]]
    unusable: ClassVar[Callable[..., Exception]]

    def __init__(self, path: Path) -> None:
        """Raises `held` or `unusable`."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise type(self).unusable(folder=str(path.parent), reason=error.strerror or "") from error
        try:
            _take(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise self.held(str(path)) from error
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Calling it again does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class AgentLock(FileLock):
    """One agent a booth. Raises `AgentRunning`, `FolderUnusable`."""

    held = AgentRunning
    unusable = FolderUnusable


def agent_running(path: Path) -> bool:
    """Whether some process holds the agent's lock at `path`. Only for showing: it may change at once."""
    if not path.exists():
        return False
    try:
        AgentLock(path).release()
    except AgentRunning:
        return True
    except FolderUnusable:
        return False
    return False
