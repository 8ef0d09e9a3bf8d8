"""Step signature: the resident signs for the card on a wide pad, or there is a reason why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent

from booth.domain.fingers import Finger
from booth.ui.kit import theme
from booth.ui.kit.label import ElidedLabel, Role
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.pictures import encoded_image, fitted
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.theme import Level, Size
from booth.ui.operator.capturing import CaptureScreen, named
from booth.ui.pen import INK, SignaturePad
from booth.workflow import ink
from booth.workflow.contents import thumb_mark
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
        """Whoever is quicker than the store has signed already, or has the pen on the pad: that stays."""
        if self._touched or not state.done:
            self._kept = state
            self.changed.emit()
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
            text=N_("The thumb mark stands in for it: the left thumb as just taken, else the right one."),
        )
        self._screen.question(panel, self._cannot)

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


class CardPad(SignaturePad):
    """A pad that shows what goes on the card in place of a signature, until somebody signs after all."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self._finger: Finger | None = None
        self._print = QImage()

    def show_mark(self, mark: tuple[Finger, bytes] | None) -> None:
        """The print that stands in, as PNG, or that there is none. It needs no room of its own: the pad never moves."""
        self._shown = True
        self._finger, data = mark or (None, b"")
        self._print = encoded_image(data)
        self.setAccessibleDescription(self.caption())
        self.update()

    def hide_mark(self) -> None:
        """Nothing stands in any more."""
        if self._shown:
            self._shown = False
            self.setAccessibleDescription("")
            self.update()

    def caption(self) -> str:
        """Which finger stands in, in the language in use; empty where none has to."""
        if not self._shown:
            return ""
        if self._finger is None:
            return tr("No print was taken. The reason alone stands in.")
        if self._finger in {Finger.LEFT_THUMB, Finger.RIGHT_THUMB}:
            return tr("Thumb mark in place of the signature: {finger}", finger=named(self._finger))
        return tr("Print in place of the signature: {finger}", finger=named(self._finger))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._shown or not self.empty:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme.font(Size.TEXT))
        painter.setPen(QColor(INK))
        wide = self.width() - 72
        painter.drawText(QRectF(36, 12, wide, 26), Qt.AlignmentFlag.AlignCenter, self.caption())
        if not self._print.isNull():
            room = QRectF(36, 44, wide, self.height() * 0.74 - 50)
            painter.drawImage(fitted(self._print.size(), room), self._print)


class SignatureScreen(CaptureScreen):
    """Mouse, touch or pen. What is on the pad is kept when Enter goes on."""

    help_page = "signature"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._pad = CardPad()
        self._signing = Signing(self, self.session.signature, self._pad)
        self._marked = False  # the print that stands in was asked for since it has to
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
        self._mark()
        if signing.unable:
            self._words.say(N_("Does not sign: {reason}. Whoever can after all signs here."), reason=signing.reason)
        elif signing.fault is not None and signing.long_enough:
            self._words.say(N_("Not like a usual signature. It is kept all the same."))
        elif signing.fault is not None:
            self._words.say(signing.fault.value)
        else:
            self._words.say(N_("The resident signs on the line, as on the card."))
        self._words.set_level(Level.CARE if signing.unable or signing.fault is not None else None)
        self.refresh()

    def _mark(self) -> None:
        """Show the print that stands in, or no longer."""
        if self._signing.unable and not self._marked:
            self.ask(thumb_mark, self.session, done=self._show_mark)
        elif not self._signing.unable:
            self._pad.hide_mark()
        self._marked = self._signing.unable

    @Slot(object)
    def _show_mark(self, mark: tuple[Finger, bytes] | None) -> None:
        if self._signing.unable:
            self._pad.show_mark(mark)

    @Slot()
    def _next(self) -> None:
        self._signing.keep(self.flow.go_on)
