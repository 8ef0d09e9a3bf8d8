"""The fault matrix of USB readers, in virtual time: what libfprint's helper may say or not say, at every moment."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from booth.devices.ports import DeviceError, DeviceFault
from booth.devices.usb.frames import FrameReader
from booth.devices.usb.scanner import UsbScanner
from booth.workflow.words import sentence
from tests.faults.matrix import Outcome, cell_id, cells, record
from tests.unit.devices.conftest import Clock, VirtualCancel
from tests.unit.devices.test_usb_driver import VIRTUAL, Helper

if TYPE_CHECKING:
    from tests.faults.matrix import Cell

WIDTH, HEIGHT = 12, 8
COMES, READ = 0.5, 0.2  # seconds until the finger lies there, and until its image is said
LATER = 2.0  # seconds by which a slow reader says everything late
WITHIN = 3.0  # seconds of our own, beside the reader's
REMOVED = {"removed": 0}  # the reader's number
NOISE = bytes((0xFF, 0x00, 0x7B)) * 7 + b"\n"


def picture(number: int) -> bytes:
    return bytes((number * 7 + place) % 200 + 1 for place in range(WIDTH * HEIGHT))


class Line:
    """The reader and its plug, which outlive the helpers that are started one after the other."""

    def __init__(self, fault: str, moment: str) -> None:
        self.clock = Clock()
        self.fault, self.moment = fault, moment
        self.broken = moment == "before"
        self.pictures = itertools.count()
        self.shown: list[bytes] = []
        self.waited = 0.0  # seconds that the reader needed and we could not shorten

    def start(self) -> FaultyHelper:
        return FaultyHelper(self)


class FaultyHelper(Helper):
    """A helper whose reader, or that itself, does wrong what the line says."""

    def __init__(self, line: Line) -> None:
        self.line = line
        gone = line.broken and line.fault == "unplug"
        super().__init__(line.clock, readers=() if gone else (VIRTUAL,))

    def write(self, order: dict[str, object]) -> None:
        if order["do"] == "capture":
            raw = picture(next(self.line.pictures))
            self.line.shown.append(raw)
            told = {"width": WIDTH, "height": HEIGHT, "ppi": 0, "size": len(raw)}
            self.script = [
                (COMES, [{"finger": True}]),
                (COMES + READ, [{"image": told}, raw, {"finger": False}]),
            ]
            self.line.waited += COMES + READ
        super().write(order)

    def read(self) -> bytes:
        due = [message for at, message in self.coming if at <= self.clock()]
        if {"finger": True} in due and self.line.moment == "during":
            self.line.broken = True
            if self.line.fault == "unplug":
                self.coming = [(at, message) for at, message in self.coming if at <= self.clock()]
                self.later(READ, REMOVED)
        if not self.line.broken:
            return super().read()
        match self.line.fault:
            case "hang":
                self.hangs = self.hangs or not any(isinstance(m, dict) and "hello" in m for m in due)
            case "slow":
                self.coming = [(at + LATER, m) if at <= self.clock() else (at, m) for at, m in self.coming]
                self.line.waited += LATER
                self.line.broken = False
            case "wrong":
                self.coming = [(at, _other(message) if at <= self.clock() else message) for at, message in self.coming]
        data = super().read()
        match self.line.fault:
            case "corrupt":
                return bytes(byte ^ 0x20 for byte in data)
            case "drop" if data:
                self.dead = True
                return data[: len(data) // 2]
            case "noise":
                return NOISE + data
        return data


def _other(message: object) -> object:
    """In form, and not what was asked."""
    if isinstance(message, dict) and "image" in message:
        return {"image": {**message["image"], "width": WIDTH + 1}}
    if isinstance(message, bytes):
        return message
    return {"opened": 7} if message == {"finger": True} else {"pong": -1}


def play(scanner: UsbScanner, line: Line) -> bytes:
    cancel = VirtualCancel(line.clock)
    image = scanner.capture(timeout=5.0, cancel=cancel)
    if line.moment == "after":
        assert image.pixels.tobytes() == line.shown[-1]
        line.broken, line.waited, line.clock.now = True, 0.0, 0.0
        if line.fault == "unplug":
            scanner._link.pipe.later(0, REMOVED)
        scanner.check(cancel=cancel)
        image = scanner.capture(timeout=5.0, cancel=cancel)
    return image.pixels.tobytes()


@pytest.mark.parametrize("cell", cells("libfprint"), ids=cell_id)
def test_the_fault_is_survived(cell: Cell):
    _, fault, moment = cell
    line = Line(fault, moment)
    scanner = UsbScanner("usb", allow_emulated=True, start=line.start, monotonic=line.clock)
    words = ""
    try:
        taken = play(scanner, line)
    except DeviceError as error:
        outcome, words = Outcome.SAID, sentence(error)
    else:
        outcome = Outcome.RECOVERED if taken in line.shown else Outcome.ACCEPTED
    own = max(line.clock.now - line.waited, 0.0)
    record(*cell, outcome, seconds=own, words=words)
    assert outcome in {Outcome.RECOVERED, Outcome.SAID}
    assert own <= WITHIN
    line.broken, line.moment = False, "never"
    assert scanner.capture(timeout=5.0, cancel=VirtualCancel(line.clock)).pixels.tobytes() == line.shown[-1]


def test_the_noise_is_no_message():
    with pytest.raises(DeviceFault):
        FrameReader().feed(NOISE)
