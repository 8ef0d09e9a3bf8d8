"""One connection to the office, with a watch on progress instead of a limit on whole requests.

A line is given up after some seconds (`Patience`) in which nothing moves: no byte accepted by the system's buffer, none
of the buffered bytes acknowledged by the other end, none read. However slow it is, what moves is left alone. Whoever
watches from another thread sees the `pulse`, and may put a fresh socket in the place of one that lies still.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.util.wait import wait_for_read

from sync.dial import Congestion, Place, dial, places_of
from sync.errors import CertificateRefused, LineError, NotTheOffice
from sync.pulse import Pulse, is_paced, tcp_info, travelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from urllib3.response import BaseHTTPResponse

    from sync.address import Address

__all__ = ["PATIENCE", "PIECE", "Answer", "Congestion", "Connection", "Patience"]

TICK = 0.25  # seconds between two looks at what is still travelling
IDLE = 60.0  # seconds after which a kept connection is not trusted any more
PIECE = 8192  # bytes handed to the system at once
READ = 64 * 1024  # bytes of a long answer read at once
MAX_ANSWER = 4 * 1024 * 1024  # bytes
_RECORD = PIECE + 64  # bytes of a piece as TLS sends it, and some
_BROKEN = (HTTPError, HTTPException, OSError, ValueError)
_CLOCK_TROUBLE = {9, 10}  # OpenSSL: certificate not yet valid, expired


@dataclass(frozen=True)
class Patience:
    """Seconds. `stall` without progress give a connection up; `answer` may the office think about what has arrived
    (on systems other than Linux, which do not tell what still travels: arrive and think). After `fresh` without
    progress, or four round trips, another connection is tried beside it."""

    stall: float = 10.0
    answer: float = 60.0
    fresh: float = 3.0


@dataclass(frozen=True)
class Answer:
    """What came back. `headers` by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes


PATIENCE = Patience()


class Connection:
    """A kept-alive connection, opened when it is needed and again when it broke.

    For one thread, but for `pulse`, `replace`, `drop` and `abort`.
    """

    def __init__(
        self,
        address: Address,
        context: ssl.SSLContext | None,
        patience: Patience = PATIENCE,
        congestion: Congestion = Congestion.BBR,
    ) -> None:
        self._address = address
        self._context = context
        self._patience = patience
        self._congestion = congestion
        self._open: HTTPConnection | None = None
        self._used = 0.0
        self._aborted = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None  # what other threads look at, under the lock
        self._fresh: socket.socket | None = None
        self._connections = self._requests = 0
        self._busy = self._paced = False
        self._handed = self._read = 0
        self._all_handed = False
        self._before = 0  # bytes of the connection when the body began
        self.arrived = 0
        """Bytes of the last request's body that the other end has for sure; 0 where the system does not tell."""

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
        self._handed = self._before = self.arrived = 0
        self._all_handed = False
        self._requests += 1
        connection = self._connection()
        self._busy = True
        try:
            pieces = self._told(body, on_sent) if "Content-Length" in headers else None
            whole = _send(connection, method, target, headers, pieces)
            self._all_handed = True
            sock = connection.sock
            self._await_answer(sock)
            # On a new connection it may have been TLS's tickets that came, and the answer is still to be waited for.
            sock.settimeout(self._patience.answer)
            response = connection.getresponse()
            self._read += 1
            sock.settimeout(self._patience.stall)
            data = b""
            if on_read is not None and response.status in {200, 206}:
                self._hand_over(response, on_read, start)
            else:
                data = _whole(response)
            keep = whole and response.headers.get("Connection", "").lower() != "close"
            answer = Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, data)
        except ssl.SSLCertVerificationError as error:
            self._break()
            raise _not_trusted(error) from error
        except _BROKEN as error:
            self._break()
            raise LineError(f"{type(error).__name__}: {error}") from error
        except BaseException:
            self._break()
            raise
        finally:
            self._busy = False
        self._used = time.monotonic()
        if not keep:
            self._shut()
        return answer

    def segments(self) -> tuple[int, int]:
        """TCP segments sent on the connection that is open, and those of them that were sent again; Linux tells."""
        with self._lock:
            info = tcp_info(self._socket) if self._socket is not None else None
        return (info.segments, info.again) if info is not None else (0, 0)

    def pulse(self) -> Pulse | None:
        """From any thread: how the request under way stands; None while there is none on an open connection."""
        with self._lock:
            if self._socket is None or not self._busy:
                return None
            info = tcp_info(self._socket)
            if info is None:
                return Pulse(self._connections, self._requests, self._handed, self._read, self._all_handed)
            try:
                left = travelling(self._socket)
            except OSError:
                return None
        return Pulse(
            self._connections,
            self._requests,
            info.acked,
            info.received,
            waiting=self._all_handed and not left,
            held=left,
            rtt=info.rtt,
            least_rtt=info.least_rtt,
            paced=self._paced,
        )

    def hold(self, size: int) -> None:
        """From another thread: let the system hold about `size` bytes that have not arrived."""
        with self._lock:
            if self._socket is not None:
                with suppress(OSError):
                    # Linux doubles the number, and of that 0.63 are bytes of ours in full packets, the rest its own.
                    self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, int(size / 1.25))

    def replace(self, fresh: socket.socket) -> None:
        """From another thread: end the request under way with a `LineError`; the next one goes over `fresh`."""
        with self._lock:
            old, self._fresh = self._fresh, fresh
        if old is not None:
            old.close()
        self.drop()

    @property
    def replaced(self) -> bool:
        """Whether a fresh socket is there for the next request."""
        return self._fresh is not None

    def drop(self) -> None:
        """From another thread: end the request under way with a `LineError`; the next one opens anew."""
        with self._lock:
            if self._socket is not None:
                with suppress(OSError):
                    # Closed, it is reset: what the system still holds for a dead line would only burden the living one.
                    self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self._socket.shutdown(socket.SHUT_RDWR)

    def abort(self) -> None:
        """From another thread: end what is going on, for good."""
        self._aborted = True
        with self._lock:
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close; the next request opens anew."""
        self._shut()
        with self._lock:
            fresh, self._fresh = self._fresh, None
        if fresh is not None:
            fresh.close()

    def _shut(self) -> None:
        with self._lock:
            self._socket = None
        if self._open is not None:
            self._open.close()
            self._open = None

    def _break(self) -> None:
        """The request failed: note what arrived of it, then close."""
        with self._lock:
            info = tcp_info(self._socket) if self._socket is not None else None
        if info is not None and self._before:
            told = max(0, info.acked - self._before)
            self.arrived = min(self._handed, told if self._context is None else told // _RECORD * PIECE)
        self._shut()

    def _connection(self) -> HTTPConnection:
        if self._aborted:
            raise LineError("aborted")
        if self._open is not None and (not self._open.is_connected or time.monotonic() - self._used > IDLE):
            self._shut()
        if self._open is None:
            self._open = self._new()
        return self._open

    def _new(self) -> HTTPConnection:
        where, stall = self._address, self._patience.stall
        with self._lock:
            sock, self._fresh = self._fresh, None
        if sock is None:
            places = places_of(where.host, where.port)
            sock = dial(places, stall=stall, congestion=self._congestion, aborted=lambda: self._aborted)
        sock.settimeout(stall)
        with self._lock:
            self._socket = sock
            self._connections += 1
            self._paced = is_paced(sock)
        self._busy = True  # a handshake is watched as any request
        try:
            if self._context is not None:
                secured = self._context.wrap_socket(sock, server_hostname=where.host, do_handshake_on_connect=False)
                with self._lock:
                    self._socket = sock = secured
                secured.do_handshake()
        except ssl.SSLCertVerificationError as error:
            self._give_up(sock)
            raise _not_trusted(error) from error
        except _BROKEN as error:
            self._give_up(sock)
            raise LineError(f"{type(error).__name__}: {error}") from error
        finally:
            self._busy = False
        connection = HTTPConnection(where.host, where.port, timeout=stall)
        connection.sock = sock
        return connection

    def _give_up(self, sock: socket.socket) -> None:
        with self._lock:
            self._socket = None
        sock.close()

    def places(self) -> tuple[Place, ...]:
        """From another thread: where this connection goes to, asked of nobody; empty where it is not open."""
        with self._lock:
            if self._socket is None:
                return ()
            with suppress(OSError):
                return (Place(self._socket.family, self._socket.getpeername()),)
        return ()

    def _told(self, body: Iterable[bytes], on_sent: Callable[[int], None]) -> Iterable[bytes]:
        """`body` piece by piece; a piece is asked for when the one before was taken."""
        with self._lock:
            info = tcp_info(self._socket) if self._socket is not None else None
            if info is not None and self._socket is not None:
                with suppress(OSError):
                    self._before = info.acked + travelling(self._socket)
        for piece in body:
            yield piece
            if self._aborted:
                raise LineError("aborted")
            self._handed += len(piece)
            on_sent(len(piece))

    def _hand_over(self, response: BaseHTTPResponse, on_read: Callable[[bytes], None], start: int) -> None:
        skip = start
        if response.status == 206:
            skip = 0
            if not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                raise NotTheOffice("another range")
        while piece := response.read1(READ):  # what came, so that a line that breaks takes nothing of it along
            if self._aborted:
                raise LineError("aborted")
            self._read += len(piece)
            if skip < len(piece):
                on_read(piece[skip:])
            skip = max(0, skip - len(piece))

    def _await_answer(self, sock: socket.socket) -> None:
        """Wait for the first byte of the answer while what was sent is still moving."""
        left = travelling(sock)
        moved = time.monotonic()
        while not (_pending(sock) or wait_for_read(sock, timeout=TICK)):
            now, before, left = time.monotonic(), left, travelling(sock)
            if left != before:
                moved = now
            limit = self._patience.stall if left else self._patience.answer
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


def _whole(response: BaseHTTPResponse) -> bytes:
    data = response.read(MAX_ANSWER + 1)
    if len(data) > MAX_ANSWER:
        raise NotTheOffice("endless answer")
    return data


def _not_trusted(error: ssl.SSLCertVerificationError) -> CertificateRefused:
    refused = CertificateRefused(error.verify_message)
    if error.verify_code in _CLOCK_TROUBLE:
        refused.hint = "The certificate is not valid now. Check the clock of this computer first."
    return refused


def _pending(sock: socket.socket) -> bool:
    return isinstance(sock, ssl.SSLSocket) and sock.pending() > 0
