"""The prints of one recording compared with each other: prepared once, kept in memory while the recording is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from booth.biometrics.images import decode_png
from booth.biometrics.matching import FingerSample, Prepared, identify, prepare
from booth.biometrics.matching_minutiae import correspond, cylinders
from booth.biometrics.nbis import NbisFailed
from booth.biometrics.portable import ridges_of
from booth.biometrics.quality import Quality, QualityReason
from booth.biometrics.quality_measures import MM_PER_INCH
from booth.biometrics.templates import parse_template

LEAST_EVIDENCE = 3.0
"""What minutiae must say at least of two whole prints before their ridges are laid upon each other, ten times the work.

Of 240 pairs of one finger (180 of U.are.U prints, 60 of FVC2004 DB1_B) 209 are surely one finger by
`matching.identify`; the minutiae of the least of them say 5.3. Of 2,500 pairs of strangers of each, 25 % and 7 % reach
3.0 and are looked at further. Of the same prints cut to 256 × 288 pixels it would lose 6 of 205: see `FULL_SIZE`.
"""
FULL_SIZE = 300.0  # mm²: as large as the whole prints that were measured

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

    def keep(self, finger: Finger, attempt: int, prepared: Prepared) -> None:
        """It was prepared already when it was taken."""
        self._prints.setdefault(finger, {})[attempt] = prepared

    def looks_like(self, probe: Prepared, others: Collection[tuple[Finger, int]]) -> Finger | None:
        """Which of these (finger, try) the probe surely is, None where it is none of them."""
        prints = {finger: self.some(finger, [attempt]) for finger, attempt in others}
        return identify(
            probe, {finger: [one for one in held if _perhaps(probe, one)] for finger, held in prints.items()}
        )

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


def prepared_with(sample: FingerSample, template: bytes) -> Prepared:
    """As `matching.prepare` with NBIS, of a print whose template was extracted before. Raises `TemplateRejected`."""
    parsed = parse_template(template)
    return Prepared(sample, ridges_of(sample.pixels, sample.ppi), parsed, cylinders(parsed))


def _perhaps(probe: Prepared, other: Prepared) -> bool:
    """Whether it is worth while to lay the one print upon the other; see `LEAST_EVIDENCE`."""
    if probe.cylinders is None or other.cylinders is None or min(_area(probe.sample), _area(other.sample)) < FULL_SIZE:
        return True
    return correspond(probe.cylinders, other.cylinders).evidence >= LEAST_EVIDENCE


def _area(sample: FingerSample) -> float:
    return sample.pixels.size * (MM_PER_INCH / sample.ppi) ** 2


def _prepared(png: bytes) -> Prepared | None:
    return prepared_or_none(FingerSample(*decode_png(png)))
