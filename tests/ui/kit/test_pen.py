"""The signature pad gives the strokes that were drawn, by mouse, touch or pen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from booth.ui.pen import SignaturePad


@pytest.fixture
def pad(looks, qtbot):
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(500, 220)
    made.show()
    qtbot.waitExposed(made)
    return made


def draw(qtbot, pad, *points):
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for point in points[1:]:
        qtbot.mouseMove(pad, QPoint(*point))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def ink_of(pad) -> int:
    image = pad.grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 90 for x in range(0, pad.width(), 2) for y in range(0, pad.height(), 2)
    )


def test_mouse_draws_strokes_in_pixels_of_the_pad(pad, qtbot):
    blank = ink_of(pad)
    with qtbot.waitSignal(pad.changed):
        draw(qtbot, pad, (50, 60), (100, 90), (150, 60), (200, 100))
    draw(qtbot, pad, (220, 60), (260, 90))
    first, second = pad.strokes()
    assert [(p.x, p.y) for p in first] == [(50, 60), (100, 90), (150, 60), (200, 100)]
    assert len(second) == 2
    times = [p.t for p in (*first, *second)]
    assert times == sorted(times)
    assert times[0] == 0.0
    assert ink_of(pad) > blank + 50


def test_pen_brings_its_pressure(pad):
    def send(kind, x, y, pressure):
        device = QPointingDevice(
            "pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
            "", QPointingDeviceUniqueId(),
        )  # fmt: skip
        here = QPointF(x, y)
        event = QTabletEvent(
            kind, device, here, pad.mapToGlobal(here), pressure, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()

    send(QEvent.Type.TabletPress, 50, 50, 0.2)
    send(QEvent.Type.TabletMove, 90, 70, 0.9)
    send(QEvent.Type.TabletRelease, 90, 70, 0.0)
    ((start, end),) = pad.strokes()
    assert (start.pressure, end.pressure) == (0.2, 0.9)


def test_finger_draws_and_leaving_the_pad_stays_inside(pad):
    device = QTest.createTouchDevice()
    touch = QTest.touchEvent(pad, device)
    touch.press(0, QPoint(40, 60), pad).commit()
    touch.move(0, QPoint(120, 90), pad).commit()
    touch.move(0, QPoint(900, -50), pad).commit()
    touch.release(0, QPoint(900, -50), pad).commit()
    (stroke,) = pad.strokes()
    assert (stroke[0].x, stroke[0].y) == (40, 60)
    assert all(0 <= point.x <= pad.width() and 0 <= point.y <= pad.height() for point in stroke)


def test_other_buttons_do_not_write_and_clear_empties(pad, qtbot):
    qtbot.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(50, 50))
    qtbot.mouseMove(pad, QPoint(90, 90))
    assert pad.empty
    draw(qtbot, pad, (50, 60), (100, 90))
    kept = pad.strokes()
    pad.clear()
    assert pad.empty
    pad.set_strokes(kept)
    draw(qtbot, pad, (150, 60), (160, 90))
    assert pad.strokes()[0] == kept[0]
    assert pad.strokes()[1][0].t >= kept[0][-1].t


def test_ink_survives_a_change_of_size(pad, qtbot):
    draw(qtbot, pad, (50, 60), (100, 90), (150, 60), (200, 100))
    before = pad.strokes()
    pad.resize(640, 300)
    assert pad.strokes() == before
    assert ink_of(pad) > 50
