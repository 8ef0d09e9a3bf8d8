"""Step verification: two fingers once more, 1:1 against what was just captured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.biometrics.images import decode_png, encode_png
from booth.biometrics.matching import FingerSample
from booth.biometrics.matching import Outcome as Comparison
from booth.biometrics.matching import verify as match
from booth.biometrics.nbis import NbisFailed
from booth.biometrics.quality import assess
from booth.domain.errors import N_
from booth.domain.fingers import Finger, verification_fingers
from booth.workflow.errors import NoTriesLeft, ReasonNeeded, TriesRemain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.devices.ports import FingerImage
    from booth.workflow.prints import FingerWork
    from booth.workflow.record import Record

KIND = "verify"
POOR_BELOW = 20  # quality under which "no match" says nothing about the finger
_REASON = "verify.reason"


class Outcome(Enum):
    """What one presentation showed. The value is the English source text."""

    MATCHED = N_("The finger matches.")
    NOT_MATCHED = N_("The finger does not match. Is it the finger that is asked for? Wipe the glass, press again.")
    POOR = N_("Not clear enough to compare. Wipe finger and glass, then press again.")
    UNAVAILABLE = N_("This computer cannot compare fingerprints. Go on with a reason; the technician is told.")


@dataclass(frozen=True)
class VerifyState:
    """One finger to present: the presentations so far."""

    finger: Finger
    of: int
    outcomes: tuple[Outcome, ...] = ()
    scores: tuple[int, ...] = ()

    @property
    def matched(self) -> bool:
        return Outcome.MATCHED in self.outcomes

    @property
    def exhausted(self) -> bool:
        """Tried as often as allowed, or impossible here."""
        return not self.matched and (len(self.outcomes) >= self.of or Outcome.UNAVAILABLE in self.outcomes)

    @property
    def done(self) -> bool:
        return self.matched or self.exhausted

    @property
    def best_score(self) -> int:
        return max(self.scores, default=0)


@dataclass(frozen=True)
class VerifyResult:
    """What a presentation brought; `next_finger` is the one to ask for, None when none is left."""

    finger: Finger
    outcome: Outcome
    attempt: int
    of: int
    score: int
    next_finger: Finger | None

    @property
    def advice(self) -> str:
        """Source text."""
        return self.outcome.value


class VerifyWork:
    """The verification of one recording. `verify` (0.3 s) belongs on a worker thread."""

    def __init__(self, record: Record, fingers: FingerWork, *, tries: int) -> None:
        self._record = record
        self._fingers = fingers
        self._of = tries

    def states(self) -> Mapping[Finger, VerifyState]:
        """The one or two fingers to present, in order; empty where no finger could be captured."""
        wanted = verification_fingers(self._fingers.captured)
        shown = sorted(self._record.captures(KIND), key=lambda c: c.attempt)
        return {
            finger: VerifyState(
                finger,
                self._of,
                tuple(Outcome[str(c.meta["outcome"])] for c in shown if c.key == finger.slug),
                tuple(int(c.meta["score"]) for c in shown if c.key == finger.slug),
            )
            for finger in wanted
        }

    @property
    def next_finger(self) -> Finger | None:
        return next((finger for finger, state in self.states().items() if not state.done), None)

    @property
    def matched(self) -> bool:
        """Every finger asked for matched, and there was at least one."""
        states = self.states()
        return bool(states) and all(state.matched for state in states.values())

    @property
    def needs_reason(self) -> bool:
        """All tries are used, or no finger exists, and not everything matched."""
        return self.next_finger is None and not self.matched

    @property
    def reason(self) -> str:
        """Why the recording goes on without a match; empty otherwise."""
        return self._record.note(_REASON)

    @property
    def missing(self) -> str:
        """What this step still lacks, as a source text; empty when it is finished."""
        if self.next_finger is not None:
            return N_("present the fingers once more.")
        if self.needs_reason and not self.reason:
            return N_("write why the fingers could not be verified.")
        return ""

    def verify(self, finger: Finger, image: FingerImage) -> VerifyResult:
        """Compare a new impression with every try kept of `finger`. Raises `NoTriesLeft`, `ImageRejected`."""
        state = self.states()[finger]
        if state.exhausted:
            raise NoTriesLeft(finger.slug, limit=self._of)
        outcome, score, quality = self._judge(finger, image)
        attempt = len(state.outcomes) + 1
        with self._record.change() as change:
            change.content_changed()
            change.put(
                KIND,
                finger.slug,
                attempt,
                encode_png(image.pixels, image.ppi),
                {"outcome": outcome.name, "score": score, "quality": quality, "ppi": image.ppi, "serial": image.serial},
            )
            if outcome is Outcome.MATCHED:
                change.set_note(_REASON, "")
        return VerifyResult(finger, outcome, attempt, self._of, score, self.next_finger)

    def go_on_with_reason(self, reason: str) -> None:
        """Go on without a match after all tries. Raises `ReasonNeeded` when empty, `TriesRemain` when too early."""
        if not self.needs_reason:
            raise TriesRemain(KIND)
        if not reason.strip():
            raise ReasonNeeded(KIND)
        with self._record.change() as change:
            change.set_note(_REASON, reason.strip())
            change.content_changed()

    def again(self) -> None:
        """Forget all presentations and begin the verification again."""
        with self._record.change() as change:
            change.drop(KIND)
            change.set_note(_REASON, "")
            change.content_changed()

    def _judge(self, finger: Finger, image: FingerImage) -> tuple[Outcome, int, int]:
        quality = assess(image.pixels, image.ppi).score
        gallery = [FingerSample(*decode_png(png)) for png in self._fingers.images(finger)]
        try:
            found = match(FingerSample(image.pixels, image.ppi), gallery)
        except NbisFailed:
            return Outcome.POOR, 0, quality
        outcome = _OUTCOMES[found.outcome]
        if outcome is Outcome.NOT_MATCHED and quality < POOR_BELOW:
            outcome = Outcome.POOR
        return outcome, round(found.score), quality


_OUTCOMES = {
    Comparison.MATCHED: Outcome.MATCHED,
    Comparison.DIFFERENT: Outcome.NOT_MATCHED,
    Comparison.UNAVAILABLE: Outcome.UNAVAILABLE,
}
