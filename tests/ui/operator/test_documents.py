"""Papers before the camera, from the biodata step and from the form of one taken down by hand."""

from __future__ import annotations

from random import Random

import cv2
import pytest

from booth.ui.operator import documents
from booth.ui.operator.documents import DocumentsPanel
from booth.workflow.documents import DocumentKind
from booth.workflow.found_files import FoundFile
from tests.unit.biometrics.document_pictures import background, page, scene

BLURRED = 9.0


@pytest.fixture(scope="session")
def desk_pictures(tmp_path_factory):
    """Folders for the camera: a KK that can be read, a blurred one, and an empty desk."""
    root = tmp_path_factory.mktemp("papers")
    sharp = scene(Random(3), paper="kk", desk="wood", turn=-8, tilt=0.1, share=0.93)
    blurred = scene(Random(3), paper="kk", desk="wood", turn=-8, share=0.93, sigma=BLURRED)
    made = {"sharp": sharp.pixels, "blurred": blurred.pixels, "empty": background("wood", (1280, 720), Random(1))}
    for name, pixels in made.items():
        (root / name).mkdir()
        cv2.imwrite(str(root / name / "1.png"), pixels)
    return root


@pytest.fixture
def at_papers(make_window, desk_pictures):
    """The window with the papers of a resident of the register open; the argument names the camera's picture."""

    def open_(picture: str = "sharp"):
        window = make_window(camera=str(desk_pictures / picture))
        window.log_in()
        window.wait("Cari warga")
        window.wait_idle()
        window.open_resident()
        window.wait("Cocokkan biodata")
        window.press("F6")
        window.until(lambda: looked(window))
        return window

    return open_


def panel(window) -> DocumentsPanel:
    found = window.screen.panel
    assert isinstance(found, DocumentsPanel)
    return found


def looked(window) -> bool:
    return isinstance(window.screen.panel, DocumentsPanel) and window.screen.panel._finder.report is not None


def pages(window) -> list[tuple[str, int]]:
    return [(paper.kind.name, len(paper.pages)) for paper in window.screen.session.documents.documents()]


def take(window, key: str = "Space") -> None:
    before = panel(window)._album
    window.press(key)
    window.until(lambda: panel(window)._album is not before and not panel(window)._busy)


def test_the_paper_is_found_and_photographed(at_papers):
    window = at_papers()
    window.wait("Dokumen", "siap memfoto halaman")
    assert len(panel(window)._preview.outline) == 4
    take(window)
    assert pages(window) == [("KK", 1)]
    (paper,) = window.screen.session.documents.documents()
    assert paper.readable
    assert paper.pages[0].width / paper.pages[0].height == pytest.approx(2**0.5, rel=0.02)
    assert "Terbaca." in window.texts()
    take(window, "Return")
    assert pages(window) == [("KK", 2)]
    window.press("Escape")
    window.wait("Cocokkan biodata")
    assert "Sudah difoto: Kartu Keluarga (KK)" in window.texts()


def test_another_kind_is_another_paper(at_papers):
    window = at_papers()
    take(window)
    window.press("F2", "5")
    take(window)
    assert pages(window) == [("KK", 1), ("COURT", 1)]
    assert "Penetapan pengadilan · halaman 1 dari 1" in window.texts()


def test_an_other_paper_is_named(at_papers):
    window = at_papers()
    window.press("F2", "8")
    window.type("surat desa")
    window.press("Return")
    take(window)
    assert window.screen.session.documents.names() == (("d1", DocumentKind.OTHER, "surat desa"),)


def test_a_poor_page_is_taken_again_in_its_place_or_kept_with_a_reason(at_papers):
    window = at_papers("blurred")
    take(window)
    window.wait("halaman tidak terbaca")
    assert window.action("keep") is not None
    take(window)
    assert pages(window) == [("KK", 1)]
    window.press("Escape")
    window.wait("Cocokkan biodata")
    window.press("Return")
    window.until(lambda: "tidak terbaca" in window.screen.message_text())
    window.press("F6")
    window.until(lambda: looked(window))
    window.press("1", "F8", "1")
    window.until(lambda: not window.screen.session.documents.missing)
    window.wait_idle()
    assert "Dipakai: Kertas usang, robek, atau bernoda" in window.texts()
    window.press("Escape", "Return")
    window.wait("Foto wajah")


def test_without_paper_it_says_so(at_papers):
    window = at_papers("empty")
    assert panel(window)._preview.outline == ()
    take(window)
    assert "Kertas tidak ditemukan" in window.texts()


def test_taken_away_and_brought_back(at_papers):
    window = at_papers()
    take(window)
    window.press("F2", "2")
    take(window)
    window.press("1", "Delete")
    window.until(lambda: pages(window) == [("BIRTH", 1)])
    window.wait_idle()
    window.press("F5")
    window.until(lambda: pages(window) == [("KK", 1), ("BIRTH", 1)])


def test_turned_and_moved(at_papers):
    window = at_papers()
    take(window)
    take(window)
    second = panel(window)._mark
    window.press("F4")
    window.wait_idle()
    window.until(lambda: window.screen.session.documents.documents()[0].pages[0].number == second)
    window.press("r")
    window.wait_idle()
    first = window.screen.session.documents.documents()[0].pages[0]
    assert first.width < first.height


def test_from_a_file(at_papers, tmp_path, monkeypatch):
    window = at_papers("empty")
    good, pdf = tmp_path / "kk.png", tmp_path / "kk.pdf"
    cv2.imwrite(str(good), page("kk", Random(2), per_mm=6))
    pdf.write_bytes(b"%PDF-1.7")
    files = [FoundFile(path, 1000, window.clock()) for path in (good, pdf)]
    monkeypatch.setattr(documents, "files_at_hand", lambda _endings: files)
    window.press("F3")
    window.until(lambda: panel(window)._sub is not None)
    assert "kk.pdf" in [file.path.name for file in files]
    window.press("Return")
    window.until(lambda: pages(window) == [("KK", 1)])
    (paper,) = window.screen.session.documents.documents()
    assert paper.readable
    assert paper.pages[0].source == ""
    window.wait_idle()
    window.press("F3")
    window.until(lambda: panel(window)._sub is not None)
    window.press("Down", "Return")
    window.until(lambda: "Berkas PDF tidak dapat" in window.texts())
    assert pages(window) == [("KK", 1)]


def test_no_camera_leaves_files(make_window):
    window = make_window()
    window.log_in()
    window.wait("Cari warga")
    window.wait_idle()
    window.open_resident()
    window.press("F6")
    window.wait("Dokumen", "kamera belum siap")
    assert not window.action("primary").enabled
    assert window.action("file").enabled
    assert window.action("retry").key == "R"


def test_locking_gives_the_camera_back(at_papers):
    window = at_papers()
    take(window)
    window.frame.lock_chosen.emit()
    window.wait("Terkunci")
    from tests.unit.workflow.stage import PASSWORD

    window.type(PASSWORD)
    window.press("Return")
    window.wait("Cocokkan biodata")
    assert window.screen.panel is None
    assert pages(window) == [("KK", 1)]


def test_a_parked_recording_comes_back_with_its_papers(at_papers):
    window = at_papers()
    take(window)
    window.press("Escape")
    window.wait("Cocokkan biodata")
    window.press("Escape")  # somebody with papers is not only looked at
    window.wait("Cari warga")
    window.wait_idle()
    window.press("Return")
    window.wait("Cocokkan biodata")
    assert pages(window) == [("KK", 1)]


def test_words_follow_the_language(at_papers):
    window = at_papers()
    take(window)
    window.press("Ctrl+b")
    window.until(lambda: "Readable." in window.texts())
    assert "Family card (KK) · page 1 of 1" in window.texts()
    assert window.screen.title() == "Documents"


# Taken down by hand.


def fill_form(window) -> None:
    from dataclasses import replace

    from tests.unit.workflow.stage import RESIDENT

    window.press("F2")
    window.wait("Catat dengan tangan")
    row = replace(RESIDENT, nik="6202055001900009", nama_lengkap="CONTOH TANGAN").to_row()
    window.screen._form.set_values(row)
    window.screen.refresh()


@pytest.fixture
def by_hand(make_window, desk_pictures):
    window = make_window(camera=str(desk_pictures / "sharp"))
    window.log_in()
    window.wait("Cari warga")
    window.wait_idle()
    fill_form(window)
    return window


def test_the_kk_is_photographed_right_after_the_form(by_hand):
    window = by_hand
    window.press("F6")
    window.until(lambda: looked(window))
    take(window)
    window.press("Escape")
    window.wait("Cocokkan biodata")
    assert pages(window) == [("KK", 1)]
    assert "KK belum difoto" not in window.texts()


def test_without_a_kk_a_notice_asks_and_a_reason_answers(by_hand):
    window = by_hand
    window.press("Return")
    window.wait("Cocokkan biodata")
    assert "KK belum difoto" in window.texts()
    window.press("F7", "1")
    window.until(lambda: window.screen.session.documents.no_kk)
    window.wait_idle()
    assert "KK tidak difoto: Warga tidak membawa KK" in window.texts()


def test_the_notice_blocks_nothing(by_hand):
    window = by_hand
    window.press("Return")
    window.wait("Cocokkan biodata")
    while "ada peringatan" in window.title:
        window.press("Return")
    window.press("Return")
    window.wait("Foto wajah")
