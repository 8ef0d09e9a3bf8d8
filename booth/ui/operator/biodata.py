"""The first step: the biodata are read aloud, the resident says whether they are right.

Papers are photographed and data corrected from here, in panels that take the place of the facts for a while.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from booth.domain.nik import age_on
from booth.domain.recording import Step
from booth.ui.kit.banner import Sign
from booth.ui.kit.form import Facts
from booth.ui.kit.keycap import Keycap
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.lines import grouped
from booth.ui.kit.panels import Choice, ReasonPanel, reason_text
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.theme import Level
from booth.ui.operator.correction import CorrectionPanel
from booth.ui.operator.documents import DocumentsPanel
from booth.ui.operator.documents_panels import NO_KK_REASONS
from booth.ui.operator.facts import facts_of, old_and_new
from booth.ui.operator.flow import Flow, StepScreen
from booth.ui.operator.notices import NoticeList
from booth.workflow.documents import DocumentKind
from booth.workflow.notices import Severity
from resources.i18n import N_, tr

_SCROLL: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}
DIFFERS = (
    Choice("wrong person", N_("This is another person: nothing is kept, search again")),
    Choice("document here", N_("The data have changed, the document is here: correct them")),
    Choice("no document", N_("The data have changed, the document is missing: park the recording")),
)


class BiodataScreen(StepScreen):
    """Facts in large type, notices to tick off, and two answers: they match, or they do not."""

    help_page = "biodata"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._sent = False
        self._seen = False  # entered before
        self._notices = NoticeList(())
        self._name = Label(role=Role.TITLE, wrap=True)
        self._nik = Label(role=Role.COACH)
        self._age = Label(role=Role.COACH)
        self._facts = Facts(role=Role.COACH)
        self._papers = _PapersCard()
        self._corrected = Label(role=Role.STRONG, wrap=True, level=Level.CARE)
        card = Card()
        card.box.addWidget(self._name)
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(self._nik)
        line.addWidget(self._age)
        line.addStretch(1)
        card.box.addLayout(line)
        card.box.addWidget(self._corrected)
        card.box.addSpacing(12)
        card.box.addWidget(self._facts)
        inner = QWidget()
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(14)
        self._inner.addWidget(self._notices)
        self._inner.addWidget(self._papers)
        self._inner.addWidget(card)
        self._inner.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.body.addWidget(self._area)
        self._renew_notices()
        self.retranslate()

    def title(self) -> str:
        panel = self.panel
        return panel.title() if isinstance(panel, (DocumentsPanel, CorrectionPanel)) else tr(Step.BIODATA.value)

    def subtitle(self) -> str:
        panel = self.panel
        if isinstance(panel, (DocumentsPanel, CorrectionPanel)):
            return panel.subtitle()
        return tr("taken down by hand") if self.session.by_hand else tr("read it aloud to the resident")

    def state_text(self) -> str:
        panel = self.panel
        if isinstance(panel, (DocumentsPanel, CorrectionPanel)):
            return panel.state_text()
        if self._forbidden:
            return tr("not possible")
        return tr("warnings to confirm") if self._notices.left else tr("compare")

    def offers(self) -> list[Action]:
        wanted = self.session.documents.kk_wanted
        crowded = wanted or self._corrects  # more actions: shorter words, so that all fit on a small monitor
        if self._notices.left:
            go = primary(tr("Confirmed") if crowded else tr("Confirmed with the resident"), self._notices.tick)
        else:
            go = primary(tr("Matches"), self._matches, enabled=not self._sent and not self._forbidden)
        return [
            back(tr("Back") if crowded else tr("Back to the search"), self._go_back),
            Action("papers", tr("Documents"), self._open_papers, "F6"),
            Action("no_kk", tr("No KK …"), self._ask_why_no_kk, "F7", visible=wanted),
            Action("correct", tr("Corrections"), self._open_corrections, "F7", visible=self._corrects and not wanted),
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
        if self.session.documents.asked_first and not self._seen:
            self._open_papers()
        self._seen = True

    def leave(self) -> None:
        self.close_panel()
        self.clear_message()

    def retranslate(self) -> None:
        resident = self.session.resident
        self._name.show_text(resident.nama_lengkap)
        self._nik.show_text(grouped(resident.nik))
        self._age.show_text(tr("{n} years", n=age_on(resident.tanggal_lahir, self.station.desk.day())))
        self._facts.set_facts(facts_of(resident))
        corrected = [f"{tr(label)}: {change}" for label, change in old_and_new(self.session.corrections.made)]
        self._corrected.show_text("\n".join(corrected))
        self._corrected.setVisible(bool(corrected))
        self._show_papers()
        if isinstance(self.panel, (DocumentsPanel, CorrectionPanel)):
            self.panel.retranslate()

    def close_panel(self) -> None:
        """Back to the facts, which say what was photographed and corrected meanwhile."""
        if self.panel is not None:
            self.help_page = "biodata"
            super().close_panel()
            self._show_papers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.panel is not None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
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
        worked = self.session.documents.pages or self.session.corrections.made
        if self.session.by_hand or self.session.finished(Step.BIODATA) or worked:
            self.flow.park()
        else:
            self.flow.leave()

    def _differs(self) -> None:
        panel = ReasonPanel(
            N_("What does not match?"),
            DIFFERS,
            act=N_("Choose"),
            text=N_(
                "A correction needs a supporting document, which is photographed, and your own password. Without the "
                "document the recording is parked and waits here."
            ),
        )
        self.question(panel, self._answered)

    @Slot(str, str)
    def _answered(self, reason: str, _note: str) -> None:
        self.close_panel()
        if reason == DIFFERS[0].id:
            self.flow.discard(reason)
        elif reason == DIFFERS[1].id:
            self._open_corrections()
        else:
            self.flow.park()

    # Papers and corrections.

    @property
    def _corrects(self) -> bool:
        """Somebody is at correcting: papers besides the KK, or corrections, are there."""
        papers = self.session.documents.names()
        return bool(self.session.corrections.made) or any(kind is not DocumentKind.KK for _, kind, _ in papers)

    @property
    def _forbidden(self) -> bool:
        """By the corrected data there is no recording here."""
        return any(notice.severity is Severity.BLOCK for notice in self.session.notices)

    @Slot()
    def _open_papers(self) -> None:
        names = self.session.documents.names()
        self._open(DocumentsPanel(self.station, self.session.documents, names[-1][1] if names else DocumentKind.KK))

    @Slot()
    def _photograph_proof(self) -> None:
        work = self.session.documents
        panel = DocumentsPanel(self.station, work, DocumentKind.BIRTH, ask="kind")
        self._open(panel)
        panel.left.disconnect(self.close_panel)
        panel.left.connect(self._open_corrections)

    @Slot()
    def _open_corrections(self) -> None:
        panel = CorrectionPanel(self.station, self.session)
        panel.papers.connect(self._photograph_proof)
        panel.corrected.connect(self._was_corrected)
        self._open(panel)

    def _open(self, panel: DocumentsPanel | CorrectionPanel) -> None:
        self.clear_message()
        panel.left.connect(self.close_panel)
        panel.changed.connect(self.refresh)
        self.open_panel(panel)
        self.help_page = panel.help_page
        self.refresh()

    @Slot(str)
    def _was_corrected(self, words: str) -> None:
        """Everything that the recording says of the resident is said anew."""
        self._renew_notices()
        self.flow.show()
        self.retranslate()
        self.message(Level.GOOD, words)
        self.refresh()

    def _ask_why_no_kk(self) -> None:
        panel = ReasonPanel(
            N_("The KK is not photographed, because …"),
            NO_KK_REASONS,
            text=N_("The reason is saved with the recording; the office asks for the KK later."),
        )
        self.question(panel, self._say_why_no_kk)

    @Slot(str, str)
    def _say_why_no_kk(self, choice: str, note: str) -> None:
        self.close_panel()
        reason = reason_text(NO_KK_REASONS, choice, note)
        self.do(self.session.documents.say_why_no_kk, reason, done=self._reason_kept)

    @Slot(object)
    def _reason_kept(self, _nothing: object) -> None:
        self._show_papers()
        self.refresh()

    def _show_papers(self) -> None:
        documents = self.session.documents
        names = [note or tr(kind.value) for _, kind, note in documents.names()]
        if documents.kk_wanted:
            self._papers.say(
                Level.CARE, N_("The KK is not photographed yet. F6 photographs it, F7 says why it cannot be.")
            )
        elif documents.missing:
            self._papers.say(
                Level.CARE, N_("A page cannot be read: take it again, take it away, or say why it is kept.")
            )
        elif names:
            self._papers.say(Level.GOOD, N_("Photographed: {papers}"), papers=", ".join(names))
        elif documents.no_kk:
            self._papers.say(Level.OFF, N_("The KK is not photographed: {reason}"), reason=tr(documents.no_kk))
        self._papers.setVisible(documents.kk_wanted or bool(names or documents.no_kk))

    def _renew_notices(self) -> None:
        old, self._notices = self._notices, NoticeList(self.session.notices)
        self._notices.changed.connect(self.refresh)
        self._notices.setVisible(bool(self.session.notices))
        self._inner.replaceWidget(old, self._notices)
        old.hide()
        old.deleteLater()


class _PapersCard(Card):
    """One line: which papers are there, or what is wanted, and the key that leads to them."""

    def __init__(self) -> None:
        super().__init__()
        self.box.setContentsMargins(16, 10, 16, 10)
        self._sign = Sign(Level.OFF, 24)
        self._text = Label(role=Role.TEXT, wrap=True)
        line = row(self._sign, self._text, Keycap("F6"), spacing=14)
        line.setStretch(1, 1)
        self.box.addLayout(line)

    def say(self, level: Level, source: str, **params: object) -> None:
        self._sign.set_level(level)
        self._text.say(source, **params)
        self.set_level(Level.CARE if level is Level.CARE else None)
        self.setAccessibleName(self._text.text())
