"""The two eyes, and why an iris may be missing."""

from __future__ import annotations

from enum import Enum, IntEnum

from booth.domain.errors import N_


class Eye(IntEnum):
    """Eye position; the value is the code of ISO/IEC 19794-6:2011."""

    RIGHT = 1
    LEFT = 2

    @property
    def slug(self) -> str:
        """`right`: the name in packets and files."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The English source text for the screen; translate before showing."""
        return {Eye.RIGHT: N_("Right eye"), Eye.LEFT: N_("Left eye")}[self]


class MissingEye(Enum):
    """Why an iris cannot be captured ("cannot, because …"); the value is the English source text."""

    LOST = N_("Eye missing or artificial")
    DISEASE = N_("Eye disease")
    CLOSED = N_("Cannot be opened or held still")
    BEDRIDDEN = N_("Resident is bedridden")
    SCANNER = N_("The iris scanner does not work")
    OTHER = N_("Other reason, noted")
