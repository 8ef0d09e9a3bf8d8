"""The demonstration's devices: an emulated scanner under a hand that comes and goes, an emulated camera."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np

from booth.biometrics.quality import assess
from booth.devices.emulators.camera import serve_mjpeg
from booth.devices.emulators.ef01 import Ef01Emulator, Pace
from booth.devices.emulators.ef01_sensor import MODELS, SensorSettings
from booth.devices.emulators.pictures import FingerPictures
from booth.devices.emulators.portraits import demo_frames
from booth.devices.emulators.prints import Visit, demo_prints
from booth.devices.emulators.serial_ports import PtyPort
from booth.domain.recording import Background

BAUD = 57_600
PACKET = 128
LIFTED = 0.5  # seconds between one finger and the next
MODEL = "r307"
PASS = 45  # NFIQ 2 of a sound press: a little over the booth's limit, so that the order of presses holds


class DemoScanner:
    """An EF01 sensor at a pseudo-terminal; after each image the finger is lifted for a moment, then the next comes.

    `images` are taken in the order of their names.
    """

    def __init__(self, images: Path, pace: Pace) -> None:
        model = MODELS[MODEL]
        self._pictures = FingerPictures(images, model.width, model.height)
        settings = SensorSettings(
            model=model, baud=BAUD, packet_size=PACKET, password=0, serial="EMU-0001", silent=frozenset()
        )
        self._emulator = Ef01Emulator(PtyPort(), settings, self._take, pace=pace, rng=Random(0))  # noqa: S311
        self._back: threading.Timer | None = None
        self._thread = threading.Thread(target=self._emulator.serve, name="scanner", daemon=True)
        self._thread.start()

    @property
    def port(self) -> str:
        return self._emulator.name

    def close(self) -> None:
        self._emulator.stop()
        if self._back is not None:
            self._back.cancel()
        self._thread.join(5)

    def _take(self) -> bytes:
        picture = self._pictures.take()
        self._emulator.sensor.finger_on = False
        self._back = threading.Timer(LIFTED, self._press)
        self._back.daemon = True
        self._back.start()
        return picture

    def _press(self) -> None:
        self._emulator.sensor.finger_on = True


class DemoCamera:
    """An MJPEG camera in front of which a person sits down, before a red cloth or a blue one."""

    def __init__(self, folder: Path, seed: int) -> None:
        for number, background in enumerate(Background):
            demo_frames(folder / background.value, background, seed=seed + number)
        self._server = serve_mjpeg(folder)

    @property
    def url(self) -> str:
        return self._server.url

    def show(self, background: Background) -> None:
        """Hang up this cloth, and let the next person sit down."""
        self._server.show(background.value)

    def close(self) -> None:
        self._server.close()


def write_prints(folder: Path, visits: Sequence[Visit], seed: int) -> None:
    """The presses of `visits` in order; sound ones pass the booth's limit, so that nobody presses more often."""
    demo_prints(folder, seed=seed, visits=visits, passes=_passes)


def _passes(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bool:
    return assess(np.ascontiguousarray(pixels), 500).score >= PASS
