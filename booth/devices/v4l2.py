"""What Linux says of a video node before OpenCV opens it: who it is, or why it cannot be used.

OpenCV only says that it did not open. Source: the kernel's `include/uapi/linux/videodev2.h`.
"""

from __future__ import annotations

import errno
import os
import struct
from typing import TYPE_CHECKING

from booth.devices.ports import DeviceBusy, DeviceError, DeviceForbidden, DeviceMissing
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUERY_CAPABILITIES = 0x80685600  # VIDIOC_QUERYCAP: _IOR('V', 0, struct v4l2_capability)
_CAPABILITIES = struct.Struct("=16s32s32sIII12x")  # driver, card, bus, version, capabilities, those of this node
_OF_THIS_NODE = 0x80000000  # V4L2_CAP_DEVICE_CAPS
_CAPTURES = 0x00000001 | 0x00001000  # single- or multi-planar video capture


def camera_name(node: Path, ioctl: Callable[[int, int, bytearray], int] | None = None) -> str:
    """The name that the camera behind `node` gives itself, perhaps empty.

    Raises `DeviceMissing` (nothing there, or no camera), `DeviceForbidden`, `DeviceBusy`.
    """
    try:
        handle = os.open(node, os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise _refusal(error, node) from error
    try:
        answer = bytearray(_CAPABILITIES.size)
        (ioctl or _ioctl)(handle, QUERY_CAPABILITIES, answer)
    except OSError as error:
        raise _refusal(error, node) from error
    finally:
        os.close(handle)
    return name_of(bytes(answer), node)


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


def _ioctl(handle: int, request: int, answer: bytearray) -> int:
    import fcntl  # only Linux has video nodes

    return int(fcntl.ioctl(handle, request, answer, True))  # the answer is written into the buffer
