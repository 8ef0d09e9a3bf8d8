"""The signature for the card: drawn, cleared, too short, or a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from booth.domain.recording import Step
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.verify import VerifyScreen
from booth.workflow.session import RecordingSession
from booth.workflow.signing import SignReason
from tests.ui.capture.conftest import MakeBench, draw

Prepare = Callable[[RecordingSession], None]


def test_a_signature_is_kept_when_enter_goes_on(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    bench.says("Tanda tangan untuk KTP-el", "menunggu tanda tangan")
    assert not bench.offered("primary")
    draw(bench.screen(SignatureScreen)._signing.pad)
    bench.says("sudah tanda tangan")
    bench.press(Qt.Key.Key_Return)
    bench.screen(VerifyScreen)
    assert len(bench.session.signature.state().strokes[0]) > 20


def test_a_slip_of_the_hand_is_no_signature(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    screen = bench.screen(SignatureScreen)
    before = screen._signing.pad.geometry()
    QTest.mouseClick(screen._signing.pad, Qt.MouseButton.LeftButton)
    bench.until(lambda: screen._words.text().startswith("Terlalu pendek"))
    assert not bench.offered("primary")
    assert screen._signing.pad.geometry() == before  # the pad never moves under the hand


def test_delete_clears_the_pad(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    draw(bench.screen(SignatureScreen)._signing.pad)
    bench.says("sudah tanda tangan")
    bench.press(Qt.Key.Key_Delete)
    bench.says("menunggu tanda tangan")


def test_who_cannot_sign_goes_on_by_keys_alone(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.says("tidak bisa tanda tangan")
    assert bench.session.signature.state().reason is SignReason.CANNOT_WRITE
    bench.press(Qt.Key.Key_Return)
    bench.screen(VerifyScreen)


def test_who_can_sign_after_all_simply_signs(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_2)
    bench.says("tidak bisa tanda tangan")
    draw(bench.screen(SignatureScreen)._signing.pad)
    bench.says("sudah tanda tangan")
    bench.press(Qt.Key.Key_Return)
    bench.screen(VerifyScreen)
    assert bench.session.signature.state().reason is None


def test_a_reason_is_taken_back_with_delete(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_2)
    bench.says("tidak bisa tanda tangan")
    bench.press(Qt.Key.Key_Delete)
    bench.says("menunggu tanda tangan")
    assert not bench.session.signature.state().done


def test_a_kept_signature_is_shown_again(make_bench: MakeBench, with_signature: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_signature)
    bench.says("sudah tanda tangan")
    screen = bench.screen(SignatureScreen)
    assert screen._signing.pad.strokes() == bench.session.signature.state().strokes
    screen.leave()
    assert screen._signing.pad.empty
