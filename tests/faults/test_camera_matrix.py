"""Each fault before, during and after a photo, for a network camera and for a webcam in its process.

Survived is: the right picture comes, or an error in words; then the camera is let go, and once the fault is over the
next opening gives the right picture. A picture that is not the scene's and that nobody objects to is never survived.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from contextlib import contextmanager

import cv2
import numpy as np
import pytest

from booth.biometrics.camera_checks import CameraTrouble, check_camera, troubles
from booth.devices.camera.live import open_camera
from booth.devices.emulators.camera import CameraFault, serve_mjpeg
from booth.devices.emulators.camera_webcam import FakeCapture, WebcamFault
from booth.devices.emulators.portraits import demo_frames
from booth.devices.ports import Cancel, DeviceError
from booth.domain.recording import Background
from booth.workflow.words import sentence
from resources.i18n import tr
from tests.faults.matrix import Outcome, cell_id, cells, record

LONGEST = 15.0  # seconds without an outcome: it hangs
WATCHED = 2.0  # seconds for which right pictures must go on coming although the fault is there
WAIT = 3.0  # seconds for one picture
JUDGED = 4  # pictures that are looked at together
UNLIKE = 4.0  # of 255, mean difference of block means: another picture
BLOCKS = (64, 36)

NETWORK_FAULTS = {
    "unplug": CameraFault.UNPLUG,
    "hang": CameraFault.HANG,
    "corrupt": CameraFault.CORRUPT,
    "drop": CameraFault.DROP,
    "noise": CameraFault.NOISY,
    "slow": CameraFault.SLOW,
    "wrong": CameraFault.WRONG,
}
WEBCAM_FAULTS = {
    "unplug": (WebcamFault.UNPLUG, WebcamFault.DIE),
    "hang": (WebcamFault.HANG, WebcamFault.STOP, WebcamFault.SILENT, WebcamFault.REPEAT),
    "corrupt": (WebcamFault.CORRUPT,),
    "drop": (WebcamFault.DROP,),
    "noise": (WebcamFault.NOISE,),
    "slow": (WebcamFault.SLOW,),
    "wrong": (WebcamFault.WRONG, WebcamFault.SIZE),
}
VARIANTS = [(cell, fault) for cell in cells("webcam") for fault in WEBCAM_FAULTS[cell[1]]]

# Two minutes: `packaging/test --faults` plays it.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


class Rig:
    """A camera that `give_fault` breaks and mends, and the pictures that it may show."""

    def __init__(self, source, scene, give_fault):
        self.source = source
        self.scene = [_blocks(pixels) for pixels in scene]
        self.give_fault = give_fault
        self.last = deque(maxlen=JUDGED)

    @contextmanager
    def opened(self):
        self.last.clear()
        camera = open_camera(self.source, allow_emulated=True)
        try:
            yield camera
        finally:
            camera.close()

    def read(self, camera):
        pixels = camera.read(timeout=WAIT, cancel=Cancel()).pixels
        self.last.append(pixels)
        return pixels

    def is_right(self, pixels):
        return min(np.abs(_blocks(pixels) - shot).mean() for shot in self.scene) < UNLIKE

    def objection(self):
        """What the checks of the camera say to the noise of the last pictures."""
        alike = [pixels for pixels in self.last if pixels.shape == self.last[-1].shape]
        grainy = len(alike) > 2 and CameraTrouble.NOISY in troubles(check_camera(alike))
        return tr(CameraTrouble.NOISY.value) if grainy else ""


def _blocks(pixels):
    return cv2.resize(pixels, BLOCKS, interpolation=cv2.INTER_AREA).astype(np.int16)


@pytest.fixture(scope="module")
def frames(tmp_path_factory):
    folder = tmp_path_factory.mktemp("frames")
    return folder, [cv2.imread(str(path)) for path in demo_frames(folder, Background.BLUE, seed=1, count=6)]


@pytest.fixture
def network(frames):
    folder, scene = frames
    with serve_mjpeg(folder) as server:
        yield Rig(server.url, scene, server.set_fault)


@pytest.fixture
def webcam(tmp_path):
    orders = tmp_path / "orders"
    orders.touch()

    def order(fault):
        beside = orders.with_name("new")
        beside.write_text(fault.value if fault else "", "utf-8")
        beside.replace(orders)

    return Rig(f"fake:{orders}", [FakeCapture().read()[1]], order)


@pytest.mark.parametrize("cell", cells("camera"), ids=cell_id)
def test_network_camera(network, cell):
    check(network, cell, NETWORK_FAULTS[cell[1]])


@pytest.mark.skipif(sys.platform != "linux", reason="the helper process is Linux's")
@pytest.mark.parametrize(
    ("cell", "fault"), VARIANTS, ids=[f"{cell_id(cell)}-{fault.value}" for cell, fault in VARIANTS]
)
def test_webcam(webcam, cell, fault):
    check(webcam, cell, fault)


def check(rig, cell, fault):
    outcome, seconds, words = {"before": before, "during": during, "after": after}[cell[2]](rig, fault)
    record(*cell, outcome, seconds=seconds, words=words)
    assert outcome in {Outcome.RECOVERED, Outcome.SAID}
    assert bool(words) == (outcome is Outcome.SAID)
    rig.give_fault(None)
    with rig.opened() as camera:
        assert rig.is_right(rig.read(camera))


def before(rig, fault):
    """The camera is opened with its fault."""
    rig.give_fault(fault)
    start = time.monotonic()
    try:
        with rig.opened() as camera:
            return meet(rig, camera, start)
    except DeviceError as error:
        return Outcome.SAID, time.monotonic() - start, sentence(error)


def during(rig, fault):
    """The fault comes between two pictures of a camera that is watched."""
    with rig.opened() as camera:
        assert rig.is_right(rig.read(camera))
        rig.give_fault(fault)
        return meet(rig, camera, time.monotonic())


def after(rig, fault):
    """The photo is taken; the camera breaks; it is let go. The photo stays as it was."""
    with rig.opened() as camera:
        photo = rig.read(camera)
        taken = photo.copy()
        rig.give_fault(fault)
        start = time.monotonic()
        camera.close()
        seconds = time.monotonic() - start
        with pytest.raises(DeviceError):  # whoever still waits is told
            rig.read(camera)
    unchanged = rig.is_right(taken) and np.array_equal(photo, taken)
    return (Outcome.RECOVERED if unchanged else Outcome.ACCEPTED), seconds, ""


def meet(rig, camera, start):
    """What comes of looking at the camera from now on: the outcome, after how many seconds, and the words."""
    first_right = None
    wrong = 0  # in a row: among right pictures of before the fault a single one is not told by its noise
    try:
        while (passed := time.monotonic() - start) < LONGEST:
            right = rig.is_right(rig.read(camera))
            wrong = 0 if right else wrong + 1
            if said := rig.objection():
                return Outcome.SAID, time.monotonic() - start, said
            if right:
                first_right = first_right or time.monotonic() - start
                if passed - first_right > WATCHED and len(rig.last) > 1:
                    return Outcome.RECOVERED, first_right, ""
            elif wrong >= JUDGED or not _is_noise(rig):
                return Outcome.ACCEPTED, passed, ""
    except DeviceError as error:
        return Outcome.SAID, time.monotonic() - start, sentence(error)
    return Outcome.HUNG, LONGEST, ""


def _is_noise(rig):
    """Whether the newest picture may still be found to be noise, once there are enough for that."""
    return float(np.abs(np.diff(rig.last[-1].astype(np.int16), axis=1)).mean()) > 40
