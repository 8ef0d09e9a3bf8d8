"""The first step: the biodata are read aloud, the resident says whether they are right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from booth.domain.nik import age_on
from booth.domain.recording import Step
from booth.domain.resident import FIELDS, Field, Kind, Resident
from booth.ui.kit.form import Facts
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import grouped
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.screen import Action, back, primary
from booth.ui.operator.flow import Flow, StepScreen
from booth.ui.operator.notices import NoticeList
from booth.workflow.codes import code_label, village_label
from resources.i18n import N_, tr

_ELSEWHERE = {"nik", "nama_lengkap", "rw", "status_rekam"}
_SCROLL: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}
DIFFERS = (
    Choice("wrong person", N_("This is another person: nothing is kept, search again")),
    Choice("document here", N_("The data have changed, the document is here: park the recording")),
    Choice("no document", N_("The data have changed, the document is missing: park the recording")),
)


class BiodataScreen(StepScreen):
    """Facts in large type, notices to tick off, and two answers: they match, or they do not."""

    help_page = "biodata"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._sent = False
        self._notices = NoticeList(self.session.notices)
        self._notices.changed.connect(self.refresh)
        resident = self.session.resident
        self._name = Label(role=Role.TITLE, wrap=True)
        self._name.show_text(resident.nama_lengkap)
        self._nik = Label(role=Role.COACH)
        self._nik.show_text(grouped(resident.nik))
        self._age = Label(role=Role.COACH)
        self._facts = Facts(role=Role.COACH)
        card = Card()
        card.box.addWidget(self._name)
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(self._nik)
        line.addWidget(self._age)
        line.addStretch(1)
        card.box.addLayout(line)
        card.box.addSpacing(12)
        card.box.addWidget(self._facts)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        if self.session.notices:
            box.addWidget(self._notices)
        box.addWidget(card)
        box.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.body.addWidget(self._area)
        self.retranslate()

    def title(self) -> str:
        return tr(Step.BIODATA.value)

    def subtitle(self) -> str:
        return tr("taken down by hand") if self.session.by_hand else tr("read it aloud to the resident")

    def state_text(self) -> str:
        return tr("warnings to confirm") if self._notices.left else tr("compare")

    def offers(self) -> list[Action]:
        waiting = self._notices.left
        if waiting:
            go = primary(tr("Confirmed with the resident"), self._notices.tick)
        else:
            go = primary(tr("Matches"), self._matches, enabled=not self._sent)
        return [
            back(tr("Back to the search"), self._go_back),
            Action("differs", tr("Does not match …"), self._differs, "F8"),
            self.park_action(),
            go,
        ]

    def hint(self) -> str:
        left = self._notices.left
        return tr("{n} warning left", n=left) if left else tr("then: face photo")

    def enter(self) -> None:
        self._sent = False
        if self.session.finished(Step.BIODATA):
            self._notices.tick_all([notice.code for notice in self.session.notices])
        self.setFocus()
        self.refresh()

    def leave(self) -> None:
        self.close_panel()
        self.clear_message()

    def retranslate(self) -> None:
        resident = self.session.resident
        today = self.station.desk.day()
        age = age_on(resident.tanggal_lahir, today)
        self._age.show_text(tr("{n} years", n=age))
        self._facts.set_facts(facts_of(resident))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.panel is None:
            if not event.isAutoRepeat():
                self._notices.tick()
        elif (step := _SCROLL.get(event.key())) is not None:
            self._area.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)

    def _matches(self) -> None:
        self._sent = True
        self.refresh()
        self.do(self.session.confirm_biodata, self._notices.ticked, done=self._confirmed)

    @Slot(object)
    def refused(self, error: Exception) -> None:
        """Not written down: it can be said again."""
        self._sent = False
        super().refused(error)

    @Slot(object)
    def _confirmed(self, _step: Step) -> None:
        self.flow.show()

    def _go_back(self) -> None:
        """A register entry that was only looked at leaves nothing behind; what took work is parked."""
        if self.session.by_hand or self.session.finished(Step.BIODATA):
            self.flow.park()
        else:
            self.flow.leave()

    def _differs(self) -> None:
        panel = ReasonPanel(
            N_("What does not match?"),
            DIFFERS,
            text=N_(
                "A correction needs a supporting document and is made at the Disdukcapil office. A parked recording "
                "waits here until the register is right."
            ),
        )
        panel.chosen.connect(self._answered)
        panel.cancelled.connect(self.close_panel)
        self.open_panel(panel)

    @Slot(str, str)
    def _answered(self, reason: str, _note: str) -> None:
        self.close_panel()
        if reason == DIFFERS[0].id:
            self.flow.discard(reason)
        else:
            self.flow.park()


def facts_of(resident: Resident) -> list[tuple[str, str]]:
    """(label, value) as they are read aloud; name and NIK stand above them."""
    row = resident.to_row()
    facts = []
    for field in FIELDS:
        if field.name == "rt":
            facts.append((N_("RT/RW"), f"{row['rt']}/{row['rw']}"))
        elif field.name not in _ELSEWHERE:
            facts.append((field.label, _shown(field, row[field.name])))
    return facts


def _shown(field: Field, text: str) -> str:
    """A field's text as it is read aloud."""
    if field.kind is Kind.CODE:
        return code_label(field.codes, text) if text else ""
    if field.kind is Kind.REGION:
        return village_label(text)
    return grouped(text) if field.kind in {Kind.NIK, Kind.KK} else text
