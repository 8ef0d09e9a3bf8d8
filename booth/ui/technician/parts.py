"""The parts of a device test, one under the other: sign, name, what was measured, what to do, verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, ElidedLabel, Label, Role, line, row
from booth.ui.kit.theme import Level
from booth.workflow.selftest import Part, PartResult, Verdict
from resources.i18n import tr

LEVELS = {Verdict.PASS: Level.GOOD, Verdict.WARN: Level.CARE, Verdict.FAIL: Level.BAD, Verdict.ABSENT: Level.OFF}
_NAME, _VERDICT, _HIGH = 236, 150, 49  # px


@dataclass(frozen=True)
class Shown:
    """What stands in the row of one part; all translated already."""

    name: str
    verdict: str
    level: Level
    measured: str = ""
    advice: str = ""
    before: str = ""


class PartList(QScrollArea):
    """A row for each part, always at the same place; the words over them sum up."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = {part: _PartRow() for part in Part}
        self._passed = Label(role=Role.STRONG)
        self._care = Label(role=Role.STRONG, level=Level.CARE)
        self._skipped = Label(role=Role.QUIET)
        self._right = Label(role=Role.NOTE)
        head = QWidget()
        words = row(self._passed, self._care, self._skipped, None, self._right, spacing=18)
        words.setContentsMargins(16, 0, 16, 0)
        head.setLayout(words)
        head.setFixedHeight(46)
        card = Card()
        card.box.setContentsMargins(0, 0, 0, 0)
        card.box.setSpacing(0)
        card.box.addWidget(head)
        for shown in self._rows.values():
            card.box.addWidget(line())
            card.box.addWidget(shown)
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
        passed, care, skipped = summary(results)
        for label, text in ((self._passed, passed or otherwise), (self._care, care), (self._skipped, skipped)):
            label.show_text(text)
            label.setVisible(bool(text))
        self._right.show_text(right)

    def show_part(self, part: Part, shown: Shown) -> None:
        self._rows[part].set_shown(shown)

    def keep_in_sight(self, part: Part) -> None:
        """Scroll so that the row can be seen."""
        self.ensureWidgetVisible(self._rows[part], 0, 60)


class _PartRow(QWidget):
    """One part."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._sign = Sign(Level.OFF, 22)
        self._name = ElidedLabel(role=Role.STRONG)
        self._name.setFixedWidth(_NAME)
        self._measured = Label(role=Role.NOTE, wrap=True)
        self._advice = Label(role=Role.NOTE, wrap=True)
        self._before = Label(role=Role.SMALL, wrap=True)
        self._verdict = Label(role=Role.STRONG)
        self._verdict.setMinimumWidth(_VERDICT)
        self._verdict.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        middle = QWidget()
        words = QVBoxLayout(middle)
        words.setContentsMargins(0, 3, 0, 3)
        words.setSpacing(1)
        words.addStretch(1)
        for label in (self._measured, self._advice, self._before):
            words.addWidget(label)
        words.addStretch(1)
        box = row(self._sign, self._name, middle, self._verdict, spacing=12)
        box.setStretch(2, 1)
        box.setContentsMargins(16, 0, 16, 0)
        self.setLayout(box)
        self.setMinimumHeight(_HIGH)

    def set_shown(self, shown: Shown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self._sign.set_level(shown.level)
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
        self.setAccessibleName(f"{shown.name}: {shown.verdict}. {shown.measured} {shown.advice} {shown.before}".strip())


def shown_result(result: PartResult, before: PartResult | None = None) -> Shown:
    """A result as a row; what differed at the test before stands under it."""
    label = tr(result.part.label)
    name = f"{label} · {result.name}" if result.name not in {"", label} else label
    return Shown(
        name,
        tr(result.verdict.label),
        LEVELS[result.verdict],
        result.measured,
        result.what_to_do,
        " · ".join(part for part in (result.compared, _before(result, before) if before else "") if part),
    )


def _before(result: PartResult, before: PartResult) -> str:
    old = {measure.key: measure for measure in before.measures}
    changed = [old[m.key].text for m in result.measures if m.key in old and old[m.key].value != m.value]
    if before.verdict is not result.verdict:
        changed.insert(0, tr(before.verdict.label))
    return tr("before: {values}", values=" · ".join(changed)) if changed else ""


def summary(results: Sequence[PartResult]) -> tuple[str, str, str]:
    """How many passed, need attention, are not there, in words; empty where none."""
    found = [result.verdict for result in results]
    passed, absent = found.count(Verdict.PASS), found.count(Verdict.ABSENT)
    care = found.count(Verdict.WARN) + found.count(Verdict.FAIL)
    return (
        tr("{n} passed", n=passed) if found else "",
        tr("{n} need attention", n=care) if care else "",
        tr("{n} not there", n=absent) if absent else "",
    )
