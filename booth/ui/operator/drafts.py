"""Recordings that were begun and not saved: take one up again, or throw it away for a reason."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from booth.domain.recording import State
from booth.ui.kit.lines import grouped
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, Screen, primary
from booth.ui.kit.theme import Level
from booth.ui.station import Station
from booth.workflow.desk import DraftLine
from booth.workflow.words import sentence, shown_moment
from resources.i18n import N_, tr

REASONS = (
    Choice("wrong person", N_("The wrong person was opened")),
    Choice("left", N_("The resident left and does not come back")),
    Choice("begun twice", N_("The recording was begun twice")),
    Choice("other", N_("Another reason"), note=True),
)


def draft_row(draft: DraftLine, zone: ZoneInfo) -> Row:
    """A draft as a row of a list: who, since when and by whom, where it stands."""
    since = tr("begun {when} by {who}", when=shown_moment(draft.started_at, zone), who=draft.operator)
    # Counted as in the rail, where finding the resident is the first.
    step = tr("step {n} of {of}: {step}", n=draft.done + 2, of=len(draft.steps) + 1, step=tr(draft.step.value))
    parked = draft.state is State.PARKED
    return Row(
        draft.id,
        draft.resident.nama_lengkap,
        f"{grouped(draft.resident.nik)} · {since}",
        f"{tr('parked')} · {step}" if parked else step,
        Level.CARE if parked else None,
        "draft",
    )


class DraftsScreen(Screen):
    """The list of drafts. `resumed` gives the id of the one to go on with, `counted` how many there are."""

    resumed = Signal(str)
    counted = Signal(object)  # int
    help_page = "drafts"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._drafts: dict[str, DraftLine] = {}
        self._loaded = False
        self._rows = RowList()
        self._rows.setAccessibleName(tr("Drafts"))
        self._rows.opened.connect(self.resumed)
        self._rows.moved_to.connect(self._moved)
        self._empty = EmptyState(
            "inbox",
            N_("No draft is waiting"),
            N_("A recording that is parked, or that was cut off, waits here and goes on where it was."),
        )
        self._shown = QStackedWidget()
        self._shown.addWidget(self._rows)
        self._shown.addWidget(self._empty)
        self.body.addWidget(self._shown)

    def title(self) -> str:
        return tr("Drafts")

    def subtitle(self) -> str:
        return tr("{n} draft", n=len(self._drafts)) if self._drafts else ""

    def state_text(self) -> str:
        return "" if not self._loaded else tr("drafts waiting") if self._drafts else tr("no drafts")

    def offers(self) -> list[Action]:
        some = bool(self._rows.current_id())
        return [
            Action("discard", tr("Discard …"), self._ask_reason, "F8", enabled=some),
            primary(tr("Resume this draft"), self._resume, enabled=some),
        ]

    def enter(self) -> None:
        self.clear_message()
        self._rows.setFocus()
        self.load()

    def leave(self) -> None:
        self.close_panel()
        self._loaded = False

    def retranslate(self) -> None:
        self._show_rows()

    def load(self) -> None:
        """Read the list anew."""
        self._station.store.run(self._station.desk.drafts, done=self._read, failed=self._refused)

    @Slot(object)
    def _read(self, drafts: list[DraftLine]) -> None:
        self._drafts = {draft.id: draft for draft in drafts}
        self._loaded = True
        self._show_rows()
        self.counted.emit(len(drafts))
        self.refresh()

    def _show_rows(self) -> None:
        zone = self._station.booth.zone
        self._rows.set_rows([draft_row(draft, zone) for draft in self._drafts.values()])
        self._shown.setCurrentWidget(self._rows if self._drafts or not self._loaded else self._empty)

    def _resume(self) -> None:
        if draft := self._rows.current_id():
            self.resumed.emit(draft)

    def _ask_reason(self) -> None:
        panel = ReasonPanel(
            N_("Why is this draft thrown away?"),
            REASONS,
            text=N_("Photo, prints and signature of the draft are deleted and cannot be brought back."),
            chosen=None,
        )
        panel.chosen.connect(self._discard)
        panel.cancelled.connect(self._keep)
        self.open_panel(panel)

    @Slot()
    def _keep(self) -> None:
        self.close_panel()
        self._rows.setFocus()

    @Slot(str, str)
    def _discard(self, reason: str, note: str) -> None:
        draft = self._rows.current_id()
        self._keep()
        discard = self._station.desk.discard
        self._station.store.run(discard, draft, note or reason, done=self._discarded, failed=self._refused)

    @Slot(object)
    def _discarded(self, _nothing: object) -> None:
        self.message(Level.GOOD, N_("The draft is discarded."))
        self.load()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        """The list may be out of date: a draft that is gone disappears from it."""
        self.message(Level.BAD, sentence(error))
        if self._drafts:
            self._station.store.run(self._station.desk.drafts, done=self._read, failed=self._ignored)

    @Slot(object)
    def _ignored(self, _error: Exception) -> None:
        """What refused before refuses again: it stands on the screen already."""

    @Slot()
    def _moved(self) -> None:
        self.changed.emit()
