"""Quality of fingers: NFIQ 2 beside its stand-in, and what both cost; matching is in `test_finger_match`."""

from __future__ import annotations

import math
import statistics
import threading
import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from booth.biometrics import nbis
from booth.biometrics.images import encode_png, read_finger_image
from booth.biometrics.quality import FULL_SIZE_LIMIT, QualityMethod, QualityReason, assess, pass_limit
from booth.biometrics.quality_measures import measure
from booth.biometrics.synthesis import Condition, impression, master
from booth.biometrics.templates import extract, parse_template
from booth.biometrics.wsq_files import encode_wsq
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

SETS = {"uareu": 120, "fvc2004_db1b": 40, "sfinge": 5}
GOAL = 0.65


@pytest.fixture(scope="module")
def prints(shared: Path) -> dict[str, dict[str, np.ndarray]]:
    folder = shared / "data" / "fingerprints"
    found = {s: {f.stem: read_finger_image(f)[0] for f in sorted((folder / s).glob("*.png"))} for s in SETS}
    assert {s: len(images) for s, images in found.items()} == SETS
    return found


_scores: dict[bytes, int] = {}


def nfiq2(pixels: np.ndarray) -> int:
    """Computed once for each image: the tables share most of them."""
    key = str(pixels.shape).encode() + pixels.tobytes()
    if key not in _scores:
        _scores[key] = nbis.nfiq2(pixels, 500) or 0
    return _scores[key]


def estimated(pixels: np.ndarray) -> int:
    return assess(pixels, 500, QualityMethod.OPENCV).score


def cut(pixels: np.ndarray, height: int, width: int) -> np.ndarray:
    """The middle, in 16 greys: what an EF01 sensor of that size would send."""
    top, left = (pixels.shape[0] - height) // 2, (pixels.shape[1] - width) // 2
    return (pixels[top : top + height, left : left + width] >> 4) * 17


def ranks(values: list[float]) -> np.ndarray:
    array = np.asarray(values, float)
    return np.array([(array < v).sum() + ((array == v).sum() - 1) / 2 for v in array])


def rank_correlation(a: list[float], b: list[float]) -> float:
    """Spearman's."""
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def test_the_stand_in_agrees_with_nfiq2(prints):
    views = {"whole": lambda p: p, "256 × 288": lambda p: cut(p, 288, 256), "192 × 192": lambda p: cut(p, 192, 192)}
    print(f"\n{'prints':<14}{'view':<12}{'count':>6}{'NFIQ 2 quartiles':>20}{'estimate':>16}{'rank correlation':>18}")
    for name, view in views.items():
        both: tuple[list[float], list[float]] = ([], [])
        for folder, images in prints.items():
            judged = [[score(view(p)) for p in images.values()] for score in (nfiq2, estimated)]
            for kept, new in zip(both, judged, strict=True):
                kept.extend(new)
            show(folder, name, *judged)
        show("all", name, *both)
        assert rank_correlation(*both) >= GOAL


def show(folder: str, view: str, nfiq2: list[float], estimate: list[float]) -> None:
    quartiles = ["{:.0f} {:.0f} {:.0f}".format(*np.percentile(scores, (25, 50, 75))) for scores in (nfiq2, estimate)]
    # Five prints have no rank correlation worth a figure.
    correlation = f"{rank_correlation(nfiq2, estimate):.2f}" if len(nfiq2) > 10 else "–"
    print(f"{folder:<14}{view:<12}{len(nfiq2):>6}{quartiles[0]:>20}{quartiles[1]:>16}{correlation:>18}")


def test_the_stand_in_on_sensors_it_was_not_fitted_to(prints):
    """The same three measures fitted to one sensor alone, tried on the other and on synthetic prints."""
    views = (lambda p: p, lambda p: cut(p, 288, 256), lambda p: cut(p, 192, 192))
    tables = {s: [measured(view(p)) for view in views for p in prints[s].values()] for s in ("uareu", "fvc2004_db1b")}
    fingers = [master(5, person, Finger(1 + person % 10)) for person in range(12)]
    tables["synthetic"] = [measured(impression(f, 0, condition=c)) for f in fingers for c in Condition]
    print(f"\n{'fitted to':<16}{'tried on':<16}{'count':>6}{'rank correlation':>18}   goal ≥ {GOAL}")
    for fitted in ("uareu", "fvc2004_db1b"):
        known = np.array(tables[fitted])
        weights = np.linalg.lstsq(known[:, :-1], known[:, -1], rcond=None)[0]
        for tried, rows in tables.items():
            if tried != fitted:
                values = np.array(rows)
                correlation = rank_correlation(list(values[:, :-1] @ weights), list(values[:, -1]))
                print(f"{fitted:<16}{tried:<16}{len(rows):>6}{correlation:>18.2f}")
                assert correlation >= GOAL
    guessed = [estimated(impression(f, 0, condition=c)) for f in fingers for c in Condition]
    correlation = rank_correlation(guessed, [row[-1] for row in tables["synthetic"]])
    print(f"{'as it is':<16}{'synthetic':<16}{len(guessed):>6}{correlation:>18.2f}")


def measured(pixels: np.ndarray) -> list[float]:
    """A row for a least-squares fit: what the estimate is made of, and NFIQ 2."""
    ridges = measure(pixels, 500)
    return [1.0, math.sqrt(ridges.clear), ridges.coarse, ridges.ink, nfiq2(pixels)]


def round_kernel(size: int) -> np.ndarray:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))


def smeared(pixels: np.ndarray, length: int, degrees: float) -> np.ndarray:
    kernel = np.zeros((2 * length + 1, 2 * length + 1), np.float32)
    end = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))]) * length / 2
    first, last = (np.round((sign * end + length) * 16).astype(int).tolist() for sign in (-1, 1))
    cv2.line(kernel, first, last, (1.0,), 1, cv2.LINE_8, 4)
    noise = np.random.default_rng(length).normal(0, 2, pixels.shape)
    blurred = cv2.filter2D(pixels.astype(np.float32), -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)
    return np.clip(blurred + noise, 0, 255).astype(np.uint8)


def shifted(pixels: np.ndarray, across: float, down: float) -> np.ndarray:
    height, width = pixels.shape
    paper = float(np.percentile(pixels, 90))
    by = np.array([[1, 0, across * width], [0, 1, down * height]], np.float32)
    return cv2.warpAffine(pixels, by, (width, height), borderValue=(paper,))


def middle(pixels: np.ndarray, radius: int) -> np.ndarray:
    """Only a disc of the finger, around its middle."""
    weight = cv2.GaussianBlur((pixels < np.percentile(pixels, 90) - 40).astype(np.float32), (0, 0), 10)
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    row, column = ((weight * axis).sum() / weight.sum() for axis in (rows, columns))
    return np.where((rows - row) ** 2 + (columns - column) ** 2 < radius**2, pixels, 255).astype(np.uint8)


SPOILT = {
    "dried, 5 pixels": (lambda p: cv2.dilate(p, round_kernel(5)), QualityReason.TOO_DRY),
    "wetted, 5 pixels": (lambda p: cv2.erode(p, round_kernel(5)), QualityReason.TOO_WET),
    "30 % contrast": (lambda p: (255 - (255 - p) * 0.3).astype(np.uint8), QualityReason.TOO_LIGHT),
    "smeared 8, 0°": (lambda p: smeared(p, 8, 0), QualityReason.MOVED),
    "smeared 12, 60°": (lambda p: smeared(p, 12, 60), QualityReason.MOVED),
    "smeared 20, 120°": (lambda p: smeared(p, 20, 120), QualityReason.MOVED),
    "shifted 35 % aside": (lambda p: shifted(p, 0.35, 0), QualityReason.OFF_CENTRE),
    "shifted 35 % down": (lambda p: shifted(p, 0, 0.35), QualityReason.OFF_CENTRE),
    "a disc of 8 mm": (lambda p: middle(p, 79), QualityReason.TOO_SMALL),
    "negative": (lambda p: 255 - p, QualityReason.INVERTED),
}


def test_reasons(prints):
    """On prints that NFIQ 2 passes: how often there is a reason, and how often a spoilt one has the right one."""
    good = {
        "uareu": [p for p in prints["uareu"].values() if nfiq2(p) >= FULL_SIZE_LIMIT],
        "fvc2004_db1b": [p for p in prints["fvc2004_db1b"].values() if nfiq2(p) >= FULL_SIZE_LIMIT],
    }
    print(f"\n{'prints':<14}{'version':<22}{'count':>6}{'with a reason':>15}{'the right one':>15}{'other ones':>12}")
    for folder, images in good.items():
        seen = [set(assess(p, 500, QualityMethod.OPENCV).reasons) for p in images]
        print(f"{folder:<14}{'as it is':<22}{len(images):>6}{sum(bool(s) for s in seen):>15}{'–':>15}{'–':>12}")
        for name, (spoil, reason) in SPOILT.items():
            seen = [set(assess(spoil(p), 500, QualityMethod.OPENCV).reasons) for p in images]
            right, others = sum(reason in s for s in seen), sum(bool(s - {reason}) for s in seen)
            print(f"{folder:<14}{name:<22}{len(seen):>6}{sum(bool(s) for s in seen):>15}{right:>15}{others:>12}")


def test_16_greys_against_256(prints):
    fine = [nfiq2(p) for p in prints["uareu"].values()]
    coarse = [nfiq2((p >> 4) * 17) for p in prints["uareu"].values()]
    moved = np.subtract(coarse, fine)
    print(
        f"\nNFIQ 2 of {len(fine)} uareu prints in 16 greys against 256: mean {moved.mean():+.1f}, "
        f"standard deviation {moved.std():.1f}, rank correlation {rank_correlation(fine, coarse):.2f}"
    )


def test_the_share_that_passes(prints):
    """With the limit each sensor's size asks for; what spoils the prints is beside it, named by the reasons."""
    print(f"\n{'view':<12}{'limit':>6}{'count':>7}{'pass':>6}{'of these with a reason':>26}")
    images = [p for folder in ("uareu", "fvc2004_db1b") for p in prints[folder].values()]
    shares = []
    views = {"whole": lambda p: p, "256 × 288": lambda p: cut(p, 288, 256), "192 × 192": lambda p: cut(p, 192, 192)}
    for name, view in views.items():
        seen = [view(p) for p in images]
        height, width = view(prints["uareu"]["012_2_1"]).shape
        limit = pass_limit(40, width, height, 500)
        passed = [p for p in seen if nfiq2(p) >= limit]
        blamed = sum(bool(assess(p, 500, QualityMethod.OPENCV).reasons) for p in passed)
        shares.append(len(passed) / len(seen))
        print(f"{name:<12}{limit:>6}{len(seen):>7}{len(passed):>6}{blamed:>26}")
    assert max(shares) - min(shares) < 0.05


def test_a_verdict_in_time(prints):
    """Score and reasons of every whole print, as soon as the image is there."""
    spent, used = [], []
    for pixels in prints["uareu"].values():
        start, worked = time.perf_counter(), time.process_time()
        assess(pixels, 500, QualityMethod.NFIQ2)
        spent.append((time.perf_counter() - start) * 1000)
        used.append((time.process_time() - worked) * 1000)
    print(f"\n{'verdict on ' + str(len(spent)) + ' uareu prints':<32}{'median ms':>10}{'99 % ms':>9}   goal ≤ 200")
    for name, values in (("on the clock", spent), ("of processor time", used)):
        print(f"{name:<32}{np.median(values):>10.0f}{np.percentile(values, 99):>9.0f}")


def test_what_it_costs(prints):
    pixels, again = (prints["uareu"][f"012_2_{impression}"] for impression in (1, 4))
    record, other = (parse_template(extract(p, 500, Finger.RIGHT_INDEX)) for p in (pixels, again))
    steps = {
        "NFIQ 2": lambda: assess(pixels, 500, QualityMethod.NFIQ2),
        "estimate": lambda: assess(pixels, 500, QualityMethod.OPENCV),
        "minutiae and record": lambda: extract(pixels, 500, Finger.RIGHT_INDEX),
        "bozorth3": lambda: nbis.bozorth3(record, other),
        "PNG": lambda: encode_png(pixels, 500),
        "WSQ": lambda: encode_wsq(pixels, 500),
    }
    rounds = 9
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            seconds[name].append(time.perf_counter() - start)
    print(f"\n{'326 × 357, median of ' + str(rounds):<32}{'ms':>8}")
    for name, spent in seconds.items():
        print(f"{name:<32}{statistics.median(spent) * 1000:>8.1f}")


def test_other_threads_go_on_meanwhile(prints):
    """NBIS without Python's lock: how late a 1 ms heartbeat is while NFIQ 2 works, beside an idle process."""
    pixels = next(iter(prints["uareu"].values()))
    late: dict[str, list[float]] = {}
    for name, work in (("idle", lambda: time.sleep(1)), ("NFIQ 2", lambda: [assess(pixels, 500) for _ in range(8)])):
        beats: list[float] = []
        stop = threading.Event()

        def beat(beats: list[float] = beats, stop: threading.Event = stop) -> None:
            last = time.perf_counter()
            while not stop.wait(0.001):
                now = time.perf_counter()
                beats.append(now - last)
                last = now

        thread = threading.Thread(target=beat)
        thread.start()
        work()
        stop.set()
        thread.join()
        late[name] = beats
    print(f"\n{'1 ms heartbeat beside':<24}{'beats':>8}{'99 % ms':>10}{'longest ms':>12}")
    for name, beats in late.items():
        print(f"{name:<24}{len(beats):>8}{np.percentile(beats, 99) * 1000:>10.1f}{max(beats) * 1000:>12.1f}")
