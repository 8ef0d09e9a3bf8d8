"""A figure over time: dots joined by lines, with the value at the beginning and a limit as lines across.

Nothing is told by colour alone: each kind of dot has a shape of its own and each line across a pattern and its words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from booth.ui.kit import theme
from booth.ui.kit.theme import Size
from resources.i18n import tr

_TOP, _BOTTOM, _SIDE = 34.0, 30.0, 150.0  # px: legend, dates, words of the lines across
_TICK_ROOM = 150.0  # px for a date
_WORDS = 38.0  # px: two lines of words at the right


@dataclass(frozen=True)
class Dot:
    """A value at a moment (`at`: seconds, any epoch). `sound`: it was measured in good order."""

    at: float
    value: float
    sound: bool = True


@dataclass(frozen=True)
class ChartLine:
    """The dots of one device, in the order of time, at least one; its first value and the limit where there are any."""

    dots: tuple[Dot, ...]
    first: float | None = None
    limit: float | None = None

    def beyond(self, dot: Dot) -> bool:
        """The dot lies at the limit or on the far side of it."""
        if self.limit is None or self.first is None:
            return False
        return dot.value >= self.limit if self.limit >= self.first else dot.value <= self.limit


@dataclass(frozen=True)
class Scale:
    """From `low` to `high` in steps of `step`: round numbers."""

    low: float
    high: float
    step: float

    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [self.low + number * self.step for number in range(count + 1)]


def scale(values: Sequence[float], steps: int = 5) -> Scale:
    """A scale of about `steps` steps that holds all of `values`; it begins at zero unless they lie far from it."""
    low, high = min(values), max(values)
    if low >= 0 and low < 0.7 * high:
        low = 0.0
    if high - low <= 1e-6 * max(abs(low), abs(high), 1e-3):  # as good as one value
        room = 1.0 if abs(low) < 1e-3 else abs(low) * 0.1
        low, high = (low - room if low else 0.0), high + room
    raw = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


class LineChart(QWidget):
    """The last line is the one of now; lines before it are paler, and a stroke stands between two of them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ChartLine, ...] = ()
        self._date: Callable[[float], str] = str
        self._value: Callable[[float], str] = str
        self._number: Callable[[float], str] = str
        self.setMinimumSize(360, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_lines(
        self,
        lines: Sequence[ChartLine],
        *,
        date: Callable[[float], str],
        value: Callable[[float], str],
        number: Callable[[float], str],
        said: str,
    ) -> None:
        """Draw `lines`. `date` words a moment, `value` a value with its unit, `number` one without.

        `said` tells a screen reader what is drawn.
        """
        self._lines = tuple(lines)
        self._date, self._value, self._number = date, value, number
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._lines:
            painter.setFont(theme.font(Size.TEXT))
            painter.setPen(theme.roles().color("quiet"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Nothing was measured yet."))
            return
        plot = _Plot(painter, QRectF(self.rect()), self._lines, self._number)
        plot.grid()
        plot.dates(self._date)
        plot.swaps(self._date)
        for line in self._lines:
            plot.across(line)
        for line in self._lines:
            plot.draw(line)
        plot.words(self._value)
        plot.legend()


class _Plot:
    """One painting: where a moment and a value lie, and everything drawn there."""

    def __init__(
        self, painter: QPainter, area: QRectF, lines: Sequence[ChartLine], number: Callable[[float], str]
    ) -> None:
        self._painter = painter
        self._lines = lines
        self._number = number
        self._roles = theme.roles()
        now = lines[-1]
        values = [dot.value for line in lines for dot in line.dots]
        values += [value for value in (now.first, now.limit) if value is not None]
        self._scale = scale(values)
        self._small = theme.font(Size.SMALL)
        widths = [QFontMetricsF(self._small).horizontalAdvance(number(tick)) for tick in self._scale.ticks()]
        self._area = area
        self._box = area.adjusted(max(widths) + 14, _TOP, -_SIDE, -_BOTTOM)
        self._from, self._to = lines[0].dots[0].at, now.dots[-1].at

    def _x(self, at: float) -> float:
        span = self._to - self._from
        share = (at - self._from) / span if span > 0 else 0.5
        return self._box.left() + 14 + (self._box.width() - 28) * share

    def _y(self, value: float) -> float:
        share = (value - self._scale.low) / (self._scale.high - self._scale.low)
        return self._box.bottom() - self._box.height() * min(1.0, max(0.0, share))

    def _place(self, dot: Dot) -> QPointF:
        return QPointF(self._x(dot.at), self._y(dot.value))

    def grid(self) -> None:
        """Lines across at round numbers; dotted where edges are strong, so that the figures stand out."""
        style = Qt.PenStyle.DotLine if self._roles.line > 1 else Qt.PenStyle.SolidLine
        self._painter.setFont(self._small)
        for tick in self._scale.ticks():
            y = round(self._y(tick)) + 0.5  # crisp
            self._painter.setPen(QPen(self._roles.color("edge"), 1, style))
            self._painter.drawLine(QPointF(self._box.left(), y), QPointF(self._box.right(), y))
            self._painter.setPen(self._roles.color("quiet"))
            box = QRectF(0, y - 10, self._box.left() - 8, 20)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._number(tick))

    def dates(self, date: Callable[[float], str]) -> None:
        """The days under the axis; each once."""
        count = max(2, int(self._box.width() // _TICK_ROOM))
        moments = [self._from + (self._to - self._from) * number / (count - 1) for number in range(count)]
        days = [date(moment) for moment in moments]
        if len(set(days)) == 1:
            moments, days = [(self._from + self._to) / 2], days[:1]
        self._painter.setPen(self._roles.color("quiet"))
        shown = ""
        for moment, day in zip(moments, days, strict=True):
            if day == shown:
                continue
            shown, x = day, self._x(moment)
            left = min(max(x - 50, 0.0), self._box.right() - 82)
            box = QRectF(left, self._box.bottom() + 8, 100, 18)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, day)
            self._painter.drawLine(QPointF(x, self._box.bottom()), QPointF(x, self._box.bottom() + 5))

    def swaps(self, date: Callable[[float], str]) -> None:
        """A stroke down where another device begins."""
        taken = 0.0  # right end of the last words
        for before, after in zip(self._lines, self._lines[1:], strict=False):
            x = (self._x(before.dots[-1].at) + self._x(after.dots[0].at)) / 2
            self._painter.setPen(QPen(self._roles.color("quiet"), 1.5, Qt.PenStyle.DotLine))
            self._painter.drawLine(QPointF(x, self._box.top() - 6), QPointF(x, self._box.bottom()))
            text = tr("swapped {date}", date=date(after.dots[0].at))
            width = QFontMetricsF(self._small).horizontalAdvance(text) + 8
            left = min(max(x - width / 2, self._box.left()), self._box.right() - width)
            if left < taken:
                continue
            taken = left + width
            box = QRectF(left, self._box.top() + 2, width, 20)
            self._painter.fillRect(box, self._roles.color("card"))
            self._painter.setPen(self._roles.color("quiet"))
            self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def across(self, line: ChartLine) -> None:
        """The first value and the limit of a device, for as long as it was in use."""
        now = line is self._lines[-1]
        left = self._x(line.dots[0].at) - 8 if len(self._lines) > 1 else self._box.left()
        right = self._box.right() if now else self._x(line.dots[-1].at) + 8
        for value, role, style in (
            (line.first, "quiet", Qt.PenStyle.DashLine),
            (line.limit, "care_text", Qt.PenStyle.DashDotLine),
        ):
            if value is not None and (now or self._scale.low <= value <= self._scale.high):
                self._painter.setPen(QPen(self._roles.color(role), 2 if now else 1, style))
                self._painter.drawLine(QPointF(left, self._y(value)), QPointF(right, self._y(value)))

    def draw(self, line: ChartLine) -> None:
        """The dots of a device and the line through the sound ones."""
        now = line is self._lines[-1]
        color = self._roles.color("accent" if now else "faint")
        sound = [self._place(dot) for dot in line.dots if dot.sound]
        self._painter.setPen(QPen(color, 2.5 if now else 2, Qt.PenStyle.SolidLine))
        self._painter.drawPolyline(QPolygonF(sound))
        crowded = len(sound) * 12 > self._box.width()
        for dot in line.dots:
            kind = "failed" if not dot.sound else "beyond" if line.beyond(dot) else "sound"
            if kind != "sound" or not crowded or dot is line.dots[-1]:
                self._dot(self._place(dot), kind, color, filled=now)

    def _dot(self, at: QPointF, kind: str, color: QColor, *, filled: bool) -> None:
        card = self._roles.color("card")
        if kind == "failed":
            self._painter.setPen(QPen(self._roles.color("bad_text"), 2.5))
            for step in (-1, 1):
                self._painter.drawLine(at + QPointF(-5, -5 * step), at + QPointF(5, 5 * step))
        elif kind == "beyond":
            self._painter.setPen(QPen(card, 1.5))
            self._painter.setBrush(self._roles.color("care_text"))
            corners = (QPointF(0, -8), QPointF(8, 0), QPointF(0, 8), QPointF(-8, 0))
            self._painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        else:
            self._painter.setPen(QPen(card if filled else color, 1.5 if filled else 2))
            self._painter.setBrush(color if filled else card)
            self._painter.drawEllipse(at, 5, 5)

    def words(self, value: Callable[[float], str]) -> None:
        """At the right: what the lines across are, and the value of now; moved apart where they would touch."""
        now = self._lines[-1]
        said = [(self._y(now.dots[-1].value), tr("now"), value(now.dots[-1].value), "ink")]
        if now.first is not None:
            said.append((self._y(now.first), tr("at installation"), value(now.first), "quiet"))
        if now.limit is not None:
            said.append((self._y(now.limit), tr("warned from"), value(now.limit), "care_text"))
        said.sort(key=lambda one: one[0])
        tops: list[float] = []
        for y, *_ in said:
            tops.append(max(y - _WORDS / 2, tops[-1] + _WORDS if tops else 0.0))
        floor = self._box.bottom() + 6
        over = tops[-1] + _WORDS > floor
        for number in range(len(tops) - 1, -1, -1):  # from below: up as far as the room asks for
            tops[number] = min(tops[number], floor - _WORDS) if over else tops[number]
            floor = tops[number]
        strong = theme.font(Size.NOTE, QFont.Weight.DemiBold)
        left = self._box.right() + 26
        for (y, caption, shown, role), top in zip(said, tops, strict=True):
            color = self._roles.color(role)
            self._painter.setPen(QPen(color, 1))
            self._painter.drawLine(QPointF(self._box.right() + 4, y), QPointF(left - 6, top + _WORDS / 2))
            self._painter.setFont(self._small)
            self._painter.setPen(self._roles.color("quiet"))
            self._painter.drawText(QRectF(left, top + 1, _SIDE - 26, 17), Qt.AlignmentFlag.AlignVCenter, caption)
            self._painter.setFont(strong)
            self._painter.setPen(color)
            self._painter.drawText(QRectF(left, top + 18, _SIDE - 26, 19), Qt.AlignmentFlag.AlignVCenter, shown)

    def legend(self) -> None:
        """What the shapes mean: those that are there, where there is more than one."""
        kinds = []
        for line in self._lines:
            now = line is self._lines[-1]
            for dot in line.dots:
                kind = "failed" if not dot.sound else "beyond" if line.beyond(dot) else "sound"
                if (key := (kind, now or kind != "sound")) not in kinds:
                    kinds.append(key)
        if kinds == [("sound", True)]:
            return
        names = {
            ("sound", True): tr("tested"),
            ("sound", False): tr("device before"),
            ("beyond", True): tr("warned of"),
            ("failed", True): tr("failed"),
        }
        self._painter.setFont(self._small)
        x = self._box.left()
        for key, name in names.items():
            if key in kinds:
                color = self._roles.color("accent" if key[1] else "faint")
                self._dot(QPointF(x + 8, 11), key[0], color, filled=key[1])
                self._painter.setPen(self._roles.color("quiet"))
                width = QFontMetricsF(self._small).horizontalAdvance(name) + 4
                self._painter.drawText(QRectF(x + 20, 1, width, 20), Qt.AlignmentFlag.AlignVCenter, name)
                x += width + 42
