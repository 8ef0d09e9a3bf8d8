"""The fault matrix of certified scanners: our client, the emulated service, and each fault at each moment of a slap."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from booth.devices.emulators.sbi.faults import FaultOrder, SbiFault
from booth.devices.ports import Cancel, DeviceError
from booth.devices.sbi.capture import CaptureChain
from booth.devices.sbi.find import find_sbi_finger
from booth.domain.fingers import Slap
from booth.workflow.words import sentence
from tests.faults.matrix import Outcome, cell_id, cells, record
from tests.unit.devices.sbi_wire import chain, print_of, service

if TYPE_CHECKING:
    from booth.devices.emulators.sbi.service import SbiEmulator
    from tests.faults.matrix import Cell

TIMEOUT = 6.0  # seconds that a capture may take
LATE = 2.0  # seconds by which a slow service answers late: not our own
CAPTURE = frozenset({"RCAPTURE"})
FAULTS = {  # at any time, and while a capture is under way
    "unplug": (SbiFault.GONE, SbiFault.UNPLUG),
    "hang": (SbiFault.HANG, SbiFault.HANG),
    "corrupt": (SbiFault.BAD_SIGNATURE, SbiFault.CORRUPT),
    "drop": (SbiFault.TRUNCATE, SbiFault.TRUNCATE),
    "noise": (SbiFault.NOISE, SbiFault.NOISE),
    "slow": (SbiFault.SLOW, SbiFault.SLOW),
    "wrong": (SbiFault.HTML, SbiFault.SWAPPED_HAND),
}


@pytest.fixture(scope="module")
def trust(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trust")
    chain().write_trust(folder)
    return folder


class Play:
    """One scanner, and the moment at which it does wrong."""

    def __init__(self, emulator: SbiEmulator, trust, fault: str, moment: str) -> None:
        self.emulator, self.trust = emulator, trust
        self.always, self.under_way = FAULTS[fault]
        self.moment = moment
        self.scanner = None
        self.begun = 0.0

    def find(self):
        self.scanner = find_sbi_finger(
            "", trust=self.trust, allow_emulated=True, chain=CaptureChain(), cancel=Cancel(), ports=[self.emulator.port]
        )
        return self.scanner

    def slap(self):
        return self.scanner.capture_slap(Slap.RIGHT_FOUR, missing=(), timeout=TIMEOUT, cancel=Cancel())

    def break_now(self, order: SbiFault | FaultOrder) -> None:
        self.emulator.set_fault(order)
        self.begun = time.monotonic()

    def run(self):
        if self.moment == "before":
            self.break_now(self.always)
        self.find()
        if self.moment == "during":  # a service that hangs answers nothing else either
            hangs = self.under_way is SbiFault.HANG
            self.break_now(self.under_way if hangs else FaultOrder(self.under_way, CAPTURE))
        images = self.slap()
        if self.moment == "after":
            right(images)
            self.break_now(self.always)
            self.scanner.check(cancel=Cancel())
            images = self.slap()
        return images

    def mend(self) -> None:
        self.emulator.clear_faults()
        self.emulator.plug()


def right(images) -> bool:
    """Whether each finger has one of its own prints."""
    return list(images) == list(Slap.RIGHT_FOUR.fingers) and all(
        any(np.array_equal(image.pixels, print_of("ani", finger, attempt)) for attempt in range(3))
        for finger, image in images.items()
    )


@pytest.mark.parametrize("cell", cells("sbi"), ids=cell_id)
def test_the_fault_is_survived(cell: Cell, trust):
    _, fault, moment = cell
    with service() as emulator:
        play = Play(emulator, trust, fault, moment)
        words = ""
        try:
            images = play.run()
        except DeviceError as error:
            outcome, words = Outcome.SAID, sentence(error)
        else:
            outcome = Outcome.RECOVERED if right(images) else Outcome.ACCEPTED
        late = LATE if fault == "slow" else 0.0
        record(*cell, outcome, seconds=max(time.monotonic() - play.begun - late, 0.0), words=words)
        assert outcome in {Outcome.RECOVERED, Outcome.SAID}
        play.mend()
        play.find()
        assert right(play.slap())
