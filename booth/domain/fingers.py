"""The ten finger positions with their ISO codes, the order of capture, and why a finger may be missing."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from booth.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Collection


class Finger(IntEnum):
    """Finger position; the value is the code of ISO/IEC 19794-2, table 2 (and ANSI/NIST-ITL)."""

    RIGHT_THUMB = 1
    RIGHT_INDEX = 2
    RIGHT_MIDDLE = 3
    RIGHT_RING = 4
    RIGHT_LITTLE = 5
    LEFT_THUMB = 6
    LEFT_INDEX = 7
    LEFT_MIDDLE = 8
    LEFT_RING = 9
    LEFT_LITTLE = 10

    @property
    def slug(self) -> str:
        """`right_index`: the name in packets and files."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The English source text for the screen; translate before showing."""
        return _LABELS[self]

    @property
    def is_right(self) -> bool:
        return self <= Finger.RIGHT_LITTLE


_LABELS = {
    Finger.RIGHT_THUMB: N_("Right thumb"),
    Finger.RIGHT_INDEX: N_("Right index finger"),
    Finger.RIGHT_MIDDLE: N_("Right middle finger"),
    Finger.RIGHT_RING: N_("Right ring finger"),
    Finger.RIGHT_LITTLE: N_("Right little finger"),
    Finger.LEFT_THUMB: N_("Left thumb"),
    Finger.LEFT_INDEX: N_("Left index finger"),
    Finger.LEFT_MIDDLE: N_("Left middle finger"),
    Finger.LEFT_RING: N_("Left ring finger"),
    Finger.LEFT_LITTLE: N_("Left little finger"),
}

CAPTURE_ORDER: tuple[Finger, ...] = tuple(Finger)


class Slap(Enum):
    """What a ten-print scanner takes at once; the value is the English source text for the screen."""

    RIGHT_FOUR = N_("Right four fingers")
    LEFT_FOUR = N_("Left four fingers")
    THUMBS = N_("Both thumbs")

    @property
    def fingers(self) -> tuple[Finger, ...]:
        """Index to little finger, or left thumb and right thumb: the order of SBI's answers."""
        return _SLAPS[self]

    @classmethod
    def of(cls, finger: Finger) -> Slap:
        """The slap that `finger` belongs to."""
        return next(slap for slap in cls if finger in slap.fingers)


_SLAPS = {
    Slap.RIGHT_FOUR: (Finger.RIGHT_INDEX, Finger.RIGHT_MIDDLE, Finger.RIGHT_RING, Finger.RIGHT_LITTLE),
    Slap.LEFT_FOUR: (Finger.LEFT_INDEX, Finger.LEFT_MIDDLE, Finger.LEFT_RING, Finger.LEFT_LITTLE),
    Slap.THUMBS: (Finger.LEFT_THUMB, Finger.RIGHT_THUMB),
}

# The chip stores two prints: right and left index, or the next best finger of the same hand first.
_CHIP_PREFERENCE_RIGHT = (
    Finger.RIGHT_INDEX,
    Finger.RIGHT_THUMB,
    Finger.RIGHT_MIDDLE,
    Finger.RIGHT_RING,
    Finger.RIGHT_LITTLE,
)
_CHIP_PREFERENCE_LEFT = (
    Finger.LEFT_INDEX,
    Finger.LEFT_THUMB,
    Finger.LEFT_MIDDLE,
    Finger.LEFT_RING,
    Finger.LEFT_LITTLE,
)


class MissingReason(Enum):
    """Why a finger cannot be captured ("cannot, because …"); the value is the English source text."""

    AMPUTATED = N_("Finger missing")
    BANDAGED = N_("Bandaged or injured")
    DEFORMED = N_("Deformed or stiff")
    WORN = N_("Calloused or worn: no print after several tries")
    BEDRIDDEN = N_("Resident is bedridden")
    OTHER = N_("Other reason, noted")


def verification_fingers(captured: Collection[Finger]) -> tuple[Finger, ...]:
    """The two fingers to present once more and to store on the chip; fewer only where fewer were captured.

    Right and left index; where one is missing, the next best finger of that hand, and where a hand has none,
    the next best of the other.
    """
    right = [f for f in _CHIP_PREFERENCE_RIGHT if f in captured]
    left = [f for f in _CHIP_PREFERENCE_LEFT if f in captured]
    chosen = right[:1] + left[:1]
    spare = right[1:] + left[1:]
    return tuple(chosen + spare[: 2 - len(chosen)])
