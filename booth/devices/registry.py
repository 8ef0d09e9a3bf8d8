"""Finds the devices that the settings name, or looks for them among what is plugged in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from booth.devices.ef01.scanner import DEFAULT_BAUD, NAME, Ef01Scanner
from booth.devices.ports import (
    Cancelled,
    DeviceBusy,
    DeviceError,
    DeviceForbidden,
    DeviceLocked,
    DeviceMissing,
    DeviceRefused,
    FingerScanner,
)
from booth.devices.usb.readers import plugged_readers
from booth.devices.usb.scanner import USB, UsbScanner
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from booth.devices.ef01.rates import RateMemory
    from booth.devices.ports import Cancel, DeviceInfo
    from booth.devices.sbi.capture import CaptureChain

SBI = "sbi"  # a certified scanner; or sbi:SERIAL
AUTO = "auto"  # or auto:SERIAL, the one with this serial number, wherever it is plugged in


class BadPassword(DeviceError):
    """Not a 32-bit number in hexadecimal digits."""

    text = N_("The scanner's password must be eight hexadecimal digits.")


class _Connects(FingerScanner, Protocol):
    def connect(self, cancel: Cancel) -> DeviceInfo: ...


S = TypeVar("S", bound=_Connects)


def find_scanner(
    port: str,
    *,
    baud: int = DEFAULT_BAUD,
    password: int = 0,
    allow_emulated: bool,
    cancel: Cancel,
    ports: Callable[[], Iterable[str]] | None = None,
    rates: RateMemory | None = None,
    trust: Path | None = None,
    chain: CaptureChain | None = None,
    score: int | None = None,
) -> FingerScanner:
    """The connected scanner at `port`: a serial port, `usb[:DRIVER[:SERIAL]]`, `sbi[:SERIAL]`, or "auto".

    `trust`, `chain` and `score` are for certified scanners (`find_sbi_finger`). With "auto" it is the first that
    answers at one of this machine's serial ports, else a USB reader where one is plugged in, else a certified one;
    with "auto:SERIAL" the one with this serial number. Raises what connecting raises; with "auto", where none
    answers, the most telling of what was met: a locked, busy or forbidden port rather than `DeviceMissing`. The
    caller closes it.
    """
    if port == USB or port.startswith(f"{USB}:"):
        return _connected(UsbScanner(port, allow_emulated=allow_emulated), cancel)
    kind, _, serial = port.partition(":")
    if kind == SBI:
        return _certified(serial, trust, chain, score, allow_emulated=allow_emulated, cancel=cancel)
    if kind != AUTO:
        scanner = Ef01Scanner(port, baud=baud, password=password, allow_emulated=allow_emulated, rates=rates)
        return _connected(scanner, cancel)
    met: DeviceError | None = None
    for candidate in (ports or (lambda: candidates(serial)))():
        try:
            return find_scanner(
                candidate,
                baud=baud,
                password=password,
                allow_emulated=allow_emulated,
                cancel=cancel,
                rates=rates,
                trust=trust,
                chain=chain,
                score=score,
            )
        except Cancelled:
            raise
        except DeviceError as error:
            if met is None or _telling(error) > _telling(met):
                met = error
    raise met if met is not None and _telling(met) else DeviceMissing("no port answers", device=tr(NAME))


def _connected(scanner: S, cancel: Cancel) -> S:
    scanner.connect(cancel)
    return scanner


def _certified(
    serial: str,
    trust: Path | None,
    chain: CaptureChain | None,
    score: int | None,
    *,
    allow_emulated: bool,
    cancel: Cancel,
) -> FingerScanner:
    from booth.devices.sbi.find import SCORE, CaptureChain, find_sbi_finger

    return find_sbi_finger(
        serial.strip(),
        trust=trust,
        allow_emulated=allow_emulated,
        chain=chain or CaptureChain(),
        cancel=cancel,
        score=SCORE if score is None else score,
    )


def candidates(serial: str = "") -> list[str]:
    """Where a scanner may be: serial ports, USB readers, then a certified one where some service listens.

    Only those with the number `serial` where it is given; a service is asked for its own.
    """
    readers = [
        f"{USB}:{driver}:{device.serial}" if device.serial else f"{USB}:{driver}"
        for driver, device in plugged_readers()
        if serial in {"", device.serial}
    ]
    from booth.devices.sbi.discovery import PORTS
    from booth.devices.sbi.http import open_ports

    certified = [f"{SBI}:{serial}" if serial else SBI] if open_ports(PORTS) else []
    return [*serial_ports(serial), *readers, *certified]


def serial_ports(serial: str = "") -> list[str]:
    """The serial ports of this machine, those on USB first: scanners are there nearly always."""
    from serial.tools import list_ports

    found = sorted(list_ports.comports(), key=lambda port: (port.vid is None, port.device))
    return [port.device for port in found if serial in {"", port.serial_number}]


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
