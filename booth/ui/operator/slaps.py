"""Step fingers with a ten-print scanner: four, four and two at once, poor ones again, the best of each kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent

from booth.domain.fingers import Finger, Slap
from booth.ui.kit.hands import FingerMark, FingerState, Hands
from booth.ui.kit.keycap import Keycap
from booth.ui.kit.label import Label, Role, row
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.operator.capturing import Phase, mark_of, print_card
from booth.ui.operator.finger_words import LOOK, say_done
from booth.ui.operator.live_view import LiveView
from booth.ui.operator.slap_questions import SlapQuestions
from booth.ui.operator.slap_tiles import best_tiles, taken_tiles
from booth.ui.operator.slap_turn import SlapTurn
from booth.ui.operator.slap_words import (
    hint_of,
    say_doubled,
    say_judged,
    say_resting,
    say_waiting,
)
from booth.ui.operator.turn_screen import beside_each_other
from booth.workflow.slaps import ORDER, Ask, SlapResult, ask_for
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.devices.ports import FingerImage, Frame
    from booth.ui.operator.flow import Flow
    from booth.workflow.prints import FingerState as Held


class SlapsScreen(SlapQuestions):
    """The scanner waits by itself for the fingers that are lit, and goes on by itself once they were lifted."""

    help_page = "slaps"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow, SlapTurn)
        self._ask: Ask | None = None  # what is asked for; None while a slap that is done is looked at
        self._images: Mapping[Finger, FingerImage] = {}  # what was taken last
        self._lifted = False
        self._comparing = False
        self._turn.reading.connect(self._reading)
        self._turn.pictured.connect(self._pictured)
        self._turn.taken.connect(self._taken)
        self._turn.ended.connect(self._fingers_lifted)
        self._turn.unsuited.connect(self.flow.go_by_fingers)
        self._view = LiveView("hand")
        self._hands = Hands()
        self._hands.finger_chosen.connect(self._choose_finger)
        self._put_together()

    # What the screen says of itself.

    def title(self) -> str:
        if self._phase is Phase.DONE:
            return tr("Fingerprints")
        single = self._ask.single if self._ask is not None else None
        return tr(single.label) if single is not None else tr(self._slap.value)

    def subtitle(self) -> str:
        if self._phase is Phase.DONE:
            return ""
        return tr("{number} of {all}", number=ORDER.index(self._slap) + 1, all=len(ORDER))

    def hint(self) -> str:
        if self._phase is Phase.DONE:
            return self.next_step()
        following = self.session.fingers.next_ask if self._phase in {Phase.LIFT, Phase.RESTING} else None
        return hint_of(self._phase, self._ask, following)

    def offers(self) -> list[Action]:
        states = self.session.fingers.states()
        held = [states[finger] for finger in self._slap.fingers]
        trouble, quiet = self._phase is Phase.TROUBLE, self._phase not in {Phase.CHECKING, Phase.DONE}
        begun = any(each.tries for each in held)
        missing = [each.finger for each in held if each.missing is not None]
        again = any(each.again for each in held) and self._phase is not Phase.DONE
        return [
            back(tr("Back"), self.flow.go_back),
            Action(
                "redo",
                tr("Try the scanner again") if trouble else tr("Redo"),
                self._redo,
                "R",
                enabled=trouble or (quiet and begun),
            ),
            Action("cannot", tr("Cannot, because …"), self._ask_which, "F8", enabled=quiet and bool(self.able())),
            *self._more_offers(quiet=quiet, after_all=bool(missing) and not trouble, again=again),
            self.park_action(),
            primary(tr("Next"), self._next, enabled=self._phase in {Phase.LIFT, Phase.RESTING, Phase.DONE}),
        ]

    def _more_offers(self, *, quiet: bool, after_all: bool, again: bool) -> list[Action]:
        """One of the two: a small screen has no room for both."""
        if again:
            return [Action("keep", tr("Keep, because …"), self._ask_keep, "F7", enabled=quiet)]
        if after_all:
            return [Action("after all", tr("Take them after all"), self._unmark, "F6", enabled=quiet)]
        return []

    def retranslate(self) -> None:
        if self._view.tiles and self._phase is Phase.RESTING:
            self.ask(self.session.fingers.best_images, done=self._show_best)
        elif self._view.tiles:
            self._show_taken()
        self.show_phase()

    def enter(self) -> None:
        self._result = None
        self._comparing = False
        self._go_to(self.session.fingers.next_ask)
        self._compare()

    def leave(self) -> None:
        super().leave()
        self._turn.end()
        self._result = None
        self._images = {}
        self._view.show_nothing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go to another slap."""
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        if step is None or self.panel is not None:
            super().keyPressEvent(event)
            return
        at = ORDER.index(self._slap) if self._phase is not Phase.DONE else (0 if step < 0 else -1)
        self._choose(ORDER[(at + step) % len(ORDER)])

    def stop_reading(self) -> None:
        self._view.show_nothing(badge=self._badge())

    # Going from slap to slap.

    def _go_to(self, ask: Ask | None) -> None:
        """Ask for these fingers; None: all are done."""
        self._turn.end()
        self._lifted = False
        self._ask = ask
        if ask is None:
            self._phase = Phase.DONE
            if self._result is None:
                self._view.show_nothing(tr(LOOK))
        else:
            self._slap = ask.slap
            self._phase = Phase.WAITING
            if self._result is None:  # what was taken is shown until the next live picture
                self._view.show_nothing(tr("The live picture comes at once."))
            self._turn.begin(ask)
        self.show_phase()

    def _look_at(self, slap: Slap) -> None:
        """A slap that is done."""
        self._turn.end()
        self._lifted = False
        self._slap, self._ask, self._result = slap, None, None
        self._phase = Phase.RESTING
        self._view.show_nothing()
        self.ask(self.session.fingers.best_images, done=self._show_best)
        self.show_phase()

    def ask_again(self) -> None:
        self._choose(self._slap)

    @Slot(object)
    def _choose_finger(self, finger: Finger) -> None:
        self._choose(Slap.of(finger))

    def _choose(self, slap: Slap) -> None:
        if self._phase is Phase.CHECKING or self.panel is not None:
            return
        ask = ask_for(self.session.fingers.states(), slap)
        if ask is None:
            self._look_at(slap)
        else:
            self._result = None
            self._go_to(ask)

    @Slot()
    def _next(self) -> None:
        """Enter: do not wait for the lift, or leave a slap that is done, or the step."""
        if self._phase is Phase.DONE:
            self.flow.go_on()
        else:
            self._lifted = True
            self._go_on()

    def _go_on(self) -> None:
        """To what is due next; after the last one, once it is known that no finger was taken twice."""
        following = self.session.fingers.next_ask
        if following is None and self._comparing:
            return
        if following is None and self._phase is not Phase.RESTING:
            self.station.sounds.play(Sound.DONE)
        self._go_to(following)

    @Slot()
    def _redo(self) -> None:
        if self._phase is Phase.TROUBLE:
            self._turn.again()
            return
        self._turn.end()
        self._result = None
        self.ask(self.each, self.session.fingers.redo, self.able(), done=self.changed_fingers)

    @Slot()
    def _unmark(self) -> None:
        self._turn.end()
        missing = [f for f in self._slap.fingers if self.session.fingers.state(f).missing is not None]
        self.ask(self.each, self.session.fingers.unmark_missing, missing, done=self.changed_fingers)

    @Slot(object)
    def changed_fingers(self, _nothing: object) -> None:
        """The slap's fingers were begun again, marked or unmarked."""
        ask = ask_for(self.session.fingers.states(), self._slap)
        self._go_to(ask or self.session.fingers.next_ask)

    # One slap.

    @Slot(float)
    def _reading(self, _share: float) -> None:
        if self._phase is not Phase.READING:
            self._phase = Phase.READING
            self._result = None
            self.clear_message()
            self.show_phase()

    @Slot(object)
    def _pictured(self, frame: Frame) -> None:
        if self._phase in {Phase.WAITING, Phase.READING}:
            self._view.show_live(frame.pixels, self._badge())

    @Slot(object)
    def _taken(self, images: Mapping[Finger, FingerImage]) -> None:
        if self._ask is None:
            return
        self._phase = Phase.CHECKING
        self._result = None
        self._images = images
        self.clear_message()
        self._show_taken()
        self.show_phase()
        self.ask(self.session.fingers.add_slap, self._ask, images, done=self._judged)

    @Slot(object)
    def _judged(self, result: SlapResult) -> None:
        self._result = result
        self._phase = Phase.LIFT
        self.station.sounds.play(Sound.CAPTURE if result.passed else Sound.REFUSED)
        self._show_taken()
        self._compare()
        self.show_phase()
        if self._lifted and self.panel is None:
            self._go_on()

    def _compare(self) -> None:
        """Is a finger one that was taken before? The next slap is asked for meanwhile."""
        self._comparing = True
        self.ask(self.session.fingers.compare, self._slap.fingers[0], done=self._compared)

    @Slot(object)
    def _compared(self, _other: Finger | None) -> None:
        """It is known which fingers were taken twice: these come before what was asked for meanwhile."""
        self._comparing = False
        following = self.session.fingers.next_ask
        doubled = following is not None and any(self.session.fingers.state(f).again for f in following.fingers)
        if doubled:
            self.station.sounds.play(Sound.REFUSED)
        if self.panel is not None:
            return
        if doubled and following != self._ask and self._phase in {Phase.WAITING, Phase.DONE}:
            self._result = None
            self._go_to(following)
        elif self._phase is Phase.LIFT and self._lifted:
            self._go_on()
        self.show_phase()

    @Slot()
    def _fingers_lifted(self) -> None:
        self._lifted = True
        if self._phase is Phase.LIFT and self.panel is None:
            self._go_on()

    def failed(self, error: Exception) -> None:
        """What was asked could not be done: said, and the same fingers are asked for again."""
        super().failed(error)
        self.station.sounds.play(Sound.REFUSED)
        self._result = None
        self._comparing = False
        if self.panel is None and self._ask is not None:
            self._go_to(self._ask)

    # Showing.

    def _badge(self) -> str:
        """Which try it is, of the finger that had most."""
        states = self.session.fingers.states()
        tried = [states[f] for f in self._ask.fingers] if self._ask is not None else []
        due = [each for each in tried if not each.done] or tried
        if not due:
            return ""
        most = max(due, key=lambda each: len(each.tries))
        return tr("Try {attempt} of {of}", attempt=1 if most.again else len(most.tries) + 1, of=most.of)

    def _show_taken(self) -> None:
        self._view.show_tiles(taken_tiles(self.session.fingers.states(), self._images, self._result))

    @Slot(object)
    def _show_best(self, pngs: dict[Finger, bytes]) -> None:
        if self._phase is Phase.RESTING:
            self._view.show_tiles(best_tiles(self._slap, self.session.fingers.states(), pngs))

    def show_phase(self) -> None:
        states = self.session.fingers.states()
        ask = self._ask
        if self.say_trouble():
            pass
        elif self._phase is Phase.DONE:
            say_done(self._coach, states.values())
        elif self._phase is Phase.RESTING or ask is None:
            say_resting(self._coach, self._slap, states)
        elif self._phase in {Phase.WAITING, Phase.LIFT} and any(states[finger].again for finger in ask.fingers):
            say_doubled(self._coach, ask, states)
        elif self._phase is Phase.LIFT and self._result is not None:
            say_judged(self._coach, self._result, states)
        elif self._phase is Phase.READING:
            self._coach.ask("hand", N_("Hold the fingers still."), N_("The picture is being taken."))
        elif self._phase is Phase.CHECKING:
            self._coach.ask("hand", N_("Lift the fingers."), N_("The prints are being checked."))
        else:
            say_waiting(self._coach, ask, states, self._result)
        self._show_hands(states)
        self.refresh()

    def _show_hands(self, states: Mapping[Finger, Held]) -> None:
        marks = {finger: mark_of(held) for finger, held in states.items()}
        if self._ask is not None and self._phase is not Phase.LIFT:
            marks |= {finger: FingerMark(FingerState.CURRENT, marks[finger].score) for finger in self._ask.fingers}
        self._hands.set_marks(marks)

    def _put_together(self) -> None:
        keys = row(Keycap("←"), Keycap("→"), Label(N_("look at other fingers"), Role.NOTE), None)
        self.body.addLayout(beside_each_other(print_card(self._view), keys, self._coach, self._hands), 1)
