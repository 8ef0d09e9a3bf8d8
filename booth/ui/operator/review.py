"""Step review: everything on one page, the resident signs that it is correct, and it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from booth.domain.recording import Step
from booth.domain.resident import FIELDS
from booth.ui.kit.figures import Progress
from booth.ui.kit.label import ElidedLabel, Label, Role
from booth.ui.kit.pictures import encoded_image
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.before import BeforeCard, BeforePanel
from booth.ui.operator.capturing import CaptureScreen
from booth.ui.operator.facts import shown_value
from booth.ui.operator.finger_words import exceptions
from booth.ui.operator.review_parts import PRINT_HEIGHT, Picture, Print, Prints, SmallFacts, part
from booth.ui.operator.signature import Signing
from booth.ui.operator.verify_words import came_of
from booth.ui.pen import SignaturePad
from booth.workflow import ink
from booth.workflow.contents import thumb_mark
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.domain.eyes import Eye
    from booth.domain.fingers import Finger
    from booth.ui.operator.flow import Flow
    from booth.workflow.documents import DocumentWork
    from booth.workflow.duplicates import Before
    from booth.workflow.iris import EyeState
    from booth.workflow.saving import Saved
    from booth.workflow.session import RecordingSession, Review

CORRECT: dict[int, Step] = {
    Qt.Key.Key_F2: Step.BIODATA,
    Qt.Key.Key_F3: Step.PHOTO,
    Qt.Key.Key_F4: Step.FINGERS,
    Qt.Key.Key_F5: Step.SIGNATURE,
    Qt.Key.Key_F6: Step.VERIFY,
    Qt.Key.Key_F10: Step.IRIS,
}
LINES: tuple[tuple[str, tuple[str, ...]], ...] = (  # label, fields of the biodata in one line
    (N_("Full name"), ("nama_lengkap",)),
    (N_("NIK"), ("nik",)),
    (N_("KK number"), ("no_kk",)),
    (N_("Born"), ("tempat_lahir", "tanggal_lahir")),
    (N_("Sex, blood group"), ("jenis_kelamin", "golongan_darah")),
    (N_("Address"), ("alamat",)),
    (N_("RT/RW"), ("rt", "rw")),
    (N_("Village (kelurahan/desa)"), ("kode_wilayah",)),
    (N_("Religion"), ("agama",)),
    (N_("Marital status"), ("status_kawin", "shdk")),
    (N_("Occupation"), ("pekerjaan",)),
    (N_("Citizenship"), ("kewarganegaraan",)),
)
_BY_NAME = {field.name: field for field in FIELDS}


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
        self._facts = SmallFacts()
        self._photo = Picture((120, 120))
        self._photo_note = Label(role=Role.SMALL, wrap=True, level=Level.CARE)
        self._prints = Prints()
        self._prints_note = ElidedLabel(role=Role.NOTE)
        self._irises_note = ElidedLabel(role=Role.NOTE)
        self._irises_note.hide()
        self._signature = Picture((90, 40), paper=True)
        self._signature_note = Label(role=Role.NOTE, wrap=True)
        self._verified = Label(role=Role.TEXT, wrap=True)
        self._confirm_note = ElidedLabel(role=Role.STRONG)
        self._before = BeforeCard()
        self.flow.searched.connect(self._searched)
        self._progress = Progress()
        self._progress.set_share(None)
        self._progress.hide()
        self._put_together()

    def title(self) -> str:
        return tr("Review and save")

    def subtitle(self) -> str:
        if Step.IRIS in self.session.steps:
            return tr("F2 to F6, F10: go back and correct")
        return tr("F2 to F6: go back and correct")

    def state_text(self) -> str:
        if self._saving:
            return tr("saving")
        if self._error is not None:
            return tr("not saved")
        if self._review is None:
            return tr("everything is being read")
        return tr("ready to save") if self._signing.ready else tr("waiting for the confirmation")

    def hint(self) -> str:
        return tr("then the proof is printed") if self._signing.ready and not self._saving else ""

    def offers(self) -> list[Action]:
        signing, free = self._signing, not self._saving
        return [
            back(tr("Back"), self.flow.go_back, enabled=free),
            Action("clear", tr("Clear and redo"), signing.clear, "Del", enabled=signing.clearable and free),
            Action("cannot", tr("Cannot, because …"), signing.ask_reason, "F8", enabled=free),
            *([Action("look", tr("Look"), self._look_before, "F7", enabled=free)] if self._found else []),
            self.park_action(),
            primary(
                tr("Save once more") if self._error is not None else tr("Save"),
                self._save,
                enabled=signing.ready and free,
            ),
        ]

    def enter(self) -> None:
        self.ask(_look, self.session, done=self._show)
        self._signing.load()
        self._signing_changed()
        if self._error is not None:
            self._say_error()

    def leave(self) -> None:
        super().leave()
        self._signing.forget()
        self._review = None
        self._facts.set_facts(())
        self._prints.set_prints({})
        self._before.show_found(())
        for picture in (self._photo, self._signature):
            picture.show_encoded(b"")
        notes = (self._photo_note, self._prints_note, self._irises_note, self._signature_note, self._verified)
        for label in (*notes, self._confirm_note):
            label.show_text("")

    def retranslate(self) -> None:
        if self._review is not None:
            self._fill(self._review)
        self._signing_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 to F6 go to the step that stands beside the key."""
        step = CORRECT.get(event.key())
        if (
            step in self.session.steps
            and step is not None
            and self.panel is None
            and not self._saving
            and not event.isAutoRepeat()
        ):
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
        self.station.sounds.play(Sound.DONE)
        self.flow.finish(saved)

    @Slot(object)
    def _not_saved(self, error: Exception) -> None:
        self._end_saving()
        self._error = error
        self.station.sounds.play(Sound.REFUSED)
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

    # Recorded here before?

    @property
    def _found(self) -> Sequence[Before]:
        return self._review.duplicates if self._review is not None else ()

    @Slot()
    def _look_before(self) -> None:
        panel = BeforePanel(self._found)
        panel.left.connect(self.question_closed)
        self.open_panel(panel)

    @Slot()
    def _searched(self) -> None:
        """The search came to its end while this is looked at."""
        pad = self._signing.pad  # it must not move under a hand that is signing
        if self._review is not None and not self._saving and pad.empty:
            self.ask(_look, self.session, done=self._show)

    # Showing.

    @Slot(object)
    def _show(self, seen: _Seen) -> None:
        self._review = seen.review
        self._photo.show_encoded(seen.review.photo)
        self._prints.set_prints(seen.prints)
        self._signature.show_encoded(seen.signature)
        self._signature.setVisible(bool(seen.signature))
        self._fill(seen.review)
        self.refresh()

    def _fill(self, review: Review) -> None:
        changed = {each.field for each in review.corrections}
        marked = {tr(label) for label, names in LINES if not changed.isdisjoint(names)}
        self._facts.set_facts([*_facts(review), *_papers(self.session.documents)], marked)
        reason = review.photo_reason
        self._photo_note.show_text(tr(reason) if reason else "")
        self._photo_note.setVisible(bool(reason))
        words = exceptions(review.fingers.values())
        self._prints_note.show_text(" · ".join(words) or tr("All ten prints are there."))
        self._irises_note.setVisible(bool(review.irises))
        self._irises_note.show_text(_irises(review.irises))
        self._before.show_found(review.duplicates)
        signed = review.signature
        self._signature_note.setVisible(signed.reason is not None)
        if signed.reason is not None:
            reason = signed.note or tr(signed.reason.value)
            self._signature_note.show_text(tr("Does not sign: {reason}", reason=reason))
        self._show_verified(review)

    def _show_verified(self, review: Review) -> None:
        states = review.verification
        lines = [tr(came_of(state), finger=tr(finger.label)) for finger, state in states.items()]
        if not any(state.outcomes for state in states.values()):
            lines = [tr("Not verified.")]
        if review.verification_reason:
            lines.append(tr("Because: {reason}", reason=tr(review.verification_reason)))
        self._verified.show_text("\n".join(lines))
        self._verified.set_level(Level.CARE if review.verification_reason else None)

    @Slot()
    def _signing_changed(self) -> None:
        if self._signing.unable:
            self._confirm_note.say(N_("Confirmed by word of mouth: {reason}"), reason=self._signing.reason)
        elif self._signing.fault is not None and not self._signing.long_enough:
            self._confirm_note.say(self._signing.fault.value)
        else:
            self._confirm_note.say(N_("Is everything correct? Then the resident signs."))
        self.refresh()

    def _put_together(self) -> None:
        data = part(N_("Biodata"), "F2", self._facts)
        photo = part(N_("Face photo"), "F3", self._photo, self._photo_note)
        prints = part(N_("Fingerprints"), "F4", self._prints, self._prints_note, self._irises_note)
        signature = part(N_("Signature"), "F5", self._signature, self._signature_note)
        verified = part(N_("Verification"), "F6", self._verified)
        photo.setMinimumWidth(190)
        top = QHBoxLayout()
        top.setSpacing(14)
        for card, stretch in ((photo, 18), (data, 44), (prints, 40)):
            top.addWidget(card, stretch)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(signature, 1)
        left.addWidget(verified)
        confirm = QVBoxLayout()
        confirm.setSpacing(8)
        above = QHBoxLayout()  # beside each other: in a line of its own it would push the pad off a small screen
        above.setSpacing(14)
        above.addWidget(self._confirm_note, 1)
        above.addWidget(self._before, 1)
        confirm.addLayout(above)
        confirm.addWidget(self._signing.pad, 1)
        confirm.addWidget(self._progress)
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addLayout(left, 24)
        below.addLayout(confirm, 76)
        self.body.addWidget(_fixed_share(top, 268), 11)
        self.body.addWidget(_fixed_share(below, 220), 10)


def _fixed_share(layout: QHBoxLayout, least: int) -> QWidget:
    """Its share of the height whatever it holds: the pad must not move when the cards are filled."""
    made = QWidget()
    made.setMinimumHeight(least)
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
    return made


@dataclass(frozen=True)
class _Seen:
    """Everything, read for the screen."""

    review: Review
    signature: bytes  # PNG: strokes, or the print that stands in; empty where neither is there
    prints: Mapping[Finger, Print]


def _look(session: RecordingSession) -> _Seen:
    """On the store's thread. Raises what `review` raises."""
    review = session.review()
    strokes = review.signature.strokes
    prints = {
        finger: Print(held, _small(session.fingers.best_image(finger))) for finger, held in review.fingers.items()
    }
    _, mark = thumb_mark(session) or (None, b"")
    return _Seen(review, ink.to_png(strokes) if strokes else mark, prints)


def _small(png: bytes | None) -> QImage:
    if png is None:
        return QImage()
    return encoded_image(png).scaledToHeight(PRINT_HEIGHT, Qt.TransformationMode.SmoothTransformation)


def _irises(states: Mapping[Eye, EyeState]) -> str:
    """ "Iris (F10): right eye 65 · left eye: eye disease"; one reason for both is said once."""
    words = []
    for eye, state in states.items():
        if state.missing is not None:
            words.append(f"{tr(eye.label)}: {state.note or tr(state.missing.value)}")
        elif state.best is not None:
            words.append(f"{tr(eye.label)} {'✓' if state.best.quality is None else state.best.quality}")
    reasons = {state.note or tr(state.missing.value) for state in states.values() if state.missing is not None}
    if len(reasons) == 1 and all(state.missing is not None for state in states.values()):
        words = [tr("Not taken: {reason}", reason=reasons.pop())]
    return tr("Iris (F10): {words}", words=" · ".join(words))


def _facts(review: Review) -> list[tuple[str, str]]:
    """(label, value). The old values of what was corrected stand last, because the end of a long line is cut."""
    row = review.resident.to_row()
    old = {each.field: each.old for each in review.corrections}
    facts = []
    for label, names in LINES:
        between = "/" if "rt" in names else ", "
        shown = between.join(shown_value(_BY_NAME[name], row[name]) or "–" for name in names)
        before = between.join(shown_value(_BY_NAME[name], old[name]) or "–" for name in names if name in old)
        facts.append((tr(label), tr("{new} (before: {old})", new=shown, old=before) if before else shown))
    return facts


def _papers(documents: DocumentWork) -> list[tuple[str, str]]:
    """The line of the papers, where there are any or it is said why the KK is missing."""
    names = [note or tr(kind.value) for _, kind, note in documents.names()]
    if documents.no_kk:
        names.append(tr("no KK: {reason}", reason=tr(documents.no_kk)))
    return [(tr("Documents"), ", ".join(names))] if names else []
