"""The data folder: one booth at a time, settings, and setting up at an office that is not there."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING

import pytest

from booth.config import BadValue, read_settings
from booth.store.errors import LoginRefused
from booth.store.users import NewUser, Role
from booth.store.vault import Vault
from booth.workflow.booth import Booth, Hold
from booth.workflow.errors import (
    AlreadyProvisioned,
    BoothAlreadyRunning,
    NotProvisioned,
    OfficeTrouble,
    OtherFirstUser,
)
from tests.unit.workflow.stage import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.workflow.stage import Clock

FIRST = NewUser("tek", "Teknisi", Role.TECHNICIAN, PASSWORD)
CODE = "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"
NOWHERE = "http://127.0.0.1:1"


def test_a_second_copy_on_the_same_folder_is_refused_and_commands_beside_it_are_not(booth: Booth, clock: Clock):
    with pytest.raises(BoothAlreadyRunning):
        Booth.open(booth.folder, clock=clock)
    with Booth.open(booth.folder, clock=clock, hold=Hold.SHARED) as beside:
        assert beside.count().total == 0
    booth.close()
    Booth.open(booth.folder, clock=clock).close()


def test_a_folder_that_was_never_set_up(tmp_path: Path, clock: Clock):
    with pytest.raises(NotProvisioned):
        Booth.open(tmp_path / "nowhere", clock=clock, hold=Hold.SHARED)
    assert not (tmp_path / "nowhere").exists()
    with Booth.open(tmp_path / "new", clock=clock) as booth:
        for act in (booth.count, booth.health, lambda: booth.login("tek", PASSWORD)):
            with pytest.raises(NotProvisioned):
                act()


def test_name_and_zone_come_from_the_office_until_set_here(booth: Booth):
    assert (booth.name, str(booth.zone)) == ("Baamang 1", "Asia/Pontianak")
    booth.change(name="Bilik Satu", time_zone="Asia/Jayapura", language="en")
    assert (booth.name, str(booth.zone)) == ("Bilik Satu", "Asia/Jayapura")
    assert read_settings(booth.folder).language == "en"
    with pytest.raises(BadValue):
        booth.change(language="jv")
    assert booth.settings.language == "en"


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(booth: Booth):
    for login in ("ani", "siapa"):
        with pytest.raises(LoginRefused) as caught:
            booth.login(login, "salah-sekali")
        assert login not in caught.value.text


def test_setting_up_without_a_line_can_be_repeated_with_the_same_keys(tmp_path: Path, clock: Clock):
    folder = tmp_path / "booth"
    keys = []
    for _ in range(2):
        with Booth.open(folder, clock=clock) as booth:
            with pytest.raises(OfficeTrouble):
                booth.provision(NOWHERE, CODE, "Baamang 1", FIRST)
            assert booth.identity is None
        with Vault.unlock(folder, "tek", PASSWORD, clock=clock) as vault:
            keys.append((vault.settings.get("seal.key"), (folder / "identity" / "door.key").read_bytes()))
    assert keys[0] == keys[1]
    seal, door = keys[0]
    assert seal is not None
    assert len(base64.b64decode(door)) == len(seal) == 32
    stored = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert seal not in stored
    assert base64.b64encode(seal) not in stored
    if os.name == "posix":
        assert (folder / "identity" / "door.key").stat().st_mode & 0o077 == 0


def test_repeating_with_another_first_user_says_so(tmp_path: Path, clock: Clock):
    with Booth.open(tmp_path / "booth", clock=clock) as booth:
        with pytest.raises(OfficeTrouble):
            booth.provision(NOWHERE, CODE, "Baamang 1", FIRST)
        with pytest.raises(OtherFirstUser):
            booth.provision(NOWHERE, CODE, "Baamang 1", NewUser("lain", "Lain", Role.TECHNICIAN, PASSWORD))


def test_a_booth_that_is_set_up_is_not_set_up_again(booth: Booth):
    with pytest.raises(AlreadyProvisioned):
        booth.provision(NOWHERE, CODE, "x", FIRST)


def test_the_dead_office_is_told_in_words(booth: Booth):
    with pytest.raises(OfficeTrouble) as caught:
        booth.health()
    assert caught.value.text
