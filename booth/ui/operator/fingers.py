"""Step fingers: ten fingers one after the other, each by itself, with the best of a few tries and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.ui.kit.banner import Banner
from booth.ui.kit.figures import Meter
from booth.ui.kit.hands import FingerMark, FingerState, Hands
from booth.ui.kit.keycap import Keycap
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.pictures import FingerView
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import (
    AGAIN_TEXT,
    COACH_HEIGHT,
    CaptureScreen,
    FingerTurn,
    Phase,
    card_width,
    mark_of,
    named,
    quality_note,
)
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.devices.ports import DeviceError, FingerImage
    from booth.ui.operator.flow import Flow
    from booth.workflow.prints import FingerState as Held
    from booth.workflow.prints import TryResult

REASONS = tuple(Choice(r.name, r.value, note=r is MissingReason.OTHER) for r in MissingReason)


class FingersScreen(CaptureScreen):
    """The scanner waits by itself for the finger that is named, and goes on by itself once it was lifted."""

    help_page = "fingers"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._finger = CAPTURE_ORDER[0]
        self._phase = Phase.WAITING
        self._result: TryResult | None = None  # of the press that was judged last, until the next one comes
        self._trouble: DeviceError | None = None
        self._lifted = False
        self._turn = FingerTurn(self.station, self)
        self._turn.waiting.connect(self._scanner_waits)
        self._turn.reading.connect(self._reading)
        self._turn.taken.connect(self._taken)
        self._turn.lifted.connect(self._finger_lifted)
        self._turn.troubled.connect(self._troubled)
        self._view = FingerView()
        self._meter = Meter()
        self._note = Label(role=Role.SMALL)
        self._coach = Banner(big=True)
        self._coach.setMinimumHeight(COACH_HEIGHT)
        self._hands = Hands()
        self._hands.finger_chosen.connect(self._choose)
        self._put_together()

    # What the screen says of itself.

    def title(self) -> str:
        return tr("Fingerprints") if self._phase is Phase.DONE else tr(self._finger.label)

    def subtitle(self) -> str:
        if self._phase is Phase.DONE:
            return ""
        return tr("{number} of {all}", number=CAPTURE_ORDER.index(self._finger) + 1, all=len(CAPTURE_ORDER))

    def state_text(self) -> str:
        return tr(self._phase.value)

    def hint(self) -> str:
        if self._phase is Phase.DONE:
            return tr("next: signature")
        if self._phase in {Phase.LIFT, Phase.RESTING} and (following := self._following()) is not None:
            name = tr(following.label)
            if self._phase is Phase.RESTING:
                return tr("next: {finger}", finger=name)
            if following is self._finger:
                return tr("the same finger again, once it was lifted")
            return tr("goes on by itself to: {finger}", finger=name)
        return ""

    def offers(self) -> list[Action]:
        held = self._held()
        redo = tr("Take it after all") if held.missing else tr("Redo")
        trouble, at_finger = self._phase is Phase.TROUBLE, self._phase not in {Phase.CHECKING, Phase.DONE}
        begun = bool(held.tries) or held.missing is not None
        return [
            back(tr("Back"), self.flow.go_back),
            Action(
                "redo",
                tr("Try the scanner again") if trouble else redo,
                self._redo,
                "R",
                enabled=trouble or (at_finger and begun),
            ),
            Action(
                "cannot", tr("Cannot, because …"), self._ask_reason, "F8", enabled=at_finger and held.missing is None
            ),
            self.park_action(),
            primary(tr("Next"), self._next, enabled=self._phase in {Phase.LIFT, Phase.RESTING, Phase.DONE}),
        ]

    def enter(self) -> None:
        self._result = None
        self._go_to(self.session.fingers.next_finger)

    def leave(self) -> None:
        super().leave()
        self._turn.end()
        self._result = None
        self._view.show_print(None)

    def retranslate(self) -> None:
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedWidth(card_width(self.size()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go to another finger."""
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        if step is None or self.panel is not None:
            super().keyPressEvent(event)
            return
        at = CAPTURE_ORDER.index(self._finger)
        if self._phase is Phase.DONE:  # beyond the last finger
            at = 0 if step < 0 else -1
        self._choose(CAPTURE_ORDER[(at + step) % len(CAPTURE_ORDER)])

    # Going from finger to finger.

    def _go_to(self, finger: Finger | None) -> None:
        """Ask for `finger`, or show that it is done already; None: all are done."""
        self._turn.end()
        self._lifted = False
        if finger is None:
            self._phase = Phase.DONE
            self._show()
            return
        self._finger = finger
        held = self._held()
        if held.done:
            self._result = None
            self._phase = Phase.RESTING
        else:
            self._phase = Phase.WAITING
            self._turn.begin()
        if self._result is None or self._result.finger is not finger:
            self._show_no_print(held.limit)
            if held.tries:
                self.ask(self.session.fingers.best_image, finger, done=self._show_best)
        self._show()

    def _show_no_print(self, limit: int, badge: str = "") -> None:
        self._view.show_print(None, badge)
        self._meter.set_value(None, limit=limit, level=Level.OFF)

    @Slot(object)
    def _choose(self, finger: Finger) -> None:
        if self._phase is not Phase.CHECKING and self.panel is None:
            self._result = None
            self._go_to(finger)

    @Slot()
    def _next(self) -> None:
        """Enter: do not wait for the lift, or leave a finger that is done, or the step."""
        if self._phase is Phase.DONE:
            self.flow.go_on()
        else:
            self._go_to(self._following())

    @Slot()
    def _redo(self) -> None:
        fingers = self.session.fingers
        if self._phase is Phase.TROUBLE:
            self._turn.begin()
            return
        self._turn.end()
        act = fingers.unmark_missing if self._held().missing else fingers.redo
        self.ask(act, self._finger, done=self._begun_again)

    @Slot(object)
    def _begun_again(self, _nothing: object) -> None:
        self._result = None
        self._go_to(self._finger)

    # One press.

    @Slot()
    def _scanner_waits(self) -> None:
        if self._phase is Phase.TROUBLE:
            self._phase = Phase.WAITING
            self._show()

    @Slot(float)
    def _reading(self, share: float) -> None:
        if self._phase is not Phase.READING:
            self._phase = Phase.READING
            self._result = None
            self.clear_message()
            self._show_no_print(self._held().limit, self._badge(len(self._held().tries) + 1))
            self._show()
        self._view.set_reading(share)

    @Slot(object)
    def _taken(self, image: FingerImage) -> None:
        self._phase = Phase.CHECKING
        self._view.show_print(image.pixels, self._badge(len(self._held().tries) + 1))
        self._show()
        self.ask(self.session.fingers.add_try, self._finger, image, done=self._judged)

    @Slot(object)
    def _judged(self, result: TryResult) -> None:
        self._result = result
        self._phase = Phase.LIFT
        self.station.sounds.play(Sound.CAPTURE if result.passed else Sound.REFUSED)
        self._show()
        if self._lifted:
            self._go_to(result.next_finger)

    @Slot()
    def _finger_lifted(self) -> None:
        self._lifted = True
        if self._phase is Phase.LIFT and self.panel is None:
            self._go_to(self._following())

    @Slot(object)
    def _troubled(self, error: DeviceError) -> None:
        self._phase = Phase.TROUBLE
        self._trouble = error
        self._view.set_reading(None)
        self._show()

    def failed(self, error: Exception) -> None:
        """What was asked could not be done: said, and the same finger is asked for again once it was lifted."""
        super().failed(error)
        self._result = None
        if self._phase is Phase.CHECKING and not self._lifted:
            self._phase = Phase.LIFT
            self._show()
        elif self.panel is None:
            self._go_to(self._finger)

    # A way out.

    @Slot()
    def _ask_reason(self) -> None:
        self._turn.end()
        panel = ReasonPanel(
            N_("This finger cannot be taken, because …"), REASONS, text=N_("It can be taken later after all.")
        )
        panel.chosen.connect(self._mark)
        panel.cancelled.connect(self._reason_cancelled)
        self.open_panel(panel)

    @Slot(str, str)
    def _mark(self, reason: str, note: str) -> None:
        self.close_panel()
        self.ask(self.session.fingers.mark_missing, self._finger, MissingReason[reason], note, done=self._marked)

    @Slot(object)
    def _marked(self, following: Finger | None) -> None:
        self._result = None
        self._go_to(following)

    @Slot()
    def _reason_cancelled(self) -> None:
        self.close_panel()
        self._go_to(self._finger)

    # Showing.

    def _held(self) -> Held:
        return self.session.fingers.state(self._finger)

    def _following(self) -> Finger | None:
        """The finger to ask for after this one: this one again while it is not done, then the first that is not."""
        return self._finger if not self._held().done else self.session.fingers.next_finger

    def _badge(self, attempt: int) -> str:
        return tr("Try {attempt} of {of}", attempt=attempt, of=self._held().of)

    @Slot(object)
    def _show_best(self, png: bytes | None) -> None:
        """The print of a finger that was captured before."""
        best = self._held().best
        if png is None or best is None or self._phase not in {Phase.WAITING, Phase.RESTING}:
            return
        self._view.show_encoded(png, self._badge(best.attempt))
        self._show_score(best.quality.score)

    def _show(self) -> None:
        held = self._held()
        result = self._result if self._result is not None and self._result.finger is self._finger else None
        self._view.set_prompt("" if self._phase is Phase.DONE else tr(self._finger.label))
        if result is not None:
            self._show_score(result.quality.score)
        best = held.best
        self._note.show_text(quality_note(best.quality if best else None, held.limit))
        if self._phase is Phase.TROUBLE and self._trouble is not None:
            self._coach.say(Level.BAD, sentence(self._trouble), AGAIN_TEXT)
        elif self._phase is Phase.DONE:
            self._say_done()
        elif self._phase is Phase.RESTING:
            self._say_resting(held)
        elif self._phase is Phase.WAITING and result is None:
            self._say_waiting()
        elif self._phase in {Phase.WAITING, Phase.LIFT} and result is not None:
            more, params = _of_tries(held)
            self._coach.say(Level.GOOD if result.passed else Level.CARE, result.advice, more, **params)
        elif self._phase is Phase.READING:
            self._coach.ask("finger", N_("Hold the finger still."), N_("The print is being read."))
        else:
            self._coach.ask("finger", N_("Lift the finger."), N_("The print is being checked."))
        self._show_hands()
        self.refresh()

    def _say_waiting(self) -> None:
        before = self._result
        more, params = "", {"finger": named(self._finger)}
        if before is not None:
            more = N_("{before}: good, {score}.") if before.passed else N_("{before}: best of all tries, {score}.")
            params |= {"before": tr(before.finger.label), "score": str(before.best.score)}
        self._coach.ask("finger", N_("Lay the {finger} on the glass."), more, **params)

    def _say_resting(self, held: Held) -> None:
        """A finger that is done is looked at."""
        if held.missing is not None:
            reason = held.note or tr(held.missing.value)
            self._coach.say(Level.OFF, N_("This finger is not taken."), N_("Because: {reason}"), reason=reason)
        else:
            done = N_("This finger is done.") if held.passed else N_("All tries used: the best one goes on.")
            more, params = _of_tries(held)
            self._coach.say(Level.GOOD if held.passed else Level.CARE, done, more, **params)

    def _say_done(self) -> None:
        states = self.session.fingers.states().values()
        missing = sum(held.missing is not None for held in states)
        flagged = sum(held.flagged and held.missing is None for held in states)
        words = [tr("{n} finger cannot be taken", n=missing)] if missing else []
        words += [tr("{n} finger below the limit", n=flagged)] if flagged else []
        level = Level.CARE if flagged else Level.GOOD
        self._coach.say(level, N_("All ten fingers are done."), "{words}" if words else "", words=" · ".join(words))

    def _show_score(self, score: int) -> None:
        limit = self._held().limit
        level = Level.GOOD if score >= limit else Level.CARE
        self._meter.set_value(score, limit=limit, level=level, figure=str(score))

    def _show_hands(self) -> None:
        marks = {finger: mark_of(held) for finger, held in self.session.fingers.states().items()}
        if self._phase is not Phase.DONE:
            marks[self._finger] = FingerMark(FingerState.CURRENT, marks[self._finger].score)
        self._hands.set_marks(marks)

    def _put_together(self) -> None:
        self._card = Card()
        self._card.box.setContentsMargins(14, 14, 14, 14)
        for widget in (self._view, self._meter, self._note):
            self._card.box.addWidget(widget)
        left = QVBoxLayout()
        left.addWidget(self._card)
        left.addLayout(row(Keycap("←"), Keycap("→"), Label(N_("look at another finger"), Role.NOTE), None))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(18)
        right.addWidget(self._coach)
        right.addWidget(self._hands, 1)
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addLayout(left)
        across.addLayout(right, 1)
        self.body.addLayout(across, 1)


def _of_tries(held: Held) -> tuple[str, dict[str, object]]:
    """A source text about the tries so far, with its fields."""
    scores = [one.quality.score for one in held.tries]
    if len(scores) > 1:
        shown = " → ".join(map(str, scores))
        return N_("The best of {count} tries is kept ({scores})."), {"count": len(scores), "scores": shown}
    return N_("Quality {score}, limit {limit}."), {"score": scores[0] if scores else "–", "limit": held.limit}
