"""The vault and real processes: killed in the middle of writing, held by another, and a password tried by several.

Run as a program, this file is the other process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from booth.domain.recording import State
from booth.domain.resident import Resident
from booth.store import Cost, LoginRefused, NewUser, Recording, Role, Vault, VaultBusy
from booth.store.database import open_database
from booth.store.locking import file_lock

PASSWORDS = ("kata-sandi-1", "kata-sandi-2")
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PICTURE = bytes(range(256)) * 250


def clock():
    return datetime(2016, 9, 5, 1, 30, tzinfo=UTC)


def resident(number, name="NUR HASANAH"):
    return Resident(
        f"62020545{number:08}", "6202051203160001", name, "2", "SAMPIT", date(1985, 7, 5), "13", "1", "2", "1", "2",
        "1", "JL. CONTOH NO. 7", "001", "002", "6202051001",
    )  # fmt: skip


def summary(name, number):
    return Recording(
        name, resident(number).nik, "NUR HASANAH", date(1985, 7, 5), "6202051001", "2016-09-05", 8, "teknisi", clock(),
        "ab" * 32, 0, 180.0, 0, False,
    )  # fmt: skip


def unlock(folder, password=PASSWORDS[0], busy_wait=15.0):
    return Vault.unlock(folder, "teknisi", password, clock=clock, busy_wait=busy_wait)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "booth"
    first = NewUser("teknisi", "Teknisi", Role.TECHNICIAN, PASSWORDS[0])
    with Vault.create(folder, first, clock=clock, cost=CHEAP) as vault:
        vault.residents.replace_all(resident(number) for number in range(1, 200))
    return folder


@contextmanager
def child(*arguments):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, __file__, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines_until_killed(folder, verb, count):
    """What the child said before it was killed; at least `count` lines, for it never ends by itself."""
    with child(verb, folder) as process:
        lines = [process.stdout.readline() for _ in range(count)]
        process.kill()
        return [line.split() for line in lines + process.stdout.readlines() if line.endswith("\n")]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 21])
def test_killed_while_recording_nothing_acknowledged_is_lost_and_nothing_is_half(folder, count):
    said = lines_until_killed(folder, "record", count)
    with unlock(folder) as vault:
        assert vault.faults() == []
        vault.audit.verify()
        assert vault.audit_fault is None
        for name in {name for _, name in said}:
            done = [what for what, each in said if each == name]
            draft, recording = vault.drafts.get(name), vault.recordings.get(name)
            assert (draft is None) != (recording is None)
            if "finished" in done:
                assert recording is not None
            if draft is not None:
                captures = vault.drafts.captures(name)
                assert len(captures) >= sum(what == "captured" for what in done)
                assert all(capture.data == PICTURE for capture in captures)
                assert draft.state is State.SAVING or "saving" not in done
            else:
                assert vault.drafts.captures(name) == []
                assert vault.residents.get(recording.nik).recorded_before
                assert [row.event for row in vault.audit.recent(subject=name)] == ["recording.saved"]


@pytest.mark.parametrize("count", [1, 4])
def test_killed_in_the_middle_of_an_import_the_old_register_is_there(folder, count):
    lines_until_killed(folder, "import", count)
    with unlock(folder) as vault:
        assert vault.residents.count() == 199
        assert vault.residents.search("kartini") == []
        assert len(vault.residents.search("hasanah")) == 50
        assert vault.faults() == []


@pytest.mark.parametrize("count", [1, 6, 17])
def test_killed_while_passwords_change_one_of_the_two_opens(folder, count):
    lines_until_killed(folder, "passwords", count)
    opened = 0
    for password in PASSWORDS:
        try:
            with unlock(folder, password) as vault:
                opened += vault.user.login == "teknisi"
        except LoginRefused:
            continue
    assert opened == 1


def test_another_process_holds_the_vault_and_lets_go(folder):
    with child("hold", folder) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(VaultBusy):
            unlock(folder, busy_wait=0.1)
        found = []

        def wait():
            with unlock(folder, busy_wait=100) as vault:
                found.append(vault.residents.count())

        waiting = threading.Thread(target=wait)
        waiting.start()
        process.stdin.write("let go\n")
        process.stdin.flush()
        waiting.join(110)
        assert found == [199]


def test_another_process_holds_the_key_file(folder):
    with child("hold-keys", folder) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(VaultBusy):
            unlock(folder, busy_wait=0.1)
    with unlock(folder) as vault:
        assert vault.user.login == "teknisi"


def test_wrong_passwords_are_counted_across_processes(folder):
    for _ in range(3):
        with child("guess", folder) as process:
            assert process.stdout.readline().startswith("refused")
    with pytest.raises(LoginRefused) as caught:
        unlock(folder)
    assert caught.value.wait == 5


def test_two_processes_write_at_the_same_time(folder):
    with unlock(folder) as vault, child("append", folder) as process:
        for number in range(60):
            vault.audit.append("here", "teknisi", str(number))
        assert process.stdout.readline() == "appended\n"
        assert sum(row.event == "there" for row in vault.audit.recent(1000)) == 60
        assert sum(row.event == "here" for row in vault.audit.recent(1000)) == 60
        vault.audit.verify()


# What the other process does.


def say(*words):
    print(*words, flush=True)  # noqa: T201


def record(vault):
    number = 0
    while True:
        number += 1
        name = f"d{number}"
        draft = vault.drafts.create(name, resident(number), operator="teknisi")
        say("created", name)
        for attempt in (1, 2):
            vault.drafts.put_capture(name, "finger", "right_thumb", attempt, PICTURE)
            say("captured", name)
        vault.drafts.save(replace(draft, state=State.SAVING))
        say("saving", name)
        vault.finish(name, summary(name, number))
        say("finished", name)


def take_in(vault):
    def endless():
        number = 0
        while True:
            number += 1
            yield resident(number, "KARTINI")
            if number % 2000 == 0:
                say("given", number)

    vault.residents.replace_all(endless())


def change_passwords(vault):
    here = 0
    while True:
        vault.users.change_password(PASSWORDS[here], PASSWORDS[1 - here])
        here = 1 - here
        say("changed", here)


def main(verb, folder):
    if verb == "guess":
        try:
            unlock(folder, "salah-salah")
        except LoginRefused as error:
            say("refused", error.wait)
    elif verb == "hold-keys":
        with file_lock(folder / "vault.keys"):
            say("held")
            sys.stdin.readline()
    else:
        with unlock(folder) as vault:
            VERBS[verb](vault)


def hold(vault):
    other = open_database(vault.folder / "vault.db", vault.users._key)
    with other.atomic():
        say("held")
        sys.stdin.readline()


def append(vault):
    for number in range(60):
        vault.audit.append("there", "teknisi", str(number))
    say("appended")


VERBS = {"record": record, "import": take_in, "passwords": change_passwords, "hold": hold, "append": append}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
