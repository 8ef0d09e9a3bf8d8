from __future__ import annotations

from dataclasses import replace

from tests.ui.operator.test_notices import a_recording


def keep(window, *recordings):
    for recording in recordings:
        window.station.desk.vault.recordings.add(recording)


def cell(window, row, column):
    model = window.screen._model
    return model.index(row, column).data()


def test_an_empty_day_says_so(window):
    window.press("Ctrl+3")
    window.wait("Terekam hari ini · belum ada rekaman")
    assert "Hari ini belum ada rekaman" in window.texts()
    assert not window.action("primary").enabled


def test_the_newest_stands_first_with_what_became_of_it(window):
    first = a_recording()
    second = replace(
        first,
        id=first.id[:-1] + "b",
        nik="6202054608900004",
        nama_lengkap="CONTOH DUA",
        saved_at=first.saved_at.replace(hour=3),
    )
    keep(window, first, second)
    window.press("Ctrl+3")
    window.wait("Terekam hari ini · ada rekaman")
    window.until(lambda: cell(window, 0, 1) == "CONTOH DUA")
    assert [cell(window, 1, column) for column in range(5)] == [
        "09.30",
        "CONTOH SATU",
        "6202 0545 0785 0003",
        "ani",
        "tidak dikenal",  # the summary is there, the queue never had it
    ]


def test_the_proof_is_printed_again(window, tmp_path):
    keep(window, a_recording())
    window.press("Ctrl+3")
    window.wait("ada rekaman")
    window.press("F7")
    window.until(lambda: "dicetak" in window.screen.message_text())
    assert len(list((tmp_path / "proofs").iterdir())) == 1


def test_a_printer_that_fails_is_told_in_words(make_window, tmp_path):
    (tmp_path / "proofs").write_text("a file where the folder should be")
    window = make_window()
    window.log_in()
    window.wait("Cari warga")
    keep(window, a_recording())
    window.press("Ctrl+3")
    window.wait("ada rekaman")
    window.press("F7")
    window.until(window.screen.message_text)
    assert "Bukti tidak bisa disimpan ke folder PDF." in window.screen.message_text()
    assert window.action("primary").enabled


def test_another_day_is_typed_and_left_again(window):
    keep(window, replace(a_recording(), day="2016-09-02"))
    window.press("Ctrl+3")
    window.wait("belum ada rekaman")
    window.press("F4")
    window.type("31022016")
    window.press("Return")
    assert "hh-bb-tttt" in window.texts()
    for _ in range(10):
        window.press("Backspace")
    window.type("06092016")
    window.press("Return")
    assert "belum tiba" in window.texts()
    for _ in range(10):
        window.press("Backspace")
    window.type("02092016")
    window.press("Return")
    window.wait("Terekam 02-09-2016 · ada rekaman")
    window.press("Escape")
    window.wait("Terekam hari ini")
