"""The lists that ship: complete, without dots, and fitting together."""

from __future__ import annotations

from booth.domain.nik import Sex
from booth.domain.resident import FIELDS, Kind, MaritalStatus
from booth.workflow.codes import (
    code_label,
    historic_prefixes,
    kecamatan,
    kecamatan_label,
    provinces,
    regencies,
    value_lists,
    village_label,
    villages,
)


def test_all_of_indonesia_is_there():
    assert (len(provinces()), len(regencies()), len(kecamatan())) == (38, 514, 7285)
    assert len(villages()) == 1571  # of Kalimantan Tengah


def test_codes_fit_into_each_other():
    for wider, narrower, digits in (
        (provinces(), regencies(), 4),
        (regencies(), kecamatan(), 6),
        (kecamatan(), villages(), 10),
    ):
        assert {len(code) for code in narrower} == {digits}
        assert all(code.isdigit() and code[: len(next(iter(wider)))] in wider for code in narrower)


def test_a_historic_prefix_is_not_in_force():
    assert not historic_prefixes().keys() & kecamatan().keys()
    assert historic_prefixes()["910101"] == "Merauke"


def test_every_code_field_has_its_list():
    assert set(value_lists()) == {field.codes for field in FIELDS if field.kind is Kind.CODE}
    assert set(value_lists()["jenis_kelamin"]) == {sex.value for sex in Sex}
    assert set(value_lists()["status_perkawinan"]) == {status.value for status in MaritalStatus}
    assert len(value_lists()["pekerjaan"]) == 89


def test_words_for_codes_and_the_code_where_there_are_none():
    assert code_label("agama", "1") == "ISLAM"
    assert code_label("agama", "99") == "99"
    assert kecamatan_label("620206") == "Mentawa Baru Ketapang"
    assert kecamatan_label("999999") == "999999"
    assert village_label("6202051002") == "Baamang Tengah, Baamang"
    assert village_label("6202059999") == "6202059999, Baamang"
    assert village_label("9999999999") == "9999999999"
