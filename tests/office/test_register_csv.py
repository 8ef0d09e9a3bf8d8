"""The office's files: every fault with its line, and what passes here passes at the booth."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.domain import resident as rules
from booth.domain.national import NationalState
from booth.workflow.codes import value_lists
from sync.office import register_csv
from sync.office.errors import OfficeUnreadable
from sync.office.register_csv import STATE_FIELDS, STATES, parse_residents, parse_states
from sync.office.register_schema import FIELDS
from tests.office.people import csv_of, lines_of, resident, residents

TODAY = date(2026, 11, 25)


def read(text: str | bytes) -> register_csv.Sheet:
    return parse_residents(text if isinstance(text, bytes) else text.encode(), today=TODAY)


def told(sheet: register_csv.Sheet) -> list[tuple[int, str, str]]:
    assert not sheet.rows
    return [(fault.line, fault.column, fault.text) for fault in sheet.faults]


def changed(**changes: str) -> str:
    return csv_of([resident(1), resident(2, **changes), resident(3)])


def test_the_columns_and_states_are_the_booths():
    assert FIELDS == rules.FIELD_NAMES
    assert list(STATES) == [state.value for state in NationalState]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_as_they_come_from_spreadsheets(encoding, delimiter):
    people = residents(range(5), nama_lengkap="JOSÉ SÖREN")
    text = csv_of(people).replace(",", delimiter)
    assert read(text.encode(encoding)).rows == tuple(map(tuple, people))
    assert read(f"sep={delimiter}\r\n{text}\r\n\r\n".encode("utf-16")).rows == tuple(map(tuple, people))


def test_columns_in_another_order_and_more_of_them():
    people = residents(range(3))
    head = [*reversed(FIELDS), "Catatan"]
    assert read(csv_of([[*reversed(row), "x"] for row in people], head)).rows == tuple(map(tuple, people))


def test_values_are_kept_as_the_booth_keeps_them():
    given_ = {
        "nik": "62.02.05.030150.0001",
        "rt": "7",
        "tanggal_lahir": "3/1/1950",
        "kode_wilayah": "62.02.05.1001",
        "status_rekam": "SUDAH",
        "golongan_darah": "",
        "nama_lengkap": "  SITI   AMINAH ",
    }
    [row] = read(csv_of([resident(2, **given_)])).rows
    values = dict(zip(FIELDS, row, strict=True))
    assert values["nik"] == "6202050301500001"
    assert (values["rt"], values["tanggal_lahir"], values["kode_wilayah"]) == ("007", "03-01-1950", "6202051001")
    assert (values["status_rekam"], values["golongan_darah"], values["nama_lengkap"]) == ("sudah", "", "SITI AMINAH")


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("nik", "620205", register_csv.NIK),
        ("nik", "6202053213500001", register_csv.NIK),
        ("nik", "6202050301500000", register_csv.NIK),
        ("nik", "6.20205E+15", register_csv.SPOILT),
        ("nik", "", register_csv.MISSING),
        ("no_kk", "6202054101050001", register_csv.KK),
        ("nama_lengkap", "", register_csv.MISSING),
        ("nama_lengkap", "X" * 61, register_csv.LONG),
        ("nama_lengkap", "SITI\x07", register_csv.CONTROL),
        ("tanggal_lahir", "1950", register_csv.DATE),
        ("tanggal_lahir", "31-02-1950", register_csv.DATE),
        ("tanggal_lahir", "26-11-2026", register_csv.DATE),
        ("tanggal_lahir", "31-12-1899", register_csv.DATE),
        ("agama", "99", register_csv.CODE),
        ("agama", "", register_csv.MISSING),
        ("rt", "1234", register_csv.NUMBER),
        ("kode_wilayah", "620205", register_csv.REGION),
        ("status_rekam", "mungkin", register_csv.CODE),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_column(column, value, text):
    assert told(read(changed(**{column: value}))) == [(3, column, text)]


def test_all_faults_are_told():
    sheet = read(csv_of([resident(1, nik="1", agama="99"), resident(2), resident(3, rt="x")]))
    assert [(line, column) for line, column, _ in told(sheet)] == [(2, "nik"), (2, "agama"), (4, "rt")]
    assert all(fault.sentence() for fault in sheet.faults)
    many = read(csv_of([resident(n, nik="1") for n in range(register_csv.MOST_FAULTS + 7)]))
    assert (len(many.faults), many.more) == (register_csv.MOST_FAULTS, 7)


def test_faults_of_the_whole_file():
    assert told(read(b"")) == [(0, "", register_csv.EMPTY)]
    assert told(read(csv_of([]))) == [(0, "", register_csv.EMPTY)]
    assert told(read(b"\xff\xfeA")) == [(0, "", register_csv.NOT_TEXT)]
    assert told(read(csv_of([resident(1)[1:]], FIELDS[1:]))) == [(1, "nik", register_csv.MISSING_COLUMN)]
    assert told(read(csv_of([[*resident(1), "1"]], [*FIELDS, "rt"]))) == [(1, "rt", register_csv.DOUBLE_COLUMN)]
    assert told(read(csv_of([[*resident(1), "x"]]))) == [(2, "", register_csv.TOO_MANY)]
    assert told(read(csv_of([resident(1), resident(1)]))) == [(3, "nik", register_csv.DOUBLE_NIK)]
    rounded = [resident(n, nik=f"62020503015{n:04}0") for n in range(1, 21)]
    assert told(read(csv_of(rounded))) == [(0, "nik", register_csv.ROUNDED)]
    assert told(read(csv_of([]) + '"6202')) == [(2, "", register_csv.QUOTES)]
    assert told(read('"nik')) == [(1, "", register_csv.QUOTES)]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(OfficeUnreadable):
        register_csv.read_residents(tmp_path / "none.csv", today=TODAY)


def states(*rows: list[str]) -> register_csv.Sheet:
    text = "\n".join(lines_of([list(STATE_FIELDS), *rows]))
    return parse_states(text.encode(), today=TODAY)


def test_states():
    nik = resident(1)[0]
    assert states([nik, "card issued", "20-11-2026", "Sampit"]).rows == ((nik, "CARD_ISSUED", "2026-11-20", "Sampit"),)
    assert states([nik, "DUPLICATE_RECORD", "", ""]).rows == ((nik, "DUPLICATE_RECORD", "", ""),)
    assert told(states(["1", "x-y", "2027-01-01", "X" * 121])) == [
        (2, "nik", register_csv.NIK),
        (2, "state", register_csv.STATE),
        (2, "as_of", register_csv.DATE),
        (2, "place", register_csv.LONG),
    ]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(deadline=None)
def test_random_bytes_are_faults_and_never_an_error(data):
    for parse in (parse_residents, parse_states):
        sheet = parse(data, today=TODAY)
        assert not sheet.rows
        assert sheet.faults


NEAR = st.dictionaries(
    st.sampled_from(FIELDS),
    st.sampled_from(["", "1", " 1", "01", "0", "99", "WNI", "5-9-1985", "05/09/1985", "1985-09-05", "A B", "sudah"])
    | st.from_regex(r"[0-9 .\-]{0,24}", fullmatch=True)
    | st.text(max_size=8),
    max_size=3,
)


@given(NEAR)
@settings(deadline=None, max_examples=300)
def test_what_passes_here_is_the_same_at_the_booth(changes):
    sheet = read(csv_of([resident(1, **changes)]))
    if not sheet.rows:
        return
    row = dict(zip(FIELDS, sheet.rows[0], strict=True))
    parsed, faults = rules.parse_resident(row, value_lists(), TODAY)
    assert not faults
    assert parsed.to_row() == row
