"""Packets as files: arriving in the spool, accepted under packets/booth/id/sha256.

A part in the spool is only a hint: it may be gone, or wrong after a power cut, and then is sent again. A packet has
its final name only after its sha256 was right and its bytes were on the disk, and is reported only after its name is
on the disk too. If the ledger's row then is not written, the packet is an orphan, which the next try adopts.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections import Counter
from dataclasses import dataclass
from threading import Lock, RLock
from typing import TYPE_CHECKING

from sync.files import sync_folder
from sync.office import disk
from sync.office.errors import DigestWrong, OfficeFull, OfficeUnwritable, Superseded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sync.wire import Manifest

BUFFER = 512 * 1024  # bytes held in memory between two writes
READ = 1024 * 1024
RESERVE = 64 * 1024 * 1024  # bytes of the disk kept free for the ledger
ORIGINALS_RESERVE = 2_000_000_000  # bytes that originals leave free for recordings


@dataclass(frozen=True)
class Name:
    """Which bytes are meant. All three are checked by `sync.wire` before they become parts of a path."""

    booth: str
    id: str
    sha256: str

    @classmethod
    def of(cls, manifest: Manifest) -> Name:
        """The name of a manifest's packet."""
        return cls(manifest.booth, manifest.id, manifest.sha256)


class Upload:
    """One packet arriving. Made by `Blobs.begin`; used by one request, from one thread at a time.

    A small packet stays in memory until it is whole or its line breaks; only then does it touch the disk.
    Everything but `add` may wait for the disk.
    """

    def __init__(self, blobs: Blobs, name: Name, size: int, on_superseded: Callable[[], None]) -> None:
        self._blobs = blobs
        self._name = name
        self._size = size
        self._on_superseded = on_superseded
        self._lock = RLock()
        self._buffer = bytearray()
        self._hash = hashlib.sha256()
        self._written = 0
        self._handle: int | None = None
        self.ended = False  # finished, closed or taken over

    @property
    def offset(self) -> int:
        """How many bytes are here."""
        with self._lock:
            return self._written + len(self._buffer)

    def add(self, data: bytes) -> bool:
        """Take bytes in; true when it is time to `flush`. Raises `Superseded`, `ValueError` beyond the size."""
        with self._lock:
            self._check()
            if self.offset + len(data) > self._size:
                raise ValueError("more bytes than promised")
            self._buffer += data
            return len(self._buffer) >= BUFFER

    def flush(self) -> None:
        """Write what `add` took. Raises `Superseded`, `OfficeFull`, `OfficeUnwritable`."""
        with self._lock:
            self._check()
            self._flush()

    def finish(self) -> None:
        """Check the sha256 and make the packet durable under its final name.

        Raises `DigestWrong` (the part is dropped), `Superseded`, `OfficeFull`, `OfficeUnwritable`.
        """
        with self._lock:
            self._check()
            handle = self._flush()
            part = self._blobs.part(self._name)
            if self._written != self._size or self._hash.hexdigest() != self._name.sha256:
                self._end()
                part.unlink(missing_ok=True)
                raise DigestWrong(self._name.id)
            with disk.writing():
                os.fsync(handle)
            self._end()
            self._blobs.store(part, self._name)

    def close(self) -> None:
        """End here; what has arrived stays in the spool. Never raises for a disk that is full: a part is a hint."""
        with self._lock:
            if self.ended:
                return
            try:
                if self._buffer:
                    self._flush()
            except OfficeUnwritable:
                pass
            finally:
                self._end()

    def supersede(self) -> None:
        """Another request takes over, starting at what has arrived so far."""
        self.close()
        self._on_superseded()

    def go_on(self) -> None:
        """Go on behind the last byte of the part, where there is one. Raises `OfficeUnwritable`."""
        with self._lock:
            try:
                if self._blobs.part(self._name).stat().st_size > self._size:
                    self._blobs.part(self._name).unlink()
                else:
                    self._open()
            except FileNotFoundError:
                pass

    def _check(self) -> None:
        if self.ended:
            raise Superseded(self._name.id)

    def _open(self) -> int:
        if self._handle is None:
            with disk.writing():
                part = self._blobs.part(self._name)
                part.parent.mkdir(mode=0o700, exist_ok=True)
                self._handle = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
                self._written = _hash_into(self._hash, self._handle)
        return self._handle

    def _flush(self) -> int:
        handle = self._open()
        data = memoryview(bytes(self._buffer))
        self._buffer.clear()
        self._hash.update(data)
        try:
            with disk.writing():
                while data:
                    written = os.write(handle, data)
                    self._written += written
                    data = data[written:]
        except OfficeUnwritable:
            # Give the room back: parts that fill the disk would keep every packet from being finished.
            self._end()
            self._blobs.part(self._name).unlink(missing_ok=True)
            raise
        return handle

    def _end(self) -> None:
        handle, self._handle = self._handle, None
        self.ended = True
        if handle is not None:
            os.close(handle)
        self._blobs.forget(self._name, self)


class Blobs:
    """The packets and parts of one kind. Methods may be called from several threads and may wait for the disk."""

    def __init__(
        self, packets: Path, spool: Path, *, free: Callable[[Path], int] | None = None, reserve: int = RESERVE
    ) -> None:
        """`free(folder)` gives the free bytes of its disk (default: the system's answer), `reserve` those kept free."""
        self._packets = packets
        self._spool = spool
        self._free = free or (lambda folder: shutil.disk_usage(folder).free)
        self._reserve = reserve
        self._uploads: dict[tuple[str, str], Upload] = {}
        self._lock = Lock()

    def part(self, name: Name) -> Path:
        """Where the packet is while it arrives."""
        return self._spool / name.booth / f"{name.id}.{name.sha256}"

    def packet(self, name: Name) -> Path:
        """Where the packet is once it is whole."""
        return self._packets / name.booth / name.id / name.sha256

    def offset(self, name: Name) -> int:
        """How many bytes of the packet have arrived."""
        with self._lock:
            upload = self._uploads.get((name.booth, name.id))
        if upload is not None and upload._name == name:
            return upload.offset
        try:
            return self.part(name).stat().st_size
        except FileNotFoundError:
            return 0

    def arriving(self, name: Name) -> bool:
        """Whether a request is sending this packet now."""
        with self._lock:
            return (name.booth, name.id) in self._uploads

    def uploads(self) -> Counter[str]:
        """How many requests are sending now, by booth."""
        with self._lock:
            return Counter(booth for booth, _ in self._uploads)

    def end_all(self) -> None:
        """Let every request that sends now end, keeping what has arrived: this receiver stops."""
        with self._lock:
            uploads = list(self._uploads.values())
        for upload in uploads:
            upload.supersede()

    def full(self, size: int = 0) -> bool:
        """Whether `size` more bytes would leave less than the reserve."""
        return self._free(self._spool) < self._reserve + size

    def begin(self, name: Name, size: int, *, anew: bool = False, on_superseded: Callable[[], None]) -> Upload:
        """Take this packet over from whichever request sends it now, and go on behind the last byte that is here.

        With `anew`, what is here is dropped first. Raises `OfficeFull` when only the reserve is left.
        """
        if self.full(size):
            raise OfficeFull(reason=os.strerror(errno.ENOSPC))
        upload = Upload(self, name, size, on_superseded)
        with upload._lock:
            with self._lock:
                previous = self._uploads.get((name.booth, name.id))
                self._uploads[name.booth, name.id] = upload
            if previous is not None:
                previous.supersede()
            try:
                if anew:
                    self.part(name).unlink(missing_ok=True)
                upload.go_on()
            except BaseException:
                self.forget(name, upload)
                raise
        return upload

    def store(self, part: Path, name: Name) -> None:
        """Give a whole part its final name, durably."""
        with disk.writing():
            target = self.packet(name)
            new_booth = not target.parent.parent.is_dir()
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.replace(target)
            self._sync_folders(target, with_booths=new_booth)

    def adopt(self, name: Name, size: int) -> bool:
        """Whether the whole packet is here, although the ledger does not know it: left by a crash. Durable then.

        Raises `OfficeFull`, `OfficeUnwritable`.
        """
        target = self.packet(name)
        if target.is_file():
            with disk.writing():
                handle = os.open(target, os.O_RDWR | getattr(os, "O_BINARY", 0))
                try:
                    digest = hashlib.sha256()
                    whole = _hash_into(digest, handle) == size and digest.hexdigest() == name.sha256
                    os.fsync(handle)
                finally:
                    os.close(handle)
                if whole:
                    self._sync_folders(target, with_booths=True)
                    return True
                target.unlink()
        if self.arriving(name) or self.offset(name) != size:
            return False
        try:
            self.begin(name, size, on_superseded=_nobody).finish()
        except (DigestWrong, Superseded):
            return False
        return True

    def drop(self, name: Name) -> None:
        """Forget a part that no longer is what the booth wants to send."""
        with disk.writing():
            self.part(name).unlink(missing_ok=True)

    def sweep(self, before: float) -> int:
        """Drop parts untouched since `before` (seconds since 1970); how many."""
        old = [path for path in self._spool.glob("*/*") if path.stat().st_mtime < before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def forget(self, name: Name, upload: Upload) -> None:
        """`upload` has ended."""
        with self._lock:
            if self._uploads.get((name.booth, name.id)) is upload:
                del self._uploads[name.booth, name.id]

    def _sync_folders(self, target: Path, *, with_booths: bool) -> None:
        sync_folder(target.parent)
        sync_folder(target.parent.parent)
        if with_booths:
            sync_folder(self._packets)


def _hash_into(digest: hashlib._Hash, handle: int) -> int:
    """Hash the file from its beginning; the handle then stands at its end. Returns the number of bytes."""
    os.lseek(handle, 0, os.SEEK_SET)
    size = 0
    while data := os.read(handle, READ):
        digest.update(data)
        size += len(data)
    return size


def _nobody() -> None:
    """Nobody waits for this upload."""
