from __future__ import annotations

from booth.domain.recording import Step
from tests.unit.workflow.stage import RESIDENT


def park_one(window):
    window.open_resident()
    window.press("Return")
    window.wait("Foto wajah")
    window.press("F9")
    window.wait("Cari warga")
    window.wait_idle()


def test_an_empty_list_says_so(window):
    window.press("Ctrl+2")
    window.wait("Draf · tidak ada draf")
    assert "Tidak ada draf yang menunggu" in window.texts()
    assert not window.action("primary").enabled
    assert not window.action("discard").enabled


def test_a_parked_recording_goes_on_where_it_was(window):
    park_one(window)
    window.press("Ctrl+2")
    window.wait("Draf · draf menunggu")
    row = window.screen._rows.model().index(0, 0).data(0)
    assert "CONTOH SATU" in row
    assert "ditunda · langkah 3 dari 7: Foto wajah" in row
    assert "dimulai 05-09-2016 10.00 oleh ani" in row
    window.press("Return")
    window.wait("Foto wajah")


def test_the_rail_counts_the_drafts(window):
    park_one(window)
    window.until(lambda: window.frame.rail._items[1].item.badge == "1")


def test_discarding_asks_for_a_reason_and_logs_it(window):
    park_one(window)
    window.press("Ctrl+2")
    window.wait("draf menunggu")
    window.press("F8", "4")
    assert not window.action("primary").enabled  # a reason of one's own needs words
    window.type("salah ketik")
    window.press("Return")
    window.wait("tidak ada draf")
    assert "dibuang" in window.screen.message_text()
    assert window.station.desk.drafts() == []
    assert window.station.desk.vault.audit.verify() > 0
    assert window.frame.rail._items[1].item.badge == ""


def test_a_draft_that_is_gone_disappears_from_the_list(window):
    park_one(window)
    window.press("Ctrl+2")
    window.wait("draf menunggu")
    (draft,) = window.station.desk.drafts()
    window.station.desk.discard(draft.id, "elsewhere")
    window.press("Return")
    window.until(lambda: "Draf ini sudah tidak ada" in window.screen.message_text())


def test_after_a_restart_the_recording_goes_on_at_its_step(make_window):
    window = make_window()
    window.log_in()
    window.wait("Cari warga")
    window.open_resident()
    window.press("Return")
    window.wait("Foto wajah")
    window.close()  # nobody parked it: as if the power had gone
    again = make_window()
    again.log_in()
    again.wait("Cari warga")
    again.until(lambda: "Sudah dimulai, belum selesai" in again.texts())
    again.press("Return")
    again.wait("Foto wajah")
    (draft,) = again.station.desk.drafts()
    assert draft.step is Step.PHOTO
    assert draft.resident == RESIDENT
