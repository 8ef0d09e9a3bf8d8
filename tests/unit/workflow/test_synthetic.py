"""Residents who never were: the same for a seed, sound by every rule, and with every kind a booth meets."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.domain.jurisdiction import is_wajib_ktp, may_be_recorded, records_here
from booth.domain.nik import Nik, age_on
from booth.domain.resident import FIELD_NAMES, MaritalStatus
from booth.workflow.codes import historic_prefixes, kecamatan, villages
from booth.workflow.register_import import read_register
from booth.workflow.synthetic import HOME, synthetic_residents, write_csv

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def residents():
    return synthetic_residents(seed=1, count=420, today=TODAY)


def test_the_file_is_one_that_the_import_takes(residents, tmp_path):
    path = tmp_path / "residents.csv"
    write_csv(residents, path)
    with path.open(encoding="utf-8") as file:
        assert next(csv.reader(file)) == list(FIELD_NAMES)
    register = read_register(path.read_bytes(), today=TODAY)
    assert register.faults == ()
    assert list(register.residents) == residents


def test_a_seed_says_everything(residents):
    assert synthetic_residents(seed=1, count=420, today=TODAY) == residents
    assert synthetic_residents(seed=2, count=420, today=TODAY) != residents
    assert synthetic_residents(seed=1, count=100, today=TODAY) == residents[:100]


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(60, 200), st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_every_kind_is_there_and_every_number_fits(seed, count, today):
    people = synthetic_residents(seed=seed, count=count, today=today)
    assert len({person.nik for person in people}) == len(people) == count
    ages = [age_on(person.tanggal_lahir, today) for person in people]
    assert min(ages) >= 0
    assert max(ages) <= 100
    for person in people:
        warnings = Nik.parse(person.nik).warnings(
            today=today,
            born=person.tanggal_lahir,
            sex=person.sex,
            known=kecamatan(),
            historic=historic_prefixes(),
        )
        assert {warning.name for warning in warnings} <= {"PREFIX_HISTORIC"}
        assert person.kode_wilayah in villages()
        assert not person.recorded_before or is_wajib_ktp(person.tanggal_lahir, person.marital_status, today)
    assert any(not records_here(person, HOME) for person in people)
    assert any(person.recorded_before for person in people)
    assert any(not may_be_recorded(person.tanggal_lahir, person.marital_status, today) for person in people)


def test_most_are_of_the_two_kecamatan_and_were_registered_there(residents):
    assert sum(records_here(person, HOME) for person in residents) > 0.85 * len(residents)
    prefixes = [person.nik[:6] for person in residents]
    assert 0.6 < sum(p == r.kode_kecamatan for p, r in zip(prefixes, residents, strict=True)) / len(residents) < 0.95
    assert any(prefix in historic_prefixes() for prefix in prefixes)
    assert any(not prefix.startswith("6202") for prefix in prefixes)
    assert {person.kode_kecamatan for person in residents} > set(HOME)
    assert 16 in [age_on(person.tanggal_lahir, TODAY) for person in residents]


def test_families_hang_together(residents):
    families = defaultdict(list)
    for person in residents:
        families[person.no_kk].append(person)
    for members in list(families.values())[:-1]:  # the last may be cut short by the count
        heads = [person for person in members if person.shdk == "1"]
        assert len(heads) == 1
        assert len({(person.alamat, person.kode_wilayah, person.agama) for person in members}) == 1
        mothers = [
            person for person in members if person.shdk == "3" or (person.shdk == "1" and person.sex.value == "2")
        ]
        for child in (person for person in members if person.shdk == "4"):
            assert child.marital_status is MaritalStatus.SINGLE
            assert 16 <= (child.tanggal_lahir - mothers[0].tanggal_lahir).days / 365.25 <= 40
