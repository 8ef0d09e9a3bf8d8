"""HTTP/1.1 to a device service on this machine: own verbs, one connection a call, every wait bounded.

Only 127.0.0.1 is called, whatever a service says of itself. A call ends at its deadline however slowly bytes drip in,
and within a tenth of a second of cancelling.
"""

from __future__ import annotations

import errno
import math
import selectors
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import h11

from booth.devices.ports import DeviceLost
from booth.devices.sbi.errors import SbiGarbled, SbiSilent

if TYPE_CHECKING:
    from booth.devices.ports import Cancel

HOST = "127.0.0.1"
CALLER = "bilik-rekam"
LONGEST_BODY = 16 * 2**20  # bytes
LONGEST_HEAD = 16 * 2**10  # bytes
CONNECT_WAIT = 1.0  # seconds; on this machine a port takes a call at once or not at all
KNOCK_WAIT = 0.25  # seconds for ports that neither take a call nor refuse it, as Windows does for two
ANSWER_WAIT = 2.5  # seconds from the first byte of an answer to its last
_SLICE = 0.05  # seconds after which a cancelled wait is noticed
_CONNECT_SLICE = 0.1  # seconds
_CHUNK = 2**16  # bytes
_START = b"HTTP/"

Monotonic = Callable[[], float]


def _nothing() -> None:
    """Whom nobody told what to do while waiting."""


@dataclass(frozen=True)
class Address:
    """Where a service listens: `port` on this machine, `base` the path before `info`, `stream`, `capture`."""

    port: int
    base: str = "/"

    @classmethod
    def of_callback(cls, url: str, otherwise: int) -> Address:
        """The address in a `callbackId`; one that is empty, elsewhere or none at all is not followed."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return cls(otherwise)
        path = parts.path or "/"
        if parts.scheme.lower() != "http" or parts.hostname != HOST or not port or not _plain(path):
            return cls(otherwise)
        return cls(port, path if path.endswith("/") else path + "/")


def _plain(path: str) -> bool:
    return len(path) < 200 and path.startswith("/") and path.isascii() and path.isprintable() and " " not in path


@dataclass(frozen=True)
class Line:
    """How a call is made: `device` names the device in errors."""

    device: str
    cancel: Cancel
    monotonic: Monotonic = time.monotonic


class Call:
    """One request, sent at once, and its answer, which ends `wait` seconds after the start at the latest.

    With `hurry` all of it must come within that many seconds of its first byte. `idle` is called while none comes.
    Raises `DeviceLost`, `SbiSilent` (deadline), `SbiGarbled`, `Cancelled` from every method but `close`.
    """

    def __init__(
        self,
        port: int,
        verb: str,
        path: str,
        body: bytes | None,
        line: Line,
        *,
        wait: float,
        hurry: float = math.inf,
        idle: Callable[[], None] = _nothing,
    ) -> None:
        self._line = line
        self._hurry = hurry
        self._start = b""  # of the answer
        self._deadline = line.monotonic() + wait
        self._idle = idle
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)
        self._socket = _connect(port, line)
        try:
            self._send(port, verb, path, body)
        except BaseException:
            self.close()
            raise

    def head(self) -> tuple[int, str]:
        """The status and the content type."""
        while True:
            event = self._next()
            if isinstance(event, h11.Response):
                headers = dict(event.headers)
                return event.status_code, headers.get(b"content-type", b"").decode("latin-1")
            if event is None or isinstance(event, (h11.Data, h11.EndOfMessage)):
                raise DeviceLost("the connection ended before an answer", device=self._line.device)

    def read(self) -> bytes:
        """The next bytes of the body; none at its end."""
        while True:
            event = self._next()
            if isinstance(event, h11.Data):
                return bytes(event.data)
            if event is None or isinstance(event, h11.EndOfMessage):
                return b""

    def close(self) -> None:
        with suppress(OSError):
            self._socket.close()

    def _send(self, port: int, verb: str, path: str, body: bytes | None) -> None:
        headers = [("HOST", f"{HOST}:{port}"), ("EXT", CALLER), ("Connection", "close")]
        if body is not None:
            headers += [("Content-Type", "application/json; charset=utf-8"), ("Content-Length", str(len(body)))]
        try:
            data = self._http.send(h11.Request(method=verb, target=path, headers=headers)) or b""
            if body is not None:
                data += self._http.send(h11.Data(data=body)) or b""
            data += self._http.send(h11.EndOfMessage()) or b""
            self._socket.settimeout(CONNECT_WAIT)
            self._socket.sendall(data)
        except (OSError, h11.LocalProtocolError) as error:
            raise DeviceLost(f"port {port}: {error}", device=self._line.device) from error

    def _next(self) -> h11.Event | None:
        """The next event of the answer; None where it is over. Waits for bytes in slices."""
        while True:
            self._check()
            try:
                event = self._http.next_event()
            except h11.RemoteProtocolError as error:
                raise SbiGarbled(str(error), device=self._line.device) from error
            if event is h11.NEED_DATA:
                self._receive()
            elif event is h11.PAUSED or isinstance(event, h11.ConnectionClosed):
                return None
            elif isinstance(event, h11.Event):
                return event

    def _receive(self) -> None:
        self._socket.settimeout(_SLICE)
        try:
            data = self._socket.recv(_CHUNK)
        except TimeoutError:
            self._idle()
            return
        except OSError as error:
            raise DeviceLost(f"the connection broke: {error}", device=self._line.device) from error
        if not data and self._http.their_state is h11.SEND_RESPONSE:
            raise DeviceLost("the connection ended before an answer", device=self._line.device)
        if self._http.their_state is h11.SEND_RESPONSE:
            self._start = (self._start + data)[: len(_START)]
            if not _START.startswith(self._start):
                raise SbiGarbled(f"no HTTP, but {self._start!r}", device=self._line.device)
            self._deadline = min(self._deadline, self._line.monotonic() + self._hurry)
            self._hurry = math.inf
        self._http.receive_data(data)

    def _check(self) -> None:
        self._line.cancel.check()
        if self._line.monotonic() >= self._deadline:
            raise SbiSilent("no whole answer in time", device=self._line.device)


def _connect(port: int, line: Line) -> socket.socket:
    """Tried anew each slice, so that cancelling is noticed where nobody takes calls from a full queue."""
    for _ in range(round(CONNECT_WAIT / _CONNECT_SLICE)):
        line.cancel.check()
        try:
            return socket.create_connection((HOST, port), _CONNECT_SLICE)
        except TimeoutError:
            continue
        except OSError as error:
            raise DeviceLost(f"port {port}: {error}", device=line.device) from error
    raise SbiSilent(f"port {port} takes no call", device=line.device)


@dataclass(frozen=True)
class Answer:
    """What a service answered."""

    status: int
    content_type: str
    body: bytes


def ask(
    port: int,
    verb: str,
    path: str,
    body: bytes | None,
    line: Line,
    *,
    wait: float,
    idle: Callable[[], None] = _nothing,
    longest: int = LONGEST_BODY,
) -> Answer:
    """One call and its whole answer of up to `longest` bytes. Raises what `Call` raises."""
    call = Call(port, verb, path, body, line, wait=wait, hurry=ANSWER_WAIT, idle=idle)
    try:
        status, content_type = call.head()
        parts, size = [], 0
        while data := call.read():
            size += len(data)
            if size > longest:
                raise SbiGarbled(f"an answer of more than {longest} bytes", device=line.device)
            parts.append(data)
        return Answer(status, content_type, b"".join(parts))
    finally:
        call.close()


def open_ports(ports: Iterable[int], wait: float = KNOCK_WAIT) -> list[int]:
    """Those of `ports` where somebody takes calls on this machine; all are knocked at together."""
    found, pending = [], {}
    with selectors.DefaultSelector() as selector:
        for port in ports:
            knock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            knock.setblocking(False)
            code = knock.connect_ex((HOST, port))
            if code in _UNDER_WAY:
                pending[knock] = port
                selector.register(knock, selectors.EVENT_WRITE, knock)
                continue
            if code == 0:
                found.append(port)
            knock.close()
        deadline = time.monotonic() + wait
        while pending and (left := deadline - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                knock = key.data
                selector.unregister(knock)
                if knock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                    found.append(pending[knock])
                del pending[knock]
                knock.close()
        for knock in pending:
            knock.close()
    return sorted(found)


_UNDER_WAY = frozenset((errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EINPROGRESS)))
