"""Step fingers: ten fingers one after the other, each by itself, with the best of a few tries and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent

from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.ui.kit.figures import Meter
from booth.ui.kit.hands import FingerMark, FingerState, Hands
from booth.ui.kit.keycap import Keycap
from booth.ui.kit.label import Label, Role, row
from booth.ui.kit.panels import reason_text
from booth.ui.kit.pictures import FingerView
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import (
    FingerTurn,
    Phase,
    card_width,
    mark_of,
    print_card,
    quality_note,
    side_by_side,
    takes_no_slaps,
)
from booth.ui.operator.finger_words import (
    KEPT,
    LOOK,
    beside,
    cannot_panel,
    hint_of,
    keep_panel,
    of_tries,
    say_again,
    say_done,
    say_resting,
    say_waiting,
)
from booth.ui.operator.slaps import SlapsScreen
from booth.ui.operator.turn_screen import TurnScreen
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.devices.ports import FingerImage
    from booth.devices.ports import Frame as Live
    from booth.ui.operator.flow import Flow, StepScreen
    from booth.ui.station import Station
    from booth.workflow.prints import FingerState as Held
    from booth.workflow.prints import TryResult


class FingersScreen(TurnScreen):
    """The scanner waits by itself for the finger that is named, and goes on by itself once it was lifted."""

    help_page = "fingers"

    @classmethod
    def kind_for(cls, station: Station) -> type[StepScreen]:
        return SlapsScreen if station.slap_scanner else cls

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow, Phase.WAITING)
        self._finger = CAPTURE_ORDER[0]
        self._result: TryResult | None = None  # of the press that was judged last, until the next one comes
        self._lifted = False
        self._comparing = False  # with the other fingers: until then the next one is not asked for
        self._turn = FingerTurn(self.station, self, takes_no_slaps)
        self.follow(self._turn)
        self._turn.reading.connect(self._reading)
        self._turn.taken.connect(self._taken)
        self._turn.ended.connect(self._finger_lifted)
        self._turn.pictured.connect(self._pictured)
        self._turn.unsuited.connect(self.flow.go_by_slaps)
        self._view = FingerView()
        self._meter = Meter()
        self._note = Label(role=Role.SMALL)
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

    def hint(self) -> str:
        if self._phase is Phase.DONE:
            return self.next_step()
        following = self._following() if self._phase in {Phase.LIFT, Phase.RESTING} else None
        return hint_of(self._phase, self._finger, following)

    def offers(self) -> list[Action]:
        held = self._held()
        redo = tr("Take it after all") if held.missing and self._phase is not Phase.DONE else tr("Redo")
        trouble, at_finger = self._phase is Phase.TROUBLE, self._phase not in {Phase.CHECKING, Phase.DONE}
        begun = bool(held.tries) or held.missing is not None
        keep = Action("keep", tr("Keep, because …"), self._ask_keep, "F7", enabled=at_finger)
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
            *([keep] if held.again and self._phase is not Phase.DONE else []),
            self.park_action(),
            primary(tr("Take it again"), self._redo, enabled=at_finger and not trouble)
            if held.again and self._phase is not Phase.DONE
            else primary(tr("Next"), self._next, enabled=self._phase in {Phase.LIFT, Phase.RESTING, Phase.DONE}),
        ]

    def enter(self) -> None:
        self._result = None
        self._comparing = False
        self._go_to(self.session.fingers.next_finger)
        self.ask(self.session.fingers.compare, self._finger, done=self._caught_up)

    def leave(self) -> None:
        super().leave()
        self._turn.end()
        self._result = None
        self._view.show_print(None)

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
        self._choose(beside(None if self._phase is Phase.DONE else self._finger, step))

    # Going from finger to finger.

    def _go_to(self, finger: Finger | None) -> None:
        """Ask for `finger`, or show that it is done already; None: all are done."""
        self._turn.end()
        self._lifted = False
        if finger is None:
            self._phase = Phase.DONE
            self.show_phase()
            return
        self._finger = finger
        held = self._held()
        if held.done:
            self._result = None
            self._phase = Phase.RESTING
        else:
            self._phase = Phase.WAITING
            self._turn.begin(finger)
        if self._result is None or self._result.finger is not finger:
            self._show_no_print(held.limit)
            if held.tries:
                self.ask(self.session.fingers.best_image, finger, done=self._show_best)
        self.show_phase()

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
        elif self._comparing:
            self._lifted = True  # goes on as soon as that is known
        else:
            self._go_to(self._following())

    @Slot()
    def _redo(self) -> None:
        fingers = self.session.fingers
        if self._phase is Phase.TROUBLE:
            self._turn.again()
            return
        self._turn.end()
        self._result = None
        act = fingers.unmark_missing if self._held().missing else fingers.redo
        self.ask(act, self._finger, done=self._begun_again)

    @Slot(object)
    def _begun_again(self, _nothing: object) -> None:
        self._go_to(self._finger)

    # One press.

    @Slot(object)
    def _pictured(self, live: Live) -> None:
        """The live picture of a scanner that has one."""
        if self._phase is Phase.WAITING:
            self._view.show_live(live.pixels, self._next_badge())

    @Slot(float)
    def _reading(self, share: float) -> None:
        if self._phase is not Phase.READING:
            self._phase = Phase.READING
            self._result = None
            self.clear_message()
            self._show_no_print(self._held().limit, self._next_badge())
            self.show_phase()
        self._view.set_reading(share)

    @Slot(object)
    def _taken(self, image: FingerImage) -> None:
        self._phase = Phase.CHECKING
        self._view.show_print(image.pixels, self._next_badge())
        self.show_phase()
        self.ask(self.session.fingers.add_try, self._finger, image, done=self._judged)

    @Slot(object)
    def _judged(self, result: TryResult) -> None:
        self._result = result
        self._phase = Phase.LIFT
        self.station.sounds.play(Sound.CAPTURE if result.passed else Sound.REFUSED)
        self._comparing = True
        self.show_phase()
        self.ask(self.session.fingers.compare, self._finger, done=self._compared)

    @Slot(object)
    def _compared(self, other: Finger | None) -> None:
        """Which other finger it is, if any; the verdict was shown before."""
        self._comparing = False
        if other is not None:
            self.station.sounds.play(Sound.REFUSED)
            self.show_phase()
        if self._lifted and self._phase is Phase.LIFT and self.panel is None:
            self._go_on()

    @Slot(object)
    def _caught_up(self, _other: Finger | None) -> None:
        """What a draft still had to compare is known: perhaps a finger is to be taken again."""
        following = self.session.fingers.next_finger
        if self._phase in {Phase.WAITING, Phase.DONE} and self.panel is None and following is not self._finger:
            self._go_to(following)
        else:
            self.show_phase()

    def _go_on(self) -> None:
        following = self._following()
        if following is None:
            self.station.sounds.play(Sound.DONE)
        self._go_to(following)

    @Slot()
    def _finger_lifted(self) -> None:
        self._lifted = True
        if self._phase is Phase.LIFT and self.panel is None and not self._comparing:
            self._go_on()

    def stop_reading(self) -> None:
        self._view.set_reading(None)

    def failed(self, error: Exception) -> None:
        """What was asked could not be done: said, and the same finger is asked for again once it was lifted."""
        super().failed(error)
        self.station.sounds.play(Sound.REFUSED)
        self._result = None
        self._comparing = False
        if self._phase is Phase.CHECKING and not self._lifted:
            self._phase = Phase.LIFT
            self.show_phase()
        elif self.panel is None:
            self._go_to(self._finger)

    # A way out.

    @Slot()
    def _ask_reason(self) -> None:
        self._turn.end()
        self.question(cannot_panel([self._finger]), self._mark)

    @Slot(str, str)
    def _mark(self, reason: str, note: str) -> None:
        self.close_panel()
        self.ask(self.session.fingers.mark_missing, self._finger, MissingReason[reason], note, done=self._marked)

    @Slot(object)
    def _marked(self, following: Finger | None) -> None:
        self._result = None
        self._go_to(following)

    @Slot()
    def _ask_keep(self) -> None:
        self._turn.end()
        self.question(keep_panel(), self._keep)

    @Slot(str, str)
    def _keep(self, choice: str, note: str) -> None:
        self.close_panel()
        self.ask(
            self.session.fingers.keep_all_the_same, self._finger, reason_text(KEPT, choice, note), done=self._marked
        )

    @Slot()
    def question_closed(self) -> None:
        super().question_closed()
        self._go_to(self._finger)

    # Showing.

    def _held(self) -> Held:
        return self.session.fingers.state(self._finger)

    def _following(self) -> Finger | None:
        """The finger to ask for after this one: this one again while it is not done, then the first that is not."""
        return self._finger if not self._held().done else self.session.fingers.next_finger

    def _badge(self, attempt: int) -> str:
        return tr("Try {attempt} of {of}", attempt=attempt, of=self._held().of)

    def _next_badge(self) -> str:
        return self._badge(1 if self._held().again else len(self._held().tries) + 1)

    @Slot(object)
    def _show_best(self, png: bytes | None) -> None:
        """The print of a finger that was captured before."""
        best = self._held().best
        if png is None or best is None or self._phase not in {Phase.WAITING, Phase.RESTING}:
            return
        self._view.show_encoded(png, self._badge(best.attempt))
        self._show_score(best.quality.score)

    def show_phase(self) -> None:
        held = self._held()
        result = self._result if self._result is not None and self._result.finger is self._finger else None
        self._view.set_prompt(tr(LOOK if self._phase is Phase.DONE else self._finger.label))
        if result is not None:
            self._show_score(result.quality.score)
        best = held.best
        self._note.show_text(quality_note(best.quality if best else None, held.limit))
        if self.say_trouble():
            pass
        elif self._phase is Phase.DONE:
            say_done(self._coach, self.session.fingers.states().values())
        elif held.again and self._phase in {Phase.WAITING, Phase.LIFT}:
            say_again(self._coach, held)
        elif self._phase is Phase.RESTING:
            say_resting(self._coach, held)
        elif self._phase is Phase.WAITING and result is None:
            say_waiting(self._coach, self._finger, self._result)
        elif self._phase in {Phase.WAITING, Phase.LIFT} and result is not None:
            more, params = of_tries(held)
            self._coach.say(Level.GOOD if result.passed else Level.CARE, result.advice, more, **params)
        elif self._phase is Phase.READING:
            self._coach.ask("finger", N_("Hold the finger still."), N_("The print is being read."))
        else:
            self._coach.ask("finger", N_("Lift the finger."), N_("The print is being checked."))
        self._show_hands()
        self.refresh()

    def _show_score(self, score: int) -> None:
        limit = self._held().limit
        self._meter.set_value(score, limit=limit, level=Level.GOOD if score >= limit else Level.CARE, figure=str(score))

    def _show_hands(self) -> None:
        marks = {finger: mark_of(held) for finger, held in self.session.fingers.states().items()}
        if self._phase is not Phase.DONE:
            marks[self._finger] = FingerMark(FingerState.CURRENT, marks[self._finger].score)
        self._hands.set_marks(marks)

    def _put_together(self) -> None:
        self._card = print_card(self._view, self._meter, self._note)
        keys = row(Keycap("←"), Keycap("→"), Label(N_("look at another finger"), Role.NOTE), None)
        self.body.addLayout(side_by_side(self._card, self._coach, self._hands, keys), 1)
