"""A stand-in for a certified scanner: a service of the Secure Biometric Interface 0.9.5 on this machine.

It shows a ten-print scanner, a single-finger scanner, a face camera and a camera for both irises, signs with keys of
its own, and does wrong what `SbiFault` names. See `sbi_requests` for what it demands of a caller.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from booth.devices.emulators.sbi import codes
from booth.devices.emulators.sbi import stream as sbi_stream
from booth.devices.emulators.sbi.admin import administer
from booth.devices.emulators.sbi.captures import SLOW_CLOCK, Captures, Tools
from booth.devices.emulators.sbi.codes import Refused, shaped
from booth.devices.emulators.sbi.devices import MODELS, Device, Status, described, discovered
from booth.devices.emulators.sbi.faults import FaultBook, FaultOrder, SbiFault
from booth.devices.emulators.sbi.http import HOST, Answer, Connection, Left, Listener, Malformed, Request
from booth.devices.emulators.sbi.keys import Chain
from booth.devices.emulators.sbi.people import Person, Queue
from booth.devices.emulators.sbi.requests import capture_request, discovery_type, stream_request
from booth.domain.fingers import Finger

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from booth.devices.emulators.sbi.devices import Part
    from booth.devices.emulators.sbi.people import Pixels

SCORE = 80.0
"""Quality of what nobody judges."""
_WHOLE = frozenset({SbiFault.GONE, SbiFault.HANG, SbiFault.NOISE, SbiFault.HTML, SbiFault.HUGE})
_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class SbiEmulator:
    """A running service between `start` and `close`, or as a context manager.

    `people` stand before it, the first at the beginning; `quality` judges a finger, 0 to 100; `devices` are names of
    `MODELS` (all four if empty); `serials` by name; `pace` seconds pass until a finger is on the glass. Port 0 is the
    first free one of 4501 to 4600.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        people: Sequence[Person],
        quality: Callable[[Pixels], float] | None = None,
        devices: Collection[str] = (),
        serials: Mapping[str, str] | None = None,
        faults: Sequence[FaultOrder] = (),
        pace: float = 0.0,
        chain: Chain | None = None,
        clock: Callable[[], datetime] = _now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        serials = serials or {}
        self.devices = tuple(
            Device(model, serials.get(model.name, model.serial))
            for model in MODELS
            if not devices or model.name in devices
        )
        self.chain = chain or Chain.create(clock())
        self.faults = FaultBook(faults)
        self.queue = Queue(people)
        self._clock = clock
        self._quality = quality
        self._judging = threading.Lock()
        self._judged: dict[Part, tuple[Pixels, float]] = {}
        self._wanted_port = port
        self._listener: Listener | None = None
        self._tools = Tools(self.queue, lambda: self.chain, self._judge, clock, monotonic, self._wait, pace)
        self._captures = Captures(self._tools)

    def start(self) -> None:
        """Begin to serve. Raises `PortsTaken`."""
        self._listener = Listener(self._wanted_port, self._serve)

    def close(self) -> None:
        """End all connections and wait for them; it may be started again."""
        if self._listener:
            self._listener.close()
            self._listener = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The port it serves at; 0 before the start."""
        return self._listener.port if self._listener else 0

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/"

    def set_fault(self, *faults: SbiFault | FaultOrder) -> None:
        """From now on do wrong what `faults` say, beside what was ordered before."""
        for fault in faults:
            self.faults.order(fault if isinstance(fault, FaultOrder) else FaultOrder(fault))

    def clear_faults(self) -> None:
        """Work again; what was unplugged stays away until `plug`."""
        self.faults.clear()

    def plug(self, *names: str) -> None:
        """Plug in the devices called `names`, or all."""
        self._plug(names, plugged=True)

    def unplug(self, *names: str) -> None:
        """Unplug the devices called `names`, or all."""
        self._plug(names, plugged=False)

    def rotate_key(self) -> None:
        """A new key and certificate of the device; serial numbers and provider stay."""
        self.chain = self.chain.rotated(self._clock())

    def _plug(self, names: Collection[str], *, plugged: bool) -> None:
        for device in self.devices:
            if not names or device.model.name in names:
                device.plugged = plugged

    def _serve(self, connection: Connection) -> None:
        request = None
        try:
            request = connection.read_request()
            self._answer(connection, request)
        except Malformed:
            self._last_word(connection, Answer.json(shaped("", Refused(codes.MALFORMED)), 400))
        except Left:
            return
        except Exception:  # whatever comes in, or whoever gives the pictures: the service goes on
            _log.exception("the emulated scanner failed")
            verb = request.verb if request else ""
            self._last_word(connection, Answer.json(shaped(verb, Refused(codes.CAPTURE_FAILED))))

    def _last_word(self, connection: Connection, answer: Answer) -> None:
        try:
            connection.answer(answer)
        except Left:
            return

    def _answer(self, connection: Connection, request: Request) -> None:
        verb, path = request.verb, request.path.partition("?")[0]
        if verb == "OPTIONS":
            return connection.answer(Answer(b""))
        if verb == "POST" and path.startswith("/admin/"):
            return connection.answer(Answer.json(administer(self, path, request)))
        if (verb, path) not in _CALLS:
            return connection.answer(Answer.json(shaped("", Refused(codes.BAD_URL)), 405))
        faults = self.faults.due(verb)
        try:
            if verb == "STREAM":
                return self._stream(connection, request, faults)
            answer = _CALLS[verb, path](self, connection, request, faults)
        except Refused as refused:
            told = shaped(verb, refused)
            if verb == "STREAM":
                told = sbi_stream.stream_error(refused.code, faults, refused.detail)
            answer = Answer.json(told)
        return connection.answer(answer, faults)

    def _discover(self, connection: Connection, request: Request, faults: frozenset[SbiFault]) -> Answer:
        kind = discovery_type(request)
        present = [device for device in self.devices if device.plugged and device.is_of(kind)]
        if not present:
            raise Refused(codes.NOTHING_CONNECTED)
        self._delay(connection, request, *present)
        now = self._time(faults)
        return Answer.json([discovered(device, _status(device, faults), self.port, now, faults) for device in present])

    def _describe(self, connection: Connection, request: Request, faults: frozenset[SbiFault]) -> Answer:
        present = [device for device in self.devices if device.plugged]
        if not present:
            raise Refused(codes.NOT_FOUND)
        self._delay(connection, request, *present)
        now, chain = self._time(faults), self.chain

        def sign(payload: bytes) -> str:
            return chain.sign(payload, faults)

        return Answer.json(
            [described(device, _status(device, faults), self.port, now, sign=sign, faults=faults) for device in present]
        )

    def _capture(self, connection: Connection, request: Request, faults: frozenset[SbiFault]) -> Answer:
        asked = capture_request(request, self.devices)
        if SbiFault.BUSY in faults or SbiFault.NOT_READY in faults:
            raise Refused(_status(asked.device, faults).code)
        self._delay(connection, request, asked.device)
        return Answer(self._captures.capture(asked, faults, lambda: connection.alive))

    def _refuse(self, *_: object) -> Answer:
        raise Refused(codes.NOT_AN_AUTH_DEVICE)

    def _stream(self, connection: Connection, request: Request, faults: frozenset[SbiFault]) -> None:
        asked = stream_request(request)
        device = sbi_stream.find(asked, self.devices)
        if SbiFault.BUSY in faults or SbiFault.NOT_READY in faults:
            raise Refused(codes.BUSY if SbiFault.BUSY in faults else codes.STREAM_NOT_READY)
        if _WHOLE & faults:
            return connection.answer(Answer(b""), faults)
        self._delay(connection, request, device)
        live = sbi_stream.LiveStream(connection, asked.sub_id)
        sbi_stream.claim(device, live)
        try:
            sbi_stream.show(connection, device, asked, self._tools, lambda: faults | self.faults.present("STREAM"))
        except Left:
            raise
        except Exception:  # whoever gives the pictures
            _log.exception("the emulated scanner failed to show a picture")
            sbi_stream.tell(connection, codes.STREAM_ENDED, faults)
        finally:
            live.end()

    def _delay(self, connection: Connection, request: Request, *devices: Device) -> None:
        """Wait as long as was ordered of these devices."""
        connection.wait(sum(device.delays.get(request.verb, 0.0) for device in devices))

    def _time(self, faults: frozenset[SbiFault]) -> datetime:
        return self._clock() - (SLOW_CLOCK if SbiFault.STALE in faults else timedelta())

    def _judge(self, device: Device, part: Part, pixels: Pixels) -> float:
        """The quality ordered, or as judged: each picture once."""
        if device.score is not None:
            return device.score
        if self._quality is None or not isinstance(part, Finger):
            return SCORE
        with self._judging:
            known = self._judged.get(part)
            if known is None or known[0] is not pixels:
                known = self._judged[part] = (pixels, self._quality(pixels))
            return known[1]

    def _wait(self, seconds: float) -> bool:
        listener = self._listener
        return listener.stopping.wait(seconds) if listener else True


def _status(device: Device, faults: frozenset[SbiFault]) -> Status:
    if SbiFault.NOT_READY in faults:
        return Status.NOT_READY
    return Status.BUSY if SbiFault.BUSY in faults else device.shown_status


_Call = Callable[[SbiEmulator, Connection, Request, frozenset[SbiFault]], Answer]
_CALLS: dict[tuple[str, str], _Call] = {
    ("MOSIPDISC", "/device"): SbiEmulator._discover,
    ("GET", "/"): SbiEmulator._discover,
    ("POST", "/"): SbiEmulator._discover,
    ("MOSIPDINFO", "/info"): SbiEmulator._describe,
    ("RCAPTURE", "/capture"): SbiEmulator._capture,
    ("CAPTURE", "/capture"): SbiEmulator._refuse,
    ("STREAM", "/stream"): SbiEmulator._refuse,  # answered before: its answer is no single one
}
