"""ISO/IEC 19794-2:2005 finger minutiae records ("FMR", version " 20"), one view each: written, and read with mistrust.

The record is written here and not by NBIS: nbis-python 0.1.9 leaves the resolution out and so shifts every later field.
Minutiae are those of NBIS: its angle and place already follow the standard (measured on real prints: along the
angle lies the ridge of an ending and the valley of a bifurcation).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from booth.biometrics import nbis
from booth.biometrics.images import check_image
from booth.domain.errors import N_, BoothError
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from booth.biometrics.images import Pixels

MAGIC = b"FMR\0 20\0"
MOST_MINUTIAE = 255  # the count is one byte
CM_PER_INCH = 2.54
ANGLE_STEP = 360 / 256

_HEADER = struct.Struct(">8sIHHHHHBB")  # magic, length, device, width, height, px/cm across, down, views, reserved
_VIEW = struct.Struct(">BBBB")  # finger, view number and impression type, quality, count
_MINUTIA = struct.Struct(">HHBB")  # type and x, reserved and y, angle, quality
_EXTENDED = struct.Struct(">H")
_LOW_14 = 0x3FFF


class TemplateRejected(BoothError):
    """Not a record this program can use. `detail` says which field, for the technician."""

    text = N_("The fingerprint template is damaged or of an unknown kind.")


class MinutiaType(IntEnum):
    """The two bits of the record."""

    OTHER = 0
    ENDING = 1
    BIFURCATION = 2


@dataclass(frozen=True)
class Minutia:
    """Place in pixels from the top left, degrees anticlockwise from the right, quality 1–100 (0: not stated)."""

    x: int
    y: int
    angle: float
    type: MinutiaType
    quality: int


@dataclass(frozen=True)
class Template:
    """One print's minutiae. `finger` is None where the record does not say; `ppi` is derived from pixels per cm."""

    finger: Finger | None
    width: int
    height: int
    ppi: int
    quality: int  # 0–100
    minutiae: tuple[Minutia, ...]


def extract(pixels: Pixels, ppi: int, finger: Finger, *, quality: int = 0) -> bytes:
    """The record of one plain live-scan print; `quality` is the print's score, 0–100.

    Takes 40 ms on an image of 326 × 357. Raises `ImageRejected`, and `nbis.NbisMissing` where NBIS does not load.
    """
    check_image(pixels, ppi)
    found = [
        Minutia(m.x, m.y, m.angle, MinutiaType.ENDING if m.ending else MinutiaType.BIFURCATION, _percent(m.reliability))
        for m in nbis.minutiae(pixels, ppi)
    ]
    height, width = pixels.shape
    return write_template(Template(finger, width, height, ppi, quality, tuple(found)))


def write_template(template: Template) -> bytes:
    """The record; of more than 255 minutiae the most certain are kept."""
    kept = sorted(template.minutiae, key=lambda m: -m.quality)[:MOST_MINUTIAE]
    kept.sort(key=lambda m: (m.x, m.y))
    body = b"".join(_MINUTIA.pack(m.type << 14 | m.x, m.y, round(m.angle / ANGLE_STEP) % 256, m.quality) for m in kept)
    per_cm = round(template.ppi / CM_PER_INCH)
    length = _HEADER.size + _VIEW.size + len(body) + _EXTENDED.size
    return (
        _HEADER.pack(MAGIC, length, 0, template.width, template.height, per_cm, per_cm, 1, 0)
        + _VIEW.pack(template.finger or 0, 0, template.quality, len(kept))
        + body
        + _EXTENDED.pack(0)
    )


def parse_template(data: bytes) -> Template:
    """Read a record with exactly one view; extended data is passed over. Raises `TemplateRejected`."""
    if len(data) < _HEADER.size + _VIEW.size + _EXTENDED.size or data[:8] != MAGIC:
        raise TemplateRejected("header")
    _, length, _, width, height, across, down, views, _ = _HEADER.unpack_from(data)
    if length != len(data):
        raise TemplateRejected("length")
    if views != 1:
        raise TemplateRejected("views")
    if not (width and height and width <= _LOW_14 and height <= _LOW_14):
        raise TemplateRejected("size")
    if not across or across != down:
        raise TemplateRejected("resolution")
    position, _, quality, count = _VIEW.unpack_from(data, _HEADER.size)
    if position > max(Finger) or quality > 100:
        raise TemplateRejected("view")
    start = _HEADER.size + _VIEW.size
    end = start + count * _MINUTIA.size
    if end + _EXTENDED.size > length or end + _EXTENDED.size + _EXTENDED.unpack_from(data, end)[0] != length:
        raise TemplateRejected("minutiae count")
    minutiae = tuple(_minutia(fields, width, height) for fields in _MINUTIA.iter_unpack(data[start:end]))
    ppi = round(across * CM_PER_INCH)
    return Template(Finger(position) if position else None, width, height, ppi, quality, minutiae)


def _minutia(fields: tuple[int, int, int, int], width: int, height: int) -> Minutia:
    packed, y, angle, quality = fields
    kind, x, y = packed >> 14, packed & _LOW_14, y & _LOW_14
    if kind not in tuple(MinutiaType) or x >= width or y >= height or quality > 100:
        raise TemplateRejected("minutia")
    return Minutia(x, y, angle * ANGLE_STEP, MinutiaType(kind), quality)


def _percent(reliability: float) -> int:
    """1–100; 0 would mean "not stated"."""
    return min(100, max(1, round(reliability * 100)))
