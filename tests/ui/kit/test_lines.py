"""Typing numbers, dates, names of lists and passwords."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from booth.domain.resident import FIELDS, FieldError, Kind, parse_field, parse_resident
from booth.ui.kit.form import FieldForm, editor_for, sentence
from booth.ui.kit.lines import CodeField, DateField, GroupedField, PasswordField, SearchField, grouped

CODES = {
    "jenis_kelamin": {"1": "LAKI-LAKI", "2": "PEREMPUAN"},
    "golongan_darah": {"1": "A", "2": "B"},
    "agama": {"1": "ISLAM", "2": "KRISTEN"},
    "status_perkawinan": {"1": "BELUM KAWIN", "2": "KAWIN"},
    "shdk": {"1": "KEPALA KELUARGA"},
    "pekerjaan": {"1": "BELUM/TIDAK BEKERJA", "9": "PETANI/PEKEBUN"},
    "kewarganegaraan": {"1": "WNI"},
    "region": {"6202051001": "Baamang Tengah"},
    "status": {"belum": "belum rekam", "sudah": "sudah rekam"},
}
ROW = {
    "nik": "6202054507850003", "no_kk": "6202051203110001", "nama_lengkap": "CONTOH SATU", "jenis_kelamin": "2",
    "tempat_lahir": "SAMPIT", "tanggal_lahir": "05-07-1985", "golongan_darah": "", "agama": "1", "status_kawin": "2",
    "shdk": "1", "pekerjaan": "9", "kewarganegaraan": "1", "alamat": "JL. CONTOH 1", "rt": "003", "rw": "001",
    "kode_wilayah": "6202051001", "status_rekam": "belum",
}  # fmt: skip


@pytest.fixture
def shown(looks, qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        widget.setFocus()
        return widget

    return show


def test_number_is_grouped_while_it_is_typed(shown, qtbot):
    field = shown(GroupedField())
    qtbot.keyClicks(field, "6202054507850003")
    assert field.text() == "6202 0545 0785 0003"
    assert field.value() == "6202054507850003"


def test_correction_in_the_middle_keeps_the_cursor(shown, qtbot):
    field = shown(GroupedField())
    field.set_value("620205450785")
    field.setCursorPosition(3)
    qtbot.keyClicks(field, "9")
    assert field.text() == "6209 2054 5078 5"
    assert field.cursorPosition() == 4
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "6202 0545 0785"
    assert field.cursorPosition() == 3


@given(st.text(alphabet="0123456789 abX.-", max_size=24))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_grouping_loses_no_character(text):
    assert "".join(grouped(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("05091985", "05-09-1985"),
        ("5/9/1985", "05-09-1985"),
        ("5-9-1985", "05-09-1985"),
        ("05-09-1985", "05-09-1985"),
        ("31.12.2001", "31-12-2001"),
        ("0509", "05-09"),
        ("5", "5"),
    ],
)
def test_date_finds_its_hyphens(shown, qtbot, typed, text):
    field = shown(DateField())
    qtbot.keyClicks(field, typed)
    assert field.text() == text


def test_date_can_be_taken_back(shown, qtbot):
    field = shown(DateField())
    qtbot.keyClicks(field, "05091985")
    for _ in range(10):
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == ""


def test_date_placeholder_follows_the_language(shown):
    assert shown(DateField()).placeholderText() == "hh-bb-tttt"


def test_code_is_found_by_part_of_its_name(shown, qtbot):
    field = shown(CodeField(CODES["pekerjaan"]))
    qtbot.keyClicks(field.lineEdit(), "petani/pekebun")
    assert field.value() == "9"
    field.set_value("1")
    assert field.currentText() == "BELUM/TIDAK BEKERJA"
    field.set_value("77")
    assert field.value() == "77"  # what the register says stays visible, so that the rules can name it


def test_a_part_that_only_one_name_has_is_enough(shown, qtbot):
    field = shown(CodeField(CODES["pekerjaan"]))
    qtbot.keyClicks(field.lineEdit(), "petani")
    field.lineEdit().completer().popup().hide()
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert field.currentText() == "PETANI/PEKEBUN"
    field.lineEdit().selectAll()
    qtbot.keyClicks(field.lineEdit(), "e")  # in both names: the person must say which
    field.lineEdit().completer().popup().hide()
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert field.value() == "e"


def test_completions_show_what_contains_the_letters(shown, qtbot):
    field = shown(CodeField(CODES["pekerjaan"]))
    qtbot.keyClicks(field.lineEdit(), "kebun")
    popup = field.lineEdit().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() == "9"


def test_password_tells_of_caps_lock(shown, qtbot):
    field = shown(PasswordField())
    seen = []
    field.caps_lock.connect(seen.append)
    qtbot.keyClicks(field, "a")
    assert seen == []
    qtbot.keyClick(field, "A")  # a capital without shift
    assert seen == [True]
    qtbot.keyClick(field, "B", Qt.KeyboardModifier.ShiftModifier)
    assert seen == [True, False]
    assert field.value() == "aAB"


def test_search_waits_for_a_pause_and_closes_up_numbers(shown, qtbot):
    field = shown(SearchField("NIK"))
    found = []
    field.searched.connect(found.append)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "6202 0545")
    assert found == ["62020545"]
    qtbot.keyClicks(field, "9")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert found == ["62020545", "620205459"]


def test_search_hands_arrow_keys_on(shown, qtbot):
    field = shown(SearchField("NIK"))
    steps = []
    field.moved.connect(steps.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        qtbot.keyClick(field, key)
    assert steps == [1, -1, 8]


def test_form_takes_and_gives_a_whole_resident(shown):
    form = shown(FieldForm(FIELDS, CODES))
    form.set_values(ROW)
    assert form.values() == ROW
    resident, faults = parse_resident(form.values(), CODES, date(2016, 9, 5))
    assert faults == []
    assert resident.to_row() == ROW


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_field_has_an_editor(looks, qtbot, kind):
    field = next(f for f in FIELDS if f.kind is kind)
    editor = editor_for(field, CODES)
    qtbot.addWidget(editor)
    editor.set_value(ROW[field.name])
    assert editor.value() == ROW[field.name]


def test_faults_stand_at_their_fields_until_these_are_edited(shown, qtbot):
    form = shown(FieldForm(FIELDS, CODES))
    _, faults = parse_resident({**ROW, "nik": "620205450785000", "rt": "x"}, CODES, date(2016, 9, 5))
    form.set_values(ROW)
    form.set_faults(faults)
    assert form.focusWidget() is form.editors["nik"]
    assert form.editors["nik"].accessibleDescription() == "NIK: Nomor harus 16 angka; yang ini 15 angka."
    with qtbot.waitSignal(form.edited) as edited:
        qtbot.keyClicks(form.editors["nik"], "1")
    assert edited.args == ["nik"]
    assert form.editors["nik"].accessibleDescription() == ""
    assert form.editors["rt"].accessibleDescription() == "RT paling banyak tiga angka."


def test_sentence_is_whole_in_both_languages(looks):
    field = next(f for f in FIELDS if f.name == "nik")
    with pytest.raises(FieldError) as caught:
        parse_field(field, "6202054599850003", CODES, date(2016, 9, 5))
    assert "{" not in sentence(caught.value)
    assert sentence(caught.value).startswith("NIK: Angka ke-9 dan ke-10 (99)")
