"""A booth with an emulated scanner under a hand, a camera that shows a folder, and a real vault with one recording."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from booth.app import open_printer
from booth.config import Settings, write_settings
from booth.devices.emulators.ef01 import Ef01Emulator, Fault, Pace
from booth.devices.emulators.ef01_sensor import MODELS, SensorSettings
from booth.devices.emulators.pictures import FingerPictures
from booth.devices.emulators.portraits import demo_frames
from booth.devices.emulators.prints import Visit, demo_prints
from booth.devices.emulators.serial_ports import PtyPort
from booth.domain.recording import Background, Step
from booth.ui.kit.frame import Frame
from booth.ui.kit.screen import Screen
from booth.ui.operator.capturing import sounds
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.flow import Flow, StepScreen
from booth.ui.operator.photo import PhotoScreen
from booth.ui.operator.review import ReviewScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.verify import VerifyScreen
from booth.ui.station import Station
from booth.workflow.booth import Booth
from booth.workflow.equipment import Equipment
from booth.workflow.session import RecordingSession
from tests.unit.workflow.stage import PASSWORD, RESIDENT, Clock, furnish, make_office

SCREENS: dict[Step, type[StepScreen]] = {
    Step.PHOTO: PhotoScreen,
    Step.FINGERS: FingersScreen,
    Step.SIGNATURE: SignatureScreen,
    Step.VERIFY: VerifyScreen,
    Step.REVIEW: ReviewScreen,
}
LONG = 60_000  # ms: generous, for machines that are busy


class Hand:
    """The resident's hand on an emulated sensor. `lay()` puts the next finger on; it lies until it is lifted."""

    def __init__(self, images: Path, fault: Fault | None = None) -> None:
        model = MODELS["r307"]
        self._pictures = FingerPictures(images, model.width, model.height)
        settings = SensorSettings(
            model=model, baud=57_600, packet_size=128, password=0, serial="EMU-0001", silent=frozenset()
        )
        self.emulator = Ef01Emulator(PtyPort(), settings, self._take, pace=Pace.UNPACED, fault=fault, rng=Random(0))
        self.emulator.sensor.finger_on = False
        self.taken = 0
        self.glued = False  # the finger stays on whatever happens

    def lay(self) -> None:
        self.emulator.sensor.finger_on = True

    def lift(self) -> None:
        self.emulator.sensor.finger_on = False

    def _take(self) -> bytes:
        self.taken += 1
        if not self.glued:
            self.lift()
        return self._pictures.take()


@dataclass
class Bench:
    """One recording on the screens. `screen()` is the one shown, `press` sends keys to the window."""

    booth: Booth
    station: Station
    frame: Frame
    flow: Flow
    session: RecordingSession
    hand: Hand
    folder: Path

    def screen(self) -> Screen:
        shown = self.frame.shown()
        assert shown is not None
        return shown

    def title(self) -> str:
        return self.frame.windowTitle()

    def press(self, key: Qt.Key) -> None:
        """One press of a key, delivered where the focus would have it: to the screen, then to the frame."""
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QKeyEvent

        target = self.frame.focusWidget() or self.screen()
        text = chr(key) if key < 128 else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


@pytest.fixture(scope="session")
def portraits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Frames of somebody who sits down before a red cloth and stays."""
    folder = tmp_path_factory.mktemp("frames")
    demo_frames(folder, Background.RED, seed=3, count=24)
    return folder


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A booth's data folder as enrolment leaves it. Copy it."""
    folder = tmp_path_factory.mktemp("enrolled") / "booth"
    furnish(folder, make_office().identity)
    return folder


@pytest.fixture(scope="session")
def impressions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All fingers of one resident pressed once, then the two of the verification once more."""
    folder = tmp_path_factory.mktemp("prints")
    demo_prints(folder, seed=5, visits=[Visit()])
    return folder


MakeBench = Callable[..., Bench]


@pytest.fixture
def make_bench(
    enrolled: Path, tmp_path: Path, portraits: Path, impressions: Path, looks: QApplication
) -> Iterator[MakeBench]:
    """Opens a booth with a recording at `step` and shows it. Everything ends with the test."""
    closing: list[Callable[[], object]] = []

    def make(
        step: Step = Step.PHOTO,
        *,
        prepare: Callable[[RecordingSession], None] = lambda _session: None,
        images: Path = impressions,
        camera: str = "",
        scanner: str = "",
        printer: str = "",
    ) -> Bench:
        folder = tmp_path / "data"
        shutil.copytree(enrolled, folder)
        hand = Hand(images)
        port = hand.emulator.running()
        settings = Settings(
            scanner=scanner or port.__enter__(),
            camera=camera or str(portraits),
            printer=printer or f"pdf:{tmp_path / 'proofs'}",
            allow_emulated=True,
            quality_limit=20,
        )
        if not scanner:
            closing.append(lambda: port.__exit__(None, None, None))
        write_settings(folder, settings)
        booth = Booth.open(folder, clock=Clock())
        desk = booth.login("ani", PASSWORD)
        session = desk.start(desk.look(RESIDENT.nik))
        session.confirm_biodata([notice.code for notice in session.notices])
        prepare(session)
        if session.step is not step:
            session.go_to(step)
        station = Station(booth, Equipment(booth.settings, open_printer))
        sounds(station).mute()
        station.sit_down(desk)
        frame = Frame(Clock())
        frame.set_booth("Baamang 1")
        frame.show()
        flow = Flow(station, frame, session, SCREENS)
        closing.append(lambda: _close(flow, station, frame))
        flow.show()
        return Bench(booth, station, frame, flow, session, hand, tmp_path)

    yield make
    for close in reversed(closing):
        close()


def _close(flow: Flow, station: Station, frame: Frame) -> None:
    flow.close()
    station.close()
    frame.close()
    frame.deleteLater()
