"""What goes over the wire to a device service and back: JSON of SBI 0.9.5, and what 1.0 adds, as structs.

Scalars travel as strings; numbers are taken too (never NaN, which is no JSON). Fields that are not known are passed
over, fields that are missing are empty: whoever uses one decides whether that may be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from booth.devices.sbi.errors import SbiGarbled
from booth.devices.sbi.jws import from_base64url

if TYPE_CHECKING:
    from collections.abc import Iterable

NEWEST, CLASSIC = "1.0", "0.9.5"
VERSIONS = (CLASSIC, NEWEST, "1.0.0")
"""Versions that we speak, the one spoken fully first."""
PRODUCTION = "Production"
REGISTRATION = "Registration"
SUCCESS = "0"
_MOST_DEVICES = 64
_SCORE = re.compile(r"\d{1,3}(\.\d{1,9})?", re.ASCII)

Scalar = str | int | float | None
_Struct = TypeVar("_Struct")


class Fault(msgspec.Struct, rename="camel"):
    """`error` of an answer, or a whole answer of that form."""

    error_code: Scalar = None
    error_info: Scalar = None

    @property
    def code(self) -> str:
        return text_of(self.error_code)

    @property
    def info(self) -> str:
        return text_of(self.error_info)


class _NestedFault(msgspec.Struct):
    error: Fault | None = None


class DigitalId(msgspec.Struct, rename="camel"):
    """Who a device is."""

    serial_no: Scalar = None
    make: str = ""
    model: str = ""
    type: str = ""
    device_sub_type: str = ""
    device_provider: str = ""

    @property
    def serial(self) -> str:
        return text_of(self.serial_no)


class Device(msgspec.Struct, rename="camel"):
    """A device in an answer to discovery, or the signed device info; `digital_id` is still packed."""

    device_id: Scalar = None
    device_status: str = ""
    certification: str = ""
    service_version: Scalar = None
    device_sub_id: list[Scalar] | Scalar = None
    callback_id: str = ""
    digital_id: str = ""
    spec_version: list[str] | str = []
    purpose: str = ""
    env: str = ""
    firmware: Scalar = None
    serial_no: Scalar = None  # 1.0
    error: Fault | None = None

    @property
    def sub_ids(self) -> tuple[str, ...]:
        found = self.device_sub_id if isinstance(self.device_sub_id, list) else [self.device_sub_id]
        return tuple(text for one in found if (text := text_of(one)))

    @property
    def versions(self) -> tuple[str, ...]:
        return (self.spec_version,) if isinstance(self.spec_version, str) else tuple(self.spec_version)


class _InfoEntry(msgspec.Struct, rename="camel"):
    device_info: str = ""
    error: Fault | None = None


class _WrappedInfo(msgspec.Struct, rename="camel"):
    device_info: Device | None = None  # 1.0


class Biometric(msgspec.Struct, rename="camel"):
    """One element of an answer to a capture; `data` is a JWS."""

    spec_version: Scalar = None
    data: str | None = None
    hash: str | None = None
    error: Fault | None = None


class _Biometrics(msgspec.Struct):
    biometrics: list[Biometric] | None = None
    error: Fault | None = None


class CaptureData(msgspec.Struct, rename="camel"):
    """The signed payload of a capture."""

    digital_id: str = ""
    bio_type: str = ""
    bio_sub_type: str | None = None
    purpose: str = ""
    env: str = ""
    bio_value: str = ""
    transaction_id: str = ""
    timestamp: str = ""
    quality_score: Scalar = None


@dataclass(frozen=True)
class CaptureRequest:
    """What a capture asks for; `count` of `kind` from sensor `sub_id`, `names` asked for, `exceptions` left out."""

    kind: str
    sub_id: str
    count: int
    exceptions: tuple[str, ...]
    names: tuple[str, ...]
    score: int
    transaction: str
    previous: str
    timeout: float  # seconds


def discovery_request(kind: str) -> bytes:
    return msgspec.json.encode({"type": kind})


def stream_request(device: Device, sub_id: str, timeout: float, *, version: str) -> bytes:
    """`timeout` in seconds."""
    body: dict[str, Any] = {**_address(device, version), "deviceSubId": sub_id, "timeout": str(round(timeout * 1000))}
    if version != CLASSIC:
        body["dimensions"] = None
    return msgspec.json.encode(body)


def capture_request(request: CaptureRequest, device: Device, *, version: str, now: datetime) -> bytes:
    """The body of RCAPTURE: every scalar a string."""
    bio = {
        "type": request.kind,
        "count": str(request.count),
        "bioSubType": list(request.names) if version == CLASSIC else ",".join(request.names),
        "exception": list(request.exceptions),
        "requestedScore": str(request.score),
        **_address(device, version),
        "deviceSubId": request.sub_id,
        "previousHash": request.previous,
    }
    body = {
        "env": device.env,
        "purpose": REGISTRATION,
        "specVersion": version,
        "timeout": str(round(request.timeout * 1000)),
        "captureTime": format_time(now),
        "transactionId": request.transaction,
        "bio": [bio],
        "customOpts": None,
    }
    return msgspec.json.encode(body if version == CLASSIC else {**body, "domainUri": ""})


def read_devices(body: bytes, device: str) -> list[Device]:
    """The devices in an answer to discovery; entries that are none are passed over. Raises `SbiGarbled`."""
    found = []
    for entry in _decode(body, list[msgspec.Raw], device)[:_MOST_DEVICES]:
        try:
            found.append(msgspec.json.decode(entry, type=Device))
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            continue
    return found


def read_infos(body: bytes, device: str) -> list[tuple[str, Fault]]:
    """Each device's packed info and its error, from an answer to MOSIPDINFO. Raises `SbiGarbled`."""
    entries = _decode(body, list[_InfoEntry], device)[:_MOST_DEVICES]
    return [(entry.device_info, entry.error or Fault()) for entry in entries]


def read_info(payload: bytes, device: str) -> Device:
    """The signed device info, flat or wrapped as 1.0 has it. Raises `SbiGarbled`."""
    wrapped = _decode(payload, _WrappedInfo, device)
    return wrapped.device_info or _decode(payload, Device, device)


def peek_info(packed: str, device: str) -> Device:
    """What a device info says, unchecked: signed, or bare where the device is not registered. Raises `SbiGarbled`."""
    return read_info(_peek(packed, device), device)


def read_biometrics(body: bytes, device: str) -> list[Biometric]:
    """The elements of an answer to a capture; a bare error counts as one. Raises `SbiGarbled`."""
    try:
        answer = _decode(body, _Biometrics, device)
    except SbiGarbled:
        answer = _Biometrics(_decode(body, list[Biometric], device))
    if answer.biometrics:
        return answer.biometrics
    error = answer.error or read_fault(body, device)
    if not error.code:
        raise SbiGarbled("an answer without biometrics", device=device)
    return [Biometric(error=error)]


def read_fault(body: bytes, device: str) -> Fault:
    """The error in a bare answer, of both shapes in use. Raises `SbiGarbled`."""
    return _decode(body, _NestedFault, device).error or _decode(body, Fault, device)


def read_data(payload: bytes, device: str) -> CaptureData:
    """Raises `SbiGarbled`."""
    return _decode(payload, CaptureData, device)


def read_digital_id(payload: bytes, device: str) -> DigitalId:
    """Raises `SbiGarbled`."""
    return _decode(payload, DigitalId, device)


def peek_digital_id(packed: str, device: str) -> DigitalId:
    """What a digital ID says, unchecked: from the bare form of discovery or from a JWS. Raises `SbiGarbled`."""
    return read_digital_id(_peek(packed, device), device)


def read_score(value: Scalar) -> float | None:
    """A quality from 0 to 100; None for anything else."""
    found = text_of(value).strip()
    score = float(found) if _SCORE.fullmatch(found) else -1.0
    return score if 0.0 <= score <= 100.0 else None


def read_time(text: str) -> datetime | None:
    """An instant with its zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def format_time(at: datetime) -> str:
    """`2026-01-31T02:03:04Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def choose_version(offered: Iterable[str]) -> str | None:
    """The version to speak; None where we know none of those offered."""
    found = set(offered)
    return next((one for one in VERSIONS if one in found), None)


def text_of(value: Scalar) -> str:
    """A scalar as the string that it should have been."""
    return "" if value is None else value if isinstance(value, str) else str(value)


def _peek(packed: str, device: str) -> bytes:
    parts = packed.split(".")
    try:
        return from_base64url(parts[1] if len(parts) == 3 else packed)
    except ValueError as error:
        raise SbiGarbled(f"packed JSON: {error}", device=device) from error


def _address(device: Device, version: str) -> dict[str, str]:
    if version == CLASSIC:
        return {"deviceId": text_of(device.device_id)}
    return {"serialNo": text_of(device.serial_no)}


def _decode(data: bytes, kind: type[_Struct], device: str) -> _Struct:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise SbiGarbled(f"{kind.__name__}: {error}"[:200], device=device) from error
