"""The queue to the office: what waits, what is being sent, what was refused and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from booth.domain.recording import State
from booth.ui.kit.banner import Banner
from booth.ui.kit.figures import BigNumber
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import grouped
from booth.ui.kit.panels import ConfirmPanel
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.station import Station
from booth.workflow.queue import QueueLine, QueueView, queue_view, refusal_advice
from booth.workflow.status import Mood
from booth.workflow.words import shown_megabytes, shown_moment, shown_number
from resources.i18n import N_, tr

_MOODS = {Mood.GOOD: Level.GOOD, Mood.CARE: Level.CARE, Mood.BAD: Level.BAD}
_STATES = {
    State.QUEUED: (N_("waiting"), None),
    State.SENDING: (N_("being sent"), Level.GOOD),
    State.REFUSED: (N_("refused"), Level.BAD),
}


class QueueScreen(PageScreen):
    """`refused_counted` says how many recordings need somebody, `stick_wanted` that they are to be carried."""

    refused_counted = Signal(int)
    stick_wanted = Signal()
    help_page = "queue"
    lively = True

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._view: QueueView | None = None
        self._line = Banner()
        self._waiting = BigNumber(N_("Waiting to be sent"))
        self._sending = BigNumber(N_("Being sent"))
        self._refused = BigNumber(N_("Refused by the office"))
        self._received = BigNumber(N_("Received today"))
        figures = QHBoxLayout()
        figures.setSpacing(14)
        for number in (self._waiting, self._sending, self._refused, self._received):
            figures.addWidget(number, 1)
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self._list.moved_to.connect(self._moved)
        self._card = _LineCard(station)
        both = QWidget()
        box = QHBoxLayout(both)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(self._list, 3)
        right = QVBoxLayout()
        right.addWidget(self._card)
        right.addStretch(1)
        box.addLayout(right, 2)
        self._empty = EmptyState(
            "send", N_("Everything is received"), N_("Every recording of this booth has the office's receipt.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._line)
        self.body.addLayout(figures)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Queue to the office")

    def subtitle(self) -> str:
        if self._view is None or self._view.contact_at is None:
            return ""
        moment = shown_moment(self._view.contact_at, self.station.booth.zone)
        return tr("the office last answered {moment}", moment=moment)

    def state_text(self) -> str:
        if self._view is None:
            return tr("counting")
        if self._view.refused:
            return tr("some refused")
        return tr("some waiting") if self._view.lines else tr("everything received")

    def offers(self) -> list[Action]:
        return [
            Action("stick", tr("Carry on a stick"), self.stick_wanted.emit, "F7"),
            primary(tr("Send again"), self._ask_reason, enabled=self._may_send_again()),
        ]

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()

    def look(self) -> None:
        self.ask(queue_view, self.station.booth, self.desk, done=self._show)

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Recordings without a receipt"))
        if self._view is not None:
            self._write()

    # What is shown.

    @Slot(object)
    def _show(self, view: QueueView) -> None:
        self.went_well()
        changed = self._view is None or view.lines != self._view.lines
        self._view = view
        self._write(rows=changed)
        self.refused_counted.emit(view.refused)
        self.refresh()

    def _write(self, *, rows: bool = True) -> None:
        view = self._view
        assert view is not None  # noqa: S101  (called where there is one)
        more = view.status.line_more
        if view.originals:
            size = shown_megabytes(view.originals_bytes)
            more = f"{more} {tr('Lossless images of {n} recordings follow, {size} MB.', n=view.originals, size=size)}"
        self._line.say(_MOODS[view.status.mood], view.status.line_text, more)
        size = tr("{size} MB", size=shown_megabytes(view.unsent_bytes))
        self._waiting.set_number(shown_number(view.waiting), size if view.waiting else tr("none"))
        self._sending.set_number(shown_number(view.sending), self._how_fast() if view.sending else tr("none"))
        level = Level.BAD if view.refused else None
        note = tr("needs somebody") if view.refused else tr("none")
        self._refused.set_number(shown_number(view.refused), note, level)
        note = tr("of {n} recorded today", n=view.status.today)
        level = Level.GOOD if view.received_today else None
        self._received.set_number(shown_number(view.received_today), note, level)
        if rows:
            self._list.set_rows([_row(line, self.station) for line in view.lines])
        self._stack.setCurrentIndex(0 if view.lines else 1)
        self._moved(self._list.current_id())

    def _how_fast(self) -> str:
        """Rate and connections, where the agent says so."""
        line = self._view.status.line if self._view else None
        if line is None or line.rate <= 0:
            return tr("now")
        rate = tr("{rate} kbit/s", rate=shown_number(round(line.rate * 8 / 1000)))
        return f"{rate} · {tr('{n} connections', n=line.connections)}" if line.connections else rate

    @Slot(str)
    def _moved(self, _line_id: str) -> None:
        self._card.show_line(self._current())
        self.refresh()

    def _current(self) -> QueueLine | None:
        marked = self._list.current_id()
        return next((line for line in self._view.lines if line.id == marked), None) if self._view else None

    # Sending again.

    def _may_send_again(self) -> bool:
        line = self._current()
        return line is not None and line.state is State.REFUSED

    @Slot(str)
    def _opened(self, _line_id: str) -> None:
        if self._may_send_again():
            self._ask_reason()

    def _ask_reason(self) -> None:
        line = self._current()
        if line is None:
            return
        panel = ConfirmPanel(
            tr("Send the recording of {name} again?", name=line.name or line.id),
            refusal_advice(line.code).meaning,
            N_("Send again"),
            reason=N_("Why now? For instance: technician mended the cable."),
        )
        panel.confirmed.connect(self._send_again)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    @Slot(str)
    def _send_again(self, reason: str) -> None:
        line = self._current()
        self._shut()
        if line is not None:
            self.do(self.desk.supervision.requeue, line.id, reason, done=self._queued)

    @Slot(object)
    def _queued(self, _nothing: object) -> None:
        self.message(Level.GOOD, N_("It waits to be sent again."))
        self.station.count_changed.emit()

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self._list.setFocus()


def _row(line: QueueLine, station: Station) -> Row:
    words, level = _STATES[line.state]
    moment = shown_moment(line.queued_at, station.booth.zone)
    note = f"{moment} · {line.operator}"
    if line.state is State.REFUSED:
        note = tr(refusal_advice(line.code).meaning)
    return Row(line.id, line.name or line.id, note, tr(words), level)


class _LineCard(Card):
    """One recording of the queue: what happened, what to do."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._name = Label(role=Role.COACH, wrap=True)
        self._advice = Banner()
        self._facts = Facts(columns=1)
        for widget in (self._name, self._advice, self._facts):
            self.box.addWidget(widget)
        self.setMinimumWidth(380)

    def show_line(self, line: QueueLine | None) -> None:
        self.setVisible(line is not None)
        if line is None:
            return
        self._name.show_text(line.name or tr("Recording without a summary"))
        self._advice.setVisible(line.state is State.REFUSED)
        if line.state is State.REFUSED:
            advice = refusal_advice(line.code)
            self._advice.say(Level.BAD, advice.meaning, advice.act)
        facts = [
            (N_("NIK"), grouped(line.nik)),
            (N_("Saved"), shown_moment(line.queued_at, self._station.booth.zone)),
            (N_("Operator"), line.operator),
            (N_("Size"), tr("{size} KB", size=shown_number(max(1, round(line.size / 1000))))),
        ]
        if line.code:
            facts[3] = (N_("The office's code"), line.code)
        self._facts.set_facts(facts)
