"""What an emulated SBI service demands of a request: as strict as the reference service, no numbers for strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from booth.devices.emulators.sbi import codes
from booth.devices.emulators.sbi.codes import Refused
from booth.devices.emulators.sbi.devices import (
    ANY_TYPE,
    ENVIRONMENT,
    EYE_NAMES,
    FINGER_NAMES,
    PURPOSE,
    TYPES,
    UNKNOWN,
    VERSION,
    Part,
    part_name,
)
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.devices.emulators.sbi.devices import Device
    from booth.devices.emulators.sbi.http import Request

STREAM_TIMEOUT = 300.0  # seconds where the request says nothing
LONGEST_TIMEOUT = 24 * 3600 * 1000  # milliseconds
MOST_OPTIONS = 50
MOST_OF_TYPE = {"Finger": 10, "Iris": 2, "Face": 1}
_TRANSACTION = re.compile(r"[A-Za-z0-9-]{4,50}")
_HASH = re.compile(r"[0-9A-Fa-f]{64}")
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_FINGERS, _EYES = frozenset(FINGER_NAMES.values()), frozenset(EYE_NAMES.values())


@dataclass(frozen=True)
class StreamRequest:
    device_id: str
    sub_id: str
    timeout: float  # seconds


@dataclass(frozen=True)
class CaptureRequest:
    """A registration capture that may be done. `parts` are to be captured, in the order of the answer."""

    device: Device
    sub_id: str
    parts: tuple[Part, ...]
    names: tuple[str, ...]  # bioSubType of each part
    spec_version: str
    timeout: float  # seconds
    transaction: str
    requested: float  # quality, 0 to 100
    previous: bytes | None  # hash, 32 bytes; None at the beginning of a chain


def discovery_type(request: Request) -> str:
    """The type asked for; a bare GET or POST asks for all. Raises `Refused`."""
    if request.verb != "MOSIPDISC" and not request.body.strip():
        return ANY_TYPE
    kind = _object(request, codes.NO_DISCOVERY_TYPE).get("type")
    if not isinstance(kind, str) or not kind:
        raise Refused(codes.NO_DISCOVERY_TYPE)
    if kind not in {ANY_TYPE, *TYPES}:
        raise Refused(codes.BAD_DISCOVERY_TYPE)
    return kind


def stream_request(request: Request) -> StreamRequest:
    """Raises `Refused`."""
    body = _object(request)
    if body.get("deviceId") in ("", None):
        raise Refused(codes.STREAM_NO_ID)
    timeout = STREAM_TIMEOUT if body.get("timeout") in (None, "") else _milliseconds(body)
    return StreamRequest(_text(body, "deviceId"), _text(body, "deviceSubId"), timeout)


def capture_request(request: Request, devices: Sequence[Device]) -> CaptureRequest:
    """Raises `Refused` with the code of the first thing that is wrong."""
    body = _object(request)
    environment, purpose, spec_version = (_text(body, key) for key in ("env", "purpose", "specVersion"))
    timeout = _milliseconds(body)
    _check_time(_text(body, "captureTime"))
    transaction = _text(body, "transactionId", may_be_empty=True)
    _check_options(body.get("customOpts"))
    bio = body.get("bio")
    if not isinstance(bio, list) or len(bio) != 1 or not isinstance(bio[0], dict):
        raise Refused(codes.MALFORMED, "bio")
    asked = bio[0]
    kind, count = _text(asked, "type"), _number(asked, "count")
    score, previous = _number(asked, "requestedScore"), _previous(asked)
    exceptions, wanted = _names(asked, "exception"), _names(asked, "bioSubType")
    device_id, sub_id = (_text(asked, key, may_be_empty=True) for key in ("deviceId", "deviceSubId"))

    if environment != ENVIRONMENT:
        raise Refused(codes.BAD_ENVIRONMENT)
    if purpose != PURPOSE:
        raise Refused(codes.BAD_PURPOSE)
    if spec_version != VERSION:
        raise Refused(codes.MALFORMED, "specVersion")
    if not _TRANSACTION.fullmatch(transaction):
        raise Refused(codes.BAD_TRANSACTION)
    if kind not in TYPES:
        raise Refused(codes.BAD_TYPE)
    if not device_id or not sub_id:
        raise Refused(codes.CAPTURE_NO_ID)
    device = next((each for each in devices if each.plugged and each.model.device_id == device_id), None)
    if device is None or sub_id not in device.model.sensors:
        raise Refused(codes.CAPTURE_UNKNOWN_ID)
    if device.model.type != kind:
        raise Refused(codes.TYPE_OF_DEVICE)
    if score > 100:
        raise Refused(codes.MALFORMED, "requestedScore")
    parts, names = _parts(device, sub_id, count, exceptions, wanted)
    return CaptureRequest(device, sub_id, parts, names, spec_version, timeout, transaction, float(score), previous)


def _parts(
    device: Device, sub_id: str, count: int, exceptions: list[str], wanted: list[str]
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    kind, sensor = device.model.type, device.model.sensors[sub_id]
    if count > MOST_OF_TYPE[kind]:
        raise Refused(codes.COUNT_TOO_LARGE)
    if count < 1:
        raise Refused(codes.COUNT_OF_TYPE)
    if kind == "Face":  # exceptions ask for a photo that shows what is missing: one picture all the same
        if not set(exceptions) <= _FINGERS | _EYES:
            raise Refused(codes.BAD_EXCEPTION)
        if wanted and wanted != [UNKNOWN]:
            raise Refused(codes.SUBTYPE_OF_TYPE)
        return (None,), ("",)
    own = _FINGERS if kind == "Finger" else _EYES
    names = {part_name(part): part for part in sensor}
    _check_names(exceptions, own, codes.BAD_EXCEPTION)
    _check_names([name for name in wanted if name != UNKNOWN], own, codes.BAD_SUBTYPE)
    if device.model.sub_type == "Single":
        if count != 1 or exceptions:
            raise Refused(codes.WRONG_COUNT)
        if len(wanted) > 1:
            raise Refused(codes.BAD_SUBTYPE)
        if not wanted or wanted == [UNKNOWN]:
            return (Finger.RIGHT_INDEX,), (UNKNOWN,)
        return (names[wanted[0]],), (wanted[0],)
    if not set(exceptions) <= set(names):
        raise Refused(codes.EXCEPTION_OF_SENSOR)
    if not set(wanted) <= {*names, UNKNOWN} - set(exceptions):
        raise Refused(codes.BAD_SUBTYPE)
    if count + len(exceptions) != len(sensor):
        raise Refused(codes.WRONG_COUNT)
    left = [name for name in names if name not in exceptions]
    return tuple(names[name] for name in left), tuple(left)


def _check_names(named: list[str], own: frozenset[str], code: str) -> None:
    if not set(named) <= _FINGERS | _EYES:
        raise Refused(code)
    if not set(named) <= own:
        raise Refused(codes.SUBTYPE_OF_TYPE)
    if len(set(named)) != len(named):
        raise Refused(code)


def _object(request: Request, code: str = codes.MALFORMED) -> dict[str, object]:
    try:
        value = request.json()
    except ValueError as error:
        raise Refused(code, "no JSON") from error
    if not isinstance(value, dict):
        raise Refused(code, "no object")
    return value


def _text(values: dict[str, object], key: str, *, may_be_empty: bool = False) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not (value or may_be_empty):
        raise Refused(codes.MALFORMED, key)
    return value


def _number(values: dict[str, object], key: str) -> int:
    """A whole number from 0, as text."""
    text = _text(values, key)
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise Refused(codes.MALFORMED, key)
    return int(text)


def _milliseconds(values: dict[str, object]) -> float:
    """The time-out in seconds."""
    milliseconds = _number(values, "timeout")
    if not 0 < milliseconds <= LONGEST_TIMEOUT:
        raise Refused(codes.MALFORMED, "timeout")
    return milliseconds / 1000


def _names(values: dict[str, object], key: str) -> list[str]:
    """A list of texts; null and nothing are an empty one."""
    value = values.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refused(codes.MALFORMED, key)
    return [str(each) for each in value]


def _previous(values: dict[str, object]) -> bytes | None:
    text = _text(values, "previousHash", may_be_empty=True)
    if not text:
        return None
    if not _HASH.fullmatch(text):
        raise Refused(codes.MALFORMED, "previousHash")
    return bytes.fromhex(text)


def _check_time(text: str) -> None:
    try:
        datetime.strptime(text, _TIME)  # noqa: DTZ007  (only its form matters)
    except ValueError as error:
        raise Refused(codes.MALFORMED, "captureTime") from error


def _check_options(options: object) -> None:
    if options is not None and not (isinstance(options, dict) and len(options) <= MOST_OPTIONS):
        raise Refused(codes.MALFORMED, "customOpts")
