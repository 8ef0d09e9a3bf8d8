"""What the capture steps share: answers that a screen forgets once it is left, and the turn of one finger."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QSize, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from booth.biometrics.quality import QualityMethod
from booth.devices.ports import Cancel, DeviceError, DeviceInfo, FingerEvent, Frame, NoFinger, SlapScanner
from booth.domain.errors import BoothError
from booth.ui.kit.hands import FingerMark, FingerState
from booth.ui.kit.label import Card
from booth.ui.operator.flow import StepScreen
from booth.ui.worker import Latest, Relay
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.biometrics.quality import Quality
    from booth.devices.ports import FingerScanner
    from booth.domain.fingers import Finger
    from booth.ui.kit.banner import Banner
    from booth.ui.kit.hands import Hands
    from booth.ui.operator.flow import Flow
    from booth.ui.station import Station
    from booth.ui.worker import Job, Worker
    from booth.workflow.equipment import Equipment
    from booth.workflow.prints import FingerState as Held

AGAIN = 2000  # ms until a device that failed is asked again by itself
PATIENCE = 20.0  # seconds that one call waits for a finger; the turn calls again and again
LIFT_WAIT = 5.0  # seconds that a finger may lie on after its image was read
LIFT_POLL = 0.2  # seconds between two looks whether it was lifted
LOOK_WAIT = 2.0  # seconds that one look may take
T = TypeVar("T")


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
    """What the device's thread tells of turn `number`."""

    number: int
    what: object  # DeviceInfo, FingerEvent, Frame, the share that has come, what was taken, or `UNSUITED`


HINTS = {  # `FingerEvent.value`: what readers say of a finger that they cannot use yet
    "again": N_("Lift the finger and lay it on again."),
    "too short": N_("That was too short. Leave the finger on the glass."),
    "not centred": N_("Lay the finger in the middle of the glass."),
    "lift": N_("Lift the finger."),
}
UNSUITED = object()  # the scanner works in another way than this turn


class Tell:
    """What a call on the device's thread says to its turn. Any thread."""

    def __init__(self, number: int, relay: Relay, progress: Latest, pictures: Latest) -> None:
        self._number = number
        self._relay = relay
        self._progress = progress
        self._pictures = pictures

    def say(self, what: object) -> None:
        """The device's info, or what was taken."""
        self._relay(_Told(self._number, what))

    def event(self, what: FingerEvent) -> None:
        if what is not FingerEvent.DONE:
            self.say(what)

    def waits(self) -> None:
        """The device is there and looks for the resident."""
        self.say(FingerEvent.WAITING)

    def share(self, done: float) -> None:
        self._progress(_Told(self._number, done))

    def picture(self, frame: Frame) -> None:
        self._pictures(_Told(self._number, frame))


class Turn(QObject):
    """One capture on a device's thread; a device that fails is asked again every two seconds until `end`."""

    waiting = Signal()
    hinted = Signal(str)  # translated: what the scanner wants otherwise, while it goes on waiting
    reading = Signal(float)  # the share that has come
    pictured = Signal(object)  # Frame: the live picture
    taken = Signal(object)  # what the device gave
    ended = Signal()  # all is over, the lift included
    unsuited = Signal()  # the scanner that is there works in another way
    troubled = Signal(object)  # DeviceError

    def __init__(self, station: Station, worker: Worker, told: SignalInstance, parent: QObject) -> None:
        """`told` gets what the device says it is, or why it is not there."""
        super().__init__(parent)
        self._station = station
        self._worker = worker
        self._device_told = told
        self._number = 0
        self._job: Job | None = None
        self._taken = False
        self._unsuited = False
        self._call: tuple[Callable[..., None], tuple[object, ...]] | None = None
        self._relay = Relay(self._told, self)
        self._progress = Latest(self._told, self)
        self._pictures = Latest(self._told, self)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(AGAIN)
        self._retry.timeout.connect(self.again)

    def start(self, function: Callable[..., None], *args: object) -> None:
        """Run `function(equipment, cancel, tell, *args)` on the device's thread, in place of whatever was."""
        self.end()
        self._number += 1
        self._taken = self._unsuited = False
        self._call = (function, args)
        cancel = Cancel()
        tell = Tell(self._number, self._relay, self._progress, self._pictures)
        self._job = self._worker.run(
            function,
            self._station.equipment,
            cancel,
            tell,
            *args,
            cancel=cancel,
            done=self._ended,
            failed=self._failed,
        )

    @Slot()
    def again(self) -> None:
        """The same once more, now."""
        if self._call is not None:
            function, args = self._call
            self.start(function, *args)

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
                self._device_told.emit(info)
            case FingerEvent.WAITING:
                self.waiting.emit()
            case FingerEvent.READING:
                self.reading.emit(0.0)
            case FingerEvent() as event:
                if event.value in HINTS:
                    self.hinted.emit(tr(HINTS[event.value]))
            case NoFinger() as error:
                self.hinted.emit(sentence(error))
            case float(share):
                self.reading.emit(share)
            case Frame() as frame:
                if not self._taken:
                    self.pictured.emit(frame)
            case what if what is UNSUITED:
                self._unsuited = True
            case what:
                self._taken = True
                self.taken.emit(what)

    @Slot(object)
    def _ended(self, _nothing: object) -> None:
        self._job = None
        if self._unsuited:
            self.unsuited.emit()
        else:
            self.ended.emit()

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, DeviceError):
            raise error
        if self._taken:  # the image is safe; what is wrong with the device shows when it is needed next
            self.ended.emit()
            return
        self._retry.start()
        self._device_told.emit(error)
        self.troubled.emit(error)


class FingerTurn(Turn):
    """One finger at the scanner: waits, reads, hands the image over, and waits until the finger is lifted.

    Whether the finger was lifted is looked for from the moment the image is there, beside whatever judges the image.
    `taken` gives a `FingerImage`; `ended` comes with the lift, or after `LIFT_WAIT`: nobody waits for ever.
    """

    def __init__(self, station: Station, parent: QObject, suits: Callable[[FingerScanner], bool] | None = None) -> None:
        """A scanner that does not suit is not used: `unsuited`."""
        super().__init__(station, station.scanner, station.scanner_told, parent)
        self._suits = suits or takes_fingers

    def begin(self, finger: Finger) -> None:
        """Wait for `finger` now, in place of whatever was."""
        self.start(_take_turn, self._suits, finger)


def takes_fingers(_scanner: FingerScanner) -> bool:
    """Any scanner takes one finger at a time."""
    return True


def takes_slaps(scanner: FingerScanner) -> bool:
    """Whether it takes four fingers at once."""
    return isinstance(scanner, SlapScanner)


def takes_no_slaps(scanner: FingerScanner) -> bool:
    """Whether it takes one finger at a time and no more."""
    return not isinstance(scanner, SlapScanner)


def _take_turn(
    equipment: Equipment, cancel: Cancel, tell: Tell, suits: Callable[[FingerScanner], bool], finger: Finger
) -> None:
    """On the scanner's thread. Raises `DeviceError`."""
    with equipment.scanner(cancel) as scanner:
        tell.say(scanner.info)
        if not suits(scanner):
            tell.say(UNSUITED)
            return
        take = partial(
            scanner.capture,
            timeout=PATIENCE,
            cancel=cancel,
            progress=tell.share,
            on_event=tell.event,
            finger=finger,
            on_preview=tell.picture,
        )
        tell.say(patiently(take, cancel, tell))
        wait_for_lift(scanner, cancel)


def patiently(take: Callable[[], T], cancel: Cancel, tell: Tell) -> T:
    """What `take` gives, however long nobody comes; what else is wrong with a finger is said. Raises `DeviceError`."""
    while True:
        try:
            return take()
        except NoFinger as error:
            cancel.check()
            if type(error) is not NoFinger:
                tell.say(error)


def wait_for_lift(scanner: FingerScanner, cancel: Cancel) -> None:
    """Until the finger is lifted, at most `LIFT_WAIT`. Raises `DeviceError`."""
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
