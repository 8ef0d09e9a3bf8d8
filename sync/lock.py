"""One agent a booth: a lock file that the system lets go when the process dies, however it dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sync.errors import AgentRunning, FolderUnusable

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


class AgentLock:
    """Held from `AgentLock(path)` until `release()` or the end of the process; the file itself stays."""

    def __init__(self, path: Path) -> None:
        """Raises `AgentRunning` when another agent, also one of this process, holds it; `FolderUnusable`."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise FolderUnusable(folder=str(path.parent), reason=error.strerror or "") from error
        try:
            _take(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise AgentRunning from error
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Calling it again does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


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
