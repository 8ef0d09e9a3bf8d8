"""Step verification: two fingers once more, compared with what was just captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent

from booth.ui.kit.hands import FingerMark, FingerState, Hands
from booth.ui.kit.label import Label, Role
from booth.ui.kit.panels import ReasonPanel, reason_text
from booth.ui.kit.pictures import FingerView
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import (
    FingerTurn,
    Phase,
    card_width,
    named,
    print_card,
    side_by_side,
)
from booth.ui.operator.turn_screen import TurnScreen
from booth.ui.operator.verify_words import BROKEN, LEVELS, REASONS, Standing, say_done, stand, words_of
from booth.workflow.verification import Outcome, VerifyResult, VerifyState, mirrored
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.devices.ports import FingerImage
    from booth.devices.ports import Frame as Live
    from booth.domain.fingers import Finger
    from booth.ui.operator.flow import Flow


class VerifyScreen(TurnScreen):
    """The scanner waits by itself for each finger; a poor print is a poor print and no verdict about the person."""

    help_page = "verify"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow, Phase.CHECKING)
        self._standing: Standing | None = None
        self._finger: Finger | None = None
        self._result: VerifyResult | None = None
        self._lifted = False
        self._turn = FingerTurn(self.station, self)
        self.follow(self._turn)
        self._turn.reading.connect(self._reading)
        self._turn.taken.connect(self._taken)
        self._turn.ended.connect(self._finger_lifted)
        self._turn.pictured.connect(self._pictured)
        self._view = FingerView()
        self._tries = Label(role=Role.SMALL)
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
        if self._finger is None and self._crossed is not None:
            return tr("fingers confused")
        if self._finger is None and self._reason_wanted:
            return tr("a reason is needed")
        return tr(self._phase.value)

    def hint(self) -> str:
        return tr("next: review") if self._phase is Phase.DONE and not self._reason_wanted else ""

    def offers(self) -> list[Action]:
        standing = self._standing
        tried = standing is not None and (bool(standing.reason) or any(state.outcomes for state in standing.states))
        quiet = self._phase is not Phase.CHECKING
        trouble = self._phase is Phase.TROUBLE
        exchanges = self._exchanges(quiet=quiet and not trouble)
        reason_wanted = standing is not None and (trouble or (quiet and standing.needs_reason))
        # On a small screen not all of them fit: what cannot be done now gives way.
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
                tr("Reason …") if exchanges else tr("Go on with a reason …"),
                self._ask_reason,
                "F8",
                enabled=reason_wanted,
                visible=reason_wanted or not exchanges,
            ),
            *exchanges,
            *([] if reason_wanted and len(exchanges) > 1 else [self.park_action()]),
            primary(
                tr("Next"),
                self._next,
                enabled=self._phase is Phase.LIFT or (self._phase is Phase.DONE and not self._reason_wanted),
            ),
        ]

    def _exchanges(self, *, quiet: bool) -> list[Action]:
        """What can be done about fingers that were confused when their prints were taken."""
        standing, crossed = self._standing, self._crossed
        if crossed is not None:
            pair = Action("pair", tr("Swap these"), self._exchange_pair, "F7", enabled=quiet)
            hands = Action("hands", tr("Swap hands"), self._exchange_hands, "F6", enabled=quiet)
            return [hands, pair] if mirrored(crossed) else [pair]
        if standing is not None and standing.exchanged:
            return [Action("undo", tr("Undo the exchange"), self._undo_exchange, "F6", enabled=quiet)]
        return []

    def enter(self) -> None:
        self._result = None
        self._phase = Phase.CHECKING
        self.ask(stand, self.session.verification, done=self._show_standing)

    def leave(self) -> None:
        super().leave()
        self._turn.end()
        self._standing = None
        self._result = None
        self._finger = None
        self._view.show_print(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedWidth(card_width(self.size()))

    # Going on.

    @Slot(object)
    def _show_standing(self, standing: Standing) -> None:
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
            self._turn.begin(following)
        self.show_phase()

    @Slot()
    def _next(self) -> None:
        if self._phase is Phase.DONE:
            self.flow.go_on()
        else:
            self._go_on()

    @Slot()
    def _begin_again(self) -> None:
        if self._phase is Phase.TROUBLE:
            self._turn.again()
            return
        self._turn.end()
        self._result = None
        self._view.show_print(None)
        self.ask(self._forget, done=self._show_standing)

    def _forget(self) -> Standing:
        self.session.verification.again()
        return stand(self.session.verification)

    # Fingers confused at capture.

    @Slot()
    def _exchange_hands(self) -> None:
        if self._crossed is not None:
            self._exchange(mirrored(self._crossed))

    @Slot()
    def _exchange_pair(self) -> None:
        if self._crossed is not None:
            self._exchange((self._crossed,))

    @Slot()
    def _undo_exchange(self) -> None:
        if self._standing is not None:
            self._exchange(self._standing.exchanged)

    def _exchange(self, pairs: tuple[tuple[Finger, Finger], ...]) -> None:
        self._turn.end()
        self._result = None
        self._phase = Phase.CHECKING
        self._view.show_print(None)
        self.refresh()
        self.ask(self._keep_exchange, pairs, done=self._exchanged)

    def _keep_exchange(self, pairs: tuple[tuple[Finger, Finger], ...]) -> Standing:
        self.session.verification.exchange(pairs)
        return stand(self.session.verification)

    @Slot(object)
    def _exchanged(self, standing: Standing) -> None:
        self.station.sounds.play(Sound.CAPTURE)
        self._finger = None
        self._show_standing(standing)
        count = len(standing.exchanged)
        if count == 1:
            first, second = standing.exchanged[0]
            done = N_("Exchanged: the prints of {first} and {second}, nothing else. Lay the fingers on once more.")
            self.message(Level.GOOD, done, first=named(first), second=named(second))
        elif count:
            self.message(Level.GOOD, N_("Exchanged: all prints and marks of both hands. Lay the fingers on once more."))
        else:
            self.message(Level.GOOD, N_("The prints are as they were taken. Lay the fingers on once more."))

    # One press.

    @Slot(object)
    def _pictured(self, live: Live) -> None:
        """The live picture of a scanner that has one."""
        if self._phase is Phase.WAITING:
            self._view.show_live(live.pixels, self._badge())

    @Slot(float)
    def _reading(self, share: float) -> None:
        if self._phase is not Phase.READING:
            self._phase = Phase.READING
            self._result = None
            self.clear_message()
            self._view.show_print(None, self._badge())
            self.show_phase()
        self._view.set_reading(share)

    @Slot(object)
    def _taken(self, image: FingerImage) -> None:
        self._phase = Phase.CHECKING
        self._view.show_print(image.pixels, self._badge())
        self.show_phase()
        self.ask(self._verify, self._finger, image, done=self._judged)

    def _verify(self, finger: Finger, image: FingerImage) -> Standing:
        result = self.session.verification.verify(finger, image)
        return stand(self.session.verification, result)

    @Slot(object)
    def _judged(self, standing: Standing) -> None:
        self._standing = standing
        self._result = standing.result
        self._phase = Phase.LIFT
        matched = standing.result is not None and standing.result.outcome is Outcome.MATCHED
        self.station.sounds.play(Sound.CAPTURE if matched else Sound.REFUSED)
        self.show_phase()
        if self._lifted:
            self._lift_over()

    def _lift_over(self) -> None:
        standing = self._standing
        if standing is not None and standing.next_finger is None and all(state.matched for state in standing.states):
            self.station.sounds.play(Sound.DONE)
        self._go_on()

    @Slot()
    def _finger_lifted(self) -> None:
        self._lifted = True
        if self._phase is Phase.LIFT and self.panel is None:
            self._lift_over()

    def stop_reading(self) -> None:
        self._view.set_reading(None)

    def failed(self, error: Exception) -> None:
        """Said; the same finger is asked for again once it was lifted."""
        super().failed(error)
        self.station.sounds.play(Sound.REFUSED)
        self._result = None
        if self._phase is Phase.CHECKING and self._standing is not None and not self._lifted:
            self._phase = Phase.LIFT
            self.show_phase()
        elif self._standing is not None and self.panel is None:
            self._go_on()

    # A way out.

    @Slot()
    def _ask_reason(self) -> None:
        self._turn.end()
        panel = ReasonPanel(
            N_("The fingers could not be verified, because …"),
            (BROKEN, *REASONS) if self._phase is Phase.TROUBLE else REASONS,
            text=N_("The recording goes on; the reason is saved with it."),
        )
        self.question(panel, self._give_reason)

    @Slot()
    def question_closed(self) -> None:
        super().question_closed()
        self._go_on()

    @Slot(str, str)
    def _give_reason(self, choice: str, note: str) -> None:
        self.close_panel()
        work = self.session.verification
        keep = work.go_on_unpresented if self._phase is Phase.TROUBLE else work.go_on_with_reason
        reason = reason_text((BROKEN, *REASONS), choice, note)
        self.ask(self._keep_reason, keep, reason, done=self._show_standing)

    def _keep_reason(self, keep: Callable[[str], None], reason: str) -> Standing:
        keep(reason)
        return stand(self.session.verification)

    # Showing.

    @property
    def _reason_wanted(self) -> bool:
        standing = self._standing
        return standing is not None and standing.needs_reason and not standing.reason

    @property
    def _crossed(self) -> tuple[Finger, Finger] | None:
        return self._standing.crossed if self._standing is not None else None

    def _state(self) -> VerifyState | None:
        if self._standing is None:
            return None
        return next((state for state in self._standing.states if state.finger is self._finger), None)

    def _badge(self) -> str:
        state = self._state()
        return tr("Try {attempt} of {of}", attempt=len(state.outcomes) + 1, of=state.of) if state else ""

    def show_phase(self) -> None:
        result = self._result
        if self._finger is not None:
            self._view.set_prompt(tr(self._finger.label))
        else:
            self._view.set_prompt("")
        if self.say_trouble():
            pass
        elif self._phase is Phase.DONE:
            say_done(self._coach, self._standing)
        elif self._phase is Phase.READING:
            self._coach.ask("finger", N_("Hold the finger still."), N_("The print is being read."))
        elif self._phase is Phase.CHECKING:
            self._coach.ask("finger", N_("Lift the finger."), N_("The print is being compared."))
        elif result is not None and (self._phase is Phase.LIFT or result.finger is self._finger):
            more = "" if result.outcome is Outcome.MATCHED else N_("Try {attempt} of {of}")
            self._coach.say(LEVELS[result.outcome], result.advice, more, **words_of(result))
        elif self._finger is not None:
            more = N_("{before}: the finger matches.") if result and result.outcome is Outcome.MATCHED else ""
            before = tr(result.finger.label) if result else ""
            name = named(self._finger)
            self._coach.ask("finger", N_("Lay the {finger} on the glass."), more, finger=name, before=before)
        self._show_hands()
        self.refresh()

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
        self._card = print_card(self._view)
        self.body.addLayout(side_by_side(self._card, self._coach, self._hands), 1)
