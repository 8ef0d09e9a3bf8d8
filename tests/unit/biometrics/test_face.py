"""Faces: counted as labelled, judged against the oval, cut to the portrait's geometry, and no array ends in a crash."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from booth.biometrics import face as face_module
from booth.biometrics.face import (
    EYES_APART,
    EYES_LINE,
    EYES_LINE_RANGE,
    MIDDLE_RANGE,
    PORTRAIT,
    Face,
    FaceFinder,
    FaceVerdict,
    crop_portrait,
    encode_jpeg,
    judge,
    oval,
)
from booth.biometrics.face_errors import FaceModelMissing, PictureRejected

WIDTH, HEIGHT = 1280, 720


@pytest.fixture(scope="module")
def finder():
    return FaceFinder()


@pytest.fixture(scope="module")
def faces(shared: Path) -> Path:
    return shared / "data" / "faces"


@pytest.fixture(scope="module")
def person(faces: Path) -> np.ndarray:
    """A frontal portrait, 910 × 1137, eyes 107 pixels apart at (491, 207)."""
    return cv2.imread(str(faces / "obama.jpg"))


def framed(person: np.ndarray, *, size: float = 1.0, right: float = 0.0, down: float = 0.0) -> np.ndarray:
    """A camera picture of `person`: `size` times the wanted size, off the oval's middle by shares of the height."""
    factor = size * 0.25 * 0.75 * 0.9 * HEIGHT / 107
    x, y = (0.5 * WIDTH + right * HEIGHT, (0.455 + down) * HEIGHT)
    move = np.float64([[factor, 0, x - 491 * factor], [0, factor, y - 207 * factor]])
    return cv2.warpAffine(person, move, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderValue=(60, 50, 160))


def a_face(x: float, y: float, scale: float) -> Face:
    """A face seen from the front with its eyes' middle at `x`, `y`."""
    half = scale / 2
    marks = [(x - half, y), (x + half, y), (x, y + half), (x - half * 0.8, y + scale), (x + half * 0.8, y + scale)]
    return Face((x - scale, y - scale, 2 * scale, 2.6 * scale), np.float32(marks), 0.95)


def test_counts_are_as_labelled(finder, faces):
    labels = json.loads((faces / "labels.json").read_text("utf-8"))
    assert len(labels) == 20
    found = {name: len(finder.find(cv2.imread(str(faces / name))).faces) for name in labels}
    assert found == {name: label["faces"] for name, label in labels.items()}


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("no_face_landscape.jpg", FaceVerdict.NONE),
        ("two_people.jpg", FaceVerdict.TWO),
        ("obama-240p.jpg", FaceVerdict.TOO_FAR),
        ("more/p17.jpg", FaceVerdict.OK),
        ("obama_partial_face.jpg", FaceVerdict.OFF_CENTRE_DOWN),
    ],
)
def test_pictures_as_they_are(finder, faces, name, verdict):
    assert finder.find(cv2.imread(str(faces / name))).verdict is verdict


@pytest.mark.parametrize(
    ("where", "verdict"),
    [
        ({}, FaceVerdict.OK),
        ({"size": 0.85}, FaceVerdict.OK),
        ({"size": 1.12}, FaceVerdict.OK),
        ({"right": 0.05, "down": -0.05}, FaceVerdict.OK),
        ({"size": 0.5}, FaceVerdict.TOO_FAR),
        ({"size": 1.4}, FaceVerdict.TOO_NEAR),
        # On the right of a picture that is not mirrored is the resident's left: they must move to their right.
        ({"right": 0.25}, FaceVerdict.OFF_CENTRE_RIGHT),
        ({"right": -0.25}, FaceVerdict.OFF_CENTRE_LEFT),
        ({"down": 0.15}, FaceVerdict.OFF_CENTRE_UP),
        ({"down": -0.15}, FaceVerdict.OFF_CENTRE_DOWN),
    ],
)
def test_places_in_a_camera_picture(finder, person, where, verdict):
    report = finder.find(framed(person, **where))
    assert report.verdict is verdict
    assert len(report.faces) == 1


def test_two_side_by_side_are_two_and_one_far_behind_is_none_of_ours(finder, person):
    frame = framed(person, right=-0.25)
    frame[:, WIDTH // 2 :] = framed(person, right=0.35)[:, WIDTH // 2 :]
    assert finder.find(frame).verdict is FaceVerdict.TWO

    frame = framed(person)
    frame[:, 1000:] = framed(person, size=0.3, right=0.7)[:, 1000:]
    report = finder.find(frame)
    assert report.verdict is FaceVerdict.OK
    assert len(report.faces) == 1


def test_a_small_face_that_the_portrait_would_show_counts():
    main = a_face(640, 328, 121)
    behind = a_face(800, 150, 30)
    assert judge((main, behind), width=WIDTH, height=HEIGHT).faces == (main, behind)
    away = a_face(1100, 150, 30)
    assert judge((away, main), width=WIDTH, height=HEIGHT).faces == (main,)


def test_blurred_into_nothing_is_nobody(finder, person):
    assert finder.find(cv2.GaussianBlur(framed(person), (0, 0), 60)).verdict is FaceVerdict.NONE


def test_portrait_has_the_norms_geometry(finder, person):
    frame = framed(person)
    portrait = crop_portrait(frame, finder.find(frame).faces[0])
    assert portrait is not None
    assert portrait.shape == (PORTRAIT[1], PORTRAIT[0], 3)
    again = finder.detect(portrait)[0]
    assert again.eyes == pytest.approx((PORTRAIT[0] / 2, EYES_LINE * PORTRAIT[1]), abs=20)
    assert again.scale == pytest.approx(EYES_APART * PORTRAIT[0], rel=0.08)


def test_portrait_of_a_large_picture_is_made_smaller(finder, faces):
    picture = cv2.imread(str(faces / "biden2.jpg"))
    portrait = crop_portrait(picture, finder.find(picture).faces[0], (300, 400))
    assert portrait is not None
    assert portrait.shape == (400, 300, 3)
    assert finder.find(portrait).verdict is not FaceVerdict.NONE


def test_half_a_face_gives_no_portrait(finder, faces):
    picture = cv2.imread(str(faces / "obama_partial_face.jpg"))
    assert crop_portrait(picture, finder.find(picture).faces[0]) is None


@given(
    width=st.integers(64, 2500),
    height=st.integers(64, 2500),
    across=st.floats(-0.2, 1.2),
    down=st.floats(-0.2, 1.2),
    size=st.floats(0.01, 0.6),
)
def test_ok_promises_a_portrait_within_the_norm(width, height, across, down, size):
    face = a_face(across * width, down * height, max(size * min(width, height), 1))
    box = face_module._fit(face, width, height)
    if judge((face,), width=width, height=height).verdict is FaceVerdict.OK:
        assert box is not None
    if box is not None:
        left, top, wide, high = box
        assert left >= 0
        assert top >= 0
        assert left + wide <= width + 1e-6
        assert top + high <= height + 1e-6
        assert MIDDLE_RANGE[0] <= (face.eyes[0] - left) / wide <= MIDDLE_RANGE[1]
        assert EYES_LINE_RANGE[0] <= (face.eyes[1] - top) / high <= EYES_LINE_RANGE[1]


@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (480, 640), (1920, 1080)])
def test_a_face_in_the_middle_of_the_oval_is_ok(size):
    x, y, rx, ry = oval(*size)
    assert x - rx > 0
    assert y + ry < size[1]
    # The eyes lie a little above the middle of the head, whose height is about 3.6 eye distances.
    scale = 2 * ry / 3.65
    assert judge((a_face(x, y - 0.03 * ry, scale),), width=size[0], height=size[1]).verdict is FaceVerdict.OK


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((720, 1280), np.uint8),
        np.zeros((720, 1280, 3), np.uint16),
        np.zeros((720, 1280, 4), np.uint8),
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((20, 20_000, 3), np.uint8),
        np.zeros((33, 20_000, 3), np.uint8),
        np.zeros((720, 1280, 3), np.float32),
        np.zeros((), np.uint8),
    ],
    ids=lambda p: f"{p.dtype}{p.shape}",
)
def test_what_is_no_picture_is_refused(finder, picture):
    for attempt in (
        lambda: finder.find(picture),
        lambda: crop_portrait(picture, a_face(1, 1, 1)),
        lambda: encode_jpeg(picture),
    ):
        with pytest.raises(PictureRejected):
            attempt()


@settings(max_examples=60, deadline=None)
@given(
    hnp.arrays(
        st.sampled_from([np.uint8, np.uint16, np.float64, np.bool_]),
        hnp.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=70),
    )
)
def test_any_array_is_judged_or_refused(array):
    try:
        report = _FINDER.find(array)
    except PictureRejected:
        return
    assert isinstance(report.verdict, FaceVerdict)
    assert all(np.isfinite(face.landmarks).all() for face in report.faces)


@settings(max_examples=20, deadline=None)
@given(st.integers(32, 300), st.integers(32, 300), st.integers(0, 2**32 - 1))
def test_noise_is_judged(width, height, seed):
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    assert isinstance(_FINDER.find(noise).verdict, FaceVerdict)


def test_pictures_cut_out_of_larger_arrays_are_read_right(finder, person):
    frame = np.ascontiguousarray(framed(person))
    wide = np.zeros((HEIGHT, WIDTH + 40, 3), np.uint8)
    wide[:, 20:-20] = frame
    assert finder.find(wide[:, 20:-20]).verdict is finder.find(frame).verdict is FaceVerdict.OK
    assert finder.find(frame[:, ::-1]).verdict is FaceVerdict.OK


def test_jpeg_is_one(person):
    data = encode_jpeg(person)
    back = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert back.shape == person.shape
    assert float(np.abs(back.astype(int) - person).mean()) < 4
    assert len(encode_jpeg(person, 50)) < len(data)


def test_a_missing_or_damaged_model_is_named(tmp_path, monkeypatch):
    model = tmp_path / "face_detection_yunet.onnx"
    monkeypatch.setattr(face_module, "resource", lambda *_parts: model)
    with pytest.raises(FaceModelMissing):
        FaceFinder()
    model.write_bytes(b"not a model" * 100)
    with pytest.raises(FaceModelMissing):
        FaceFinder()


_FINDER = FaceFinder()
