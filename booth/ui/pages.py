"""The pages of a role: a named list in the rail, one of them shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from booth.ui.kit.ahead import Ahead
from booth.ui.kit.frame import Frame
from booth.ui.kit.rail import RailItem, RailState
from booth.ui.kit.screen import Screen


@dataclass(frozen=True)
class Page:
    """One page. `text` is a source text; `make` builds the screen when it is first opened."""

    id: str
    text: str
    make: Callable[[], Screen]


class Pages(QObject):
    """Shows pages in the frame's rail and opens the one that is chosen (mouse, Ctrl+1…9, Ctrl+0 the tenth)."""

    def __init__(self, frame: Frame, pages: Sequence[Page], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._pages = tuple(pages)
        self._screens: dict[str, Screen] = {}
        self._badges: dict[str, str] = {}
        self._in_rail = False
        self._ahead = Ahead(frame, self)
        self.current = self._pages[0].id
        frame.page_chosen.connect(self.open)

    def begin(self) -> None:
        """Open the first page, an event for each piece of the work; then make the others while nobody waits."""
        self._screen(self.current)
        QTimer.singleShot(0, self, self._style_first)

    @Slot()
    def _style_first(self) -> None:
        if (screen := self._screens.get(self.current)) is not None:
            self._frame.prepare(screen)
            QTimer.singleShot(0, self, self._open_first)

    @Slot()
    def _open_first(self) -> None:
        if self._screens:  # not closed meanwhile
            self.open(self.current)
            self._ahead.make(*(partial(self._screen, page.id) for page in self._pages))

    @Slot(str)
    def open(self, page_id: str) -> None:
        """Show page `page_id`, and the pages in the rail."""
        screen = self._screen(page_id)
        self.current = page_id
        self._in_rail = True
        self._show_rail()
        self._frame.show_screen(screen)

    def lend_rail(self) -> None:
        """Something else fills the rail until a page is opened again."""
        self._in_rail = False

    def set_badge(self, page_id: str, badge: str) -> None:
        """A number or word beside the page's name; nothing removes it."""
        self._badges[page_id] = badge
        self._show_rail()

    def close(self) -> None:
        """The screens go, and with them what they showed; another screen is shown already."""
        self._in_rail = False
        self._ahead.stop()
        self._frame.page_chosen.disconnect(self.open)
        for screen in self._screens.values():
            self._frame.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()

    def _screen(self, page_id: str) -> Screen:
        if page_id not in self._screens:
            self._screens[page_id] = next(page for page in self._pages if page.id == page_id).make()
        return self._screens[page_id]

    def _show_rail(self) -> None:
        if not self._in_rail:
            return
        items = [
            RailItem(
                page.id,
                page.text,
                RailState.CURRENT if page.id == self.current else RailState.AHEAD,
                self._badges.get(page.id, ""),
            )
            for page in self._pages
        ]
        self._frame.set_rail(items, selectable=True)
