"""The proof is printed by itself, said in words, and holds up nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from booth.devices.emulators.printer import EmulatedPrinter, PrinterFault
from booth.domain.recording import Step
from booth.ui.operator.saved import SavedScreen
from booth.ui.spooler import Spooler
from booth.workflow.proof import check_proof
from booth.workflow.session import RecordingSession
from tests.ui.capture.conftest import Bench, MakeBench
from tests.unit.workflow.stage import STROKES

Prepare = Callable[[RecordingSession], None]


@pytest.fixture
def saved(make_bench: MakeBench, with_all_but_word: Prepare) -> Callable[..., tuple[Bench, SavedScreen]]:
    """A recording just saved, and its screen shown."""

    def make(printer: str = "") -> tuple[Bench, SavedScreen]:
        bench = make_bench(Step.REVIEW, with_all_but_word, printer=printer)
        bench.session.confirmation.sign(STROKES)
        screen = SavedScreen(bench.station, bench.session.save())
        bench.qtbot.addWidget(screen)
        bench.frame.show_screen(screen)
        return bench, screen

    return make


def test_the_proof_is_printed_without_a_key(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    bench, screen = saved()
    bench.says("Tersimpan", "bukti tercetak")
    assert [path.suffix for path in (bench.folder / "proofs").iterdir()] == [".pdf"]
    assert check_proof(screen._code._text, bench.station.desk.seal_public).id == bench.session.id


def test_it_is_printed_again_on_demand(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    bench, _screen = saved()
    bench.says("bukti tercetak")
    (printed,) = (bench.folder / "proofs").iterdir()
    printed.unlink()
    bench.press(Qt.Key.Key_F5)
    bench.until(printed.exists)
    bench.says("bukti tercetak")


def test_a_missing_printer_is_said_and_blocks_nobody(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    bench, screen = saved("none")
    bench.says("bukti belum tercetak")
    assert "pencetak" in screen._note.accessibleName().lower()
    assert screen._code._text
    with bench.qtbot.waitSignal(screen.finished):
        bench.press(Qt.Key.Key_Return)


def test_enter_goes_on_while_it_is_printed(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    bench, screen = saved()
    with bench.qtbot.waitSignal(screen.finished):
        bench.press(Qt.Key.Key_Return)
    screen.leave()
    bench.until(lambda: (bench.folder / "proofs").is_dir() and len(list((bench.folder / "proofs").glob("*.pdf"))) == 1)


def test_it_is_not_printed_a_second_time_after_the_lock(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    bench, screen = saved()
    bench.says("bukti tercetak")
    (printed,) = (bench.folder / "proofs").iterdir()
    printed.unlink()
    screen.leave()
    screen.enter()
    bench.says("bukti tercetak")
    bench.until(lambda: not bench.station.printer.busy and not bench.station.store.busy)
    assert not printed.exists()


def test_a_printer_that_is_off_prints_when_it_is_there_again(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    with EmulatedPrinter(fault=PrinterFault.UNPLUG) as printer:
        bench, screen = saved(f"escpos:tcp:{printer.address}")
        bench.says("Tersimpan", "bukti menunggu pencetak")
        assert "dicetak sendiri" in screen._note.accessibleName()
        printer.break_with(None)
        bench.press(Qt.Key.Key_F5)
        bench.says("bukti tercetak")
        assert len(printer.slips) == 1
        assert Spooler.of(bench.station).waiting == ()


def test_a_proof_that_was_cut_off_is_printed_again_on_demand(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    with EmulatedPrinter(fault=PrinterFault.CUT_OFF) as printer:
        bench, screen = saved(f"escpos:tcp:{printer.address}")
        bench.says("Tersimpan", "bukti mungkin terpotong")
        assert "Sobek" in screen._note.accessibleName()
        assert printer.slips == []
        bench.press(Qt.Key.Key_F5)
        bench.says("bukti tercetak")
        assert len(printer.slips) == 1


def test_a_printer_that_tells_nothing_is_said_to(saved: Callable[..., tuple[Bench, SavedScreen]]) -> None:
    with EmulatedPrinter(fault=PrinterFault.SILENT) as printer:
        bench, _screen = saved(f"escpos:tcp:{printer.address}")
        bench.says("Tersimpan", "bukti dikirim ke pencetak")
        assert Spooler.of(bench.station).waiting == ()
