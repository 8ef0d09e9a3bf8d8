"""What Linux says of a video node, which OpenCV does not: who it is, what it offers, who holds it, which there are.

Source: the kernel's `include/uapi/linux/videodev2.h`. A driver may hang in any call here but `list_cameras`.
"""

from __future__ import annotations

import errno
import itertools
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from booth.devices.camera.modes import Mode
from booth.devices.ports import DeviceBusy, DeviceError, DeviceForbidden, DeviceMissing
from resources.i18n import N_, tr

QUERY_CAPABILITIES = 0x80685600  # VIDIOC_QUERYCAP: _IOR('V', 0, struct v4l2_capability)
_CAPABILITIES = struct.Struct("=16s32s32sIII12x")  # driver, card, bus, version, capabilities, those of this node
_OF_THIS_NODE = 0x80000000  # V4L2_CAP_DEVICE_CAPS
_CAPTURES = 0x00000001 | 0x00001000  # single- or multi-planar video capture


_FORMAT = struct.Struct("=III32sII12x")  # v4l2_fmtdesc: index, type, flags, description, format, bus code
_ENUM_FORMATS = 0xC0405602  # VIDIOC_ENUM_FMT: _IOWR('V', 2, …)
_SIZE = struct.Struct("=IIIII16x8x")  # v4l2_frmsizeenum: index, format, type, width, height
_ENUM_SIZES = 0xC02C564A  # VIDIOC_ENUM_FRAMESIZES: _IOWR('V', 74, …)
_INTERVAL = struct.Struct(
    "=IIIIIII16x8x"
)  # v4l2_frmivalenum: index, format, width, height, type, seconds as a fraction
_ENUM_INTERVALS = 0xC034564B  # VIDIOC_ENUM_FRAMEINTERVALS: _IOWR('V', 75, …)
_BUFFERS = struct.Struct("=IIIIB3x")  # v4l2_requestbuffers: count, type, memory, capabilities, flags
_REQUEST_BUFFERS = 0xC0145608  # VIDIOC_REQBUFS: _IOWR('V', 8, …)
_VIDEO_CAPTURE, _MAPPED = 1, 1  # V4L2_BUF_TYPE_VIDEO_CAPTURE, V4L2_MEMORY_MMAP
_DISCRETE = 1  # V4L2_FRMSIZE_TYPE_DISCRETE, V4L2_FRMIVAL_TYPE_DISCRETE
MOST = 64  # of anything that a driver may list: a broken one lists for ever
_SYSTEM = Path("/sys/class/video4linux")

Ioctl = Callable[[int, int, bytearray], int]


class DeviceTaken(DeviceBusy):
    """Another program holds the camera, and we know which."""

    text = N_("{device} is in use by the program “{program}”. Close it, then try again.")


@dataclass(frozen=True)
class FoundCamera:
    """A webcam that is plugged in; empty what the system does not say. `usb` is "vendor:product" in hexadecimal."""

    node: Path
    name: str
    serial: str = ""
    usb: str = ""


def list_cameras(system: Path = _SYSTEM, devices: Path = Path("/dev")) -> list[FoundCamera]:
    """The webcams that are plugged in, in the order of their numbers, from what the kernel publishes of them.

    No device is touched. Of the nodes of one webcam only the first is listed: the others carry metadata.
    """
    found = []
    for entry in sorted(system.glob("video[0-9]*"), key=lambda path: (len(path.name), path.name)):
        if _text(entry / "index") not in {"", "0"}:
            continue
        interface = entry / "device"  # of a USB webcam; the device itself is above it
        above = interface.resolve().parent
        usb = ":".join(part for part in (_text(above / "idVendor"), _text(above / "idProduct")) if part)
        serial = _text(above / "serial") if usb else ""
        found.append(FoundCamera(devices / entry.name, _text(entry / "name"), serial, usb))
    return found


def camera_name(node: Path, ioctl: Ioctl | None = None) -> str:
    """The name that the camera behind `node` gives itself, perhaps empty.

    Raises `DeviceMissing` (nothing there, or no camera), `DeviceForbidden`, `DeviceBusy`.
    """
    try:
        with _opened(node) as handle:
            answer = bytearray(_CAPABILITIES.size)
            (ioctl or _ioctl)(handle, QUERY_CAPABILITIES, answer)
    except OSError as error:
        raise _refusal(error, node) from error
    return name_of(bytes(answer), node)


def offered_modes(node: Path, ioctl: Ioctl | None = None) -> list[Mode]:
    """The formats and sizes that the camera lists, each with its highest rate; none where it lists none."""
    call = ioctl or _ioctl
    modes: list[Mode] = []
    try:
        with _opened(node) as handle:
            for form in _listed(call, handle, _ENUM_FORMATS, lambda n: _FORMAT.pack(n, _VIDEO_CAPTURE, 0, b"", 0, 0)):
                modes += _sizes(call, handle, _FORMAT.unpack(form)[4])
    except OSError:
        return []
    return modes


def _sizes(call: Ioctl, handle: int, code: int) -> list[Mode]:
    name = code.to_bytes(4, "little").decode("ascii", "replace").strip()
    modes = []
    for answer in _listed(call, handle, _ENUM_SIZES, lambda n: _SIZE.pack(n, code, 0, 0, 0)):
        _, _, kind, width, height = _SIZE.unpack(answer)
        if kind == _DISCRETE and 0 < width < 65_536 and 0 < height < 65_536:
            modes.append(Mode(name, width, height, _highest_rate(call, handle, code, width, height)))
    return modes


def _highest_rate(call: Ioctl, handle: int, code: int, width: int, height: int) -> float:
    best = 0.0
    for answer in _listed(call, handle, _ENUM_INTERVALS, lambda n: _INTERVAL.pack(n, code, width, height, 0, 0, 0)):
        kind, numerator, denominator = _INTERVAL.unpack(answer)[4:]
        if kind == _DISCRETE and numerator and denominator / numerator <= 1000:
            best = max(best, denominator / numerator)
    return round(best, 1)


def _listed(call: Ioctl, handle: int, request: int, question: Callable[[int], bytes]) -> Iterator[bytes]:
    """The answers to `question` 0, 1, 2 … until the driver refuses."""
    for number in range(MOST):
        answer = bytearray(question(number))
        try:
            call(handle, request, answer)
        except OSError:
            return
        yield bytes(answer)


def is_taken(node: Path, ioctl: Ioctl | None = None) -> bool:
    """Whether the driver says that another program streams: it gives buffers to one only."""
    try:
        with _opened(node) as handle:
            (ioctl or _ioctl)(handle, _REQUEST_BUFFERS, bytearray(_BUFFERS.pack(1, _VIDEO_CAPTURE, _MAPPED, 0, 0)))
    except OSError as error:
        return error.errno == errno.EBUSY
    return False


def holder(node: Path, processes: Path = Path("/proc")) -> str | None:
    """The name of a program, other than this one, that has `node` open, as far as we may see; of others None."""
    ours = {str(os.getpid()), str(os.getppid())}
    for entry in itertools.chain(processes.glob("[0-9]*")):
        if entry.name in ours:
            continue
        with suppress(OSError):
            if any(_points_to(handle, node) for handle in (entry / "fd").iterdir()):
                return _text(entry / "comm") or entry.name
    return None


def taken(node: Path, program: str | None) -> DeviceBusy:
    """The error that says who has the camera."""
    if program is None:
        return DeviceBusy(f"{node} is streamed by another program", device=tr("Camera"))
    return DeviceTaken(f"{node} is open in {program}", device=tr("Camera"), program=program)


def name_of(answer: bytes, node: Path) -> str:
    """The card's name in a `struct v4l2_capability`. Raises `DeviceMissing` where the node does not capture video."""
    _driver, card, _bus, _version, capabilities, of_this_node = _CAPABILITIES.unpack(answer)
    if not (of_this_node if capabilities & _OF_THIS_NODE else capabilities) & _CAPTURES:
        raise DeviceMissing(f"{node} captures no video", device=tr("Camera"))
    return str(card.partition(b"\0")[0].decode("utf-8", "replace").strip())


def _refusal(error: OSError, node: Path) -> DeviceError:
    kind: type[DeviceError] = DeviceMissing
    if error.errno in {errno.EACCES, errno.EPERM}:
        kind = DeviceForbidden
    elif error.errno == errno.EBUSY:
        kind = DeviceBusy
    return kind(f"{node}: {error.strerror}", device=tr("Camera"))


@contextmanager
def _opened(node: Path) -> Iterator[int]:
    handle = os.open(node, os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        yield handle
    finally:
        os.close(handle)


def _points_to(handle: Path, node: Path) -> bool:
    try:
        return handle.readlink() == node
    except OSError:
        return False


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:200].decode("utf-8", "replace").strip()
    except OSError:
        return ""


def _ioctl(handle: int, request: int, answer: bytearray) -> int:
    import fcntl  # only Linux has video nodes

    return int(fcntl.ioctl(handle, request, answer, True))  # the answer is written into the buffer
