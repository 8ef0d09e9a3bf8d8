"""A webcam through OpenCV: opened, its mode chosen by what it delivers, read, its exposure locked.

On Linux this runs in the helper process (`camera_process`), because OpenCV and drivers may hang in C; elsewhere on the
camera's thread.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from booth.devices.camera import v4l2
from booth.devices.camera.exposure import Exposure
from booth.devices.camera.modes import CANDIDATES, RATE, Mode, choose, in_order
from booth.devices.camera.sources import NAME, SILENCE, fourcc_name
from booth.devices.ports import DeviceBusy, DeviceError, DeviceFault, DeviceLost, DeviceMissing
from resources.i18n import tr

if TYPE_CHECKING:
    import threading

    from numpy.typing import NDArray

SELECT_WAIT = 1  # seconds that OpenCV waits for a picture of a webcam; its own default is ten
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(SELECT_WAIT))  # read once, when first used

FAILED_READS = 5  # in a row, of a webcam that is still plugged in
FAILED_WAIT = 2.0  # seconds over which reads fail
NODE_CHECK = 1.0  # seconds between two looks whether the webcam is still plugged in
WARM_UP = 3  # pictures of a mode that are not timed: the stream has just begun
TRIAL = 0.5  # seconds over which a mode is timed
TRIAL_WAIT = 1.2  # seconds that a mode may take for its first pictures
TRIALS = 1.5  # seconds for all modes together: a webcam that is slow in each of them need not be tried in all
HOPELESS = 2.0  # pictures a second: slower is not a matter of the mode
NOTHING = 1.9  # seconds without a picture in whatever mode, then there will be none
OLDEST = 2.0  # seconds between capture and arrival; a larger difference means another clock
DAMAGED = 20  # pictures in a row, then it is the cable

OpenCapture = Callable[..., Any]
Progress = Callable[[str], None]
Damage = Callable[[], bool]


def _silent(_: str) -> None:
    pass


def _sound() -> bool:
    return False


class Webcam:
    """A webcam by number or, on Linux, by its device node.

    `remembered` is the mode that it was used in before: taken as it is, where the webcam still gives it. `progress` is
    told of each step, so that whoever watches sees it go on; `damaged` says whether the picture just read was decoded
    from damaged data.
    """

    emulated = False
    live = True
    steady = True
    patience = math.inf  # it has limits of its own
    silence = 2 * SILENCE

    def __init__(
        self,
        place: str,
        *,
        open_capture: OpenCapture = cv2.VideoCapture,
        remembered: Mode | None = None,
        progress: Progress = _silent,
        damaged: Damage = _sound,
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = tr(NAME)
        self.format = ""
        self._node = node_of(place)
        self.port = str(self._node) if self._node else place
        self.captured_at = 0.0  # monotonic seconds of the last picture: as its driver says, else when it came
        self.offered: list[Mode] = []  # what it says it can, as far as it says so
        self.measured: list[Mode] = []  # what was tried, `fps` as delivered
        self.chosen: Mode | None = None
        self._asked: Mode | None = None
        self._place = place
        self._open_capture = open_capture
        self._remembered = remembered
        self._progress = progress
        self._damaged = damaged
        self._monotonic = monotonic
        self._pause = pause
        self._capture: Any = None
        self._exposure: Exposure | None = None
        self._identity: tuple[int, int] | None = None
        self._looked = 0.0
        self._seen = self._began = 0.0  # while modes are tried: when there was a picture last, when that began
        self._timed: list[Mode] = []
        self._ready: NDArray[np.uint8] | None = None  # the last picture of the trials: a slow camera's next is far
        self._odd = False  # the last read gave something that is no picture

    @property
    def details(self) -> dict[str, str | int | float]:
        """What was asked for and what the trial measured, and whether exposure and white balance are locked."""
        found: dict[str, str | int | float] = {}
        if self._asked is not None:
            asked = self._asked
            found |= {"asked_format": asked.format, "asked_width": asked.width, "asked_height": asked.height}
            found |= {"asked_fps": asked.fps}
        if self.offered:
            found["offered"] = ", ".join(f"{mode} {mode.fps:g}/s" for mode in self.offered)
        if self.measured:
            found["measured"] = ", ".join(f"{mode} {mode.fps:.1f}/s" for mode in self.measured)
        if self._exposure is not None:
            found["exposure"] = self._exposure.exposure.value
            found["white_balance"] = self._exposure.white_balance.value
        return found

    def open(self) -> None:
        """Raises `DeviceMissing`, `DeviceBusy`, `DeviceForbidden`, `DeviceLost`."""
        if self._node:
            self.name = v4l2.camera_name(self._node) or self.name
            self._identity = _identity(self._node)
            self.offered = v4l2.offered_modes(self._node)
            self._progress("opening")
            self._capture = self._open_capture(str(self._node), cv2.CAP_V4L2)
        else:
            self._capture = self._open_capture(int(self._place), cv2.CAP_ANY)
        if not self._capture.isOpened():
            raise self._not_opened()
        self._progress("opened")
        self._exposure = Exposure(self._capture)
        self._exposure.release()
        self._choose()
        self._exposure.release()  # a webcam may forget its controls when its mode changes
        self.format = fourcc_name(self._capture.get(cv2.CAP_PROP_FOURCC))

    def next(self, stop: threading.Event) -> NDArray[np.uint8] | None:
        """Raises `DeviceLost` when it was unplugged or gives no picture any more, `DeviceFault` for damaged ones."""
        ready, self._ready = self._ready, None
        if ready is not None and not self._damaged():
            return ready
        failed, damaged, since = 0, 0, self._monotonic()
        while failed < FAILED_READS and self._monotonic() - since < FAILED_WAIT:
            pixels = self._read()
            broken = self._odd or self._damaged()
            if pixels is not None and not broken:
                if self._exposure is not None:
                    self._exposure.see(pixels, self.captured_at)
                return pixels
            damaged += broken
            if damaged >= DAMAGED:
                break
            if pixels is not None:
                continue
            failed += 1
            self._progress("no picture")
            if stop.wait(0.05):
                return None
        if damaged:
            raise DeviceFault(f"{damaged} damaged pictures, {failed} failed reads", device=tr(NAME))
        raise DeviceLost(f"{failed} reads in a row failed", device=tr(NAME))

    def resettle(self) -> None:
        """Let exposure and white balance find themselves again, then lock them."""
        if self._exposure is not None:
            self._exposure.allow()

    def interrupt(self) -> None:
        """Nothing ends OpenCV's waiting; it ends by itself after `SELECT_WAIT`."""

    def close(self) -> None:
        if self._exposure is not None:
            self._exposure.release()  # as other programs expect to find it
        if self._capture is not None:
            self._capture.release()

    # The mode.

    def _choose(self) -> None:
        self._seen = self._began = self._monotonic()
        if self._remembered is not None and self._set(self._remembered):
            self.chosen = self._remembered
            return
        self.chosen, self.measured = choose(in_order(self.offered), self._try)
        if self.chosen is None:
            # It may still give something at a size of its own.
            self._set(Mode("MJPG", 1280, 720, RATE))
            if (got := self._time(self._got())) is None:
                raise DeviceFault("no pictures of one size in any mode", device=tr(NAME))
            self.chosen, self.measured = got, [got]
        elif self.chosen is not self.measured[-1] or self._asked is None or self._asked.kind != self.chosen.kind:
            self._ready = None
            self._set(self.chosen)
        kind = self.chosen.kind
        self._asked = next((mode for mode in CANDIDATES if mode.kind == kind), self._asked)

    def _set(self, mode: Mode) -> bool:
        """Ask for `mode`; whether the webcam says that it gives it."""
        self._progress(f"trying {mode}")
        self._asked = Mode(*mode.kind, RATE)
        capture, start = self._capture, self._monotonic()
        if len(mode.format) == 4:
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*mode.format))  # first: sizes depend on it
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, mode.width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, mode.height)
        if capture.get(cv2.CAP_PROP_FPS) != RATE:  # each setting begins the stream anew
            capture.set(cv2.CAP_PROP_FPS, RATE)
        self._seen += self._monotonic() - start  # in that time no picture can come
        return self._got().kind == mode.kind

    def _got(self) -> Mode:
        capture = self._capture
        width, height = (_whole(capture.get(key)) for key in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
        return Mode(fourcc_name(capture.get(cv2.CAP_PROP_FOURCC)), width, height)

    def _try(self, mode: Mode) -> Mode | None:
        hopeless = any(one.fps < HOPELESS for one in self._timed)
        if self._timed and (hopeless or self._monotonic() - self._began > TRIALS):
            return None
        got = self._time(mode) if self._set(mode) else None
        if got is not None:
            self._timed.append(got)
        return got

    def _time(self, mode: Mode) -> Mode | None:
        """`mode` with the pictures a second that come; None where none come, or not of its size."""
        begun, all_pictures = self._monotonic(), 0
        count, start, now, size = -WARM_UP, begun, begun, (mode.height, mode.width)
        while now - (start if count > 0 else begun) < (TRIAL if count > 0 else TRIAL_WAIT):
            pixels = self._read()
            now = self._monotonic()
            if pixels is None:
                self._progress("no picture yet")
                if now - self._seen > NOTHING:
                    error = DeviceFault if self._odd else DeviceLost
                    raise error(f"no picture for {NOTHING:g} s in any mode", device=tr(NAME))
                self._pause(0.02)
                continue
            self._seen, self._ready = now, pixels
            if size[0] and pixels.shape[:2] != size:
                return None
            size = (pixels.shape[0], pixels.shape[1])
            count += 1
            all_pictures += 1
            if count == 0:
                start = now
        if not all_pictures:
            return None
        if count <= 0:
            count, start = all_pictures, begun
        rate = count / (now - start) if now > start else RATE
        return Mode(mode.format, size[1], size[0], round(rate, 1))

    # Pictures.

    def _read(self) -> NDArray[np.uint8] | None:
        done, pixels = self._capture.read()
        now = self._monotonic()
        self._progress("")
        self._check_plug(force=not done)
        self._odd = done and (pixels is None or pixels.ndim != 3 or pixels.shape[2] != 3)
        if not done or self._odd:
            return None
        stamp = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000  # V4L2 stamps its buffers with the monotonic clock
        self.captured_at = stamp if 0 <= now - stamp < OLDEST else now
        return np.asarray(pixels, np.uint8)

    def _not_opened(self) -> DeviceError:
        if self._node is None:
            return DeviceMissing(f"camera {self._place} does not open", device=tr(NAME))
        program = v4l2.holder(self._node)
        if program is not None or v4l2.is_taken(self._node):
            return v4l2.taken(self._node, program)
        # It is there, it is a camera, and we may use it: most likely somebody does whom we may not see.
        return DeviceBusy(f"{self._node} does not open", device=tr(NAME))

    def _check_plug(self, *, force: bool) -> None:
        """A node that vanished, or that belongs to another camera now: ours was unplugged."""
        now = self._monotonic()
        if self._node and (force or now - self._looked > NODE_CHECK):
            self._looked = now
            if _identity(self._node) != self._identity:
                raise DeviceLost(f"{self._node} is gone", device=tr(NAME))


def node_of(place: str) -> Path | None:
    """The device node of a webcam on Linux; elsewhere a webcam has only its number."""
    if place.startswith("/dev/"):
        return Path(place)
    return Path(f"/dev/video{int(place)}") if sys.platform.startswith("linux") else None


def _identity(node: Path) -> tuple[int, int] | None:
    try:
        status = node.stat()
    except OSError:
        return None
    return status.st_ino, status.st_rdev


def _whole(value: float) -> int:
    return int(value) if math.isfinite(value) and 0 < value < 100_000 else 0
