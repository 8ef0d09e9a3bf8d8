"""One table of fields: every field checked, every fault told at once, nothing lost on the way out and back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.domain.nik import Sex
from booth.domain.resident import (
    FIELD_NAMES,
    FIELDS,
    FieldFault,
    Kind,
    MaritalStatus,
    Resident,
    parse_resident,
)

TODAY = date(2026, 11, 25)
CODES = {
    "jenis_kelamin": {"1", "2"},
    "golongan_darah": {"1", "2", "13"},
    "agama": {"1", "2"},
    "status_perkawinan": {"1", "2", "3", "4"},
    "shdk": {"1", "3", "4"},
    "pekerjaan": {"1", "2", "88"},
    "kewarganegaraan": {"WNI", "WNA"},
}


def parse(row: dict[str, str]) -> tuple[Resident | None, dict[str, FieldFault]]:
    found, faults = parse_resident(row, CODES, TODAY)
    assert all(error.text.format(**error.params) for error in faults)
    return found, {error.field.name: error.fault for error in faults}


def test_one_table_drives_everything():
    assert tuple(field.name for field in fields(Resident)) == FIELD_NAMES
    assert ",".join(FIELD_NAMES) == (
        "nik,no_kk,nama_lengkap,jenis_kelamin,tempat_lahir,tanggal_lahir,golongan_darah,agama,status_kawin,shdk,"
        "pekerjaan,kewarganegaraan,alamat,rt,rw,kode_wilayah,status_rekam"
    )
    assert {field.codes for field in FIELDS if field.kind is Kind.CODE} == set(CODES)
    assert all(field.longest for field in FIELDS if field.kind is Kind.TEXT)


def test_out_and_back(resident):
    row = resident.to_row()
    assert row["tanggal_lahir"] == "05-09-1985"
    assert parse(row) == (resident, {})


def test_what_follows_from_the_fields(resident):
    assert resident.sex is Sex.FEMALE
    assert resident.marital_status is MaritalStatus.MARRIED
    assert resident.kode_kecamatan == "620206"
    assert not resident.recorded_before
    assert replace(resident, status_rekam="sudah").recorded_before


def test_all_faults_are_told_at_once():
    found, faults = parse({})
    assert found is None
    assert faults == {
        field.name: FieldFault.MISSING for field in FIELDS if field.name not in {"golongan_darah", "status_rekam"}
    }


@pytest.mark.parametrize(
    ("column", "text", "fault"),
    [
        ("nik", "910101450985001", FieldFault.NUMBER_16),
        ("nik", "6.20205E+15", FieldFault.SCIENTIFIC),
        ("nik", "6,20205e+15", FieldFault.SCIENTIFIC),
        ("no_kk", "6.20205E+15", FieldFault.SCIENTIFIC),
        ("no_kk", "62020615041900x2", FieldFault.NUMBER_16),
        ("nama_lengkap", "  ", FieldFault.MISSING),
        ("nama_lengkap", "A" * 61, FieldFault.TOO_LONG),
        ("nama_lengkap", "SITI\0", FieldFault.CONTROL),
        ("tempat_lahir", "\u202eGNALAP", FieldFault.CONTROL),
        ("tanggal_lahir", "1985-09-05", FieldFault.DATE),
        ("tanggal_lahir", "05-09-85", FieldFault.DATE),
        ("tanggal_lahir", "31-02-1985", FieldFault.DATE),
        ("tanggal_lahir", "26-11-2026", FieldFault.FUTURE),
        ("tanggal_lahir", "31-12-1899", FieldFault.TOO_OLD),
        ("jenis_kelamin", "L", FieldFault.CODE),
        ("pekerjaan", "99", FieldFault.CODE),
        ("rt", "1234", FieldFault.NUMBER),
        ("rw", "-1", FieldFault.NUMBER),
        ("kode_wilayah", "620206", FieldFault.REGION),
        ("kode_wilayah", "62020610O1", FieldFault.REGION),
        ("status_rekam", "mungkin", FieldFault.CODE),
    ],
)
def test_a_bad_field_is_named(resident, column, text, fault):
    assert parse({**resident.to_row(), column: text}) == (None, {column: fault})


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("nik", " 9101 0145 0985 0001 ", "9101014509850001"),
        ("nama_lengkap", " SITI   CONTOH ", "SITI CONTOH"),
        ("nama_lengkap", "I", "I"),
        ("tanggal_lahir", "5/9/1985", date(1985, 9, 5)),
        ("tanggal_lahir", "25-11-2026", TODAY),
        ("golongan_darah", "", ""),
        ("rt", "5", "005"),
        ("rw", "0", "000"),
        ("kode_wilayah", "62.02.06.1001", "6202061001"),
        ("status_rekam", "", "belum"),
        ("status_rekam", "SUDAH", "sudah"),
    ],
)
def test_what_is_tolerated(resident, column, text, value):
    found, faults = parse({**resident.to_row(), column: text})
    assert faults == {}
    assert getattr(found, column) == value


@given(st.dictionaries(st.sampled_from(FIELD_NAMES), st.text(max_size=40)))
def test_any_text_gives_a_resident_or_faults(row):
    found, faults = parse(row)
    assert (found is None) == bool(faults)


@given(st.data())
def test_whatever_is_accepted_comes_back_the_same(data):
    printable = st.text(st.characters(categories=["L", "N", "P"], include_characters=" "), min_size=1, max_size=60)
    row = {
        "nik": "9101014509850001",
        "no_kk": "6202061504190012",
        **{field.name: data.draw(printable) for field in FIELDS if field.kind is Kind.TEXT},
        **{field.name: data.draw(st.sampled_from(sorted(CODES[field.codes]))) for field in FIELDS if field.codes},
        "tanggal_lahir": data.draw(st.dates(date(1900, 1, 1), TODAY)).strftime("%d-%m-%Y"),
        "rt": data.draw(st.integers(0, 999).map(str)),
        "rw": data.draw(st.integers(0, 999).map(str)),
        "kode_wilayah": data.draw(st.from_regex(r"[0-9]{10}", fullmatch=True)),
        "status_rekam": data.draw(st.sampled_from(["belum", "sudah", ""])),
    }
    found, faults = parse(row)
    if found is None:
        assert set(faults) <= {field.name for field in FIELDS if field.kind is Kind.TEXT}  # blanks only
        return
    assert parse(found.to_row()) == (found, {})
