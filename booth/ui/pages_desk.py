"""A desk that is nothing but pages: what the supervisor's and the technician's have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from booth.ui.days import long_day
from booth.ui.pages import Page, Pages
from booth.workflow.codes import kecamatan_label, villages

if TYPE_CHECKING:
    from booth.ui.kit.frame import Frame
    from booth.ui.station import Station
    from booth.workflow.booth import Booth


class PagesDesk(QObject):
    """Shows the first page at the login. The frame leaves and enters the page around a locked screen by itself."""

    def __init__(self, station: Station, frame: Frame, pages: Sequence[Page]) -> None:
        super().__init__()
        self.station = station
        self._frame = frame
        self._serves = ""  # names of kecamatan
        self.pages = Pages(frame, pages, self)
        frame.language_changed.connect(self._show_context)
        frame.screen_shown.connect(self._show_context)

    def open(self) -> None:
        """Show the first page. The lists of regions are read before any page needs them: on the store's thread."""
        self.station.store.run(_regions, self.station.booth, done=self._named)
        self.pages.begin()

    def suspend(self) -> None:
        """Locked: the frame leaves the page that is shown."""

    def resume(self) -> None:
        """The same person is back: the frame enters the page again."""

    def close(self) -> None:
        """Logged out: all pages go."""
        self._frame.language_changed.disconnect(self._show_context)
        self._frame.screen_shown.disconnect(self._show_context)
        self.pages.close()

    @Slot()
    def _show_context(self) -> None:
        """Which booth and which day, on top of the rail."""
        booth = self.station.booth
        self._frame.set_context(booth.name, (long_day(booth.day()), self._serves))

    @Slot(object)
    def _named(self, serves: str) -> None:
        self._serves = serves
        if self.station.occupied:
            self._show_context()


def _regions(booth: Booth) -> str:
    villages()
    return ", ".join(kecamatan_label(code) for code in booth.provisioned.kecamatan)
