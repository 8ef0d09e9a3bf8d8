"""What a list of residents shows beside each name, before anybody is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.jurisdiction import may_be_recorded, records_here
from booth.domain.national import NationalState
from booth.domain.nik import age_on

if TYPE_CHECKING:
    from datetime import date

    from booth.domain.national import NationalRecord
    from booth.domain.resident import Resident
    from booth.workflow.desk import Desk


class Mark(Enum):
    """Why a resident cannot be recorded here; the value is the source text."""

    RECORDED = N_("recorded already")
    OUTSIDE = N_("other kecamatan")
    TOO_YOUNG = N_("under age")


@dataclass(frozen=True)
class Hit:
    """One resident found. `age` in full years today; `national` what became of an earlier recording, where known."""

    resident: Resident
    age: int
    mark: Mark | None
    national: NationalRecord | None = None


def find(desk: Desk, text: str) -> list[Hit]:
    """`Desk.search` with age and mark. Raises what that raises."""
    today, kecamatan = desk.day(), desk.identity.kecamatan
    known = desk.vault.national.get
    return [
        Hit(r, age_on(r.tanggal_lahir, today), mark_of(r, today, kecamatan, national), national)
        for r in desk.search(text)
        for national in (known(r.nik),)
    ]


def mark_of(
    resident: Resident, today: date, kecamatan: tuple[str, ...], national: NationalRecord | None = None
) -> Mark | None:
    """The gravest mark; `kecamatan` are the codes this booth serves. The centre's word on a recording is the last."""
    state = national.state if national else None
    told = None if state is None or state is NationalState.UNREGISTERED else state.recorded
    if resident.recorded_before if told is None else told:
        return Mark.RECORDED
    if not records_here(resident, kecamatan):
        return Mark.OUTSIDE
    if not may_be_recorded(resident.tanggal_lahir, resident.marital_status, today):
        return Mark.TOO_YOUNG
    return None
