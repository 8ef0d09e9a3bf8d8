"""Recordings that are not saved yet, with everything captured for them so far: a crash resumes from here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from booth.domain.recording import State, Step, move
from booth.domain.resident import Resident
from booth.store.errors import AlreadyThere, NotFound
from booth.store.instants import Clock, from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from booth.store.database import Database, Row


class CaptureKind(StrEnum):
    """What a capture is of. The value is stored; plain strings of these values are accepted everywhere."""

    PHOTO = "photo"  # key: number of the shot
    FINGER = "finger"  # key: `Finger.slug`, attempt 1–3, 8-bit PNG
    VERIFY = "verify"  # key: `Finger.slug`
    SIGNATURE = "signature"
    CONFIRMATION = "confirmation"
    MISSING = "missing"  # key: `Finger.slug`; meta holds reason and note


@dataclass(frozen=True)
class Draft:
    """A recording being made. `id` is the recording's and the packet's. Instants are aware UTC."""

    id: str
    resident: Resident
    by_hand: bool  # taken down from the KK, not in the register
    step: Step
    state: State
    operator: str
    started_at: datetime
    updated_at: datetime
    findings: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Capture:
    """One image, stroke file or statement of a draft. `data` is as it was given; `meta` is JSON."""

    draft_id: str
    kind: str
    key: str
    attempt: int
    data: bytes
    meta: dict[str, Any]
    taken_at: datetime


Found = list[Draft]
Captures = list[Capture]


class Drafts:
    """Drafts and their captures. Each call is on disk when it returns."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def create(
        self,
        draft_id: str,
        resident: Resident,
        *,
        operator: str,
        by_hand: bool = False,
        findings: tuple[str, ...] = (),
        notes: Mapping[str, str] | None = None,
    ) -> Draft:
        """Begin a draft at the first step. Raises `AlreadyThere` where the id is in use."""
        now = from_text(to_text(self._clock()))
        draft = Draft(
            draft_id, resident, by_hand, Step.BIODATA, State.DRAFT, operator, now, now, findings, dict(notes or {})
        )
        with self._database.atomic():
            if self.get(draft_id) is not None:
                raise AlreadyThere(draft_id)
            self._write(draft)
        return draft

    def get(self, draft_id: str) -> Draft | None:
        """The draft, or None."""
        row = self._database.row("SELECT * FROM drafts WHERE id = ?", (draft_id,))
        return _read(row) if row else None

    def list(self, states: Collection[State] | None = None) -> Found:
        """All drafts, or those in `states`, the one touched last first."""
        drafts = [_read(row) for row in self._database.rows("SELECT * FROM drafts ORDER BY updated_at DESC, id DESC")]
        return drafts if states is None else [draft for draft in drafts if draft.state in states]

    def save(self, draft: Draft) -> Draft:
        """Store `draft` in place of what is there and return it with the present as `updated_at`.

        Raises `NotFound`, and `MoveError` where the table of states does not allow the move.
        """
        with self._database.atomic():
            before = self.get(draft.id)
            if before is None:
                raise NotFound(draft.id)
            if before.state is not draft.state:
                move(before.state, draft.state)
            draft = replace(draft, updated_at=from_text(to_text(self._clock())))
            self._write(draft)
        return draft

    def delete(self, draft_id: str) -> None:
        """Throw a draft away with its captures, unreadably. Nothing happens where there is none.

        Raises `MoveError` for one that is being saved: only `Vault.finish` may remove it.
        """
        with self._database.atomic():
            draft = self.get(draft_id)
            if draft is not None:
                move(draft.state, State.DISCARDED)
                self.remove(draft_id)

    def remove(self, draft_id: str) -> None:
        """Remove a draft whatever its state: for `Vault.finish`."""
        self._database.run("DELETE FROM drafts WHERE id = ?", (draft_id,))

    def put_capture(  # noqa: PLR0917  (a capture's name has four parts)
        self, draft_id: str, kind: str, key: str, attempt: int, data: bytes, meta: Mapping[str, object] | None = None
    ) -> Capture:
        """Keep a capture, in place of an earlier one of the same kind, key and attempt. Raises `NotFound`."""
        words = json.dumps(meta or {}, ensure_ascii=False)
        taken_at = to_text(self._clock())
        with self._database.atomic():
            touched = self._database.run("UPDATE drafts SET updated_at = ? WHERE id = ?", (taken_at, draft_id))
            if not touched:
                raise NotFound(draft_id)
            self._database.run(
                "INSERT OR REPLACE INTO captures (draft_id, kind, key, attempt, taken_at, meta, data)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (draft_id, str(kind), key, attempt, taken_at, words, data),
            )
        return Capture(draft_id, str(kind), key, attempt, data, json.loads(words), from_text(taken_at))

    def captures(self, draft_id: str, kind: str | None = None) -> Captures:
        """The captures of a draft, or those of one kind, in the order of kind, key and attempt."""
        rows = self._database.rows(
            "SELECT * FROM captures WHERE draft_id = ? AND kind = coalesce(?, kind) ORDER BY kind, key, attempt",
            (draft_id, kind),
        )
        return [
            Capture(
                row["draft_id"],
                row["kind"],
                row["key"],
                row["attempt"],
                row["data"],
                json.loads(row["meta"]),
                from_text(row["taken_at"]),
            )
            for row in rows
        ]

    def drop_capture(self, draft_id: str, kind: str, key: str | None = None, attempt: int | None = None) -> int:
        """Remove the captures of a kind, or of one key, or one attempt; how many there were."""
        return self._database.run(
            "DELETE FROM captures WHERE draft_id = ? AND kind = ? AND key = coalesce(?, key)"
            " AND attempt = coalesce(?, attempt)",
            (draft_id, str(kind), key, attempt),
        )

    def _write(self, draft: Draft) -> None:
        self._database.run(
            "INSERT INTO drafts (id, resident, by_hand, step, state, operator, started_at, updated_at, findings, notes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET resident = excluded.resident,"
            " by_hand = excluded.by_hand, step = excluded.step, state = excluded.state, operator = excluded.operator,"
            " updated_at = excluded.updated_at, findings = excluded.findings, notes = excluded.notes",
            (
                draft.id,
                msgspec.json.encode(draft.resident).decode(),
                int(draft.by_hand),
                draft.step.name,
                draft.state.value,
                draft.operator,
                to_text(draft.started_at),
                to_text(draft.updated_at),
                json.dumps(draft.findings),
                json.dumps(draft.notes, ensure_ascii=False),
            ),
        )


def _read(row: Row) -> Draft:
    return Draft(
        id=row["id"],
        resident=msgspec.json.decode(row["resident"], type=Resident),
        by_hand=bool(row["by_hand"]),
        step=Step[row["step"]],
        state=State(row["state"]),
        operator=row["operator"],
        started_at=from_text(row["started_at"]),
        updated_at=from_text(row["updated_at"]),
        findings=tuple(json.loads(row["findings"])),
        notes=json.loads(row["notes"]),
    )
