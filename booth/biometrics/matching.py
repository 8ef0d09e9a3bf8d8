"""Is this the same finger? One print against the tries of one finger, at a stated rate of false accepts.

Two methods on one scale, with one threshold. `Method.NBIS` takes minutiae from NBIS and adds what they say by their
neighbourhoods (`matching_minutiae`) to what the ridges say when one print is laid upon the other (`portable_register`).
`Method.PORTABLE` has the ridges alone. Templates without their images are compared in `matching_templates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from booth.biometrics import nbis
from booth.biometrics.matching_minutiae import correspond, cylinders
from booth.biometrics.matching_templates import SURE_TEMPLATES, search
from booth.biometrics.portable import ridges_of
from booth.biometrics.portable_register import agreement, place_of
from booth.biometrics.templates import extract, parse_template
from booth.domain.errors import N_
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from booth.biometrics.images import Pixels
    from booth.biometrics.matching_minutiae import Cylinders
    from booth.biometrics.portable import Ridges
    from booth.biometrics.templates import Template

__all__ = [
    "LEAST_CLEAR",
    "SURE",
    "SURE_TEMPLATES",
    "THRESHOLD",
    "FingerSample",
    "Method",
    "Outcome",
    "Prepared",
    "Verification",
    "available_methods",
    "identify",
    "likeness",
    "prepare",
    "search",
    "verify",
    "verify_prepared",
]

Key = TypeVar("Key")

THRESHOLD = 34
"""`likeness` from which two prints are one finger.

Measured on 120 U.are.U prints of 30 fingers, all pairs, with NBIS: 0 of 6,960 impostor pairs reach it (the highest has
31) and 2 of 180 genuine pairs do not; one print against the three others of a finger, as `verify` decides, 0 of 3,480
and 0 of 120. Without NBIS: 2 of 6,960 (0.03 %) and 13 of 180; 3 of 3,480 (0.09 %) and 2 of 120.
Cut to the 256 × 288 pixels and 16 greys of an EF01 sensor, where strangers come nearest: 4 of 4,000 pairs drawn (0.1 %)
and 3 of 180; cut to 192 × 192: 3 of 4,000 and 11 of 180.
On 40 prints of FVC2004 DB1_B: 0 of 720 and 24 of 60; without NBIS 0 of 720 and 34 of 60. Bozorth3 alone, at the
threshold that 0.1 % of the impostors pass, misses 9 of the 180, and 36 of the 60.
"""
SURE = 45
"""`likeness` from which a print found among many others is one finger.

No impostor among those 7,680 pairs reaches it, the highest being 37 (31 with NBIS); of the genuine ones 3 of 180 and
28 of 60 do not, without NBIS 14 of 180 and 35 of 60.
"""
LEAST_CLEAR = 30.0
"""mm² of clear ridges, a tenth of a full print. Above it no measure of one print foretold a miss."""

_NBIS_SCALE = 1.75
_PORTABLE_SCALE = 3.0


class Method(Enum):
    """How prints are compared. The value is stored and shown beside the score."""

    NBIS = "nbis"
    PORTABLE = "portable"


class Outcome(Enum):
    """What a verification found; the value is the sentence for the operator."""

    MATCHED = N_("The finger matches.")
    DIFFERENT = N_("The finger does not match. Clean the glass, check which finger it is, then try again.")


@dataclass(frozen=True)
class FingerSample:
    """One impression: `pixels` `(height, width) uint8`, ridges dark, and its resolution."""

    pixels: Pixels
    ppi: int


@dataclass(frozen=True)
class Verification:
    """`score` is the best of all comparisons and `best` the gallery's index of it.

    `reliable` is False where the probe, or all of the gallery, shows less than `LEAST_CLEAR` of clear ridges: a bad
    print, for which "no" means nothing. Nor does it ever mean "somebody else's": only `identify` says that, of a finger
    it knows.
    """

    score: float
    outcome: Outcome
    best: int
    reliable: bool = True

    @property
    def matched(self) -> bool:
        return self.outcome is Outcome.MATCHED


@dataclass(frozen=True, eq=False)
class Prepared:
    """An impression with what comparing needs of it, found once: a print is compared many times.

    `template` and `cylinders` are None where NBIS is not used.
    """

    sample: FingerSample
    ridges: Ridges
    template: Template | None
    cylinders: Cylinders | None


def available_methods() -> tuple[Method, ...]:
    """The methods that work on this computer, the best first."""
    return (Method.NBIS, Method.PORTABLE) if nbis.available() else (Method.PORTABLE,)


def prepare(sample: FingerSample, method: Method | None = None) -> Prepared:
    """Find what comparing needs; `method` None is the best that loads.

    Raises `ImageRejected`, `NbisFailed`, and `NbisMissing` where NBIS is asked for and does not load.
    """
    method = method or available_methods()[0]
    ridges = ridges_of(sample.pixels, sample.ppi)
    if method is Method.PORTABLE:
        return Prepared(sample, ridges, None, None)
    template = parse_template(extract(sample.pixels, sample.ppi, Finger.RIGHT_INDEX))
    return Prepared(sample, ridges, template, cylinders(template))


def likeness(a: Prepared, b: Prepared) -> float:
    """How alike two impressions are, 0 upwards; one finger from `THRESHOLD`. 20–50 ms.

    What the minutiae and what the ridges say is added; neither can take away from the other, for a part that is bent or
    badly printed says little. Minutiae count where both prints were prepared with NBIS.
    """
    if a.cylinders is None or b.cylinders is None:
        return _PORTABLE_SCALE * max(0.0, agreement(a.ridges, b.ridges).score)
    alike = correspond(a.cylinders, b.cylinders)
    place = place_of(a.ridges, b.ridges, alike.here, alike.there, alike.weight)
    seen = agreement(a.ridges, b.ridges, [] if place is None else [place])
    return _NBIS_SCALE * (alike.evidence + max(0.0, seen.score))


def verify(probe: FingerSample, gallery: Sequence[FingerSample], method: Method | None = None) -> Verification:
    """The probe against every try of one finger; the best score decides.

    Raises `ImageRejected`, `NbisFailed`, and `ValueError` for an empty gallery.
    """
    if not gallery:
        raise ValueError("nothing to compare with")
    return verify_prepared(prepare(probe, method), [prepare(sample, method) for sample in gallery])


def verify_prepared(probe: Prepared, gallery: Sequence[Prepared]) -> Verification:
    """As `verify`, of prints prepared before. Raises `ValueError` for an empty gallery."""
    if not gallery:
        raise ValueError("nothing to compare with")
    scores = [likeness(probe, sample) for sample in gallery]
    best = max(range(len(scores)), key=scores.__getitem__)
    outcome = Outcome.MATCHED if scores[best] >= THRESHOLD else Outcome.DIFFERENT
    seen = min(probe.ridges.clear, max(sample.ridges.clear for sample in gallery))
    return Verification(scores[best], outcome, best, reliable=seen >= LEAST_CLEAR)


def identify(probe: Prepared, galleries: Mapping[Key, Sequence[Prepared]]) -> Key | None:
    """Which of these fingers the probe looks like; None where it looks like none of them for sure.

    Decided at `SURE`, for up to ten fingers with three tries each are compared, 20–50 ms a try. Empty galleries are
    passed over.
    """
    scores = {key: max(likeness(probe, sample) for sample in gallery) for key, gallery in galleries.items() if gallery}
    if not scores:
        return None
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= SURE else None
