"""Settings, the history of self-tests, instants and the schema."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlcipher3
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st

from booth.store import migrations
from booth.store.instants import from_text, to_text


def test_settings_keep_bytes(vault):
    assert vault.settings.get("seal") is None
    vault.settings.set("seal", b"\x00\xff")
    vault.settings.set("cursor", b"")
    assert vault.settings.get("seal") == b"\x00\xff"
    assert vault.settings.get("cursor") == b""
    vault.settings.set("seal", b"new")
    assert vault.settings.get("seal") == b"new"
    assert vault.settings.keys() == ["cursor", "seal"]
    vault.settings.delete("seal")
    vault.settings.delete("seal")
    assert vault.settings.keys() == ["cursor"]


def test_self_tests_are_kept_newest_first(vault, clock):
    first = vault.tests.add({"camera": {"fps": 29.7}, "note": "ü"}, actor="teknisi", passed=True)
    clock.move(60)
    second = vault.tests.add({}, actor="teknisi", passed=False)
    assert vault.tests.recent() == [second, first]
    assert vault.tests.recent(1) == [second]
    assert vault.tests.get(first.id) == first
    assert first.report == {"camera": {"fps": 29.7}, "note": "ü"}
    assert vault.tests.get(99) is None


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]), min_value=datetime(1900, 1, 1)))  # noqa: DTZ001
def test_instants_keep_milliseconds_and_sort_as_text(instant):
    text = to_text(instant)
    assert text.endswith("Z")
    assert len(text) == 24
    back = from_text(text)
    assert back.tzinfo is not None
    assert timedelta() <= instant - back < timedelta(milliseconds=1)


def test_every_table_is_strict_and_no_number_of_16_digits_is_a_number(database):
    tables = database.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    own = {t["name"]: t["strict"] for t in tables if not t["name"].startswith(("sqlite_", "_sqlite", "name_index_"))}
    own = {name: strict for name, strict in own.items() if not name.startswith("words_")}
    assert set(own) == {
        "audit", "captures", "device_events", "devices", "drafts", "names", "national", "recordings", "residents",
        "selftests", "settings", "spool", "templates", "users",
    }  # fmt: skip
    assert all(own.values())
    for table in ("residents", "recordings"):
        types = {r["name"]: r["type"] for r in database.rows(f"SELECT name, type FROM pragma_table_info('{table}')")}  # noqa: S608
        assert types["nik"] == "TEXT"


def test_upgrading_twice_does_nothing_the_second_time(database):
    schema = "SELECT name, sql FROM sqlite_schema ORDER BY name"
    before = database.tuples(schema)
    with database.atomic() as utils:
        migrations.upgrade(utils)
    assert database.tuples(schema) == before


def test_an_upgrade_that_fails_leaves_nothing_behind():
    """Steps and version number appear together or not at all."""
    db = sqlite_utils.Database(sqlcipher3.connect(":memory:"))

    class Broken(Exception):
        pass

    def half():
        with db.atomic():
            migrations.upgrade(db)
            raise Broken

    with pytest.raises(Broken):
        half()
    assert db.table_names() == []
    assert db.execute("PRAGMA user_version").fetchone() == (0,)
    db.close()
