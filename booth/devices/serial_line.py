"""A serial line as plain bytes: a port of this machine, or a terminal server's over TCP.

Reading never waits: it returns what has come. Whoever waits does so with a `Cancel`, so that waiting has one shape
on every system, ends at once when cancelled, and costs few wake-ups.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol
from urllib.parse import urlsplit

import serial

from booth.devices.ports import DeviceBusy, DeviceError, DeviceForbidden, DeviceLost, DeviceMissing

CONNECT_TIMEOUT = 2.0  # seconds
WRITE_TIMEOUT = 1.0  # seconds; a command has some twenty bytes
CHUNK = 65_536  # bytes; more than any queue of a port holds

SOCKET_SCHEME = "socket"


class Line(Protocol):
    """Bytes to and from a device. Every call may raise `DeviceLost`."""

    rate_reaches_wire: bool
    """Whether `set_baud` changes the wire; behind a terminal server it only changes what we believe."""

    @property
    def baud(self) -> int: ...

    def read(self) -> bytes:
        """All that has come; empty when nothing has."""
        ...

    def write(self, data: bytes) -> None: ...

    def set_baud(self, baud: int) -> None: ...

    def close(self) -> None: ...


OpenLine = Callable[[str, int, str], Line]


def open_line(port: str, baud: int, device: str) -> Line:
    """Open `port` (a device path, or `socket://host:port`) for us alone. `device` names it in errors.

    Raises `DeviceMissing`, `DeviceBusy`, `DeviceForbidden`.
    """
    if port.startswith(f"{SOCKET_SCHEME}://"):
        return SocketLine(port, baud, device)
    return SerialLine(port, baud, device)


class SerialLine:
    """A serial port of this machine."""

    rate_reaches_wire = True

    def __init__(self, port: str, baud: int, device: str) -> None:
        self._device = device
        try:
            self._port = serial.serial_for_url(
                port, baudrate=baud, timeout=0, write_timeout=WRITE_TIMEOUT, exclusive=True
            )
        except _CANNOT_OPEN as error:
            raise _refusal(error, device) from error

    @property
    def baud(self) -> int:
        return int(self._port.baudrate)

    def read(self) -> bytes:
        try:
            return bytes(self._port.read(CHUNK))
        except _GONE as error:
            raise DeviceLost(str(error), device=self._device) from error

    def write(self, data: bytes) -> None:
        try:
            self._port.write(data)
        except _GONE as error:
            raise DeviceLost(str(error), device=self._device) from error

    def set_baud(self, baud: int) -> None:
        try:
            self._port.baudrate = baud
        except _GONE as error:
            raise DeviceLost(str(error), device=self._device) from error

    def close(self) -> None:
        with suppress(*_GONE):
            self._port.close()


class SocketLine:
    """The same bytes over TCP. The rate of the far port is the terminal server's business."""

    rate_reaches_wire = False

    def __init__(self, port: str, baud: int, device: str) -> None:
        self.baud = baud
        self._device = device
        try:
            address = urlsplit(port)
            # A port that is not named is 0, where nobody answers.
            far = (address.hostname or "", address.port or 0)
            self._socket = socket.create_connection(far, timeout=CONNECT_TIMEOUT)
        except (OSError, ValueError) as error:
            raise DeviceMissing(f"{port}: {error}", device=device) from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setblocking(False)

    def read(self) -> bytes:
        try:
            data = self._socket.recv(CHUNK)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise DeviceLost(str(error), device=self._device) from error
        if not data:
            raise DeviceLost("the other end closed the connection", device=self._device)
        return data

    def write(self, data: bytes) -> None:
        try:
            sent = self._socket.send(data)  # a command is small: it fits, unless nobody has read for long
        except OSError as error:
            raise DeviceLost(str(error), device=self._device) from error
        if sent != len(data):
            raise DeviceLost("the other end takes no bytes", device=self._device)

    def set_baud(self, baud: int) -> None:
        self.baud = baud

    def close(self) -> None:
        self._socket.close()


def _refusal(error: Exception, device: str) -> DeviceError:
    """Why a port did not open. pyserial keeps the number of the system's error on POSIX, its text on Windows."""
    number, text = getattr(error, "errno", None), str(error)
    if number in {errno.EBUSY, errno.EAGAIN} or (number is None and "PermissionError" in text):
        return DeviceBusy(text, device=device)
    if number in {errno.EACCES, errno.EPERM}:
        return DeviceForbidden(text, device=device)
    return DeviceMissing(text, device=device)


def _gone() -> tuple[type[Exception], ...]:
    """What pyserial lets through when a port vanishes."""
    try:
        import termios
    except ImportError:  # Windows
        return (OSError,)
    return (OSError, termios.error)


_GONE = _gone()
_CANNOT_OPEN: tuple[type[Exception], ...] = (*_GONE, ValueError)
