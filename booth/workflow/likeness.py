"""The prints of one recording compared with each other: prepared once, kept in memory while the recording is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from booth.biometrics.images import decode_png
from booth.biometrics.matching import FingerSample, Prepared, identify, prepare
from booth.biometrics.nbis import NbisFailed
from booth.biometrics.quality import Quality, QualityReason

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from booth.devices.ports import FingerImage
    from booth.domain.fingers import Finger


class Gallery:
    """Prepared prints by finger and try. Everything here is slow (0.1 s a print) and belongs on a worker.

    `images` gives the PNGs of all tries of a finger, the first first; a draft that is resumed is prepared as needed.
    """

    def __init__(self, images: Callable[[Finger], list[bytes]]) -> None:
        self._images = images
        self._prints: dict[Finger, dict[int, Prepared | None]] = {}

    def tries(self, finger: Finger) -> list[Prepared]:
        """Every try of `finger` in which something can be compared."""
        return self.some(finger, range(1, len(self._images(finger)) + 1))

    def some(self, finger: Finger, attempts: Iterable[int]) -> list[Prepared]:
        """These tries of `finger`, counted from 1."""
        held = self._prints.setdefault(finger, {})
        lacking = [attempt for attempt in attempts if attempt not in held]
        if lacking:
            pngs = self._images(finger)
            held |= {attempt: _prepared(pngs[attempt - 1]) for attempt in lacking}
        found = (held[attempt] for attempt in attempts)
        return [one for one in found if one is not None]

    def looks_like(self, probe: Prepared, others: Collection[tuple[Finger, int]]) -> Finger | None:
        """Which of these (finger, try) the probe surely is, None where it is none of them."""
        return identify(probe, {finger: self.some(finger, [attempt]) for finger, attempt in others})

    def forget(self, *fingers: Finger) -> None:
        """What was prepared of these fingers is no longer what is kept."""
        for finger in fingers:
            self._prints.pop(finger, None)


def prepared_or_none(sample: FingerSample) -> Prepared | None:
    """None where the print shows too little to be compared at all. Raises `ImageRejected`."""
    try:
        return prepare(sample)
    except NbisFailed:
        return None


def upright(image: FingerImage, quality: Quality) -> FingerImage:
    """With its ridges dark, as everybody expects them who gets the image from here."""
    inverted = QualityReason.INVERTED in quality.reasons
    return replace(image, pixels=255 - image.pixels) if inverted else image


def _prepared(png: bytes) -> Prepared | None:
    return prepared_or_none(FingerSample(*decode_png(png)))
