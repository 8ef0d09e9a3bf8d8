"""A webcam read by a helper process: one that hangs in C or crashes is noticed, killed, and takes nothing with it."""

from __future__ import annotations

import json
import math
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booth.devices.camera import v4l2
from booth.devices.camera.capture import node_of
from booth.devices.camera.modes import ModeMemory, mode_of
from booth.devices.camera.process import FAKE
from booth.devices.camera.ring import Ring, new_memory
from booth.devices.camera.sources import NAME, SILENCE
from booth.devices.ports import (
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceForbidden,
    DeviceLost,
    DeviceMissing,
)
from resources.i18n import N_, tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

START_LIMIT = 15.0  # seconds until the helper has started: no device is touched in them, only a busy machine takes long
CALL_LIMIT = 2.3  # seconds without a sign of life: one call of OpenCV hangs
POLITE = 0.4  # seconds that the helper has for ending by itself
KILLED = 0.3  # seconds after which a killed helper is left to the system: it hangs in the kernel
_CHUNK = 65_536
_LATENCIES = 0.1  # share of the newest in the running latency


class CameraHangs(DeviceLost):
    """The driver does not return; the process that called it was killed."""

    text = N_("{device} does not answer any more. Unplug it, plug it in again, then try again.")


class WebcamProcess:
    """The webcam at `place`, as `Webcam` gives it, from a process of its own. Linux only.

    `fake:FILE` is a stand-in that fails as FILE orders (`emulators.camera_webcam`). `memory` knows which mode a camera
    was used in before; with `anew` it is not asked, only told.
    """

    live = True
    steady = True
    patience = math.inf  # CALL_LIMIT sees to that
    silence = 2 * SILENCE

    def __init__(self, place: str, *, memory: Path | None = None, anew: bool = False) -> None:
        self.emulated = place.startswith(FAKE)
        self.name = tr(NAME)
        self.format = ""
        self.port = place if self.emulated else str(node_of(place))
        self.latency: float | None = None  # seconds from capture to here, running mean
        self.captured_at = 0.0  # monotonic seconds of the last picture
        self.pid = 0
        self._place = place
        self._memory = ModeMemory(memory)
        self._anew = anew
        self._details: dict[str, str | int | float] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._ring: Ring | None = None
        self._notices = -1
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._closing = threading.Lock()
        self._waiting = bytearray()
        self._heard = 0.0
        self._limit = START_LIMIT

    @property
    def details(self) -> dict[str, str | int | float]:
        found = dict(self._details)
        if self.latency is not None:
            found["latency_ms"] = round(self.latency * 1000, 1)
        return found

    def open(self) -> None:
        """Start the helper and wait until it has opened the camera.

        Raises `DeviceMissing`, `DeviceBusy`, `DeviceForbidden`, `DeviceFault`, `DeviceLost`, `CameraHangs`.
        """
        key = self._identity()
        remembered = None if self._anew else self._memory.recall(key)
        try:
            self._start(None if remembered is None else vars(remembered))
        except OSError as error:
            raise DeviceFault(f"the helper does not start: {error}", device=tr(NAME)) from error
        while (told := self._next_notice()) is not None:
            if "opened" in told:
                self.name, self.port, self.format = (str(told["opened"][name]) for name in ("name", "port", "format"))
                if self.emulated:
                    self.name = tr("Stand-in for a webcam")  # the helper does not know which language is in use
                chosen = mode_of(told["chosen"])
                if chosen is not None:
                    self._memory.keep(key, chosen)
                return

    def next(self, stop: threading.Event) -> NDArray[np.uint8] | None:
        """Raises `DeviceLost`, `CameraHangs`, `DeviceFault`."""
        assert self._ring is not None, "opened first"  # noqa: S101
        while not stop.is_set():
            told = self._next_notice()
            if told is None:
                return None
            found = self._ring.read(told["frame"]) if "frame" in told else None
            if found is not None:
                pixels, self.captured_at = found
                late = time.monotonic() - self.captured_at
                self.latency = late if self.latency is None else self.latency + _LATENCIES * (late - self.latency)
                return pixels
        return None

    def resettle(self) -> None:
        self._order("resettle")

    def interrupt(self) -> None:
        """Ends an `open` or `next` that waits."""
        with self._closing:  # a handle that was closed may be another file's by now
            if self._wake >= 0:
                os.eventfd_write(self._wake, 1)

    def close(self) -> None:
        """Within `POLITE` and `KILLED` seconds, whatever the helper does."""
        process, self._process = self._process, None
        if process is not None:
            self._order("close", process)
            _end(process)
        if self._ring is not None:
            self._ring.close()
            self._ring = None
        with self._closing:
            for handle in (self._notices, self._wake):
                if handle >= 0:
                    os.close(handle)
            self._notices = self._wake = -1

    def _start(self, remembered: dict[str, Any] | None) -> None:
        memory = new_memory()
        reading, writing = os.pipe()
        self._notices = reading
        try:
            self._ring = Ring(memory)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "booth.devices.camera.process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(memory, writing),
                # What this program was started with, wherever its parts lie.
                env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                start_new_session=True,  # an interrupt typed at a terminal is for the program, not for its helper
            )
        finally:
            os.close(memory)
            os.close(writing)
        self.pid = self._process.pid
        self._heard = time.monotonic()
        request = {"place": self._place, "ring": memory, "notices": writing, "remembered": remembered}
        self._order(json.dumps(request))

    def _next_notice(self) -> dict[str, Any] | None:
        """What the helper says next, of pictures only the newest; None when interrupted."""
        while True:
            told = self._take()
            if told is not None:
                if "error" in told:
                    raise _error_of(told)
                if "details" in told:
                    self._details = told["details"]
                if "frame" in told or "opened" in told:
                    return told
                continue
            if not self._receive():
                return None

    def _take(self) -> dict[str, Any] | None:
        """The next whole line; a picture that another one follows already is passed over."""
        newest: dict[str, Any] | None = None
        while (end := self._waiting.find(b"\n")) >= 0:
            try:
                told = json.loads(self._waiting[:end])
            except ValueError as error:
                raise DeviceFault(f"the helper talks nonsense: {error}", device=tr(NAME)) from error
            if newest is not None and "frame" not in told:
                return newest
            del self._waiting[: end + 1]
            if "frame" not in told:
                return told if isinstance(told, dict) else {}
            newest = told
        return newest

    def _receive(self) -> bool:
        """Wait for more; False when interrupted. Raises `CameraHangs`, or `DeviceLost` when the helper has died."""
        poller = select.poll()
        poller.register(self._notices, select.POLLIN)
        poller.register(self._wake, select.POLLIN)
        left = self._heard + self._limit - time.monotonic()
        ready = {handle for handle, _ in poller.poll(max(left, 0.0) * 1000)}
        if self._wake in ready:
            return False
        if self._notices not in ready:
            self._kill()
            raise CameraHangs(f"no sign of life for {self._limit:g} s", device=self._said_name())
        data = os.read(self._notices, _CHUNK)
        if not data:
            raise DeviceLost(f"the helper ended ({self._kill()})", device=self._said_name())
        self._waiting += data
        self._heard, self._limit = time.monotonic(), CALL_LIMIT
        return True

    def _kill(self) -> int | None:
        process, self._process = self._process, None
        return None if process is None else _end(process, polite=0.0)

    def _order(self, text: str, process: subprocess.Popen[bytes] | None = None) -> None:
        process = process or self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError, ValueError):
                process.stdin.write(text.encode() + b"\n")
                process.stdin.flush()

    def _identity(self) -> str:
        """The name and serial number under which the mode is remembered."""
        if self.emulated:
            return "stand-in"
        found = next((one for one in v4l2.list_cameras() if str(one.node) == self.port), None)
        return self.port if found is None else f"{found.name}|{found.serial}"

    def _said_name(self) -> str:
        return tr(NAME)


def _end(process: subprocess.Popen[bytes], polite: float = POLITE) -> int | None:
    """Let it end, else end it; its exit code, None where even that does not help at once."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    for wait in (polite, KILLED):
        with suppress(subprocess.TimeoutExpired):
            return process.wait(wait)
        process.kill()
    # It hangs in the kernel. The system ends it when the driver returns, and somebody has to take note of that.
    threading.Thread(target=process.wait, name="camera-left-behind", daemon=True).start()
    return None


def _error_of(told: dict[str, Any]) -> DeviceError:
    kind = _KINDS.get(told["error"], DeviceFault)
    return kind(str(told["detail"]), device=tr(NAME), **told["params"])


_KINDS: dict[str, type[DeviceError]] = {
    kind.__name__: kind
    for kind in (DeviceMissing, DeviceBusy, v4l2.DeviceTaken, DeviceForbidden, DeviceLost, DeviceFault)
}
