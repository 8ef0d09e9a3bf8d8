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


class Pen:
    """A pen whose events are made here; `time` in ms."""

    def __init__(self, pad, *, eraser=False, measures=True):
        capabilities = QInputDevice.Capability.Position
        if measures:
            capabilities |= QInputDevice.Capability.Pressure
        kind = QPointingDevice.PointerType.Eraser if eraser else QPointingDevice.PointerType.Pen
        self.device = QPointingDevice(
            "pen", 1, QInputDevice.DeviceType.Stylus, kind, capabilities, 1, 1, "", QPointingDeviceUniqueId()
        )
        self.pad = pad
        self.time = 1000

    def send(self, kind, x, y, pressure, button=Qt.MouseButton.LeftButton):
        here = QPointF(x, y)
        event = QTabletEvent(
            kind, self.device, here, self.pad.mapToGlobal(here), pressure, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, button, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        event.setTimestamp(self.time)
        QApplication.sendEvent(self.pad, event)
        assert event.isAccepted()

    def press(self, x, y, pressure=0.5, button=Qt.MouseButton.LeftButton):
        self.send(QEvent.Type.TabletPress, x, y, pressure, button)

    def move(self, x, y, pressure=0.5):
        self.send(QEvent.Type.TabletMove, x, y, pressure, Qt.MouseButton.NoButton)

    def release(self, x, y):
        self.send(QEvent.Type.TabletRelease, x, y, 0.0)


def test_pen_brings_its_pressure(pad):
    pen = Pen(pad)
    pen.press(50, 50, 0.2)
    pen.move(90, 70, 0.9)
    pen.release(90, 70)
    ((start, end),) = pad.strokes()
    assert (start.pressure, end.pressure) == (0.2, 0.9)


def test_who_presses_harder_writes_thicker(pad):
    def line(pressure):
        pad.clear()
        pen = Pen(pad)
        pen.press(50, 40, pressure)
        for x in range(54, 300, 4):
            pen.move(x, 40, pressure)
        pen.release(298, 40)
        column = pad.grab().toImage()
        return sum(255 - column.pixelColor(175, y).lightness() for y in range(30, 50))

    light, middle, hard = line(0.1), line(0.5), line(1.0)
    assert light * 1.2 < middle < hard / 1.2


def test_a_pen_without_pressure_writes_as_a_mouse_does(pad):
    pen = Pen(pad, measures=False)
    pen.press(50, 50, 0.0)
    pen.move(90, 70, 0.0)
    pen.release(90, 70)
    assert {point.pressure for point in pad.strokes()[0]} == {0.5}


def test_a_quick_pen_loses_no_point(pad):
    """A thousand points a second for three seconds, as they come."""
    pen = Pen(pad)
    pen.press(10, 100)
    sent = []
    for number in range(3000):
        pen.time = 1000 + number
        sent.append((round(10 + number * 0.15, 2), round(100 + number % 50, 2)))
        pen.move(*sent[-1], 0.5)
    pen.release(460, 100)
    (stroke,) = pad.strokes()
    assert [(point.x, point.y) for point in stroke[1:]] == sent
    assert stroke[-1].t == pytest.approx(2.999)


def test_the_other_end_of_the_pen_wipes_the_paper(pad):
    pen = Pen(pad)
    pen.press(50, 50)
    pen.move(90, 70)
    pen.release(90, 70)
    eraser = Pen(pad, eraser=True)
    eraser.press(200, 100)
    eraser.move(210, 100)
    eraser.release(210, 100)
    assert pad.empty


def test_the_buttons_of_the_pen_do_not_write_and_do_not_cut_the_stroke(pad):
    pen = Pen(pad)
    pen.press(50, 50, button=Qt.MouseButton.RightButton)
    pen.move(60, 60)
    assert pad.empty
    pen.press(50, 50)
    pen.press(60, 60, button=Qt.MouseButton.RightButton)
    pen.move(70, 70)
    pen.release(70, 70)
    (stroke,) = pad.strokes()
    assert [point.x for point in stroke] == [50, 70]


def test_the_hand_that_holds_the_pen_does_not_write(pad):
    touch = QTest.touchEvent(pad, QTest.createTouchDevice())
    touch.press(0, QPoint(300, 150), pad).commit()  # the palm comes first
    touch.move(0, QPoint(302, 152), pad).commit()
    pen = Pen(pad)
    pen.press(50, 50)
    touch.move(0, QPoint(310, 160), pad).press(1, QPoint(350, 170), pad).commit()
    pen.move(90, 70)
    touch.release(0, QPoint(310, 160), pad).release(1, QPoint(350, 170), pad).commit()
    pen.move(120, 70)
    pen.release(120, 70)
    (stroke,) = pad.strokes()
    assert [point.x for point in stroke] == [50, 90, 120]


def test_a_second_finger_does_not_write(pad):
    touch = QTest.touchEvent(pad, QTest.createTouchDevice())
    touch.press(0, QPoint(40, 60), pad).commit()
    touch.move(0, QPoint(60, 60), pad).press(1, QPoint(400, 200), pad).commit()
    touch.move(0, QPoint(80, 60), pad).move(1, QPoint(410, 200), pad).commit()
    touch.release(0, QPoint(80, 60), pad).move(1, QPoint(420, 200), pad).commit()
    touch.move(1, QPoint(430, 200), pad).commit()
    touch.release(1, QPoint(430, 200), pad).commit()
    (stroke,) = pad.strokes()
    assert all(point.x <= 80 for point in stroke)


def test_a_stroke_whose_end_was_lost_is_kept(pad, qtbot):
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    qtbot.mouseMove(pad, QPoint(90, 50))
    draw(qtbot, pad, (50, 90), (90, 90))
    assert [len(stroke) for stroke in pad.strokes()] == [2, 2]


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
