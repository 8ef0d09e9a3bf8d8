"""The inventory: every part that was ever connected to this booth, and what happened to each.

A part is known by kind, name and serial number. One part of a kind is in use; another takes its place by a swap, which
is recorded on both. No personal data but the logins of those who were at the booth.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from booth.store.errors import NotFound
from booth.store.instants import Clock, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from booth.store.database import Database, Row


class PartState(Enum):
    """Whether the booth works with it."""

    IN_USE = "in_use"
    REPLACED = "replaced"  # another took its place


class PartEvent(Enum):
    """What may happen to a part."""

    FOUND = "found"  # for the first time
    SWAPPED_IN = "swapped_in"  # it took the place of another
    SWAPPED_OUT = "swapped_out"
    MOVED = "moved"  # to another port
    FAULT = "fault"
    GONE = "gone"  # not connected any more
    LIMITED = "limited"  # its line cannot carry the high rate
    NOTE = "note"


@dataclass(frozen=True)
class Part:
    """A part. `kind` as in `booth.devices.ports.DeviceKind`; `first_seen` and `last_seen` are aware UTC."""

    id: int
    kind: str
    name: str
    serial: str
    port: str
    emulated: bool
    first_seen: datetime
    last_seen: datetime
    state: PartState


@dataclass(frozen=True)
class PartEntry:
    """One line of a part's history."""

    id: int
    part: int
    at: datetime
    actor: str
    event: PartEvent
    detail: dict[str, Any]


class Inventory:
    """Parts and their histories."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def see(self, *, kind: str, name: str, serial: str, port: str, emulated: bool) -> tuple[Part, bool]:
        """The part is connected now; and whether it was never seen before. A new one is in use."""
        now = to_text(self._clock())
        with self._database.atomic():
            known = self.find(kind, name, serial)
            if known is None:
                self._database.run(
                    "INSERT INTO devices (kind, name, serial, port, emulated, first_seen, last_seen, state)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (kind, name, serial, port, int(emulated), now, now, PartState.IN_USE.value),
                )
            else:
                self._database.run("UPDATE devices SET port = ?, last_seen = ? WHERE id = ?", (port, now, known.id))
            found = self.find(kind, name, serial)
        assert found is not None  # noqa: S101  (written just now)
        return found, known is None

    def find(self, kind: str, name: str, serial: str) -> Part | None:
        """The part with this name and serial number."""
        row = self._database.row(
            "SELECT * FROM devices WHERE kind = ? AND name = ? AND serial = ?", (kind, name, serial)
        )
        return _part(row) if row else None

    def get(self, number: int) -> Part:
        """Raises `NotFound`."""
        row = self._database.row("SELECT * FROM devices WHERE id = ?", (number,))
        if row is None:
            raise NotFound(str(number))
        return _part(row)

    def parts(self) -> list[Part]:
        """All of them, those in use first, then by when they were last seen."""
        rows = self._database.rows("SELECT * FROM devices ORDER BY state = ? DESC, last_seen DESC", ("in_use",))
        return [_part(row) for row in rows]

    def in_use(self, kind: str) -> Part | None:
        """The part of this kind that the booth works with."""
        row = self._database.row(
            "SELECT * FROM devices WHERE kind = ? AND state = ? ORDER BY last_seen DESC LIMIT 1",
            (kind, PartState.IN_USE.value),
        )
        return _part(row) if row else None

    def set_state(self, number: int, state: PartState) -> None:
        """Whether the booth works with it."""
        self._database.run("UPDATE devices SET state = ? WHERE id = ?", (state.value, number))

    def note(self, number: int, event: PartEvent, actor: str, detail: Mapping[str, object] | None = None) -> None:
        """Something happened to the part."""
        self._database.run(
            "INSERT INTO device_events (device_id, at, actor, event, detail) VALUES (?, ?, ?, ?, ?)",
            (number, to_text(self._clock()), actor, event.value, json.dumps(detail or {}, ensure_ascii=False)),
        )

    def history(self, number: int, limit: int = 50) -> list[PartEntry]:
        """What happened to the part, the newest first."""
        rows = self._database.rows(
            "SELECT * FROM device_events WHERE device_id = ? ORDER BY id DESC LIMIT ?", (number, limit)
        )
        return [_entry(row) for row in rows]

    def counts(self, event: PartEvent) -> dict[int, int]:
        """How often this happened, by part; parts to which it never did are absent."""
        found = self._database.tuples(
            "SELECT device_id, count(*) FROM device_events WHERE event = ? GROUP BY device_id", (event.value,)
        )
        return {int(number): int(count) for number, count in found}


def _part(row: Row) -> Part:
    return Part(
        row["id"],
        row["kind"],
        row["name"],
        row["serial"],
        row["port"],
        bool(row["emulated"]),
        from_text(row["first_seen"]),
        from_text(row["last_seen"]),
        PartState(row["state"]),
    )


def _entry(row: Row) -> PartEntry:
    return PartEntry(
        row["id"],
        row["device_id"],
        from_text(row["at"]),
        row["actor"],
        PartEvent(row["event"]),
        json.loads(row["detail"]),
    )
