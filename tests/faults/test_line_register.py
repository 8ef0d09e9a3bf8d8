"""A register as spreadsheets spoil it: every fault told with its line in both languages, and nothing half-imported."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from booth.domain.resident import FIELD_NAMES
from resources.i18n import catalogue
from tests.faults.line import LANGUAGES, OPERATOR, TECHNICIAN, Line, residents, rows, say
from tests.faults.recorder import record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.line import Said

NEW = "3374014507850001"  # of another province: a question for the resident, never a fault
SPOILT = (
    (3, "nik", "620205450785000"),  # 15 digits
    (4, "nik", "62020545O7850003"),  # a letter
    (5, "nik", "6.20205E+15"),
    (6, "no_kk", "6,20205E+15"),  # Excel in Indonesia
    (7, "tanggal_lahir", "31-02-1985"),
    (8, "tanggal_lahir", "1985-07-05"),
    (9, "nama_lengkap", ""),
    (10, "agama", "ISLAM"),  # a word where a code belongs
    (12, "nik", None),  # None: the same as in the line above
)


def take_in(line: Line, file: Path, *words: str, login: str = TECHNICIAN, language: str = "en") -> Said:
    by = ("--as", login, "--data", line.booth, "--password-file", line.password)
    return say("booth", "residents", "import", file, *by, *words, language=language)


def written(entries: list[dict[str, str]], *, delimiter: str = ",", end: str = "\n") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELD_NAMES, delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(entries)
    return out.getvalue()


def sums(line: Line) -> dict[str, str]:
    """What stands in vault and queue, to the byte; logs may grow."""
    files = (path for path in line.booth.rglob("*") if path.is_file() and path.suffix != ".log")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def spoilt(line: Line) -> Path:
    """A register of which many lines are as they should be and nine are not."""
    entries = [row | {"nama_lengkap": "ORANG BARU"} for row in rows(line)[:40]]
    for number, column, text in SPOILT:
        entries[number - 2][column] = entries[number - 3][column] if text is None else text
    path = line.root / "spoilt.csv"
    path.write_bytes(b"\xef\xbb\xbf" + written(entries, delimiter=";", end="\r\n").encode())
    return path


def test_every_fault_has_its_line_and_nothing_is_taken_in(line: Line, spoilt: Path):
    before = sums(line)
    told = take_in(line, spoilt, "--json")
    assert told.code == 1
    assert [(fault["line"], fault["column"]) for fault in told.json["faults"]] == [each[:2] for each in SPOILT]
    assert (told.json["imported"], told.json["more"]) == (0, 0)
    for language in LANGUAGES:
        said = take_in(line, spoilt, language=language)
        assert said.code == 1
        source = "Line {line}, column {column}: {what}"
        (form, *_) = catalogue(language)[source] if language == "id" else (source,)
        for shown, (number, column, _) in zip(said.out.splitlines(), SPOILT, strict=True):
            assert shown.startswith(form.format(line=number, column=column, what=""))
        assert str(len(SPOILT)) in said.err
    in_both = [take_in(line, spoilt, language=language).out.splitlines() for language in LANGUAGES]
    assert all(one != other for one, other in zip(*in_both, strict=True))
    assert sums(line) == before


def test_a_column_that_is_missing_is_named_and_nothing_is_taken_in(line: Line):
    before = sums(line)
    path = line.root / "columns.csv"
    text = written(rows(line)[:5])
    path.write_text(text.replace("no_kk,", "kk,", 1).replace(",agama", ",agama_1", 1), "utf-8")
    told = take_in(line, path, "--json")
    assert told.code == 1
    assert {(fault["line"], fault["column"]) for fault in told.json["faults"]} == {(1, "no_kk"), (1, "agama")}
    assert sums(line) == before


def test_what_excel_writes_is_taken_in_with_its_leading_zeros(line: Line):
    mine = residents(line)[0]
    moved = replace(mine, nik=NEW, rt="007", alamat="JL. BARU; RT 7", nama_lengkap="KARTINI BINTI ÉTÉ")
    path = line.root / "excel.csv"
    text = "sep=;\r\n" + written([moved.to_row()], delimiter=";", end="\r\n").replace(";007;", ";7;")
    path.write_bytes(text.encode("cp1252"))
    told = take_in(line, path, "--json")
    assert (told.code, told.json["imported"], told.json["total"]) == (0, 1, len(rows(line)) + 1)
    with line.desk() as desk:
        (found,) = desk.search("kartini")
        assert (found.nik, found.rt, found.alamat) == (NEW, "007", moved.alamat)
        assert len(desk.search(mine.nik)) == 1  # who was there stays
        record(desk, desk.look(NEW), fingers=())
    told = take_in(line, path, "--replace", "--json")  # the whole register now: one resident
    assert (told.code, told.json["total"]) == (0, 1)


def test_a_number_of_16_digits_keeps_the_zero_it_begins_with(line: Line):
    mine = replace(residents(line)[0], nik="0202054507850003", no_kk="0202050101160004")
    path = line.root / "zero.csv"
    path.write_text(written([mine.to_row()]), "utf-8")
    assert take_in(line, path).code == 0
    with line.desk() as desk:
        looked = desk.look("0202054507850003")
        assert (looked.resident.nik, looked.resident.no_kk) == (mine.nik, mine.no_kk)
        assert not looked.blocking  # an unknown prefix is a question, never a refusal
        assert desk.search("0202050101160004") == [looked.resident]


def test_an_operator_takes_in_no_register(line: Line):
    before = line.booth.joinpath("vault.db").stat().st_size
    for language in LANGUAGES:
        said = take_in(line, line.register, login=OPERATOR, language=language)
        assert said.code == 1
        assert "Operator" in said.err
    assert line.booth.joinpath("vault.db").stat().st_size == before
