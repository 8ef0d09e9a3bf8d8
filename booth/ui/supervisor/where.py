"""Where the recordings of a day are: one line a state, and the office's own count beside ours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from booth.domain.recording import State
from booth.ui.kit.banner import Sign
from booth.ui.kit.figures import Meter
from booth.ui.kit.label import Card, ElidedLabel, Label, Role, line, row
from booth.ui.kit.theme import Level
from booth.ui.station import Station
from booth.workflow.counts import STATE_LABELS, Agreement, DayCount
from booth.workflow.words import shown_moment, shown_number
from resources.i18n import N_, tr
from sync.news import OtherCount

_NAMED = 3  # other booths by name
_LEVELS = {State.QUEUED: Level.OFF, State.SENDING: Level.OFF, State.RECEIVED: Level.GOOD, State.REFUSED: Level.BAD}


def agreement_level(agreement: Agreement) -> Level:
    """The sign of a verdict: a tick only where both counts are known and equal."""
    if agreement is Agreement.AGREES:
        return Level.GOOD
    return Level.OFF if agreement.fine else Level.BAD


class WhereCard(Card):
    """States of a day's recordings, share of the target, and the office's word."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._count: DayCount | None = None
        self._other_counts: Sequence[OtherCount] = ()
        self._title = Label(role=Role.HEADING)
        self._meter = Meter()
        self._signs: dict[State, Sign] = {}
        self._figures: dict[State, Label] = {}
        self._names: dict[State, Label] = {}
        states = QWidget()
        grid = QGridLayout(states)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for number, (state, source) in enumerate(STATE_LABELS.items()):
            self._signs[state] = Sign(Level.OFF, 18)
            self._names[state] = Label(source, Role.TEXT)
            self._figures[state] = Label(role=Role.STRONG)
            line_at, side = number % 2, 4 * (number // 2)  # two beside two: a small monitor has little height
            grid.addWidget(self._signs[state], line_at, side)
            grid.addWidget(self._names[state], line_at, side + 1)
            grid.addWidget(self._figures[state], line_at, side + 2)
        for column in (1, 5):
            grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(3, 8)
        self._sign = Sign(Level.OFF, 18)
        self._verdict = Label(role=Role.STRONG, wrap=True)
        self._as_of = Label(role=Role.SMALL, wrap=True)
        self._others = ElidedLabel(role=Role.SMALL)
        said = row(self._sign, self._verdict, spacing=10)
        said.setStretch(1, 1)
        share = row(self._title, self._meter, spacing=16)
        share.setStretch(1, 1)
        self.box.addLayout(share)
        self.box.addWidget(states)
        self.box.addWidget(line())
        self.box.addLayout(said)
        self.box.addWidget(self._as_of)
        self.box.addWidget(self._others)
        self.box.addStretch(1)

    def show_count(self, count: DayCount, others: Sequence[OtherCount] = ()) -> None:
        """Show the count of a day, and beside it those of other booths as the office said last."""
        self._count, self._other_counts = count, others
        self._show_others(others)
        share = count.total / count.target if count.target else 0.0
        figure = tr("{share} %", share=shown_number(round(share * 100)))
        self._title.say(N_("Target {target}"), target=shown_number(count.target))
        self._meter.set_value(share * 100, limit=None, level=Level.GOOD, figure=figure)
        for state, number in count.states.items():
            shown = Level.OFF if not number else _LEVELS[state]
            self._signs[state].set_level(shown)
            self._figures[state].show_text(shown_number(number))
            self._figures[state].set_level(Level.BAD if shown is Level.BAD else None)
        level = agreement_level(count.agreement)
        self._sign.set_level(level)
        self._verdict.set_level(Level.BAD if level is Level.BAD else None)
        if count.office is None or count.office_as_of is None:
            self._verdict.say(N_("The office's count: not known yet"))
            self._as_of.say(N_("It comes with the next sending."))
            return
        self._verdict.say(N_("The office counts {count}"), count=shown_number(count.office))
        moment = shown_moment(count.office_as_of, self._station.booth.zone)
        self._as_of.show_text(f"{tr(count.agreement.value)} · {moment}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._count is not None:
            self.show_count(self._count, self._other_counts)

    def _show_others(self, others: Sequence[OtherCount]) -> None:
        shown = [f"{other.name} {shown_number(other.recordings)}" for other in others[:_NAMED]]
        if rest := others[_NAMED:]:
            count = shown_number(sum(other.recordings for other in rest))
            shown.append(tr("{n} more booths {count}", n=len(rest), count=count))
        self._others.show_text(tr("Other booths: {counts}", counts=" · ".join(shown)) if shown else "")
        self._others.setVisible(bool(shown))
