"""A receipt printer on this machine, at TCP: prints to pictures and text, answers status, fails on demand.

It says what it is where the protocol has room: GS I 67 answers `EMULATED …`, which a production configuration refuses.
Like a real one it talks to one computer at a time.
"""

from __future__ import annotations

import select
import socket
import threading
import time
from contextlib import suppress
from enum import Enum
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Self

from PIL import Image

from booth.devices.emulators.printer_commands import Command, CommandReader
from booth.devices.emulators.printer_paper import Paper, Printed

if TYPE_CHECKING:
    from types import TracebackType

SERIAL = "EMU-PRN-1"
MODEL = "EMULATED ESC/POS {width}"
HALF = 300  # bytes of a slip, after which a fault "during" begins
LOOK = 0.02  # seconds between looks at the line
SLOW_ANSWER, SLOW_CHUNK, SLOW_PRINT = 0.2, 96, 1.5  # seconds, bytes a look, seconds
_SOLID = 20.0  # mm that a stand-in with a speed prints at least, before it says that it did
_FINE, _OFF, _NO_PAPER, _COVER, _CAUSE_PAPER = 0x12, 0x1A, 0x72, 0x16, 0x32


class PrinterFault(Enum):
    """What goes wrong."""

    NO_PAPER = "no-paper"  # says so and prints nothing
    COVER = "cover"  # the cover is open: says so and prints nothing
    CUT_OFF = "cut-off"  # switched off in the middle of a slip, once; half of it hangs out
    SILENT = "silent"  # prints, but never answers
    HANG = "hang"  # takes nothing and answers nothing
    SLOW = "slow"
    NOISE = "noise"  # bytes that mean nothing among the answers
    UNPLUG = "unplug"  # gone, until it is plugged in again
    DROP = "drop"  # the connection ends, once
    CORRUPT = "corrupt"  # answers with flipped bits
    WRONG = "wrong"  # answers in form, but not to what was asked


_STAYS = frozenset((PrinterFault.NO_PAPER, PrinterFault.COVER, PrinterFault.HANG, PrinterFault.UNPLUG))


class Moment(Enum):
    """When the fault is there, seen from a slip. `UNDER` is during its printing."""

    ALWAYS = "always"
    BEFORE = "before"
    UNDER = "during"
    AFTER = "after"


class EmulatedPrinter:
    """A running stand-in; `close` ends it. `slips` are those that were cut, oldest first."""

    def __init__(
        self,
        out: Path | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        width: int = 80,
        fault: PrinterFault | None = None,
        at: Moment = Moment.ALWAYS,
        speed: float = 0.0,
    ) -> None:
        """Listen at `port`, or a free one; slips also go to `out` as PNG and text. Raises `OSError`.

        `speed` in mm of paper a second decides when it says that it has printed; 0: at once.
        """
        self._out = out
        self._width = width
        self._paper = Paper(width)
        self._written = 0
        self._reader = CommandReader()
        self._lock = threading.Lock()
        self._fault, self._at = fault, at
        self._spent = False  # a fault that strikes once did
        self._stuck = False  # a fault that stays began
        self._speed = speed
        self._busy_until = 0.0
        self._owed: list[bytes] = []  # answers that come when all before is printed
        self._moment = Moment.BEFORE
        self._taken = 0  # bytes of the slip that is being printed
        self._random = Random(7)  # noqa: S311  (noise, the same each time)
        self._stopping = threading.Event()
        self._server = self._listen(host, port)
        self.host, self.port = self._server.getsockname()[:2]
        if fault is PrinterFault.UNPLUG and at in {Moment.ALWAYS, Moment.BEFORE}:
            self._server.close()
        self._thread = threading.Thread(target=self._serve, name="printer", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def slips(self) -> list[Printed]:
        with self._lock:
            return list(self._paper.slips)

    @property
    def hanging_out(self) -> str:
        """The text of what was printed and not cut."""
        with self._lock:
            return self._paper.look().text

    def break_with(self, fault: PrinterFault | None, at: Moment = Moment.ALWAYS) -> None:
        """From now on do wrong what `fault` says, at this moment of a slip; None: work again, once this returns."""
        with self._lock:
            self._fault, self._at, self._spent, self._stuck = fault, at, False, False
        while fault is None and self._server.fileno() < 0 and self._thread.is_alive():
            time.sleep(LOOK)  # it is being plugged in

    def close(self) -> None:
        self._stopping.set()
        self._thread.join(5)
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @staticmethod
    def _listen(host: str, port: int) -> socket.socket:
        server = socket.create_server((host, port), backlog=4)
        server.setblocking(False)
        return server

    def _broken(self, *faults: PrinterFault) -> bool:
        """Whether one of `faults` is there at this moment."""
        there = self._fault in faults and not self._spent
        begun = there and (self._stuck or self._at in {Moment.ALWAYS, self._moment})
        self._stuck = self._stuck or (begun and self._fault in _STAYS)
        return begun

    def _serve(self) -> None:
        while not self._stopping.is_set():
            if self._broken(PrinterFault.UNPLUG):
                self._server.close()
                self._stopping.wait(LOOK)
                continue
            if self._server.fileno() < 0:
                try:
                    self._server = self._listen(self.host, self.port)
                except OSError:
                    self._stopping.wait(LOOK)
                    continue
            if select.select([self._server], [], [], LOOK)[0]:
                with suppress(OSError):
                    client, _ = self._server.accept()
                    with client:
                        self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        client.setblocking(False)
        self._reader.clear()
        self._moment, self._taken = Moment.BEFORE, 0
        self._owed.clear()
        while not self._stopping.is_set() and not self._broken(PrinterFault.UNPLUG):
            if self._broken(PrinterFault.HANG):
                self._stopping.wait(LOOK)
                continue
            self._pay(client)
            slow = self._broken(PrinterFault.SLOW) and self._moment is Moment.UNDER
            if slow:
                self._stopping.wait(LOOK)
            elif not select.select([client], [], [], LOOK)[0]:
                continue
            try:
                data = client.recv(SLOW_CHUNK if slow or self._at is Moment.UNDER else 4096)
            except BlockingIOError:
                continue
            if not data:
                return
            for command in _at_once_first(self._reader.feed(data)):
                with self._lock:
                    self._move_on(command)
                if self._struck():
                    return
                if self._broken(PrinterFault.HANG):
                    break
                self._obey(client, command)

    def _move_on(self, command: Command) -> None:
        """Which moment of a slip it is."""
        if command.name == "ESC @":
            self._moment, self._taken = Moment.BEFORE, 0
        elif command.name == "GS V":
            self._moment = Moment.AFTER
        elif self._moment is Moment.BEFORE:
            self._taken += len(command.data) + 2
            if self._taken > HALF:
                self._moment = Moment.UNDER

    def _struck(self) -> bool:
        """Whether the connection ends now."""
        if self._fault is PrinterFault.CUT_OFF and not self._spent and self._moment is not Moment.BEFORE:
            self._spent = True
            return True
        if self._broken(PrinterFault.DROP):
            self._spent = True
            return True
        return self._broken(PrinterFault.UNPLUG)

    def _pay(self, client: socket.socket) -> None:
        """Give the answers that had to wait for the paper."""
        if self._owed and time.monotonic() >= self._busy_until:
            owed, self._owed = self._owed, []
            for answer in owed:
                self._answer(client, answer)

    def _obey(self, client: socket.socket, command: Command) -> None:
        data = command.data
        if self._moment is Moment.UNDER and self._at is Moment.UNDER:
            self._babble(client)
        match command.name:
            case "DLE EOT":
                self._answer(client, bytes((self._status(data[0]),)))
            case "GS r":
                if not self._blocked():
                    self._owed.append(b"\0")
                    self._pay(client)
            case "GS I":
                words = {66: "EMULATED", 67: MODEL.format(width=self._width), 68: SERIAL, 65: "1.0"}.get(data[0])
                if words and not self._blocked():
                    self._answer(client, b"_" + words.encode() + b"\0")
            case "GS ( k" if data[1:2] == b"R":
                self._answer(client, b"76" + b"\x1f".join((b"0", b"0", b"1", b"1")) + b"\0")
            case "DLE DC4":
                self._reader.clear()
            case _:
                if not self._blocked():
                    with self._lock:
                        self._paper.do(command)
                    if command.name == "GS V":
                        self._take_time()
                    self._write_out()

    def _take_time(self) -> None:
        if self._speed and self._paper.slips:
            length = max(_SOLID, self._paper.slips[-1].dots.shape[0] / 8)
            self._busy_until = time.monotonic() + length / self._speed
        if self._broken(PrinterFault.SLOW):
            self._busy_until = max(self._busy_until, time.monotonic()) + SLOW_PRINT

    def _babble(self, client: socket.socket) -> None:
        """What nobody asked for, while the slip is sent."""
        answer = b""
        if self._broken(PrinterFault.NOISE):
            answer = self._random.randbytes(2)
        elif self._broken(PrinterFault.CORRUPT):
            answer = bytes((_FINE ^ 1 << self._random.randrange(8),))
        elif self._broken(PrinterFault.WRONG):
            answer = bytes((_OFF, _NO_PAPER))
        with suppress(OSError):
            client.sendall(answer)

    def _blocked(self) -> bool:
        return self._broken(PrinterFault.NO_PAPER, PrinterFault.COVER)

    def _status(self, kind: int) -> int:
        if self._broken(PrinterFault.NO_PAPER):
            return {1: _OFF, 2: _CAUSE_PAPER, 4: _NO_PAPER}.get(kind, _FINE)
        if self._broken(PrinterFault.COVER):
            return {1: _OFF, 2: _COVER}.get(kind, _FINE)
        return _FINE

    def _answer(self, client: socket.socket, answer: bytes) -> None:
        if self._broken(PrinterFault.SILENT):
            return
        if self._broken(PrinterFault.SLOW):
            self._stopping.wait(SLOW_ANSWER)
        if self._broken(PrinterFault.NOISE):
            answer = self._random.randbytes(self._random.randint(1, 4)) + answer
        if self._broken(PrinterFault.CORRUPT):
            answer = bytes(byte ^ 0x81 for byte in answer)
        if self._broken(PrinterFault.WRONG):
            answer = bytes((_NO_PAPER,)) if len(answer) == 1 and answer != b"\0" else bytes((_FINE,))
        with suppress(OSError):
            client.sendall(answer)

    def _write_out(self) -> None:
        while self._out is not None and self._written < len(self._paper.slips):
            slip = self._paper.slips[self._written]
            self._written += 1
            self._out.mkdir(parents=True, exist_ok=True)
            path = self._out / f"slip-{self._written:04d}"
            path.with_suffix(".txt").write_text(slip.text, "utf-8")
            Image.fromarray(slip.dots).save(path.with_suffix(".png"))


def _at_once_first(commands: list[Command]) -> list[Command]:
    """DLE EOT is answered at once, whatever came before it."""
    return sorted(commands, key=lambda command: command.name != "DLE EOT")


def wait_for_slips(printer: EmulatedPrinter, count: int, timeout: float = 10.0) -> list[Printed]:
    """The slips, once there are `count` of them or the time is over."""
    end = time.monotonic() + timeout
    while len(printer.slips) < count and time.monotonic() < end:
        time.sleep(LOOK)
    return printer.slips
