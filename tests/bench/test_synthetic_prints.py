"""Synthetic prints beside real ones: how they score, how strangers and pressed-again fingers match, what they cost."""

from __future__ import annotations

import itertools
import math
import multiprocessing
import pickle
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from booth.biometrics import nbis
from booth.biometrics.images import read_finger_image
from booth.biometrics.matching import SURE, THRESHOLD, FingerSample, Prepared, likeness, prepare
from booth.biometrics.matching_templates import SURE_TEMPLATES, template_likeness
from booth.biometrics.quality import QualityMethod, assess
from booth.biometrics.synthesis import impression, master
from booth.domain.fingers import Finger

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

SEED = 2016
FINGERS = 300  # one of each person, all ten positions in turn
AGAIN = 60  # of these are pressed four times
QUALITY = 120
PAIRS = 20_000
LAID_UPON = 3_000  # of these compared as a verification does: it takes ten times as long
BOZORTH3 = 30  # 0.1 % of the impostor pairs of uareu reach it
BOZORTH3_SURE = 60
CORES = 2
CHUNK = 250

_prints: dict[tuple[int, int], Prepared] = {}  # of a worker


def finger_of(person: int) -> Finger:
    return Finger(person % 10 + 1)


def pressed(person: int) -> tuple[int, list[Prepared], int]:
    """A person's prints ready to be compared, and the NFIQ 2 of the first of them where it is asked for."""
    skin = master(SEED, person, finger_of(person))
    images = [impression(skin, number) for number in range(4 if person < AGAIN else 1)]
    score = assess(images[0], 500, QualityMethod.NFIQ2).score if person < QUALITY else -1
    return person, [prepare(FingerSample(pixels, 500)) for pixels in images], score


def load(file: Path) -> None:
    _prints.update(pickle.loads(file.read_bytes()))  # noqa: S301  (our own, of a moment ago)


def compared(pairs: list[tuple[tuple[int, int], tuple[int, int], bool]]) -> list[tuple[float, float, float]]:
    """Bozorth3, the likeness of the templates, and where it is asked for the likeness of the prints."""
    scores = []
    for a, b, whole in pairs:
        one, two = _prints[a], _prints[b]
        templates = one.template, two.template
        bozorth3 = nbis.bozorth3(*templates)
        scores.append((bozorth3, template_likeness(*templates), likeness(one, two) if whole else math.nan))
    return scores


def pool(**more: object) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn"), **more)


@pytest.fixture(scope="module")
def people() -> dict[int, tuple[list[Prepared], int]]:
    with pool() as workers:
        return {person: (prints, score) for person, prints, score in workers.map(pressed, range(FINGERS), chunksize=5)}


@pytest.fixture(scope="module")
def scores(people, tmp_path_factory) -> tuple[np.ndarray, np.ndarray]:
    """Rows of `compared`, for impostor and for genuine pairs."""
    keys = {(person, n): each for person, (prints, _) in people.items() for n, each in enumerate(prints)}
    rng = np.random.default_rng(SEED)
    impostors = []
    for turn in range(PAIRS):
        pair = (int(person) for person in rng.choice(FINGERS, 2, replace=False))
        a, b = ((person, int(rng.integers(len(people[person][0])))) for person in pair)
        impostors.append((a, b, turn < LAID_UPON))
    genuine = [((p, m), (p, n), True) for p in range(AGAIN) for m, n in itertools.combinations(range(4), 2)]
    everything = genuine + impostors
    chunks = [everything[start : start + CHUNK] for start in range(0, len(everything), CHUNK)]
    file = tmp_path_factory.mktemp("prints") / "prepared"
    file.write_bytes(pickle.dumps(keys))
    with pool(initializer=load, initargs=(file,)) as workers:
        rows = np.array([row for part in workers.map(compared, chunks) for row in part])
    return rows[len(genuine) :], rows[: len(genuine)]


def up_to(count: int, of: int) -> float:
    """The upper end of Wilson's 95 % interval of a share."""
    z, share = 1.96, count / of
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (share + z * z / (2 * of) + half) / (1 + z * z / of)


def test_quality_is_that_of_real_prints(people, shared):
    made = [score for _, score in people.values() if score >= 0]
    real = [assess(read_finger_image(f)[0], 500).score for f in sorted((shared / "data/fingerprints/uareu").glob("*"))]
    print(f"\n{'NFIQ 2':<12}{'count':>6}{'quartiles':>16}")
    for name, judged in (("uareu", real), ("synthetic", made)):
        print(f"{name:<12}{len(judged):>6}{'{:.0f} {:.0f} {:.0f}'.format(*np.percentile(judged, (25, 50, 75))):>16}")
    print("goal: each within 8 of the real one's")
    assert np.abs(np.percentile(made, (25, 50, 75)) - np.percentile(real, (25, 50, 75))).max() <= 8


def test_strangers_are_strangers(scores):
    impostors, _ = scores
    print(
        f"\n{'impostor pairs':<24}{'count':>7}{'limit':>7}{'over':>6}{'share':>9}{'≤ (95 %)':>10}{'highest':>9}   goal"
    )
    for name, column, limit, goal in (
        ("bozorth3, one to one", 0, BOZORTH3, 0.002),
        ("bozorth3, one to many", 0, BOZORTH3_SURE, 0.0),
        ("templates, one to many", 1, SURE_TEMPLATES, 0.0),
        ("prints, one to one", 2, THRESHOLD, 0.002),
        ("prints, one to ten", 2, SURE, 0.0),
    ):
        found = impostors[:, column]
        found = found[~np.isnan(found)]
        over, share = int((found >= limit).sum()), (found >= limit).mean()
        row = f"{name:<24}{len(found):>7}{limit:>7}{over:>6}{share:>9.3%}{up_to(over, len(found)):>10.3%}"
        print(f"{row}{found.max():>9.0f}   ≤ {goal:.1%}")
        assert share <= goal


def test_a_finger_pressed_again_matches(scores):
    _, genuine = scores
    print(f"\n{'genuine pairs':<32}{'count':>7}{'limit':>7}{'under':>6}{'matched':>9}   goal")
    six = list(itertools.combinations(range(4), 2))
    for name, column, limit in (("bozorth3", 0, BOZORTH3), ("prints", 2, THRESHOLD)):
        fingers = genuine[:, column].reshape(-1, len(six))
        one = fingers.ravel()
        three = np.array([row[[each in pair for pair in six]].max() for row in fingers for each in range(4)])
        for kind, found, goal in (("one to one", one, 0.95), ("one to three", three, 0.99)):
            under, matched = int((found < limit).sum()), (found >= limit).mean()
            print(f"{name + ', ' + kind:<32}{len(found):>7}{limit:>7}{under:>6}{matched:>9.2%}   ≥ {goal:.0%}")
            assert matched >= goal


def test_what_it_costs():
    spent: dict[str, list[float]] = {"a master": [], "an impression, 326 × 357": [], "an impression, 256 × 288": []}
    for person in range(20):
        start = time.perf_counter()
        skin = master(SEED, person, finger_of(person))
        made = time.perf_counter()
        impression(skin, 0)
        whole = time.perf_counter()
        impression(skin, 0, size=(256, 288))
        small = time.perf_counter()
        for name, seconds in zip(spent, (made - start, whole - made, small - whole), strict=True):
            spent[name].append(seconds)
    print(f"\n{'median of 20':<28}{'ms':>6}")
    for name, seconds in spent.items():
        print(f"{name:<28}{statistics.median(seconds) * 1000:>6.0f}")
