"""The history of self-tests: one report a row, as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from booth.store.instants import Clock, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from booth.store.database import Database, Row


@dataclass(frozen=True)
class StoredTest:
    """A self-test that was run: by whom (login), whether everything passed, and the report as it was given."""

    id: int
    at: datetime
    actor: str
    passed: bool
    report: dict[str, Any]


class SelfTests:
    """Keeps reports and gives them back, newest first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, report: Mapping[str, object], *, actor: str, passed: bool) -> StoredTest:
        """Keep a report, which must be JSON."""
        at = to_text(self._clock())
        words = json.dumps(report, ensure_ascii=False)
        with self._database.atomic():
            self._database.run(
                "INSERT INTO selftests (at, actor, passed, report) VALUES (?, ?, ?, ?)",
                (at, actor, int(passed), words),
            )
            number = self._database.value("SELECT last_insert_rowid()")
        return StoredTest(int(number), from_text(at), actor, passed, json.loads(words))

    def get(self, number: int) -> StoredTest | None:
        """The report with this id."""
        row = self._database.row("SELECT * FROM selftests WHERE id = ?", (number,))
        return _read(row) if row else None

    def recent(self, limit: int = 20) -> list[StoredTest]:
        """The newest reports first."""
        return [_read(row) for row in self._database.rows("SELECT * FROM selftests ORDER BY id DESC LIMIT ?", (limit,))]


def _read(row: Row) -> StoredTest:
    return StoredTest(row["id"], from_text(row["at"]), row["actor"], bool(row["passed"]), json.loads(row["report"]))
