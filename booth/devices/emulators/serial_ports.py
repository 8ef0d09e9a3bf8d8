"""The device's end of a serial line: a pseudo-terminal, or a TCP port as a terminal server has it.

Clients come and go; the device stays. Nothing here waits without limit, and `stop` ends every wait.
"""

from __future__ import annotations

import os
import select
import socket
import time
from contextlib import suppress
from typing import Protocol

PATIENCE = 5.0  # seconds: who reads nothing for so long is not there, and a wire does not wait for readers
_CHUNK = 65_536


class DevicePort(Protocol):
    """Bytes to and from whoever drives the emulated device."""

    name: str
    """What a driver opens."""

    def receive(self, timeout: float | None) -> bytes:
        """What has come; empty when nothing came in `timeout` seconds (None: no limit), or `stop` was called."""
        ...

    def send(self, data: bytes) -> bool:
        """Send all of `data`. False where nobody takes it."""
        ...

    def wait(self, seconds: float) -> None:
        """Wait `seconds`, or until `stop`."""
        ...

    def client_baud(self) -> int:
        """The rate the client set; 0 where that cannot be known."""
        ...

    def stop(self) -> None:
        """End every wait, now and later. From any thread."""
        ...

    def close(self) -> None:
        """Take the port away: a client finds its device unplugged."""
        ...


class _Stop:
    """A descriptor that becomes readable for good when `set` is called."""

    def __init__(self) -> None:
        self.reader, self._writer = socket.socketpair()

    def set(self) -> None:
        with suppress(OSError):  # closed: nobody waits any more
            self._writer.send(b"!")

    def close(self) -> None:
        self.reader.close()
        self._writer.close()


class PtyPort:
    """A pseudo-terminal. We keep its client side open too, so that it outlives every client."""

    def __init__(self) -> None:
        import tty

        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)  # bytes, whatever a client forgets to set
        os.set_blocking(self._ours, False)
        self.name = os.ttyname(self._theirs)
        self._stop = _Stop()

    def receive(self, timeout: float | None) -> bytes:
        ready, _, _ = select.select([self._ours, self._stop.reader.fileno()], [], [], timeout)
        return os.read(self._ours, _CHUNK) if self._ours in ready else b""

    def send(self, data: bytes) -> bool:
        deadline = time.monotonic() + PATIENCE
        while data:
            _, ready, _ = select.select([self._stop.reader], [self._ours], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return False
            try:
                data = data[os.write(self._ours, data) :]
            except BlockingIOError:
                self.wait(0.001)
        return True

    def wait(self, seconds: float) -> None:
        select.select([self._stop.reader], [], [], seconds)

    def client_baud(self) -> int:
        import termios

        return _BAUDS.get(termios.tcgetattr(self._theirs)[5], 0)

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        os.close(self._theirs)
        os.close(self._ours)
        self._stop.close()


class TcpPort:
    """A TCP port that serves one client at a time. `address` is `host:port`; port 0 takes a free one."""

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host.strip("[]"), int(port)), family=family)
        bound = self._listener.getsockname()[1]
        self.name = f"socket://{host}:{bound}"
        self._client: socket.socket | None = None
        self._stop = _Stop()

    def receive(self, timeout: float | None) -> bytes:
        source = self._client or self._listener
        ready, _, _ = select.select([source, self._stop.reader], [], [], timeout)
        if source not in ready:
            return b""
        if self._client is None:
            self._client, _ = self._listener.accept()
            self._client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._client.setblocking(False)
            return b""
        try:
            data = self._client.recv(_CHUNK)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def send(self, data: bytes) -> bool:
        deadline = time.monotonic() + PATIENCE
        while data and self._client is not None:
            _, ready, _ = select.select([self._stop.reader], [self._client], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return False
            try:
                data = data[self._client.send(data) :]
            except BlockingIOError:
                self.wait(0.001)
            except OSError:
                self._hang_up()
        return not data

    def wait(self, seconds: float) -> None:
        select.select([self._stop.reader], [], [], seconds)

    def client_baud(self) -> int:
        return 0

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self._hang_up()
        self._listener.close()
        self._stop.close()

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _bauds() -> dict[int, int]:
    """The system's constants for rates → baud."""
    try:
        import termios
    except ImportError:  # Windows: no pseudo-terminals
        return {}
    rates = (9600, 19200, 38400, 57600, 115200)
    return {getattr(termios, f"B{rate}"): rate for rate in rates}


_BAUDS = _bauds()
