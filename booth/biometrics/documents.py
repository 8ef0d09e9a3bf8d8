"""Papers before the camera: found, flattened, and judged whether somebody at the office will be able to read them.

Nothing is read here: what counts is how large the letters are, how sharp their edges are for that size, how dark they
stand on the paper, and what covers them.

Measured on drawn papers and desks only (`tests/bench/test_documents.py`): corners within 1 % of the diagonal in 138 of
140 pictures; of 56 sharp pages all were called readable, so were all 28 blurred by a fifth of a small letter's height,
and none of 28 blurred by 0.45 of it; lamps, darkness and blank sides were named in all 28, 28 and 12.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.biometrics.document_outline import Outline, find_paper
from booth.biometrics.face import check_picture, encode_jpeg
from booth.domain.errors import N_

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float32]

LONGEST = 1600  # px of the longer side of a flattened page
MOST_BYTES = 300_000  # of a page as JPEG
QUALITIES = (88, 80, 72, 64, 56, 48)  # tried in this order
RATIOS = (2**0.5, 330 / 215, 85.6 / 53.98)  # A4 and A5; F4 (folio); ID-1 cards
SNAP = 0.05  # by how much of a known ratio the measured one may miss it
USUAL_LENS = 0.75  # square of the focal length in picture widths: 60° across, as most webcams have
LENSES = (0.35, 2.0)  # the same of an 80° and of a 39° lens: what lies beyond is an error of the corners

SMALL = 640  # px of the sheet's longer side in the picture: below, print of 7 points is 3 pixels high
LEAST_LETTER = 5.5  # px of a letter that can still be read
BLUR = 0.18  # standard deviation of the blur, in heights of a letter, from which print runs together
DARK = 70.0  # grey level of the paper itself
PALE_INK = 0.20  # of the paper's brightness by which print must be darker
SHADE = 0.45  # brightness of the darkest quarter of the paper by that of the lightest part
SHADED = 25  # percent of the page: a photo on a card is smaller
GLARE_SHARE = 0.006  # of the page that is burnt out
LEAST_INK = 0.002  # of the page that is print: below, it is a blank side
RIM = 0.02  # of the page's shorter side that is not looked at
_EXTRA = 0.8  # px of blur added to measure what was there
_LETTER = 10.0  # px of a letter where blur is measured


class DocumentVerdict(Enum):
    """Whether a page can be read; the value is the sentence that says what to do."""

    OK = N_("Readable.")
    NONE = N_("No paper found. Lay it flat on a darker ground, wholly in the picture.")
    CUT = N_("A part of the paper is cut off. Move it into the middle of the picture.")
    SMALL = N_(
        "Too small to be read. Bring the paper nearer, its long side along the picture’s; R turns it afterwards."
    )
    DARK = N_("Too dark. Turn a light on, or move the paper to the light.")
    GLARE = N_("A lamp is mirrored in the paper. Tilt it a little.")
    SHADE = N_("A shadow lies on the paper. Let the light fall on all of it.")
    BLURRED = N_("Blurred. Lay the paper down, or hold it still and a little farther away.")
    FAINT = N_("The print is hardly to be seen. Is it the right side? More light helps.")
    BLANK = N_("Nothing can be read on this side. Is it the right side, and is it sharp?")


@dataclass(frozen=True)
class DocumentReport:
    """One page, judged. `outline` is None where no sheet was found; what could not be measured is 0.

    `letter` px of a usual letter on the flattened page, `blur` its standard deviation in heights of such a letter,
    `ink` how much darker print is than the paper (0 to 1), `glare` the burnt share of the page.
    """

    verdict: DocumentVerdict
    reasons: tuple[DocumentVerdict, ...]
    outline: Outline | None
    letter: float = 0.0
    blur: float = 0.0
    ink: float = 0.0
    glare: float = 0.0

    @property
    def readable(self) -> bool:
        return self.verdict is DocumentVerdict.OK


@dataclass(frozen=True)
class DocumentPage:
    """A page as it is kept: JPEG of at most `MOST_BYTES` bytes and `LONGEST` pixels, and what was found about it."""

    jpeg: bytes
    width: int
    height: int
    report: DocumentReport


def look_for_paper(picture: Pixels) -> DocumentReport:
    """What can be said at once of a live picture (`(height, width, 3) uint8` BGR): where the sheet is.

    Raises `PictureRejected`.
    """
    check_picture(picture)
    outline = find_paper(picture)
    reasons = _place(outline)
    return DocumentReport(reasons[0] if reasons else DocumentVerdict.OK, reasons, outline)


def photograph(picture: Pixels) -> DocumentPage:
    """The page in a camera's picture: found, flattened and judged. Without a sheet the whole picture is kept.

    Raises `PictureRejected`.
    """
    check_picture(picture)
    outline = find_paper(picture)
    flat = flatten(picture, outline.corners) if outline is not None else bounded(picture)
    return _page(flat, _place(outline), outline)


def take_scan(picture: Pixels) -> DocumentPage:
    """The page in a file: as `photograph`, but a picture that is all paper, as a scanner makes it, is right as it is.

    Raises `PictureRejected`.
    """
    check_picture(picture)
    outline = find_paper(picture)
    if outline is None or outline.cut or outline.share > 0.9:
        return _page(bounded(picture), (), outline)
    return _page(flatten(picture, outline.corners), _place(outline), outline)


def flatten(picture: Pixels, corners: Floats, longest: int = LONGEST) -> Pixels:
    """The sheet with these corners seen from above, in its own proportions, `(height, width, 3) uint8`.

    As large as its longest side is in the picture, and no larger than `longest` pixels: nothing is invented.
    """
    wide, high = _proportions(corners, picture.shape[1], picture.shape[0])
    factor = min(1.0, longest / max(wide, high))
    size = (max(32, round(wide * factor)), max(32, round(high * factor)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    # Fewer pixels than the picture has: area by area, or thin strokes vanish.
    mode = cv2.INTER_AREA if factor < 0.7 else cv2.INTER_CUBIC
    made = cv2.warpPerspective(picture, matrix, size, flags=mode, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(made, np.uint8)


def bounded(picture: Pixels, longest: int = LONGEST) -> Pixels:
    """The picture as it is, made smaller where a side is longer than `longest` pixels."""
    height, width = picture.shape[:2]
    factor = longest / max(height, width)
    if factor >= 1:
        return picture
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def encode_page(flat: Pixels, most: int = MOST_BYTES) -> tuple[bytes, int, int]:
    """The best JPEG of at most `most` bytes with its width and height; smaller in pixels where quality is not enough.

    Raises `PictureRejected`.
    """
    picture = bounded(flat)
    while True:
        for quality in QUALITIES:
            jpeg = encode_jpeg(picture, quality)
            if len(jpeg) <= most or max(picture.shape[:2]) < 400:
                return jpeg, picture.shape[1], picture.shape[0]
        picture = bounded(picture, round(max(picture.shape[:2]) * 0.85))


def judge_page(flat: Pixels) -> DocumentReport:
    """How well a flattened page can be read, whatever it was cut out of."""
    grey = np.asarray(cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY), np.uint8)
    paper = _paper(grey)
    level = float(np.percentile(paper, 80))
    letter, ink, blur, share = _print(grey, paper)
    glare = _glare(grey, paper, letter)
    reasons = []
    if level < DARK:
        reasons.append(DocumentVerdict.DARK)
    if glare > GLARE_SHARE:
        reasons.append(DocumentVerdict.GLARE)
    if float(np.percentile(paper, SHADED)) < SHADE * float(np.percentile(paper, 97)):
        reasons.append(DocumentVerdict.SHADE)
    if share < LEAST_INK:
        reasons.append(DocumentVerdict.BLANK)
    else:
        if 0 < letter < LEAST_LETTER:
            reasons.append(DocumentVerdict.SMALL)
        if blur > BLUR or not letter:  # print without letters has run together
            reasons.append(DocumentVerdict.BLURRED)
        if ink < PALE_INK:
            reasons.append(DocumentVerdict.FAINT)
    found = tuple(reasons)
    return DocumentReport(found[0] if found else DocumentVerdict.OK, found, None, letter, blur, ink, glare)


def _page(flat: Pixels, place: tuple[DocumentVerdict, ...], outline: Outline | None) -> DocumentPage:
    judged = judge_page(flat)
    reasons = tuple(dict.fromkeys((*place, *judged.reasons)))
    verdict = reasons[0] if reasons else DocumentVerdict.OK
    report = DocumentReport(verdict, reasons, outline, judged.letter, judged.blur, judged.ink, judged.glare)
    jpeg, width, height = encode_page(flat)
    return DocumentPage(jpeg, width, height, report)


def _place(outline: Outline | None) -> tuple[DocumentVerdict, ...]:
    if outline is None:
        return (DocumentVerdict.NONE,)
    if outline.cut:
        return (DocumentVerdict.CUT,)
    return (DocumentVerdict.SMALL,) if outline.longest < SMALL else ()


def _proportions(corners: Floats, width: int, height: int) -> tuple[float, float]:
    """Width and height of the sheet in pixels: the longer as it is seen, the other by the sheet's true proportions.

    The proportions follow from the perspective (Zhang and He, "Whiteboard scanning and image enhancement", 2007), the
    optical axis taken through the picture's middle; with a usual lens where it is too weak to tell the lens.
    Proportions near those of a common format are taken to be that format's.
    """
    sides = [float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4)]
    wide, high = max(sides[0], sides[2]), max(sides[1], sides[3])
    ratio = _true_ratio(corners, width, height) or wide / max(1.0, high)
    long = max(ratio, 1 / ratio)
    nearest = min(RATIOS, key=lambda known: abs(known - long))
    if abs(nearest - long) < SNAP * nearest:
        long = nearest
    ratio = long if ratio >= 1 else 1 / long
    return (wide, wide / ratio) if ratio >= 1 else (high * ratio, high)


def _true_ratio(corners: Floats, width: int, height: int) -> float | None:
    """Width by height of the rectangle behind four corners; None where they are no perspective of one."""
    middle = np.array([width / 2, height / 2])
    m1, m2, m4, m3 = (np.append((c - middle) / width, 1.0) for c in corners)  # the paper's own numbering
    below2, below3 = np.cross(m2, m4) @ m3, np.cross(m3, m4) @ m2
    if abs(below2) < 1e-9 or abs(below3) < 1e-9:
        return None
    k2, k3 = (np.cross(m1, m4) @ m3) / below2, (np.cross(m1, m4) @ m2) / below3
    n2, n3 = k2 * m2 - m1, k3 * m3 - m1
    squared = USUAL_LENS
    if abs(n2[2]) > 0.05 and abs(n3[2]) > 0.05:  # else one pair of sides is parallel, and tells nothing of the lens
        seen = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
        squared = float(np.clip(seen, *LENSES)) if seen > 0 else USUAL_LENS
    lens = np.array([1 / squared, 1 / squared, 1.0])
    found = float(np.sqrt((n2 * lens) @ n2 / max(1e-12, (n3 * lens) @ n3)))
    return found if 0.2 < found < 5 else None


def _paper(grey: Pixels) -> Floats:
    """The brightness of the paper under the print, at a quarter of the page's size."""
    size = (max(8, grey.shape[1] // 4), max(8, grey.shape[0] // 4))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    wiped = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return np.asarray(cv2.GaussianBlur(wiped, (0, 0), 4), np.float32)


def _print(grey: Pixels, paper: Floats) -> tuple[float, float, float, float]:
    """Height of a usual letter in px, darkness of the print (0 to 1), blur in letters, and the inked share.

    No letters, no blur: both 0. The page's rim is left out, where the desk may show.
    """
    light = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    relative = np.clip(grey / np.maximum(light, np.float32(8)), 0, 1).astype(np.float32)
    rim = max(2, round(RIM * min(grey.shape)))
    relative = relative[rim:-rim, rim:-rim]
    darkness = 1 - relative
    strong = darkness[darkness > 0.12]
    share = strong.size / darkness.size
    if strong.size < 200:
        return 0.0, 0.0, 0.0, share
    deep = float(np.percentile(strong, 80))
    mask = (darkness > 0.5 * deep).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = stats[1:count]
    wide, high, area = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_AREA]
    fit = (high >= 3) & (high < grey.shape[0] / 12) & (wide < 12 * high) & (wide * 6 > high)
    fit &= area > 0.12 * wide * high
    letter = float(np.median(high[fit])) if fit.sum() >= 12 else 0.0
    return letter, deep, _blur(relative, mask, letter) if letter else 0.0, share


def _blur(relative: Floats, mask: Pixels, letter: float) -> float:
    """Standard deviation of the blur in heights of a letter, by how much a little more of it still takes away.

    The slope of an edge under a Gaussian of deviation s falls by s / √(s² + e²) when a Gaussian of deviation e is
    added; measured on the steepest places beside print. Large letters are made smaller first, which takes the grain.
    """
    factor = min(1.0, _LETTER / letter)
    if factor < 1:
        size = (max(16, round(relative.shape[1] * factor)), max(16, round(relative.shape[0] * factor)))
        relative = np.asarray(cv2.resize(relative, size, interpolation=cv2.INTER_AREA), np.float32)
        mask = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    grain = np.asarray(cv2.GaussianBlur(relative, (0, 0), 0.5), np.float32)
    before = _slope(grain)
    after = _slope(np.asarray(cv2.GaussianBlur(grain, (0, 0), _EXTRA), np.float32))
    beside = cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0
    if not beside.any():
        return 0.0
    steep = beside & (before >= np.percentile(before[beside], 60))
    kept = min(0.995, float(after[steep].sum() / max(1e-6, before[steep].sum())))
    return _EXTRA * kept / float(np.sqrt(1 - kept * kept)) / (letter * factor)


def _slope(grey: Floats) -> Floats:
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.125)
    return np.asarray(np.hypot(across, cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.125)), np.float32)


def _glare(grey: Pixels, paper: Floats, letter: float) -> float:
    """The share of the page that a lamp burnt out: white, wide and without print where the paper is clearly darker."""
    if float(np.median(paper)) >= 240:
        return 0.0
    wide = round(min(60.0, max(9.0, 2.5 * letter)))
    burnt = cv2.morphologyEx((grey >= 250).astype(np.uint8), cv2.MORPH_OPEN, np.ones((wide, wide), np.uint8))
    return float(burnt.mean())
