"""A report as files: where to, then PDF and JSON side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.domain.errors import BoothError
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import LineField
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, Panel, Screen, back, primary
from booth.ui.kit.theme import Level
from booth.ui.technician.report_pdf import write_test_report
from booth.workflow.errors import FolderUnusable
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.ui.station import Station
    from booth.ui.technician.places import Place
    from booth.workflow.selftest import Report


class InsideTheBooth(BoothError):
    """The data folder is no place for files that people carry away."""

    text = N_("This folder belongs to the booth's data. Choose another one, for instance a USB stick.")


class ExportPanel(Panel):
    """`written` gives the paths of both files."""

    written = Signal(object)  # list[str]
    cancelled = Signal()

    def __init__(self, station: Station, report: Report, found: Sequence[Place]) -> None:
        """`found`: places to choose from, at least one, the first of them proposed."""
        super().__init__()
        self._station = station
        self._report = report
        self._busy = False
        self._folder = LineField(longest=400)
        self._folder.setObjectName("folder")
        self._folder.setAccessibleName(tr("Folder"))
        self._folder.set_value(str(found[0].path))
        self._folder.edited.connect(self._edited)
        self._fault = Label(role=Role.STRONG, level=Level.BAD, wrap=True)
        self._fault.hide()
        self._places = RowList()
        self._places.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys move it from the field
        self._places.setAccessibleName(tr("Places"))
        self._places.set_rows([_row(place) for place in found])
        self._places.moved_to.connect(self._moved)
        card = Card()
        card.setMaximumWidth(900)
        card.box.addWidget(Label(N_("Where should the report go?"), Role.COACH))
        text = N_("A PDF for people and a JSON file for programs are written. They hold no personal data.")
        card.box.addWidget(Label(text, Role.QUIET, wrap=True))
        card.box.addWidget(self._folder)
        card.box.addWidget(self._fault)
        card.box.addWidget(self._places, 1)
        across = QHBoxLayout()
        across.addWidget(card, 4)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(across, 1)

    def offers(self) -> list[Action]:
        ready = bool(self._folder.text().strip()) and not self._busy
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Write the report"), self._write, enabled=ready)]

    def take_focus(self) -> None:
        self._folder.setFocus()
        self._folder.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if (step := steps.get(event.key())) is not None:
            self._places.move(step)
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _moved(self, path: str) -> None:
        self._folder.set_value(path)
        self._edited()

    @Slot()
    def _edited(self) -> None:
        self._fault.hide()
        self.changed.emit()

    def _write(self) -> None:
        self._busy = True
        self.changed.emit()
        folder = Path(self._folder.text().strip()).expanduser()
        self._station.printer.run(
            write_report, self._report, folder, self._station, done=self._done, failed=self._refused
        )

    @Slot(object)
    def _done(self, paths: list[str]) -> None:
        self.written.emit(paths)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BoothError):
            raise error
        self._busy = False
        self._fault.show_text(sentence(error))
        self._fault.show()
        self.changed.emit()


def _row(place: Place) -> Row:
    return Row(str(place.path), tr(place.name), str(place.path), icon="disk" if place.plugged else "paper")


def write_report(report: Report, folder: Path, station: Station) -> list[str]:
    """Write PDF and JSON into `folder`, made where it is missing. Raises `InsideTheBooth`, `FolderUnusable`."""
    stem = report.as_slip(station.booth.zone).filename
    pdf, data = folder / f"{stem}.pdf", folder / f"{stem}.json"
    try:
        if folder.resolve().is_relative_to(station.booth.folder.resolve()):
            raise InsideTheBooth
        folder.mkdir(parents=True, exist_ok=True)
        write_test_report(report, station.booth.zone, pdf)
        data.write_bytes(report.as_json())
    except OSError as error:
        raise FolderUnusable(folder=str(folder), reason=error.strerror or type(error).__name__) from error
    return [str(pdf), str(data)]


def say_written(screen: Screen, paths: list[str]) -> None:
    """Say where the files are."""
    screen.message(Level.GOOD, N_("The report is written."), "{pdf}  ·  {data}", pdf=paths[0], data=paths[1])
    screen.refresh()
