"""What stands above everything on the first screen of each role: too much that waits, and the office's notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from booth import __version__
from booth.ui.field_card import stand_at_top
from booth.ui.kit import theme
from booth.ui.kit.banner import Banner, Sign
from booth.ui.kit.label import Card, ElidedLabel, Label, Role, row
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from booth.ui.news import News
from booth.workflow.limits import Limit, Reached
from booth.workflow.rights import Right, may
from booth.workflow.words import shown_day, shown_instant
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from booth.ui.station import Station
    from booth.workflow.status import BoothStatus
    from sync.news import Notice

KEY = "F9"
LOW = 900  # px of height of the window, below which a notice gives way to the limit: its button stays
_LEVELS = {Reached.WARN: Level.CARE, Reached.STOP: Level.BAD}


class HomeNotes(QWidget):
    """Nothing is shown where nothing is to be said. `changed`: `offers` may be others now."""

    changed = Signal()
    opened = Signal(object)  # Panel: a notice is to be read in place of the screen's body
    closed = Signal()  # not any more

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._news = News.of(station)
        self._carries = may(station.desk.user, Right.CARRY)
        self._limit = Limit()
        self._roomy = True
        self._banner = Banner()
        self._taking = Banner()  # a register is being taken in
        self._sign = Sign(Level.OFF, 22)
        self._words = ElidedLabel(role=Role.TEXT)
        self._more = Label(role=Role.NOTE)
        self._notice = Card()
        self._notice.box.setContentsMargins(20, 8, 20, 8)
        line = row(self._sign, self._words, self._more, spacing=12)
        line.setStretch(1, 1)
        self._notice.box.addLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GRID)
        box.addWidget(self._taking)
        box.addWidget(self._banner)
        box.addWidget(self._notice)
        station.status_changed.connect(self._status_changed)
        self._news.changed.connect(self._write)
        if station.status is not None:
            self._limit = station.status.limit
        self._write()

    @property
    def reached(self) -> bool:
        """Whether so much waits that the way out is wanted."""
        return self._limit.level is not Reached.NONE

    @property
    def stopped(self) -> bool:
        """Whether no new recording may be begun."""
        return self._limit.level is Reached.STOP

    def offers(self) -> list[Action]:
        """What the screen offers besides, while there is a notice."""
        if not self._news.notices:
            return []
        return [Action("notice", tr("Note of the office"), self._open, KEY)]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._roomy is not (roomy := self.window().height() >= LOW):
            self._roomy = roomy
            self._write()

    @Slot(object)
    def _status_changed(self, status: BoothStatus) -> None:
        if status.limit != self._limit:
            self._limit = status.limit
            self._write()

    @Slot()
    def _write(self) -> None:
        level = _LEVELS.get(self._limit.level)
        self._banner.setVisible(level is not None)
        if level is not None:
            self._banner.say(level, self._limit.text, self._limit.way_out(carries=self._carries))
        taking = self._news.lights()[:1] if self._news.busy else []
        for light in taking:
            self._taking.say(Level.OFF, light.text, light.more)
        self._taking.setVisible(bool(taking))
        found = self._news.notices
        self._notice.setVisible(bool(found) and (level is None or self._roomy))
        if found:
            first = found[0]
            self._notice.set_level(Level.CARE if first.level == "care" else None)
            self._sign.set_level(Level.CARE if first.level == "care" else Level.OFF)
            self._words.show_text(" ".join(first.text.split()))
            self._more.show_text(tr("{n} more", n=len(found) - 1) if len(found) > 1 else "")
        self.setVisible(level is not None or bool(found) or bool(taking))
        self.changed.emit()

    # Reading one.

    def _open(self) -> None:
        if found := self._news.notices:
            panel = NoticePanel(found[0], self._station.booth.zone)
            panel.read.connect(self._read)
            panel.cancelled.connect(self.closed)
            self.opened.emit(panel)

    @Slot(str)
    def _read(self, notice_id: str) -> None:
        self._news.put_away(notice_id)
        self.closed.emit()


class NoticePanel(Panel):
    """One notice as the office wrote it."""

    read = Signal(str)  # its id
    cancelled = Signal()

    def __init__(self, notice: Notice, zone: ZoneInfo) -> None:
        super().__init__()
        self._notice = notice
        card = Card(level=Level.CARE if notice.level == "care" else None)
        card.setMaximumWidth(860)
        card.box.addWidget(Label(N_("Note of the office"), Role.COACH))
        text = Label(role=Role.TEXT, wrap=True)
        text.show_text(notice.text)
        card.box.addWidget(text)
        self._zone = zone
        self._about = Label(role=Role.NOTE, wrap=True)
        card.box.addWidget(self._about)
        stand_at_top(self, card)
        self._write()

    def offers(self) -> list[Action]:
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Read, put away"), self._put_away)]

    def _put_away(self) -> None:
        self.read.emit(self._notice.id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def _write(self) -> None:
        notice = self._notice
        said = [tr("written {moment}", moment=shown_instant(notice.at, self._zone))]
        if notice.until is not None:
            said.append(tr("holds until {day}", day=shown_day(notice.until)))
        if notice.version:
            said.append(tr("speaks of version {version}; here runs {own}", version=notice.version, own=__version__))
        self._about.show_text(" · ".join(said))
