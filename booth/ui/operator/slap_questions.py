"""Questions about the fingers of a slap: which cannot be taken and why, and why a doubtful print is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from booth.domain.fingers import Finger, MissingReason
from booth.ui.kit.panels import reason_text
from booth.ui.operator.capturing import Phase
from booth.ui.operator.finger_words import KEPT, cannot_panel, keep_panel
from booth.ui.operator.slap_words import ALL, which_finger
from booth.ui.operator.turn_screen import TurnScreen
from booth.workflow.slaps import ORDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.ui.operator.flow import Flow
    from booth.ui.operator.slap_turn import SlapTurn
    from booth.workflow.slaps import SlapResult


class SlapQuestions(TurnScreen):
    """A screen at one slap. What was answered is kept; then `changed_fingers`, or `ask_again` where nothing was."""

    def __init__(self, flow: Flow, turn: type[SlapTurn]) -> None:
        super().__init__(flow, Phase.WAITING)
        self._slap = ORDER[0]
        self._result: SlapResult | None = None  # of what was judged last
        self._marking: list[Finger] = []  # for which a reason is asked
        self._turn = turn(self.station, self)
        self.follow(self._turn)

    def changed_fingers(self, _nothing: object) -> None:
        """Fingers of the slap were begun again, marked, unmarked or kept; override."""

    def ask_again(self) -> None:
        """Go on where the question came; override."""

    def able(self) -> list[Finger]:
        """The fingers of the slap that are not marked as missing."""
        return [f for f in self._slap.fingers if self.session.fingers.state(f).missing is None]

    @staticmethod
    def each(act: Callable[..., Any], fingers: list[Finger], *args: object) -> None:
        """On the store's thread: the same for each of these fingers."""
        for finger in fingers:
            act(finger, *args)

    @Slot()
    def _ask_which(self) -> None:
        able = self.able()
        self._turn.end()
        if len(able) == 1:
            self._ask_reason(able)
            return
        self.question(which_finger(able), self._which)

    @Slot(str, str)
    def _which(self, name: str, _note: str) -> None:
        self._ask_reason(self.able() if name == ALL else [Finger[name]])

    def _ask_reason(self, fingers: list[Finger]) -> None:
        self._marking = fingers
        self.question(cannot_panel(fingers), self._mark)

    @Slot(str, str)
    def _mark(self, reason: str, note: str) -> None:
        self.close_panel()
        self._result = None
        mark = self.session.fingers.mark_missing
        self.ask(self.each, mark, self._marking, MissingReason[reason], note, done=self.changed_fingers)

    @Slot()
    def _ask_keep(self) -> None:
        self._turn.end()
        self.question(keep_panel(), self._keep)

    @Slot(str, str)
    def _keep(self, choice: str, note: str) -> None:
        self.close_panel()
        doubled = [f for f in self._slap.fingers if self.session.fingers.state(f).again]
        keep = self.session.fingers.keep_all_the_same
        self.ask(self.each, keep, doubled, reason_text(KEPT, choice, note), done=self.changed_fingers)

    @Slot()
    def question_closed(self) -> None:
        super().question_closed()
        self.ask_again()
