"""What became of a recording at the national centre, where an operator looks for a resident."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from booth.domain.national import NationalRecord, NationalState
from booth.ui.kit import language
from booth.ui.kit.theme import Level
from booth.ui.operator.national import state_level, state_meaning, state_title
from tests.ui.operator.conftest import Window
from tests.unit.workflow.stage import RESIDENT

ZONE = ZoneInfo("Asia/Pontianak")
RECORDED = "6202054507850006"  # CONTOH SUDAH


def know(window: Window, nik: str, word: str, as_of: str = "2016-08-12", place: str = "Baamang") -> None:
    window.station.desk.vault.national.put([NationalRecord(nik, word, as_of, place)])


def test_the_marked_residents_state_stands_under_the_list(window: Window):
    know(window, RECORDED, "PRINT_READY_RECORD")
    know(window, RESIDENT.nik, "ENROLL_FAILURE_AT_CENTRAL")
    window.search("SUDAH")
    window.wait("ditemukan")
    window.until(lambda: "Status KTP-el: Siap cetak (PRR), per 12-08-2016" in window.texts())
    assert "Direkam di Baamang." in window.texts()
    window.press("Ctrl+b")
    assert "KTP-el status: Ready to print (PRR), as of 12-08-2016" in window.texts()
    window.press("Ctrl+b")
    window.press("Escape")
    window.search("DUA")
    window.wait("ditemukan")
    window.wait_idle()
    assert "Status KTP-el" not in window.texts()


def test_who_is_recorded_already_hears_what_became_of_it(window: Window):
    know(window, RECORDED, "CARD_PRINTED")
    window.open_resident(RECORDED)
    window.wait("Tidak bisa merekam di sini")
    assert "Status KTP-el" in window.texts()
    assert "per 12-08-2016" in window.texts()
    assert "Jangan rekam lagi" in window.texts()


def test_whoever_failed_at_the_centre_is_recorded_again(window: Window):
    know(window, RESIDENT.nik, "ENROLL_FAILURE_AT_CENTRAL")
    window.open_resident(RESIDENT.nik)
    window.wait("Cocokkan biodata · ada peringatan")


@pytest.mark.parametrize("state", list(NationalState))
@pytest.mark.parametrize("code", ["id", "en"])
def test_every_state_has_words(state: NationalState, code: str, looks: object):
    language.switch(looks, code)  # type: ignore[arg-type]
    record = NationalRecord(RECORDED, state.value, "2016-08-12T03:00:00.000Z", "Baamang")
    assert "12-08-2016" in state_title(record, ZONE)
    assert "Baamang" in state_meaning(record)
    assert state_level(record) in set(Level)


def test_a_word_that_is_not_known_is_shown_as_it_stands(looks: object):
    record = NationalRecord(RECORDED, "NEW_STATE", "", "")
    assert state_title(record, ZONE) == "Status KTP-el: NEW_STATE"
    assert state_level(record) is Level.CARE
    assert "Tanyakan artinya" in state_meaning(record)
