"""What became of recordings at the national centre, as the office said last: one row a NIK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.domain.national import NationalRecord

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from booth.store.database import Database

_UPSERT = (
    "INSERT INTO national (nik, state, as_of, place) VALUES (?, ?, ?, ?) ON CONFLICT (nik) DO UPDATE"
    " SET state = excluded.state, as_of = excluded.as_of, place = excluded.place"
    " WHERE (state, as_of, place) IS NOT (excluded.state, excluded.as_of, excluded.place)"
)


class National:
    """National states by NIK; also of people whom the register does not have."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, nik: str) -> NationalRecord | None:
        """What is known of a NIK, or None."""
        rows = self._database.tuples("SELECT nik, state, as_of, place FROM national WHERE nik = ?", (nik,))
        return NationalRecord(*rows[0]) if rows else None

    def count(self) -> int:
        """Of how many something is known."""
        return int(self._database.value("SELECT count(*) FROM national"))

    def put(self, records: Iterable[NationalRecord]) -> None:
        """Take in states, in place of earlier ones, all or nothing."""
        self._database.run_many(_UPSERT, ((r.nik, r.word, r.as_of, r.place) for r in records))

    def forget(self, niks: Iterable[str]) -> None:
        """Nothing is known of these any more, all or nothing."""
        self._database.run_many("DELETE FROM national WHERE nik = ?", ((nik,) for nik in niks))

    def forget_all_but(self, niks: Container[str]) -> int:
        """Forget whoever is not among `niks`, all or nothing; how many that were."""
        with self._database.atomic():
            gone = [nik for (nik,) in self._database.tuples("SELECT nik FROM national") if nik not in niks]
            self.forget(gone)
        return len(gone)
