"""Backup and restore of a data folder: whole or not at all, nothing in clear, nothing of what was there lost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections import namedtuple
from pathlib import Path

import msgspec
import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.store import copying, migrations
from booth.store.errors import LoginRefused, VaultBusy
from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from booth.workflow import backup as backups
from booth.workflow import backup_file, swap
from booth.workflow.backup import LastBackup, NoRoom, Stopped, last_backup, make_backup
from booth.workflow.backup_file import BackupError, Header, WrongPassword
from booth.workflow.booth import Booth, Hold
from booth.workflow.errors import BoothAlreadyRunning, NotAllowed
from booth.workflow.restore import ForeignBackup, SomebodySends, look_into, restore, restored_at
from sync.lock import AgentLock
from sync.queuefile import VERSION
from tests.unit.workflow.stage import DRAFT, PASSWORD, RESIDENT, Clock, furnish, make_office


def lock(secret, password):
    return b"age-encryption.org/v1\n-> scrypt " + hashlib.sha256(password.encode()).digest() + secret[::-1]


def unlock(locked, password):
    if locked[32:64] != hashlib.sha256(password.encode()).digest():
        raise pyrage.DecryptError
    return locked[64:][::-1]


@pytest.fixture(autouse=True)
def _quick(request):
    """A password that takes no seconds, but where the real thing is looked at."""
    if "real_password" in request.node.name:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_file, "lock", lock)
        patch.setattr(backup_file, "unlock", unlock)
        yield


@pytest.fixture
def made(ready_booth, tmp_path):
    """A backup of a booth with one recording saved and not sent."""
    desk = ready_booth.login("ani", PASSWORD)
    desk.resume(DRAFT).save()
    desk.close()
    return back_up(ready_booth, tmp_path / "stick")


def back_up(booth, to, login="tek"):
    with booth.unlock_vault(login, PASSWORD) as vault:
        to.mkdir(exist_ok=True)
        return make_backup(booth, vault, PASSWORD, to).path


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A backup of a booth that recorded nobody, and the office whose booth it is."""
    place, office = tmp_path_factory.mktemp("small"), make_office()
    furnish(place / "data", office.identity)
    with Booth.open(place / "data", clock=Clock()) as booth, pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_file, "lock", lock)
        path = back_up(booth, place / "stick")
    return path, office


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"run.lock", "agent.lock", "vault.keys.lock"}
    }


def test_everything_comes_back(ready_booth, made, tmp_path):
    again = tmp_path / "again"
    done = restore(made, again, password=PASSWORD, clock=Clock())
    assert (done.header.booth, done.header.by, done.aside) == ("baamang-1", "tek", None)
    with Booth.open(again, clock=Clock()) as booth:
        assert booth.identity == ready_booth.identity
        assert booth.settings == ready_booth.settings
        assert booth.count().unsent == 1
        assert booth.outbox.data(DRAFT) == ready_booth.outbox.data(DRAFT)
        desk = booth.login("ani", PASSWORD)
        assert not desk.lost()
        assert desk.vault.residents.get(RESIDENT.nik).nama_lengkap == RESIDENT.nama_lengkap
        assert desk.vault.recordings.get(DRAFT) is not None
        desk.close()
        with booth.unlock_vault("tek", PASSWORD) as vault:
            assert vault.audit_fault is None
            assert restored_at(vault) == Clock()()
            vault.audit.verify()
    assert (again / "identity" / "door.key").read_bytes() == (ready_booth.folder / "identity" / "door.key").read_bytes()
    assert (again / "vault.db").stat().st_mode & 0o777 == 0o600
    assert not (again / ".restore").exists()


def test_the_backup_is_remembered_and_nothing_is_left_beside_it(ready_booth, made):
    with ready_booth.unlock_vault("tek", PASSWORD) as vault:
        last = last_backup(vault)
        assert last == LastBackup(Clock()(), str(made), "tek")
        assert last.age(Clock()()) == 0
    assert not (ready_booth.folder / ".backup").exists()
    assert [path.name for path in made.parent.iterdir()] == [made.name] == ["baamang-1-20160905-100000.booth"]


def test_nothing_in_it_is_in_clear(ready_booth, made, tmp_path):
    raw = made.read_bytes()
    door = (ready_booth.folder / "identity" / "door.key").read_bytes().strip()
    keys = (ready_booth.folder / "vault.keys").read_bytes()
    for secret in (door, keys[:200], RESIDENT.nik.encode(), RESIDENT.nama_lengkap.encode(), b"SQLite format 3"):
        assert secret not in raw
    for member in zipfile.ZipFile(made).namelist():
        if member != "backup.json":
            assert zipfile.ZipFile(made).read(member).startswith(b"age-encryption.org/v1\n"), member
    said = zipfile.ZipFile(made).read("backup.json").decode()
    assert DRAFT not in said
    assert "ani" not in json.loads(said).values()


@pytest.mark.parametrize("_", [pytest.param(0, id="real_password")])
def test_tools_of_others_open_it_and_the_vault_stays_locked(made, _, tmp_path):
    archive = zipfile.ZipFile(made)
    key = pyrage.passphrase.decrypt(archive.read("key.age"), PASSWORD).decode()
    inner = pyrage.decrypt(archive.read("data/vault.db.age"), [pyrage.x25519.Identity.from_str(key)])
    assert RESIDENT.nik.encode() not in inner
    assert not inner.startswith(b"SQLite format 3")
    restore(made, tmp_path / "again", password=PASSWORD, clock=Clock())
    with pytest.raises(WrongPassword):
        backup_file.open_key(made, "another")


def test_the_office_opens_a_backup_whose_password_is_lost(small, tmp_path):
    path, office = small
    sealed = zipfile.ZipFile(path).read("office.age")
    key = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(office.age)]).decode()
    restore(path, tmp_path / "again", key=key, clock=Clock())
    with Booth.open(tmp_path / "again", clock=Clock()) as booth:
        booth.login("ani", PASSWORD).close()
    with pytest.raises(backup_file.WrongKey):
        restore(path, tmp_path / "other", key=str(pyrage.x25519.Identity.generate()), clock=Clock())
    with pytest.raises(backup_file.WrongKey):
        restore(path, tmp_path / "other", key="nothing", clock=Clock())


def test_only_a_technician_and_only_with_the_right_password(ready_booth, tmp_path):
    with ready_booth.unlock_vault("ani", PASSWORD) as vault, pytest.raises(NotAllowed):
        make_backup(ready_booth, vault, PASSWORD, tmp_path)
    with ready_booth.unlock_vault("tek", PASSWORD) as vault, pytest.raises(LoginRefused):
        make_backup(ready_booth, vault, "another-one", tmp_path)
    assert list(tmp_path.glob("*.booth")) == []


def test_places_that_are_none(ready_booth, made, tmp_path, monkeypatch):
    with ready_booth.unlock_vault("tek", PASSWORD) as vault:
        for to, error in (
            (ready_booth.folder / "x.booth", backups.InsideTheData),
            (ready_booth.folder, backups.InsideTheData),
            (made, backups.AlreadyThere),
            (made / "below" / "x.booth", backups.CannotWrite),
        ):
            with pytest.raises(error):
                make_backup(ready_booth, vault, PASSWORD, to)
        usage = namedtuple("usage", "total used free")
        monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: usage(1, 1, 1000))
        with pytest.raises(NoRoom):
            make_backup(ready_booth, vault, PASSWORD, tmp_path / "full.booth")
    assert not (tmp_path / "full.booth").exists()


def test_a_stick_that_is_pulled_leaves_no_half_file(ready_booth, tmp_path, monkeypatch):
    def pulled(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backups, "read_backup", pulled)
    with ready_booth.unlock_vault("tek", PASSWORD) as vault:
        with pytest.raises(backups.CannotWrite):
            make_backup(ready_booth, vault, PASSWORD, tmp_path / "stick" / "x.booth")
        assert list((tmp_path / "stick").iterdir()) == []
        assert last_backup(vault) is None


def test_what_cannot_be_read_back_is_no_backup(ready_booth, tmp_path, monkeypatch):
    real = backups.write_backup

    def rots(to, *rest, **more):
        key = real(to, *rest, **more)
        raw = bytearray(to.read_bytes())
        raw[len(raw) // 2] ^= 1
        to.write_bytes(raw)
        return key

    monkeypatch.setattr(backups, "write_backup", rots)
    with ready_booth.unlock_vault("tek", PASSWORD) as vault, pytest.raises(backups.NotReadBack):
        make_backup(ready_booth, vault, PASSWORD, tmp_path / "x.booth")
    assert list(tmp_path.glob("*x.booth*")) == []


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_it_may_be_stopped(ready_booth, tmp_path, share):
    def told(done):
        if done >= share:
            raise Stopped

    with ready_booth.unlock_vault("tek", PASSWORD) as vault, pytest.raises(Stopped):
        make_backup(ready_booth, vault, PASSWORD, tmp_path / "x.booth", told)
    assert list(tmp_path.glob("*x.booth*")) == []
    assert not (ready_booth.folder / ".backup").exists()


def test_what_is_saved_while_it_is_made_is_in_both_files_or_in_neither(ready_booth, tmp_path, monkeypatch):
    """A recording is saved after the moment of the backup, before anything is copied."""
    real = copying.PinnedVault.write

    def write(self, to, told=lambda _: None):
        desk = ready_booth.login("ani", PASSWORD)
        desk.resume(DRAFT).save()
        desk.close()
        real(self, to, told)

    monkeypatch.setattr(copying.PinnedVault, "write", write)
    made = back_up(ready_booth, tmp_path / "stick")
    assert ready_booth.count().unsent == 1
    restore(made, tmp_path / "again", password=PASSWORD, clock=Clock())
    with Booth.open(tmp_path / "again", clock=Clock()) as booth:
        assert booth.count().unsent == 0
        desk = booth.login("ani", PASSWORD)
        assert not desk.lost()
        assert [draft.id for draft in desk.vault.drafts.list()] == [DRAFT]
        desk.resume(DRAFT).save()
        assert booth.count().unsent == 1
        desk.close()


def test_a_vault_that_another_holds(booth, tmp_path):
    with booth.unlock_vault("tek", PASSWORD) as vault, vault.atomic():
        key = copying_key(booth)
        with pytest.raises(VaultBusy), copying.pinned_vault(booth.folder, key, busy_wait=0.05):
            pass


def copying_key(booth):
    from booth.store.keys import KeyRing

    return KeyRing(booth.folder / "vault.keys", Clock()).unlock("tek", PASSWORD).key


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
from tests.unit.workflow import test_backup
backup_file.unlock = test_backup.unlock
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


@pytest.mark.parametrize("at", [1, 4, 9])
def test_a_power_cut_while_a_backup_is_made_leaves_no_half_file(enrolled, tmp_path, at):
    folder, stick = tmp_path / "data", tmp_path / "stick"
    shutil.copytree(enrolled, folder)
    stick.mkdir()
    code = f"""
import os
from pathlib import Path
from booth.workflow import backup, backup_file
from booth.workflow.booth import Booth, Hold
from tests.unit.workflow import test_backup
from tests.unit.workflow.stage import Clock, PASSWORD
backup_file.lock = test_backup.lock
count = 0
def told(share):
    global count
    count += share > 0.4
    if count == {at}:
        os._exit(9)
with Booth.open(Path({str(folder)!r}), clock=Clock(), hold=Hold.SHARED) as booth:
    backup.make_backup(booth, booth.unlock_vault("tek", PASSWORD), PASSWORD, Path({str(stick)!r}), told)
"""
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr
    assert list(stick.glob("*.booth")) == []
    with Booth.open(folder, clock=Clock()) as booth:
        made = back_up(booth, stick)
    assert list(stick.iterdir()) == [made]  # and nothing of the attempt
    assert not (folder / ".backup").exists()


def test_certificates_of_makers_are_in_it_and_odd_names_are_left_out(booth, tmp_path):
    trust = booth.folder / "trust"
    trust.mkdir()
    (trust / "maker one.pem").write_text("certificate")
    (trust / ".hidden").write_text("")
    (trust / ("x" * 120)).write_text("")
    made = back_up(booth, tmp_path / "stick")
    restore(made, tmp_path / "again", password=PASSWORD, clock=Clock())
    assert contents(tmp_path / "again" / "trust") == {"maker one.pem": b"certificate"}
