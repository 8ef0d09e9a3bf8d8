"""Pictures inside biometric records: PNG, JPEG, JPEG 2000, WSQ and bare pixels → uint8 arrays.

A picture's own header is read before a decoder sees it: it must have the size that the record states, 8 bits a sample
and few tiles, so that a small crafted file cannot unfold to gigabytes.
"""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.devices.camera.mjpeg import jpeg_size

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PIXELS = 25_000_000
"""Of any picture: a face at 24 megapixels; a print of 40 × 40 mm at 1,000 ppi has 2.5 million."""
MOST_TILES = 1024
"""Of a JPEG 2000 picture; the decoder keeps a structure for each before it has seen one."""
_WSQ_SECONDS = 10.0  # a decoder that runs longer is caught in a crafted file

# Damaged pictures are raised, not printed on the terminal.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


class BadRecord(ValueError):
    """The bytes are no such record, or a damaged one. Its text is for the log."""


class Coding(Enum):
    """How the pixels are packed."""

    RAW = "raw"
    PNG = "png"
    JPEG = "jpeg"
    JP2 = "jp2"
    WSQ = "wsq"


def decode_picture(data: bytes, coding: Coding, width: int, height: int, channels: int = 1) -> NDArray[np.uint8]:
    """The pixels, `(height, width)` or with 3 `channels` `(height, width, 3)` BGR, uint8.

    Raises `BadRecord` where `data` is no picture in `coding` of exactly this size and kind.
    """
    if not 0 < width * height <= MOST_PIXELS:
        raise BadRecord(f"a picture of {width} × {height} pixels")
    if coding is Coding.RAW:
        if len(data) != width * height * channels:
            raise BadRecord(f"{len(data)} bytes for {width} × {height} pixels")
        pixels = np.frombuffer(data, np.uint8).reshape((height, width) if channels == 1 else (height, width, channels))
        return pixels.copy() if channels == 1 else np.ascontiguousarray(pixels[..., ::-1])
    stated = _SIZES[coding](data)
    if stated != (width, height):
        raise BadRecord(f"the record says {width} × {height} pixels, its {coding.value} picture {stated}")
    if coding is Coding.WSQ:
        decoded = _decode_wsq(data, width, height)
    else:
        try:
            found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
        except (cv2.error, MemoryError) as error:
            raise BadRecord(f"the {coding.value} picture is damaged") from error
        if found is None or found.dtype != np.uint8:
            raise BadRecord(f"the {coding.value} picture is damaged or deeper than 8 bits")
        decoded = np.asarray(found, np.uint8)
    if decoded.shape != ((height, width) if channels == 1 else (height, width, channels)):
        raise BadRecord(f"the picture has the shape {decoded.shape}, {channels} channels were stated")
    return decoded


def encode_picture(pixels: NDArray[np.uint8], coding: Coding) -> bytes:
    """`pixels`, `(height, width)` or BGR `(height, width, 3)` uint8, packed without loss (JPEG: best quality).

    Raises `ValueError` for WSQ: registration devices send prints without loss.
    """
    if coding is Coding.RAW:
        return pixels.tobytes() if pixels.ndim == 2 else pixels[..., ::-1].tobytes()
    if coding not in _SUFFIXES:
        raise ValueError(f"{coding.value} is only read")
    suffix, options = _SUFFIXES[coding]
    done, data = cv2.imencode(suffix, pixels, options)
    if not done:
        raise ValueError(f"{coding.value} cannot hold {pixels.shape}")
    return bytes(data)


_SUFFIXES: dict[Coding, tuple[str, list[int]]] = {
    Coding.PNG: (".png", [cv2.IMWRITE_PNG_COMPRESSION, 1]),
    Coding.JPEG: (".jpg", [cv2.IMWRITE_JPEG_QUALITY, 100]),
    Coding.JP2: (".jp2", [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000]),
}


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR" or len(data) < 33 or data[24] != 8:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jp2_size(data: bytes) -> tuple[int, int] | None:
    """Of a JP2 file or a bare codestream: from the SIZ segment, which the decoder believes."""
    start = _codestream(data)
    siz = data[start : start + 64] if start is not None else b""
    if len(siz) < 45 or siz[:4] != b"\xff\x4f\xff\x51":
        return None
    right, bottom, left, top, tile_width, tile_height = (
        int.from_bytes(siz[at : at + 4], "big") for at in range(8, 32, 4)
    )
    components = int.from_bytes(siz[40:42], "big")
    if components not in {1, 3} or len(siz) < 42 + 3 * components or not tile_width or not tile_height:
        return None
    if any(siz[at : at + 3] != b"\x07\x01\x01" for at in range(42, 42 + 3 * components, 3)):
        return None  # 8 bits without sign, one sample a pixel
    if left or top or -(-right // tile_width) * -(-bottom // tile_height) > MOST_TILES:
        return None
    return right, bottom


def _codestream(data: bytes) -> int | None:
    """Where the codestream of a JP2 file begins; its boxes are walked, each at least 8 bytes long."""
    if data.startswith(b"\xff\x4f\xff\x51"):
        return 0
    at = 0
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        head = 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if at == 0 and kind != b"jP  ":
            return None
        if kind == b"jp2c":
            return at + head
        if length < head:
            return None
        at += length
    return None


def _wsq_size(data: bytes) -> tuple[int, int] | None:
    """Of a WSQ file (IAFIS-IC-0110): from its start-of-frame segment."""
    at = 2
    if not data.startswith(b"\xff\xa0"):
        return None
    while at + 4 <= len(data):
        marker, length = data[at : at + 2], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker[:1] != b"\xff" or length < 2:
            return None
        if marker == b"\xff\xa2":
            frame = data[at + 4 : at + 10]
            return (int.from_bytes(frame[4:6], "big"), int.from_bytes(frame[2:4], "big")) if len(frame) == 6 else None
        at += 2 + length
    return None


_SIZES = {Coding.PNG: _png_size, Coding.JPEG: jpeg_size, Coding.JP2: _jp2_size, Coding.WSQ: _wsq_size}

_WSQ_DECODER = """
import io, sys, wsq
from PIL import Image
sys.stdout.buffer.write(Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("WSQ",)).tobytes())
"""


def _decode_wsq(data: bytes, width: int, height: int) -> NDArray[np.uint8]:
    """In a process of its own: the decoder is C code that damaged bytes can crash."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _WSQ_DECODER],
            input=data,
            capture_output=True,
            timeout=_WSQ_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise BadRecord("the WSQ picture is damaged") from error
    if len(done.stdout) != width * height:
        raise BadRecord("the WSQ picture has another size than it says")
    return np.frombuffer(done.stdout, np.uint8).reshape(height, width).copy()
