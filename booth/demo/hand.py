"""The residents' hand: it lays the finger on the emulated glass that the window asks for.

The window's title names the finger and whether it is waited for, so that retakes, missing fingers and a restart of
the program cannot bring the order of presses out of step. A ten-print scanner is told by the booth which fingers it
wants; before it the hand shows whatever it has.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from booth.biometrics.quality import assess
from booth.biometrics.synthesis import Condition
from booth.demo.prints import Visit, impression
from booth.devices.emulators.ef01_sensor import GlassEmpty
from booth.domain.errors import N_
from booth.domain.fingers import CAPTURE_ORDER, Finger, verification_fingers
from resources.i18n import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

DEVICE_TEST = N_("Device test")
WAITING = N_("waiting for a finger")  # the state in the window's title
# NFIQ 2 well on either side of the booth's limits, so that a demonstration shows retakes where they are meant only.
SOUND_FROM = 45
DRY_BELOW = 30
MOST_PRESSES = 20


class Hand:
    """Whose hand it is, and which of its fingers press when they are asked for. `title` reads the window's title."""

    def __init__(self, title: Callable[[], str], seed: int) -> None:
        self._title = title
        self._seed = seed
        self._ahead = ThreadPoolExecutor(1, "prints")
        self._visit = Visit()
        self._person = 0
        self._ready: dict[tuple[Finger, int], Future[Pixels]] = {}
        self._turns: dict[Finger, int] = {}
        self._pressed_at = ""  # the window's title when a finger was pressed last
        self.held: frozenset[Finger] = frozenset()  # does not press, although it could: the hand is elsewhere
        self.resting: frozenset[Finger] = frozenset()  # stays on the glass after the image was taken

    def sit_down(self, person: int, visit: Visit) -> None:
        """Another resident; the prints are made while biodata and photo are at work."""
        self._person, self._visit, self.held = person, visit, frozenset()
        self._turns = {}
        captured = [finger for finger in CAPTURE_ORDER if finger not in visit.missing]
        wanted = [(finger, turn) for finger in captured for turn in range(1 + (finger in visit.dry_first))]
        wanted += [(finger, 1 + (finger in visit.dry_first)) for finger in verification_fingers(captured)]
        self._ready = {each: self._ahead.submit(self._press, person, visit, *each) for each in wanted}

    def take(self) -> Pixels:
        """The print of the finger that is asked for, `(288, 256) uint8`. Raises `GlassEmpty` while none is."""
        title = self._title().casefold()
        finger = next((finger for finger in Finger if tr(finger.label).casefold() in title), None)
        if tr(DEVICE_TEST).casefold() in title:
            return self._press(self._person, self._visit, Finger.RIGHT_INDEX, 0)
        if finger is None or finger in self._visit.missing or finger in self.held:
            raise GlassEmpty
        turn = self._turns.get(finger, 0)
        if tr(WAITING).casefold() in title:
            self._turns[finger] = turn + 1
        elif finger not in self.resting:
            raise GlassEmpty
        ready = self._ready.get((finger, turn))
        return ready.result() if ready else self._press(self._person, self._visit, finger, turn)

    def take_once(self) -> Pixels:
        """As `take`, for a reader that keeps what is pressed: once for each time that a finger is asked for."""
        title = self._title()
        if title == self._pressed_at:
            raise GlassEmpty
        pixels = self.take()
        self._pressed_at = title
        return pixels

    def show(self, finger: Finger, attempt: int) -> Pixels:
        """`finger` as a ten-print scanner sees it, captured `attempt` times before. Raises `GlassEmpty`."""
        if finger in self._visit.missing or finger in self.held:
            raise GlassEmpty
        press = (finger, attempt)
        if press not in self._ready:
            self._ready[press] = self._ahead.submit(self._press, self._person, self._visit, *press)
        if not self._ready[press].done():
            raise GlassEmpty
        return self._ready[press].result()

    def close(self) -> None:
        self._ahead.shutdown(cancel_futures=True)

    def _press(self, person: int, visit: Visit, finger: Finger, turn: int) -> Pixels:
        condition = Condition.DRY if finger in visit.dry_first and not turn else Condition.SOUND
        for again in range(MOST_PRESSES):
            number = turn + 100 * again
            pixels = impression(seed=self._seed, person=person, finger=finger, turn=number, condition=condition)
            if _fits(pixels, condition):
                break
        return pixels


def _fits(pixels: Pixels, condition: Condition) -> bool:
    """Whether the sensor's 16 greys of it are as good, or as bad, as is meant."""
    score = assess(np.asarray((pixels >> 4) * 17, np.uint8), 500).score
    return score < DRY_BELOW if condition is Condition.DRY else score >= SOUND_FROM
