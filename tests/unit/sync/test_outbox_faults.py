"""The queue's file held, full, damaged, foreign, newer; and two processes at once."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.errors import PacketError, QueueBusy, QueueDamaged, QueueError, QueueFull, QueueNewer, ReceiptError
from sync.outbox import Outbox, State
from sync.packet import Sealed
from sync.queuefile import BUSY_WAIT, VERSION, explained
from tests.unit.sync.conftest import OFFICE_KEY, Clock, make_manifest, make_receipt, packet_id

HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
held.execute("UPDATE notes SET value = value")
print("held", flush=True)
sys.stdin.readline()
held.execute("ROLLBACK")
"""


@pytest.fixture
def holder(tmp_path, outbox):
    """Another process that holds the outbox for writing until a line is written to it."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "outbox.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.stdin.close()
        process.wait(30)


def test_a_put_waits_for_another_process_and_then_succeeds(outbox, holder):
    done = threading.Event()

    def put():
        outbox.put(make_manifest(), b"sealed")
        done.set()

    thread = threading.Thread(target=put)
    thread.start()
    assert not done.wait(0.3)
    holder.stdin.write("let go\n")
    holder.stdin.flush()
    thread.join(30)
    assert done.is_set()
    assert outbox.state(packet_id(1)) is State.QUEUED


def test_ten_seconds_are_waited_out():
    assert BUSY_WAIT > 10


def test_reading_does_not_wait(outbox, holder):
    assert outbox.counts().total == 0
    assert outbox.waiting(1) == []


def test_after_the_wait_it_says_who_is_to_blame_and_nothing_is_half_written(tmp_path, clock, holder):
    hasty = Outbox.open(tmp_path / "outbox.db", clock=clock, busy_wait=0.1)
    with pytest.raises(QueueBusy):
        hasty.put(make_manifest(), b"sealed")
    assert hasty.state(packet_id(1)) is None
    hasty.close()


def test_a_full_disk_keeps_what_was_there_and_nothing_of_the_new(outbox):
    outbox.put(make_manifest(1), b"sealed")
    connection = outbox._file._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages + 20}").fetchone()
    big = bytes(200_000)
    with pytest.raises(QueueFull):
        outbox.put(make_manifest(2, big), big)
    assert outbox.state(packet_id(2)) is None
    assert outbox.counts().total == 1
    assert outbox.reserve_seq(packet_id(2)) == 2
    assert outbox.data(packet_id(1)) == b"sealed"
    connection.execute("PRAGMA max_page_count=1000000").fetchone()
    outbox.put(make_manifest(2, big), big)
    assert outbox.faults() == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_too_full_to_make_the_file_is_said_as_such(tmp_path, number):
    with pytest.raises(QueueFull), explained(tmp_path / "outbox.db"):
        raise OSError(number, "no room")


def test_a_folder_that_is_not_there_is_an_error_with_words(tmp_path, clock):
    with pytest.raises(QueueError) as caught:
        Outbox.open(tmp_path / "missing" / "outbox.db", clock=clock)
    assert not isinstance(caught.value, QueueDamaged | QueueFull)


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one" * 100, b"x" * 100])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path, clock, content):
    path = tmp_path / "outbox.db"
    path.write_bytes(content)
    with pytest.raises(QueueDamaged):
        Outbox.open(path, clock=clock)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(tmp_path, clock):
    path = tmp_path / "outbox.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(QueueDamaged):
        Outbox.open(path, clock=clock)
    assert path.read_bytes() == before


def set_version(path, major, minor):
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version={major << 16 | minor}")
    raw.close()


def test_a_newer_major_is_refused_and_nothing_is_written(tmp_path, clock):
    path = tmp_path / "outbox.db"
    Outbox.open(path, clock=clock).close()
    set_version(path, VERSION[0] + 1, 0)
    before = path.read_bytes()
    with pytest.raises(QueueNewer):
        Outbox.open(path, clock=clock)
    assert path.read_bytes() == before


def test_a_newer_minor_is_worked_with(tmp_path, clock):
    path = tmp_path / "outbox.db"
    Outbox.open(path, clock=clock).close()
    set_version(path, VERSION[0], VERSION[1] + 1)
    outbox = Outbox.open(path, clock=clock)
    outbox.put(make_manifest(), b"sealed")
    assert outbox.counts().total == 1
    outbox.close()


def test_an_outbox_without_its_tables_is_damaged(tmp_path, clock):
    path = tmp_path / "outbox.db"
    Outbox.open(path, clock=clock).close()
    raw = sqlite3.connect(path)
    raw.execute("DROP TABLE packets")
    raw.close()
    outbox = Outbox.open(path, clock=clock)
    with pytest.raises(QueueDamaged):
        outbox.waiting(1)
    outbox.close()


def test_a_closed_outbox_says_so(outbox):
    outbox.close()
    with pytest.raises(QueueError):
        outbox.counts()


PUTTER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sync.errors import QueueConflict
from sync.outbox import Outbox
from tests.unit.sync.conftest import make_manifest, packet_id
outbox = Outbox.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 10):
    while True:
        try:
            outbox.put(make_manifest(number, seq=outbox.reserve_seq(packet_id(number))), b"sealed")
            break
        except QueueConflict:
            continue
"""


def test_processes_that_open_and_put_at_once_leave_no_gap(tmp_path, request):
    path = tmp_path / "outbox.db"
    command = [sys.executable, "-c", PUTTER, str(path)]
    processes = [
        subprocess.Popen([*command, str(start)], cwd=request.config.rootpath, stderr=subprocess.PIPE)
        for start in (100, 200, 300)
    ]
    for process in processes:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    outbox = Outbox.open(path, clock=Clock())
    assert [item.seq for item in outbox.waiting(100)] == list(range(1, 31))
    assert outbox.counts().total == 30
    outbox.close()


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory):
    """An outbox with packets in each state, closed."""
    path = tmp_path_factory.mktemp("sound") / "outbox.db"
    outbox = Outbox.open(path, clock=Clock())
    for number in range(1, 7):
        original = Sealed(make_manifest(number, b"o" * 3000, kind="originals"), b"o" * 3000)
        outbox.put(make_manifest(number, b"x" * 3000), b"x" * 3000, original)
    outbox.originals.park(packet_id(2), "digest")
    outbox.settle(make_receipt(make_manifest(1, b"x" * 3000)), OFFICE_KEY.public_key())
    outbox.park(packet_id(2), "too-large")
    outbox.close()
    return path


def use_everything(path):
    """Whatever the file holds, only our own errors come out of it."""
    outbox = Outbox.open(path, clock=Clock())
    try:
        uses = [
            outbox.counts,
            lambda: outbox.counts("2026-09-05"),
            outbox.days,
            lambda: outbox.waiting(10),
            outbox.parked,
            outbox.oldest_unsent,
            outbox.last_receipt,
            lambda: outbox.unsent(10),
            outbox.read_line,
            lambda: outbox.cursor,
            lambda: outbox.state(packet_id(3)),
            lambda: outbox.receipt(packet_id(1)),
            lambda: outbox.office_counts("2026-09-05"),
            lambda: outbox.lease(2, "me"),
            outbox.originals.left,
            outbox.originals.parked,
            lambda: outbox.originals.waiting(10),
            lambda: outbox.originals.state(packet_id(3)),
            lambda: outbox.originals.receipt(packet_id(3)),
            lambda: outbox.originals.lease(2, "me"),
            lambda: outbox.originals.data(packet_id(3)),
            lambda: outbox.originals.park(packet_id(3), "not-wanted"),
            outbox.originals.drop_all,
            lambda: outbox.put(make_manifest(9), b"sealed"),
            lambda: outbox.settle(make_receipt(make_manifest(3, b"x" * 3000)), OFFICE_KEY.public_key()),
            outbox.reclaim,
            outbox.faults,
        ]
        for use in uses:
            try:
                use()
            except (QueueError, ReceiptError, PacketError):
                continue
    finally:
        outbox.close()


@settings(max_examples=60)
@given(data=st.binary(max_size=3000))
def test_random_bytes_are_no_outbox(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("random") / "outbox.db"
    path.write_bytes(data)
    try:
        use_everything(path)
    except QueueError:
        assert path.read_bytes() == data
    else:
        assert data == b""


@settings(max_examples=80)
@given(holes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=64)), min_size=1, max_size=4))
def test_damage_anywhere_is_said_in_our_own_words(tmp_path_factory, sound_file, holes):
    path = tmp_path_factory.mktemp("damaged") / "outbox.db"
    shutil.copy(sound_file, path)
    content = bytearray(path.read_bytes())
    for place, hole in holes:
        at = int(place * (len(content) - len(hole)))
        content[at : at + len(hole)] = hole
    path.write_bytes(content)
    with contextlib.suppress(QueueError):
        use_everything(path)
    assert path.exists()
