"""The register from a file: checked first, told line by line, taken in whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from booth.ui.kit.lines import LineField
from booth.ui.kit.table import Table
from booth.ui.technician import register as screen
from booth.workflow.found_files import find_files
from booth.workflow.synthetic import synthetic_residents, write_csv
from tests.ui.supervisor.stage import Window


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    write_csv(synthetic_residents(seed=1, count=60, today=date(2016, 9, 5)), tmp_path / "warga.csv")
    return tmp_path / "warga.csv"


@pytest.fixture
def register(window: Window) -> Window:
    window.press("Ctrl+3")
    window.wait("Daftar warga", "pilih berkas")
    window.idle()
    return window


def count(window: Window) -> int:
    return window.station.desk.vault.residents.count()


def test_a_sound_file_is_taken_in_after_it_was_seen(register: Window, csv: Path):
    before = count(register)
    register.type(str(csv))
    register.press("Return")
    register.wait("siap dimasukkan")
    assert count(register) == before
    assert "Berkas baik." in register.texts()
    assert "Baamang" in register.texts()
    register.press("Return")
    register.wait("sudah dimasukkan")
    assert count(register) == before + 60
    assert "60 warga sudah dimasukkan." in register.texts()
    assert register.station.desk.vault.audit.recent(1)[0].event == "register.imported"


def test_the_file_as_the_whole_register(register: Window, csv: Path):
    register.type(str(csv))
    register.press("Return")
    register.wait("siap dimasukkan")
    register.press("F7")
    assert "akan dihapus dari daftar" in register.texts()
    assert register.action("primary").text == "Ganti dengan 60 warga ini"
    register.press("Return")
    register.wait("sudah dimasukkan")
    assert count(register) == 60


def test_another_file_instead(register: Window, csv: Path):
    register.type(str(csv))
    register.press("Return")
    register.wait("siap dimasukkan")
    register.press("Escape")
    register.wait("pilih berkas")
    assert count(register) == 4


def test_faults_line_by_line_and_nothing_taken_in(register: Window, csv: Path):
    lines = csv.read_text("utf-8").splitlines()
    lines[3] = "6.20205E+15" + lines[3][16:]
    lines[7] += ",zuviel"
    csv.write_text("\n".join(lines), "utf-8")
    register.type(str(csv))
    register.press("Return")
    register.wait("berkas ditolak")
    table = register.screen.findChildren(Table)[0]
    found = [
        [table.model().index(number, column).data() for column in range(3)]
        for number in range(table.model().rowCount())
    ]
    assert [row[0] for row in found] == ["4", "8"]
    assert "6.20205E+15" in found[0][2]
    assert "2 kesalahan" in register.texts()
    table.setFocus()
    register.press("Down")
    register.until(lambda: found[1][2] in register.texts() or found[0][2] in register.texts())
    assert count(register) == 4


def test_a_file_that_is_not_there(register: Window, tmp_path: Path):
    register.type(str(tmp_path / "tidak-ada.csv"))
    register.press("Return")
    register.until(lambda: "tidak-ada.csv" in register.screen.message_text())
    assert "pilih berkas" in register.title


def test_a_file_for_another_place_is_doubted(register: Window, csv: Path):
    text = csv.read_text("utf-8")
    head, *lines = text.splitlines()
    others = [line for line in lines if line.split(",")[15][:6] != "620205"]
    csv.write_text("\n".join([head, *others]), "utf-8")
    register.type(str(csv))
    register.press("Return")
    register.wait("siap dimasukkan")
    register.until(lambda: "apakah berkasnya benar?" in register.texts())


def test_a_file_from_the_list(register: Window, csv: Path, monkeypatch: pytest.MonkeyPatch):
    found = find_files([csv.parent], screen.FILES.endings)
    monkeypatch.setattr("booth.ui.technician.register.files_at_hand", lambda _endings: found)
    register.press("F4")
    register.until(lambda: register.ids() == [str(csv)])
    register.press("Return")
    register.wait("siap dimasukkan")
    path = register.screen.findChild(LineField, "path")
    assert path is not None
    assert path.text() == str(csv)


def test_no_file_in_sight(register: Window, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("booth.ui.technician.register.files_at_hand", lambda _endings: [])
    register.press("F4")
    register.until(lambda: "Tidak ada berkas CSV" in register.texts())
    register.press("Escape")
    register.wait("pilih berkas")


def test_leaving_forgets_the_file(register: Window, csv: Path):
    register.type(str(csv))
    register.press("Return")
    register.wait("siap dimasukkan")
    register.press("Ctrl+7")
    register.wait("Bilik ini")
    register.press("Ctrl+3")
    register.wait("Daftar warga", "pilih berkas")
    assert count(register) == 4
