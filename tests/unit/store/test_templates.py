"""Templates of the last days: kept, found by finger, forgotten by age; and a vault from before they existed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.fingers import Finger
from booth.store import migrations
from booth.store.templates import StoredTemplate
from booth.store.vault import Vault

if TYPE_CHECKING:
    from booth.store import NewUser
    from tests.unit.store.conftest import HandClock

RIGHT, LEFT = Finger.RIGHT_INDEX, Finger.LEFT_INDEX
FORMER = 1 << 16 | 1


def one(recording: str, finger: Finger = RIGHT, day: str = "2016-09-05", data: bytes = b"x") -> StoredTemplate:
    return StoredTemplate(recording, finger, day, data)


def test_they_are_found_by_finger_the_newest_day_first(vault: Vault):
    vault.templates.add([one("a", day="2016-09-03"), one("b"), one("b", LEFT), one("c", Finger.RIGHT_THUMB)])
    assert [t.recording_id for t in vault.templates.of([RIGHT])] == ["b", "a"]
    assert {(t.recording_id, t.finger) for t in vault.templates.of([RIGHT, LEFT])} == {
        ("a", RIGHT),
        ("b", RIGHT),
        ("b", LEFT),
    }
    assert vault.templates.of([]) == []


def test_the_same_finger_of_the_same_recording_is_kept_once(vault: Vault):
    vault.templates.add([one("a", data=b"1")])
    vault.templates.add([one("a", data=b"2")])
    assert [t.data for t in vault.templates.of([RIGHT])] == [b"2"]


def test_older_ones_are_forgotten(vault: Vault):
    vault.templates.add([one("a", day="2016-09-03"), one("b", day="2016-09-04")])
    assert vault.templates.forget_before("2016-09-04") == 1
    assert vault.templates.count() == 1
    assert vault.templates.forget_before("2016-09-04") == 0


def test_a_vault_of_the_former_schema_gets_the_table(vault: Vault, technician: NewUser, clock: HandClock):
    """As version 1.1 left it: no table, its step not applied."""
    vault._database.run("DROP TABLE templates")
    vault._database.run("DELETE FROM _sqlite_migrations WHERE name = 'templates_of_the_last_days'")
    vault._database.run(f"PRAGMA user_version = {FORMER}")
    recordings = vault.recordings.ids()
    vault.close()
    with Vault.unlock(vault.folder, technician.login, technician.password, clock=clock) as again:
        assert again._database.value("PRAGMA user_version") == migrations.VERSION
        assert again.templates.count() == 0
        again.templates.add([one("a")])
        assert again.templates.count() == 1
        assert again.recordings.ids() == recordings
