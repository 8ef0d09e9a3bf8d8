"""What a register file holds: residents by kecamatan, and whether this booth records them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.theme import Level
from booth.workflow.codes import kecamatan_label
from booth.workflow.words import shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.station import Station

_SHOWN = 4  # kecamatan


class HoldsCard(Card):
    """The kecamatan with most residents, those of this booth marked."""

    def __init__(self, station: Station) -> None:
        super().__init__(N_("What the file holds"))
        self._station = station
        self._counts: Mapping[str, int] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(2, 90)
        self._grid.setColumnStretch(4, 1)
        self.box.addLayout(self._grid)
        self.box.addStretch(1)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """`counts`: kecamatan code of six digits → residents."""
        self._counts = counts
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        ours = self._station.booth.provisioned.kecamatan
        shown = sorted(counts, key=lambda code: (code not in ours, -counts[code]))
        for number, code in enumerate(shown[:_SHOWN]):
            words = N_("this booth records them") if code in ours else N_("not recorded here, but found by the search")
            self._add(number, kecamatan_label(code), counts[code], words, Level.GOOD if code in ours else Level.OFF)
        if rest := sum(counts[code] for code in shown[_SHOWN:]):
            name = tr("{n} other kecamatan", n=len(shown) - _SHOWN)
            self._add(_SHOWN, name, rest, "", Level.OFF)
        if counts and not any(code in counts for code in ours):
            warning = Label(N_("Nobody in this file belongs to this booth: is it the right file?"), Role.STRONG)
            warning.set_level(Level.CARE)
            self._put(warning, _SHOWN + 1, 0, 5)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_counts(self._counts)

    def _add(self, number: int, name: str, count: int, words: str, level: Level) -> None:
        label, figure = Label(role=Role.TEXT), Label(role=Role.STRONG)
        label.show_text(name)
        figure.show_text(shown_number(count))
        for column, widget in enumerate((Sign(level, 20), label, figure, Label(words, Role.NOTE))):
            self._put(widget, number, column)

    def _put(self, widget: QWidget, line: int, column: int, span: int = 1) -> None:
        self._grid.addWidget(widget, line, column, 1, span)
