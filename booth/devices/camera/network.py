"""A camera at an HTTP address that sends Motion JPEG.

Read with our own socket rather than OpenCV's FFmpeg: its time limits are ours, and closing ends a wait at once.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from booth.devices.camera import sources as camera_sources
from booth.devices.camera.mjpeg import MjpegParser, boundary_of, is_whole, jpeg_size
from booth.devices.camera.sources import NAME, decode
from booth.devices.ports import DeviceBusy, DeviceError, DeviceFault, DeviceLocked, DeviceLost, DeviceMissing
from resources.i18n import tr

if TYPE_CHECKING:
    import threading

    import numpy as np
    from numpy.typing import NDArray

OPEN_LIMIT = 2.5  # seconds from looking up the address to the first picture
SILENCE = 2.3  # seconds without a whole picture, however many bytes come
CHUNK = 65_536  # bytes
MOST_PIXELS = 25_000_000  # of a picture; more is an attack or damage
BAD_PICTURES = 20  # in a row


class NetworkCamera:
    """Motion JPEG from `address` (`http://` or `https://`, a user and password in it are sent and never shown)."""

    emulated = True  # anyone may stand behind an address
    live = False
    steady = True
    silence = camera_sources.SILENCE
    patience = OPEN_LIMIT  # also where looking up the name hangs, which nothing ends
    format = "MJPEG"
    details: Mapping[str, str | int | float] = MappingProxyType({})

    def __init__(self, address: str) -> None:
        self.name = tr("Network camera")
        self._address = urlsplit(address)
        self.port = self._address._replace(netloc=self._address.netloc.rpartition("@")[2]).geturl()
        self._connection: http.client.HTTPConnection | None = None
        self._socket: socket.socket | None = None
        self._response: http.client.HTTPResponse | None = None
        self._parser = MjpegParser(b"")
        self._bad = 0
        self._due = 0.0  # when the next picture must be there
        self._interrupted = False

    def open(self) -> None:
        """Raises `DeviceMissing`, `DeviceLocked`, `DeviceBusy`, `DeviceLost`, or `DeviceFault` for another answer."""
        self._due = time.monotonic() + OPEN_LIMIT
        try:
            self._connection = self._connect()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise DeviceMissing(f"{self.port}: {error}", device=tr(NAME)) from error
        try:
            target = (self._address.path or "/") + (f"?{self._address.query}" if self._address.query else "")
            self._connection.request("GET", target, headers=self._headers())
            self._response = self._connection.getresponse()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise DeviceLost(f"{self.port}: {error}", device=tr(NAME)) from error
        self._check_answer(self._response)

    def next(self, stop: threading.Event) -> NDArray[np.uint8] | None:
        """Raises `DeviceLost` when the connection ends or falls silent, `DeviceFault` for pictures that are none."""
        while not stop.is_set():
            bodies = self._parser.feed(self._receive())
            if not bodies:
                continue
            pixels = _picture(bodies[-1])  # the newest: what waited longer is late already
            if pixels is not None:
                self._bad = 0
                self._due = time.monotonic() + SILENCE
                return pixels
            self._bad += len(bodies)
            if self._bad >= BAD_PICTURES:
                raise DeviceFault(f"{BAD_PICTURES} damaged pictures in a row", device=tr(NAME))
        return None

    def interrupt(self) -> None:
        """Ends an `open` or `next` that waits for bytes."""
        self._interrupted = True  # for an `open` that has no socket yet
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def resettle(self) -> None:
        """Its exposure is out of reach."""

    def close(self) -> None:
        for part in (self._response, self._connection):
            if part is not None:
                with suppress(OSError, http.client.HTTPException):
                    part.close()

    def _connect(self) -> http.client.HTTPConnection:
        host = self._address.hostname or ""
        if self._address.scheme == "https":
            context = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, self._address.port, timeout=OPEN_LIMIT, context=context
            )
        else:
            connection = http.client.HTTPConnection(host, self._address.port, timeout=OPEN_LIMIT)
        connection.connect()
        self._socket = connection.sock
        self._socket.settimeout(self._left())
        if self._interrupted:
            connection.close()
            raise DeviceLost("interrupted", device=tr(NAME))
        return connection

    def _headers(self) -> dict[str, str]:
        if self._address.username is None:
            return {}
        login = f"{unquote(self._address.username)}:{unquote(self._address.password or '')}"
        return {"Authorization": "Basic " + b64encode(login.encode()).decode()}

    def _check_answer(self, response: http.client.HTTPResponse) -> None:
        if response.status != http.HTTPStatus.OK:
            kind = _REFUSALS.get(response.status, DeviceFault)
            raise kind(f"{self.port} answers {response.status}", device=tr(NAME))
        boundary = boundary_of(response.getheader("Content-Type", ""))
        if boundary is None:
            raise DeviceFault(f"{self.port} sends no Motion JPEG", device=tr(NAME))
        self._parser = MjpegParser(boundary)

    def _receive(self) -> bytes:
        assert self._response is not None, "opened first"  # noqa: S101
        try:
            if self._socket is not None:
                self._socket.settimeout(self._left())
            data = self._response.read1(CHUNK)
        except (OSError, ValueError, http.client.HTTPException) as error:
            kind = DeviceFault if self._bad else DeviceLost  # what came was damaged
            raise kind(f"{self.port}: {error}", device=tr(NAME)) from error
        if not data:
            raise DeviceLost(f"{self.port}: the connection ended", device=tr(NAME))
        return data

    def _left(self) -> float:
        """Seconds until the next picture must be there. Raises `TimeoutError`."""
        left = self._due - time.monotonic()
        if left <= 0:
            raise TimeoutError("no picture in time")
        return left


def _picture(data: bytes) -> NDArray[np.uint8] | None:
    size = jpeg_size(data)
    if size is None or size[0] * size[1] > MOST_PIXELS or not is_whole(data):
        return None
    return decode(data)


_REFUSALS: dict[int, type[DeviceError]] = {
    http.HTTPStatus.UNAUTHORIZED: DeviceLocked,
    http.HTTPStatus.FORBIDDEN: DeviceLocked,
    http.HTTPStatus.NOT_FOUND: DeviceMissing,
    http.HTTPStatus.SERVICE_UNAVAILABLE: DeviceBusy,
}
