"""Step review: everything on one page, the resident signs that it is correct, and it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from booth.domain.recording import Step
from booth.domain.resident import FIELDS, Field, Kind
from booth.ui.kit.figures import Progress
from booth.ui.kit.form import Facts
from booth.ui.kit.hands import Hands
from booth.ui.kit.keycap import Keycap
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.lines import grouped
from booth.ui.kit.pictures import encoded_image, fitted
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import CaptureScreen, mark_of, sounds
from booth.ui.operator.signature import Signing
from booth.ui.pen import SignaturePad
from booth.workflow import ink
from booth.workflow.codes import code_label, village_label
from booth.workflow.words import sentence, shown_date
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.domain.resident import Resident
    from booth.ui.operator.flow import Flow
    from booth.workflow.saving import Saved
    from booth.workflow.session import RecordingSession, Review

CORRECT = {
    Qt.Key.Key_F2: Step.BIODATA,
    Qt.Key.Key_F3: Step.PHOTO,
    Qt.Key.Key_F4: Step.FINGERS,
    Qt.Key.Key_F5: Step.SIGNATURE,
    Qt.Key.Key_F6: Step.VERIFY,
}
_LEFT_OUT = {"status_rekam", "kode_wilayah", "rw"}


class ReviewScreen(CaptureScreen):
    """The resident looks at everything; F2 to F6 go back to correct; the second signature confirms."""

    help_page = "review"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._review: Review | None = None
        self._saving = False
        self._error: Exception | None = None
        self._signing = Signing(
            self, self.session.confirmation, SignaturePad(N_("The resident signs here: the data are correct"))
        )
        self._signing.changed.connect(self._signing_changed)
        self._facts = Facts(columns=2)
        self._photo = _Picture()
        self._photo_note = Label(role=Role.SMALL, wrap=True, level=Level.CARE)
        self._hands = Hands()
        self._hands_note = Label(role=Role.NOTE, wrap=True)
        self._signature = _Picture()
        self._signature_note = Label(role=Role.NOTE, wrap=True)
        self._verified = Label(role=Role.TEXT, wrap=True)
        self._confirm_note = Label(role=Role.STRONG, wrap=True)
        self._progress = Progress()
        self._progress.set_share(None)
        self._progress.hide()
        self._put_together()

    def title(self) -> str:
        return tr("Review and save")

    def state_text(self) -> str:
        if self._saving:
            return tr("saving")
        if self._error is not None:
            return tr("not saved")
        return tr("ready to save") if self._signing.ready else tr("waiting for the confirmation")

    def hint(self) -> str:
        return tr("then the proof is printed") if self._signing.ready and not self._saving else ""

    def offers(self) -> list[Action]:
        signing, free = self._signing, not self._saving
        return [
            back(tr("Back"), self.flow.go_back, enabled=free),
            Action("clear", tr("Clear and redo"), signing.clear, "Del", enabled=signing.clearable and free),
            Action("cannot", tr("Cannot sign, because …"), signing.ask_reason, "F8", enabled=free),
            self.park_action(),
            primary(
                tr("Save once more") if self._error is not None else tr("Save"),
                self._save,
                enabled=signing.ready and free and self._review is not None,
            ),
        ]

    def enter(self) -> None:
        self.ask(_look, self.session, done=self._show)
        self._signing.load()
        if self._error is not None:
            self._say_error()

    def leave(self) -> None:
        super().leave()
        self._signing.forget()
        self._review = None
        self._facts.set_facts(())
        self._hands.set_marks({})
        for picture in (self._photo, self._signature):
            picture.show_encoded(b"")
        for label in (self._photo_note, self._hands_note, self._signature_note, self._verified, self._confirm_note):
            label.show_text("")

    def retranslate(self) -> None:
        if self._review is not None:
            self._fill(self._review)
        self._signing_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 to F6 go to the step that stands beside the key."""
        step = CORRECT.get(Qt.Key(event.key()))
        if step is not None and self.panel is None and not self._saving and not event.isAutoRepeat():
            self.flow.go_to(step)
        else:
            super().keyPressEvent(event)

    # Saving.

    @Slot()
    def _save(self) -> None:
        self._error = None
        self.clear_message()
        self._saving = True
        self._progress.show()
        self.refresh()
        self._signing.keep(self._signed)

    def _signed(self) -> None:
        # Not `ask`: a recording that is saved is finished also where the screen was locked meanwhile.
        self.station.store.run(self.session.save, done=self._saved, failed=self._not_saved)

    @Slot(object)
    def _saved(self, saved: Saved) -> None:
        self._end_saving()
        sounds(self.station).play(Sound.DONE)
        self.flow.finish(saved)

    @Slot(object)
    def _not_saved(self, error: Exception) -> None:
        self._end_saving()
        self._error = error
        sounds(self.station).play(Sound.REFUSED)
        self._say_error()
        self.refresh()

    def failed(self, error: Exception) -> None:
        self._signing.busy = False
        self._end_saving()
        super().failed(error)

    def _end_saving(self) -> None:
        self._saving = False
        self._progress.hide()

    def _say_error(self) -> None:
        if self._error is not None:
            self.message(Level.BAD, sentence(self._error))

    # Showing.

    @Slot(object)
    def _show(self, found: tuple[Review, bytes]) -> None:
        review, signature = found
        self._review = review
        self._photo.show_encoded(review.photo)
        self._signature.show_encoded(signature)
        self._fill(review)
        self.refresh()

    def _fill(self, review: Review) -> None:
        self._facts.set_facts(_facts(review.resident))
        reason = review.photo_reason
        self._photo_note.show_text(tr(reason) if reason else "")
        self._photo_note.setVisible(bool(reason))
        self._hands.set_marks({finger: mark_of(held) for finger, held in review.fingers.items()})
        missing = sum(held.missing is not None for held in review.fingers.values())
        flagged = sum(held.flagged and held.missing is None for held in review.fingers.values())
        words = [tr("{n} finger cannot be taken", n=missing)] if missing else []
        words += [tr("{n} finger below the limit", n=flagged)] if flagged else []
        self._hands_note.show_text(" · ".join(words) or tr("All ten prints are there."))
        signed = review.signature
        self._signature.setVisible(signed.reason is None)
        self._signature_note.setVisible(signed.reason is not None)
        if signed.reason is not None:
            reason = signed.note or tr(signed.reason.value)
            self._signature_note.show_text(tr("Does not sign: {reason}", reason=reason))
        self._show_verified(review)

    def _show_verified(self, review: Review) -> None:
        lines = [
            tr("{finger}: matches", finger=tr(finger.label))
            if state.matched
            else tr("{finger}: not matched", finger=tr(finger.label))
            for finger, state in review.verification.items()
        ]
        if review.verification_reason:
            lines.append(tr("Because: {reason}", reason=tr(review.verification_reason)))
        self._verified.show_text("\n".join(lines))
        self._verified.set_level(Level.CARE if review.verification_reason else None)

    @Slot()
    def _signing_changed(self) -> None:
        if self._signing.unable:
            self._confirm_note.say(N_("Confirmed by word of mouth: {reason}"), reason=self._signing.reason)
        elif not self._signing.pad.empty and not self._signing.long_enough:
            self._confirm_note.say(N_("Too short for a signature. Let the resident sign once more."))
        else:
            self._confirm_note.say(N_("Is everything correct? Then the resident signs."))
        self.refresh()

    def _put_together(self) -> None:
        data = _part(N_("Personal data"), "F2", self._facts)
        photo = _part(N_("Face photo"), "F3", self._photo, self._photo_note)
        photo.setFixedWidth(196)
        prints = _part(N_("Fingerprints"), "F4", self._hands, self._hands_note)
        self._hands.setMinimumSize(330, 170)
        signature = _part(N_("Signature"), "F5", self._signature, self._signature_note)
        verified = _part(N_("Verification"), "F6", self._verified)
        left = QVBoxLayout()
        for card in (signature, verified):
            left.addWidget(card)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(data, 10)
        top.addWidget(photo)
        confirm = QVBoxLayout()
        confirm.setSpacing(8)
        confirm.addWidget(self._confirm_note)
        confirm.addWidget(self._signing.pad, 1)
        confirm.addWidget(self._progress)
        grid = QGridLayout()
        grid.setSpacing(14)
        grid.addLayout(top, 0, 0, 1, 2)
        grid.addWidget(prints, 0, 2)
        grid.addWidget(signature, 1, 0)
        grid.addWidget(verified, 1, 1)
        grid.addLayout(confirm, 1, 2)
        for column, stretch in enumerate((1, 1, 2)):
            grid.setColumnStretch(column, stretch)
        for line in range(2):
            grid.setRowStretch(line, 1)
        self.body.addLayout(grid, 1)


def _part(title: str, key: str, *widgets: QWidget) -> Card:
    """A card of the review with the key that leads back to its step."""
    card = Card()
    card.box.setContentsMargins(16, 12, 16, 12)
    card.box.addLayout(row(Label(title, Role.HEADING), None, Label(N_("correct"), Role.SMALL), Keycap(key)))
    for widget in widgets:
        card.box.addWidget(widget)
    card.box.addStretch(0)
    return card


class _Picture(QWidget):
    """A picture as large as there is room, in its own proportions."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setMinimumSize(90, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_encoded(self, data: bytes) -> None:
        self._image = encoded_image(data) if data else QImage()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(fitted(self._image.size(), QRectF(self.rect())), self._image)


def _look(session: RecordingSession) -> tuple[Review, bytes]:
    """On the store's thread: everything, and the signature as a picture."""
    review = session.review()
    return review, ink.to_png(review.signature.strokes) if review.signature.strokes else b""


def _facts(resident: Resident) -> list[tuple[str, str]]:
    facts = [(field.label, _value(field, resident)) for field in FIELDS if field.name not in _LEFT_OUT]
    facts.append((N_("Village (kelurahan/desa)"), village_label(resident.kode_wilayah)))
    return facts


def _value(field: Field, resident: Resident) -> str:
    value = getattr(resident, field.name)
    if field.name == "rt":
        return f"{resident.rt} / {resident.rw}"
    match field.kind:
        case Kind.NIK | Kind.KK:
            return grouped(value)
        case Kind.DATE:
            return shown_date(value)
        case Kind.CODE:
            return code_label(field.codes, value) if value else ""
    return str(value)
