"""Approve many at once: all that are shown, or those without exceptions only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.ui.kit.banner import Banner
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.screen import Action, ActionRole, Panel, back, primary
from booth.ui.kit.theme import Level
from resources.i18n import N_, tr


class ApprovePanel(Panel):
    """`everyone` and `plain` are ids: all that are shown, and those of them without exceptions."""

    chosen = Signal(object)  # tuple[str, …]
    cancelled = Signal()

    def __init__(self, everyone: tuple[str, ...], plain: tuple[str, ...]) -> None:
        super().__init__()
        self._everyone = everyone
        self._plain = plain
        self._title = Label(role=Role.COACH, wrap=True)
        self._care = Banner()
        card = Card()
        card.setMaximumWidth(760)
        card.box.addWidget(self._title)
        card.box.addWidget(self._care)
        card.box.addWidget(Label(N_("It can be taken back with F6 until you leave this page."), Role.QUIET, wrap=True))
        across = QHBoxLayout()
        across.addWidget(card, 3)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(across)
        box.addStretch(1)
        self._write()

    def offers(self) -> list[Action]:
        mixed = 0 < len(self._plain) < len(self._everyone)
        shown = [back(tr("Back"), self.cancelled.emit)]
        if mixed:
            text = tr("Only the {n} without exceptions", n=len(self._plain))
            shown.append(Action("plain", text, self._choose_plain, "F7", ActionRole.ASIDE))
        text = tr("Approve all {n}", n=len(self._everyone))
        return [*shown, primary(text, self._choose_all)]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def _choose_all(self) -> None:
        self.chosen.emit(self._everyone)

    def _choose_plain(self) -> None:
        self.chosen.emit(self._plain)

    def _write(self) -> None:
        self._title.say(N_("Approve {n} recordings?"), n=len(self._everyone))
        odd = len(self._everyone) - len(self._plain)
        self._care.setVisible(odd > 0)
        self._care.say(
            Level.CARE, N_("{n} of them have exceptions"), N_("Look at each of these before you approve it."), n=odd
        )
