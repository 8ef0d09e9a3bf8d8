"""A recording with certified devices alone, from the photo to the irises: the screens, the drivers, and a stand-in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from booth.config import Settings
from booth.devices.emulators.sbi.people import Person
from booth.devices.emulators.sbi.service import SbiEmulator
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger, Slap
from booth.domain.recording import Step
from booth.ui.operator.fingers import FingersScreen
from booth.ui.operator.iris import IrisScreen
from booth.ui.operator.photo import PhotoScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.slaps import SlapsScreen
from booth.workflow.equipment import Equipment
from tests.ui.capture.conftest import MakeBench, only
from tests.ui.capture.slap_devices import press

SERIALS = {  # of this run alone: another one may be served on the ports beside it
    name: f"SCREENS-{name.upper()}-{os.getpid():08}" for name in ("slap", "finger", "face", "iris")
}


@pytest.fixture
def service(portraits: Path) -> Iterator[SbiEmulator]:
    face = cv2.imread(str(sorted(portraits.iterdir())[-1]))
    person = Person("warga", lambda finger, _turn: press(finger).pixels, lambda _turn: np.asarray(face, np.uint8))
    with SbiEmulator(people=[person], quality=lambda _pixels: 70.0, serials=SERIALS) as emulator:
        yield emulator


def _equip(trust: Path, scanner: str = "slap") -> Callable[[Settings], Equipment]:
    def equip(settings: Settings) -> Equipment:
        certified = {"scanner": SERIALS[scanner], "camera": SERIALS["face"], "iris": SERIALS["iris"]}
        return Equipment(
            replace(settings, **{part: f"sbi:{serial}" for part, serial in certified.items()}), None, trust
        )

    return equip


def test_photo_slaps_and_irises_come_from_certified_devices(
    make_bench: MakeBench, service: SbiEmulator, tmp_path: Path
) -> None:
    service.chain.write_trust(tmp_path / "trust")
    bench = make_bench(Step.PHOTO, iris=f"sbi:{SERIALS['iris']}", equip=_equip(tmp_path / "trust"))
    bench.says("Foto wajah", "siap difoto")
    bench.press(Qt.Key.Key_Space)
    bench.says("Foto wajah", "foto dipilih")
    (shot,) = bench.session.photo.shots()
    assert shot.good
    assert shot.evidence["record_sha256"]
    bench.screen(PhotoScreen)
    bench.press(Qt.Key.Key_Return)
    bench.screen(SlapsScreen)
    bench.says("Sidik jari", "selesai")
    states = bench.session.fingers.states()
    assert bench.session.fingers.captured == tuple(Finger)
    hashes = [state.best.evidence["hash"] for state in states.values() if state.best is not None]
    assert len(set(hashes)) == len(Finger)
    assert {states[finger].best.slap for finger in Slap.THUMBS.fingers} == {3}
    bench.press(Qt.Key.Key_Return)
    bench.screen(IrisScreen)
    bench.says("Iris", "selesai")
    records = bench.session.iris.records()
    assert set(records) == set(Eye)
    assert all(record.startswith(b"IIR\x00") for record in records.values())
    bench.press(Qt.Key.Key_Return)
    bench.screen(SignatureScreen)


def test_a_certified_single_scanner_goes_finger_by_finger(
    make_bench: MakeBench, service: SbiEmulator, tmp_path: Path
) -> None:
    service.chain.write_trust(tmp_path / "trust")
    bench = make_bench(
        Step.FINGERS, only(Finger.RIGHT_THUMB, Finger.LEFT_INDEX), equip=_equip(tmp_path / "trust", "finger")
    )
    bench.screen(FingersScreen)
    bench.says("Sidik jari", "selesai")
    assert bench.session.fingers.captured == (Finger.RIGHT_THUMB, Finger.LEFT_INDEX)
    assert not bench.session.fingers.missing
