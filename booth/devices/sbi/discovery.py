"""Which certified devices answer on this machine: ports 4501 to 4600 of 127.0.0.1, asked all at once.

Other programs live on such ports, too: whatever answers something else, nothing, or far too much is passed over.
"""

from __future__ import annotations

import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from booth.devices.ports import Cancel, DeviceError
from booth.devices.sbi.errors import SbiGarbled
from booth.devices.sbi.http import Address, ask, open_ports
from booth.devices.sbi.messages import Device, DigitalId, discovery_request, peek_digital_id, read_devices, read_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from booth.devices.sbi.http import Answer, Line

PORTS = range(4501, 4601)
ANY = "Biometric Device"
ASK_WAIT = 2.0  # seconds for a service to say what it has
LATER_WAIT = 0.3  # seconds that the others get once the device looked for has answered
_LONGEST = 2**18  # bytes of an answer to discovery
_SLICE = 0.05  # seconds after which a cancelled wait is noticed
_NO_SUCH_VERB = frozenset((400, 404, 405, 501))
_BAD_VERB = "500"

_met: set[int] = set()  # ports where a service answered before, in this process
_met_lock = threading.Lock()


@dataclass(frozen=True)
class Found:
    """A device as a service announces it: nothing of it is signed yet."""

    address: Address
    device: Device
    id: DigitalId


def discover(
    line: Line, *, good: Callable[[Found], bool] = lambda _: False, ports: Iterable[int] = PORTS
) -> list[Found]:
    """The devices announced on `ports`, within `ASK_WAIT`; in the order of ports.

    Where services were met before is asked first; if a device there is `good`, nobody else is asked. Otherwise those
    that are slow are waited for only until one is `good`. Raises `Cancelled`.
    """
    ports = list(ports)
    with _met_lock:
        known = [port for port in ports if port in _met]
    found = _ask_all(open_ports(known), line, good) if known else []
    if not any(map(good, found)):
        found += _ask_all(open_ports(port for port in ports if port not in known), line, good)
    unique: dict[tuple[str, str, int], Found] = {}
    for one in found:
        unique.setdefault((one.id.type, one.id.serial, one.address.port), one)
    return sorted(unique.values(), key=lambda one: one.address.port)


def _ask_all(ports: list[int], line: Line, good: Callable[[Found], bool]) -> list[Found]:
    if not ports:
        return []
    stop = Cancel()  # for those that are not waited for any longer
    pool = ThreadPoolExecutor(len(ports), thread_name_prefix="sbi discovery")
    try:
        asked = {pool.submit(_ask, port, replace(line, cancel=stop)): port for port in ports}
        deadline = line.monotonic() + ASK_WAIT
        found: list[Found] = []
        waiting = set(asked)
        while waiting and line.monotonic() < deadline:
            line.cancel.check()
            done, waiting = wait(waiting, timeout=_SLICE, return_when=FIRST_COMPLETED)
            for one in done:
                devices = one.result()
                with _met_lock:
                    (_met.add if devices else _met.discard)(asked[one])
                found += devices
            if any(map(good, found)):
                deadline = min(deadline, line.monotonic() + LATER_WAIT)
        return found
    finally:
        stop.cancel()
        pool.shutdown(wait=False, cancel_futures=True)


def _ask(port: int, line: Line) -> list[Found]:
    """What the service at `port` announces; nothing for any other program."""
    try:
        for verb in ("MOSIPDISC", "SBIDISC"):
            body = discovery_request(ANY)
            answer = ask(port, verb, "/device", body, line, wait=ASK_WAIT, longest=_LONGEST)
            if not _refused(answer):
                return _announced(answer, port, line.device)
    except DeviceError:
        pass
    return []


def _refused(answer: Answer) -> bool:
    """Whether the verb is not known there."""
    if answer.status in _NO_SUCH_VERB:
        return True
    try:
        return read_fault(answer.body, "").code == _BAD_VERB
    except SbiGarbled:
        return False


def _announced(answer: Answer, port: int, device: str) -> list[Found]:
    found = []
    for one in read_devices(answer.body, device):
        try:
            identity = peek_digital_id(one.digital_id, device)
        except SbiGarbled:
            continue  # an error, or a device that says nothing of itself
        found.append(Found(Address.of_callback(one.callback_id, port), one, identity))
    return found
