"""A stand-in for a webcam on the driver's side: what `cv2.VideoCapture` would be, with faults that only C can have.

It runs inside the helper process that reads webcams and is chosen there by the source `fake:FILE`. FILE holds one word
of `WebcamFault` or nothing and is read again at each picture, so that a fault begins and ends while it works; a bare
`fake:` never fails. As with a real webcam each picture is decoded from a JPEG when it is asked for.
"""

from __future__ import annotations

import ctypes
import os
import signal
import time
from enum import Enum
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from booth.devices.camera.capture import Webcam
from booth.devices.camera.modes import Mode
from booth.devices.ports import DeviceLost
from resources.i18n import tr

RATE, SLOW_RATE = 30.0, 0.7  # pictures a second
SHOTS = 3  # JPEGs, shown in turn
NOISY_ROWS = 16  # every so many rows have fresh noise in each picture, as a sensor's all have
OTHER_SIZE = (800, 600)  # width, height in pixels
_SHORT_STREAK = 2  # reads that fail in a row when pictures are dropped
_FOREVER = 3600  # seconds
# Uncompressed 720 rows at ten a second, as USB 2 has it.
MODES = (
    Mode("MJPG", 1920, 1080, 30.0),
    Mode("MJPG", 1280, 720, 30.0),
    Mode("MJPG", 640, 480, 30.0),
    Mode("YUYV", 1280, 720, 10.0),
    Mode("YUYV", 640, 480, 30.0),
)


class WebcamFault(Enum):
    """What the stand-in does wrong."""

    UNPLUG = "unplug"  # not there
    HANG = "hang"  # does not return from C, and lets no other thread go on either
    STOP = "stop"  # the process stands still
    DIE = "die"  # the process crashes
    SILENT = "silent"  # no picture comes; OpenCV's wait ends each time
    REPEAT = "repeat"  # the last picture for ever
    BLACK = "black"
    NOISE = "noise"
    SLOW = "slow"
    DROP = "drop"  # two pictures of three are lost
    CORRUPT = "corrupt"  # damaged JPEGs
    SIZE = "size"  # pictures of another size than asked for
    WRONG = "wrong"  # answers of other shapes and kinds


def fake_webcam(orders: str, **options: Any) -> Webcam:
    """A webcam driver before the stand-in. `orders` names the file of orders, or is empty."""
    return _FakeWebcam(Path(orders) if orders else None, **options)


class FakeCapture:
    """Stands where `cv2.VideoCapture` stands."""

    def __init__(self, orders: Path | None = None) -> None:
        self._orders = orders
        self._mode = MODES[-1]
        self._controls = {
            cv2.CAP_PROP_AUTO_EXPOSURE: 3.0,
            cv2.CAP_PROP_EXPOSURE: 157.0,
            cv2.CAP_PROP_AUTO_WB: 1.0,
            cv2.CAP_PROP_WB_TEMPERATURE: 4600.0,
        }
        self._wanted = {cv2.CAP_PROP_FOURCC: 0.0, cv2.CAP_PROP_FRAME_WIDTH: 640.0, cv2.CAP_PROP_FRAME_HEIGHT: 480.0}
        self._shots: list[NDArray[np.uint8]] = []
        self._count = 0
        self._due = time.monotonic()
        self._stamp = 0.0
        self._last: NDArray[np.uint8] | None = None
        self._rng = np.random.default_rng(1)

    @property
    def fault(self) -> WebcamFault | None:
        if self._orders is None:
            return None
        try:
            return WebcamFault(self._orders.read_text("utf-8").strip())
        except (OSError, ValueError):
            return None

    def isOpened(self) -> bool:  # noqa: N802  OpenCV's name
        self._suffer()
        return self.fault is not WebcamFault.UNPLUG

    def set(self, key: int, value: float) -> bool:
        self._suffer()
        if key in self._controls:
            self._controls[key] = value
        elif key in self._wanted:
            self._wanted[key] = value
            self._find_mode()
        return True

    def get(self, key: int) -> float:
        if self.fault is WebcamFault.WRONG:
            return float("nan")
        width, height = self._mode.width, self._mode.height
        known = {
            cv2.CAP_PROP_FOURCC: float(cv2.VideoWriter.fourcc(*self._mode.format)),
            cv2.CAP_PROP_FRAME_WIDTH: float(width),
            cv2.CAP_PROP_FRAME_HEIGHT: float(height),
            cv2.CAP_PROP_FPS: self._mode.fps,
            cv2.CAP_PROP_POS_MSEC: self._stamp * 1000,
        }
        return known.get(key, self._controls.get(key, -1.0))

    def read(self) -> tuple[bool, NDArray[np.uint8] | None]:
        self._suffer()
        fault = self.fault
        self._wait(SLOW_RATE if fault is WebcamFault.SLOW else self._mode.fps)
        self._count += 1
        if fault is WebcamFault.UNPLUG:
            return False, None
        if fault is WebcamFault.SILENT:
            time.sleep(1.0)
            return False, None
        if fault is WebcamFault.DROP and self._count % (_SHORT_STREAK + 1):
            return False, None
        if fault is WebcamFault.REPEAT and self._last is not None:
            return True, self._last
        pixels = self._picture(fault)
        self._last = pixels
        return True, pixels

    def release(self) -> None:
        self._suffer()

    def _picture(self, fault: WebcamFault | None) -> NDArray[np.uint8]:
        shape = (self._mode.height, self._mode.width, 3)
        match fault:
            case WebcamFault.BLACK:
                return self._rng.integers(0, 6, shape, np.uint8)
            case WebcamFault.NOISE:
                return self._rng.integers(0, 256, shape, np.uint8)
            case WebcamFault.WRONG:
                return self._rng.integers(0, 256, (1, shape[1] * 2), np.uint8)
        if not self._shots:
            self._shots = _draw(self._mode, self._rng)
        data = self._shots[self._count % SHOTS]
        if fault is WebcamFault.CORRUPT:
            data = data.copy()
            at = int(self._rng.integers(len(data) // 8, len(data) // 2))
            data[at:-2] = self._rng.integers(0, 255, len(data) - at - 2, np.uint8)
        pixels = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
        if fault is WebcamFault.SIZE:
            pixels = np.asarray(cv2.resize(pixels, OTHER_SIZE), np.uint8)
        pixels[::NOISY_ROWS] ^= self._rng.integers(0, 2, pixels[::NOISY_ROWS].shape, np.uint8)
        return pixels

    def _wait(self, rate: float) -> None:
        now = time.monotonic()
        self._due = max(self._due + 1 / rate, now - 1 / rate)
        if self._due > now:
            time.sleep(self._due - now)
        self._stamp = time.monotonic()

    def _find_mode(self) -> None:
        """The mode nearest to what was asked for, as drivers do."""
        form = int(self._wanted[cv2.CAP_PROP_FOURCC]).to_bytes(4, "little").decode("ascii", "replace")
        width = self._wanted[cv2.CAP_PROP_FRAME_WIDTH]
        offered = [mode for mode in MODES if mode.format == form] or list(MODES)
        self._mode = min(offered, key=lambda mode: abs(mode.width - width))
        self._shots = []

    def _suffer(self) -> None:
        match self.fault:
            case WebcamFault.HANG:
                ctypes.PyDLL(None).sleep(_FOREVER)  # PyDLL keeps the interpreter's lock
            case WebcamFault.STOP:
                os.kill(os.getpid(), signal.SIGSTOP)
            case WebcamFault.DIE:
                os.kill(os.getpid(), signal.SIGSEGV)


class _FakeWebcam(Webcam):
    """The driver, without a node in /dev."""

    emulated = True

    def __init__(self, orders: Path | None, **options: Any) -> None:
        self._fake = FakeCapture(orders)
        super().__init__("0", open_capture=lambda *_: self._fake, **options)
        self._node = None
        self.name = tr("Stand-in for a webcam")
        self.port = f"fake:{orders or ''}"

    def _check_plug(self, *, force: bool) -> None:
        if force and self._fake.fault is WebcamFault.UNPLUG:
            raise DeviceLost("unplugged", device=tr("Camera"))


def _draw(mode: Mode, rng: np.random.Generator) -> list[NDArray[np.uint8]]:
    """JPEGs of one scene with a sensor's noise."""
    rows, columns = np.mgrid[0:90, 0:160].astype(np.float32)
    small = np.stack([90 + 60 * np.sin(columns / 9), 110 + 40 * np.cos(rows / 6), 120 + 30 * np.sin(rows / 11)], 2)
    scene = cv2.resize(small.astype(np.uint8), (mode.width, mode.height), interpolation=cv2.INTER_LINEAR)
    shots = []
    for _ in range(SHOTS):
        picture = cv2.add(scene, rng.integers(0, 12, scene.shape, np.uint8))
        shots.append(np.asarray(cv2.imencode(".jpg", picture)[1], np.uint8).ravel())
    return shots
