"""USB fingerprint readers that give images, through libfprint: U.are.U 4000 to 4500 and every other it knows.

libfprint runs in a process of its own (`fprint_helper.py`), because its bindings belong to the system's Python and a
driver that hangs in C must not take the window with it. The helper is started anew when it dies or hangs, once in a
call. Images come as libfprint hands them over: upright, ridges dark, and only once the finger has left the glass.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from booth.devices.ports import (
    Cancelled,
    DeviceError,
    DeviceFault,
    DeviceInfo,
    DeviceKind,
    DeviceMissing,
    DeviceRefused,
    DeviceTimeout,
    FingerEvent,
    FingerImage,
    NoFinger,
)
from booth.devices.usb.frames import NAME
from booth.devices.usb.helper import HelperGone, HelperProcess
from booth.devices.usb.link import ANSWER_WAIT, START_WAIT, UsbLink, raise_reported
from booth.devices.usb.readers import serial_at, serial_of
from booth.domain.errors import N_
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from booth.devices.ports import Cancel, Preview, Progress
    from booth.devices.usb.frames import Message
    from booth.devices.usb.helper import StartHelper
    from booth.domain.fingers import Finger

T = TypeVar("T")

USB = "usb"  # the port: usb, usb:DRIVER or usb:DRIVER:SERIAL
VIRTUAL = "virtual"  # beginning of the names of libfprint's own stand-ins
USUAL_PPI = 500  # where the driver says nothing; the U.are.U has 19.685 pixels a millimetre

# Seconds.
OPEN_WAIT = 2.5
LIFT_AFTER = 1.0  # the image is long there; the reader waits for the finger to go
GRACE = 3.0  # beyond the time allowed, for a finger that came late
LOOK_WAIT = 0.3  # for a reader to notice a finger that lies there

TORN_TAIL = 32  # pixels of pure black at the end: the image broke off and was filled up
TORN_TRIES = 3
LIVES = 2  # helpers in one call

_RETRIES = {0: FingerEvent.AGAIN, 1: FingerEvent.TOO_SHORT, 2: FingerEvent.NOT_CENTRED, 3: FingerEvent.LIFT}


class NoImages(DeviceMissing):
    """Readers are there, but they only compare prints inside."""

    text = N_("{reader} gives no images and cannot record. Connect another scanner.")


class StillThere(DeviceTimeout):
    """The reader gives the image when the finger goes, and it did not go."""

    text = N_("The finger was not lifted. Take it off the glass, then try again.")


def _nothing(_: object) -> None:
    """Whom nobody told what to do with progress."""


@dataclass(frozen=True)
class _Wanted:
    """What a port asks for; empty: any."""

    driver: str = ""
    serial: str = ""


class UsbScanner:
    """The reader at `port`: `usb`, `usb:DRIVER` or `usb:DRIVER:SERIAL`. Connects when first used. One thread at a time.

    `usb` is the first reader; libfprint's virtual one (where `FP_VIRTUAL_IMAGE` is set) goes before where stand-ins
    are allowed, and is refused where they are not.
    """

    def __init__(
        self,
        port: str = USB,
        *,
        allow_emulated: bool,
        start: StartHelper = HelperProcess,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._port = port
        self._wanted = _Wanted(*port.split(":", 2)[1:])
        self._allow_emulated = allow_emulated
        self._start = start
        self._monotonic = monotonic
        self._link: UsbLink | None = None
        self._lifted = False  # an image was the last that came: no finger lies there
        self._info = DeviceInfo(DeviceKind.FINGER, tr(NAME), port)

    @property
    def info(self) -> DeviceInfo:
        """What is known of the reader; name, serial number and `emulated` only after the first connection."""
        return self._info

    def connect(self, cancel: Cancel) -> DeviceInfo:
        """Find and open the reader, unless that is done. Raises `DeviceError`."""
        with self._kept():
            self._again(self._connect, cancel)
        return self._info

    def capture(
        self,
        *,
        timeout: float,
        cancel: Cancel,
        progress: Progress = _nothing,
        on_event: Callable[[FingerEvent], None] = _nothing,
        finger: Finger | None = None,  # noqa: ARG002  (the reader does not care which)
        on_preview: Preview = _nothing,  # noqa: ARG002  (it has no live picture)
    ) -> FingerImage:
        """Wait up to `timeout` seconds for a finger and return its image, some seconds more for one to be lifted.

        What the reader wants otherwise is told by `on_event`, and waited through. Raises `NoFinger`, `StillThere`,
        `DeviceFault`, `DeviceLost`, `DeviceBusy`, `HelperGone` (ended or hung twice), `DeviceMissing`, `Cancelled`.
        """
        deadline = self._monotonic() + timeout
        with self._kept():
            image = self._again(lambda cancel: self._take(deadline, cancel, on_event), cancel)
        progress(1.0)
        on_event(FingerEvent.DONE)
        return image

    def finger_present(self, *, timeout: float, cancel: Cancel) -> bool:
        """Whether a finger lies on the glass. After an image none does: it came because the finger went."""
        if self._lifted:
            self._lifted = False
            return False
        with self._kept():
            return self._again(lambda cancel: self._look(min(timeout, LOOK_WAIT), cancel), cancel)

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        """Whether helper and reader are still there. Raises `DeviceError`."""
        with self._kept():
            self._again(self._alive, cancel)
        return self._info

    def close(self) -> None:
        """Let go of the reader; the helper ends. The next call starts another."""
        link, self._link = self._link, None
        if link is not None:
            link.pipe.close()

    # Lives of the helper.

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Reader and helper are let go of after a failure, so that the next call starts afresh."""
        try:
            yield
        except (NoFinger, Cancelled):
            raise
        except DeviceError:
            self._kill()
            raise

    def _again(self, call: Callable[[Cancel], T], cancel: Cancel) -> T:
        """`call`, with another helper where the first died or hung."""
        for life in range(LIVES):
            try:
                return call(cancel)
            except HelperGone:
                self._kill()
                if life == LIVES - 1:
                    raise
        raise AssertionError

    def _kill(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.pipe.kill()

    def _connect(self, cancel: Cancel) -> UsbLink:
        if self._link is not None:
            return self._link
        link = self._link = UsbLink(self._start(), self._monotonic)
        self._lifted = False
        try:
            link.expect("hello", START_WAIT, cancel)
            link.say(do="list")
            readers = link.expect("readers", ANSWER_WAIT, cancel).entries()
            link.number, found = self._chosen(readers)
            link.say(do="open", number=link.number)
            link.expect("opened", OPEN_WAIT, cancel)
        except Cancelled:
            self._kill()
            raise
        driver, serial = _text(found, "driver"), _serial(found)
        self._info = DeviceInfo(
            DeviceKind.FINGER,
            _text(found, "name") or tr(NAME),
            f"{USB}:{driver}",
            serial,
            driver.startswith(VIRTUAL),
            {"driver": driver},
        )
        return link

    def _chosen(self, readers: list[dict[str, object]]) -> tuple[int, dict[str, object]]:
        """The reader that the port means, with its number. Raises `DeviceMissing`, `DeviceRefused`."""
        fit = [
            (number, reader)
            for number, reader in enumerate(readers)
            if self._wanted.driver in {"", _text(reader, "driver")} and self._wanted.serial in {"", _serial(reader)}
        ]
        if not fit:
            raise DeviceMissing(f"no reader for {self._port}", device=tr(NAME))
        able = [each for each in fit if each[1].get("captures") is True]
        if not able:
            raise NoImages(self._port, reader=_text(fit[0][1], "name"))
        virtual = [each for each in able if _text(each[1], "driver").startswith(VIRTUAL)]
        real = [each for each in able if each not in virtual]
        if not (real or self._allow_emulated):
            raise DeviceRefused(device=tr(NAME))
        return (virtual + real if self._allow_emulated else real)[0]

    # What it is for.

    def _alive(self, cancel: Cancel) -> None:
        link = self._connect(cancel)
        link.settle(cancel)
        link.knock(cancel)

    def _begin(self, cancel: Cancel) -> UsbLink:
        link = self._connect(cancel)
        self._lifted = False
        link.capture(cancel)
        return link

    def _take(self, deadline: float, cancel: Cancel, on_event: Callable[[FingerEvent], None]) -> FingerImage:
        link = self._begin(cancel)
        on_event(FingerEvent.WAITING)
        try:
            return self._wait(link, deadline, cancel, on_event)
        except (NoFinger, Cancelled, StillThere):
            self._stop(link)
            raise

    def _stop(self, link: UsbLink) -> None:
        try:
            link.stop()
        except HelperGone:
            self._kill()

    def _wait(
        self, link: UsbLink, deadline: float, cancel: Cancel, on_event: Callable[[FingerEvent], None]
    ) -> FingerImage:
        torn = 0
        start = came = self._monotonic()
        there = asked_off = False
        while True:
            message = link.next(cancel)
            now = self._monotonic()
            word = message.word if message else ""
            if word != "image" and now > deadline + (GRACE if there else 0):
                raise (StillThere if there else NoFinger)(device=tr(NAME))
            if message is None:
                if there and not asked_off and now - came > LIFT_AFTER:
                    asked_off = True
                    on_event(FingerEvent.LIFT)
            elif word == "finger":
                there = message.value is True
                if there:
                    came, asked_off = now, False
                    on_event(FingerEvent.READING)
            elif word == "retry":
                there = False
                on_event(_RETRIES.get(message.number(), FingerEvent.AGAIN))
            elif word == "image":
                link.busy = False
                if not _torn(message.raw):
                    self._lifted = True
                    return self._image(message, now - (came if came > start else start))
                torn, there = torn + 1, False
                if torn == TORN_TRIES:
                    raise DeviceFault("images that break off", device=tr(NAME))
                on_event(FingerEvent.AGAIN)
                link.capture(cancel)
            elif word == "error":
                link.busy = False
                raise_reported(message)

    def _look(self, wait: float, cancel: Cancel) -> bool:
        link = self._begin(cancel)
        deadline = self._monotonic() + wait
        try:
            while self._monotonic() < deadline:
                message = link.next(cancel)
                if message is None:
                    continue
                if message.word in {"image", "error"}:
                    link.busy = False
                if message.word == "error":
                    raise_reported(message)
                if message.word in {"image", "finger", "retry"} and message.value is not False:
                    return True
            return False
        finally:
            self._stop(link)

    def _image(self, message: Message, seconds: float) -> FingerImage:
        import numpy as np

        width, height, ppi = (message.entry(key) for key in ("width", "height", "ppi"))
        return FingerImage(
            pixels=np.frombuffer(message.raw, np.uint8).reshape(height, width),
            ppi=ppi or USUAL_PPI,
            device=self._info.name,
            serial=self._info.serial,
            seconds=seconds,
        )


def _torn(raw: bytes) -> bool:
    """Whether an image broke off: libfprint leaves the rest of it at zero, and no print ends in a bar of pure black."""
    return raw.endswith(bytes(min(TORN_TAIL, len(raw))))


def _text(reader: dict[str, object], key: str) -> str:
    value = reader.get(key)
    return value if isinstance(value, str) else ""


def _serial(reader: dict[str, object]) -> str:
    """The serial number of a reader's plug: libfprint tells none."""
    place = _text(reader, "place")
    return serial_at(place) if place else serial_of(_text(reader, "driver"))
