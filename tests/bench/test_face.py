"""The face: labelled files, versions with one fault each, and what a check costs.

Files and versions are judged as `booth face quality` does. Faults are composed (`face_versions`): rims, lamps, caps and
lids are drawn, so these counts tell of composed pictures only.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from booth.biometrics.face import PORTRAIT, FaceVerdict, crop_portrait, encode_jpeg_within
from booth.biometrics.face_judge import FaceJudge
from booth.biometrics.photos import read_photo
from booth.devices.emulators.portraits import demo_frames
from booth.domain.recording import Background
from booth.workflow.photo import MOST_BYTES
from tests.unit.biometrics import face_versions as made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from booth.biometrics.face_mesh import Mesh

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

SOUND = 0.8  # of the sound portraits must be accepted
A_SECOND = 8  # checks
FRAMES = 60
CPU_GOAL = 25.0  # ms of processor a check: eight a second are a fifth of a core

# Version: how it is made, and what may be said of it. Beside the strengths of `face_versions` stand stronger
# ones, other colours and the other side.
VERSIONS: dict[str, tuple[Callable[[np.ndarray, Mesh], np.ndarray], set[FaceVerdict]]] = {
    "blurred": (made.blurred, {FaceVerdict.BLURRED}),
    "blurred, strongly": (lambda p, m: made.blurred(p, m, 0.05), {FaceVerdict.BLURRED}),
    "dark": (made.dark, {FaceVerdict.DARK}),
    "dark, strongly": (lambda p, m: made.dark(p, m, 0.25), {FaceVerdict.DARK}),
    "bright": (made.bright, {FaceVerdict.BRIGHT}),
    "tilted by 15°": (made.tilted, {FaceVerdict.TILTED}),
    "tilted by -15°": (lambda p, m: made.tilted(p, m, -15.0), {FaceVerdict.TILTED}),
    "tilted by 25°": (lambda p, m: made.tilted(p, m, 25.0), {FaceVerdict.TILTED}),
    "half lit": (made.half_lit, {FaceVerdict.UNEVEN_LIGHT, FaceVerdict.DARK}),
    "glasses, dark": (made.glasses, {FaceVerdict.GLASSES}),
    "glasses, gold": (lambda p, m: made.glasses(p, m, (60, 130, 170), 0.02), {FaceVerdict.GLASSES}),
    "glare": (made.glare, {FaceVerdict.GLARE}),
    "cap, brown": (made.cap, {FaceVerdict.FOREHEAD}),
    "cap, white": (lambda p, m: made.cap(p, m, (225, 225, 225)), {FaceVerdict.FOREHEAD}),
    "eyes closed": (made.eyes_closed, {FaceVerdict.EYES_CLOSED}),
}
REFUSED = ("blurred", "dark", "tilted")  # the issue's goal: all of these


@pytest.fixture(scope="module")
def judge() -> FaceJudge:
    return FaceJudge()


@pytest.fixture(scope="module")
def labels(shared: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((shared / "data/faces/labels.json").read_text())
    return found


def test_labelled_files(judge, shared, labels):
    print(f"\n{'file':<26}{'faces':>6}{'found':>6}  {'label':<26}{'verdict'}")
    counted, accepted, wrong_refused = 0, [], []
    for name, label in labels.items():
        report = judge.judge_file(read_photo(shared / "data/faces" / name))
        counted += len(report.faces) == label["faces"]
        kind = "sound" if label.get("sound_frontal") else str(label.get("wrong", ""))
        if kind == "sound":
            accepted.append(report.accepted)
        elif kind:
            wrong_refused.append(not report.accepted)
        reasons = ", ".join(each.name.lower() for each in report.reasons) or "accepted"
        print(f"{name:<26}{label['faces']:>6}{len(report.faces):>6}  {kind:<26}{reasons}")
    print(f"counted right {counted} of {len(labels)} (goal: all)")
    print(f"sound portraits accepted {sum(accepted)} of {len(accepted)} (goal: 8 in 10)")
    print(f"those with a fault named in the labels refused {sum(wrong_refused)} of {len(wrong_refused)}")
    assert counted == len(labels)
    assert sum(accepted) >= SOUND * len(accepted)


def test_versions_with_a_fault(judge, shared, labels):
    """Of all files that are accepted; the goal is held against those labelled as sound.

    more/p17.jpg, not labelled sound, lies 5° to one side: turned 15° to the other it measures 7.6°, within the limit.
    """
    pictures = {name: read_photo(shared / "data/faces" / name) for name in labels}
    good = {name: picture for name, picture in pictures.items() if judge.judge_file(picture).accepted}
    meshes = {name: made.mesh_of(picture) for name, picture in good.items()}
    sound = {name for name in good if labels[name].get("sound_frontal")}
    print(f"\n{'version':<20}{'of':>5}{'refused':>9}{'named':>7}{'of sound':>10}{'refused':>9}  not refused")
    missed: list[str] = []
    for name, (make, expected) in VERSIONS.items():
        reports = {file: judge.judge_file(make(picture, meshes[file])) for file, picture in good.items()}
        named = sum(bool(expected & set(report.reasons)) for report in reports.values())
        passed = [file for file, report in reports.items() if report.accepted]
        of_sound = [file for file in passed if file in sound]
        print(f"{name:<20}{len(reports):>5}{len(reports) - len(passed):>9}{named:>7}", end="")
        print(f"{len(sound):>10}{len(sound) - len(of_sound):>9}  {', '.join(passed)}")
        if name.startswith(REFUSED):
            missed += of_sound
    print("goal: all blurred, dark and tilted versions of sound portraits refused")
    assert not missed


def test_the_cloth(judge, tmp_path):
    print(f"\n{'cloth':<8}{'asked for':<11}{'frames':>7}{'accepted':>10}")
    for cloth in Background:
        folders = {seed: tmp_path / f"{cloth.value}{seed}" for seed in range(6)}
        frames = [cv2.imread(str(demo_frames(at, cloth, seed=seed, count=8)[-1])) for seed, at in folders.items()]
        for asked in Background:
            passed = sum(judge.judge_live(frame, asked).accepted for frame in frames)
            print(f"{cloth.value:<8}{asked.value:<11}{len(frames):>7}{passed:>10}")
            assert asked is cloth or not passed


def test_portraits_are_small(judge, shared, labels):
    sizes = []
    for name in labels:
        picture = read_photo(shared / "data/faces" / name)
        report = judge.judge_file(picture)
        portrait = crop_portrait(picture, report.faces[0], PORTRAIT) if report.accepted else None
        if portrait is not None:
            sizes.append(len(encode_jpeg_within(portrait, MOST_BYTES)))
    print(f"\nportraits {len(sizes)}, largest {max(sizes):,} bytes, median {statistics.median(sizes):,.0f}", end="")
    print(f" (goal: {MOST_BYTES:,})")
    assert max(sizes) <= MOST_BYTES


def test_what_a_check_costs(judge, tmp_path):
    """Wall time depends on what else the machine does, so the processor's time is held against the goal."""
    frame = cv2.imread(str(demo_frames(tmp_path, Background.RED, seed=3, count=8)[-1]))
    frame = cv2.resize(frame, (1280, 720)) if frame.shape[:2] != (720, 1280) else frame
    assert judge.judge_live(frame, Background.RED).measures is not None
    walls, before = [], time.process_time()
    for _ in range(FRAMES):
        start = time.perf_counter()
        judge.judge_live(frame, Background.RED)
        walls.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - before) * 1000 / FRAMES
    print(f"\none check of 1280 × 720, {FRAMES} of them: {cpu:.1f} ms of processor (goal: {CPU_GOAL:.0f}),", end=" ")
    print(f"median {statistics.median(walls):.1f} ms by the clock, load {os.getloadavg()[0]:.1f}")
    print(f"{A_SECOND} checks a second take {cpu * A_SECOND / 10:.0f} % of a core")
