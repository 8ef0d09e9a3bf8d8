"""The key file: right and wrong passwords, waiting, damage."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import argon2.low_level
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.store.errors import LoginRefused, PasswordTooShort, VaultDamaged, VaultNewer
from booth.store.keys import DEFAULT_COST, FREE_ATTEMPTS, LONGEST_WAIT, Cost, KeyRing, wait_after

KEY = bytes(range(32))
RIGHT, WRONG = "kata-sandi-1", "kata-sandi-2"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def ring(tmp_path, clock):
    ring = KeyRing(tmp_path / "vault.keys", clock)
    ring.create(KEY, "budi", RIGHT, CHEAP)
    return ring


def refused(ring, login, password=WRONG):
    with pytest.raises(LoginRefused) as caught:
        ring.unlock(login, password)
    return caught.value


def test_a_right_password_gives_the_key_and_a_wrong_one_does_not(ring):
    assert ring.unlock("budi", RIGHT).key == KEY
    assert refused(ring, "budi").wait == 0
    assert refused(ring, "budi", "").wait == 0


def test_the_key_and_the_password_are_not_in_the_file(ring, tmp_path):
    data = (tmp_path / "vault.keys").read_bytes()
    assert KEY not in data
    assert KEY.hex().encode() not in data
    assert RIGHT.encode() not in data
    assert (tmp_path / "vault.keys").stat().st_mode & 0o777 == 0o600


def test_each_user_opens_with_their_own_password_only(ring):
    ring.put("sari", "sandi-lain-9", KEY)
    assert ring.unlock("sari", "sandi-lain-9").key == KEY
    assert refused(ring, "sari", RIGHT)
    ring.remove("sari")
    assert refused(ring, "sari", "sandi-lain-9")
    assert ring.logins() == {"budi"}


def test_a_new_password_replaces_the_old_one(ring):
    ring.put("budi", "sandi-baru-77", KEY)
    assert ring.unlock("budi", "sandi-baru-77").key == KEY
    assert refused(ring, "budi", RIGHT)


def test_a_short_password_is_refused_and_changes_nothing(ring, tmp_path):
    before = (tmp_path / "vault.keys").read_bytes()
    with pytest.raises(PasswordTooShort):
        ring.put("sari", "1234567", KEY)
    assert (tmp_path / "vault.keys").read_bytes() == before


def test_a_password_may_be_typed_with_composed_or_with_combining_accents(ring):
    ring.put("sari", "caf\u00e9-sandi", KEY)
    assert ring.unlock("sari", "cafe\u0301-sandi").key == KEY


def test_waiting_grows_with_wrong_attempts_and_ends_with_a_right_one(ring, clock):
    waits = []
    for _ in range(FREE_ATTEMPTS + 3):
        waits.append(refused(ring, "budi").wait)
        clock.move(waits[-1])
    assert waits == [0, 0, 5, 10, 20, 40]
    unlocked = ring.unlock("budi", RIGHT)
    assert unlocked.failed_before == FREE_ATTEMPTS + 3
    assert refused(ring, "budi").wait == 0


def test_waiting_never_grows_beyond_a_quarter_of_an_hour():
    waits = [wait_after(failed) for failed in range(2000)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


def test_an_attempt_that_comes_too_early_is_neither_tried_nor_counted(ring, clock, monkeypatch):
    for _ in range(FREE_ATTEMPTS):
        refused(ring, "budi")
    clock.move(2)

    def no_work(*_, **__):
        raise AssertionError("argon2 must not run")

    with monkeypatch.context() as patch:
        patch.setattr(argon2.low_level, "hash_secret_raw", no_work)
        assert refused(ring, "budi", RIGHT).wait == 3
        assert refused(ring, "budi", RIGHT).wait == 3
    clock.move(3)
    assert ring.unlock("budi", RIGHT).failed_before == FREE_ATTEMPTS


def test_a_clock_that_was_set_back_lengthens_no_wait(ring, clock):
    for _ in range(FREE_ATTEMPTS):
        refused(ring, "budi")
    clock.move(-86400 * 365)
    assert refused(ring, "budi", RIGHT).wait == 5
    clock.move(5)
    assert ring.unlock("budi", RIGHT).key == KEY


def test_an_unknown_login_is_treated_like_a_wrong_password(ring, clock, monkeypatch):
    asked = []
    real = argon2.low_level.hash_secret_raw

    def record(secret, salt, **cost):
        asked.append((len(salt), cost))
        return real(secret, salt, **cost)

    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", record)
    for _ in range(FREE_ATTEMPTS + 2):
        known, unknown = refused(ring, "budi"), refused(ring, "siapa")
        assert (known.wait, known.text, known.params) == (unknown.wait, unknown.text, unknown.params)
        clock.move(known.wait)
    assert all(work == asked[0] for work in asked)
    assert len(asked) == 2 * (FREE_ATTEMPTS + 2)


def test_an_attempt_counts_although_the_program_dies_while_it_is_tried(ring, tmp_path, clock, monkeypatch):
    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(argon2.low_level, "hash_secret_raw", die)
        with pytest.raises(KeyboardInterrupt):
            ring.unlock("budi", RIGHT)
    assert KeyRing(tmp_path / "vault.keys", clock).unlock("budi", RIGHT).failed_before == 1


def test_attempts_of_unknown_logins_fill_no_file_and_wipe_out_no_wait(ring, tmp_path, clock):
    for _ in range(FREE_ATTEMPTS):
        refused(ring, "budi")
    clock.move(0.5)
    for number in range(260):
        clock.move(0.001)
        refused(ring, f"orang{number}")
    assert len(envelope(tmp_path)["body"]["attempts"]) <= 202
    assert refused(ring, "budi", RIGHT).wait == 5
    clock.move(5)
    assert ring.unlock("budi", RIGHT).key == KEY


def test_a_slot_opens_for_its_own_login_only(ring, tmp_path):
    """Someone with the disk in hand cannot give their own slot another's name."""
    ring.put("sari", "sandi-lain-9", KEY)
    file = envelope(tmp_path)
    file["body"]["slots"]["budi"] = file["body"]["slots"]["sari"]
    rewrite(tmp_path, file)
    assert refused(ring, "budi", "sandi-lain-9")


def test_a_damaged_file_is_told_from_a_wrong_password(ring, tmp_path):
    file = envelope(tmp_path)
    file["body"]["slots"]["budi"]["salt"] = "AAAAAAAAAAAAAAAAAAAAAA=="
    (tmp_path / "vault.keys").write_text(json.dumps(file, separators=(",", ":")))
    with pytest.raises(VaultDamaged):
        ring.unlock("budi", RIGHT)


@pytest.mark.parametrize("cost", [{"memory_kib": 1 << 30}, {"passes": 10**6}, {"lanes": 0}])
def test_a_cost_that_would_hang_the_machine_counts_as_damage(ring, tmp_path, cost):
    file = envelope(tmp_path)
    file["body"]["slots"]["budi"]["cost"].update(cost)
    rewrite(tmp_path, file)
    with pytest.raises(VaultDamaged):
        ring.unlock("budi", RIGHT)


def test_a_newer_format_is_refused(ring, tmp_path):
    file = envelope(tmp_path)
    file["format"] = 2
    (tmp_path / "vault.keys").write_text(json.dumps(file))
    with pytest.raises(VaultNewer):
        ring.unlock("budi", RIGHT)


def test_a_format_of_zero_is_damage(ring, tmp_path):
    data = (tmp_path / "vault.keys").read_bytes()
    (tmp_path / "vault.keys").write_bytes(data.replace(b'"format":1', b'"format":0'))
    with pytest.raises(VaultDamaged):
        ring.unlock("budi", RIGHT)


def test_a_missing_file_is_damage(tmp_path, clock):
    with pytest.raises(VaultDamaged):
        KeyRing(tmp_path / "vault.keys", clock).unlock("budi", RIGHT)


@given(data=st.binary(max_size=400))
def test_random_bytes_are_damage(data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vault.keys"
        path.write_bytes(data)
        with pytest.raises(VaultDamaged):
            KeyRing(path, lambda: pytest.fail("no attempt may be counted")).unlock("budi", RIGHT)
        assert path.read_bytes() == data


@given(st.data())
def test_a_changed_byte_anywhere_never_opens_and_never_counts(data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "vault.keys"
        ring = KeyRing(path, lambda: pytest.fail("no attempt may be counted"))
        ring.create(KEY, "budi", RIGHT, CHEAP)
        whole = bytearray(path.read_bytes())
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= data.draw(st.integers(1, 255))
        path.write_bytes(whole)
        with pytest.raises((VaultDamaged, VaultNewer)):
            ring.unlock("budi", RIGHT)
        assert path.read_bytes() == whole


def test_the_usual_cost_is_what_the_rfc_recommends_for_small_machines():
    assert Cost(memory_kib=65536, passes=3, lanes=1) == DEFAULT_COST


def envelope(folder):
    return json.loads((folder / "vault.keys").read_bytes())


def rewrite(folder, file):
    body = msgspec.json.encode(file["body"])
    file = {"format": file["format"], "sha256": hashlib.sha256(body).hexdigest(), "body": msgspec.Raw(body)}
    (folder / "vault.keys").write_bytes(msgspec.json.encode(file))
