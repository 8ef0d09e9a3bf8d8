"""Ten fingers by slaps: what to lay on the glass next, and what a slap brought.

Right four, left four, both thumbs. A slap with a finger that is not good is taken whole once more, the best of each
finger kept; fingers that are not good then are asked for one by one, as one that was begun again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from booth.domain.fingers import Slap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.biometrics.images import ImageRejected
    from booth.domain.fingers import Finger
    from booth.workflow.finger_states import FingerState, TryResult

ORDER = (Slap.RIGHT_FOUR, Slap.LEFT_FOUR, Slap.THUMBS)
WHOLE = 2  # times that a slap is taken whole


@dataclass(frozen=True)
class Ask:
    """What to lay on the glass: fingers of one slap, at once. A single one is captured as a single finger."""

    slap: Slap
    fingers: tuple[Finger, ...]
    missing: tuple[Finger, ...] = ()  # of the slap; told to the device, which otherwise waits for four

    @property
    def single(self) -> Finger | None:
        """The finger, where it is only one."""
        return self.fingers[0] if len(self.fingers) == 1 else None


@dataclass(frozen=True)
class SlapResult:
    """What came of the fingers laid on at once; `rejected` are pictures in which there is no print."""

    ask: Ask
    results: Mapping[Finger, TryResult]
    rejected: Mapping[Finger, ImageRejected] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return not self.rejected and all(result.passed for result in self.results.values())


def next_ask(states: Mapping[Finger, FingerState]) -> Ask | None:
    """The first slap with a finger that is not done; None when all are."""
    return next((ask for slap in ORDER if (ask := ask_for(states, slap)) is not None), None)


def ask_for(states: Mapping[Finger, FingerState], slap: Slap) -> Ask | None:
    """What to lay on for `slap`; None when all its fingers are done."""
    able = tuple(f for f in slap.fingers if states[f].missing is None)
    due = tuple(f for f in able if not states[f].done)
    if not due:
        return None
    fresh = [f for f in due if not states[f].tries or states[f].again]
    poor = [f for f in due if f not in fresh and len(states[f].tries) < WHOLE]
    if len(able) > 1 and (len(fresh) > 1 or poor):
        return Ask(slap, able, tuple(f for f in slap.fingers if f not in able))
    return Ask(slap, due[:1])


def whole(states: Mapping[Finger, FingerState], slap: Slap) -> Ask | None:
    """The whole slap once more, whatever it is worth; None where none of its fingers can be taken."""
    able = tuple(f for f in slap.fingers if states[f].missing is None)
    return Ask(slap, able, tuple(f for f in slap.fingers if f not in able)) if able else None
