"""The stand-in reads any bytes, in any pieces, and prints what is meant."""

from __future__ import annotations

import socket

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from booth.devices.emulators.printer import EmulatedPrinter, PrinterFault, wait_for_slips
from booth.devices.emulators.printer_commands import LONGEST, Command, CommandReader
from booth.devices.emulators.printer_paper import Paper

_heads = st.sampled_from(
    [b"\x1b", b"\x1d", b"\x1c", b"\x10", b"\x1dv0\0", b"\x1d(k", b"\x1bD", b"\x1dk", b"\x1b*", b"\n"]
)
_bytes = st.lists(_heads | st.binary(max_size=12), max_size=30).map(b"".join)


@given(_bytes, st.integers(1, 9))
def test_any_bytes_are_read_alike_in_any_pieces(data, size):
    whole, pieces = CommandReader(), CommandReader()
    found = whole.feed(data)
    parts = [command for at in range(0, len(data), size) for command in pieces.feed(data[at : at + size])]
    assert _joined(parts) == _joined(found)
    assert whole.waiting == pieces.waiting <= LONGEST + 16


@given(_bytes, st.sampled_from([58, 80]))
def test_any_commands_can_be_printed(data, width):
    paper = Paper(width)
    for command in CommandReader().feed(data):
        paper.do(command)
    paper.cut()
    for printed in paper.slips:
        assert printed.dots.shape[1] == paper.width
        assert printed.dots.dtype == np.uint8


def _joined(commands):
    """Text in one piece."""
    joined = []
    for command in commands:
        if command.name == "text" and joined and joined[-1].name == "text":
            joined[-1] = Command("text", joined[-1].data + command.data)
        else:
            joined.append(command)
    return joined


def test_an_announced_picture_of_a_gigabyte_is_not_waited_for():
    reader = CommandReader()
    found = reader.feed(b"\x1dv0\0\xff\xff\xff\xffhello\n")
    assert [command.name for command in found][-2:] == ["text", "LF"]


def talk(printer, data, answer=64):
    with socket.create_connection((printer.host, printer.port), timeout=10) as line:
        line.sendall(data)
        return line.recv(answer) if answer else b""


def test_slips_go_into_the_folder(tmp_path):
    with EmulatedPrinter(tmp_path, width=58) as printer:
        talk(printer, b"\x1b@one\n\x1dV\0two\n\x1bd\x03\x1dV\x42\0\x1dr\1")
        assert [slip.text for slip in wait_for_slips(printer, 2)] == ["one\n", "two\n"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"slip-000{number}.{kind}" for number in (1, 2) for kind in ("png", "txt")
    ]
    with Image.open(tmp_path / "slip-0001.png") as picture:
        assert picture.width == 384


def test_it_says_that_it_is_emulated():
    with EmulatedPrinter() as printer:
        assert talk(printer, b"\x1dIC").startswith(b"_EMULATED")


def test_no_paper_is_said_and_nothing_printed():
    with EmulatedPrinter(fault=PrinterFault.NO_PAPER) as printer:
        assert talk(printer, b"one\n\x1dV\0\x10\x04\x04") == b"\x72"
        assert printer.slips == []
        printer.break_with(None)
        assert talk(printer, b"\x10\x04\x04") == b"\x12"
