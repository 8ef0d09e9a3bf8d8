"""The durable queue of sealed recordings: put, lease, receipt, purge, counts.

A packet is queued → sending → receipted, or parked when the office refuses it. Rows stay for ever and hold nothing
personal; the sealed bytes go in the very transaction that stores a verified receipt, and in no other way.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sync import wire
from sync.errors import PacketError, QueueConflict, QueueDamaged, ReceiptError
from sync.line import LineStatus
from sync.queued import Item, OfficeCount, Parked, State, Tally, Unsent
from sync.queuefile import BUSY_WAIT, QueueFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    Clock = Callable[[], datetime]

__all__ = ["Item", "OfficeCount", "Outbox", "Parked", "State", "Tally", "Unsent"]

_LINE, _CURSOR, _LAST_RECEIPT = "line", "receipts.cursor", "receipts.last_at"


class Outbox:
    """The open queue; may be used from several threads and opened by several processes. Raises `QueueError`s."""

    def __init__(self, file: QueueFile, *, clock: Clock) -> None:
        self._file = file
        self._clock = clock

    @classmethod
    def open(cls, path: Path, *, clock: Clock, busy_wait: float = BUSY_WAIT) -> Outbox:
        """Open the outbox at `path`, making it where there is none.

        Raises `QueueNewer`, `QueueDamaged`, `QueueBusy` after `busy_wait` seconds, `QueueFull`, `QueueError`.
        """
        return cls(QueueFile(path, busy_wait=busy_wait), clock=clock)

    def reserve_seq(self, packet_id: str) -> int:
        """The number for a packet about to be sealed: its own if it is queued, else the next one.

        Nothing is written, so a recording that is never put leaves no gap. Of two packets sealed with the same number
        the second `put` raises `QueueConflict` and is sealed again.
        """
        with self._file.read() as db:
            row = db.execute("SELECT seq FROM packets WHERE id = ?", (packet_id,)).fetchone()
            if row is None:
                row = db.execute("SELECT coalesce(max(seq), 0) + 1 FROM packets").fetchone()
            return int(row[0])

    def put(self, manifest: wire.Manifest, data: bytes) -> None:
        """Queue a sealed packet; on disk when this returns. The same packet again changes nothing.

        Raises `PacketError` where `data` is not what `manifest` says, `QueueConflict` where its id holds other bytes
        or its number is taken, `QueueFull` with nothing half-written.
        """
        if len(data) != manifest.size or hashlib.sha256(data).hexdigest() != manifest.sha256:
            raise PacketError(f"{manifest.id}: bytes are not what the manifest says")
        values = (
            manifest.seq,
            manifest.id,
            manifest.day,
            manifest.hour,
            manifest.operator,
            manifest.size,
            manifest.sha256,
            wire.encode(manifest),
            _text(self._clock()),
        )
        with self._file.write() as db:
            row = db.execute("SELECT sha256 FROM packets WHERE id = ?", (manifest.id,)).fetchone()
            if row is not None:
                if row[0] != manifest.sha256:
                    raise QueueConflict(f"{manifest.id} is queued with other bytes")
                return
            db.execute(
                "INSERT INTO packets (seq, id, day, hour, operator, size, sha256, manifest, queued_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            db.execute("INSERT INTO sealed (seq, data) VALUES (?, ?)", (manifest.seq, data))

    def state(self, packet_id: str) -> State | None:
        """Where the packet is; None if it was never put."""
        with self._file.read() as db:
            row = db.execute("SELECT state FROM packets WHERE id = ?", (packet_id,)).fetchone()
            return None if row is None else State(row[0])

    def waiting(self, limit: int, after: int = 0) -> list[Item]:
        """The oldest queued packets with a number over `after`."""
        with self._file.read() as db:
            rows = db.execute(
                "SELECT seq, manifest FROM packets WHERE state <> 'receipted' AND state = 'queued' AND seq > ?"
                " ORDER BY seq LIMIT ?",
                (after, limit),
            ).fetchall()
        return [_item(row) for row in rows]

    def lease(self, limit: int, owner: str, *, only: Collection[str] | None = None) -> list[Item]:
        """Mark the oldest queued packets (among the ids `only`) as being sent by `owner`, a name per process start."""
        among = None if only is None else msgspec.json.encode(list(only)).decode()
        with self._file.write() as db:
            rows = db.execute(
                "UPDATE packets SET state = 'sending', owner = :owner WHERE seq IN (SELECT seq FROM packets"
                " WHERE state <> 'receipted' AND state = 'queued'"
                " AND (:among IS NULL OR id IN (SELECT value FROM json_each(:among))) ORDER BY seq LIMIT :limit)"
                " RETURNING seq, manifest",
                {"owner": owner, "among": among, "limit": limit},
            ).fetchall()
        return sorted((_item(row) for row in rows), key=lambda item: item.seq)

    def release(self, packet_id: str, owner: str) -> None:
        """Give a lease back: the packet is queued again."""
        with self._file.write() as db:
            db.execute(
                "UPDATE packets SET state = 'queued', owner = NULL WHERE id = ? AND state = 'sending' AND owner = ?",
                (packet_id, owner),
            )

    def reclaim_leases(self, owner: str) -> int:
        """Queue again what other owners were sending. Only for the holder of the agent's lock: the others are dead."""
        with self._file.write() as db:
            return db.execute(
                "UPDATE packets SET state = 'queued', owner = NULL"
                " WHERE state <> 'receipted' AND state = 'sending' AND owner IS NOT ?",
                (owner,),
            ).rowcount

    def data(self, packet_id: str) -> bytes:
        """The sealed bytes. Raises `PacketError` where they are purged, unknown, or not what was put."""
        with self._file.read() as db:
            row = db.execute(
                "SELECT data, sha256 FROM packets JOIN sealed USING (seq) WHERE id = ?", (packet_id,)
            ).fetchone()
        if row is None or not isinstance(row[0], bytes) or hashlib.sha256(row[0]).hexdigest() != row[1]:
            raise PacketError(f"{packet_id}: sealed bytes missing or damaged")
        return row[0]

    def settle(self, receipt: wire.Receipt, office_key: Ed25519PublicKey) -> None:
        """Store a receipt and purge the sealed bytes, in one transaction. Again, or after purging: no change.

        Raises `ReceiptError` for one not signed by `office_key`, or not for a packet of this outbox.
        """
        if errors := self.settle_all([receipt], office_key):
            raise errors[receipt.id]

    def settle_all(self, receipts: Iterable[wire.Receipt], office_key: Ed25519PublicKey) -> dict[str, ReceiptError]:
        """`settle` many in one transaction; the bad ones are left out and returned by id."""
        errors: dict[str, ReceiptError] = {}
        now = _text(self._clock())
        with self._file.write() as db:
            for receipt in receipts:
                try:
                    _settle(db, receipt, office_key, now)
                except ReceiptError as error:
                    errors[receipt.id] = error
        return errors

    def receipt(self, packet_id: str) -> wire.Receipt | None:
        """The office's receipt for a packet; None while there is none."""
        with self._file.read() as db:
            row = db.execute("SELECT receipt FROM packets WHERE id = ?", (packet_id,)).fetchone()
        return None if row is None or row[0] is None else _decoded(row[0], wire.Receipt)

    def park(self, packet_id: str, code: str) -> None:
        """Take a packet out of the way because of itself; the rest goes on."""
        with self._file.write() as db:
            db.execute(
                "UPDATE packets SET state = 'parked', owner = NULL, code = ? WHERE id = ? AND state <> 'receipted'",
                (code[:200], packet_id),
            )

    def parked(self) -> list[Parked]:
        """All parked packets, oldest first."""
        with self._file.read() as db:
            rows = db.execute(
                "SELECT id, day, code FROM packets WHERE state <> 'receipted' AND state = 'parked' ORDER BY seq"
            ).fetchall()
        return [Parked(*row) for row in rows]

    def unsent(self, limit: int) -> list[Unsent]:
        """Packets without a receipt: parked ones, then those being sent, then the queue, each oldest first."""
        with self._file.read() as db:
            rows = db.execute(
                "SELECT id, day, operator, state, coalesce(code, ''), size, queued_at FROM packets"
                " WHERE state <> 'receipted' ORDER BY state = 'queued', state = 'sending', seq LIMIT ?",
                (limit,),
            ).fetchall()
        return [
            Unsent(packet, day, operator, State(state), code, size, _moment(queued_at))
            for packet, day, operator, state, code, size, queued_at in rows
        ]

    def requeue(self, packet_id: str) -> bool:
        """Send a parked packet again. Whether it was parked."""
        with self._file.write() as db:
            sql = "UPDATE packets SET state = 'queued', code = NULL WHERE id = ? AND state = 'parked'"
            return db.execute(sql, (packet_id,)).rowcount == 1

    def counts(self, day: str | None = None) -> Tally:
        """Packets of a local day (ISO), or of all days, by state, hour and operator."""
        states: dict[State, int] = {}
        hours: dict[int, int] = {}
        operators: dict[str, int] = {}
        total = unsent = 0
        with self._file.read() as db:
            rows = db.execute(
                "SELECT hour, operator, state, packets, bytes FROM tally WHERE day = ? AND packets > 0", (day or "",)
            ).fetchall()
        for hour, operator, name, packets, size in rows:
            state = State(name)
            total += packets
            states[state] = states.get(state, 0) + packets
            hours[hour] = hours.get(hour, 0) + packets
            operators[operator] = operators.get(operator, 0) + packets
            unsent += size if state in {State.QUEUED, State.SENDING} else 0
        return Tally(total, states, hours, operators, unsent)

    def days(self, since: str = "0") -> dict[str, int]:
        """Local day (ISO, from `since`) → packets saved."""
        with self._file.read() as db:
            rows = db.execute(
                "SELECT day, sum(packets) FROM tally WHERE day >= ? AND day <> '' GROUP BY day ORDER BY day", (since,)
            ).fetchall()
        return dict(rows)

    def waiting_days(self) -> dict[str, int]:
        """Local day (ISO) on which packets were saved that are queued or being sent → how many of them."""
        with self._file.read() as db:
            rows = db.execute(
                "SELECT day, count(*) FROM packets WHERE state <> 'receipted' AND state IN ('queued', 'sending')"
                " GROUP BY day ORDER BY day"
            ).fetchall()
        return dict(rows)

    def oldest_unsent(self) -> datetime | None:
        """When the oldest packet without a receipt (parked ones too) was put; aware UTC."""
        with self._file.read() as db:
            # Numbers are given in the order of putting, so the first of each state is its oldest: no row more is read.
            rows = [
                db.execute(
                    "SELECT queued_at FROM packets WHERE state <> 'receipted' AND state = ? ORDER BY seq LIMIT 1",
                    (state.value,),
                ).fetchone()
                for state in (State.QUEUED, State.SENDING, State.PARKED)
            ]
        return min((_moment(row[0]) for row in rows if row is not None), default=None)

    def last_receipt(self) -> datetime | None:
        """When the newest receipt was stored here; aware UTC."""
        value = self.note(_LAST_RECEIPT)
        return None if value is None else _moment(value)

    def store_office_counts(self, counts: wire.Counts) -> None:
        """Keep what the office says it holds of this booth, by day."""
        with self._file.write() as db:
            db.executemany(
                "INSERT INTO office_counts (day, packets, as_of) VALUES (?, ?, ?)"
                " ON CONFLICT (day) DO UPDATE SET packets = excluded.packets, as_of = excluded.as_of",
                [(day, count, counts.as_of) for day, count in counts.days.items()],
            )

    def office_counts(self, day: str) -> OfficeCount | None:
        """The office's count of a local day; None while it has said nothing about it."""
        with self._file.read() as db:
            row = db.execute("SELECT packets, as_of FROM office_counts WHERE day = ?", (day,)).fetchone()
        return None if row is None else OfficeCount(row[0], _moment(row[1]))

    def first_difference(self) -> str | None:
        """The first local day of which the office's count, as known here, is not the number of receipts here."""
        with self._file.read() as db:
            row = db.execute(
                "SELECT min(day) FROM (SELECT day, sum(packets) AS mine FROM tally"
                " WHERE state = 'receipted' AND day <> '' GROUP BY day) LEFT JOIN office_counts USING (day)"
                " WHERE mine IS NOT office_counts.packets AND mine > 0"
            ).fetchone()
        return None if row[0] is None else str(row[0])

    def write_line(self, status: LineStatus) -> None:
        """Keep what the line does, for `read_line`."""
        self.set_note(_LINE, msgspec.json.encode(status))

    def read_line(self) -> LineStatus | None:
        """What the agent said last; None if no agent ever ran."""
        value = self.note(_LINE)
        return None if value is None else _decoded(value, LineStatus)

    @property
    def cursor(self) -> int:
        """How far in the office's ledger this booth has read its receipts."""
        value = self.note(_CURSOR) or b"0"
        if not value.isdigit():
            raise QueueDamaged("cursor")
        return int(value)

    @cursor.setter
    def cursor(self, value: int) -> None:
        self.set_note(_CURSOR, str(value).encode())

    def reclaim(self) -> None:
        """Give the room of purged packets back to the disk. For a quiet moment."""
        self._file.reclaim()

    def faults(self) -> list[str]:
        """What is wrong with the file, for the self-test; empty when all is well. Reads all of it."""
        return self._file.faults()

    def close(self) -> None:
        """Calling it again does nothing."""
        self._file.close()

    def note(self, name: str) -> bytes | None:
        """What was kept under `name` beside the packets; None if nothing was. Not for what is personal."""
        with self._file.read() as db:
            row = db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def set_note(self, name: str, value: bytes) -> None:
        """Keep `value` under `name`, in place of an earlier one."""
        with self._file.write() as db:
            db.execute(_NOTE, (name, value))


Message = TypeVar("Message", bound=msgspec.Struct)

_NOTE = "INSERT INTO notes (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


def _settle(db: sqlite3.Connection, receipt: wire.Receipt, office_key: Ed25519PublicKey, now: str) -> None:
    row = db.execute("SELECT seq, manifest, state FROM packets WHERE id = ?", (receipt.id,)).fetchone()
    if row is None:
        raise ReceiptError(f"receipt of {receipt.id}: no such packet here")
    wire.verify_receipt(receipt, _decoded(row[1], wire.Manifest), office_key)
    if row[2] == State.RECEIPTED.value:
        return
    db.execute(
        "UPDATE packets SET state = 'receipted', owner = NULL, code = NULL, receipt = ?, settled_at = ? WHERE seq = ?",
        (wire.encode(receipt), now, row[0]),
    )
    db.execute("DELETE FROM sealed WHERE seq = ?", (row[0],))
    db.execute(_NOTE, (_LAST_RECEIPT, now.encode()))


def _item(row: tuple[int, bytes]) -> Item:
    return Item(row[0], _decoded(row[1], wire.Manifest))


def _decoded(data: bytes, kind: type[Message]) -> Message:
    try:
        return wire.decode(data, kind)
    except (msgspec.DecodeError, TypeError, ValueError) as error:
        raise QueueDamaged(f"{kind.__name__}: {error}") from error


def _moment(stored: object) -> datetime:
    """An instant as `_text` wrote it. Raises `QueueDamaged` where something else stands."""
    try:
        text = stored.decode() if isinstance(stored, bytes) else stored
        moment = datetime.fromisoformat(text)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise QueueDamaged("instant") from error
    if moment.tzinfo is None:
        raise QueueDamaged("instant")
    return moment


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
