"""The vault as a whole: making, opening, refusing, and that nothing stands in it in clear."""

from __future__ import annotations

import inspect
import threading
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

import booth.store
from booth.domain.errors import BoothError
from booth.domain.recording import MoveError, State
from booth.store import (
    AuditBroken,
    Cost,
    LoginRefused,
    NewUser,
    NotAllowed,
    NotFound,
    PasswordTooShort,
    Role,
    StoreError,
    Vault,
    VaultClosed,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultNewer,
    migrations,
)
from booth.store.database import create_database, open_database

PASSWORD = "kata-sandi-1"
NEWER_MAJOR = (migrations.MAJOR + 1) << 16
NEWER_MINOR = migrations.VERSION + 5


def unlock(vault, password=PASSWORD, login="teknisi"):
    return Vault.unlock(vault.folder, login, password, clock=vault.audit._clock)


def key_of(vault):
    return vault.users._key


def test_a_new_vault_logs_its_first_user_in(vault, folder):
    assert vault.user.login == "teknisi"
    assert vault.user.role is Role.TECHNICIAN
    assert Vault.exists(folder)
    vault.close()
    with unlock(vault) as again:
        assert again.user == vault.user
        assert again.audit_fault is None


def test_login_ignores_capitals_and_outer_spaces(vault):
    vault.close()
    with unlock(vault, login=" Teknisi ") as again:
        assert again.user.login == "teknisi"


def test_any_name_of_a_folder_will_do(tmp_path, technician, clock, cheap):
    folder = tmp_path / "Bilik #1? 100%41 ü & 'dua'"
    Vault.create(folder, technician, clock=clock, cost=cheap).close()
    assert (folder / "vault.db").stat().st_size
    with Vault.unlock(folder, "teknisi", PASSWORD, clock=clock) as vault:
        assert vault.audit.verify() == 2


def test_a_folder_without_a_vault_says_so(tmp_path, clock):
    assert not Vault.exists(tmp_path)
    with pytest.raises(VaultMissing):
        Vault.unlock(tmp_path, "teknisi", PASSWORD, clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_another(vault, folder, technician, clock, cheap):
    with pytest.raises(VaultExists):
        Vault.create(folder, technician, clock=clock, cost=cheap)
    (folder / "vault.keys").unlink()
    with pytest.raises(VaultExists):
        Vault.create(folder, technician, clock=clock, cost=cheap)


def test_the_first_user_must_be_able_to_add_others(folder, clock, cheap):
    with pytest.raises(NotAllowed):
        Vault.create(folder, NewUser("budi", "Budi", Role.OPERATOR, PASSWORD), clock=clock, cost=cheap)
    assert not folder.exists()


def test_a_create_that_failed_can_be_repeated(folder, clock, cheap, technician):
    with pytest.raises(PasswordTooShort):
        Vault.create(folder, NewUser("teknisi", "T", Role.TECHNICIAN, "kurang"), clock=clock, cost=cheap)
    assert not Vault.exists(folder)
    with Vault.create(folder, technician, clock=clock, cost=cheap) as vault:
        assert vault.audit.verify() == 1
    assert sorted(path.name for path in folder.iterdir()) == ["vault.db", "vault.keys", "vault.keys.lock"]


def test_a_create_cut_off_between_its_two_files_is_completed_at_login(vault, folder):
    vault.close()
    (folder / "vault.db").rename(folder / "vault.db.new")
    with unlock(vault) as again:
        assert again.user.login == "teknisi"
    assert not (folder / "vault.db.new").exists()


def test_wrong_login_and_wrong_password_sound_alike(vault):
    vault.close()
    texts = set()
    for login, password in (("teknisi", "salah-salah"), ("siapa", PASSWORD)):
        with pytest.raises(LoginRefused) as caught:
            unlock(vault, password, login)
        texts.add((caught.value.text, caught.value.wait))
    assert len(texts) == 1


def test_refused_attempts_are_told_after_the_next_login(vault):
    vault.close()
    for _ in range(2):
        with pytest.raises(LoginRefused):
            unlock(vault, "salah-salah")
    with unlock(vault) as again:
        newest = again.audit.recent(1)[0]
        assert (newest.event, newest.actor, newest.detail) == ("login", "teknisi", {"refused_before": 2})


def test_a_key_slot_without_a_row_opens_nothing(vault):
    vault._database.run("DELETE FROM users")
    vault.close()
    with pytest.raises(LoginRefused):
        unlock(vault)


def test_the_database_is_set_up_as_promised(vault):
    value = vault._database.value
    assert value("PRAGMA journal_mode") == "wal"
    assert value("PRAGMA synchronous") == 2
    assert value("PRAGMA foreign_keys") == 1
    assert value("PRAGMA secure_delete") == 1
    assert value("PRAGMA temp_store") == 2
    assert value("PRAGMA user_version") == migrations.VERSION
    assert value("PRAGMA cipher_version")


def test_a_newer_major_is_never_opened_nor_changed(vault, folder):
    vault._database.run(f"PRAGMA user_version = {NEWER_MAJOR}")
    vault.close()
    before = (folder / "vault.db").read_bytes()
    with pytest.raises(VaultNewer):
        unlock(vault)
    assert (folder / "vault.db").read_bytes() == before


def test_a_newer_minor_is_opened_and_keeps_its_number(vault):
    vault._database.run(f"PRAGMA user_version = {NEWER_MINOR}")
    vault.close()
    with unlock(vault) as again:
        assert again._database.value("PRAGMA user_version") == NEWER_MINOR


def test_an_older_version_is_brought_up_to_date(vault):
    vault._database.run("PRAGMA user_version = 65536")
    vault.close()
    with unlock(vault) as again:
        assert again._database.value("PRAGMA user_version") == migrations.VERSION


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(4080), b"x" * 5000])
def test_a_damaged_database_is_refused_and_left_as_it_is(vault, folder, content, capfd):
    vault.close()
    (folder / "vault.db").write_bytes(content)
    with pytest.raises(VaultDamaged) as caught:
        unlock(vault)
    assert "technician" in caught.value.text
    assert caught.value.hint
    assert (folder / "vault.db").read_bytes() == content
    assert capfd.readouterr() == ("", "")


def test_a_missing_database_is_damage_not_a_new_vault(vault, folder):
    vault.close()
    (folder / "vault.db").unlink()
    with pytest.raises(VaultDamaged):
        unlock(vault)
    assert not (folder / "vault.db").exists()


def test_a_database_of_another_vault_is_refused(vault, folder, tmp_path):
    vault.close()
    create_database(tmp_path / "other.db", bytes(32)).close()
    (folder / "vault.db").write_bytes((tmp_path / "other.db").read_bytes())
    with pytest.raises(VaultDamaged):
        unlock(vault)


@given(data=st.binary(max_size=9000))
@settings(max_examples=30)
def test_random_bytes_are_no_vault(data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vault.db"
        path.write_bytes(data)
        with pytest.raises(VaultDamaged):
            open_database(path, bytes(32))
        assert path.read_bytes() == data


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "vault.db"
    create_database(path, bytes(32)).close()
    return path.read_bytes()


@given(data=st.data())
@settings(max_examples=30)
def test_a_changed_byte_is_always_found(whole, data):
    """A page whose MAC does not fit is never read as if it were whole."""
    whole = bytearray(whole)
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vault.db"
        path.write_bytes(whole)
        try:
            database = open_database(path, bytes(32))
        except VaultDamaged:
            return
        try:
            found = database.faults()
        except VaultDamaged:
            found = ["unreadable"]
        finally:
            database.close()
        assert found


def test_a_closed_vault_answers_politely(vault):
    vault.close()
    vault.close()
    for call in (vault.residents.count, vault.drafts.list, vault.audit.verify, vault.faults):
        with pytest.raises(VaultClosed):
            call()
    with pytest.raises(VaultClosed), vault.atomic():
        pytest.fail("must not come here")


def test_a_healthy_vault_has_no_faults(vault, make_resident):
    vault.residents.replace_all(make_resident(n) for n in range(1, 30))
    assert vault.faults() == []


def test_an_altered_log_is_noticed_at_start_and_the_vault_opens_all_the_same(vault):
    vault.audit.append("something", "teknisi")
    vault._database.run("DROP TRIGGER audit_keeps_words")
    vault._database.run("UPDATE audit SET actor = 'lain' WHERE seq = 2")
    vault.close()
    with unlock(vault) as again:
        assert isinstance(again.audit_fault, AuditBroken)
        assert again.audit_fault.row == 2


class Broken(Exception):
    """What a block of these tests fails with."""


def set_and_fail(vault, key):
    with vault.atomic():
        vault.settings.set(key, b"1")
        vault.audit.append("half", "teknisi")
        raise Broken


def test_a_block_is_all_or_nothing(vault):
    with pytest.raises(Broken):
        set_and_fail(vault, "a")
    assert vault.settings.get("a") is None
    assert vault.audit.verify() == 1


def test_an_inner_block_may_fail_alone(vault):
    with vault.atomic():
        vault.settings.set("a", b"1")
        with pytest.raises(Broken):
            set_and_fail(vault, "b")
    assert vault.settings.keys() == ["a"]
    assert vault.audit.verify() == 1


def test_many_threads_share_one_vault(vault):
    def work(name):
        for number in range(20):
            with vault.atomic():
                vault.settings.set(f"{name}-{number}", b"x")
                vault.audit.append("written", name)
            vault.settings.get(f"{name}-{number}")

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(vault.settings.keys()) == 80
    assert vault.audit.verify() == 81


class TestFinish:
    @pytest.fixture
    def saving(self, vault, make_resident):
        resident = make_resident()
        vault.residents.replace_all([resident])
        draft = vault.drafts.create("d1", resident, operator="budi")
        vault.drafts.put_capture("d1", "photo", "1", 1, b"picture")
        return vault.drafts.save(replace(draft, state=State.SAVING))

    def test_everything_moves_together(self, vault, saving, make_recording):
        vault.finish("d1", make_recording("d1"))
        assert vault.drafts.get("d1") is None
        assert vault.drafts.captures("d1") == []
        assert vault.recordings.get("d1") == make_recording("d1")
        assert vault.residents.get(saving.resident.nik).recorded_before
        assert [row.event for row in vault.audit.recent(1, subject="d1")] == ["recording.saved"]

    @pytest.mark.usefixtures("saving")
    def test_a_second_time_does_nothing(self, vault, make_recording):
        vault.finish("d1", make_recording("d1"))
        rows = vault.audit.verify()
        vault.finish("d1", make_recording("d1"))
        assert vault.audit.verify() == rows

    def test_a_fault_on_the_way_keeps_the_draft(self, vault, saving, make_recording):
        vault._database.run("CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'test'); END")
        with pytest.raises(StoreError):
            vault.finish("d1", make_recording("d1"))
        assert vault.drafts.get("d1") == saving
        assert len(vault.drafts.captures("d1")) == 1
        assert vault.recordings.get("d1") is None
        assert not vault.residents.get(saving.resident.nik).recorded_before

    def test_only_a_draft_that_is_being_saved_may_be_finished(self, vault, make_resident, make_recording):
        vault.drafts.create("d2", make_resident(), operator="budi")
        with pytest.raises(MoveError):
            vault.finish("d2", make_recording("d2"))
        with pytest.raises(NotFound):
            vault.finish("d3", make_recording("d3"))
        with pytest.raises(ValueError, match="id of its draft"):
            vault.finish("d2", make_recording("d3"))


def test_nothing_stands_in_clear_in_any_file(vault, folder, make_resident, make_recording):
    resident = make_resident(nama_lengkap="ZULKARNAIN RAHASIA", alamat="JALAN TERSEMBUNYI")
    vault.residents.replace_all([resident])
    vault.residents.search("zulkarnain")
    draft = vault.drafts.create("d1", resident, operator="budi", notes={"why": "CATATAN"})
    vault.drafts.put_capture("d1", "photo", "1", 1, b"\xff\xd8PICTURE-OF-SOMEBODY" * 2000, {"note": "PELUPUK"})
    vault.settings.set("seal", b"PRIVATE-SEAL-KEY")
    vault.drafts.save(replace(draft, state=State.SAVING))
    vault.audit.append("looked", "budi", resident.nik)
    secrets = [
        resident.nik, resident.no_kk, "ZULKARNAIN", "zulkarnain", "RAHASIA", "TERSEMBUNYI", "CATATAN", "PELUPUK",
        "PICTURE-OF-SOMEBODY", "PRIVATE-SEAL-KEY", "kata-sandi-1", "SQLite format",
    ]  # fmt: skip

    def look():
        files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for name, data in files.items():
            assert [secret for secret in secrets if secret.encode() in data] == [], name
            assert key_of(vault) not in data
        return set(files)

    assert "vault.db-wal" in look()
    vault.finish("d1", make_recording("d1", nik=resident.nik, nama_lengkap=resident.nama_lengkap))
    look()
    vault.close()
    assert "vault.db-wal" not in look()


def test_a_deleted_draft_is_overwritten_inside_the_file_too(vault, folder, make_resident):
    """Whoever has the key, too, finds nothing of a discarded draft: pages are zeroed, not only unlinked."""
    picture = b"PICTURE-OF-SOMEBODY" * 3000
    vault.drafts.create("d1", make_resident(), operator="budi")
    vault.drafts.put_capture("d1", "photo", "1", 1, picture)
    vault._database.shrink_log()
    assert b"PICTURE-OF-SOMEBODY" in decrypted(folder / "vault.db", key_of(vault))
    vault.drafts.delete("d1")
    vault._database.shrink_log()
    assert b"PICTURE-OF-SOMEBODY" not in decrypted(folder / "vault.db", key_of(vault))


def decrypted(path, key):
    """Every page of a SQLCipher 4 file: AES-256-CBC, the last 80 bytes of a page hold its vector (16) and its MAC."""
    data = path.read_bytes()
    pages = []
    for start in range(0, len(data), 4096):
        page = data[start + (16 if start == 0 else 0) : start + 4096]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        pages.append(decryptor.update(page[:-80]) + decryptor.finalize())
    return b"".join(pages)


def test_files_are_for_their_owner_only(vault, folder):
    vault.settings.set("a", b"1")
    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir() if path.stat().st_mode & 0o077] == []


def test_every_public_name_is_documented():
    classes = [thing for name in booth.store.__all__ if inspect.isclass(thing := getattr(booth.store, name))]
    bare = [
        f"{cls.__name__}.{name}"
        for cls in classes
        for name, member in inspect.getmembers(cls, inspect.isfunction)
        if not name.startswith("_") and not inspect.getdoc(member)
    ]
    assert bare == []
    assert [cls for cls in classes if not cls.__doc__] == []


def test_every_error_has_words_for_the_operator():
    leaves = [error for error in vars(booth.store.errors).values() if inspect.isclass(error)]
    assert [e for e in leaves if issubclass(e, BoothError) and e.text == BoothError.text and e is not BoothError] == []


def test_the_usual_cost_is_used_unless_told_otherwise():
    assert inspect.signature(Vault.create).parameters["cost"].default == Cost()
