"""The helper process of a webcam: what it is told, what it says, and that it ends, whatever it does."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import contextmanager, suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.camera import v4l2
from booth.devices.camera import webcam as camera_webcam
from booth.devices.camera.live import PictureFrozen, open_camera
from booth.devices.camera.process import is_damage
from booth.devices.camera.webcam import CameraHangs, WebcamProcess
from booth.devices.emulators.camera_webcam import WebcamFault
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceLost,
    DeviceMissing,
    DeviceRefused,
)

LIMIT = 30.0  # seconds: generous, never waited for when all is well

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the helper process is Linux's")


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders"
    path.touch()
    return path


@contextmanager
def opened(orders, **options):
    camera = open_camera(f"fake:{orders}", allow_emulated=True, timeout=LIMIT, **options)
    try:
        yield camera
    finally:
        camera.close()
        assert not lives(camera._source.pid)


def read(camera):
    return camera.read(timeout=LIMIT, cancel=Cancel())


def read_for_ever(camera):
    while True:
        read(camera)


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(condition):
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_pictures_come_and_the_process_ends(orders):
    with opened(orders) as camera:
        assert lives(camera._source.pid)
        first, second = read(camera), read(camera)
        assert first.pixels.shape == (1080, 1920, 3)
        assert second.number > first.number
        first.pixels[:] = 0  # it is ours alone
        info = camera.info
    assert info.emulated
    assert info.details["asked_width"] == 1920
    assert info.details["measured"].startswith("MJPG 1920x1080")


def test_a_stand_in_is_refused_where_only_real_ones_are_allowed(orders):
    with pytest.raises(DeviceRefused):
        open_camera(f"fake:{orders}", allow_emulated=False)


def test_the_mode_is_remembered_unless_it_is_to_be_measured_anew(orders, tmp_path):
    memory = tmp_path / "camera.json"
    with opened(orders, memory=memory):
        kept = json.loads(memory.read_text("utf-8"))
        assert [row["width"] for row in kept.values()] == [1920]
    memory.write_text(memory.read_text("utf-8").replace("1920", "1280").replace("1080", "720"), "utf-8")
    with opened(orders, memory=memory) as camera:
        assert read(camera).pixels.shape == (720, 1280, 3)
        assert "measured" not in camera.info.details
    with opened(orders, memory=memory, anew=True) as camera:
        assert read(camera).pixels.shape == (1080, 1920, 3)


def test_exposure_is_locked_once_the_picture_has_settled_and_settles_anew_when_asked(orders):
    def is_locked(state):
        read(camera)
        return camera.info.details["exposure"] == state

    with opened(orders) as camera:
        until(lambda: is_locked("locked"))
        camera.resettle()
        until(lambda: is_locked("auto"))
        until(lambda: is_locked("locked"))


@pytest.mark.parametrize("fault", [WebcamFault.HANG, WebcamFault.STOP])
def test_one_that_hangs_is_noticed_killed_and_opened_anew(orders, fault):
    with opened(orders) as camera:
        read(camera)
        pid = camera._source.pid
        orders.write_text(fault.value, "utf-8")
        with pytest.raises(CameraHangs):
            read_for_ever(camera)
        assert not lives(pid)
    orders.write_text("", "utf-8")
    with opened(orders) as camera:
        read(camera)


@pytest.mark.parametrize("fault", [WebcamFault.HANG, WebcamFault.STOP])
def test_closing_one_that_hangs_leaves_no_process(orders, fault):
    with opened(orders) as camera:
        orders.write_text(fault.value, "utf-8")
        with suppress(DeviceError):
            camera.read(timeout=0.3, cancel=Cancel())
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("camera")]


@pytest.mark.parametrize("fault", [WebcamFault.HANG, WebcamFault.STOP])
def test_opening_one_that_hangs_can_be_cancelled(orders, fault):
    orders.write_text(fault.value, "utf-8")
    cancel = Cancel()
    timer = threading.Timer(0.5, cancel.cancel)
    timer.start()
    with pytest.raises((Cancelled, CameraHangs)):
        open_camera(f"fake:{orders}", allow_emulated=True, timeout=LIMIT, cancel=cancel)
    timer.join()


def test_one_that_dies_is_lost(orders):
    with opened(orders) as camera:
        read(camera)
        orders.write_text("die", "utf-8")
        with pytest.raises(DeviceLost, match="-11"):
            read_for_ever(camera)


def test_one_that_repeats_itself_is_lost(orders):
    with opened(orders) as camera:
        read(camera)
        orders.write_text("repeat", "utf-8")
        with pytest.raises(PictureFrozen):
            read_for_ever(camera)


def test_what_the_helper_met_is_raised_here(orders):
    orders.write_text("unplug", "utf-8")
    with pytest.raises(DeviceMissing):
        open_camera(f"fake:{orders}", allow_emulated=True, timeout=LIMIT)


def test_a_webcam_that_is_not_there_is_missing():
    with pytest.raises(DeviceMissing):
        open_camera("/dev/video987", allow_emulated=False, timeout=LIMIT)


def test_a_helper_that_does_not_start_is_a_fault(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(DeviceFault):
        open_camera("fake:", allow_emulated=True, timeout=LIMIT)


def test_a_taken_camera_is_said_with_the_program():
    error = camera_webcam._error_of(
        {"error": v4l2.DeviceTaken.__name__, "detail": "open in cheese", "params": {"program": "cheese"}}
    )
    assert isinstance(error, DeviceBusy)
    assert error.params["program"] == "cheese"
    assert type(camera_webcam._error_of({"error": "Nonsense", "detail": 1, "params": {}})) is DeviceFault


@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([b'{"frame": 3}\n', b'{"step": ""}\n', b"[1]\n"]))))
def test_any_notices_are_taken_or_a_fault(pieces):
    source = WebcamProcess.__new__(WebcamProcess)
    source._waiting = bytearray(b"".join(pieces))
    with suppress(DeviceFault):
        while (told := source._take()) is not None:
            assert isinstance(told, dict)


def test_of_pictures_only_the_newest_is_told():
    source = WebcamProcess.__new__(WebcamProcess)
    source._waiting = bytearray(b'{"frame": 1}\n{"frame": 2}\n{"details": {}}\n{"frame": 3}\n{"fra')
    told = [source._take() for _ in range(4)]
    assert told == [{"frame": 2}, {"details": {}}, {"frame": 3}, None]


@pytest.mark.parametrize(
    ("said", "damage"),
    [
        (b"", False),
        (b"Corrupt JPEG data: 2 extraneous bytes before marker 0xd9\n", False),
        (b"Corrupt JPEG data: 5028 extraneous bytes before marker 0xd9\n", True),
        (b"Corrupt JPEG data: premature end of data segment\n", True),
        (b"Corrupt JPEG data: bad Huffman code\n", True),
        (b"VIDIOC_S_CTRL: Invalid argument\n", False),
    ],
)
def test_what_libraries_complain_of_is_damage_or_not(said, damage):
    assert is_damage(said) is damage


@given(st.binary(max_size=200))
def test_any_complaint_is_damage_or_not(said):
    assert is_damage(said) in {True, False}


def test_numpy_arrays_are_copies(orders):
    with opened(orders) as camera:
        frame = read(camera)
        before = frame.pixels.copy()
        for _ in range(6):
            read(camera)
        assert np.array_equal(frame.pixels, before)
