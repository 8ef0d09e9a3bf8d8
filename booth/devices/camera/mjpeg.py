"""Motion JPEG over HTTP: `multipart/x-mixed-replace` taken apart, however a camera sends it.

Boundaries come with and without their two hyphens, lengths are right, wrong or missing, lines end in one or two
bytes: whatever comes, the parser finds the next picture again and never holds more than one picture's bytes.
"""

from __future__ import annotations

import re
from enum import Enum

LONGEST_PICTURE = 8 * 2**20  # bytes; a 4K picture of best quality has about four million
LONGEST_HEAD = 4096  # bytes of one part's header lines
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(r"""boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))""", re.IGNORECASE)

_SOI = b"\xff\xd8"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments that begin a picture
_SOS, _EOI = 0xDA, 0xD9
_FILLING = b"\0\r\n "  # after a picture
_BETWEEN_SCANS = frozenset((0xC4, 0xDA, 0xDB, 0xDD, 0xFE))  # tables, the next scan, a comment
_MARK = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_BARE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a length


def boundary_of(content_type: str) -> bytes | None:
    """The boundary in a `Content-Type`; None where it is not a multipart or names none."""
    if not content_type.lower().lstrip().startswith("multipart/"):
        return None
    found = _BOUNDARY.search(content_type)
    name = (found[1] or found[2]).strip().removeprefix("--") if found else ""
    return name.encode("latin-1", "replace") or None


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels that a JPEG says it has; None where `data` is none. Nothing is decoded for it."""
    at = 2
    if not data.startswith(_SOI):
        return None
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker in _BARE:
            at += 2
        elif marker in _SIZES and at + 9 <= len(data):
            height, width = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            return (width, height) if width and height else None
        else:
            at += 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
    return None


def is_whole(data: bytes) -> bool:
    """Whether a JPEG goes from its start to its end mark and no further, as far as its marks tell; nothing is decoded.

    Decoders make a picture of what is damaged and do not say so: this finds what was cut off or overwritten, because in
    coded pixels 0xFF stands for a mark only.
    """
    at = 2
    if not data.startswith(_SOI):
        return False
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _BARE:
            at += 2
            continue
        at += 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
        if marker == _SOS:
            found = _MARK.search(data, at)
            if found is None:
                return False
            if data[found.start() + 1] == _EOI:
                return not data[found.end() :].strip(_FILLING)
            at = found.start()
            if data[at + 1] not in _BETWEEN_SCANS:
                return False
    return False


class _At(Enum):
    BOUNDARY = "boundary"
    HEAD = "head"
    BODY = "body"


class MjpegParser:
    """Takes a stream apart. `boundary` is that of the content type, without the two hyphens before it."""

    def __init__(self, boundary: bytes, longest: int = LONGEST_PICTURE) -> None:
        self._marker = b"--" + boundary
        self._longest = longest
        self._buffer = bytearray()
        self._at = _At.BOUNDARY
        self._length: int | None = None
        self._looked = 0  # bytes of the body that hold no boundary

    @property
    def waiting(self) -> int:
        """Bytes that have come and are not yet decided."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[bytes]:
        """The bodies that `data` completes, in order. Whether they are pictures is for a decoder to say."""
        self._buffer += data
        bodies: list[bytes] = []
        steps = {_At.BOUNDARY: self._find_boundary, _At.HEAD: self._read_head, _At.BODY: self._read_body}
        while steps[self._at](bodies):
            pass
        return bodies

    def _find_boundary(self, _: list[bytes]) -> bool:
        start = self._buffer.find(self._marker)
        if start < 0:
            self._drop(len(self._buffer) - len(self._marker) + 1)
            return False
        self._drop(start + len(self._marker))
        self._at = _At.HEAD
        return True

    def _read_head(self, _: list[bytes]) -> bool:
        end = _HEAD_END.search(self._buffer, 0, LONGEST_HEAD)
        if end is None:
            if len(self._buffer) < LONGEST_HEAD:
                return False
            self._at = _At.BOUNDARY
            return True
        length = _LENGTH.search(self._buffer, 0, end.end())
        self._length = int(length[1]) if length else None
        self._drop(end.end())
        self._looked = 0
        self._at = _At.BOUNDARY if self._length is not None and self._length > self._longest else _At.BODY
        return True

    def _read_body(self, bodies: list[bytes]) -> bool:
        end = self._length
        if end is None:  # the next boundary ends it
            end = self._buffer.find(self._marker, self._looked)
            self._looked = max(len(self._buffer) - len(self._marker) + 1, 0)
            if end < 0:
                if len(self._buffer) > self._longest:
                    self._at = _At.BOUNDARY
                    return True
                return False
        if len(self._buffer) < end:
            return False
        body = bytes(self._buffer[:end])
        if self._length is None:
            body = body.removesuffix(b"\n").removesuffix(b"\r")
        if body:
            bodies.append(body)
        self._drop(end)
        self._at = _At.BOUNDARY
        return True

    def _drop(self, count: int) -> None:
        if count > 0:
            del self._buffer[:count]
