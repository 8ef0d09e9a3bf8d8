"""A booth for the self-test alone: vault, office and emulated devices for the while, which break to order."""

from __future__ import annotations

import itertools
import os
import secrets
from contextlib import ExitStack
from enum import Enum
from random import Random
from typing import TYPE_CHECKING, Self

import numpy as np
from PIL import Image

from booth.config import Settings, write_settings
from booth.demo.prints import impression
from booth.demo.programs import OFFICE, Service, run, run_json
from booth.devices.emulators.camera import CameraFault, serve_mjpeg
from booth.devices.emulators.ef01 import Ef01Emulator, Fault, FaultKind, Pace
from booth.devices.emulators.ef01_sensor import MODELS, GlassEmpty, SensorSettings
from booth.devices.emulators.pictures import pack
from booth.devices.emulators.portraits import demo_frames
from booth.devices.emulators.printer import EmulatedPrinter, PrinterFault
from booth.devices.emulators.serial_ports import PtyPort, TcpPort
from booth.domain.fingers import Finger
from booth.domain.recording import Background
from booth.store.users import NewUser, Role
from booth.workflow.booth import Booth
from booth.workflow.words import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

KECAMATAN = "620205"
LOGIN = "teknisi"
SEED = 5
FRAMES = 15
MODEL = MODELS["r307"]
RESIDUE = 0.08  # of a print's contrast: what the last finger left
GLASS = 238  # grey of the bare glass
HANGING_PACKET = 20  # in the middle of the first image
LOOPBACK = "127.0.0.1:0"


class Break(Enum):
    """What goes wrong with which part; the value is what `--break` says."""

    FINGER_UNPLUG = "finger=unplug"
    FINGER_HANG = "finger=hang"
    FINGER_CORRUPT = "finger=corrupt"
    FINGER_DIRTY = "finger=dirty"
    CAMERA_BLACK = "camera=black"
    CAMERA_FROZEN = "camera=frozen"
    CAMERA_SLOW = "camera=slow"
    CAMERA_UNPLUG = "camera=unplug"
    PRINTER_NO_PAPER = "printer=nopaper"
    PRINTER_OFF = "printer=off"


_CAMERA = {
    Break.CAMERA_BLACK: CameraFault.BLACK,
    Break.CAMERA_FROZEN: CameraFault.FROZEN,
    Break.CAMERA_SLOW: CameraFault.SLOW,
    Break.CAMERA_UNPLUG: CameraFault.UNPLUG,
}
_FINGER = {
    Break.FINGER_UNPLUG: Fault(FaultKind.UNPLUG, HANGING_PACKET),
    Break.FINGER_HANG: Fault(FaultKind.HANG, HANGING_PACKET),
}
_PRINTER = {Break.PRINTER_NO_PAPER: PrinterFault.NO_PAPER, Break.PRINTER_OFF: PrinterFault.UNPLUG}


class EmulatedBooth:
    """An enrolled booth in `root` with one technician, its office and its devices; `breaks` are what does not work."""

    def __init__(self, root: Path, *, language: str, breaks: Collection[Break] = ()) -> None:
        self.folder = root / "booth"
        self.login, self.password = LOGIN, secrets.token_urlsafe(12)
        self._root = root
        self._close = ExitStack()
        try:
            self._put_up(language, breaks)
        except BaseException:
            self._close.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close.close()

    def _put_up(self, language: str, breaks: Collection[Break]) -> None:
        scanner = self._scanner(breaks)
        settings = Settings(
            language=language,
            scanner=scanner,
            camera=self._camera(breaks),
            printer=self._printer(breaks),
            allow_emulated=True,
        )
        office = self._root / "office"
        password = self._root / "password"
        password.touch(0o600)
        password.write_text(self.password + "\n", "utf-8")
        run(OFFICE, "init", "--data", office, "--password-file", password)
        code = run_json(OFFICE, "enrol", "--data", office, "--kecamatan", KECAMATAN, "--name", "Bilik Uji")["code"]
        service = Service(OFFICE, "serve", "--data", office, "--port", "0")
        self._close.callback(service.stop)
        with Booth.open(self.folder, clock=now_utc) as booth:
            first = NewUser(LOGIN, "Teknisi", Role.TECHNICIAN, self.password)
            booth.provision(service.first_line, code, "Bilik Uji", first)
        write_settings(self.folder, settings)

    def _scanner(self, breaks: Collection[Break]) -> str:
        sensor = SensorSettings(model=MODEL, baud=57_600, packet_size=128, serial="EMU-0001")
        emulator = Ef01Emulator(
            PtyPort() if hasattr(os, "openpty") else TcpPort(LOOPBACK),
            sensor,
            _finger(dirty=Break.FINGER_DIRTY in breaks),
            pace=Pace.LINE_RATE,
            fault=next((_FINGER[each] for each in breaks if each in _FINGER), None),
            corrupt_above=1 if Break.FINGER_CORRUPT in breaks else 0,  # at no rate right
            rng=Random(0),  # noqa: S311  (the noise need only be the same again)
        )
        self._close.enter_context(emulator.running())
        return emulator.name

    def _camera(self, breaks: Collection[Break]) -> str:
        frames = self._root / "frames"
        demo_frames(frames, Background.RED, seed=SEED, count=FRAMES)
        fault = next((_CAMERA[each] for each in breaks if each in _CAMERA), None)
        return self._close.enter_context(serve_mjpeg(frames, fault=fault)).url

    def _printer(self, breaks: Collection[Break]) -> str:
        fault = next((_PRINTER[each] for each in breaks if each in _PRINTER), None)
        printer = self._close.enter_context(EmulatedPrinter(self._root / "slips", fault=fault))
        return f"escpos:tcp:{printer.address}"


def _finger(*, dirty: bool) -> Callable[[], bytes]:
    """What lies on the glass: at first nothing, then a finger; on a dirty glass always what the last one left."""
    pixels = impression(seed=SEED, person=1, finger=Finger.RIGHT_INDEX, turn=0)
    looks = itertools.count()

    def take() -> bytes:
        if dirty:
            faint = GLASS - (255 - pixels.astype(np.float32)) * RESIDUE
            return pack(Image.fromarray(np.asarray(faint, np.uint8)), MODEL.width, MODEL.height)
        if next(looks) == 0:
            raise GlassEmpty
        return pack(Image.fromarray(pixels), MODEL.width, MODEL.height)

    return take
