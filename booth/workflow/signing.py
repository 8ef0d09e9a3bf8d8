"""The resident's two signatures: one for the card, one for "the data is correct"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.workflow import ink
from booth.workflow.errors import NothingDrawn, ReasonNeeded

if TYPE_CHECKING:
    from booth.devices.ports import Strokes
    from booth.workflow.record import Record


class SignReason(Enum):
    """Why a resident cannot sign; the value is the English source text. A thumb mark stands in."""

    CANNOT_WRITE = N_("Cannot write")
    HAND_INJURED = N_("Hand injured or paralysed")
    BEDRIDDEN = N_("Resident is bedridden")
    OTHER = N_("Other reason, noted")


class Purpose(Enum):
    """Which signature; the value is the kind of capture and the name of the file in the packet."""

    CARD = "signature"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True)
class SignState:
    """A signature as it stands: strokes, or a reason why there are none, or neither yet."""

    strokes: Strokes = ()
    reason: SignReason | None = None
    note: str = ""

    @property
    def done(self) -> bool:
        return bool(self.strokes) or self.reason is not None


class SignatureWork:
    """One of the two signatures of a recording."""

    def __init__(self, record: Record, purpose: Purpose) -> None:
        self._record = record
        self.purpose = purpose

    def state(self) -> SignState:
        for capture in self._record.captures(self.purpose.value):
            if capture.key == _UNABLE:
                return SignState((), SignReason[str(capture.meta["reason"])], str(capture.meta["note"]))
            return SignState(ink.unpack(capture.data))
        return SignState()

    @property
    def missing(self) -> str:
        """What is still lacking, as a source text; empty when it is there."""
        if self.state().done:
            return ""
        if self.purpose is Purpose.CARD:
            return N_("the resident signs, or a reason why not.")
        return N_("the resident signs that the data are correct.")

    def sign(self, strokes: Strokes, *, all_the_same: bool = False) -> None:
        """Keep `strokes` in place of what was there.

        Raises `NothingDrawn` where they are a slip of the hand: with `all_the_same` only where there are none.
        """
        drawn = tuple(stroke for stroke in strokes if stroke)
        if not drawn or (not all_the_same and ink.judge(drawn) is not None):
            raise NothingDrawn(self.purpose.value)
        self._keep(_STROKES, ink.pack(drawn), {"strokes": len(drawn), "seconds": round(ink.seconds(drawn), 2)})

    def unable(self, reason: SignReason, note: str = "") -> None:
        """ "Cannot, because …": a thumb mark stands in. Raises `ReasonNeeded` where OTHER has no note."""
        note = note.strip()
        if reason is SignReason.OTHER and not note:
            raise ReasonNeeded(self.purpose.value)
        self._keep(_UNABLE, b"", {"reason": reason.name, "note": note})

    def clear(self) -> None:
        """Take the signature away."""
        with self._record.change() as change:
            change.drop(self.purpose.value)
            if self.purpose is Purpose.CARD:
                change.content_changed()

    def _keep(self, key: str, data: bytes, meta: dict[str, object]) -> None:
        with self._record.change() as change:
            change.drop(self.purpose.value)
            if self.purpose is Purpose.CARD:
                change.content_changed()
            change.put(self.purpose.value, key, 1, data, meta)


_STROKES = "strokes"
_UNABLE = "unable"
