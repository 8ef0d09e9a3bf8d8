"""A queue of sealed packets in two tables of outbox.db: one of rows that stay, one of bytes that go with the receipt.

The queue of recordings (`sync.outbox`) and that of originals (`sync.originals`) are both of this shape, so that one
sender sends either. A packet is queued → sending → receipted, or parked when the office refuses it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sync import wire
from sync.errors import PacketError, QueueConflict, QueueDamaged, ReceiptError
from sync.queued import Item, Parked, State

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from sync.queuefile import QueueFile

    Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Tables:
    """Where a queue's packets lie. `kind` is that of their manifests, `last` the note of its newest receipt's time."""

    packets: str
    sealed: str
    kind: str
    last: str

    def sql(self, text: str) -> str:
        """`text` with the tables' names in place of {packets} and {sealed}."""
        return text.replace("{packets}", self.packets).replace("{sealed}", self.sealed)


RECORDINGS = Tables("packets", "sealed", "recording", "receipts.last_at")
ORIGINALS = Tables("originals", "sealed_originals", "originals", "originals.last_at")

Message = TypeVar("Message", bound=msgspec.Struct)

SET_NOTE = "INSERT INTO notes (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


class PacketQueue:
    """Packets of one kind on their way to the office. Raises `QueueError`s; usable from several threads."""

    def __init__(self, file: QueueFile, tables: Tables, *, clock: Clock) -> None:
        self._file = file
        self._tables = tables
        self._sql = tables.sql
        self._clock = clock

    def check(self, manifest: wire.Manifest, data: bytes) -> None:
        """Raises `PacketError` where `data` is not what `manifest` says, or of another kind than this queue's."""
        if manifest.kind != self._tables.kind:
            raise PacketError(f"{manifest.id}: {manifest.kind} among {self._tables.kind}")
        if len(data) != manifest.size or hashlib.sha256(data).hexdigest() != manifest.sha256:
            raise PacketError(f"{manifest.id}: bytes are not what the manifest says")

    def enter(self, db: sqlite3.Connection, manifest: wire.Manifest, data: bytes) -> bool:
        """Queue a checked packet inside the transaction that `db` has open. Whether it is new.

        Raises `QueueConflict` where its id holds other bytes or its number is taken.
        """
        row = db.execute(self._sql("SELECT sha256 FROM {packets} WHERE id = ?"), (manifest.id,)).fetchone()
        if row is not None:
            if row[0] != manifest.sha256:
                raise QueueConflict(f"{manifest.id} is queued with other bytes")
            return False
        db.execute(
            self._sql(
                "INSERT INTO {packets} (seq, id, day, hour, operator, size, sha256, manifest, queued_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            ),
            (
                manifest.seq,
                manifest.id,
                manifest.day,
                manifest.hour,
                manifest.operator,
                manifest.size,
                manifest.sha256,
                wire.encode(manifest),
                wire.instant(self._clock()),
            ),
        )
        db.execute(self._sql("INSERT INTO {sealed} (seq, data) VALUES (?, ?)"), (manifest.seq, data))
        return True

    def state(self, packet_id: str) -> State | None:
        """Where the packet is; None if it was never put."""
        with self._file.read() as db:
            row = db.execute(self._sql("SELECT state FROM {packets} WHERE id = ?"), (packet_id,)).fetchone()
            return None if row is None else stored_state(row[0])

    def waiting(self, limit: int, after: int = 0) -> list[Item]:
        """The oldest queued packets with a number over `after`."""
        with self._file.read() as db:
            rows = db.execute(
                self._sql(
                    "SELECT seq, manifest FROM {packets} WHERE state <> 'receipted' AND state = 'queued' AND seq > ?"
                    " ORDER BY seq LIMIT ?"
                ),
                (after, limit),
            ).fetchall()
        return [_item(row) for row in rows]

    def unreceipted(self, limit: int, after: int = 0) -> list[Item]:
        """The oldest packets without a receipt, in whatever state, with a number over `after`."""
        with self._file.read() as db:
            rows = db.execute(
                self._sql(
                    "SELECT seq, manifest FROM {packets} WHERE state <> 'receipted' AND seq > ? ORDER BY seq LIMIT ?"
                ),
                (after, limit),
            ).fetchall()
        return [_item(row) for row in rows]

    def lease(self, limit: int, owner: str, *, only: Collection[str] | None = None) -> list[Item]:
        """Mark the oldest queued packets (among the ids `only`) as being sent by `owner`, a name per process start."""
        among = None if only is None else msgspec.json.encode(list(only)).decode()
        with self._file.write() as db:
            rows = db.execute(
                self._sql(
                    "UPDATE {packets} SET state = 'sending', owner = :owner WHERE seq IN (SELECT seq FROM {packets}"
                    " WHERE state <> 'receipted' AND state = 'queued'"
                    " AND (:among IS NULL OR id IN (SELECT value FROM json_each(:among))) ORDER BY seq LIMIT :limit)"
                    " RETURNING seq, manifest"
                ),
                {"owner": owner, "among": among, "limit": limit},
            ).fetchall()
        return sorted((_item(row) for row in rows), key=lambda item: item.seq)

    def release(self, packet_id: str, owner: str) -> None:
        """Give a lease back: the packet is queued again."""
        with self._file.write() as db:
            db.execute(
                self._sql(
                    "UPDATE {packets} SET state = 'queued', owner = NULL"
                    " WHERE id = ? AND state = 'sending' AND owner = ?"
                ),
                (packet_id, owner),
            )

    def reclaim_leases(self, owner: str) -> int:
        """Queue again what other owners were sending. Only for the holder of the agent's lock: the others are dead."""
        with self._file.write() as db:
            return db.execute(
                self._sql(
                    "UPDATE {packets} SET state = 'queued', owner = NULL"
                    " WHERE state <> 'receipted' AND state = 'sending' AND owner IS NOT ?"
                ),
                (owner,),
            ).rowcount

    def data(self, packet_id: str) -> bytes:
        """The sealed bytes. Raises `PacketError` where they are purged, unknown, or not what was put."""
        with self._file.read() as db:
            row = db.execute(
                self._sql("SELECT data, sha256 FROM {packets} JOIN {sealed} USING (seq) WHERE id = ?"), (packet_id,)
            ).fetchone()
        if row is None or not isinstance(row[0], bytes) or hashlib.sha256(row[0]).hexdigest() != row[1]:
            raise PacketError(f"{packet_id}: sealed bytes missing or damaged")
        return row[0]

    def settle(self, receipt: wire.Receipt, office_key: Ed25519PublicKey) -> None:
        """Store a receipt and purge the sealed bytes, in one transaction. Again, or after purging: no change.

        Raises `ReceiptError` for one not signed by `office_key`, or not for a packet of this queue.
        """
        if errors := self.settle_all([receipt], office_key):
            raise errors[receipt.id]

    def settle_all(self, receipts: Iterable[wire.Receipt], office_key: Ed25519PublicKey) -> dict[str, ReceiptError]:
        """`settle` many in one transaction; the bad ones are left out and returned by id."""
        errors: dict[str, ReceiptError] = {}
        now = wire.instant(self._clock())
        with self._file.write() as db:
            for receipt in receipts:
                try:
                    self._settle(db, receipt, office_key, now)
                except ReceiptError as error:
                    errors[receipt.id] = error
        return errors

    def receipt(self, packet_id: str) -> wire.Receipt | None:
        """The office's receipt for a packet; None while there is none."""
        with self._file.read() as db:
            row = db.execute(self._sql("SELECT receipt FROM {packets} WHERE id = ?"), (packet_id,)).fetchone()
        return None if row is None or row[0] is None else stored_message(row[0], wire.Receipt)

    def park(self, packet_id: str, code: str) -> None:
        """Take a packet out of the way because of itself; the rest goes on."""
        with self._file.write() as db:
            db.execute(
                self._sql(
                    "UPDATE {packets} SET state = 'parked', owner = NULL, code = ?"
                    " WHERE id = ? AND state <> 'receipted'"
                ),
                (code[:200], packet_id),
            )

    def parked(self) -> list[Parked]:
        """All parked packets, oldest first."""
        with self._file.read() as db:
            rows = db.execute(
                self._sql(
                    "SELECT id, day, code FROM {packets} WHERE state <> 'receipted' AND state = 'parked' ORDER BY seq"
                )
            ).fetchall()
        return [Parked(*row) for row in rows]

    def requeue(self, packet_id: str) -> bool:
        """Send a parked packet again. Whether it was parked."""
        with self._file.write() as db:
            sql = self._sql("UPDATE {packets} SET state = 'queued', code = NULL WHERE id = ? AND state = 'parked'")
            return db.execute(sql, (packet_id,)).rowcount == 1

    def _settle(self, db: sqlite3.Connection, receipt: wire.Receipt, office_key: Ed25519PublicKey, now: str) -> None:
        row = db.execute(self._sql("SELECT seq, manifest, state FROM {packets} WHERE id = ?"), (receipt.id,)).fetchone()
        if row is None:
            raise ReceiptError(f"receipt of {receipt.id}: no such packet here")
        wire.verify_receipt(receipt, stored_message(row[1], wire.Manifest), office_key)
        if row[2] == State.RECEIPTED.value:
            return
        db.execute(
            self._sql(
                "UPDATE {packets} SET state = 'receipted', owner = NULL, code = NULL, receipt = ?, settled_at = ?"
                " WHERE seq = ?"
            ),
            (wire.encode(receipt), now, row[0]),
        )
        db.execute(self._sql("DELETE FROM {sealed} WHERE seq = ?"), (row[0],))
        db.execute(SET_NOTE, (self._tables.last, now.encode()))


def _item(row: tuple[int, bytes]) -> Item:
    return Item(row[0], stored_message(row[1], wire.Manifest))


def stored_message(data: bytes, kind: type[Message]) -> Message:
    """A message that the queue keeps. Raises `QueueDamaged`."""
    try:
        return wire.decode(data, kind)
    except (msgspec.DecodeError, TypeError, ValueError) as error:
        raise QueueDamaged(f"{kind.__name__}: {error}") from error


def stored_state(stored: str) -> State:
    """Raises `QueueDamaged` where none stands."""
    try:
        return State(stored)
    except ValueError as error:
        raise QueueDamaged("state") from error


def stored_moment(stored: object) -> datetime:
    """An instant as `wire.instant` wrote it, aware UTC. Raises `QueueDamaged` where something else stands."""
    try:
        text = stored.decode() if isinstance(stored, bytes) else stored
        moment = datetime.fromisoformat(text)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise QueueDamaged("instant") from error
    if moment.tzinfo is None:
        raise QueueDamaged("instant")
    return moment
