"""The program dies while a slip is printed: the slip is still there, in doubt, and is printed again only on demand."""

from __future__ import annotations

import subprocess
import sys

import pytest

from booth.app import open_printer
from booth.config import Settings
from booth.devices.emulators.printer import EmulatedPrinter, Moment, PrinterFault
from booth.devices.ports import Cancel
from booth.workflow.booth import Booth
from booth.workflow.equipment import Equipment
from booth.workflow.spool import Waiting, print_again, print_due, waiting_slips
from tests.unit.workflow.stage import PASSWORD, Clock, furnish, make_office

CHILD = """
import sys
from pathlib import Path
from booth.app import open_printer
from booth.config import Settings
from booth.devices.ports import Cancel
from booth.devices.slip import Heading, Row, Slip
from booth.workflow.booth import Booth
from booth.workflow.equipment import Equipment
from booth.workflow.spool import keep_slip, print_due
from tests.unit.workflow.stage import PASSWORD, Clock

folder, address = sys.argv[1:]
desk = Booth.open(Path(folder), clock=Clock()).login("ani", PASSWORD)
keep_slip(desk, Slip("Proof", "x", (Heading("HELLO"), *(Row(f"Label {n}", "v") for n in range(40)))), printer="escpos")
print("kept", flush=True)
print_due(desk, Equipment(Settings(printer=f"escpos:tcp:{address}", allow_emulated=True), open_printer), Cancel())
"""


@pytest.mark.parametrize("at", [Moment.UNDER, Moment.AFTER])
def test_a_slip_survives_the_end_of_the_program(at, tmp_path):
    folder = tmp_path / "booth"
    furnish(folder, make_office().identity)
    with EmulatedPrinter(fault=PrinterFault.SILENT if at is Moment.AFTER else PrinterFault.HANG, at=at) as printer:
        command = [sys.executable, "-c", CHILD, str(folder), printer.address]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "kept\n"
            while not (printer.slips if at is Moment.AFTER else "HELLO" in printer.hanging_out):
                assert child.poll() is None, "it ended before it was printing"
            child.kill()
        printer.break_with(None)
        booth = Booth.open(folder, clock=Clock())
        desk = booth.login("ani", PASSWORD)
        tools = Equipment(Settings(printer=f"escpos:tcp:{printer.address}", allow_emulated=True), open_printer)
        (left,) = waiting_slips(desk)
        assert left.state is Waiting.DOUBT
        assert print_due(desk, tools, Cancel()).slip is None
        print_again(desk, left.id)
        assert print_due(desk, tools, Cancel()).error is None
        assert printer.slips[-1].text.startswith("HELLO")  # besides the first, where the printer still had all of it
        assert waiting_slips(desk) == ()
        tools.close()
        desk.close()
        booth.close()
