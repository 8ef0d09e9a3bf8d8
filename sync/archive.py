"""Files to one zip and back: stored, sorted, without times, so that the same files give the same bytes.

Written by hand because `zipfile` costs a third of sealing; read with `zipfile`, and only a zip that `pack` would have
written is accepted: no second name, no hidden bytes, no compression, nothing on which two readers could disagree.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING
from zlib import crc32

from sync.errors import PacketError

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_FILES = 200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}")
_VERSION = 20
_MODE = 0o100600 << 16
_LOCAL = b"PK\3\4"
_CENTRAL = b"PK\1\2" + struct.pack("<H", 3 << 8 | _VERSION)  # made on Unix
_ABOUT = struct.Struct("<HHHHHIIIHH")  # the same in both places: version … CRC, sizes, length of the name
_WHERE = struct.Struct("<HHHII")
_END = struct.Struct("<4sHHHHIIH")
_UNREADABLE = (zipfile.BadZipFile, ValueError, RuntimeError, OSError, EOFError, struct.error)
_DATE = 1 << 5 | 1  # 1980-01-01, the first day a zip knows


def allowed_name(name: str) -> bool:
    """A relative path of plain ASCII names; no name starts with a dot, so nothing climbs out or hides."""
    return len(name) <= 100 and _NAME.fullmatch(name) is not None


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of `files` (name → bytes, under 4 GiB together). Raises `ValueError` for a name that is not allowed."""
    if len(files) > MAX_FILES:
        raise ValueError("too many files")
    parts: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name in sorted(files):
        if not allowed_name(name):
            raise ValueError(f"file name not allowed: {name!r}")
        raw, data = name.encode(), files[name]
        size = len(data)
        about = _ABOUT.pack(_VERSION, 0, 0, 0, _DATE, crc32(data), size, size, len(raw), 0)
        parts += (_LOCAL, about, raw, data)
        directory += (_CENTRAL, about, _WHERE.pack(0, 0, 0, _MODE, at), raw)
        at += len(_LOCAL) + len(about) + len(raw) + size
    listed = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(files), len(files), len(listed), at, 0)
    return b"".join((*parts, listed, end))


def unpack(data: bytes) -> dict[str, bytes]:
    """The files in a zip written by `pack`; at most as large as `data`. Raises `PacketError` for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > len(data):
                raise PacketError("zip: larger inside than outside")
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise PacketError("zip: compressed")
            files = {entry.filename: archive.read(entry) for entry in entries}
        packed = pack(files)
    except (
        zipfile.BadZipFile,
        ValueError,
        RuntimeError,
        OSError,
        EOFError,
        struct.error,
    ) as error:
        raise PacketError(f"zip: {error}") from error
    if packed != data:
        raise PacketError("zip: not as this program writes it")
    return files
