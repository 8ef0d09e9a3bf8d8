"""What a device service answers to a capture, verified element by element; and the chain of hashes of a resident."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.devices.sbi.errors import (
    SbiBadScore,
    SbiBrokenChain,
    SbiClockOff,
    SbiGarbled,
    SbiReplayed,
    SbiWrongDevice,
    SbiWrongMaker,
    code_error,
)
from booth.devices.sbi.jws import from_base64url, verify_jws
from booth.devices.sbi.messages import REGISTRATION, SUCCESS, read_data, read_digital_id, read_score, read_time, text_of
from booth.devices.sbi.trust import SKEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from booth.devices.ports import Cancel
    from booth.devices.sbi.jws import Signed
    from booth.devices.sbi.messages import Biometric, CaptureData, CaptureRequest, DigitalId
    from booth.devices.sbi.trust import Trust

CHIP_LEVEL = "L1"
_TURN_SLICE = 0.05  # seconds after which a cancelled wait for the turn is noticed


class CaptureChain:
    """The last hash of the resident being recorded, shared by all devices of a booth; one capture at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._previous = ""
        self._resident = 0

    @property
    def previous(self) -> str:
        """What the next capture must follow; empty for the first of a resident."""
        return self._previous

    def restart(self) -> None:
        """A new resident. Never waits: a capture that is under way for the last one does not go on in the new chain."""
        with self._state:
            self._previous = ""
            self._resident += 1

    @contextmanager
    def turn(self, cancel: Cancel) -> Iterator[ChainLink]:
        """The right to capture next. Raises `Cancelled`."""
        while not self._turn.acquire(timeout=_TURN_SLICE):
            cancel.check()
        try:
            with self._state:
                link = ChainLink(self, self._previous, self._resident)
            yield link
        finally:
            self._turn.release()

    def advance(self, resident: int, last: str) -> None:
        with self._state:
            if resident == self._resident:
                self._previous = last


@dataclass(frozen=True)
class ChainLink:
    """One turn of a chain: what the capture follows, and where its last hash goes."""

    chain: CaptureChain
    previous: str
    resident: int

    def advance(self, last: str) -> None:
        self.chain.advance(self.resident, last)


@dataclass(frozen=True)
class Identity:
    """The device chosen: its verified digital ID, level and environment, and how errors name it."""

    id: DigitalId
    certification: str
    env: str
    name: str


@dataclass(frozen=True)
class Captured:
    """One verified element: `sub_type` the finger or eye by its SBI name, `record` the ISO record."""

    sub_type: str
    record: bytes
    score: float
    hash: str
    evidence: dict[str, str]


def next_hash(previous: str, record: bytes) -> str:
    """The hash of a capture: SHA-256 over the raw bytes of the one before and of the record's own SHA-256."""
    before = bytes.fromhex(previous) if previous else hashlib.sha256(b"").digest()
    return hashlib.sha256(before + hashlib.sha256(record).digest()).hexdigest().upper()


def check_maker(signed: Signed, digital_id: DigitalId, device: str) -> None:
    """Raises `SbiWrongMaker` unless the signer's organisation is the device's provider."""
    if digital_id.device_provider.strip() not in signed.makers or not digital_id.device_provider.strip():
        raise SbiWrongMaker(
            signed.signed_by,
            device=device,
            claimed=digital_id.device_provider[:60] or "?",
            found=", ".join(signed.makers)[:60] or "?",
        )


def verify_digital_id(packed: str, certification: str, trust: Trust, now: datetime, device: str) -> DigitalId:
    """The digital ID, signed by the device's key, or by its chip where it has one. Raises `DeviceFault`."""
    chip = certification == CHIP_LEVEL
    signed = verify_jws(packed, trust.chip if chip else trust.device, now=now, device=device)
    digital_id = read_digital_id(signed.payload, device)
    if not chip:
        check_maker(signed, digital_id, device)
    return digital_id


@dataclass(frozen=True)
class Verifier:
    """What answers are held against: the device chosen, whom to believe, the version spoken, the time (UTC)."""

    identity: Identity
    trust: Trust
    version: str
    now: datetime

    def verify(self, elements: Sequence[Biometric], request: CaptureRequest) -> list[Captured]:
        """Every element checked: error, signature, transaction, version, time, quality, device, hash.

        Raises what `code_error` gives for an error in an element, and the `DeviceFault`s of `sbi_errors`. Whether
        these are the fingers asked for, and whether the records are good, is for the caller.
        """
        name = self.identity.name
        for element in elements:
            if element.error is not None and element.error.code not in {SUCCESS, ""}:
                raise code_error(element.error.code, element.error.info, name, finger=request.kind == "Finger")
        found: list[Captured] = []
        previous = request.previous
        for element in elements:
            found.append(self._element(element, request, previous))
            previous = found[-1].hash
        return found

    def _element(self, element: Biometric, request: CaptureRequest, previous: str) -> Captured:
        name = self.identity.name
        if not element.data:
            raise SbiGarbled("a capture without data", device=name)
        signed = verify_jws(element.data, self.trust.device, now=self.now, device=name)
        check_maker(signed, self.identity.id, name)
        data = read_data(signed.payload, name)
        if data.transaction_id.casefold() != request.transaction.casefold():
            raise SbiReplayed(f"transaction {data.transaction_id[:50]!r}", device=name)
        if text_of(element.spec_version) != self.version:
            raise SbiGarbled(f"version {text_of(element.spec_version)[:20]!r}", device=name)
        self._check_time(data.timestamp)
        score = read_score(data.quality_score)
        if score is None:
            raise SbiBadScore(f"qualityScore {data.quality_score!r:.40}", device=name)
        self._check_device(data, request)
        record = self._record(data)
        expected = next_hash(previous, record)
        if element.hash != expected:
            raise SbiBrokenChain(f"hash {element.hash!r:.80}, expected {expected}", device=name)
        evidence = {
            "hash": expected,
            "previous_hash": previous,
            "record_sha256": hashlib.sha256(record).hexdigest(),
            "certificate_sha256": signed.sha256,
            "signed_by": signed.signed_by,
            "transaction": data.transaction_id,
            "timestamp": data.timestamp,
            "environment": data.env,
        }
        return Captured(data.bio_sub_type or "", record, score, expected, evidence)

    def _check_time(self, timestamp: str) -> None:
        at = read_time(timestamp)
        if at is None:
            raise SbiGarbled(f"timestamp {timestamp[:40]!r}", device=self.identity.name)
        if abs(at - self.now) > SKEW:
            raise SbiClockOff(f"{timestamp[:40]}, here {self.now:%Y-%m-%dT%H:%M:%SZ}", device=self.identity.name)

    def _check_device(self, data: CaptureData, request: CaptureRequest) -> None:
        chosen, name = self.identity, self.identity.name
        inner = verify_digital_id(data.digital_id, chosen.certification, self.trust, self.now, name)
        same = (inner.serial, inner.type) == (chosen.id.serial, chosen.id.type)
        if not same or data.bio_type != request.kind or data.env != chosen.env or data.purpose != REGISTRATION:
            found = f"{inner.type} {inner.serial}, {data.bio_type}, {data.env}, {data.purpose}"
            raise SbiWrongDevice(found[:200], device=name)

    def _record(self, data: CaptureData) -> bytes:
        try:
            record = from_base64url(data.bio_value)
        except ValueError as error:
            raise SbiGarbled(f"bioValue: {error}", device=self.identity.name) from error
        if not record:
            raise SbiGarbled("no bioValue", device=self.identity.name)
        return record
