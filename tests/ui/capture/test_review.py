"""Review and save: one page, the resident's word, and what happens when saving fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from booth.devices.ports import FingerImage
from booth.domain.fingers import Finger
from booth.domain.recording import State, Step
from booth.domain.resident import FIELD_NAMES
from booth.store.errors import DiskFull
from booth.store.recordings import Recording
from booth.store.templates import StoredTemplate
from booth.store.vault import Vault
from booth.ui.operator.before import BeforePanel
from booth.ui.operator.photo import PhotoScreen
from booth.ui.operator.review import LINES, ReviewScreen
from booth.ui.operator.signature import SignatureScreen
from booth.ui.operator.verify import VerifyScreen
from booth.workflow.errors import SaveFailed
from booth.workflow.session import RecordingSession
from tests.ui.capture.conftest import Bench, MakeBench, draw
from tests.unit.workflow.stage import capture_rest

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

    def full(*_: object, **__: object) -> None:
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


def _twin(session: RecordingSession, prints: dict[str, FingerImage], vault: Vault) -> None:
    """Somebody was recorded here yesterday with the same right index finger."""
    capture_rest(session, prints)
    session.confirmation.clear()
    template = session.fingers.files()[Finger.RIGHT_INDEX][1]
    vault.templates.add([StoredTemplate("r1", Finger.RIGHT_INDEX, "2016-09-04", template)])
    vault.recordings.add(
        Recording(
            id="r1",
            nik="6202054608900004",
            nama_lengkap="CONTOH DUA",
            tanggal_lahir=date(1990, 8, 6),
            kode_wilayah="6202051001",
            day="2016-09-04",
            hour=9,
            operator="ani",
            saved_at=datetime(2016, 9, 4, 2, tzinfo=UTC),
            sha256="0" * 64,
            exceptions=0,
            seconds=100.0,
            photo_retakes=0,
            by_hand=False,
        )
    )


def test_who_was_recorded_before_is_offered_and_holds_up_nobody(
    make_bench: MakeBench, prints: dict[str, FingerImage]
) -> None:
    bench = make_bench(Step.REVIEW, lambda session: _twin(session, prints, session._record.vault))
    got = _saved(bench)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: "CONTOH DUA" in screen._before.text())
    bench.until(lambda: bench.offered("look"))
    bench.press(Qt.Key.Key_F7)
    assert isinstance(screen.panel, BeforePanel)
    assert "04-09-2016, pukul 09" in screen.panel.lines[0]
    assert "NIK lain" in screen.panel.lines[0]
    bench.press(Qt.Key.Key_Return)
    assert screen.panel is None
    draw(screen._signing.pad)
    bench.says("siap disimpan")
    bench.press(Qt.Key.Key_Return)
    bench.until(lambda: len(got) == 1)
    (recording,) = bench.station.desk.recorded()
    assert recording.exceptions == 7 + 1 + 1  # missing fingers, the photo's reason, who looks the same
