"""WSQ, the FBI's compression of grey fingerprints (IAFIS-IC-0110), at about 12 : 1; 30–50 ms to write a print.

The decoder is C code that damaged or crafted bytes can crash (found by flipping single bytes), so it works in a
process of its own: a bad file is then a refused file and not the end of the program. That costs 0.1–0.2 s a file.
"""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import wsq  # noqa: F401  (registers WSQ with Pillow)
from PIL import Image

from booth.biometrics.images import (
    DEFAULT_PPI,
    MAX_EDGE,
    MIN_EDGE,
    ImageFault,
    ImageRejected,
    check_image,
)

if TYPE_CHECKING:
    from booth.biometrics.images import Pixels

MAGIC = b"\xff\xa0"
_START_OF_FRAME = b"\xff\xa2"
_START_OF_BLOCK = b"\xff\xa3"
_PPI_COMMENT = b"PPI %d\n"
_DECODER_SECONDS = 30.0  # a decoder that runs longer is caught in a crafted file

_DECODER = """
import io, sys, wsq
from PIL import Image
sys.stdout.buffer.write(Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("WSQ",)).tobytes())
"""


def encode_wsq(pixels: Pixels, ppi: int) -> bytes:
    """A WSQ file that states its resolution. Raises `ImageRejected`."""
    check_image(pixels, ppi)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "WSQ")
    # The encoder always writes 500; all resolutions we accept have three digits, so the segment keeps its length.
    return file.getvalue().replace(_PPI_COMMENT % DEFAULT_PPI, _PPI_COMMENT % ppi, 1)


def decode_wsq(data: bytes) -> Pixels:
    """The image of a WSQ file, `(height, width) uint8`. Raises `ImageRejected`."""
    width, height = _size(data)
    if max(width, height) > MAX_EDGE:
        raise ImageRejected(ImageFault.TOO_LARGE, most=MAX_EDGE)
    if min(width, height) < MIN_EDGE:
        raise ImageRejected(ImageFault.TOO_SMALL, width=width, height=height, least=MIN_EDGE)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _DECODER],
            input=data,
            capture_output=True,
            timeout=_DECODER_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ImageRejected(ImageFault.UNREADABLE) from error
    if len(done.stdout) != width * height:
        raise ImageRejected(ImageFault.UNREADABLE)
    return np.frombuffer(done.stdout, np.uint8).reshape(height, width)


def wsq_ppi(data: bytes) -> int:
    """The resolution that the file's NIST comment states; 500 where it states none.

    Raises `ImageRejected` where the file's segments are damaged.
    """
    for marker, payload in _segments(data):
        if marker == b"\xff\xa8" and payload.startswith(b"NIST_COM"):
            for line in payload.split(b"\n"):
                name, _, value = line.partition(b" ")
                if name == b"PPI" and value.isdigit():
                    return int(value[:6])
    return DEFAULT_PPI


def _size(data: bytes) -> tuple[int, int]:
    for marker, payload in _segments(data):
        if marker == _START_OF_FRAME and len(payload) >= 6:
            return int.from_bytes(payload[4:6], "big"), int.from_bytes(payload[2:4], "big")
    raise ImageRejected(ImageFault.UNREADABLE)


def _segments(data: bytes) -> list[tuple[bytes, bytes]]:
    """Marker and payload of every segment before the first block of image data. Raises `ImageRejected`."""
    if not data.startswith(MAGIC):
        raise ImageRejected(ImageFault.UNREADABLE)
    found, at = [], len(MAGIC)
    while (marker := data[at : at + 2]) != _START_OF_BLOCK:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        payload = data[at + 4 : at + 2 + length]
        if marker[:1] != b"\xff" or length < 2 or len(payload) != length - 2:
            raise ImageRejected(ImageFault.UNREADABLE)
        found.append((marker, payload))
        at += 2 + length
    return found
