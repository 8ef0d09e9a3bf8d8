"""One booth per data folder."""

from __future__ import annotations

from booth.workflow.errors import BoothAlreadyRunning, FolderUnusable
from sync.lock import FileLock


class RunLock(FileLock):
    """The window, or whoever sets the booth up. Raises `BoothAlreadyRunning`, `FolderUnusable`."""

    held = BoothAlreadyRunning
    unusable = FolderUnusable
