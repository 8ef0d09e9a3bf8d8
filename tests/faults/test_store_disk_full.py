"""A disk without room: clear words, nothing lost, and everything goes on once there is room again."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from booth.domain.recording import State
from booth.domain.resident import Resident
from booth.store import Cost, DiskFaulty, DiskFull, NewUser, Recording, Role, Vault

PASSWORD = "kata-sandi-1"
PICTURE = os.urandom(100_000)


def clock():
    return datetime(2016, 9, 5, 1, 30, tzinfo=UTC)


def resident(number=1):
    return Resident(
        f"62020545{number:08}", "6202051203160001", "NUR HASANAH", "2", "SAMPIT", date(1985, 7, 5), "13", "1", "2", "1",
        "2", "1", "JL. CONTOH NO. 7", "001", "002", "6202051001",
    )  # fmt: skip


def summary():
    return Recording(
        "d1", resident().nik, "NUR HASANAH", date(1985, 7, 5), "6202051001", "2016-09-05", 8, "teknisi", clock(),
        "ab" * 32, 0, 180.0, 0, False,
    )  # fmt: skip


def new_vault(folder):
    first = NewUser("teknisi", "Teknisi", Role.TECHNICIAN, PASSWORD)
    return Vault.create(folder, first, clock=clock, cost=Cost(memory_kib=8, passes=1, lanes=1))


def fill(vault):
    """Capture until nothing more fits; how many were kept."""
    kept = 0
    with pytest.raises(DiskFull) as caught:  # noqa: PT012  (which one is the first to fail is not known)
        for attempt in range(1, 1000):
            vault.drafts.put_capture("d1", "photo", "1", attempt, PICTURE)
            kept = attempt
    assert "disk is full" in caught.value.text
    assert caught.value.hint
    return kept


def check(vault, kept):
    captures = vault.drafts.captures("d1")
    assert [capture.attempt for capture in captures] == list(range(1, kept + 1))
    assert all(capture.data == PICTURE for capture in captures)
    assert vault.faults() == []
    vault.audit.verify()


def test_a_database_that_may_not_grow(tmp_path):
    with new_vault(tmp_path / "booth") as vault:
        draft = vault.drafts.create("d1", resident(), operator="teknisi")
        limit = vault._database.value("PRAGMA page_count") + 250
        vault._database.value(f"PRAGMA max_page_count = {limit}")
        kept = fill(vault)
        assert kept >= 1
        check(vault, kept)
        with pytest.raises(DiskFull):
            vault.residents.replace_all(resident(number) for number in range(1, 9000))
        assert vault.residents.count() == 0
        check(vault, kept)
        vault._database.value("PRAGMA max_page_count = 1000000")
        vault.drafts.save(replace(draft, state=State.SAVING))
        vault.finish("d1", summary())
        assert vault.recordings.get("d1") == summary()


def test_a_real_disk_without_room(tmp_path):
    """A disk of 5 MB, where the system lets us have one; else files that may not grow beyond 1.5 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", disk], capture_output=True, check=False)
    try:
        how = "disk" if mounted.returncode == 0 else "limit"
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run(
            [sys.executable, __file__, how, disk], env=environment, capture_output=True, text=True, check=False
        )
        assert done.stdout.endswith("all is well\n"), done.stderr
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", disk], check=True)


# What the other process does.


def on_a_small_disk(disk):
    folder = disk / "booth"
    (disk / "downloads").write_bytes(bytes(2_500_000))
    with new_vault(folder) as vault:
        draft = vault.drafts.create("d1", resident(), operator="teknisi")
        kept = fill(vault)
        assert kept >= 1
        check(vault, kept)
        fill_the_rest(disk / "rest")
        with pytest.raises(DiskFull):
            vault.drafts.put_capture("d1", "photo", "2", 1, PICTURE)
        check(vault, kept)
    keys = (folder / "vault.keys").read_bytes()
    with pytest.raises(DiskFull):
        Vault.unlock(folder, "teknisi", PASSWORD, clock=clock)
    assert (folder / "vault.keys").read_bytes() == keys
    assert not (folder / "vault.keys.new").exists()
    (disk / "downloads").unlink()
    (disk / "rest").unlink()
    with Vault.unlock(folder, "teknisi", PASSWORD, clock=clock) as vault:
        check(vault, kept)
        vault.drafts.save(replace(draft, state=State.SAVING))
        vault.finish("d1", summary())
        assert vault.recordings.get("d1") == summary()


def fill_the_rest(path):
    with path.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


def with_small_files(disk):
    import resource

    with new_vault(disk / "booth") as vault:
        vault.drafts.create("d1", resident(), operator="teknisi")
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
        kept = 0
        try:
            for attempt in range(1, 1000):
                vault.drafts.put_capture("d1", "photo", "1", attempt, PICTURE)
                kept = attempt
        except (DiskFull, DiskFaulty):
            pass
        assert 1 <= kept < 999
        check(vault, kept)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        vault.drafts.put_capture("d1", "photo", "1", kept + 1, PICTURE)
        check(vault, kept + 1)


if __name__ == "__main__":
    {"disk": on_a_small_disk, "limit": with_small_files}[sys.argv[1]](Path(sys.argv[2]))
    print("all is well")  # noqa: T201
