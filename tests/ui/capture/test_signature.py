"""The signature for the card: drawn, cleared, too short, or a reason."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from booth.devices.ports import FingerImage
from booth.domain.fingers import Finger
from booth.domain.recording import Step
from booth.ui.operator.review import ReviewScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.verify import VerifyScreen
from booth.workflow import ink
from booth.workflow.session import RecordingSession
from booth.workflow.signing import SignReason
from tests.ui.capture.conftest import MakeBench, draw, only

Prepare = Callable[[RecordingSession], None]


def line(pad: QWidget) -> None:
    """Draw a straight line."""
    left, middle = pad.width() // 5, pad.height() // 2
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(left, middle))
    for step in range(1, 30):
        QTest.mouseMove(pad, QPoint(left + 8 * step, middle))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(left + 240, middle))


def dark(pad: QWidget) -> int:
    """Dark pixels in the middle of the paper."""
    picture = pad.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    wide, high = picture.width(), picture.height()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(high, picture.bytesPerLine())[:, :wide]
    return int((pixels[high // 4 : high // 2, wide // 3 : 2 * wide // 3] < 100).sum())


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


def test_the_second_attempt_is_kept_whatever_it_is(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    screen = bench.screen(SignatureScreen)
    line(screen._signing.pad)
    bench.until(lambda: screen._words.text().startswith("Ini hanya garis lurus"))
    assert not bench.offered("primary")
    bench.press(Qt.Key.Key_Delete)
    bench.says("menunggu tanda tangan")
    assert screen._words.text() == "Warga tanda tangan di atas garis, seperti pada KTP."
    line(screen._signing.pad)
    bench.says("sudah tanda tangan")
    assert screen._words.text() == "Tidak seperti tanda tangan biasa, tetapi tetap disimpan."
    bench.press(Qt.Key.Key_Return)
    bench.screen(VerifyScreen)
    assert len(bench.session.signature.state().strokes) == 1


def test_another_resident_is_asked_twice_again(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    screen = bench.screen(SignatureScreen)
    line(screen._signing.pad)
    bench.until(lambda: screen._signing.fault is not None)
    bench.press(Qt.Key.Key_Delete)
    screen.leave()
    screen.enter()
    line(screen._signing.pad)
    bench.until(lambda: screen._signing.fault is ink.InkFault.LINE)
    assert not bench.offered("primary")


def test_a_line_is_named_as_a_line_in_the_review_too(make_bench: MakeBench, with_all_but_word: Prepare) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: screen._review is not None)
    line(screen._signing.pad)
    bench.until(lambda: screen._confirm_note.text().startswith("Ini hanya garis lurus"))
    bench.press(Qt.Key.Key_Delete)
    bench.says("menunggu pengesahan")
    line(screen._signing.pad)
    bench.says("siap disimpan")


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


def test_the_thumb_mark_is_shown_until_somebody_signs(make_bench: MakeBench, with_fingers: Prepare) -> None:
    bench = make_bench(Step.SIGNATURE, with_fingers)
    screen = bench.screen(SignatureScreen)
    pad, before = screen._pad, screen._pad.geometry()
    assert pad.caption() == ""
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.until(lambda: pad.caption() == "Cap jempol pengganti tanda tangan: ibu jari kanan")
    assert dark(pad) > 1000  # ridges
    assert (pad.x(), pad.y(), pad.width()) == (before.x(), before.y(), before.width())
    assert abs(pad.height() - before.height()) <= 1  # the first layout may round otherwise
    screen.leave()
    assert pad.caption() == ""
    screen.enter()
    bench.until(lambda: pad.caption() != "")
    draw(pad)
    bench.says("sudah tanda tangan")
    assert pad.caption() == ""
    assert (pad.x(), pad.y(), pad.width()) == (before.x(), before.y(), before.width())
    assert abs(pad.height() - before.height()) <= 1  # the first layout may round otherwise


@pytest.mark.parametrize(
    ("fingers", "words"),
    [
        ({Finger.LEFT_THUMB: "other", Finger.RIGHT_THUMB: "thumb"}, "Cap jempol pengganti tanda tangan: ibu jari kiri"),
        ({Finger.LEFT_INDEX: "other"}, "Cap jari pengganti tanda tangan: telunjuk kiri"),
        ({}, "Tidak ada sidik jari. Hanya alasannya yang dicatat."),
    ],
)
def test_the_left_thumb_comes_first(
    make_bench: MakeBench, prints: dict[str, FingerImage], fingers: dict[Finger, str], words: str
) -> None:
    def prepare(session: RecordingSession) -> None:
        only(*fingers)(session)
        for finger, name in fingers.items():
            session.fingers.add_try(finger, prints[name])
        session.signature.unable(SignReason.CANNOT_WRITE)

    bench = make_bench(Step.SIGNATURE, prepare)
    screen = bench.screen(SignatureScreen)
    bench.until(lambda: screen._pad.caption() == words)


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
