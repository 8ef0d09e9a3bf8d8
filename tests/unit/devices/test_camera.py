"""The camera's port: the newest frame only, waits that end, and what goes wrong named in time."""

from __future__ import annotations

import itertools
import threading

import cv2
import numpy as np
import pytest

from booth.devices.camera.live import (
    BLACK_LASTS,
    DAMAGED_LASTS,
    FROZEN,
    WRONG_SIZE,
    LiveCamera,
    PictureBlack,
    PictureFrozen,
    PictureResized,
)
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
    steady, patience, silence, details = False, 1000.0, 5.0, {"more": 1}

    def __init__(self, live=False, step=0.1, steady=False):
        self.steady = steady
        self.settled = 0
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

    def resettle(self):
        self.settled += 1

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

    def test_settling_anew_is_passed_on(self, source, camera):
        camera.resettle()
        assert source.settled == 1

    def test_info_says_what_was_measured(self, source):
        camera = LiveCamera(source, monotonic=lambda: source.now)
        source.give(*(picture(shade) for shade in (10, 20, 30, 30, 30)), picture(40))
        frame = read_until(camera, lambda frame: frame.number == 6)
        info = camera.info
        camera.close()
        assert info.kind is DeviceKind.CAMERA
        assert info.emulated
        assert info.details == {
            "format": "raw",
            "width": SIZE[1],
            "height": SIZE[0],
            "fps": 10.0,
            "unchanged": 0.0,
            "more": 1,
        }
        assert frame.pixels.shape == (*SIZE, 3)


def run(source, pictures):
    camera = LiveCamera(source, monotonic=lambda: source.now)
    source.give(*pictures)
    return camera


class TestBlack:
    @pytest.mark.parametrize("live", [True, False])
    def test_a_picture_that_stays_black_is_named(self, live):
        camera = run(Source(live=live, step=BLACK_LASTS / 5), [picture(10 * n, 8) // 12 for n in range(10)])
        with pytest.raises(PictureBlack):
            read_until(camera, lambda frame: frame.number == 10)
        camera.close()

    def test_a_moment_of_black_is_none(self):
        dark = np.zeros((*SIZE, 3), np.uint8)
        camera = run(Source(step=BLACK_LASTS / 5), ([dark] * 4 + [picture(60)]) * 4)
        assert read_until(camera, lambda frame: frame.number == 20)
        camera.close()

    def test_a_dark_room_with_a_lamp_is_none(self):
        lamp = np.zeros((*SIZE, 3), np.uint8)
        lamp[:, :20] = 255
        camera = run(Source(step=BLACK_LASTS / 2), [lamp] * 10)
        assert read_until(camera, lambda frame: frame.number == 10)
        camera.close()


class TestSize:
    other = np.full((48, 64, 3), 100, np.uint8)

    def test_pictures_of_another_size_are_dropped_and_counted(self):
        source = Source(steady=True, step=WRONG_SIZE / 4)
        camera = run(source, [picture(10), picture(10), self.other, self.other, picture(20), self.other, picture(30)])
        frame = read_until(camera, lambda frame: frame.number == 3)
        assert shade_of(frame) == 30
        assert camera.info.details["damaged"] == 3
        camera.close()

    def test_a_size_that_stays_another_is_named(self):
        camera = run(Source(steady=True, step=WRONG_SIZE / 4), [picture(10)] * 2 + [self.other] * 6)
        with pytest.raises(PictureResized, match="64 × 48 instead of 160 × 96"):
            read_until(camera, lambda frame: frame.number == 2)
        camera.close()

    def test_a_stand_in_may_show_pictures_of_many_sizes(self):
        camera = run(Source(step=WRONG_SIZE / 2), [picture(10), *[self.other] * 6])
        assert read_until(camera, lambda frame: frame.number == 7).pixels.shape == self.other.shape
        camera.close()


class TestTorn:
    def torn(self, seed):
        """A picture that goes wrong at a row of its own."""
        found, row = picture(60, 8), 16 + seed * 13 % 64
        found[row:] = picture(120 + seed % 7 * 10, 60)[row:]
        return found

    def test_one_is_dropped_and_the_next_is_shown(self):
        camera = run(
            Source(steady=True), [picture(60), picture(60), self.torn(1), picture(61), self.torn(2), picture(62)]
        )
        assert shade_of(read_until(camera, lambda frame: frame.number == 3)) == 60
        assert camera.info.details["damaged"] == 2
        camera.close()

    def test_many_in_a_row_are_a_fault(self):
        pictures = [picture(60)] * 2 + [self.torn(seed) for seed in range(12)]
        camera = run(Source(steady=True, step=DAMAGED_LASTS / 6), pictures)
        with pytest.raises(DeviceFault, match="torn"):
            read_until(camera, lambda frame: frame.number == 14)
        camera.close()

    def test_another_scene_is_shown_at_once(self):
        camera = run(Source(steady=True), [picture(10), picture(10), picture(200), picture(90)])
        assert shade_of(read_until(camera, lambda frame: frame.number == 3)) == 90
        camera.close()


class TestFrozen:
    def test_a_webcam_that_repeats_itself_is_lost(self):
        camera = run(Source(live=True, step=FROZEN / 5), [picture(10)] * 10)
        with pytest.raises(PictureFrozen):
            read_until(camera, lambda frame: frame.number == 10)
        camera.close()

    @pytest.mark.parametrize(
        ("live", "pictures"),
        [
            (False, [picture(10)] * 10),  # a stand-in may have one picture only
            (True, [np.full((*SIZE, 3), 200, np.uint8)] * 10),  # one even colour
            (True, [picture(60 + shade) for shade in range(10)]),
        ],
    )
    def test_others_are_not(self, live, pictures):
        camera = run(Source(live=live, step=FROZEN / 5), pictures)
        assert read_until(camera, lambda frame: frame.number == 10)
        camera.close()

    def test_a_driver_that_goes_round_in_its_buffers_is_lost_too(self):
        camera = run(Source(live=True, step=FROZEN / 5), [picture(10), picture(20), picture(30)] * 6)
        with pytest.raises(PictureFrozen):
            read_until(camera, lambda frame: frame.number == 18)
        camera.close()

    def test_how_long_a_stand_in_repeats_itself_is_told(self):
        camera = run(Source(step=FROZEN / 5), [picture(10)] * 10)
        read_until(camera, lambda frame: frame.number == 10)
        assert camera.info.details["unchanged"] > FROZEN
        camera.close()
