from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from booth.biometrics.documents import DocumentPage, DocumentReport, DocumentVerdict
from booth.domain.recording import Step
from booth.workflow.documents import (
    MOST_PAGES,
    DocumentInUse,
    DocumentKind,
    DocumentWork,
    NoSuchPage,
    TooManyPages,
)
from booth.workflow.errors import ReasonNeeded, StepNotFinished
from tests.unit.workflow.stage import RESIDENT


def made(shade: int = 200, verdict: DocumentVerdict = DocumentVerdict.OK) -> DocumentPage:
    """A page, wider than high, with a dark corner at the top left."""
    pixels = np.full((60, 80, 3), shade, np.uint8)
    pixels[:20, :20] = 10
    jpeg = cv2.imencode(".jpg", pixels)[1].tobytes()
    reasons = () if verdict is DocumentVerdict.OK else (verdict,)
    return DocumentPage(jpeg, 80, 60, DocumentReport(verdict, reasons, None))


BLURRED = made(verdict=DocumentVerdict.BLURRED)


@pytest.fixture
def work(record):
    return DocumentWork(record)


def numbers(work: DocumentWork) -> list[tuple[str, list[int]]]:
    return [(paper.kind.name, [page.number for page in paper.pages]) for paper in work.documents()]


def test_pages_of_a_kind_are_one_paper(work):
    first = work.add(DocumentKind.KK, made(), source="C270")
    work.add(DocumentKind.BIRTH, made())
    second = work.add(DocumentKind.KK, made(90))
    assert numbers(work) == [("KK", [first, second]), ("BIRTH", [2])]
    page = work.documents()[0].pages[0]
    assert (page.source, page.width, page.height, page.readable) == ("C270", 80, 60, True)
    assert page.jpeg == made().jpeg
    assert work.pages == 3


def test_other_papers_are_told_apart_by_their_note(work):
    with pytest.raises(ReasonNeeded):
        work.add(DocumentKind.OTHER, made())
    work.add(DocumentKind.OTHER, made(), note=" surat  desa ")
    work.add(DocumentKind.OTHER, made(), note="surat desa")
    work.add(DocumentKind.OTHER, made(), note="ijazah")
    assert [(paper.note, len(paper.pages)) for paper in work.documents()] == [("surat desa", 2), ("ijazah", 1)]


def test_a_crash_loses_no_page(work, again):
    work.add(DocumentKind.KK, made())
    poor = work.add(DocumentKind.KK, BLURRED)
    work.accept(poor, "kertas rusak")
    resumed = DocumentWork(again())
    assert numbers(resumed) == numbers(work)
    page = resumed.documents()[0].pages[1]
    assert (page.verdict, page.reasons, page.reason) == (
        DocumentVerdict.BLURRED,
        (DocumentVerdict.BLURRED,),
        "kertas rusak",
    )


def test_a_page_that_cannot_be_read_needs_another_try_or_a_reason(work):
    poor = work.add(DocumentKind.KK, BLURRED)
    assert work.missing
    with pytest.raises(ReasonNeeded):
        work.accept(poor, "  ")
    work.accept(poor, "kertas rusak")
    assert not work.missing
    assert work.exceptions == 1
    work.replace(poor, made(), source="C270")
    assert not work.missing
    assert work.exceptions == 0
    assert work.documents()[0].pages[0].reason == ""


def test_removing_can_be_undone(work):
    work.add(DocumentKind.BIRTH, made())
    kk = [work.add(DocumentKind.KK, made(shade)) for shade in (100, 150, 200)]
    before = work.documents()
    work.remove(kk[1])
    assert numbers(work) == [("BIRTH", [1]), ("KK", [2, 4])]
    assert work.removed
    assert work.undo() == kk[1]
    assert work.documents() == before
    assert not work.removed
    with pytest.raises(NoSuchPage):
        work.undo()


def test_a_paper_without_pages_is_gone_and_comes_back_in_its_place(work):
    only = work.add(DocumentKind.BIRTH, made())
    work.add(DocumentKind.KK, made())
    work.remove(only)
    assert numbers(work) == [("KK", [2])]
    work.undo()
    assert numbers(work) == [("BIRTH", [1]), ("KK", [2])]


def test_what_was_removed_goes_for_good_with_the_next_act(work, record):
    one, two = (work.add(DocumentKind.KK, made()) for _ in range(2))
    work.remove(one)
    assert len(record.captures("document")) == 2
    work.turn(two)
    assert len(record.captures("document")) == 1
    assert not work.removed


def test_the_paper_of_a_correction_stays(work):
    work.add(DocumentKind.KK, made())
    work.add(DocumentKind.KK, made())
    work.in_use = frozenset({"d1"})
    work.remove(1)
    with pytest.raises(DocumentInUse):
        work.remove(2)


def test_pages_change_places(work):
    for shade in (100, 150, 200):
        work.add(DocumentKind.KK, made(shade))
    work.move(3, -1)
    assert numbers(work) == [("KK", [1, 3, 2])]
    work.move(1, -5)
    work.move(2, 9)
    assert numbers(work) == [("KK", [1, 3, 2])]


def test_a_page_is_turned_clockwise(work):
    number = work.add(DocumentKind.KK, made())
    work.turn(number)
    page = work.documents()[0].pages[0]
    assert (page.width, page.height) == (60, 80)
    pixels = cv2.imdecode(np.frombuffer(page.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert pixels[5, -5] < 60 < pixels[5, 5]


def test_there_is_an_end(work):
    for _ in range(MOST_PAGES):
        work.add(DocumentKind.KK, made())
    with pytest.raises(TooManyPages):
        work.add(DocumentKind.KK, made())


@pytest.mark.parametrize("act", ["turn", "remove"])
def test_pages_that_are_not_there(work, act: str):
    with pytest.raises(NoSuchPage):
        getattr(work, act)(7)


def test_names_in_the_packet(work):
    work.add(DocumentKind.KK, made(100))
    work.add(DocumentKind.KK, made(150))
    work.add(DocumentKind.COURT, BLURRED)
    assert list(work.files()) == ["documents/01-kk-1.jpg", "documents/01-kk-2.jpg", "documents/02-court-1.jpg"]
    assert work.files()["documents/01-kk-2.jpg"] == made(150).jpeg
    about = work.about()["papers"]
    assert [(paper["kind"], paper["pages"], paper["readable"]) for paper in about] == [
        ("kk", 2, True),
        ("court", 1, False),
    ]


# In a recording.


@pytest.fixture
def by_hand(login):
    """Somebody taken down by hand."""
    desk = login("ani")
    resident = replace(RESIDENT, nik="6202055001900009", nama_lengkap="CONTOH TANGAN")
    return desk.start(desk.look_by_hand(resident))


def test_the_kk_of_one_taken_down_by_hand_is_wanted_but_blocks_nothing(by_hand):
    papers = by_hand.documents
    assert papers.kk_wanted
    assert papers.exceptions == 1
    by_hand.confirm_biodata([notice.code for notice in by_hand.notices])
    assert by_hand.step is Step.PHOTO
    papers.say_why_no_kk("KK tertinggal")
    assert not papers.kk_wanted
    assert papers.about() == {"papers": [], "kk_missing": True, "kk_missing_because": "KK tertinggal"}
    papers.add(DocumentKind.KK, made())
    assert (papers.no_kk, papers.exceptions) == ("", 0)


def test_the_kk_of_one_in_the_register_is_not_asked_for(login):
    desk = login("ani")
    session = desk.start(desk.look(RESIDENT.nik))
    assert not session.documents.kk_wanted
    assert session.documents.exceptions == 0


def test_papers_may_come_first(login):
    desk = login("ani")
    resident = replace(RESIDENT, nik="6202055001900009", nama_lengkap="CONTOH TANGAN")
    desk.papers_first(resident.nik)
    session = desk.start(desk.look_by_hand(resident))
    assert session.documents.asked_first
    session.documents.opened()
    assert not session.documents.asked_first


def test_the_biodata_wait_for_a_page_that_cannot_be_read(by_hand):
    poor = by_hand.documents.add(DocumentKind.KK, BLURRED)
    with pytest.raises(StepNotFinished):
        by_hand.confirm_biodata([notice.code for notice in by_hand.notices])
    by_hand.documents.remove(poor)
    by_hand.confirm_biodata([notice.code for notice in by_hand.notices])


def test_another_paper_wants_another_confirmation(ready_booth):
    from tests.unit.workflow.stage import DRAFT, PASSWORD

    desk = ready_booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    assert session.finished(Step.REVIEW)
    session.documents.add(DocumentKind.KK, made())
    assert not session.finished(Step.REVIEW)
    desk.close()
