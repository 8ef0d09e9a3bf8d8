"""Orders to an emulated SBI service: `POST /admin/…` with JSON, answered `{"errorCode": …, "errorInfo": …}`.

`type` is a biometric type (`Finger`: both finger devices) or the name of one device (`slap`, `finger`, `face`, `iris`).

    /admin/status   {"type", "deviceStatus"}
    /admin/score    {"type", "qualityScore", "fromIso"}      fromIso: as judged again
    /admin/delay    {"type", "delay" (ms), "method": […]}
    /admin/profile  {"profileId"}                            empty: the next person
    /admin/unplug   {"type"}
    /admin/plug     {"type"}
    /admin/fault    {"fault", "method": […], "times"}        empty: work again
    /admin/rotate   {}                                       a new key of the devices
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.emulators.sbi import codes
from booth.devices.emulators.sbi.codes import Refused, error_object
from booth.devices.emulators.sbi.devices import ANY_TYPE, MODELS, TYPES, Status
from booth.devices.emulators.sbi.faults import VERBS, FaultOrder, SbiFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.devices.emulators.sbi.devices import Device
    from booth.devices.emulators.sbi.http import Request
    from booth.devices.emulators.sbi.service import SbiEmulator

LONGEST_DELAY = 600_000  # milliseconds
_Order = dict[str, object]


def administer(emulator: SbiEmulator, path: str, request: Request) -> dict[str, str]:
    """Do what is ordered, and say how it went."""
    try:
        _order_of(path)(emulator, _values(request))
    except Refused as refused:
        return error_object(refused.code, refused.detail)
    return error_object(codes.SUCCESS)


def _order_of(path: str) -> Callable[[SbiEmulator, _Order], None]:
    if path not in _ORDERS:
        raise Refused(codes.BAD_URL)
    return _ORDERS[path]


def _values(request: Request) -> _Order:
    try:
        order = request.json() if request.body.strip() else {}
    except ValueError as error:
        raise Refused(codes.MALFORMED) from error
    if not isinstance(order, dict):
        raise Refused(codes.MALFORMED)
    return order


def _status(emulator: SbiEmulator, order: _Order) -> None:
    devices = _devices(emulator, order)
    try:
        status = Status(order.get("deviceStatus"))
    except ValueError as error:
        raise Refused(codes.BAD_STATUS) from error
    for device in devices:
        device.status = status


def _score(emulator: SbiEmulator, order: _Order) -> None:
    devices = _devices(emulator, order)
    score = None
    if order.get("fromIso") is not True:
        try:
            score = float(str(order.get("qualityScore")))
        except ValueError as error:
            raise Refused(codes.BAD_SCORE) from error
        if not 0 <= score <= 100:
            raise Refused(codes.BAD_SCORE)
    for device in devices:
        device.score = score


def _delay(emulator: SbiEmulator, order: _Order) -> None:
    devices, text = _devices(emulator, order), str(order.get("delay"))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= LONGEST_DELAY):
        raise Refused(codes.BAD_DELAY)
    verbs = _verbs(order, codes.BAD_DELAY) or VERBS
    for device in devices:
        device.delays = {**device.delays, **dict.fromkeys(verbs, int(text) / 1000)}


def _profile(emulator: SbiEmulator, order: _Order) -> None:
    try:
        emulator.queue.next(str(order.get("profileId") or ""))
    except KeyError as error:
        raise Refused(codes.BAD_PROFILE) from error


def _unplug(emulator: SbiEmulator, order: _Order) -> None:
    emulator.unplug(*(device.model.name for device in _devices(emulator, order)))


def _plug(emulator: SbiEmulator, order: _Order) -> None:
    emulator.plug(*(device.model.name for device in _devices(emulator, order)))


def _fault(emulator: SbiEmulator, order: _Order) -> None:
    name, times = order.get("fault"), str(order.get("times") or "")
    if not name:
        return emulator.clear_faults()
    if times and not (times.isascii() and times.isdigit() and len(times) < 10 and int(times)):
        raise Refused(codes.BAD_ORDER)
    try:
        fault = SbiFault(name)
    except ValueError as error:
        raise Refused(codes.BAD_ORDER) from error
    verbs = frozenset(_verbs(order, codes.BAD_ORDER))
    return emulator.set_fault(FaultOrder(fault, verbs, int(times) if times else None))


def _rotate(emulator: SbiEmulator, _order: _Order) -> None:
    emulator.rotate_key()


_ORDERS: dict[str, Callable[[SbiEmulator, _Order], None]] = {
    "/admin/status": _status,
    "/admin/score": _score,
    "/admin/delay": _delay,
    "/admin/profile": _profile,
    "/admin/unplug": _unplug,
    "/admin/plug": _plug,
    "/admin/fault": _fault,
    "/admin/rotate": _rotate,
}


def _devices(emulator: SbiEmulator, order: _Order) -> list[Device]:
    """The devices of the type or name ordered; all where none is given. Raises `Refused`."""
    kind = order.get("type", ANY_TYPE)
    known = (ANY_TYPE, *TYPES, *(model.name for model in MODELS))
    if kind not in known:
        raise Refused(codes.BAD_DISCOVERY_TYPE)
    return [device for device in emulator.devices if device.model.name == kind or device.is_of(str(kind))]


def _verbs(order: _Order, code: str) -> list[str]:
    verbs = order.get("method") or []
    if not isinstance(verbs, list) or not all(verb in VERBS for verb in verbs):
        raise Refused(code)
    return [str(verb) for verb in verbs]
