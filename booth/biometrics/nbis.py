"""The only door to NBIS and NFIQ 2 (`nbis-python`), open where the library loads and politely shut elsewhere.

nbis-python has no Windows wheel, and on Debian 12 it needs system packages: whoever asks must first see `available()`.
The calls release Python's global lock (ctypes): on two busy cores a thread beside them kept 78 % of its speed, and a
heartbeat of 1 ms came at most 18 ms late (9 ms beside an idle process; the benchmark of finger quality shows both).
They are made one at a time: bozorth3 keeps its tables in globals.
"""

from __future__ import annotations

import atexit
import io
import os
import struct
import sys
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image

from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    from booth.biometrics.images import Pixels
    from booth.biometrics.templates import Template

_one_at_a_time = threading.Lock()

# The private record of nbis-python 0.1.9: like ISO 19794-2:2005 without the resolution, quality in 63rds.
_RECORD = struct.Struct(">8sIHHH7xB")
_RECORD_MINUTIA = struct.Struct(">HHBB")
_MAGIC = b"FMR\0 20\0"
_FULL_QUALITY = 63
_LEAST_MINUTIAE = 10  # what bozorth3 itself asks for


class NbisMissing(BoothError):
    """NBIS does not load on this computer. `hint` says what the loader said."""

    text = N_("Fingerprints cannot be compared on this computer: the NBIS library is missing. Call the technician.")


class NbisFailed(BoothError):
    """NBIS gave up on an image or a template that looked sound."""

    text = N_("This fingerprint cannot be read. Clean the glass, then place the finger again.")


@dataclass(frozen=True)
class Found:
    """A minutia as NBIS reports it: pixels from the top left, degrees anticlockwise from the right, reliability 0–1."""

    x: int
    y: int
    angle: float
    ending: bool
    reliability: float


def available() -> bool:
    """Whether NBIS loads here."""
    return _load()[0] is not None


def reason_missing() -> str:
    """What the loader said, for the technician; empty where NBIS loads."""
    return _load()[1]


def get_ready(ppi: int = 500) -> None:
    """Load the models for images of `ppi` ahead of the first print, where NBIS loads at all: a second and more."""
    if available():
        for what in ("nfiq2", "minutiae"):
            _extractor(what, ppi)


def nfiq2(pixels: Pixels, ppi: int) -> int | None:
    """The NFIQ 2 score, 0–100, or None where NFIQ 2 finds too little finger to compute one. 90–250 ms.

    Takes an image that passed `check_image`. Raises `NbisMissing`.
    """
    try:
        return int(_analyse(pixels, ppi, "nfiq2").quality().score)
    except NbisFailed:
        return None


def minutiae(pixels: Pixels, ppi: int) -> tuple[Found, ...]:
    """The minutiae of an image that passed `check_image`; 30–80 ms. Raises `NbisMissing`, `NbisFailed`."""
    return tuple(
        Found(m.x(), m.y(), m.angle(), m.kind().name == "RIDGE_ENDING", m.reliability())
        for m in _analyse(pixels, ppi, "minutiae").get()
    )


def bozorth3(probe: Template, gallery: Template) -> int:
    """Similarity, 0 upwards; 0 where one has fewer than 10 minutiae. Raises `NbisMissing`, `NbisFailed`."""
    library = _library()
    if min(len(probe.minutiae), len(gallery.minutiae)) < _LEAST_MINUTIAE:
        return 0
    extractor = _extractor("minutiae", probe.ppi)
    with _one_at_a_time:
        try:
            first = extractor.load_iso_19794_2_2005(_record(probe))
            second = extractor.load_iso_19794_2_2005(_record(gallery))
            return int(first.compare(second))
        except library.NbisError as error:
            raise NbisFailed(type(error).__name__) from error


def _record(template: Template) -> bytes:
    body = b"".join(
        _RECORD_MINUTIA.pack(
            m.type << 14 | m.x, m.y, round(m.angle / 360 * 256) % 256, round(m.quality * _FULL_QUALITY / 100)
        )
        for m in template.minutiae
    )
    length = _RECORD.size + len(body)
    return _RECORD.pack(_MAGIC, length, 0, template.width, template.height, len(template.minutiae)) + body


def _analyse(pixels: Pixels, ppi: int, what: str) -> Any:
    extractor = _extractor(what, ppi)
    library = _library()
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "BMP")
    with _one_at_a_time:
        try:
            return _extract(extractor, file.getvalue())
        except library.NbisError as error:
            raise NbisFailed(type(error).__name__) from error


def _extract(extractor: Any, picture: bytes) -> Any:
    """Hand a BMP over as a file in memory, which no disk ever sees.

    Given bytes, the binding copies them one by one in Python: 15 ms of the global lock for each image, twice a try.
    """
    if sys.platform != "linux":
        return extractor.extract_minutiae(picture)
    handle = os.memfd_create("finger")
    try:
        with open(handle, "wb", closefd=False) as file:
            file.write(picture)
        return extractor.extract_minutiae_from_image_file(f"/proc/self/fd/{handle}")
    finally:
        os.close(handle)


@lru_cache(maxsize=8)  # 12 MB each, and files may state a hundred resolutions
def _extractor(what: str, ppi: int) -> Any:
    library = _library()
    settings = library.NbisExtractorSettings(
        min_quality=0.0, get_center=False, check_fingerprint=False, compute_nfiq2=what == "nfiq2", ppi=float(ppi)
    )
    return library.new_nbis_extractor(settings)


def _library() -> Any:
    library, reason = _load()
    if library is None:
        error = NbisMissing()
        error.hint = reason
        raise error
    return library


@cache
def _load() -> tuple[Any, str]:
    try:
        import nbis
    except (ImportError, OSError) as error:  # not installed, or one of its system libraries is not
        return None, str(error)
    atexit.register(_extractor.cache_clear)  # their ends need the library, which is torn down before them
    return nbis, ""
