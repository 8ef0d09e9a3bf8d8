"""The day's figures among 100,000 recordings, and the commits of a save, beside the same bytes in bare SQLite."""

from __future__ import annotations

import random
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles

import pytest

from booth.domain.recording import State
from booth.domain.resident import Resident
from booth.store import Cost, NewUser, Recording, Role, Vault
from booth.store.recordings import _INSERT, _write

RECORDINGS = 100_000
A_DAY = 200
ROUNDS = 100
SAVES = 30

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]


def ms(seconds):
    return f"{median(seconds) * 1e3:>10.2f}{quantiles(seconds, n=100)[98] * 1e3:>10.2f}"


@pytest.fixture
def vault(tmp_path):
    first = NewUser("teknisi", "Teknisi", Role.TECHNICIAN, "kata-sandi-1")
    cost = Cost(memory_kib=8, passes=1, lanes=1)
    with Vault.create(tmp_path / "booth", first, clock=lambda: datetime.now(UTC), cost=cost) as vault:
        yield vault


def recordings(rng):
    begin = datetime(2016, 9, 5, 1, 0, tzinfo=UTC)
    for number in range(RECORDINGS):
        at = begin + timedelta(days=number // A_DAY, seconds=(number % A_DAY) * 120)
        yield Recording(
            f"01990000-0000-7000-8000-{number:012}", f"62020545{number:08}", "NUR HASANAH", date(1985, 7, 5),
            "6202051001", at.date().isoformat(), at.hour + 7, rng.choice(("budi", "sari", "tono")), at, "ab" * 32,
            0, 180.0, 1, False,
        )  # fmt: skip


def test_figures_of_a_day(vault):
    with vault.atomic():
        vault._database.run_many(_INSERT, map(_write, recordings(random.Random(1))))
    rng = random.Random(2)
    calls = {
        "by hour, operator, approval": vault.recordings.counts,
        "by approval": vault.recordings.approval_counts,
        "every recording of the day": vault.recordings.of_day,
    }
    times: dict[str, list[float]] = {label: [] for label in calls}
    for _ in range(ROUNDS):
        day = (date(2016, 9, 5) + timedelta(days=rng.randrange(RECORDINGS // A_DAY))).isoformat()
        for label, call in calls.items():
            start = time.perf_counter()
            found = call(day)
            times[label].append(time.perf_counter() - start)
            assert found
        assert sum(each.count for each in vault.recordings.counts(day)) == A_DAY
    title = f"a day of {A_DAY} among {RECORDINGS:,}, ms"
    print(f"\n{title:<36}{'median':>10}{'99th':>10}")
    for label, seconds in times.items():
        print(f"{label:<36}{ms(seconds)}")


def test_commits_of_a_save(vault, tmp_path):
    """One capture, and the last commit of a save: summary, draft and ten captures gone, audit."""
    resident = Resident(
        "6202054507850001", "6202051203160001", "NUR HASANAH", "2", "SAMPIT", date(1985, 7, 5), "13", "1", "2", "1",
        "2", "1", "JL. CONTOH NO. 7", "001", "002", "6202051001",
    )  # fmt: skip
    image = random.Random(3).randbytes(60_000)
    vault.residents.replace_all([resident])
    plain = sqlite3.connect(tmp_path / "bare.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE captures (id INTEGER PRIMARY KEY, data BLOB)")
    template = next(recordings(random.Random(1)))
    capture, bare, finish = [], [], []
    for number in range(SAVES):
        draft = vault.drafts.create(f"d{number}", resident, operator="budi")
        for attempt in range(10):
            start = time.perf_counter()
            vault.drafts.put_capture(draft.id, "finger", "right_thumb", attempt, image)
            between = time.perf_counter()
            plain.execute("INSERT INTO captures (data) VALUES (?)", (image,))
            capture.append(between - start)
            bare.append(time.perf_counter() - between)
        vault.drafts.save(replace(draft, state=State.SAVING))
        start = time.perf_counter()
        vault.finish(draft.id, replace(template, id=draft.id))
        finish.append(time.perf_counter() - start)
    plain.close()
    title = f"{len(image):,} bytes a capture, ms"
    print(f"\n{title:<36}{'median':>10}{'99th':>10}{'beside':>10}")
    print(f"{'the same bytes, bare SQLite, FULL':<36}{ms(bare)}")
    print(f"{'one capture into the vault':<36}{ms(capture)}{median(capture) / median(bare):>9.2f}×")
    print(f"{'last commit of a save':<36}{ms(finish)}")
    assert vault.drafts.list() == []
