"""The webcam's driver against an OpenCV capture and a video node that tests can break."""

from __future__ import annotations

import errno
import struct
import sys
import threading

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices import camera_sources, v4l2
from booth.devices.camera_sources import FAILED_READS, Webcam
from booth.devices.ports import DeviceBusy, DeviceForbidden, DeviceLost, DeviceMissing

CAPTURE, METADATA, OF_THIS_NODE = 0x1, 0x00800000, 0x80000000


class FakeCapture:
    """What `cv2.VideoCapture` gives. `answers` are used up by `read`, the last one for ever."""

    def __init__(self, answers, *, opens=True):
        self.answers = list(answers)
        self.opens = opens
        self.wishes = {}
        self.released = False
        self.opened_with = None

    def __call__(self, *place):
        self.opened_with = place
        return self

    def isOpened(self):  # noqa: N802
        return self.opens

    def set(self, key, value):
        self.wishes[key] = value

    def get(self, key):
        return self.wishes[key]

    def read(self):
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
    monkeypatch.setattr(camera_sources, "_node", lambda _: path)
    monkeypatch.setattr(v4l2, "camera_name", lambda _: "HD Webcam")
    return path


def opened(capture) -> Webcam:
    webcam = Webcam("0", open_capture=capture)
    webcam.open()
    return webcam


def test_it_asks_for_mjpg_first_and_then_for_the_size(node):
    capture = FakeCapture([FRAME])
    webcam = opened(capture)
    assert capture.opened_with == (str(node), cv2.CAP_V4L2)
    assert next(iter(capture.wishes)) == cv2.CAP_PROP_FOURCC
    assert capture.wishes[cv2.CAP_PROP_FRAME_WIDTH] == 1280
    assert capture.wishes[cv2.CAP_PROP_FRAME_HEIGHT] == 720
    assert (webcam.name, webcam.format, webcam.emulated, webcam.live) == ("HD Webcam", "MJPG", False, True)
    assert webcam.next(threading.Event()) is FRAME
    webcam.close()
    assert capture.released


def test_one_that_does_not_open_is_in_use(node):
    with pytest.raises(DeviceBusy):
        opened(FakeCapture([None], opens=False))


def test_where_there_are_no_nodes_it_is_opened_by_number(monkeypatch):
    monkeypatch.setattr(camera_sources, "_node", lambda _: None)
    capture = FakeCapture([FRAME])
    opened(capture)
    assert capture.opened_with == (0, cv2.CAP_ANY)
    with pytest.raises(DeviceMissing):
        opened(FakeCapture([None], opens=False))


def test_a_failed_read_is_tried_again(node):
    assert opened(FakeCapture([None, None, FRAME])).next(threading.Event()) is FRAME


def test_reads_that_go_on_failing_are_a_loss(node):
    capture = FakeCapture([None])
    with pytest.raises(DeviceLost, match=str(FAILED_READS)):
        opened(capture).next(threading.Event())


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
    monkeypatch.setattr(camera_sources, "NODE_CHECK", -1.0)
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
    assert camera_sources._fourcc(value).isalnum() or camera_sources._fourcc(value) == ""
    assert camera_sources._fourcc(1196444237.0) == "MJPG"
