"""Fingerprint images: what is accepted, and PNG in memory and files on disk.

Everywhere in this package an image is `pixels`, `(height, width) uint8`, 0 black, ridges dark, and `ppi`, pixels an
inch.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, cast

import numpy as np
from PIL import Image

from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

DEFAULT_PPI = 500
PPI_RANGE = (450, 550)
"""What NFIQ 2 and minutiae extraction take as "about 500"; an image is never resampled for them."""
MIN_EDGE = 80
"""Pixels: 4 mm of finger. NBIS writes past its buffers below 16 pixels, so this is also a guard."""
MAX_EDGE = 1200
"""Pixels: 61 mm, more than any single-finger scanner; NBIS takes 11 s for 1,500 × 1,500 pixels of noise."""
CONSTANT = 2
"""An image whose brightest and darkest pixel differ by no more shows nothing."""
MOST_BYTES = 16_000_000
"""Of a file, ten times what the largest image needs: the rest is not read, so that no device file fills the memory."""

_WSQ_PPI = re.compile(rb"\nPPI \d")

# A picture just under Pillow's limit only warns, and a warning is no answer: it is refused like a larger one.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# What Pillow remarks on damaged metadata is nothing for the operator, whose stderr it would go to.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


class ImageFault(Enum):
    """Why an image is not accepted; the value is the sentence for the operator."""

    UNREADABLE = N_("This is no image file, or it is damaged.")
    DEPTH = N_("The image has 16 bits a pixel or more; 8-bit grey is needed.")
    COLOUR = N_("The image is in colour; 8-bit grey is needed.")
    TOO_SMALL = N_("The image has {width} × {height} pixels; at least {least} each way are needed.")
    TOO_LARGE = N_("The image is too large: more than {most} pixels one way.")
    RESOLUTION = N_("The image says {ppi} pixels an inch; {low} to {high} are needed.")
    EMPTY = N_("The image shows nothing: all its pixels are alike. Place the finger again.")


class ImageRejected(BoothError):
    """An image cannot be judged, matched or stored. `fault` says why."""

    text = N_("This is no image file, or it is damaged.")

    def __init__(self, fault: ImageFault, **params: object) -> None:
        super().__init__(fault.name, **params)
        self.fault = fault
        self.text = fault.value


def check_image(pixels: Pixels, ppi: int) -> None:
    """Raise `ImageRejected` unless `pixels` is `(height, width) uint8` of a size, a resolution and a content to use."""
    check_grey(pixels, ppi)
    _check_content(pixels)


def check_grey(pixels: Pixels, ppi: int, most: int = MAX_EDGE) -> None:
    """As `check_image`, whatever the image shows; `most` pixels an edge. Raises `ImageRejected`."""
    if pixels.ndim != 2:
        raise ImageRejected(ImageFault.COLOUR)
    if pixels.dtype != np.uint8:
        raise ImageRejected(ImageFault.DEPTH)
    height, width = pixels.shape
    _check_size(width, height, most)
    _check_ppi(ppi)


@dataclass(frozen=True)
class FingerFile:
    """What an image file holds: `pixels` as everywhere here, `ppi`, and whether that was assumed, not stated."""

    pixels: Pixels
    ppi: int
    ppi_assumed: bool


def read_finger_file(path: Path) -> FingerFile:
    """Read a file (PNG, BMP, TIFF, JPEG, WSQ); one that states no resolution has 500 ppi.

    Raises `ImageRejected`, and `OSError` where the file itself cannot be read.
    """
    from booth.biometrics.wsq_files import MAGIC

    data = _read(path)
    pixels, stated = _decode_wsq(data) if data.startswith(MAGIC) else _decode(data)
    ppi = DEFAULT_PPI if stated is None else stated
    check_image(pixels, ppi)
    return FingerFile(pixels, ppi, ppi_assumed=stated is None)


def read_finger_image(path: Path) -> tuple[Pixels, int]:
    """The pixels and the resolution of a file, as `read_finger_file` finds them."""
    read = read_finger_file(path)
    return read.pixels, read.ppi


def read_large_image(path: Path, most: int) -> tuple[Pixels, int]:
    """As `read_finger_image`, of up to `most` pixels an edge and no WSQ: more than one finger."""
    pixels, stated = _decode(_read(path), most)
    _check_content(pixels)
    return pixels, DEFAULT_PPI if stated is None else stated


def encode_png(pixels: Pixels, ppi: int) -> bytes:
    """An 8-bit grey PNG that carries its resolution. Raises `ImageRejected`."""
    check_image(pixels, ppi)
    file = io.BytesIO()
    # The lowest effort: a print hardly compresses, and the operator waits.
    Image.fromarray(pixels).save(file, "PNG", dpi=(ppi, ppi), compress_level=1)
    return file.getvalue()


def decode_png(data: bytes) -> tuple[Pixels, int]:
    """The pixels and the resolution of `encode_png`. Raises `ImageRejected`."""
    if not data.startswith(b"\x89PNG"):
        raise ImageRejected(ImageFault.UNREADABLE)
    pixels, stated = _decode(data)
    ppi = DEFAULT_PPI if stated is None else stated
    check_image(pixels, ppi)
    return pixels, ppi


def _decode_wsq(data: bytes) -> tuple[Pixels, int | None]:
    from booth.biometrics.wsq_files import decode_wsq, wsq_ppi

    ppi = wsq_ppi(data)
    _check_ppi(ppi)  # before the decoder's process is started
    return decode_wsq(data), ppi if ppi != DEFAULT_PPI or _WSQ_PPI.search(data) else None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _decode(data: bytes, most: int = MAX_EDGE) -> tuple[Pixels, int | None]:
    """The pixels, and the resolution if the file states one."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "BMP", "TIFF", "JPEG")) as image:
            # Before a pixel is decoded: a small file may unfold to gigabytes.
            _check_size(*image.size, most)
            _check_mode(image.mode)
            ppi = _ppi_of(image)
            return np.array(image, np.uint8), ppi
    except ImageRejected:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageRejected(ImageFault.TOO_LARGE, most=most) from error
    except Exception as error:  # Pillow's decoders raise anything for damaged bytes; to the operator it is one thing
        raise ImageRejected(ImageFault.UNREADABLE) from error


def _check_mode(mode: str) -> None:
    if mode.startswith(("I", "F")):
        raise ImageRejected(ImageFault.DEPTH)
    if mode != "L":
        raise ImageRejected(ImageFault.COLOUR)


def _check_content(pixels: Pixels) -> None:
    if int(pixels.max()) - int(pixels.min()) <= CONSTANT:
        raise ImageRejected(ImageFault.EMPTY)


def _check_size(width: int, height: int, most: int) -> None:
    if max(width, height) > most:
        raise ImageRejected(ImageFault.TOO_LARGE, most=most)
    if min(width, height) < MIN_EDGE:
        raise ImageRejected(ImageFault.TOO_SMALL, width=width, height=height, least=MIN_EDGE)


def _check_ppi(ppi: int) -> None:
    low, high = PPI_RANGE
    if not low <= ppi <= high:
        raise ImageRejected(ImageFault.RESOLUTION, ppi=ppi, low=low, high=high)


def _ppi_of(image: Image.Image) -> int | None:
    stated = image.info.get("dpi")
    if stated is None:
        return None
    across, down = (round(float(cast("float", value))) for value in stated)
    if across <= 1 or down <= 1:  # JFIF's and TIFF's way of saying "unknown"
        return None
    _check_ppi(across)
    _check_ppi(down)
    return across
