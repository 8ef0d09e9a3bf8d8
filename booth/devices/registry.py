"""Finds the devices that the settings name, or looks for them among what is plugged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.ef01 import DEFAULT_BAUD, NAME, Ef01Scanner
from booth.devices.ports import (
    Cancelled,
    DeviceBusy,
    DeviceError,
    DeviceForbidden,
    DeviceLocked,
    DeviceMissing,
    DeviceRefused,
)
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from booth.devices.ports import Cancel

AUTO = "auto"


class BadPassword(DeviceError):
    """Not a 32-bit number in hexadecimal digits."""

    text = N_("The scanner's password must be eight hexadecimal digits.")


def find_scanner(
    port: str,
    *,
    baud: int = DEFAULT_BAUD,
    password: int = 0,
    allow_emulated: bool,
    cancel: Cancel,
    ports: Callable[[], Iterable[str]] | None = None,
) -> Ef01Scanner:
    """The connected scanner at `port`, or with "auto" the first that answers at one of this machine's serial ports.

    Raises what `Ef01Scanner.connect` raises; with "auto", where none answers, the most telling of what was met:
    a locked, busy or forbidden port rather than `DeviceMissing`. The caller closes it.
    """
    met: DeviceError | None = None
    for candidate in (ports or serial_ports)() if port == AUTO else (port,):
        scanner = Ef01Scanner(candidate, baud=baud, password=password, allow_emulated=allow_emulated)
        try:
            scanner.connect(cancel)
        except DeviceError as error:
            if port != AUTO or isinstance(error, Cancelled):
                raise
            if met is None or _telling(error) > _telling(met):
                met = error
        else:
            return scanner
    raise met if met is not None and _telling(met) else DeviceMissing("no serial port answers", device=tr(NAME))


def serial_ports() -> list[str]:
    """The serial ports of this machine, those on USB first: scanners are there nearly always."""
    from serial.tools import list_ports

    found = sorted(list_ports.comports(), key=lambda port: (port.vid is None, port.device))
    return [port.device for port in found]


def parse_password(text: str) -> int:
    """A sensor's password as the settings have it: eight hexadecimal digits, or empty for the makers' zeros."""
    try:
        number = int(text.strip() or "0", 16)
    except ValueError as error:
        raise BadPassword from error
    if not 0 <= number <= 0xFFFFFFFF:
        raise BadPassword
    return number


def _telling(error: DeviceError) -> int:
    """How much an error at one of many ports says about the scanner; 0: nothing, any device may sit there."""
    return next((rank for rank, kind in enumerate(_TELLING, 1) if isinstance(error, kind)), 0)


_TELLING = (DeviceForbidden, DeviceBusy, DeviceRefused, DeviceLocked)
