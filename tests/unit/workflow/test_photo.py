"""Shots of the face: the newest is chosen, the resident may choose another, a poor one needs a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from booth.biometrics.face import FaceFinder, FaceReport, FaceVerdict
from booth.domain.recording import Background
from booth.workflow.errors import ReasonNeeded
from booth.workflow.photo import MOST_SHOTS, SIZE, NoSuchShot, PhotoWork

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from booth.workflow.record import Record

EMPTY = FaceReport(FaceVerdict.NONE, ())


@pytest.fixture(scope="module")
def frame(shared: Path) -> NDArray[np.uint8]:
    """A portrait inside a 1280 × 720 picture."""
    face = cv2.imread(str(shared / "data" / "faces" / "astronaut.jpg"))
    assert face is not None
    page = np.full((720, 1280, 3), 90, np.uint8)
    height = 720
    width = face.shape[1] * height // face.shape[0]
    page[:, 100 : 100 + width] = cv2.resize(face, (width, height))
    return page


@pytest.fixture(scope="module")
def report(frame: NDArray[np.uint8]) -> FaceReport:
    return FaceFinder().find(frame)


def size(jpeg: bytes) -> tuple[int, int]:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture.shape[1], picture.shape[0]


def test_the_cloth_follows_the_birth_year(record: Record):
    assert PhotoWork(record).background is Background.RED


def test_a_shot_is_cut_to_three_by_four_and_chosen(record: Record, frame: NDArray[np.uint8], report: FaceReport):
    photo = PhotoWork(record)
    shot = photo.add_shot(frame, report)
    assert size(shot.jpeg) == SIZE
    assert (shot.number, shot.chosen, photo.chosen) == (1, True, 1)
    assert photo.picture() == shot.jpeg


def test_a_frame_without_a_face_is_cut_in_its_middle_and_needs_a_reason(record: Record, frame: NDArray[np.uint8]):
    photo = PhotoWork(record)
    shot = photo.add_shot(frame, EMPTY)
    assert size(shot.jpeg) == SIZE
    assert not shot.good
    assert photo.missing
    with pytest.raises(ReasonNeeded):
        photo.accept_with_reason(" ")
    photo.accept_with_reason("warga berbaring")
    assert photo.missing == ""


def test_a_new_shot_or_another_choice_takes_the_reason_back(record: Record, frame: NDArray[np.uint8]):
    photo = PhotoWork(record)
    photo.add_shot(frame, EMPTY)
    photo.accept_with_reason("warga berbaring")
    photo.add_shot(frame, EMPTY)
    assert photo.reason == ""
    photo.accept_with_reason("warga berbaring")
    photo.choose(1)
    assert photo.reason == ""


def test_a_restart_shows_the_same_shots(record: Record, frame: NDArray[np.uint8], again: Callable[[], Record]):
    photo = PhotoWork(record)
    photo.add_shot(frame, EMPTY)
    photo.add_shot(frame, EMPTY)
    photo.choose(1)
    assert PhotoWork(again()).shots() == photo.shots()
    assert PhotoWork(again()).chosen == 1
    assert PhotoWork(again()).retakes == 1


def test_only_some_shots_are_kept_and_never_the_chosen_one_dropped(record: Record, frame: NDArray[np.uint8]):
    photo = PhotoWork(record)
    for _ in range(MOST_SHOTS + 3):
        photo.add_shot(frame, EMPTY)
        photo.choose(1)
    numbers = [shot.number for shot in photo.shots()]
    assert len(numbers) == MOST_SHOTS
    assert 1 in numbers
    assert photo.retakes == MOST_SHOTS + 2


def test_a_shot_that_is_not_there_cannot_be_chosen(record: Record):
    photo = PhotoWork(record)
    with pytest.raises(NoSuchShot):
        photo.choose(7)
    with pytest.raises(NoSuchShot):
        photo.accept_with_reason("x")
    with pytest.raises(NoSuchShot):
        photo.picture()
