"""Scanners in the hands of a test: a ten-print scanner, a single one, one for irises, each told what to do next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import cv2
import numpy as np

from booth.demo.prints import impression
from booth.devices.emulators.sbi.people import drawn_iris
from booth.devices.ports import (
    Cancel,
    DeviceError,
    DeviceInfo,
    DeviceKind,
    DeviceLost,
    FingerEvent,
    FingerImage,
    FingerScanner,
    Frame,
    IrisImage,
    NoFinger,
    Preview,
)
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger, Slap
from booth.workflow.equipment import Equipment

NAME, SERIAL = "Slap 442", "SLAP-0001"


@cache
def press(finger: Finger, turn: int = 1) -> FingerImage:
    """A print of the resident's `finger`; another `turn` is another press."""
    pixels = impression(seed=5, person=1, finger=finger, turn=turn)
    return FingerImage(pixels, 500, NAME, SERIAL, 0.1, 0, 60, {"hash": f"{finger.slug}-{turn}"})


def slap_picture(fingers: Collection[Finger]) -> Frame:
    """What the live picture shows while these lie on the glass."""
    row = np.concatenate([press(finger).pixels for finger in fingers], axis=1)
    return Frame(np.asarray(cv2.cvtColor(row, cv2.COLOR_GRAY2BGR), np.uint8), time.monotonic(), 1)


class _Waiting:
    """Waits for what a test lays on, or for the end."""

    def __init__(self) -> None:
        self._laid: list[object] = []
        self._changed = threading.Condition()
        self.asked: list[tuple[Finger | Eye, ...]] = []  # what was waited for, in order
        self.lost = False
        self.picture: Frame | None = None

    def lay(self, what: object) -> None:
        with self._changed:
            self._laid.append(what)
            self._changed.notify_all()

    def unplug(self) -> None:
        self.lost = True

    def wait(self, asked: tuple[Finger | Eye, ...], cancel: Cancel, show: Preview | None) -> object:
        """What was laid on. Raises `DeviceLost`, `Cancelled`, or what a test laid on to be raised."""
        with self._changed:
            self.asked.append(asked)
            while not self._laid:
                cancel.check()
                if self.lost:
                    raise DeviceLost(device=NAME)
                if show is not None and self.picture is not None:
                    show(self.picture)
                self._changed.wait(0.01)
            cancel.check()  # what was laid on meanwhile is for whoever asks next
            what = self._laid.pop(0)
        if isinstance(what, DeviceError):
            raise what
        return what


class SlapHand(_Waiting):
    """A `SlapScanner`: `lay` gives what it takes next, a mapping of finger to image."""

    info = DeviceInfo(DeviceKind.FINGER, NAME, "sbi:4501", SERIAL, emulated=True)

    def capture(
        self,
        *,
        timeout: float,
        cancel: Cancel,
        progress: object = None,
        on_event: Callable[[FingerEvent], None] = lambda _: None,
        finger: Finger | None = None,
        on_preview: Preview = lambda _: None,
    ) -> FingerImage:
        assert timeout > 0
        assert finger is not None
        del progress
        return self._take((finger,), cancel, on_event, on_preview)[finger]

    def capture_slap(
        self,
        slap: Slap,
        *,
        missing: Collection[Finger],
        timeout: float,
        cancel: Cancel,
        on_event: Callable[[FingerEvent], None] = lambda _: None,
        on_preview: Preview = lambda _: None,
    ) -> Mapping[Finger, FingerImage]:
        assert timeout > 0
        return self._take(tuple(f for f in slap.fingers if f not in missing), cancel, on_event, on_preview)

    def finger_present(self, *, timeout: float, cancel: Cancel) -> bool:
        cancel.check()
        return timeout < 0

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        cancel.check()
        return self.info

    def close(self) -> None:
        """Nothing to let go."""

    def _take(
        self, asked: tuple[Finger, ...], cancel: Cancel, on_event: Callable[[FingerEvent], None], show: Preview
    ) -> Mapping[Finger, FingerImage]:
        on_event(FingerEvent.WAITING)
        laid = self.wait(asked, cancel, show)
        on_event(FingerEvent.DONE)
        assert isinstance(laid, dict)
        return laid


class OneFinger:
    """A scanner of single fingers behind the same hand."""

    info = DeviceInfo(DeviceKind.FINGER, "Single 1", "sbi:4502", "SINGLE-1", emulated=True)

    def __init__(self, hand: SlapHand) -> None:
        self._hand = hand
        self.capture = hand.capture
        self.finger_present = hand.finger_present
        self.close = hand.close

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        cancel.check()
        return self.info


class Gaze(_Waiting):
    """An `IrisScanner`: `lay` gives what it takes next, a mapping of eye to quality."""

    info = DeviceInfo(DeviceKind.IRIS, "Iris 2", "sbi:4503", "IRIS-0001", emulated=True)

    def capture_eyes(
        self, eyes: Collection[Eye], *, timeout: float, cancel: Cancel, on_preview: Preview = lambda _: None
    ) -> Mapping[Eye, IrisImage]:
        assert timeout > 0
        laid = self.wait(tuple(eyes), cancel, on_preview)
        assert isinstance(laid, dict)
        return {eye: iris(eye, quality) for eye, quality in laid.items()}

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        cancel.check()
        return self.info

    def close(self) -> None:
        """Nothing to let go."""


def iris(eye: Eye, quality: int) -> IrisImage:
    """An eye that nobody has."""
    record = b"IIR\x00" + bytes([eye.value, quality])
    return IrisImage(eye, drawn_iris(eye, 0), record, "Iris 2", "IRIS-0001", quality, {"hash": f"{eye.slug}"})


class HandEquipment(Equipment):
    """The booth's devices, with these in place of the scanners."""

    hand: SlapHand
    gaze: Gaze
    scanner_now: FingerScanner

    @contextmanager
    def scanner(self, cancel: Cancel | None = None) -> Iterator[FingerScanner]:
        del cancel
        yield self.scanner_now

    @contextmanager
    def iris(self, cancel: Cancel | None = None) -> Iterator[Gaze]:  # type: ignore[override]
        del cancel
        yield self.gaze


NOBODY = NoFinger()
