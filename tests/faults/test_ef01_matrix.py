"""The fault matrix of the EF01 sensor, in virtual time: every fault before, while and after an image is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from booth.devices.ef01.packets import Kind, PacketReader, build
from booth.devices.ef01.scanner import unpack
from booth.devices.ports import DeviceError, DeviceLost
from booth.workflow.words import sentence
from tests.faults.matrix import Outcome, cell_id, cells, record
from tests.unit.devices.conftest import Rig, VirtualLine

if TYPE_CHECKING:
    from tests.faults.matrix import Cell

MIDDLE = 60  # packets of image data, of 144
SLOWER = 3  # times the time that the bytes need, on top
WITHIN = 3.0  # seconds beside what the sensor needs to send its images


class FaultyLine(VirtualLine):
    """A wire that does wrong what `fault` says, from the moment that a test says it."""

    def __init__(self, *words, **more):
        super().__init__(*words, **more)
        self.fault = ""
        self.at_packet = 0  # of image data, from which the fault is there; 0: only when it is set
        self.planned = ""
        self.sending = 0.0  # seconds for which image data were on the wire

    def say(self, data, rate):
        reader = PacketReader()
        packets = list(reader.feed(data))
        image = bool(packets) and packets[0].kind in {Kind.DATA, Kind.END}
        if image and self.at_packet and self.image_packets >= self.at_packet:
            self.fault, self.at_packet = self.planned, 0
        before = self._free
        match self.fault:
            case "hang":
                return
            case "unplug":
                self.unplugged = True
                return
            case "corrupt":
                data = data[:10] + bytes((data[10] ^ 0x10,)) + data[11:]
            case "drop":
                data = data[: len(data) // 2]
            case "noise":
                data = bytes((0xEF, 0x01, 7, 7)) * 5 + data
            case "wrong":
                data = self._of_another_question(packets[0]) if packets else data
            case "slow":  # a bridge that hands on little at a time
                self._free = max(self._free, self.clock.now) + SLOWER * len(data) * 10 / rate
        super().say(data, rate)
        if image:
            self.sending += max(0.0, self._free - max(before, self.clock.now))

    @staticmethod
    def _of_another_question(packet):
        """Well-formed, with a right checksum, and not what was asked for."""
        if packet.kind is Kind.ACK:
            return build(Kind.ACK, bytes((0x1F, 0x00)))
        return build(packet.kind, packet.payload[: len(packet.payload) // 2])


class FaultyRig(Rig):
    def __init__(self, line):
        super().__init__()
        self.line = FaultyLine(self.sensor, self.clock)
        self.scanner._open_line = self.line.open
        self.line.planned = line

    def mend(self):
        """The fault is over: another plug, another cable, or switched on again."""
        self.line.fault, self.line.at_packet, self.line.unplugged = "", 0, False


def play(rig: FaultyRig, moment: str, fault: str):
    """An image, or what went wrong, with the fault at its moment."""
    if moment == "during":
        rig.connect()
        rig.line.at_packet = MIDDLE
    elif moment == "before":
        rig.line.fault = fault
        rig.line.unplugged = fault == "unplug"
    image = rig.capture()
    if moment == "after":
        assert np.array_equal(image.pixels, unpack(rig.images[rig.taken - 1]))
        rig.line.fault = fault
        rig.line.unplugged = fault == "unplug"
        rig.line.sending, rig.clock.begun = 0.0, rig.clock.now
        rig.scanner.check(cancel=rig.cancel())
        image = rig.capture()
    return image


@pytest.mark.parametrize("cell", cells("ef01"), ids=cell_id)
def test_the_fault_is_survived(cell: Cell):
    _, fault, moment = cell
    rig = FaultyRig(fault)
    rig.images = [rig.rng.randbytes(256 * 288 // 2) for _ in range(40)]
    rig.clock.begun = rig.clock.now
    words, lost = "", False
    try:
        image = play(rig, moment, fault)
    except DeviceError as error:
        outcome, words = Outcome.SAID, sentence(error)
        lost = isinstance(error, DeviceLost)
    else:
        right = any(np.array_equal(image.pixels, unpack(taken)) for taken in rig.images[: rig.taken])
        outcome = Outcome.RECOVERED if right else Outcome.ACCEPTED
    own = max(rig.clock.now - rig.clock.begun - rig.line.sending, 0.0)
    record(*cell, outcome, seconds=own, words=words)
    assert outcome in {Outcome.RECOVERED, Outcome.SAID}
    assert lost is (fault == "unplug")
    assert own <= WITHIN
    rig.mend()
    image = rig.capture()
    assert np.array_equal(image.pixels, unpack(rig.images[rig.taken - 1]))
