"""The queue's process killed while it writes: what it said it had is there, whole, and nothing is half there."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest

from sync.outbox import Outbox, State
from tests.unit.sync.conftest import make_manifest, make_receipt, packet_id

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sync.outbox import Outbox
from tests.unit.sync.conftest import OFFICE_KEY, make_manifest, make_receipt, packet_id
outbox = Outbox.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
number = outbox.reserve_seq("new") - 1
while True:
    number += 1
    data = b"%d " % number * 50_000
    manifest = make_manifest(number, data)
    outbox.put(manifest, data)
    print("put", number, flush=True)
    if number % 3 == 0:
        outbox.settle(make_receipt(manifest), OFFICE_KEY.public_key())
        print("settled", number, flush=True)
"""


PAIRS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sync.outbox import Outbox
from sync.packet import Sealed
from tests.unit.sync.conftest import OFFICE_KEY, make_manifest, make_receipt, packet_id
outbox = Outbox.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
number = outbox.reserve_seq("new") - 1
while True:
    number += 1
    data, original = b"%d " % number * 20_000, b"%d." % number * 50_000
    manifest = make_manifest(number, original, kind="originals")
    outbox.put(make_manifest(number, data), data, Sealed(manifest, original))
    print("put", number, flush=True)
    if number % 3 == 0:
        outbox.originals.settle(make_receipt(manifest), OFFICE_KEY.public_key())
        print("settled", number, flush=True)
    elif number % 5 == 0:
        outbox.originals.park(packet_id(number), "not-wanted")
        print("dropped", number, flush=True)
"""


@pytest.mark.parametrize("lines", [2, 6])
def test_killed_while_writing_recordings_with_their_originals(tmp_path, request, lines):
    """A crash leaves both or none, and of an original that is settled or given up no bytes."""
    path = tmp_path / "outbox.db"
    told = {"put": set(), "settled": set(), "dropped": set()}
    for _ in range(3):
        command = [sys.executable, "-c", PAIRS, str(path)]
        with subprocess.Popen(command, cwd=request.config.rootpath, stdout=subprocess.PIPE, text=True) as process:
            for _ in range(lines):
                what, number = process.stdout.readline().split()
                told[what].add(int(number))
            process.kill()
            for line in process.stdout:
                what, number = line.split()
                told[what].add(int(number))
    with closing(Outbox.open(path, clock=lambda: datetime.now(UTC))) as outbox:
        assert outbox.faults() == []
        total = outbox.counts().total
        assert told["put"] <= set(range(1, total + 1))
        with outbox._file.read() as db:
            held = {row[0] for row in db.execute("SELECT seq FROM sealed_originals")}
        for number in range(1, total + 1):
            assert outbox.data(packet_id(number)) == b"%d " % number * 20_000
            state = outbox.originals.state(packet_id(number))
            if state is State.QUEUED:
                assert number not in told["settled"] | told["dropped"]
                assert outbox.originals.data(packet_id(number)) == b"%d." % number * 50_000
            elif state is State.RECEIPTED:
                assert number % 3 == 0
                assert number not in held
            else:
                assert (state, number % 5) == (None, 0)
                assert number not in held
        assert held == {item.seq for item in outbox.originals.waiting(10**6)}


@pytest.mark.parametrize("lines", [1, 4, 9])
def test_killed_while_writing(tmp_path, request, lines):
    path = tmp_path / "outbox.db"
    put, settled = set(), set()
    for _ in range(3):
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(command, cwd=request.config.rootpath, stdout=subprocess.PIPE, text=True) as process:
            for _ in range(lines):
                what, number = process.stdout.readline().split()
                (put if what == "put" else settled).add(int(number))
            process.kill()
            for line in process.stdout:
                what, number = line.split()
                (put if what == "put" else settled).add(int(number))
    with closing(Outbox.open(path, clock=lambda: datetime.now(UTC))) as outbox:
        assert outbox.faults() == []
        total = outbox.counts().total
        assert total in {len(put), len(put) + 1, len(put) + 2, len(put) + 3}  # a kill may come after the commit
        assert outbox.reserve_seq("next") == total + 1
        for number in range(1, total + 1):
            data = b"%d " % number * 50_000
            if outbox.state(packet_id(number)) is State.RECEIPTED:
                assert outbox.receipt(packet_id(number)) == make_receipt(make_manifest(number, data))
            else:
                assert number not in settled
                assert outbox.data(packet_id(number)) == data
        assert put <= set(range(1, total + 1))
