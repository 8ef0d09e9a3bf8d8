"""The helper process that reads a webcam: OpenCV and the driver may hang or crash here, and only here.

`python -m booth.devices.camera.process`, started by `camera_webcam`. First line on stdin: `Request` as JSON. Then each
line is an order: `resettle`, `close`; the end of stdin is `close`. What it has to say goes as JSON lines into the pipe
that the request names, pictures into the shared memory. A pipe that nobody empties loses notices, never time.
"""

from __future__ import annotations

import json
import os
import re
import select
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from booth.devices.camera.capture import Webcam
from booth.devices.camera.modes import mode_of
from booth.devices.camera.ring import Ring
from booth.devices.ports import DeviceError, DeviceFault

if TYPE_CHECKING:
    from collections.abc import Mapping

FAKE = "fake:"  # then a file of orders, perhaps empty: a stand-in on this side of the border, for tests
_TELL_EVERY = 0.25  # seconds between two signs of life where no picture comes
_DETAILS_EVERY = 1.0  # seconds
_ORDER = 4096  # bytes read at once
# libjpeg says on stderr that it had to make up what was damaged. A few bytes too many are harmless: webcams send them.
_DAMAGE = (b"remature end", b"bad Huffman", b"instead of RST")
_EXTRA = re.compile(rb"(\d{1,9}) extraneous bytes")
_FEW = 32  # bytes


class Notices:
    """The way back."""

    def __init__(self, handle: int) -> None:
        os.set_blocking(handle, False)
        self._handle = handle
        self._told = 0.0

    def tell(self, **what: object) -> None:
        self._told = time.monotonic()
        with suppress(BlockingIOError):
            os.write(self._handle, json.dumps(what).encode() + b"\n")

    def progress(self, step: str) -> None:
        """A sign of life; unnamed ones are told now and then only."""
        if step or time.monotonic() - self._told > _TELL_EVERY:
            self.tell(step=step)


class Complaints:
    """What libraries write on stderr, read by ourselves."""

    def __init__(self) -> None:
        self._handle = os.memfd_create("complaints")
        os.dup2(self._handle, 2)

    def of_damage(self) -> bool:
        """Whether the last picture was decoded from damaged data, as far as libjpeg noticed."""
        length = os.lseek(self._handle, 0, os.SEEK_CUR)
        if length == 0:
            return False
        said = os.pread(self._handle, 65_536, 0)
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        return is_damage(said)


def is_damage(said: bytes) -> bool:
    """Whether what a decoder says means that it made up a part of the picture."""
    extra = _EXTRA.search(said)
    return any(word in said for word in _DAMAGE) or (extra is not None and int(extra[1]) > _FEW)


class Orders:
    """Lines on stdin."""

    def __init__(self) -> None:
        self._waiting = b""

    def first(self) -> Mapping[str, Any]:
        while b"\n" not in self._waiting:
            data = os.read(0, _ORDER)
            if not data:
                raise EOFError
            self._waiting += data
        line, _, self._waiting = self._waiting.partition(b"\n")
        request: Mapping[str, Any] = json.loads(line)
        return request

    def next(self) -> str:
        """The next order that has come, or an empty text; never waits."""
        if b"\n" not in self._waiting and select.select([0], [], [], 0)[0]:
            data = os.read(0, _ORDER)
            if not data:
                return "close"
            self._waiting += data
        line, _, rest = self._waiting.partition(b"\n")
        if b"\n" not in self._waiting:
            return ""
        self._waiting = rest
        return line.decode("utf-8", "replace")


def main() -> int:
    _die_with_parent()
    complaints, orders = Complaints(), Orders()
    request = orders.first()
    notices, ring = Notices(request["notices"]), Ring(request["ring"])
    notices.tell(step="started")
    webcam = _webcam(request, notices, complaints)
    try:
        webcam.open()
        chosen = webcam.chosen
        notices.tell(
            opened={"name": webcam.name, "port": webcam.port, "format": webcam.format},
            chosen=None if chosen is None else {**vars(chosen)},
            details=webcam.details,
        )
        _serve(webcam, notices, ring, orders)
    except DeviceError as error:
        notices.tell(error=type(error).__name__, detail=error.detail, params=_plain(error.params))
    except Exception as error:  # the border of the process: the other side says it to a person
        notices.tell(error=DeviceFault.__name__, detail=f"{type(error).__name__}: {error}", params={})
    finally:
        webcam.close()
    return 0


def _serve(webcam: Webcam, notices: Notices, ring: Ring, orders: Orders) -> None:
    stop, number, told, before = threading.Event(), 0, time.monotonic(), dict(webcam.details)
    while True:
        order = orders.next()
        if order == "close":
            return
        if order == "resettle":
            webcam.resettle()
        pixels = webcam.next(stop)
        if pixels is None:
            return
        number += 1
        ring.write(number, pixels, webcam.captured_at)
        notices.tell(frame=number)
        now = time.monotonic()
        if now - told > _DETAILS_EVERY:
            told = now
            details = dict(webcam.details)
            if details != before:
                notices.tell(details=details)
                before = details


def _webcam(request: Mapping[str, Any], notices: Notices, complaints: Complaints) -> Webcam:
    place, remembered = request["place"], mode_of(request["remembered"])
    told: dict[str, Any] = {"remembered": remembered, "progress": notices.progress, "damaged": complaints.of_damage}
    if place.startswith(FAKE):
        from booth.devices.emulators.camera_webcam import fake_webcam

        return fake_webcam(place.removeprefix(FAKE), **told)
    return Webcam(place, **told)


def _plain(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items() if name != "device"}


def _die_with_parent() -> None:
    """Also when it hangs and cannot see that stdin has ended."""
    import ctypes
    import signal

    kill_on_parent_death = 1  # PR_SET_PDEATHSIG, <linux/prctl.h>
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(kill_on_parent_death, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
