"""Counting what the ledger holds. Days and hours are the booths' own, as they stand in the manifests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sync.office.database import Database


@dataclass(frozen=True)
class Totals:
    """Recordings held, in all and by day and booth."""

    total: int
    days: Mapping[str, int]
    booths: Mapping[str, int]


@dataclass(frozen=True)
class ConflictSeen:
    """A packet that claimed an id which another one has."""

    id: str
    booth: str
    last_at: str
    times: int


class Tally:
    """Counts over the ledger. Every method is one query on an index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def totals(self, day: str | None = None) -> Totals:
        """Everything, or one day."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT day, booth, count(*) FROM packets WHERE :day IS NULL OR day = :day GROUP BY day, booth",
                {"day": day},
            ).fetchall()
        days: dict[str, int] = {}
        booths: dict[str, int] = {}
        for row_day, booth, count in rows:
            days[row_day] = days.get(row_day, 0) + count
            booths[booth] = booths.get(booth, 0) + count
        return Totals(sum(days.values()), days, booths)

    def of_booth(self, booth: str, since: str) -> dict[str, int]:
        """Day → recordings of `booth`, from the day `since` on."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT day, count(*) FROM packets INDEXED BY packets_by_day"
                " WHERE booth = ? AND day >= ? GROUP BY day ORDER BY day",
                (booth, since),
            ).fetchall()
        return {row[0]: row[1] for row in rows}

    def originals(self, day: str | None = None) -> int:
        """Originals held, in all or of one day: told apart, never among the recordings."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT count(*) FROM originals WHERE :day IS NULL OR day = :day", {"day": day}
            ).fetchone()
        return int(row[0])

    def since(self, day: str) -> dict[tuple[str, str], int]:
        """(booth, day) → recordings, from `day` on."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT booth, day, count(*) FROM packets WHERE day >= ? GROUP BY day, booth", (day,)
            ).fetchall()
        return {(row[0], row[1]): row[2] for row in rows}

    def hours(self, day: str) -> dict[tuple[str, int], int]:
        """(booth, hour) → recordings of the day."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT booth, hour, count(*) FROM packets WHERE day = ? GROUP BY booth, hour", (day,)
            ).fetchall()
        return {(row[0], row[1]): row[2] for row in rows}

    def conflicts(self, limit: int = 20) -> tuple[int, list[ConflictSeen]]:
        """How many there are, and the newest."""
        with self._database.read() as connection:
            number = connection.execute("SELECT count(*) FROM conflicts").fetchone()[0]
            rows = connection.execute(
                "SELECT id, booth, last_at, times FROM conflicts ORDER BY last_at DESC LIMIT ?", (limit,)
            ).fetchall()
        return number, [ConflictSeen(*row) for row in rows]
