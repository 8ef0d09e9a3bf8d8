"""Pictures of prints as a sensor would have seen them: cut or padded to its glass, 16 greys, two pixels a byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from booth.devices.emulators.ef01_sensor import NoPicture
from booth.devices.ports import DeviceError
from booth.domain.errors import N_

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset({".png", ".bmp", ".pgm", ".jpg", ".jpeg", ".tif", ".tiff"})
WHITE = 255


class NoPictures(DeviceError):
    """A folder has nothing an emulator could show, or something it cannot read."""

    text = N_("The folder {folder} holds no pictures (PNG, BMP, PGM, JPEG, TIFF).")


class BadPicture(DeviceError):
    """A file has a picture's name but is none."""

    text = N_("The picture {file} cannot be read.")


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of `folder` in name order. Raises `NoPictures`, `BadPicture`."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    except OSError as error:
        raise NoPictures(str(error), folder=folder) from error
    if not files:
        raise NoPictures(folder=folder)
    for path in files:
        try:
            with Image.open(path):
                pass
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise BadPicture(str(error), file=path) from error
    return files


class FingerPictures:
    """The pictures of `folder` in name order, round and round, for a glass of `width` × `height` pixels.

    Raises `NoPictures` or `BadPicture` at once, not at the first finger.
    """

    def __init__(self, folder: Path, width: int, height: int) -> None:
        self._files = pictures_in(folder)
        self._size = (width, height)
        self._next = 0

    def take(self) -> bytes:
        """The next picture, packed. Raises `NoPicture` where its data are damaged; the one after it comes next."""
        path = self._files[self._next % len(self._files)]
        self._next += 1
        try:
            with Image.open(path) as picture:
                return pack(picture, *self._size)
        except (OSError, ValueError, SyntaxError) as error:
            raise NoPicture(path.name) from error


def pack(picture: Image.Image, width: int, height: int) -> bytes:
    """`picture` in grey, cut or padded white around its centre to `width` × `height`; left pixel in the high nibble."""
    glass = Image.new("L", (width, height), WHITE)
    glass.paste(picture.convert("L"), (_offset(width, picture.width), _offset(height, picture.height)))
    grey = glass.tobytes()
    return bytes(left & 0xF0 | right >> 4 for left, right in zip(grey[0::2], grey[1::2], strict=True))


def _offset(glass: int, picture: int) -> int:
    """Where the picture begins on the glass; negative where it is larger."""
    return (glass - picture) // 2 if picture <= glass else -((picture - glass) // 2)
