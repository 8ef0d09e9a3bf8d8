"""Talking with one libfprint helper: its answers awaited, its silence noticed, its errors made ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from booth.devices.ports import DeviceBusy, DeviceError, DeviceFault, DeviceForbidden, DeviceLost, DeviceTimeout
from booth.devices.usb.frames import NAME, FrameReader, Message
from booth.devices.usb.helper import HelperGone, LibfprintMissing
from booth.domain.errors import N_
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from booth.devices.ports import Cancel
    from booth.devices.usb.helper import Pipe

# Seconds.
START_WAIT = 2.8  # for the helper to say hello
ANSWER_WAIT = 1.0
PING_EVERY = 0.4
PATIENCE = 1.0  # without a word: it hangs
MOST_PONGS = 5
STOP_WAIT = 1.0  # for a wait to end that was cancelled
POLL = 0.01

_BUSY, _REMOVED, _TOO_HOT = 4, 0x100, 0x101  # FpDeviceError
_DEVICE_ERROR = "fp - device - error - quark"


class TooHot(DeviceError):
    """The reader protects itself."""

    text = N_("The USB reader is too hot. Unplug it for some minutes, then try again.")


class UsbLink:
    """Speaks with the helper behind `pipe`. `number` is the reader that is open, -1 before.

    Every call may raise `HelperGone` (ended, or silent for a second), `DeviceLost` (unplugged), `DeviceFault` (the
    helper says what no helper says) and `Cancelled`.
    """

    def __init__(self, pipe: Pipe, monotonic: Callable[[], float]) -> None:
        self.pipe = pipe
        self.number = -1
        self.busy = False  # told to capture, and has not answered
        self._monotonic = monotonic
        self._reader = FrameReader()
        self._waiting: list[Message] = []
        self._patience = START_WAIT  # Python takes a while to start
        self._heard = self._looked = monotonic()
        self._asked: float | None = None  # since when a ping is unanswered
        self._ping = 0

    def say(self, **order: object) -> None:
        """Give an order."""
        self.pipe.write(order)

    def next(self, cancel: Cancel) -> Message | None:
        """The next message; None when there is none now, after a short pause."""
        cancel.check()
        looked, now = self._looked, self._monotonic()
        self._looked = now
        if not self._waiting and (data := self.pipe.read()):
            self._heard, self._asked = now, None
            self._waiting = self._reader.feed(data)
        if self._waiting:
            message = self._waiting.pop(0)
            if message.word == "removed" and message.number() == self.number:
                raise DeviceLost("the reader was unplugged", device=tr(NAME))
            return message
        if self._asked is None:
            if now - self._heard > PING_EVERY:
                self._send_ping()
        elif now - self._asked > self._patience and now - looked < PING_EVERY:  # and it was not us who slept
            raise HelperGone("hangs", device=tr(NAME))
        cancel.sleep(POLL)
        return None

    def expect(self, word: str, wait: float, cancel: Cancel) -> Message:
        """The answer `word` within `wait` seconds. Raises `DeviceTimeout`, `LibfprintMissing`, what is reported."""
        deadline = self._monotonic() + wait
        while self._monotonic() < deadline:
            message = self.next(cancel)
            if message is None:
                continue
            if message.word == word:
                self._patience = PATIENCE
                return message
            if message.word == "missing":
                raise LibfprintMissing(str(message.value), package=str(message.value), device=tr(NAME))
            if message.word == "error":
                raise_reported(message)
        raise DeviceTimeout(f"no {word}", device=tr(NAME))

    def knock(self, cancel: Cancel) -> None:
        """Whether the helper still answers."""
        self._send_ping()
        for _ in range(MOST_PONGS):  # to earlier pings
            if self.expect("pong", 2 * PATIENCE, cancel).value == self._ping:
                return
        raise DeviceFault("the helper answers what nobody asked", device=tr(NAME))

    def capture(self, cancel: Cancel) -> None:
        """Let the reader wait for a finger; what comes of it are the next messages."""
        self.settle(cancel)
        self.say(do="capture")
        self.busy = True

    def stop(self) -> None:
        """Give up a wait; `settle` looks for its end."""
        if self.busy:
            self.say(do="cancel")

    def settle(self, cancel: Cancel) -> None:
        """Let a wait that was given up come to its end."""
        if self.busy:
            deadline = self._monotonic() + STOP_WAIT
            while self._monotonic() < deadline:
                message = self.next(cancel)
                if message is not None and message.word == "cancelled":
                    self.busy = False
                    return
            raise HelperGone("does not stop", device=tr(NAME))

    def _send_ping(self) -> None:
        self._ping += 1
        if self._asked is None:
            self._asked = self._monotonic()
        self.say(do="ping", number=self._ping)


def raise_reported(message: Message) -> NoReturn:
    """The error that the helper reports, as one of ours."""
    domain, code, text = message.entry("domain"), message.entry("code"), str(message.entry("text"))
    detail = f"{domain}: {code}: {text}"
    low = text.casefold()
    of_device = domain == _DEVICE_ERROR
    if (of_device and code == _REMOVED) or "no device" in low or "no longer" in low:
        raise DeviceLost(detail, device=tr(NAME))
    if (of_device and code == _BUSY) or "busy" in low:
        raise DeviceBusy(detail, device=tr(NAME))
    if of_device and code == _TOO_HOT:
        raise TooHot(detail, device=tr(NAME))
    if "denied" in low or "permission" in low:
        raise DeviceForbidden(detail, device=tr(NAME))
    raise DeviceFault(detail, device=tr(NAME))
