"""Step iris: both eyes, several tries, the best by the device's own judgement, and a way out for an eye that cannot.

The record that goes into the packet is the device's, byte for byte, because the device signed it. A draft keeps what
was taken although the setting changed: the step goes with the scanner, the irises stay and are sent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2

from booth.domain.errors import N_
from booth.domain.eyes import Eye, MissingEye
from booth.workflow.errors import NoTriesLeft, ReasonNeeded

if TYPE_CHECKING:
    from booth.devices.ports import IrisImage
    from booth.store.drafts import Capture
    from booth.workflow.record import Record

KIND = "iris"  # key: `Eye.slug`; the ISO/IEC 19794-6 record
PICTURE = "iris.picture"  # the same as PNG, for the screen
MISSING = "iris.missing"  # meta holds reason and note


@dataclass(frozen=True)
class IrisTry:
    """One try of an eye; `quality` 0–100 as the device gave it, None where it gave none."""

    attempt: int
    quality: int | None
    device: str
    serial: str
    evidence: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, capture: Capture) -> IrisTry:
        meta = capture.meta
        quality = meta["quality"]
        evidence = {str(key): str(text) for key, text in meta["evidence"].items()}
        score = None if quality is None else int(quality)
        return cls(capture.attempt, score, str(meta["device"]), str(meta["serial"]), evidence)

    def to_meta(self) -> dict[str, object]:
        """What is stored beside the record; `of` reads it."""
        return {
            "quality": self.quality,
            "device": self.device,
            "serial": self.serial,
            "evidence": dict(self.evidence),
        }


@dataclass(frozen=True)
class EyeState:
    """One eye as the screen shows it; `of` are the tries allowed."""

    eye: Eye
    of: int
    tries: tuple[IrisTry, ...] = ()
    missing: MissingEye | None = None
    note: str = ""

    @property
    def best(self) -> IrisTry | None:
        """The try with the highest quality, the newest among equals."""
        return max(self.tries, key=lambda t: (-1 if t.quality is None else t.quality, t.attempt), default=None)

    @property
    def exhausted(self) -> bool:
        return len(self.tries) >= self.of

    @property
    def done(self) -> bool:
        """The device takes a picture of its own accord when it is good enough, and the best it had otherwise."""
        return self.missing is not None or self.best is not None


@dataclass
class _Held:
    tries: list[IrisTry] = field(default_factory=list)
    missing: MissingEye | None = None
    note: str = ""


class IrisWork:
    """The irises of one recording."""

    def __init__(self, record: Record, *, tries: int) -> None:
        self._record = record
        self._of = tries
        self._held = {eye: _Held() for eye in Eye}
        for capture in sorted(record.captures(KIND), key=lambda c: c.attempt):
            self._held[Eye[capture.key.upper()]].tries.append(IrisTry.of(capture))
        for capture in record.captures(MISSING):
            held = self._held[Eye[capture.key.upper()]]
            held.missing = MissingEye[str(capture.meta["reason"])]
            held.note = str(capture.meta["note"])

    def state(self, eye: Eye) -> EyeState:
        held = self._held[eye]
        return EyeState(eye, self._of, tuple(held.tries), held.missing, held.note)

    def states(self) -> Mapping[Eye, EyeState]:
        """Right, then left."""
        return {eye: self.state(eye) for eye in Eye}

    @property
    def wanted(self) -> tuple[Eye, ...]:
        """The eyes to ask the scanner for: those that are not done."""
        return tuple(eye for eye, state in self.states().items() if not state.done)

    @property
    def again(self) -> tuple[Eye, ...]:
        """The eyes that may be taken once more, although they are done."""
        return tuple(eye for eye, state in self.states().items() if state.missing is None and not state.exhausted)

    @property
    def captured(self) -> tuple[Eye, ...]:
        """The eyes that go into the packet."""
        return tuple(eye for eye, state in self.states().items() if state.missing is None and state.best is not None)

    @property
    def missing(self) -> str:
        """What this step still lacks, as a source text; empty when it is finished."""
        return N_("both eyes need a picture, or a reason why not.") if self.wanted else ""

    @property
    def exceptions(self) -> int:
        return sum(state.missing is not None for state in self.states().values())

    @property
    def retakes(self) -> int:
        """Tries after the first of each eye."""
        return sum(max(len(held.tries) - 1, 0) for held in self._held.values())

    def add(self, images: Mapping[Eye, IrisImage]) -> Mapping[Eye, EyeState]:
        """Keep what the scanner gave at once; an eye marked as missing was captured after all.

        Raises `NoTriesLeft` where one of these eyes has no try left; nothing is kept then.
        """
        for eye in images:
            if self.state(eye).exhausted:
                raise NoTriesLeft(eye.slug, limit=self._of)
        pictures = {eye: _png(image) for eye, image in images.items()}
        made = {
            eye: IrisTry(
                len(self._held[eye].tries) + 1, image.quality, image.device, image.serial, dict(image.evidence)
            )
            for eye, image in images.items()
        }
        with self._record.change() as change:
            for eye, one in made.items():
                change.drop(MISSING, eye.slug)
                change.put(KIND, eye.slug, one.attempt, images[eye].record, one.to_meta())
                change.put(PICTURE, eye.slug, one.attempt, pictures[eye], {})
            change.content_changed()
        for eye, one in made.items():
            held = self._held[eye]
            held.tries.append(one)
            held.missing, held.note = None, ""
        return self.states()

    def mark_missing(self, eyes: Collection[Eye], reason: MissingEye, note: str = "") -> None:
        """ "Cannot, because …" for these eyes; tries made so far are kept but not sent.

        Raises `ReasonNeeded` where `reason` is OTHER without a note.
        """
        note = note.strip()
        if reason is MissingEye.OTHER and not note:
            raise ReasonNeeded(KIND)
        with self._record.change() as change:
            for eye in eyes:
                change.put(MISSING, eye.slug, 1, b"", {"reason": reason.name, "note": note})
            change.content_changed()
        for eye in eyes:
            self._held[eye].missing, self._held[eye].note = reason, note

    def unmark_missing(self, eyes: Collection[Eye]) -> None:
        """Undo `mark_missing`; the tries made before count again."""
        with self._record.change() as change:
            for eye in eyes:
                change.drop(MISSING, eye.slug)
            change.content_changed()
        for eye in eyes:
            self._held[eye].missing, self._held[eye].note = None, ""

    def redo(self, eyes: Collection[Eye]) -> None:
        """Throw away all tries and marks of these eyes and begin them again."""
        with self._record.change() as change:
            for eye in eyes:
                for kind in (KIND, PICTURE, MISSING):
                    change.drop(kind, eye.slug)
            change.content_changed()
        for eye in eyes:
            self._held[eye] = _Held()

    def pictures(self) -> dict[Eye, bytes]:
        """The PNG of the best try of every eye that has one."""
        return self._best(PICTURE, tuple(Eye))

    def records(self) -> dict[Eye, bytes]:
        """The ISO/IEC 19794-6 record of the best try of every eye that is sent."""
        return self._best(KIND, self.captured)

    def _best(self, kind: str, eyes: Collection[Eye]) -> dict[Eye, bytes]:
        found = {(c.key, c.attempt): c.data for c in self._record.captures(kind)}
        best = {eye: self.state(eye).best for eye in eyes}
        return {eye: found[eye.slug, one.attempt] for eye, one in best.items() if one is not None}


def _png(image: IrisImage) -> bytes:
    return cv2.imencode(".png", image.pixels)[1].tobytes()
