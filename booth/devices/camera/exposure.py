"""Exposure and white balance: left to the webcam until the picture has settled, then locked.

A camera that goes on adjusting makes the cloth's colour and the skin's lightness move between two photos of one
person. Controls are V4L2's as OpenCV passes them on; each is read back, because a webcam may refuse any of them.
"""

from __future__ import annotations

import math
from collections import deque
from enum import Enum
from typing import Any

import cv2
import numpy as np

LEAST, MOST = 1.0, 4.0  # seconds after which the picture may count as settled, and after which it is locked anyway
WINDOW = 0.4  # seconds over which nothing may move
STEADY = 0.03  # of its lightness
DRIFT = 0.35  # of its lightness: the light has changed, not the resident's shirt
DRIFTING = 3.0  # seconds
PROOF = 1.0  # seconds after locking within which a jump is the lock's own
JUMP = 0.25  # of its lightness
_MANUAL, _AUTOS = 1, (3, 0)  # V4L2_EXPOSURE_MANUAL; _APERTURE_PRIORITY as webcams have it, _AUTO
_NEAR = 0.05  # of a value, within which it counts as taken


class Control(Enum):
    LOCKED = "locked"
    AUTO = "auto"
    FIXED = "fixed"  # the camera offers no such control


class Exposure:
    """Watches the pictures of `capture` (a `cv2.VideoCapture`) and locks it. Never raises for a camera that refuses."""

    def __init__(self, capture: Any) -> None:
        self._capture = capture
        self._may_lock = True
        self._began: float | None = None
        self._recent: deque[tuple[float, float]] = deque()
        self._locked_at: float | None = None
        self._locked_level = 0.0
        self._away_since: float | None = None
        self.exposure = Control.FIXED
        self.white_balance = Control.FIXED

    def release(self) -> None:
        """Leave both to the camera again; they are locked anew once the picture has settled."""
        self._began = self._locked_at = self._away_since = None
        self._recent.clear()
        self.exposure = self.white_balance = Control.FIXED
        if _get(self._capture, cv2.CAP_PROP_AUTO_EXPOSURE) is not None:
            self.exposure = Control.AUTO
            any(_put(self._capture, cv2.CAP_PROP_AUTO_EXPOSURE, value) for value in _AUTOS)
        if _get(self._capture, cv2.CAP_PROP_AUTO_WB) is not None:
            self.white_balance = Control.AUTO
            _put(self._capture, cv2.CAP_PROP_AUTO_WB, 1)

    def allow(self) -> None:
        """Asked for anew by a person: also a camera that jumped when it was locked gets another chance."""
        self._may_lock = True
        self.release()

    def see(self, pixels: np.ndarray[Any, np.dtype[np.uint8]], now: float) -> bool:
        """Take in a picture, `now` in seconds; True when a state changed."""
        level = float(pixels[::32, ::32].mean()) + 1.0
        before = self.exposure, self.white_balance
        if self._began is None:
            self._began = now
        self._recent.append((now, level))
        while now - self._recent[0][0] > WINDOW:
            self._recent.popleft()
        if self._locked_at is None:
            if self._may_lock and (now - self._began > MOST or (now - self._began > LEAST and self._steady())):
                self._lock(level, now)
        elif now - self._locked_at < PROOF:
            if abs(level - self._locked_level) > JUMP * self._locked_level and self.exposure is Control.LOCKED:
                self._may_lock = False
                self.release()
        else:
            self._watch(level, now)
        return before != (self.exposure, self.white_balance)

    def _steady(self) -> bool:
        levels = [level for _, level in self._recent]
        return len(levels) > 2 and max(levels) - min(levels) <= STEADY * max(levels)

    def _lock(self, level: float, now: float) -> None:
        self._locked_at, self._locked_level, self._away_since = now, level, None
        capture = self._capture
        if self.exposure is Control.AUTO:
            value = _get(capture, cv2.CAP_PROP_EXPOSURE)
            if value is not None and _put(capture, cv2.CAP_PROP_AUTO_EXPOSURE, _MANUAL):
                if _put(capture, cv2.CAP_PROP_EXPOSURE, value):
                    self.exposure = Control.LOCKED
                else:
                    any(_put(capture, cv2.CAP_PROP_AUTO_EXPOSURE, auto) for auto in _AUTOS)
        if self.white_balance is Control.AUTO and _put(capture, cv2.CAP_PROP_AUTO_WB, 0):
            self.white_balance = Control.LOCKED

    def _watch(self, level: float, now: float) -> None:
        """Where the light itself has changed, settle anew."""
        if abs(level - self._locked_level) <= DRIFT * self._locked_level or self.exposure is not Control.LOCKED:
            self._away_since = None
        elif self._away_since is None:
            self._away_since = now
        elif now - self._away_since > DRIFTING:
            self.release()


def _get(capture: Any, key: int) -> float | None:
    """A control's value; None where the camera has no such control (OpenCV answers -1) or says no number."""
    try:
        value = float(capture.get(key))
    except (cv2.error, TypeError, ValueError):
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _put(capture: Any, key: int, value: float) -> bool:
    """Set a control; whether the camera says afterwards that it took it."""
    try:
        capture.set(key, value)
    except (cv2.error, TypeError, ValueError):
        return False
    got = _get(capture, key)
    return got is not None and abs(got - value) <= _NEAR * max(abs(value), 1.0)
