"""Papers: the camera over the paper, each page judged at once, and the pages taken so far.

A panel of the biodata step: it takes the place of the facts and gives it back with Esc.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from booth.domain.errors import BoothError
from booth.ui.file_panel import FilePanel, files_at_hand
from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, ElidedLabel, Label, Role, row
from booth.ui.kit.panels import ReasonPanel, reason_text
from booth.ui.kit.pictures import Thumbnails
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.documents_album import Album, Shelf
from booth.ui.operator.documents_finder import PaperFinder, PaperPreview
from booth.ui.operator.documents_panels import FILES, KEEP_REASONS, kind_panel
from booth.ui.operator.review_parts import Picture
from booth.workflow.documents import DocumentKind
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.biometrics.documents import DocumentPage
    from booth.ui.station import Station
    from booth.workflow.documents import Document, DocumentWork, Page
    from booth.workflow.found_files import FoundFile

STRIP = QSize(58, 62)  # five fit beside the camera's picture on a small screen


class DocumentsPanel(Panel):
    """Live picture on the left, the page that is looked at and the strip of all pages on the right."""

    left = Signal()
    help_page = "documents"

    def __init__(self, station: Station, work: DocumentWork, kind: DocumentKind, *, ask: str = "") -> None:
        """`kind` is the paper that comes next; `ask` "kind" asks which one it is first."""
        super().__init__()
        self._station = station
        self._work = work
        self._shelf = Shelf(work)
        self._album = Album()
        self._kind, self._note = kind, ""
        self._mark = 0
        self._busy = False
        self._error: Exception | None = None
        self._started = False
        self._ask_first = ask == "kind"
        self._sub: Panel | None = None
        self._preview = PaperPreview()
        self._finder = PaperFinder(station, self._preview, self)
        self._finder.changed.connect(self.changed)
        self._finder.failed.connect(self._refused)
        self._next = Label(role=Role.NOTE)
        self._name = ElidedLabel(role=Role.HEADING)
        self._page = Picture((200, 150))
        self._sign = Sign(Level.OFF, 24)
        self._words = Label(role=Role.TEXT, wrap=True)
        self._strip = Thumbnails(5, STRIP)
        self._strip.chosen.connect(self._choose)
        self._put_together()

    # What the screen around it shows.

    def title(self) -> str:
        return tr("Documents")

    def subtitle(self) -> str:
        n = len(self._album.pages)
        return tr("{n} pages kept", n=n) if n else tr("KK and supporting papers")

    def state_text(self) -> str:
        if self._sub is not None:
            return tr("question")
        if self._finder.trouble is not None:
            return tr("camera not ready")
        if self._finder.shown is None:
            return tr("the camera is getting ready")
        if self._busy:
            return tr("checking")
        page = self._marked
        if page is not None and not page.readable and not page.reason:
            return tr("the page cannot be read")
        return tr("ready for the page")

    def offers(self) -> list[Action]:
        if self._sub is not None:
            return self._sub.offers()
        page, free, trouble = self._marked, not self._busy, self._finder.trouble is not None
        poor = page is not None and not page.readable and not page.reason
        ready = free and self._finder.shown is not None
        again = poor and page is not None and bool(page.source)
        return [
            back(tr("Done"), self.left.emit),
            Action("kind", tr("Paper …"), self._ask_kind, "F2", enabled=free),
            Action("file", tr("File …"), self._ask_file, "F3", enabled=free),
            Action("earlier", tr("Earlier"), self._earlier, "F4", enabled=free, visible=self._may_move and not poor),
            Action("retry", tr("Try the camera again"), self._finder.retry, "R", visible=trouble),
            Action("turn", tr("Turn"), self._turn, "R", enabled=free, visible=self._may_turn and not trouble),
            Action("undo", tr("Undo"), self._undo, "F5", enabled=free, visible=self._album.removed),
            Action("remove", tr("Take away"), self._remove, "Del", enabled=free, visible=page is not None),
            Action("keep", tr("Keep, because …"), self._ask_reason, "F8", enabled=free, visible=poor),
            primary(tr("Photograph again") if again else tr("Photograph"), self._take, enabled=ready),
        ]

    def take_focus(self) -> None:
        self.setFocus()
        if not self._started:
            self._started = True
            self._finder.start()
            self._run(self._shelf.open)
            if self._ask_first:
                self._ask_kind()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space photographs; digits and arrow keys mark a page wherever the focus is."""
        number = event.key() - Qt.Key.Key_1
        if self._sub is not None or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._take()
        elif 0 <= number < min(9, len(self._album.pages)):
            self._strip.choose(number)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._album.pages:
            self._strip.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Left, or the booth was locked: the camera is given back. A minimised window keeps it."""
        if not event.spontaneous() and self._started:
            self._started = False
            self._finder.stop()
        super().hideEvent(event)

    def retranslate(self) -> None:
        self._finder.say()
        self._show(self._album)

    # Pages.

    @property
    def _marked(self) -> Page | None:
        return next((page for page in self._album.pages if page.number == self._mark), None)

    @property
    def _may_turn(self) -> bool:
        page = self._marked
        return page is not None and (page.readable or bool(page.reason))

    @property
    def _may_move(self) -> bool:
        paper = self._paper_of(self._mark)
        return paper is not None and paper.pages[0].number != self._mark

    def _paper_of(self, number: int) -> Document | None:
        return next((p for p in self._album.papers if any(page.number == number for page in p.pages)), None)

    @Slot()
    def _take(self) -> None:
        if not self._busy and self._finder.take(self._taken):
            self._begin()

    @Slot(object)
    def _taken(self, taken: DocumentPage) -> None:
        self._station.sounds.play(Sound.CAPTURE if taken.report.readable else Sound.REFUSED)
        page = self._marked
        if page is not None and page.source and not page.readable and not page.reason:
            self._do(self._work.replace, page.number, taken, source=self._camera)
        else:
            self._do(self._work.add, self._kind, taken, note=self._note, source=self._camera)

    @property
    def _camera(self) -> str:
        return self._finder.camera or "camera"

    @Slot(object)
    def _from_file(self, taken: DocumentPage) -> None:
        self._do(self._work.add, self._kind, taken, note=self._note)

    def _earlier(self) -> None:
        self._do(self._work.move, self._mark, -1)

    def _turn(self) -> None:
        self._do(self._work.turn, self._mark)

    def _undo(self) -> None:
        self._do(self._work.undo)

    def _remove(self) -> None:
        """The page before it is looked at next."""
        numbers = [page.number for page in self._album.pages]
        at = numbers.index(self._mark)
        rest = numbers[:at] + numbers[at + 1 :]
        number, self._mark = self._mark, rest[min(at, len(rest) - 1)] if rest else 0
        self._do(self._work.remove, number)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self._mark = self._album.pages[index].number
        self._show(self._album)

    def _do(self, act: Callable[..., object], *args: object, **named: object) -> None:
        self._begin()
        self._run(self._shelf.act, self._mark, partial(act, *args, **named))

    def _begin(self) -> None:
        self._busy, self._error = True, None
        self.changed.emit()

    def _run(self, function: Callable[..., Album], *args: object) -> None:
        self._station.store.run(function, *args, done=self._read, failed=self._refused)

    @Slot(object)
    def _read(self, album: Album) -> None:
        self._busy = False
        self._mark = album.mark
        self._show(album)

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BoothError):
            raise error
        self._busy, self._error = False, error
        self._station.sounds.play(Sound.REFUSED)
        self._run(self._shelf.read, self._mark)

    # Questions in between.

    @Slot()
    def _ask_kind(self) -> None:
        panel = kind_panel(self._kind)
        panel.chosen.connect(self._kind_chosen)
        self._open(panel)

    @Slot(str, str)
    def _kind_chosen(self, name: str, note: str) -> None:
        self._kind, self._note = DocumentKind[name], note
        paper = next((p for p in self._album.papers if (p.kind, p.note) == (self._kind, note)), None)
        self._mark = paper.pages[-1].number if paper is not None else 0
        self._close()
        self._show(self._album)

    @Slot()
    def _ask_file(self) -> None:
        self._begin()
        self._station.store.run(files_at_hand, FILES.endings, done=self._files_found, failed=self._refused)

    @Slot(object)
    def _files_found(self, files: list[FoundFile]) -> None:
        self._busy = False
        panel = FilePanel(FILES, files, self._station.booth.zone)
        panel.chosen.connect(self._file_chosen)
        self._open(panel)

    @Slot(str)
    def _file_chosen(self, path: str) -> None:
        self._close()
        self._begin()
        self._finder.read(Path(path), self._from_file, self._refused)

    @Slot()
    def _ask_reason(self) -> None:
        panel = ReasonPanel(
            N_("Keep this page, because …"),
            KEEP_REASONS,
            text=N_("Only where another try cannot help. The reason is saved with the recording."),
        )
        panel.chosen.connect(self._reason_given)
        self._open(panel)

    @Slot(str, str)
    def _reason_given(self, choice: str, note: str) -> None:
        self._close()
        reason = reason_text(KEEP_REASONS, choice, note)
        self._do(self._work.accept, self._mark, reason)

    def _open(self, panel: FilePanel | ReasonPanel) -> None:
        self._sub = panel
        panel.cancelled.connect(self._close)
        panel.changed.connect(self.changed)
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.take_focus()
        self.changed.emit()

    @Slot()
    def _close(self) -> None:
        gone, self._sub = self._sub, None
        if gone is not None:
            self._stack.setCurrentIndex(0)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        self.setFocus()
        self.changed.emit()

    # Showing.

    def _show(self, album: Album) -> None:
        self._album = album
        if self._marked is None and self._mark:
            self._mark = album.pages[-1].number if album.pages else 0
        images = dict(album.images)
        numbers = [page.number for page in album.pages]
        levels = [_level(page) for page in album.pages]
        self._strip.set_images(album.small, numbers.index(self._mark) if self._mark in numbers else -1, levels)
        self._strip.setVisible(bool(numbers))
        page, paper = self._marked, self._paper_of(self._mark)
        self._page.show_image(images[page.number] if page is not None else QImage())
        if page is None or paper is None:
            self._name.say(N_("No page yet") if not numbers else N_("The next page"))
            self._words.say(N_("Each page is judged as soon as it is photographed."))
            self._sign.set_icon("paper")
        else:
            named = paper.note or tr(paper.kind.value)
            at = [each.number for each in paper.pages].index(page.number) + 1
            self._name.show_text(tr("{paper} · page {page} of {all}", paper=named, page=at, all=len(paper.pages)))
            self._judge(page)
        if self._error is not None:
            self._words.show_text(sentence(self._error))
            self._sign.set_level(Level.BAD)
        self._next.say(N_("Next picture: {paper} · F2 chooses another paper"), paper=self._note or tr(self._kind.value))
        self.changed.emit()

    def _judge(self, page: Page) -> None:
        if page.readable:
            self._words.say(page.verdict.value)
        elif page.reason:
            self._words.say(N_("Kept: {reason}"), reason=tr(page.reason))
        else:
            self._words.show_text(" ".join(tr(reason.value) for reason in page.reasons[:2]))
        self._sign.set_level(_level(page))

    def _put_together(self) -> None:
        picture = Card()
        picture.box.setContentsMargins(12, 12, 12, 12)
        picture.box.addWidget(self._preview, 1)
        picture.box.addWidget(self._next)
        side = Card()
        side.box.addWidget(self._name)
        side.box.addWidget(self._page, 1)
        words = row(self._sign, self._words, spacing=12)
        words.setStretch(1, 1)
        words.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        side.box.addLayout(words)
        side.box.addWidget(self._strip)
        main = QWidget()
        across = QHBoxLayout(main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(18)
        across.addWidget(picture, 13)
        across.addWidget(side, 8)
        self._stack = QStackedLayout()
        self._stack.addWidget(main)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._stack)


def _level(page: Page) -> Level:
    return Level.GOOD if page.readable else Level.CARE
