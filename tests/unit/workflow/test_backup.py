"""Backup and restore of a data folder: whole or not at all, nothing in clear, nothing of what was there lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections import namedtuple
from pathlib import Path

import pyrage
import pytest

from booth.store import copying
from booth.store.errors import LoginRefused, VaultBusy
from booth.workflow import backup as backups
from booth.workflow import backup_file
from booth.workflow.backup import LastBackup, NoRoom, Stopped, last_backup, make_backup
from booth.workflow.backup_file import WrongPassword
from booth.workflow.booth import Booth
from booth.workflow.errors import NotAllowed
from booth.workflow.restore import restore, restored_at
from tests.unit.workflow.backups import back_up, contents, lock, make_small, unlock
from tests.unit.workflow.stage import DRAFT, PASSWORD, RESIDENT, Clock


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
from tests.unit.workflow import backups
from tests.unit.workflow.stage import Clock, PASSWORD
backup_file.lock = backups.lock
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
