"""Which file: those of the usual places, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.places import places
from booth.workflow.found_files import FoundFile, find_files
from booth.workflow.words import shown_moment, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Wanted:
    """Files by the `endings` of their names, in lower case. The words are source texts."""

    endings: frozenset[str]
    where: str
    nothing: str  # when none is found
    instead: str  # what to do then


class FilePanel(Panel):
    """`chosen` gives the path of a file."""

    chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, wanted: Wanted, files: Sequence[FoundFile], zone: ZoneInfo) -> None:
        super().__init__()
        self._list = RowList()
        self._list.setAccessibleName(tr("Files"))
        self._list.opened.connect(self.chosen)
        self._list.set_rows([row_of(file, zone) for file in files])
        card = Card()
        card.box.addWidget(Label(N_("Which file?"), Role.COACH))
        card.box.addWidget(Label(wanted.where, Role.QUIET, wrap=True))
        card.box.addWidget(self._list if files else EmptyState("paper", wanted.nothing, wanted.instead), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card, 1)

    def offers(self) -> list[Action]:
        some = bool(self._list.count())
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Take this file"), self._confirm, enabled=some)]

    def take_focus(self) -> None:
        (self._list if self._list.count() else self).setFocus()

    @Slot()
    def _confirm(self) -> None:
        if found := self._list.current_id():
            self.chosen.emit(found)


def files_at_hand(endings: frozenset[str]) -> list[FoundFile]:
    """What is offered. Waits for the disk."""
    return find_files((place.path for place in places()), endings)


def row_of(file: FoundFile, zone: ZoneInfo) -> Row:
    """The row of a file, whose id is its path: name, folder, size and when it was written."""
    size = tr("{size} KB", size=shown_number(max(1, round(file.size / 1000))))
    return Row(str(file.path), file.path.name, str(file.path.parent), f"{size} · {shown_moment(file.modified, zone)}")
