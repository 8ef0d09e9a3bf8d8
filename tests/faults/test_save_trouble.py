"""A save meets a full disk, a held outbox or a taken number: clear words, the draft kept, saved once in the end."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from booth.domain.recording import State, Step
from booth.store.errors import DiskFull
from booth.workflow.booth import Booth
from booth.workflow.errors import BeingSaved, OfficeTrouble, SaveFailed, SaveUnfinished
from booth.workflow.words import sentence
from sync import wire
from sync.errors import QueueError
from sync.outbox import Outbox
from sync.packet import seal
from tests.unit.sync.conftest import make_facts
from tests.unit.workflow.stage import (
    DRAFT,
    PASSWORD,
    RESIDENT,
    STROKES,
    Clock,
    capture_rest,
    furnish,
    make_office,
    read_prints,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from booth.workflow.desk import Desk
    from booth.workflow.session import RecordingSession

HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
db.execute("ROLLBACK")
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("ready") / "booth"
    furnish(folder, make_office().identity)
    with Booth.open(folder, clock=Clock(), ids=lambda: DRAFT) as booth:
        desk = booth.login("ani", PASSWORD)
        capture_rest(desk.start(desk.look(RESIDENT.nik)), read_prints(shared))
        desk.close()
    return folder


@pytest.fixture
def booth(ready: Path, tmp_path: Path) -> Iterator[Booth]:
    folder = tmp_path / "booth"
    shutil.copytree(ready, folder)
    with Booth.open(folder, clock=Clock()) as booth:
        yield booth


@pytest.fixture
def desk(booth: Booth) -> Iterator[Desk]:
    desk = booth.login("ani", PASSWORD)
    yield desk
    desk.close()


@pytest.fixture
def session(desk: Desk) -> RecordingSession:
    return desk.resume(DRAFT)


@contextmanager
def no_room(connection: Any) -> Iterator[None]:
    """The database may not grow: SQLite then answers exactly as on a full disk."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    most = connection.execute("PRAGMA max_page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    yield
    connection.execute(f"PRAGMA max_page_count = {most}").fetchone()


def check_saved(desk: Desk, booth: Booth) -> None:
    assert desk.drafts() == []
    (summary,) = desk.recorded()
    (item,) = booth.outbox.waiting(10)
    assert (item.manifest.id, item.manifest.sha256) == (summary.id, summary.sha256) == (DRAFT, summary.sha256)


def test_a_full_disk_at_the_outbox_keeps_the_draft(booth: Booth, desk: Desk, session: RecordingSession):
    with no_room(booth.outbox._file._connection), pytest.raises(SaveFailed) as caught:
        session.save()
    assert "disk" in sentence(caught.value).lower()
    assert (session.state, session.step) == (State.DRAFT, Step.REVIEW)
    assert booth.outbox.state(DRAFT) is None
    session.signature.sign(STROKES)  # it can be worked on as before
    session.confirmation.sign(STROKES)
    session.save()
    check_saved(desk, booth)


def test_a_full_disk_before_the_seal_is_noted_keeps_the_draft(booth: Booth, desk: Desk, session: RecordingSession):
    fault = threading.Event()

    def full(draft: object) -> object:
        if fault.is_set():
            raise DiskFull
        return save(draft)

    save, desk.vault.drafts.save = desk.vault.drafts.save, full  # type: ignore[method-assign,assignment]
    fault.set()
    with pytest.raises(SaveFailed):
        session.save()
    assert session.state is State.DRAFT
    assert booth.outbox.counts().total == 0
    fault.clear()
    session.save()
    check_saved(desk, booth)


def test_a_full_disk_after_queueing_says_that_the_recording_is_safe(
    booth: Booth, desk: Desk, session: RecordingSession
):
    def full(*_: object) -> None:
        raise DiskFull

    finish, desk.vault.finish = desk.vault.finish, full  # type: ignore[method-assign,assignment]
    with pytest.raises(SaveUnfinished):
        session.save()
    assert booth.outbox.counts().total == 1
    assert session.state is State.SAVING
    with pytest.raises(BeingSaved):
        session.signature.clear()
    with pytest.raises(SaveUnfinished):
        session.save()
    desk.vault.finish = finish  # type: ignore[method-assign]
    session.save()
    check_saved(desk, booth)


def test_what_stayed_unfinished_is_finished_at_the_next_login(booth: Booth, desk: Desk, session: RecordingSession):
    def full(*_: object) -> None:
        raise DiskFull

    desk.vault.finish = full  # type: ignore[method-assign,assignment]
    with pytest.raises(SaveUnfinished):
        session.save()
    later = booth.login("sri", PASSWORD)
    assert later.recovered == (DRAFT,)
    (summary,) = later.recorded()
    assert summary.operator == "ani"  # who saved it, not who logged in next
    later.close()


def test_an_outbox_held_for_a_while_is_waited_for(booth: Booth, desk: Desk, session: RecordingSession):
    path = booth.folder / "outbox.db"
    assert booth.outbox.counts().total == 0
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        saving = threading.Thread(target=session.save)
        saving.start()
        tick = threading.Event()
        while session.state is not State.SAVING:
            assert not tick.wait(0.01)
            assert saving.is_alive()
        holder.stdin.write("go\n")
        holder.stdin.flush()
        saving.join(60)
    assert not saving.is_alive()
    check_saved(desk, booth)


def test_an_outbox_held_for_ever_keeps_the_draft(booth: Booth):
    booth._outbox = Outbox.open(booth.folder / "outbox.db", clock=Clock(), busy_wait=0.05)
    desk = booth.login("ani", PASSWORD)
    session = desk.resume(DRAFT)
    other = sqlite3.connect(booth.folder / "outbox.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SaveFailed):
        session.save()
    assert session.state is State.DRAFT
    other.execute("ROLLBACK")
    other.close()
    session.save()
    check_saved(desk, booth)
    desk.close()


def test_a_put_that_failed_after_its_commit_counts_as_queued(booth: Booth, desk: Desk, session: RecordingSession):
    put = booth.outbox.put

    def tell_wrongly(manifest: wire.Manifest, data: bytes) -> None:
        put(manifest, data)
        raise QueueError("the answer got lost")

    booth.outbox.put = tell_wrongly  # type: ignore[method-assign]
    session.save()
    check_saved(desk, booth)


def test_a_number_taken_meanwhile_is_sealed_again(booth: Booth, desk: Desk, session: RecordingSession):
    reserve = booth.outbox.reserve_seq
    other = "01990000-0000-7000-8000-00000000abcd"

    def reserve_and_be_overtaken(packet_id: str) -> int:
        seq = reserve(packet_id)
        if booth.outbox.state(other) is None:
            put_other(booth, other, seq, desk)
        return seq

    booth.outbox.reserve_seq = reserve_and_be_overtaken  # type: ignore[method-assign]
    session.save()
    assert [item.seq for item in booth.outbox.waiting(10)] == [1, 2]
    assert [item.manifest.id for item in booth.outbox.waiting(10)] == [other, DRAFT]


def put_other(booth: Booth, packet_id: str, seq: int, desk: Desk) -> None:
    when = {"sealed_at": "2016-09-05T03:00:00.000Z", "day": "2016-09-05", "hour": 10}
    facts = make_facts(id=packet_id, booth="baamang-1", seq=seq, kecamatan="620205", **when)
    files = {"recording.json": b"{}", "photo.jpg": b"x"}
    sealed = seal(files, facts=facts, recipients=booth.provisioned.recipients, key=desk._seal_key)
    booth.outbox.put(sealed.manifest, sealed.data)


def test_a_damaged_outbox_is_named_at_login(ready: Path, tmp_path: Path):
    folder = tmp_path / "damaged"
    shutil.copytree(ready, folder)
    (folder / "outbox.db").write_bytes(b"not a database" * 1000)
    with Booth.open(folder, clock=Clock()) as booth, pytest.raises(OfficeTrouble) as caught:
        booth.login("ani", PASSWORD)
    assert sentence(caught.value)
