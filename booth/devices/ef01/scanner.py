"""Driver of fingerprint sensors that speak EF01: R30x, ZFM-20, AS608, R503.

It finds the sensor's rate, raises it to 115,200 baud and packets of 256 bytes (half the time for an image), checks
every checksum, finds its way back after noise, and asks again for an image that came damaged: the image stays in the
sensor until the next GenImg. A sensor keeps its rate over a power cycle; the next opening finds it there. A line that
corrupts at the high rate goes back to the low one for good: that is remembered, and told in `details["rate_limited"]`.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from booth.devices.ef01.link import Ef01Link
from booth.devices.ef01.packets import (
    BAUD_UNIT,
    EMULATED_MARK,
    EMULATED_PAGE,
    FRAME,
    IMAGE_PPI,
    IMAGE_SHAPES,
    PACKET_SIZES,
    Code,
    Op,
    Parameter,
    parse_parameters,
)
from booth.devices.ef01.rates import NoMemory, bridge_serial, line_key
from booth.devices.ports import (
    Cancelled,
    DeviceError,
    DeviceFault,
    DeviceInfo,
    DeviceKind,
    DeviceLocked,
    DeviceRefused,
    DeviceTimeout,
    FingerEvent,
    FingerImage,
    NoFinger,
)
from booth.devices.serial_line import open_line
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from booth.devices.ef01.rates import RateMemory
    from booth.devices.ports import Cancel, Preview, Progress
    from booth.devices.serial_line import OpenLine
    from booth.domain.fingers import Finger

log = logging.getLogger(__name__)

T = TypeVar("T")

NAME = N_("Fingerprint scanner")

DEFAULT_BAUD = 57_600
DEFAULT_PACKET_SIZE = 128
BEST_BAUD = 115_200
BEST_PACKET_SIZE = 256
_BEST_PACKET_CODE = PACKET_SIZES.index(BEST_PACKET_SIZE)
RATES = (57_600, 115_200, 38_400, 19_200, 9_600)  # baud, tried in turn where the configured one is silent

# Seconds. A sensor answers all but GenImg within some milliseconds; the sums keep a dead one under three seconds.
CONFIGURED_RATE_WAIT = 0.4
RATE_WAIT = 0.25
COMMAND_WAIT = 0.6
OPTIONAL_WAIT = 0.3
GEN_IMAGE_WAIT = 2.0
POLL = 0.2

TRIES = 3  # for an image, and for an answer that came damaged
SILENT_TRIES = 2  # where no answer came
BAD_PACKETS = 3  # lost in one image: the line cannot carry the rate; fewer may have been a spark
RATE_TRIES = 3  # orders to change the rate, on a line that may damage them


def _nothing(_: object) -> None:
    """Whom nobody told what to do with progress."""


class Ef01Scanner:
    """A sensor at `port`: a device path or `socket://host:port`. Connects when first used, and again after a loss.

    `password` is the sensor's 32-bit password. One thread at a time.
    """

    def __init__(
        self,
        port: str,
        *,
        baud: int = DEFAULT_BAUD,
        password: int = 0,
        allow_emulated: bool,
        rates: RateMemory | None = None,
        open_line: OpenLine = open_line,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._port = port
        self._baud = baud
        self._password = password
        self._allow_emulated = allow_emulated
        self._open_line = open_line
        self._monotonic = monotonic
        self._link: Ef01Link | None = None
        self._rates = rates or NoMemory()
        self._refuses = False  # the sensor knows no other rate
        self._limit = 0  # the highest rate that this line carries, where it is not the best
        self._rate = 0
        self._info = DeviceInfo(DeviceKind.FINGER, tr(NAME), port)

    @property
    def info(self) -> DeviceInfo:
        """What is known of the sensor; serial number, rate and `emulated` only after the first connection."""
        return self._info

    def connect(self, cancel: Cancel) -> DeviceInfo:
        """Find the sensor and raise its rate, unless that is done. Raises `DeviceError` within three seconds."""
        self._connect(cancel)
        return self._info

    def capture(
        self,
        *,
        timeout: float,
        cancel: Cancel,
        progress: Progress = _nothing,
        on_event: Callable[[FingerEvent], None] = _nothing,
        finger: Finger | None = None,  # noqa: ARG002  (the sensor does not care which)
        on_preview: Preview = _nothing,  # noqa: ARG002  (it has no live picture)
    ) -> FingerImage:
        """Wait up to `timeout` seconds for a finger and return its image: 256 × 288 or 192 × 192, 16 greys, 500 ppi.

        Reading the image takes 3.4 s at 115,200 baud on top. Raises `NoFinger`, `DeviceLost`, `DeviceTimeout`,
        `DeviceFault` (damaged three times), `DeviceLocked`, `DeviceRefused`, `DeviceMissing`, `Cancelled`.
        """
        with self._connected(cancel) as link:
            deadline = self._monotonic() + timeout
            on_event(FingerEvent.WAITING)
            while not self._steady(link, cancel, lambda: self._take_image(link, GEN_IMAGE_WAIT, cancel)):
                if self._monotonic() + POLL > deadline:
                    raise NoFinger(device=tr(NAME))
                cancel.sleep(POLL)
            on_event(FingerEvent.READING)
            start = self._monotonic()
            data = self._steady(link, cancel, lambda: self._read_image(link, cancel, progress))
            seconds = self._monotonic() - start
        on_event(FingerEvent.DONE)
        return FingerImage(
            pixels=unpack(data),
            ppi=IMAGE_PPI,
            device=self._info.name,
            serial=self._info.serial,
            seconds=seconds,
            baud=self._rate,
        )

    def finger_present(self, *, timeout: float, cancel: Cancel) -> bool:
        """Whether a finger lies on the glass. The sensor finds out by taking an image: the last one is gone then."""
        with self._connected(cancel) as link:
            return self._take_image(link, min(timeout, GEN_IMAGE_WAIT), cancel)

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        """Ask the sensor whether it is still there, without taking an image. Raises what `connect` raises."""
        with self._connected(cancel) as link:
            if not any(self._answers(link, COMMAND_WAIT, cancel) for _ in range(SILENT_TRIES)):
                raise DeviceTimeout("no answer", device=tr(NAME))
        return self._info

    def close(self) -> None:
        """Let go of the port. The next call opens it again."""
        if self._link is not None:
            link, self._link = self._link, None
            link.line.close()

    @contextmanager
    def _connected(self, cancel: Cancel) -> Iterator[Ef01Link]:
        """The link; let go of after a failure, so that the next call starts afresh."""
        try:
            yield self._connect(cancel)
        except (NoFinger, Cancelled):  # the sensor is well
            raise
        except DeviceError:
            self.close()
            raise

    def _connect(self, cancel: Cancel) -> Ef01Link:
        if self._link is None:
            link = Ef01Link(self._open_line(self._port, self._baud, tr(NAME)), self._monotonic)
            try:
                self._find_rate(link, cancel)
                self._info = self._introduce(link, cancel)
            except BaseException:
                link.line.close()
                raise
            self._link = link
        return self._link

    def _find_rate(self, link: Ef01Link, cancel: Cancel) -> None:
        """Set the line to the rate at which the sensor answers: the configured one, else one of the usual."""
        if not link.line.rate_reaches_wire:
            if self._answers(link, COMMAND_WAIT, cancel) or self._answers(link, COMMAND_WAIT, cancel):
                return
        else:
            for rate in dict.fromkeys((self._baud, *RATES)):
                link.line.set_baud(rate)
                wait = CONFIGURED_RATE_WAIT if rate == self._baud else RATE_WAIT
                noise = link.noise
                if self._answers(link, wait, cancel) or (
                    rate == BEST_BAUD and link.noise > noise and self._brought_down(link, cancel)
                ):
                    return
        raise DeviceTimeout("no answer at any rate", device=tr(NAME))

    def _brought_down(self, link: Ef01Link, cancel: Cancel) -> bool:
        """Somebody answers, and nothing of it is right: the sensor kept a rate that this line cannot carry."""
        with suppress(DeviceTimeout):
            self._change_rate(link, DEFAULT_BAUD, cancel)
            self._keep_limit(DEFAULT_BAUD)
            return True
        return False

    def _answers(self, link: Ef01Link, wait: float, cancel: Cancel) -> bool:
        """Whether the sensor answers now; our password is verified then. Raises `DeviceLocked`."""
        answer: bytes | None = b""
        for _ in range(TRIES):
            answer = link.ask(
                bytes((Op.VERIFY_PASSWORD,)) + self._password.to_bytes(4, "big"), wait=wait, cancel=cancel
            )
            if answer is None:
                return False
            if answer and answer[0] in {Code.WRONG_PASSWORD, Code.MUST_VERIFY}:
                raise DeviceLocked(device=tr(NAME))
            if answer and answer[0] != Code.PACKET_ERROR:
                return True
        return bool(answer)  # it refuses the command again and again: it knows no passwords

    def _introduce(self, link: Ef01Link, cancel: Cancel) -> DeviceInfo:
        """Learn who the sensor is and raise packet size and rate."""
        reaches_wire = link.line.rate_reaches_wire
        baud, packet_size = self._parameters(link, cancel)
        note = self._optional(link, bytes((Op.READ_NOTEPAD, EMULATED_PAGE)), cancel)
        emulated = note.startswith(EMULATED_MARK)
        if emulated and not self._allow_emulated:
            raise DeviceRefused(device=tr(NAME))
        if packet_size != BEST_PACKET_SIZE and self._set(link, Parameter.PACKET_SIZE, _BEST_PACKET_CODE, cancel):
            packet_size = BEST_PACKET_SIZE
        if not reaches_wire:
            link.line.set_baud(baud)
        # A terminal server keeps its own rate: a real sensor behind one, once raised, would be out of reach for good.
        if reaches_wire or emulated:
            self._limit = self._limit or self._rates.limit(line_key(self._port))
            best = self._limit or BEST_BAUD
            if baud < best and not self._refuses:
                baud = self._raise_rate(link, baud, best, cancel)
            elif baud > best:
                self._change_rate(link, best, cancel)
                baud = best
        self._rate = baud
        own = note[len(EMULATED_MARK) :].strip(b" \0").decode("ascii", "replace")
        serial = own if emulated else bridge_serial(self._port)
        told = {"rate_limited": self._limit} if self._limit else {}
        details: dict[str, str | int | float] = {"baud": baud, "packet_size": packet_size, **told}
        return DeviceInfo(DeviceKind.FINGER, tr(NAME), self._port, serial, emulated, details)

    def _parameters(self, link: Ef01Link, cancel: Cancel) -> tuple[int, int]:
        """Rate and packet size as the sensor says; the line's rate and 128 bytes where it does not."""
        answer = self._optional(link, bytes((Op.READ_PARAMETERS,)), cancel)
        return parse_parameters(answer) or (link.line.baud, DEFAULT_PACKET_SIZE)

    def _raise_rate(self, link: Ef01Link, baud: int, best: int, cancel: Cancel) -> int:
        """Try `best`; the rate in use afterwards. The sensor acknowledges at the old rate, then changes."""
        line = link.line
        answer = link.ask(_set_baud(best), wait=COMMAND_WAIT, cancel=cancel)
        if answer and answer[0] != Code.OK:
            self._refuses = True
            return baud
        line.set_baud(best)
        for _ in range(SILENT_TRIES):
            if self._answers(link, RATE_WAIT, cancel):
                return best
        self._change_rate(link, baud, cancel)  # the sensor may have changed, and this line may not carry it
        self._keep_limit(baud)
        return baud

    def _change_rate(self, link: Ef01Link, baud: int, cancel: Cancel) -> None:
        """Bring sensor and line to `baud`, over a line that may damage what is said. Raises `DeviceTimeout`."""
        line, old = link.line, link.line.baud
        for _ in range(RATE_TRIES):
            line.set_baud(old)
            link.ask(_set_baud(baud), wait=RATE_WAIT, cancel=cancel)
            line.set_baud(baud)
            if self._answers(link, RATE_WAIT, cancel):
                return
        raise DeviceTimeout("lost while the rate was changed", device=tr(NAME))

    def _steady(self, link: Ef01Link, cancel: Cancel, call: Callable[[], T]) -> T:
        """`call`, once more at the usual rate where the line damages what is said at a higher one."""
        try:
            return call()
        except DeviceFault as fault:
            can_change = link.line.rate_reaches_wire or self._info.emulated
            if self._rate <= DEFAULT_BAUD or not can_change:
                raise
            log.warning("%s: damaged at %s baud: %s", self._port, self._rate, fault.detail)
            self._change_rate(link, DEFAULT_BAUD, cancel)
            self._rate = DEFAULT_BAUD
            result = call()
            self._keep_limit(DEFAULT_BAUD)
            told = {"baud": DEFAULT_BAUD, "rate_limited": DEFAULT_BAUD}
            self._info = replace(self._info, details=self._info.details | told)
            return result

    def _keep_limit(self, baud: int) -> None:
        self._limit = baud
        self._rates.remember(line_key(self._port), baud)

    def _set(self, link: Ef01Link, parameter: Parameter, value: int, cancel: Cancel) -> bool:
        answer = link.ask(bytes((Op.SET_PARAMETER, parameter, value)), wait=OPTIONAL_WAIT, cancel=cancel)
        return answer is not None and answer[:1] == bytes((Code.OK,))

    def _optional(self, link: Ef01Link, command: bytes, cancel: Cancel) -> bytes:
        """The result of a command that not every sensor knows; empty where it refuses or is silent."""
        for _ in range(TRIES):
            answer = link.ask(command, wait=OPTIONAL_WAIT, cancel=cancel)
            if answer is None:
                break
            if answer and answer[0] != Code.PACKET_ERROR:
                return answer[1:] if answer[0] == Code.OK else b""
        return b""

    def _take_image(self, link: Ef01Link, wait: float, cancel: Cancel) -> bool:
        """GenImg: whether a finger lay there and its image is in the sensor's buffer."""
        code = self._command(link, Op.GEN_IMAGE, wait=wait, silent_tries=1, cancel=cancel)
        if code == Code.OK:
            return True
        if code in {Code.NO_FINGER, Code.IMAGE_FAILED}:
            return False
        raise DeviceFault(f"GenImg: code {code:02x}", device=tr(NAME))

    def _read_image(self, link: Ef01Link, cancel: Cancel, progress: Progress) -> bytes:
        """The image in the buffer; asked for again while it comes damaged."""
        failure = ""
        for _ in range(TRIES):
            code = self._command(link, Op.UP_IMAGE, wait=COMMAND_WAIT, silent_tries=SILENT_TRIES, cancel=cancel)
            if code != Code.OK:
                failure = f"UpImage: code {code:02x}"
                continue
            progress(0.0)
            data = link.read_image(cancel=cancel, progress=progress)
            if data is not None:
                progress(1.0)
                return data
            failure = "UpImage: damaged"
            if self._rate > DEFAULT_BAUD and link.lost > BAD_PACKETS * (BEST_PACKET_SIZE + FRAME):
                break
        raise DeviceFault(failure, device=tr(NAME))

    def _command(self, link: Ef01Link, op: Op, *, wait: float, silent_tries: int, cancel: Cancel) -> int:
        """The confirmation code of a command without parameters. Raises `DeviceTimeout`, `DeviceFault`."""
        silent = 0
        code = -1
        for _ in range(TRIES):
            answer = link.ask(bytes((op,)), wait=wait, cancel=cancel)
            if answer is None:
                silent += 1
                if silent == silent_tries:
                    raise DeviceTimeout(op.name, device=tr(NAME))
                continue
            code = answer[0] if answer else -1
            if code == Code.MUST_VERIFY:  # it lost power meanwhile
                self._answers(link, COMMAND_WAIT, cancel)
            elif code not in {-1, Code.PACKET_ERROR}:
                return code
        raise DeviceFault(f"{op.name}: code {code}", device=tr(NAME))


def unpack(data: bytes) -> NDArray[np.uint8]:
    """An image as the sensor sends it → `(height, width) uint8`: two pixels a byte, the left one in the high nibble."""
    import numpy as np

    packed = np.frombuffer(data, np.uint8)
    pixels = np.empty(2 * len(data), np.uint8)
    pixels[0::2] = (packed >> 4) * 17
    pixels[1::2] = (packed & 15) * 17
    return pixels.reshape(IMAGE_SHAPES[len(data)])


def _set_baud(baud: int) -> bytes:
    return bytes((Op.SET_PARAMETER, Parameter.BAUD, baud // BAUD_UNIT))
