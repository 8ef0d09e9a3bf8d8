"""The whole face: sound portraits pass, each fault is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.biometrics.face import FaceVerdict, crop_portrait, encode_jpeg_within
from booth.biometrics.face_errors import FaceModelMissing, PictureRejected
from booth.biometrics.face_judge import HELD, LIMITS, FaceJudge
from booth.biometrics.face_live import SAID_AFTER, TAKEN_AFTER, Steady
from booth.biometrics.face_measures import measure_cloth
from booth.devices.emulators.portraits import demo_frames
from booth.domain.recording import Background
from tests.unit.biometrics import face_versions

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = {
    "blurred": {FaceVerdict.BLURRED},
    "dark": {FaceVerdict.DARK},
    "bright": {FaceVerdict.BRIGHT},
    "tilted": {FaceVerdict.TILTED},
    "half lit": {FaceVerdict.UNEVEN_LIGHT, FaceVerdict.DARK},
    "glasses": {FaceVerdict.GLASSES},
    "glare": {FaceVerdict.GLARE},
    "cap": {FaceVerdict.FOREHEAD},
    "eyes closed": {FaceVerdict.EYES_CLOSED},
}


@pytest.fixture(scope="module")
def judge() -> FaceJudge:
    return FaceJudge()


def read(shared: Path, name: str) -> np.ndarray:
    picture = cv2.imread(str(shared / "data" / "faces" / name))
    assert picture is not None
    return picture


def test_faces_are_counted_and_sound_portraits_accepted(judge, shared):
    labels = json.loads((shared / "data/faces/labels.json").read_text())
    reports = {name: judge.judge_file(read(shared, name)) for name in labels}
    assert {name: len(report.faces) for name, report in reports.items()} == {
        name: label["faces"] for name, label in labels.items()
    }
    sound = [name for name, label in labels.items() if label.get("sound_frontal")]
    assert sum(reports[name].accepted for name in sound) >= 0.8 * len(sound)
    assert reports["more/p11.jpg"].verdict is FaceVerdict.TILTED
    assert reports["obama2.jpg"].verdict is FaceVerdict.TURNED_RIGHT
    assert reports["obama-240p.jpg"].verdict is FaceVerdict.TOO_SMALL
    assert reports["obama_partial_face.jpg"].verdict is FaceVerdict.CUT_OFF
    assert reports["two_people.jpg"].verdict is FaceVerdict.TWO
    assert reports["no_face_landscape.jpg"].verdict is FaceVerdict.NONE


@pytest.mark.parametrize("version", face_versions.VERSIONS)
def test_a_fault_is_named(judge, shared, version):
    picture = read(shared, "more/p30.jpg")
    assert judge.judge_file(picture).accepted
    made = face_versions.VERSIONS[version](picture, face_versions.mesh_of(picture))
    assert EXPECTED[version] & set(judge.judge_file(made).reasons)


@pytest.mark.parametrize("colour", [(90, 60, 120), (235, 235, 235), (25, 22, 20), (40, 30, 170), (120, 120, 120)])
def test_a_headscarf_is_fine(judge, shared, colour):
    picture = read(shared, "more/p30.jpg")
    worn = face_versions.headscarf(picture, face_versions.mesh_of(picture), colour)
    assert judge.judge_file(worn).accepted


def test_reasons_come_in_the_order_of_importance(judge, shared):
    picture = read(shared, "more/p30.jpg")
    mesh = face_versions.mesh_of(picture)
    made = face_versions.dark(face_versions.tilted(picture, mesh), mesh)
    report = judge.judge_file(made)
    assert report.reasons[:2] == (FaceVerdict.DARK, FaceVerdict.TILTED)
    assert report.verdict is report.reasons[0]


@pytest.mark.parametrize("colour", Background)
def test_the_cloth_is_measured(judge, tmp_path, colour):
    other = next(each for each in Background if each is not colour)
    frame = cv2.imread(str(demo_frames(tmp_path, colour, seed=3, count=8)[-1]))
    assert judge.judge_live(frame, colour).accepted
    assert judge.judge_live(frame, other).reasons == (FaceVerdict.CLOTH_COLOUR,)
    portrait = crop_portrait(frame, judge.judge_live(frame, None).faces[0])
    assert measure_cloth(portrait).colour is colour


@pytest.mark.parametrize("wall", [(200, 200, 200), (60, 60, 60), (60, 140, 60), (90, 180, 220)])
def test_walls_are_neither_red_nor_blue(wall):
    cloth = measure_cloth(np.full((800, 600, 3), wall, np.uint8))
    assert cloth.even == 1.0
    assert cloth.colour is None


def test_what_hangs_beside_the_cloth_is_seen():
    portrait = np.full((800, 600, 3), (158, 84, 26), np.uint8)
    portrait[:, 560:] = 230
    assert measure_cloth(portrait).even < LIMITS.cloth


def test_outside_the_oval_nothing_else_is_said(judge, tmp_path):
    frame = cv2.imread(str(demo_frames(tmp_path, Background.RED, seed=3, count=8)[-1]))
    aside = np.roll(frame, 300, axis=1)
    report = judge.judge_live(aside, Background.BLUE)
    assert report.verdict in {FaceVerdict.OFF_CENTRE_LEFT, FaceVerdict.OFF_CENTRE_RIGHT}
    assert report.measures is None


def test_odd_pictures_are_refused(judge):
    for odd in (np.zeros((10, 10, 3), np.uint8), np.zeros((100, 100), np.uint8), np.zeros((100, 100, 3), np.uint16)):
        with pytest.raises(PictureRejected):
            judge.judge_file(odd)


def test_a_missing_model_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr("booth.biometrics.face_mesh.resource", lambda *_: tmp_path / "gone")
    with pytest.raises(FaceModelMissing):
        FaceJudge()


def test_a_portrait_is_as_large_as_wanted(shared, judge):
    picture = read(shared, "more/p30.jpg")
    portrait = crop_portrait(picture, judge.judge_file(picture).faces[0])
    best, small = encode_jpeg_within(portrait, 10**9), encode_jpeg_within(portrait, 60_000)
    assert len(small) <= 60_000 < len(best)
    assert len(encode_jpeg_within(portrait, 10)) > 10  # never worse than quality 70


# Steadiness.


def test_a_flicker_is_not_said():
    steady = Steady()
    assert steady.see(FaceVerdict.TOO_FAR, 0.0) is FaceVerdict.TOO_FAR
    assert steady.see(FaceVerdict.OK, 0.1) is FaceVerdict.TOO_FAR
    assert steady.see(FaceVerdict.TOO_FAR, 0.2) is FaceVerdict.TOO_FAR
    assert steady.see(FaceVerdict.OK, 0.3) is FaceVerdict.TOO_FAR
    assert steady.see(FaceVerdict.OK, 0.3 + SAID_AFTER) is FaceVerdict.OK


def test_the_shutter_waits_for_a_steady_green():
    steady = Steady()
    steady.see(FaceVerdict.OK, 0.0)
    assert not steady.ripe(TAKEN_AFTER / 2)
    assert steady.ripe(TAKEN_AFTER)
    steady.see(FaceVerdict.EYES_CLOSED, 2.0)
    assert steady.shown is FaceVerdict.OK
    assert not steady.ripe(2.0)
    steady.see(FaceVerdict.OK, 2.1)
    assert not steady.ripe(2.2)
    assert steady.ripe(2.1 + TAKEN_AFTER)


def test_limits_are_wider_while_it_is_green():
    steady = Steady()
    assert steady.limits is LIMITS
    steady.see(FaceVerdict.OK, 0.0)
    assert steady.limits is HELD


@given(st.lists(st.tuples(st.sampled_from(FaceVerdict), st.floats(0, 1)), max_size=40))
def test_what_is_shown_was_seen_and_held(steps):
    steady, now, seen = Steady(), 0.0, []
    for verdict, wait in steps:
        now += wait
        seen.append(verdict)
        assert steady.see(verdict, now) in seen
        if steady.ripe(now):
            assert verdict is FaceVerdict.OK
