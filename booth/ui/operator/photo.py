"""Step photo: the camera's picture with one instruction, shots of the face, and the resident's choice among them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from booth.biometrics.face import FaceVerdict
from booth.domain.recording import Background
from booth.ui.kit.banner import Sign
from booth.ui.kit.label import Card, Label, Role
from booth.ui.kit.panels import Choice, ReasonPanel, reason_text
from booth.ui.kit.pictures import Preview, Thumbnails, encoded_image
from booth.ui.kit.screen import Action, back, primary
from booth.ui.kit.sound import Sound
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import AGAIN_TEXT, CaptureScreen
from booth.ui.operator.viewfinder import Photo, Viewfinder
from booth.workflow.words import sentence
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from booth.ui.operator.flow import Flow
    from booth.workflow.photo import PhotoWork, Shot

REASONS = (
    Choice("wheelchair", N_("Resident sits in a wheelchair or cannot sit upright")),
    Choice("bedridden", N_("Resident is bedridden")),
    Choice("headscarf", N_("Face partly covered for a medical reason")),
    Choice("light", N_("The light at this place is no better today")),
    Choice("other", N_("Other reason, noted"), note=True),
)

SMALL_HEIGHT = 224  # px to which shots are made smaller off the interface's thread: sharp on fine screens too


class Check(Enum):
    """What the screen ticks off; the value is its name on the screen."""

    FACE = N_("One face")
    DISTANCE = N_("Distance")
    CENTRE = N_("In the middle of the oval")
    CLOTH = N_("Cloth")
    FREE = N_("No glasses, forehead free")
    LIGHT = N_("Light")
    STRAIGHT = N_("Head straight")
    EYES = N_("Eyes open, mouth closed")
    SHARP = N_("Sharp")


PLACE = (Check.FACE, Check.DISTANCE, Check.CENTRE)
VERDICTS = {
    Check.FACE: {FaceVerdict.NONE, FaceVerdict.TWO, FaceVerdict.CUT_OFF},
    Check.DISTANCE: {FaceVerdict.TOO_SMALL, FaceVerdict.TOO_FAR, FaceVerdict.TOO_NEAR},
    Check.CENTRE: {v for v in FaceVerdict if v.name.startswith("OFF_CENTRE")},
    Check.CLOTH: {FaceVerdict.CLOTH_COLOUR, FaceVerdict.CLOTH_UNEVEN},
    Check.FREE: {FaceVerdict.GLASSES, FaceVerdict.GLARE, FaceVerdict.FOREHEAD},
    Check.LIGHT: {FaceVerdict.DARK, FaceVerdict.BRIGHT, FaceVerdict.UNEVEN_LIGHT},
    Check.STRAIGHT: {
        FaceVerdict.TILTED,
        FaceVerdict.TURNED_LEFT,
        FaceVerdict.TURNED_RIGHT,
        FaceVerdict.CHIN_UP,
        FaceVerdict.CHIN_DOWN,
    },
    Check.EYES: {FaceVerdict.MOUTH_OPEN, FaceVerdict.EYES_CLOSED},
    Check.SHARP: {FaceVerdict.BLURRED},
}


class Look(Enum):
    """Where the photo stands; the value is said in the window's title."""

    STARTING = N_("the camera is getting ready")
    TROUBLE = N_("camera not ready")
    PLACING = N_("place the face")
    READY = N_("ready for the photo")
    POOR = N_("the photo needs another try")
    CHOSEN = N_("photo chosen")


@dataclass(frozen=True)
class _Album:
    """The step as the store has it."""

    shots: tuple[Shot, ...]
    small: tuple[QImage, ...]  # of the shots, as large as they are shown
    chosen: Shot | None
    reason: str
    finished: bool


def _read_album(photo: PhotoWork) -> _Album:
    shots = photo.shots()
    chosen = next((shot for shot in shots if shot.chosen), None)
    return _Album(shots, tuple(_small(shot.jpeg) for shot in shots), chosen, photo.reason, not photo.missing)


def _small(jpeg: bytes) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return encoded_image(jpeg).scaledToHeight(SMALL_HEIGHT, smooth)


_NOTHING = _Album((), (), None, "", finished=False)


class PhotoScreen(CaptureScreen):
    """The camera runs while this screen is shown, on its own thread; the faces are found on another one."""

    help_page = "photo"

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._album = _NOTHING
        self._taking = False
        self._read = False  # the album: before that nobody knows whether there are photos already
        self._trouble_said = False
        self._preview = Preview()
        self._finder = Viewfinder(self.station, self._preview, self)
        self._finder.changed.connect(self._view_changed)
        self._finder.ripe.connect(self._take_first)
        self._finder.photographed.connect(self._photographed)
        self._finder.failed.connect(self.failed)
        self._thumbnails = Thumbnails(3)
        self._thumbnails.chosen.connect(self._choose)
        self._ticks = {check: _Tick(check.value) for check in Check}
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
        finder, chosen = self._finder, self._album.chosen
        may_take = finder.shown is not None and not self._taking
        poor = chosen is not None and not chosen.good
        return [
            back(tr("Back"), self.flow.go_back),
            Action("take", tr("Take photo"), self._take, "Space", enabled=may_take),
            Action(
                "reason",
                tr("Accept with a reason …"),
                self._ask_reason,
                "F8",
                enabled=poor,
                visible=finder.trouble is None,
            ),
            Action("retry", tr("Try the camera again"), finder.retry, "R", visible=finder.trouble is not None),
            self.park_action(),
            primary(tr("Next"), self.flow.go_on, enabled=self._album.finished and not self._taking),
        ]

    def enter(self) -> None:
        self._finder.background = self.session.photo.background
        self._show_cloth()
        self._finder.start()
        self._view_changed()
        self.ask(_read_album, self.session.photo, done=self._show_album)

    def leave(self) -> None:
        super().leave()
        self._finder.stop()
        self._taking = self._read = False
        self._thumbnails.set_images((), -1)
        self._album = _NOTHING

    def retranslate(self) -> None:
        self._finder.say()
        self._show_cloth()
        read = self._read
        self._show_album(self._album)
        self._read = read

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1…9 and the arrow keys choose among the shots wherever the focus is."""
        number = event.key() - Qt.Key.Key_1
        if self.panel is None and 0 <= number < len(self._album.shots):
            self._thumbnails.choose(number)
        elif self.panel is None and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._album.shots:
            self._thumbnails.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _view_changed(self) -> None:
        for check, level in _levels(self._finder.verdict, self._finder.reasons).items():
            self._ticks[check].sign.set_level(level)
        if self._finder.trouble is not None:
            self._taking = False
            self.message(Level.BAD, sentence(self._finder.trouble), AGAIN_TEXT)
        elif self._trouble_said:
            self.clear_message()
        self._trouble_said = self._finder.trouble is not None
        self.refresh()

    # Shots.

    @Slot()
    def _take(self) -> None:
        """The newest picture, or the photo that the camera takes, judged as it is."""
        if not self._taking and self._finder.photograph():
            self._taking = True
            self.refresh()

    @Slot()
    def _take_first(self) -> None:
        """The shutter goes by itself for the first photo; further ones the resident asks for."""
        if self.panel is None and not self._album.shots and self._read:
            self._take()

    @Slot(object)
    def _photographed(self, photo: Photo) -> None:
        self.clear_message()
        self.station.sounds.play(Sound.CAPTURE)
        self.ask(_add_shot, self.session.photo, photo, self._finder.camera, done=self._taken)

    @Slot(object)
    def _taken(self, album: _Album) -> None:
        self._taking = False
        self._show_album(album)
        if album.chosen is not None and not album.chosen.good:
            self.station.sounds.play(Sound.REFUSED)

    def failed(self, error: Exception) -> None:
        self._taking = False
        super().failed(error)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.ask(_choose_shot, self.session.photo, self._album.shots[index].number, done=self._show_album)

    @Slot(object)
    def _show_album(self, album: _Album) -> None:
        self._album, self._read = album, True
        choice = next((n for n, shot in enumerate(album.shots) if shot.chosen), -1)
        self._thumbnails.set_images(album.small, choice)
        chosen = album.chosen
        if chosen is None:
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
        self.question(panel, self._accept)

    @Slot(str, str)
    def _accept(self, choice: str, note: str) -> None:
        self.close_panel()
        reason = reason_text(REASONS, choice, note)
        self.ask(_accept_shot, self.session.photo, reason, done=self._show_album)

    # Inside.

    def _state(self) -> Look:
        if self._album.finished:
            return Look.CHOSEN
        if self._finder.trouble is not None:
            return Look.TROUBLE
        if self._finder.shown is None:
            return Look.STARTING
        if self._album.chosen is not None:
            return Look.POOR
        return Look.READY if self._finder.verdict is FaceVerdict.OK else Look.PLACING

    def _show_cloth(self) -> None:
        born = self.session.resident.tanggal_lahir.year
        red = self.session.photo.background is Background.RED
        self._ticks[Check.CLOTH].words.say(
            N_("Red cloth (born {year})") if red else N_("Blue cloth (born {year})"), year=born
        )

    def _put_together(self) -> None:
        picture = Card()
        picture.box.setContentsMargins(12, 12, 12, 12)
        picture.box.addWidget(self._preview)
        checks = Card()
        checks.box.setSpacing(8)
        for tick in self._ticks.values():
            checks.box.addLayout(tick)
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


class _Tick(QHBoxLayout):
    """One thing that is judged, with its sign."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sign = Sign(Level.OFF, 22)
        self.words = Label(text)
        self.setSpacing(12)
        self.addWidget(self.sign)
        self.addWidget(self.words)
        self.addStretch(1)


def _levels(verdict: FaceVerdict | None, reasons: tuple[FaceVerdict, ...]) -> dict[Check, Level]:
    """What each check shows. One face, its distance and its place are judged in this order, and nothing else before
    they are right: what comes after the first fault is not known. All the rest is judged at once."""
    if verdict is None:
        return dict.fromkeys(Check, Level.OFF)
    fault = next((check for check in PLACE if verdict in VERDICTS[check]), None)
    if fault is None:
        wrong = {check for check in Check if VERDICTS[check] & {verdict, *reasons} - {FaceVerdict.OK}}
        return {check: Level.CARE if check in wrong else Level.GOOD for check in Check}
    before = PLACE[: PLACE.index(fault)]
    return {check: Level.GOOD if check in before else Level.CARE if check is fault else Level.OFF for check in Check}


# On the store's thread.


def _add_shot(work: PhotoWork, photo: Photo, camera: str) -> _Album:
    work.add_shot(photo.frame.pixels, photo.report, camera=camera, quality=photo.quality, evidence=photo.evidence)
    return _read_album(work)


def _choose_shot(photo: PhotoWork, number: int) -> _Album:
    photo.choose(number)
    return _read_album(photo)


def _accept_shot(photo: PhotoWork, reason: str) -> _Album:
    photo.accept_with_reason(reason)
    return _read_album(photo)
