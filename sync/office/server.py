"""The receiver as a process: socket, TLS, orderly end."""

from __future__ import annotations

import asyncio
import ipaddress
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from sync.office import certificates
from sync.office.app import build_app
from sync.office.disk import reason
from sync.office.errors import AddressTaken, PlainOffLoopback

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    from uvicorn.server import Protocols

    from sync.office.office import Office

KEEP_ALIVE = 75  # seconds an idle connection is kept: booths ask again within 15
GRACE = 6  # seconds that running requests have to end when the receiver is stopped; what has arrived is kept
LOITER = 90.0  # seconds that a connection may be open without a whole request head on it
MAX_HEAD = 16 * 1024  # bytes of a request's head
MAX_CONNECTIONS = 1000
RENEWAL_EVERY = 6 * 3600  # seconds between looks at the certificate
_PROBE = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4))  # drops connections that died silently


class Line(H11Protocol):
    """One connection. Nobody holds it without asking for something: uvicorn alone would wait for ever for a first
    request, for the rest of a head that comes byte by byte, and for what is still sent after an early answer."""

    _limit: asyncio.TimerHandle | None = None
    _unread = 0  # bytes of an answer that the other end had not taken at the last look

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Over `MAX_CONNECTIONS` the new one is dropped: those that are open go on."""
        super().connection_made(transport)
        if len(self.connections) > MAX_CONNECTIONS:
            transport.abort()
        else:
            self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """The end."""
        super().connection_lost(exc)
        self._unwatch()

    def handle_events(self) -> None:
        """Something came."""
        super().handle_events()
        self._watch()

    def on_response_complete(self) -> None:
        """An answer was given."""
        super().on_response_complete()
        self._watch()

    def _watch(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._unwatch()
        elif self._limit is None and not self.transport.is_closing():
            self._limit = self.loop.call_later(LOITER, self._give_up)

    def _give_up(self) -> None:
        """Drop the connection, unless an answer is still going out and a slow line takes some of it."""
        self._limit = None
        before, self._unread = self._unread, self.transport.get_write_buffer_size()
        if self._unread not in {0, before}:
            self._watch()
        else:
            self.transport.abort()

    def _unwatch(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None


class Receiver(uvicorn.Server):
    """A server that says when it listens and ends quietly on SIGTERM and SIGINT."""

    def __init__(self, config: uvicorn.Config, end_uploads: Callable[[], None], on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_uploads = end_uploads
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, let uploads end where they are (they go on there), give answers `GRACE` seconds, then end.

        Closing a TLS connection waits for the other end's goodbye, which one that is idle or dead does not say; such
        are dropped.
        """
        for server in self.servers:
            server.close()
        await asyncio.to_thread(self._end_uploads)
        connections = list(self.server_state.connections)
        for connection in connections:
            if isinstance(connection, H11Protocol) and (connection.cycle is None or connection.cycle.response_complete):
                connection.transport.abort()
        asyncio.get_running_loop().call_later(GRACE, _drop, connections)
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As the base class, but the signal is not raised once more at the end: it was a request, and it was met."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _drop(connections: list[Protocols]) -> None:
    for connection in connections:
        if isinstance(connection, H11Protocol):
            connection.transport.abort()


def make_receiver(office: Office, *, context: ssl.SSLContext | None, on_ready: Callable[[], None]) -> Receiver:
    """A server for `office`; plain where there is no `context`. `run(sockets=[socket])` serves."""

    async def renew() -> None:
        if context is not None and certificates.renew_when_due(
            office.folder.keys, office.settings.hosts, office.clock()
        ):
            certificates.load_server(context, office.folder.keys)

    config = uvicorn.Config(
        build_app(office),
        http=Line,
        h11_max_incomplete_event_size=MAX_HEAD,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE + 2,
        ssl_context_factory=None if context is None else lambda _config, _default: context,
        callback_notify=renew,
        timeout_notify=RENEWAL_EVERY,
    )
    return Receiver(config, office.end_uploads, on_ready)


def allow_files() -> None:
    """Let this process hold `MAX_CONNECTIONS` and a file for each upload, where the system's habit is fewer."""
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 2 * MAX_CONNECTIONS if hard == resource.RLIM_INFINITY else min(2 * MAX_CONNECTIONS, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises `AddressTaken`."""
    bare = host.strip("[]")
    try:
        family, _, _, _, address = socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        sock = socket.create_server(address[:2], family=family, backlog=512)
    except (OSError, OverflowError, UnicodeError) as error:
        raise AddressTaken(host=host, port=port, reason=reason(error)) from error
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    # Accepted connections inherit it: without, an answer of two writes waits for the other side's delayed ACK.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for name, value in _PROBE:
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return sock


def address_of(sock: socket.socket, host: str, *, secure: bool) -> str:
    """The URL that booths are told."""
    bare = host.strip("[]")
    shown = f"[{bare}]" if ":" in bare else bare
    return f"{'https' if secure else 'http'}://{shown}:{sock.getsockname()[1]}"


def require_loopback(host: str) -> None:
    """Raises `PlainOffLoopback` unless only this machine can reach `host`."""
    if host == "localhost":
        return
    try:
        if ipaddress.ip_address(host.strip("[]")).is_loopback:
            return
    except ValueError:
        pass
    raise PlainOffLoopback
