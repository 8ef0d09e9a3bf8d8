"""The activity log: rows are only ever added, and each carries the hash of the one before.

A row's hash is SHA-256 over the hash before it and the row's own words as canonical JSON, so that a changed, removed,
inserted or reordered row no longer fits; a removed *end* is noticed by the counter that SQLite keeps beside the table.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from booth.store.errors import AuditBroken
from booth.store.instants import Clock, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from booth.store.database import Database

GENESIS = "0" * 64
_AT_A_TIME = 10_000  # rows held in memory
_CHAIN = "SELECT seq, at, event, actor, subject, detail, hash FROM audit WHERE seq >= ? AND seq < ? ORDER BY seq"


@dataclass(frozen=True)
class AuditRow:
    """One entry: who (`actor`, a login) did what (`event`, dotted) to whom or what (`subject`, an id), and when."""

    seq: int
    at: datetime
    event: str
    actor: str
    subject: str
    detail: dict[str, Any]


class Audit:
    """Appends to the log, reads it and checks its chain."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def append(self, event: str, actor: str, subject: str = "", detail: Mapping[str, object] | None = None) -> int:
        """Add an entry and return its number, counted from 1. `detail` must be JSON."""
        at = to_text(self._clock())
        words = json.dumps(detail or {}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        with self._database.atomic():
            last = self._database.tuples("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
            seq, before = (last[0][0] + 1, last[0][1]) if last else (1, GENESIS)
            self._database.run(
                "INSERT INTO audit (seq, at, event, actor, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (seq, at, event, actor, subject, words, _link(before, seq, at, event, actor, subject, words)),
            )
        return int(seq)

    def verify(self, last: int | None = None) -> int:
        """Check the chain, or its `last` rows, and return its whole length.

        Raises `AuditBroken` with the first row that does not fit. A million rows take some seconds.
        """
        with self._database.snapshot():
            length = self._counter()
            start = max(0, length - last) if last is not None else 0
            expected, before = start + 1, GENESIS
            if start:
                before = self._database.value("SELECT hash FROM audit WHERE seq = ?", (start,)) or ""
            while rows := self._database.tuples(_CHAIN, (expected, expected + _AT_A_TIME)):
                for seq, at, event, actor, subject, words, found in rows:
                    if seq != expected or found != _link(before, seq, at, event, actor, subject, words):
                        raise AuditBroken(expected)
                    expected, before = seq + 1, found
            if length != expected - 1:
                raise AuditBroken(expected)
        return length

    def recent(self, limit: int = 100, subject: str | None = None) -> list[AuditRow]:
        """The newest entries first, of one `subject` or of all."""
        where = "" if subject is None else "WHERE subject = :subject"
        rows = self._database.rows(
            f"SELECT * FROM audit {where} ORDER BY seq DESC LIMIT :limit",  # noqa: S608  (`where` is ours)
            {"limit": limit, "subject": subject},
        )
        return [
            AuditRow(r["seq"], from_text(r["at"]), r["event"], r["actor"], r["subject"], json.loads(r["detail"]))
            for r in rows
        ]

    def latest(self) -> datetime | None:
        """The latest moment that any entry carries: later than now where the clock was set back."""
        at = self._database.value("SELECT max(at) FROM audit")
        return from_text(at) if at else None

    def _counter(self) -> int:
        return int(self._database.value("SELECT seq FROM sqlite_sequence WHERE name = 'audit'") or 0)


def _link(before: str, *words: object) -> str:
    text = json.dumps([before, *words], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
