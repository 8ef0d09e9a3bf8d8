"""What the office has accepted, each packet once and for ever.

The unique id is the idempotence: a packet is inserted or it is there already, and the receipt of the first time is
the receipt of every time. Rows are committed in groups by one thread, because one fsync then serves many packets; a
receipt leaves this module only after its row is on the disk.
"""

from __future__ import annotations

import logging
import queue
import time
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

import msgspec

from sync import wire
from sync.office.blobs import Name
from sync.office.errors import Conflict
from sync.office.instants import to_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sync.office.database import Database
    from sync.office.instants import Clock

log = logging.getLogger(__name__)

GROUP_SIZE = 64  # rows
GROUP_WAIT = 0.005  # seconds
PAGE = 1000  # receipts in one answer


@dataclass(frozen=True)
class Tables:
    """Where packets of one kind are written down, and the manifests offered of them."""

    packets: str
    offers: str

    def sql(self, text: str) -> str:
        """`text` with the tables' names in place of {packets} and {offers}."""
        return text.replace("{packets}", self.packets).replace("{offers}", self.offers)


RECORDINGS, ORIGINALS = Tables("packets", "offers"), Tables("originals", "original_offers")


@dataclass(frozen=True)
class Held:
    """A packet in the ledger. `receipt` is the message as it was given out the first time."""

    booth: str
    sha256: str
    receipt: bytes

    def is_for(self, manifest: wire.Manifest) -> bool:
        """Whether this is the packet of `manifest`."""
        return (self.booth, self.sha256) == (manifest.booth, manifest.sha256)


@dataclass(frozen=True)
class Accepted:
    """The receipt of a packet, and whether it entered the ledger just now."""

    receipt: bytes
    fresh: bool


@dataclass(frozen=True)
class Waiting:
    """A packet whose bytes are durable, waiting for its row."""

    manifest: wire.Manifest
    future: Future[Accepted]


class Ledger:
    """The packets of one kind accepted, and the manifests offered. Usable from every thread."""

    def __init__(
        self,
        database: Database,
        *,
        key: Ed25519PrivateKey,
        office: str,
        clock: Clock,
        tables: Tables = RECORDINGS,
    ) -> None:
        """`key` signs receipts in the name of `office`. Call `close` at the end."""
        self._database = database
        self._sql = tables.sql
        self._key = key
        self._office = office
        self._clock = clock
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread = Thread(target=self._write_groups, name=f"ledger of {tables.packets}", daemon=True)
        self._thread.start()

    def accept(self, manifest: wire.Manifest) -> Future[Accepted]:
        """Enter a packet whose bytes are durable. The future fails with `Conflict`, or as `Database.write` does."""
        waiting = Waiting(manifest, Future())
        self._queue.put(waiting)
        return waiting.future

    def find(self, ids: Iterable[str]) -> dict[str, Held]:
        """Those of `ids` that are in the ledger."""
        with self._database.read() as connection:
            return self._find(connection, list(ids))

    def offered(self, booth: str, packet: str) -> wire.Manifest | None:
        """The manifest that `booth` offered for this packet, its signature verified then."""
        with self._database.read() as connection:
            return self._offered(connection, booth, packet)

    def remember(self, manifests: Sequence[wire.Manifest]) -> list[wire.Manifest]:
        """Keep verified manifests of one booth until their packets arrive. Returns those replaced by another packet."""
        replaced, new = [], []
        with self._database.read() as connection:
            for manifest in manifests:
                known = self._offered(connection, manifest.booth, manifest.id)
                if known == manifest:
                    continue
                new.append((manifest.booth, manifest.id, manifest.sha256, wire.encode(manifest)))
                if known is not None and known.sha256 != manifest.sha256:
                    replaced.append(known)
        if new:
            with self._database.write() as connection:
                connection.executemany(
                    self._sql("INSERT OR REPLACE INTO {offers} (booth, id, sha256, manifest) VALUES (?, ?, ?, ?)"), new
                )
        return replaced

    def record_conflict(self, name: Name) -> None:
        """Write down that a packet claims an id that another one has."""
        with self._database.write() as connection:
            _record_conflict(connection, name, to_text(self._clock()))

    def receipts(self, booth: str, after: int, limit: int = PAGE) -> wire.Receipts:
        """The booth's receipts with a sequence above `after`, in ledger order."""
        with self._database.read() as connection:
            rows = connection.execute(
                self._sql("SELECT receipt FROM {packets} WHERE booth = ? AND sequence > ? ORDER BY sequence LIMIT ?"),
                (booth, after, limit),
            ).fetchall()
        receipts = [wire.decode(row["receipt"], wire.Receipt) for row in rows]
        return wire.Receipts(receipts=receipts, cursor=receipts[-1].sequence if receipts else after)

    def close(self) -> None:
        """Write what waits, then end the thread."""
        self._queue.put(None)
        self._thread.join()

    def _write_groups(self) -> None:
        while (first := self._queue.get()) is not None:
            group, ended = self._collect(first)
            for waiting, outcome in zip(group, self._settle(group), strict=True):
                if isinstance(outcome, Accepted):
                    waiting.future.set_result(outcome)
                else:
                    waiting.future.set_exception(outcome)
            if ended:
                return

    def _collect(self, first: Waiting) -> tuple[list[Waiting], bool]:
        group = [first]
        until = time.monotonic() + GROUP_WAIT
        while len(group) < GROUP_SIZE:
            try:
                following = self._queue.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                return group, False
            if following is None:
                return group, True
            group.append(following)
        return group, False

    def _settle(self, group: list[Waiting]) -> list[Accepted | Exception]:
        try:
            return self._write(group)
        except Exception as error:  # whoever waits must hear of it, whatever it is
            if len(group) == 1:
                return [error]
        # One that cannot be written spoils no other.
        return [outcome for waiting in group for outcome in self._settle([waiting])]

    def _write(self, group: list[Waiting]) -> list[Accepted | Exception]:
        at = to_text(self._clock())
        with self._database.write() as connection:
            return [self._insert(connection, waiting.manifest, at) for waiting in group]

    def _insert(self, connection: sqlite3.Connection, manifest: wire.Manifest, at: str) -> Accepted | Exception:
        row = connection.execute(
            self._sql(INSERT), {**msgspec.structs.asdict(manifest), "at": at, "all": wire.encode(manifest)}
        ).fetchone()
        if row is None:
            held = self._find(connection, [manifest.id])[manifest.id]
            if held.is_for(manifest):
                return Accepted(held.receipt, fresh=False)
            _record_conflict(connection, Name.of(manifest), at)
            return Conflict(manifest.id)
        receipt = wire.sign(
            wire.Receipt(
                id=manifest.id,
                sha256=manifest.sha256,
                size=manifest.size,
                office=self._office,
                sequence=row["sequence"],
                accepted_at=at,
            ),
            self._key,
        )
        given = wire.encode(receipt)
        connection.execute(self._sql("UPDATE {packets} SET receipt = ? WHERE sequence = ?"), (given, row["sequence"]))
        connection.execute(self._sql("DELETE FROM {offers} WHERE booth = ? AND id = ?"), (manifest.booth, manifest.id))
        return Accepted(given, fresh=True)

    def _find(self, connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Held]:
        # The number of ids is bounded by an offer, far below SQLite's limit on parameters.
        marks = ", ".join("?" * len(ids))
        sql = self._sql(f"SELECT id, booth, sha256, receipt FROM {{packets}} WHERE id IN ({marks})")  # noqa: S608
        return {row["id"]: Held(row["booth"], row["sha256"], row["receipt"]) for row in connection.execute(sql, ids)}

    def _offered(self, connection: sqlite3.Connection, booth: str, packet: str) -> wire.Manifest | None:
        sql = self._sql("SELECT manifest FROM {offers} WHERE booth = ? AND id = ?")
        row = connection.execute(sql, (booth, packet)).fetchone()
        return None if row is None else wire.decode(row["manifest"], wire.Manifest)


INSERT = """
INSERT INTO {packets}
(id, booth, seq, sha256, size, day, hour, kecamatan, operator, kind, accepted_at, manifest, receipt)
VALUES (:id, :booth, :seq, :sha256, :size, :day, :hour, :kecamatan, :operator, :kind, :at, :all, x'')
ON CONFLICT (id) DO NOTHING RETURNING sequence
"""


def _record_conflict(connection: sqlite3.Connection, name: Name, at: str) -> None:
    log.warning("packet %s of booth %s claims an id that is taken", name.id, name.booth)
    connection.execute(
        "INSERT INTO conflicts (id, booth, sha256, first_at, last_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id, booth, sha256) DO UPDATE SET last_at = excluded.last_at, times = times + 1",
        (name.id, name.booth, name.sha256, at, at),
    )
