"""Kept before it is printed, forgotten when it is printed, and never printed twice unless somebody says so."""

from __future__ import annotations

from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ports import Cancel, Cancelled, DeviceInfo, DeviceKind, DeviceLost
from booth.devices.printer.errors import PaperOut, PrintCutOff
from booth.devices.slip import Code, Gap, Heading, Row, Rule, Slip, Text
from booth.workflow import spool
from booth.workflow.equipment import NoPrinter
from booth.workflow.spool import (
    SlipDamaged,
    Waiting,
    forget_slip,
    keep_slip,
    print_again,
    print_due,
    slip_from_text,
    slip_to_text,
    waiting_slips,
)


def slip(name="CONTOH SATU"):
    return Slip("Proof", f"proof-{name}", (Heading("Proof"), Row("NIK", "1"), Row("Name", name)))


class Printer:
    """Prints into a list, or raises what it is told to."""

    def __init__(self):
        self.printed = []
        self.fault = None
        self.answers = 1

    @property
    def info(self):
        return DeviceInfo(DeviceKind.PRINTER, "TM-T82", "tcp:x", details={"answers": self.answers})

    def print_slip(self, slip, **_):
        if self.fault is not None:
            raise self.fault
        self.printed.append(slip.filename)


class Tools:
    def __init__(self, printer):
        self._printer = printer
        self.missing = None

    @contextmanager
    def printer(self):
        if self.missing is not None:
            raise self.missing
        yield self._printer


@pytest.fixture
def printer():
    return Printer()


@pytest.fixture
def tools(printer):
    return Tools(printer)


@pytest.fixture
def desk(login):
    return login("ani")


def states(desk):
    return [each.state for each in waiting_slips(desk)]


def test_slips_are_printed_oldest_first_and_forgotten(desk, printer, tools):
    first = keep_slip(desk, slip("A"), printer="system")
    keep_slip(desk, slip("B"), printer="system")
    attempt = print_due(desk, tools, Cancel())
    assert (attempt.slip, attempt.error, attempt.sure) == (first, None, True)
    assert [each.who for each in attempt.left] == ["B"]
    print_due(desk, tools, Cancel())
    assert printer.printed == ["proof-A", "proof-B"]
    assert print_due(desk, tools, Cancel()).slip is None


def test_a_printer_that_is_off_loses_nothing(desk, printer, tools):
    tools.missing = DeviceLost("x", device="Printer")
    kept = keep_slip(desk, slip(), printer="system")
    attempt = print_due(desk, tools, Cancel())
    assert attempt.slip == kept
    assert isinstance(attempt.error, DeviceLost)
    assert [(each.state, each.tries) for each in attempt.left] == [(Waiting.DUE, 0)]
    tools.missing = None
    assert print_due(desk, tools, Cancel()).error is None
    assert printer.printed == ["proof-CONTOH SATU"]


@pytest.mark.parametrize("fault", [PaperOut(), Cancelled()])
def test_what_was_not_begun_waits_on(desk, printer, tools, fault):
    keep_slip(desk, slip(), printer="system")
    printer.fault = fault
    assert isinstance(print_due(desk, tools, Cancel()).error, type(fault))
    assert states(desk) == [Waiting.DUE]


def test_what_was_cut_off_is_printed_again_only_when_somebody_says_so(desk, printer, tools):
    kept = keep_slip(desk, slip(), printer="system")
    printer.fault = PrintCutOff(why="")
    print_due(desk, tools, Cancel())
    printer.fault = None
    assert states(desk) == [Waiting.DOUBT]
    assert print_due(desk, tools, Cancel()).slip is None
    assert [each.state for each in print_again(desk, kept)] == [Waiting.DUE]
    printer.fault = PaperOut()
    print_due(desk, tools, Cancel())
    assert states(desk) == [Waiting.DUE]  # what was said once holds
    printer.fault = None
    print_due(desk, tools, Cancel())
    assert printer.printed == ["proof-CONTOH SATU"]
    assert not waiting_slips(desk)


def test_one_cut_off_does_not_stop_the_others(desk, printer, tools):
    keep_slip(desk, slip("A"), printer="system")
    keep_slip(desk, slip("B"), printer="system")
    printer.fault = PrintCutOff(why="")
    print_due(desk, tools, Cancel())
    printer.fault = None
    print_due(desk, tools, Cancel())
    assert printer.printed == ["proof-B"]
    assert states(desk) == [Waiting.DOUBT]


def test_a_crash_in_the_middle_leaves_a_doubt(desk, printer, tools, login):
    keep_slip(desk, slip(), printer="system")
    printer.fault = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        print_due(desk, tools, Cancel())
    printer.fault = None
    desk.close()
    again = login("ani")
    assert states(again) == [Waiting.DOUBT]
    assert print_due(again, tools, Cancel()).slip is None
    assert printer.printed == []


def test_what_is_left_of_yesterday_is_asked_about_first(desk, printer, tools, clock):
    kept = keep_slip(desk, slip(), printer="system")
    clock.pass_by(24 * 3600)
    assert states(desk) == [Waiting.OLD]
    assert print_due(desk, tools, Cancel()).slip is None
    print_again(desk, kept)
    print_due(desk, tools, Cancel())
    assert printer.printed == ["proof-CONTOH SATU"]


def test_a_slip_may_be_let_be(desk, tools, printer):
    kept = keep_slip(desk, slip(), printer="system")
    assert forget_slip(desk, kept) == ()
    assert print_due(desk, tools, Cancel()).slip is None
    assert desk.vault.audit.recent(1)[0].event == "print.dropped"


def test_without_a_printer_nothing_is_kept(desk):
    with pytest.raises(NoPrinter):
        keep_slip(desk, slip(), printer="none")
    assert waiting_slips(desk) == ()


def test_a_printer_that_tells_nothing_is_said_to(desk, printer, tools):
    keep_slip(desk, slip(), printer="system")
    printer.answers = 0
    attempt = print_due(desk, tools, Cancel())
    assert attempt.error is None
    assert not attempt.sure


def test_a_damaged_slip_stops_nobody(desk, printer, tools):
    desk.vault.spool.add("Proof", "{}", actor="ani")
    keep_slip(desk, slip("B"), printer="system")
    assert isinstance(print_due(desk, tools, Cancel()).error, SlipDamaged)
    print_due(desk, tools, Cancel())
    assert printer.printed == ["proof-B"]
    assert states(desk) == [Waiting.DAMAGED]


_words = st.text(max_size=30)
_blocks = st.one_of(
    st.builds(Heading, _words),
    st.builds(Text, _words, st.booleans()),
    st.builds(Row, _words, _words),
    st.builds(Code, _words),
    st.just(Rule()),
    st.just(Gap()),
)


@given(st.builds(Slip, _words, _words, st.lists(_blocks, max_size=8).map(tuple)))
def test_any_slip_comes_back_as_it_was(slip):
    assert slip_from_text(slip_to_text(slip)) == slip


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["title", "filename", "blocks", "x"]), inner, max_size=4)
    ),
)


@given(st.text(max_size=60) | _json.map(spool.json.dumps))
def test_anything_else_is_refused(text):
    with suppress(SlipDamaged):
        assert isinstance(slip_from_text(text), Slip)
