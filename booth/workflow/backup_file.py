"""A backup in one file: what it says of itself, how it is written, and how it is read without believing it.

The file is a zip, stored and not deflated, that any tool opens:

| member | what |
|---|---|
| `backup.json` | in clear: format, booth, who made it and when, versions, names and sizes. Nothing about a resident |
| `key.age` | this backup's own age key, encrypted to the password of who made the backup |
| `office.age` | the same key, encrypted to the office and its escrow |
| `data/NAME.age` | each file, encrypted to this backup's key |
| `manifest.age` | `backup.json` once more with the sha256 of each file, encrypted to this backup's key |

Everything is encrypted, although the vault is already: the door key and the outbox would otherwise lie on a stick in
clear. The password is that of the technician, because it was just proved right (a mistyped one would be found out on
the day of need), because it opens the restored vault too, and because a second secret is a second one to lose; the
office's key is the way back when it is lost all the same. A key of its own for each backup lets the files be streamed,
and keeps members of different backups from being mixed. Without this program: `unzip`, `age -d key.age`, then
`age -d -i KEY data/vault.db.age`.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import unicodedata
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import msgspec
import pyrage  # type: ignore[import-untyped]
from msgspec import Meta

from booth.domain.errors import N_
from booth.workflow.errors import WorkflowError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Told = Callable[[int], None]

FORMAT = 1
ENDING = ".booth"
HEADER, MANIFEST, KEY, OFFICE_KEY = "backup.json", "manifest.age", "key.age", "office.age"
MOST_FILES = 2000
LARGEST_HEADER = 1 << 20  # bytes
_PIECE = 1 << 20
_NAME = re.compile(r"(?!\.)[^/\\:\x00-\x1f]{1,100}(/(?!\.)[^/\\:\x00-\x1f]{1,100}){0,3}")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)

Text = Annotated[str, Meta(max_length=200)]


class BackupError(WorkflowError):
    """Root of what is wrong with a backup. Nothing that was there before was changed."""

    text = N_("The backup could not be used. Nothing was changed.")


class NotABackup(BackupError):
    text = N_("{file} is no backup of a booth. Choose another file.")


class BackupTruncated(BackupError):
    text = N_("{file} is not whole: its end is missing. It was not restored; copy it again from where it came.")


class BackupDamaged(BackupError):
    text = N_("{file} is damaged ({part}). It was not restored; take another copy or an older backup.")


class BackupNewer(BackupError):
    text = N_("{file} was made by a newer version of this program. Install that version first; nothing was changed.")


class WrongPassword(BackupError):
    text = N_("This is not the password that {by} had when this backup was made.")


class WrongKey(BackupError):
    text = N_("This key does not open the backup. The office makes it from “office.age” inside the backup.")


class FileEntry(msgspec.Struct, frozen=True):
    """One file. `sha256` is known to the manifest only."""

    name: Annotated[str, Meta(max_length=400)]
    size: Annotated[int, Meta(ge=0, le=1 << 40)]
    sha256: Annotated[str, Meta(max_length=64)] = ""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself. `made_at` is ISO UTC."""

    format: Annotated[int, Meta(ge=1, le=1000)]
    booth: Text
    name: Text
    office: Text
    made_at: Text
    by: Text
    version: Text
    files: Annotated[list[FileEntry], Meta(max_length=MOST_FILES)]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.files)


class _Writer(Protocol):
    def write(self, data: bytes, /) -> object: ...


class _Told:
    """Reads or writes through to `inner`, hashing and telling what passes."""

    def __init__(self, inner: object, told: Told, done: int = 0) -> None:
        self._inner = inner
        self._told = told
        self._hash = hashlib.sha256()
        self.size = 0
        self._before = done
        self.trouble: BaseException | None = None  # age would turn it into an error of its own

    def read(self, size: int = -1) -> bytes:
        return self._passed(lambda: self._inner.read(min(size, _PIECE) if size > 0 else _PIECE))  # type: ignore[attr-defined]

    def write(self, data: bytes) -> int:
        self._passed(lambda: self._inner.write(data), data)  # type: ignore[attr-defined]
        return len(data)

    def flush(self) -> None:
        """Whoever opened the file flushes it."""

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def _passed(self, act: Callable[[], object], data: bytes | None = None) -> bytes:
        try:
            done = act()
            seen = data if data is not None else done
            assert isinstance(seen, bytes)  # noqa: S101  (what a file in binary mode gives)
            self._hash.update(seen)
            self.size += len(seen)
            self._told(self._before + self.size)
        except BaseException as error:
            self.trouble = error
            raise
        return seen


def usable_name(name: str) -> bool:
    """Whether a file may have this name in a backup: relative, not hidden, sound on every system."""
    return _NAME.fullmatch(name) is not None


def lock(secret: bytes, password: str) -> bytes:
    """`secret` as an age file under `password`; takes a second or two, so that guessing does too."""
    locked: bytes = pyrage.passphrase.encrypt(secret, password)
    return locked


def unlock(locked: bytes, password: str) -> bytes:
    """What `lock` locked. Raises `pyrage.DecryptError`."""
    secret: bytes = pyrage.passphrase.decrypt(locked, password)
    return secret


def write_backup(
    to: Path, files: Mapping[str, Path], header: Header, *, password: str, recipients: Sequence[str], told: Told
) -> str:
    """Write `files` (name → where it lies now) into the new file `to`; the backup's own key, for reading it back.

    `told` hears the bytes done so far, and may raise to end it. Raises `OSError`.
    """
    key = pyrage.x25519.Identity.generate()
    seen: list[FileEntry] = []
    with to.open("xb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(HEADER, msgspec.json.format(msgspec.json.encode(header), indent=2))
            archive.writestr(KEY, lock(str(key).encode(), _normal(password)))
            office = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
            archive.writestr(OFFICE_KEY, pyrage.encrypt(str(key).encode(), office))
            for name, path in files.items():
                done = sum(entry.size for entry in seen)
                with path.open("rb") as source, archive.open(_member(name), "w", force_zip64=True) as member:
                    through = _Told(source, told, done)
                    with _own_errors(through):
                        pyrage.encrypt_io(through, member, [key.to_public()])
                seen.append(FileEntry(name, through.size, through.sha256))
            manifest = msgspec.structs.replace(header, files=seen)
            archive.writestr(MANIFEST, pyrage.encrypt(msgspec.json.encode(manifest), [key.to_public()]))
        raw.flush()

        os.fsync(raw.fileno())
    return str(key)


def read_header(path: Path) -> Header:
    """What the backup at `path` says of itself; nothing of it is proved yet.

    Raises `NotABackup`, `BackupTruncated`, `BackupDamaged`, `BackupNewer`, `OSError`.
    """
    with _opened(path) as archive:
        return _header(archive, path)


def open_key(path: Path, password: str) -> str:
    """The backup's own key. Raises `WrongPassword`, and what `read_header` raises."""
    with _opened(path) as archive:
        header = _header(archive, path)
        sealed = _small(archive, KEY, path)
        try:
            found = unlock(sealed, _normal(password))
        except pyrage.DecryptError as error:
            if not sealed.startswith(b"age-encryption.org/v1\n-> scrypt "):
                raise BackupDamaged(file=path.name, part=KEY) from error
            raise WrongPassword(by=header.by) from error
    return found.decode("ascii", "replace")


def read_backup(path: Path, key: str, into: Path | None, told: Told) -> Header:
    """Decrypt and check every file of the backup; written below `into`, which must be empty, or only checked.

    `told` hears the bytes done so far, and may raise to end it. Raises `WrongKey`, `BackupDamaged` and what
    `read_header` raises; `OSError` where a file cannot be written.
    """
    try:
        identity = pyrage.x25519.Identity.from_str(key.strip())
    except (pyrage.IdentityError, ValueError) as error:
        raise WrongKey from error
    with _opened(path) as archive:
        manifest = _manifest(archive, path, identity)
        done = 0
        for entry in manifest.files:
            _read_file(archive, entry, path, identity=identity, into=into, told=told, done=done)
            done += entry.size
    return manifest


def _manifest(archive: zipfile.ZipFile, path: Path, identity: object) -> Header:
    said = _header(archive, path)
    try:
        raw = pyrage.decrypt(_small(archive, MANIFEST, path), [identity])
    except pyrage.DecryptError as error:
        raise WrongKey from error
    try:
        manifest = msgspec.json.decode(raw, type=Header)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BackupDamaged(file=path.name, part=MANIFEST) from error
    told = [(entry.name, entry.size) for entry in manifest.files]
    if msgspec.structs.replace(manifest, files=[]) != msgspec.structs.replace(said, files=[]) or told != [
        (entry.name, entry.size) for entry in said.files
    ]:
        raise BackupDamaged(file=path.name, part=HEADER)
    return manifest


def _read_file(
    archive: zipfile.ZipFile,
    entry: FileEntry,
    path: Path,
    *,
    identity: object,
    into: Path | None,
    told: Told,
    done: int,
) -> None:
    sink: _Writer = _Nowhere()
    out = None
    if into is not None:
        place = into / entry.name
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

        out = os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        sink = out
    through = _Told(sink, told, done)
    try:
        with archive.open(_member(entry.name)) as member:
            source = _Told(member, _heard)
            try:
                pyrage.decrypt_io(source, through, [identity])
            except Exception as error:  # age's own, of which one is a bare OSError, or what age made of one of ours
                raise through.trouble or source.trouble or BackupDamaged(file=path.name, part=entry.name) from error
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
    except (*_BROKEN, KeyError, pyrage.DecryptError) as error:
        raise BackupDamaged(file=path.name, part=entry.name) from error
    finally:
        if out is not None:
            out.close()
    if (through.size, through.sha256) != (entry.size, entry.sha256):
        raise BackupDamaged(file=path.name, part=entry.name)


def _heard(_: int) -> None:
    """Nobody counts what is read."""


class _Nowhere:
    def write(self, _data: bytes) -> int:
        return 0


@contextmanager
def _own_errors(through: _Told) -> Iterator[None]:
    """age reports what our reader or writer raised as an error of its own; raise the first cause."""
    try:
        yield
    except Exception:
        if through.trouble is not None:
            raise through.trouble from None
        raise


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    with path.open("rb") as raw:
        if raw.read(4) != b"PK\x03\x04":
            raise NotABackup(file=path.name)
        raw.seek(0)
        try:
            archive = zipfile.ZipFile(raw)
        except _BROKEN as error:
            raise BackupTruncated(file=path.name) from error
        with archive:
            yield archive


def _header(archive: zipfile.ZipFile, path: Path) -> Header:
    if HEADER not in archive.namelist():
        raise NotABackup(file=path.name)
    raw = _small(archive, HEADER, path)
    try:
        shape = msgspec.json.decode(raw, type=_Format)
        if shape.format > FORMAT:
            raise BackupNewer(file=path.name)
        header = msgspec.json.decode(raw, type=Header)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BackupDamaged(file=path.name, part=HEADER) from error
    names = [entry.name for entry in header.files]
    if len(set(names)) != len(names) or not all(map(usable_name, names)):
        raise BackupDamaged(file=path.name, part=HEADER)
    return header


class _Format(msgspec.Struct, frozen=True):
    format: Annotated[int, Meta(ge=1)]


def _small(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """A member that is never large. Raises `BackupDamaged`."""
    try:
        with archive.open(name) as member:
            data = member.read(LARGEST_HEADER + 1)
    except (*_BROKEN, KeyError) as error:
        raise BackupDamaged(file=path.name, part=name) from error
    if len(data) > LARGEST_HEADER:
        raise BackupDamaged(file=path.name, part=name)
    return data


def _member(name: str) -> str:
    return f"data/{name}.age"


def _normal(password: str) -> str:
    """One letter may be typed as one code point or as two; both are the same password."""
    return unicodedata.normalize("NFC", password)
