"""Slips that wait for a printer, in the order they came: encrypted like everything personal, gone when printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.store.instants import Clock, from_text, to_text

if TYPE_CHECKING:
    from datetime import datetime

    from booth.store.database import Database, Row

_LAST = "spool.last"


@dataclass(frozen=True)
class Spooled:
    """A slip, serialized, with who wanted it. `mark` is how far it came last; empty: it waits."""

    id: int
    at: datetime
    actor: str
    title: str
    slip: str
    tries: int
    mark: str


class Spool:
    """Keeps slips until they are removed. What the marks mean is the workflow's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, title: str, slip: str, *, actor: str) -> int:
        """Keep a slip behind all others; its id. `title` holds nothing personal."""
        with self._database.atomic():
            number = 1 + max(int(self._database.value("SELECT coalesce(max(id), 0) FROM spool")), self._last())
            self._database.run(
                "INSERT INTO spool (id, at, actor, title, slip, tries, error) VALUES (?, ?, ?, ?, ?, 0, '')",
                (number, to_text(self._clock()), actor, title, slip),
            )
            self._database.run(
                "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (_LAST, str(number).encode())
            )
        return number

    def all(self) -> list[Spooled]:
        """The oldest first."""
        return [_read(row) for row in self._database.rows("SELECT * FROM spool ORDER BY id")]

    def get(self, number: int) -> Spooled | None:
        """The slip with this id."""
        row = self._database.row("SELECT * FROM spool WHERE id = ?", (number,))
        return _read(row) if row else None

    def mark(self, number: int, mark: str, *, tried: int = 0) -> bool:
        """Note how far it came, and `tried` more tries. False where there is no such slip any more."""
        return bool(
            self._database.run("UPDATE spool SET error = ?, tries = tries + ? WHERE id = ?", (mark, tried, number))
        )

    def remove(self, number: int) -> bool:
        """Forget it. False where there was none."""
        return bool(self._database.run("DELETE FROM spool WHERE id = ?", (number,)))

    def _last(self) -> int:
        """The newest id ever given: a list on a screen must not mean another slip than when it was read."""
        found = self._database.value("SELECT value FROM settings WHERE key = ?", (_LAST,))
        return int(found) if found else 0


def _read(row: Row) -> Spooled:
    return Spooled(row["id"], from_text(row["at"]), row["actor"], row["title"], row["slip"], row["tries"], row["error"])
