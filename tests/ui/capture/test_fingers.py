"""The step of the fingers, on an emulated sensor."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from booth.domain.fingers import CAPTURE_ORDER
from booth.domain.recording import Step
from tests.ui.capture.conftest import LONG
from tests.unit.workflow.stage import NO_FACE


def shot(session):
    session.photo.add_shot(np.full((720, 1280, 3), 90, np.uint8), NO_FACE, camera="C270")
    session.photo.accept_with_reason("berbaring")


def test_ten_fingers_go_by_themselves(make_bench, qtbot):
    bench = make_bench(Step.FINGERS, prepare=shot)
    qtbot.waitUntil(lambda: bench.frame.shown() is not None, timeout=LONG)
    for finger in CAPTURE_ORDER:
        bench.hand.lay()
        qtbot.waitUntil(lambda: bench.session.fingers.state(finger).done, timeout=LONG)
        print(bench.title(), bench.session.fingers.state(finger).best.quality)
    qtbot.waitUntil(lambda: "selesai" in bench.title() or "finished" in bench.title(), timeout=LONG)
    bench.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.session.step is Step.SIGNATURE, timeout=LONG)
