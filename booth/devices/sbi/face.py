"""Certified cameras for faces: a live picture to pose by, and a photo that the device takes and signs."""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

import cv2
import numpy as np

from booth.devices.ports import DeviceError, DeviceLost, DeviceTimeout, Frame
from booth.devices.sbi.device import Sensor
from booth.devices.sbi.errors import SbiBadRecord, SbiWrongFingers
from booth.devices.sbi.pictures import BadRecord
from booth.devices.sbi.records import parse_face_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.devices.ports import Cancel, DeviceInfo
    from booth.devices.sbi.device import SbiDevice
    from booth.devices.sbi.stream import LiveStream

STREAM_TIME = 300.0  # seconds that a live picture is asked for; it is begun anew when it ends
SILENCE = 2.5  # seconds without a picture after which the camera counts as lost
_SLICE = 0.05  # seconds after which a cancelled wait is noticed
RESTART_PAUSE = 0.3  # seconds; the device may still be letting the last live picture go
_RESTARTS = 3  # live pictures in a row that end without one picture


class SbiFace:
    """A certified camera. `read` and `still` are called from one thread."""

    def __init__(self, device: SbiDevice) -> None:
        self._device = device
        self._changed = threading.Condition()
        self._newest: Frame | None = None
        self._returned = 0  # number of the last frame that `read` returned
        self._stream: LiveStream | None = None
        self._evidence: Mapping[str, str] = {}
        self._quality: int | None = None
        self._record = b""
        self._closed = False
        self._taken = -math.inf  # when the last photo was taken; the live picture may rest for it

    @property
    def info(self) -> DeviceInfo:
        """What the device signed at the last connection or check."""
        return self._device.info

    @property
    def evidence(self) -> Mapping[str, str]:
        """What the device signed with the last `still`."""
        return self._evidence

    @property
    def quality(self) -> int | None:
        """What the device said of the last `still`, 0 to 100."""
        return self._quality

    @property
    def record(self) -> bytes:
        """The ISO/IEC 19794-5 record of the last `still`."""
        return self._record

    def read(self, *, timeout: float, cancel: Cancel) -> Frame:
        """The newest live picture not yet returned; begins the live picture where it does not run.

        Raises `DeviceTimeout`, `DeviceLost` (silent for `SILENCE`, or closed), `DeviceError`.
        """
        monotonic = self._device.terms.monotonic
        deadline = monotonic() + timeout
        restarts = 0
        while True:
            cancel.check()
            if self._closed:
                raise DeviceLost("closed", device=self._device.name)
            if self._stream is None or self._stream.over:
                self._check_end(restarts)
                if restarts:
                    cancel.sleep(RESTART_PAUSE)
                restarts += 1
                self._begin(cancel)
            with self._changed:
                if self._newest is not None and self._newest.number > self._returned:
                    self._returned = self._newest.number
                    return self._newest
                now = monotonic()
                if self._stream is not None and now - max(self._stream.heard, self._taken) > SILENCE:
                    raise DeviceLost(f"no picture for {SILENCE:g} s", device=self._device.name)
                if now >= deadline:
                    raise DeviceTimeout(f"no new picture in {timeout:g} s", device=self._device.name)
                self._changed.wait(min(deadline - now, _SLICE))

    def still(self, *, timeout: float, cancel: Cancel) -> Frame:
        """The photo, `(height, width, 3) uint8` BGR as the device signed it. Raises `SbiNothingSeen`, `DeviceError`."""
        sensor = Sensor("Face", self._sub_id, 1)
        captured = self._device.capture(sensor, timeout=timeout, cancel=cancel, stream=self._stream)
        self._taken = self._device.terms.monotonic()
        if len(captured) != 1:
            raise SbiWrongFingers(device=self._device.name, given=str(len(captured)), asked="1")
        try:
            pixels = parse_face_record(captured[0].record).pixels()
        except BadRecord as error:
            raise SbiBadRecord(str(error), device=self._device.name) from error
        if pixels.ndim == 2:
            pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), np.uint8)
        self._evidence, self._quality = captured[0].evidence, round(captured[0].score)
        self._record = captured[0].record
        return Frame(pixels, at=self._device.terms.monotonic(), number=self._returned)

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        """Its signed info, asked for now. Raises `DeviceError`."""
        return self._device.connect(cancel)

    def close(self) -> None:
        """End the live picture. A `read` that waits ends with `DeviceLost`."""
        self._closed = True
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.stop()

    @property
    def _sub_id(self) -> str:
        return next(iter(self._device.sub_ids), "0")

    def _check_end(self, restarts: int) -> None:
        """Raises why the live picture ended, where beginning it anew does not help."""
        error = self._stream.error if self._stream is not None else None
        if error is not None and restarts >= _RESTARTS:
            raise type(error)(error.detail, **error.params)

    def _begin(self, cancel: Cancel) -> None:
        number = self._stream.next_number if self._stream is not None else 1
        try:
            self._stream = self._device.stream(self._sub_id, STREAM_TIME, cancel, self._show, number)
            self._stream.wait_for_first(cancel, _SLICE)
        except DeviceError:
            self.close()
            raise

    def _show(self, frame: Frame) -> None:
        with self._changed:
            self._newest = frame
            self._changed.notify_all()
