"""Certified devices that speak the Secure Biometric Interface (SBI): found by serial number, behind the usual ports.

Every answer is signed and every signature is checked against the booth's own trust folder; captures of one resident
hang together by hashes. See `sbi_device` for one device, `sbi_capture` for what is verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from booth.devices.ports import Cancelled, DeviceBusy, DeviceError, DeviceInfo, DeviceKind, DeviceMissing, DeviceRefused
from booth.devices.sbi.capture import CaptureChain
from booth.devices.sbi.device import SbiDevice, Terms
from booth.devices.sbi.discovery import PORTS, discover
from booth.devices.sbi.errors import SbiNoTrust
from booth.devices.sbi.face import SbiFace
from booth.devices.sbi.fingers import SbiSingle, SbiSlap
from booth.devices.sbi.http import Line
from booth.devices.sbi.iris import SbiIris
from booth.devices.sbi.trust import load_trust
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from booth.devices.ports import Cancel
    from booth.devices.sbi.discovery import Found

NAMES = {
    DeviceKind.FINGER: N_("Fingerprint scanner"),
    DeviceKind.CAMERA: N_("Camera"),
    DeviceKind.IRIS: N_("Iris scanner"),
}
KINDS = {"Finger": DeviceKind.FINGER, "Face": DeviceKind.CAMERA, "Iris": DeviceKind.IRIS}
SCORE = 40  # quality at which a device takes an image by itself, where nobody says otherwise

_Driver = TypeVar("_Driver")

__all__ = [
    "CaptureChain",
    "SbiFace",
    "SbiIris",
    "SbiListing",
    "SbiSingle",
    "SbiSlap",
    "find_sbi_camera",
    "find_sbi_finger",
    "find_sbi_iris",
    "list_sbi",
]


@dataclass(frozen=True)
class SbiListing:
    """A certified device that answers, and what is wrong with it, if anything."""

    info: DeviceInfo
    error: DeviceError | None


def find_sbi_finger(
    serial: str,
    *,
    trust: Path | None,
    allow_emulated: bool,
    chain: CaptureChain,
    cancel: Cancel,
    score: int = SCORE,
    ports: Iterable[int] = PORTS,
) -> SbiSingle | SbiSlap:
    """The fingerprint scanner `serial`, or with "" the first that is good, ten-print scanners before single ones.

    `trust` is the folder with the certificates of makers. Within about three seconds. Raises `DeviceMissing`,
    `SbiNoTrust`, or what is wrong with the device. The caller closes it.
    """

    def drive(device: SbiDevice) -> SbiSingle | SbiSlap:
        return SbiSingle(device) if _single(device.sub_type, device.sub_ids) else SbiSlap(device)

    return drive(_find(DeviceKind.FINGER, serial, lambda: _terms(trust, chain, score, allow_emulated), cancel, ports))


def find_sbi_camera(
    serial: str,
    *,
    trust: Path | None,
    allow_emulated: bool,
    chain: CaptureChain,
    cancel: Cancel,
    score: int = SCORE,
    ports: Iterable[int] = PORTS,
) -> SbiFace:
    """As `find_sbi_finger`, a camera for faces."""
    return SbiFace(_find(DeviceKind.CAMERA, serial, lambda: _terms(trust, chain, score, allow_emulated), cancel, ports))


def find_sbi_iris(
    serial: str,
    *,
    trust: Path | None,
    allow_emulated: bool,
    chain: CaptureChain,
    cancel: Cancel,
    score: int = SCORE,
    ports: Iterable[int] = PORTS,
) -> SbiIris:
    """As `find_sbi_finger`, a scanner of irises, those for both eyes before single ones."""
    return SbiIris(_find(DeviceKind.IRIS, serial, lambda: _terms(trust, chain, score, allow_emulated), cancel, ports))


def list_sbi(
    *, trust: Path | None, allow_emulated: bool, cancel: Cancel, ports: Iterable[int] = PORTS
) -> list[SbiListing]:
    """Every certified device that answers, good or not, in the order of ports. Raises `Cancelled`."""
    listings = []
    try:
        terms, untrusted = _terms(trust, CaptureChain(), SCORE, allow_emulated), None
    except SbiNoTrust as error:
        terms, untrusted = None, error
    for found in discover(Line("SBI", cancel), ports=ports):
        kind = KINDS.get(found.id.type)
        if kind is None:
            continue
        if terms is None:
            name = f"{found.id.make} {found.id.model}".strip()[:80]
            info = DeviceInfo(kind, name, f"sbi:{found.id.serial}", found.id.serial)
            listings.append(SbiListing(info, untrusted))
            continue
        device = SbiDevice(found, terms, kind, tr(NAMES[kind]))
        try:
            device.connect(cancel)
        except Cancelled:
            raise
        except DeviceError as error:
            listings.append(SbiListing(device.info, error))
        else:
            listings.append(SbiListing(device.info, None))
    return listings


def _terms(trust: Path | None, chain: CaptureChain, score: int, allow_emulated: bool) -> Terms:
    if trust is None:
        raise SbiNoTrust("no trust folder", folder="trust")
    return Terms(load_trust(trust), chain, allow_emulated, score)


def _find(
    kind: DeviceKind, serial: str, make_terms: Callable[[], Terms], cancel: Cancel, ports: Iterable[int]
) -> SbiDevice:
    """The connected device. Of those that fail, the one that says most is raised.

    Whom to believe is read only once a device is there: a booth without one needs no trust folder.
    """
    name = tr(NAMES[kind])

    def fits(found: Found) -> bool:
        return KINDS.get(found.id.type) is kind and serial in {"", found.id.serial}

    met: DeviceError | None = None
    found = [one for one in discover(Line(name, cancel), good=fits, ports=ports) if fits(one)]
    if not found:
        raise DeviceMissing(f"no certified device {serial or kind.value} answers", device=name)
    terms = make_terms()
    for one in sorted(found, key=_single_last):
        device = SbiDevice(one, terms, kind, name)
        try:
            device.connect(cancel)
        except Cancelled:
            raise
        except DeviceError as error:
            if met is None or _telling(error) > _telling(met):
                met = error
        else:
            return device
    assert met is not None  # noqa: S101  (there was one, and it failed)
    raise met


def _single_last(found: Found) -> bool:
    return _single(found.id.device_sub_type, found.device.sub_ids)


def _single(sub_type: str, sub_ids: tuple[str, ...]) -> bool:
    """Whether a device takes one finger or eye at a time."""
    return sub_type == "Single" or not set(sub_ids) & {"1", "2", "3"}


def _telling(error: DeviceError) -> int:
    return next((rank for rank, kind in enumerate((DeviceBusy, DeviceRefused), 1) if isinstance(error, kind)), 0)
