"""`booth print` and `booth emulate printer`, as programs and people meet them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from booth.cli import main
from booth.devices.emulators.printer import EmulatedPrinter, PrinterFault


@pytest.fixture(autouse=True)
def _english(monkeypatch, qapp):  # the application that other tests need, too
    monkeypatch.setenv("BOOTH_LANG", "en")


def test_a_test_page_is_printed(tmp_path, capsys):
    with EmulatedPrinter(width=58) as there:
        arguments = ["print", "test", "--data", str(tmp_path), "--printer", f"escpos:tcp:{there.address}"]
        assert main([*arguments, "--paper", "58", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["printer"] == "EMULATED ESC/POS 58"
        assert told["sure"] is True
        assert there.slips[0].text.startswith("Test page")
        assert main([*arguments, "--paper", "58"]) == 0
        assert capsys.readouterr().out.startswith("Printed on EMULATED ESC/POS 58 in ")


def test_one_that_tells_nothing_is_said_to(tmp_path, capsys):
    with EmulatedPrinter(fault=PrinterFault.SILENT) as there:
        assert main(["print", "test", "--data", str(tmp_path), "--printer", f"escpos:tcp:{there.address}"]) == 0
    assert "does not tell whether it printed" in capsys.readouterr().out


def test_no_paper_ends_with_a_sentence(tmp_path, capsys):
    with EmulatedPrinter(fault=PrinterFault.NO_PAPER) as there:
        assert main(["print", "test", "--data", str(tmp_path), "--printer", f"escpos:tcp:{there.address}"]) == 1
    assert capsys.readouterr().err == "The printer has no paper. Put in a new roll; then it goes on.\n"


def test_a_pdf_is_a_printer_too(tmp_path, capsys):
    assert main(["print", "test", "--data", str(tmp_path), "--printer", f"pdf:{tmp_path / 'out'}", "--json"]) == 0
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".pdf"]


def test_settings_that_make_no_sense_are_refused(tmp_path, capsys):
    assert main(["print", "test", "--data", str(tmp_path), "--printer", "escpos:carrier-pigeon"]) == 1
    assert "printer" in capsys.readouterr().err
    assert main(["print", "test", "--data", str(tmp_path), "--printer", "none"]) == 1


def test_the_list_is_json_for_programs(capsys):
    assert main(["print", "list", "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out)["printers"], list)


def test_the_stand_in_says_where_it_is(tmp_path):
    command = [sys.executable, "-m", "booth", "emulate", "printer", "--out", str(tmp_path / "slips"), "--width", "58"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        word, address = program.stdout.readline().split()
        try:
            assert word == "ready"
            assert main(["print", "test", "--data", str(tmp_path), "--printer", f"escpos:tcp:{address}"]) == 0
            assert sorted(p.suffix for p in (tmp_path / "slips").iterdir()) == [".png", ".txt"]
        finally:
            program.terminate()
