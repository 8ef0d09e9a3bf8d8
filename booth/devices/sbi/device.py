"""One certified device behind its service: who it is, captures beside a live picture, and its errors in time.

While a capture waits for a finger nothing comes from the device. Whether it still lives is seen from its live
picture, and where that is silent by asking its service for the device info, which it must answer also when busy.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from booth.devices.ports import Cancelled, DeviceError, DeviceInfo, DeviceLost, DeviceTimeout
from booth.devices.sbi.capture import Captured, Identity, Verifier, check_maker, verify_digital_id
from booth.devices.sbi.errors import (
    QUIET_CODES,
    SbiGarbled,
    SbiNotForRegistration,
    SbiOtherVersion,
    SbiStandIn,
    SbiUnsigned,
    SbiWrongDevice,
    code_error,
)
from booth.devices.sbi.http import Address, Line, ask
from booth.devices.sbi.jws import verify_jws
from booth.devices.sbi.messages import (
    PRODUCTION,
    REGISTRATION,
    SUCCESS,
    CaptureRequest,
    Device,
    capture_request,
    choose_version,
    peek_digital_id,
    peek_info,
    read_biometrics,
    read_info,
    read_infos,
    stream_request,
    text_of,
)
from booth.devices.sbi.stream import LiveStream

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.devices.ports import Cancel, DeviceKind, Frame
    from booth.devices.sbi.capture import CaptureChain, ChainLink
    from booth.devices.sbi.discovery import Found
    from booth.devices.sbi.http import Monotonic
    from booth.devices.sbi.messages import Fault
    from booth.devices.sbi.trust import Trust

INFO_WAIT = 2.5  # seconds for a service to say who its device is
LIVE_WAIT = 2.2  # seconds for it to say so while a capture is under way
QUIET = 0.6  # seconds without a picture after which it is asked
EXTRA_WAIT = 5.0  # seconds by which an answer may come after the time the device was given
FIRST_PICTURE = 0.5  # seconds that a capture waits for the live picture to begin
QUIET_TRIES, QUIET_PAUSE = 3, 0.5  # times and seconds to ask a busy device again
LEAST_TIME = 1.0  # seconds that a capture is given at least


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _new_transaction() -> str:
    return str(uuid4())


@dataclass(frozen=True)
class Terms:
    """On what terms a booth uses certified devices; `score` is the quality at which they take an image, 0 to 100."""

    trust: Trust
    chain: CaptureChain
    allow_emulated: bool
    score: int
    monotonic: Monotonic = time.monotonic
    now: Callable[[], datetime] = _utc_now
    new_transaction: Callable[[], str] = _new_transaction


@dataclass(frozen=True)
class Sensor:
    """What one capture asks of which sensor: `count` fingers, eyes or faces; `names` are said where it has a choice."""

    kind: str
    sub_id: str
    count: int
    exceptions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class SbiDevice:
    """The device that `found` announces; `kind` and `name` are what it is for the booth. One thread at a time."""

    def __init__(self, found: Found, terms: Terms, kind: DeviceKind, name: str) -> None:
        self.terms = terms
        self.name = name
        self._serial, self._type = found.id.serial, found.id.type
        self._kind = kind
        self._address = found.address
        self._device: Device = found.device
        self._identity = Identity(found.id, found.device.certification, "", name)
        self._version = ""
        self.info = DeviceInfo(kind, _title(self._identity), f"sbi:{self._serial}", self._serial)

    @property
    def sub_ids(self) -> tuple[str, ...]:
        return self._device.sub_ids

    @property
    def sub_type(self) -> str:
        """`Slap`, `Single`, `Touchless`, `Double`, `Full face`."""
        return self._identity.id.device_sub_type

    def connect(self, cancel: Cancel) -> DeviceInfo:
        """Ask who it is and verify that. Raises `DeviceError` within `INFO_WAIT` and the pauses for a busy device."""
        for tries_left in reversed(range(QUIET_TRIES + 1)):
            packed, fault = self._ask_info(self._line(cancel), INFO_WAIT)
            self._take_info(packed, fault)
            if self._device.device_status.casefold() != "not ready" and fault.code != "110":
                return self.info
            if tries_left:
                cancel.sleep(QUIET_PAUSE)
        raise code_error("110", fault.info, self.name, finger=False)

    def capture(
        self,
        sensor: Sensor,
        *,
        timeout: float,
        cancel: Cancel,
        on_frame: Callable[[Frame], None] | None = None,
        stream: LiveStream | None = None,
    ) -> list[Captured]:
        """One registration capture within `timeout` seconds, beside a live picture where `on_frame` wants one.

        `stream` is one that runs already. Every element is verified, and their number. Raises `DeviceError`.
        """
        own = self.stream(sensor.sub_id, timeout + EXTRA_WAIT, cancel, on_frame) if on_frame is not None else None
        try:
            if own is not None:
                own.wait_for_first(cancel, FIRST_PICTURE)
            with self.terms.chain.turn(cancel) as link:
                captured = self._capture(sensor, timeout, cancel, own or stream, link)
                if captured:
                    link.advance(captured[-1].hash)
                return captured
        finally:
            if own is not None:
                own.stop()

    def stream(
        self, sub_id: str, timeout: float, cancel: Cancel, on_frame: Callable[[Frame], None], first_number: int = 1
    ) -> LiveStream:
        """Begin the live picture of a sensor; the caller stops it."""
        body = stream_request(self._device, sub_id, timeout, version=self._version)
        return LiveStream(
            self._address.port,
            self._address.base + "stream",
            body,
            self._line(cancel),
            wait=timeout,
            on_frame=on_frame,
            first_number=first_number,
        )

    def _capture(
        self, sensor: Sensor, timeout: float, cancel: Cancel, stream: LiveStream | None, link: ChainLink
    ) -> list[Captured]:
        deadline = self.terms.monotonic() + timeout
        for tries_left in reversed(range(QUIET_TRIES + 1)):
            left = max(deadline - self.terms.monotonic(), LEAST_TIME)
            request = CaptureRequest(
                sensor.kind,
                sensor.sub_id,
                sensor.count,
                sensor.exceptions,
                sensor.names,
                self.terms.score,
                self.terms.new_transaction(),
                link.previous,
                left,
            )
            body = capture_request(request, self._device, version=self._version, now=self.terms.now())
            answer = ask(
                self._address.port,
                "RCAPTURE",
                self._address.base + "capture",
                body,
                self._line(cancel),
                wait=left + EXTRA_WAIT,
                idle=_Watch(self, cancel, stream),
            )
            elements = read_biometrics(answer.body, self.name)
            first = elements[0].error
            if tries_left and first is not None and first.code in QUIET_CODES:
                cancel.sleep(QUIET_PAUSE)
                continue
            return Verifier(self._identity, self.terms.trust, self._version, self.terms.now()).verify(elements, request)
        raise AssertionError("the last try returns or raises")

    def still_there(self, cancel: Cancel) -> None:
        """Raises `DeviceLost`, `SbiSilent` or `SbiGarbled` where its service, or by its word the device, is gone."""
        try:
            self._ask_info(self._line(cancel), LIVE_WAIT)
        except (DeviceLost, DeviceTimeout, SbiGarbled, Cancelled):
            raise
        except DeviceError:
            pass  # whatever else it says, it lives

    def _line(self, cancel: Cancel) -> Line:
        return Line(self.name, cancel, self.terms.monotonic)

    def _ask_info(self, line: Line, wait: float) -> tuple[str, Fault]:
        """Its packed info and error. Raises `SbiWrongDevice` where only others are there, else what is reported."""
        answer = ask(self._address.port, "MOSIPDINFO", self._address.base + "info", None, line, wait=wait)
        entries = read_infos(answer.body, self.name)
        for packed, fault in entries:
            with suppress(SbiGarbled):
                identity = peek_digital_id(peek_info(packed, self.name).digital_id, self.name)
                if (identity.serial, identity.type) == (self._serial, self._type):
                    return packed, fault
        if any(packed for packed, _ in entries):
            raise SbiWrongDevice(f"no device {self._serial} there", device=self.name)
        for _, fault in entries:
            if fault.code not in {"", SUCCESS}:
                raise code_error(fault.code, fault.info, self.name, finger=False)
        raise DeviceLost(f"no device {self._serial} there", device=self.name)

    def _take_info(self, packed: str, fault: Fault) -> None:
        now = self.terms.now()
        if "." not in packed:
            if fault.code in {"", SUCCESS}:
                raise SbiUnsigned("unsigned device info", device=self.name)
            raise code_error(fault.code, fault.info, self.name, finger=False)
        signed = verify_jws(packed, self.terms.trust.device, now=now, device=self.name)
        device = read_info(signed.payload, self.name)
        identity = verify_digital_id(device.digital_id, device.certification, self.terms.trust, now, self.name)
        check_maker(signed, identity, self.name)
        if (identity.serial, identity.type) != (self._serial, self._type):
            raise SbiWrongDevice(f"{identity.type} {identity.serial}", device=self.name)
        if device.purpose != REGISTRATION:
            raise SbiNotForRegistration(f"purpose {device.purpose[:30]!r}", device=self.name)
        version = choose_version(device.versions)
        if version is None:
            raise SbiOtherVersion(", ".join(device.versions)[:80], device=self.name)
        emulated = device.env != PRODUCTION
        if emulated and not self.terms.allow_emulated:
            raise SbiStandIn(f"environment {device.env[:30]!r}", device=self.name)
        self._address = Address.of_callback(device.callback_id, self._address.port)
        self._device, self._version = device, version
        self._identity = Identity(identity, device.certification, device.env, self.name)
        self.info = replace(
            self.info,
            name=_title(self._identity),
            emulated=emulated,
            details={
                "maker": identity.device_provider,
                "kind": identity.device_sub_type,
                "level": device.certification,
                "environment": device.env,
                "firmware": text_of(device.firmware),
                "service": text_of(device.service_version),
                "version": version,
                "address": f"127.0.0.1:{self._address.port}",
            },
        )


class _Watch:
    """Called while a capture waits: raises where neither a picture nor the service's own word shows it alive."""

    def __init__(self, device: SbiDevice, cancel: Cancel, stream: LiveStream | None) -> None:
        self._device, self._cancel, self._stream = device, cancel, stream
        self._heard = device.terms.monotonic()

    def __call__(self) -> None:
        monotonic = self._device.terms.monotonic
        if self._stream is not None and not self._stream.over:
            self._heard = max(self._heard, self._stream.heard)
        if monotonic() - self._heard < QUIET:
            return
        self._device.still_there(self._cancel)
        self._heard = monotonic()


def _title(identity: Identity) -> str:
    return f"{identity.id.make} {identity.id.model}".strip()[:80] or identity.name
