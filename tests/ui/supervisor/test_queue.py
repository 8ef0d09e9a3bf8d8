"""The queue to the office: refusals in words, sending again with a reason, an empty queue."""

from __future__ import annotations

import msgspec
import pytest

from sync.line import LineState, LineStatus
from sync.lock import AgentLock
from sync.outbox import State
from sync.packet import Sealed
from tests.ui.supervisor.stage import Saved, Window, receive
from tests.unit.workflow.stage import Office


@pytest.fixture
def queue(window: Window, saved: list[Saved]) -> Window:
    outbox = window.booth.outbox
    outbox.lease(1, "agent", only=[saved[1].recording.id])
    outbox.park(saved[4].recording.id, "digest")
    outbox.park(saved[5].recording.id, "damaged")
    window.press("Ctrl+3")
    window.wait("Antre kirim ke pusat", "ada yang ditolak")
    return window


def test_refused_ones_come_first_in_words(queue: Window, saved: list[Saved]):
    ids = queue.ids()
    assert ids[:3] == [saved[4].recording.id, saved[5].recording.id, saved[1].recording.id]
    assert len(ids) == 8
    rows = queue.rows()
    assert "beberapa kali tiba di pusat dalam keadaan rusak" in rows[0]
    assert "rusak di komputer ini" in rows[1]
    assert "sedang dikirim" in rows[2]
    assert "antre" in rows[3]
    texts = queue.texts()
    assert "Kirim ulang. Kalau ditolak lagi, panggil teknisi." in texts
    assert "digest" in texts
    assert queue.frame.rail._items[2].item.badge == "2"


def test_sending_again_needs_a_reason(queue: Window, saved: list[Saved]):
    queue.press("Return")
    assert "Kirim ulang rekaman CONTOH LIMA?" in queue.texts()
    queue.press("Return")
    assert queue.screen.panel is not None
    queue.type("kabel sudah baik")
    queue.press("Return")
    queue.until(lambda: queue.booth.outbox.state(saved[4].recording.id) is State.QUEUED)
    queue.until(lambda: queue.ids()[0] == saved[5].recording.id)
    assert "Rekaman antre untuk dikirim ulang." in queue.texts()
    last = queue.station.desk.vault.audit.recent(1)[0]
    assert (last.event, last.actor, last.subject) == ("packet.requeued", "sri", saved[4].recording.id)
    assert last.detail == {"reason": "kabel sudah baik"}


def test_only_refused_ones_can_be_sent_again(queue: Window):
    assert queue.action("primary").enabled
    queue.press("Down", "Down")
    assert not queue.action("primary").enabled
    queue.press("Return")
    assert queue.screen.panel is None


def test_the_line_in_words(queue: Window):
    status = LineStatus(
        state=LineState.OFFLINE,
        at="2016-09-05T03:00:00.000Z",
        since="2016-09-05T02:00:00.000Z",
        text="The office cannot be reached. Recordings wait here and are sent by themselves.",
        contact_at="2016-09-05T02:00:00.000Z",
    )
    queue.booth.outbox.write_line(status)
    queue.station.count_changed.emit()
    queue.until(lambda: "Jaringan putus" in queue.texts())
    assert "Pusat tidak bisa dihubungi" in queue.texts()
    assert "05-09-2016 09.00" in queue.screen.subtitle()
    queue.press("Ctrl+b")
    assert "No line · 8 unsent" in queue.texts()
    queue.press("Ctrl+b")


def test_everything_received(window: Window, saved: list[Saved], office: Office):
    receive(window.booth, office, [each.manifest for each in saved])
    window.press("Ctrl+3")
    window.wait("Antre kirim ke pusat", "semua diterima")
    assert "Semua sudah diterima pusat" in window.texts()
    assert not window.action("primary").enabled


def test_how_fast_and_what_follows(queue: Window, saved: list[Saved]):
    original = Sealed(msgspec.structs.replace(saved[0].manifest, kind="originals"), saved[0].recording.id.encode() * 20)
    with queue.booth.outbox._file.write() as db:
        queue.booth.outbox.originals.enter(db, original.manifest, original.data)
    status = LineStatus(
        state=LineState.SENDING,
        at="2016-09-05T03:00:00.000Z",
        since="2016-09-05T02:00:00.000Z",
        text="Recordings are being sent to the office.",
        rate=22_500,
        left=13_500_000,
        connections=3,
    )
    queue.booth.outbox.write_line(status)
    lock = AgentLock(queue.folder / "agent.lock")
    try:
        queue.station.count_changed.emit()
        queue.until(lambda: "180 kbit/dtk · 3 sambungan" in queue.texts())
    finally:
        lock.release()
    assert "Mengirim 180 kbit/dtk · sisa 10 mnt · 8 belum terkirim" in queue.texts()
    assert "Citra asli 1 rekaman menyusul, 0 MB." in queue.texts()
