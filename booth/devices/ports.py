"""What every device promises: protocols, capture results, cancelling, and one exception tree.

Every call that may wait takes a timeout in seconds and a `Cancel`; none waits without limit. Nothing here knows Qt.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from booth.domain.errors import N_, BoothError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from booth.devices.slip import Slip
    from booth.domain.eyes import Eye
    from booth.domain.fingers import Finger, Slap

Progress = Callable[[float], None]
"""Called with the share done, 0.0 to 1.0, on the thread of the call."""


class DeviceError(BoothError):
    """Root of all that a device may raise."""

    text = N_("The device reported a fault. Try again; if it happens again, call the technician.")


class DeviceMissing(DeviceError):
    """No such device is connected, or its port does not exist."""

    text = N_("{device} is not connected. Check the plug, then try again.")


class DeviceLost(DeviceError):
    """The device went away while it was used."""

    text = N_("{device} was disconnected. Plug it in again, then try again.")


class DeviceTimeout(DeviceError):
    """The device did not answer, or nobody came, within the time allowed."""

    text = N_("{device} did not answer in time. Try again; if it happens again, unplug it and plug it in.")


class NoFinger(DeviceTimeout):
    """The scanner works, but nobody put a finger on it within the time allowed."""

    text = N_("No finger was placed on the glass in time. Try again.")


class DeviceBusy(DeviceError):
    """Another program holds the device."""

    text = N_("{device} is in use by another program. Close that program, then try again.")


class DeviceForbidden(DeviceError):
    """The system does not let this user open the device."""

    text = N_("{device} may not be used by this user. Call the technician.")
    hint = "On Linux the user must belong to the group of the port, usually dialout (serial) or video (camera)."


class DeviceLocked(DeviceError):
    """The device wants a password that we do not have."""

    text = N_("{device} is locked by a password. Call the technician: the password belongs in the settings.")


class DeviceRefused(DeviceError):
    """The device says that it is emulated, and the settings allow only real ones."""

    text = N_("{device} is only a stand-in for tests. Connect the real device, or call the technician.")


class DeviceFault(DeviceError):
    """The device answers, but wrongly, and asking again did not help."""

    text = N_("{device} sends damaged data. Check the cable; if it happens again, call the technician.")


class Cancelled(DeviceError):
    """The caller cancelled the call: not a fault."""

    text = N_("Cancelled.")


class Cancel:
    """A flag one thread sets and a device call watches."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def sleep(self, seconds: float) -> None:
        """Wait `seconds`; raises `Cancelled` at once when cancelled."""
        if self._event.wait(seconds):
            raise Cancelled

    def check(self) -> None:
        """Raises `Cancelled` when cancelled."""
        if self._event.is_set():
            raise Cancelled


class DeviceKind(Enum):
    FINGER = "finger"
    CAMERA = "camera"
    PRINTER = "printer"
    SIGNATURE = "signature"
    IRIS = "iris"


@dataclass(frozen=True)
class DeviceInfo:
    """What a device says it is. `emulated` is true where it admits to be a stand-in."""

    kind: DeviceKind
    name: str
    port: str
    serial: str = ""
    emulated: bool = False
    details: dict[str, str | int | float] = field(default_factory=dict)  # rate, packet size, resolution …


class FingerEvent(Enum):
    """What a scanner reports while it captures."""

    WAITING = "waiting"  # place the finger
    READING = "reading"  # the finger may stay; the image is being read
    DONE = "done"  # lift the finger
    # The reader wants the finger once more; it goes on waiting.
    AGAIN = "again"
    TOO_SHORT = "too short"  # press longer
    NOT_CENTRED = "not centred"
    LIFT = "lift"  # it lies there too long: take it off (and, where the image was not good, press again)


@dataclass(frozen=True)
class FingerImage:
    """One plain impression. `pixels` is `(height, width) uint8`, 0 black, ridges dark; `ppi` pixels an inch."""

    pixels: NDArray[np.uint8]
    ppi: int
    device: str
    serial: str = ""
    seconds: float = 0.0  # from asking for the image to its last checked byte
    baud: int = 0  # 0 where there is no serial line
    quality: int | None = None  # NFIQ 2 as the device reports it, 0 to 100
    evidence: Mapping[str, str] = field(default_factory=dict)  # what a certified device signed: hashes, certificate …


class FingerScanner(Protocol):
    """A scanner that can take one finger at a time."""

    @property
    def info(self) -> DeviceInfo: ...

    def capture(
        self,
        *,
        timeout: float,
        cancel: Cancel,
        progress: Progress = ...,
        on_event: Callable[[FingerEvent], None] = ...,
        finger: Finger | None = ...,
        on_preview: Preview = ...,
    ) -> FingerImage:
        """Wait up to `timeout` seconds for a finger and return its image. Raises `DeviceError`.

        `finger` is the one asked for, where that is known; `on_preview` gets live pictures from scanners that have any.
        """
        ...

    def finger_present(self, *, timeout: float, cancel: Cancel) -> bool:
        """Whether a finger lies on the glass now. Raises `DeviceError`."""
        ...

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        """Whether it is still there, within a second or two and without taking an image. Raises `DeviceError`."""
        ...

    def close(self) -> None: ...


@runtime_checkable
class SlapScanner(FingerScanner, Protocol):
    """A ten-print scanner: four fingers or two thumbs at once, cut apart by the device."""

    def capture_slap(
        self,
        slap: Slap,
        *,
        missing: Collection[Finger],
        timeout: float,
        cancel: Cancel,
        on_event: Callable[[FingerEvent], None] = ...,
        on_preview: Preview = ...,
    ) -> Mapping[Finger, FingerImage]:
        """Every finger of `slap` but those `missing`, within `timeout` seconds.

        Raises `NoFinger`, `DeviceFault` where other fingers came than were asked for, `DeviceError`.
        """
        ...


@dataclass(frozen=True)
class IrisImage:
    """One iris. `pixels` is `(height, width) uint8`; `record` the ISO/IEC 19794-6 record as the device signed it."""

    eye: Eye
    pixels: NDArray[np.uint8]
    record: bytes
    device: str
    serial: str = ""
    quality: int | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)


class IrisScanner(Protocol):
    """A scanner of one or both irises."""

    @property
    def info(self) -> DeviceInfo: ...

    def capture_eyes(
        self, eyes: Collection[Eye], *, timeout: float, cancel: Cancel, on_preview: Preview = ...
    ) -> Mapping[Eye, IrisImage]:
        """The irises of `eyes`, within `timeout` seconds. Raises `DeviceError`."""
        ...

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        """Whether it is still there. Raises `DeviceError`."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Frame:
    """One picture. `pixels` is `(height, width, 3) uint8` in OpenCV's order, blue first; `at` monotonic seconds."""

    pixels: NDArray[np.uint8]
    at: float
    number: int


Preview = Callable[[Frame], None]
"""Called with each live picture of a scanner, on a thread of the device."""


class Camera(Protocol):
    """A camera that delivers frames until it is closed."""

    @property
    def info(self) -> DeviceInfo: ...

    def read(self, *, timeout: float, cancel: Cancel) -> Frame:
        """The newest frame not yet returned; waits up to `timeout` seconds for one. Raises `DeviceError`."""
        ...

    def close(self) -> None: ...


@runtime_checkable
class StillCamera(Camera, Protocol):
    """A camera whose live pictures are only a preview: the photo is asked for by itself, and signed."""

    @property
    def quality(self) -> int | None:
        """What the device said of the last `still`, 0 to 100."""
        ...

    @property
    def evidence(self) -> Mapping[str, str]:
        """What the device signed of the last `still`."""
        ...

    def still(self, *, timeout: float, cancel: Cancel) -> Frame:
        """The photo, at full resolution. Raises `DeviceError`."""
        ...


@dataclass(frozen=True)
class StrokePoint:
    """A point of the pen: `x`, `y` in pixels of the pad, `t` seconds since the first, `pressure` 0 to 1."""

    x: float
    y: float
    t: float
    pressure: float = 1.0


Strokes = tuple[tuple[StrokePoint, ...], ...]


class Printer(Protocol):
    """Prints slips (proof of recording, test page)."""

    @property
    def info(self) -> DeviceInfo: ...

    def print_slip(self, slip: Slip, *, timeout: float, cancel: Cancel) -> None:
        """Print `slip`; returns when the printer has taken it. Raises `DeviceError`."""
        ...

    def close(self) -> None: ...
