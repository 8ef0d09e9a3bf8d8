"""The composition root: the only place that knows all the parts and puts them together."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox

from booth import __version__
from booth.devices.ports import DeviceRefused
from booth.domain.errors import BoothError
from booth.ui.kit import heartbeat, theme
from booth.ui.kit.collector import Collector
from booth.ui.kit.frame import Frame
from booth.ui.kit.theme import Level, Scheme
from booth.ui.printing import PdfPrinter, QtPrinter
from booth.ui.shell import PRODUCT, THEMES, Shell
from booth.ui.spooler import Spooler
from booth.ui.station import Station
from booth.workflow.booth import Booth
from booth.workflow.equipment import TRUST, Equipment
from booth.workflow.first import needs_enrolment
from booth.workflow.logs import start_log, stop_log
from booth.workflow.sending import Sending
from booth.workflow.words import now_utc, sentence
from resources.i18n import N_, set_language, tr

if TYPE_CHECKING:
    from types import TracebackType

    from booth.config import Settings
    from booth.devices.ports import Printer

log = logging.getLogger(__name__)

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_LAUNCHERS = ("DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN")  # set by desktops for what is chosen in their menus


class NoScreen(BoothError):
    text = N_("There is no screen here to show the window on. Start it at the computer itself.")


def run(folder: Path) -> int:
    """Open the booth in `folder` and show its window until it is closed.

    Raises `BoothError` before the window where the booth cannot be used at all: open already, without its vault, its
    queue damaged or written by a newer version.
    """
    try:
        need_screen()
        booth = open_booth(folder)
    except BoothError as error:
        tell_without_window(error)
        raise
    handler = start_log(folder)
    try:
        return _show(booth)
    finally:
        stop_log(handler)


def need_screen() -> None:
    """Raises `NoScreen`: Qt would end the process where it finds none."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _SCREENS):
        raise NoScreen


def open_booth(folder: Path) -> Booth:
    """The booth of `folder`: fit to be used, or not set up yet, where the guide comes first. Raises `BoothError`."""
    booth = Booth.open(folder, clock=now_utc)
    try:
        set_language(booth.settings.language)
        if not needs_enrolment(booth):
            booth.need_usable()
    except BaseException:
        booth.close()
        raise
    return booth


def tell_without_window(error: BoothError) -> None:
    """Show `error` in a small window where nobody sees the terminal, because it was started from a desktop's menu."""
    if isinstance(error, NoScreen) or not _started_from_menu():
        return
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        theme.apply(app, Scheme.SYSTEM)
    box = QMessageBox(QMessageBox.Icon.Warning, PRODUCT, sentence(error))
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def _started_from_menu() -> bool:
    if sys.stderr is None:  # Windows, without a console
        return True
    launched = os.environ.get("GIO_LAUNCHED_DESKTOP_FILE_PID") == str(os.getpid())
    return not sys.stderr.isatty() and (launched or any(os.environ.get(name) for name in _LAUNCHERS))


def _show(booth: Booth) -> int:
    app = QApplication(sys.argv[:1])
    app.setApplicationName(PRODUCT)
    collector = Collector(app)
    theme.apply(app, THEMES[booth.settings.theme])
    station = Station(booth, Equipment(booth.settings, open_printer, trust=booth.folder / TRUST))
    Spooler.of(station)
    sending = Sending(booth.folder, clock=now_utc)
    station.count_changed.connect(sending.wake)
    booth.on_identity = sending.renew
    booth.sends = sending.running
    frame = Frame(lambda: now_utc().astimezone(booth.zone))
    shell = Shell(station, frame)
    sys.excepthook = ErrorHook(frame)
    heart = heartbeat.from_environment(app)
    log.info("booth %s opened", __version__)
    frame.showMaximized()
    shell.started.connect(sending.start)
    shell.start()
    collector.settle()
    code = app.exec()
    log.info("booth closed")
    sending.stop()
    shell.close()
    station.close()
    heartbeat.write_at_exit(heart)
    return code


def open_printer(settings: Settings) -> Printer:
    """The printer of the settings: the system's, a receipt printer, or PDF files. Raises `DeviceError`."""
    kind, _, rest = settings.printer.partition(":")
    if kind == "escpos":
        from booth.devices.printer.escpos import open_escpos  # its library takes a moment, and most booths have another

        return open_escpos(rest, paper_mm=settings.paper_mm, allow_emulated=settings.allow_emulated)
    if kind == "pdf":
        if not settings.allow_emulated:
            raise DeviceRefused(device=tr(N_("Printer")))
        return PdfPrinter(Path(rest))
    return QtPrinter(rest)


class ErrorHook:
    """An error nobody caught: logged with its place, told in one sentence; the window stays."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("unexpected %s", kind.__name__, exc_info=(kind, error, trace))
        if (screen := self._frame.shown()) is not None:
            screen.message(Level.BAD, sentence(error))
