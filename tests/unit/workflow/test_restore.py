"""A restore is whole or it never was: foreign, damaged and cut-off backups, and crashes in the middle."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.store import migrations
from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from booth.workflow import backup_file, swap
from booth.workflow.backup_file import BackupError, Header, WrongPassword
from booth.workflow.booth import Booth, Hold
from booth.workflow.errors import BoothAlreadyRunning
from booth.workflow.restore import ForeignBackup, SomebodySends, look_into, restore
from sync.lock import AgentLock
from sync.queuefile import VERSION
from tests.unit.workflow.backups import back_up, contents, lock, make_small, unlock
from tests.unit.workflow.stage import DRAFT, PASSWORD, Clock, furnish, make_office


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(backup_file, "lock", lock)
    monkeypatch.setattr(backup_file, "unlock", unlock)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A backup of a booth that recorded nobody, and the office whose booth it is."""
    return make_small(tmp_path_factory.mktemp("small"))


@pytest.fixture
def made(ready_booth, tmp_path):
    """A backup of a booth with one recording saved and not sent."""
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    desk.close()
    return back_up(ready_booth, tmp_path / "stick")


# Restoring.


def test_what_was_there_is_moved_aside(ready_booth, made):
    folder = ready_booth.folder
    ready_booth.close()
    (folder / "note.txt").write_text("keep me")
    before = contents(folder)
    done = restore(made, folder, password=PASSWORD, clock=Clock())
    assert done.aside == folder / "before-restore-20160905-030000"
    aside = contents(done.aside)
    assert aside == {name: data for name, data in before.items() if not name.startswith("logs")}
    with Booth.open(folder, clock=Clock()) as booth:
        booth.login("ani", PASSWORD).close()


def test_a_wrong_password(made, tmp_path):
    with pytest.raises(WrongPassword):
        restore(made, tmp_path / "again", password="not-this-one", clock=Clock())
    assert contents(tmp_path / "again") == {}


def test_a_backup_of_another_booth(small, tmp_path):
    path, office = small
    folder = tmp_path / "data"
    furnish(folder, msgspec.structs.replace(office.identity, booth="mentawa-2"))
    before = contents(folder)
    with pytest.raises(ForeignBackup):
        restore(path, folder, password=PASSWORD, clock=Clock())
    assert contents(folder) == before


def test_while_the_booth_is_open_or_somebody_sends(small, tmp_path, booth):
    path, _ = small
    with pytest.raises(BoothAlreadyRunning):
        restore(path, booth.folder, password=PASSWORD, clock=Clock())
    lock = AgentLock(tmp_path / "agent.lock")
    try:
        with pytest.raises(SomebodySends):
            restore(path, tmp_path, password=PASSWORD, clock=Clock())
    finally:
        lock.release()


def rewritten(path, to, **changes):
    """The backup with other members."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            if data is not None:
                new.writestr(name, data)
    return to


def changed_header(path, **changes):
    said = json.loads(zipfile.ZipFile(path).read("backup.json"))
    return json.dumps(said | changes)


def test_newer_and_altered_backups(small, tmp_path):
    path, _ = small
    newer = rewritten(path, tmp_path / "a.booth", **{"backup.json": '{"format": 2, "and": "more"}'})
    with pytest.raises(backup_file.BackupNewer):
        look_into(newer)
    other = rewritten(path, tmp_path / "b.booth", **{"backup.json": changed_header(path, booth="mentawa-2")})
    assert look_into(other).booth == "mentawa-2"
    refused(other, tmp_path)
    missing = rewritten(path, tmp_path / "c.booth", **{"data/vault.db.age": None})
    refused(missing, tmp_path)
    names = [{"name": name, "size": 1} for name in ("../evil", "/etc/passwd", "a/../../b", ".ssh/x", "C:\\x")]
    for number, name in enumerate(names):
        evil = rewritten(path, tmp_path / f"d{number}.booth", **{"backup.json": changed_header(path, files=[name])})
        with pytest.raises(backup_file.BackupDamaged):
            look_into(evil)


def refused(path, tmp_path):
    folder = tmp_path / "target"
    folder.mkdir(exist_ok=True)
    (folder / "note").write_text("before")
    with pytest.raises(BackupError):
        restore(path, folder, password=PASSWORD, clock=Clock())
    assert contents(folder) == {"note": b"before"}


def test_data_of_a_newer_program(small, tmp_path, monkeypatch):
    path, _ = small
    monkeypatch.setattr(migrations, "MAJOR", 0)
    with pytest.raises(backup_file.BackupNewer):
        restore(path, tmp_path / "vault", password=PASSWORD, clock=Clock())
    monkeypatch.undo()
    from sync import queuefile

    with Booth.open(tmp_path / "vault", clock=Clock()) as booth:
        assert booth.identity is None
    furnish(tmp_path / "data", make_office().identity)
    with Booth.open(tmp_path / "data", clock=Clock()) as booth:
        booth.outbox.counts()
        made = back_up(booth, tmp_path / "stick")
    monkeypatch.setattr(queuefile, "VERSION", (VERSION[0] - 1, 0))
    with pytest.raises(backup_file.BackupNewer):
        restore(made, tmp_path / "outbox", password=PASSWORD, clock=Clock())


@pytest.mark.parametrize("share", [0.0, 0.001, 0.2, 0.5, 0.9, 0.999])
def test_truncated(small, tmp_path, share):
    path, _ = small
    raw = path.read_bytes()
    cut = tmp_path / "cut.booth"
    cut.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(BackupError):
        look_into(cut)
    refused(cut, tmp_path)


@settings(max_examples=60)
@given(st.data())
def test_any_byte_may_rot(small, tmp_path_factory, data):
    """Read back with its own key, so that the slow password costs nothing here."""
    path, office = small
    raw = bytearray(path.read_bytes())
    sealed = zipfile.ZipFile(path).read("office.age")
    key = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(office.age)]).decode()
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    place = tmp_path_factory.mktemp("rot")
    rotten = place / "x.booth"
    rotten.write_bytes(raw)
    before = whole(path, key)
    found = before
    with contextlib.suppress(BackupError):
        found = whole(rotten, key)
    assert found == before  # where it is a byte that says nothing: a time of the zip, the other two keys


def whole(path, key):
    return backup_file.read_backup(path, key, None, lambda _: None).files


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda raw: b"PK\x03\x04" + raw))
def test_random_bytes(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("random") / "x.booth"
    path.write_bytes(raw)
    with pytest.raises(BackupError):
        look_into(path)


@given(st.dictionaries(st.sampled_from([*Header.__struct_fields__, "x"]), st.integers() | st.text() | st.none()))
def test_random_headers(tmp_path_factory, said):
    path = tmp_path_factory.mktemp("random") / "x.booth"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("backup.json", json.dumps(said))
    with pytest.raises(BackupError):
        look_into(path)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(BackupError):
        look_into(tmp_path / "nothing.booth")
    with pytest.raises(BackupError):
        look_into(tmp_path)


# A crash in the middle.


def crashing(folder, backup, at):
    """Restore in a process that dies at the `at`-th change of a name; whether it lived to the end."""
    code = f"""
import os, sys
from pathlib import Path
from booth.workflow import backup_file, swap
from tests.unit.workflow.stage import Clock, PASSWORD
from tests.unit.workflow import backups
backup_file.unlock = backups.unlock
from booth.workflow.restore import restore
count = 0
real = Path.rename, Path.replace, Path.unlink
def dying(act):
    def call(self, *rest, **more):
        global count
        if sys._getframe(1).f_code.co_filename.endswith("swap.py"):
            count += 1
            if count == {at}:
                os._exit(9)
        return act(self, *rest, **more)
    return call
Path.rename, Path.replace, Path.unlink = map(dying, real)
restore(Path({str(backup)!r}), Path({str(folder)!r}), password=PASSWORD, clock=Clock())
"""
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 9}, done.stderr
    return done.returncode == 0


@pytest.mark.parametrize("at", [1, 2, 3, 5, 8, 11, 14])
def test_a_crash_leaves_the_old_booth_or_the_new_one(small, enrolled, tmp_path, at):
    path, office = small
    folder = tmp_path / "data"
    furnish(folder, office.identity)
    with Vault.unlock(folder, "tek", PASSWORD, clock=Clock()) as vault:
        vault.users.add(NewUser("baru", "Baru", Role.OPERATOR, PASSWORD))  # who is not in the backup
    old = contents(folder)
    ended = crashing(folder, path, at)
    hold = Hold.SHARED if at % 2 else Hold.ALONE
    with Booth.open(folder, clock=Clock(), hold=hold) as booth:
        assert booth.provisioned.booth == office.identity.booth
        with booth.unlock_vault("tek", PASSWORD) as vault:
            new = vault.users.get("baru") is None
    asides = list(folder.glob("before-restore-*"))
    assert len(asides) == new
    assert new or not ended
    kept = contents(asides[0]) if new else contents(folder)
    assert kept["identity/door.key"] == old["identity/door.key"]
    assert not swap.pending(folder)
    if new:
        assert kept["vault.keys"] == old["vault.keys"]


def test_a_plan_that_is_none(tmp_path):
    (tmp_path / ".restore" / "new").mkdir(parents=True)
    for said in ("", "{}", '{"to": "..", "aside": [], "put": []}', '{"to": "x", "aside": ["a/b"], "put": []}'):
        (tmp_path / ".restore" / "ready.json").write_text(said)
        with pytest.raises(swap.RestoreBroken):
            Booth.open(tmp_path, clock=Clock())
        with pytest.raises(swap.RestoreBroken):
            Booth.open(tmp_path, clock=Clock(), hold=Hold.SHARED)
