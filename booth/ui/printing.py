"""Paper: slips painted on a page, a system printer, and a stand-in that writes PDF files.

Everything here may run on the printer's own thread; a printer object is used by one thread at a time.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)

from booth.devices.ports import Cancel, DeviceFault, DeviceInfo, DeviceKind, DeviceMissing
from booth.devices.printer.errors import PrinterNotReady
from booth.devices.slip import Block, Code, Gap, Heading, Row, Rule, Slip, Text
from booth.ui.kit import theme
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinterInfo

_NAME = N_("Printer")
# All lengths in tenths of a millimetre.
_HEADING, _TEXT, _SMALL = 56, 37, 30  # type sizes: 16, 10.5 and 8.5 points
_LINE = 1.42  # line height by type size
_MARGIN = 15.0  # mm
_QR = 300
_INK = QColor("#101716")
_QUIET = QColor("#4A5754")
_keep_alive: list[QGuiApplication] = []


class PageRefused(DeviceFault):
    """The system's printer did not take the page."""

    text = N_("The printer did not take the page. See that it is on and has paper, then print again.")


class PrinterStopped(PrinterNotReady):
    """The system has stopped the printer, mostly because of paper or cable; pages would only wait there."""

    text = N_(
        "The system has stopped this printer. See that it is on and has paper; "
        "if it stays stopped, the technician lets it go on in the system's printer settings."
    )


class FolderRefused(DeviceFault):
    """The folder for PDF files cannot be written to."""

    text = N_("The proof could not be put into the folder for PDF files. Call the technician: see the settings.")


class QtPrinter:
    """A printer of the system, by its name; the default one where the name is empty."""

    def __init__(self, name: str = "") -> None:
        """Raises `DeviceMissing` where the system has no such printer, `PrinterStopped`."""
        from PySide6.QtPrintSupport import QPrinterInfo

        need_application()
        found = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
        if found.isNull():
            raise DeviceMissing(name or "no default printer", device=tr(_NAME))
        _need_running(found)
        self._name = found.printerName()
        self._model = found.makeAndModel() or self._name

    @property
    def info(self) -> DeviceInfo:
        return DeviceInfo(DeviceKind.PRINTER, self._model, self._name)

    def print_slip(self, slip: Slip, *, timeout: float, cancel: Cancel) -> None:  # noqa: ARG002  (the spooler waits)
        """Hand `slip` to the system's queue. Raises `DeviceMissing`, `PrinterStopped`, `DeviceFault`, `Cancelled`."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        cancel.check()
        found = QPrinterInfo.printerInfo(self._name)
        if found.isNull():
            raise DeviceMissing(self._name, device=tr(_NAME))
        _need_running(found)
        printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(slip.title)
        printer.setCreator("bilik-rekam")
        _paint(printer, slip)
        if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
            raise PageRefused(self._name)

    def close(self) -> None:
        """Nothing is held between slips."""


def _need_running(found: QPrinterInfo) -> None:
    """As far as the system tells: CUPS says when it stopped a printer, Windows hardly ever. Raises `PrinterStopped`."""
    from PySide6.QtPrintSupport import QPrinter

    if found.state() == QPrinter.PrinterState.Error:
        raise PrinterStopped(found.printerName())


def system_printers() -> list[tuple[str, str]]:
    """Name and model of each printer that the system knows, the default one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    need_application()
    found = sorted(QPrinterInfo.availablePrinters(), key=lambda printer: not printer.isDefault())
    return [(printer.printerName(), printer.makeAndModel()) for printer in found]


class PdfPrinter:
    """A stand-in that says so: writes `<filename>.pdf` into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        need_application()

    @property
    def info(self) -> DeviceInfo:
        return DeviceInfo(DeviceKind.PRINTER, "PDF", str(self._folder), emulated=True)

    def print_slip(self, slip: Slip, *, timeout: float, cancel: Cancel) -> None:  # noqa: ARG002  (nothing to wait for)
        """Write the file, whole or not at all. Raises `DeviceFault`, `Cancelled`."""
        cancel.check()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_pdf(slip, self._folder / f"{Path(slip.filename).name}.pdf", QPageSize.PageSizeId.A5)
        except OSError as error:
            raise FolderRefused(str(error.strerror)) from error

    def close(self) -> None:
        """Nothing is held between slips."""


def write_report_pdf(slip: Slip, path: Path) -> None:
    """Write a report as A4, as many pages as it takes, with page numbers. Raises `OSError`."""
    write_pdf(slip, path, QPageSize.PageSizeId.A4, numbered=tr("Page {number}"))


def write_pdf(slip: Slip, path: Path, page: QPageSize.PageSizeId, *, numbered: str = "") -> None:
    """Write `slip` to `path`, whole or not at all. Raises `OSError`."""
    write_pages(path, slip.title, page, lambda writer: _paint(writer, slip, numbered))


def write_pages(path: Path, title: str, page: QPageSize.PageSizeId, paint: Callable[[QPdfWriter], None]) -> None:
    """Write what `paint` draws to `path` as PDF, whole or not at all. Raises `OSError`."""
    need_application()
    beside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        beside.touch(mode=0o600)
        writer = QPdfWriter(str(beside))
        writer.setPageSize(QPageSize(page))
        writer.setResolution(600)
        writer.setTitle(title)
        writer.setCreator("bilik-rekam")
        try:
            paint(writer)
        finally:
            del writer  # closes the file
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _paint(device: QPagedPaintDevice, slip: Slip, numbered: str = "") -> None:
    layout = QPageLayout(device.pageLayout())
    narrow = layout.pageSize().size(QPageSize.Unit.Millimeter).width() < 100  # a roll of receipt paper
    margin = 4.0 if narrow else _MARGIN
    device.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        raise PageRefused("the page cannot be painted")
    try:
        sheet = _Sheet(device, painter, numbered)
        for block in slip.blocks:
            sheet.put(block)
        sheet.finish()
    finally:
        painter.end()


class _Sheet:
    """A page being filled from the top, in tenths of a millimetre; goes on to the next page by itself."""

    def __init__(self, device: QPagedPaintDevice, painter: QPainter, numbered: str) -> None:
        self._device = device
        self._painter = painter
        self._numbered = numbered
        area = device.pageLayout().paintRect(QPageLayout.Unit.Millimeter)
        self._width = area.width() * 10
        self._height = area.height() * 10 - (60 if numbered else 0)
        self._y = 0.0
        self._page = 1
        dots = painter.device().logicalDpiX() / 254
        painter.scale(dots, dots)
        self._puts: dict[type, Callable[[Block], None]] = {
            Heading: self._heading,
            Text: self._text,
            Row: self._row,
            Code: self._code,
            Rule: self._rule,
            Gap: self._gap,
        }

    def put(self, block: Block) -> None:
        self._puts[type(block)](block)

    def finish(self) -> None:
        """Number the last page."""
        if self._numbered:
            self._painter.setFont(_font(_SMALL))
            self._painter.setPen(_QUIET)
            box = QRectF(0, self._height + 10, self._width, 50)
            text = self._numbered.replace("{number}", str(self._page))
            self._painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, text)

    def _heading(self, block: Block) -> None:
        assert isinstance(block, Heading)  # noqa: S101  (the table says so)
        self._y += 20 if self._y else 0
        self._lines(block.text, _font(_HEADING, QFont.Weight.DemiBold), _INK)
        self._y += 12

    def _text(self, block: Block) -> None:
        assert isinstance(block, Text)  # noqa: S101
        self._lines(block.text, _font(_SMALL if block.small else _TEXT), _QUIET if block.small else _INK)
        self._y += 8

    def _row(self, block: Block) -> None:
        assert isinstance(block, Row)  # noqa: S101
        label = min(550.0, self._width * 0.38)
        top, page = self._room(_TEXT), self._page
        self._lines(block.value, _font(_TEXT, QFont.Weight.DemiBold), _INK, left=label + 20)
        bottom, ended = self._y, self._page
        if ended == page:  # the label stands beside the value's first line
            self._y = top
            self._lines(block.label, _font(_TEXT), _QUIET, width=label)
            self._y = max(self._y, bottom)
        self._y += 10

    def _code(self, block: Block) -> None:
        assert isinstance(block, Code)  # noqa: S101
        self._need(_QR + 20)
        paint_qr(self._painter, block.text, QRectF(0, self._y, _QR, _QR))
        self._y += _QR + 20

    def _rule(self, _block: Block) -> None:
        self._need(40)
        self._painter.setPen(QPen(QColor("#B5C1BD"), 2.5))
        self._painter.drawLine(QPointF(0, self._y + 16), QPointF(self._width, self._y + 16))
        self._y += 36

    def _gap(self, _block: Block) -> None:
        self._y += _TEXT * _LINE

    def _room(self, size: int) -> float:
        self._need(size * _LINE)
        return self._y

    def _need(self, height: float) -> None:
        if self._y + height > self._height and self._y > 0:
            self.finish()
            self._device.newPage()
            self._page += 1
            self._y = 0.0

    def _lines(self, text: str, font: QFont, color: QColor, *, left: float = 0.0, width: float = 0.0) -> None:
        """Wrapped lines; each goes to the next page by itself where this one is full."""
        height = font.pixelSize() * _LINE
        ascent = QFontMetricsF(font).ascent()
        for paragraph in text.split("\n"):
            for line in _wrapped(paragraph, font, width or self._width - left):
                self._need(height)
                self._painter.setFont(font)
                self._painter.setPen(color)
                self._painter.drawText(QPointF(left, self._y + ascent), line)
                self._y += height


def qr_image(text: str, side: int) -> QImage:
    """The QR code of `text` on white, `side` pixels wide and high. Takes some 30 ms: for another thread."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_qr(painter, text, QRectF(image.rect()))
    painter.end()
    return image


def paint_qr(painter: QPainter, text: str, where: QRectF) -> None:
    """Draw the QR code of `text` as vectors into `where`, a square, without its quiet zone."""
    import segno  # only who prints needs it

    modules = [list(line) for line in segno.make(text, error="m", micro=False).matrix]
    size = where.width() / len(modules)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    for number, line in enumerate(modules):
        top = where.top() + number * size
        start = 0
        while start < len(line):  # neighbours in one piece: no hairlines between them on paper
            end = start
            while end < len(line) and line[end]:
                end += 1
            if end > start:
                painter.drawRect(QRectF(where.left() + start * size, top, (end - start) * size, size * 1.02))
            start = end + 1
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _wrapped(text: str, font: QFont, width: float) -> list[str]:
    """The lines that `text` takes in `width`, broken between words, inside one only where it is too long."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Without tabular figures and contextual hyphens: a PDF cannot tell which characters such shapes are."""
    made = theme.font(size, weight)
    made.unsetFeature(QFont.Tag("tnum"))
    made.setFeature(QFont.Tag("calt"), 0)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def need_application() -> None:
    """Fonts need an application; commands that print without a window get one that shows nothing."""
    if QCoreApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _keep_alive.append(QGuiApplication(["booth"]))
    theme.load_fonts()
