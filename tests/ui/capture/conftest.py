"""A booth with an emulated scanner under a hand, a camera that shows a folder, and a real vault with one recording."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from booth.app import open_printer
from booth.biometrics.synthesis import Condition
from booth.config import Settings, write_settings
from booth.demo.prints import Visit, demo_prints, impression
from booth.devices.ef01 import scanner as ef01
from booth.devices.emulators.camera import INTRO
from booth.devices.emulators.ef01 import Ef01Emulator, Pace
from booth.devices.emulators.ef01_sensor import MODELS, GlassEmpty, SensorSettings
from booth.devices.emulators.pictures import FingerPictures
from booth.devices.emulators.portraits import demo_frames
from booth.devices.emulators.serial_ports import PtyPort
from booth.devices.ports import FingerImage
from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.domain.recording import Background, Step
from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Screen
from booth.ui.operator import capturing
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.flow import Flow, StepScreen
from booth.ui.operator.iris import IrisScreen
from booth.ui.operator.photo import PhotoScreen
from booth.ui.operator.review import ReviewScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.verify import VerifyScreen
from booth.ui.station import Station
from booth.workflow.booth import Booth
from booth.workflow.equipment import Equipment
from booth.workflow.session import RecordingSession
from tests.unit.workflow.stage import (
    NO_FACE,
    PASSWORD,
    RESIDENT,
    STROKES,
    Clock,
    capture_rest,
    furnish,
    make_office,
    read_prints,
)

SCREENS: dict[Step, type[StepScreen]] = {
    Step.PHOTO: PhotoScreen,
    Step.FINGERS: FingersScreen,
    Step.IRIS: IrisScreen,
    Step.SIGNATURE: SignatureScreen,
    Step.VERIFY: VerifyScreen,
    Step.REVIEW: ReviewScreen,
}
LONG = 60_000  # ms: generous, for machines that are busy
MODEL = MODELS["r307"]
S = TypeVar("S", bound=Screen)
SMEAR = "smear.png"  # a picture in which there is no print


class Hand:
    """The resident's hand at an emulated sensor. A finger that is laid on is lifted again as soon as it was taken."""

    def __init__(self, images: Path) -> None:
        self._images = images
        self._waiting: list[str] = []
        self.glued = ""  # lies on the glass for ever
        self.taken: list[str] = []
        settings = SensorSettings(
            model=MODEL, baud=57_600, packet_size=128, password=0, serial="EMU-0001", silent=frozenset()
        )
        self.emulator = Ef01Emulator(PtyPort(), settings, self._take, pace=Pace.UNPACED, rng=Random(0))
        self._running = self.emulator.running()
        self.port = self._running.__enter__()

    def lay(self, name: str) -> None:
        """Lay the finger on whose picture is `name` (without folder)."""
        self._waiting.append(name)

    def close(self) -> None:
        """The plug is pulled."""
        self._running.__exit__(None, None, None)

    def _take(self) -> bytes:
        if not self._waiting and not self.glued:
            raise GlassEmpty
        name = self._waiting.pop(0) if self._waiting else self.glued
        self.taken.append(name)
        one = FingerPictures(self._images / name, MODEL.width, MODEL.height)
        return one.take()


@dataclass
class Bench:
    """One recording on the screens, in a real window."""

    qtbot: QtBot
    station: Station
    frame: Frame
    flow: Flow
    session: RecordingSession
    hand: Hand
    folder: Path
    clock: Clock

    def screen(self, kind: type[S]) -> S:
        """The screen shown, which is of `kind`; waits until it is."""
        self.until(lambda: isinstance(self.frame.shown(), kind))
        shown = self.frame.shown()
        assert isinstance(shown, kind)
        return shown

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=LONG)

    def says(self, *words: str) -> None:
        """Wait until the window's title holds all `words`."""
        self.until(lambda: all(word in self.title() for word in words))

    def title(self) -> str:
        return self.frame.windowTitle()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys, delivered where the focus is."""
        for key in keys:
            target = self.frame.focusWidget() or self.frame.shown()
            assert target is not None
            text = chr(key).lower() if key < 128 else ""
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def offered(self, action: str) -> bool:
        """Whether the action of this id can be used now."""
        return any(offer.id == action and offer.enabled for offer in self.frame.action_bar.actions_shown())


def draw(pad: QWidget, share: float = 0.5) -> None:
    """Sign with the mouse over `share` of the pad's width."""
    left, middle, wide = pad.width() // 5, pad.height() // 2, round(pad.width() * share)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(left, middle))
    for step in range(1, 40):
        QTest.mouseMove(pad, QPoint(left + wide * step // 40, middle + (step % 5) * 6))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(left + wide, middle))


# What a session has before the step that is tested.


def with_photo(session: RecordingSession) -> None:
    session.photo.add_shot(np.full((720, 1280, 3), 90, np.uint8), NO_FACE, camera="C270")
    session.photo.accept_with_reason("berbaring")


def only(*fingers: Finger) -> Callable[[RecordingSession], None]:
    """With photo; all fingers but these cannot be taken."""

    def prepare(session: RecordingSession) -> None:
        with_photo(session)
        for finger in CAPTURE_ORDER:
            if finger not in fingers:
                session.fingers.mark_missing(finger, MissingReason.BANDAGED)

    return prepare


@pytest.fixture(scope="session")
def prints(shared: Path) -> dict[str, FingerImage]:
    return read_prints(shared)


@pytest.fixture(scope="session")
def with_fingers(prints: dict[str, FingerImage]) -> Callable[[RecordingSession], None]:
    """With photo and prints: thumb and both index fingers, the others missing."""
    plan = {Finger.RIGHT_THUMB: "thumb", Finger.RIGHT_INDEX: "same1", Finger.LEFT_INDEX: "other"}

    def prepare(session: RecordingSession) -> None:
        only(*plan)(session)
        for finger, name in plan.items():
            session.fingers.add_try(finger, prints[name])

    return prepare


@pytest.fixture(scope="session")
def with_signature(
    with_fingers: Callable[[RecordingSession], None],
) -> Callable[[RecordingSession], None]:
    def prepare(session: RecordingSession) -> None:
        with_fingers(session)
        session.signature.sign(STROKES)

    return prepare


@pytest.fixture(scope="session")
def with_all_but_word(prints: dict[str, FingerImage]) -> Callable[[RecordingSession], None]:
    """Everything but the resident's confirmation."""

    def prepare(session: RecordingSession) -> None:
        capture_rest(session, prints)
        session.confirmation.clear()

    return prepare


@pytest.fixture(scope="session")
def portraits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Frames of somebody who sits down before a red cloth and stays."""
    folder = tmp_path_factory.mktemp("frames")
    for path in demo_frames(folder, Background.RED, seed=3, count=24):
        if path.name.startswith(INTRO):
            path.unlink()
    return folder


@pytest.fixture(scope="session")
def impressions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder a press: `0001-01-right_thumb` … of one resident, `dry` and `smear`."""
    folder = tmp_path_factory.mktemp("prints")
    made = demo_prints(folder, seed=5, visits=[Visit()])
    more = {
        "dry.png": impression(seed=5, person=1, finger=Finger.RIGHT_THUMB, turn=77, condition=Condition.DRY),
        SMEAR: np.full((288, 256), 235, np.uint8),
    }
    for name, pixels in more.items():
        (folder / name).write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
        made.append(folder / name)
    for path in made:
        own = folder / path.stem
        own.mkdir()
        path.rename(own / path.name)
    return folder


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A booth's data folder as enrolment leaves it. Copy it."""
    folder = tmp_path_factory.mktemp("enrolled") / "booth"
    furnish(folder, make_office().identity)
    return folder


MakeBench = Callable[..., Bench]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy for seconds is no scanner that fell silent."""
    for name in ("GEN_IMAGE_WAIT", "COMMAND_WAIT", "OPTIONAL_WAIT", "CONFIGURED_RATE_WAIT"):
        monkeypatch.setattr(ef01, name, LONG / 1000)
    monkeypatch.setattr(capturing, "LOOK_WAIT", LONG / 1000)


@pytest.fixture
def make_bench(  # noqa: PLR0917  (fixtures)
    enrolled: Path,
    tmp_path: Path,
    portraits: Path,
    impressions: Path,
    looks: QApplication,
    patient: None,
    qtbot: QtBot,
) -> Iterator[MakeBench]:
    """Opens a booth with a recording at `step` and shows it. Everything ends with the test, threads too."""
    before = set(threading.enumerate())
    closing: list[Callable[[], object]] = []

    def make(
        step: Step,
        prepare: Callable[[RecordingSession], None] = lambda _session: None,
        *,
        limit: int = 20,
        camera: str = "",
        printer: str = "",
        iris: str = "none",
        equip: Callable[[Settings], Equipment] | None = None,
    ) -> Bench:
        folder = tmp_path / "data"
        shutil.copytree(enrolled, folder)
        hand = Hand(impressions)
        closing.append(hand.close)
        settings = Settings(
            scanner=hand.port,
            camera=camera or str(portraits),
            printer=printer or f"pdf:{tmp_path / 'proofs'}",
            allow_emulated=True,
            quality_limit=limit,
            iris=iris,
        )
        write_settings(folder, settings)
        clock = Clock()
        booth = Booth.open(folder, clock=clock)
        desk = booth.login("ani", PASSWORD)
        session = desk.start(desk.look(RESIDENT.nik))
        session.confirm_biodata([notice.code for notice in session.notices])
        prepare(session)
        if session.step is not step:
            session.go_to(step)
        equipment = equip(booth.settings) if equip is not None else Equipment(booth.settings, open_printer)
        station = Station(booth, equipment)
        station.sounds.mute()
        station.sit_down(desk)
        frame = Frame(clock)
        frame.set_booth("Baamang 1")
        frame.show()
        flow = Flow(station, frame, session, SCREENS)
        closing.append(lambda: _close(flow, station, frame))
        flow.show()
        bench = Bench(qtbot, station, frame, flow, session, hand, tmp_path, clock)
        if equip is None:
            bench.screen(SCREENS[step])
        return bench

    yield make
    for close in reversed(closing):
        close()
    qtbot.waitUntil(lambda: not (set(threading.enumerate()) - before), timeout=LONG)


def _close(flow: Flow, station: Station, frame: Frame) -> None:
    flow.close()
    station.close()
    frame.close()
    frame.deleteLater()
