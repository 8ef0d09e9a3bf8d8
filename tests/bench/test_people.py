"""Residents who do not exist: are they refused, is a stranger accepted, are fingers that came twice noticed?

`PEOPLE` of them by default; `BOOTH_PEOPLE=1000` takes an hour on two cores. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest

from booth.biometrics.matching import FingerSample, Prepared, identify, prepare, verify_prepared
from booth.biometrics.synthesis import impression, master
from booth.domain.fingers import CAPTURE_ORDER, Finger

pytestmark = [pytest.mark.bench, pytest.mark.timeout(4 * 3600)]

PEOPLE = 60
SEED = 20261126
PPI = 500
TRIES = 2  # kept of each finger, and presented at the verification
VERIFIED = (Finger.RIGHT_INDEX, Finger.LEFT_INDEX)
WORKERS = 2


@dataclass(frozen=True)
class Person:
    """What happened to one resident."""

    refused: bool  # one of the two fingers did not match in two presentations
    stranger_accepted: bool  # somebody else's two fingers both matched
    strange_fingers: int  # of two, how many of somebody else's matched
    doubled_noticed: bool
    doubled_named: bool
    swapped_noticed: bool
    false_alarm: bool


def prints(person: int, finger: Finger, numbers: range) -> list[Prepared]:
    grown = master(SEED, person, finger)
    return [prepare(FingerSample(impression(grown, number), PPI)) for number in numbers]


def live(person: int) -> Person:
    """One resident's recording, with everything that can be mistaken in it."""
    kept = {finger: prints(person, finger, range(TRIES)) for finger in VERIFIED}
    shown = {finger: prints(person, finger, range(TRIES, 2 * TRIES)) for finger in VERIFIED}
    strange = {finger: prints(person + 1_000_000, finger, range(TRIES)) for finger in VERIFIED}

    def passes(probes: list[Prepared], gallery: list[Prepared]) -> bool:
        return any(verify_prepared(probe, gallery).matched for probe in probes)

    accepted = [passes(strange[finger], kept[finger]) for finger in VERIFIED]
    first = {finger: prints(person, finger, range(1)) for finger in CAPTURE_ORDER if finger not in VERIFIED}
    first |= {finger: kept[finger][:1] for finger in VERIFIED}
    alarms = [
        identify(first[finger][0], {other: first[other] for other in CAPTURE_ORDER[:number]})
        for number, finger in enumerate(CAPTURE_ORDER)
    ]
    # Some finger is laid on once more where another one was asked for; then the two index fingers, crosswise.
    again, asked = (CAPTURE_ORDER[i] for i in np.random.default_rng([SEED, person]).choice(10, 2, replace=False))
    probe = prints(person, again, range(7, 8))[0]
    doubled = identify(probe, {finger: first[finger] for finger in CAPTURE_ORDER if finger is not asked})
    right, left = VERIFIED
    swapped = {finger: first[finger] for finger in CAPTURE_ORDER} | {right: first[left], left: first[right]}
    looks = identify(shown[right][0], {finger: swapped[finger] for finger in CAPTURE_ORDER if finger is not right})
    return Person(
        refused=not all(passes(shown[finger], kept[finger]) for finger in VERIFIED),
        stranger_accepted=all(accepted),
        strange_fingers=sum(accepted),
        doubled_noticed=doubled is not None,
        doubled_named=doubled is again,
        swapped_noticed=looks is left,
        false_alarm=any(alarm is not None for alarm in alarms),
    )


def interval(count: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z = 1.959964
    share, spread = count / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def test_people():
    people = int(os.environ.get("BOOTH_PEOPLE", PEOPLE))
    with ProcessPoolExecutor(WORKERS) as pool:
        lives = list(pool.map(live, range(people), chunksize=4))
    rows = [
        ("refused (two fingers, two tries each)", sum(p.refused for p in lives), people, "≤ 0.2 %"),
        ("another person accepted (both fingers)", sum(p.stranger_accepted for p in lives), people, "≤ 0.1 %"),
        ("another person's single finger accepted", sum(p.strange_fingers for p in lives), 2 * people, "≤ 0.1 %"),
        ("a finger laid on twice: noticed", sum(p.doubled_noticed for p in lives), people, "≥ 98 %"),
        ("… and named", sum(p.doubled_named for p in lives), people, ""),
        ("index fingers swapped: noticed and named", sum(p.swapped_noticed for p in lives), people, "≥ 98 %"),
        ("false alarm among ten honest fingers", sum(p.false_alarm for p in lives), people, "≤ 0.3 %"),
    ]
    print(
        f"\n{people + 0:,} people, seed {SEED}".ljust(45) + f"{'count':>8}{'of':>8}{'share':>9}{'95 %':>18}{'goal':>10}"
    )
    for name, count, of, goal in rows:
        low, high = interval(count, of)
        print(f"{name:<44}{count:>8,}{of:>8,}{count / of:>9.2%}{f'{low:.2%} – {high:.2%}':>18}{goal:>10}")
    assert len(lives) == people
