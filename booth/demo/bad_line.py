"""A bad line between booth and office: slow, cut in the middle, silently dead. A relay of TCP on this machine."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sync.manners import Throttle

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"
PIECE = 2048  # bytes
FILL = 4  # calls of our own that leave no room for others: one being taken, one in the queue, the rest to be sure
BUFFER = 16 * 1024  # bytes that the system may hold on the way up: with more, all would seem sent at once


@dataclass(frozen=True)
class _Call:
    """A connection of the booth's and its other half; it carries while the line has the same `turn`."""

    booth: socket.socket
    office: socket.socket
    turn: int


class BadLine:
    """Carries every connection to `port` of this machine to the office at `target`; good until told otherwise.

    Dead, it says nothing: calls are not answered, and nothing moves. Connections of a line that died never move again,
    as after a router forgot them; once it is alive new ones do.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._throttle = Throttle(0)
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._turn = 0
        self._dead = False
        self._left: int | None = None  # bytes until the line dies
        self._calls: list[_Call] = []
        self._threads: list[threading.Thread] = []
        self.carried = 0
        """Bytes that went up."""
        self.died = threading.Event()
        """Set while the line is dead."""
        self._listening = threading.Event()
        self._listening.set()
        self._fillers: list[socket.socket] = []
        self._listener = socket.create_server((HOST, 0), backlog=0)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        self.port: int = self._listener.getsockname()[1]
        self._start(self._accept)

    def slow(self, rate: int) -> None:
        """From now on `rate` bytes a second go up."""
        self._throttle.rate = rate

    def die(self, after: int = 0) -> None:
        """Once `after` more bytes went up, nothing moves any more."""
        with self._lock:
            self._left = after
            if not after:
                self._die()

    def revive(self) -> None:
        """New connections are carried again."""
        with self._lock:
            self._dead = False
            self._turn += 1
            self.died.clear()
            for filler in self._fillers:
                filler.close()
            self._fillers.clear()
            self._listening.set()

    def close(self) -> None:
        """End all connections and wait for what carried them."""
        self._over.set()
        self.revive()
        with suppress(OSError):
            socket.create_connection((HOST, self.port)).close()  # wakes who waits for one
        accepting, *_ = self._threads
        accepting.join()
        for call in self._calls:
            _end(call)
        for thread in self._threads:
            thread.join()
        for call in self._calls:
            call.booth.close()
            call.office.close()
        self._listener.close()

    def _start(self, work: Callable[..., None], *what: object) -> None:
        thread = threading.Thread(target=work, args=what, name="bad-line", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            self._listening.wait()
            booth, _ = self._listener.accept()
            if self._over.is_set():
                booth.close()
                return
            with self._lock:
                turn = None if self._dead else self._turn
            if turn is None:  # the last call that could come in, one of our own
                booth.close()
                continue
            try:
                office = socket.create_connection((HOST, self._target))
            except OSError:
                booth.close()
                continue
            call = _Call(booth, office, turn)
            self._calls.append(call)
            self._start(self._up, call)
            self._start(self._down, call)

    def _up(self, call: _Call) -> None:
        with suppress(OSError):
            while data := call.booth.recv(PIECE):
                self._over.wait(self._throttle.take(len(data)))
                if not self._passes(call, len(data)):
                    self._over.wait()
                    break
                call.office.sendall(data)
        self._hang_up(call)

    def _down(self, call: _Call) -> None:
        with suppress(OSError):
            while data := call.office.recv(PIECE):
                if not self._passes(call, 0):
                    self._over.wait()
                    break
                call.booth.sendall(data)
        self._hang_up(call)

    def _hang_up(self, call: _Call) -> None:
        """One end left; the other hears it where the line is not dead."""
        if call.turn == self._turn:
            _end(call)

    def _passes(self, call: _Call, up: int) -> bool:
        with self._lock:
            if self._dead or call.turn != self._turn:
                return False
            self.carried += up
            if self._left is not None:
                self._left -= up
                if self._left <= 0:
                    self._die()
            return True

    def _die(self) -> None:
        self._left, self._dead = None, True
        self._turn += 1
        self._listening.clear()
        for _ in range(FILL):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex((HOST, self.port))
            self._fillers.append(filler)
        self.died.set()


def _end(call: _Call) -> None:
    """Shutting down wakes whoever waits in `recv`; the sockets close when nobody holds them any more."""
    for end in (call.booth, call.office):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
