"""The driver of receipt printers against the stand-in, over TCP and a serial port, and against what is no printer."""

from __future__ import annotations

import os
import socket
import threading
import tty
from contextlib import contextmanager, suppress

import pytest

from booth.devices.emulators.printer import EmulatedPrinter, Moment, PrinterFault, wait_for_slips
from booth.devices.ports import (
    Cancel,
    Cancelled,
    DeviceFault,
    DeviceMissing,
    DeviceRefused,
    DeviceTimeout,
)
from booth.devices.printer import escpos as driver
from booth.devices.printer.errors import CoverOpen, PaperOut, PrintCutOff
from booth.devices.printer.escpos import Limits, open_escpos
from booth.devices.printer.lines import TcpLine
from booth.devices.slip import Code, Heading, Row, Slip

QUICK = Limits(connect=2.0, answer=0.3, stall=0.5)
SLIP = Slip("t", "f", (Heading("HELLO"), *(Row(f"Label {n}", "value " * 3) for n in range(12)), Code("BR1|test")))


@pytest.fixture(autouse=True)
def _strangers():
    """No port is known from another test."""
    driver._known.clear()
    driver._rates.clear()


@contextmanager
def opened(port, **more):
    printer = open_escpos(port, **({"allow_emulated": True, "limits": QUICK} | more))
    try:
        yield printer
    finally:
        printer.close()


def print_on(port, **more):
    with opened(port, **more) as printer:
        printer.print_slip(SLIP, timeout=20, cancel=Cancel())
        return printer.info


def test_a_slip_is_printed_and_the_printer_says_who_it_is():
    with EmulatedPrinter(width=58) as there:
        info = print_on(f"tcp:{there.address}", paper_mm=58)
        (slip,) = there.slips
    assert slip.text.startswith("HELLO")
    assert "[QR BR1|test]" in slip.text
    assert (info.name, info.serial, info.emulated) == ("EMULATED ESC/POS 58", "EMU-PRN-1", True)
    assert info.details == {"answers": 1, "paper_mm": 58}


def test_a_stand_in_is_refused_where_only_real_ones_are_allowed():
    with EmulatedPrinter() as there, pytest.raises(DeviceRefused):
        open_escpos(f"tcp:{there.address}", limits=QUICK)


def test_many_slips_on_one_connection():
    with EmulatedPrinter() as there, opened(f"tcp:{there.address}") as printer:
        for _ in range(5):
            printer.print_slip(SLIP, timeout=20, cancel=Cancel())
        assert len(there.slips) == 5


@pytest.mark.parametrize(("fault", "error"), [(PrinterFault.NO_PAPER, PaperOut), (PrinterFault.COVER, CoverOpen)])
def test_what_the_printer_lacks_is_said_before_anything_is_sent(fault, error):
    with EmulatedPrinter(fault=fault) as there:
        with pytest.raises(error):
            open_escpos(f"tcp:{there.address}", limits=QUICK)
        there.break_with(None)
        with opened(f"tcp:{there.address}") as printer:
            there.break_with(fault)
            with pytest.raises(error):
                printer.print_slip(SLIP, timeout=20, cancel=Cancel())
            there.break_with(None)
            printer.print_slip(SLIP, timeout=20, cancel=Cancel())
        assert len(there.slips) == 1


def test_one_that_never_answers_is_printed_on_all_the_same():
    with EmulatedPrinter(fault=PrinterFault.SILENT) as there:
        info = print_on(f"tcp:{there.address}", allow_emulated=False)
        assert info.details["answers"] == 0
        assert info.name == "ESC/POS"
        (slip,) = wait_for_slips(there, 1)
    assert "[picture]" in slip.text  # whether it draws codes is not known


def test_one_that_answered_once_and_falls_silent_hangs():
    with EmulatedPrinter() as there:
        print_on(f"tcp:{there.address}")
        there.break_with(PrinterFault.SILENT)
        with pytest.raises(DeviceTimeout):
            open_escpos(f"tcp:{there.address}", limits=QUICK)
        assert len(there.slips) == 1


def test_after_a_cut_the_next_slip_is_whole():
    with EmulatedPrinter(fault=PrinterFault.CUT_OFF) as there:
        with pytest.raises(PrintCutOff) as caught:
            print_on(f"tcp:{there.address}")
        assert caught.value.params["why"]
        assert there.slips == []
        assert "HELLO" in there.hanging_out
        print_on(f"tcp:{there.address}")
        assert there.slips[-1].text.count("[QR BR1|test]") == 1


def test_paper_that_ends_in_the_middle_is_named():
    with EmulatedPrinter(fault=PrinterFault.NO_PAPER, at=Moment.UNDER) as there:
        with pytest.raises(PrintCutOff) as caught:
            print_on(f"tcp:{there.address}")
        assert caught.value.detail == "PaperOut"


def test_nobody_there_is_said():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(DeviceMissing):
        open_escpos(f"tcp:127.0.0.1:{port}", limits=QUICK)
    with pytest.raises(DeviceMissing):
        open_escpos("tcp:127.0.0.1:99999", limits=QUICK)
    with pytest.raises(DeviceMissing):
        open_escpos("serial:/dev/no-such-port", limits=QUICK)


@pytest.mark.parametrize("words", [b"HTTP/1.1 400 Bad Request\r\n\r\n", bytes(range(128, 146)) * 3])
def test_what_is_no_printer_gets_no_slip(words):
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble():
            with suppress(OSError):
                client, _ = server.accept()
                with client:
                    while data := client.recv(4096):
                        heard.append(data)
                        client.sendall(words)

        threading.Thread(target=babble, daemon=True).start()
        with pytest.raises(DeviceFault):
            open_escpos(f"tcp:127.0.0.1:{server.getsockname()[1]}", limits=QUICK)
    assert b"HELLO" not in b"".join(heard)


def test_a_cancel_ends_every_wait():
    cancel = Cancel()
    cancel.cancel()
    with EmulatedPrinter() as there:
        with pytest.raises(Cancelled):
            open_escpos(f"tcp:{there.address}", limits=QUICK, cancel=cancel)
        with opened(f"tcp:{there.address}") as printer, pytest.raises(Cancelled):
            printer.print_slip(SLIP, timeout=20, cancel=cancel)
        assert there.slips == []


def test_cancelled_in_the_middle_it_is_cut_off(monkeypatch):
    cancel = Cancel()
    with EmulatedPrinter() as there, opened(f"tcp:{there.address}") as printer:
        send = TcpLine.send

        def send_a_little(line, data):
            if len(data) > 300:
                cancel.cancel()
            return send(line, data[:100])

        monkeypatch.setattr(TcpLine, "send", send_a_little)
        with pytest.raises(PrintCutOff) as caught:
            printer.print_slip(SLIP, timeout=20, cancel=cancel)
        assert caught.value.detail == "Cancelled"


@contextmanager
def serial_port(there):
    """A pseudo-terminal that leads to the stand-in."""
    ours, theirs = os.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    line = socket.create_connection((there.host, there.port))

    def forward(read, write):
        with suppress(OSError):
            while data := read():
                write(data)

    threads = [
        threading.Thread(target=forward, args=(lambda: os.read(ours, 64), line.sendall), daemon=True),
        threading.Thread(target=forward, args=(lambda: line.recv(64), lambda data: os.write(ours, data)), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield os.ttyname(theirs)
    finally:
        line.shutdown(socket.SHUT_RDWR)
        os.close(theirs)
        for thread in threads:
            thread.join(5)
        os.close(ours)
        line.close()


@pytest.mark.parametrize("rate", ["", "@19200"])
def test_a_serial_printer_prints(rate):
    with EmulatedPrinter() as there, serial_port(there) as path:
        info = print_on(f"serial:{path}{rate}")
        assert info.serial == "EMU-PRN-1"
        assert wait_for_slips(there, 1)[0].text.startswith("HELLO")
        if not rate:
            assert driver._rates == {path: 9600}
