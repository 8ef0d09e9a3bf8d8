"""What became of a resident's recording at the national centre, in words: state, meaning, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.national import Cure
from booth.ui.kit.theme import Level
from booth.workflow.words import shown_when
from resources.i18n import N_, tr

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from booth.domain.national import NationalRecord

_LEVELS = {Cure.RECORD: Level.OFF, Cure.WAIT: Level.OFF, Cure.COLLECT: Level.GOOD, Cure.NONE: Level.GOOD}
_UNKNOWN = N_("This program does not know this word of the centre. Ask the office what it means.")


def state_level(record: NationalRecord) -> Level:
    """Whether anybody must act."""
    return Level.CARE if record.state is None else _LEVELS.get(record.state.cure, Level.CARE)


def state_label(record: NationalRecord) -> str:
    """The state in a few words."""
    return record.word if record.state is None else tr(record.state.label)


def state_title(record: NationalRecord, zone: ZoneInfo) -> str:
    """“KTP-el status: ready to print (PRR), as of 12-11-2026”."""
    if when := shown_when(record.as_of, zone):
        return tr("KTP-el status: {state}, as of {day}", state=state_label(record), day=when)
    return tr("KTP-el status: {state}", state=state_label(record))


def state_meaning(record: NationalRecord) -> str:
    """What it means, where it was recorded, and what to do."""
    if record.state is None:
        return tr(_UNKNOWN)
    said = [tr(record.state.meaning), tr(record.state.cure.value)]
    if record.place:
        said.insert(1, tr("Recorded at {place}.", place=record.place))
    return " ".join(said)
