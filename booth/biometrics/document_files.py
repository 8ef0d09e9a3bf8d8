"""Papers that come as a file: read with mistrust, JPEG and PNG only."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from booth.biometrics.documents import take_scan
from booth.biometrics.face_errors import PictureRejected
from booth.biometrics.photos import PhotoRejected, decode_photo
from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from booth.biometrics.documents import DocumentPage

MOST_BYTES = 40_000_000  # of a file; an A4 page of 600 dots an inch in colour as PNG is smaller
ENDINGS = frozenset({".jpg", ".jpeg", ".jpe", ".png"})
_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"


class DocumentFault(Enum):
    """Why a file is no page; the value is the sentence for the operator."""

    PDF = N_("A PDF file cannot be taken in here. Save the page as JPEG or PNG, or photograph the paper.")
    KIND = N_("Only JPEG and PNG files can be taken in. Save the page as one of these, or photograph the paper.")
    EMPTY = N_("The file is empty.")
    LARGE = N_("The file is larger than {most} MB. Scan the page with fewer dots an inch, or photograph it.")
    DAMAGED = N_("The file is damaged, or no picture. Choose another one, or photograph the paper.")


class DocumentRejected(BoothError):
    """A file is no page that can be kept. `fault` says why."""

    text = N_("The file is damaged, or no picture. Choose another one, or photograph the paper.")

    def __init__(self, fault: DocumentFault, **params: object) -> None:
        super().__init__(fault.name, **params)
        self.fault = fault
        self.text = fault.value


def read_document_file(path: Path) -> NDArray[np.uint8]:
    """The picture in a JPEG or PNG file, turned as its Exif says: `(height, width, 3) uint8` BGR.

    Raises `DocumentRejected`; `PhotoRejected` for a picture too small, too large or of 16 bits; `OSError` where the
    file cannot be read.
    """
    with path.open("rb") as file:
        return decode_document(file.read(MOST_BYTES + 1))


def decode_document(data: bytes) -> NDArray[np.uint8]:
    """As `read_document_file`. Raises `DocumentRejected`, `PhotoRejected`."""
    if not data:
        raise DocumentRejected(DocumentFault.EMPTY)
    if data.lstrip()[:5] == _PDF:
        raise DocumentRejected(DocumentFault.PDF)
    if not data.startswith((_JPEG, _PNG)):
        raise DocumentRejected(DocumentFault.KIND)
    if len(data) > MOST_BYTES:
        raise DocumentRejected(DocumentFault.LARGE, most=MOST_BYTES // 1_000_000)
    try:
        return decode_photo(data)
    except PhotoRejected as error:
        if error.fault.name == "UNREADABLE":
            raise DocumentRejected(DocumentFault.DAMAGED) from error
        raise


def page_from_file(path: Path) -> DocumentPage:
    """The page in a file, flattened and judged. Raises `DocumentRejected`, `PhotoRejected`, `OSError`."""
    try:
        return take_scan(read_document_file(path))
    except PictureRejected as error:
        raise DocumentRejected(DocumentFault.DAMAGED) from error
