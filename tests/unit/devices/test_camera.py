"""The camera's port: the newest frame only, waits that end, and what goes wrong named in time."""

from __future__ import annotations

import itertools
import threading

import cv2
import numpy as np
import pytest

from booth.devices.camera import FROZEN, LiveCamera, PictureFrozen
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceError,
    DeviceFault,
    DeviceKind,
    DeviceLost,
    DeviceTimeout,
)

LIMIT = 20.0  # seconds: generous, never waited for when all is well
SIZE = (96, 160)  # height, width


def picture(shade: int, noise: int = 8) -> np.ndarray:
    return np.random.default_rng(shade).integers(shade, shade + noise, (*SIZE, 3), np.uint8)


def shade_of(frame) -> int:
    """The shade of a frame of `picture`, to the nearest ten."""
    return round((float(frame.pixels.mean()) - 3.5) / 10) * 10


def read(camera):
    return camera.read(timeout=LIMIT, cancel=Cancel())


def read_until(camera, wanted) -> object:
    """The first frame that is `wanted`; the test's time-out is the limit."""
    return next(frame for frame in iter(lambda: read(camera), None) if wanted(frame))


class Source:
    """A source whose pictures a test hands over one by one; its clock goes on by `step` seconds with each."""

    name, port, format, emulated, live = "Test", "test", "raw", True, False

    def __init__(self, live=False, step=0.1):
        self.live = live
        self.step = step
        self.now = 0.0
        self.gate = threading.Condition()
        self.pictures: list = []
        self.closed = False

    def give(self, *pictures):
        with self.gate:
            self.pictures += pictures
            self.gate.notify_all()
            assert self.gate.wait_for(lambda: self.closed or not self.pictures, LIMIT)

    def open(self):
        pass

    def next(self, stop):
        with self.gate:
            self.gate.wait_for(lambda: self.pictures or stop.is_set(), LIMIT)
            if not self.pictures:
                return None
            found = self.pictures.pop(0)
            self.now += self.step
            self.gate.notify_all()
        if isinstance(found, Exception):
            raise found
        return found

    def interrupt(self):
        with self.gate:
            self.gate.notify_all()

    def close(self):
        with self.gate:
            self.closed = True
            self.gate.notify_all()


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def camera(source):
    camera = LiveCamera(source)
    yield camera
    camera.close()
    assert source.closed


class TestNewestFrame:
    def test_only_the_newest_is_returned_and_only_once(self, source, camera):
        source.give(picture(10), picture(20), picture(30), picture(40))
        frame = read_until(camera, lambda frame: frame.number == 4)
        assert shade_of(frame) == 40
        with pytest.raises(DeviceTimeout):
            camera.read(timeout=0, cancel=Cancel())
        source.give(picture(50))
        assert read(camera).number == 5

    def test_cancelled_ends_a_wait(self, camera):
        cancel = Cancel()
        cancel.cancel()
        with pytest.raises(Cancelled):
            camera.read(timeout=LIMIT, cancel=cancel)

    def test_closing_ends_a_wait(self, camera):
        ended: list = []

        def wait():
            try:
                read(camera)
            except DeviceError as error:
                ended.append(type(error))

        reader = threading.Thread(target=wait)
        reader.start()
        camera.close()
        reader.join(LIMIT)
        assert ended == [DeviceLost]

    def test_silence_is_a_loss(self, source):
        now = itertools.count(0.0, 1.0)
        camera = LiveCamera(source, monotonic=lambda: next(now))
        with pytest.raises(DeviceLost, match="no picture"):
            camera.read(timeout=1000, cancel=Cancel())
        camera.close()

    def test_an_error_of_the_source_is_raised_each_time(self, source, camera):
        source.give(DeviceFault("broken", device="Camera"))
        for _ in range(2):
            with pytest.raises(DeviceFault, match="broken"):
                read(camera)

    @pytest.mark.parametrize("error", [cv2.error("x"), OSError("x"), MemoryError()])
    def test_a_foreign_error_becomes_a_fault(self, source, camera, error):
        source.give(error)
        with pytest.raises(DeviceFault):
            read(camera)

    def test_info_says_what_was_measured(self, source):
        camera = LiveCamera(source, monotonic=lambda: source.now)
        source.give(*(picture(shade) for shade in (10, 20, 30, 30, 30)), picture(40))
        frame = read_until(camera, lambda frame: frame.number == 6)
        info = camera.info
        camera.close()
        assert info.kind is DeviceKind.CAMERA
        assert info.emulated
        assert info.details == {"format": "raw", "width": SIZE[1], "height": SIZE[0], "fps": 10.0, "unchanged": 0.0}
        assert frame.pixels.shape == (*SIZE, 3)


class TestFrozen:
    def run(self, source, pictures):
        camera = LiveCamera(source, monotonic=lambda: source.now)
        source.give(*pictures)
        return camera

    def test_a_webcam_that_repeats_itself_is_lost(self):
        camera = self.run(Source(live=True, step=FROZEN / 5), [picture(10)] * 10)
        with pytest.raises(PictureFrozen):
            read_until(camera, lambda frame: frame.number == 10)
        camera.close()

    @pytest.mark.parametrize(
        ("live", "pictures"),
        [
            (False, [picture(10)] * 10),  # a stand-in may have one picture only
            (True, [np.zeros((*SIZE, 3), np.uint8)] * 10),  # a covered lens
            (True, [picture(shade % 2) for shade in range(10)]),
        ],
    )
    def test_others_are_not(self, live, pictures):
        camera = self.run(Source(live=live, step=FROZEN / 5), pictures)
        assert read_until(camera, lambda frame: frame.number == 10)
        camera.close()

    def test_how_long_a_stand_in_repeats_itself_is_told(self):
        camera = self.run(Source(step=FROZEN / 5), [picture(10)] * 10)
        read_until(camera, lambda frame: frame.number == 10)
        assert camera.info.details["unchanged"] > FROZEN
        camera.close()
