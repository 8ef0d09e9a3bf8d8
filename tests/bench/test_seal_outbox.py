"""Sealing, the commit to the queue, and the daily count, beside what each cannot do without."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from contextlib import closing
from statistics import median
from time import perf_counter, thread_time

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.archive import pack
from sync.outbox import Outbox
from sync.packet import seal
from tests.unit.sync.conftest import OFFICE_KEY, Clock, make_facts, make_manifest, make_receipt

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

ROUNDS = 400
COMMITS = 120
RECORDINGS = 100_000
DAYS = 500
COUNTS = 200
FACTS = make_facts(
    about={"fingers": {f"finger-{n}": {"quality": 60 + n, "serial": "EF01-0042"} for n in range(10)}},
)


def packet_files(rng):
    """About 400 kB in the shape of a recording: photo, ten prints with templates, two signatures."""
    files = {"recording.json": rng.randbytes(2_000), "photo.jpg": rng.randbytes(230_000)}
    for number in range(10):
        files[f"fingers/finger-{number}.wsq"] = rng.randbytes(15_000)
        files[f"fingers/finger-{number}.fmr"] = rng.randbytes(600)
    for name in ("signature", "confirmation"):
        files[f"{name}.svg"] = rng.randbytes(2_000)
        files[f"{name}.png"] = rng.randbytes(4_000)
    return files


def timed(times, work, clock=perf_counter):
    start = clock()
    work()
    times.append((clock() - start) * 1000)


def table(title, rows, first):
    """Name → times in ms; ratios beside the first."""
    print(f"\n{title:<52}{'median ms':>10}{'99th':>9}{'beside':>9}")
    base = median(rows[first])
    for name, times in rows.items():
        late = sorted(times)[int(len(times) * 0.99) - 1]
        print(f"{name:<52}{median(times):>10.3f}{late:>9.3f}{median(times) / base:>8.2f}×")


def test_seal():
    rng, key = random.Random(1), Ed25519PrivateKey.generate()
    identities = [pyrage.x25519.Identity.generate() for _ in range(2)]
    parsed = [identity.to_public() for identity in identities]
    recipients = [str(public) for public in parsed]
    # As in a process that has shown a camera: once a block of a frame's size was freed, the allocator keeps memory.
    frame = bytes(1280 * 720 * 3)
    del frame
    one, both, ours = "pyrage + sha256", "pyrage + sha256 of what goes in and what comes out", "seal"
    rows = {one: [], both: [], ours: []}
    size = 0
    for number in range(ROUNDS):
        files = packet_files(rng)
        packed = pack(files)
        size = len(packed)

        def bare(packed=packed):
            hashlib.sha256(pyrage.encrypt(packed, parsed)).hexdigest()

        def twice(packed=packed):
            hashlib.sha256(packed).hexdigest()
            hashlib.sha256(pyrage.encrypt(packed, parsed)).hexdigest()

        def sealed(files=files):
            seal(files, facts=FACTS, recipients=recipients, key=key)

        turns = [(one, bare), (both, twice), (ours, sealed)]
        for name, work in turns[number % 3 :] + turns[: number % 3]:
            timed(rows[name], work, thread_time)  # nothing here waits, so other programs shall not count
    table(f"{ROUNDS} packets of {size:,} bytes to 2 recipients, CPU time", rows, one)
    assert len(rows[ours]) == ROUNDS


def test_commit(tmp_path):
    rng = random.Random(2)
    plain = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    plain.execute("CREATE TABLE packets (id TEXT PRIMARY KEY, data BLOB NOT NULL)")
    bare, put, settle = "the same blob into bare SQLite, WAL, FULL", "put into the outbox", "settle: receipt and purge"
    rows = {bare: [], put: [], settle: []}
    with closing(Outbox.open(tmp_path / "outbox.db", clock=Clock())) as outbox, closing(plain):
        for number in range(1, COMMITS + 1):
            data = rng.randbytes(400_000)
            manifest = make_manifest(number, data)
            turns = [
                (bare, lambda d=data, m=manifest: plain.execute("INSERT INTO packets VALUES (?, ?)", (m.id, d))),
                (put, lambda d=data, m=manifest: outbox.put(m, d)),
            ]
            for name, work in turns[number % 2 :] + turns[: number % 2]:
                timed(rows[name], work)
        for number in range(1, COMMITS + 1):
            (row,) = plain.execute("SELECT data FROM packets LIMIT 1 OFFSET ?", (number - 1,)).fetchone()
            receipt = make_receipt(make_manifest(number, row))
            timed(rows[settle], lambda r=receipt: outbox.settle(r, OFFICE_KEY.public_key()))
        assert outbox.counts().total == COMMITS
        assert outbox.counts().unsent == 0
    table(f"{COMMITS} packets of 400,000 bytes", rows, bare)


def test_count(tmp_path):
    rng = random.Random(3)
    with closing(Outbox.open(tmp_path / "outbox.db", clock=Clock())) as outbox:
        manifest = make_manifest()
        states = ("receipted",) * 97 + ("queued", "queued", "parked")
        with outbox._file.write() as db:
            db.executemany(
                "INSERT INTO packets (seq, id, day, hour, operator, size, sha256, manifest, queued_at, state, receipt)"
                " VALUES (?, ?, ?, ?, ?, 400000, ?, ?, '2026-09-05T01:00:00.000Z', ?, ?)",
                (
                    (
                        number,
                        f"packet {number}",
                        f"2026-{number % DAYS:03}",
                        rng.randrange(7, 16),
                        rng.choice(["ani", "budi", "citra"]),
                        manifest.sha256,
                        b"{}",
                        (state := rng.choice(states)),
                        b"{}" if state == "receipted" else None,
                    )
                    for number in range(1, RECORDINGS + 1)
                ),
            )
        day, every, oldest, listed = "one day", "all days", "oldest unsent", "the days and their sums"
        rows = {day: [], every: [], oldest: [], listed: []}
        for number in range(COUNTS):
            timed(rows[day], lambda n=number: outbox.counts(f"2026-{n % DAYS:03}"))
            timed(rows[every], outbox.counts)
            timed(rows[oldest], outbox.oldest_unsent)
            timed(rows[listed], outbox.days)
        assert outbox.counts().total == RECORDINGS
        assert outbox.counts("2026-001").total == RECORDINGS // DAYS
    table(f"counts over {RECORDINGS:,} recordings of {DAYS} days", rows, day)
    assert median(rows[day]) < 5
    assert median(rows[every]) < 5
