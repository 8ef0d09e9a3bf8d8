"""The stick: written, carried, read again; what does not fit, what is somebody else's, what is altered."""

from __future__ import annotations

from pathlib import Path

import pytest

from booth.ui import stick as page
from booth.ui.kit.lines import LineField
from booth.ui.places import Place
from booth.workflow.booth import Booth
from booth.workflow.carrying import carry, take_back
from booth.workflow.errors import NotAllowed
from sync import courier_layout as layout
from sync.courier import BoothOnStick, OnStick, Read, Written
from sync.courier_files import Stick
from sync.outbox import State
from tests.ui.supervisor.stage import Saved, Window, receipts
from tests.unit.workflow.stage import PASSWORD, Office


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that is plugged in."""
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    monkeypatch.setattr(page, "places", lambda: [Place("KINGSTON", stick, plugged=True), Place("Home", tmp_path)])
    return stick


@pytest.fixture
def at_stick(window: Window, plugged: Path) -> Window:
    window.press("Ctrl+5")
    window.wait("Flash disk", "siap")
    return window


def answer(stick: Path, office: Office, saved: list[Saved], **changes: object) -> None:
    """The office reads the stick and writes its receipts."""
    known: dict[str, object] = {
        "office": "kotim",
        "booth": "baamang-1",
        "issued_at": "2016-09-05T03:00:00.000Z",
        "after": 0,
        "cursor": len(saved),
        "receipts": tuple(receipts(office, (each.manifest for each in saved))),
    }
    reply = layout.Reply(**(known | changes))  # type: ignore[arg-type]
    layout.say(Stick(stick), reply, office.sign, *layout.reply_place("baamang-1", 0))


def choose(window: Window, *keys: str) -> None:
    """The act, then the stick that is proposed."""
    window.press(*keys)
    window.until(lambda: window.screen.panel is not None)
    window.press("Return")
    window.until(lambda: window.screen.panel is None)
    window.until(lambda: "sedang dipakai" not in window.title)


def test_there_and_back_by_the_keyboard(at_stick: Window, plugged: Path, saved: list[Saved], office: Office):
    assert "8 rekaman antre untuk pusat." in at_stick.texts()
    assert "Belum ada yang ditulis ke flash disk." in at_stick.texts()
    choose(at_stick, "Return")
    at_stick.until(lambda: "8 rekaman ada di flash disk." in at_stick.screen.message_text())
    assert "Flash disk boleh dicabut." in at_stick.texts()
    at_stick.until(lambda: "8 ada di flash disk yang ditulis 05-09-2016 10.00" in at_stick.texts())
    assert len(list(layout.packets_of(Stick(plugged), "baamang-1"))) == 8
    assert at_stick.booth.outbox.counts().unsent == 8  # nothing is given up here

    choose(at_stick, "F4")
    at_stick.until(lambda: "8 rekaman untuk pusat" in at_stick.texts())
    assert "baamang-1 (bilik ini)" in at_stick.texts()

    choose(at_stick, "F7")
    at_stick.until(lambda: "Pusat belum menulis apa pun" in at_stick.screen.message_text())

    answer(plugged, office, saved)
    choose(at_stick, "F7")
    at_stick.until(lambda: "8 tanda terima tiba" in at_stick.screen.message_text())
    assert at_stick.booth.outbox.counts().states == {State.RECEIPTED: 8}
    at_stick.until(lambda: "Tidak ada yang antre: semua rekaman sudah di pusat." in at_stick.texts())
    assert not list(layout.packets_of(Stick(plugged), "baamang-1"))
    events = [row.event for row in at_stick.station.desk.vault.audit.recent(9)]
    assert events.count("stick.read") == 2
    assert events.count("stick.written") == 1


def test_a_receipt_that_was_altered_is_said_and_not_used(
    at_stick: Window, plugged: Path, saved: list[Saved], office: Office
):
    answer(plugged, office, saved)
    place = plugged.joinpath("bilik-rekam", *layout.reply_place("baamang-1", 0))
    place.write_bytes(place.read_bytes().replace(b"kotim", b"kotin"))
    choose(at_stick, "F7")
    at_stick.until(lambda: "rusak atau tidak asli" in at_stick.screen.message_text())
    assert at_stick.booth.outbox.counts().unsent == 8


def test_what_does_not_fit_is_said(at_stick: Window, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page, "carry", lambda *_: Written(written=5, left=3, left_bytes=1_200_000))
    choose(at_stick, "Return")
    at_stick.until(lambda: "Flash disk penuh: 5 rekaman muat, 3 (1,2 MB) tidak muat." in at_stick.screen.message_text())
    assert "flash disk kedua" in at_stick.texts()


def test_stopping_keeps_what_is_written(at_stick: Window, monkeypatch: pytest.MonkeyPatch):
    def slow(_booth: object, _desk: object, _stick: object, told: object, stopped: object) -> Written:
        told(4, 8)  # type: ignore[operator]
        at_work.append(1)
        while not stopped():  # type: ignore[operator]
            pass
        return Written(written=4, left=4, left_bytes=4000, stopped=True)

    at_work: list[int] = []
    monkeypatch.setattr(page, "carry", slow)
    at_stick.press("Return")
    at_stick.until(lambda: at_stick.screen.panel is not None)
    at_stick.press("Return")
    at_stick.until(lambda: at_work)
    assert "sedang dipakai" in at_stick.title
    assert "Jangan cabut flash disk." in at_stick.screen.hint()
    at_stick.press("Escape")
    at_stick.until(lambda: "Dihentikan: 4 rekaman ada di flash disk, 4 belum." in at_stick.screen.message_text())


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (Read(others=("kota-besi-1",)), "bukan untuk bilik ini, tetapi untuk kota-besi-1"),
        (Read(found=True), "Tidak ada tanda terima baru"),
        (Read(found=True, receipts=3, refused=(("x", "digest"),), letter=7, locked=True), "3 tanda terima tiba"),
    ],
)
def test_what_a_stick_may_hold(read: Read, said: str, at_stick: Window, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page, "take_back", lambda *_: read)
    choose(at_stick, "F7")
    at_stick.until(lambda: said in at_stick.screen.message_text())
    if read.refused:
        assert "1: Rekaman beberapa kali tiba di pusat dalam keadaan rusak." in at_stick.texts()
        assert "versi 7 tiba" in at_stick.texts()
        assert "tidak ada yang dihapus dari sana" in at_stick.texts()


def test_a_stick_of_nobody(at_stick: Window, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page, "on_stick", lambda _: OnStick((), 4_000_000_000))
    choose(at_stick, "F4")
    at_stick.until(lambda: "tidak ada apa pun" in at_stick.screen.message_text())
    assert "4.000 MB" in at_stick.texts()
    other = BoothOnStick("lain-2", 0, 0, receipts=True, bulletin=True, letter=True)
    monkeypatch.setattr(page, "on_stick", lambda _: OnStick((other,), 0))
    choose(at_stick, "F4")
    at_stick.until(lambda: "tanda terima · kabar dari pusat · daftar warga" in at_stick.texts())


def test_a_folder_that_is_not_there_is_said_in_words(at_stick: Window, plugged: Path):
    at_stick.press("Return")
    at_stick.until(lambda: at_stick.screen.panel is not None)
    field = at_stick.screen.findChild(LineField, "folder")
    assert field is not None
    field.set_value(str(plugged / "gone"))
    field.edited.emit()
    at_stick.press("Return")
    at_stick.until(lambda: str(plugged / "gone") in at_stick.screen.message_text())
    at_stick.press("Ctrl+b")
    assert at_stick.screen.title() == "USB stick"
    at_stick.press("Ctrl+b")


def test_the_queue_leads_here(window: Window, plugged: Path):
    window.press("Ctrl+3")
    window.wait("Antre kirim ke pusat")
    window.press("F7")
    window.wait("Flash disk")


def test_an_operator_carries_nothing(window: Window, plugged: Path):
    booth: Booth = window.booth
    desk = booth.login("ani", PASSWORD)
    try:
        for act in (carry, take_back):
            with pytest.raises(NotAllowed):
                act(booth, desk, plugged)
    finally:
        desk.close()
