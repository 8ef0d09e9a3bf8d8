"""Step photo: the camera's picture with one instruction, shots of the face, and the resident's choice among them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.biometrics.face import FaceFinder, FaceReport, FaceVerdict, oval
from booth.devices.ports import Cancel, DeviceError, Frame
from booth.domain.recording import Background
from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, Label, Role, line
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.pictures import Oval, Preview, Thumbnails
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import AGAIN, AGAIN_TEXT, CaptureScreen, sounds
from booth.ui.worker import Latest, Relay, Worker
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.operator.flow import Flow
    from booth.ui.worker import Job
    from booth.workflow.equipment import Equipment
    from booth.workflow.photo import PhotoWork, Shot

LOOK_EVERY = 125  # ms between two looks for the face
HELD = 0.3  # seconds that a verdict must hold before it is said
SILENCE = 6.0  # seconds without a picture: longer than the camera itself waits before it counts as lost

REASONS = (
    Choice("wheelchair", N_("Resident sits in a wheelchair or cannot sit upright")),
    Choice("bedridden", N_("Resident is bedridden")),
    Choice("headscarf", N_("Face partly covered for a medical reason")),
    Choice("light", N_("The light at this place is no better today")),
    Choice("other", N_("Other reason, noted"), note=True),
)


class Look(Enum):
    """Where the photo stands; the value is said in the window's title."""

    STARTING = N_("the camera is getting ready")
    TROUBLE = N_("camera not ready")
    PLACING = N_("place the face")
    READY = N_("ready for the photo")
    POOR = N_("the photo needs another try")
    CHOSEN = N_("photo chosen")


class Steady:
    """A verdict that changes only when another one has held for `HELD` seconds, so that no instruction flickers."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self.shown: FaceVerdict | None = None
        self._next: FaceVerdict | None = None
        self._since = 0.0

    def forget(self) -> None:
        self.shown = self._next = None

    def see(self, verdict: FaceVerdict) -> FaceVerdict:
        """What to show now that `verdict` was seen."""
        now = self._monotonic()
        if verdict is self.shown or self.shown is None:
            self.shown, self._next = verdict, None
        elif verdict is not self._next:
            self._next, self._since = verdict, now
        elif now - self._since >= HELD:
            self.shown, self._next = verdict, None
        return self.shown


class _Eye:
    """Looks for faces; lives on the thread of whoever calls it, with a finder of its own."""

    def __init__(self) -> None:
        self._finder: FaceFinder | None = None

    def look(self, frame: Frame) -> tuple[Frame, FaceReport]:
        if self._finder is None:
            self._finder = FaceFinder()
        return frame, self._finder.find(frame.pixels)


@dataclass(frozen=True)
class _Album:
    """The step as the store has it."""

    shots: tuple[Shot, ...]
    chosen: Shot | None
    reason: str
    finished: bool


def _read_album(photo: PhotoWork) -> _Album:
    shots = photo.shots()
    chosen = next((shot for shot in shots if shot.chosen), None)
    return _Album(shots, chosen, photo.reason, not photo.missing)


_FAR_AWAY = {FaceVerdict.TOO_FAR, FaceVerdict.TOO_NEAR}
_NO_FACE = {FaceVerdict.NONE, FaceVerdict.TWO}


class PhotoScreen(CaptureScreen):
    """The camera runs while this screen is shown, on its own thread; the faces are found on another one."""

    help_page = "photo"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._camera: Job | None = None
        self._frames = Latest(self._show_frame, self)
        self._opened = Relay(self._camera_opened, self)
        self._camera_name = ""
        self._faces: Worker | None = None
        self._eye = _Eye()
        self._frame: Frame | None = None
        self._looked_at = 0  # number of the frame that was judged last
        self._steady = Steady()
        self._trouble: Exception | None = None
        self._album = _Album((), None, "", finished=False)
        self._taking = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(AGAIN)
        self._retry.timeout.connect(self._open_camera)
        self._pulse = QTimer(self)
        self._pulse.setInterval(LOOK_EVERY)
        self._pulse.timeout.connect(self._look)
        self._preview = Preview()
        self._thumbnails = Thumbnails(3)
        self._thumbnails.chosen.connect(self._choose)
        self._ticks = {name: _Tick(text) for name, text in _TICKS.items()}
        self._cloth = Label(role=Role.TEXT, wrap=True)
        self._chosen_words = Label(role=Role.NOTE, wrap=True)
        self._put_together()

    def title(self) -> str:
        return tr("Face photo")

    def subtitle(self) -> str:
        n = len(self._album.shots)
        return tr("{n} photo taken", n=n) if n else ""

    def state_text(self) -> str:
        return tr(self._state().value)

    def hint(self) -> str:
        if self._album.finished:
            return tr("next: fingerprints")
        return ""

    def offers(self) -> list[Action]:
        poor = self._album.chosen is not None and not self._album.chosen.good
        return [
            back(tr("Back"), self.flow.go_back),
            Action("take", tr("Take photo"), self._take, "Space", enabled=self._frame is not None and not self._taking),
            Action("reason", tr("Accept with a reason…"), self._ask_reason, "F8", enabled=poor),
            Action("retry", tr("Try the camera again"), self._open_camera, "R", visible=self._trouble is not None),
            self.park_action(),
            primary(tr("Next"), self.flow.go_on, enabled=self._album.finished and not self._taking),
        ]

    def enter(self) -> None:
        self._faces = Worker("faces", self)
        self._show_cloth()
        self._preview.show_nothing(tr("The camera is getting ready …"))
        self._show_verdict(None)
        self._open_camera()
        self._pulse.start()
        self._read()
        self.setFocus()

    def leave(self) -> None:
        super().leave()
        self._pulse.stop()
        self._retry.stop()
        if self._camera is not None:
            self._camera.cancel()
            self._camera = None
        self.station.camera.run(self.station.equipment.let_camera_go)
        if self._faces is not None:
            self._faces.close(0.0)  # whatever it looks at now is dropped
            self._faces = None
        self._frame = None
        self._trouble = None
        self._taking = False
        self._steady.forget()
        self._eye = _Eye()
        self._preview.show_nothing("")
        self._thumbnails.set_images((), -1)
        self._album = _Album((), None, "", finished=False)

    def retranslate(self) -> None:
        self._show_verdict(self._steady.shown)
        self._show_cloth()
        self._show_album(self._album)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1…9 and the arrow keys choose among the shots wherever the focus is."""
        number = event.key() - Qt.Key.Key_1
        if self.panel is None and 0 <= number < len(self._album.shots):
            self._thumbnails.choose(number)
        elif self.panel is None and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._album.shots:
            self._thumbnails.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # The camera.

    @Slot()
    def _open_camera(self) -> None:
        self._retry.stop()
        if self._camera is not None:
            self._camera.cancel()
        cancel = Cancel()
        self._camera = self.station.camera.run(
            _watch, self.station.equipment, cancel, self._opened, self._frames, cancel=cancel, failed=self._camera_lost
        )

    @Slot(object)
    def _camera_opened(self, name: str) -> None:
        self._camera_name = name
        if self._trouble is not None:
            self._trouble = None
            self.clear_message()
        self.refresh()

    @Slot(object)
    def _camera_lost(self, error: Exception) -> None:
        self._camera = None
        if not isinstance(error, DeviceError):
            raise error
        self._trouble = error
        self._frame = None
        self._steady.forget()
        self._preview.show_nothing(sentence(error))
        self._show_verdict(None)
        self.message(Level.BAD, sentence(error), AGAIN_TEXT)
        self._retry.start()
        self.refresh()

    @Slot(object)
    def _show_frame(self, frame: Frame) -> None:
        if self._camera is None:
            return
        first = self._frame is None
        self._frame = frame
        self._preview.show_frame(frame.pixels)
        if first:
            self.refresh()

    # The face.

    @Slot()
    def _look(self) -> None:
        frame = self._frame
        if frame is None or self._faces is None or self._faces.busy or frame.number == self._looked_at:
            return
        self._looked_at = frame.number
        self._faces.run(self._eye.look, frame, done=self._looked, failed=self.failed)

    @Slot(object)
    def _looked(self, found: tuple[Frame, FaceReport]) -> None:
        if self._frame is None:
            return
        before = self._steady.shown
        shown = self._steady.see(found[1].verdict)
        if shown is not before:
            self._show_verdict(shown)
            self.refresh()

    def _show_verdict(self, verdict: FaceVerdict | None) -> None:
        level = Level.OFF if verdict is None else Level.GOOD if verdict is FaceVerdict.OK else Level.CARE
        frame = self._frame
        if frame is None or verdict is None:
            self._preview.set_guide(None, Level.OFF, "")
        else:
            height, width = frame.pixels.shape[:2]
            self._preview.set_guide(Oval(*oval(width, height)), level, tr(verdict.value))
        for name, tick in self._ticks.items():
            tick.show_level(_tick_level(name, verdict))

    # Shots.

    @Slot()
    def _take(self) -> None:
        """The newest picture, judged as it is."""
        if self._frame is None or self._faces is None or self._taking:
            return
        self._taking = True
        self._faces.run(self._eye.look, self._frame, done=self._judged, failed=self._not_taken)
        self.refresh()

    @Slot(object)
    def _judged(self, found: tuple[Frame, FaceReport]) -> None:
        frame, report = found
        sounds(self.station).play(Sound.CAPTURE)
        self.ask(_add_shot, self.session.photo, frame, report, self._camera_name, done=self._taken)

    @Slot(object)
    def _taken(self, album: _Album) -> None:
        self._taking = False
        self._show_album(album)
        if album.chosen is not None and not album.chosen.good:
            sounds(self.station).play(Sound.REFUSED)

    @Slot(object)
    def _not_taken(self, error: Exception) -> None:
        self._taking = False
        self.failed(error)

    def failed(self, error: Exception) -> None:
        self._taking = False
        super().failed(error)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.ask(_choose_shot, self.session.photo, self._album.shots[index].number, done=self._show_album)

    def _read(self) -> None:
        self.ask(_read_album, self.session.photo, done=self._show_album)

    @Slot(object)
    def _show_album(self, album: _Album) -> None:
        self._album = album
        choice = next((n for n, shot in enumerate(album.shots) if shot.chosen), -1)
        self._thumbnails.set_images([shot.jpeg for shot in album.shots], choice)
        chosen = album.chosen
        if chosen is None or self._trouble is not None:
            self._chosen_words.say("")
        elif chosen.good:
            self._chosen_words.say(N_("Photo {number} is chosen."), number=choice + 1)
        elif album.reason:
            self._chosen_words.say(N_("Accepted: {reason}"), reason=tr(album.reason))
        else:
            self._chosen_words.say(N_("This photo is not as it should be: {why}"), why=tr(chosen.verdict.value))
        self._chosen_words.set_level(Level.CARE if chosen is not None and not chosen.good else None)
        self.refresh()

    # A way out.

    @Slot()
    def _ask_reason(self) -> None:
        panel = ReasonPanel(
            N_("Accept this photo, because …"),
            REASONS,
            text=N_("Only where another try cannot help. The reason is saved with the recording."),
        )
        panel.chosen.connect(self._accept)
        panel.cancelled.connect(self.close_question)
        self.open_panel(panel)

    @Slot(str, str)
    def _accept(self, choice: str, note: str) -> None:
        self.close_panel()
        reason = note or next(c.text for c in REASONS if c.id == choice)
        self.ask(_accept_shot, self.session.photo, reason, done=self._show_album)

    # Inside.

    def _state(self) -> Look:
        if self._album.finished:
            return Look.CHOSEN
        if self._trouble is not None:
            return Look.TROUBLE
        if self._frame is None:
            return Look.STARTING
        if self._album.chosen is not None:
            return Look.POOR
        return Look.READY if self._steady.shown is FaceVerdict.OK else Look.PLACING

    def _show_cloth(self) -> None:
        born = self.session.resident.tanggal_lahir.year
        if self.session.photo.background is Background.RED:
            self._cloth.say(N_("Check that the cloth is red (born {year})."), year=born)
        else:
            self._cloth.say(N_("Check that the cloth is blue (born {year})."), year=born)

    def _put_together(self) -> None:
        picture = Card()
        picture.box.setContentsMargins(12, 12, 12, 12)
        picture.box.addWidget(self._preview)
        checks = Card()
        checks.box.setSpacing(10)
        for number, tick in enumerate(self._ticks.values()):
            if number:
                checks.box.addWidget(line())
            checks.box.addLayout(tick)
        checks.box.addWidget(line())
        checks.box.addWidget(self._cloth)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(checks)
        side.addWidget(Label(N_("Photos · the resident chooses"), Role.NOTE))
        side.addWidget(self._thumbnails)
        side.addWidget(self._chosen_words)
        side.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addWidget(picture, 13)
        across.addLayout(side, 7)
        self.body.addLayout(across, 1)


_TICKS = {"one": N_("One face"), "distance": N_("Distance"), "centre": N_("In the middle of the oval")}


class _Tick(QHBoxLayout):
    """One thing that is judged, with its sign."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sign = Sign(Level.OFF, 24)
        self.setSpacing(12)
        self.addWidget(self.sign)
        self.addWidget(Label(text))
        self.addStretch(1)

    def show_level(self, level: Level) -> None:
        self.sign.set_level(level)


def _tick_level(name: str, verdict: FaceVerdict | None) -> Level:
    """Judged in this order: one face, its distance, its place; what comes after the first fault is not known."""
    if verdict is None:
        return Level.OFF
    order = list(_TICKS)
    fault = 0 if verdict in _NO_FACE else 1 if verdict in _FAR_AWAY else 2 if verdict is not FaceVerdict.OK else 3
    at = order.index(name)
    return Level.GOOD if at < fault else Level.CARE if at == fault else Level.OFF


# On the store's thread.


def _add_shot(photo: PhotoWork, frame: Frame, report: FaceReport, camera: str) -> _Album:
    photo.add_shot(frame.pixels, report, camera=camera)
    return _read_album(photo)


def _choose_shot(photo: PhotoWork, number: int) -> _Album:
    photo.choose(number)
    return _read_album(photo)


def _accept_shot(photo: PhotoWork, reason: str) -> _Album:
    photo.accept_with_reason(reason)
    return _read_album(photo)


def _watch(equipment: Equipment, cancel: Cancel, opened: Relay, frames: Latest) -> None:
    """On the camera's thread, until cancelled. Raises `DeviceError`."""
    with equipment.camera() as camera:
        opened(camera.info.name)
        while True:
            frames(camera.read(timeout=SILENCE, cancel=cancel))
