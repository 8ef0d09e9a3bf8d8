"""Opening a connection over a line that may be dead just now: a new call every 1.5 s, and the first answered wins.

A call (SYN) that goes into an outage is repeated by the system after 1, 3, 7 and 15 seconds; a fresh one finds the line
back sooner. Earlier calls are kept for a while, for a line whose round trip is longer than that.
"""

from __future__ import annotations

import selectors
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sync.errors import LineError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AGAIN = 1.5  # seconds between two calls
KEPT = 4  # calls that wait for an answer at once
_LOOK = 0.1  # seconds between two looks whether to give up


class Congestion(Enum):
    """How TCP decides how fast to send. BBR fills a lossy line where the system allows it; else what the system has."""

    SYSTEM = "system"
    BBR = "bbr"


@dataclass(frozen=True)
class Place:
    """Where to call: an address family of `socket` and an address of it."""

    family: int
    address: tuple[str | int, ...] | tuple[int, bytes]


def places_of(host: str, port: int) -> tuple[Place, ...]:
    """The addresses of `host`. May wait for the resolver. Raises `LineError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise LineError(f"{type(error).__name__}: {error}") from error
    return tuple(dict.fromkeys(Place(family, address) for family, _, _, _, address in found))


class Dial:
    """Calls until one call is answered. `close` it; the socket that `step` returned stays open."""

    def __init__(
        self,
        places: Sequence[Place],
        *,
        stall: float,
        congestion: Congestion = Congestion.BBR,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`stall`: seconds after which the system shall give up unacknowledged bytes."""
        self._places = places
        self._stall = stall
        self._congestion = congestion
        self._clock = clock
        self._selector = selectors.DefaultSelector()
        self._calls: list[socket.socket] = []
        self._made = 0
        self._next = clock()
        self.error: OSError | None = None

    def step(self, wait: float = 0.0) -> socket.socket | None:
        """A connected socket as soon as there is one, non-blocking still; waits for it `wait` seconds at most."""
        now = self._clock()
        if now >= self._next or (not self._calls and self._made < len(self._places)):
            self._next = now + AGAIN
            self._call()
        if self._calls:
            for key, _ in self._selector.select(wait):
                call = key.fileobj
                if isinstance(call, socket.socket) and self._answered(call):
                    return call
        elif wait:
            time.sleep(wait)
        return None

    @property
    def refused(self) -> bool:
        """Every address was tried, and each said no: waiting will not help."""
        return not self._calls and self._made >= len(self._places) and self.error is not None

    def close(self) -> None:
        """Hang up every call that was not answered. Calling it again does nothing."""
        while self._calls:
            self._drop(self._calls[0]).close()
        self._selector.close()

    def _call(self) -> None:
        if len(self._calls) >= KEPT:
            self._drop(self._calls[0]).close()
        place = self._places[self._made % len(self._places)]
        self._made += 1
        try:
            call = socket.socket(place.family, socket.SOCK_STREAM)
        except OSError as error:
            self.error = error
            return
        try:
            call.setblocking(False)
            _prepare(call, self._stall, self._congestion)
            with suppress(BlockingIOError):
                call.connect(place.address)
            self._selector.register(call, selectors.EVENT_WRITE)
        except OSError as error:
            self.error = error
            call.close()
        else:
            self._calls.append(call)

    def _answered(self, call: socket.socket) -> bool:
        code = call.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        self._drop(call)
        if code:
            self.error = OSError(code, "connect")
            call.close()
        return not code

    def _drop(self, call: socket.socket) -> socket.socket:
        self._selector.unregister(call)
        self._calls.remove(call)
        return call


def dial(
    places: Sequence[Place], *, stall: float, congestion: Congestion, aborted: Callable[[], bool]
) -> socket.socket:
    """A connected socket, blocking with a time-out of `stall` seconds. Raises `LineError` after as long."""
    until = time.monotonic() + stall
    calls = Dial(places, stall=stall, congestion=congestion)
    try:
        while True:
            call = calls.step(_LOOK)
            if call is not None:
                call.settimeout(stall)
                return call
            if aborted():
                raise LineError("aborted")
            if calls.refused or time.monotonic() > until:
                raise LineError(f"connect: {calls.error or 'no answer'}")
    finally:
        calls.close()


def _prepare(call: socket.socket, stall: float, congestion: Congestion) -> None:
    call.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    call.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        call.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(stall * 1000))
    if congestion is Congestion.BBR and hasattr(socket, "TCP_CONGESTION"):
        with suppress(OSError):  # not loaded, or not allowed to this user: then as the system does
            call.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"bbr")
