"""A booth from its backup, on a computer that is not set up: which file, then its password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from booth.domain.errors import BoothError
from booth.ui.field_card import FieldCard
from booth.ui.file_panel import files_at_hand
from booth.ui.kit.lines import LineField, PasswordField
from booth.ui.kit.rows import EmptyState, Row, RowList
from booth.ui.kit.screen import Action, Screen, back, primary
from booth.ui.worker import Latest
from booth.workflow.backup_file import ENDING
from booth.workflow.restore import Restored, look_into
from booth.workflow.words import sentence, shown_instant, shown_megabytes, shown_moment
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station
    from booth.workflow.backup_file import Header
    from booth.workflow.found_files import FoundFile


class RestoreScreen(Screen):
    """Backups on plugged-in media and in the usual folders, the newest first; or a path that is typed."""

    restored = Signal(object)  # Restored
    went_back = Signal()
    help_page = "first"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._busy = False
        self._header: Header | None = None
        self._told = Latest(self._moved_on, self)
        self._path = LineField(longest=400, placeholder="/media/…/baamang-1-20261126-170000.booth")
        self._path.setObjectName("path")
        self._password = PasswordField()
        self._password.setObjectName("password")
        self._card = FieldCard(
            N_("Plug in the medium with the backup. Its password is that of the technician who made it."),
            ((N_("Backup file"), self._path), (N_("Password of then"), self._password)),
            noted=self._password,
        )
        self._card.step_with_arrows = False
        self._card.edited.connect(self._edited)
        self._files = RowList()
        self._files.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys move it from the fields
        self._files.setAccessibleName(tr("Files"))
        self._files.moved_to.connect(self._moved)
        self.body.addWidget(self._card)
        self._empty = EmptyState(
            "disk", N_("No backup found"), N_("Plug in the medium and press F5, or type the path of the file.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._files)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._stack, 1)

    def title(self) -> str:
        return tr("Restore a backup")

    def subtitle(self) -> str:
        if self._header is None:
            return ""
        header = self._header
        return f"{header.name or header.booth}, {shown_instant(header.made_at, self._station.booth.zone)}"

    def state_text(self) -> str:
        return tr("restoring") if self._busy else ""

    def hint(self) -> str:
        return tr("This may take a minute.") if self._busy else ""

    def offers(self) -> list[Action]:
        return [
            back(tr("Back"), self.went_back.emit, enabled=not self._busy),
            Action("again", tr("Look again"), self.look, "F5", enabled=not self._busy),
            primary(tr("Restore"), self._next, enabled=not self._busy and bool(self._path.text())),
        ]

    def enter(self) -> None:
        self.look()
        self._card.focus_first()

    def leave(self) -> None:
        self._password.clear()

    def look(self) -> None:
        """Which backups are there."""
        self._station.store.run(files_at_hand, frozenset({ENDING}), done=self._found, failed=self._refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if (step := steps.get(event.key())) is not None and not self._busy:
            self._files.move(step)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _found(self, files: list[FoundFile]) -> None:
        zone = self._station.booth.zone
        self._files.set_rows(
            [
                Row(
                    str(file.path),
                    file.path.name,
                    str(file.path.parent),
                    f"{shown_megabytes(file.size)} MB · {shown_moment(file.modified, zone)}",
                    icon="disk",
                )
                for file in files
            ]
        )
        self._stack.setCurrentIndex(0 if files else 1)
        if files and not self._path.text():
            self._moved(str(files[0].path))
        self.refresh()

    @Slot(str)
    def _moved(self, path: str) -> None:
        if path and not self._busy:
            self._path.set_value(path)
            self._edited()

    @Slot()
    def _edited(self) -> None:
        self._header = None
        self._card.note.say("")
        if self._path.text():
            self._station.store.run(_peek, Path(self._path.text()), done=self._peeked, failed=self._unseen)
        self.refresh()

    @Slot(object)
    def _peeked(self, header: Header) -> None:
        self._header = header
        self._card.note.say(N_("Made by {by}; password of {by} at that time."), by=header.by)
        self.refresh()

    @Slot(object)
    def _unseen(self, error: Exception) -> None:
        """A path that is still being typed is no backup yet."""
        if not isinstance(error, BoothError):
            raise error

    def _next(self) -> None:
        if self._busy or self._card.next_empty():
            return
        self._busy = True
        self._card.work()
        self.refresh()
        path = Path(self._path.text().strip()).expanduser()
        self._station.store.run(
            self._station.booth.restore,
            path,
            self._password.value(),
            self._told,
            done=self._done,
            failed=self._refused,
        )

    @Slot(object)
    def _moved_on(self, share: float) -> None:
        self._card.progress.set_share(share)

    @Slot(object)
    def _done(self, done: Restored) -> None:
        self._busy = False
        self._card.rest()
        self.restored.emit(done)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._card.rest()
        self.refresh()
        if not isinstance(error, BoothError):
            raise error
        self._card.refuse(sentence(error))
        self._password.setFocus()
        self._password.selectAll()


def _peek(path: Path) -> Header:
    return look_into(path.expanduser())
