"""Corrected biodata (F-1.06): the field, its new value, the paper that proves it, and the operator's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from booth.domain.resident import FieldError
from booth.store.errors import LoginRefused
from booth.ui.kit.form import editor_for
from booth.ui.kit.form import sentence as with_field
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.lines import CodeField, PasswordField
from booth.ui.kit.password_hint import PasswordHint
from booth.ui.kit.rows import Row, RowList
from booth.ui.kit.screen import Action, Panel, back, primary
from booth.ui.kit.theme import Level
from booth.ui.operator.by_hand import CAPITALS, form_codes
from booth.ui.operator.facts import shown_value
from booth.workflow.corrections import CORRECTABLE
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.domain.resident import Field
    from booth.ui.kit.form import Editor
    from booth.ui.station import Station
    from booth.workflow.corrections import Correction, CorrectionWork
    from booth.workflow.session import RecordingSession


class CorrectionPanel(Panel):
    """First which field, then what it should be. `done` after each correction made or withdrawn."""

    left = Signal()
    papers = Signal()  # a paper must be photographed first
    corrected = Signal(str)  # source text of what happened
    help_page = "correction"

    def __init__(self, station: Station, session: RecordingSession) -> None:
        super().__init__()
        self._station = station
        self._session = session
        self._form: _Form | None = None
        self._list = RowList()
        self._list.opened.connect(self._open)
        self._list.moved_to.connect(self._moved)
        self._note = Label(role=Role.QUIET, wrap=True)
        self._error = Label(role=Role.STRONG, wrap=True, level=Level.BAD)
        self._error.hide()
        card = Card()
        card.box.addWidget(Label(N_("What is to be corrected?"), Role.COACH))
        card.box.addWidget(self._note)
        card.box.addWidget(self._error)
        card.box.addWidget(self._list, 1)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(card)
        self.retranslate()

    def title(self) -> str:
        return tr("Correct data")

    def subtitle(self) -> str:
        n = len(self._session.corrections.made)
        return tr("{n} fields corrected", n=n) if n else tr("with a paper that proves it")

    def state_text(self) -> str:
        if self._form is None:
            return tr("choose the field")
        return tr("checking") if self._form.busy else tr("type the new value")

    def offers(self) -> list[Action]:
        if self._form is not None:
            ready = self._form.complete
            return [
                back(tr("Back"), self._close_form, enabled=not self._form.busy),
                primary(tr("Confirm the correction"), self._form.confirm, enabled=ready),
            ]
        made = self._session.corrections.of(self._list.current_id())
        some = bool(self._session.documents.names())
        return [
            back(tr("Back to the data"), self.left.emit),
            Action("papers", tr("Documents"), self.papers.emit, "F6", visible=some),
            Action("withdraw", tr("Withdraw"), self._withdraw, "F5", visible=made is not None),
            primary(tr("Correct"), self._open_marked)
            if some
            else primary(tr("Photograph the paper"), self.papers.emit),
        ]

    def take_focus(self) -> None:
        self._list.setFocus()

    def retranslate(self) -> None:
        self._list.setAccessibleName(tr("What is to be corrected?"))
        self._fill()

    @Slot()
    def _moved(self) -> None:
        self.changed.emit()

    def _fill(self) -> None:
        if self._session.documents.names():
            self._note.say(
                N_("The NIK never changes. A correction is confirmed with your own password and goes to the office.")
            )
        else:
            self._note.say(N_("First photograph the paper that proves the correction: Enter opens the camera."))
        row = self._session.resident.to_row()
        rows = []
        for field in CORRECTABLE:
            made = self._session.corrections.of(field.name)
            before = tr("before: {old}", old=shown_value(field, made.old) or "–") if made else ""
            value = shown_value(field, row[field.name]) or "–"
            rows.append(Row(field.name, tr(field.label), value, before, Level.CARE if made else None))
        self._list.set_rows(rows)

    @Slot(str)
    def _open(self, _name: str) -> None:
        self._open_marked()

    def _open_marked(self) -> None:
        if not self._session.documents.names():
            self.papers.emit()
            return
        name = self._list.current_id()
        field = next(field for field in CORRECTABLE if field.name == name)
        self._error.hide()
        self._form = _Form(self._station, self._session, field)
        self._form.changed.connect(self.changed)
        self._form.corrected.connect(self._was_corrected)
        self._stack.addWidget(self._form)
        self._stack.setCurrentWidget(self._form)
        self._form.take_focus()
        self.changed.emit()

    @Slot()
    def _close_form(self) -> None:
        gone, self._form = self._form, None
        if gone is not None:
            self._stack.setCurrentIndex(0)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        self._fill()
        self._list.setFocus()
        self.changed.emit()

    @Slot()
    def _was_corrected(self) -> None:
        self._close_form()
        self.corrected.emit(N_("Corrected. Read the data aloud once more."))

    def _withdraw(self) -> None:
        work = self._session.corrections
        self._station.store.run(work.withdraw, self._list.current_id(), done=self._withdrawn, failed=self._refused)

    @Slot(object)
    def _withdrawn(self, _nothing: object) -> None:
        self._fill()
        self.changed.emit()
        self.corrected.emit(N_("Withdrawn. The data are as before."))

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self._error.show_text(sentence(error))
        self._error.show()


class _Form(QWidget):
    """One field: old value, new value, paper, password. Enter goes to what is still empty, then confirms."""

    changed = Signal()
    corrected = Signal()

    def __init__(self, station: Station, session: RecordingSession, field: Field) -> None:
        super().__init__()
        self._station = station
        self._work: CorrectionWork = session.corrections
        self._field = field
        self.busy = False
        self._editor: Editor = editor_for(field, form_codes(station.desk.identity.kecamatan))
        papers = {paper: note or tr(kind.value) for paper, kind, note in session.documents.names()}
        self._paper = CodeField(papers)
        self._paper.set_value(list(papers)[-1])
        self._password = PasswordField()
        self._fault = Label(role=Role.STRONG, wrap=True, level=Level.BAD)
        self._hint = PasswordHint()
        self._hint.over.connect(self.changed)
        names = {"new": self._editor, "paper": self._paper, "own-password": self._password}
        for name, editor in names.items():
            editor.setObjectName(name)
            editor.edited.connect(self._edited)
        self._password.caps_lock.connect(self._hint.show_caps)
        old = Label(role=Role.COACH, wrap=True)
        old.show_text(shown_value(field, session.resident.to_row()[field.name]) or "–")
        title = Label(field.label, Role.COACH)
        card = Card()
        card.setMaximumWidth(760)
        card.box.addWidget(title)
        grid = QGridLayout()
        grid.setVerticalSpacing(12)
        grid.setHorizontalSpacing(16)
        grid.setColumnMinimumWidth(0, 190)
        grid.setColumnStretch(1, 1)
        lines: tuple[tuple[str, QWidget], ...] = (
            (N_("Until now"), old),
            (N_("New"), self._editor),
            (N_("Proved by"), self._paper),
            (N_("Your own password"), self._password),
        )
        for line, (label, widget) in enumerate(lines):
            grid.addWidget(Label(label, Role.QUIET), line, 0)
            grid.addWidget(widget, line, 1)
            widget.setAccessibleName(tr(label))
        card.box.addLayout(grid)
        card.box.addWidget(self._fault)
        card.box.addWidget(self._hint)
        card.box.addWidget(
            Label(
                N_("With your password you confirm that you saw the paper and that the resident agrees (F-1.06)."),
                Role.NOTE,
                wrap=True,
            )
        )
        self._fault.hide()
        across = QHBoxLayout()
        across.addWidget(card, 3)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(across)
        box.addStretch(1)

    @property
    def complete(self) -> bool:
        """Something is typed and nothing must be waited for. What is missing is gone to."""
        return not self.busy and not self._hint.left and bool(self._editor.value() or not self._field.required)

    def take_focus(self) -> None:
        self._editor.setFocus()

    def confirm(self) -> None:
        """Go to what is missing, or check the password."""
        if not self._password.value():
            (self._password if self._editor.value() or not self._field.required else self._editor).setFocus()
            return
        text = self._editor.value()
        text = text.upper() if self._field.name in CAPITALS else text
        self.busy = True
        self._fault.hide()
        self._station.store.run(
            _confirm,
            self._work,
            self._field.name,
            text,
            self._paper.value(),
            self._password.value(),
            done=self._confirmed,
            failed=self._refused,
        )
        self.changed.emit()

    @Slot()
    def _edited(self) -> None:
        self._editor.set_fault("")
        self.changed.emit()

    @Slot(object)
    def _confirmed(self, _made: Correction) -> None:
        self.busy = False
        self._password.clear()
        self.corrected.emit()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        self.busy = False
        self._password.clear()
        if isinstance(error, LoginRefused):
            self._fault.say(N_("The password is wrong. Nothing was corrected."))
            self._hint.wait(error.wait)
            self._password.setFocus()
        else:
            self._fault.show_text(_said(error))
            if isinstance(error, FieldError):
                self._editor.set_fault(_said(error))
            self._editor.setFocus()
        self._fault.show()
        self.changed.emit()


def _said(error: Exception) -> str:
    """A field's fault names the field in the language in use."""
    return with_field(error) if isinstance(error, FieldError) else sentence(error)


def _confirm(work: CorrectionWork, field: str, text: str, paper: str, password: str) -> Correction:
    """On the store's thread, because the password takes its time."""
    return work.confirm(work.propose(field, text, paper), password)
