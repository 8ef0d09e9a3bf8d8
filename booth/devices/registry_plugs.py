"""What is plugged in, and what came and went: found by what it is, without opening anything.

A look costs a listing of some folders; only where that differs are names and serial numbers read. Bursts of plug events
(a hub, a reader that resets itself) are let settle before anybody is told. Sources: Linux's sysfs; on other systems the
serial ports alone.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from booth.devices.usb.readers import plugged_readers, usb_devices
from resources.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Hashable

log = logging.getLogger(__name__)

EVERY = 0.4  # seconds between looks
MOST_UNSETTLED = 3  # looks that differ from the one before, until one is told all the same
PRINTERS = 7  # the class of USB interfaces
_FOLDERS = ("/sys/bus/usb/devices", "/sys/class/video4linux", "/sys/class/tty")
_VIDEO = Path("/sys/class/video4linux")
_TCP = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_LISTENS = "0A"  # TCP_LISTEN
SBI_PORTS = range(4501, 4601)  # where services of certified devices listen


class PlugKind(Enum):
    """What a plug may serve as; the value is a source text."""

    SERIAL = N_("Serial port")
    READER = N_("USB fingerprint reader")
    CAMERA = N_("Camera")
    PRINTER = N_("Printer")
    CERTIFIED = N_("Certified device")


@dataclass(frozen=True)
class Plug:
    """One thing that is plugged in. `port` is what the settings may name to mean it."""

    kind: PlugKind
    port: str
    name: str = ""
    serial: str = ""

    def means(self, port: str) -> bool:
        """Whether a device that says it is at `port` is this one."""
        return self.port == port or self.port.startswith(f"{port}:")


class Source(Protocol):
    """Knows what is plugged in. May be slow where `mark` differs from the last one; never where it does not."""

    def mark(self) -> Hashable:
        """Something that differs when anything was plugged in or out; cheap."""
        ...

    def plugged(self) -> Iterable[Plug]:
        """All that is there now."""
        ...


class SystemSource:
    """This computer. `certified` gives the services of certified devices that run; it is asked at each look."""

    def __init__(
        self, certified: Callable[[], Iterable[Plug]] | None = None, folders: tuple[str, ...] = _FOLDERS
    ) -> None:
        self._certified = certified or certified_plugs
        self._folders = folders

    def mark(self) -> Hashable:
        return (*(_listing(folder) for folder in self._folders), tuple(self._certified()))

    def plugged(self) -> list[Plug]:
        return [*serial_plugs(), *reader_plugs(), *camera_plugs(), *printer_plugs(), *self._certified()]


@dataclass(frozen=True)
class Changes:
    """What came and what went since the last time; `stayed` is there as before, but may have been away in between."""

    plugged: tuple[Plug, ...] = ()
    unplugged: tuple[Plug, ...] = ()
    stayed: tuple[Plug, ...] = ()

    @property
    def kinds(self) -> frozenset[PlugKind]:
        """Of what came or went."""
        return frozenset(plug.kind for plug in (*self.plugged, *self.unplugged))

    @property
    def perhaps(self) -> frozenset[PlugKind]:
        """Of what may have been away."""
        return frozenset(plug.kind for plug in self.stayed) - self.kinds

    def __bool__(self) -> bool:
        return bool(self.plugged or self.unplugged or self.stayed)


class PlugWatch:
    """Looks at a source again and again. One thread at a time."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._mark: Hashable = None
        self._last: frozenset[Plug] | None = None  # as seen at the last look
        self._told: frozenset[Plug] | None = None
        self._unsettled = 0

    @property
    def plugged(self) -> frozenset[Plug]:
        """What was there at the last look."""
        return self._last or frozenset()

    def look(self) -> Changes:
        """What came and went, once it has settled; nothing at the first look, which is what all is measured by."""
        mark = self._source.mark()
        if self._last is None or mark != self._mark:
            before = self._last
            self._last, self._mark = frozenset(self._source.plugged()), mark
            if self._told is None:
                self._told = self._last
                return Changes()
            self._unsettled += 1
            if before != self._last and self._unsettled < MOST_UNSETTLED:
                return Changes()
        moved, self._unsettled = self._unsettled > 0, 0
        before, self._told = self._told or frozenset(), self._last
        if not moved:
            return Changes()
        return Changes(_sorted(self._last - before), _sorted(before - self._last), _sorted(self._last & before))


class PlugMonitor:
    """A thread that looks every `EVERY` seconds and calls `told` with what changed, on that thread."""

    def __init__(self, watch: PlugWatch, told: Callable[[Changes], None], *, every: float = EVERY) -> None:
        self._watch = watch
        self._told = told
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="plugs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread; nothing is told afterwards."""
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join(2)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                changes = self._watch.look()
            except OSError as error:  # something went while it was read
                log.info("looking at the plugs: %s", error)
            else:
                if changes and not self._stopped.is_set():
                    self._told(changes)
            self._stopped.wait(self._every)


def serial_plugs() -> list[Plug]:
    """Serial ports on USB bridges; those soldered in are never plugged."""
    from serial.tools import list_ports

    return [
        Plug(PlugKind.SERIAL, port.device, port.product or port.description or "", port.serial_number or "")
        for port in list_ports.comports()
        if port.vid is not None
    ]


def reader_plugs() -> list[Plug]:
    """USB readers that libfprint drives."""
    return [
        Plug(
            PlugKind.READER,
            f"usb:{driver}:{device.serial}" if device.serial else f"usb:{driver}",
            " ".join(part for part in (device.maker, device.name) if part),
            device.serial,
        )
        for driver, device in plugged_readers()
    ]


def camera_plugs(folder: Path = _VIDEO) -> list[Plug]:
    """Video nodes that are the first of their camera: the others carry its metadata."""
    found = []
    for node in sorted(folder.glob("video*")):
        if _line(node / "index") not in {"", "0"}:
            continue
        serial = _line(node / "device" / ".." / "serial")
        found.append(Plug(PlugKind.CAMERA, f"/dev/{node.name}", _line(node / "name"), serial))
    return found


def printer_plugs() -> list[Plug]:
    """USB printers, of whatever language."""
    return [
        Plug(
            PlugKind.PRINTER,
            f"escpos:usb:{device.vendor:04x}:{device.product:04x}",
            " ".join(part for part in (device.maker, device.name) if part),
            device.serial,
        )
        for device in usb_devices()
        if PRINTERS in device.classes
    ]


def certified_plugs(tables: tuple[Path, ...] = _TCP) -> list[Plug]:
    """Services of certified devices: who listens at their ports by the kernel's list; nobody is knocked at."""
    ports: set[int] = set()
    for table in tables:
        for line in _text(table).splitlines()[1:]:
            words = line.split()
            if len(words) > 3 and words[3] == _LISTENS:
                with suppress(ValueError):
                    ports.add(int(words[1].rpartition(":")[2], 16))
    return [Plug(PlugKind.CERTIFIED, "sbi", str(port)) for port in sorted(ports) if port in SBI_PORTS]


def _sorted(plugs: Iterable[Plug]) -> tuple[Plug, ...]:
    return tuple(sorted(plugs, key=lambda plug: (plug.kind.name, plug.port, plug.serial)))


def _listing(folder: str) -> tuple[tuple[str, int], ...]:
    """Names, each with the number of its node: what was away for a moment comes back with another."""
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted((entry.name, entry.inode()) for entry in entries))
    except OSError:
        return ()


def _line(path: Path) -> str:
    return "".join(letter for letter in _text(path)[:256] if letter.isprintable()).strip()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
