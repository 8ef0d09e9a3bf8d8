"""A receiver that dies, in earnest, at each step of accepting: the packet is accepted once, and never sent in vain."""

from __future__ import annotations

import http.client
import random
import signal
import sys

import pytest

from sync import wire
from sync.office.blobs import BUFFER

DATA = random.Random(3).randbytes(700_000)  # more than an upload keeps in memory
DIE = "os.kill(os.getpid(), signal.SIGKILL)"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")

POINTS = {
    "while the bytes arrive": (
        "from sync.office import blobs\n"
        "flush = blobs.Upload.flush\n"
        f"def dying(self):\n flush(self)\n {DIE}\n"
        "blobs.Upload.flush = dying"
    ),
    "before the packet has its name": (
        f"from sync.office import blobs\ndef dying(*_):\n {DIE}\nblobs.Blobs.store = dying"
    ),
    "before the folder is on the disk": (
        f"from sync.office import blobs\ndef dying(*_, **__):\n {DIE}\nblobs.Blobs._sync_folders = dying"
    ),
    "between packet and ledger": (
        f"from sync.office import ledger\ndef dying(*_):\n {DIE}\nledger.Ledger.accept = dying"
    ),
    "before the ledger commits": (
        "from sync.office import ledger\n"
        "insert = ledger.Ledger._insert\n"
        f"def dying(*args):\n insert(*args)\n {DIE}\n"
        "ledger.Ledger._insert = dying"
    ),
    "before the receipt is told": (
        f"from sync.office import receiving\ndef dying(*_, **__):\n {DIE}\nreceiving._receipt = dying"
    ),
}
RESENT = {"while the bytes arrive": "offset"}


@pytest.fixture
def booth(serve):
    """A booth that was enrolled by the system's clock, before its office dies."""
    running = serve()
    booth = running.booth()
    running.stop()
    return booth


@pytest.mark.parametrize("point", POINTS)
def test_a_receiver_killed(process, booth, point):
    booth.at = process(POINTS[point])
    manifest = booth.manifest(DATA)
    assert booth.offer(manifest)[0].status == "want"
    sent = DATA[:600_000] if point in RESENT else DATA
    request = booth.begin("PUT", manifest, 0, len(DATA), sent)
    with pytest.raises((http.client.HTTPException, OSError)):
        request.answer()
    request.cut()
    assert booth.at.ended() == -signal.SIGKILL

    booth.at = process()
    item = booth.offer(manifest)[0]
    assert item.status == RESENT.get(point, "have"), "bytes that had arrived were asked for again"
    if item.status == "offset":
        assert item.offset >= BUFFER
        answer = booth.patch(manifest, item.offset, DATA[item.offset :])
        assert answer.status == 201
    receipt = booth.offer(manifest)[0].receipt
    wire.verify_receipt(receipt, manifest, wire.public_key(booth.identity.office_key))
    counts = wire.decode(booth.ask("GET", "/v1/counts").body, wire.Counts)
    assert counts.days == {"2026-11-25": 1}
    packets = [path for path in booth.at.folder.packets.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in packets] == [DATA]
    assert booth.at.stop() == 0


def test_an_orphan_is_adopted_by_a_put_as_well(process, booth):
    booth.at = process(POINTS["between packet and ledger"])
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    with pytest.raises((http.client.HTTPException, OSError)):
        booth.put(manifest, DATA)
    booth.at.ended()
    booth.at = process()
    assert booth.put(manifest, DATA).status == 201
    assert booth.put(manifest, DATA).status == 200


def test_an_orphan_that_rotted_is_sent_again(process, booth):
    booth.at = process(POINTS["between packet and ledger"])
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    with pytest.raises((http.client.HTTPException, OSError)):
        booth.put(manifest, DATA)
    booth.at.ended()
    (orphan,) = booth.at.folder.packets.glob("*/*/*")
    orphan.write_bytes(DATA[::-1])
    booth.at = process()
    assert booth.offer(manifest)[0].status == "want"
    assert booth.put(manifest, DATA).status == 201
    assert orphan.read_bytes() == DATA


def test_a_receiver_that_is_stopped_keeps_what_has_arrived(process, booth, wait_for):
    booth.at = process()
    manifest = booth.manifest(DATA)
    booth.offer(manifest)
    hanging = booth.begin("PUT", manifest, 0, len(DATA), DATA[:1234])
    wait_for(lambda: booth.head(manifest.id).offset == 1234)
    booth.at.process.terminate()
    answer = hanging.answer()
    assert (answer.status, answer.code) == (409, "superseded")
    hanging.cut()
    assert booth.at.ended() == 0
    booth.at = process()
    assert booth.offer(manifest)[0].offset == 1234
    assert booth.patch(manifest, 1234, DATA[1234:]).status == 201


def test_a_receiver_that_is_stopped_does_not_wait_for_idle_connections(process, booth):
    booth.at = process()
    idle = booth.at.connect()
    idle.request("GET", "/v1/health")
    assert idle.getresponse().read()
    assert booth.at.stop() == 0
    idle.close()
