"""Receipt printers that speak ESC/POS, at USB, a serial port or TCP: asked before and after, never waited for long.

What a printer says decides what a failed slip means. An error raised before the first byte of a slip went out says
why and leaves no doubt: the slip can be printed again by itself. After that it is `PrintCutOff`: only a person sees
whether the paper is whole. A printer that never answers (many cheap ones) is printed on all the same, and
`info.details["answers"]` is 0: whether it printed it cannot tell.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceError,
    DeviceFault,
    DeviceInfo,
    DeviceKind,
    DeviceLost,
    DeviceMissing,
    DeviceRefused,
    DeviceTimeout,
)
from booth.devices.printer.errors import CoverOpen, PaperOut, PrintCutOff, PrinterHot, PrinterJammed, PrinterNotReady
from booth.devices.printer.layout import CLEAR, ROLLS, compose, paper_mm
from booth.devices.printer.lines import DEVICE, RATES, PrinterLine, SerialPrinterLine, TcpLine
from booth.devices.printer.status import (
    ALL_PRINTED,
    MODEL,
    POLL,
    SERIAL,
    STATUS,
    ask_byte,
    ask_qr,
    ask_text,
    is_offline,
    is_printed,
    is_status,
    need_ready,
)
from booth.domain.errors import N_
from resources.i18n import tr

if TYPE_CHECKING:
    from booth.devices.slip import Slip

EMULATED = "EMULATED"  # how the name of a stand-in begins
SLOWEST = 60.0  # mm of paper a second: the slowest receipt printers
LENIENT = 1.25  # how much slower than before a printer may be


@dataclass(frozen=True)
class Limits:
    """Seconds we wait beyond what the printer's own work takes."""

    connect: float = 2.5
    answer: float = 0.6  # to one question, asked twice within it
    stall: float = 1.8  # without a byte taken or a sign of life


@dataclass
class _Manners:
    """What the printer at a port did since the program started."""

    answers: bool = False  # it answered once: where it falls silent, it hangs
    prompt: bool = False  # also while it printed: so it does not only answer when all before is done
    speed: float = SLOWEST  # mm a second


_known: dict[str, _Manners] = {}
_rates: dict[str, int] = {}
"""Serial ports → the rate at which the printer answered."""


class EscposPrinter:
    """One printer, for one thread at a time. Made by `open_escpos`; `close` lets the line go."""

    def __init__(
        self,
        port: str,
        line: PrinterLine,
        *,
        paper_mm: int = 80,
        allow_emulated: bool = False,
        limits: Limits | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        """Ask who is there. Raises `PrinterNotReady` and its kinds, `DeviceRefused`, `DeviceError`."""
        self._port = port
        self._line = line
        self._roll = ROLLS[paper_mm]
        self._limits = limits or Limits()
        self._unfinished = False  # a slip was cut off: the printer may wait for the rest of it
        self._manners = _known.setdefault(port, _Manners())
        self._answers = self._confirms = self._draws = False
        self._name, self._serial, emulated = "", "", False
        cancel = cancel or Cancel()
        self._need_ready(cancel)
        if self._answers:
            self._name = ask_text(line, MODEL, self._limits.answer, cancel)
            emulated = self._name.startswith(EMULATED)
            if emulated and not allow_emulated:
                raise DeviceRefused(self._name, device=tr(DEVICE))
            self._serial = ask_text(line, SERIAL, self._limits.answer, cancel)
            self._confirms = ask_byte(line, ALL_PRINTED, is_printed, self._limits.answer, cancel).answer is not None
            self._draws = ask_qr(line, self._limits.answer, cancel)
        name = self._name or getattr(line, "name", "") or "ESC/POS"
        details: dict[str, str | int | float] = {"answers": int(self._answers), "paper_mm": paper_mm}
        serial = self._serial or getattr(line, "serial", "")
        self._info = DeviceInfo(DeviceKind.PRINTER, name, port, serial, emulated, details)

    @property
    def info(self) -> DeviceInfo:
        return self._info

    def print_slip(self, slip: Slip, *, timeout: float, cancel: Cancel) -> None:
        """Print `slip` and wait, up to `timeout` seconds, until the printer says that it did.

        Raises `PrintCutOff` where it may lie there in part, and otherwise `PrinterNotReady` and its kinds,
        `DeviceError`, `Cancelled`: then nothing was printed.
        """
        cancel.check()
        end = time.monotonic() + timeout
        self._need_ready(cancel)
        data = compose(slip, self._roll, native_qr=self._draws)
        if self._unfinished:
            self._send(CLEAR, end, cancel)
        sent = 0
        try:
            sent = self._send(data, end, cancel)
            self._wait_printed(paper_mm(data), end, cancel)
        except _Stopped as stopped:
            sent = stopped.sent
            if sent:
                self._unfinished = True
                raise PrintCutOff(type(stopped.why).__name__, why=_words(stopped.why)) from stopped.why
            raise stopped.why from stopped
        self._unfinished = False

    def close(self) -> None:
        self._line.close()

    def _need_ready(self, cancel: Cancel) -> None:
        """Raises what keeps it from printing; a printer that never answered is taken as it is."""
        heard = ask_byte(self._line, STATUS, is_status, self._limits.answer, cancel)
        self._answers = heard.answer is not None
        if heard.answer is not None:
            self._manners.answers = True
            need_ready(self._line, heard.answer[0], self._limits.answer, cancel)
        elif heard.noise:
            raise DeviceFault("no status", device=tr(DEVICE))
        elif self._manners.answers:
            raise DeviceTimeout("no status", device=tr(DEVICE))
        elif getattr(self._line, "no_paper", bool)():
            raise PaperOut

    def _send(self, data: bytes, end: float, cancel: Cancel) -> int:
        """Hand all of `data` over. Raises `_Stopped` with how much of it went."""
        sent = 0
        last = time.monotonic()
        try:
            while sent < len(data):
                taken = self._line.send(data[sent:])
                now = time.monotonic()
                if taken:
                    sent, last = sent + taken, now
                    cancel.check()
                    continue
                if now - last > self._limits.stall or now > end:
                    raise self._why_stuck(cancel)
                self._line.receive()  # unasked reports are of no use now
                cancel.sleep(POLL)
        except DeviceError as error:
            raise _Stopped(sent, error) from error
        return sent

    def _why_stuck(self, cancel: Cancel) -> DeviceError:
        try:
            heard = ask_byte(self._line, STATUS, is_status, self._limits.answer, cancel)
            if heard.answer is not None:
                need_ready(self._line, heard.answer[0], self._limits.answer / 2, cancel)
        except DeviceError as error:
            return error
        return DeviceTimeout("takes nothing", device=tr(DEVICE))

    def _wait_printed(self, length: float, end: float, cancel: Cancel) -> None:
        """Until the printer says that all was printed, as far as it can. Raises `_Stopped`.

        `length` of paper in mm. Our own patience begins when that should be out, or for a printer known to answer
        while it prints, with its last sign of life.
        """
        manners = self._manners
        try:
            self._drain(end, cancel)
            if not self._answers:
                return
            start = alive_at = asked = time.monotonic()
            out_at = start + length / manners.speed * (1.0 if manners.speed == SLOWEST else LENIENT)
            while self._line.receive():
                cancel.check()
            if self._confirms:
                self._line.send(ALL_PRINTED)
            while True:
                alive, printed = self._listen(cancel)
                now = time.monotonic()
                if printed or (alive and not self._confirms):
                    manners.speed = max(SLOWEST, length / (now - start)) if printed else manners.speed
                    return
                manners.prompt = manners.prompt or (alive and now < out_at)
                alive_at = now if alive else alive_at
                patience = alive_at if manners.prompt and not alive else max(out_at, start if alive else alive_at)
                if now > min(end, patience + self._limits.stall):
                    raise DeviceTimeout("not confirmed", device=tr(DEVICE))
                if self._confirms and now - asked > self._limits.stall / 3:
                    asked = now
                    self._line.send(ALL_PRINTED)
        except DeviceError as error:
            raise _Stopped(1, error) from error

    def _drain(self, end: float, cancel: Cancel) -> None:
        """Until the system has put all on the wire, which at a slow serial line takes seconds."""
        last, left = time.monotonic(), self._line.pending()
        while left:
            cancel.sleep(POLL)
            now, before, left = time.monotonic(), left, self._line.pending()
            last = now if left < before else last
            if now > min(end, last + self._limits.stall):
                raise DeviceTimeout("takes nothing", device=tr(DEVICE))

    def _listen(self, cancel: Cancel) -> tuple[bool, bool]:
        """Whether it is alive, and whether all was printed. Raises what keeps it from printing."""
        self._line.send(STATUS)
        alive = printed = False
        again = time.monotonic() + self._limits.answer / 2
        while time.monotonic() < again and not printed and (self._confirms or not alive):
            for byte in self._line.receive():
                if is_status(byte):
                    alive = True
                    if is_offline(byte):
                        need_ready(self._line, byte, self._limits.answer, cancel)
                printed = printed or (self._confirms and is_printed(byte))
            cancel.sleep(POLL)
        return alive, printed


def open_escpos(
    port: str,
    *,
    paper_mm: int = 80,
    allow_emulated: bool = False,
    limits: Limits | None = None,
    cancel: Cancel | None = None,
) -> EscposPrinter:
    """The printer at `port`: `usb[:VENDOR:PRODUCT]` (hexadecimal), `serial:PORT[@BAUD]` or `tcp:HOST:PORT`.

    Raises `DeviceMissing`, `DeviceRefused`, `PrinterNotReady` and its kinds (no paper, cover open), `DeviceError`.
    """
    limits = limits or Limits()
    cancel = cancel or Cancel()
    try:
        return _meet(port, paper_mm, allow_emulated, limits, cancel)
    except DeviceLost:  # a print server that was just rid of somebody else; a line that dropped once
        return _meet(port, paper_mm, allow_emulated, limits, cancel)


def _meet(port: str, paper_mm: int, allow_emulated: bool, limits: Limits, cancel: Cancel) -> EscposPrinter:
    line = _open_line(port, limits, cancel)
    try:
        return EscposPrinter(port, line, paper_mm=paper_mm, allow_emulated=allow_emulated, limits=limits, cancel=cancel)
    except BaseException:
        line.close()
        raise


def _open_line(port: str, limits: Limits, cancel: Cancel) -> PrinterLine:
    kind, _, where = port.partition(":")
    if kind == "tcp":
        host, _, number = where.rpartition(":")
        if not (number.isascii() and number.isdigit() and 0 < int(number) < 65_536):
            raise DeviceMissing(port, device=tr(DEVICE))
        return TcpLine(host, int(number), limits.connect, cancel)
    if kind == "serial":
        return _open_serial(where, limits, cancel)
    from booth.devices.printer.usb import UsbLine  # libusb only where it is used

    vendor, _, product = where.partition(":")
    return UsbLine(int(vendor or "0", 16), int(product or "0", 16))


def _open_serial(where: str, limits: Limits, cancel: Cancel) -> SerialPrinterLine:
    """At the rate named, else at the first at which it answers, else at the commonest."""
    path, _, named = where.partition("@")
    if named.isascii() and named.isdigit() and int(named):
        return SerialPrinterLine(path, int(named))
    rates = sorted(RATES, key=lambda rate: rate != _rates.get(path))
    line = SerialPrinterLine(path, rates[0])
    try:
        for rate in rates:
            line.set_rate(rate)
            if ask_byte(line, STATUS, is_status, limits.answer, cancel).answer is not None:
                _rates[path] = rate
                return line
        line.set_rate(rates[0])
    except BaseException:
        line.close()
        raise
    return line


class _Stopped(Exception):
    """Printing ended early, after `sent` bytes of the slip, because of `why`."""

    def __init__(self, sent: int, why: DeviceError) -> None:
        self.sent = sent
        self.why = why
        super().__init__(sent)


_WHYS: dict[type[DeviceError], str] = {
    PaperOut: N_("The printer has no paper left."),
    CoverOpen: N_("The cover was opened."),
    PrinterJammed: N_("The printer reported a fault."),
    PrinterHot: N_("The print head became too hot."),
    PrinterNotReady: N_("The printer was not ready any more."),
    DeviceLost: N_("The printer was switched off or unplugged."),
    DeviceTimeout: N_("The printer did not say that it was done."),
    Cancelled: N_("Printing was stopped."),
}


def _words(error: DeviceError) -> str:
    return tr(_WHYS.get(type(error), N_("The printer did not say that it was done.")))
