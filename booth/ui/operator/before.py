"""Recorded here before? Who of the last days has a finger that looks the same: one line, and all of them to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from booth.ui.kit.label import Card, ElidedLabel, Label, Role, row
from booth.ui.kit.lines import grouped
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from booth.workflow.words import shown_day
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.workflow.duplicates import Before


class BeforeCard(Card):
    """One line above everything; hidden while there is nothing to say. It never holds anybody up."""

    def __init__(self) -> None:
        super().__init__(level=Level.CARE)
        self.box.setContentsMargins(16, 5, 16, 5)  # high enough for its round corners
        self._line = ElidedLabel(role=Role.TEXT)
        line = row(Label(N_("Recorded before?"), Role.STRONG), self._line, spacing=10)
        line.setStretch(1, 1)
        self.box.addLayout(line)
        self.hide()

    def show_found(self, found: Sequence[Before]) -> None:
        """The most alike in words, and how many there are beside."""
        self.setVisible(bool(found))
        if not found:
            self._line.show_text("")
            return
        # All of it does not fit beside the pad; the panel has the rest.
        recording = found[0].recording
        who = _who(found[0]) if recording is None else recording.nama_lengkap
        if len(found) > 1:
            who = tr("{who} and {count} more", who=who, count=len(found) - 1)
        self._line.show_text(who)
        self.setAccessibleName(f"{tr('Recorded before?')} {who}")

    def text(self) -> str:
        """What it says."""
        return self._line.text()


class BeforePanel(Panel):
    """All who look alike, the most alike first; it is left with Enter or Esc."""

    left = Signal()

    def __init__(self, found: Sequence[Before]) -> None:
        super().__init__()
        card = Card(level=Level.CARE)
        card.setMaximumWidth(860)
        card.box.addWidget(Label(N_("Recorded here before?"), Role.COACH))
        card.box.addWidget(
            Label(
                N_(
                    "Fingers of this recording look like fingers recorded here in the last days. Ask the resident. "
                    "Saving is possible in any case; the supervisor sees it."
                ),
                Role.QUIET,
                wrap=True,
            )
        )
        self.lines = [_line(before) for before in found]
        for text in self.lines:
            label = Label(role=Role.TEXT, wrap=True)
            label.show_text(text)
            card.box.addWidget(label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        box.addStretch(1)
        self.setAccessibleName(" ".join(self.lines))

    def offers(self) -> list[Action]:
        return [back(tr("Back"), self.left.emit), primary(tr("Back to the review"), self.left.emit)]


def _who(before: Before) -> str:
    recording = before.recording
    if recording is None:
        return tr("a recording of {day}, whose summary is lost", day=shown_day(before.hit.day))
    return tr(
        "{name}, NIK {nik}, {day}, {hour} o'clock",
        name=recording.nama_lengkap,
        nik=grouped(recording.nik),
        day=shown_day(recording.day),
        hour=f"{recording.hour:02}",
    )


def _line(before: Before) -> str:
    whose = tr("the same NIK") if before.same_nik else tr("another NIK")
    return " · ".join([_who(before), whose, tr("likeness {score}", score=before.hit.score)])
