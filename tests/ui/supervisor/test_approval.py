"""Approval: one, many, sent back, taken back; and never a packet held up."""

from __future__ import annotations

import pytest

from booth.domain.recording import Approval
from booth.store.errors import DiskFull
from booth.workflow.supervision import Supervision
from sync.outbox import State
from tests.ui.supervisor.stage import ODD, Saved, Window


@pytest.fixture
def approval(window: Window) -> Window:
    window.press("Ctrl+2")
    window.wait("Persetujuan", "siap")
    return window


def state(window: Window, saved: Saved) -> tuple[Approval, str, str]:
    found = window.station.desk.vault.recordings.get(saved.recording.id)
    assert found is not None
    return found.approval, found.approved_by, found.approval_reason


def events(window: Window) -> list[str]:
    return [row.event for row in window.station.desk.vault.audit.recent(20)]


def test_exceptions_come_first_then_the_newest_day(approval: Window, saved: list[Saved]):
    today = [each.recording.id for each in saved[:6]]
    before = [each.recording.id for each in saved[6:]]
    assert approval.ids() == [today[ODD], *(id_ for number, id_ in enumerate(today) if number != ODD), *before]
    assert "2 pengecualian" in approval.rows()[0]
    assert "8 rekaman" in approval.screen.subtitle()


def test_details_of_the_marked_one(approval: Window):
    texts = approval.texts()
    for words in ("CONTOH TIGA", "2 pengecualian: jari", "Ani", "4 mnt", "05-07-1985", "05-09-2016 09.30"):
        assert words in texts
    approval.press("Down", "Down")
    assert "dicatat dengan tangan" in approval.texts()


def test_enter_approves_one_and_marks_the_next(approval: Window, saved: list[Saved]):
    approval.press("Down")
    wanted, after = approval.ids()[1:3]
    approval.press("Return")
    approval.until(lambda: wanted not in approval.ids())
    assert approval.marked == after
    approved = next(each for each in saved if each.recording.id == wanted)
    assert state(approval, approved) == (Approval.APPROVED, "sri", "")
    assert "1 rekaman disetujui." in approval.texts()
    assert approval.booth.outbox.state(wanted) is State.QUEUED


def test_undo_takes_the_last_decision_back(approval: Window, saved: list[Saved]):
    assert not approval.action("undo").enabled
    first = approval.marked
    approval.press("Return")
    approval.until(lambda: first not in approval.ids())
    approval.press("F6")
    approval.until(lambda: first in approval.ids())
    assert state(approval, saved[ODD]) == (Approval.PENDING, "", "")
    assert events(approval)[:2] == ["recording.reopened", "recording.approved"]
    assert not approval.action("undo").enabled


def test_all_at_once_but_those_with_exceptions(approval: Window, saved: list[Saved]):
    approval.press("F9")
    assert "Setujui 8 rekaman?" in approval.texts()
    assert "1 di antaranya ada pengecualian" in approval.texts()
    approval.press("F7")
    approval.until(lambda: approval.ids() == [saved[ODD].recording.id])
    assert "7 rekaman disetujui." in approval.texts()
    assert state(approval, saved[0])[0] is Approval.APPROVED


def test_all_at_once(approval: Window):
    approval.press("F9", "Return")
    approval.wait("kosong")
    assert "Tidak ada yang menunggu persetujuan" in approval.texts()
    assert not approval.action("all").enabled
    assert approval.frame.rail._items[1].item.badge == ""


def test_all_at_once_can_be_left(approval: Window):
    approval.press("F9", "Escape")
    assert len(approval.ids()) == 8
    assert "recording.approved" not in events(approval)


def test_sending_back_needs_a_reason(approval: Window, saved: list[Saved]):
    approval.press("F8")
    assert "Kembalikan rekaman CONTOH TIGA?" in approval.texts()
    approval.press("Return")
    assert approval.screen.panel is not None
    approval.type("foto buram")
    approval.press("Return")
    approval.until(lambda: saved[ODD].recording.id not in approval.ids())
    assert state(approval, saved[ODD]) == (Approval.RETURNED, "sri", "foto buram")
    approval.press("F4")
    approval.wait("Dikembalikan", "siap")
    assert "Dikembalikan: foto buram" in approval.texts()
    approval.press("Return")
    approval.wait("Dikembalikan", "kosong")
    assert state(approval, saved[ODD])[0] is Approval.PENDING


def test_the_approved_ones_can_be_looked_at(approval: Window):
    approval.press("F9", "Return")
    approval.wait("kosong")
    approval.press("F4", "F4")
    approval.wait("Disetujui", "siap")
    assert len(approval.ids()) == 8
    assert "disetujui Sri" in approval.texts()


def test_a_full_disk_is_told_and_nothing_is_lost(approval: Window, monkeypatch: pytest.MonkeyPatch):
    def full(_self: Supervision, _ids: object) -> int:
        raise DiskFull

    monkeypatch.setattr(Supervision, "approve", full)
    approval.press("Return")
    approval.until(lambda: "Tidak ada yang hilang" in approval.texts())
    assert len(approval.ids()) == 8
    assert approval.action("primary").enabled
    assert not approval.action("undo").enabled


def test_names_are_gone_from_sight_while_locked(approval: Window):
    approval.frame.lock_chosen.emit()
    approval.wait("Terkunci")
    assert "CONTOH" not in approval.texts()
    from tests.unit.workflow.stage import PASSWORD

    approval.type(PASSWORD)
    approval.press("Return")
    approval.wait("Persetujuan", "siap")
    approval.until(lambda: "CONTOH" in "".join(approval.rows()))


def test_corrected_fields_are_named_and_never_their_values(window: Window, saved: list[Saved]):
    audit, recording = window.station.desk.vault.audit, saved[ODD].recording.id
    audit.append("biodata.corrected", "ani", recording, {"field": "tanggal_lahir", "document": "birth"})
    audit.append("biodata.corrected", "ani", recording, {"field": "agama", "document": "court"})
    audit.append("biodata.corrected", "ani", recording, {"field": "nama_lengkap", "document": "court"})
    audit.append("biodata.correction_withdrawn", "ani", recording, {"field": "agama"})
    window.press("Ctrl+2")
    window.wait("Persetujuan", "siap")
    assert window.marked == recording
    window.until(lambda: "Data diperbaiki" in window.texts())
    assert "Nama lengkap, Tanggal lahir" in window.texts()
    window.press("Down")
    assert "Data diperbaiki" not in window.texts()
