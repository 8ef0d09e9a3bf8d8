"""Step fingers: up to N tries a finger, the best kept for the packet, and a way out for a finger that cannot.

Template and WSQ of the best try are made when it is captured, so that saving has nothing left to compute.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from booth.biometrics.images import encode_png
from booth.biometrics.nbis import NbisFailed, NbisMissing
from booth.biometrics.quality import Quality, QualityMethod, QualityReason, assess
from booth.biometrics.templates import extract
from booth.biometrics.wsq_files import encode_wsq
from booth.domain.errors import N_
from booth.domain.fingers import CAPTURE_ORDER, Finger, MissingReason
from booth.workflow.errors import NoTriesLeft, ReasonNeeded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booth.devices.ports import FingerImage
    from booth.store.drafts import Capture
    from booth.workflow.record import Change, Record

KIND = "finger"
WSQ = "wsq"
TEMPLATE = "template"
MISSING = "missing"
VERIFY = "verify"

ADVICE_GOOD = N_("Good. Lift the finger.")
ADVICE_BEST = N_("All tries used: the best one goes on. Lift the finger.")
ADVICE_AGAIN = N_("Not clear enough. Wipe finger and glass, then press again.")


@dataclass(frozen=True)
class Try:
    """One try of a finger: its quality (0–100) with method and reasons, and where the image came from."""

    attempt: int
    quality: Quality
    ppi: int
    width: int
    height: int
    device: str
    serial: str
    seconds: float
    baud: int

    @classmethod
    def of(cls, capture: Capture) -> Try:
        meta = capture.meta
        reasons = tuple(QualityReason[name] for name in meta["reasons"])
        return cls(
            attempt=capture.attempt,
            quality=Quality(int(meta["score"]), QualityMethod(meta["method"]), reasons),
            ppi=int(meta["ppi"]),
            width=int(meta["width"]),
            height=int(meta["height"]),
            device=str(meta["device"]),
            serial=str(meta["serial"]),
            seconds=float(meta["seconds"]),
            baud=int(meta["baud"]),
        )


@dataclass(frozen=True)
class FingerState:
    """One finger as the screen shows it. `limit` is the quality aimed at, `of` the tries allowed."""

    finger: Finger
    limit: int
    of: int
    tries: tuple[Try, ...] = ()
    missing: MissingReason | None = None
    note: str = ""

    @property
    def best(self) -> Try | None:
        """The try with the highest quality, the newest among equals."""
        return max(self.tries, key=lambda t: (t.quality.score, t.attempt), default=None)

    @property
    def passed(self) -> bool:
        return self.best is not None and self.best.quality.score >= self.limit

    @property
    def exhausted(self) -> bool:
        return len(self.tries) >= self.of

    @property
    def flagged(self) -> bool:
        """The best of all tries goes on although it is below the limit."""
        return self.exhausted and not self.passed

    @property
    def done(self) -> bool:
        return self.missing is not None or self.passed or self.exhausted


@dataclass(frozen=True)
class TryResult:
    """What a try brought. `advice` is a source text; `next_finger` the one to ask for, None when all are done."""

    finger: Finger
    attempt: int
    of: int
    quality: Quality
    best: Quality
    passed: bool
    done: bool
    next_finger: Finger | None
    advice: str


@dataclass
class _Tries:
    tries: list[Try] = field(default_factory=list)
    missing: MissingReason | None = None
    note: str = ""


class FingerWork:
    """The fingers of one recording. Slow calls (`add_try`, 0.3 s) belong on a worker thread."""

    def __init__(self, record: Record, *, quality_limit: int, tries: int) -> None:
        self._record = record
        self._limit = quality_limit
        self._of = tries
        self._held: dict[Finger, _Tries] = {finger: _Tries() for finger in CAPTURE_ORDER}
        for capture in sorted(record.captures(KIND), key=lambda c: c.attempt):
            self._held[Finger[capture.key.upper()]].tries.append(Try.of(capture))
        for capture in record.captures(MISSING):
            held = self._held[Finger[capture.key.upper()]]
            held.missing = MissingReason[str(capture.meta["reason"])]
            held.note = str(capture.meta["note"])

    def state(self, finger: Finger) -> FingerState:
        held = self._held[finger]
        return FingerState(finger, self._limit, self._of, tuple(held.tries), held.missing, held.note)

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

        A finger marked as missing is captured after all. Raises `NoTriesLeft`, `ImageRejected` (nothing kept).
        """
        held = self._held[finger]
        if len(held.tries) >= self._of:
            raise NoTriesLeft(finger.slug, limit=self._of)
        quality = assess(image.pixels, image.ppi)
        attempt = len(held.tries) + 1
        height, width = image.pixels.shape
        one = Try(attempt, quality, image.ppi, width, height, image.device, image.serial, image.seconds, image.baud)
        best = self.state(finger).best
        leads = best is None or quality.score >= best.quality.score
        png = encode_png(image.pixels, image.ppi)
        wsq = encode_wsq(image.pixels, image.ppi) if leads else b""
        template = _template(image, finger, quality.score) if leads else b""
        with self._record.change() as change:
            change.drop(MISSING, finger.slug)
            change.put(KIND, finger.slug, attempt, png, _meta(one))
            if leads:
                change.put(WSQ, finger.slug, 1, wsq, {})
                change.drop(TEMPLATE, finger.slug)
                if template:
                    change.put(TEMPLATE, finger.slug, 1, template, {})
            self._touched(change, finger)
        held.tries.append(one)
        held.missing, held.note = None, ""
        return self._result(finger, one)

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
        again = int(self._record.note(_redone(finger), "0")) + 1
        with self._record.change() as change:
            for kind in (KIND, WSQ, TEMPLATE, MISSING):
                change.drop(kind, finger.slug)
            change.set_note(_redone(finger), str(again))
            self._touched(change, finger)
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

    def _touched(self, change: Change, finger: Finger) -> None:
        change.drop(VERIFY, finger.slug)
        change.content_changed()

    def _result(self, finger: Finger, one: Try) -> TryResult:
        state = self.state(finger)
        best = state.best or one
        if state.passed:
            advice = ADVICE_GOOD
        elif state.exhausted:
            advice = ADVICE_BEST
        else:
            advice = one.quality.reasons[0].value if one.quality.reasons else ADVICE_AGAIN
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


def _template(image: FingerImage, finger: Finger, score: int) -> bytes:
    """Empty where this computer cannot extract one or the print shows nothing; the image goes all the same."""
    try:
        return extract(image.pixels, image.ppi, finger, quality=score)
    except (NbisMissing, NbisFailed):
        return b""


def _redone(finger: Finger) -> str:
    return f"redone.{finger.slug}"


def _meta(one: Try) -> dict[str, object]:
    return {
        "score": one.quality.score,
        "method": one.quality.method.value,
        "reasons": [reason.name for reason in one.quality.reasons],
        "ppi": one.ppi,
        "width": one.width,
        "height": one.height,
        "device": one.device,
        "serial": one.serial,
        "seconds": round(one.seconds, 3),
        "baud": one.baud,
    }
