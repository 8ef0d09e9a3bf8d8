"""The camera over a paper: the whole picture, not mirrored, with the outline that was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF

from booth.biometrics.document_files import page_from_file
from booth.biometrics.documents import DocumentReport, DocumentVerdict, look_for_paper, photograph
from booth.ui.kit import theme
from booth.ui.kit.pictures import Preview, fitted
from booth.ui.kit.theme import Level
from booth.ui.operator.viewfinder import SILENCE, Shown, Viewfinder
from booth.workflow.errors import WorkflowError
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from pathlib import Path

    from booth.biometrics.documents import DocumentPage
    from booth.devices.ports import Cancel, Frame
    from booth.ui.station import Station

LOOK_EVERY = 250  # ms: a paper lies still
_SAID = {  # short, for the picture
    DocumentVerdict.OK: N_("Hold it still, then press Enter"),
    DocumentVerdict.NONE: N_("Lay the paper flat, wholly in the picture"),
    DocumentVerdict.CUT: N_("Move the paper into the middle"),
    DocumentVerdict.SMALL: N_("Bring the paper nearer"),
}
_LINE = {Level.GOOD: "#4CD698", Level.CARE: "#FFB638"}


class FileUnreadable(WorkflowError):
    text = N_("The file cannot be read. Is the stick still plugged in?")


class PaperPreview(Preview):
    """The camera's picture as it is, so that print can be read, and the outline of the paper in it."""

    def __init__(self) -> None:
        super().__init__()
        self._outline: tuple[tuple[float, float], ...] = ()  # in pixels of what is shown

    @property
    def outline(self) -> tuple[tuple[float, float], ...]:
        """The corners as they are drawn, in pixels of the picture shown; none where no paper was found."""
        return self._outline

    def set_outline(self, corners: tuple[tuple[float, float], ...]) -> None:
        if corners != self._outline:
            self._outline = corners
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            super().paintEvent(event)
            return
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(room, 10, 10)
        painter.setClipPath(path)
        painter.fillRect(room, roles.color("scrim").darker() if roles.dark else Qt.GlobalColor.black)
        picture = fitted(self._image.size(), room)
        painter.drawImage(picture, self._image)
        if self._outline:
            self._paint_outline(painter, picture)
        if self._instruction:
            self._paint_instruction(painter, room)

    def _paint_outline(self, painter: QPainter, picture: QRectF) -> None:
        scale = picture.width() / self._image.width()
        corners = [QPointF(picture.left() + x * scale, picture.top() + y * scale) for x, y in self._outline]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(0.35)
        painter.setPen(QPen(Qt.GlobalColor.black, 6))
        painter.drawPolygon(QPolygonF(corners))
        painter.setOpacity(1)
        pen = QPen(_LINE.get(self._level, "#FFFFFF"))
        pen.setWidthF(3.5)
        if self._level is not Level.GOOD:
            pen.setDashPattern([5, 2.5])  # the line, not the colour alone, says that it is not yet right
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF(corners))


class PaperFinder(Viewfinder):
    """A viewfinder that looks for papers in place of faces. Runs between `start` and `stop`."""

    def __init__(self, station: Station, preview: PaperPreview, parent: QObject) -> None:
        super().__init__(station, preview, parent)
        self._paper = preview
        self._pulse.setInterval(LOOK_EVERY)
        self.report: DocumentReport | None = None  # of the newest picture that was looked at

    def take(self, done: Callable[[DocumentPage], None]) -> bool:
        """Cut the page out of the newest picture and judge it, then `done(page)`. False where there is no picture."""
        if self.shown is None or self._faces is None:
            return False
        self._faces.run(photograph, self.shown.frame.pixels, done=done, failed=self._blind)
        return True

    def read(self, path: Path, done: Callable[[DocumentPage], None], failed: Callable[[Exception], None]) -> None:
        """The page in a file. `failed` gets a `BoothError`."""
        if self._faces is not None:
            self._faces.run(_read, path, done=done, failed=failed)

    def say(self) -> None:
        report = self.report
        if self.shown is None:
            self._paper.set_outline(())
            self._paper.set_guide(None, Level.OFF, "")
            self._paper.show_nothing(sentence(self.trouble) if self.trouble else tr("The camera is getting ready …"))
        elif report is None:
            self._paper.set_guide(None, Level.OFF, "")
        else:
            level = Level.GOOD if report.verdict is DocumentVerdict.OK else Level.CARE
            corners = report.outline.corners if report.outline is not None else ()
            scale = self.shown.scale
            self._paper.set_outline(tuple((float(x) * scale, float(y) * scale) for x, y in corners))
            self._paper.set_guide(None, level, tr(_SAID[report.verdict]))

    def _watch(self, cancel: Cancel) -> None:
        """On the camera's thread, until cancelled. Raises `DeviceError`."""
        with self._station.equipment.camera(cancel) as camera:
            self._relay(camera.info)
            while True:
                self._newest(whole(camera.read(timeout=SILENCE, cancel=cancel), self._room))

    def _forget(self) -> None:
        self.report = None
        super()._forget()

    @Slot()
    def _look(self) -> None:
        shown = self.shown
        if shown is None or self._faces is None or self._faces.busy or shown.frame.number == self._looked_at:
            return
        self._looked_at = shown.frame.number
        self._faces.run(look_for_paper, shown.frame.pixels, done=self._found, failed=self._blind)

    @Slot(object)
    def _found(self, report: DocumentReport) -> None:
        if self.shown is None:
            return
        before, self.report = self.report, report
        self.say()
        if before is None or before.verdict is not report.verdict:
            self.changed.emit()


def whole(frame: Frame, room: tuple[int, int]) -> Shown:
    """All of `frame`, made smaller to fit into `room` (width, height in pixels)."""
    height, width = frame.pixels.shape[:2]
    scale = min(1.0, room[0] / width, room[1] / height)
    pixels = frame.pixels
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return Shown(frame, pixels, 0.0, scale)


def _read(path: Path) -> DocumentPage:
    try:
        return page_from_file(path)
    except OSError as error:
        raise FileUnreadable(type(error).__name__) from error
