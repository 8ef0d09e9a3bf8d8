"""Step verification: two fingers once more, compared with what was just captured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.ui.kit.banner import Banner
from booth.ui.kit.hands import FingerMark, FingerState, Hands
from booth.ui.kit.label import Card, Label, Role
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
    named,
)
from booth.workflow.verification import Outcome, VerifyResult, VerifyState, VerifyWork
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.devices.ports import DeviceError, FingerImage
    from booth.domain.fingers import Finger
    from booth.ui.operator.flow import Flow

REASONS = (
    Choice("worn", N_("Fingers calloused, worn or injured")),
    Choice("dry", N_("Fingers too dry or too wet, also after wiping")),
    Choice("computer", N_("This computer cannot compare fingerprints")),
    Choice("none", N_("No finger could be captured")),
    Choice("other", N_("Other reason, noted"), note=True),
)

_LEVELS = {
    Outcome.MATCHED: Level.GOOD,
    Outcome.OTHER_FINGER: Level.CARE,
    Outcome.STRANGER: Level.BAD,
    Outcome.NOT_MATCHED: Level.BAD,
    Outcome.POOR: Level.CARE,
    Outcome.UNAVAILABLE: Level.CARE,
}


@dataclass(frozen=True)
class _Standing:
    """The step as the store has it."""

    states: tuple[VerifyState, ...]
    next_finger: Finger | None
    needs_reason: bool
    reason: str
    result: VerifyResult | None = None


def _stand(work: VerifyWork, result: VerifyResult | None = None) -> _Standing:
    return _Standing(tuple(work.states().values()), work.next_finger, work.needs_reason, work.reason, result)


class VerifyScreen(CaptureScreen):
    """The scanner waits by itself for each finger; a poor print is a poor print and no verdict about the person."""

    help_page = "verify"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._standing: _Standing | None = None
        self._finger: Finger | None = None
        self._phase = Phase.CHECKING
        self._result: VerifyResult | None = None
        self._lifted = False
        self._trouble: DeviceError | None = None
        self._turn = FingerTurn(self.station, self)
        self._turn.waiting.connect(self._scanner_waits)
        self._turn.reading.connect(self._reading)
        self._turn.taken.connect(self._taken)
        self._turn.lifted.connect(self._finger_lifted)
        self._turn.troubled.connect(self._troubled)
        self._view = FingerView()
        self._tries = Label(role=Role.SMALL)
        self._coach = Banner(big=True)
        self._coach.setMinimumHeight(COACH_HEIGHT)
        self._hands = Hands()
        self._put_together()

    def title(self) -> str:
        if self._finger is None:
            return tr("Verification")
        return tr("Once more: {finger}", finger=named(self._finger))

    def subtitle(self) -> str:
        if self._standing is None or self._finger is None:
            return ""
        fingers = [state.finger for state in self._standing.states]
        return tr("{number} of {all}", number=fingers.index(self._finger) + 1, all=len(fingers))

    def state_text(self) -> str:
        if self._finger is None and self._reason_wanted:
            return tr("a reason is needed")
        return tr(self._phase.value)

    def hint(self) -> str:
        return tr("next: review") if self._phase is Phase.DONE and not self._reason_wanted else ""

    def offers(self) -> list[Action]:
        standing = self._standing
        tried = standing is not None and any(state.outcomes for state in standing.states)
        quiet = self._phase is not Phase.CHECKING
        trouble = self._phase is Phase.TROUBLE
        return [
            back(tr("Back"), self.flow.go_back),
            Action(
                "redo",
                tr("Try the scanner again") if trouble else tr("Begin again"),
                self._begin_again,
                "R",
                enabled=trouble or (quiet and tried),
            ),
            Action(
                "reason",
                tr("Go on with a reason …"),
                self._ask_reason,
                "F8",
                enabled=quiet and standing is not None and standing.needs_reason,
            ),
            self.park_action(),
            primary(
                tr("Next"),
                self._next,
                enabled=self._phase is Phase.LIFT or (self._phase is Phase.DONE and not self._reason_wanted),
            ),
        ]

    def enter(self) -> None:
        self._result = None
        self._phase = Phase.CHECKING
        self.ask(_stand, self.session.verification, done=self._show_standing)

    def leave(self) -> None:
        super().leave()
        self._turn.end()
        self._standing = None
        self._result = None
        self._finger = None
        self._view.show_print(None)

    def retranslate(self) -> None:
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedWidth(card_width(self.size()))

    # Going on.

    @Slot(object)
    def _show_standing(self, standing: _Standing) -> None:
        self._standing = standing
        self._go_on()

    def _go_on(self) -> None:
        """Ask for the finger that is next, or say how the step stands."""
        self._turn.end()
        self._lifted = False
        standing = self._standing
        following = standing.next_finger if standing else None
        if following is not None and following is not self._finger:
            self._view.show_print(None)
        self._finger = following
        if following is None:
            self._phase = Phase.DONE
        else:
            self._phase = Phase.WAITING
            self._turn.begin()
        self._show()

    @Slot()
    def _next(self) -> None:
        if self._phase is Phase.DONE:
            self.flow.go_on()
        else:
            self._go_on()

    @Slot()
    def _begin_again(self) -> None:
        if self._phase is Phase.TROUBLE:
            self._turn.begin()
            return
        self._turn.end()
        self._result = None
        self._view.show_print(None)
        self.ask(self._forget, done=self._show_standing)

    def _forget(self) -> _Standing:
        self.session.verification.again()
        return _stand(self.session.verification)

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
            self._view.show_print(None, self._badge())
            self._show()
        self._view.set_reading(share)

    @Slot(object)
    def _taken(self, image: FingerImage) -> None:
        self._phase = Phase.CHECKING
        self._view.show_print(image.pixels, self._badge())
        self._show()
        self.ask(self._verify, self._finger, image, done=self._judged)

    def _verify(self, finger: Finger, image: FingerImage) -> _Standing:
        result = self.session.verification.verify(finger, image)
        return _stand(self.session.verification, result)

    @Slot(object)
    def _judged(self, standing: _Standing) -> None:
        self._standing = standing
        self._result = standing.result
        self._phase = Phase.LIFT
        matched = standing.result is not None and standing.result.outcome is Outcome.MATCHED
        self.station.sounds.play(Sound.CAPTURE if matched else Sound.REFUSED)
        self._show()
        if self._lifted:
            self._go_on()

    @Slot()
    def _finger_lifted(self) -> None:
        self._lifted = True
        if self._phase is Phase.LIFT and self.panel is None:
            self._go_on()

    @Slot(object)
    def _troubled(self, error: DeviceError) -> None:
        self._phase = Phase.TROUBLE
        self._trouble = error
        self._view.set_reading(None)
        self._show()

    def failed(self, error: Exception) -> None:
        """Said; the same finger is asked for again once it was lifted."""
        super().failed(error)
        self._result = None
        if self._phase is Phase.CHECKING and self._standing is not None and not self._lifted:
            self._phase = Phase.LIFT
            self._show()
        elif self._standing is not None and self.panel is None:
            self._go_on()

    # A way out.

    @Slot()
    def _ask_reason(self) -> None:
        self._turn.end()
        panel = ReasonPanel(
            N_("The fingers could not be verified, because …"),
            REASONS,
            text=N_("The recording goes on; the reason is saved with it."),
        )
        panel.chosen.connect(self._give_reason)
        panel.cancelled.connect(self._question_closed)
        self.open_panel(panel)

    @Slot()
    def _question_closed(self) -> None:
        self.close_panel()
        self._go_on()

    @Slot(str, str)
    def _give_reason(self, choice: str, note: str) -> None:
        self.close_panel()
        self.ask(self._keep_reason, note or next(c.text for c in REASONS if c.id == choice), done=self._show_standing)

    def _keep_reason(self, reason: str) -> _Standing:
        self.session.verification.go_on_with_reason(reason)
        return _stand(self.session.verification)

    # Showing.

    @property
    def _reason_wanted(self) -> bool:
        standing = self._standing
        return standing is not None and standing.needs_reason and not standing.reason

    def _state(self) -> VerifyState | None:
        if self._standing is None:
            return None
        return next((state for state in self._standing.states if state.finger is self._finger), None)

    def _badge(self) -> str:
        state = self._state()
        return tr("Try {attempt} of {of}", attempt=len(state.outcomes) + 1, of=state.of) if state else ""

    def _show(self) -> None:
        result = self._result
        if self._finger is not None:
            self._view.set_prompt(tr(self._finger.label))
        else:
            self._view.set_prompt("")
        if self._phase is Phase.TROUBLE and self._trouble is not None:
            self._coach.say(Level.BAD, sentence(self._trouble), AGAIN_TEXT)
        elif self._phase is Phase.DONE:
            self._say_done()
        elif self._phase is Phase.READING:
            self._coach.ask("finger", N_("Hold the finger still."), N_("The print is being read."))
        elif self._phase is Phase.CHECKING:
            self._coach.ask("finger", N_("Lift the finger."), N_("The print is being compared."))
        elif result is not None and (self._phase is Phase.LIFT or result.finger is self._finger):
            more = "" if result.outcome is Outcome.MATCHED else N_("Try {attempt} of {of}")
            self._coach.say(_LEVELS[result.outcome], result.advice, more, **_words(result))
        elif self._finger is not None:
            more = N_("{before}: the finger matches.") if result and result.outcome is Outcome.MATCHED else ""
            before = tr(result.finger.label) if result else ""
            name = named(self._finger)
            self._coach.ask("finger", N_("Lay the {finger} on the glass."), more, finger=name, before=before)
        self._show_hands()
        self.refresh()

    def _say_done(self) -> None:
        standing = self._standing
        if standing is None or not standing.needs_reason:
            alone = standing is not None and len(standing.states) == 1
            words = N_("The finger matches, and no other was captured.") if alone else N_("Both fingers match.")
            self._coach.say(Level.GOOD, words, N_("Go on with Enter."))
        elif standing.reason:
            more = N_("Because: {reason}")
            self._coach.say(Level.CARE, N_("Goes on without a match."), more, reason=tr(standing.reason))
        elif not standing.states:
            more = N_("Give the reason with F8.")
            self._coach.say(Level.CARE, N_("No finger was captured, so none can be compared."), more)
        else:
            more = N_("Begin again with R, or give a reason with F8.")
            self._coach.say(Level.CARE, N_("All tries used: the fingers could not be matched."), more)

    def _show_hands(self) -> None:
        marks: dict[Finger, FingerMark] = {}
        for state in self._standing.states if self._standing else ():
            if state.finger is self._finger:
                marks[state.finger] = FingerMark(FingerState.CURRENT)
            elif state.matched:
                marks[state.finger] = FingerMark(FingerState.GOOD)
            elif state.exhausted:
                marks[state.finger] = FingerMark(FingerState.POOR)
        self._hands.set_marks(marks)

    def _put_together(self) -> None:
        self._card = Card()
        self._card.box.setContentsMargins(14, 14, 14, 14)
        self._card.box.addWidget(self._view)
        left = QVBoxLayout()
        left.addWidget(self._card)
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


def _words(result: VerifyResult) -> dict[str, object]:
    """The fields of what is said about a presentation."""
    return {
        "attempt": result.attempt,
        "of": result.of,
        "count": result.taken,
        "finger": named(result.finger),
        "other": named(result.other) if result.other is not None else "",
    }
