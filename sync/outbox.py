"""The durable queue of sealed recordings: put, lease, receipt, purge, counts.

A packet is queued → sending → receipted, or parked when the office refuses it. Rows stay for ever and hold nothing
personal; the sealed bytes go in the very transaction that stores a verified receipt, and in no other way. Originals
lie beside their recordings in a queue of their own, which nothing here counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync import wire
from sync.errors import PacketError, QueueDamaged
from sync.line import LineStatus
from sync.originals import Originals
from sync.packetqueue import ORIGINALS, RECORDINGS, SET_NOTE, PacketQueue, stored_message, stored_moment, stored_state
from sync.queued import Item, OfficeCount, Parked, State, Tally, Unsent
from sync.queuefile import BUSY_WAIT, QueueFile

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sync.packet import Sealed
    from sync.packetqueue import Clock

__all__ = ["Item", "OfficeCount", "Outbox", "Parked", "State", "Tally", "Unsent"]

_LINE, _CURSOR = "line", "receipts.cursor"


class Outbox(PacketQueue):
    """The open queue of recordings; may be used from several threads and opened by several processes.

    `originals` is the queue of originals in the same file. Raises `QueueError`s.
    """

    def __init__(self, file: QueueFile, *, clock: Clock) -> None:
        super().__init__(file, RECORDINGS, clock=clock)
        self.originals = Originals(file, ORIGINALS, clock=clock)

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

    def put(self, manifest: wire.Manifest, data: bytes, original: Sealed | None = None) -> None:
        """Queue a sealed recording, with its original where there is one; both on disk when this returns, or neither.

        The same packet again changes nothing. Raises `PacketError` where the bytes are not what their manifest says or
        the original is another recording's, `QueueConflict` where its id holds other bytes or its number is taken,
        `QueueFull` with nothing half-written.
        """
        self.check(manifest, data)
        if original is not None:
            self.originals.check(original.manifest, original.data)
            if (original.manifest.id, original.manifest.seq) != (manifest.id, manifest.seq):
                raise PacketError(f"{manifest.id}: original of another recording")
        with self._file.write() as db:
            if self.enter(db, manifest, data) and original is not None:
                self.originals.enter(db, original.manifest, original.data)

    def unsent(self, limit: int) -> list[Unsent]:
        """Packets without a receipt: parked ones, then those being sent, then the queue, each oldest first."""
        with self._file.read() as db:
            rows = db.execute(
                "SELECT id, day, operator, state, coalesce(code, ''), size, queued_at FROM packets"
                " WHERE state <> 'receipted' ORDER BY state = 'queued', state = 'sending', seq LIMIT ?",
                (limit,),
            ).fetchall()
        return [
            Unsent(packet, day, operator, stored_state(state), code, size, stored_moment(queued_at))
            for packet, day, operator, state, code, size, queued_at in rows
        ]

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
            state = stored_state(name)
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
        return min((stored_moment(row[0]) for row in rows if row is not None), default=None)

    def last_receipt(self) -> datetime | None:
        """When the newest receipt was stored here; aware UTC."""
        value = self.note(RECORDINGS.last)
        return None if value is None else stored_moment(value)

    def store_office_counts(self, counts: wire.Counts, *, since: str | None = None) -> None:
        """Keep what the office says it holds of this booth, by day; nothing of days from `since` (ISO) on that it does
        not name, where it was asked about these."""
        with self._file.write() as db:
            lacking = db.execute(
                "SELECT day FROM office_counts WHERE day >= ?1"
                " UNION SELECT day FROM tally WHERE state = 'receipted' AND packets > 0 AND day >= ?1",
                ("9999" if since is None else since,),
            ).fetchall()
            db.executemany(
                "INSERT INTO office_counts (day, packets, as_of) VALUES (?, ?, ?)"
                " ON CONFLICT (day) DO UPDATE SET packets = excluded.packets, as_of = excluded.as_of",
                [(day, count, counts.as_of) for day, count in ({day: 0 for (day,) in lacking} | counts.days).items()],
            )

    def office_counts(self, day: str) -> OfficeCount | None:
        """The office's count of a local day; None while it has said nothing about it."""
        with self._file.read() as db:
            row = db.execute("SELECT packets, as_of FROM office_counts WHERE day = ?", (day,)).fetchone()
        return None if row is None else OfficeCount(row[0], stored_moment(row[1]))

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
        self.set_note(_LINE, wire.encode(status))

    def read_line(self) -> LineStatus | None:
        """What the agent said last; None if no agent ever ran."""
        value = self.note(_LINE)
        return None if value is None else stored_message(value, LineStatus)

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
            db.execute(SET_NOTE, (name, value))
