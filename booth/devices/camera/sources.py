"""Where pictures come from: what every source promises, and a folder or a video file standing in for a camera.

A source is used by one thread, the camera's reader, which opens it, asks for the next picture again and again, and
closes it. Only `interrupt` is called from elsewhere.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

import cv2
import numpy as np

from booth.devices.ports import DeviceFault, DeviceLost, DeviceMissing
from resources.i18n import N_, tr

if TYPE_CHECKING:
    import threading

    from numpy.typing import NDArray

# OpenCV and FFmpeg print their troubles on the terminal; ours are raised. They read this once, when first used.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

NAME = N_("Camera")

SILENCE = 2.5  # seconds without a new picture after which a camera counts as lost
FOLDER_RATE = 15.0
SLOWEST, FASTEST = 1.0, 60.0  # pictures a second that a video file may ask for
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".bmp"))


class PictureSource(Protocol):
    """Pictures as `(height, width, 3) uint8` BGR. Every call but `interrupt` may raise `DeviceError`."""

    name: str
    port: str
    emulated: bool
    live: bool
    """Whether it is a sensor, whose noise makes two equal pictures in a row impossible while it works."""
    steady: bool
    """Whether its pictures have one size and show one scene, so that another size or a torn picture is a fault."""
    patience: float
    """Seconds from opening within which the first picture must come; infinite where `open` and `next` see to that."""

    silence: float
    """Seconds without a picture after which it is lost, where it does not say so itself before."""

    @property
    def format(self) -> str: ...

    @property
    def details(self) -> Mapping[str, str | int | float]:
        """More for `DeviceInfo.details`."""
        ...

    def open(self) -> None: ...

    def next(self, stop: threading.Event) -> NDArray[np.uint8] | None:
        """Wait for the next picture. None when `stop` was set meanwhile."""
        ...

    def interrupt(self) -> None:
        """Let a `next` that waits on another thread end soon, where that is possible."""
        ...

    def resettle(self) -> None:
        """Let exposure and white balance find themselves again, where there are any."""
        ...

    def close(self) -> None: ...


class Pace:
    """Lets `rate` pictures a second through, without catching up what was late."""

    def __init__(self, rate: float) -> None:
        self._step = 1.0 / rate
        self._due = time.monotonic()

    def wait(self, stop: threading.Event) -> bool:
        """Wait until the next picture is due; False when `stop` was set meanwhile."""
        now = time.monotonic()
        self._due = max(self._due, now - self._step)
        stopped = stop.wait(max(self._due - now, 0.0))
        self._due += self._step
        return not stopped


class PictureFolder:
    """The pictures of a folder in the order of their names, round and round. Other files are not looked at."""

    emulated = True
    live = False
    steady = False
    patience = math.inf
    silence = SILENCE
    details: Mapping[str, str | int | float] = MappingProxyType({})
    format = "files"

    def __init__(self, folder: Path, rate: float = FOLDER_RATE) -> None:
        self.name = tr("Folder of pictures")
        self.port = str(folder)
        self._folder = folder
        self._pace = Pace(rate)
        self._round: list[Path] = []
        self._good = 0  # pictures of this round that could be read

    def open(self) -> None:
        """Raises `DeviceMissing` when the folder is not there or holds no picture."""
        self._round = self._list()
        self._good = 1

    def next(self, stop: threading.Event) -> NDArray[np.uint8] | None:
        """Raises `DeviceFault` when a whole round could not be read, `DeviceLost` when the folder vanished."""
        while not stop.is_set():
            if not self._round:
                if not self._good:
                    raise DeviceFault(f"no readable picture in {self._folder.name}", device=tr(NAME))
                self._round, self._good = self._relist(), 0
            pixels = _read_picture(self._round.pop(0))
            if pixels is not None:
                self._good += 1
                return pixels if self._pace.wait(stop) else None
        return None

    def interrupt(self) -> None:
        """Its waiting watches `stop`."""

    def resettle(self) -> None:
        """It has no exposure."""

    def close(self) -> None:
        self._round = []

    def _list(self) -> list[Path]:
        try:
            found = sorted(path for path in self._folder.iterdir() if path.suffix.lower() in PICTURES)
        except OSError as error:
            raise DeviceMissing(str(error), device=tr(NAME)) from error
        if not found:
            raise DeviceMissing(f"no pictures in {self._folder.name}", device=tr(NAME))
        return found

    def _relist(self) -> list[Path]:
        try:
            return self._list()
        except DeviceMissing as error:
            raise DeviceLost(error.detail, device=tr(NAME)) from error


class VideoFile:
    """A video file at its own rate, round and round."""

    emulated = True
    live = False
    steady = False
    patience = math.inf
    silence = SILENCE
    details: Mapping[str, str | int | float] = MappingProxyType({})

    def __init__(self, path: Path) -> None:
        self.name = tr("Video file")
        self.port = str(path)
        self.format = ""
        self._path = path
        self._capture: Any = None
        self._pace = Pace(FOLDER_RATE)
        self._shown = 0  # pictures of this round

    def open(self) -> None:
        """Raises `DeviceMissing`, or `DeviceFault` for a file that is no video."""
        if not self._path.is_file():
            raise DeviceMissing(f"{self._path.name} is not there", device=tr(NAME))
        self._capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        if not self._capture.isOpened():
            raise DeviceFault(f"{self._path.name} is no video that can be read", device=tr(NAME))
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        self._pace = Pace(rate if SLOWEST <= rate <= FASTEST else FOLDER_RATE)
        self.format = fourcc_name(self._capture.get(cv2.CAP_PROP_FOURCC))

    def next(self, stop: threading.Event) -> NDArray[np.uint8] | None:
        """Raises `DeviceFault` when the file holds no picture that can be read."""
        done, pixels = self._capture.read()
        if not done:
            if not self._shown:
                raise DeviceFault(f"{self._path.name} holds no picture", device=tr(NAME))
            self._shown = 0
            self._capture.release()
            self.open()
            return self.next(stop)
        self._shown += 1
        return np.asarray(pixels, np.uint8) if self._pace.wait(stop) else None

    def interrupt(self) -> None:
        """Its waiting watches `stop`."""

    def resettle(self) -> None:
        """It has no exposure."""

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()


def decode(data: bytes) -> NDArray[np.uint8] | None:
    """A picture file's bytes as `(height, width, 3) uint8` BGR; None where they are no picture."""
    if not data:
        return None
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return None if pixels is None else np.asarray(pixels, np.uint8)


def _read_picture(path: Path) -> NDArray[np.uint8] | None:
    try:
        return decode(path.read_bytes())
    except OSError:
        return None


def fourcc_name(value: float) -> str:
    """The four letters of a format: 1196444237.0 is MJPG."""
    number = int(value) if math.isfinite(value) else 0
    letters = bytes(number >> shift & 0xFF for shift in (0, 8, 16, 24)) if number > 0 else b""
    return letters.decode("ascii", "replace").strip() if letters.isalnum() else ""
