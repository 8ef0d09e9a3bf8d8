"""A camera behind one port: a webcam, or a folder, a video file or a network address standing in for one."""

from __future__ import annotations

import re
import sys
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.devices.camera.capture import Webcam
from booth.devices.camera.damage import TORN, small_blocks, torn
from booth.devices.camera.network import NetworkCamera
from booth.devices.camera.process import FAKE
from booth.devices.camera.sources import NAME, PictureFolder, VideoFile
from booth.devices.camera.webcam import WebcamProcess
from booth.devices.ports import (
    Cancel,
    DeviceError,
    DeviceFault,
    DeviceInfo,
    DeviceKind,
    DeviceLost,
    DeviceMissing,
    DeviceRefused,
    DeviceTimeout,
    Frame,
)
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.devices.camera.sources import PictureSource

OPEN_WAIT = 10.0  # seconds until the first picture: a webcam that is new here is tried in several modes
FROZEN = 1.2  # seconds that a sensor may send the same pictures again; its noise makes two alike unlikely
BLACK_LASTS = 2.0  # seconds that the picture may be black
WRONG_SIZE = 1.0  # seconds that the pictures may have another size than the first
DAMAGED_LASTS = 2.0  # seconds without one whole picture
JOIN_WAIT = 0.9  # seconds; a call that hangs longer is left behind and ends with the program
_SLICE = 0.05  # seconds after which a cancelled wait is noticed
_RATE_OVER = 30  # pictures over which the rate is measured
_SAMPLE = 16  # every so many rows are compared
_ALIKE = 8  # pictures among which a sensor's next is not found again: drivers go round in so many buffers
_BLACK_MEAN, _BLACK_MOST = 10, 40  # of 255: the mean, and what only one value in a hundred exceeds
_WEBCAM = re.compile(r"[0-9]{1,3}|/dev/video[0-9]{1,3}|/dev/v4l/.+", re.ASCII)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class PictureFrozen(DeviceLost):
    """The camera sends the same pictures again and again: OpenCV repeats the last one of some unplugged cameras."""

    text = N_("The picture of {device} no longer moves. Unplug it, plug it in again, then try again.")


class PictureBlack(DeviceFault):
    """The camera works and shows nothing."""

    text = N_("The picture of {device} is black. Take the cover off the lens and switch the light on.")


class PictureResized(DeviceFault):
    """The pictures have another size than when the camera was opened."""

    text = N_("{device} changed the size of its pictures by itself. Try again; if it happens again, replace it.")


def open_camera(
    source: str,
    *,
    allow_emulated: bool,
    timeout: float = OPEN_WAIT,
    cancel: Cancel | None = None,
    memory: Path | None = None,
    anew: bool = False,
) -> LiveCamera:
    """Open the camera that `source` names and wait up to `timeout` seconds for its first picture.

    `source` is the number of a webcam ("0"), a device node ("/dev/video0"), a folder of pictures, a video file, or an
    address that sends Motion JPEG; all but webcams stand in for a camera and say so. `memory` is a file that keeps
    which mode a webcam was used in; `anew` measures its modes although it is known. Raises `DeviceRefused` (a
    stand-in although `allow_emulated` is false), `DeviceMissing`, `DeviceBusy`, `DeviceForbidden`, `DeviceLocked`,
    `DeviceFault`, `DeviceLost`, `DeviceTimeout`, `Cancelled`. The caller closes it.
    """
    found = _find_source(source, memory, anew=anew)
    if found.emulated and not allow_emulated:
        raise DeviceRefused(f"{found.port} stands in for a camera", device=tr(NAME))
    camera = LiveCamera(found)
    try:
        camera.wait_for_first(timeout=timeout, cancel=cancel or Cancel())
    except BaseException:
        camera.close()
        raise
    return camera


class LiveCamera:
    """Keeps the newest picture of a source on a thread of its own. `read` may be called from one other thread."""

    def __init__(self, source: PictureSource, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._newest: Frame | None = None
        self._returned = 0  # number of the last frame that `read` returned
        self._arrivals: deque[float] = deque(maxlen=_RATE_OVER)
        self._still_since = 0.0  # when the picture last changed
        self._recent: deque[int] = deque(maxlen=_ALIKE if source.live else 1)  # checksums
        self._bright_at = self._right_size_at = self._whole_at = 0.0
        self._damaged = 0
        self._seen_blocks: NDArray[np.int16] | None = None
        self._good_blocks: NDArray[np.int16] | None = None
        self._heard = monotonic()
        self._error: DeviceError | None = None
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    @property
    def info(self) -> DeviceInfo:
        """`details`: width, height, format, fps (measured), unchanged (seconds for which the picture is the same).

        Where there were any, `damaged`: pictures that were dropped. Of a webcam as well: asked_format, asked_width,
        asked_height, asked_fps; offered and measured (the modes that it lists, and those that were tried, as text);
        exposure and white_balance ("locked", "auto", or "fixed" where the camera offers no control); latency_ms (from
        capture to here).
        """
        source = self._source
        details: dict[str, str | int | float] = {"format": source.format, **source.details}
        with self._changed:
            frame, arrivals, still_since = self._newest, list(self._arrivals), self._still_since
        if frame is not None:
            details["height"], details["width"] = frame.pixels.shape[:2]
            details["unchanged"] = round(frame.at - still_since, 1)
        if self._damaged:
            details["damaged"] = self._damaged
        if len(arrivals) > 1 and arrivals[-1] > arrivals[0]:
            details["fps"] = round((len(arrivals) - 1) / (arrivals[-1] - arrivals[0]), 1)
        return DeviceInfo(DeviceKind.CAMERA, source.name, source.port, emulated=source.emulated, details=details)

    def read(self, *, timeout: float, cancel: Cancel) -> Frame:
        """The newest frame not yet returned; waits up to `timeout` seconds for one.

        Raises `DeviceTimeout`; `DeviceLost` when it was unplugged, closed or silent for too long; `PictureFrozen`;
        `DeviceFault`; `Cancelled`. After an error other than a time-out or cancelling the camera stays lost.
        """
        frame = self._wait(timeout, cancel, self._source.silence)
        self._returned = frame.number
        return frame

    def wait_for_first(self, *, timeout: float, cancel: Cancel) -> None:
        """Wait for the first picture, which the next `read` still returns. Raises what `read` raises."""
        self._wait(timeout, cancel, self._source.patience)

    def resettle(self) -> None:
        """Let exposure and white balance find themselves again, then lock them; where they are fixed, nothing."""
        self._source.resettle()

    def close(self) -> None:
        """Stop and let the source go, within `JOIN_WAIT`. A `read` that waits ends with `DeviceLost`."""
        self._stop.set()
        self._fail(DeviceLost("closed", device=tr(NAME)))
        self._source.interrupt()
        self._thread.join(JOIN_WAIT)

    def _wait(self, timeout: float, cancel: Cancel, silence: float) -> Frame:
        deadline = self._monotonic() + timeout
        with self._changed:
            while True:
                cancel.check()
                if self._error is not None:
                    # A new one: a raised error collects the places it passed through.
                    raise type(self._error)(self._error.detail, **self._error.params)
                if self._newest is not None and self._newest.number > self._returned:
                    return self._newest
                now = self._monotonic()
                if now - self._heard > silence:
                    raise DeviceLost(f"no picture for {silence:g} s", device=tr(NAME))
                if now >= deadline:
                    raise DeviceTimeout(f"no new picture in {timeout:g} s", device=tr(NAME))
                self._changed.wait(min(deadline - now, _SLICE))

    def _run(self) -> None:
        source = self._source
        try:
            source.open()
            while not self._stop.is_set():
                pixels = source.next(self._stop)
                if pixels is None:
                    break
                self._publish(pixels)
        except DeviceError as error:
            self._fail(error)
        except (cv2.error, OSError, ValueError, MemoryError) as error:
            self._fail(DeviceFault(f"{type(error).__name__}: {error}", device=tr(NAME)))
        finally:
            source.close()

    def _publish(self, pixels: NDArray[np.uint8]) -> None:
        now = self._monotonic()
        mark = zlib.crc32(pixels[::_SAMPLE].tobytes())
        with self._changed:
            last = self._newest
            if last is None:
                self._still_since = self._bright_at = self._right_size_at = now
            if self._source.steady and not (self._fits(pixels, last, now) and self._is_whole(pixels, now)):
                self._damaged += 1
                return
            if mark not in self._recent:
                self._still_since = now
            elif self._source.live and now - self._still_since > FROZEN and pixels.min() != pixels.max():
                # One even colour is a covered lens, where a camera may well suppress its noise.
                raise PictureFrozen(f"the same picture for {now - self._still_since:.1f} s", device=tr(NAME))
            self._recent.append(mark)
            if not _is_black(pixels):
                self._bright_at = now
            elif now - self._bright_at > BLACK_LASTS:
                raise PictureBlack(f"black for {now - self._bright_at:.1f} s", device=tr(NAME))
            self._newest = Frame(pixels, at=now, number=1 if last is None else last.number + 1)
            self._heard = now
            self._arrivals.append(now)
            self._changed.notify_all()

    def _fits(self, pixels: NDArray[np.uint8], last: Frame | None, now: float) -> bool:
        """Whether it has the size of the others. Raises `PictureResized` when that lasts."""
        if last is None or pixels.shape == last.pixels.shape:
            self._right_size_at = now
            return True
        if now - self._right_size_at > WRONG_SIZE:
            sizes = " instead of ".join(f"{shape[1]} × {shape[0]}" for shape in (pixels.shape, last.pixels.shape))
            raise PictureResized(sizes, device=tr(NAME))
        return False

    def _is_whole(self, pixels: NDArray[np.uint8], now: float) -> bool:
        """Whether it is not torn. Raises `DeviceFault` when that lasts."""
        blocks = small_blocks(pixels)
        seen, self._seen_blocks = self._seen_blocks, blocks
        if seen is None:
            # Whether the first one is whole only the second one tells; a webcam's decoder was listened to already.
            self._good_blocks, self._whole_at, self._heard = blocks, now, now
            self._damaged -= not self._source.live
            return self._source.live
        # A picture of another scene, and one after a damaged one, agree with one of the two.
        if self._good_blocks is None or min(torn(self._good_blocks, blocks), torn(seen, blocks)) < TORN:
            self._good_blocks, self._whole_at = blocks, now
            return True
        if now - self._whole_at > DAMAGED_LASTS:
            raise DeviceFault(f"torn pictures for {now - self._whole_at:.1f} s", device=tr(NAME))
        return False

    def _fail(self, error: DeviceError) -> None:
        """The first error stays: what comes after it is its consequence."""
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()


def _find_source(source: str, memory: Path | None, *, anew: bool) -> PictureSource:
    try:
        if _WEBCAM.fullmatch(source) or source.startswith(FAKE):
            if sys.platform == "linux":
                return WebcamProcess(source, memory=memory, anew=anew)
            if not source.startswith(FAKE):
                return Webcam(source)
        if _ADDRESS.match(source):
            return NetworkCamera(source)
        path = Path(source)
        if source and path.is_dir():
            return PictureFolder(path)
        if source and path.is_file():
            return VideoFile(path)
    except ValueError as error:  # an address or a path that cannot be one
        raise DeviceMissing(str(error), device=tr(NAME)) from error
    raise DeviceMissing(f"“{source}” names no camera", device=tr(NAME))


def _is_black(pixels: NDArray[np.uint8]) -> bool:
    """A covered lens or a dark room: a few hot pixels are allowed."""
    sample = pixels[::_SAMPLE, ::_SAMPLE]
    return float(sample.mean()) < _BLACK_MEAN and float(np.percentile(sample, 99)) < _BLACK_MOST
