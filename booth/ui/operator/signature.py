"""Step signature: the resident signs for the card on a wide pad, or there is a reason why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot

from booth.ui.kit.label import ElidedLabel, Role
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import CaptureScreen
from booth.ui.pen import SignaturePad
from booth.workflow import ink
from booth.workflow.signing import SignReason, SignState
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.devices.ports import Strokes
    from booth.ui.operator.flow import Flow
    from booth.workflow.signing import SignatureWork

REASONS = tuple(Choice(reason.name, reason.value, note=reason is SignReason.OTHER) for reason in SignReason)


class Signing(QObject):
    """A pad and what the store has of its signature: strokes, a reason why there are none, or neither."""

    changed = Signal()

    def __init__(self, screen: CaptureScreen, work: SignatureWork, pad: SignaturePad) -> None:
        super().__init__(screen)
        self._screen = screen
        self._work = work
        self._kept = SignState()
        self._cleared = False  # strokes that look like no signature were cleared once: no second refusal
        self._touched = False  # the pad shows something else than what is kept
        self._then: Callable[[], None] | None = None
        self.busy = False
        self.pad = pad
        pad.changed.connect(self._drawn)

    @property
    def unable(self) -> bool:
        """A reason stands in place of the signature."""
        return self._kept.reason is not None and not self._touched

    @property
    def fault(self) -> ink.InkFault | None:
        """Why the strokes look like no signature; None on an empty pad and for what is kept already."""
        return ink.judge(self.pad.strokes()) if self._touched and not self.pad.empty else None

    @property
    def long_enough(self) -> bool:
        """The strokes are taken: they look like a signature, or this is the second time."""
        return not self.pad.empty and (self.fault is None or self._cleared)

    @property
    def ready(self) -> bool:
        """There is a signature or a reason, and nothing is being kept just now."""
        return (self.unable or self.long_enough) and not self.busy

    @property
    def clearable(self) -> bool:
        return (self.unable or not self.pad.empty) and not self.busy

    @property
    def reason(self) -> str:
        """Why nobody signs, in the language in use."""
        kept = self._kept
        return kept.note or (tr(kept.reason.value) if kept.reason is not None else "")

    def load(self) -> None:
        """Show what the store has."""
        self.busy = False
        self._screen.ask(self._work.state, done=self._loaded)

    def forget(self) -> None:
        """Nothing is shown any more."""
        self.busy = False
        self._then = None
        self._cleared = False
        self.show(SignState())

    @Slot(object)
    def show(self, state: SignState) -> None:
        """Show `state`, which the store has."""
        self._kept = state
        self._touched = False
        blocker = QSignalBlocker(self.pad)
        self.pad.set_strokes(state.strokes)
        blocker.unblock()
        self.changed.emit()

    @Slot(object)
    def _loaded(self, state: SignState) -> None:
        """Whoever is quicker than the store has signed already: that stays."""
        if self._touched:
            self._kept = state
        else:
            self.show(state)

    @Slot()
    def clear(self) -> None:
        """Empty paper, no reason."""
        if self._kept.done and not self._touched:
            self._screen.ask(self._clear_kept, done=self.show)
        else:
            self._cleared = self._cleared or self.fault is not None
            self.pad.clear()

    def keep(self, then: Callable[[], None]) -> None:
        """Keep what is on the pad, unless it is kept already, then call `then`."""
        if not self._touched:
            then()
            return
        self.busy = True
        self._then = then
        self.changed.emit()
        self._screen.ask(self._sign, self.pad.strokes(), self._cleared, done=self._is_kept)

    @Slot()
    def ask_reason(self) -> None:
        """Open the question why the resident cannot sign."""
        panel = ReasonPanel(
            N_("The resident cannot sign, because …"),
            REASONS,
            text=N_("The thumb prints that were just taken stand in for it."),
        )
        panel.chosen.connect(self._cannot)
        panel.cancelled.connect(self._screen.close_question)
        self._screen.open_panel(panel)

    @Slot()
    def _drawn(self) -> None:
        self._touched = True
        self.changed.emit()

    @Slot(object)
    def _is_kept(self, _nothing: object) -> None:
        self.busy = False
        self._touched = False
        then, self._then = self._then, None
        if then is not None:
            then()

    def _sign(self, strokes: Strokes, all_the_same: bool) -> None:
        self._work.sign(strokes, all_the_same=all_the_same)

    def _clear_kept(self) -> SignState:
        self._work.clear()
        return self._work.state()

    @Slot(str, str)
    def _cannot(self, reason: str, note: str) -> None:
        self._screen.close_panel()
        self._screen.ask(self._keep_reason, SignReason[reason], note, done=self.show)

    def _keep_reason(self, reason: SignReason, note: str) -> SignState:
        self._work.unable(reason, note)
        return self._work.state()


class SignatureScreen(CaptureScreen):
    """Mouse, touch or pen. What is on the pad is kept when Enter goes on."""

    help_page = "signature"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._signing = Signing(self, self.session.signature, SignaturePad())
        self._signing.changed.connect(self._say)
        self._words = ElidedLabel(role=Role.STRONG)
        self.body.addWidget(self._words)
        self.body.addWidget(self._signing.pad, 1)

    def title(self) -> str:
        return tr("Signature for the card")

    def state_text(self) -> str:
        if self._signing.unable:
            return tr("cannot sign")
        return tr("signed") if self._signing.long_enough else tr("waiting for the signature")

    def hint(self) -> str:
        return tr("next: verification") if self._signing.ready else ""

    def offers(self) -> list[Action]:
        signing = self._signing
        return [
            back(tr("Back"), self.flow.go_back),
            Action("clear", tr("Clear and redo"), signing.clear, "Del", enabled=signing.clearable),
            Action("cannot", tr("Cannot sign, because …"), signing.ask_reason, "F8", enabled=not signing.busy),
            self.park_action(),
            primary(tr("Next"), self._next, enabled=signing.ready),
        ]

    def enter(self) -> None:
        self._signing.load()

    def leave(self) -> None:
        super().leave()
        self._signing.forget()

    def retranslate(self) -> None:
        self._say()

    def failed(self, error: Exception) -> None:
        self._signing.busy = False
        super().failed(error)

    @Slot()
    def _say(self) -> None:
        """In one line that is always there: the pad must not move under the hand that signs."""
        signing = self._signing
        if signing.unable:
            text = N_("Does not sign: {reason}. The thumb prints stand in. Whoever can after all signs here.")
            self._words.say(text, reason=signing.reason)
        elif signing.fault is not None and signing.long_enough:
            self._words.say(N_("Not like a usual signature. It is kept all the same."))
        elif signing.fault is not None:
            self._words.say(signing.fault.value)
        else:
            self._words.say(N_("The resident signs on the line, as on the card."))
        self._words.set_level(Level.CARE if signing.unable or signing.fault is not None else None)
        self.refresh()

    @Slot()
    def _next(self) -> None:
        self._signing.keep(self.flow.go_on)
