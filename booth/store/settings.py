"""What the booth keeps beside people: keys, cursors, choices. Name → bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from booth.store.database import Database


class Settings:
    """A small table of named byte strings inside the vault; the seal key lives here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> bytes | None:
        """The value of `key`, or None."""
        value: bytes | None = self._database.value("SELECT value FROM settings WHERE key = ?", (key,))
        return value

    def set(self, key: str, value: bytes) -> None:
        """Store `value` under `key`, in place of an earlier one."""
        self._database.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, value))

    def delete(self, key: str) -> None:
        """Forget `key`; nothing happens where it is not there."""
        self._database.run("DELETE FROM settings WHERE key = ?", (key,))

    def keys(self) -> list[str]:
        """All names in alphabetical order."""
        return [str(row[0]) for row in self._database.tuples("SELECT key FROM settings ORDER BY key")]
