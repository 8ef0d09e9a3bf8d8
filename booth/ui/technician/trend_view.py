"""Figures over time: the figures of a part in a list, the marked one as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from booth.ui.kit.chart import ChartLine, Dot, LineChart
from booth.ui.kit.label import Card, ElidedLabel, Label, Role, row
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.theme import Level
from booth.workflow.selftest.names import name_of, value_of
from booth.workflow.words import shown_date, shown_number
from resources.i18n import tr

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from booth.workflow.selftest import Part
    from booth.workflow.selftest.trends import Series, Stretch, Trend

_LIST = 372  # px


class TrendView(QWidget):
    """Up and down choose the figure, left and right the part."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._trends: tuple[Trend, ...] = ()
        self._at = 0
        self._name = ElidedLabel(role=Role.HEADING)
        self._place = Label(role=Role.NOTE)
        self._figures = _Figures()
        self._figures.setFixedWidth(_LIST)
        self._figures.moved_to.connect(self._draw)
        self._figures.stepped.connect(self.step)
        self._title = Label(role=Role.HEADING)
        self._device = ElidedLabel(role=Role.NOTE)
        self._note = Label(role=Role.NOTE, wrap=True)
        self._chart = LineChart()
        card = Card()
        card.box.setSpacing(4)
        card.box.addWidget(self._title)
        card.box.addWidget(self._device)
        card.box.addSpacing(6)
        card.box.addWidget(self._chart, 1)
        card.box.addWidget(self._note)
        head = row(self._name, self._place, spacing=18)
        head.setStretch(0, 1)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self._figures)
        across.addWidget(card, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(head)
        box.addLayout(across, 1)
        self.setFocusProxy(self._figures)

    @property
    def chart(self) -> LineChart:
        return self._chart

    def set_trends(self, found: Sequence[Trend]) -> None:
        """Show these; the part that is open stays open where it is still among them."""
        before = self._trend.part if self._trend else None
        self._trends = tuple(found)
        self.show_part(before)

    def show_part(self, part: Part | None) -> None:
        """Open the figures of `part`, or of the first part where it has none."""
        parts = [trend.part for trend in self._trends]
        self._at = parts.index(part) if part in parts else 0
        self._write()

    @Slot(int)
    def step(self, by: int) -> None:
        """The next part that has figures, or the one before."""
        if self._trends:
            self._at = (self._at + by) % len(self._trends)
            self._write()

    @property
    def _trend(self) -> Trend | None:
        return self._trends[self._at] if self._at < len(self._trends) else None

    def _write(self) -> None:
        trend = self._trend
        if trend is None:
            self._figures.set_rows([])
            return
        label = tr(trend.part.label)
        name = tr(trend.name) if trend.name else ""
        known = name if name != label else ""
        serial = tr("serial number {value}", value=trend.serial) if trend.serial else ""
        self._name.show_text(" · ".join(text for text in (label, known, serial) if text))
        self._place.show_text(
            tr(
                "part {number} of {all}   ←  → other parts   ↑  ↓ other figures",
                number=self._at + 1,
                all=len(self._trends),
            )
        )
        self._figures.setAccessibleName(self._name.text())
        self._figures.set_rows([_row(series) for series in trend.series])
        self._draw(self._figures.current_id())

    @Slot(str)
    def _draw(self, key: str) -> None:
        series = next((one for one in self._trend.series if one.key == key), None) if self._trend else None
        if series is None:
            return
        number = sum(len(stretch.points) for stretch in series.stretches)
        self._title.show_text(name_of(key))
        first, last = self._day(series.stretches[0].points[0].at.timestamp()), self._day(series.last.at.timestamp())
        days = first if first == last else tr("{first} to {last}", first=first, last=last)
        since = f"{tr('{n} tests', n=number)} · {days}"
        self._device.show_text(since)
        self._note.setVisible(number == 1)
        self._note.show_text(tr("One test so far. The line begins with the next one.") if number == 1 else "")
        self._chart.set_lines(
            [_line(stretch) for stretch in series.stretches],
            date=self._day,
            value=partial(value_of, key),
            number=_tick,
            said=self._said(series, since),
        )
        self._chart.setAccessibleName(name_of(key))

    def _said(self, series: Series, since: str) -> str:
        """What a person sees in the chart, in words."""
        now = series.stretches[-1]
        said = [f"{name_of(series.key)}: {since}", f"{tr('now')} {value_of(series.key, series.last.value)}"]
        if now.installed is not None:
            said.append(f"{tr('at installation')} {value_of(series.key, now.installed)}")
        if now.limit is not None:
            said.append(f"{tr('warned from')} {value_of(series.key, round(now.limit, 2))}")
        for stretch in series.stretches[1:]:
            said.append(tr("swapped {date}", date=self._day(stretch.points[0].at.timestamp())))
        return ". ".join(said)

    def _day(self, at: float) -> str:
        return shown_date(datetime.fromtimestamp(at, UTC).astimezone(self._zone).date())


class _Figures(RowList):
    """Left and right are not the list's."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (step := steps.get(event.key())) is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _row(series: Series) -> Row:
    installed = series.stretches[-1].installed
    note = value_of(series.key, series.last.value)
    if installed is not None:
        note += f" · {tr('at installation')} {value_of(series.key, installed)}"
    worse = series.drifted
    return Row(series.key, name_of(series.key), note, tr("worse") if worse else "", Level.CARE if worse else None)


def _line(stretch: Stretch) -> ChartLine:
    dots = tuple(Dot(point.at.timestamp(), point.value, point.sound) for point in stretch.points)
    return ChartLine(dots, stretch.installed, stretch.limit)


def _tick(value: float) -> str:
    return shown_number(round(value, 6))
