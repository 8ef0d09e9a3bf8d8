"""The composition root: the only place that knows all the parts and puts them together."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from booth.devices.ports import DeviceRefused
from booth.ui.kit import theme
from booth.ui.kit.frame import Frame
from booth.ui.kit.heartbeat import Heartbeat
from booth.ui.kit.theme import Level, Scheme
from booth.ui.printing import PdfPrinter, QtPrinter
from booth.ui.shell import Shell
from booth.ui.station import Station
from booth.workflow.booth import Booth
from booth.workflow.equipment import Equipment
from booth.workflow.logs import start_log
from booth.workflow.words import now_utc, sentence
from resources.i18n import N_, set_language, tr

if TYPE_CHECKING:
    from types import TracebackType

    from booth.config import Settings
    from booth.devices.ports import Printer

log = logging.getLogger(__name__)

_SCHEMES = {"auto": Scheme.SYSTEM, "light": Scheme.LIGHT, "dark": Scheme.DARK, "contrast": Scheme.CONTRAST}


def run(folder: Path) -> int:
    """Open the booth in `folder` and show its window until it is closed. Raises `BoothError` before the window."""
    booth = Booth.open(folder, clock=now_utc)
    start_log(folder)
    set_language(booth.settings.language)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Bilik Rekam")
    theme.apply(app, _SCHEMES[booth.settings.theme])
    station = Station(booth, Equipment(booth.settings, open_printer))
    frame = Frame(lambda: now_utc().astimezone(booth.zone))
    shell = Shell(station, frame)
    hook = _ErrorHook(frame)
    sys.excepthook = hook
    beats = os.environ.get("BOOTH_HEARTBEAT")
    heart = Heartbeat(app) if beats else None
    frame.show()
    shell.start()
    code = app.exec()
    shell.close()
    station.close()
    if heart is not None and beats:
        heart.write(Path(beats))
    return code


def open_printer(settings: Settings) -> Printer:
    """The printer of the settings: `system`, `system:NAME` or `pdf:DIR`. Raises `DeviceMissing`, `DeviceRefused`."""
    kind, _, rest = settings.printer.partition(":")
    if kind == "pdf":
        if not settings.allow_emulated:
            raise DeviceRefused(device=tr(N_("Printer")))
        return PdfPrinter(Path(rest))
    return QtPrinter(rest)


class _ErrorHook:
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
