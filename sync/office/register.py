"""The office's register of residents: whole files taken in, each as one version, and what changed since any of them.

A version is the second (since 1970) of its import, or one more than the last: an office restored from a backup never
gives a number again that meant something else before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from sync.office.instants import to_text
from sync.office.register_schema import FIELDS
from sync.register_file import GONE, NATIONAL, RESIDENT

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from sync.office.database import Database

REMEMBERED = timedelta(days=400)  # a booth that was away for longer gets the whole register again
MAX_VERSION = 2**53

_VALUES = ", ".join("?" * (len(FIELDS) + 1))
_OURS = ", ".join(FIELDS[1:])
_THEIRS = ", ".join(f"excluded.{name}" for name in FIELDS[1:])
_TAKE_IN = f"""
    INSERT INTO residents ({", ".join(FIELDS)}, version) VALUES ({_VALUES})
    ON CONFLICT (nik) DO UPDATE SET ({_OURS}, version) = ({_THEIRS}, excluded.version)
    WHERE ({_OURS}) IS NOT ({_THEIRS})
"""  # noqa: S608  (our own column names)
_TAKE_IN_STATE = """
    INSERT INTO national (nik, state, as_of, place, version) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (nik) DO UPDATE SET (state, as_of, place, version)
        = (excluded.state, excluded.as_of, excluded.place, excluded.version)
    WHERE excluded.as_of >= national.as_of
        AND (state, as_of, place) IS NOT (excluded.state, excluded.as_of, excluded.place)
"""


class Mode(Enum):
    """How a file is taken in."""

    ADD = "add"  # new and changed residents; those not in the file stay
    REPLACE = "replace"  # the file is the whole register of each kecamatan that it names


@dataclass(frozen=True)
class Taken:
    """What an import changed; `version` None where it changed nothing. `total` rows are here now."""

    version: int | None
    added: int
    changed: int
    removed: int
    total: int


@dataclass(frozen=True)
class Import:
    """One version of the register. `kind`: residents, states or restored."""

    version: int
    at: str
    kind: str
    file: str
    added: int
    changed: int
    removed: int


class Register:
    """The tables of residents and national states in register.db."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_in(self, residents: Sequence[Sequence[str]], *, mode: Mode, file: str, now: datetime) -> Taken:
        """Take checked residents in (values in the order of `FIELDS`), all or none, as one version."""
        with self._database.write() as connection:
            version = _next_version(connection, now)
            before = _count(connection, "residents")
            written = connection.executemany(_TAKE_IN, ([*row, version] for row in residents)).rowcount
            added = _count(connection, "residents") - before
            gone = _missing(connection, residents) if mode is Mode.REPLACE else []
            connection.executemany(
                "INSERT OR REPLACE INTO departures SELECT nik, kecamatan, ? FROM residents WHERE nik = ?",
                ((version, nik) for nik in gone),
            )
            connection.executemany("DELETE FROM residents WHERE nik = ?", ((nik,) for nik in gone))
            forget = int((now - REMEMBERED).timestamp())
            connection.execute("DELETE FROM departures WHERE version < ?", (forget,))
            connection.execute(
                "INSERT INTO touched SELECT DISTINCT kecamatan, version FROM residents WHERE version = :version"
                " UNION SELECT kecamatan, version FROM departures WHERE version = :version",
                {"version": version},
            )
            counts = (added, written - added, len(gone))
            total = before + added - len(gone)
            return _entered(connection, Import(version, to_text(now), "residents", file, *counts), total)

    def take_in_states(self, states: Sequence[Sequence[str]], *, file: str, now: datetime) -> Taken:
        """Take national states in (NIK, state, day, place), all or none, as one version. An older one than is here
        changes nothing."""
        with self._database.write() as connection:
            version = _next_version(connection, now)
            before = _count(connection, "national")
            written = connection.executemany(_TAKE_IN_STATE, ([*row, version] for row in states)).rowcount
            total = _count(connection, "national")
            connection.execute(
                "INSERT INTO touched SELECT DISTINCT kecamatan, n.version FROM national n JOIN residents USING (nik)"
                " WHERE n.version = ?",
                (version,),
            )
            counts = (total - before, written - (total - before), 0)
            return _entered(connection, Import(version, to_text(now), "states", file, *counts), total)

    def raise_above(self, version: int, kecamatan: Sequence[str], now: datetime) -> int:
        """Make what is here newer than `version`, which a booth has of a time that this office lost; how new it is."""
        with self._database.write() as connection:
            raised = newest(connection, kecamatan)
            if raised <= version:
                raised = max(version + 1, _next_version(connection, now))
                _enter(connection, Import(raised, to_text(now), "restored", "", 0, 0, 0))
                connection.executemany("INSERT INTO touched VALUES (?, ?)", ((code, raised) for code in kecamatan))
            return raised

    def imports(self, limit: int = 10) -> list[Import]:
        """The newest imports, newest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT * FROM versions ORDER BY version DESC LIMIT ?", (limit,)).fetchall()
        return [Import(*row) for row in rows]

    def kecamatan(self) -> dict[str, tuple[int, int]]:
        """Six digits → residents, and how many of them have a national state."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT kecamatan, count(*), count(state) FROM residents LEFT JOIN national USING (nik)"
                " GROUP BY kecamatan"
            ).fetchall()
        return {row[0]: (row[1], row[2]) for row in rows}

    def strangers(self) -> int:
        """How many national states are of people whom the register does not have."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT count(*) FROM national WHERE NOT EXISTS (SELECT 1 FROM residents r WHERE r.nik = national.nik)"
            ).fetchone()
        return int(row[0])


def newest(connection: sqlite3.Connection, kecamatan: Sequence[str]) -> int:
    """The newest version that changed anything in `kecamatan`; 0 where nothing was ever taken in."""
    row = connection.execute(
        f"SELECT max(version) FROM touched WHERE kecamatan IN ({_marks(kecamatan)})",  # noqa: S608  (marks)
        tuple(kecamatan),
    ).fetchone()
    return int(row[0] or 0)


def rows_of(connection: sqlite3.Connection, kecamatan: Sequence[str], base: int) -> int:
    """How many `lines` there are."""
    return sum(
        int(connection.execute(f"SELECT count(*) FROM ({query})", values).fetchone()[0])  # noqa: S608
        for _, query, values in _queries(kecamatan, base)
    )


def lines(connection: sqlite3.Connection, kecamatan: Sequence[str], base: int) -> Iterator[list[str]]:
    """The lines of a letter (`sync.register_file`) for a booth of `kecamatan` that has version `base` (0: nothing)."""
    for kind, query, values in _queries(kecamatan, base):
        for row in connection.execute(query, values):
            yield [kind, *row]


def _queries(kecamatan: Sequence[str], base: int) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    marks, since = _marks(kecamatan), (*kecamatan, base)
    columns = ", ".join(f"r.{name}" for name in FIELDS)
    yield (
        RESIDENT,
        f"SELECT {columns} FROM residents r WHERE r.kecamatan IN ({marks}) AND r.version > ?",  # noqa: S608
        since,
    )
    state = "SELECT n.nik, n.state, n.as_of, n.place FROM"
    here = f"r.kecamatan IN ({marks})"
    yield (  # also of those who are new here
        NATIONAL,
        f"{state} residents r JOIN national n USING (nik) WHERE {here} AND r.version > ?",
        since,
    )
    if base == 0:
        return
    yield (
        NATIONAL,
        f"{state} national n JOIN residents r USING (nik) WHERE {here} AND r.version <= ? AND n.version > ?",
        (*since, base),
    )
    yield (
        GONE,
        f"SELECT DISTINCT d.nik FROM departures d WHERE d.kecamatan IN ({marks}) AND d.version > ?"  # noqa: S608
        f" AND NOT EXISTS (SELECT 1 FROM residents r WHERE r.nik = d.nik AND {here})",
        (*since, *kecamatan),
    )


def _marks(kecamatan: Sequence[str]) -> str:
    return ", ".join("?" * len(kecamatan))


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  (our own names)


def _missing(connection: sqlite3.Connection, residents: Sequence[Sequence[str]]) -> list[str]:
    """Who is here of the kecamatan that `residents` name, and not among them."""
    named = {row[0] for row in residents}
    region = FIELDS.index("kode_wilayah")
    kecamatan = sorted({row[region][:6] for row in residents})
    here = connection.execute(
        f"SELECT nik FROM residents WHERE kecamatan IN ({_marks(kecamatan)})",  # noqa: S608
        kecamatan,
    )
    return [row[0] for row in here if row[0] not in named]


def _next_version(connection: sqlite3.Connection, now: datetime) -> int:
    last = int(connection.execute("SELECT coalesce(max(version), 0) FROM versions").fetchone()[0])
    return max(last + 1, int(now.timestamp()))


def _entered(connection: sqlite3.Connection, entry: Import, total: int) -> Taken:
    """The result of an import, entered as a version unless it changed nothing."""
    changes = (entry.added, entry.changed, entry.removed)
    if any(changes):
        _enter(connection, entry)
    return Taken(entry.version if any(changes) else None, *changes, total)


def _enter(connection: sqlite3.Connection, entry: Import) -> None:
    row = (entry.version, entry.at, entry.kind, entry.file, entry.added, entry.changed, entry.removed)
    connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
