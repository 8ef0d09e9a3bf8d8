"""Slaps (4-4-2) cut into fingers: composed of real single prints and of synthetic ones, sound and with something wrong.

The seed, and with it the synthetic people, is another than those the segmentation was developed with.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest

from booth.biometrics.slaps import Hand, SlapFinding, SlapReport, segment
from booth.biometrics.synthesis import impression, master
from booth.domain.fingers import Finger
from tests.unit.biometrics.slap_pictures import ORDER, add, compose, right

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

SEED = 16_09_05
PEOPLE = 4  # synthetic, of whom every finger is pressed twice
SOUND = 40  # slaps a hand and kind of print
WRONG = 20  # slaps with something wrong, a kind of print
GAPS = ((0, 1), (0, 25), (10, 60))

Prints = dict[tuple[int, Finger], list[np.ndarray]]


@dataclass
class Row:
    name: str
    goal: float
    count: int = 0
    done: int = 0
    spent: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.done / self.count

    def add(self, done: bool, spent: float) -> None:
        self.count += 1
        self.done += done
        self.spent.append(spent)

    def __str__(self) -> str:
        counts = f"{self.name:<34}{self.count:>6}{self.done:>6}{self.share:>9.1%}"
        return f"{counts}{statistics.median(self.spent) * 1000:>9.0f}   ≥ {self.goal:.0%}"


HEAD = f"{'':<34}{'slaps':>6}{'so':>6}{'share':>9}{'ms':>9}   goal"


@pytest.fixture(scope="module", params=["uareu", "synthetic"])
def prints(request, shared) -> tuple[str, Prints]:
    if request.param == "synthetic":
        fingers = {(p, finger): master(SEED, p, finger) for p in range(PEOPLE) for finger in Finger}
        return request.param, {key: [impression(skin, n) for n in range(2)] for key, skin in fingers.items()}
    found: Prints = {}
    for path in sorted((shared / "data" / "fingerprints" / "uareu").glob("*.png")):
        person, finger, _ = path.stem.split("_")
        found.setdefault((int(person), Finger(int(finger))), []).append(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE))
    return request.param, found


def draw(prints: Prints, fingers, rng: np.random.Generator) -> list[np.ndarray]:
    """One print of each of `fingers`, all of one person."""
    people = sorted({person for person, _ in prints})
    person = people[int(rng.integers(len(people)))]
    return [prints[person, finger][int(rng.integers(len(prints[person, finger])))] for finger in fingers]


def laid(rng: np.random.Generator, hand: Hand, **more) -> dict[str, object]:
    """How a hand is laid down, drawn from all that is sound."""
    return {
        "mirrored": hand is Hand.LEFT,
        "thumbs": hand is Hand.THUMBS,
        "tilt": float(rng.uniform(-18, 18)),
        "gap": GAPS[int(rng.integers(len(GAPS)))],
        "phalanges": bool(rng.random() < 0.7),
        "joint": (-6, 30),
        "fan": float(rng.uniform(0, 1)),
        "paler": 0.55,
        "noise": float(rng.uniform(1, 5)),
        **more,
    }


def cut(page: np.ndarray, hand: Hand) -> tuple[SlapReport, float]:
    began = time.perf_counter()
    report = segment(page, 500, hand)
    return report, time.perf_counter() - began


def test_sound_slaps(prints):
    name, images = prints
    rows = []
    alarms = Row("nothing wrong said", 0.98)
    for number, hand in enumerate(Hand):
        rng = np.random.default_rng((SEED, number))
        row = Row(f"{name}, {hand.value}", 0.98)
        rows.append(row)
        for turn in range(SOUND):
            before = draw(images, ORDER[hand], rng)
            residue = compose(before, rng, **laid(rng, hand))[0] if turn % 2 else None
            page, centres = compose(draw(images, ORDER[hand], rng), rng, residue=residue, **laid(rng, hand))
            report, spent = cut(page, hand)
            row.add(right([(finger.box.x, finger.box.y) for finger in report.fingers], centres), spent)
            alarms.add(not report.findings, spent)
    print("", HEAD, *rows, alarms, sep="\n")
    assert sum(row.done for row in rows) >= 0.98 * sum(row.count for row in rows)
    assert alarms.share >= alarms.goal


def test_what_is_wrong_is_noticed(prints):
    name, images = prints
    few, tilted, faint = (
        {SlapFinding.TOO_FEW},
        {SlapFinding.TILTED},
        {SlapFinding.FAINT, SlapFinding.TOO_FEW},  # what cannot be seen at all lacks
    )
    rows = {
        "three for four": (Row(f"{name}, three for four", 0.98), few),
        "other hand": (Row(f"{name}, the other hand", 0.95), {SlapFinding.WRONG_HAND}),
        "tilted": (Row(f"{name}, tilted by 35°", 0.95), tilted),
        "cut": (Row(f"{name}, over the edge", 0.95), {SlapFinding.CUT}),
        "more": (Row(f"{name}, one finger more", 0.95), {SlapFinding.TOO_MANY}),
        "faint": (Row(f"{name}, one finger hardly there", 0.95), faint),
    }
    rng = np.random.default_rng((SEED, 9))
    for turn in range(WRONG):
        hand, other = (Hand.RIGHT, Hand.LEFT) if turn % 2 else (Hand.LEFT, Hand.RIGHT)
        own = draw(images, ORDER[hand], rng)
        lacking = turn // 2 % 4
        side = -1 if turn % 4 < 2 else 1
        pages = {
            "three for four": compose(own, rng, without=lacking, **laid(rng, hand))[0],
            "other hand": compose(draw(images, ORDER[other], rng), rng, **laid(rng, other))[0],
            "tilted": compose(own, rng, **laid(rng, hand, tilt=35.0 * side))[0],
            "cut": compose(own, rng, **laid(rng, hand, tilt=0.0, shift=(0, -480)))[0],
            "more": _one_more(own, rng, hand),
            "faint": compose(own, rng, faint=lacking, **laid(rng, hand))[0],
        }
        for kind, page in pages.items():
            report, spent = cut(page, hand)
            row, looked_for = rows[kind]
            row.add(bool(looked_for & set(report.findings)), spent)
    print("", HEAD, *(row for row, _ in rows.values()), sep="\n")
    for row, _ in rows.values():
        assert row.share >= row.goal - 0.05, row.name  # one slap in 20


def _one_more(own: list[np.ndarray], rng: np.random.Generator, hand: Hand) -> np.ndarray:
    page, centres = compose(own, rng, **laid(rng, hand, tilt=0.0, gap=(0, 1), shift=(150, 0)))
    x, y = centres[0]
    add(page, own[1], round(x - 320), round(y))
    return page
