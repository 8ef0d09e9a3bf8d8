from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from booth.domain.national import NationalRecord
from booth.workflow.marks import Mark, find, mark_of
from tests.unit.workflow.stage import REGISTER, RESIDENT

TODAY = date(2016, 9, 5)
HERE = ("620205",)


def test_one_who_can_be_recorded_has_no_mark():
    assert mark_of(RESIDENT, TODAY, HERE) is None


def test_the_gravest_mark_wins():
    child = replace(RESIDENT, tanggal_lahir=date(2010, 1, 1), status_kawin="1")
    assert mark_of(child, TODAY, HERE) is Mark.TOO_YOUNG
    away = replace(child, kode_wilayah="6202061001")
    assert mark_of(away, TODAY, HERE) is Mark.OUTSIDE
    assert mark_of(replace(away, status_rekam="sudah"), TODAY, HERE) is Mark.RECORDED


def test_sixteen_years_are_enough():
    young = replace(RESIDENT, tanggal_lahir=date(2000, 9, 5), status_kawin="1")
    assert mark_of(young, TODAY, HERE) is None
    assert mark_of(replace(young, tanggal_lahir=date(2000, 9, 6)), TODAY, HERE) is Mark.TOO_YOUNG


def test_a_search_brings_age_and_mark(login):
    hits = {hit.resident.nik: hit for hit in find(login("ani"), "contoh")}
    assert len(hits) == len(REGISTER)
    assert hits[RESIDENT.nik].age == 31
    assert hits["6202054507850006"].mark is Mark.RECORDED


@pytest.mark.parametrize(
    ("word", "register", "mark"),
    [
        ("PRINT_READY_RECORD", "belum", Mark.RECORDED),  # recorded elsewhere
        ("ENROLL_FAILURE_AT_CENTRAL", "sudah", None),  # to be recorded once more
        ("UNREGISTERED", "sudah", Mark.RECORDED),  # the register knows better
        ("A_NEW_WORD", "sudah", Mark.RECORDED),
        ("A_NEW_WORD", "belum", None),
    ],
)
def test_the_centres_word_on_a_recording_is_the_last(word: str, register: str, mark: Mark | None):
    national = NationalRecord(RESIDENT.nik, word, "2016-08-12", "")
    assert mark_of(replace(RESIDENT, status_rekam=register), TODAY, HERE, national) is mark


def test_a_search_brings_the_national_state(login):
    desk = login("ani")
    desk.vault.national.put([NationalRecord(RESIDENT.nik, "CARD_ISSUED", "2016-08-12", "Baamang")])
    hits = {hit.resident.nik: hit for hit in find(desk, "contoh")}
    assert hits[RESIDENT.nik].national.word == "CARD_ISSUED"
    assert hits[RESIDENT.nik].mark is Mark.RECORDED
    assert hits["6202054608900004"].national is None
