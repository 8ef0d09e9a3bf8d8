"""Papers of one recording: the KK and what supports it, page by page, photographed or taken from a file.

Each page is a capture of the draft and is committed before it is shown. Which pages belong to which paper, and in what
order, stands in one note of the draft; a page taken away stays until the next act, so that it can come back.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import cv2
import msgspec
import numpy as np

from booth.biometrics.documents import DocumentPage, DocumentVerdict, encode_page
from booth.domain.errors import N_
from booth.workflow.errors import ReasonNeeded, WorkflowError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from booth.store.drafts import Capture
    from booth.workflow.record import Change, Record

KIND = "document"  # of the captures: key is the paper's id, attempt the page's number
MOST_PAGES = 20  # of all papers of a recording: 6 MB at most
LONGEST_NOTE = 80
_BOOK = "documents"
_NO_KK = "documents.no_kk"
_FIRST = "documents.first"


class DocumentKind(Enum):
    """What a paper is; the value is its name on the screen."""

    KK = N_("Family card (KK)")
    BIRTH = N_("Birth certificate")
    MARRIAGE = N_("Marriage certificate")
    DIVORCE = N_("Divorce certificate")
    COURT = N_("Court ruling")
    PASSPORT = N_("Passport or KITAP")
    LOSS = N_("Loss report of the police")
    OTHER = N_("Other paper")

    @property
    def slug(self) -> str:
        """As it stands in names of files."""
        return self.name.lower()


class NoSuchPage(WorkflowError):
    text = N_("This page is not there any more.")


class TooManyPages(WorkflowError):
    text = N_("{most} pages are enough. Take away those that are not needed.")


class DocumentInUse(WorkflowError):
    text = N_("A correction rests on this paper. Withdraw the correction first.")


@dataclass(frozen=True)
class Page:
    """One page. `number` names it within the recording for ever; `reason` says why it is kept though not readable."""

    number: int
    jpeg: bytes
    width: int
    height: int
    verdict: DocumentVerdict
    reasons: tuple[DocumentVerdict, ...]
    source: str  # the camera's name, or empty for a file
    reason: str = ""

    @property
    def readable(self) -> bool:
        return self.verdict is DocumentVerdict.OK


@dataclass(frozen=True)
class Document:
    """One paper with its pages in order. `note` says what an OTHER one is."""

    id: str
    kind: DocumentKind
    note: str
    pages: tuple[Page, ...]

    @property
    def readable(self) -> bool:
        return all(page.readable for page in self.pages)


def papers_first() -> dict[str, str]:
    """The note with which a draft begins whose papers are photographed before anything else."""
    return {_FIRST: "yes"}


class _Leaf(msgspec.Struct):
    number: int
    readable: bool  # here too, so that nobody reads pictures to know it
    reason: str = ""


class _Paper(msgspec.Struct):
    id: str
    kind: str
    note: str
    pages: list[_Leaf]


class _Removed(msgspec.Struct):
    paper: _Paper  # as it was, without its pages
    paper_at: int
    leaf: _Leaf
    at: int


class _Book(msgspec.Struct):
    papers: list[_Paper] = []
    next: int = 1
    removed: _Removed | None = None


class DocumentWork:
    """The papers of one recording. Raises the store's errors where the vault cannot be written."""

    def __init__(self, record: Record, *, in_use: frozenset[str] = frozenset()) -> None:
        """`in_use` are ids of papers that may not lose their last page; kept up to date by the corrections."""
        self._record = record
        self.in_use = in_use

    # What is there.

    def documents(self) -> tuple[Document, ...]:
        """All papers in order, with their pages' pictures."""
        held = {(c.key, c.attempt): c for c in self._record.captures(KIND)}
        return tuple(
            Document(
                paper.id,
                DocumentKind[paper.kind],
                paper.note,
                tuple(
                    _page(held[paper.id, leaf.number], leaf) for leaf in paper.pages if (paper.id, leaf.number) in held
                ),
            )
            for paper in self._book().papers
        )

    def names(self) -> tuple[tuple[str, DocumentKind, str], ...]:
        """(id, kind, note) of each paper in order, without reading a picture."""
        return tuple((paper.id, DocumentKind[paper.kind], paper.note) for paper in self._book().papers)

    @property
    def pages(self) -> int:
        """How many pages there are in all."""
        return sum(len(paper.pages) for paper in self._book().papers)

    @property
    def removed(self) -> bool:
        """Whether the page taken away last can come back."""
        return self._book().removed is not None

    @property
    def missing(self) -> str:
        """What still lacks, as a source text: a page that cannot be read needs another try or a reason."""
        poor = any(not leaf.readable and not leaf.reason for paper in self._book().papers for leaf in paper.pages)
        return N_("a page cannot be read: take it again, take it away, or say why it is kept.") if poor else ""

    # The KK of somebody taken down by hand.

    @property
    def kk_wanted(self) -> bool:
        """Taken down by hand, and neither is the KK photographed nor said why not. A notice, never a block."""
        return self._record.draft.by_hand and not self.has_kk and not self.no_kk

    @property
    def has_kk(self) -> bool:
        return any(paper.kind == DocumentKind.KK.name and paper.pages for paper in self._book().papers)

    @property
    def no_kk(self) -> str:
        """Why the KK could not be photographed; empty otherwise."""
        return "" if self.has_kk else self._record.note(_NO_KK)

    def say_why_no_kk(self, reason: str) -> None:
        """Raises `ReasonNeeded`."""
        if not reason.strip():
            raise ReasonNeeded("documents")
        with self._record.change() as change:
            change.set_note(_NO_KK, reason.strip())
            change.content_changed()

    @property
    def asked_first(self) -> bool:
        """Whether the papers are to be photographed before anything else; asked for in the form for one by hand."""
        return bool(self._record.note(_FIRST))

    def opened(self) -> None:
        """The papers were shown: from now on they wait until they are asked for."""
        if self.asked_first:
            with self._record.change() as change:
                change.set_note(_FIRST, "")

    @property
    def exceptions(self) -> int:
        """What a supervisor should look at: pages that cannot be read, and a KK that is not there."""
        poor = sum(not leaf.readable for paper in self._book().papers for leaf in paper.pages)
        return poor + (self._record.draft.by_hand and not self.has_kk)

    # Acts.

    def add(self, kind: DocumentKind, taken: DocumentPage, *, note: str = "", source: str = "") -> int:
        """Keep another page of the paper of this kind (and note, for an OTHER one); its number.

        `source` is the camera's name, empty for a file. Raises `TooManyPages`, `ReasonNeeded` where an OTHER paper
        has no note.
        """
        note = " ".join(note.split())[:LONGEST_NOTE] if kind is DocumentKind.OTHER else ""
        if kind is DocumentKind.OTHER and not note:
            raise ReasonNeeded("documents")
        if self.pages >= MOST_PAGES:
            raise TooManyPages(most=MOST_PAGES)
        book = self._book()
        paper = next((p for p in book.papers if p.kind == kind.name and p.note == note), None)
        with self._changing(book) as change:
            number, book.next = book.next, book.next + 1
            if paper is None:
                paper = _Paper(f"d{number}", kind.name, note, [])
                book.papers.append(paper)
            paper.pages.append(_Leaf(number, taken.report.readable))
            _put(change, paper.id, number, taken, source)
        return number

    def replace(self, number: int, taken: DocumentPage, *, source: str = "") -> None:
        """Another picture of page `number`, in its place. Raises `NoSuchPage`."""
        book = self._book()
        paper, at = _find(book, number)
        with self._changing(book) as change:
            paper.pages[at] = _Leaf(number, taken.report.readable)
            _put(change, paper.id, number, taken, source)

    def turn(self, number: int) -> None:
        """A quarter clockwise: a page that lay sideways, or on its head. Raises `NoSuchPage`."""
        book = self._book()
        paper, _ = _find(book, number)
        held = self._capture(paper.id, number)
        pixels = np.asarray(cv2.imdecode(np.frombuffer(held.data, np.uint8), cv2.IMREAD_COLOR), np.uint8)
        turned = np.asarray(cv2.rotate(pixels, cv2.ROTATE_90_CLOCKWISE), np.uint8)
        jpeg, width, height = encode_page(turned)
        with self._changing(book) as change:
            change.put(KIND, paper.id, number, jpeg, held.meta | {"width": width, "height": height})

    def accept(self, number: int, reason: str) -> None:
        """Keep page `number` although it cannot be read. Raises `NoSuchPage`, `ReasonNeeded`."""
        if not reason.strip():
            raise ReasonNeeded("documents")
        book = self._book()
        paper, at = _find(book, number)
        with self._changing(book):
            paper.pages[at].reason = reason.strip()

    def move(self, number: int, step: int) -> None:
        """Page `number` comes `step` places later in its paper, earlier where that is negative. Raises `NoSuchPage`."""
        book = self._book()
        paper, at = _find(book, number)
        to = min(max(0, at + step), len(paper.pages) - 1)
        with self._changing(book):
            paper.pages.insert(to, paper.pages.pop(at))

    def remove(self, number: int) -> None:
        """Take page `number` away; `undo` brings it back until another page is taken away or added.

        A paper without pages is gone too. Raises `NoSuchPage`, `DocumentInUse`.
        """
        book = self._book()
        paper, at = _find(book, number)
        if len(paper.pages) == 1 and paper.id in self.in_use:
            raise DocumentInUse(paper.id)
        with self._changing(book):
            paper_at = book.papers.index(paper)
            leaf = paper.pages.pop(at)
            book.removed = _Removed(_Paper(paper.id, paper.kind, paper.note, []), paper_at, leaf, at)
            if not paper.pages:
                book.papers.pop(paper_at)

    def undo(self) -> int:
        """Bring back the page taken away last; its number. Raises `NoSuchPage` where there is none."""
        book = self._book()
        gone = book.removed
        if gone is None:
            raise NoSuchPage("nothing removed")
        paper = next((p for p in book.papers if p.id == gone.paper.id), None)
        with self._changing(book, keep=True):
            if paper is None:
                paper = gone.paper
                book.papers.insert(min(gone.paper_at, len(book.papers)), paper)
            paper.pages.insert(min(gone.at, len(paper.pages)), gone.leaf)
            book.removed = None
        return gone.leaf.number

    # In the packet.

    def file_names(self) -> dict[str, tuple[str, ...]]:
        """Paper's id → names of its pages' files in the packet: `documents/<nn>-<kind>-<page>.jpg`."""
        return {
            paper.id: tuple(
                f"documents/{place:02}-{DocumentKind[paper.kind].slug}-{page}.jpg"
                for page in range(1, len(paper.pages) + 1)
            )
            for place, paper in enumerate(self._book().papers, 1)
        }

    def files(self) -> dict[str, bytes]:
        """Name → JPEG of every page."""
        names = self.file_names()
        return {
            name: page.jpeg
            for paper in self.documents()
            for name, page in zip(names[paper.id], paper.pages, strict=True)
        }

    def about(self) -> dict[str, object]:
        """For the manifest: each paper, and why a KK that should be there is not."""
        names = self.file_names()
        papers = [
            {
                "kind": paper.kind.slug,
                "note": paper.note,
                "pages": len(paper.pages),
                "readable": paper.readable,
                "reasons": sorted({page.reason for page in paper.pages if page.reason}),
                "files": list(names[paper.id]),
            }
            for paper in self.documents()
        ]
        wanted = self._record.draft.by_hand
        return {"papers": papers, "kk_missing": wanted and not self.has_kk, "kk_missing_because": self.no_kk}

    # Inside.

    def _book(self) -> _Book:
        text = self._record.note(_BOOK)
        return msgspec.json.decode(text, type=_Book) if text else _Book()

    def _capture(self, paper: str, number: int) -> Capture:
        for capture in self._record.captures(KIND):
            if (capture.key, capture.attempt) == (paper, number):
                return capture
        raise NoSuchPage(str(number))

    @contextmanager
    def _changing(self, book: _Book, *, keep: bool = False) -> Iterator[Change]:
        """One act: what was taken away before goes for good unless `keep`, and the resident confirms anew."""
        with self._record.change() as change:
            if book.removed is not None and not keep:
                change.drop(KIND, book.removed.paper.id, book.removed.leaf.number)
                book.removed = None
            yield change
            change.set_note(_BOOK, msgspec.json.encode(book).decode())
            change.content_changed()


def _find(book: _Book, number: int) -> tuple[_Paper, int]:
    """The paper that has page `number`, and where. Raises `NoSuchPage`."""
    for paper in book.papers:
        for at, leaf in enumerate(paper.pages):
            if leaf.number == number:
                return paper, at
    raise NoSuchPage(str(number))


def _put(change: Change, paper: str, number: int, taken: DocumentPage, source: str) -> None:
    meta: dict[str, object] = {
        "width": taken.width,
        "height": taken.height,
        "verdict": taken.report.verdict.name,
        "reasons": [reason.name for reason in taken.report.reasons],
        "source": source,
    }
    change.put(KIND, paper, number, taken.jpeg, meta)


def _page(capture: Capture, leaf: _Leaf) -> Page:
    meta = capture.meta
    return Page(
        leaf.number,
        capture.data,
        int(meta["width"]),
        int(meta["height"]),
        DocumentVerdict[str(meta["verdict"])],
        tuple(DocumentVerdict[name] for name in meta["reasons"]),
        str(meta["source"]),
        leaf.reason,
    )
