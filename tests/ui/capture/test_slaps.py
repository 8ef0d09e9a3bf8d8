"""The step of the fingers with a ten-print scanner, and what becomes of it when that is swapped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt

from booth.config import Settings
from booth.devices.ports import DeviceFault, FingerImage
from booth.domain.fingers import Finger, MissingReason, Slap
from booth.domain.recording import Step
from booth.store.errors import DiskFull
from booth.ui.kit.hands import FingerState
from booth.ui.kit.label import Label
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.iris import IrisScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.slaps import SlapsScreen
from booth.workflow.equipment import Equipment
from booth.workflow.session import RecordingSession
from tests.ui.capture.conftest import Bench, MakeBench, with_photo
from tests.ui.capture.slap_devices import Gaze, HandEquipment, OneFinger, SlapHand, press, slap_picture

RIGHT, LEFT, THUMBS = Slap.RIGHT_FOUR, Slap.LEFT_FOUR, Slap.THUMBS
BLANK = np.full((288, 256), 240, np.uint8)


@dataclass
class Set:
    """A booth at the step, its scanner in the test's hand."""

    bench: Bench
    hand: SlapHand
    equipment: HandEquipment

    @property
    def screen(self) -> SlapsScreen:
        return self.bench.screen(SlapsScreen)

    @property
    def coaching(self) -> str:
        return self.screen._coach.accessibleName()

    def lay(self, fingers: Collection[Finger], turn: int = 1) -> None:
        self.hand.lay({finger: press(finger, turn) for finger in fingers})


@pytest.fixture
def slaps(make_bench: MakeBench):
    def make(prepare=with_photo, *, limit: int = 20, iris: str = "none") -> Set:
        hand = SlapHand()
        made: list[HandEquipment] = []

        def equip(settings: Settings) -> Equipment:
            equipment = HandEquipment(settings, None)
            equipment.hand = equipment.scanner_now = hand
            equipment.gaze = Gaze()
            made.append(equipment)
            return equipment

        bench = make_bench(Step.FINGERS, prepare, limit=limit, iris=iris, equip=equip)
        return Set(bench, hand, made[0])

    return make


def _tried(session: RecordingSession, fingers: Collection[Finger], times: int = 1) -> bool:
    return all(len(session.fingers.state(finger).tries) == times for finger in fingers)


def test_right_four_left_four_and_thumbs_without_a_key(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    assert on.screen.subtitle() == "1 dari 3"
    assert on.coaching.startswith("Tempelkan empat jari tangan kanan di kaca.")
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")
    assert "Empat jari kanan: bagus." in on.coaching
    on.lay(LEFT.fingers)
    on.bench.says("Kedua ibu jari", "menunggu jari")
    on.lay(THUMBS.fingers)
    on.bench.says("Sidik jari", "selesai")
    assert on.bench.session.fingers.captured == tuple(Finger)
    assert on.hand.asked == [RIGHT.fingers, LEFT.fingers, THUMBS.fingers]
    assert not on.bench.session.fingers.missing
    on.bench.press(Qt.Key.Key_Return)
    on.bench.screen(SignatureScreen)


def test_the_fingers_asked_for_are_lit_and_the_live_picture_is_shown(slaps):
    on = slaps()
    on.bench.until(lambda: isinstance(on.bench.frame.shown(), SlapsScreen))
    lit = {f for f in Finger if on.screen._hands.mark(f).state is FingerState.CURRENT}
    assert lit == set(RIGHT.fingers)
    assert not on.screen._view.live
    on.hand.picture = slap_picture(RIGHT.fingers)
    on.bench.until(lambda: on.screen._view.live)


def test_a_missing_finger_is_told_to_the_device_by_digits(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.bench.press(Qt.Key.Key_F8, Qt.Key.Key_3)
    asked = [label.text() for label in on.screen.panel.findChildren(Label)]
    assert asked[0] == "Jari manis kanan: tidak bisa diambil, karena …"
    on.bench.press(Qt.Key.Key_1)
    three = tuple(finger for finger in RIGHT.fingers if finger is not Finger.RIGHT_RING)
    on.bench.until(lambda: on.hand.asked[-1:] == [three])
    assert on.bench.session.fingers.state(Finger.RIGHT_RING).missing is MissingReason.AMPUTATED
    assert "telunjuk kanan, jari tengah kanan, kelingking kanan" in on.coaching
    on.bench.press(Qt.Key.Key_F6)  # after all
    on.bench.until(lambda: on.hand.asked[-1:] == [RIGHT.fingers])
    on.bench.press(Qt.Key.Key_F8, Qt.Key.Key_5, Qt.Key.Key_2)  # the whole hand
    on.bench.says("Empat jari kiri", "menunggu jari")
    on.bench.press(Qt.Key.Key_Left)
    on.bench.says("Empat jari kanan", "berhenti")
    assert "Tidak satu pun" in on.coaching


def test_a_question_taken_back_leaves_everything_as_it_was(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.bench.press(Qt.Key.Key_F8, Qt.Key.Key_Escape)
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.bench.press(Qt.Key.Key_F8, Qt.Key.Key_1, Qt.Key.Key_Escape)
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")


def test_a_poor_finger_is_named_and_the_best_is_kept(slaps):
    on = slaps(limit=60)  # asked of a sensor of this size: 51
    on.bench.says("Empat jari kanan", "menunggu jari")
    poor = {finger: press(finger) for finger in RIGHT.fingers}
    poor[Finger.RIGHT_RING] = _flat(poor[Finger.RIGHT_RING])
    on.hand.lay(poor)
    on.bench.until(partial(_tried, on.bench.session, RIGHT.fingers))
    on.bench.says("Empat jari kanan", "menunggu jari")
    assert on.hand.asked[-1] == RIGHT.fingers
    on.lay(RIGHT.fingers, 2)
    on.bench.until(lambda: len(on.bench.session.fingers.state(Finger.RIGHT_RING).tries) == 2)
    on.bench.says("menunggu jari")
    best = on.bench.session.fingers.state(Finger.RIGHT_RING).best
    assert best is not None
    assert best.attempt == 2


def _flat(image: FingerImage) -> FingerImage:
    """Hardly any contrast left, and half of it gone."""
    pixels = (200 + (image.pixels.astype(np.float32) - 128) * 0.15).clip(0, 255).astype(np.uint8)
    pixels[:, :128] = 235
    return replace(image, pixels=pixels)


def test_the_same_hand_again_is_said_and_taken_again(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")
    on.hand.lay(dict(zip(LEFT.fingers, (press(f, 2) for f in RIGHT.fingers), strict=True)))
    on.bench.until(lambda: "Ini “Empat jari kanan” lagi" in on.coaching)
    on.bench.says("Empat jari kiri", "menunggu jari")
    assert on.bench.offered("keep")
    on.lay(LEFT.fingers)
    on.bench.says("Kedua ibu jari", "menunggu jari")
    assert not any(on.bench.session.fingers.state(finger).doubled for finger in LEFT.fingers)


def test_it_is_kept_all_the_same_for_a_reason(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")
    on.hand.lay(dict(zip(LEFT.fingers, (press(f, 2) for f in RIGHT.fingers), strict=True)))
    on.bench.until(lambda: "Ini “Empat jari kanan” lagi" in on.coaching)
    on.bench.says("menunggu jari")
    on.bench.press(Qt.Key.Key_F7, Qt.Key.Key_1)
    on.bench.says("Kedua ibu jari", "menunggu jari")
    assert all(on.bench.session.fingers.state(finger).kept for finger in LEFT.fingers)


def test_a_slap_that_is_done_is_looked_at_and_begun_again(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")
    on.bench.press(Qt.Key.Key_Left)
    on.bench.says("Empat jari kanan", "berhenti")
    on.bench.until(lambda: len(on.screen._view.tiles) == 4)
    assert all(tile.worth.isdigit() for tile in on.screen._view.tiles)
    on.bench.press(Qt.Key.Key_R)
    on.bench.says("Empat jari kanan", "menunggu jari")
    assert _tried(on.bench.session, RIGHT.fingers, 0)
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")


def test_other_fingers_than_asked_for_are_said_and_asked_for_again(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.hand.lay(DeviceFault(device="Slap 442"))
    on.bench.says("Empat jari kanan", "alat sidik jari belum siap")
    on.bench.press(Qt.Key.Key_R)
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")


def test_a_picture_without_a_print_is_asked_for_alone(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.hand.lay(
        {f: press(f) for f in RIGHT.fingers} | {Finger.RIGHT_LITTLE: replace(press(Finger.RIGHT_LITTLE), pixels=BLANK)}
    )
    on.bench.says("Kelingking kanan", "menunggu jari")
    assert on.hand.asked[-1] == (Finger.RIGHT_LITTLE,)
    on.lay([Finger.RIGHT_LITTLE])
    on.bench.says("Empat jari kiri", "menunggu jari")


def test_a_full_disk_is_said_and_the_fingers_asked_for_again(slaps, monkeypatch: pytest.MonkeyPatch):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    keep = on.bench.session.fingers.add_slap

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(on.bench.session.fingers, "add_slap", full)
    on.lay(RIGHT.fingers)
    on.bench.until(lambda: bool(on.screen.message_text()))
    on.bench.says("Empat jari kanan", "menunggu jari")
    monkeypatch.setattr(on.bench.session.fingers, "add_slap", keep)
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")


def test_a_scanner_of_single_fingers_in_its_place_goes_on_and_back(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")
    on.equipment.scanner_now = OneFinger(on.hand)
    on.hand.unplug()
    on.bench.says("alat sidik jari belum siap")
    on.hand.lost = False
    on.bench.press(Qt.Key.Key_R)
    on.bench.screen(FingersScreen)
    on.bench.says("Ibu jari kanan", "menunggu jari")  # the right hand's four are there
    on.lay([Finger.RIGHT_THUMB])
    on.bench.says("Ibu jari kiri", "menunggu jari")
    on.equipment.scanner_now = on.hand
    on.hand.unplug()
    on.bench.says("alat sidik jari belum siap")
    on.hand.lost = False
    on.bench.press(Qt.Key.Key_R)
    on.bench.screen(SlapsScreen)
    on.bench.says("Empat jari kiri", "menunggu jari")
    on.lay(LEFT.fingers)
    on.bench.says("Ibu jari kiri", "menunggu jari")
    on.bench.until(lambda: on.hand.asked[-1] == (Finger.LEFT_THUMB,))
    on.lay([Finger.LEFT_THUMB])
    on.bench.says("Sidik jari", "selesai")


def test_leaving_stops_the_scanner_and_shows_nothing(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan", "menunggu jari")
    on.lay(RIGHT.fingers)
    on.bench.says("Empat jari kiri", "menunggu jari")
    screen = on.screen
    screen.leave()
    on.bench.until(lambda: not on.bench.station.scanner.busy)
    assert not screen._view.tiles
    assert not screen._images
    screen.enter()
    on.bench.says("Empat jari kiri", "menunggu jari")


def test_the_other_language_says_everything_anew(slaps):
    on = slaps()
    on.bench.says("Empat jari kanan")
    on.bench.frame.set_language("en")
    on.bench.says("Right four fingers", "waiting for a finger")
    assert on.coaching.startswith("Lay the four fingers of the right hand on the glass.")


def test_with_an_iris_scanner_the_irises_come_next(slaps):
    on = slaps(iris="sbi")
    for slap, title in ((RIGHT, "Empat jari kanan"), (LEFT, "Empat jari kiri"), (THUMBS, "Kedua ibu jari")):
        on.bench.says(title, "menunggu jari")
        on.lay(slap.fingers)
    on.bench.says("Sidik jari", "selesai")
    assert on.screen.hint() == "berikutnya: iris"
    on.bench.press(Qt.Key.Key_Return)
    on.bench.screen(IrisScreen)
