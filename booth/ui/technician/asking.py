"""A scanner under test that tells when it begins to wait for a finger, so that the screen asks at the right moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from booth.devices.ports import Cancel, DeviceInfo, FingerImage, FingerScanner

Opener = Callable[["Cancel"], AbstractContextManager["FingerScanner"]]


class AskingScanner:
    """Does what `scanner` does; `capture` calls `asks` first, on the thread that it is called on."""

    def __init__(self, scanner: FingerScanner, asks: Callable[[], None]) -> None:
        self._scanner = scanner
        self._asks = asks

    @property
    def info(self) -> DeviceInfo:
        return self._scanner.info

    def capture(self, *, timeout: float, cancel: Cancel, **more: Any) -> FingerImage:
        self._asks()
        return self._scanner.capture(timeout=timeout, cancel=cancel, **more)

    def finger_present(self, *, timeout: float, cancel: Cancel) -> bool:
        return self._scanner.finger_present(timeout=timeout, cancel=cancel)

    def check(self, *, cancel: Cancel) -> DeviceInfo:
        return self._scanner.check(cancel=cancel)

    def close(self) -> None:
        self._scanner.close()


def asking(opener: Opener, asks: Callable[[], None]) -> Opener:
    """`opener`, and each scanner that it opens calls `asks` when it begins to wait for a finger."""

    @contextmanager
    def opened(cancel: Cancel) -> Iterator[FingerScanner]:
        with opener(cancel) as scanner:
            yield AskingScanner(scanner, asks)

    return opened
