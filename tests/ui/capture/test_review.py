"""Review and save: one page, the resident's word, and what happens when saving fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from booth.domain.recording import State, Step
from booth.domain.resident import FIELD_NAMES
from booth.store.errors import DiskFull
from booth.ui.operator.photo import PhotoScreen
from booth.ui.operator.review import LINES, ReviewScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.verify import VerifyScreen
from booth.workflow.errors import SaveFailed
from booth.workflow.session import RecordingSession
from tests.ui.capture.conftest import Bench, MakeBench, draw

Prepare = Callable[[RecordingSession], None]


def _saved(bench: Bench) -> list[object]:
    got: list[object] = []
    bench.flow.saved.connect(got.append)
    return got


def test_every_field_of_the_biodata_is_shown() -> None:
    shown = {name for _, names in LINES for name in names}
    assert shown == set(FIELD_NAMES) - {"status_rekam"}


def test_the_resident_signs_and_enter_saves(make_bench: MakeBench, with_all_but_word: Prepare) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    got = _saved(bench)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: screen._review is not None)
    bench.says("Tinjau dan simpan", "menunggu pengesahan")
    assert not bench.offered("primary")
    draw(screen._signing.pad)
    bench.says("siap disimpan")
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: len(got) == 1)
    assert bench.station.desk.recorded()[0].nik == bench.session.resident.nik


def test_who_cannot_sign_confirms_by_word_of_mouth(make_bench: MakeBench, with_all_but_word: Prepare) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    got = _saved(bench)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.says("siap disimpan")
    bench.until(lambda: bench.offered("primary"))
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: len(got) == 1)


def test_everything_captured_is_on_the_page(make_bench: MakeBench, with_all_but_word: Prepare) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: screen._review is not None)
    assert not screen._photo._image.isNull()
    assert not screen._signature._image.isNull()
    assert sum(not one.image.isNull() for one in screen._prints._prints.values()) == 3
    assert screen._prints_note.text() == "7 jari tidak bisa diambil"
    assert screen._verified.text() == "Telunjuk kanan: cocok\nTelunjuk kiri: cocok"


@pytest.mark.parametrize(
    ("key", "kind"),
    [(Qt.Key.Key_F3, PhotoScreen), (Qt.Key.Key_F5, SignatureScreen), (Qt.Key.Key_F6, VerifyScreen)],
)
def test_a_key_goes_back_to_correct(
    make_bench: MakeBench, with_all_but_word: Prepare, key: Qt.Key, kind: type[PhotoScreen]
) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: screen._review is not None)
    bench.press(key)
    bench.screen(kind)
    assert screen._review is None
    assert screen._photo._image.isNull()
    assert not screen._prints._prints


def test_a_save_that_fails_is_said_and_done_again(
    make_bench: MakeBench, with_all_but_word: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    got = _saved(bench)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: screen._review is not None)
    keep = bench.session.save

    def full() -> None:
        raise SaveFailed("full", why="Disk penuh.")

    monkeypatch.setattr(bench.session, "save", full)
    draw(screen._signing.pad)
    bench.says("siap disimpan")
    bench.press(Qt.Key.Key_Return)
    bench.says("belum tersimpan")
    assert "Disk penuh." in screen.message_text()
    assert bench.session.state is State.DRAFT
    monkeypatch.setattr(bench.session, "save", keep)
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: len(got) == 1)


def test_a_confirmation_that_cannot_be_kept_is_said(
    make_bench: MakeBench, with_all_but_word: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: screen._review is not None)

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(bench.session.confirmation, "sign", full)
    draw(screen._signing.pad)
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: bool(screen.message_text()))
    bench.until(lambda: bench.offered("primary"))


def test_a_save_is_finished_although_the_screen_was_locked(make_bench: MakeBench, with_all_but_word: Prepare) -> None:
    bench = make_bench(Step.REVIEW, with_all_but_word)
    got = _saved(bench)
    screen = bench.screen(ReviewScreen)
    bench.press(Qt.Key.Key_F8, Qt.Key.Key_1)
    bench.until(lambda: bench.offered("primary"))
    bench.press(Qt.Key.Key_Return)
    screen.leave()
    bench.until(lambda: len(got) == 1)
