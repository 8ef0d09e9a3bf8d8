"""The activity log: nothing in it changes unnoticed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booth.store import AuditBroken, StoreError
from booth.store.audit import Audit
from booth.store.database import create_database


@pytest.fixture
def log(database, clock):
    log = Audit(database, clock)
    for number in range(1, 8):
        clock.move(60)
        log.append(f"event.{number}", "budi", f"subject-{number}", {"n": number})
    return log


def open_to_tampering(database):
    database.run("DROP TRIGGER IF EXISTS audit_keeps_rows")
    database.run("DROP TRIGGER IF EXISTS audit_keeps_words")


def test_entries_are_numbered_and_come_back_newest_first(log, clock):
    assert log.append("login", "sari") == 8
    assert log.verify() == 8
    assert [row.seq for row in log.recent(3)] == [8, 7, 6]
    row = log.recent(1, subject="subject-3")[0]
    assert (row.seq, row.event, row.actor, row.subject, row.detail) == (3, "event.3", "budi", "subject-3", {"n": 3})
    assert (clock.now - row.at).total_seconds() == pytest.approx(240, abs=0.001)


def test_an_empty_log_is_whole(database, clock):
    assert Audit(database, clock).verify() == 0
    assert Audit(database, clock).verify(5) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'lain' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit VALUES (2, 'x', 'x', 'x', 'x', '{}', 'x')",
    ],
)
def test_the_database_itself_refuses_changes(log, database, statement):
    with pytest.raises(StoreError):
        database.run(statement)
    assert log.verify() == 7


@given(row=st.integers(1, 7), column=st.sampled_from(["at", "event", "actor", "subject", "detail", "hash"]))
@settings(max_examples=25)
def test_any_changed_word_is_noticed(tmp_path_factory, row, column):
    database = create_database(tmp_path_factory.mktemp("audit") / "test.db", bytes(32))
    try:
        log = Audit(database, lambda: datetime(2016, 9, 5, tzinfo=UTC))
        for number in range(1, 8):
            log.append("event", "budi", str(number))
        open_to_tampering(database)
        database.run(f"UPDATE audit SET {column} = {column} || ' ' WHERE seq = ?", (row,))  # noqa: S608
        with pytest.raises(AuditBroken) as caught:
            log.verify()
        assert caught.value.row == row
        assert caught.value.params == {"row": row}
    finally:
        database.close()


@pytest.mark.parametrize(
    ("statements", "row"),
    [
        (["DELETE FROM audit WHERE seq = 3"], 3),
        (["DELETE FROM audit WHERE seq = 1"], 1),
        (["DELETE FROM audit WHERE seq = 7"], 7),
        (["DELETE FROM audit WHERE seq > 4"], 5),
        (["DELETE FROM audit"], 1),
        (["UPDATE audit SET seq = 100 WHERE seq = 3", "UPDATE audit SET seq = 3 WHERE seq = 4"], 3),
        (["INSERT INTO audit SELECT 8, at, event, actor, subject, detail, hash FROM audit WHERE seq = 7"], 8),
    ],
)
def test_removed_moved_and_added_rows_are_noticed(log, database, statements, row):
    open_to_tampering(database)
    for statement in statements:
        database.run(statement)
    with pytest.raises(AuditBroken) as caught:
        log.verify()
    assert caught.value.row == row


def test_the_newest_rows_can_be_checked_alone(log, database):
    assert log.verify(last=3) == 7
    assert log.verify(last=50) == 7
    open_to_tampering(database)
    database.run("UPDATE audit SET actor = 'lain' WHERE seq = 2")
    assert log.verify(last=3) == 7
    with pytest.raises(AuditBroken):
        log.verify(last=6)
    database.run("DELETE FROM audit WHERE seq = 4")
    with pytest.raises(AuditBroken):
        log.verify(last=3)


def test_an_entry_that_was_taken_back_leaves_no_gap(log, database):
    class Broken(Exception):
        pass

    def half():
        with database.atomic():
            log.append("half", "budi")
            raise Broken

    with pytest.raises(Broken):
        half()
    assert log.append("whole", "budi") == 8
    assert log.verify() == 8
