"""An impression made ready to be kept: judged, turned upright, packed. Pure work that needs no vault; 0.1–0.3 s."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.biometrics.images import ImageRejected, encode_png
from booth.biometrics.matching import FingerSample
from booth.biometrics.nbis import NbisFailed, NbisMissing
from booth.biometrics.quality import assess
from booth.biometrics.templates import extract
from booth.biometrics.wsq_files import encode_wsq
from booth.workflow.likeness import prepared_with, upright

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.biometrics.matching import Prepared
    from booth.biometrics.quality import Quality
    from booth.devices.ports import FingerImage
    from booth.domain.fingers import Finger

HANDS = (
    2  # threads for the fingers of a slap: while NFIQ 2 judges one, which it does one at a time, the other is packed
)


@dataclass(frozen=True)
class Impression:
    """One finger as it is kept. WSQ and template are empty where a better try is there already."""

    image: FingerImage  # its ridges dark
    quality: Quality
    png: bytes
    wsq: bytes
    template: bytes
    prepared: Prepared | None = None  # to be compared with others; None where it must be found out later

    @property
    def leads(self) -> bool:
        """It is the best so far."""
        return bool(self.wsq)


def make(finger: Finger, image: FingerImage, beat: int = 0) -> Impression:
    """Judge and pack one impression; `beat` is the score of the best try so far. Raises `ImageRejected`."""
    quality = assess(image.pixels, image.ppi)
    image = upright(image, quality)
    png = encode_png(image.pixels, image.ppi)
    if quality.score < beat:
        return Impression(image, quality, png, b"", b"")
    wsq = encode_wsq(image.pixels, image.ppi)
    template = _template(image, finger, quality.score)
    prepared = prepared_with(FingerSample(image.pixels, image.ppi), template) if template else None
    return Impression(image, quality, png, wsq, template, prepared)


def make_all(
    images: Mapping[Finger, FingerImage], beat: Mapping[Finger, int]
) -> dict[Finger, Impression | ImageRejected]:
    """As `make`, for the fingers of a slap side by side; one that shows no print is said instead of raised."""

    def one(finger: Finger) -> Impression | ImageRejected:
        try:
            return make(finger, images[finger], beat.get(finger, 0))
        except ImageRejected as error:
            return error

    with ThreadPoolExecutor(HANDS, "judge") as hands:
        return dict(zip(images, hands.map(one, images), strict=True))


def _template(image: FingerImage, finger: Finger, score: int) -> bytes:
    """Empty where this computer cannot extract one or the print shows nothing; the image goes all the same."""
    try:
        return extract(image.pixels, image.ppi, finger, quality=score)
    except (NbisMissing, NbisFailed):
        return b""
