"""Registers on their way to booths: built once, sealed to the booth, kept as files until the booth has them.

A booth gets what changed since the version that it has, where this office gave it that version for the same kecamatan;
else everything. A letter whose download has begun is offered again until it has arrived, whatever has changed since:
on a bad line it would otherwise never arrive. What changed comes in the next one. A letter that was sent to its end
and is still asked for a day later is of no use there, for whatever reason: everything is sent anew.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from sync import register_file
from sync.files import sync_folder
from sync.news import Letter
from sync.office import disk, register
from sync.office.errors import OfficeError, OfficeFull
from sync.office.instants import from_text, to_text
from sync.office.register_schema import FIELDS
from sync.statements import Statement, state

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sync.office.booths import Booth
    from sync.office.database import Database
    from sync.office.instants import Clock

OFFERED_AGAIN = timedelta(days=30)  # for so long a letter is kept up whose download has begun
TAKEN_WITHIN = timedelta(days=1)  # a booth that has every byte and asks for it again after that cannot use it


@dataclass(frozen=True)
class Wanted:
    """What a booth has and to whom it is sealed: one letter answers it."""

    booth: str
    kecamatan: tuple[str, ...]
    recipient: str
    has: int  # the version of the register, 0: nothing


@dataclass(frozen=True)
class Sealed:
    """A letter that can be fetched: its signed cover, and the sealed bytes in a file."""

    cover: Statement
    sha256: str
    size: int
    path: Path


class Letters:
    """Builds letters one after another on a thread of its own. Usable from every thread; may wait for the disk."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        *,
        key: Ed25519PrivateKey,
        office: str,
        clock: Clock,
        full: Callable[[], bool],
    ) -> None:
        """`key` signs covers in the name of `office`; `full()` tells that no more may be written. `close` at the end.

        Raises `OfficeUnwritable`.
        """
        self._database = database
        self._register = register.Register(database)
        self._folder = folder
        self._key = key
        self._office = office
        self._clock = clock
        self._full = full
        self._builder = ThreadPoolExecutor(1, thread_name_prefix="letters")
        self._building: dict[Wanted, Future[Sealed | None]] = {}
        self._lock = Lock()
        with disk.writing():
            folder.mkdir(mode=0o700, exist_ok=True)
            before = (clock() - OFFERED_AGAIN).timestamp()
            for path in folder.glob("*/*"):  # of booths that are gone, or half written when the power went
                if path.stat().st_mtime < before:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Wait for the letter that is being built; those that wait are not."""
        self._builder.shutdown(cancel_futures=True)

    def ask(self, booth: Booth, recipient: str, has: int) -> Future[Sealed | None]:
        """The letter for `booth`, which has version `has` of the register; None when it has everything.

        The future fails with `OfficeFull`, `OfficeUnwritable` or as `Database` does, and then is made anew.
        """
        wanted = Wanted(booth.id, tuple(sorted(booth.kecamatan)), recipient, has)
        found = self._look(wanted)
        if not isinstance(found, Wanted):
            done: Future[Sealed | None] = Future()
            done.set_result(found)
            return done
        with self._lock:
            running = self._building.get(wanted)
            if running is not None:
                return running
            future = self._builder.submit(self._look_and_build, wanted)
            self._building[wanted] = future
        future.add_done_callback(lambda _: self._forget(wanted))
        return future

    def find(self, booth: str, sha256: str) -> Sealed | None:
        """A letter of this booth that is still kept. Notes that its download has begun."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT * FROM letters WHERE sha256 = ? AND booth = ? AND swept_at IS NULL", (sha256, booth)
            ).fetchone()
        if row is None or not self._path(booth, sha256).is_file():
            return None
        if row["begun_at"] is None:
            with suppress(OfficeError), self._database.write() as connection:  # it can be fetched all the same
                connection.execute("UPDATE letters SET begun_at = ? WHERE sha256 = ?", (to_text(self._clock()), sha256))
        return self._sealed(row)

    def ended(self, letter: Sealed) -> None:
        """The last byte of `letter` is being sent."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE letters SET ended_at = coalesce(ended_at, ?) WHERE sha256 = ?",
                (to_text(self._clock()), letter.sha256),
            )

    def latest(self, booth: str) -> str:
        """The sha256 of the letter that is kept for this booth, '' for none."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT sha256 FROM letters WHERE booth = ? AND swept_at IS NULL ORDER BY version DESC, sha256 LIMIT 1",
                (booth,),
            ).fetchone()
        return "" if row is None else str(row[0])

    def _look_and_build(self, wanted: Wanted) -> Sealed | None:
        found = self._look(wanted)  # the one before in the queue may have built it
        return self._build(wanted) if isinstance(found, Wanted) else found

    def _look(self, wanted: Wanted) -> Sealed | Wanted | None:
        """The letter that is here already, None when the booth has everything, `wanted` when it must be built."""
        with self._database.read() as connection:
            newest = register.newest(connection, wanted.kecamatan)
            kept = connection.execute(
                "SELECT * FROM letters WHERE booth = ? AND swept_at IS NULL ORDER BY version DESC", (wanted.booth,)
            ).fetchall()
        if 0 < newest < wanted.has:  # this office was restored from before the booth got that
            newest = self._register.raise_above(wanted.has, wanted.kecamatan, self._clock())
        for row in kept:
            if self._still_good(row, wanted, newest):
                return self._sealed(row)
        if newest in {0, wanted.has}:
            self._sweep(wanted.booth, keep="")
            return None
        return wanted

    def _still_good(self, row: sqlite3.Row, wanted: Wanted, newest: int) -> bool:
        """Whether a letter that is kept answers `wanted`: it is the newest, or its download has begun."""
        same = (row["recipient"], row["kecamatan"]) == (wanted.recipient, _joined(wanted.kecamatan))
        useful = row["version"] > wanted.has and row["base"] in {0, wanted.has}
        held = row["begun_at"] is not None and self._clock() - from_text(row["built_at"]) < OFFERED_AGAIN
        there = self._path(wanted.booth, row["sha256"]).is_file()
        unused = row["ended_at"] is not None and row["ended_at"] < self._unused_since()
        return same and useful and there and not unused and (held or row["version"] == newest)

    def _build(self, wanted: Wanted) -> Sealed:
        if self._full():
            raise OfficeFull(reason="reserve")
        now = self._clock()
        with self._database.snapshot() as connection:
            version = register.newest(connection, wanted.kecamatan)
            everything = register.rows_of(connection, wanted.kecamatan, 0)
            base = wanted.has if self._may_build_on(connection, wanted) else 0
            changes = register.rows_of(connection, wanted.kecamatan, base) if base else everything
            if changes >= everything:
                base, changes = 0, everything
            header = register_file.Header(base=base, version=version, kecamatan=wanted.kecamatan, fields=FIELDS)
            packed = register_file.pack(header, register.lines(connection, wanted.kecamatan, base))
        sealed = register_file.seal(packed, wanted.recipient)
        cover = Letter(
            office=self._office,
            booth=wanted.booth,
            base=base,
            version=version,
            issued_at=to_text(now),
            recipient=wanted.recipient,
            rows=changes,
            sha256=hashlib.sha256(sealed).hexdigest(),
            size=len(sealed),
        )
        return self._keep(cover, sealed, wanted)

    def _keep(self, cover: Letter, sealed: bytes, wanted: Wanted) -> Sealed:
        """Write the file, then its row, then drop those that it replaces: a crash leaves at most a file too many."""
        path, statement = self._path(cover.booth, cover.sha256), state(cover, self._key)
        with disk.writing():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            disk.replace(path, sealed)
            sync_folder(self._folder)
        text = msgspec.json.encode(statement).decode()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO letters (sha256, booth, base, version, kecamatan, recipient, size, built_at, statement)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    cover.sha256,
                    cover.booth,
                    cover.base,
                    cover.version,
                    _joined(wanted.kecamatan),
                    cover.recipient,
                    cover.size,
                    cover.issued_at,
                    text,
                ),
            )
        self._sweep(cover.booth, keep=cover.sha256)
        return Sealed(statement, cover.sha256, cover.size, path)

    def _sweep(self, booth: str, *, keep: str) -> None:
        """Drop the files of `booth` but one. The rows stay: they tell which versions it was given."""
        for path in self._folder.glob(f"{booth}/*"):
            if path.name != keep:
                path.unlink(missing_ok=True)
        now = self._clock()
        forget = int((now - register.REMEMBERED).timestamp())
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT sha256 FROM letters WHERE booth = ? AND sha256 <> ? AND (swept_at IS NULL OR version < ?)",
                (booth, keep, forget),
            ).fetchall()
        if not rows:
            return
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE letters SET swept_at = coalesce(swept_at, ?) WHERE sha256 = ?",
                ((to_text(now), row[0]) for row in rows),
            )
            connection.execute("DELETE FROM letters WHERE swept_at IS NOT NULL AND version < ?", (forget,))

    def _may_build_on(self, connection: sqlite3.Connection, wanted: Wanted) -> bool:
        """Whether this office gave the booth its version, for the kecamatan that it has now and not too long ago, and
        no changes to that version were of no use there."""
        if wanted.has < (self._clock() - register.REMEMBERED).timestamp():
            return False
        given = connection.execute(
            "SELECT 1 FROM letters WHERE booth = ? AND version = ? AND kecamatan = ?",
            (wanted.booth, wanted.has, _joined(wanted.kecamatan)),
        ).fetchone()
        unused = connection.execute(
            "SELECT 1 FROM letters WHERE booth = ? AND base = ? AND ended_at < ?",
            (wanted.booth, wanted.has, self._unused_since()),
        ).fetchone()
        return given is not None and unused is None

    def _unused_since(self) -> str:
        return to_text(self._clock() - TAKEN_WITHIN)

    def _forget(self, wanted: Wanted) -> None:
        with self._lock:
            self._building.pop(wanted, None)

    def _path(self, booth: str, sha256: str) -> Path:
        return self._folder / booth / sha256

    def _sealed(self, row: sqlite3.Row) -> Sealed:
        statement = msgspec.json.decode(row["statement"], type=Statement)
        return Sealed(statement, row["sha256"], row["size"], self._path(row["booth"], row["sha256"]))


def _joined(kecamatan: Sequence[str]) -> str:
    return ",".join(kecamatan)
