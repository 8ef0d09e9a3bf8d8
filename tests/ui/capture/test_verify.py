"""Verification: the index fingers once more; `same1` and `other` were captured as right and left index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import Qt

from booth.devices.ports import FingerImage
from booth.domain.fingers import Finger
from booth.domain.recording import Step
from booth.ui.operator.review import ReviewScreen
from booth.ui.operator.verify import VerifyScreen
from booth.workflow.session import RecordingSession
from booth.workflow.verification import Outcome
from tests.ui.capture.conftest import Bench, MakeBench, only
from tests.unit.workflow.stage import STROKES

Prepare = Callable[[RecordingSession], None]


@pytest.fixture
def presses(impressions: Path, prints: dict[str, FingerImage]) -> None:
    """The prints of the session as presses of the hand."""
    for name, image in prints.items():
        folder = impressions / name
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.png").write_bytes(cv2.imencode(".png", image.pixels)[1].tobytes())


def _show(bench: Bench, finger: Finger, name: str) -> None:
    """Present a finger and wait until it is judged."""
    screen = bench.screen(VerifyScreen)
    bench.until(lambda: screen._finger is finger and "menunggu jari" in bench.title())
    before = len(bench.session.verification.states()[finger].outcomes)
    bench.hand.lay(name)
    bench.until(lambda: len(bench.session.verification.states()[finger].outcomes) > before)


@pytest.mark.usefixtures("presses")
def test_two_matching_fingers_go_by_themselves(make_bench: MakeBench, with_signature: Prepare) -> None:
    bench = make_bench(Step.VERIFY, with_signature)
    bench.says("Sekali lagi: telunjuk kanan", "menunggu jari")
    _show(bench, Finger.RIGHT_INDEX, "same2")
    bench.says("Sekali lagi: telunjuk kiri", "menunggu jari")
    _show(bench, Finger.LEFT_INDEX, "other")
    bench.says("Verifikasi", "selesai")
    bench.press(Qt.Key.Key_Return)
    bench.screen(ReviewScreen)


@pytest.mark.usefixtures("presses")
def test_another_finger_is_said_to_be_another_finger_and_a_smear_is_not(
    make_bench: MakeBench, with_signature: Prepare
) -> None:
    bench = make_bench(Step.VERIFY, with_signature)
    screen = bench.screen(VerifyScreen)
    _show(bench, Finger.RIGHT_INDEX, "other")
    bench.until(lambda: screen._coach.text.startswith("Ini tampaknya telunjuk kiri."))
    _show(bench, Finger.RIGHT_INDEX, "poor")
    outcomes = bench.session.verification.states()[Finger.RIGHT_INDEX].outcomes
    assert outcomes == (Outcome.OTHER_FINGER, Outcome.POOR)
    bench.until(lambda: "telunjuk kiri" not in screen._coach.text)


@pytest.mark.usefixtures("presses")
def test_after_all_tries_it_goes_on_with_a_reason_only(make_bench: MakeBench, with_signature: Prepare) -> None:
    bench = make_bench(Step.VERIFY, with_signature)
    for _ in range(3):
        assert not bench.offered("reason")
        _show(bench, Finger.RIGHT_INDEX, "stranger")
    _show(bench, Finger.LEFT_INDEX, "other")
    bench.says("Verifikasi", "perlu alasan")
    assert not bench.offered("primary")
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.says("Verifikasi", "selesai")
    assert bench.session.verification.reason == "Fingers calloused, worn or injured"
    bench.press(Qt.Key.Key_Return)
    bench.screen(ReviewScreen)


@pytest.mark.usefixtures("presses")
def test_it_begins_again(make_bench: MakeBench, with_signature: Prepare) -> None:
    bench = make_bench(Step.VERIFY, with_signature)
    _show(bench, Finger.RIGHT_INDEX, "same2")
    bench.says("Sekali lagi: telunjuk kiri", "menunggu jari")
    bench.press(Qt.Key.Key_R)
    bench.says("Sekali lagi: telunjuk kanan", "menunggu jari")


def test_nobody_without_fingers_is_stuck(make_bench: MakeBench) -> None:
    def prepare(session: RecordingSession) -> None:
        only()(session)
        session.signature.sign(STROKES)

    bench = make_bench(Step.VERIFY, prepare)
    bench.says("Verifikasi", "perlu alasan")
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_4, Qt.Key.Key_Return)
    bench.screen(VerifyScreen)
    bench.says("Verifikasi", "selesai")


def test_a_lost_scanner_is_named(make_bench: MakeBench, with_signature: Prepare) -> None:
    bench = make_bench(Step.VERIFY, with_signature)
    bench.says("menunggu jari")
    bench.hand.close()
    bench.says("alat sidik jari belum siap")
    assert "colok" in bench.screen(VerifyScreen)._coach.text.lower()


def test_a_broken_scanner_holds_nobody_up(make_bench: MakeBench, with_signature: Prepare) -> None:
    bench = make_bench(Step.VERIFY, with_signature)
    bench.says("menunggu jari")
    assert not bench.offered("reason")
    bench.hand.close()
    bench.says("alat sidik jari belum siap")
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.says("Verifikasi", "selesai")
    assert bench.session.verification.reason == "The fingerprint scanner does not work"
    assert bench.offered("redo")
    bench.press(Qt.Key.Key_Return)
    review = bench.screen(ReviewScreen)
    bench.until(lambda: review._verified.text() == "Tidak diverifikasi.\nAlasan: Alat sidik jari tidak berfungsi")


@pytest.fixture
def swapped(prints: dict[str, FingerImage]) -> Prepare:
    """Right and left index were confused at capture."""

    def prepare(session: RecordingSession) -> None:
        only(Finger.RIGHT_INDEX, Finger.LEFT_INDEX)(session)
        session.fingers.add_try(Finger.RIGHT_INDEX, prints["other"])
        session.fingers.add_try(Finger.LEFT_INDEX, prints["same1"])
        session.signature.sign(STROKES)

    return prepare


def _cross(bench: Bench) -> None:
    _show(bench, Finger.RIGHT_INDEX, "same2")
    _show(bench, Finger.RIGHT_INDEX, "same2")
    _show(bench, Finger.LEFT_INDEX, "other")
    bench.says("Verifikasi", "jari tertukar")


@pytest.mark.usefixtures("presses")
def test_confused_hands_are_named_exchanged_and_verified(make_bench: MakeBench, swapped: Prepare) -> None:
    bench = make_bench(Step.VERIFY, swapped)
    screen = bench.screen(VerifyScreen)
    _cross(bench)
    assert "telunjuk kanan dan telunjuk kiri saling menyerupai" in screen._coach.text
    assert not bench.offered("primary")
    bench.press(Qt.Key.Key_F6)
    bench.says("Sekali lagi: telunjuk kanan", "menunggu jari")
    assert "kedua tangan" in screen.message_text()
    _show(bench, Finger.RIGHT_INDEX, "same2")
    _show(bench, Finger.LEFT_INDEX, "other")
    bench.says("Verifikasi", "selesai")
    assert len(bench.session.fingers.exchanged) == 5


@pytest.mark.usefixtures("presses")
def test_two_fingers_alone_are_exchanged_and_it_is_undone(make_bench: MakeBench, swapped: Prepare) -> None:
    bench = make_bench(Step.VERIFY, swapped)
    _cross(bench)
    bench.press(Qt.Key.Key_F7)
    bench.says("Sekali lagi: telunjuk kanan", "menunggu jari")
    assert bench.session.fingers.exchanged == ((Finger.RIGHT_INDEX, Finger.LEFT_INDEX),)
    bench.press(Qt.Key.Key_F6)
    bench.until(lambda: bench.session.fingers.exchanged == ())
    bench.until(lambda: "seperti saat diambil" in bench.screen(VerifyScreen).message_text())


@pytest.mark.usefixtures("presses")
def test_somebody_elses_finger_is_asked_about(make_bench: MakeBench, with_signature: Prepare) -> None:
    bench = make_bench(Step.VERIFY, with_signature)
    screen = bench.screen(VerifyScreen)
    _show(bench, Finger.RIGHT_INDEX, "stranger")
    bench.until(lambda: screen._coach.text.startswith("Jari ini tidak sama dengan satu pun dari 3 jari"))
