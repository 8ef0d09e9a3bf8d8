"""Step verification: two fingers once more, 1:1 against what was just captured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.biometrics.images import encode_png
from booth.biometrics.matching import FingerSample, available_methods, verify_prepared
from booth.biometrics.quality import assess
from booth.domain.errors import N_
from booth.domain.fingers import Finger, verification_fingers
from booth.workflow.errors import NoTriesLeft, ReasonNeeded, TriesRemain
from booth.workflow.likeness import prepared_or_none, upright
from booth.workflow.prints import UNPRESENTED, VERIFY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from booth.devices.ports import FingerImage
    from booth.workflow.prints import FingerWork
    from booth.workflow.record import Record

POOR_BELOW = 20  # quality under which "no match" says nothing about the finger
_REASON = "verify.reason"


class Outcome(Enum):
    """What one presentation showed. The value is the English source text.

    A good print that is none of the fingers taken is a STRANGER's; one that is neither good nor bad did not match, and
    of a bad one nothing can be said.
    """

    MATCHED = N_("The finger matches.")
    OTHER_FINGER = N_("This looks like the {other}. Lay the {finger} on the glass.")
    STRANGER = N_("This finger belongs to none of the {count} fingers taken. Is it the same person?")
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
    others: tuple[Finger | None, ...] = ()  # which other finger of the recording each looked like

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
    other: Finger | None = None
    taken: int = 0  # fingers that it was compared with

    @property
    def advice(self) -> str:
        """Source text; its fields are `other`, `finger` and `count`."""
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
        shown = sorted(self._record.captures(VERIFY), key=lambda c: c.attempt)
        return {
            finger: VerifyState(
                finger,
                self._of,
                tuple(Outcome[str(c.meta["outcome"])] for c in shown if c.key == finger.slug),
                tuple(int(c.meta["score"]) for c in shown if c.key == finger.slug),
                tuple(_finger(c.meta.get("other")) for c in shown if c.key == finger.slug),
            )
            for finger in wanted
        }

    @property
    def next_finger(self) -> Finger | None:
        """None when nothing is left or nothing can be presented, and while crossed fingers wait for a decision.

        A finger that looked like the other one twice lets that one go first: perhaps they were confused at capture.
        """
        if self.crossed is not None or self._record.note(UNPRESENTED):
            return None
        states = self.states()
        left = [state for state in states.values() if not state.done]
        if len(left) > 1 and len(left[0].others) > 1 and set(left[0].others[-2:]) == {left[1].finger}:
            return left[1].finger
        return left[0].finger if left else None

    @property
    def crossed(self) -> tuple[Finger, Finger] | None:
        """The two fingers, where each looked like the print taken of the other: they were confused at capture."""
        states = list(self.states().values())
        if len(states) < 2 or any(state.matched for state in states):
            return None
        first, second = states
        met = second.finger in first.others and first.finger in second.others
        return (first.finger, second.finger) if met else None

    @property
    def matched(self) -> bool:
        """Every finger asked for matched, and there was at least one."""
        states = self.states()
        return bool(states) and all(state.matched for state in states.values())

    @property
    def needs_reason(self) -> bool:
        """All tries are used, no finger exists, or none can be presented, and not everything matched."""
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
        assessed = assess(image.pixels, image.ppi)
        image, quality = upright(image, assessed), assessed.score
        outcome, score, other = self._judge(finger, image, quality)
        attempt = len(state.outcomes) + 1
        meta = {
            "outcome": outcome.name,
            "score": score,
            "quality": quality,
            "other": other.slug if other else "",
            "method": available_methods()[0].value,
            "ppi": image.ppi,
            "serial": image.serial,
        }
        with self._record.change() as change:
            change.content_changed()
            change.put(VERIFY, finger.slug, attempt, encode_png(image.pixels, image.ppi), meta)
            change.set_note(UNPRESENTED, "")
            if outcome is Outcome.MATCHED:
                change.set_note(_REASON, "")
        taken = len(self._fingers.captured)
        return VerifyResult(finger, outcome, attempt, self._of, score, self.next_finger, other, taken)

    def go_on_with_reason(self, reason: str) -> None:
        """Go on without a match after all tries. Raises `ReasonNeeded` when empty, `TriesRemain` when too early."""
        if not self.needs_reason:
            raise TriesRemain(VERIFY)
        self._go_on(reason, self._record.note(UNPRESENTED))

    def go_on_unpresented(self, reason: str) -> None:
        """Go on although tries are left: the scanner does not work. Raises `ReasonNeeded` when empty.

        `again`, and prints that are taken anew, ask for the fingers once more.
        """
        self._go_on(reason, "yes")

    def again(self) -> None:
        """Forget all presentations and begin the verification again."""
        with self._record.change() as change:
            change.drop(VERIFY)
            change.set_note(UNPRESENTED, "")
            change.set_note(_REASON, "")
            change.content_changed()

    def exchange(self, pairs: Sequence[tuple[Finger, Finger]]) -> None:
        """The prints were confused at capture: see `FingerWork.exchange`. The verification begins again."""
        self._fingers.exchange(pairs)
        self.again()

    @property
    def exchanged(self) -> tuple[tuple[Finger, Finger], ...]:
        """The pairs exchanged and not exchanged back."""
        return self._fingers.exchanged

    @property
    def methods(self) -> tuple[str, ...]:
        """How the presentations were compared."""
        return tuple(sorted({str(c.meta.get("method", "")) for c in self._record.captures(VERIFY)} - {""}))

    def _go_on(self, reason: str, unpresented: str) -> None:
        if not reason.strip():
            raise ReasonNeeded(VERIFY)
        with self._record.change() as change:
            change.set_note(_REASON, reason.strip())
            change.set_note(UNPRESENTED, unpresented)
            change.content_changed()

    def _judge(self, finger: Finger, image: FingerImage, quality: int) -> tuple[Outcome, int, Finger | None]:
        """Outcome, score, and which other finger it looks like."""
        probe = prepared_or_none(FingerSample(image.pixels, image.ppi))
        if probe is None:
            return Outcome.POOR, 0, None
        gallery = self._fingers.gallery.tries(finger)
        if not gallery:
            return Outcome.UNAVAILABLE, 0, None
        found = verify_prepared(probe, gallery)
        score = round(found.score)
        if found.matched:
            return Outcome.MATCHED, score, None
        states = self._fingers.states().items()
        others = [(f, s.best.attempt) for f, s in states if f is not finger and s.missing is None and s.best]
        other = self._fingers.gallery.looks_like(probe, others)
        if other is not None:
            return Outcome.OTHER_FINGER, score, other
        if quality < POOR_BELOW or not found.reliable:
            return Outcome.POOR, score, None
        good = quality >= self._fingers.limit
        return Outcome.STRANGER if good else Outcome.NOT_MATCHED, score, None


def mirrored(pair: tuple[Finger, Finger]) -> tuple[tuple[Finger, Finger], ...]:
    """All five pairs of the two hands, where the pair is one finger of both hands; else nothing."""
    hand = len(Finger) // 2
    if abs(pair[0] - pair[1]) != hand:
        return ()
    return tuple((Finger(place), Finger(place + hand)) for place in range(1, hand + 1))


def _finger(slug: object) -> Finger | None:
    return Finger[str(slug).upper()] if slug else None
