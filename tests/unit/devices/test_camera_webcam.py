"""The webcam's driver against an OpenCV capture and a video node that tests can break."""

from __future__ import annotations

import errno
import os
import struct
import sys
import threading
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.camera import capture as camera_capture
from booth.devices.camera import v4l2
from booth.devices.camera.capture import FAILED_READS, Webcam
from booth.devices.camera.modes import Mode
from booth.devices.camera.sources import fourcc_name
from booth.devices.ports import DeviceBusy, DeviceFault, DeviceForbidden, DeviceLost, DeviceMissing

CAPTURE, METADATA, OF_THIS_NODE = 0x1, 0x00800000, 0x80000000


real_offered_modes = v4l2.offered_modes
HD = Mode("MJPG", 1280, 720, 30.0)
MODE_KEYS = {
    cv2.CAP_PROP_FOURCC: lambda mode: float(cv2.VideoWriter.fourcc(*mode.format)),
    cv2.CAP_PROP_FRAME_WIDTH: lambda mode: float(mode.width),
    cv2.CAP_PROP_FRAME_HEIGHT: lambda mode: float(mode.height),
}


class FakeCapture:
    """What `cv2.VideoCapture` gives, in virtual time. `answers` are used up by `read`, the last one for ever; without
    any it gives pictures of its mode at its mode's rate."""

    def __init__(self, answers=None, *, opens=True, modes=(HD,), controls=None, stamp=None):
        self.answers = None if answers is None else list(answers)
        self.opens = opens
        self.modes = list(modes)
        self.mode = self.modes[0]
        self.controls = dict(controls or {})
        self.refuses = set()
        self.stamp = stamp
        self.asked = []
        self.now = 100.0
        self.released = False
        self.opened_with = None
        self.wanted = {cv2.CAP_PROP_FOURCC: 0.0, cv2.CAP_PROP_FRAME_WIDTH: 0.0, cv2.CAP_PROP_FRAME_HEIGHT: 0.0}

    def __call__(self, *place):
        self.opened_with = place
        return self

    def isOpened(self):  # noqa: N802
        return self.opens

    def set(self, key, value):
        self.asked.append((key, value))
        if key in self.controls and key not in self.refuses:
            self.controls[key] = value
        if key in self.wanted:
            self.wanted[key] = value
            self.mode = min(
                self.modes,
                key=lambda mode: [abs(want - MODE_KEYS[name](mode)) for name, want in self.wanted.items()],
            )

    def get(self, key):
        if key in MODE_KEYS:
            return MODE_KEYS[key](self.mode)
        if key == cv2.CAP_PROP_POS_MSEC:
            return -1.0 if self.stamp is None else (self.now - self.stamp) * 1000
        return self.controls.get(key, -1.0)

    def read(self):
        if self.answers is None:
            self.now += 1 / self.mode.fps
            return True, np.zeros((self.mode.height, self.mode.width, 3), np.uint8)
        self.now += 0.1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer is not None, answer

    def release(self):
        self.released = True


FRAME = np.full((720, 1280, 3), 7, np.uint8)


@pytest.fixture
def node(tmp_path, monkeypatch):
    """A file that passes for a video node."""
    path = tmp_path / "video0"
    path.touch()
    monkeypatch.setattr(camera_capture, "node_of", lambda _: path)
    monkeypatch.setattr(v4l2, "camera_name", lambda _: "HD Webcam")
    monkeypatch.setattr(v4l2, "offered_modes", lambda _: [])
    return path


def opened(capture, *, remembered=HD, **options) -> Webcam:
    def pause(seconds):
        capture.now += seconds

    webcam = Webcam(
        "0", open_capture=capture, remembered=remembered, monotonic=lambda: capture.now, pause=pause, **options
    )
    webcam.open()
    return webcam


def test_a_remembered_mode_is_taken_as_it_is(node):
    capture = FakeCapture([FRAME])
    webcam = opened(capture)
    assert capture.opened_with == (str(node), cv2.CAP_V4L2)
    assert next(key for key, _ in capture.asked) == cv2.CAP_PROP_FOURCC
    assert (webcam.name, webcam.format, webcam.emulated, webcam.live) == ("HD Webcam", "MJPG", False, True)
    assert webcam.chosen == HD
    assert webcam.details["asked_width"] == 1280
    assert webcam.next(threading.Event()) is FRAME
    webcam.close()
    assert capture.released


@pytest.mark.usefixtures("node")
class TestModes:
    full, half = Mode("MJPG", 1920, 1080, 30.0), Mode("YUYV", 640, 480, 30.0)

    def test_the_most_useful_that_is_fast_enough_wins(self):
        slow = Mode("YUYV", 1920, 1080, 5.0)
        webcam = opened(FakeCapture(modes=[self.half, HD, self.full, slow]), remembered=None)
        assert webcam.chosen.kind == self.full.kind
        assert webcam.chosen.fps == pytest.approx(30, abs=2)
        assert webcam.next(threading.Event()).shape == (1080, 1920, 3)

    def test_one_that_is_too_slow_is_passed_over(self):
        webcam = opened(FakeCapture(modes=[self.half, HD, replace(self.full, fps=10.0)]), remembered=None)
        assert webcam.chosen.kind == HD.kind
        assert [round(mode.fps) for mode in webcam.measured] == [10, 30]
        assert webcam.details["measured"] == "MJPG 1920x1080 10.0/s, MJPG 1280x720 30.0/s"

    def test_where_all_are_slow_the_largest_of_the_fastest_wins(self):
        modes = [replace(self.full, fps=5.0), replace(HD, fps=10.0), replace(self.half, fps=10.0)]
        webcam = opened(FakeCapture(modes=modes), remembered=None)
        assert webcam.chosen.kind == HD.kind
        assert webcam.next(threading.Event()).shape == (720, 1280, 3)  # set again after the others were tried

    def test_a_size_of_its_own_is_taken_where_it_has_no_other(self):
        odd = Mode("GREY", 1024, 576, 20.0)
        webcam = opened(FakeCapture(modes=[odd]), remembered=None)
        assert webcam.chosen.kind == odd.kind
        assert webcam.details["asked_width"] != 1024

    def test_only_what_it_offers_is_tried(self, monkeypatch):
        monkeypatch.setattr(v4l2, "offered_modes", lambda _: [self.half, Mode("H264", 1920, 1080, 30.0)])
        capture = FakeCapture(modes=[self.full, self.half])
        assert opened(capture, remembered=None).chosen.kind == self.half.kind
        assert {value for key, value in capture.asked if key == cv2.CAP_PROP_FRAME_WIDTH} == {640}

    def test_a_remembered_mode_that_is_gone_is_measured_anew(self):
        webcam = opened(FakeCapture(modes=[self.half]), remembered=HD)
        assert webcam.chosen.kind == self.half.kind

    @pytest.mark.parametrize(("answer", "error"), [(None, DeviceLost), (np.zeros((1, 9), np.uint8), DeviceFault)])
    def test_one_that_gives_nothing_is_given_up_soon(self, answer, error):
        capture = FakeCapture([answer])
        with pytest.raises(error):
            opened(capture, remembered=None)
        assert capture.now - 100 < 3

    def test_any_figure_of_a_driver_is_survived(self, monkeypatch):
        capture = FakeCapture(modes=[self.half])
        monkeypatch.setattr(capture, "get", lambda _: float("nan"))
        webcam = opened(capture, remembered=None)
        assert webcam.next(threading.Event()).shape == (480, 640, 3)


@pytest.mark.usefixtures("node")
class TestCaptureTime:
    def test_it_is_the_drivers_where_that_can_be(self):
        webcam = opened(FakeCapture([FRAME], stamp=0.04))
        webcam.next(threading.Event())
        assert webcam.captured_at == pytest.approx(webcam._monotonic() - 0.04)

    @pytest.mark.parametrize("stamp", [None, -5.0, 1000.0])
    def test_else_that_of_its_arrival(self, stamp):
        webcam = opened(FakeCapture([FRAME], stamp=stamp))
        webcam.next(threading.Event())
        assert webcam.captured_at == webcam._monotonic()


@pytest.mark.usefixtures("node")
class TestTaken:
    def test_the_program_is_named(self, monkeypatch):
        monkeypatch.setattr(v4l2, "holder", lambda _: "cheese")
        with pytest.raises(DeviceBusy) as met:
            opened(FakeCapture([None], opens=False))
        assert met.value.params["program"] == "cheese"

    def test_or_else_the_driver_says_so(self, monkeypatch):
        monkeypatch.setattr(v4l2, "holder", lambda _: None)
        with pytest.raises(DeviceBusy, match="does not open"):
            opened(FakeCapture([None], opens=False))
        monkeypatch.setattr(v4l2, "is_taken", lambda _: True)
        with pytest.raises(DeviceBusy, match="streamed by another"):
            opened(FakeCapture([None], opens=False))

    def test_the_program_is_found_among_the_open_files(self, tmp_path):
        node = tmp_path / "video0"
        for number, name, target in ((7, "other", "null"), (os.getpid(), "us", "video0"), (8, "cheese", "video0")):
            (tmp_path / f"{number}" / "fd").mkdir(parents=True)
            (tmp_path / f"{number}" / "comm").write_text(f"{name}\n", "utf-8")
            (tmp_path / f"{number}" / "fd" / "3").symlink_to(tmp_path / target)
        assert v4l2.holder(node, tmp_path) == "cheese"
        assert v4l2.holder(tmp_path / "video1", tmp_path) is None

    def test_a_driver_that_gives_no_buffers_is_taken(self, node):
        assert v4l2.is_taken(node, refusing(errno.EBUSY))
        assert not v4l2.is_taken(node, refusing(errno.EINVAL))
        assert not v4l2.is_taken(node, lambda *_: 0)


def refusing(number):
    def ioctl(*_):
        raise OSError(number, "no")

    return ioctl


def test_where_there_are_no_nodes_it_is_opened_by_number(monkeypatch):
    monkeypatch.setattr(camera_capture, "node_of", lambda _: None)
    capture = FakeCapture([FRAME])
    opened(capture)
    assert capture.opened_with == (0, cv2.CAP_ANY)
    with pytest.raises(DeviceMissing):
        opened(FakeCapture([None], opens=False))


def test_a_failed_read_is_tried_again(node):
    assert opened(FakeCapture([None, None, FRAME])).next(threading.Event()) is FRAME


def test_reads_that_go_on_failing_are_a_loss(node):
    with pytest.raises(DeviceLost, match=str(FAILED_READS)):
        opened(FakeCapture([None])).next(threading.Event())


def test_a_damaged_picture_is_passed_over(node):
    damaged = iter([True, True, False])
    capture = FakeCapture([FRAME])
    assert opened(capture, damaged=lambda: next(damaged)).next(threading.Event()) is FRAME
    assert next(damaged, None) is None


def test_damaged_pictures_that_go_on_are_a_fault(node):
    with pytest.raises(DeviceFault, match="damaged"):
        opened(FakeCapture([FRAME]), damaged=lambda: True).next(threading.Event())
    with pytest.raises(DeviceFault, match="damaged"):
        opened(FakeCapture([np.zeros((3, 3), np.uint8)])).next(threading.Event())


def test_a_node_that_vanishes_is_a_loss_at_once(node):
    webcam = opened(FakeCapture([None]))
    node.unlink()
    with pytest.raises(DeviceLost, match="gone"):
        webcam.next(threading.Event())


def test_a_node_that_is_another_camera_now_is_a_loss_even_while_pictures_come(node, monkeypatch):
    webcam = opened(FakeCapture([FRAME]))
    assert webcam.next(threading.Event()) is FRAME
    other = node.with_name("other")
    other.touch()
    other.replace(node)
    monkeypatch.setattr(camera_capture, "NODE_CHECK", -1.0)
    with pytest.raises(DeviceLost, match="gone"):
        webcam.next(threading.Event())


def test_stopped_between_failed_reads_ends(node):
    stop = threading.Event()
    stop.set()
    assert opened(FakeCapture([None])).next(stop) is None


def capabilities(card=b"HD Webcam C270", *, all_nodes=CAPTURE | METADATA | OF_THIS_NODE, this_node=CAPTURE):
    return struct.pack("=16s32s32sIII12x", b"uvcvideo", card, b"usb-1", 0x60100, all_nodes, this_node)


def test_name_of_a_camera(tmp_path):
    def ioctl(handle, request, answer):
        assert handle > 0
        assert request == 0x80685600
        answer[:] = capabilities()
        return 0

    node = tmp_path / "video0"
    node.touch()
    assert v4l2.camera_name(node, ioctl) == "HD Webcam C270"


def test_a_node_beside_the_camera_is_none(tmp_path):
    with pytest.raises(DeviceMissing):
        v4l2.name_of(capabilities(this_node=METADATA), tmp_path)
    assert v4l2.name_of(capabilities(all_nodes=CAPTURE, this_node=0), tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="video nodes are Linux's")
def test_a_file_that_is_no_video_node_is_no_camera(tmp_path):
    file = tmp_path / "video0"
    file.touch()
    with pytest.raises(DeviceMissing):
        v4l2.camera_name(file)
    with pytest.raises(DeviceMissing):
        v4l2.camera_name(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.EACCES, DeviceForbidden), (errno.EBUSY, DeviceBusy), (errno.ENODEV, DeviceMissing)],
)
def test_refusals_are_told_apart(tmp_path, number, error):
    def ioctl(*_):
        raise OSError(number, "no")

    node = tmp_path / "video0"
    node.touch()
    with pytest.raises(error):
        v4l2.camera_name(node, ioctl)


@given(st.binary(min_size=104, max_size=104))
def test_any_answer_is_a_name_or_an_error(tmp_path_factory, answer):
    captures = any(int.from_bytes(answer[at : at + 4], sys.byteorder) & 0x1001 for at in (84, 88))
    try:
        v4l2.name_of(answer, tmp_path_factory.getbasetemp())
    except DeviceMissing:
        return
    assert captures


@given(st.one_of(st.floats(-1, 2**32), st.just(0.0), st.just(1196444237.0)))
def test_any_format_has_a_name_or_none(value):
    assert fourcc_name(value).isalnum() or fourcc_name(value) == ""
    assert fourcc_name(1196444237.0) == "MJPG"


class Driver:
    """A video node's answers to what lists formats, sizes and rates."""

    def __init__(self, modes, endless=False):
        self.modes = modes
        self.endless = endless

    def __call__(self, _handle, request, answer):
        number, *_ = struct.unpack_from("=I", answer)
        formats = list(dict.fromkeys(mode[0] for mode in self.modes))
        if request == 0xC0405602:
            form = self.item(formats, number)
            struct.pack_into("=I", answer, 44, int.from_bytes(form, "little"))
            return 0
        code = struct.unpack_from("=I", answer, 4)[0].to_bytes(4, "little")
        sizes = list(dict.fromkeys(mode[1:3] for mode in self.modes if mode[0] == code))
        if request == 0xC02C564A:
            width, height = self.item(sizes, number)
            struct.pack_into("=III", answer, 8, 1, width, height)
            return 0
        assert request == 0xC034564B
        size = struct.unpack_from("=II", answer, 8)
        rate = self.item([mode[3] for mode in self.modes if (mode[0], mode[1:3]) == (code, size)], number)
        struct.pack_into("=III", answer, 16, 1, 1, rate)
        return 0

    def item(self, items, number):
        if number >= len(items) and not self.endless:
            raise OSError(errno.EINVAL, "no more")
        return items[number % len(items)]


class TestWhatIsOffered:
    modes = ((b"MJPG", 1280, 720, 30), (b"MJPG", 1280, 720, 15), (b"MJPG", 640, 480, 30), (b"YUYV", 640, 480, 30))

    def test_each_size_of_each_format_with_its_highest_rate(self, node):
        found = real_offered_modes(node, Driver(self.modes))
        assert found == [HD, Mode("MJPG", 640, 480, 30.0), Mode("YUYV", 640, 480, 30.0)]

    def test_a_driver_that_lists_for_ever_is_cut_short(self, node):
        assert len(real_offered_modes(node, Driver(self.modes[:1], endless=True))) == v4l2.MOST**2

    def test_one_that_lists_nothing_offers_nothing(self, node, tmp_path):
        assert real_offered_modes(node, refusing(errno.ENOTTY)) == []
        assert real_offered_modes(tmp_path / "nothing") == []

    @given(st.binary(min_size=64, max_size=64), st.integers(1, 3))
    def test_any_answers_are_survived(self, tmp_path_factory, noise, count):
        node = tmp_path_factory.getbasetemp() / "video-node"
        node.touch()

        def ioctl(_handle, _request, answer):
            if struct.unpack_from("=I", answer)[0] >= count:
                raise OSError(errno.EINVAL, "no more")
            answer[4:] = noise[4 : len(answer)]
            return 0

        for mode in real_offered_modes(node, ioctl):
            assert mode.fps <= 1000


def test_webcams_are_listed_by_what_the_system_publishes(tmp_path):
    system, usb = tmp_path / "class", tmp_path / "usb" / "1-1"
    (usb / "1-1:1.0").mkdir(parents=True)
    for name, text in (("idVendor", "046d"), ("idProduct", "0825"), ("serial", "A1B2")):
        (usb / name).write_text(f"{text}\n", "utf-8")
    for node, name, index in (("video10", "Other", "0"), ("video2", "HD Webcam", "0"), ("video3", "HD Webcam", "1")):
        (system / node).mkdir(parents=True)
        (system / node / "name").write_text(f"{name}\n", "utf-8")
        (system / node / "index").write_text(f"{index}\n", "utf-8")
    (system / "video2" / "device").symlink_to(usb / "1-1:1.0")
    found = v4l2.list_cameras(system, tmp_path / "dev")
    assert [(one.node.name, one.name, one.serial, one.usb) for one in found] == [
        ("video2", "HD Webcam", "A1B2", "046d:0825"),
        ("video10", "Other", "", ""),
    ]
    assert v4l2.list_cameras(tmp_path / "nothing") == []
