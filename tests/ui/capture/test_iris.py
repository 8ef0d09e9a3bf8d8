"""The step of the irises, at a scanner in the test's hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from booth.config import Settings
from booth.devices.ports import DeviceLost, DeviceTimeout
from booth.domain.eyes import Eye, MissingEye
from booth.domain.fingers import Finger
from booth.domain.recording import Step
from booth.store.errors import DiskFull
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.iris import IrisScreen
from booth.ui.operator.review import ReviewScreen
from booth.ui.operator.signature import SignatureScreen
from booth.workflow.equipment import Equipment
from booth.workflow.session import RecordingSession
from tests.ui.capture.conftest import Bench, MakeBench, only
from tests.ui.capture.slap_devices import Gaze, HandEquipment, OneFinger, SlapHand, iris, slap_picture
from tests.unit.workflow.stage import STROKES

BOTH = tuple(Eye)


@dataclass
class Set:
    bench: Bench
    gaze: Gaze

    @property
    def screen(self) -> IrisScreen:
        return self.bench.screen(IrisScreen)

    @property
    def coaching(self) -> str:
        return self.screen._coach.accessibleName()


def _equip(gaze: Gaze) -> Callable[[Settings], Equipment]:
    def equip(settings: Settings) -> Equipment:
        equipment = HandEquipment(settings, None)
        equipment.hand, equipment.gaze = SlapHand(), gaze
        equipment.scanner_now = OneFinger(equipment.hand)
        return equipment

    return equip


@pytest.fixture
def eyes(make_bench: MakeBench) -> Set:
    gaze = Gaze()
    bench = make_bench(Step.IRIS, only(), iris="sbi", equip=_equip(gaze))
    bench.says("Iris", "menunggu mata")
    return Set(bench, gaze)


def test_both_eyes_are_taken_by_themselves(eyes: Set):
    assert eyes.screen.subtitle() == "kedua mata"
    eyes.gaze.picture = slap_picture([Finger.RIGHT_INDEX])
    eyes.bench.until(lambda: eyes.screen._view.live)
    assert not eyes.bench.offered("primary")
    eyes.gaze.lay({Eye.LEFT: 70, Eye.RIGHT: 65})
    eyes.bench.says("Iris", "selesai")
    eyes.bench.until(lambda: [tile.worth for tile in eyes.screen._view.tiles] == ["65", "70"])
    assert eyes.bench.session.iris.captured == BOTH
    assert "Kedua mata sudah diambil." in eyes.coaching
    eyes.bench.press(Qt.Key.Key_Return)
    eyes.bench.screen(SignatureScreen)
    eyes.bench.until(lambda: not eyes.bench.station.iris.busy)


def test_once_more_keeps_the_better_of_each(eyes: Set):
    eyes.gaze.lay({Eye.LEFT: 70, Eye.RIGHT: 65})
    eyes.bench.says("Iris", "selesai")
    eyes.bench.press(Qt.Key.Key_R)
    eyes.bench.says("Iris", "menunggu mata")
    eyes.gaze.lay({Eye.LEFT: 50, Eye.RIGHT: 80})
    eyes.bench.says("Iris", "selesai")
    eyes.bench.until(lambda: [tile.worth for tile in eyes.screen._view.tiles] == ["80", "70"])
    eyes.bench.press(Qt.Key.Key_R)
    eyes.gaze.lay({Eye.LEFT: 60, Eye.RIGHT: 60})
    eyes.bench.until(lambda: not eyes.bench.session.iris.again)
    eyes.bench.says("Iris", "selesai")
    assert not eyes.bench.offered("again")  # three tries are enough


def test_an_eye_that_cannot_is_left_out_and_taken_after_all(eyes: Set):
    eyes.bench.press(Qt.Key.Key_F8, Qt.Key.Key_2, Qt.Key.Key_1)
    eyes.bench.until(lambda: eyes.gaze.asked[-1:] == [(Eye.RIGHT,)])
    assert eyes.bench.session.iris.state(Eye.LEFT).missing is MissingEye.LOST
    assert eyes.screen.subtitle() == "Mata kanan"
    eyes.gaze.lay({Eye.RIGHT: 65})
    eyes.bench.says("Iris", "selesai")
    assert "Satu mata" in eyes.coaching
    eyes.bench.press(Qt.Key.Key_F6)
    eyes.bench.until(lambda: eyes.gaze.asked[-1:] == [(Eye.LEFT,)])


def test_both_eyes_cannot(eyes: Set):
    eyes.bench.press(Qt.Key.Key_F8, Qt.Key.Key_3, Qt.Key.Key_6)
    eyes.bench.qtbot.keyClicks(eyes.bench.frame.focusWidget(), "kedua mata dibalut")
    eyes.bench.press(Qt.Key.Key_Return)
    eyes.bench.says("Iris", "selesai")
    assert eyes.bench.session.iris.state(Eye.LEFT).note == "kedua mata dibalut"
    assert eyes.bench.session.finished(Step.IRIS)
    assert not eyes.bench.offered("cannot")


def test_a_question_taken_back_asks_for_the_eyes_again(eyes: Set):
    eyes.bench.press(Qt.Key.Key_F8, Qt.Key.Key_Escape)
    eyes.bench.says("Iris", "menunggu mata")
    eyes.gaze.lay({Eye.LEFT: 70, Eye.RIGHT: 65})
    eyes.bench.says("Iris", "selesai")


def test_nobody_before_the_scanner_is_waited_for(eyes: Set):
    eyes.gaze.lay(DeviceTimeout(device="Iris 2"))
    eyes.bench.until(lambda: len(eyes.gaze.asked) == 2)
    eyes.bench.says("Iris", "menunggu mata")


def test_a_scanner_that_is_gone_is_named_and_found_again(eyes: Set):
    eyes.gaze.lay(DeviceLost(device="Alat iris"))
    eyes.bench.says("Iris", "pemindai iris belum siap")
    assert "Alat iris" in eyes.coaching
    eyes.bench.press(Qt.Key.Key_R)
    eyes.bench.says("Iris", "menunggu mata")


def test_a_full_disk_is_said_and_the_eyes_asked_for_again(eyes: Set, monkeypatch: pytest.MonkeyPatch):
    keep = eyes.bench.session.iris.add

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(eyes.bench.session.iris, "add", full)
    eyes.gaze.lay({Eye.LEFT: 70, Eye.RIGHT: 65})
    eyes.bench.until(lambda: bool(eyes.screen.message_text()))
    eyes.bench.says("Iris", "menunggu mata")
    monkeypatch.setattr(eyes.bench.session.iris, "add", keep)
    eyes.gaze.lay({Eye.LEFT: 70, Eye.RIGHT: 65})
    eyes.bench.says("Iris", "selesai")
    assert not eyes.screen.message_text()


def test_back_leads_to_the_fingers_and_nothing_is_shown_any_more(eyes: Set):
    screen = eyes.screen
    eyes.bench.press(Qt.Key.Key_Escape)
    eyes.bench.screen(FingersScreen)
    eyes.bench.until(lambda: not eyes.bench.station.iris.busy)
    assert not screen._view.tiles


def test_the_other_language_says_everything_anew(eyes: Set):
    eyes.bench.frame.set_language("en")
    eyes.bench.says("Iris", "waiting for the eyes")
    assert eyes.coaching.startswith("Look into the scanner with both eyes wide open.")


def test_the_review_names_them_and_leads_back(make_bench: MakeBench) -> None:
    def prepare(session: RecordingSession) -> None:
        only()(session)
        session.iris.add({Eye.RIGHT: iris(Eye.RIGHT, 65)})
        session.iris.mark_missing([Eye.LEFT], MissingEye.DISEASE)
        session.signature.sign(STROKES)
        session.verification.go_on_with_reason("dibalut")

    bench = make_bench(Step.REVIEW, prepare, iris="sbi", equip=_equip(Gaze()))
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: screen._irises_note.text() == "Iris (F10): Mata kanan 65 · Mata kiri: Penyakit mata")
    bench.press(Qt.Key.Key_F10)
    bench.screen(IrisScreen)
    bench.says("Iris", "selesai")
