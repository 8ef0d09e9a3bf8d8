"""Biometric records inside SBI captures: ISO/IEC 19794-4:2011 (finger), -5:2011 (face), -6:2011 (iris).

Each record has one representation; all numbers are big endian. Parsing is strict: magic, version, every length and
every count must agree with the bytes, or `BadRecord` is raised. What is read can be written back unchanged, except
for certification blocks and extended data (segmentation, annotation, comments), which are checked and dropped.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

from booth.devices.sbi.pictures import BadRecord, Coding, decode_picture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 12 * 2**20  # bytes of a record: what a body of 16 MB can hold in base64
_Kind = TypeVar("_Kind", bound=IntEnum)
_UNKNOWN_TIME = b"\xff" * 9
PER_INCH, PER_CENTIMETRE = 1, 2
_CM_PER_INCH = 2.54


class FingerCoding(IntEnum):
    """Compression of a finger image, ISO/IEC 19794-4:2011."""

    RAW = 0
    PACKED = 1
    WSQ = 2
    JPEG = 3
    JP2_LOSSY = 4
    JP2 = 5
    PNG = 6


class FaceCoding(IntEnum):
    """Data type of a face image, ISO/IEC 19794-5:2011."""

    JPEG = 0
    JP2_LOSSY = 1
    JP2 = 2
    PNG = 3


class IrisCoding(IntEnum):
    """Format of an iris image, ISO/IEC 19794-6:2011."""

    RAW = 2
    JP2 = 10
    PNG = 14


@dataclass(frozen=True)
class QualityBlock:
    """A quality `score`, 0 to 100 (255: failed), and whose algorithm gave it."""

    score: int
    vendor: int = 0
    algorithm: int = 0


@dataclass(frozen=True)
class Origin:
    """When (UTC, whole milliseconds; None: not stated) and with which kind of device a representation was taken."""

    taken: datetime | None = None
    technology: int = 0
    vendor: int = 0
    device: int = 0
    quality: tuple[QualityBlock, ...] = ()


@dataclass(frozen=True)
class FingerRecord:
    """A finger: `position` by ISO code (0 unknown, 1–10, 13–15 slaps), `image` packed in `coding`, pixels an inch."""

    position: int
    image: bytes
    coding: FingerCoding
    width: int
    height: int
    ppi: int = 500
    impression: int = 0
    origin: Origin = Origin()

    def pixels(self) -> NDArray[np.uint8]:
        """`(height, width) uint8`. Raises `BadRecord`."""
        return decode_picture(self.image, _FINGER_CODINGS[self.coding], self.width, self.height)


@dataclass(frozen=True)
class FaceRecord:
    """A face: `kind` 0 basic, 1 full frontal, 2 token; `grey` where it has one channel. Landmarks are dropped."""

    image: bytes
    coding: FaceCoding
    width: int
    height: int
    kind: int = 1
    grey: bool = False
    origin: Origin = Origin()

    def pixels(self) -> NDArray[np.uint8]:
        """`(height, width, 3) uint8` BGR, or `(height, width)` where `grey`. Raises `BadRecord`."""
        return decode_picture(self.image, _FACE_CODINGS[self.coding], self.width, self.height, 1 if self.grey else 3)


@dataclass(frozen=True)
class IrisRecord:
    """An iris: `eye` 0 undefined, 1 right, 2 left; `kind` 1 uncropped, 2 VGA, 3 cropped, 7 cropped and masked."""

    eye: int
    image: bytes
    coding: IrisCoding
    width: int
    height: int
    kind: int = 1
    origin: Origin = Origin()

    def pixels(self) -> NDArray[np.uint8]:
        """`(height, width) uint8`. Raises `BadRecord`."""
        return decode_picture(self.image, _IRIS_CODINGS[self.coding], self.width, self.height)


_FINGER_CODINGS = {
    FingerCoding.RAW: Coding.RAW,
    FingerCoding.PACKED: Coding.RAW,  # packing changes nothing at 8 bits
    FingerCoding.WSQ: Coding.WSQ,
    FingerCoding.JPEG: Coding.JPEG,
    FingerCoding.JP2_LOSSY: Coding.JP2,
    FingerCoding.JP2: Coding.JP2,
    FingerCoding.PNG: Coding.PNG,
}
_FACE_CODINGS = {
    FaceCoding.JPEG: Coding.JPEG,
    FaceCoding.JP2_LOSSY: Coding.JP2,
    FaceCoding.JP2: Coding.JP2,
    FaceCoding.PNG: Coding.PNG,
}
_IRIS_CODINGS = {IrisCoding.RAW: Coding.RAW, IrisCoding.JP2: Coding.JP2, IrisCoding.PNG: Coding.PNG}

_FINGER_MAGIC, _FACE_MAGIC, _IRIS_MAGIC = b"FIR\x00020\x00", b"FAC\x00030\x00", b"IIR\x00020\x00"
_COLOUR, _GREY = 1, 3  # colour spaces of a face image: 24-bit RGB, 8-bit grey
_POSITIONS = frozenset((*range(11), 13, 14, 15))
_EYES, _IRIS_KINDS = frozenset((0, 1, 2)), frozenset((1, 2, 3, 7))
_UPRIGHT = 0b0101  # image properties of an iris: base orientation both ways, compression history undefined


def parse_finger_record(data: bytes) -> FingerRecord:
    """The record of one finger. Raises `BadRecord`; the image itself is checked by `FingerRecord.pixels`."""
    body, (certified, _) = _single(data, _FINGER_MAGIC, ">BB")
    origin = _read_origin(body)
    if certified not in {0, 1}:
        raise BadRecord(f"certification flag {certified}")
    if certified:
        body.take(3 * body.unpack(">B")[0])
    position, _, unit, _, _, across, down, depth, coding, impression, width, height = body.unpack(">BBBHHHHBBBHH")
    image = _read_image(body)
    _skip_extended(body)
    if position not in _POSITIONS or depth != 8 or across != down or unit not in {PER_INCH, PER_CENTIMETRE}:
        raise BadRecord(f"position {position}, {depth} bits, {across} × {down} pixels per unit {unit}")
    ppi = across if unit == PER_INCH else round(across * _CM_PER_INCH)
    return FingerRecord(position, image, _code(FingerCoding, coding), width, height, ppi, impression, origin)


def write_finger_record(record: FingerRecord) -> bytes:
    """The bytes of `record`, without certification blocks. Raises `struct.error` for values out of range."""
    ppi = record.ppi
    head = (record.position, 0, PER_INCH, ppi, ppi, ppi, ppi, 8, record.coding)
    body = struct.pack(">BBBHHHHBBBHH", *head, record.impression, record.width, record.height)
    return _wrap(_FINGER_MAGIC, struct.pack(">BB", 0, 1), _write_origin(record.origin) + body, record.image)


def parse_face_record(data: bytes) -> FaceRecord:
    """The record of one face. Raises `BadRecord`; the image itself is checked by `FaceRecord.pixels`."""
    body, _ = _single(data, _FACE_MAGIC, ">BH")
    origin = _read_origin(body)
    landmarks = body.unpack(">H15x")[0]
    body.take(8 * landmarks)
    kind, coding, width, height, _, _, _, space = body.unpack(">BBHHBHBB")
    image = _read_image(body)
    _skip_extended(body)
    if space not in {_COLOUR, _GREY}:
        raise BadRecord(f"colour space {space}")
    return FaceRecord(image, _code(FaceCoding, coding), width, height, kind, space == _GREY, origin)


def write_face_record(record: FaceRecord) -> bytes:
    """The bytes of `record`, everything about the person unspecified. Raises `struct.error` for values out of range."""
    space = _GREY if record.grey else _COLOUR
    body = bytes(17) + struct.pack(">BBHHBHBB", record.kind, record.coding, record.width, record.height, 0, 0, 0, space)
    return _wrap(_FACE_MAGIC, struct.pack(">BH", 0, 0), _write_origin(record.origin) + body, record.image)


def parse_iris_record(data: bytes) -> IrisRecord:
    """The record of one iris. Raises `BadRecord`; the image itself is checked by `IrisRecord.pixels`."""
    body, _ = _single(data, _IRIS_MAGIC, ">BB")
    origin = _read_origin(body)
    # Number, eye, kind, format, properties, size, depth; then range, roll angle, centre and diameter (9 numbers).
    _, eye, kind, coding, _, width, height, depth = body.unpack(">HBBBBHHB18x")
    image = _read_image(body)
    _skip_extended(body)
    if eye not in _EYES or kind not in _IRIS_KINDS or depth != 8:
        raise BadRecord(f"eye {eye}, kind {kind}, {depth} bits")
    return IrisRecord(eye, image, _code(IrisCoding, coding), width, height, kind, origin)


def write_iris_record(record: IrisRecord) -> bytes:
    """The bytes of `record`: a header around the picture, without what was measured in it.

    Raises `struct.error` for values out of range.
    """
    size = (record.width, record.height)
    body = struct.pack(">HBBBBHHB18x", 1, record.eye, record.kind, record.coding, _UPRIGHT, *size, 8)
    return _wrap(_IRIS_MAGIC, struct.pack(">BB", 0, 1), _write_origin(record.origin) + body, record.image)


class _Bytes:
    """Reads forward; raises `BadRecord` where bytes are missing."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        if count > self.left:
            raise BadRecord(f"{count} bytes were stated, {self.left} are left")
        self._at += count
        return self._data[self._at - count : self._at]

    def unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


def _single(data: bytes, magic: bytes, flags: str) -> tuple[_Bytes, tuple[int, ...]]:
    """The one representation of a record, and what stands in the header behind the number of representations."""
    if len(data) > LONGEST:
        raise BadRecord(f"a record of {len(data)} bytes")
    head = _Bytes(data)
    if head.take(8) != magic:
        raise BadRecord(f"the record does not start with {magic!r}")
    length, count = head.unpack(">IH")
    if length != len(data) or count != 1:
        raise BadRecord(f"{length} bytes and {count} representations were stated, {len(data)} bytes came")
    found = head.unpack(flags)
    stated, rest = head.unpack(">I")[0], head.left
    if stated != rest + 4:
        raise BadRecord(f"a representation of {stated} bytes was stated, {rest + 4} are there")
    return _Bytes(head.take(rest)), found


def _wrap(magic: bytes, flags: bytes, body: bytes, image: bytes) -> bytes:
    inner = struct.pack(">I", len(body) + len(image) + 8) + body + struct.pack(">I", len(image)) + image
    return magic + struct.pack(">IH", 14 + len(flags) + len(inner), 1) + flags + inner


def _read_origin(body: _Bytes) -> Origin:
    taken = _read_time(body.take(9))
    technology, vendor, device, blocks = body.unpack(">BHHB")
    quality = tuple(QualityBlock(*body.unpack(">BHH")) for _ in range(blocks))
    return Origin(taken, technology, vendor, device, quality)


def _write_origin(origin: Origin) -> bytes:
    head = struct.pack(">BHHB", origin.technology, origin.vendor, origin.device, len(origin.quality))
    blocks = (struct.pack(">BHH", block.score, block.vendor, block.algorithm) for block in origin.quality)
    return _write_time(origin.taken) + head + b"".join(blocks)


def _read_time(data: bytes) -> datetime | None:
    if data in {_UNKNOWN_TIME, bytes(9)}:
        return None
    *whole, millisecond = struct.unpack(">HBBBBBH", data)
    try:
        second = datetime(*whole, tzinfo=UTC)  # type: ignore[misc]  # six whole numbers
    except ValueError as error:
        raise BadRecord(f"no date: {data.hex()}") from error
    if millisecond >= 1000:
        raise BadRecord(f"{millisecond} milliseconds")
    return second + timedelta(milliseconds=millisecond)


def _write_time(taken: datetime | None) -> bytes:
    if taken is None:
        return _UNKNOWN_TIME
    at = taken.astimezone(UTC)
    return struct.pack(">HBBBBBH", at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond // 1000)


def _read_image(body: _Bytes) -> bytes:
    length = body.unpack(">I")[0]
    if not length:
        raise BadRecord("no image")
    return body.take(length)


def _skip_extended(body: _Bytes) -> None:
    """Extended data after the image: blocks of a code, a length that counts these four bytes, and data."""
    while body.left:
        _, length = body.unpack(">HH")
        if length < 4:
            raise BadRecord(f"extended data of {length} bytes")
        body.take(length - 4)


def _code(kinds: type[_Kind], value: int) -> _Kind:
    try:
        return kinds(value)
    except ValueError as error:
        raise BadRecord(f"{value} is no {kinds.__name__}") from error
