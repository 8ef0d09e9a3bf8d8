"""The printer's part of the fault matrix, through the spool: printed, or said; nothing lost, nothing printed twice.

The printer has printed one slip before, as every printer of a booth has. What was sent is checked on its paper.
"""

from __future__ import annotations

import time

import pytest

from booth.app import open_printer
from booth.config import Settings
from booth.devices.emulators.printer import EmulatedPrinter, Moment, PrinterFault, wait_for_slips
from booth.devices.ports import Cancel
from booth.devices.printer.errors import PrintCutOff
from booth.devices.slip import Code, Heading, Row, Slip
from booth.workflow.booth import Booth
from booth.workflow.equipment import Equipment
from booth.workflow.spool import Waiting, keep_slip, print_again, print_due, waiting_slips
from booth.workflow.words import sentence
from tests.faults.matrix import Outcome, cell_id, cells, record
from tests.unit.workflow.stage import PASSWORD, Clock, furnish, make_office

FAULTS = {
    "unplug": PrinterFault.UNPLUG,
    "hang": PrinterFault.HANG,
    "corrupt": PrinterFault.CORRUPT,
    "drop": PrinterFault.DROP,
    "noise": PrinterFault.NOISE,
    "slow": PrinterFault.SLOW,
    "wrong": PrinterFault.WRONG,
}
SPEED = 400.0  # mm/s: so that there is a while in which it prints


def slip(name):
    rows = tuple(Row(f"Label {n}", "value " * 3) for n in range(12))
    return Slip("Proof", name, (Heading(name), *rows, Code("BR1|test")))


@pytest.fixture
def printer():
    with EmulatedPrinter(speed=SPEED) as printer:
        yield printer


@pytest.fixture
def tools(printer):
    settings = Settings(printer=f"escpos:tcp:{printer.address}", allow_emulated=True)
    equipment = Equipment(settings, open_printer)
    yield equipment
    equipment.close()


@pytest.fixture
def desk(tmp_path):
    furnish(tmp_path / "booth", make_office().identity)
    booth = Booth.open(tmp_path / "booth", clock=Clock())
    desk = booth.login("ani", PASSWORD)
    yield desk
    desk.close()
    booth.close()


def titles(printer):
    return [printed.text.splitlines()[0] for printed in printer.slips]


@pytest.mark.parametrize("cell", cells("printer"), ids=cell_id)
def test_a_fault_is_survived(cell, desk, tools, printer):
    _, fault, moment = cell
    print_first(desk, tools, printer)
    if moment != "after":  # else it meets the question whether the next slip can be printed
        tools.let_printer_go()
    survive(cell, FAULTS[fault], Moment(moment), desk, tools, printer)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_between_the_paper_and_the_word_that_it_is_out_is_survived(fault, desk, tools, printer):
    print_first(desk, tools, printer)
    tools.let_printer_go()
    survive(("printer", fault, "during"), FAULTS[fault], Moment.AFTER, desk, tools, printer)


def print_first(desk, tools, printer):
    keep_slip(desk, slip("FIRST"), printer="escpos")
    assert print_due(desk, tools, Cancel()).error is None
    assert titles(printer) == ["FIRST"]


def survive(cell, fault, moment, desk, tools, printer):  # noqa: PLR0917  (a cell, and what it is played with)
    printer.break_with(fault, moment)
    keep_slip(desk, slip("SECOND"), printer="escpos")
    start = time.perf_counter()
    attempt = print_due(desk, tools, Cancel())
    seconds = time.perf_counter() - start

    printer.break_with(None)
    if attempt.error is None:
        assert wait_for_slips(printer, 2)
        assert titles(printer) == ["FIRST", "SECOND"]
        assert attempt.left == ()
        record(*cell, Outcome.RECOVERED, seconds=seconds)
        return
    words = sentence(attempt.error)
    assert words
    assert len(attempt.left) == 1, "lost from the spool"
    doubt = isinstance(attempt.error, PrintCutOff)
    assert attempt.left[0].state is (Waiting.DOUBT if doubt else Waiting.DUE)
    if doubt:
        assert print_due(desk, tools, Cancel()).slip is None, "printed twice by itself"
        print_again(desk, attempt.left[0].id)
    _print_all(desk, tools)
    assert titles(printer)[-1] == "SECOND"
    record(*cell, Outcome.SAID, seconds=seconds, words=words)


def _print_all(desk, tools):
    """Until nothing waits; the printer is just being plugged in again, so the first try may come too soon."""
    for _ in range(50):
        if print_due(desk, tools, Cancel()).error is None and not waiting_slips(desk):
            return
    pytest.fail("it is never printed")
