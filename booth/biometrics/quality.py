"""How good a print is, 0 to 100, and what the operator can do about a bad one.

Two methods, never mixed silently: NFIQ 2 (ISO/IEC 29794-4) where NBIS loads, and elsewhere an estimate from the local
structure of the ridges with OpenCV, on the same scale. `tests/bench/test_finger_quality.py` shows how both agree.
NFIQ 2's own actionable values are not used: over 165 whole prints its foreground follows the score no closer (rank
correlation 0.63) than the clear area measured here (0.72), and the three others hardly do (-0.33 to 0.22).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from booth.biometrics import nbis
from booth.biometrics.images import check_image
from booth.biometrics.quality_measures import MM_PER_INCH, Ridges, is_inverted, measure
from booth.domain.errors import N_

if TYPE_CHECKING:
    from booth.biometrics.images import Pixels


class QualityMethod(Enum):
    """Who judged. The value is stored and shown beside the score."""

    NFIQ2 = "nfiq2"
    OPENCV = "opencv"


class QualityReason(Enum):
    """What keeps a print from being better; the value is what the operator tells the resident."""

    TOO_SMALL = N_("Too little of the finger is on the glass. Lay the finger flat.")
    OFF_CENTRE = N_("The finger lies off centre. Lay it in the middle of the glass.")
    MOVED = N_("The finger moved. Lay it down again and hold it still until the sound.")
    TOO_DRY = N_("The finger is too dry. Press harder, or wipe the finger with a damp cloth first.")
    TOO_WET = N_("The finger is too wet or pressed too hard. Dry it, then press softer.")
    TOO_LIGHT = N_("The print is too light. Press harder.")
    UNCLEAR = N_("The ridges are not clear. Clean the glass and the finger, then hold the finger still.")
    INVERTED = N_("The image shows light ridges on dark; it was judged turned round. Tell the technician.")


@dataclass(frozen=True)
class Quality:
    """A print's score, 0 to 100, who gave it, and what was measured in the image, the most important first.

    0 also stands for a print in which NFIQ 2 finds too little to compute a score.
    """

    score: int
    method: QualityMethod
    reasons: tuple[QualityReason, ...] = ()


FULL_SIZE_LIMIT = 40
"""The score from which a print of a full-size sensor usually passes: the default of the setting."""

# Limits for `Ridges`: see `_reasons`.
LEAST_AREA = 110.0
LEAST_SHARE = 0.6
MOST_ASIDE, LEAST_WHOLE = 0.12, 130.0
LEAST_DETAIL = 0.19
LEAST_ALL_ROUND, LEAST_SHARP, BY_ALL_ROUND = 0.4, -0.66, 0.25
LEAST_THICK, LEAST_PALE_THICK, PALE = 0.28, 0.38, 160.0
MOST_THICK = 0.70
LEAST_OPEN, BY_VALLEYS, BY_SHARP = -0.64, 0.7, 1.2
LEAST_DEPTH = 90.0
LEAST_CLEAR = 0.33

# The estimate: fitted by least squares to NFIQ 2 of 495 images (165 prints, whole and cut to 256 × 288 and 192 × 192).
# Rank correlation with NFIQ 2 over the 165 whole prints 0.80 (120 of uareu 0.85, 40 of fvc2004 0.80), over all 495
# 0.87; fitted to one of the two sensors only and tried on the other, 0.88 and 0.88, on its whole prints 0.82 and 0.86.
_ESTIMATE = (-7.84, 4.367, -4.736, -11.46)

# What scores as `pass_limit`'s setting does: of 160 prints (uareu, fvc2004), as many pass 40 whole as pass 34 cut to
# 256 × 288 and 23 cut to 192 × 192 (83 %); for 20, 30, 50 and 60 it is 22, 28, 42, 47 and 13, 18, 29, 34.
_AREAS = (95.1, 190.3, 300.4)  # mm²: 192 × 192, 256 × 288, 326 × 357 at 500 ppi
_SHARES = (0.58, 0.85, 1.0)


def available_methods() -> tuple[QualityMethod, ...]:
    """The methods that work on this computer, the best first."""
    return (QualityMethod.NFIQ2, QualityMethod.OPENCV) if nbis.available() else (QualityMethod.OPENCV,)


def assess(pixels: Pixels, ppi: int, method: QualityMethod | None = None) -> Quality:
    """Judge a print; `method` None takes the best there is.

    An image with light ridges on dark is turned round first, and `INVERTED` says so.
    Raises `ImageRejected`, and `nbis.NbisMissing` where NFIQ 2 is asked for and does not load.
    """
    check_image(pixels, ppi)
    method = method or available_methods()[0]
    ridges = measure(pixels, ppi)
    upright = 255 - pixels if ridges.inverted else pixels
    score = _estimate(ridges) if method is QualityMethod.OPENCV else nbis.nfiq2(upright, ppi) or 0
    reasons = _reasons(ridges)
    if score < pass_limit(FULL_SIZE_LIMIT, pixels.shape[1], pixels.shape[0], ppi) and not reasons:
        reasons = (QualityReason.UNCLEAR,)  # whatever it is, the operator is told to try something
    return Quality(score, method, (*reasons, QualityReason.INVERTED) if ridges.inverted else reasons)


def normalised(pixels: Pixels) -> Pixels:
    """The image with its ridges dark, whichever way round the scanner sent it."""
    return 255 - pixels if is_inverted(pixels) else pixels


def pass_limit(setting: int, width: int, height: int, ppi: int) -> int:
    """The score from which a print of a sensor of `width` × `height` pixels passes, where full size needs `setting`.

    A small sensor sees less of a finger, and NFIQ 2 counts that against the print: the limit is lowered so that the
    same share of the same prints passes. Below 95 mm² (192 × 192 at 500 ppi), where none was measured, it stays.
    """
    area = width * height * (MM_PER_INCH / ppi) ** 2
    return round(setting * float(np.interp(area, _AREAS, _SHARES)))


def _estimate(ridges: Ridges) -> int:
    if not ridges.area:
        return 0
    constant, by_clear, by_coarse, by_ink = _ESTIMATE
    score = constant + by_clear * math.sqrt(ridges.clear) + by_coarse * ridges.coarse + by_ink * ridges.ink
    return min(100, max(0, round(score)))


def _reasons(ridges: Ridges) -> tuple[QualityReason, ...]:
    """What is wrong, by limits found on real prints and on spoilt versions of every second of them.

    Prints that NFIQ 2 passes, with any reason: 14 of 138 whole (1 of 101 of uareu, 13 of the others, most of which are
    dry, wet or aside indeed), 11 of 139 cut to 256 × 288, 14 of 141 cut to 192 × 192. Named rightly of 69 spoilt whole
    ones and 71 cut to 192 × 192: dried by 3 pixels 33 and 25, 4 pixels 49 and 46, 5 pixels 59 and 52, dried with grain
    56 and 46; wetted by 4 pixels 56 and 47, 5 pixels 61 and 64; at 30 % of the contrast 68 and 71; smeared by 8 pixels
    69 and 60, by 12 67 and 67, by 20 69 and 70; out of focus (2 pixels) 67 and 69; shifted by 35 % of the width 66 and
    71, of the height 69 and 71; half of the radius 66 and 71. Synthetic ones, 40 each: dry 37, wet 24, light 40,
    small 40, off centre 40, smeared 37.
    """
    if not ridges.area:
        return (QualityReason.TOO_SMALL,)
    moved = _blurred(ridges)
    found = {
        # On a small sensor a finger cannot cover more than there is.
        QualityReason.TOO_SMALL: ridges.area < LEAST_AREA and ridges.share < LEAST_SHARE,
        # On a large glass a finger may lie aside, as long as the edge does not cut it.
        QualityReason.OFF_CENTRE: ridges.aside > MOST_ASIDE and (ridges.at_edge or ridges.area < LEAST_WHOLE),
        QualityReason.MOVED: moved,
        # Smeared ridges look like anything else as well.
        QualityReason.TOO_DRY: _dry(ridges) and not moved,
        QualityReason.TOO_WET: _wet(ridges) and not moved,
        QualityReason.TOO_LIGHT: ridges.depth < LEAST_DEPTH and not moved,
        QualityReason.UNCLEAR: ridges.clear_share < LEAST_CLEAR and not moved,
    }
    return tuple(reason for reason, measured in found.items() if measured)


def _blurred(ridges: Ridges) -> bool:
    """Fine detail is gone, or gone along one way and slopes are flat for their contrast."""
    if not ridges.area:
        return False
    flatness = math.log(ridges.sharp + 1e-3) + BY_ALL_ROUND * math.log(ridges.all_round + 1e-3)
    return ridges.detail < LEAST_DETAIL or (ridges.all_round < LEAST_ALL_ROUND and flatness < LEAST_SHARP)


def _dry(ridges: Ridges) -> bool:
    """Thin ridges, or rather thin and pale ones; a print that is only pale is not thin."""
    return ridges.thick < LEAST_THICK or (ridges.depth < PALE and ridges.thick < LEAST_PALE_THICK)


def _wet(ridges: Ridges) -> bool:
    """Ridges nearly without valleys, or valleys grey and without an edge."""
    openness = BY_VALLEYS * math.log(ridges.valleys + 1e-3) + BY_SHARP * math.log(ridges.sharp + 1e-3)
    return ridges.thick > MOST_THICK or openness < LEAST_OPEN
