"""Live pictures of an emulated SBI service: M-JPEG in the framing of the reference service, until somebody leaves."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from booth.devices.emulators.sbi import codes
from booth.devices.emulators.sbi.codes import Refused, error_object
from booth.devices.emulators.sbi.devices import Status
from booth.devices.emulators.sbi.faults import SbiFault
from booth.devices.emulators.sbi.http import DRIP, HOST, PIECE, SPATE
from booth.devices.emulators.sbi.keys import compact_json
from booth.devices.emulators.sbi.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from booth.devices.emulators.sbi.captures import Tools
    from booth.devices.emulators.sbi.devices import Device
    from booth.devices.emulators.sbi.http import Connection
    from booth.devices.emulators.sbi.requests import StreamRequest

RATE = 12.0  # pictures a second; the specification wants 3 at least
BOUNDARY = "--BoundaryString"
UNPLUGGED_AT = 5  # pictures until a device that will be unplugged is
_ENDLESS = 2**31 - 1  # bytes that a picture without end announces


class LiveStream:
    """One caller looking at one sensor."""

    def __init__(self, connection: Connection, sub_id: str) -> None:
        self._connection = connection
        self.sub_id = sub_id
        self._ended = False

    @property
    def alive(self) -> bool:
        return not self._ended and self._connection.alive

    def end(self) -> None:
        self._ended = True


def find(request: StreamRequest, devices: Sequence[Device]) -> Device:
    """The device to be shown. Raises `Refused`."""
    if not any(device.plugged for device in devices):
        raise Refused(codes.NO_DEVICE)
    for device in devices:
        if device.plugged and device.model.device_id == request.device_id:
            if request.sub_id not in device.model.sensors:
                break
            return device
    raise Refused(codes.STREAM_UNKNOWN_ID)


def claim(device: Device, stream: LiveStream) -> None:
    """Let the device be shown: one caller at a time. Raises `Refused`."""
    with device.lock:
        if device.status is Status.NOT_READY:
            raise Refused(codes.STREAM_NOT_READY)
        if device.status is not Status.READY:
            raise Refused(device.status.code)
        if device.capturing or device.live_stream:
            raise Refused(codes.BUSY)
        device.stream = stream


def show(
    connection: Connection,
    device: Device,
    request: StreamRequest,
    tools: Tools,
    faults: Callable[[], Collection[SbiFault]],
) -> None:
    """Send pictures until the time is up, which an error in JSON tells, or the caller leaves (`Left`)."""
    begun = tools.monotonic()
    connection.send(_head(connection.port))
    preview = Preview(device, request.sub_id, tools)
    for number in count():
        now, present = tools.monotonic() - begun, faults()
        if SbiFault.UNPLUG in present and number >= UNPLUGGED_AT:
            device.plugged = False
        if not device.plugged:
            tell(connection, codes.NO_DEVICE, present)
            break
        if now >= request.timeout and SbiFault.ENDLESS_STREAM not in present:
            tell(connection, codes.STREAM_TIMEOUT, present)
            break
        if SbiFault.ENDLESS_STREAM in present:
            _endless(connection)
        if not device.finalizing and SbiFault.HANG not in present:
            _picture(connection, preview.frame(now), present)
        connection.wait(1 / RATE)


def _picture(connection: Connection, jpeg: bytes, faults: Collection[SbiFault]) -> None:
    if SbiFault.CORRUPT in faults:
        jpeg = jpeg[:2] + bytes(len(jpeg) - 2)
    data = _part("image/jpeg", len(jpeg)) + jpeg + b"\r\n\r\n"
    if SbiFault.TRUNCATE in faults:
        connection.send(data[: len(data) // 2])
        connection.break_off()
    if SbiFault.DRIP in faults:
        for byte in data:
            connection.send(bytes([byte]))
            connection.wait(DRIP)
    connection.send(data)


def _endless(connection: Connection) -> None:
    """A picture that goes on until the caller has enough."""
    connection.send(_part("image/jpeg", _ENDLESS) + b"\xff\xd8")
    while True:
        connection.send(bytes(PIECE))
        connection.wait(SPATE)


def stream_error(code: str, faults: Collection[SbiFault], detail: str = "") -> object:
    """An error in the specification's shape, or flat as the reference service tells it."""
    error = error_object(code, detail)
    return error if SbiFault.FLAT_ERRORS in faults else {"error": error}


def tell(connection: Connection, code: str, faults: Collection[SbiFault]) -> None:
    """The stream's last part: JSON instead of a picture."""
    body = compact_json(stream_error(code, faults))
    connection.send(_part("application/json", len(body)) + body + b"\r\n\r\n")


def _part(kind: str, length: int) -> bytes:
    lines = (BOUNDARY, "Access-Control-Allow-Origin:*", f"Content-Type:{kind}", f"Content-Length:{length}", "", "")
    return "\r\n".join(lines).encode()


def _head(port: int) -> bytes:
    lines = (
        "HTTP/1.0 200 OK",
        f"Server: http://{HOST}:{port}",
        "Access-Control-Allow-Origin:*",
        "Connection: close",
        "Max-Age: 0",
        "Expires: 0",
        "Cache-Control: no-cache, private",
        "Pragma: no-cache",
        f"Content-Type: multipart/x-mixed-replace; boundary={BOUNDARY}",
        "",
        "",
    )
    return "\r\n".join(lines).encode()
