"""The camera while a photo is taken: its picture on the screen, and what is to be done about the face in it.

Three threads: the camera's reads and cuts the pictures, one of its own looks for faces, the interface's shows the
newest of both.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from booth.biometrics.face import FaceReport, FaceVerdict, oval
from booth.biometrics.face_judge import FaceJudge, Limits
from booth.biometrics.face_live import Steady
from booth.devices.ports import Cancel, DeviceError, DeviceInfo, DeviceTimeout, Frame, StillCamera
from booth.ui.kit.pictures import Oval, Preview
from booth.ui.kit.theme import Level
from booth.ui.operator.capturing import AGAIN
from booth.ui.worker import Latest, Relay, Worker
from resources.i18n import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from booth.devices.ports import Camera
    from booth.domain.recording import Background
    from booth.ui.station import Station
    from booth.ui.worker import Job

LOOK_EVERY = 125  # ms between two looks for the face
STILL_WAIT = 10.0  # seconds that a camera which takes its photos by itself may look for a face
SILENCE = 6.0  # seconds without a picture: longer than the camera itself waits before it counts as lost
NARROWEST = 0.75  # width by height of what is shown at least: the portrait's


@dataclass(frozen=True)
class Shown:
    """A picture of the camera and the part of it that the screen shows, as large as it is shown."""

    frame: Frame
    pixels: NDArray[np.uint8]
    left: float  # of the part, in pixels of the frame
    scale: float  # pixels shown a pixel of the frame

    def oval(self) -> Oval:
        """Where the face belongs, in pixels of what is shown."""
        height, width = self.frame.pixels.shape[:2]
        cx, cy, rx, ry = (value * self.scale for value in oval(width, height))
        return Oval(cx - self.left * self.scale, cy, rx, ry)


def cut(frame: Frame, room: tuple[int, int]) -> Shown:
    """The middle of `frame` in the proportions of `room` (width, height in pixels), made smaller to its size.

    The whole height is kept; a frame narrower than the room keeps its width too.
    """
    height, width = frame.pixels.shape[:2]
    wide = min(width, max(round(height * NARROWEST), round(height * room[0] / max(1, room[1]))))
    left = (width - wide) // 2
    part = frame.pixels[:, left : left + wide]
    scale = min(1.0, room[1] / height, room[0] / wide)
    if scale < 1.0:
        size = (max(1, round(wide * scale)), max(1, round(height * scale)))
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    return Shown(frame, part, float(left), scale)


@dataclass(frozen=True)
class Photo:
    """A photo that was taken, and how it was judged. `quality` and `evidence` are a certified camera's own."""

    frame: Frame
    report: FaceReport
    quality: int | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Still:
    """The camera's thread took a photo, or could not."""

    frame: Frame | None
    quality: int | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)
    error: DeviceError | None = None


class _Eye:
    """Judges faces, on the one thread that calls it, with a judge of its own."""

    def __init__(self) -> None:
        self._judge: FaceJudge | None = None

    def look(self, frame: Frame, background: Background | None, limits: Limits) -> tuple[Frame, FaceReport]:
        """Raises `FaceModelMissing`, `PictureRejected`."""
        if self._judge is None:
            self._judge = FaceJudge()
        return frame, self._judge.judge_live(frame.pixels, background, limits)


class Viewfinder(QObject):
    """Runs between `start` and `stop`. A camera that fails is tried again every two seconds."""

    changed = Signal()  # trouble, the first picture, another verdict or reason
    ripe = Signal()  # the face has been right for a while: the picture may take itself
    photographed = Signal(object)  # Photo, after `photograph`
    failed = Signal(object)  # the faces cannot be judged, or the photo could not be taken: BoothError

    def __init__(self, station: Station, preview: Preview, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._preview = preview
        self._job: Job | None = None
        self._relay = Relay(self._opened, self)
        self._stills = Relay(self._taken, self)
        self._wanted = Event()  # a photo of a camera that takes it by itself; the camera's thread answers
        self._by_itself = False  # the camera of now is such a one
        self._newest = Latest(self._show, self)
        self._faces: Worker | None = None
        self._eye = _Eye()
        self._room = (640, 480)  # px of the preview; read by the camera's thread
        self._looked_at = 0
        self._steady = Steady()
        self.background: Background | None = None  # the cloth that belongs behind the resident
        self.reasons: tuple[FaceVerdict, ...] = ()  # all that is not yet right, as far as it was looked at
        self.camera = ""  # its name
        self.trouble: DeviceError | None = None
        self.shown: Shown | None = None  # the newest picture
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(AGAIN)
        self._retry.timeout.connect(self.retry)
        self._pulse = QTimer(self)
        self._pulse.setInterval(LOOK_EVERY)
        self._pulse.timeout.connect(self._look)

    @property
    def verdict(self) -> FaceVerdict | None:
        """What is to be done, held steady; None before anything was seen."""
        return self._steady.shown

    def start(self) -> None:
        """Open the camera."""
        self._faces = Worker("faces", self)
        self._eye = _Eye()
        self._pulse.start()
        self.retry()
        self.say()

    def stop(self) -> None:
        """Give the camera back; nothing is shown and nothing kept."""
        self._pulse.stop()
        self._retry.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._station.camera.run(self._station.equipment.let_camera_go)
        if self._faces is not None:
            self._faces.close(0.0)  # what it looks at now is dropped; the thread ends with it
            self._faces = None
        self.trouble = None
        self._wanted.clear()
        self._forget()

    @Slot()
    def retry(self) -> None:
        """Open the camera anew, now."""
        self._retry.stop()
        if self._job is not None:
            self._job.cancel()
        self._measure()
        cancel = Cancel()
        self._job = self._station.camera.run(self._watch, cancel, cancel=cancel, failed=self._lost)

    def photograph(self) -> bool:
        """Take a photo and judge it: `photographed`, or `failed`, or `trouble`. False where there is no picture.

        It is the newest picture; of a camera that takes its photos by itself it is the one that this camera gives.
        """
        if self.shown is None or self._faces is None:
            return False
        if self._by_itself:
            self._wanted.set()
        else:
            self._judge(_Still(self.shown.frame))
        return True

    def say(self) -> None:
        """Say what is to be done in the language in use."""
        if self.shown is None or self.verdict is None:
            self._preview.set_guide(None, Level.OFF, "")
        else:
            level = Level.GOOD if self.verdict is FaceVerdict.OK else Level.CARE
            self._preview.set_guide(self.shown.oval(), level, tr(self.verdict.value))
        if self.shown is None:
            self._preview.show_nothing(tr("No picture") if self.trouble else tr("The camera is getting ready …"))

    # The camera.

    def _watch(self, cancel: Cancel) -> None:
        """On the camera's thread, until cancelled. Raises `DeviceError`."""
        with self._station.equipment.camera(cancel) as camera:
            self._by_itself = isinstance(camera, StillCamera)
            self._relay(camera.info)
            while True:
                self._newest(cut(camera.read(timeout=SILENCE, cancel=cancel), self._room))
                if self._wanted.is_set():
                    self._wanted.clear()
                    self._stills(_take(camera, cancel))

    def _measure(self) -> None:
        ratio = self._preview.devicePixelRatioF()
        self._room = (round(self._preview.width() * ratio), round(self._preview.height() * ratio))

    @Slot(object)
    def _opened(self, info: DeviceInfo) -> None:
        self.camera = info.name
        self._station.camera_told.emit(info)
        self.trouble = None
        self.changed.emit()

    @Slot(object)
    def _lost(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, DeviceError):
            raise error
        self.trouble = error
        self._station.camera_told.emit(error)
        self._wanted.clear()  # a photo that was asked of the camera before it was lost
        self._forget()
        self._retry.start()
        self.changed.emit()

    @Slot(object)
    def _show(self, shown: Shown) -> None:
        if self._job is None:
            return
        first, before = self.shown is None, self.shown
        self.shown = shown
        self._preview.show_frame(shown.pixels)
        self._measure()
        if first:
            self.say()
            self.changed.emit()
        elif before is not None and before.pixels.shape != shown.pixels.shape:
            self.say()

    def _forget(self) -> None:
        self.shown = None
        self._steady = Steady()
        self.reasons = ()
        self.say()

    @Slot(object)
    def _taken(self, still: _Still) -> None:
        if still.error is not None:
            self.failed.emit(still.error)
        elif self._job is not None:
            self._judge(still)

    def _judge(self, still: _Still) -> None:
        if self._faces is not None and still.frame is not None:
            done = partial(self._judged, still)
            self._faces.run(
                self._eye.look, still.frame, self.background, self._steady.limits, done=done, failed=self._blind
            )

    def _judged(self, still: _Still, found: tuple[Frame, FaceReport]) -> None:
        if self._faces is not None:
            self.photographed.emit(Photo(*found, still.quality, still.evidence))

    # The face.

    @Slot()
    def _look(self) -> None:
        if self.shown is None or self._faces is None or self._faces.busy or self.shown.frame.number == self._looked_at:
            return
        self._looked_at = self.shown.frame.number
        self._faces.run(
            self._eye.look,
            self.shown.frame,
            self.background,
            self._steady.limits,
            done=self._looked,
            failed=self._blind,
        )

    @Slot(object)
    def _looked(self, found: tuple[Frame, FaceReport]) -> None:
        if self.shown is None:
            return
        report, now = found[1], time.monotonic()
        before = self.verdict, self.reasons
        if self._steady.see(report.verdict, now) is report.verdict:
            self.reasons = report.reasons
        if (self.verdict, self.reasons) != before:
            self.say()
            self.changed.emit()
        if self._steady.ripe(now):
            self.ripe.emit()

    @Slot(object)
    def _blind(self, error: Exception) -> None:
        self._pulse.stop()  # once is enough
        self.failed.emit(error)


def _take(camera: Camera, cancel: Cancel) -> _Still:
    """On the camera's thread. That nobody was seen is said, and the live picture goes on. Raises `DeviceError`."""
    if not isinstance(camera, StillCamera):
        return _Still(None)
    try:
        frame = camera.still(timeout=STILL_WAIT, cancel=cancel)
    except DeviceTimeout as error:
        return _Still(None, error=error)
    # What a certified camera signed stands beside the frame, not in it.
    return _Still(frame, camera.quality, dict(camera.evidence))
