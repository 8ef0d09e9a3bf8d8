"""Is this the same finger? One print against the tries of one finger, by NBIS bozorth3.

Where NBIS does not load nothing is guessed: the answer is then `Outcome.UNAVAILABLE`, an outcome of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.biometrics import nbis
from booth.biometrics.templates import extract, parse_template
from booth.domain.errors import N_
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.biometrics.images import Pixels
    from booth.biometrics.templates import Template

THRESHOLD = 30
"""Bozorth3 score from which two prints are one finger.

Measured on 120 U.are.U prints of 30 fingers, all pairs: 6 of 6,960 impostor pairs reach it (0.09 %; the highest 37) and
9 of 180 genuine pairs do not. One print against the three others of a finger, as `verify` decides: 7 of 3,480 impostors
reach it (0.2 %), 1 of 120 genuine does not. Cut to the 256 × 288 pixels and 16 greys of an EF01 sensor: 6 of 6,960 and
16 of 180; one against three 9 of 3,480 (0.26 %) and 2 of 120.
"""


class Outcome(Enum):
    """What a verification found; the value is the sentence for the operator."""

    MATCHED = N_("The finger matches.")
    DIFFERENT = N_("The finger does not match. Clean the glass, check which finger it is, then try again.")
    UNAVAILABLE = N_("Fingers cannot be verified on this computer: the NBIS library is missing. Call the technician.")


@dataclass(frozen=True)
class FingerSample:
    """One impression: `pixels` `(height, width) uint8`, ridges dark, and its resolution."""

    pixels: Pixels
    ppi: int


@dataclass(frozen=True)
class Verification:
    """`score` is the best of all comparisons and `best` the gallery's index of it; -1 where nothing was compared."""

    score: float
    outcome: Outcome
    best: int

    @property
    def matched(self) -> bool:
        return self.outcome is Outcome.MATCHED


@dataclass(frozen=True, eq=False)
class Prepared:
    """An impression with what comparing needs of it, found once: a print is compared many times."""

    sample: FingerSample
    template: Template


def prepare(sample: FingerSample) -> Prepared:
    """Find what comparing needs; 40–80 ms. Raises `ImageRejected`, `NbisMissing`, `NbisFailed`."""
    return Prepared(sample, parse_template(extract(sample.pixels, sample.ppi, Finger.RIGHT_INDEX)))


def likeness(a: Prepared, b: Prepared) -> float:
    """How alike two impressions are, rising; one finger from `THRESHOLD`. About 10 ms. Raises `NbisFailed`."""
    return nbis.bozorth3(a.template, b.template)


def compare(a: bytes, b: bytes) -> int:
    """Likeness of two ISO 19794-2 records, 0 upwards; about 10 ms.

    Raises `TemplateRejected`, `NbisMissing`, `NbisFailed`.
    """
    return nbis.bozorth3(parse_template(a), parse_template(b))


def verify(probe: FingerSample, gallery: Sequence[FingerSample]) -> Verification:
    """The probe against every try of one finger; the best score decides. 40–80 ms an image and 10 ms a comparison.

    Raises `ImageRejected`, `NbisFailed`, and `ValueError` for an empty gallery.
    """
    if not gallery:
        raise ValueError("nothing to compare with")
    if not nbis.available():
        return Verification(0, Outcome.UNAVAILABLE, -1)
    asked = prepare(probe)
    scores = [likeness(asked, prepare(sample)) for sample in gallery]
    best = max(range(len(scores)), key=scores.__getitem__)
    outcome = Outcome.MATCHED if scores[best] >= THRESHOLD else Outcome.DIFFERENT
    return Verification(scores[best], outcome, best)
