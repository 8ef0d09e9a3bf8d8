"""What the capture steps share: answers that a screen forgets once it is left, and the turn of one finger."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from booth.biometrics.quality import QualityMethod
from booth.devices.ports import Cancel, DeviceError, DeviceInfo, FingerEvent, FingerImage, NoFinger
from booth.domain.errors import BoothError
from booth.ui.kit.hands import FingerMark, FingerState
from booth.ui.kit.label import Card
from booth.ui.operator.flow import StepScreen
from booth.ui.worker import Latest, Relay
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.biometrics.quality import Quality
    from booth.domain.fingers import Finger
    from booth.ui.kit.banner import Banner
    from booth.ui.kit.hands import Hands
    from booth.ui.operator.flow import Flow
    from booth.ui.station import Station
    from booth.ui.worker import Job
    from booth.workflow.equipment import Equipment
    from booth.workflow.prints import FingerState as Held

AGAIN = 2000  # ms until a device that failed is asked again by itself
PATIENCE = 20.0  # seconds that one call waits for a finger; the turn calls again and again
LIFT_WAIT = 5.0  # seconds that a finger may lie on after its image was read
LIFT_POLL = 0.2  # seconds between two looks whether it was lifted
LOOK_WAIT = 2.0  # seconds that one look may take


class _Reply:
    """An answer for a screen: dropped where the screen was left, or left and entered again, in the meantime."""

    def __init__(self, screen: CaptureScreen, slot: Callable[[Any], None]) -> None:
        self._screen = screen
        self._slot = slot
        self._visit = screen.visit

    def __call__(self, value: Any) -> None:
        if isValid(self._screen) and self._screen.visit == self._visit:
            self._slot(value)


class CaptureScreen(StepScreen):
    """A step that asks store and devices. A subclass that overrides `enter` or `leave` calls these."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self.visit = 0  # counts up whenever the screen is left; answers to an earlier visit are dropped

    def leave(self) -> None:
        self.visit += 1
        self.clear_message()
        self.close_panel()

    def ask(self, function: Callable[..., Any], *args: Any, done: Callable[[Any], None]) -> None:
        """Call on the store's thread; `done(result)` unless the screen was left. What was asked is done anyway."""
        self.station.store.run(function, *args, done=_Reply(self, done), failed=_Reply(self, self.failed))

    @Slot(object)
    def failed(self, error: Exception) -> None:
        """Say an error of ours; any other is a fault of the program and belongs to the application's hook."""
        if not isinstance(error, BoothError):
            raise error
        self.refused(error)

    @Slot()
    def close_question(self) -> None:
        """The panel's question was taken back."""
        self.close_panel()


class Phase(Enum):
    """Where the turn of a finger stands; the value is said in the window's title."""

    WAITING = N_("waiting for a finger")
    READING = N_("reading")
    CHECKING = N_("checking")
    LIFT = N_("lift the finger")
    TROUBLE = N_("scanner not ready")
    RESTING = N_("paused")
    DONE = N_("finished")


@dataclass(frozen=True)
class _Told:
    """What the scanner's thread tells of turn `number`."""

    number: int
    what: DeviceInfo | FingerEvent | FingerImage | float


class FingerTurn(QObject):
    """One finger at the scanner: waits, reads, hands the image over, and waits until the finger is lifted.

    Whether the finger was lifted is looked for from the moment the image is there, beside whatever judges the image.
    A scanner that fails is asked again every two seconds until `end`.
    """

    waiting = Signal()
    reading = Signal(float)  # the share that has come
    taken = Signal(object)  # FingerImage
    lifted = Signal()  # or lay on for `LIFT_WAIT`: nobody waits for ever
    troubled = Signal(object)  # DeviceError

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._number = 0
        self._job: Job | None = None
        self._taken = False
        self._tell = Relay(self._told, self)
        self._progress = Latest(self._told, self)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(AGAIN)
        self._retry.timeout.connect(self.begin)

    @Slot()
    def begin(self) -> None:
        """Wait for a finger now, in place of whatever was."""
        self.end()
        self._number += 1
        self._taken = False
        cancel = Cancel()
        self._job = self._station.scanner.run(
            _take_turn,
            self._station.equipment,
            cancel,
            self._number,
            self._tell,
            self._progress,
            cancel=cancel,
            done=self._ended,
            failed=self._failed,
        )

    def end(self) -> None:
        """Not wanted any more; nothing is told of it from now on."""
        self._retry.stop()
        self._number += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _told(self, told: _Told) -> None:
        if told.number != self._number:
            return
        match told.what:
            case DeviceInfo() as info:
                self._station.scanner_told.emit(info)
            case FingerImage() as image:
                self._taken = True
                self.taken.emit(image)
            case FingerEvent.WAITING:
                self.waiting.emit()
            case FingerEvent.READING:
                self.reading.emit(0.0)
            case float(share):
                self.reading.emit(share)

    @Slot(object)
    def _ended(self, _nothing: object) -> None:
        self._job = None
        self.lifted.emit()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, DeviceError):
            raise error
        if self._taken:  # the image is safe; what is wrong with the scanner shows when it is needed next
            self.lifted.emit()
            return
        self._retry.start()
        self._station.scanner_told.emit(error)
        self.troubled.emit(error)


def _take_turn(equipment: Equipment, cancel: Cancel, number: int, tell: Relay, progress: Latest) -> None:
    """On the scanner's thread. Raises `DeviceError`."""

    def event(what: FingerEvent) -> None:
        if what is not FingerEvent.DONE:
            tell(_Told(number, what))

    def share(done: float) -> None:
        progress(_Told(number, done))

    with equipment.scanner(cancel) as scanner:
        tell(_Told(number, scanner.info))
        while True:
            try:
                image = scanner.capture(timeout=PATIENCE, cancel=cancel, progress=share, on_event=event)
                break
            except NoFinger:
                cancel.check()
        tell(_Told(number, image))
        deadline = time.monotonic() + LIFT_WAIT
        while scanner.finger_present(timeout=LOOK_WAIT, cancel=cancel) and time.monotonic() < deadline:
            cancel.sleep(LIFT_POLL)


COACH_HEIGHT = 104  # px: two lines and a note, so that nothing below moves when the advice is long
AGAIN_TEXT = N_("Tried again by itself every two seconds.")


def named(finger: Finger) -> str:
    """The finger's name within a sentence, in the language in use."""
    name = tr(finger.label)
    return name[:1].lower() + name[1:]


def quality_note(quality: Quality | None, limit: int) -> str:
    """What stands under the meter: who judged, and the limit."""
    if quality is None:
        return tr("Quality · limit {limit}", limit=limit)
    if quality.method is QualityMethod.OPENCV:
        return tr("Estimated quality · limit {limit}", limit=limit)
    return tr("NFIQ 2 quality · limit {limit}", limit=limit)


def print_card(*widgets: QWidget) -> Card:
    """The card with the print and what belongs to it."""
    card = Card()
    card.box.setContentsMargins(14, 14, 14, 14)
    for widget in widgets:
        card.box.addWidget(widget)
    return card


def side_by_side(card: Card, coach: Banner, hands: Hands, below: QLayout | None = None) -> QHBoxLayout:
    """The print on the left, `below` under it; what to do and the hands on the right."""
    left = QVBoxLayout()
    left.addWidget(card)
    if below is not None:
        left.addLayout(below)
    left.addStretch(1)
    right = QVBoxLayout()
    right.setSpacing(18)
    right.addWidget(coach)
    right.addWidget(hands, 1)
    across = QHBoxLayout()
    across.setSpacing(22)
    across.addLayout(left)
    across.addLayout(right, 1)
    return across


def card_width(size: QSize) -> int:
    """Pixels for the card with the print, on a screen of `size`: what a small monitor holds, more on a large one."""
    return min(440, max(300, round(min(size.width() * 0.27, size.height() * 0.48))))


def mark_of(held: Held) -> FingerMark:
    """How a finger with its tries is drawn."""
    best = held.best
    score = best.quality.score if best else None
    if held.missing is not None:
        return FingerMark(FingerState.MISSING)
    if held.doubled is not None:
        return FingerMark(FingerState.POOR, score)
    if held.passed:
        return FingerMark(FingerState.GOOD, score)
    return FingerMark(FingerState.POOR if held.flagged else FingerState.DUE, score)
