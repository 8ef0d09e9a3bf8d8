"""Step iris: both eyes at a certified scanner, the best of a few tries, and a way out for an eye that cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from booth.devices.ports import DeviceTimeout
from booth.domain.eyes import Eye, MissingEye
from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, Label, Role, row
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.pictures import encoded_image, grey_image
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import Phase, Tell, Turn, print_card
from booth.ui.operator.finger_words import CANNOT
from booth.ui.operator.live_view import LiveView, Tile
from booth.ui.operator.turn_screen import TurnScreen, beside_each_other
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.devices.ports import Cancel, Frame, IrisImage
    from booth.ui.operator.flow import Flow
    from booth.workflow.equipment import Equipment
    from booth.workflow.iris import EyeState

BOTH = Choice("BOTH", N_("Both eyes"))
REASONS = tuple(Choice(r.name, r.value, note=r is MissingEye.OTHER) for r in MissingEye)
PATIENCE = 20.0  # seconds that one call waits for the eyes; the turn calls again and again


class IrisScreen(TurnScreen):
    """The scanner takes both eyes by itself as soon as they are seen well; the operator may take them once more."""

    help_page = "iris"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow, Phase.WAITING)
        self._eyes: tuple[Eye, ...] = ()  # asked for now
        self._images: Mapping[Eye, IrisImage] = {}  # taken last
        self._marking: tuple[Eye, ...] = ()
        self._turn = Turn(self.station, self.station.iris, self.station.iris_told, self)
        self.follow(self._turn)
        self._turn.pictured.connect(self._pictured)
        self._turn.taken.connect(self._taken)
        self._view = LiveView("eye")
        self._cards = {eye: _EyeCard(eye) for eye in Eye}
        self._put_together()

    # What the screen says of itself.

    def title(self) -> str:
        return tr("Iris")

    def subtitle(self) -> str:
        if self._phase in {Phase.DONE, Phase.CHECKING} or not self._eyes:
            return ""
        return tr("both eyes") if len(self._eyes) > 1 else tr(self._eyes[0].label)

    def state_text(self) -> str:
        words = {
            Phase.WAITING: N_("waiting for the eyes"),
            Phase.TROUBLE: N_("iris scanner not ready"),
        }
        return tr(words.get(self._phase, self._phase.value))

    def hint(self) -> str:
        return tr("next: signature") if self._phase is Phase.DONE else ""

    def offers(self) -> list[Action]:
        work = self.session.iris
        trouble, quiet = self._phase is Phase.TROUBLE, self._phase is not Phase.CHECKING
        missing = [eye for eye, state in work.states().items() if state.missing is not None]
        may_again = self._phase is Phase.DONE and any(work.state(eye).tries for eye in work.again)
        return [
            back(tr("Back"), self.flow.go_back),
            Action(
                "again",
                tr("Try the iris scanner again") if trouble else tr("Take once more"),
                self._again,
                "R",
                enabled=trouble or may_again,
            ),
            Action("cannot", tr("Cannot, because …"), self._ask_which, "F8", enabled=quiet and len(missing) < len(Eye)),
            *(
                [Action("after all", tr("Take them after all"), self._unmark, "F6", enabled=quiet)]
                if missing and not trouble
                else []
            ),
            self.park_action(),
            primary(tr("Next"), self.flow.go_on, enabled=self._phase is Phase.DONE),
        ]

    def retranslate(self) -> None:
        if self._view.tiles and self._phase is Phase.DONE:
            self.ask(self.session.iris.pictures, done=self._show_best)
        self.show_phase()

    def enter(self) -> None:
        self._go_on()

    def leave(self) -> None:
        super().leave()
        self._turn.end()
        self._images = {}
        self._view.show_nothing()
        self.station.iris.run(self.station.equipment.let_iris_go)

    def stop_reading(self) -> None:
        self._view.show_nothing(badge=self._badge())

    # The eyes.

    def _go_on(self) -> None:
        """Ask for the eyes that are due, or show how the step stands."""
        wanted = self.session.iris.wanted
        if wanted:
            self._begin(wanted)
            return
        self._turn.end()
        self._eyes = ()
        self._phase = Phase.DONE
        self._view.show_nothing()
        self.ask(self.session.iris.pictures, done=self._show_best)
        self.show_phase()

    def _begin(self, eyes: tuple[Eye, ...]) -> None:
        self._eyes = eyes
        self._phase = Phase.WAITING
        self._view.show_nothing(tr("The live picture comes at once."), self._badge())
        self._turn.start(_take_eyes, eyes)
        self.show_phase()

    @Slot()
    def _again(self) -> None:
        """Once more: what is better is kept."""
        if self._phase is Phase.TROUBLE:
            self._turn.again()
        else:
            self.clear_message()
            self._begin(self.session.iris.again)

    @Slot(object)
    def _pictured(self, frame: Frame) -> None:
        if self._phase is Phase.WAITING:
            self._view.show_live(frame.pixels, self._badge())

    @Slot(object)
    def _taken(self, images: Mapping[Eye, IrisImage]) -> None:
        self._phase = Phase.CHECKING
        self._images = images
        self.clear_message()
        self._view.show_tiles([Tile(tr(eye.label), grey_image(image.pixels)) for eye, image in images.items()])
        self.show_phase()
        self.ask(self.session.iris.add, images, done=self._kept)

    @Slot(object)
    def _kept(self, _states: Mapping[Eye, EyeState]) -> None:
        self.station.sounds.play(Sound.CAPTURE)
        self._go_on()

    def failed(self, error: Exception) -> None:
        """What was asked could not be done: said, and the eyes are asked for again."""
        super().failed(error)
        self.station.sounds.play(Sound.REFUSED)
        if self.panel is None:
            self._go_on()

    # A way out.

    @Slot()
    def _ask_which(self) -> None:
        able = [eye for eye, state in self.session.iris.states().items() if state.missing is None]
        self._turn.end()
        if len(able) == 1:
            self._ask_reason((able[0],))
            return
        choices = (*(Choice(eye.name, eye.label) for eye in able), BOTH)
        self.question(ReasonPanel(N_("Which eye cannot be taken?"), choices, act=N_("Choose")), self._which)

    @Slot(str, str)
    def _which(self, name: str, _note: str) -> None:
        self._ask_reason(tuple(Eye) if name == BOTH.id else (Eye[name],))

    def _ask_reason(self, eyes: tuple[Eye, ...]) -> None:
        self._marking = eyes
        what = tr(eyes[0].label if len(eyes) == 1 else BOTH.text)
        panel = ReasonPanel(CANNOT, REASONS, text=N_("It can be taken later after all."), what=what)
        self.question(panel, self._mark)

    @Slot(str, str)
    def _mark(self, reason: str, note: str) -> None:
        self.close_panel()
        self.ask(self.session.iris.mark_missing, self._marking, MissingEye[reason], note, done=self._changed)

    @Slot()
    def _unmark(self) -> None:
        self._turn.end()
        missing = [eye for eye, state in self.session.iris.states().items() if state.missing is not None]
        self.ask(self.session.iris.unmark_missing, missing, done=self._changed)

    @Slot(object)
    def _changed(self, _nothing: object) -> None:
        self._go_on()

    @Slot()
    def question_closed(self) -> None:
        super().question_closed()
        self._go_on()

    # Showing.

    def _badge(self) -> str:
        states = [self.session.iris.state(eye) for eye in self._eyes]
        if not states:
            return ""
        tries = max(len(state.tries) for state in states)
        return tr("Try {attempt} of {of}", attempt=tries + 1, of=states[0].of)

    @Slot(object)
    def _show_best(self, pngs: dict[Eye, bytes]) -> None:
        if self._phase is Phase.DONE:
            self._view.show_tiles([_tile(state, pngs) for state in self.session.iris.states().values()])

    def show_phase(self) -> None:
        states = self.session.iris.states()
        if self.say_trouble():
            pass
        elif self._phase is Phase.DONE:
            self._say_done(states)
        elif self._phase is Phase.CHECKING:
            self._coach.ask("eye", N_("Taken. The eyes may rest."), N_("The pictures are being kept."))
        elif len(self._eyes) > 1:
            self._coach.ask("eye", N_("Look into the scanner with both eyes wide open."), N_("No glasses; hold still."))
        else:
            name = tr(self._eyes[0].label) if self._eyes else ""
            self._coach.ask(
                "eye", N_("Look into the scanner: {eye}."), N_("Wide open, no glasses; hold still."), eye=name
            )
        for eye, card in self._cards.items():
            card.show_state(states[eye], now=eye in self._eyes and self._phase in {Phase.WAITING, Phase.READING})
        self.refresh()

    def _say_done(self, states: Mapping[Eye, EyeState]) -> None:
        missing = [state for state in states.values() if state.missing is not None]
        if len(missing) == len(states):
            self._coach.say(Level.CARE, N_("No eye is taken."), N_("Go on with Enter."))
        elif missing:
            eye = tr(missing[0].eye.label)
            self._coach.say(Level.CARE, N_("One eye is taken."), N_("Not taken: {fingers}."), fingers=eye)
        else:
            self._coach.say(Level.GOOD, N_("Both eyes are taken."), N_("Go on with Enter, or once more with R."))

    def _put_together(self) -> None:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for card in self._cards.values():
            box.addWidget(card)
        box.addStretch(1)
        hint = row(Label(N_("The scanner takes the picture by itself."), Role.NOTE), None)
        self.body.addLayout(beside_each_other(print_card(self._view), hint, self._coach, side), 1)


class _EyeCard(Card):
    """One eye: how it stands, its quality, its tries."""

    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self._sign = Sign(Level.OFF, 30)
        self._worth = Label(role=Role.NOTE, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(eye.label, Role.STRONG))
        words.addWidget(self._worth)
        across = row(self._sign, spacing=16)
        across.addLayout(words, 1)
        self.box.addLayout(across)

    def show_state(self, state: EyeState, *, now: bool) -> None:
        best = state.best
        if state.missing is not None:
            self._sign.set_level(Level.OFF)
            self._worth.show_text(tr("Not taken: {reason}", reason=state.note or tr(state.missing.value)))
        elif now or best is None:
            self._sign.set_icon("eye") if now else self._sign.set_level(Level.OFF)
            self._worth.show_text(tr("now") if now else tr("to do"))
        else:
            self._sign.set_level(Level.GOOD)
            self._worth.show_text(_quality(state))


def _quality(state: EyeState) -> str:
    """The device's own word, and of how many tries it is the best."""
    best = state.best
    shown = "–" if best is None or best.quality is None else str(best.quality)
    if len(state.tries) > 1:
        return tr("Quality {score} by the scanner, the best of {count} tries", score=shown, count=len(state.tries))
    return tr("Quality {score} by the scanner", score=shown)


def _tile(state: EyeState, pngs: Mapping[Eye, bytes]) -> Tile:
    name, best = tr(state.eye.label), state.best
    if state.missing is not None or state.eye not in pngs or best is None:
        return Tile(name, QImage(), tr("missing"), Level.OFF)
    worth = "" if best.quality is None else str(best.quality)
    return Tile(name, encoded_image(pngs[state.eye]), worth, Level.GOOD)


def _take_eyes(equipment: Equipment, cancel: Cancel, tell: Tell, eyes: tuple[Eye, ...]) -> None:
    """On the iris scanner's thread. Raises `DeviceError`."""
    with equipment.iris(cancel) as scanner:
        tell.say(scanner.info)
        tell.waits()
        while True:
            try:
                images = scanner.capture_eyes(eyes, timeout=PATIENCE, cancel=cancel, on_preview=tell.picture)
                break
            except DeviceTimeout:  # nobody looked into it
                cancel.check()
        tell.say(images)
