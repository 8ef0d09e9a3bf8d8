"""What a live picture says from moment to moment: one instruction that does not flicker, and a shutter of its own."""

from __future__ import annotations

from dataclasses import dataclass

from booth.biometrics.face import FaceVerdict
from booth.biometrics.face_judge import HELD, LIMITS, Limits

SAID_AFTER = 0.3  # seconds that another verdict must hold before it is said
TAKEN_AFTER = 1.0  # seconds of green before the shutter goes by itself: nobody is caught in the middle of a blink


@dataclass
class Steady:
    """Feed it every verdict with its time in seconds (of any clock that only goes forward)."""

    shown: FaceVerdict | None = None  # what to say
    _next: FaceVerdict | None = None
    _since: float = 0.0  # of `_next`, or of green

    @property
    def limits(self) -> Limits:
        """The limits for the next picture: a little wider while it is good."""
        return HELD if self.shown is FaceVerdict.OK else LIMITS

    def see(self, verdict: FaceVerdict, now: float) -> FaceVerdict:
        """What to say now that `verdict` was found."""
        if self.shown is None or (verdict is not self.shown and verdict is self._next and self._held(now, SAID_AFTER)):
            self.shown, self._next, self._since = verdict, None, now
        elif verdict is self.shown:
            if self._next is not None:  # a moment's doubt is over; a shutter begins to wait anew
                self._next, self._since = None, now
        elif verdict is not self._next:
            self._next, self._since = verdict, now
        return self.shown

    def ripe(self, now: float) -> bool:
        """Whether it has been green for long enough to take the picture."""
        return self.shown is FaceVerdict.OK and self._next is None and self._held(now, TAKEN_AFTER)

    def _held(self, now: float, seconds: float) -> bool:
        return now - self._since >= seconds
