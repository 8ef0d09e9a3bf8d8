"""What the operator must know before capture: cards to be read, to be ticked off, or that end the way here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from booth.domain.jurisdiction import Finding
from booth.ui.kit import icons, theme
from booth.ui.kit.banner import Banner, Sign
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.lines import grouped
from booth.ui.kit.screen import Action, Screen, back, primary
from booth.ui.kit.theme import Level
from booth.ui.operator.national import state_level, state_meaning, state_title
from booth.ui.operator.reprint import Reprint
from booth.ui.station import Station
from booth.workflow.codes import village_label
from booth.workflow.desk import Looked
from booth.workflow.notices import HereFinding, Notice, Severity
from booth.workflow.words import sentence
from resources.i18n import N_, tr

_LEVELS = {Severity.BLOCK: Level.BAD, Severity.CONFIRM: Level.CARE, Severity.INFORM: Level.OFF}


class NoticeList(QWidget):
    """Cards of notices; those to be confirmed are ticked off one after the other by `tick` or the mouse."""

    changed = Signal()

    def __init__(self, notices: Sequence[Notice]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GRID)
        self._cards = [_NoticeCard(notice) for notice in notices]
        for card in self._cards:
            card.ticked.connect(self._ticked)
            box.addWidget(card)
        self._show_current()

    @property
    def ticked(self) -> list[str]:
        """Codes of the notices ticked off."""
        return [card.notice.code for card in self._cards if card.is_ticked]

    @property
    def left(self) -> int:
        """How many still wait for a tick."""
        return sum(card.open for card in self._cards)

    def tick(self) -> None:
        """The next one was confirmed by the resident."""
        for card in self._cards:
            if card.open:
                card.toggle()
                return

    def tick_all(self, codes: Sequence[str]) -> None:
        """What was ticked off before."""
        for card in self._cards:
            if card.notice.code in codes and card.open:
                card.toggle()

    @Slot()
    def _ticked(self) -> None:
        self._show_current()
        self.changed.emit()

    def _show_current(self) -> None:
        current = next((card for card in self._cards if card.open), None)
        for card in self._cards:
            card.set_current(now=card is current)


class _NoticeCard(Card):
    """One notice. A CONFIRM one has a box to tick."""

    ticked = Signal()

    def __init__(self, notice: Notice) -> None:
        super().__init__(level=_LEVELS[notice.severity] if notice.severity is not Severity.INFORM else None)
        self.notice = notice
        self.is_ticked = False
        self._confirms = notice.severity is Severity.CONFIRM
        self._mark = _TickBox() if self._confirms else Sign(_LEVELS[notice.severity], 24)
        self._text = Label(role=Role.STRONG if notice.severity is Severity.BLOCK else Role.TEXT, wrap=True)
        self._text.show_text(notice.text)
        self.box.setContentsMargins(16, 10, 16, 10)
        line = row(self._mark, self._text, spacing=14)
        line.setStretch(1, 1)
        line.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(line)
        self.setAccessibleName(notice.text)

    @property
    def open(self) -> bool:
        """To be confirmed, and not yet."""
        return self._confirms and not self.is_ticked

    def toggle(self) -> None:
        if self._confirms:
            self.is_ticked = not self.is_ticked
            self._show()
            self.ticked.emit()

    def set_current(self, *, now: bool) -> None:
        if isinstance(self._mark, _TickBox):
            self._mark.show_state(ticked=self.is_ticked, current=now)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.toggle()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._text.show_text(self.notice.text)
            self.setAccessibleName(self.notice.text)
        super().changeEvent(event)

    def _show(self) -> None:
        self.set_level(Level.GOOD if self.is_ticked else Level.CARE)


class _TickBox(QWidget):
    """A box, empty or ticked; the one that is next has a stronger edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(24, 24)
        self._ticked = False
        self._current = False

    def show_state(self, *, ticked: bool, current: bool) -> None:
        self._ticked, self._current = ticked, current
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        roles = theme.roles()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._ticked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(roles.color("good"))
        else:
            painter.setPen(
                QPen(roles.color("accent" if self._current else "field_edge"), 2.5 if self._current else 1.5)
            )
            painter.setBrush(roles.color("card"))
        painter.drawRoundedRect(box, 5, 5)
        if self._ticked:
            icons.paint(painter, "check", box.adjusted(3, 3, -3, -3), roles.color("on_sign"))


class NoticesScreen(Screen):
    """The way ends here: why, and what to do for the resident instead."""

    resumed = Signal(str)
    left = Signal()
    help_page = "find"

    def __init__(self, station: Station, looked: Looked) -> None:
        super().__init__()
        self._station = station
        self._looked = looked
        self._referred = False
        told = [n for n in looked.notices if n.severity is not Severity.CONFIRM]
        told.sort(key=lambda n: _ORDER.index(n.code) if n.code in _ORDER else len(_ORDER))
        self._main = told[0].code
        self._notices = NoticeList(told)
        self._reprint = Reprint(station, self)
        self._reprint.changed.connect(self.refresh)
        self._reprint.said.connect(self._say)
        resident = looked.resident
        who = Card()
        name = Label(role=Role.TITLE, wrap=True)
        name.show_text(resident.nama_lengkap)
        number = Label(role=Role.COACH)
        number.show_text(grouped(resident.nik))
        place = Label(role=Role.QUIET)
        place.show_text(village_label(resident.kode_wilayah))
        for label in (name, number, place):
            who.box.addWidget(label)
        across = QHBoxLayout()
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(who)
        column.addWidget(self._notices)
        self._state = Banner()
        self._state.setVisible(looked.national is not None)
        column.addWidget(self._state)
        by_state = looked.national is not None and self._main == Finding.ALREADY_RECORDED.name
        if not by_state and (advice := _ADVICE.get(self._main)):
            column.addWidget(Label(advice, Role.COACH, wrap=True))
        column.addWidget(self._reprint.progress)
        column.addStretch(1)
        across.addLayout(column, 5)
        across.addStretch(1)
        self.body.addLayout(across)
        self.retranslate()

    def title(self) -> str:
        return tr("No recording here")

    def state_text(self) -> str:
        return tr(_STATES.get(self._main, N_("not possible")))

    def offers(self) -> list[Action]:
        to_search = back(tr("Back to the search"), self.left.emit)
        go = primary(tr("Next resident"), self.left.emit)
        if self._main == HereFinding.DRAFT_OPEN.name:
            return [to_search, primary(tr("Resume this draft"), self._resume)]
        if self._main == Finding.OUTSIDE.name and not self._referred:
            return [to_search, primary(tr("Refer to the Disdukcapil office"), self._refer, key="F6")]
        if self._main == HereFinding.RECORDED_HERE.name:
            again = Action("print", tr("Print the proof again"), self._print, "F7", enabled=not self._reprint.busy)
            return [to_search, again, go]
        return [to_search, go]

    def leave(self) -> None:
        self._reprint.stop()

    def retranslate(self) -> None:
        if (record := self._looked.national) is not None:
            zone = self._station.booth.zone
            self._state.say(state_level(record), state_title(record, zone), state_meaning(record))

    def _resume(self) -> None:
        self.resumed.emit(self._looked.draft)

    def _print(self) -> None:
        self._reprint.start(self._looked.recording)

    def _refer(self) -> None:
        self._station.store.run(self._station.desk.refer, self._looked, done=self._noted, failed=self._not_noted)

    @Slot(object)
    def _noted(self, _nothing: object) -> None:
        self._referred = True
        self.message(
            Level.GOOD,
            N_("Noted: referred to the Disdukcapil office."),
            N_("The office records residents of every other kecamatan. The resident brings the KK."),
        )
        self.refresh()

    @Slot(object)
    def _not_noted(self, error: Exception) -> None:
        self.message(Level.BAD, sentence(error))

    @Slot(object, str)
    def _say(self, level: Level, text: str) -> None:
        self.message(level, text)


# What ends the way whatever else there is comes first: there is no use in referring somebody who is recorded.
_ORDER = (
    HereFinding.RECORDED_HERE.name,
    Finding.ALREADY_RECORDED.name,
    HereFinding.DRAFT_OPEN.name,
    Finding.TOO_YOUNG.name,
    Finding.OUTSIDE.name,
)
_ADVICE = {
    Finding.OUTSIDE.name: N_("F6 notes it. The resident goes there with the KK, on any working day."),
    Finding.ALREADY_RECORDED.name: N_(
        "Nothing is to be done again. About the card, the Disdukcapil office knows more."
    ),
    Finding.TOO_YOUNG.name: N_("The resident comes again from that day on, with the KK."),
    HereFinding.RECORDED_HERE.name: N_("Is the proof lost? F7 prints it again."),
    HereFinding.DRAFT_OPEN.name: N_("Enter goes on where it was left."),
}
_STATES = {
    Finding.OUTSIDE.name: N_("other kecamatan"),
    Finding.ALREADY_RECORDED.name: N_("recorded already"),
    Finding.TOO_YOUNG.name: N_("under age"),
    HereFinding.RECORDED_HERE.name: N_("recorded at this booth"),
    HereFinding.DRAFT_OPEN.name: N_("begun already"),
}
