"""The demonstration's devices: an emulated scanner under a resident's hand, an emulated camera."""

from __future__ import annotations

import threading
from pathlib import Path
from random import Random

from booth.demo.hand import MODEL, Hand
from booth.devices.emulators.camera import serve_mjpeg
from booth.devices.emulators.ef01 import Ef01Emulator, Pace
from booth.devices.emulators.ef01_sensor import SensorSettings
from booth.devices.emulators.portraits import demo_frames
from booth.devices.emulators.serial_ports import PtyPort
from booth.domain.recording import Background

BAUD = 57_600
PACKET = 128
FRAMES = 60


class DemoScanner:
    """An EF01 sensor at a pseudo-terminal, under `hand`."""

    def __init__(self, hand: Hand, pace: Pace) -> None:
        settings = SensorSettings(
            model=MODEL, baud=BAUD, packet_size=PACKET, password=0, serial="EMU-0001", silent=frozenset()
        )
        self._emulator = Ef01Emulator(PtyPort(), settings, hand.take, pace=pace, rng=Random(0))  # noqa: S311
        self._thread = threading.Thread(target=self._emulator.serve, name="scanner", daemon=True)
        self._thread.start()

    @property
    def port(self) -> str:
        return self._emulator.name

    def close(self) -> None:
        self._emulator.stop()
        self._thread.join(5)


class DemoCamera:
    """An MJPEG camera in front of which a person sits down, before a red cloth or a blue one."""

    def __init__(self, folder: Path, seed: int) -> None:
        for number, background in enumerate(Background):
            demo_frames(folder / background.value, background, seed=seed + number, count=FRAMES)
        self._server = serve_mjpeg(folder)

    @property
    def url(self) -> str:
        return self._server.url

    def show(self, background: Background) -> None:
        """Hang up this cloth, and let the next person sit down."""
        self._server.show(background.value)

    def close(self) -> None:
        self._server.close()
