"""Step fingers: up to N tries a finger, the best kept for the packet, and a way out for a finger that cannot.

Template and WSQ of the best try are made when it is captured, so that saving has nothing left to compute.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from booth.biometrics.platen import PlatenFinding, inspect
from booth.biometrics.quality import pass_limit
from booth.biometrics.templates import parse_template, write_template
from booth.domain.errors import N_
from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.workflow.errors import NoTriesLeft, ReasonNeeded
from booth.workflow.finger_states import FingerState, Try, TryResult
from booth.workflow.impressions import Impression, make, make_all
from booth.workflow.likeness import Gallery
from booth.workflow.slaps import SlapResult, next_ask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from booth.biometrics.images import Pixels
    from booth.devices.ports import FingerImage
    from booth.workflow.record import Change, Record
    from booth.workflow.slaps import Ask

__all__ = ["DUPLICATES", "KIND", "MISSING", "TEMPLATE", "WSQ", "FingerState", "FingerWork", "Try", "TryResult"]

KIND = "finger"
WSQ = "wsq"
TEMPLATE = "template"
MISSING = "missing"
VERIFY = "verify"
UNPRESENTED = "verify.unpresented"  # note: the verification goes on although fingers could not be presented
DUPLICATES = "duplicates"  # note: what the search among earlier recordings found
EXCHANGED = "exchanged"  # note: pairs of fingers whose prints were exchanged after capture
_NONE = "none"  # in place of a finger: compared, and like no other

ADVICE_GOOD = N_("Good. Lift the finger.")
ADVICE_BEST = N_("All tries used: the best one goes on. Lift the finger.")
ADVICE_AGAIN = N_("Not clear enough. Wipe finger and glass, then press again.")


@dataclass
class _Tries:
    tries: list[Try] = field(default_factory=list)
    missing: MissingReason | None = None
    note: str = ""


class FingerWork:
    """The fingers of one recording. Slow calls (`add_try`, `compare`) belong on a worker thread."""

    def __init__(self, record: Record, *, quality_limit: int, tries: int) -> None:
        self._record = record
        self.gallery = Gallery(self.images)
        self._limit = quality_limit
        self._of = tries
        self._held: dict[Finger, _Tries] = {finger: _Tries() for finger in CAPTURE_ORDER}
        for capture in sorted(record.captures(KIND), key=lambda c: c.attempt):
            self._held[Finger[capture.key.upper()]].tries.append(Try.of(capture))
        for capture in record.captures(MISSING):
            held = self._held[Finger[capture.key.upper()]]
            held.missing = MissingReason[str(capture.meta["reason"])]
            held.note = str(capture.meta["note"])

    @property
    def limit(self) -> int:
        """The quality aimed at, lowered for the small sensor that gave the prints; the setting before there are any."""
        return self._limit_of([one for held in self._held.values() for one in held.tries])

    def _limit_of(self, tries: Sequence[Try]) -> int:
        if not tries:
            return self._limit
        one = tries[-1]
        return pass_limit(self._limit, one.width, one.height, one.ppi)

    def state(self, finger: Finger) -> FingerState:
        held, alike = self._held[finger], self._record.note(_alike(finger), _NONE)
        doubled = None if alike == _NONE else Finger[alike.upper()]
        kept = self._record.note(_kept(finger))
        limit = self._limit_of(held.tries) if held.tries else self.limit
        return FingerState(finger, limit, self._of, tuple(held.tries), held.missing, held.note, doubled, kept)

    def states(self) -> Mapping[Finger, FingerState]:
        """All ten, in the order of capture."""
        return {finger: self.state(finger) for finger in CAPTURE_ORDER}

    @property
    def next_finger(self) -> Finger | None:
        """The first finger that is not done; None when all are."""
        return next((finger for finger, state in self.states().items() if not state.done), None)

    @property
    def captured(self) -> tuple[Finger, ...]:
        """The fingers that go into the packet."""
        return tuple(f for f, s in self.states().items() if s.missing is None and s.best is not None)

    @property
    def missing(self) -> str:
        """What this step still lacks, as a source text; empty when it is finished."""
        return N_("every finger needs a print, or a reason why not.") if self.next_finger is not None else ""

    def add_try(self, finger: Finger, image: FingerImage) -> TryResult:
        """Judge and keep one impression of `finger`.

        A finger marked as missing is captured after all; the print of another finger (`FingerState.again`) is replaced.
        Whether it is another finger is not looked at here: see `compare`. Raises `NoTriesLeft`, `ImageRejected`
        (nothing kept).
        """
        state = self.state(finger)
        if state.exhausted and not state.again:
            raise NoTriesLeft(finger.slug, limit=self._of)
        made = make(finger, image, self._to_beat(finger))
        return self._keep({finger: made})[finger]

    @property
    def next_ask(self) -> Ask | None:
        """What a ten-print scanner is to take next; None when all fingers are done."""
        return next_ask(self.states())

    def add_slap(self, ask: Ask, images: Mapping[Finger, FingerImage]) -> SlapResult:
        """Judge and keep the fingers that came at once, in one commit.

        Of a finger that is good already, or has no try left, only a better one is kept, as long as there is a try left.
        """
        states = self.states()
        wanted = {f: image for f, image in images.items() if not states[f].exhausted or states[f].again}
        found = make_all(wanted, {finger: self._to_beat(finger) for finger in wanted})
        made = {f: one for f, one in found.items() if isinstance(one, Impression)}
        kept = {f: one for f, one in made.items() if states[f].again or not states[f].passed or one.leads}
        results = self._keep(kept, slap=self._slaps + 1) if kept else {}
        return SlapResult(ask, results, {f: one for f, one in found.items() if not isinstance(one, Impression)})

    def _to_beat(self, finger: Finger) -> int:
        state = self.state(finger)
        return 0 if state.again or state.best is None else state.best.quality.score

    @property
    def _slaps(self) -> int:
        """Slaps taken so far."""
        return max((one.slap for held in self._held.values() for one in held.tries), default=0)

    def _keep(self, made: Mapping[Finger, Impression], *, slap: int = 0) -> dict[Finger, TryResult]:
        again = {finger for finger in made if self.state(finger).again}
        held = {finger: _Tries() if finger in again else self._held[finger] for finger in made}
        tries = {
            finger: Try.made(len(held[finger].tries) + 1, each.quality, each.image, slap)
            for finger, each in made.items()
        }
        with self._record.change() as change:
            for finger, each in made.items():
                one = tries[finger]
                change.drop(MISSING, finger.slug)
                if finger in again:
                    self._begin_again(change, finger)
                change.put(KIND, finger.slug, one.attempt, each.png, one.to_meta())
                if each.leads:
                    change.put(WSQ, finger.slug, 1, each.wsq, {})
                    change.drop(TEMPLATE, finger.slug)
                    if each.template:
                        change.put(TEMPLATE, finger.slug, 1, each.template, {})
                self._touched(change, finger)
        self.gallery.forget(*again)
        for finger, one in tries.items():
            if (prepared := made[finger].prepared) is not None:
                self.gallery.keep(finger, one.attempt, prepared)
            held[finger].tries.append(one)
            held[finger].missing, held[finger].note = None, ""
            self._held[finger] = held[finger]
        return {finger: self._result(finger, one, made[finger].image.pixels) for finger, one in tries.items()}

    def compare(self, finger: Finger) -> Finger | None:
        """Compare what was not compared yet with the best prints of all other fingers: of which other `finger` is one.

        After each `add_try` (0.1 s and 20–50 ms a finger), and once when a draft is resumed. Of two fingers that are
        alike the later one is marked. None where `finger` is like no other.
        """
        for one in reversed(self.captured):
            if self._record.note(_alike(one)):
                continue
            state = self.state(one)
            others = [
                (other, held.best.attempt)
                for other, held in self.states().items()
                if other is not one and held.missing is None and held.best is not None and held.doubled is not one
                if not _together(state, held.best)
            ]
            looked = sorted({len(state.tries), state.best.attempt if state.best else 1})
            seen = (self.gallery.looks_like(probe, others) for probe in self.gallery.some(one, looked))
            like = next((other for other in seen if other is not None), None)
            with self._record.change() as change:
                change.set_note(_alike(one), like.slug if like else _NONE)
        return self.state(finger).doubled

    def keep_all_the_same(self, finger: Finger, reason: str) -> Finger | None:
        """Keep a print that is surely another finger's. Returns the next finger. Raises `ReasonNeeded`."""
        if not reason.strip():
            raise ReasonNeeded(finger.slug)
        with self._record.change() as change:
            change.set_note(_kept(finger), reason.strip())
        return self.next_finger

    def exchange(self, pairs: Sequence[tuple[Finger, Finger]]) -> None:
        """Fingers were confused at capture: give each of a pair the tries and the mark of the other.

        Nothing is lost, and the same exchange once more undoes it. The verification begins again.
        """
        other = dict(pairs) | {b: a for a, b in pairs}
        moved = [c for kind in (KIND, WSQ, TEMPLATE, MISSING) for c in self._record.captures(kind)]
        moved = [c for c in moved if Finger[c.key.upper()] in other]
        notes = {
            name(new): _renamed(self._record.note(name(old)), other)
            for old, new in other.items()
            for name in (_redone, _alike, _kept)
        }
        with self._record.change() as change:
            for capture in moved:
                change.drop(capture.kind, capture.key)
            for capture in moved:
                finger = other[Finger[capture.key.upper()]]
                data = _positioned(capture.data, finger) if capture.kind == TEMPLATE else capture.data
                change.put(capture.kind, finger.slug, capture.attempt, data, capture.meta)
            for finger in CAPTURE_ORDER:
                if finger not in other:
                    change.set_note(_alike(finger), _renamed(self._record.note(_alike(finger)), other))
            for note, text in notes.items():
                change.set_note(note, text)
            change.set_note(EXCHANGED, _toggled(self._record.note(EXCHANGED), pairs))
            change.set_note(DUPLICATES, "")
            change.drop(VERIFY)
            change.set_note(UNPRESENTED, "")
            change.content_changed()
        self.gallery.forget(*other)
        self._held |= {new: self._held[old] for old, new in other.items()}

    @property
    def exchanged(self) -> tuple[tuple[Finger, Finger], ...]:
        """The pairs exchanged and not exchanged back."""
        return _pairs(self._record.note(EXCHANGED))

    def mark_missing(self, finger: Finger, reason: MissingReason, note: str = "") -> Finger | None:
        """ "Cannot, because …"; tries made so far are kept but not sent. Returns the next finger.

        Raises `ReasonNeeded` where `reason` is OTHER without a note.
        """
        note = note.strip()
        if reason is MissingReason.OTHER and not note:
            raise ReasonNeeded(finger.slug)
        with self._record.change() as change:
            change.put(MISSING, finger.slug, 1, b"", {"reason": reason.name, "note": note})
            self._touched(change, finger)
        self._held[finger].missing, self._held[finger].note = reason, note
        return self.next_finger

    def unmark_missing(self, finger: Finger) -> None:
        """Undo `mark_missing`; the tries made before count again."""
        with self._record.change() as change:
            change.drop(MISSING, finger.slug)
            self._touched(change, finger)
        self._held[finger].missing, self._held[finger].note = None, ""

    def redo(self, finger: Finger) -> None:
        """Throw away all tries and the mark of `finger` and begin it again (the wrong finger was on the glass)."""
        with self._record.change() as change:
            self._begin_again(change, finger)
            self._touched(change, finger)
        self.gallery.forget(finger)
        self._held[finger] = _Tries()

    @property
    def retakes(self) -> int:
        """Tries after the first of each finger, and fingers begun again."""
        more = sum(max(len(held.tries) - 1, 0) for held in self._held.values())
        return more + sum(int(self._record.note(_redone(finger), "0")) for finger in CAPTURE_ORDER)

    def images(self, finger: Finger) -> list[bytes]:
        """The PNGs of all tries kept, the first first."""
        found = [c for c in self._record.captures(KIND) if c.key == finger.slug]
        return [c.data for c in sorted(found, key=lambda c: c.attempt)]

    def best_image(self, finger: Finger) -> bytes | None:
        """The PNG of the best try, None where there is none."""
        best = self.state(finger).best
        return None if best is None else self.images(finger)[best.attempt - 1]

    def best_images(self) -> dict[Finger, bytes]:
        """The PNG of the best try of every finger that has one, read at once."""
        found = {(c.key, c.attempt): c.data for c in self._record.captures(KIND)}
        best = {finger: state.best for finger, state in self.states().items()}
        return {finger: found[finger.slug, one.attempt] for finger, one in best.items() if one is not None}

    def files(self) -> dict[Finger, tuple[bytes, bytes]]:
        """WSQ and ISO 19794-2 template of the best try of every finger that is sent; no template is b""."""
        wsq = {c.key: c.data for c in self._record.captures(WSQ)}
        templates = {c.key: c.data for c in self._record.captures(TEMPLATE)}
        return {finger: (wsq[finger.slug], templates.get(finger.slug, b"")) for finger in self.captured}

    def _begin_again(self, change: Change, finger: Finger) -> None:
        for kind in (KIND, WSQ, TEMPLATE, MISSING):
            change.drop(kind, finger.slug)
        change.set_note(_redone(finger), str(int(self._record.note(_redone(finger), "0")) + 1))

    def _touched(self, change: Change, finger: Finger) -> None:
        """What was found out about `finger` no longer holds, nor what was found out about others through it."""
        for other in CAPTURE_ORDER:
            if other is finger or self._record.note(_alike(other)) == finger.slug:
                change.set_note(_alike(other), "")
                change.set_note(_kept(other), "")
        change.set_note(DUPLICATES, "")
        change.drop(VERIFY, finger.slug)
        change.set_note(UNPRESENTED, "")
        change.content_changed()

    def _result(self, finger: Finger, one: Try, pixels: Pixels) -> TryResult:
        state = self.state(finger)
        best = state.best or one
        if state.passed:
            advice = ADVICE_GOOD
        elif state.exhausted:
            advice = ADVICE_BEST
        else:
            advice = one.quality.reasons[0].value if one.quality.reasons else ADVICE_AGAIN
            # A scanner that took the last print on its glass for a finger.
            if PlatenFinding.RESIDUE in inspect([pixels], one.ppi).findings:
                advice = PlatenFinding.RESIDUE.value
        return TryResult(
            finger,
            one.attempt,
            self._of,
            one.quality,
            best.quality,
            state.passed,
            state.done,
            self.next_finger if state.done else finger,
            advice,
        )


def _together(state: FingerState, other: Try) -> bool:
    """All tries lay on the glass beside the other one, at once: they are two fingers."""
    return other.slap > 0 and {one.slap for one in state.tries} == {other.slap}


def _redone(finger: Finger) -> str:
    return f"redone.{finger.slug}"


def _alike(finger: Finger) -> str:
    return f"alike.{finger.slug}"


def _kept(finger: Finger) -> str:
    return f"kept.{finger.slug}"


def _renamed(text: str, other: Mapping[Finger, Finger]) -> str:
    """A finger's name as it is after an exchange; any other text as it was."""
    return next((new.slug for old, new in other.items() if old.slug == text), text)


def _positioned(template: bytes, finger: Finger) -> bytes:
    """The template under another finger position."""
    return write_template(replace(parse_template(template), finger=finger))


def _toggled(text: str, pairs: Sequence[tuple[Finger, Finger]]) -> str:
    before = {frozenset(pair) for pair in _pairs(text)}
    after = sorted(sorted(pair) for pair in before ^ {frozenset(pair) for pair in pairs})
    return ",".join(f"{a.slug}:{b.slug}" for a, b in after)


def _pairs(text: str) -> tuple[tuple[Finger, Finger], ...]:
    names = [pair.split(":") for pair in text.split(",") if pair]
    return tuple((Finger[a.upper()], Finger[b.upper()]) for a, b in names)
