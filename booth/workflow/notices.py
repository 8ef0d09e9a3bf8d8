"""What the operator must know before capture: rules of the domain and what this booth remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.jurisdiction import WAJIB_KTP_AGE, Finding, is_wajib_ktp, may_be_recorded, records_here
from booth.domain.national import NationalState
from booth.domain.nik import RECORDING_AGE, Nik, NumberWarning
from booth.workflow.words import shown_date, shown_day, shown_when, tr_text
from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Container
    from datetime import date
    from zoneinfo import ZoneInfo

    from booth.domain.national import NationalRecord
    from booth.domain.resident import Resident
    from booth.store.drafts import Draft
    from booth.store.recordings import Recording


class Severity(Enum):
    BLOCK = "block"  # no recording here
    CONFIRM = "confirm"  # ask the resident, then tick it off
    INFORM = "inform"  # worth knowing


class HereFinding(Enum):
    """What this booth remembers of a resident; the value is the English source text."""

    RECORDED_HERE = N_(
        "Recorded at this booth on {date}. One recording is for life: a second one is never processed. "
        "Give the proof of recording once more if it was lost."
    )
    RECORDED_ELSEWHERE = N_(
        "Already recorded, at {place} ({state}, {date}). One recording is for life: a second one is never processed."
    )
    FAILED_ELSEWHERE = N_(
        "Recorded before, at {place}, but no card comes of it ({state}, {date}). Record once more and write down why."
    )
    DRAFT_OPEN = N_("A recording of this resident was begun on {date} and is not finished. Resume that draft.")


@dataclass(frozen=True)
class Notice:
    """One thing to know. `code` names it in the draft; `recording` or `draft` is the id it is about."""

    code: str
    severity: Severity
    source: str
    params: dict[str, object] = field(default_factory=dict)
    recording: str = ""
    draft: str = ""

    @property
    def text(self) -> str:
        """The sentence in the language in use."""
        return tr_text(self.source, self.params)


def notices_for(
    resident: Resident,
    *,
    today: date,
    kecamatan: Collection[str],
    kecamatan_name: str,
    known: Container[str],
    historic: Container[str],
    recordings: Collection[Recording],
    drafts: Collection[Draft],
    by_hand: bool,
    zone: ZoneInfo,
    national: NationalRecord | None = None,
) -> tuple[Notice, ...]:
    """Every notice for `resident`, the gravest first.

    `kecamatan` are the codes this booth serves; `known` and `historic` NIK prefixes; `recordings` and `drafts` this
    booth's own of the same NIK; `zone` is the booth's; `national` what became of an earlier recording elsewhere.
    """
    found: list[Notice] = []
    if not records_here(resident, kecamatan):
        found.append(_finding(Finding.OUTSIDE, Severity.BLOCK, kecamatan=kecamatan_name))
    if recordings:
        newest = max(recordings, key=lambda r: r.saved_at)
        params: dict[str, object] = {"date": shown_day(newest.day)}
        found.append(_here(HereFinding.RECORDED_HERE, params, recording=newest.id))
    elif national is not None and (state := national.state) is not None and state is not NationalState.UNREGISTERED:
        found.append(_elsewhere(state, national, zone))
    elif resident.recorded_before:
        found.append(_finding(Finding.ALREADY_RECORDED, Severity.BLOCK))
    for draft in drafts:
        params = {"date": shown_date(draft.started_at.astimezone(zone).date())}
        found.append(_here(HereFinding.DRAFT_OPEN, params, draft=draft.id))
    found += _age(resident, today)
    warnings = Nik.parse(resident.nik).warnings(
        today=today, born=resident.tanggal_lahir, sex=resident.sex, known=known, historic=historic
    )
    found += [Notice(w.name, _WARNING_SEVERITY.get(w, Severity.CONFIRM), w.value) for w in warnings]
    if by_hand:
        found.append(_finding(Finding.NOT_IN_REGISTER, Severity.CONFIRM))
    order = list(Severity)
    return tuple(sorted(found, key=lambda notice: order.index(notice.severity)))


_WARNING_SEVERITY = {NumberWarning.PREFIX_HISTORIC: Severity.INFORM}


def _age(resident: Resident, today: date) -> list[Notice]:
    born = resident.tanggal_lahir
    if not may_be_recorded(born, resident.marital_status, today):
        day = shown_date(birthday(born, RECORDING_AGE))
        return [_finding(Finding.TOO_YOUNG, Severity.BLOCK, date=day)]
    if not is_wajib_ktp(born, resident.marital_status, today):
        return [_finding(Finding.FIRST_TIMER, Severity.INFORM, date=shown_date(birthday(born, WAJIB_KTP_AGE)))]
    return []


def birthday(born: date, age: int) -> date:
    """The day someone born on `born` becomes `age`; 1 March for 29 February where that year has none."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return born.replace(year=born.year + age, month=3, day=1)


def _finding(finding: Finding, severity: Severity, **params: object) -> Notice:
    return Notice(finding.name, severity, finding.value, params)


def _elsewhere(state: NationalState, national: NationalRecord, zone: ZoneInfo) -> Notice:
    """That somebody is recorded already stops it, whoever says so; that no card comes of it wants a second one."""
    params: dict[str, object] = {
        "place": national.place or "–",
        "state": tr(state.label),
        "date": shown_when(national.as_of, zone) or "–",
    }
    if state.recorded:
        source = HereFinding.RECORDED_ELSEWHERE.value
        return Notice(Finding.ALREADY_RECORDED.name, Severity.BLOCK, source, params)
    return Notice(HereFinding.FAILED_ELSEWHERE.name, Severity.CONFIRM, HereFinding.FAILED_ELSEWHERE.value, params)


def _here(finding: HereFinding, params: dict[str, object], *, recording: str = "", draft: str = "") -> Notice:
    return Notice(finding.name, Severity.BLOCK, finding.value, params, recording, draft)
