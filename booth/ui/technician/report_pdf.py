"""The report of a device test on A4: what to do first, then each part with its figures beside those at installation.

Painted on the printer's thread. No personal data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen, QPolygonF

from booth.ui.kit import theme
from booth.ui.kit.theme import Level, Scheme
from booth.ui.printing import write_pages
from booth.ui.technician.parts import LEVELS, drifted, summary
from booth.workflow.selftest import Verdict
from booth.workflow.selftest.names import name_of, value_of
from booth.workflow.words import shown_moment
from resources.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from booth.workflow.selftest import Measure, PartResult, Report

# All lengths in tenths of a millimetre.
_TITLE, _STRONG, _TEXT, _SMALL = 64, 40, 35, 31  # type sizes: 18, 11, 10 and 9 points
_MARGIN = 160
_FOOT = 90
_LINE = 50  # a line of the table
_HEAD = 86  # name and verdict of a part
_PAD = 24
_COLUMNS = (0.36, 0.22, 0.22, 0.20)  # of the width: name, now, at installation, usually
_TROUBLE = (Verdict.FAIL, Verdict.WARN)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SIGNS = {
    Level.GOOD: [[(0.28, 0.53), (0.44, 0.68), (0.73, 0.35)]],
    Level.CARE: [[(0.5, 0.24), (0.5, 0.56)], [(0.5, 0.73), (0.5, 0.75)]],
    Level.BAD: [[(0.33, 0.33), (0.67, 0.67)], [(0.67, 0.33), (0.33, 0.67)]],
    Level.OFF: [[(0.3, 0.5), (0.7, 0.5)]],
}
"""Strokes of each sign in a square of one: told apart without colour."""


def write_test_report(report: Report, zone: ZoneInfo, path: Path) -> None:
    """Write the report to `path`, whole or not at all, in the language in use. Raises `OSError`."""
    write_pages(path, tr("Device test"), QPageSize.PageSizeId.A4, lambda writer: _paint(writer, report, zone))


def _paint(writer: QPdfWriter, report: Report, zone: ZoneInfo) -> None:
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(None, "the page cannot be painted")
    try:
        foot = f"{report.booth_name or report.booth} · {shown_moment(report.at, zone)}"
        sheet = _Sheet(writer, painter, foot)
        sheet.title(report, zone)
        sheet.to_do(report)
        for result in report.results:
            sheet.part(result)
        sheet.finish()
    finally:
        painter.end()


class _Sheet:
    """Pages being filled from the top."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, foot: str) -> None:
        self._writer = writer
        self._painter = painter
        self._foot = foot
        self._page = 1
        self._roles = theme.all_roles()[Scheme.LIGHT]
        dots = writer.logicalDpiX() / 254
        painter.scale(dots, dots)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = writer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
        self._left, self._width = float(_MARGIN), size.width() * 10 - 2 * _MARGIN
        self._bottom = size.height() * 10 - _MARGIN - _FOOT
        self._y = float(_MARGIN)

    def title(self, report: Report, zone: ZoneInfo) -> None:
        """What it is, of which booth, and how it went in one line."""
        self._write(tr("Device test"), _font(_TITLE, QFont.Weight.Bold), "ink", 90)
        self._y += 96
        counts = " · ".join(text for text in summary(report.results) if text)
        self._write(counts or tr("nothing was tested"), _font(_STRONG, QFont.Weight.DemiBold), "quiet", 60)
        self._y += 78
        facts = (
            (tr("Booth"), report.booth_name or report.booth),
            (tr("Date"), shown_moment(report.at, zone)),
            (tr("Program version"), report.version),
            (tr("Tested by"), report.by),
        )
        half = self._width / 2
        for number, (label, value) in enumerate(facts):
            left = self._left + half * (number % 2)
            self._write(label, _font(_SMALL), "quiet", _LINE, left=left, width=330)
            strong = _font(_TEXT, QFont.Weight.DemiBold)
            self._write(value, strong, "ink", _LINE, left=left + 340, width=half - 360)
            self._y += 56 * (number % 2)
        self._y += 20

    def to_do(self, report: Report) -> None:
        """The advice of each part that failed or needs attention, the failed ones first."""
        found = [r for verdict in _TROUBLE for r in report.results if r.verdict is verdict and r.what_to_do]
        if not found:
            return
        self._need(200)
        self._write(tr("What to do"), _font(_STRONG, QFont.Weight.DemiBold), "ink", 60)
        self._y += 68
        for result in found:
            level = LEVELS[result.verdict]
            text, font = result.what_to_do, _font(_TEXT)
            room = self._width - 130
            lines = _height(text, font, room)
            high = lines + 50 + 2 * _PAD
            self._need(high + 14)
            box = QRectF(self._left, self._y, self._width, high)
            self._painter.setPen(QPen(self._roles.color(f"{level.value}_edge"), 2.5))
            self._painter.setBrush(self._roles.color(f"{level.value}_tint"))
            self._painter.drawRoundedRect(box, 22, 22)
            self._sign(level, QRectF(self._left + 28, self._y + _PAD, 54, 54))
            self._y += _PAD
            self._write(result.title, _font(_TEXT, QFont.Weight.DemiBold), "ink", 50, left=self._left + 104)
            self._painter.setFont(font)
            self._painter.setPen(self._roles.words(level))
            self._painter.drawText(QRectF(self._left + 104, self._y + 52, room, lines + 4), _WRAP, text)
            self._y += high - _PAD + 14
        self._y += 16

    def part(self, result: PartResult) -> None:
        """One part: name, verdict, and a line a figure; kept on one page where it fits on one."""
        level = LEVELS[result.verdict]
        advice = "" if result.verdict in _TROUBLE else result.what_to_do
        font = _font(_SMALL)
        said = _height(advice, font, self._width - 76) + 10 if advice else 0.0
        compared = any(measure.installed is not None for measure in result.measures)
        lines = len(result.measures) + compared
        self._need(_HEAD + said + min(_LINE * lines, 1200) + 20)
        self._painter.setPen(QPen(QColor("#B5C1BD"), 2.5))
        self._painter.drawLine(QPointF(self._left, self._y), QPointF(self._left + self._width, self._y))
        self._y += 16
        self._sign(level, QRectF(self._left, self._y + 3, 50, 50))
        strong = _font(_STRONG, QFont.Weight.DemiBold)
        verdict = tr(result.verdict.label)
        taken = QFontMetricsF(strong).horizontalAdvance(verdict) + 20
        self._write(result.title, strong, "ink", 56, left=self._left + 76, width=self._width - 76 - taken)
        self._painter.setPen(self._roles.words(level))
        self._painter.drawText(QRectF(self._left, self._y, self._width, 56), _RIGHT, verdict)
        self._y += _HEAD - 20
        if advice:
            self._painter.setFont(font)
            self._painter.setPen(self._roles.color("quiet"))
            self._painter.drawText(QRectF(self._left + 76, self._y, self._width - 76, said), _WRAP, advice)
            self._y += said
        if compared:
            self._cells(["", tr("this test"), tr("at installation"), tr("usually")], font, "faint")
        for measure in result.measures:
            self._figure(measure, compared=compared)
        self._y += 20

    def _figure(self, measure: Measure, *, compared: bool) -> None:
        font, strong = _font(_SMALL), _font(_SMALL, QFont.Weight.DemiBold)
        value = value_of(measure.key, measure.value)
        name = name_of(measure.key)
        if not compared or isinstance(measure.value, str):
            self._need(_LINE)
            left = self._left + 76 + (self._width - 76) * _COLUMNS[0]
            self._write(name, font, "quiet", _LINE, left=self._left + 76, width=left - self._left - 90)
            self._write(value, strong, "ink", _LINE, left=left)
            self._y += _LINE
            return
        beside = ["" if one is None else value_of(measure.key, one) for one in (measure.installed, measure.usual)]
        worse = drifted(measure)
        if worse:
            self._need(_LINE)
            self._sign(Level.CARE, QRectF(self._left + 30, self._y + 8, 34, 34))
        self._cells([name, value, *beside], font, "quiet", strong=strong, worse=worse)

    def _cells(
        self, texts: list[str], font: QFont, role: str, *, strong: QFont | None = None, worse: bool = False
    ) -> None:
        """A line of the table; the second cell in `strong`, in the colour of attention where it got worse."""
        self._need(_LINE)
        left = self._left + 76
        for number, (text, share) in enumerate(zip(texts, _COLUMNS, strict=True)):
            width = (self._width - 76) * share
            now = number == 1 and strong is not None
            color = ("care_text" if worse else "ink") if now else role
            self._write(text, strong if now and strong else font, color, _LINE, left=left, width=width - 14)
            left += width
        self._y += _LINE

    def _write(
        self, text: str, font: QFont, role: str, high: float, *, left: float | None = None, width: float = 0
    ) -> None:
        """One line, cut with "…" where it is too long; the place to write at stays."""
        start = self._left if left is None else left
        room = width or self._left + self._width - start
        self._painter.setFont(font)
        self._painter.setPen(self._roles.color(role))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._painter.drawText(QRectF(start, self._y, room, high), _LEFT, shown)

    def _sign(self, level: Level, where: QRectF) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._roles.sign(level))
        self._painter.drawEllipse(where)
        pen = QPen(QColor("white"), where.width() * 0.11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in _SIGNS[level]:
            points = [QPointF(where.left() + x * where.width(), where.top() + y * where.height()) for x, y in stroke]
            self._painter.drawPolyline(QPolygonF(points))

    def _need(self, high: float) -> None:
        if self._y + high > self._bottom and self._y > _MARGIN:
            self.finish()
            self._writer.newPage()
            self._page += 1
            self._y = float(_MARGIN)

    def finish(self) -> None:
        """The foot of the page."""
        self._painter.setFont(_font(_SMALL))
        self._painter.setPen(self._roles.color("quiet"))
        box = QRectF(self._left, self._bottom + 40, self._width, _FOOT - 30)
        self._painter.drawText(box, _LEFT, self._foot)
        self._painter.drawText(box, _RIGHT, tr("Page {number}", number=self._page))


_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


def _height(text: str, font: QFont, width: float) -> float:
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10000), _WRAP, text).height()


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Without tabular figures and contextual hyphens: a PDF cannot tell which characters such shapes are."""
    made = theme.font(size, weight)
    made.unsetFeature(QFont.Tag("tnum"))
    made.setFeature(QFont.Tag("calt"), 0)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
