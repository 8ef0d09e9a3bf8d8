"""Captures of an emulated SBI service: wait for what lies on the sensor, write ISO records, sign, chain the hashes."""

from __future__ import annotations

import hashlib
import math
import os
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import cv2

from booth.devices.emulators.ef01_sensor import GlassEmpty
from booth.devices.emulators.sbi import codes
from booth.devices.emulators.sbi.codes import Refused, error_object
from booth.devices.emulators.sbi.devices import (
    ENVIRONMENT,
    PURPOSE,
    UNKNOWN,
    VERSION,
    Status,
    digital_id,
    part_name,
    time_text,
)
from booth.devices.emulators.sbi.faults import SbiFault
from booth.devices.emulators.sbi.keys import base64url, compact_json
from booth.devices.sbi.records import (
    FaceCoding,
    FaceRecord,
    FingerCoding,
    FingerRecord,
    IrisCoding,
    IrisRecord,
    Origin,
    QualityBlock,
    write_face_record,
    write_finger_record,
    write_iris_record,
)
from booth.domain.eyes import Eye
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from booth.devices.emulators.sbi.devices import Device, Part
    from booth.devices.emulators.sbi.keys import Chain
    from booth.devices.emulators.sbi.people import Pixels, Queue
    from booth.devices.emulators.sbi.requests import CaptureRequest
    from booth.devices.emulators.sbi.stream import LiveStream

PPI = 500
SLOW_CLOCK = timedelta(minutes=10)  # of a stale answer: outside the five minutes allowed
LOOKS_APART = 0.02  # seconds between two looks at the sensor
_LOSSLESS = (cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000)


@dataclass(frozen=True)
class Tools:
    """What a capture needs of its service."""

    queue: Queue
    chain: Callable[[], Chain]
    judge: Callable[[Device, Part, Pixels], float]
    clock: Callable[[], datetime]
    monotonic: Callable[[], float]
    wait: Callable[[float], bool]  # true where the service ends
    pace: float  # seconds until the finger is there


@dataclass(frozen=True)
class _Seen:
    pixels: Pixels
    score: float


class Captures:
    """Does captures, and remembers the last answer of each device for a replay."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._last: dict[str, bytes] = {}

    def capture(self, request: CaptureRequest, faults: Collection[SbiFault], here: Callable[[], bool]) -> bytes:
        """The JSON of the answer; `here` tells whether the caller still waits. Raises `Refused`."""
        device, begun = request.device, self._tools.monotonic()
        stream = claim(device, request.sub_id)
        device.wanted = request.parts[0]
        try:
            seen = self._look(request, begun, stream, faults, here)
            device.finalizing = True
            for part in request.parts:
                self._tools.queue.captured(part)
            replayed = SbiFault.REPLAY in faults
            if replayed and device.serial in self._last:
                return self._last[device.serial]
            if replayed:  # nothing was captured yet: as if this had been in another session
                request = replace(request, transaction=secrets.token_hex(16), previous=None)
            answer = compact_json({"biometrics": self._elements(request, seen, faults)})
            self._last[device.serial] = answer
            return answer
        finally:
            device.finalizing = device.capturing = False

    def _look(
        self,
        request: CaptureRequest,
        begun: float,
        stream: LiveStream | None,
        faults: Collection[SbiFault],
        here: Callable[[], bool],
    ) -> Mapping[Part, _Seen]:
        """The best that was to be seen: at once where it is good enough, otherwise at the end of the time."""
        tools, device = self._tools, request.device
        there, end = begun + tools.pace, begun + request.timeout
        best: dict[Part, _Seen] = {}
        some = False
        while True:
            now = tools.monotonic()
            if SbiFault.UNPLUG in faults:
                device.plugged = False
            if not device.plugged:
                raise Refused(codes.NOT_FOUND)
            if stream is not None and not stream.alive:
                raise Refused(codes.STREAM_STOPPED)
            if now >= there:
                seen = self._seen(device, request.parts)
                some = some or bool(seen)
                if len(seen) == len(request.parts) and (not best or _average(seen) > _average(best)):
                    best = seen
                if best and _average(best) >= request.requested:
                    return best
            if now >= end:
                break
            if tools.wait(LOOKS_APART) or not here():
                raise Refused(codes.CAPTURE_FAILED)
        if not best:
            raise Refused(codes.NOTHING_DETECTED if some else codes.CAPTURE_TIMEOUT)
        return best

    def _seen(self, device: Device, parts: Collection[Part]) -> dict[Part, _Seen]:
        """What of `parts` is to be seen now."""
        seen: dict[Part, _Seen] = {}
        for part in parts:
            try:
                pixels = self._tools.queue.look(part)
            except GlassEmpty:
                continue
            seen[part] = _Seen(pixels, self._tools.judge(device, part, pixels))
        return seen

    def _elements(
        self, request: CaptureRequest, seen: Mapping[Part, _Seen], faults: Collection[SbiFault]
    ) -> list[dict[str, object]]:
        shown = [(name, part, seen[part]) for name, part in zip(request.names, request.parts, strict=True)]
        if SbiFault.MISSING_FINGER in faults:
            shown = shown[:-1]
        if SbiFault.EXTRA_FINGER in faults:
            extra = _extra(request)
            shown.append((part_name(extra) or UNKNOWN, extra, shown[-1][2]))
        if SbiFault.SWAPPED_HAND in faults:
            shown = [(_mirrored(name), part, it) for name, part, it in shown]
        hash_ = request.previous
        elements: list[dict[str, object]] = []
        for name, part, it in shown:
            record = _record(name, part, it, self._tools.clock(), faults)
            hash_ = chained(hash_, record)
            told = os.urandom(32) if SbiFault.BROKEN_HASH in faults else hash_
            added = {"additionalInfo": {"glass": "dry"}} if SbiFault.NEWER in faults else {}
            elements.append(
                added
                | {
                    "specVersion": request.spec_version,
                    "data": self._sealed(request, name, record, it.score, faults),
                    "hash": told.hex().upper(),
                    "error": error_object(codes.SUCCESS),
                }
            )
        return elements

    def _sealed(
        self, request: CaptureRequest, name: str, record: bytes, score: float, faults: Collection[SbiFault]
    ) -> str:
        now = self._tools.clock() - (SLOW_CLOCK if SbiFault.STALE in faults else timedelta())
        device, chain = request.device, self._tools.chain()
        if SbiFault.WRONG_SERIAL in faults:
            device = replace(device, serial=device.serial[:-1] + ("X" if device.serial[-1] != "X" else "Y"))
        told = math.nan if SbiFault.NAN_SCORE in faults else score
        quality: object = told if SbiFault.NUMBER_SCORE in faults else f"{told:.1f}".replace("nan", "NaN")
        added = {"bioExtract": ""} if SbiFault.NEWER in faults else {}
        payload = added | {
            "digitalId": chain.sign(digital_id(device, now), faults),
            "deviceCode": device.serial,
            "deviceServiceVersion": VERSION,
            "bioType": device.model.type,
            "bioSubType": name,
            "purpose": PURPOSE,
            "env": ENVIRONMENT,
            "bioValue": base64url(record),
            "transactionId": secrets.token_hex(16) if SbiFault.WRONG_TRANSACTION in faults else request.transaction,
            "timestamp": time_text(now),
            "requestedScore": f"{request.requested:.1f}",
            "qualityScore": quality,
        }
        return chain.sign(compact_json(payload), faults)


def chained(previous: bytes | None, record: bytes) -> bytes:
    """The hash of `record`, 32 bytes, that follows on `previous`; None begins a chain."""
    before = hashlib.sha256(b"").digest() if previous is None else previous
    return hashlib.sha256(before + hashlib.sha256(record).digest()).digest()


def claim(device: Device, sub_id: str) -> LiveStream | None:
    """Let the device capture, and return the stream that shows it. Raises `Refused`."""
    with device.lock:
        if device.status is not Status.READY:
            raise Refused(device.status.code)
        if device.capturing:
            raise Refused(codes.CAPTURE_IN_PROGRESS)
        stream = device.live_stream
        if stream is not None and stream.sub_id != sub_id:
            raise Refused(codes.OTHER_SENSOR)
        device.capturing = True
        return stream


def _average(seen: Mapping[Part, _Seen]) -> float:
    """Of the fingers of a slap the average counts."""
    return sum(it.score for it in seen.values()) / len(seen)


def _mirrored(name: str) -> str:
    """The same finger or eye of the other side."""
    for side, other in (("Left", "Right"), ("Right", "Left")):
        if name.startswith(side):
            return other + name.removeprefix(side)
    return name


def _extra(request: CaptureRequest) -> Part:
    """Somebody's part that was not asked for, rather one that was excepted."""
    all_parts = [part for sensor in request.device.model.sensors.values() for part in sensor]
    own = request.device.model.sensors[request.sub_id]
    for part in (*own, *all_parts):
        if part not in request.parts:
            return part
    return own[0]


def _record(name: str, part: Part, seen: _Seen, at: datetime, faults: Collection[SbiFault]) -> bytes:
    """The ISO record of one part, its picture JPEG 2000 without loss."""
    height, width = seen.pixels.shape[:2]
    image = cv2.imencode(".jp2", seen.pixels, _LOSSLESS)[1].tobytes()
    if SbiFault.CORRUPT in faults:
        image = os.urandom(len(image))
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    origin = Origin(taken=at, quality=(QualityBlock(round(min(max(seen.score, 0), 100))),))
    if isinstance(part, Finger):
        position = 0 if name == UNKNOWN else int(part)
        return write_finger_record(
            FingerRecord(position, image, FingerCoding.JP2, width, height, ppi=PPI, origin=origin)
        )
    if isinstance(part, Eye):
        return write_iris_record(IrisRecord(int(part), image, IrisCoding.JP2, width, height, origin=origin))
    grey = seen.pixels.ndim == 2
    return write_face_record(FaceRecord(image, FaceCoding.JP2, width, height, grey=grey, origin=origin))
