"""A report as files: where to, then PDF and JSON side by side."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from booth.domain.errors import BoothError
from booth.ui.kit.theme import Level
from booth.ui.places import Place, places
from booth.ui.places_panel import PlacePanel
from booth.ui.technician.report_pdf import write_test_report
from booth.workflow.errors import FolderUnusable
from booth.workflow.words import sentence
from resources.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.ui.page_screen import PageScreen
    from booth.ui.station import Station
    from booth.workflow.selftest import Report

    Write = Callable[[Path], list[str]]


class InsideTheBooth(BoothError):
    """The data folder is no place for files that people carry away."""

    text = N_("This folder belongs to the booth's data. Choose another one, for instance a USB stick.")


class ReportExport(QObject):
    """Asks on a page where a report should go, writes it on the printer's thread, and says where it is.

    `over`: written, or given up; whoever hears it closes the page's panel and takes the focus back.
    """

    over = Signal()

    def __init__(self, page: PageScreen) -> None:
        super().__init__(page)
        self._page = page
        self._write: Write | None = None

    def ask_place(self, write: Write) -> None:
        """`write` makes the files in a folder and gives their paths; it may raise `BoothError`."""
        self._write = write
        self._page.clear_message()
        self._page.do(places, done=self._open)

    @Slot(object)
    def _open(self, found: list[Place]) -> None:
        text = N_("A PDF for people and a JSON file for programs are written. They hold no personal data.")
        panel = PlacePanel(N_("Where should the report go?"), text, N_("Write the report"), found)
        panel.chosen.connect(self._chosen)
        panel.cancelled.connect(self.over)
        self._page.open_panel(panel)

    @Slot(str, str)
    def _chosen(self, folder: str, _password: str) -> None:
        if self._write is None:
            return
        if isinstance(self._page.panel, PlacePanel):
            self._page.panel.work()
        run = self._page.station.printer.run
        run(self._write, Path(folder), done=self._written, failed=self._refused)

    @Slot(object)
    def _written(self, paths: list[str]) -> None:
        self.over.emit()
        self._page.message(Level.GOOD, N_("The report is written."), "{pdf}  ·  {data}", pdf=paths[0], data=paths[1])
        self._page.refresh()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        if isinstance(self._page.panel, PlacePanel) and isinstance(error, BoothError):
            self._page.panel.refuse(sentence(error))
        else:
            self._page.refused(error)


def write_report(station: Station, report: Report, folder: Path) -> list[str]:
    """Write PDF and JSON into `folder`; their paths. Raises `InsideTheBooth`, `FolderUnusable`."""
    zone = station.booth.zone
    write_pdf = partial(write_test_report, report, zone)
    return write_pair(station, folder / report.as_slip(zone).filename, write_pdf, report.as_json())


def write_pair(station: Station, stem: Path, write_pdf: Callable[[Path], None], data: bytes) -> list[str]:
    """Write `stem`.pdf and `stem`.json, their folder made where it is missing; as `write_report` otherwise."""
    pdf, beside = stem.with_name(f"{stem.name}.pdf"), stem.with_name(f"{stem.name}.json")
    try:
        if stem.parent.resolve().is_relative_to(station.booth.folder.resolve()):
            raise InsideTheBooth
        stem.parent.mkdir(parents=True, exist_ok=True)
        write_pdf(pdf)
        beside.write_bytes(data)
    except OSError as error:
        raise FolderUnusable(folder=str(stem.parent), reason=error.strerror or type(error).__name__) from error
    return [str(pdf), str(beside)]
