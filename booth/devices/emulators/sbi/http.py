"""The HTTP of an emulated SBI service: non-standard verbs, one request a connection, on 127.0.0.1 only.

Written on sockets, because what the service does wrong on purpose (bytes one by one, noise, half an answer) no HTTP
library lets one do, and because whatever comes in must never stop it.
"""

from __future__ import annotations

import json
import os
import select
import socket
import threading
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from booth.devices.emulators.sbi.faults import SbiFault
from booth.devices.emulators.sbi.keys import compact_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

HOST = "127.0.0.1"
PORTS = range(4501, 4601)
"""Where a service is looked for: it takes the first free one."""
LONGEST_HEAD = 16 * 1024  # bytes
LONGEST_BODY = 1024 * 1024  # bytes
PATIENCE = 10.0  # seconds that a caller may send or take no bytes
SLOW = 2.0  # seconds that a late answer is late
DRIP = 0.1  # seconds between two bytes of a dripping answer
HUGE = 100 * 1024 * 1024  # bytes
NOISE = 4096  # bytes
SPATE = 0.01  # seconds between two pieces of an answer without end, so that it takes no whole processor
PIECE = 64 * 1024  # bytes
POLL = 0.05  # seconds
METHODS = "OPTIONS, RCAPTURE, CAPTURE, MOSIPDINFO, MOSIPDISC, STREAM, GET, POST"
PAGE = b"<!DOCTYPE html>\n<html><head><title>Router</title></head><body><h1>It works!</h1></body></html>\n"


class PortsTaken(Exception):
    """No port is free, or not the one asked for."""


class Malformed(Exception):
    """What came is no request."""


class Left(Exception):
    """The caller went away, or the service ends."""


@dataclass(frozen=True)
class Request:
    """One request; `body` is as it came."""

    verb: str
    path: str
    body: bytes

    def json(self) -> object:
        """The body as JSON. Raises `ValueError`."""
        try:
            return json.loads(self.body.decode("utf-8"))
        except RecursionError as error:
            raise ValueError("nested too deep") from error


@dataclass(frozen=True)
class Answer:
    """One answer; `json` makes one from a value."""

    body: bytes
    status: int = 200

    @classmethod
    def json(cls, value: object, status: int = 200) -> Answer:
        return cls(compact_json(value), status)


class Connection:
    """A caller's connection. Whatever waits ends with `Left` when the caller leaves or the service stops."""

    def __init__(self, sock: socket.socket, port: int, stopping: threading.Event) -> None:
        self._socket = sock
        self.port = port
        self._stopping = stopping
        sock.settimeout(PATIENCE)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read_request(self) -> Request:
        """The one request. Raises `Malformed`, `Left`."""
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            if len(data) > LONGEST_HEAD:
                raise Malformed
            data += self._receive()
        verb, path, headers = _parse_head(data[:end])
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit() and len(length) < 10) or int(length) > LONGEST_BODY:
            raise Malformed
        body = bytearray(data[end + 4 :])
        while len(body) < int(length):
            body += self._receive()
        return Request(verb, path, bytes(body[: int(length)]))

    def send(self, data: bytes) -> None:
        """Raises `Left`."""
        if self._stopping.is_set():
            raise Left
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise Left from error

    @property
    def alive(self) -> bool:
        """Whether the caller is still there: nobody says anything after the request."""
        try:
            readable = select.select([self._socket], [], [], 0)[0]
            return not readable or bool(self._socket.recv(1, socket.MSG_PEEK))
        except (OSError, ValueError):  # reset, or closed on our side
            return False

    def wait(self, seconds: float) -> None:
        """Raises `Left` where the caller leaves meanwhile."""
        while seconds > 0:
            if self._stopping.wait(min(seconds, POLL)) or not self.alive:
                raise Left
            seconds -= POLL

    def answer(self, answer: Answer, faults: Collection[SbiFault] = ()) -> None:
        """Send `answer`, spoilt as `faults` say. Raises `Left`."""
        if SbiFault.GONE in faults:
            raise Left
        if SbiFault.HANG in faults:
            self.wait(float("inf"))
        if SbiFault.SLOW in faults:
            self.wait(SLOW)
        if SbiFault.NOISE in faults:
            return self.send(Random().randbytes(NOISE))  # noqa: S311  (noise, not a secret)
        if SbiFault.HUGE in faults:
            return self._huge()
        if SbiFault.ENDLESS_STREAM in faults:
            return self._endless()
        kind, body = "application/json", answer.body
        if SbiFault.HTML in faults:
            kind, body = "text/html", PAGE
        data = self._head(answer.status, kind, len(body)) + body
        if SbiFault.TRUNCATE in faults:
            data = data[: len(data) - (len(body) + 1) // 2]
        if SbiFault.SURPLUS in faults:
            data += b"\r\n\r\n"
        if SbiFault.DRIP in faults:
            for byte in data:
                self.send(bytes([byte]))
                self.wait(DRIP)
            return None
        return self.send(data)

    def close(self) -> None:
        """Take what is still coming in for a moment, so that the caller reads our answer rather than a reset."""
        try:
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(POLL)
            for _ in range(2 * LONGEST_BODY // PIECE):
                if not self._socket.recv(PIECE):
                    break
        except OSError:
            return
        finally:
            self._socket.close()

    def break_off(self) -> None:
        """From another thread: let whatever waits on the socket end."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it had ended

    def _huge(self) -> None:
        self.send(self._head(200, "application/json", HUGE) + b'[{"')
        for _ in range(HUGE // PIECE):
            self.send(b"a" * PIECE)

    def _endless(self) -> None:
        self.send(self._head(200, "application/json", None) + b"[")
        while True:
            self.send(b" " * PIECE)
            self.wait(SPATE)

    def _head(self, status: int, kind: str, length: int | None) -> bytes:
        lines = [
            f"HTTP/1.1 {status} {'OK' if status == 200 else 'Error'}",
            "CACHE-CONTROL:no-store",
            f"LOCATION:http://{HOST}:{self.port}",
            "Access-Control-Allow-Origin: *",
            f"Access-Control-Allow-Methods: {METHODS}",
            "Access-Control-Allow-Headers: *",
            f"Content-Type: {kind}",
            "Connection: Closed",
        ]
        if length is not None:
            lines.append(f"Content-Length: {length}")
        return "\r\n".join([*lines, "", ""]).encode()

    def _receive(self) -> bytes:
        try:
            data = self._socket.recv(PIECE)
        except OSError as error:
            raise Left from error
        if not data:
            raise Left
        return data


class Listener:
    """Takes connections and lets `serve` talk to each on a thread of its own, until closed."""

    def __init__(self, port: int, serve: Callable[[Connection], None]) -> None:
        """Port 0: the first free one of `PORTS`. Raises `PortsTaken`."""
        self.stopping = threading.Event()
        self._serve = serve
        self._socket = _listen(port)
        self.port: int = self._socket.getsockname()[1]
        self._lock = threading.Lock()
        self._open: dict[Connection, threading.Thread] = {}
        self._thread = threading.Thread(target=self._accept, name=f"sbi-{self.port}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End all connections and wait for their threads."""
        self.stopping.set()
        self._thread.join()
        self._socket.close()
        with self._lock:
            left = dict(self._open)
        for connection in left:
            connection.break_off()
        for thread in left.values():
            thread.join()

    def _accept(self) -> None:
        self._socket.settimeout(POLL)
        while not self.stopping.is_set():
            try:
                sock, _ = self._socket.accept()
            except TimeoutError:
                continue
            except OSError:  # reset before we took it, or no file descriptor left
                self.stopping.wait(POLL)
                continue
            connection = Connection(sock, self.port, self.stopping)
            thread = threading.Thread(target=self._run, args=(connection,), name=f"sbi-{self.port}-call", daemon=True)
            with self._lock:
                self._open[connection] = thread
            thread.start()

    def _run(self, connection: Connection) -> None:
        try:
            self._serve(connection)
        finally:
            connection.close()
            with self._lock:
                del self._open[connection]


def _listen(port: int) -> socket.socket:
    for candidate in [port] if port else PORTS:
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would share a port that is taken
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOST, candidate))
            sock.listen(64)
        except (OSError, OverflowError) as error:
            sock.close()
            reason = error
        else:
            return sock
    raise PortsTaken from reason


def _parse_head(head: bytes) -> tuple[str, str, Mapping[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not all(words) or not words[2].startswith("HTTP/1."):
        raise Malformed
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise Malformed
        headers[name.strip().lower()] = value.strip()
    return words[0], words[1], headers
