from __future__ import annotations

from tests.unit.workflow.stage import RESIDENT


def test_begins_with_the_day_and_the_search_field(window):
    assert "Siapa berikutnya?" in window.texts()
    assert window.rail() == ["Cari warga", "Draf", "Terekam hari ini"]
    assert window.frame.focusWidget().objectName() == "search"
    assert not window.action("primary").enabled


def test_searches_while_typing_from_the_third_letter(window):
    window.type("co")
    window.until(lambda: "Teruskan mengetik" in window.texts())
    window.type("ntoh")
    window.wait("ditemukan")
    results = window.screen._results
    assert results.count() == 6
    assert window.screen.subtitle() == "6 ditemukan"


def test_a_number_may_be_typed_in_groups(window):
    window.search("6202 0545 0785 0003")
    window.wait("ditemukan")
    assert window.screen._results.current_id() == RESIDENT.nik


def test_marks_what_cannot_be_recorded_here(window):
    window.search("contoh")
    window.wait("ditemukan")
    model = window.screen._results.model()
    rows = [model.index(n, 0).data(0) for n in range(model.rowCount())]
    said = {row.split(" 6202")[0].split(" 9901")[0]: row for row in rows}
    assert "sudah rekam" in said["CONTOH SUDAH"]
    assert "kecamatan lain" in said["CONTOH LUAR"]
    assert "belum cukup umur" in said["CONTOH ANAK"]
    assert said["CONTOH SATU"].endswith("31 tahun ")


def test_arrow_keys_choose_and_enter_opens(window):
    window.search("contoh s")
    window.wait("ditemukan")
    results = window.screen._results
    first = results.current_id()
    window.press("Down")
    assert results.current_id() != first
    window.press("Up", "Return")
    window.wait("Cocokkan biodata")


def test_escape_empties_the_field(window):
    window.search("contoh")
    window.press("Escape")
    window.until(lambda: "Siapa berikutnya?" in window.texts())
    assert window.screen._field.text() == ""


def test_enter_does_nothing_while_a_search_is_under_way(window):
    window.search("contoh")
    window.wait("ditemukan")
    window.type(" dua")
    window.press("Return")  # ends the pause of typing: searches
    assert not window.action("primary").enabled
    window.press("Return")
    window.wait("ditemukan")
    assert window.screen.subtitle() == "1 ditemukan"


def test_nobody_found_leads_to_the_form_with_what_was_typed(window):
    window.search("supriyanto")
    window.wait("tidak ditemukan")
    window.press("Return")
    window.wait("Catat dengan tangan")
    assert window.screen._form.values()["nama_lengkap"] == "SUPRIYANTO"


def test_an_open_draft_waits_on_the_first_screen(window):
    window.open_resident()
    window.press("F9")
    window.wait("Cari warga")
    window.until(lambda: "Sudah dimulai, belum selesai" in window.texts())
    assert "Ditunda" in window.texts()
    window.press("Return")
    window.wait("Cocokkan biodata")


def test_all_words_follow_the_language(window):
    window.press("Ctrl+b")
    assert window.title.startswith("Find resident — ")
    assert "Who is next?" in window.texts()
    assert window.rail() == ["Find resident", "Drafts", "Recorded today"]
