"""A stick that may be full, locked or pulled out at any moment: whole files or none.

A file is written under a passing name, waited for (fsync) and then renamed, so that what has its final name is whole
unless the stick itself spoils it; whoever reads checks that anyway. The folders' names are made durable at the end,
where the system can: FAT has no journal, Windows opens no folder. Nothing here relies on permissions, links, times or
the case of a name, which FAT32 and exFAT do not keep.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING

from sync.errors import StickClosed, StickFull, StickLost, StickMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ROOT = "bilik-rekam"
PASSING = ".part"
MAX_NAMES = 20_000  # looked at in one folder: FAT32 itself ends at 65,536 entries of 13 letters

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_ABSENT = (FileNotFoundError, NotADirectoryError, IsADirectoryError)
_STRANGE = {errno.ELOOP, errno.ENXIO}  # a link, a socket
_PIECE = 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0)
_PLAIN = _BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe must not make us wait


class Stick:
    """The folder `bilik-rekam` of a stick. Its methods raise `StickLost`, `StickClosed` and, writing, `StickFull`."""

    def __init__(self, at: Path) -> None:
        """`at` is where the stick is mounted. Raises `StickMissing`."""
        try:
            found = at.is_dir()
        except OSError:
            found = False
        if not found:
            raise StickMissing(stick=str(at))
        self._at = at
        self._root = at / ROOT
        self._changed: set[Path] = set()

    def free(self) -> int | None:
        """Bytes free on the stick; None where its file system does not tell."""
        with _explained():
            usage = shutil.disk_usage(self._at)
        return usage.free if usage.total else None

    def names(self, *below: str) -> list[str]:
        """The names in a folder, sorted; empty where there is none."""
        with _explained():
            try:
                with os.scandir(self._root.joinpath(*below)) as entries:
                    return sorted(entry.name for entry in islice(entries, MAX_NAMES))
            except _ABSENT:
                return []

    def size(self, *below: str) -> int:
        """Bytes of a file; 0 where there is none."""
        with _explained():
            try:
                return os.stat(self._root.joinpath(*below), follow_symlinks=False).st_size  # noqa: PTH116
            except _ABSENT:
                return 0

    def read(self, limit: int, *below: str) -> bytes | None:
        """The first `limit` bytes of a file; None where there is none."""
        with _explained():
            handle = self._open(*below)
            if handle is None:
                return None
            try:
                return _read(handle, limit)
            finally:
                os.close(handle)

    def pieces(self, *below: str) -> Iterator[bytes]:
        """A file from its beginning, a MiB at a time; nothing where there is none."""
        with _explained():
            handle = self._open(*below)
        if handle is None:
            return
        try:
            while True:
                with _explained():
                    piece = os.read(handle, _PIECE)
                if not piece:
                    return
                yield piece
        finally:
            os.close(handle)

    def write(self, data: bytes | Iterable[bytes], *below: str) -> None:
        """Write a file in place of an earlier one, making the folders on the way. All of it, or the earlier stays."""
        with _explained():
            target = self._root.joinpath(*below)
            self._make_folders(below[:-1])
            beside = target.with_name(target.name + PASSING)
            try:
                _write(beside, [data] if isinstance(data, bytes) else data)
                os.replace(beside, target)  # noqa: PTH105  (one module's calls, so that a test can let each of them fail)
            except BaseException:
                with suppress(OSError):
                    os.unlink(beside)  # noqa: PTH108
                raise
            self._changed.add(target.parent)

    def remove(self, *below: str) -> None:
        """Remove a file; none there is as well."""
        with _explained():
            target = self._root.joinpath(*below)
            try:
                for number in range(len(below)):
                    _refuse_link(self._root.joinpath(*below[:number]))
                os.unlink(target)  # noqa: PTH108
            except _ABSENT:
                return
            self._changed.add(target.parent)

    def settle(self) -> None:
        """Wait until the names are on the stick too, where the system can do that."""
        changed, self._changed = self._changed, set()
        if os.name == "nt":
            return
        with _explained():
            for folder in sorted(changed):
                _sync_folder(folder)

    def _open(self, *below: str) -> int | None:
        """A plain file, for reading; None where there is none, or something else that could make us wait."""
        try:
            handle = os.open(self._root.joinpath(*below), os.O_RDONLY | _PLAIN)
        except _ABSENT:
            return None
        except OSError as error:
            if error.errno in _STRANGE:
                return None
            raise
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return handle
        os.close(handle)
        return None

    def _make_folders(self, below: tuple[str, ...]) -> None:
        """One by one below the mount point, which is never made: a stick pulled out is not written beside."""
        folder = self._root
        for name in ("", *below):
            folder = folder / name
            try:
                os.mkdir(folder)  # noqa: PTH102
            except FileExistsError:
                _refuse_link(folder)
            else:
                self._changed.add(folder.parent)


def _read(handle: int, limit: int) -> bytes:
    pieces, left = [], limit
    while left and (piece := os.read(handle, min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _PLAIN, 0o600)
    try:
        for piece in pieces:
            data = memoryview(piece)
            while data:
                data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_link(folder: Path) -> None:
    """A stick with a file system that has links could lead us off it."""
    if stat.S_ISLNK(os.lstat(folder).st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF}:  # what folders cannot do there
            raise
    finally:
        os.close(handle)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the system says about a stick into ours."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        if error.errno in _FULL:
            raise StickFull(reason) from error
        if error.errno in _CLOSED:
            raise StickClosed(reason, reason=reason) from error
        raise StickLost(reason, reason=reason) from error
