"""Papers: how often the corners are found, and whether what is called readable could be read.

All papers, desks and faults are drawn (`document_pictures`): real cameras and real papers are not in these counts. What
"can be read" means is set by how the picture was made: the small letters' height and the blur in it.
"""

from __future__ import annotations

import time
from random import Random

import numpy as np
import pytest

from booth.biometrics.document_outline import find_paper
from booth.biometrics.documents import MOST_BYTES, DocumentVerdict, look_for_paper, photograph
from tests.unit.biometrics.document_pictures import DESKS, PAPERS, Scene, background, page, scene

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

SCENES = 140
NEAR = 1.0  # percent of the picture's diagonal by which the worst corner may be off
FOUND_GOAL, CUT_GOAL, READ_GOAL = 0.95, 0.95, 0.90
SIZE = (1920, 1080)


def test_corners_are_found():
    rng = Random(1)
    right: dict[str, list[bool]] = {desk: [] for desk in DESKS}
    errors = []
    for number in range(SCENES):
        desk = DESKS[number % len(DESKS)]
        made = scene(
            rng,
            paper=rng.choice(list(PAPERS)),
            desk=desk,
            turn=rng.uniform(-44, 44),
            tilt=rng.uniform(0, 0.2),
            share=rng.uniform(0.6, 0.96),
            sigma=rng.choice([0, 0.6, 1.2]),
            glare=rng.choice([0, 0, 0, 0.08]),
            shadow=rng.choice([0, 0, 0, 0.5]),
            light=rng.uniform(0.6, 1.05),
        )
        off = _off(made)
        errors.append(off)
        right[desk].append(off < NEAR)
    print(f"\nworst corner within {NEAR} % of the diagonal, turned up to 44°, leaning up to 31°:")
    for desk, hits in right.items():
        print(f"  {desk:8} {sum(hits):3} of {len(hits)}")
    hits = [off < NEAR for off in errors]
    print(f"  all      {sum(hits):3} of {len(hits)}   goal {FOUND_GOAL:.0%}")
    print(f"  error: median {np.median(errors):.2f} %, 95th percentile {np.percentile(errors, 95):.2f} %")
    assert sum(hits) >= FOUND_GOAL * len(hits)


def test_no_paper_and_papers_cut_off():
    rng = Random(2)
    empty = [find_paper(background(DESKS[number % len(DESKS)], (1280, 720), rng)) is None for number in range(98)]
    told = []
    for number in range(98):
        made = scene(
            rng,
            paper=rng.choice(list(PAPERS)),
            desk=DESKS[number % len(DESKS)],
            turn=rng.uniform(-30, 30),
            tilt=rng.uniform(0, 0.1),
            share=rng.uniform(0.9, 1.1),
            shift=rng.choice([(0.15, 0), (-0.15, 0), (0, 0.2), (0, -0.2), (0.12, 0.12)]),
        )
        if ((made.corners < -20) | (made.corners > np.array([1300, 740]))).any():
            told.append(photograph(made.pixels).report.verdict is not DocumentVerdict.OK)
    print(f"\nempty desks on which nothing is found: {sum(empty)} of {len(empty)}   goal {FOUND_GOAL:.0%}")
    print(f"papers over the rim that are not called readable: {sum(told)} of {len(told)}   goal {CUT_GOAL:.0%}")
    assert sum(empty) >= FOUND_GOAL * len(empty)
    assert sum(told) >= CUT_GOAL * len(told)


def test_what_is_called_readable():
    """Blur of up to a quarter of a small letter's height can be read, of nearly half of it cannot."""
    rng = Random(3)
    rows: dict[str, list[bool]] = {}

    def count(name: str, *, hit: bool) -> None:
        rows.setdefault(name, []).append(hit)

    for number in range(56):
        paper, desk = rng.choice(list(PAPERS)), DESKS[number % len(DESKS)]
        text = 2.6 if paper == "kk" else 3.4 if paper == "letter" else 2.2
        place = {"paper": paper, "desk": desk, "turn": rng.uniform(-25, 25), "tilt": rng.uniform(0, 0.1)}
        place |= {"share": rng.uniform(0.85, 0.96), "size": SIZE, "text": text}
        sharp = scene(rng, **place, light=rng.uniform(0.6, 1.0))
        made = photograph(sharp.pixels)
        count("sharp and well lit: readable", hit=made.report.readable)
        count(f"at most {MOST_BYTES // 1000} KB", hit=len(made.jpeg) <= MOST_BYTES)
        if number % 2:
            slight = scene(rng, **place, sigma=0.2 * sharp.text_height, light=0.8)
            count("blur of 0.2 small letters: readable", hit=photograph(slight.pixels).report.readable)
            strong = scene(rng, **place, sigma=0.45 * sharp.text_height, light=0.8)
            count("blur of 0.45 small letters: not readable", hit=not photograph(strong.pixels).report.readable)
        else:
            lamp = scene(rng, **place, glare=rng.uniform(0.06, 0.12), light=0.85)
            count("a lamp mirrored: named", hit=DocumentVerdict.GLARE in photograph(lamp.pixels).report.reasons)
            dark = scene(rng, **place, light=rng.uniform(0.12, 0.25))
            count("dark: named", hit=DocumentVerdict.DARK in photograph(dark.pixels).report.reasons)
        if number % 5 == 0:
            blank = np.full_like(page(paper, rng), 248)
            there = scene(rng, **place, printed=blank)
            count("a blank side: named", hit=DocumentVerdict.BLANK in photograph(there.pixels).report.reasons)
            far = scene(rng, **place | {"share": 0.3, "size": (1280, 720)})
            count("far away: not readable", hit=not photograph(far.pixels).report.readable)
    print(f"\npages of {SIZE[0]} × {SIZE[1]} pixels, goals {READ_GOAL:.0%}:")
    for name, hits in rows.items():
        print(f"  {name:45} {sum(hits):3} of {len(hits)}")
    for name, hits in rows.items():
        assert sum(hits) >= READ_GOAL * len(hits), name


def test_what_it_costs():
    rng = Random(4)
    made = [scene(rng, desk=desk, size=SIZE, tilt=0.1, turn=10) for desk in DESKS]
    live, whole = [], []
    for one in made:
        began = time.process_time()
        look_for_paper(one.pixels)
        live.append(time.process_time() - began)
        began = time.process_time()
        photograph(one.pixels)
        whole.append(time.process_time() - began)
    print(f"\nprocessor: a look {1000 * np.median(live):.0f} ms, a page {1000 * np.median(whole):.0f} ms")


def _off(made: Scene) -> float:
    """Percent of the diagonal by which the worst corner is off."""
    found = find_paper(made.pixels)
    if found is None:
        return 100.0
    return 100 * float(np.linalg.norm(found.corners - made.corners, axis=1).max() / np.hypot(*made.pixels.shape[:2]))
