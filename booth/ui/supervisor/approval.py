"""Approval of recordings: those that wait, with exceptions first; approve, send back, take back."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from booth.domain.recording import Approval
from booth.ui.kit.label import Label, Role
from booth.ui.kit.panels import ConfirmPanel
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, ActionRole, primary
from booth.ui.kit.theme import Level
from booth.ui.page_screen import PageScreen
from booth.ui.station import Station
from booth.ui.supervisor.approve_panel import ApprovePanel
from booth.ui.supervisor.recording_card import RecordingCard
from booth.workflow.supervision import Listed
from booth.workflow.words import shown_day
from resources.i18n import N_, tr


class View(Enum):
    """Which recordings are listed; the value is the source text of the button that shows them."""

    WAITING = N_("Show those waiting")
    RETURNED = N_("Show those sent back")
    APPROVED = N_("Show those approved")


_APPROVALS = {View.WAITING: Approval.PENDING, View.RETURNED: Approval.RETURNED, View.APPROVED: Approval.APPROVED}
_TITLES = {
    View.WAITING: N_("Approval"),
    View.RETURNED: N_("Sent back"),
    View.APPROVED: N_("Approved"),
}
_EMPTY = {
    View.WAITING: (N_("Nothing waits for approval"), N_("New recordings appear here by themselves.")),
    View.RETURNED: (N_("Nothing was sent back"), ""),
    View.APPROVED: (N_("Nothing is approved yet"), ""),
}


class ApprovalScreen(PageScreen):
    """`pending_counted` says how many wait, of all days, whenever they were counted."""

    pending_counted = Signal(int)
    help_page = "approval"
    lively = True

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._view = View.WAITING
        self._listed: Listed | None = None
        self._doing: tuple[str, ...] = ()
        self._last: tuple[str, ...] = ()  # what was decided last, to be taken back
        self._busy = False
        self._shown_ids: list[str] = []
        self._note = Label(N_("Approval never holds back sending: every recording is sent as soon as it is saved."))
        self._note.set_role(Role.NOTE)
        self._list = RowList()
        self._list.opened.connect(self._opened)
        self._list.moved_to.connect(self._moved)
        self._card = RecordingCard(station)
        both = QWidget()
        box = QHBoxLayout(both)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(self._list, 3)
        right = QVBoxLayout()
        right.addWidget(self._card)
        right.addStretch(1)
        box.addLayout(right, 2)
        self._empty = EmptyState("check", N_("Nothing waits for approval"))
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._note)
        self.body.addWidget(self._stack, 1)
        self.retranslate()

    def title(self) -> str:
        return tr(_TITLES[self._view])

    def subtitle(self) -> str:
        if self._listed is None or not self._listed.total:
            return ""
        shown, total = len(self._listed.rows), self._listed.total
        if shown < total:
            return tr("the first {shown} of {total}", shown=shown, total=total)
        return tr("{n} recordings", n=total)

    def state_text(self) -> str:
        if self._listed is None:
            return tr("counting")
        if self._busy:
            return tr("writing")
        return tr("ready") if self._listed.rows else tr("nothing here")

    def offers(self) -> list[Action]:
        some = bool(self._rows) and not self._busy
        waiting = self._view is View.WAITING
        views = list(View)
        other = views[(views.index(self._view) + 1) % len(views)]
        shown = [
            Action("view", tr(other.value), self._next_view, "F4"),
            Action("undo", tr("Undo"), self._undo, "F6", enabled=bool(self._last) and not self._busy),
        ]
        if waiting:
            shown += [
                Action("return", tr("Send back"), self._ask_reason, "F8", ActionRole.ASIDE, enabled=some),
                Action("all", tr("Approve all"), self._ask_all, "F9", ActionRole.ASIDE, enabled=some),
                primary(tr("Approve"), self._approve_one, enabled=some),
            ]
        else:
            shown.append(primary(tr("Take the decision back"), self._reopen_one, enabled=some))
        return shown

    def enter(self) -> None:
        super().enter()
        self._list.setFocus()

    def leave(self) -> None:
        super().leave()
        self._last = ()

    def look(self) -> None:
        self.ask(self._read, self._view, done=self._show)

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("Recordings"))
        if self._listed is not None:
            self._show_rows()

    # The list.

    @property
    def _rows(self) -> tuple[str, ...]:
        return tuple(r.id for r in self._listed.rows) if self._listed else ()

    def _read(self, view: View) -> tuple[View, Listed]:
        return view, self.desk.supervision.listed(_APPROVALS[view])

    @Slot(object)
    def _show(self, found: tuple[View, Listed]) -> None:
        view, listed = found
        if view is not self._view:
            return
        self.went_well()
        if listed != self._listed:
            self._listed = listed
            self._show_rows()
        if view is View.WAITING:
            self.pending_counted.emit(listed.total)
        self.refresh()

    def _show_rows(self) -> None:
        assert self._listed is not None  # noqa: S101  (called where there is a list)
        today = self.station.booth.day().isoformat()
        rows = []
        for r in self._listed.rows:
            day = tr("today") if r.day == today else shown_day(r.day)
            clock = r.saved_at.astimezone(self.station.booth.zone).strftime("%H.%M")
            note = f"{day} {clock} · {self._listed.names.get(r.operator, r.operator)}"
            right, level = "", None
            if r.exceptions:
                right, level = tr("{n} exceptions", n=r.exceptions), Level.CARE
            elif r.by_hand:
                right = tr("taken down by hand")
            rows.append(Row(r.id, r.nama_lengkap, note, right, level))
        self._set_rows(rows)
        self._empty.say(*_EMPTY[self._view])
        self._stack.setCurrentIndex(0 if rows else 1)
        self._moved(self._list.current_id())

    def _set_rows(self, rows: list[Row]) -> None:
        """Show these; where the marked one is gone the next takes its place, so that Enter never meets another."""
        before, marked = self._shown_ids, self._list.current_id()
        self._shown_ids = [row.id for row in rows]
        self._list.set_rows(rows)
        if marked in before and marked not in self._shown_ids:
            gone = before.index(marked)
            self._list.move(sum(each in self._shown_ids for each in before[:gone]))

    @Slot(str)
    def _moved(self, recording_id: str) -> None:
        if self._listed is None:
            return
        found = next((r for r in self._listed.rows if r.id == recording_id), None)
        self._card.show_recording(found, self._listed.names)

    def _next_view(self) -> None:
        views = list(View)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self._listed = None
        self.clear_message()
        self.refresh()
        self.look()

    # Decisions.

    @Slot(str)
    def _opened(self, _recording_id: str) -> None:
        if self._view is View.WAITING:
            self._approve_one()
        else:
            self._reopen_one()

    def _approve_one(self) -> None:
        if found := self._list.current_id():
            self._decide((found,))

    def _ask_all(self) -> None:
        assert self._listed is not None  # noqa: S101  (the action is off without rows)
        plain = tuple(r.id for r in self._listed.rows if not r.exceptions)
        panel = ApprovePanel(self._rows, plain)
        panel.chosen.connect(self._decide)
        panel.cancelled.connect(self.close_panel)
        self.open_panel(panel)

    @Slot(object)
    def _decide(self, ids: tuple[str, ...]) -> None:
        if self._busy or not ids:
            return
        self._begin(ids)
        self.do(self.desk.supervision.approve, ids, done=self._approved)

    def _ask_reason(self) -> None:
        marked = self._list.current_id()
        found = next((r for r in self._listed.rows if r.id == marked), None) if self._listed else None
        if found is None:
            return
        panel = ConfirmPanel(
            tr("Send the recording of {name} back?", name=found.nama_lengkap),
            N_("The operator sees it with your reason. It was sent to the office all the same."),
            N_("Send back"),
            reason=N_("Why? A few words."),
        )
        panel.confirmed.connect(self._send_back)
        panel.cancelled.connect(self._shut)
        self.open_panel(panel)

    @Slot(str)
    def _send_back(self, reason: str) -> None:
        found = self._list.current_id()
        if self._busy or not found:
            return
        self._begin((found,))
        self.do(self.desk.supervision.send_back, found, reason, done=self._sent_back)

    def _reopen_one(self) -> None:
        if (found := self._list.current_id()) and not self._busy:
            self._begin((found,))
            self.do(self.desk.supervision.reopen, (found,), done=self._reopened)

    def _undo(self) -> None:
        if self._last and not self._busy:
            self._begin(self._last)
            self.do(self.desk.supervision.reopen, self._last, done=self._reopened)

    def _begin(self, ids: tuple[str, ...]) -> None:
        self._busy = True
        self._doing = ids
        self._shut()

    @Slot()
    def _shut(self) -> None:
        self.close_panel()
        self.refresh()
        self._list.setFocus()

    @Slot(object)
    def _approved(self, count: int) -> None:
        self._last = self._doing
        self._over(N_("{n} recordings approved."), count)

    @Slot(object)
    def _sent_back(self, _nothing: object) -> None:
        self._last = self._doing
        self._over(N_("{n} recordings sent back."), 1)

    @Slot(object)
    def _reopened(self, count: int) -> None:
        self._last = ()
        self._over(N_("{n} recordings wait for approval again."), count)

    def _over(self, source: str, count: int) -> None:
        self._busy = False
        self.message(Level.GOOD, source, N_("F6 takes it back.") if self._last else "", n=count)
        self.refresh()
        self.look()

    @Slot(object)
    def refused(self, error: Exception) -> None:
        self._busy = False
        super().refused(error)
