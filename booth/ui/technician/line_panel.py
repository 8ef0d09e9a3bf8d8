"""How the line is used: speed, quiet hours, whether it is paid by the megabyte; beside it what the office decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.ui.field_card import FieldCard
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import CodeField, LineField
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.workflow.line_manners import show_rate, show_spans
from booth.workflow.words import sentence, shown_number
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.workflow.line_manners import LineRules
    from sync.manners import Metered

_METERED = {"auto": N_("as the system says"), "yes": N_("yes"), "no": N_("no")}


class LinePanel(Panel):
    """`chosen` gives kbit/s and hours as they were typed, and whether the line is metered."""

    chosen = Signal(str, str, str)
    cancelled = Signal()

    def __init__(self, rules: LineRules) -> None:
        super().__init__()
        self._rules = rules
        self._rate = LineField(longest=7, placeholder=N_("no limit"))
        self._rate.setObjectName("rate")
        self._rate.set_value(show_rate(rules.own.rate))
        self._quiet = LineField(longest=120, placeholder=N_("none; like 08.00-11.30"))
        self._quiet.setObjectName("quiet")
        self._quiet.set_value(show_spans(rules.own.quiet))
        self._metered = CodeField({code: tr(words) for code, words in _METERED.items()})
        self._metered.setObjectName("metered")
        self._metered.set_value(rules.own.metered)
        self._card = FieldCard(
            N_("What is sent must leave room for others on the line, and must arrive all the same."),
            (
                (N_("At most, kbit/s"), self._rate),
                (N_("Hours without sending"), self._quiet),
                (N_("Paid by the megabyte"), self._metered),
            ),
            N_("On a line that is paid by the megabyte, recordings go, lossless images and registers wait."),
            title=N_("Line to the office"),
        )
        self._card.edited.connect(self.changed)
        self._facts = Facts(columns=1)
        office = Card(N_("Decided by the office"))
        office.setMinimumWidth(320)
        office.box.addWidget(self._facts)
        note = Label(N_("Of both the stricter holds. What the office decided is changed at the office."), Role.NOTE)
        note.setWordWrap(True)
        office.box.addWidget(note)
        office.box.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self._card, 3)
        across.addWidget(office, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(across)
        box.addStretch(1)
        self._write()
        if rules.fault is not None:
            self._card.refuse(sentence(rules.fault))

    def offers(self) -> list[Action]:
        return [back(tr("Back"), self.cancelled.emit), primary(tr("Keep"), self._keep)]

    def take_focus(self) -> None:
        self._rate.setFocus()
        self._rate.selectAll()

    def work(self) -> None:
        """What was typed is being kept."""
        self._card.work()

    def refuse(self, text: str) -> None:
        """It cannot be used: why (translated already)."""
        self._card.refuse(text)
        self._rate.setFocus()

    def metered(self) -> Metered:
        """What was chosen; what is none of the three is the system's word."""
        value = self._metered.value()
        return cast("Metered", value if value in _METERED else "auto")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def _keep(self) -> None:
        self.chosen.emit(self._rate.text(), self._quiet.text(), self.metered())

    def _write(self) -> None:
        office, none = self._rules.office, tr("says nothing")
        rate = tr("{rate} kbit/s", rate=shown_number(int(show_rate(office.rate)))) if office.rate else none
        stop = _limits(office.stop_days, office.stop_packets) or tr("never")
        self._facts.set_facts(
            [
                (N_("At most"), rate),
                (N_("Hours without sending"), show_spans(office.quiet) or none),
                (N_("Lossless images"), tr("wanted") if office.originals else tr("not wanted")),
                (N_("Warns"), _limits(office.warn_days, office.warn_packets) or tr("never")),
                (N_("Stops new recordings"), stop),
            ]
        )


def _limits(days: int, packets: int) -> str:
    """“after 7 days or 500 recordings without a receipt”; '' for neither."""
    if days and packets:
        return tr("after {days} days or {packets} recordings", days=days, packets=shown_number(packets))
    if days:
        return tr("after {days} days without a receipt", days=days)
    return tr("after {packets} recordings without a receipt", packets=shown_number(packets)) if packets else ""
