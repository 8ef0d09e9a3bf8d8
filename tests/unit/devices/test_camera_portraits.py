"""The demonstration's pictures: found and judged as a resident who comes in and sits down, before the right cloth."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from booth.biometrics.face import FaceFinder, FaceVerdict
from booth.devices.emulators.camera import serve_mjpeg
from booth.devices.emulators.portraits import demo_frames
from booth.domain.recording import Background

SIZE = (640, 360)


def pictures(folder, background, seed, count=12):
    paths = demo_frames(folder, background, seed=seed, count=count, size=SIZE)
    return [cv2.imread(str(path)) for path in paths]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("background", Background)
def test_somebody_comes_in_and_sits_still(tmp_path, background, seed):
    finder = FaceFinder()
    reports = [finder.find(picture) for picture in pictures(tmp_path, background, seed)]
    assert {len(report.faces) for report in reports} == {1}
    assert reports[0].verdict is FaceVerdict.TOO_FAR
    assert any(report.verdict.name.startswith("OFF_CENTRE") for report in reports[1:3])
    assert {report.verdict for report in reports[3:]} == {FaceVerdict.OK}


def test_the_cloth_has_its_colour(tmp_path):
    for background, channel in ((Background.RED, 2), (Background.BLUE, 0)):
        corner = pictures(tmp_path / background.value, background, 1, 4)[0][:40, :40].mean(axis=(0, 1))
        assert corner.argmax() == channel
        assert corner[channel] > 1.6 * np.delete(corner, channel).max()


def test_every_picture_is_another_and_the_last_leads_to_the_first(tmp_path):
    shown = [p.astype(int) for p in pictures(tmp_path, Background.BLUE, 3, 40)][10:]
    steps = [np.abs(a - b).mean() for a, b in zip(shown, shown[1:] + shown[:1], strict=True)]
    assert min(steps) > 1
    assert steps[-1] < 1.5 * max(steps[:-1])


def test_seeds_make_residents(tmp_path):
    first, again, other = (pictures(tmp_path / str(n), Background.RED, seed, 2)[1] for n, seed in enumerate((7, 7, 8)))
    assert np.array_equal(first, again)
    assert np.abs(first.astype(int) - other).mean() > 4


def test_scenes_for_the_stand_in(tmp_path):
    for background in Background:
        demo_frames(tmp_path / background.value, background, seed=1, count=8, size=SIZE)
    with serve_mjpeg(tmp_path) as server:
        assert list(server.scenes) == ["blue", "red"]
        assert {(len(scene.intro), len(scene.rest)) for scene in server.scenes.values()} == {(2, 6)}
