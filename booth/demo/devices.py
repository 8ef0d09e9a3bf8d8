"""The demonstration's devices: emulated scanners of three kinds under a resident's hand, an emulated camera."""

from __future__ import annotations

import itertools
import threading
from contextlib import ExitStack
from enum import Enum
from random import Random
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np
from PIL import Image

from booth.biometrics.quality import assess
from booth.devices.emulators.camera import serve_mjpeg
from booth.devices.emulators.ef01 import Ef01Emulator, Pace
from booth.devices.emulators.ef01_sensor import MODELS, SensorSettings
from booth.devices.emulators.pictures import pack
from booth.devices.emulators.portraits import demo_frames
from booth.devices.emulators.sbi.people import Person, drawn_iris
from booth.devices.emulators.sbi.service import SbiEmulator
from booth.devices.emulators.serial_ports import PtyPort
from booth.devices.emulators.usb_virtual import Press, VirtualFingers
from booth.domain.recording import Background

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from booth.demo.hand import Hand
    from booth.domain.eyes import Eye

    Pixels = NDArray[np.uint8]

BAUD = 57_600
PACKET = 128
FRAMES = 60
MODEL = MODELS["r307"]
PPI = 500
HUMAN = 1.5  # seconds until four fingers lie still


class Kind(Enum):
    """Which devices the booth of the demonstration has; the value is what `--devices` says."""

    EF01 = "ef01"  # a serial sensor for one finger, and a network camera
    USB = "usb"  # a reader that libfprint knows, and a network camera
    SBI = "sbi"  # certified: ten-print scanner, face camera, irises


class Devices(Protocol):
    """A booth's devices. `settings` are those of `booth.toml`, `environment` what the booth's program needs."""

    @property
    def settings(self) -> Mapping[str, str]: ...

    @property
    def environment(self) -> Mapping[str, str]: ...

    def show(self, background: Background) -> None:
        """Hang up this cloth, and let the next person sit down."""
        ...

    def close(self) -> None: ...


def put_up(kind: Kind, hand: Hand, pace: Pace, *, folder: Path, trust: Path, seed: int) -> Devices:
    """The devices of `kind`, running. `folder` is for their files, `trust` the booth's folder of certificates."""
    if kind is Kind.SBI:
        return CertifiedDevices(hand, pace, folder=folder, trust=trust, seed=seed)
    return PlainDevices(Ef01(hand, pace) if kind is Kind.EF01 else Usb(hand, folder), folder, seed)


class Ef01:
    """An EF01 sensor at a pseudo-terminal."""

    def __init__(self, hand: Hand, pace: Pace) -> None:
        def take() -> bytes:
            return pack(Image.fromarray(hand.take()), MODEL.width, MODEL.height)

        settings = SensorSettings(
            model=MODEL, baud=BAUD, packet_size=PACKET, password=0, serial="EMU-0001", silent=frozenset()
        )
        self._emulator = Ef01Emulator(PtyPort(), settings, take, pace=pace, rng=Random(0))  # noqa: S311
        self.environment: Mapping[str, str] = {}
        self._thread = threading.Thread(target=self._emulator.serve, name="scanner", daemon=True)
        self._thread.start()

    @property
    def setting(self) -> str:
        return self._emulator.name

    def close(self) -> None:
        self._emulator.stop()
        self._thread.join(5)


class Usb:
    """libfprint's own virtual reader, on which the hand presses."""

    setting = "usb"

    def __init__(self, hand: Hand, folder: Path) -> None:
        def take() -> Press:
            pixels = hand.take_once()
            return Press(pixels.shape[1], pixels.shape[0], pixels.tobytes())

        path = str(folder / "reader")
        self.environment: Mapping[str, str] = {"FP_VIRTUAL_IMAGE": path}
        self._close = ExitStack()
        self._close.enter_context(VirtualFingers(path, take).running())

    def close(self) -> None:
        self._close.close()


class PlainDevices:
    """A scanner of single fingers, and a camera of the network."""

    def __init__(self, scanner: Ef01 | Usb, folder: Path, seed: int) -> None:
        self._scanner = scanner
        self._camera = serve_mjpeg(_pictures(folder / "frames", seed))
        self.settings = {"scanner": scanner.setting, "camera": self._camera.url}
        self.environment = scanner.environment

    def show(self, background: Background) -> None:
        self._camera.show(background.value)

    def close(self) -> None:
        self._scanner.close()
        self._camera.close()


class CertifiedDevices:
    """One service of the Secure Biometric Interface with a ten-print scanner, a face camera and an iris camera."""

    settings: Mapping[str, str] = {"scanner": "sbi", "camera": "sbi", "iris": "sbi"}
    environment: Mapping[str, str] = {}

    def __init__(self, hand: Hand, pace: Pace, *, folder: Path, trust: Path, seed: int) -> None:
        frames = _pictures(folder / "frames", seed)
        self._faces = {
            cloth: [_read(path) for path in sorted((frames / cloth.value).glob("sits*"))] for cloth in Background
        }
        self._turn = itertools.count()
        self._cloth = Background.RED
        self._person = 0
        person = Person("resident", hand.show, self._face, self._iris)
        human = HUMAN if pace is Pace.LINE_RATE else 0.0
        self._service = SbiEmulator(people=(person,), quality=_quality, devices=("slap", "face", "iris"), pace=human)
        self._service.chain.write_trust(trust)
        self._service.start()

    def show(self, background: Background) -> None:
        self._cloth = background
        self._person += 1
        self._service.queue.next()

    def close(self) -> None:
        self._service.close()

    def _face(self, _attempt: int) -> Pixels:
        faces = self._faces[self._cloth]
        return faces[next(self._turn) % len(faces)]

    def _iris(self, eye: Eye, attempt: int) -> Pixels:
        return drawn_iris(eye, attempt, self._person)


def _quality(pixels: Pixels) -> float:
    return float(assess(pixels, PPI).score)


def _pictures(folder: Path, seed: int) -> Path:
    """Folders of pictures, one for each cloth."""
    for number, background in enumerate(Background):
        if not (folder / background.value).exists():
            demo_frames(folder / background.value, background, seed=seed + number, count=FRAMES)
    return folder


def _read(path: Path) -> Pixels:
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None, "written a moment ago"  # noqa: S101
    return np.asarray(picture, np.uint8)
