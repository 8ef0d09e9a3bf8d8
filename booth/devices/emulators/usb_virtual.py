"""Fingers for libfprint's virtual reader: a client of its socket that shows pictures, with faults when asked for.

The reader itself is libfprint's (driver `virtual_image`, on where `FP_VIRTUAL_IMAGE` names a socket): nobody here wrote
it. It wants two native 32-bit integers, width and height, then that many grey bytes; a width of -1 is "once more" with
its reason, -2 a fault of the device. What it has not taken yet waits in the socket.
"""

from __future__ import annotations

import socket
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PIL import Image

from booth.devices.ef01.packets import IMAGE_SHAPES
from booth.devices.emulators.ef01_sensor import GlassEmpty, NoPicture
from booth.devices.emulators.pictures import pictures_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLL = 0.02  # seconds between looks for the reader, and for a finger
_HEADER = struct.Struct("=ii")
_RETRY, _ERROR = -1, -2
REMOVED = 0x100
_SIOCOUTQ = 0x5411  # bytes that the other end has not read; `include/uapi/linux/sockios.h`


@dataclass(frozen=True)
class Press:
    """A finger as the reader sees it: `grey` has `width` × `height` bytes, rows top to bottom, 0 black."""

    width: int
    height: int
    grey: bytes


Take = Callable[[], Press]
"""The finger on the glass; raises `GlassEmpty` while none is there, `NoPicture` where it gives no image."""


class _Sent(Enum):
    """What became of some bytes."""

    NOT = "not"
    ALL = "all"  # and the reader hung up, perhaps without having read them
    READ = "read"


class UsbFaultKind(Enum):
    """What goes wrong, once. A hang and an unplugged cable stay."""

    RETRY = "retry"  # the reader wants the finger once more; the number is the reason
    ERROR = "error"  # the reader reports a fault; the number is FpDeviceError's
    HANG = "hang"  # the image stops in the middle, and nothing follows
    CORRUPT = "corrupt"  # the image has half its length
    UNPLUG = "unplug"  # the reader goes away


@dataclass(frozen=True)
class UsbFault:
    """`kind` strikes at the `at`-th picture, counted from 1; after a retry or an error that picture follows."""

    kind: UsbFaultKind
    number: int = 0
    at: int = 1


class VirtualFingers:
    """Presses what `take` gives at the virtual reader of the socket `path`. `serve` runs until `stop` or unplugged.

    `lift` seconds pass between two presses: a hand that looks at the window for what to press next needs the window to
    have taken note of the last one.
    """

    def __init__(self, path: str, take: Take, *, fault: UsbFault | None = None, lift: float = 0.0) -> None:
        self.path = path
        self.pressed = 0  # pictures that the reader has taken
        self._take = take
        self._lift = lift
        self._fault = fault
        self._stopped = threading.Event()

    def serve(self) -> None:
        """Press until stopped."""
        while not self._stopped.wait(POLL):
            try:
                press = self._take()
            except (GlassEmpty, NoPicture):
                continue
            self._show(press)
            self._stopped.wait(self._lift)

    def stop(self) -> None:
        """Make `serve` return soon."""
        self._stopped.set()

    @contextmanager
    def running(self) -> Iterator[str]:
        """Serve on a thread of its own while the block lasts; the value is the socket."""
        thread = threading.Thread(target=self.serve, name="fingers at the virtual reader", daemon=True)
        thread.start()
        try:
            yield self.path
        finally:
            self.stop()
            thread.join()

    def _show(self, press: Press) -> None:
        """Press until the reader has taken it."""
        image = _HEADER.pack(press.width, press.height) + press.grey
        fault = self._fault if self._fault and self._fault.at == self.pressed + 1 else None
        if fault is not None:
            self._fault = None
            self._strike(fault, image)
        while not self._stopped.is_set():
            if self._send(image) is _Sent.READ:
                self.pressed += 1
                return

    def _strike(self, fault: UsbFault, image: bytes) -> None:
        match fault.kind:
            case UsbFaultKind.RETRY:
                self._until_sent(_HEADER.pack(_RETRY, fault.number))
            case UsbFaultKind.ERROR:
                self._until_sent(_HEADER.pack(_ERROR, fault.number))
            case UsbFaultKind.CORRUPT:
                self._until_sent(image[: len(image) // 2])
            case UsbFaultKind.UNPLUG:
                self._until_sent(_HEADER.pack(_ERROR, REMOVED))
                self._stopped.set()
            case UsbFaultKind.HANG:
                self._until_sent(image[: len(image) // 2], hold=True)

    def _until_sent(self, data: bytes, *, hold: bool = False) -> None:
        """A fault strikes once, also where the reader hangs up over it; `hold` keeps the line until stopped."""
        while not self._stopped.is_set() and self._send(data, hold=hold) is _Sent.NOT:
            pass

    def _send(self, data: bytes, *, hold: bool = False) -> _Sent:
        """What became of `data`; not sent where the reader is not there, or went away meanwhile."""
        line = self._connect()
        if line is None:
            return _Sent.NOT
        with line:
            try:
                while data:
                    if self._stopped.is_set():
                        return _Sent.NOT
                    with suppress(TimeoutError):
                        data = data[line.send(data) :]
                while _unread(line):
                    if self._stopped.wait(POLL) or _hung_up(line):
                        return _Sent.ALL
            except OSError:
                return _Sent.NOT
            if hold:
                self._stopped.wait()
        return _Sent.READ

    def _connect(self) -> socket.socket | None:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(POLL)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            self._stopped.wait(POLL)
            return None
        return line


class GreyPictures:
    """The pictures of `folder` in name order, round and round, as they are. Raises `NoPictures`, `BadPicture`."""

    def __init__(self, folder: Path) -> None:
        self._files = pictures_in(folder)
        self._next = 0

    def take(self) -> Press:
        """The next picture. Raises `NoPicture` where its data are damaged; the one after it comes next."""
        path = self._files[self._next % len(self._files)]
        self._next += 1
        try:
            with Image.open(path) as picture:
                grey = picture.convert("L")
                return Press(grey.width, grey.height, grey.tobytes())
        except (OSError, ValueError, SyntaxError) as error:
            raise NoPicture(path.name) from error


def from_packed(take: Callable[[], bytes]) -> Take:
    """`take` of an EF01 sensor, whose images have two pixels a byte, for a reader that gives whole bytes."""

    def press() -> Press:
        packed = take()
        height, width = IMAGE_SHAPES[len(packed)]
        return Press(width, height, bytes(grey for byte in packed for grey in ((byte >> 4) * 17, (byte & 15) * 17)))

    return press


def _unread(line: socket.socket) -> bool:
    if sys.platform != "linux":  # libfprint's reader is on Linux only
        return False
    import fcntl

    answer = fcntl.ioctl(line, _SIOCOUTQ, bytes(4))
    return int.from_bytes(answer, sys.byteorder) > 0


def _hung_up(line: socket.socket) -> bool:
    try:
        return line.recv(1) == b""
    except TimeoutError:
        return False
