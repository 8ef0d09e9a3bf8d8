"""What the steps share whose device waits for the resident by itself: where the turn stands, and trouble with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from booth.domain.recording import Step
from booth.ui.kit.banner import Banner
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import AGAIN_TEXT, COACH_HEIGHT, CaptureScreen, Phase
from booth.workflow.words import sentence
from resources.i18n import tr

if TYPE_CHECKING:
    from booth.devices.ports import DeviceError
    from booth.ui.operator.capturing import Turn
    from booth.ui.operator.flow import Flow


TALL_COACH = 146  # px: beside a large live picture, two lines and three of advice


class TurnScreen(CaptureScreen):
    """A capture step. A subclass gives its turn to `follow` and shows the phase in `show_phase`."""

    def __init__(self, flow: Flow, phase: Phase) -> None:
        super().__init__(flow)
        self._phase = phase
        self._trouble: DeviceError | None = None
        self._coach = Banner(big=True)
        self._coach.setMinimumHeight(COACH_HEIGHT)

    def follow(self, turn: Turn) -> None:
        """Say when the device of `turn` fails, and when it is back."""
        turn.waiting.connect(self._device_waits)
        turn.hinted.connect(self._hinted)
        turn.troubled.connect(self._troubled)

    def show_phase(self) -> None:
        """Show how the turn stands; override."""

    def stop_reading(self) -> None:
        """What was being read will not come; override where it is shown."""

    def state_text(self) -> str:
        return tr(self._phase.value)

    def retranslate(self) -> None:
        self.show_phase()

    def next_step(self) -> str:
        """What comes after the fingers."""
        return tr("next: irises") if Step.IRIS in self.session.steps else tr("next: signature")

    def say_trouble(self) -> bool:
        """Whether there is trouble with the device; it is said then."""
        if self._phase is not Phase.TROUBLE or self._trouble is None:
            return False
        self._coach.say(Level.BAD, sentence(self._trouble), AGAIN_TEXT)
        return True

    @Slot()
    def _device_waits(self) -> None:
        if self._phase is Phase.TROUBLE:
            self._phase = Phase.WAITING
            self.show_phase()

    @Slot(str)
    def _hinted(self, words: str) -> None:
        if self._phase in {Phase.WAITING, Phase.READING}:
            self._coach.say(Level.CARE, "{words}", words=words)

    @Slot(object)
    def _troubled(self, error: DeviceError) -> None:
        if self._phase is not Phase.TROUBLE:  # once, not every two seconds
            self.station.sounds.play(Sound.REFUSED)
        self._phase = Phase.TROUBLE
        self._trouble = error
        self.stop_reading()
        self.show_phase()


def beside_each_other(card: QWidget, below: QLayout, coach: Banner, rest: QWidget) -> QHBoxLayout:
    """A large live picture on the left with `below` under it; what to do, and `rest`, on the right."""
    coach.setMinimumHeight(TALL_COACH)
    left = QVBoxLayout()
    left.addWidget(card, 1)
    left.addLayout(below)
    right = QVBoxLayout()
    right.setSpacing(18)
    right.addWidget(coach)
    right.addWidget(rest, 1)
    across = QHBoxLayout()
    across.setSpacing(22)
    across.addLayout(left, 11)
    across.addLayout(right, 9)
    return across
