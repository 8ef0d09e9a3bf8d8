"""The booth's devices: opened when they are first needed, let go when they fail, opened anew at the next call.

A device is never trusted to be still there: whoever was refused calls again, and gets a fresh one. Each device
belongs to one thread (scanner, camera, iris scanner, printer); `close` may come from any once those are idle.
Drivers are imported when a device is first opened, because some take long to load and the window should stand before.
"""

from __future__ import annotations

import socket
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlsplit

import platformdirs

from booth.config import APP
from booth.devices.ports import Cancel, Cancelled, DeviceError, DeviceMissing, NoFinger
from booth.domain.errors import N_
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from booth.config import Settings
    from booth.devices.ports import Camera, DeviceInfo, FingerScanner, IrisScanner, Printer
    from booth.devices.sbi.capture import CaptureChain

MODES = "cameras.json"
TRUST = "trust"  # folder in the data folder: certificates of the makers whose certified devices are trusted
KNOCK_WAIT = 1.0  # seconds for a network camera to take a call
SBI = "sbi"  # a certified device; sbi:SERIAL names one


class NoPrinter(DeviceMissing):
    """The settings name no printer."""

    text = N_("No printer is set up. The technician chooses one in the settings; the list of today then prints it.")


class NoIrisScanner(DeviceMissing):
    """The settings name no iris scanner."""

    text = N_("No iris scanner is set up. The technician chooses one in the settings.")


class SbiTerms(TypedDict):
    trust: Path | None
    allow_emulated: bool
    chain: CaptureChain
    score: int


class Equipment:
    """Scanner, camera, iris scanner and printer as the settings name them. `open_printer` comes from the window system.

    `trust` is the folder with the certificates of makers of certified devices.
    """

    def __init__(
        self,
        settings: Settings,
        open_printer: Callable[[Settings], Printer] | None,
        trust: Path | None = None,
    ) -> None:
        self._settings = settings
        self._open_printer = open_printer
        self._trust = trust
        self._chain: CaptureChain | None = None
        self._iris: IrisScanner | None = None
        self._scanner: FingerScanner | None = None
        self._camera: Camera | None = None
        self._printer: Printer | None = None
        self._camera_seen: DeviceInfo | None = None  # what it said when it was last opened and worked

    def use(self, settings: Settings) -> None:
        """Other settings: in force for each device when it is opened next; let those go that are open."""
        self._settings = settings
        self._camera_seen = None

    def new_resident(self) -> None:
        """Another resident is recorded from here on: signed captures begin a new chain. Never waits."""
        if self._chain is not None:
            self._chain.restart()

    @contextmanager
    def scanner(self, cancel: Cancel | None = None) -> Iterator[FingerScanner]:
        """The connected scanner, for the scanner's thread. Raises `DeviceError`; a scanner that failed is closed."""
        if self._scanner is None:
            self._scanner = self._open_scanner(cancel or Cancel())
        try:
            yield self._scanner
        except (Cancelled, NoFinger):
            raise
        except DeviceError:
            self.let_scanner_go()
            raise

    @contextmanager
    def camera(self, cancel: Cancel | None = None) -> Iterator[Camera]:
        """The camera, for the camera's thread. Raises `DeviceError`; a camera that failed is closed.

        Opening one may take seconds; `cancel` ends that.
        """
        if self._camera is None:
            self._camera = self._open_camera(cancel or Cancel())
        try:
            yield self._camera
        except Cancelled:
            raise
        except DeviceError:
            self._camera_seen = None
            self.let_camera_go()
            raise

    @contextmanager
    def iris(self, cancel: Cancel | None = None) -> Iterator[IrisScanner]:
        """The iris scanner, for its thread. Raises `NoIrisScanner`, `DeviceError`; one that failed is closed."""
        if self._iris is None:
            self._iris = self._open_iris(cancel or Cancel())
        try:
            yield self._iris
        except Cancelled:
            raise
        except DeviceError:
            self.let_iris_go()
            raise

    @contextmanager
    def printer(self) -> Iterator[Printer]:
        """The printer, for the printer's thread. Raises `DeviceError`."""
        if self._printer is None:
            if self._open_printer is None or self._settings.printer == "none":
                raise NoPrinter(device=tr(N_("Printer")))
            self._printer = self._open_printer(self._settings)
        try:
            yield self._printer
        except DeviceError:
            self.let_printer_go()
            raise

    def let_scanner_go(self) -> None:
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            scanner.close()

    def let_camera_go(self) -> None:
        """Close the camera, so that its light goes out and other programs may use it."""
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.close()

    def let_iris_go(self) -> None:
        iris, self._iris = self._iris, None
        if iris is not None:
            iris.close()

    def let_printer_go(self) -> None:
        printer, self._printer = self._printer, None
        if printer is not None:
            printer.close()

    def scanner_info(self, cancel: Cancel) -> DeviceInfo:
        """What the scanner says it is, asked now; connects it where it is not. Raises `DeviceError`."""
        with self.scanner(cancel) as scanner:
            return scanner.check(cancel=cancel)

    def camera_info(self, cancel: Cancel) -> DeviceInfo:
        """What the camera says it is. Raises `DeviceError`.

        One that nobody uses is opened once and let go again, so that its light is on only while photos are taken;
        from then on it counts as there for as long as its plug is.
        """
        if self._camera is not None:
            return self._camera.info
        if self._camera_seen is None or not _plugged_in(self._settings.camera):
            self._open_camera(cancel).close()
        assert self._camera_seen is not None  # noqa: S101  (set by opening it)
        return self._camera_seen

    def iris_info(self, cancel: Cancel) -> DeviceInfo:
        """What the iris scanner says it is, asked now. Raises `DeviceError`."""
        with self.iris(cancel) as iris:
            return iris.check(cancel=cancel)

    def printer_info(self, _cancel: Cancel) -> DeviceInfo:
        """What the printer is; looked for anew, because a printer may go without a word. Raises `DeviceError`."""
        self.let_printer_go()
        with self.printer() as printer:
            return printer.info

    def close(self) -> None:
        self.let_scanner_go()
        self.let_camera_go()
        self.let_iris_go()
        self.let_printer_go()

    def _open_scanner(self, cancel: Cancel) -> FingerScanner:
        from booth.devices.ef01.rates import RateFile
        from booth.devices.registry import find_scanner, parse_password

        return find_scanner(
            self._settings.scanner,
            password=parse_password(self._settings.scanner_password),
            cancel=cancel,
            rates=RateFile(),
            **self._sbi(),
        )

    def _open_iris(self, cancel: Cancel) -> IrisScanner:
        kind, _, serial = self._settings.iris.partition(":")
        if kind != SBI:
            raise NoIrisScanner(device=tr(N_("Iris scanner")))
        from booth.devices.sbi.find import find_sbi_iris

        return find_sbi_iris(serial.strip(), cancel=cancel, **self._sbi())

    def _sbi(self) -> SbiTerms:
        """How certified devices are used here: whom to believe, at which quality they take an image."""
        if self._chain is None:
            from booth.devices.sbi.capture import CaptureChain

            self._chain = CaptureChain()
        settings = self._settings
        return {
            "trust": self._trust,
            "allow_emulated": settings.allow_emulated,
            "chain": self._chain,
            "score": settings.quality_limit,
        }

    def _open_camera(self, cancel: Cancel) -> Camera:
        self._camera_seen = None
        kind, _, serial = self._settings.camera.partition(":")
        if kind == SBI:
            from booth.devices.sbi.find import find_sbi_camera

            certified = find_sbi_camera(serial.strip(), cancel=cancel, **self._sbi())
            self._camera_seen = certified.info
            return certified
        from booth.devices.camera.live import open_camera

        # Which mode each webcam delivers best belongs to the computer, as its plugs do, not to the booth's data.
        memory = platformdirs.user_state_path(APP, appauthor=False) / MODES
        allow = self._settings.allow_emulated
        camera = open_camera(self._settings.camera, allow_emulated=allow, cancel=cancel, memory=memory)
        self._camera_seen = camera.info
        return camera


def _plugged_in(source: str) -> bool:
    """Whether the webcam, folder, file or address that `source` names is still there, without using it."""
    if "://" in source:
        return _listens(source)
    if source.isascii() and source.isdigit():
        return sys.platform != "linux" or Path(f"/dev/video{source}").exists()
    return Path(source).exists()


def _listens(address: str) -> bool:
    """Whether somebody takes calls at a network camera's address."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        socket.create_connection((parts.hostname or "", port), timeout=KNOCK_WAIT).close()
    except (OSError, ValueError):
        return False
    return True
