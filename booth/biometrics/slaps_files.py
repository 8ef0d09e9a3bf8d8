"""Files with slaps: larger than single prints, and trusted no more."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

import numpy as np
from PIL import Image

from booth.biometrics.images import (
    CONSTANT,
    DEFAULT_PPI,
    MIN_EDGE,
    MOST_BYTES,
    PPI_RANGE,
    ImageFault,
    ImageRejected,
)

if TYPE_CHECKING:
    from pathlib import Path

    from booth.biometrics.images import Pixels

MOST_SIDE = 2500
"""Pixels: 127 mm; the platen of a 4-4-2 scanner has 81 × 76 mm."""


def read_slap_file(path: Path) -> tuple[Pixels, int]:
    """Pixels and resolution of a PNG, BMP, TIFF or JPEG; 500 ppi where it states none.

    Raises `ImageRejected`, and `OSError` where the file itself cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES)
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "BMP", "TIFF", "JPEG")) as image:
            # Before a pixel is decoded: a small file may unfold to gigabytes.
            _check(image)
            ppi = _ppi_of(image)
            pixels = np.array(image, np.uint8)
    except ImageRejected:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageRejected(ImageFault.TOO_LARGE, most=MOST_SIDE) from error
    except Exception as error:  # Pillow's decoders raise anything for damaged bytes; to the operator it is one thing
        raise ImageRejected(ImageFault.UNREADABLE) from error
    if int(pixels.max()) - int(pixels.min()) <= CONSTANT:
        raise ImageRejected(ImageFault.EMPTY)
    return pixels, ppi


def _check(image: Image.Image) -> None:
    width, height = image.size
    if max(width, height) > MOST_SIDE:
        raise ImageRejected(ImageFault.TOO_LARGE, most=MOST_SIDE)
    if min(width, height) < MIN_EDGE:
        raise ImageRejected(ImageFault.TOO_SMALL, width=width, height=height, least=MIN_EDGE)
    if image.mode.startswith(("I", "F")):
        raise ImageRejected(ImageFault.DEPTH)
    if image.mode != "L":
        raise ImageRejected(ImageFault.COLOUR)


def _ppi_of(image: Image.Image) -> int:
    stated = image.info.get("dpi")
    if stated is None:
        return DEFAULT_PPI
    across, down = (round(float(cast("float", value))) for value in stated)
    if across <= 1 or down <= 1:  # JFIF's and TIFF's way of saying "unknown"
        return DEFAULT_PPI
    low, high = PPI_RANGE
    for ppi in (across, down):
        if not low <= ppi <= high:
            raise ImageRejected(ImageFault.RESOLUTION, ppi=ppi, low=low, high=high)
    return across
