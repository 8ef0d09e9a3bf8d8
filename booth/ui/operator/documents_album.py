"""The papers of a recording as the screen shows them, read on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from booth.ui.kit.pictures import encoded_image

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.workflow.documents import Document, DocumentWork, Page

LARGE = 900  # px of the longer side of the page that is looked at
SMALL = 130  # px of the height in the strip: sharp on fine screens too


@dataclass(frozen=True)
class Album:
    """The papers as the store has them."""

    papers: tuple[Document, ...] = ()
    images: tuple[tuple[int, QImage], ...] = ()  # page's number, as large as it is looked at
    small: tuple[QImage, ...] = ()  # for the strip, in the same order
    removed: bool = False
    mark: int = 0  # the page to look at

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for paper in self.papers for page in paper.pages)


class Shelf:
    """Reads the papers on the store's thread; pictures seen before are not decoded again."""

    def __init__(self, work: DocumentWork) -> None:
        self._work = work
        self._images: dict[tuple[int, int], tuple[QImage, QImage]] = {}

    def read(self, mark: int) -> Album:
        papers = self._work.documents()
        shown = [(page.number, self._image(page)) for paper in papers for page in paper.pages]
        images = tuple((number, pair[0]) for number, pair in shown)
        return Album(papers, images, tuple(pair[1] for _, pair in shown), self._work.removed, mark)

    def open(self) -> Album:
        """They are shown for the first time."""
        self._work.opened()
        return self.read(0)

    def act(self, mark: int, act: Callable[[], object]) -> Album:
        """Do something; a number it returns is the page to look at. Raises what `act` raises."""
        made = act()
        return self.read(made if isinstance(made, int) else mark)

    def _image(self, page: Page) -> tuple[QImage, QImage]:
        """Large and small."""
        key = page.number, hash(page.jpeg)
        if key not in self._images:
            smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.KeepAspectRatio
            large = encoded_image(page.jpeg).scaled(LARGE, LARGE, whole, smooth)
            self._images[key] = large, large.scaledToHeight(SMALL, smooth)
        return self._images[key]
