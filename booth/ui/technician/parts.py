"""The parts of a device test, one under the other: sign, name, what was measured, what to do, verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from booth.ui.kit import theme
from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, ElidedLabel, Label, Role, line, row
from booth.ui.kit.theme import Level
from booth.workflow.selftest import Measure, Part, PartResult, Verdict
from booth.workflow.selftest.drift import WATCHED
from booth.workflow.selftest.names import telling
from resources.i18n import tr

LEVELS = {Verdict.PASS: Level.GOOD, Verdict.WARN: Level.CARE, Verdict.FAIL: Level.BAD, Verdict.ABSENT: Level.OFF}
_NAME, _VERDICT, _HIGH = 236, 132, 42  # px


@dataclass(frozen=True)
class Shown:
    """What stands in the row of one part; all translated already. `icon`: something is to be done now."""

    name: str
    verdict: str
    level: Level
    measured: str = ""
    advice: str = ""
    before: str = ""
    icon: str = ""


class PartList(QScrollArea):
    """A row for each part, always at the same place; the words over them sum up.

    Up and down mark one, space or a double click opens it.
    """

    opened = Signal(Part)

    def __init__(self) -> None:
        super().__init__()
        self._rows = {part: _PartRow(part) for part in Part}
        self._marked: Part | None = None
        self._passed = Label(role=Role.STRONG)
        self._failed = Label(role=Role.STRONG, level=Level.BAD)
        self._care = Label(role=Role.STRONG, level=Level.CARE)
        self._skipped = Label(role=Role.QUIET)
        self._right = Label(role=Role.NOTE)
        head = QWidget()
        words = row(self._passed, self._failed, self._care, self._skipped, None, self._right, spacing=18)
        words.setContentsMargins(16, 0, 16, 0)
        head.setLayout(words)
        head.setFixedHeight(38)
        card = Card()
        card.box.setContentsMargins(0, 0, 0, 0)
        card.box.setSpacing(0)
        card.box.addWidget(head)
        for shown in self._rows.values():
            card.box.addWidget(line())
            card.box.addWidget(shown)
            shown.pressed.connect(self.mark)
            shown.opened.connect(self.opened)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        box.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_summary(self, results: Sequence[PartResult], otherwise: str, right: str) -> None:
        """Sum up `results`; `otherwise` stands there while there are none."""
        passed, *rest = summary(results)
        labels = (self._passed, self._failed, self._care, self._skipped)
        for label, text in zip(labels, (passed or otherwise, *rest), strict=True):
            label.show_text(text)
            label.setVisible(bool(text))
        self._right.show_text(right)

    def show_part(self, part: Part, shown: Shown) -> None:
        self._rows[part].set_shown(shown)
        self._tell()

    @property
    def marked(self) -> Part | None:
        """The part that is marked; None before any is."""
        return self._marked

    @Slot(Part)
    def mark(self, part: Part | None) -> None:
        """Mark a part, or none."""
        self._marked = part
        for each, shown in self._rows.items():
            shown.set_marked(each is part)
        if part is not None:
            self.ensureWidgetVisible(self._rows[part], 0, 8)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        parts = list(Part)
        at = parts.index(self._marked) if self._marked else 0
        last = len(parts) - 1
        moves: dict[int, int] = {
            Qt.Key.Key_Up: max(at - 1, 0),
            Qt.Key.Key_Down: min(at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if self._marked is None:
            event.ignore()
        elif (to := moves.get(event.key())) is not None:
            self.mark(parts[to])
        elif event.key() == Qt.Key.Key_Space:
            self.opened.emit(self._marked)
        else:
            event.ignore()

    def _tell(self) -> None:
        """A screen reader reads the marked row."""
        name = self._rows[self._marked].accessibleName() if self._marked else ""
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def keep_in_sight(self, part: Part) -> None:
        """Scroll so that the row can be seen."""
        self.ensureWidgetVisible(self._rows[part], 0, 60)


class _PartRow(QWidget):
    """One part."""

    pressed = Signal(Part)
    opened = Signal(Part)

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self._marked = False
        self._shown: Shown | None = None
        self._sign = Sign(Level.OFF, 22)
        self._name = ElidedLabel(role=Role.STRONG)
        self._name.setFixedWidth(_NAME)
        self._measured = ElidedLabel(role=Role.NOTE)
        self._advice = Label(role=Role.NOTE, wrap=True)
        self._before = ElidedLabel(role=Role.SMALL)
        self._verdict = Label(role=Role.STRONG)
        self._verdict.setMinimumWidth(_VERDICT)
        self._verdict.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._middle = QWidget()
        words = QVBoxLayout(self._middle)
        words.setContentsMargins(0, 3, 0, 3)
        words.setSpacing(0)
        words.addStretch(1)
        for label in (self._measured, self._advice, self._before):
            words.addWidget(label)
        words.addStretch(1)
        box = row(self._sign, self._name, self._middle, self._verdict, spacing=12)
        box.setStretch(2, 1)
        box.setContentsMargins(16, 0, 16, 0)
        self.setLayout(box)
        self.setMinimumHeight(_HIGH)

    def set_shown(self, shown: Shown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self._sign.set_level(shown.level)
        if shown.icon:
            self._sign.set_icon(shown.icon)
        self._advice.set_role(Role.STRONG if shown.icon else Role.NOTE)
        self._name.show_text(shown.name)
        self._verdict.show_text(shown.verdict)
        self._verdict.set_level(shown.level)
        self._advice.set_level(shown.level if shown.level in {Level.CARE, Level.BAD} else None)
        for label, text in (
            (self._measured, shown.measured),
            (self._advice, shown.advice),
            (self._before, shown.before),
        ):
            label.show_text(text)
            label.setVisible(bool(text))
        self._make_room()
        self.setAccessibleName(f"{shown.name}: {shown.verdict}. {shown.measured} {shown.advice} {shown.before}".strip())

    def set_marked(self, marked: bool) -> None:
        if marked != self._marked:
            self._marked = marked
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """An advice of two lines takes the place of the figures, so that all parts stay in sight."""
        if self._shown is not None and self._shown.measured and self._shown.advice:
            room = self.width() - _NAME - max(_VERDICT, self._verdict.sizeHint().width()) - 22 - 3 * 12 - 32
            wide = self._advice.fontMetrics().horizontalAdvance(self._shown.advice)
            self._measured.setVisible(wide <= room)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.roles().color("accent"), 2))
            painter.setBrush(theme.roles().color("tint"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 1, -5, -1), 9, 9)
        super().paintEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit(self._part)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit(self._part)


def shown_result(result: PartResult, before: PartResult | None = None) -> Shown:
    """A result as a row: its most telling figures; what differed at the test before stands under it."""
    stand_in = [tr("emulated")] if any(measure.key == "emulated" for measure in result.measures) else []
    return Shown(
        result.title,
        tr(result.verdict.label),
        LEVELS[result.verdict],
        " · ".join(stand_in + [measure.text for measure in telling(result)]),
        result.what_to_do,
        _before(result, before) if before else "",
    )


def _before(result: PartResult, before: PartResult) -> str:
    old = {measure.key: measure for measure in before.measures}
    changed = [old[m.key].text for m in _changing(result) if m.key in old and old[m.key].value != m.value]
    if before.verdict is not result.verdict:
        changed.insert(0, tr(before.verdict.label))
    return tr("before: {values}", values=" · ".join(changed)) if changed else ""


def _changing(result: PartResult) -> list[Measure]:
    """The figures of the row, and those that drifted."""
    shown = telling(result)
    return shown + [measure for measure in result.measures if measure not in shown and drifted(measure)]


def drifted(measure: Measure) -> bool:
    """The figure is worse than at installation by so much that it is warned of."""
    watched = WATCHED.get(measure.key)
    if watched is None or measure.installed is None or isinstance(measure.value, str):
        return False
    return watched.warns(float(measure.value), measure.installed)


def summary(results: Sequence[PartResult]) -> tuple[str, str, str, str]:
    """How many passed, failed, need attention, are not there, in words; empty where none."""
    found = [result.verdict for result in results]
    passed, absent = found.count(Verdict.PASS), found.count(Verdict.ABSENT)
    failed, care = found.count(Verdict.FAIL), found.count(Verdict.WARN)
    return (
        tr("{n} passed", n=passed) if found else "",
        tr("{n} failed", n=failed) if failed else "",
        tr("{n} need attention", n=care) if care else "",
        tr("{n} not there", n=absent) if absent else "",
    )
