"""The live picture of a certified device: STREAM on a connection and a thread of its own, beside the capture."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from booth.devices.camera.mjpeg import MjpegParser, boundary_of, jpeg_size
from booth.devices.camera.sources import decode
from booth.devices.ports import Cancel, Cancelled, DeviceError, DeviceLost, Frame
from booth.devices.sbi.errors import SbiGarbled, SbiInUse, SbiNotReady, code_error
from booth.devices.sbi.http import Call, Line
from booth.devices.sbi.messages import read_fault
from booth.devices.sbi.pictures import MOST_PIXELS

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

JOIN_WAIT = 1.0  # seconds
_LONGEST_FAULT = 2**16  # bytes of an error that comes instead of pictures
_BUSY_TRIES, _BUSY_PAUSE = 3, 0.5  # times and seconds to ask a busy device again
_END = 1.0  # seconds by which the connection outlasts the stream's own time


class LiveStream:
    """Runs from its making until `stop`, its time, or an error. `on_frame` is called on the stream's thread.

    Pictures that are none are passed over; of several that came at once only the newest is shown. What `on_frame`
    raises ends the stream.
    """

    def __init__(
        self,
        port: int,
        path: str,
        body: bytes,
        line: Line,
        *,
        wait: float,
        on_frame: Callable[[Frame], None],
        first_number: int = 1,
    ) -> None:
        self._stopped = Cancel()
        self._line = replace(line, cancel=self._stopped)
        self._port, self._path, self._body, self._wait = port, path, body, wait
        self._on_frame = on_frame
        self._next_number = first_number
        self._changed = threading.Event()  # a picture came, or it is over
        self._heard = line.monotonic()
        self._error: DeviceError | None = None
        self._thread = threading.Thread(target=self._run, name="sbi stream", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    @property
    def error(self) -> DeviceError | None:
        """Why it ended by itself."""
        return self._error

    @property
    def heard(self) -> float:
        """When the last picture came (monotonic seconds), or when the stream was begun."""
        return self._heard

    @property
    def next_number(self) -> int:
        return self._next_number

    def wait_for_first(self, cancel: Cancel, wait: float) -> bool:
        """Whether a picture came within `wait` seconds; False at once where the stream is over. Raises `Cancelled`."""
        deadline = time.monotonic() + wait
        while not self._changed.wait(0.02):
            cancel.check()
            if time.monotonic() >= deadline:
                return False
        return not self.over

    def stop(self) -> None:
        """End it and wait for its thread, unless that is the one calling."""
        self._stopped.cancel()
        if threading.current_thread() is not self._thread:
            self._thread.join(JOIN_WAIT)

    def _run(self) -> None:
        try:
            for tries_left in reversed(range(_BUSY_TRIES + 1)):
                try:
                    self._show_all()
                except (SbiInUse, SbiNotReady):  # most often with the live picture before this one
                    if not tries_left:
                        raise
                    self._stopped.sleep(_BUSY_PAUSE)
        except Cancelled:
            pass
        except DeviceError as error:
            self._error = error
        finally:
            self._changed.set()

    def _show_all(self) -> None:
        """Never returns: a stream ends with an error or by cancelling."""
        call = Call(self._port, "STREAM", self._path, self._body, self._line, wait=self._wait + _END)
        try:
            self._receive(call)
        finally:
            call.close()

    def _receive(self, call: Call) -> None:
        _, content_type = call.head()
        boundary = boundary_of(content_type)
        if boundary is None:
            raise self._fault(call)
        parser = MjpegParser(boundary)
        while data := call.read():
            bodies = parser.feed(data)
            pixels = next((found for one in reversed(bodies) if (found := _picture(one)) is not None), None)
            if pixels is not None:
                self._show(pixels)
        raise DeviceLost("the stream ended", device=self._line.device)

    def _show(self, pixels: NDArray[np.uint8]) -> None:
        self._stopped.check()
        self._heard = self._line.monotonic()
        frame = Frame(pixels, at=self._heard, number=self._next_number)
        self._next_number += 1
        self._on_frame(frame)
        self._changed.set()

    def _fault(self, call: Call) -> DeviceError:
        parts, size = [], 0
        while (data := call.read()) and size < _LONGEST_FAULT:
            parts.append(data)
            size += len(data)
        fault = read_fault(b"".join(parts), self._line.device)
        if not fault.code:
            return SbiGarbled("no stream and no error", device=self._line.device)
        return code_error(fault.code, fault.info, self._line.device, finger=False)


def _picture(data: bytes) -> NDArray[np.uint8] | None:
    size = jpeg_size(data)
    if size is None or size[0] * size[1] > MOST_PIXELS:
        return None
    return decode(data)
