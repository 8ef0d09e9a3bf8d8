"""Quality of fingers: NFIQ 2 beside its stand-in, and what both cost; matching is in `test_finger_match`."""

from __future__ import annotations

import statistics
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from booth.biometrics import nbis
from booth.biometrics.images import encode_png, read_finger_image
from booth.biometrics.quality import QualityMethod, assess, pass_limit
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
            judged = [[assess(view(p), 500, m).score for p in images.values()] for m in QualityMethod]
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


def test_16_greys_against_256(prints):
    fine = [assess(p, 500).score for p in prints["uareu"].values()]
    coarse = [assess((p >> 4) * 17, 500).score for p in prints["uareu"].values()]
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
        seen = [assess(view(p), 500) for p in images]
        height, width = view(prints["uareu"]["012_2_1"]).shape
        limit = pass_limit(40, width, height, 500)
        passed = [quality for quality in seen if quality.score >= limit]
        shares.append(len(passed) / len(seen))
        print(f"{name:<12}{limit:>6}{len(seen):>7}{len(passed):>6}{sum(bool(q.reasons) for q in passed):>26}")
    assert max(shares) - min(shares) < 0.05


def test_a_verdict_in_time(prints):
    """Score and reasons of every whole print, as soon as the image is there."""
    spent = []
    for pixels in prints["uareu"].values():
        start = time.perf_counter()
        assess(pixels, 500, QualityMethod.NFIQ2)
        spent.append((time.perf_counter() - start) * 1000)
    median, late = np.percentile(spent, (50, 99))
    print(f"\nverdict on {len(spent)} uareu prints: median {median:.0f} ms, 99 % {late:.0f} ms   goal 200 ms")


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
