"""Tests of printer, signature pad and iris scanner: each is opened, asked what it is, used once, and timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.ports import DeviceError
from booth.domain.errors import N_
from booth.workflow.selftest.measures import measure
from booth.workflow.selftest.report import Part, PartResult, Verdict
from booth.workflow.selftest.results import ended, known, stopped
from booth.workflow.test_page import make_test_page

if TYPE_CHECKING:
    from booth.devices.ports import Cancel, Printer
    from booth.workflow.selftest.run import Bench

PRINT_WAIT = 30.0  # seconds


def check_printer(bench: Bench, cancel: Cancel) -> PartResult:
    """A test page, and the seconds until the printer has taken it."""
    try:
        with bench.printer() as printer:
            return _printer(bench, printer, cancel)
    except DeviceError as error:
        return stopped(Part.PRINTER, error)


def _printer(bench: Bench, printer: Printer, cancel: Cancel) -> PartResult:
    start = bench.timer()
    page = make_test_page(printer.info, bench.clock(), bench.zone, booth_name=bench.booth_name)
    printer.print_slip(page, timeout=PRINT_WAIT, cancel=cancel)
    seconds = bench.timer() - start
    return ended(Part.PRINTER, printer.info, [*known(printer.info), measure("print_seconds", round(seconds, 2))])


def check_signature(bench: Bench, _cancel: Cancel) -> PartResult:
    """Pens and touch screens that the window system knows; without any the mouse is left."""
    pens = list(bench.pens())
    if not pens:
        advice = N_("No signature pad is set up: mouse, touch or pen of this screen is used.")
        return PartResult(Part.SIGNATURE, Verdict.ABSENT, advice=advice)
    return PartResult(Part.SIGNATURE, Verdict.PASS, (measure("pens", ", ".join(pens)),), name=pens[0])


def check_iris(bench: Bench, cancel: Cancel) -> PartResult:
    """Whether the iris scanner of the settings is there and ready."""
    if bench.iris is None:
        advice = N_("No iris scanner is set up: recordings go without this step.")
        return PartResult(Part.IRIS, Verdict.ABSENT, advice=advice)
    try:
        info = bench.iris(cancel)
    except DeviceError as error:
        return stopped(Part.IRIS, error)
    return ended(Part.IRIS, info, known(info))
