"""Photos from files, read with mistrust: upright, in colour, 8 bits."""

from __future__ import annotations

import io
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageOps

import booth.biometrics.images  # noqa: F401  (makes Pillow's warning of too many pixels an error)
from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MOST_BYTES = 200_000_000  # of a file: the rest is not read, so that no device file fills the memory
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 12_000
SHORTEST_SIDE = 32
_MODES = {"L", "LA", "RGB", "RGBA", "P", "CMYK", "YCbCr"}


class PhotoFault(Enum):
    """Why a file is no photo that can be judged; the value is the sentence for the operator."""

    UNREADABLE = N_("This is no image file, or it is damaged.")
    DEPTH = N_("The photo has 16 bits a pixel or more; 8 bits are needed.")
    TOO_SMALL = N_("The photo has {width} × {height} pixels; at least {least} each way are needed.")
    TOO_LARGE = N_("The photo is too large: {width} × {height} pixels.")


class PhotoRejected(BoothError):
    """A file holds no photo that can be judged. `fault` says why."""

    text = N_("This is no image file, or it is damaged.")

    def __init__(self, fault: PhotoFault, **params: object) -> None:
        super().__init__(fault.name, **params)
        self.fault = fault
        self.text = fault.value


def read_photo(path: Path) -> NDArray[np.uint8]:
    """The picture in a JPEG, PNG, BMP, TIFF or WebP file, turned as its Exif says: `(height, width, 3) uint8` BGR.

    Grey becomes colour, transparent places white. Raises `PhotoRejected`, and `OSError` where the file cannot be read.
    """
    with path.open("rb") as file:
        return decode_photo(file.read(MOST_BYTES))


def decode_photo(data: bytes) -> NDArray[np.uint8]:
    """As `read_photo`. Raises `PhotoRejected`."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "BMP", "TIFF", "WEBP")) as image:
            _check(image)  # before a pixel is decoded: a small file may unfold to gigabytes
            upright = ImageOps.exif_transpose(image)
            return _bgr(upright)
    except PhotoRejected:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoRejected(PhotoFault.TOO_LARGE, width="?", height="?") from error
    except Exception as error:  # Pillow's decoders raise anything for damaged bytes; to the operator it is one thing
        raise PhotoRejected(PhotoFault.UNREADABLE) from error


def _check(image: Image.Image) -> None:
    width, height = image.size
    if min(width, height) < SHORTEST_SIDE:
        raise PhotoRejected(PhotoFault.TOO_SMALL, width=width, height=height, least=SHORTEST_SIDE)
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise PhotoRejected(PhotoFault.TOO_LARGE, width=width, height=height)
    if image.mode not in _MODES:
        raise PhotoRejected(PhotoFault.DEPTH)


def _bgr(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode in {"LA", "RGBA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(cv2.cvtColor(np.asarray(image.convert("RGB"), np.uint8), cv2.COLOR_RGB2BGR), np.uint8)
