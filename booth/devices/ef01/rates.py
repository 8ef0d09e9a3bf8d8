"""Which serial lines cannot carry the high rate: remembered on this computer, over a restart of the program.

Cheap bridges are right at 57,600 baud and corrupt at 115,200. What is remembered belongs to the line (bridge and
port), not to the booth's data: a backup restored on another computer must not slow its good bridge.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, Protocol

import platformdirs

log = logging.getLogger(__name__)

APP = "bilik-rekam"
FILE = "lines.json"
MOST_LINES = 50  # the oldest are forgotten
_PSEUDO_TERMINALS = "/dev/pts/"


class RateMemory(Protocol):
    """Highest good rate of a line, by its key; 0 where nothing is known."""

    def limit(self, line: str) -> int: ...

    def remember(self, line: str, baud: int) -> None: ...

    def forget(self, line: str) -> None: ...


class NoMemory:
    """Remembers nothing."""

    def limit(self, line: str) -> int:  # noqa: ARG002
        return 0

    def remember(self, line: str, baud: int) -> None: ...

    def forget(self, line: str) -> None: ...


class RateFile:
    """A small JSON file: key of a line → baud. A file that is damaged or cannot be written costs speed, no more."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or platformdirs.user_state_path(APP, appauthor=False) / FILE

    def limit(self, line: str) -> int:
        return self._read().get(line, 0)

    def remember(self, line: str, baud: int) -> None:
        lines = self._read()
        if lines.get(line) != baud:
            lines.pop(line, None)
            self._write({**lines, line: baud})

    def forget(self, line: str) -> None:
        lines = self._read()
        if lines.pop(line, None) is not None:
            self._write(lines)

    def _read(self) -> dict[str, int]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {line: baud for line, baud in found.items() if type(baud) is int and baud > 0}

    def _write(self, lines: dict[str, int]) -> None:
        beside = self._path.with_name(f".{FILE}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(dict(list(lines.items())[-MOST_LINES:])), "utf-8")
            beside.replace(self._path)
        except OSError as error:
            log.warning("the rate of a serial line is not remembered: %s", error.strerror)


def line_key(port: str) -> str:
    """What a line is known by: ids and serial number of its USB bridge, or its place; else the port.

    A pseudo-terminal is told from an earlier one of the same name by its birth.
    """
    if port.startswith(_PSEUDO_TERMINALS):
        try:
            return f"{port} {Path(port).stat().st_ctime_ns}"
        except OSError:
            return port
    bridge = _bridge(port)
    if bridge is None or bridge.vid is None:
        return port
    ids = f"{bridge.vid:04x}:{bridge.pid or 0:04x}"
    return f"{ids} {bridge.serial_number or f'at {bridge.location or port}'}"


def bridge_serial(port: str) -> str:
    """The serial number of the USB bridge at `port`, empty where it has none: the sensor's protocol tells none."""
    bridge = _bridge(port)
    return str(bridge.serial_number or "") if bridge is not None else ""


def _bridge(port: str) -> Any:
    from serial.tools import list_ports

    return next((found for found in list_ports.comports() if found.device == port), None)
