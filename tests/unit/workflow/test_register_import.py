"""A register from a file: Excel's ways understood, every fault told with its line, all taken in or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.domain.resident import FIELD_NAMES
from booth.workflow.errors import NotAllowed
from booth.workflow.register_import import (
    MOST_BYTES,
    MOST_FAULTS,
    FileFault,
    Mode,
    Register,
    RegisterTooLarge,
    RegisterUnreadable,
    read_register,
    read_register_file,
    take_in,
)
from booth.workflow.synthetic import synthetic_residents
from resources import i18n

TODAY = date(2026, 11, 25)
HEADER = ",".join(FIELD_NAMES)
ROW = {
    "nik": "6202064509850001",
    "no_kk": "6202061504190012",
    "nama_lengkap": "SITI CONTOH",
    "jenis_kelamin": "2",
    "tempat_lahir": "SAMPIT",
    "tanggal_lahir": "05-09-1985",
    "golongan_darah": "13",
    "agama": "1",
    "status_kawin": "2",
    "shdk": "3",
    "pekerjaan": "2",
    "kewarganegaraan": "WNI",
    "alamat": "JALAN CONTOH NO. 1",
    "rt": "005",
    "rw": "002",
    "kode_wilayah": "6202061001",
    "status_rekam": "belum",
}


def line(**changes: str) -> str:
    return ",".join({**ROW, **changes}.values())


def file(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines, "")).encode()


def read(data: bytes) -> Register:
    register = read_register(data, today=TODAY)
    assert bool(register.faults) != bool(register.residents)  # nothing half taken in
    return register


def told(data: bytes) -> list[tuple[int, str]]:
    """Line and column of each fault; each has a sentence in both languages without a gap in it."""
    faults = read(data).faults
    before = i18n.language()
    for code in i18n.LANGUAGES:
        i18n.set_language(code)
        assert all("{" not in fault.sentence() and fault.sentence() for fault in faults)
    i18n.set_language(before)
    return [(fault.line, fault.column) for fault in faults]


def texts(data: bytes) -> set[str]:
    return {fault.text for fault in read(data).faults}


def test_a_plain_file():
    (resident,) = read(file(line())).residents
    assert resident.to_row() == ROW


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: ("sep=;\n" + text.replace(",", ";")).encode("utf-8-sig"),
        lambda text: text.replace(HEADER, HEADER.upper()).encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
        lambda text: text.replace("\n", ",,,\n").encode(),
        lambda text: "\n".join(",".join(f'"{c}"' for c in row.split(",")) for row in text.split("\n")[:-1]).encode(),
    ],
    ids=[
        "UTF-8",
        "byte order mark",
        "Windows-1252",
        "UTF-16",
        "CRLF",
        "CR",
        "semicolons",
        "Excel's Unicode text",
        "Excel's sep line",
        "upper case header",
        "blank lines",
        "empty columns behind",
        "everything in quotes",
    ],
)
def test_every_way_a_spreadsheet_writes(encode):
    (resident,) = read(encode(file(line(nama_lengkap="RENÉ CONTOH")).decode())).residents
    assert resident.nama_lengkap == "RENÉ CONTOH"
    assert resident.nik == ROW["nik"]


def test_columns_may_come_in_any_order_and_others_are_passed_over():
    names = [*reversed(FIELD_NAMES), "catatan"]
    data = ",".join(names) + "\n" + ",".join({**ROW, "catatan": "x"}[name] for name in names)
    (resident,) = read(data.encode()).residents
    assert resident.to_row() == ROW


def test_leading_zeros_stay():
    data = file(line(nik="0102064509850001", rt="001", kode_wilayah="0102061001"))
    (resident,) = read(data).residents
    assert (resident.nik, resident.rt, resident.kode_wilayah) == ("0102064509850001", "001", "0102061001")


def test_each_fault_has_its_line_and_column():
    data = file(
        line(),
        line(nik="620206450985000", tanggal_lahir="1985-09-05"),
        line(nik="6.20205E+15"),
        line(nik="6202064509850002", no_kk="6,20205E+15".replace(",", ".")),
        line(nik="62020645O9850003", jenis_kelamin="P"),
        line(nik="6202064509850004", nama_lengkap=""),
    )
    assert told(data) == [
        (3, "nik"),
        (3, "tanggal_lahir"),
        (4, "nik"),
        (5, "no_kk"),
        (6, "nik"),
        (6, "jenis_kelamin"),
        (7, "nama_lengkap"),
    ]


def test_a_double_nik_names_the_first_line():
    data = file(line(), line(nik="6202064509850002"), line(nik="6202 0645 0985 0001"))
    (fault,) = read(data).faults
    assert (fault.line, fault.column, fault.params["first"]) == (4, "nik", 2)
    assert fault.text == FileFault.DOUBLE_NIK.value


def test_missing_and_double_columns_are_named():
    short = HEADER.replace("no_kk,", "").replace(",status_rekam", "")
    assert told(f"{short}\n1,2\n".encode()) == [(1, "no_kk"), (1, "status_rekam")]
    assert told(f"{HEADER},nik\n".encode()) == [(1, "nik")]
    assert len(told(b"nama;alamat\nSITI;SAMPIT\n")) == len(FIELD_NAMES) - 1


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", HEADER.encode(), f"{HEADER}\n,,,\n".encode()])
def test_an_empty_file(data):
    assert texts(data) == {FileFault.EMPTY.value}


def test_a_line_that_ends_early_lacks_its_last_fields():
    assert told(file("6202064509850001,6202061504190012,SITI")) == [
        (2, name) for name in FIELD_NAMES[3:] if name not in {"golongan_darah", "status_rekam"}
    ]


def test_a_comma_too_many_is_told_once_and_not_as_seventeen_faults():
    assert texts(file(line(alamat="JALAN CONTOH, NO. 1"))) == {FileFault.TOO_MANY_COLUMNS.value}
    (resident,) = read(file(line(alamat='"JALAN CONTOH, NO. 1"'))).residents
    assert resident.alamat == "JALAN CONTOH, NO. 1"


def test_a_text_over_two_lines_keeps_the_count_of_lines():
    data = file(line(alamat='"JALAN\nCONTOH"'), line(nik="x"))
    assert told(data) == [(4, "nik")]


@pytest.mark.parametrize(
    "text",
    ['"JALAN "CONTOH" 1"', '"JALAN CONTOH', "J" * 200_000, '"' + "J\n" * 200_000],
    ids=["inner", "open", "huge", "wide"],
)
def test_wrong_quotes_and_huge_fields_do_not_hide_the_next_fault(text):
    data = file(line(alamat=text), *[line(nik=f"{number}") for number in range(3)])
    faults = read(data).faults
    assert faults[0].line == 2
    assert faults[0].text == FileFault.QUOTES.value


@pytest.mark.parametrize("bad", ["\0", "\x1b[2J", "\u202e"])
def test_characters_that_cannot_be_printed(bad):
    assert told(file(line(nama_lengkap=f"SITI{bad}CONTOH"))) == [(2, "nama_lengkap")]


def test_a_file_that_is_no_text():
    assert texts(b"\xff\xfe\x00") == {FileFault.NOT_TEXT.value}
    assert texts(b"PK\x03\x04\x81\x8d" * 50) == {FileFault.NOT_TEXT.value}  # an .xlsx


def test_rounded_niks_are_noticed():
    """A spreadsheet keeps 15 digits: 6202064509850012 becomes …0010 without a word."""
    rows = [line(nik=f"6202064509850{number:02}0") for number in range(1, 25)]
    (fault,) = read(file(*rows)).faults
    assert (fault.line, fault.column, fault.text) == (0, "nik", FileFault.ROUNDED.value)
    assert len(read(file(*rows[:9])).residents) == 9  # few residents may end in 0 by chance


def test_endless_faults_are_counted_and_not_kept():
    register = read(file(*[line(nik="x")] * (MOST_FAULTS + 5)))
    assert (len(register.faults), register.more) == (MOST_FAULTS, 5)


@given(st.binary(max_size=400))
def test_random_bytes_end_in_a_report(data):
    assert read(data).faults


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_random_lines_below_a_sound_header_end_in_a_report_or_residents(lines):
    read(HEADER.encode() + b"\n" + b"\n".join(lines))


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(RegisterUnreadable):
        read_register_file(tmp_path / "none.csv", today=TODAY)
    with pytest.raises(RegisterUnreadable):
        read_register_file(tmp_path, today=TODAY)
    with (tmp_path / "huge.csv").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    with pytest.raises(RegisterTooLarge):
        read_register_file(tmp_path / "huge.csv", today=TODAY)


def register_of(seed: int, count: int) -> Register:
    return Register(tuple(synthetic_residents(seed=seed, count=count, today=TODAY)))


def test_a_register_is_taken_in_by_the_technician(vault):
    first, second = register_of(1, 80), register_of(2, 60)
    assert take_in(vault, first, mode=Mode.ADD, sha256="ab") == 80
    assert take_in(vault, first, mode=Mode.ADD, sha256="ab") == 80
    assert take_in(vault, second, mode=Mode.REPLACE, sha256="cd") == 60
    assert vault.residents.get(second.residents[0].nik) == second.residents[0]


def test_a_register_with_faults_is_never_taken_in(vault):
    for register in (read(file(line(nik="x"))), Register(())):
        with pytest.raises(ValueError, match="faults"):
            take_in(vault, register, mode=Mode.ADD, sha256="")
    assert vault.residents.count() == 0


def test_operators_take_in_nothing(login):
    desk = login("ani")
    before = desk.vault.residents.count()
    with pytest.raises(NotAllowed):
        take_in(desk.vault, register_of(1, 20), mode=Mode.REPLACE, sha256="")
    assert desk.vault.residents.count() == before


def test_the_command(booth, tmp_path, capsys, monkeypatch):
    from booth import cli

    monkeypatch.setenv("BOOTH_LANG", "id")
    booth.close()
    sheet, secret = tmp_path / "warga.csv", tmp_path / "password"
    from tests.unit.workflow.stage import PASSWORD

    secret.write_text(PASSWORD + "\n")
    common = ["--as", "tek", "--password-file", str(secret), "--data", str(booth.folder)]
    assert cli.main(["residents", "synth", "--seed", "3", "--count", "50", "--out", str(sheet)]) == 0
    assert sheet.read_text("utf-8").splitlines()[0] == HEADER
    assert cli.main(["residents", "import", str(sheet), *common, "--replace", "--json"]) == 0
    assert '"imported": 50, "total": 50' in capsys.readouterr().out
    sheet.write_bytes(file(line(nik="6.20205E+15"), line(tanggal_lahir="1985-09-05")))
    assert cli.main(["residents", "import", str(sheet), *common]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0].startswith("Baris 2, kolom nik: ")
    assert out.splitlines()[1].startswith("Baris 3, kolom tanggal_lahir: ")
    assert len(err.splitlines()) == 1
    assert cli.main(["residents", "import", str(tmp_path / "none.csv"), *common]) == 1
    assert cli.main(["residents", "synth", "--out", str(tmp_path / "no" / "such.csv")]) == 1
    assert "Traceback" not in capsys.readouterr().err
