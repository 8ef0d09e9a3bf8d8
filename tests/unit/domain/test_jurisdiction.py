"""Wajib KTP, who may be recorded, and the kecamatan of the KK, never of the NIK."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.domain.jurisdiction import Finding, is_wajib_ktp, may_be_recorded, records_here
from booth.domain.resident import MaritalStatus

if TYPE_CHECKING:
    from booth.domain.resident import Resident

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("born", "marital", "wajib", "recorded"),
    [
        (date(2009, 11, 25), MaritalStatus.SINGLE, True, True),  # 17 today
        (date(2009, 11, 26), MaritalStatus.SINGLE, False, True),  # 17 tomorrow
        (date(2010, 11, 25), MaritalStatus.SINGLE, False, True),  # 16 today
        (date(2010, 11, 26), MaritalStatus.SINGLE, False, False),  # 16 tomorrow
        (date(2011, 5, 1), MaritalStatus.MARRIED, True, True),
        (date(2011, 5, 1), MaritalStatus.DIVORCED, True, True),  # ever married
        (date(2011, 5, 1), MaritalStatus.WIDOWED, True, True),
        (date(1926, 1, 1), MaritalStatus.SINGLE, True, True),
    ],
)
def test_seventeen_or_ever_married(born, marital, wajib, recorded):
    assert is_wajib_ktp(born, marital, TODAY) is wajib
    assert may_be_recorded(born, marital, TODAY) is recorded


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from(MaritalStatus))
def test_who_must_hold_a_card_may_be_recorded(born, marital):
    assert may_be_recorded(born, marital, TODAY) or not is_wajib_ktp(born, marital, TODAY)


def test_the_family_card_decides_and_not_the_nik(resident: Resident):
    assert resident.nik.startswith("910101")
    assert resident.kode_kecamatan == "620206"
    assert records_here(resident, {"620206", "620205"})
    assert not records_here(resident, {"910101"})


def test_every_finding_has_words():
    assert len({finding.value for finding in Finding}) == len(Finding)
