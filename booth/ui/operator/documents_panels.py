"""What is asked while papers are photographed: which paper, which file, why a page is kept that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.technician.places import places
from booth.workflow.document_files import find_document_files
from booth.workflow.documents import DocumentKind
from booth.workflow.words import shown_moment, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from booth.workflow.register_files import FoundFile

KEEP_REASONS = (
    Choice("worn", N_("The paper is worn, torn or stained")),
    Choice("print", N_("The print itself is pale")),
    Choice("light", N_("The light at this place is no better today")),
    Choice("enough", N_("What matters on it can be read")),
    Choice("other", N_("Other reason, noted"), note=True),
)
NO_KK_REASONS = (
    Choice("forgotten", N_("The resident has not brought the KK")),
    Choice("lost", N_("The KK is lost")),
    Choice("camera", N_("The camera does not work today")),
    Choice("other", N_("Other reason, noted"), note=True),
)


class KindPanel(ReasonPanel):
    """Which paper is it? A digit chooses; an other one is named."""

    def __init__(self, now: DocumentKind) -> None:
        choices = tuple(Choice(kind.name, kind.value, note=kind is DocumentKind.OTHER) for kind in DocumentKind)
        super().__init__(N_("Which paper is it?"), choices, chosen=list(DocumentKind).index(now))

    def offers(self) -> list[Action]:
        cancel, choose = super().offers()
        return [cancel, primary(tr("This paper"), choose.slot, enabled=choose.enabled)]


class DocumentFilePanel(Panel):
    """`chosen` gives the path of a file."""

    chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, files: Sequence[FoundFile], zone: ZoneInfo) -> None:
        super().__init__()
        self._list = RowList()
        self._list.setAccessibleName(tr("Files"))
        self._list.opened.connect(self.chosen)
        self._list.set_rows([_row(file, zone) for file in files])
        card = Card()
        card.box.addWidget(Label(N_("Which file?"), Role.COACH))
        where = N_("JPEG and PNG files on plugged-in media, among documents and downloads, the newest first.")
        card.box.addWidget(Label(where, Role.QUIET, wrap=True))
        nothing = EmptyState(
            "paper", N_("No picture found"), N_("Plug in the medium and try again, or photograph the paper.")
        )
        card.box.addWidget(self._list if files else nothing, 1)
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


def files_at_hand() -> list[FoundFile]:
    """What the panel shows. Waits for the disk."""
    return find_document_files(place.path for place in places())


def _row(file: FoundFile, zone: ZoneInfo) -> Row:
    size = tr("{size} KB", size=shown_number(max(1, round(file.size / 1000))))
    return Row(str(file.path), file.path.name, str(file.path.parent), f"{size} · {shown_moment(file.modified, zone)}")
