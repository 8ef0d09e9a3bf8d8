"""What a list of residents shows beside each name, before anybody is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.jurisdiction import may_be_recorded, records_here
from booth.domain.nik import age_on

if TYPE_CHECKING:
    from datetime import date

    from booth.domain.resident import Resident
    from booth.workflow.desk import Desk


class Mark(Enum):
    """Why a resident cannot be recorded here; the value is the source text."""

    RECORDED = N_("recorded already")
    OUTSIDE = N_("other kecamatan")
    TOO_YOUNG = N_("under age")


@dataclass(frozen=True)
class Hit:
    """One resident found. `age` in full years today."""

    resident: Resident
    age: int
    mark: Mark | None


def find(desk: Desk, text: str) -> list[Hit]:
    """`Desk.search` with age and mark. Raises what that raises."""
    today, kecamatan = desk.day(), desk.identity.kecamatan
    return [Hit(r, age_on(r.tanggal_lahir, today), mark_of(r, today, kecamatan)) for r in desk.search(text)]


def mark_of(resident: Resident, today: date, kecamatan: tuple[str, ...]) -> Mark | None:
    """The gravest mark; `kecamatan` are the codes this booth serves."""
    if resident.recorded_before:
        return Mark.RECORDED
    if not records_here(resident, kecamatan):
        return Mark.OUTSIDE
    if not may_be_recorded(resident.tanggal_lahir, resident.marital_status, today):
        return Mark.TOO_YOUNG
    return None
