"""What a receipt printer says of itself: the bytes of DLE EOT, GS r and GS I, and asking for them with limits.

Bytes as in Epson's command reference: an answer to DLE EOT is `0bxxx1xx10`, one to GS r `0b0xx0xxxx`; neither says
what it answers. So one thing is asked at a time, what came before is thrown away, and what cannot be an answer is not.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.devices.printer.errors import CoverOpen, PaperOut, PrinterHot, PrinterJammed, PrinterNotReady

if TYPE_CHECKING:
    from booth.devices.ports import Cancel
    from booth.devices.printer.lines import PrinterLine

STATUS = b"\x10\x04\x01"  # DLE EOT n: answered at once, also while it prints or cannot
CAUSE = b"\x10\x04\x02"
FAULT = b"\x10\x04\x03"
PAPER = b"\x10\x04\x04"
ALL_PRINTED = b"\x1dr\x01"  # GS r 1: answered in its turn, after all that was sent before
MODEL = b"\x1dIC"  # GS I 67
SERIAL = b"\x1dID"  # GS I 68
MEASURE_QR = b"\x1d(k\x03\x001R0"  # GS ( k function 182: only who draws QR codes answers

_OFFLINE = 0x08
_COVER, _PAPER_STOP = 0x04, 0x20
_HOT, _BROKEN = 0x40, 0x2C
_PAPER_END = 0x60

POLL = 0.005  # seconds between looks at the line
TRIES = 2
MANY = 8  # bytes at once: whoever says so much to a question of one byte is no printer


@dataclass(frozen=True)
class Heard:
    """What came while we waited: the answer, and whether there was anything that is none."""

    answer: bytes | None
    noise: bool = False


def is_status(byte: int) -> bool:
    """Whether `byte` can be an answer to DLE EOT."""
    return byte & 0x93 == 0x12


def is_offline(byte: int) -> bool:
    """Whether an answer to DLE EOT 1 says that it does not print now."""
    return bool(byte & _OFFLINE)


def is_printed(byte: int) -> bool:
    """Whether `byte` can be an answer to GS r 1: paper enough, low or at its end, nothing else."""
    return byte in {0x00, 0x03, 0x0C, 0x0F}


def ask_byte(line: PrinterLine, command: bytes, fits: Callable[[int], bool], limit: float, cancel: Cancel) -> Heard:
    """Send `command` and wait up to `limit` seconds for a byte that `fits`; asks twice. Raises `DeviceLost`."""
    noise = False
    for _ in range(TRIES):
        line.receive()
        line.send(command)
        end = time.monotonic() + limit / TRIES
        while True:
            came = line.receive()
            for byte in came:
                if fits(byte) and len(came) <= MANY:
                    return Heard(bytes((byte,)), noise)
                noise = True
            if time.monotonic() >= end:
                break
            cancel.sleep(POLL)
    return Heard(None, noise)


def ask_text(line: PrinterLine, command: bytes, limit: float, cancel: Cancel) -> str:
    """The text of GS I, at most 60 characters; empty where none comes. Raises `DeviceLost`."""
    line.receive()
    line.send(command)
    found = b""
    end = time.monotonic() + limit
    while time.monotonic() < end and len(found) < 200:
        found += line.receive()
        start = found.find(b"_")
        if start >= 0 and (stop := found.find(b"\0", start)) >= 0:
            text = found[start + 1 : stop].decode("ascii", "replace")
            return "".join(c for c in text if c.isprintable())[:60].strip()
        cancel.sleep(POLL)
    return ""


def ask_qr(line: PrinterLine, limit: float, cancel: Cancel) -> bool:
    """Whether the printer draws QR codes by its own command. Raises `DeviceLost`."""
    line.receive()
    line.send(MEASURE_QR)
    found = b""
    end = time.monotonic() + limit
    while time.monotonic() < end and len(found) < 200:
        found += line.receive()
        if b"76" in found and b"\0" in found[found.find(b"76") :]:
            return True
        cancel.sleep(POLL)
    return False


def need_ready(line: PrinterLine, status: int, limit: float, cancel: Cancel) -> None:
    """Raises what keeps it from printing, when `status` (answer to DLE EOT 1) or its paper says that something does.

    Trouble must be said twice: the first answer may be noise, or one to something else.
    """

    def says(command: bytes, bits: int) -> bool:
        for _ in range(2):
            answer = ask_byte(line, command, is_status, limit, cancel).answer
            if answer is None or not answer[0] & bits:
                return False
        return True

    if says(PAPER, _PAPER_END):
        raise PaperOut
    if not is_offline(status) or not says(STATUS, _OFFLINE):
        return
    if says(CAUSE, _COVER):
        raise CoverOpen
    if says(CAUSE, _PAPER_STOP):
        raise PaperOut
    if says(FAULT, _HOT):
        raise PrinterHot
    if says(FAULT, _BROKEN):
        raise PrinterJammed
    raise PrinterNotReady
