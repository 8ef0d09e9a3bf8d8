"""One connection to the office, with a watch on progress instead of a limit on whole requests.

A line is given up after some seconds (`Patience`) in which nothing moves: no byte accepted by the system's buffer, none
of the buffered bytes acknowledged by the other end, none read. However slow it is, what moves is left alone.
"""

from __future__ import annotations

import socket
import ssl
import struct
import sys
import time
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPException
from typing import TYPE_CHECKING

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util.wait import wait_for_read

from sync.errors import CertificateRefused, LineError, NotTheOffice

if sys.platform == "linux":
    import fcntl
    import termios

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from urllib3.response import BaseHTTPResponse
    from urllib3.util.connection import _TYPE_SOCKET_OPTIONS

    from sync.address import Address

TICK = 0.25  # seconds between two looks at what is still travelling
IDLE = 60.0  # seconds after which a kept connection is not trusted any more
PIECE = 8192  # bytes handed to the system at once
READ = 64 * 1024  # bytes of a long answer read at once
MAX_ANSWER = 4 * 1024 * 1024  # bytes
_TCP_INFO = 140  # bytes of the kernel's tcp_info up to and with tcpi_segs_out; tcpi_total_retrans is at 100
_BROKEN = (HTTPError, HTTPException, OSError, ValueError)
_CLOCK_TROUBLE = {9, 10}  # OpenSSL: certificate not yet valid, expired


class Congestion(Enum):
    """How TCP decides how fast to send. BBR fills a lossy line where the system allows it; else what the system has."""

    SYSTEM = "system"
    BBR = "bbr"


@dataclass(frozen=True)
class Patience:
    """Seconds. `stall` without progress give a connection up; `answer` may the office think about what has arrived
    (on systems other than Linux, which do not tell what still travels: arrive and think)."""

    stall: float = 10.0
    answer: float = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back. `headers` by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes


PATIENCE = Patience()


class Connection:
    """A kept-alive connection, opened when it is needed and again when it broke. For one thread."""

    def __init__(self, address: Address, context: ssl.SSLContext | None, patience: Patience = PATIENCE) -> None:
        self._address = address
        self._context = context
        self._patience = patience
        self._open: HTTPConnection | None = None
        self._used = 0.0
        self._aborted = False

    def request(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: Iterable[bytes] = (),
        on_sent: Callable[[int], None] = lambda _: None,
        *,
        on_read: Callable[[bytes], None] | None = None,
        start: int = 0,
    ) -> Answer:
        """Send and read the whole answer; `on_sent` hears how many bytes of `body` the system has taken.

        With `on_read` the body of a 206 that begins at byte `start`, or of a 200 from there on, is handed over piece by
        piece as it comes, whatever its size, and the answer's own `body` stays empty.

        Raises `CertificateRefused` where the other end is not trusted, `LineError` for anything else that fails.
        """
        connection = self._connection()
        try:
            pieces = _told(body, on_sent, lambda: self._aborted) if "Content-Length" in headers else None
            whole = _send(connection, method, target, headers, pieces)
            sock = connection.sock
            self._await_answer(sock)
            # On a new connection it may have been TLS's tickets that came, and the answer is still to be waited for.
            sock.settimeout(self._patience.answer)
            response = connection.getresponse()
            sock.settimeout(self._patience.stall)
            if on_read is not None and response.status in {200, 206}:
                data = b""
                _hand_over(response, on_read, start, lambda: self._aborted)
            else:
                data = response.read(MAX_ANSWER + 1)
            if len(data) > MAX_ANSWER:
                raise NotTheOffice("endless answer")
            keep = whole and response.headers.get("Connection", "").lower() != "close"
            answer = Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, data)
        except LineError:
            self.close()
            raise
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise _not_trusted(error) from error
        except _BROKEN as error:
            self.close()
            raise LineError(f"{type(error).__name__}: {error}") from error
        self._used = time.monotonic()
        if not keep:
            self.close()
        return answer

    def segments(self) -> tuple[int, int]:
        """TCP segments sent on the connection that is open, and those of them that were sent again; Linux tells."""
        sock = self._open.sock if self._open is not None else None
        if sys.platform != "linux" or sock is None:
            return 0, 0
        told = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO)
        if len(told) < _TCP_INFO:
            return 0, 0
        return struct.unpack_from("I", told, 136)[0], struct.unpack_from("I", told, 100)[0]

    def abort(self) -> None:
        """From another thread: end what is going on, for good."""
        self._aborted = True
        connection = self._open
        sock = connection.sock if connection is not None else None
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def close(self) -> None:
        """Close; the next request opens anew."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> HTTPConnection:
        if self._aborted:
            raise LineError("aborted")
        if self._open is not None and (not self._open.is_connected or time.monotonic() - self._used > IDLE):
            self.close()
        if self._open is None:
            self._open = self._new()
            try:
                self._open.connect()
            except ssl.SSLCertVerificationError as error:
                self.close()
                raise _not_trusted(error) from error
            except _BROKEN as error:
                self.close()
                if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                    raise _not_trusted(error.__cause__) from error
                raise LineError(f"{type(error).__name__}: {error}") from error
        return self._open

    def _new(self) -> HTTPConnection:
        where, stall = self._address, self._patience.stall
        options = _socket_options(stall)
        if self._context is None:
            return HTTPConnection(where.host, where.port, timeout=stall, socket_options=options)
        return HTTPSConnection(where.host, where.port, timeout=stall, socket_options=options, ssl_context=self._context)

    def _await_answer(self, sock: socket.socket) -> None:
        """Wait for the first byte of the answer while what was sent is still moving."""
        travelling = _travelling(sock)
        moved = time.monotonic()
        while not (_pending(sock) or wait_for_read(sock, timeout=TICK)):
            now, before, travelling = time.monotonic(), travelling, _travelling(sock)
            if travelling != before:
                moved = now
            limit = self._patience.stall if travelling else self._patience.answer
            if now - moved > limit or self._aborted:
                raise LineError("no progress")


def _send(
    connection: HTTPConnection, method: str, target: str, headers: Mapping[str, str], body: Iterable[bytes] | None
) -> bool:
    """Whether all was sent. The office may refuse before it has read everything; then its answer is there to read."""
    try:
        connection.request(method, target, body=body, headers=dict(headers), preload_content=False)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _told(body: Iterable[bytes], on_sent: Callable[[int], None], aborted: Callable[[], bool]) -> Iterable[bytes]:
    """`body` piece by piece; a piece is asked for when the one before was taken."""
    for piece in body:
        yield piece
        if aborted():
            raise LineError("aborted")
        on_sent(len(piece))


def _hand_over(
    response: BaseHTTPResponse, on_read: Callable[[bytes], None], start: int, aborted: Callable[[], bool]
) -> None:
    skip = start
    if response.status == 206:
        skip = 0
        if not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
            raise NotTheOffice("another range")
    while piece := response.read(READ):
        if aborted():
            raise LineError("aborted")
        if skip < len(piece):
            on_read(piece[skip:])
        skip = max(0, skip - len(piece))


def _not_trusted(error: ssl.SSLCertVerificationError) -> CertificateRefused:
    refused = CertificateRefused(error.verify_message)
    if error.verify_code in _CLOCK_TROUBLE:
        refused.hint = "The certificate is not valid now. Check the clock of this computer first."
    return refused


def _pending(sock: socket.socket) -> bool:
    return isinstance(sock, ssl.SSLSocket) and sock.pending() > 0


def _travelling(sock: socket.socket) -> int:
    """Bytes that the other end has not acknowledged; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    return int(struct.unpack("i", fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, b"\0" * 4))[0])


def _socket_options(stall: float) -> _TYPE_SOCKET_OPTIONS:
    options: list[tuple[int, int, int | bytes]] = [
        (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
        (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    ]
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        options.append((socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(stall * 1000)))
    return options
