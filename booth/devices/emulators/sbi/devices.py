"""The devices of an emulated SBI service: what each is, its sensors, its status, and how it describes itself."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from booth.devices.emulators.sbi import codes
from booth.devices.emulators.sbi.codes import error_object
from booth.devices.emulators.sbi.faults import SbiFault
from booth.devices.emulators.sbi.keys import PROVIDER, base64url, compact_json
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger, Slap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from booth.devices.emulators.sbi.stream import LiveStream

Part = Finger | Eye | None
"""What a sensor captures; None is the face."""
ENVIRONMENT, PURPOSE, CERTIFICATION, VERSION = "Developer", "Registration", "L0", "0.9.5"
NEWER_VERSION = "1.0"
PROVIDER_ID = "BILIK.EMULATOR.SBI"
ANY_TYPE = "Biometric Device"


def time_text(at: datetime) -> str:
    """`2026-01-31T02:03:04Z`."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Status(Enum):
    """`deviceStatus` as it is written."""

    READY = "Ready"
    BUSY = "Busy"
    NOT_READY = "Not Ready"
    NOT_REGISTERED = "Not Registered"

    @property
    def code(self) -> str:
        return _STATUS_CODES[self]


_STATUS_CODES = {
    Status.READY: codes.SUCCESS,
    Status.BUSY: codes.BUSY,
    Status.NOT_READY: codes.NOT_READY,
    Status.NOT_REGISTERED: codes.NOT_REGISTERED,
}


@dataclass(frozen=True)
class Model:
    """A kind of device: `name` at the command line, and for each sub-id what its sensor captures, in order."""

    name: str
    device_id: str
    type: str
    sub_type: str
    model: str
    serial: str
    sensors: Mapping[str, tuple[Part, ...]]


MODELS: tuple[Model, ...] = (
    Model(
        "slap",
        "2",
        "Finger",
        "Slap",
        "SLAP-EMU",
        "SBIEMU-SLAP-0001",
        {"1": Slap.LEFT_FOUR.fingers, "2": Slap.RIGHT_FOUR.fingers, "3": Slap.THUMBS.fingers},
    ),
    Model("finger", "4", "Finger", "Single", "FINGER-EMU", "SBIEMU-FNGR-0001", {"0": tuple(Finger)}),
    Model("face", "3", "Face", "Full face", "FACE-EMU", "SBIEMU-FACE-0001", {"0": (None,)}),
    Model(
        "iris",
        "5",
        "Iris",
        "Double",
        "IRIS-EMU",
        "SBIEMU-IRIS-0001",
        {"1": (Eye.LEFT,), "2": (Eye.RIGHT,), "3": (Eye.LEFT, Eye.RIGHT)},
    ),
)
TYPES = ("Finger", "Face", "Iris")

FINGER_NAMES: dict[Finger, str] = {
    finger: f"{'Right' if finger.is_right else 'Left'} {kind}"
    for finger, kind in zip(
        Finger, 2 * ("Thumb", "IndexFinger", "MiddleFinger", "RingFinger", "LittleFinger"), strict=True
    )
}
EYE_NAMES: dict[Eye, str] = {Eye.LEFT: "Left", Eye.RIGHT: "Right"}
UNKNOWN = "UNKNOWN"


def part_name(part: Part) -> str:
    """`bioSubType` as it is written; empty for a face."""
    if part is None:
        return ""
    return FINGER_NAMES[part] if isinstance(part, Finger) else EYE_NAMES[part]


@dataclass
class Device:
    """One device and its present state; what changes is changed under `lock`."""

    model: Model
    serial: str
    status: Status = Status.READY  # as ordered
    plugged: bool = True
    score: float | None = None  # quality ordered for every capture; None: as judged
    delays: dict[str, float] = field(default_factory=dict)  # seconds by verb
    stream: LiveStream | None = None
    capturing: bool = False
    wanted: Part = Finger.RIGHT_INDEX  # what a single-finger scanner shows: the finger asked for last
    finalizing: bool = False  # an answer is being made: no live pictures meanwhile
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def shown_status(self) -> Status:
        """The status ordered, or busy because somebody uses it."""
        if self.status is not Status.READY:
            return self.status
        return Status.BUSY if self.capturing or self.live_stream else Status.READY

    @property
    def live_stream(self) -> LiveStream | None:
        """The stream that somebody still looks at."""
        stream = self.stream
        return stream if stream is not None and stream.alive else None

    def is_of(self, kind: str) -> bool:
        return kind in {ANY_TYPE, self.model.type}


def digital_id(device: Device, now: datetime) -> bytes:
    """The payload of the digital id as JSON."""
    return compact_json(
        {
            "serialNo": device.serial,
            "make": PROVIDER,
            "model": device.model.model,
            "type": device.model.type,
            "deviceSubType": device.model.sub_type,
            "deviceProvider": PROVIDER,
            "deviceProviderId": PROVIDER_ID,
            "dateTime": time_text(now),
        }
    )


def discovered(
    device: Device, status: Status, port: int, now: datetime, faults: Collection[SbiFault] = ()
) -> dict[str, object]:
    """What discovery tells of `device`: nothing is signed."""
    registered = status is not Status.NOT_REGISTERED
    added = {"serialNo": device.serial} if SbiFault.NEWER in faults else {}
    return added | {
        "deviceId": device.model.device_id if registered else "",
        "deviceStatus": status.value,
        "certification": CERTIFICATION,
        "serviceVersion": VERSION,
        "deviceSubId": list(device.model.sensors),
        "callbackId": f"http://127.0.0.1:{port}/",
        "digitalId": base64url(digital_id(device, now)),
        "deviceCode": device.serial if registered else "",
        "specVersion": _versions(faults),
        "purpose": PURPOSE if registered else "",
        "error": error_object(status.code),
    }


def described(
    device: Device,
    status: Status,
    port: int,
    now: datetime,
    *,
    sign: Callable[[bytes], str],
    faults: Collection[SbiFault] = (),
) -> dict[str, object]:
    """What device info tells of `device`: signed, unless it is not registered."""
    registered = status is not Status.NOT_REGISTERED
    seal = sign if registered else base64url
    error = error_object(status.code)
    info: dict[str, object] = {
        "deviceStatus": status.value,
        "deviceId": device.model.device_id if registered else "",
        "firmware": VERSION,  # of certification L0: the same as the service's
        "certification": CERTIFICATION,
        "serviceVersion": VERSION,
        "deviceSubId": list(device.model.sensors),
        "callbackId": f"http://127.0.0.1:{port}/",
        "digitalId": seal(digital_id(device, now)),
        "deviceCode": device.serial if registered else "",
        "env": ENVIRONMENT if registered else "None",
        "purpose": PURPOSE if registered else "",
        "specVersion": _versions(faults),
    }
    if SbiFault.NEWER in faults:
        info = {"deviceInfo": info | {"serialNo": device.serial}, "error": error}
    return {"deviceInfo": seal(compact_json(info)), "error": error}


def _versions(faults: Collection[SbiFault]) -> list[str]:
    """The versions spoken, that of the answer first."""
    return [VERSION, NEWER_VERSION] if SbiFault.NEWER in faults else [VERSION]
