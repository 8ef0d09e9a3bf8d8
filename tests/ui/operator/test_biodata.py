from __future__ import annotations

from booth.domain.recording import State, Step
from tests.ui.operator.conftest import NIK_ODD
from tests.unit.workflow.stage import RESIDENT


def test_everything_is_there_to_be_read_aloud(window):
    window.open_resident()
    window.wait("Cocokkan biodata · cocokkan")
    read = window.texts()
    for text in ("CONTOH SATU", "6202 0545 0785 0003", "6202 0501 0116 0004", "05-07-1985", "31 tahun", "PEREMPUAN"):
        assert text in read
    assert "001/002" in read
    assert "Baamang" in read
    assert window.rail()[:2] == ["Cari warga", "Cocokkan biodata"]


def test_matches_goes_on_to_the_photo(window):
    window.open_resident()
    window.press("Return")
    window.wait("Foto wajah")
    (draft,) = window.station.desk.drafts()
    assert draft.step is Step.PHOTO


def test_each_warning_is_ticked_before_it_goes_on(window):
    window.open_resident(NIK_ODD)
    window.wait("Cocokkan biodata · ada peringatan")
    assert window.screen.hint() == "sisa 3 peringatan"
    window.press("Return")
    window.press("Space")
    assert window.screen.hint() == "sisa 1 peringatan"
    assert "ada peringatan" in window.title
    window.press("Return")
    window.wait("Cocokkan biodata · cocokkan")
    window.press("Return")
    window.wait("Foto wajah")
    window.press("Escape")
    window.wait("Cocokkan biodata · cocokkan")  # what was confirmed stays confirmed


def test_one_who_was_only_looked_at_leaves_no_draft(window):
    window.open_resident()
    window.press("Escape")
    window.wait("Cari warga")
    assert window.screen.message_text() == ""
    assert window.station.desk.drafts() == []


def test_what_took_work_is_parked_on_the_way_back(window):
    window.open_resident()
    window.press("Return")
    window.wait("Foto wajah")
    window.press("Escape")
    window.wait("Cocokkan biodata")
    window.press("Escape")
    window.wait("Cari warga")
    (draft,) = window.station.desk.drafts()
    assert draft.state is State.PARKED


def test_the_wrong_person_is_discarded(window):
    window.open_resident()
    window.press("F8")
    window.until(lambda: window.screen.panel is not None)
    window.press("1")
    window.wait("Cari warga")
    assert "Dibuang" in window.screen.message_text()
    assert window.station.desk.drafts() == []


def test_changed_data_without_a_document_park_the_recording(window):
    window.open_resident()
    window.press("F8", "3")
    window.wait("Cari warga")
    assert "Ditunda" in window.screen.message_text()
    (draft,) = window.station.desk.drafts()
    assert draft.resident.nik == RESIDENT.nik


def test_no_comes_back_to_the_facts(window):
    window.open_resident()
    window.press("F8", "Escape")
    assert window.screen.panel is None
    window.press("Return")
    window.wait("Foto wajah")


def test_words_follow_the_language(window):
    window.open_resident(NIK_ODD)
    window.press("Ctrl+b")
    assert "The birth date in the NIK differs" in window.texts()
    window.until(lambda: "Date of birth" in window.texts())
    assert "31 years" in window.texts()
