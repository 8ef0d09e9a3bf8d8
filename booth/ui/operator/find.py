"""Where every recording begins: search the register while typing; before that, the day and what was left unfinished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from booth.domain.errors import BoothError
from booth.ui.home_notes import HomeNotes
from booth.ui.kit.banner import Banner
from booth.ui.kit.figures import BigNumber
from booth.ui.kit.label import Label, Role
from booth.ui.kit.lines import SearchField, grouped
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, Screen, back, primary
from booth.ui.kit.theme import Level
from booth.ui.operator.drafts import draft_row
from booth.ui.operator.national import state_label, state_level, state_meaning, state_title
from booth.ui.station import Station
from booth.ui.worker import Job
from booth.workflow.codes import village_label
from booth.workflow.counts import DayCount
from booth.workflow.desk import DraftLine
from booth.workflow.marks import Hit, Mark, find
from booth.workflow.words import sentence
from resources.i18n import N_, tr

LEAST = 3  # letters or digits
_LEVELS = {Mark.RECORDED: Level.CARE, Mark.OUTSIDE: Level.CARE, Mark.TOO_YOUNG: Level.CARE}


@dataclass(frozen=True)
class _Home:
    """What is shown before anything is typed. No count where the queue cannot be read."""

    count: DayCount | None
    drafts: list[DraftLine]


def _read_home(station: Station) -> _Home:
    try:
        count = station.booth.count()
    except BoothError:
        count = None  # the status strip says why
    return _Home(count, station.desk.drafts())


class FindScreen(Screen):
    """Search by NIK, KK number or name.

    `chosen` gives a NIK, `resumed` a draft's id, `by_hand` what was typed of somebody who is not in the register.
    """

    chosen = Signal(str)
    resumed = Signal(str)
    by_hand = Signal(str)
    help_page = "find"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._home: _Home | None = None
        self._hits: list[Hit] = []
        self._text = ""  # what is looked for
        self._job: Job | None = None
        self._field = SearchField(N_("NIK, KK number, or part of the name"))
        self._field.setObjectName("search")
        self._field.setMinimumHeight(48)
        self._field.searched.connect(self._search)
        self._field.moved.connect(self._move)
        self._results = RowList()
        self._drafts = RowList()
        for rows in (self._results, self._drafts):
            rows.opened.connect(self._open)
            rows.moved_to.connect(self._moved)
        self._today = BigNumber(N_("Recorded today"))
        self._waiting = BigNumber(N_("Drafts"))
        self._unsent = BigNumber(N_("Not sent yet"))
        self._begin = EmptyState(
            "search",
            N_("Who is next?"),
            N_("Type the NIK, the KK number or a part of the name. Three letters are enough."),
        )
        self._state = Banner()  # of the marked resident at the national centre
        self._state.hide()
        found = QWidget()
        listed = QVBoxLayout(found)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(14)
        listed.addWidget(self._results, 1)
        listed.addWidget(self._state)
        self._found_page = found
        self._short = EmptyState("search", N_("Go on typing"), N_("Three letters or digits are needed."))
        self._nothing = EmptyState("user", N_("Nobody found"))
        self._shown = QStackedWidget()
        self._start = self._make_start()
        for widget in (self._start, self._found_page, self._short, self._nothing):
            self._shown.addWidget(widget)
        self._notes = HomeNotes(station)
        self._notes.opened.connect(self.open_panel)
        self._notes.closed.connect(self._shut_note)
        self._notes.changed.connect(self.refresh)
        self.body.addWidget(self._notes)
        self.body.addWidget(self._field)
        self.body.addWidget(self._shown, 1)
        station.count_changed.connect(self._count_again)
        self.retranslate()

    def title(self) -> str:
        return tr("Find resident")

    def subtitle(self) -> str:
        if self._shown.currentWidget() is not self._found_page:
            return ""
        return tr("first {n}", n=len(self._hits)) if len(self._hits) >= 50 else tr("{n} found", n=len(self._hits))

    def state_text(self) -> str:
        if self._job is not None:
            return tr("searching")
        shown = self._shown.currentWidget()
        if shown is self._found_page:
            return tr("found")
        return tr("nobody found") if shown is self._nothing else ""

    def offers(self) -> list[Action]:
        ready = self._job is None
        found = self._shown.currentWidget() is self._found_page
        waiting = self._shown.currentWidget() is self._start and self._drafts.count() > 0
        nobody = self._shown.currentWidget() is self._nothing
        may_begin = not self._notes.stopped
        by_hand = Action("by_hand", tr("Not in the register"), self._by_hand, "F2", enabled=may_begin)
        if nobody:
            go = primary(tr("Take down by hand"), self._by_hand, enabled=may_begin)
        elif waiting:
            go = primary(tr("Resume this draft"), self._resume, enabled=ready)
        else:
            go = primary(tr("Open"), self._open_hit, enabled=ready and found)
        clear = back(tr("Clear"), self._clear)
        rest = [*self._notes.offers(), by_hand, go]
        return [clear, *rest] if self._field.text() else rest

    def enter(self) -> None:
        self._clear()
        self._load_home()

    def leave(self) -> None:
        self.close_panel()
        self._drop_search()
        self.clear_message()
        self._clear()

    def retranslate(self) -> None:
        self._field.setAccessibleName(tr("Find resident"))
        self._results.setAccessibleName(tr("Residents found"))
        self._drafts.setAccessibleName(tr("Drafts"))
        self._show_home()
        self._show_hits()

    @Slot()
    def _shut_note(self) -> None:
        self.close_panel()
        self._field.setFocus()

    # The day and the drafts.

    @Slot()
    def _count_again(self) -> None:
        if self.isVisible():
            self._load_home()

    def _load_home(self) -> None:
        self._station.store.run(_read_home, self._station, done=self._home_read, failed=self._refused)

    @Slot(object)
    def _home_read(self, home: _Home) -> None:
        self._home = home
        self._show_home()
        self.refresh()

    def _show_home(self) -> None:
        home = self._home
        if home is None:
            return
        count = home.count
        if count is None:
            for card in (self._today, self._unsent):
                card.set_number("–")
        else:
            note = tr("target {target} · yesterday {yesterday}", target=count.target, yesterday=count.yesterday)
            self._today.set_number(str(count.total), note)
            self._unsent.set_number(str(count.unsent), _oldest(count, self._station.booth.clock()))
        parked = tr("go on where they were") if home.drafts else tr("everything begun is finished")
        self._waiting.set_number(str(len(home.drafts)), parked, Level.CARE if home.drafts else None)
        zone = self._station.booth.zone
        self._drafts.set_rows([draft_row(draft, zone) for draft in home.drafts])
        self._unfinished.setVisible(bool(home.drafts))
        self._begin.setVisible(not home.drafts)

    # Searching.

    @Slot(str)
    def _search(self, text: str) -> None:
        self._drop_search()
        self.clear_message()
        self._text = text
        if not text:
            self._shown.setCurrentWidget(self._start)
        elif len(text) < LEAST:
            self._shown.setCurrentWidget(self._short)
        else:
            self._job = self._station.store.run(find, self._station.desk, text, done=self._found, failed=self._refused)
        self.refresh()

    @Slot(object)
    def _found(self, hits: list[Hit]) -> None:
        self._job = None
        self._hits = hits
        self._show_hits()
        if hits:
            self._shown.setCurrentWidget(self._found_page)
        else:
            self._nothing.say(
                N_("Nobody found for “{wanted}”"),
                N_("Check the spelling with the KK. A resident who is not in the register is taken down by hand."),
                wanted=self._text,
            )
            self._shown.setCurrentWidget(self._nothing)
        self.refresh()

    def _show_hits(self) -> None:
        self._results.set_rows([_row(hit) for hit in self._hits])
        self._show_state()

    def _show_state(self) -> None:
        """What became of the marked resident's recording, where the office said so."""
        marked = self._results.current_id()
        record = next((hit.national for hit in self._hits if hit.resident.nik == marked), None)
        self._state.setVisible(record is not None)
        if record is not None:
            zone = self._station.booth.zone
            self._state.say(state_level(record), state_title(record, zone), state_meaning(record))

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._job = None
        self.message(Level.BAD, sentence(error))
        self.refresh()

    def _drop_search(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _clear(self) -> None:
        self._drop_search()
        self._field.clear()
        self._hits = []
        self._results.set_rows([])
        self._shown.setCurrentWidget(self._start)
        self._field.setFocus()
        self.refresh()

    # Choosing.

    @Slot(int)
    def _move(self, step: int) -> None:
        rows = self._drafts if self._shown.currentWidget() is self._start else self._results
        rows.move(step)

    @Slot()
    def _moved(self) -> None:
        self._show_state()
        self.changed.emit()

    @Slot(str)
    def _open(self, row: str) -> None:
        if self.sender() is self._drafts:
            self.resumed.emit(row)
        else:
            self.chosen.emit(row)

    def _open_hit(self) -> None:
        if nik := self._results.current_id():
            self.chosen.emit(nik)

    def _resume(self) -> None:
        if draft := self._drafts.current_id():
            self.resumed.emit(draft)

    def _by_hand(self) -> None:
        self.by_hand.emit(self._field.value())

    def _make_start(self) -> QWidget:
        start = QWidget()
        figures = QHBoxLayout()
        figures.setSpacing(14)
        for card in (self._today, self._waiting, self._unsent):
            figures.addWidget(card, 1)
        self._unfinished = QWidget()
        below = QVBoxLayout(self._unfinished)
        below.setContentsMargins(0, 8, 0, 0)
        below.setSpacing(8)
        below.addWidget(Label(N_("Begun and not finished"), Role.HEADING))
        below.addWidget(self._drafts)
        self._unfinished.hide()
        box = QVBoxLayout(start)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addLayout(figures)
        box.addWidget(self._unfinished, 1)
        box.addWidget(self._begin, 1)
        return start


def _row(hit: Hit) -> Row:
    resident = hit.resident
    age = tr("{n} years", n=hit.age)
    mark = hit.mark
    words = tr(mark.value) if mark else ""
    if hit.national is not None and mark in {None, Mark.RECORDED}:
        words = state_label(hit.national)
    return Row(
        resident.nik,
        resident.nama_lengkap,
        f"{grouped(resident.nik)} · {village_label(resident.kode_wilayah)} · {age}",
        words,
        _LEVELS[mark] if mark else None,
    )


def _oldest(count: DayCount, now: datetime) -> str:
    if count.oldest_unsent is None:
        return tr("the office has everything")
    waited = now - count.oldest_unsent
    if waited < timedelta(hours=1):
        return tr("the oldest for {n} minutes", n=max(1, int(waited.total_seconds() // 60)))
    if waited < timedelta(days=2):
        return tr("the oldest for {n} hours", n=int(waited.total_seconds() // 3600))
    return tr("the oldest for {n} days", n=waited.days)
