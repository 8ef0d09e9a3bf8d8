"""The register of residents at the booth, and the search in it."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from booth.domain.resident import FIELD_NAMES, RegisterStatus, Resident
from booth.store.names import LEAST, digits
from booth.store.search import NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from booth.store.database import Database

Row: TypeAlias = tuple[str, ...]

_COLUMNS = ", ".join(FIELD_NAMES)
_UPSERT = (
    f"INSERT INTO residents ({_COLUMNS}) VALUES ({', '.join('?' * len(FIELD_NAMES))})"  # noqa: S608
    " ON CONFLICT (nik) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in FIELD_NAMES[1:])
)
_BATCH = 500  # residents taken in at a time


class Residents:
    """Residents by NIK, KK number and any part of the name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._names = NameIndex(database)

    def replace_all(self, residents: Iterable[Resident]) -> int:
        """Take in a whole register in place of the old one, all or nothing; how many residents it has.

        Whoever was recorded at this booth stays marked as recorded, whatever the register says.
        """
        with self._database.atomic():
            self._names.clear()
            self._database.run("DELETE FROM residents")
            given = self._take_in(residents)
            self._names.tidy()
        return given

    def upsert_many(self, residents: Iterable[Resident]) -> int:
        """Take in residents, new or changed, all or nothing; how many were given.

        Nobody who is marked as recorded here loses the mark.
        """
        with self._database.atomic():
            return self._take_in(residents)

    def renew(
        self,
        rows: Iterable[Row],
        read: Callable[[Row], Resident | None],
        told: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Make the register what `rows` say, all or nothing, reading and writing only what differs.

        A row is a resident's values in the order of `FIELD_NAMES`, the date ISO; each NIK stands once. `read` is asked
        for the resident of a row that is not in the register; None leaves who has its NIK as before. `told` hears how
        many were looked at. As `replace_all`, but quicker where little changed, and new names go behind the others.
        """
        with self._database.atomic():
            last = self._last()
            known: set[int] = set()

            def new() -> Iterator[Resident]:
                source, seen = iter(rows), 0
                while batch := list(islice(source, _BATCH)):
                    here = self._here(batch)
                    known.update(number for number, _ in here.values())
                    differ = (row for row in batch if row[0] not in here or here[row[0]][1] != row)
                    yield from (resident for row in differ if (resident := read(row)) is not None)
                    seen += len(batch)
                    told(seen)

            self._take_in(new())
            numbers = self._database.tuples("SELECT id FROM residents WHERE id <= ?", (last,))
            self._remove([number for (number,) in numbers if number not in known])
            self._names.tidy()

    def remove(self, niks: Iterable[str]) -> None:
        """Take residents out of the register, all or nothing. What was recorded of them here stays."""
        with self._database.atomic():
            ids = (self._database.value("SELECT id FROM residents WHERE nik = ?", (nik,)) for nik in niks)
            self._remove([number for number in ids if number is not None])

    def _remove(self, ids: list[int]) -> None:
        self._names.forget(ids)
        self._database.run_many("DELETE FROM residents WHERE id = ?", ((number,) for number in ids))

    def _here(self, batch: list[Row]) -> dict[str, tuple[int, Row]]:
        """Id and row of whoever of `batch` is in the register, by NIK."""
        marks = ", ".join("?" * len(batch))
        rows = self._database.tuples(
            f"SELECT id, {_COLUMNS} FROM residents WHERE nik IN ({marks})",  # noqa: S608
            tuple(row[0] for row in batch),
        )
        return {row[1]: (row[0], row[1:]) for row in rows}

    def _take_in(self, residents: Iterable[Resident]) -> int:
        given, last = 0, self._last()
        renamed: set[int] = set()
        source = iter(residents)
        while batch := list(islice(source, _BATCH)):
            given += len(batch)
            renamed |= self._renamed(batch)
            self._database.run_many(_UPSERT, (_row(resident) for resident in batch))
        self._database.run(
            "UPDATE residents SET status_rekam = :mark WHERE status_rekam <> :mark"
            " AND nik IN (SELECT nik FROM recordings)",
            {"mark": RegisterStatus.RECORDED.value},
        )
        self._names.forget(renamed)
        self._names.refresh(last, renamed)
        return given

    def _last(self) -> int:
        return int(self._database.value("SELECT coalesce(max(id), 0) FROM residents"))

    def _renamed(self, batch: list[Resident]) -> set[int]:
        names = {resident.nik: resident.nama_lengkap for resident in batch}
        marks = ", ".join("?" * len(names))
        known = self._database.tuples(
            f"SELECT id, nik, nama_lengkap FROM residents WHERE nik IN ({marks})",  # noqa: S608
            tuple(names),
        )
        return {number for number, nik, name in known if name != names[nik]}

    def get(self, nik: str) -> Resident | None:
        """The resident with this NIK, or None."""
        found = self._some("WHERE nik = ?", (nik,))
        return found[0] if found else None

    def family(self, no_kk: str) -> list[Resident]:
        """Everybody on one family card: head first, then by birth date."""
        return sorted(self._some("WHERE no_kk = ?", (no_kk,)), key=lambda r: (r.shdk, r.tanggal_lahir, r.nik))

    def count(self) -> int:
        """How many residents the register has."""
        return int(self._database.value("SELECT count(*) FROM residents"))

    def mark_recorded(self, nik: str) -> bool:
        """Note that a resident is recorded; whether the register has them."""
        return bool(
            self._database.run(
                "UPDATE residents SET status_rekam = ? WHERE nik = ?", (RegisterStatus.RECORDED.value, nik)
            )
        )

    def search(self, text: str, limit: int = 50) -> list[Resident]:
        """The first `limit` residents whose NIK or KK number begins with `text`, or whose name holds all its words.

        Exact hits come first, then names that begin with `text`, then names with words that begin so, then the others;
        each kind in alphabetical order. Fewer than three letters or digits find nothing.
        """
        number = digits(text)
        if number:
            return self._by_number(number, limit) if len(number) >= LEAST else []
        with self._database.snapshot():
            ids = self._names.search(text, limit)
            marks = ", ".join("?" * len(ids))
            rows = self._database.tuples(f"SELECT id, {_COLUMNS} FROM residents WHERE id IN ({marks})", ids)  # noqa: S608
        found = {row[0]: _resident(row[1:]) for row in rows}
        return [found[each] for each in ids]

    def _by_number(self, number: str, limit: int) -> list[Resident]:
        beyond = number + ":"  # the character after 9
        found = self._some("WHERE nik >= ? AND nik < ? ORDER BY nik LIMIT ?", (number, beyond, limit))
        if len(found) < limit:
            seen = {resident.nik for resident in found}
            by_kk = self._some("WHERE no_kk >= ? AND no_kk < ? ORDER BY no_kk, nik LIMIT ?", (number, beyond, limit))
            found += [resident for resident in by_kk if resident.nik not in seen]
        return found[:limit]

    def _some(self, rest: str, values: tuple[object, ...]) -> list[Resident]:
        rows = self._database.tuples(f"SELECT {_COLUMNS} FROM residents {rest}", values)  # noqa: S608
        return [_resident(row) for row in rows]


_DATE = FIELD_NAMES.index("tanggal_lahir")


def _row(resident: Resident) -> Row:
    values = [getattr(resident, name) for name in FIELD_NAMES]
    values[_DATE] = resident.tanggal_lahir.isoformat()
    return tuple(values)


def _resident(row: Row) -> Resident:
    values: list[object] = list(row)
    values[_DATE] = date.fromisoformat(row[_DATE])
    return Resident(*values)  # type: ignore[arg-type]
