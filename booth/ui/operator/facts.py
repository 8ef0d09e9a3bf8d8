"""Biodata in words: as they are read aloud, and as one field stands in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.resident import FIELDS, Field, Kind
from booth.ui.kit.lines import grouped
from booth.workflow.codes import code_label, village_label
from resources.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booth.domain.resident import Resident
    from booth.workflow.corrections import Correction

_ELSEWHERE = {"nik", "nama_lengkap", "rw", "status_rekam"}


def facts_of(resident: Resident) -> list[tuple[str, str]]:
    """(label, value) as they are read aloud; name and NIK stand above them."""
    row = resident.to_row()
    facts = []
    for field in FIELDS:
        if field.name == "rt":
            facts.append((N_("RT/RW"), f"{row['rt']}/{row['rw']}"))
        elif field.name not in _ELSEWHERE:
            facts.append((field.label, shown_value(field, row[field.name])))
    return facts


def shown_value(field: Field, text: str) -> str:
    """A field's text (as in a row of the register) as it is read aloud."""
    if field.kind is Kind.CODE:
        return code_label(field.codes, text) if text else ""
    if field.kind is Kind.REGION:
        return village_label(text)
    return grouped(text) if field.kind in {Kind.NIK, Kind.KK} else text


def old_and_new(corrections: Sequence[Correction]) -> list[tuple[str, str]]:
    """(label, "old → new") of each correction, in the order of the biodata; labels are source texts."""
    by_field = {each.field: each for each in corrections}
    return [
        (field.label, f"{shown_value(field, made.old) or '–'} → {shown_value(field, made.new) or '–'}")
        for field in FIELDS
        if (made := by_field.get(field.name)) is not None
    ]
