"""Paper: whole files or none, as many pages as it takes, a code that can be read."""

from __future__ import annotations

import re
import threading

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from booth.devices.ports import Cancel, Cancelled, DeviceMissing
from booth.devices.slip import Code, Gap, Heading, Row, Rule, Slip, Text
from booth.ui.kit.theme import load_fonts
from booth.ui.printing import FolderRefused, PdfPrinter, PrinterStopped, QtPrinter, paint_qr, write_report_pdf

QR_TEXT = "BR1:0191e2b4-7c1d-7e55-b3a2-1f2e3d4c5b6a:6202-05-001:2016-09-05:AbCdEfGh"
SLIP = Slip(
    "Bukti perekaman",
    "proof-1",
    (
        Heading("Bukti perekaman"),
        Row("Nama", "CONTOH SATU"),
        Rule(),
        Gap(),
        Code(QR_TEXT),
        Text("Bukan surat keterangan.", small=True),
    ),
)


def pages_of(path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", path.read_bytes()))


def test_stand_in_writes_one_whole_file_and_says_what_it_is(qapp, tmp_path):
    printer = PdfPrinter(tmp_path / "proofs")
    assert printer.info.emulated
    printer.print_slip(SLIP, timeout=5, cancel=Cancel())
    printer.print_slip(SLIP, timeout=5, cancel=Cancel())
    assert [path.name for path in (tmp_path / "proofs").iterdir()] == ["proof-1.pdf"]
    written = tmp_path / "proofs" / "proof-1.pdf"
    assert written.read_bytes().startswith(b"%PDF-")
    assert written.read_bytes().rstrip().endswith(b"%%EOF")
    assert pages_of(written) == 1


def test_a_name_cannot_leave_the_folder(qapp, tmp_path):
    PdfPrinter(tmp_path / "in").print_slip(Slip("x", "../out", SLIP.blocks), timeout=5, cancel=Cancel())
    assert [path.name for path in tmp_path.rglob("*.pdf")] == ["out.pdf"]
    assert (tmp_path / "in" / "out.pdf").exists()


def test_works_on_the_printers_own_thread(qapp, tmp_path):
    printer, faults = PdfPrinter(tmp_path), []

    def work():
        try:
            for _ in range(3):
                printer.print_slip(SLIP, timeout=5, cancel=Cancel())
        except Exception as error:
            faults.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert faults == []
    assert (tmp_path / "proof-1.pdf").exists()


def test_cancelled_or_unwritable_leaves_nothing(qapp, tmp_path):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        PdfPrinter(tmp_path / "a").print_slip(SLIP, timeout=5, cancel=cancel)
    assert not (tmp_path / "a").exists()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderRefused):  # not the words for a cable: there is none
        PdfPrinter(tmp_path / "file").print_slip(SLIP, timeout=5, cancel=Cancel())


def test_report_flows_over_pages(qapp, tmp_path):
    rows = tuple(Row(f"Bagian {number}", "terukur " * (number % 20 + 1)) for number in range(150))
    path = tmp_path / "report.pdf"
    write_report_pdf(Slip("Laporan", "report", (*rows, Text("kata " * 3000), Text("tanpa-spasi" * 400))), path)
    assert pages_of(path) >= 5
    assert [other.name for other in tmp_path.iterdir()] == ["report.pdf"]


def test_long_values_and_empty_slips_are_printed_too(qapp, tmp_path):
    write_report_pdf(Slip("x", "x", ()), tmp_path / "empty.pdf")
    write_report_pdf(Slip("x", "x", (Row("Nama", "PANJANG " * 2000), Heading("B"))), tmp_path / "long.pdf")
    assert pages_of(tmp_path / "empty.pdf") == 1
    assert pages_of(tmp_path / "long.pdf") > 1


def test_code_can_be_read_back(qapp):
    load_fonts()
    image = QImage(400, 400, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_qr(painter, QR_TEXT, QRectF(40, 40, 320, 320))
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(400, image.bytesPerLine())[:, :400].copy()
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(pixels)
    assert text == QR_TEXT


def test_a_printer_that_does_not_exist_is_missing(qapp):
    with pytest.raises(DeviceMissing) as caught:
        QtPrinter("no such printer")
    assert caught.value.params["device"]


def test_a_printer_that_the_system_stopped_is_said(qapp, monkeypatch):
    from PySide6 import QtPrintSupport

    class Found:
        def isNull(self):  # noqa: N802  (Qt's name)
            return False

        def state(self):
            return QtPrintSupport.QPrinter.PrinterState.Error

        def printerName(self):  # noqa: N802
            return "HP"

    monkeypatch.setattr(QtPrintSupport, "QPrinterInfo", type("Info", (), {"printerInfo": lambda _name: Found()}))
    with pytest.raises(PrinterStopped):
        QtPrinter("HP")
