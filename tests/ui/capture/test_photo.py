"""The photo step, before a camera that shows a folder of pictures."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from booth.biometrics.face import FaceReport, FaceVerdict
from booth.config import Settings
from booth.devices.ports import Camera, Cancel, DeviceError, DeviceLost, DeviceTimeout, Frame
from booth.domain.recording import Step
from booth.store.errors import DiskFull
from booth.ui.kit.theme import Level
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.photo import Check, PhotoScreen
from booth.workflow.equipment import Equipment
from tests.ui.capture.conftest import MakeBench, with_photo


@pytest.fixture(autouse=True)
def slow_shutter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shutter never goes by itself while a test presses keys."""
    monkeypatch.setattr("booth.biometrics.face_live.TAKEN_AFTER", 1e9)


def _face(verdict: FaceVerdict) -> Callable[..., FaceReport]:
    return lambda *_: FaceReport(verdict, (), (verdict,))


def test_the_face_is_found_and_the_photo_taken_by_keys_alone(make_bench: MakeBench) -> None:
    bench = make_bench(Step.PHOTO)
    bench.says("Foto wajah", "siap difoto")
    bench.press(Qt.Key.Key_Space)
    bench.says("Foto wajah", "foto dipilih")
    (shot,) = bench.session.photo.shots()
    assert shot.good
    bench.press(Qt.Key.Key_Return)
    bench.screen(FingersScreen)


def test_the_shutter_goes_by_itself_once(make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("booth.biometrics.face_live.TAKEN_AFTER", 0.0)
    bench = make_bench(Step.PHOTO)
    bench.says("Foto wajah", "foto dipilih")
    looked_at = bench.screen(PhotoScreen)._finder._looked_at
    bench.until(lambda: bench.screen(PhotoScreen)._finder._looked_at > looked_at + 3)
    (shot,) = bench.session.photo.shots()
    assert shot.good
    assert bench.session.photo.retakes == 0


def test_all_ticks_are_green_where_the_face_is_right(make_bench: MakeBench) -> None:
    bench = make_bench(Step.PHOTO)
    bench.says("siap difoto")
    screen = bench.screen(PhotoScreen)
    assert {tick.sign.level for tick in screen._ticks.values()} == {Level.GOOD}


@pytest.mark.parametrize(
    ("verdict", "levels"),
    [
        (FaceVerdict.NONE, (Level.CARE, Level.OFF, Level.OFF)),
        (FaceVerdict.TWO, (Level.CARE, Level.OFF, Level.OFF)),
        (FaceVerdict.TOO_FAR, (Level.GOOD, Level.CARE, Level.OFF)),
        (FaceVerdict.OFF_CENTRE_LEFT, (Level.GOOD, Level.GOOD, Level.CARE, Level.OFF)),
        (FaceVerdict.CLOTH_COLOUR, (Level.GOOD, Level.GOOD, Level.GOOD, Level.CARE, Level.GOOD)),
        (FaceVerdict.BLURRED, (*[Level.GOOD] * 8, Level.CARE)),
    ],
)
def test_ticks_say_what_is_wrong_first(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch, verdict: FaceVerdict, levels: tuple[Level, ...]
) -> None:
    monkeypatch.setattr("booth.biometrics.face_judge.FaceJudge.judge_live", _face(verdict))
    bench = make_bench(Step.PHOTO)
    screen = bench.screen(PhotoScreen)
    bench.until(lambda: screen._finder.verdict is verdict)
    assert tuple(tick.sign.level for tick in screen._ticks.values()) == levels + (levels[-1],) * (
        len(Check) - len(levels)
    )
    bench.says("atur posisi wajah")


def test_a_poor_photo_goes_on_only_with_a_reason(make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("booth.biometrics.face_judge.FaceJudge.judge_live", _face(FaceVerdict.NONE))
    bench = make_bench(Step.PHOTO)
    bench.says("atur posisi wajah")
    assert not bench.offered("reason")
    bench.press(Qt.Key.Key_Space)
    bench.says("foto perlu diulangi")
    assert not bench.offered("primary")
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.says("foto dipilih")
    assert bench.session.photo.reason == "Resident sits in a wheelchair or cannot sit upright"
    bench.press(Qt.Key.Key_Return)
    bench.screen(FingersScreen)


def test_the_resident_chooses_by_digit_and_arrow(make_bench: MakeBench) -> None:
    bench = make_bench(Step.PHOTO)
    bench.says("siap difoto")
    for number in range(1, 4):
        bench.press(Qt.Key.Key_Space)
        bench.until(lambda many=number: len(bench.screen(PhotoScreen)._album.shots) == many)
    bench.press(Qt.Key.Key_1)
    bench.until(lambda: bench.session.photo.chosen == 1)
    bench.press(Qt.Key.Key_Right)
    bench.until(lambda: bench.session.photo.chosen == 2)
    bench.press(Qt.Key.Key_9)
    assert bench.session.photo.chosen == 2


def test_the_cloth_is_named_for_the_year_of_birth(make_bench: MakeBench) -> None:
    bench = make_bench(Step.PHOTO)
    assert bench.screen(PhotoScreen)._ticks[Check.CLOTH].words.text() == "Kain merah (lahir 1985)"


def test_a_missing_camera_is_named_and_found_again(make_bench: MakeBench, portraits: Path, tmp_path: Path) -> None:
    bench = make_bench(Step.PHOTO, camera=str(tmp_path / "nothing"))
    screen = bench.screen(PhotoScreen)
    bench.says("kamera belum siap")
    assert "Kamera" in screen.message_text()
    assert not bench.offered("take")
    bench.station.equipment.use(replace(bench.station.booth.settings, camera=str(portraits)))
    bench.press(Qt.Key.Key_R)
    bench.says("siap difoto")
    assert not screen.message_text()


def test_a_full_disk_is_said_and_the_next_photo_is_kept(make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = make_bench(Step.PHOTO)
    keep = bench.session.photo.add_shot

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    bench.says("siap difoto")
    monkeypatch.setattr(bench.session.photo, "add_shot", full)
    bench.press(Qt.Key.Key_Space)
    bench.until(lambda: bool(bench.screen(PhotoScreen).message_text()))
    monkeypatch.setattr(bench.session.photo, "add_shot", keep)
    bench.press(Qt.Key.Key_Space)
    bench.says("foto dipilih")
    assert not bench.screen(PhotoScreen).message_text()


def test_leaving_gives_the_camera_back_and_keeps_nothing(make_bench: MakeBench) -> None:
    bench = make_bench(Step.PHOTO, with_photo)
    screen = bench.screen(PhotoScreen)
    bench.until(lambda: len(screen._album.shots) == 1 and screen._finder.shown is not None)
    screen.leave()
    bench.until(lambda: not bench.station.camera.busy)
    assert bench.station.equipment._camera is None
    assert screen._finder.shown is None
    assert screen._preview._image.isNull()
    assert screen._album.shots == ()
    bench.until(lambda: "faces" not in {thread.name for thread in threading.enumerate()})
    screen.enter()
    bench.says("foto dipilih")


def test_a_resumed_recording_shows_its_photos(make_bench: MakeBench) -> None:
    bench = make_bench(Step.PHOTO, with_photo)
    bench.says("foto dipilih")
    assert bench.screen(PhotoScreen)._thumbnails.choice == 0


def test_the_other_language_says_everything_anew(make_bench: MakeBench) -> None:
    bench = make_bench(Step.PHOTO)
    bench.says("siap difoto")
    bench.frame.set_language("en")
    bench.says("Face photo", "ready for the photo")
    assert bench.screen(PhotoScreen)._ticks[Check.CLOTH].words.text() == "Red cloth (born 1985)"


class Certified:
    """A camera whose live pictures are only a preview: the photo is asked for by itself."""

    def __init__(self, live: Camera, stills: list[Frame | DeviceError]) -> None:
        self._live = live
        self._stills = stills
        self.info = live.info
        self.read = live.read
        self.close = live.close
        self.quality = 88
        self.evidence = {"hash": "ab12"}

    def still(self, *, timeout: float, cancel: Cancel) -> Frame:
        assert timeout > 0
        cancel.check()
        given = self._stills.pop(0)
        if isinstance(given, DeviceError):
            raise given
        return given


def _certified(portraits: Path, stills: list[Frame | DeviceError]) -> Callable[[Settings], Equipment]:
    class CertifiedEquipment(Equipment):
        @contextmanager
        def camera(self, cancel: Cancel | None = None) -> Iterator[Camera]:
            with super().camera(cancel) as camera:
                yield Certified(camera, stills)

    assert portraits.is_dir()
    return lambda settings: CertifiedEquipment(settings, None)


def _still(portraits: Path) -> Frame:
    pixels = cv2.imread(str(sorted(portraits.iterdir())[-1]))
    return Frame(np.asarray(pixels, np.uint8), 0.0, 1)


def test_a_certified_camera_takes_the_photo_and_signs_it(make_bench: MakeBench, portraits: Path) -> None:
    still = _still(portraits)
    bench = make_bench(Step.PHOTO, equip=_certified(portraits, [replace(still, pixels=still.pixels[:, ::-1].copy())]))
    bench.says("Foto wajah", "siap difoto")
    bench.press(Qt.Key.Key_Space)
    bench.says("Foto wajah", "foto dipilih")
    (shot,) = bench.session.photo.shots()
    assert (shot.good, shot.device_quality, shot.evidence) == (True, 88, {"hash": "ab12"})
    assert bench.offered("take")


def test_a_certified_camera_that_saw_nobody_says_so_and_goes_on(make_bench: MakeBench, portraits: Path) -> None:
    bench = make_bench(
        Step.PHOTO, equip=_certified(portraits, [DeviceTimeout(device="Kamera wajah"), _still(portraits)])
    )
    bench.says("Foto wajah", "siap difoto")
    bench.press(Qt.Key.Key_Space)
    bench.until(lambda: "Kamera wajah" in bench.screen(PhotoScreen).message_text())
    bench.until(lambda: bench.offered("take"))
    bench.press(Qt.Key.Key_Space)
    bench.says("Foto wajah", "foto dipilih")


def test_a_certified_camera_lost_at_the_shutter_is_found_again(make_bench: MakeBench, portraits: Path) -> None:
    bench = make_bench(Step.PHOTO, equip=_certified(portraits, [DeviceLost(device="Kamera wajah"), _still(portraits)]))
    bench.says("Foto wajah", "siap difoto")
    bench.press(Qt.Key.Key_Space)
    bench.until(lambda: "Kamera wajah" in bench.screen(PhotoScreen).message_text())
    bench.press(Qt.Key.Key_R)
    bench.says("Foto wajah", "siap difoto")
    bench.press(Qt.Key.Key_Space)
    bench.says("Foto wajah", "foto dipilih")
