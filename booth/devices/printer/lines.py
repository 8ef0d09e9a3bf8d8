"""Bytes to and from a receipt printer: TCP and serial. Sending and receiving never wait.

python-escpos has transports of its own; each can wait for ever: `Usb` writes without a limit, `Serial` sets none for
writing, drains at `close`, and on Linux ignores DTR/DSR; `Network.sendall` does not tell how much went before it
failed. So the bytes go through the libraries below it.
"""

from __future__ import annotations

import array
import errno
import ipaddress
import select
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

import serial

from booth.devices.ports import DeviceBusy, DeviceError, DeviceForbidden, DeviceLost, DeviceMissing
from booth.domain.errors import N_
from resources.i18n import tr

if TYPE_CHECKING:
    from booth.devices.ports import Cancel

CHUNK = 512  # bytes handed over at a time: what a cancel or a fault can still keep back
RATES = (9600, 19_200, 38_400, 115_200)  # baud of serial printers, the commonest first
POLL = 0.01  # seconds
DEVICE = N_("Printer")


class PrinterLine(Protocol):
    """Every call may raise `DeviceLost`."""

    def send(self, data: bytes) -> int:
        """Hand over what is taken at once; how many bytes that was."""
        ...

    def receive(self) -> bytes:
        """All that has come; empty when nothing has."""
        ...

    def pending(self) -> int:
        """Bytes that were handed over and are still in this computer, as far as the system tells."""
        ...

    def close(self) -> None: ...


class TcpLine:
    """A printer in the network, or a print server."""

    def __init__(self, host: str, port: int, limit: float, cancel: Cancel) -> None:
        """Connect within `limit` seconds, to the first address that answers. Raises `DeviceMissing`, `Cancelled`."""
        where = f"{host}:{port}"
        end = time.monotonic() + limit
        self._socket = _connect(_resolve(host, port, limit, cancel), end, where, cancel)

    def send(self, data: bytes) -> int:
        try:
            return self._socket.send(data[:CHUNK])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise DeviceLost(type(error).__name__, device=tr(DEVICE)) from error

    def receive(self) -> bytes:
        try:
            found = self._socket.recv(4096)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise DeviceLost(type(error).__name__, device=tr(DEVICE)) from error
        if not found:
            raise DeviceLost("closed", device=tr(DEVICE))
        return found

    def pending(self) -> int:
        if sys.platform != "linux":
            return 0
        import fcntl
        import termios

        left = array.array("i", [0])
        try:
            fcntl.ioctl(self._socket, termios.TIOCOUTQ, left)
        except OSError as error:
            raise DeviceLost(type(error).__name__, device=tr(DEVICE)) from error
        return left[0]

    def close(self) -> None:
        with suppress(OSError):  # with something unread, the system would drop what is still on its way
            self._socket.recv(65_536)
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
        self._socket.close()


class SerialPrinterLine:
    """A serial port. Busy is heeded as XON/XOFF, and as DSR where the printer holds that line up when it is opened."""

    def __init__(self, port: str, baud: int) -> None:
        """Raises `DeviceMissing`, `DeviceBusy`, `DeviceForbidden`."""
        try:
            self._port = serial.serial_for_url(
                port, baudrate=baud, timeout=0, write_timeout=0, xonxoff=True, exclusive=True
            )
        except (serial.SerialException, OSError, ValueError) as error:
            raise _refusal(error, port) from error
        self._heeds_dsr = self._dsr()

    def send(self, data: bytes) -> int:
        try:
            if self._heeds_dsr and not self._dsr():
                return 0
            return int(self._port.write(data[:CHUNK]) or 0)
        except serial.SerialTimeoutException:
            return 0
        except BlockingIOError:
            return 0
        except (serial.SerialException, OSError) as error:
            raise DeviceLost(type(error).__name__, device=tr(DEVICE)) from error

    def receive(self) -> bytes:
        try:
            return bytes(self._port.read(4096))
        except (serial.SerialException, OSError) as error:
            raise DeviceLost(type(error).__name__, device=tr(DEVICE)) from error

    def pending(self) -> int:
        try:
            return int(self._port.out_waiting)
        except (serial.SerialException, OSError) as error:
            raise DeviceLost(type(error).__name__, device=tr(DEVICE)) from error

    def set_rate(self, baud: int) -> None:
        """Go on at `baud`. Raises `DeviceLost`."""
        try:
            self._port.baudrate = baud
        except (serial.SerialException, OSError, ValueError) as error:
            raise DeviceLost(type(error).__name__, device=tr(DEVICE)) from error

    def close(self) -> None:
        """At once: what a silent printer did not take is thrown away; the system would wait for it half a minute."""
        with suppress(serial.SerialException, OSError):
            self._port.reset_output_buffer()
        with suppress(serial.SerialException, OSError):
            self._port.close()

    def _dsr(self) -> bool:
        try:
            return bool(self._port.dsr)
        except (serial.SerialException, OSError, AttributeError):  # pseudo-terminals have no such line
            return False


_Address = tuple[int, Any]


def _resolve(host: str, port: int, limit: float, cancel: Cancel) -> list[_Address]:
    """Addresses of `host`; the system's look-up cannot be ended, so it has a thread that is left behind."""
    with suppress(ValueError):
        family = socket.AF_INET6 if ipaddress.ip_address(host.strip("[]")).version == 6 else socket.AF_INET
        return [(family, (host.strip("[]"), port))]
    found: list[_Address] = []

    def look() -> None:
        with suppress(OSError):
            found.extend((a[0], a[4]) for a in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))

    looking = threading.Thread(target=look, name="printer-name", daemon=True)
    looking.start()
    _until(lambda: not looking.is_alive(), time.monotonic() + limit, cancel)
    return list(found)


def _connect(addresses: list[_Address], end: float, where: str, cancel: Cancel) -> socket.socket:
    for family, address in addresses:
        line = socket.socket(family, socket.SOCK_STREAM)
        try:
            line.setblocking(False)
            code = line.connect_ex(address)
            if code in {errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY}:
                _until(lambda line=line: _settled(line), end, cancel)  # type: ignore[misc]
                code = line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) if _settled(line) else errno.ETIMEDOUT
            if code == 0:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return line
        except OSError:
            pass
        except BaseException:
            line.close()
            raise
        line.close()
    raise DeviceMissing(where, device=tr(DEVICE))


def _settled(line: socket.socket) -> bool:
    _, writable, failed = select.select([], [line], [line], 0)
    return bool(writable or failed)


def _until(done: Callable[[], bool], end: float, cancel: Cancel) -> None:
    while not done() and time.monotonic() < end:
        cancel.sleep(POLL)


def _refusal(error: Exception, port: str) -> DeviceError:
    number = getattr(error, "errno", None)
    text = str(error)
    if number in {errno.EACCES, errno.EPERM} or "PermissionError" in text:
        busy = "PermissionError" in text  # Windows says the same of a port that is open elsewhere
        return (DeviceBusy if busy else DeviceForbidden)(port, device=tr(DEVICE))
    if number in {errno.EBUSY, errno.EAGAIN} or "exclusively lock" in text:
        return DeviceBusy(port, device=tr(DEVICE))
    return DeviceMissing(port, device=tr(DEVICE))
