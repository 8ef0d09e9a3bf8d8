"""What waits for the printer: said on the page of the day, printed by itself, asked about where it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booth.devices.emulators.printer import EmulatedPrinter, PrinterFault
from booth.ui.spooler import Spooler
from booth.workflow.spool import Waiting
from tests.ui.operator.test_notices import a_recording
from tests.ui.operator.test_today import keep


@pytest.fixture
def printer():
    with EmulatedPrinter(width=58) as printer:
        yield printer


@pytest.fixture
def open_today(make_window, printer):
    """Today's page with a recording whose proof can be printed on the stand-in."""

    def open_window(*recordings):
        window = make_window(printer=f"escpos:tcp:{printer.address}", paper_mm=58)
        window.log_in()
        window.wait("Cari warga")
        keep(window, *(recordings or ()))
        window.press("Ctrl+3")
        window.wait("Terekam hari ini")
        window.wait_idle()
        return window

    return open_window


def states(window):
    return [slip.state for slip in Spooler.of(window.station).waiting]


def banner(window):
    return window.screen._spooled.text if window.screen._spooled.isVisible() else ""


def test_a_proof_goes_to_the_printer(open_today, printer):
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: "dicetak" in window.screen.message_text())
    assert printer.slips[0].text.startswith("Bukti perekaman")
    assert banner(window) == ""
    assert not window.action("spool")


def test_a_printer_that_is_off_is_waited_for(open_today, printer):
    printer.break_with(PrinterFault.NO_PAPER)
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: "Bukti disimpan" in window.screen.message_text())
    assert banner(window) == "1 lembar menunggu pencetak."
    assert states(window) == [Waiting.DUE]
    window.until(lambda: "1 lembar menunggu pencetak." in window.frame.strip.texts())
    printer.break_with(None)
    Spooler.of(window.station)._try()  # as its timer does
    window.until(lambda: len(printer.slips) == 1 and not states(window))
    assert banner(window) == ""
    assert "1 lembar menunggu pencetak." not in window.frame.strip.texts()


def test_it_is_printed_after_a_restart_when_somebody_logs_in(open_today, make_window, printer):
    printer.break_with(PrinterFault.UNPLUG)
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: "Bukti disimpan" in window.screen.message_text())
    window.close()
    printer.break_with(None)
    again = make_window(printer=f"escpos:tcp:{printer.address}", paper_mm=58)
    spooler = Spooler.of(again.station)
    assert printer.slips == []
    again.log_in()
    again.wait("Cari warga")
    again.until(lambda: len(printer.slips) == 1 and not spooler.waiting)


def test_the_list_is_worked_off_by_keyboard(open_today, printer):
    printer.break_with(PrinterFault.COVER)
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: states(window) == [Waiting.DUE])
    window.until(lambda: not Spooler.of(window.station).busy)
    window.press("F8")
    assert "CONTOH SATU" in window.screen.panel._rows.model().index(0, 0).data()
    printer.break_with(None)
    window.press("Return")
    window.until(lambda: len(printer.slips) == 1)
    window.until(lambda: window.screen.panel is None)


def test_a_printer_that_is_still_off_is_said_to_be(open_today, printer):
    printer.break_with(PrinterFault.COVER)
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: states(window) == [Waiting.DUE])
    window.until(lambda: not Spooler.of(window.station).busy)
    window.press("F8")
    panel = window.screen.panel
    assert not panel._trouble.isVisible()
    window.press("Return")
    window.until(panel._trouble.isVisible)
    assert "tutup" in panel._trouble.text.lower()
    printer.break_with(None)
    window.press("Return")
    window.until(lambda: window.screen.panel is None)
    window.until(lambda: "dicetak" in window.screen.message_text())


def test_what_was_cut_off_is_printed_again_only_on_demand(open_today, printer):
    printer.break_with(PrinterFault.CUT_OFF)
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: "terpotong" in window.screen.message_text())
    assert states(window) == [Waiting.DOUBT]
    Spooler.of(window.station).wake()
    window.until(lambda: not Spooler.of(window.station).busy)
    assert printer.slips == []
    window.press("F8")
    window.press("Return")
    window.until(lambda: len(printer.slips) == 1 and not states(window))


def test_what_lies_there_whole_is_taken_off_the_list(open_today, printer):
    printer.break_with(PrinterFault.CUT_OFF)
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: states(window) == [Waiting.DOUBT])
    window.press("F8")
    window.press("Delete")
    window.until(lambda: not states(window))
    assert printer.slips == []


def test_yesterdays_is_asked_about(open_today, make_window, printer):
    printer.break_with(PrinterFault.UNPLUG)
    window = open_today(a_recording())
    window.press("F7")
    window.until(lambda: states(window) == [Waiting.DUE])
    window.until(lambda: not Spooler.of(window.station).busy)
    printer.break_with(None)
    kept = window.station.desk.vault.spool
    kept._database.run("UPDATE spool SET at = ?", ("2016-09-04T03:00:00.000000Z",))
    Spooler.of(window.station).wake()
    window.until(lambda: states(window) == [Waiting.OLD])
    assert printer.slips == []
    window.press("F8")
    window.press("Return")
    window.until(lambda: len(printer.slips) == 1 and not states(window))


def test_nothing_is_printed_while_nobody_is_logged_in(open_today, printer):
    printer.break_with(PrinterFault.UNPLUG)
    window = open_today(a_recording(), replace(a_recording(), id=a_recording().id[:-1] + "b"))
    window.press("F7")
    window.until(lambda: states(window) == [Waiting.DUE])
    window.until(lambda: not Spooler.of(window.station).busy)
    spooler = Spooler.of(window.station)
    window.station.get_up()
    printer.break_with(None)
    spooler.wake()
    assert not spooler.busy
    assert spooler.waiting == ()
