"""Who must hold a KTP, and which booth records whom."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.domain.nik import RECORDING_AGE, age_on
from booth.domain.resident import MaritalStatus

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from booth.domain.resident import Resident

WAJIB_KTP_AGE = 17


class Finding(Enum):
    """What the operator must know before capture; the value is the English source text."""

    OUTSIDE = N_("The KK is of another kecamatan: {kecamatan}. Refer the resident to the Disdukcapil office.")
    ALREADY_RECORDED = N_("Already recorded. One recording is for life: a second one is never processed.")
    TOO_YOUNG = N_("Not yet 16 and never married: a recording is not possible before {date}.")
    FIRST_TIMER = N_("Turns 17 on {date}: may be recorded now, the card is issued on the birthday.")
    NOT_IN_REGISTER = N_("Not in the register of this booth: taken down by hand from the KK.")


def is_wajib_ktp(born: date, marital: MaritalStatus, today: date) -> bool:
    """17 or older, or married, or ever married (UU 24/2013, article 63)."""
    return age_on(born, today) >= WAJIB_KTP_AGE or marital is not MaritalStatus.SINGLE


def may_be_recorded(born: date, marital: MaritalStatus, today: date) -> bool:
    """Wajib KTP, or 16 so that the card is ready on the 17th birthday."""
    return is_wajib_ktp(born, marital, today) or age_on(born, today) >= RECORDING_AGE


def records_here(resident: Resident, kecamatan: Collection[str]) -> bool:
    """Whether the KK's kecamatan is one of `kecamatan` (six digits each). The NIK's prefix plays no part."""
    return resident.kode_kecamatan in kecamatan
