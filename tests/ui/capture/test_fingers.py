"""The step of the fingers, on an emulated sensor with a hand that comes and goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from booth.devices.ports import FingerImage
from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.domain.recording import Step
from booth.store.errors import DiskFull
from booth.ui.kit.hands import FingerState
from booth.ui.operator import capturing
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.signature import SignatureScreen
from booth.workflow.session import RecordingSession
from tests.ui.capture.conftest import Bench, Hand, MakeBench, only, with_photo

THUMB, INDEX = "0001-01-right_thumb", "0001-02-right_index"
PAIR = only(Finger.RIGHT_THUMB, Finger.RIGHT_INDEX)


def test_ten_fingers_follow_each_other_without_a_key(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, with_photo)
    for number, finger in enumerate(CAPTURE_ORDER, 1):
        bench.hand.lay(f"0001-{number:02}-{finger.slug}")
        bench.until(partial(_done, bench.session, finger))
    bench.says("Sidik jari", "selesai")
    assert bench.hand.taken == [f"0001-{n:02}-{f.slug}" for n, f in enumerate(CAPTURE_ORDER, 1)]
    assert bench.session.fingers.captured == CAPTURE_ORDER
    bench.press(Qt.Key.Key_Return)
    bench.screen(SignatureScreen)


def test_each_finger_is_named_and_counted(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, with_photo)
    screen = bench.screen(FingersScreen)
    bench.says("Ibu jari kanan", "menunggu jari", "Baamang 1")
    assert screen.subtitle() == "1 dari 10"
    assert not bench.offered("primary")
    bench.hand.lay(THUMB)
    bench.says("Telunjuk kanan", "menunggu jari")
    assert screen.subtitle() == "2 dari 10"


def test_a_poor_try_is_followed_by_another_and_the_best_is_kept(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR, limit=40)
    screen = bench.screen(FingersScreen)
    bench.hand.lay("dry")
    bench.until(lambda: len(bench.session.fingers.state(Finger.RIGHT_THUMB).tries) == 1)
    bench.says("Ibu jari kanan", "menunggu jari")
    first = bench.session.fingers.state(Finger.RIGHT_THUMB).tries[0]
    assert first.quality.score < 40
    bench.hand.lay(THUMB)
    bench.says("Telunjuk kanan", "menunggu jari")
    best = bench.session.fingers.state(Finger.RIGHT_THUMB).best
    assert best is not None
    assert best.attempt == 2
    bench.press(Qt.Key.Key_Left)
    bench.says("Ibu jari kanan", "berhenti")
    assert f"{first.quality.score} → {best.quality.score}" in _coaching(screen)


def test_three_poor_tries_are_enough(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR, limit=40)
    for number in range(3):
        bench.says("Ibu jari kanan", "menunggu jari")
        bench.hand.lay("dry")
        bench.until(lambda many=number + 1: len(bench.session.fingers.state(Finger.RIGHT_THUMB).tries) == many)
    bench.says("Telunjuk kanan", "menunggu jari")
    assert bench.session.fingers.state(Finger.RIGHT_THUMB).flagged
    assert bench.screen(FingersScreen)._hands.mark(Finger.RIGHT_THUMB).state is FingerState.POOR


def test_a_finger_that_stays_on_the_glass_holds_up_nobody(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capturing, "LIFT_WAIT", 0.0)
    bench = make_bench(Step.FINGERS, PAIR)
    bench.hand.glued = THUMB
    bench.until(lambda: bench.session.fingers.state(Finger.RIGHT_THUMB).passed)
    bench.hand.glued = INDEX
    bench.says("Sidik jari", "selesai")


def test_enter_does_not_wait_for_the_lift(make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capturing, "LIFT_WAIT", 1e9)
    bench = make_bench(Step.FINGERS, PAIR)
    bench.hand.glued = THUMB
    bench.says("Ibu jari kanan", "angkat jari")
    assert "Telunjuk kanan" in bench.screen(FingersScreen).hint()
    bench.hand.glued = ""
    bench.press(Qt.Key.Key_Return)
    bench.says("Telunjuk kanan", "menunggu jari")


def test_cannot_because_by_digit_and_taken_after_all(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.says("Telunjuk kanan", "menunggu jari")
    assert bench.session.fingers.state(Finger.RIGHT_THUMB).missing is MissingReason.AMPUTATED
    bench.press(Qt.Key.Key_Left)
    bench.says("Ibu jari kanan", "berhenti")
    bench.press(Qt.Key.Key_R)
    bench.says("Ibu jari kanan", "menunggu jari")
    assert bench.session.fingers.state(Finger.RIGHT_THUMB).missing is None


def test_another_reason_needs_words(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_6)
    assert not bench.offered("primary")
    bench.qtbot.keyClicks(bench.frame.focusWidget(), "luka bakar")
    bench.press(Qt.Key.Key_Return)
    bench.says("Telunjuk kanan", "menunggu jari")
    assert bench.session.fingers.state(Finger.RIGHT_THUMB).note == "luka bakar"


def test_a_reason_taken_back_leaves_the_finger_as_it_was(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_Escape)
    bench.hand.lay(THUMB)
    bench.says("Telunjuk kanan")
    assert bench.session.fingers.state(Finger.RIGHT_THUMB).passed


def test_redo_begins_a_finger_again(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    bench.hand.lay(INDEX)
    bench.says("Telunjuk kanan", "menunggu jari")
    bench.press(Qt.Key.Key_Left)
    bench.says("Ibu jari kanan", "berhenti")
    bench.press(Qt.Key.Key_R)
    bench.says("Ibu jari kanan", "menunggu jari")
    assert not bench.session.fingers.state(Finger.RIGHT_THUMB).tries
    assert bench.screen(FingersScreen)._view._image.isNull()


def test_an_unplugged_scanner_is_named_and_found_again(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    bench.says("menunggu jari")
    bench.hand.close()
    bench.says("Ibu jari kanan", "alat sidik jari belum siap")
    assert "colok" in _coaching(bench.screen(FingersScreen)).lower()
    plugged = Hand(bench.hand._images)
    bench.station.equipment.use(replace(bench.station.booth.settings, scanner=plugged.port))
    try:
        bench.press(Qt.Key.Key_R)
        bench.says("Ibu jari kanan", "menunggu jari")
        plugged.lay(THUMB)
        bench.says("Telunjuk kanan", "menunggu jari")
    finally:
        bench.flow.close()
        bench.until(lambda: not bench.station.scanner.busy)
        plugged.close()


def test_a_full_disk_is_said_and_the_finger_asked_for_again(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    keep = bench.session.fingers.add_try

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(bench.session.fingers, "add_try", full)
    bench.hand.lay(THUMB)
    bench.until(lambda: bool(bench.screen(FingersScreen).message_text()))
    bench.says("Ibu jari kanan", "menunggu jari")
    monkeypatch.setattr(bench.session.fingers, "add_try", keep)
    bench.hand.lay(THUMB)
    bench.says("Telunjuk kanan", "menunggu jari")
    assert not bench.screen(FingersScreen).message_text()


def test_an_empty_picture_is_said_and_costs_no_try(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    bench.hand.lay("smear")
    bench.until(lambda: bool(bench.screen(FingersScreen).message_text()))
    bench.says("Ibu jari kanan", "menunggu jari")
    assert not bench.session.fingers.state(Finger.RIGHT_THUMB).tries


def test_leaving_stops_the_scanner_and_shows_nothing(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    screen = bench.screen(FingersScreen)
    bench.hand.lay(THUMB)
    bench.says("Telunjuk kanan", "menunggu jari")
    screen.leave()
    bench.until(lambda: not bench.station.scanner.busy)
    assert screen._view._image.isNull()
    assert screen._result is None
    bench.hand.lay(INDEX)
    screen.enter()
    bench.says("Sidik jari", "selesai")


def test_the_other_language_says_everything_anew(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    bench.says("Ibu jari kanan")
    bench.frame.set_language("en")
    bench.says("Right thumb", "waiting for a finger")
    assert _coaching(bench.screen(FingersScreen)).startswith("Lay the right thumb on the glass.")


def _done(session: RecordingSession, finger: Finger) -> bool:
    return session.fingers.state(finger).done


def _coaching(screen: FingersScreen) -> str:
    return screen._coach.accessibleName()


def _lay(bench: Bench, finger: Finger, name: str) -> None:
    """Lay a picture on as `finger` and wait until it was judged."""
    bench.hand.lay(name)
    bench.until(lambda: len(bench.session.fingers.state(finger).tries) > 0)


def test_the_same_finger_again_is_named_and_taken_again(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    screen = bench.screen(FingersScreen)
    _lay(bench, Finger.RIGHT_THUMB, THUMB)
    bench.says("Telunjuk kanan", "menunggu jari")
    _lay(bench, Finger.RIGHT_INDEX, THUMB)
    bench.until(lambda: "Ini ibu jari kanan lagi. Tempelkan telunjuk kanan di kaca." in _coaching(screen))
    bench.says("Telunjuk kanan", "menunggu jari")
    assert "Ini ibu jari kanan lagi" in _coaching(screen)
    assert bench.offered("keep")
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: not bench.session.fingers.state(Finger.RIGHT_INDEX).tries)
    _lay(bench, Finger.RIGHT_INDEX, INDEX)
    bench.says("Sidik jari", "selesai")
    assert bench.session.fingers.state(Finger.RIGHT_INDEX).doubled is None


def test_the_right_finger_laid_on_without_a_key_replaces_it(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    _lay(bench, Finger.RIGHT_THUMB, THUMB)
    bench.says("Telunjuk kanan", "menunggu jari")
    _lay(bench, Finger.RIGHT_INDEX, THUMB)
    bench.until(lambda: bench.session.fingers.state(Finger.RIGHT_INDEX).again)
    bench.says("Telunjuk kanan", "menunggu jari")
    bench.hand.lay(INDEX)
    bench.says("Sidik jari", "selesai")
    assert len(bench.session.fingers.state(Finger.RIGHT_INDEX).tries) == 1


def test_it_is_kept_all_the_same_for_a_reason(make_bench: MakeBench) -> None:
    bench = make_bench(Step.FINGERS, PAIR)
    screen = bench.screen(FingersScreen)
    _lay(bench, Finger.RIGHT_THUMB, THUMB)
    bench.says("Telunjuk kanan", "menunggu jari")
    _lay(bench, Finger.RIGHT_INDEX, THUMB)
    bench.until(lambda: bench.session.fingers.state(Finger.RIGHT_INDEX).again)
    bench.says("Telunjuk kanan", "menunggu jari")
    bench.press(Qt.Key.Key_F7, Qt.Key.Key_1)
    bench.says("Sidik jari", "selesai")
    assert "1 jari menyerupai jari lain" in screen._coach._more.text()
    assert bench.session.figures.exceptions == 1 + 8 + 1  # the photo's reason, eight missing, this one


def test_a_resumed_draft_is_compared_when_it_is_shown(make_bench: MakeBench, impressions: Path) -> None:
    def killed(session: RecordingSession) -> None:
        PAIR(session)
        for finger in (Finger.RIGHT_THUMB, Finger.RIGHT_INDEX):
            pixels = cv2.imread(str(impressions / THUMB / f"{THUMB}.png"), cv2.IMREAD_GRAYSCALE)
            session.fingers.add_try(finger, FingerImage(np.asarray(pixels, np.uint8), 500, "R307"))

    bench = make_bench(Step.FINGERS, killed)
    bench.says("Telunjuk kanan", "menunggu jari")
    assert "Ini ibu jari kanan lagi" in _coaching(bench.screen(FingersScreen))
