"""What remains of a recording at the booth once it is saved: one summary row, no image, no print.

Counting, approval and "recorded here before?" work from these rows; the recording itself lies sealed in the outbox.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from booth.domain.recording import Approval
from booth.store.errors import AlreadyThere, NotFound
from booth.store.instants import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from booth.store.database import Database, Row


@dataclass(frozen=True)
class Recording:
    """The summary of a saved recording. `day` (ISO) and `hour` are the booth's own; `saved_at` is aware UTC."""

    id: str
    nik: str
    nama_lengkap: str
    tanggal_lahir: date
    kode_wilayah: str
    day: str
    hour: int
    operator: str
    saved_at: datetime
    sha256: str  # of the sealed packet
    exceptions: int  # fingers not captured or below the limit, and reasons for photo, signatures, verification
    seconds: float  # from the beginning of the session to saving
    photo_retakes: int
    by_hand: bool
    approval: Approval = Approval.PENDING
    approved_by: str = ""
    approval_reason: str = ""


@dataclass(frozen=True)
class HourCount:
    """How many recordings one operator saved in one hour, by approval."""

    hour: int
    operator: str
    approval: Approval
    count: int


class Recordings:
    """Summary rows: added once, never changed but for the supervisor's word."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, recording: Recording) -> None:
        """Store a summary. The same one again does nothing; another one under the same id raises `AlreadyThere`."""
        with self._database.atomic():
            before = self.get(recording.id)
            if before is not None:
                if before.sha256 != recording.sha256 or before.nik != recording.nik:
                    raise AlreadyThere(recording.id)
                return
            self._database.run(_INSERT, _write(recording))

    def get(self, recording_id: str) -> Recording | None:
        """The summary, or None."""
        row = self._database.row("SELECT * FROM recordings WHERE id = ?", (recording_id,))
        return _read(row) if row else None

    def ids(self, limit: int = -1) -> list[str]:
        """The ids of all recordings, or of the `limit` newest, the newest first."""
        rows = self._database.tuples("SELECT id FROM recordings ORDER BY saved_at DESC LIMIT ?", (limit,))
        return [row[0] for row in rows]

    def for_nik(self, nik: str) -> list[Recording]:
        """What this booth recorded of a resident, the newest first."""
        rows = self._database.rows("SELECT * FROM recordings WHERE nik = ? ORDER BY saved_at DESC", (nik,))
        return [_read(row) for row in rows]

    def of_day(self, day: str) -> list[Recording]:
        """The recordings of one local day (`YYYY-MM-DD`) in the order they were saved."""
        rows = self._database.rows("SELECT * FROM recordings WHERE day = ? ORDER BY saved_at, id", (day,))
        return [_read(row) for row in rows]

    def counts(self, day: str) -> list[HourCount]:
        """The day's figures by hour, operator and approval, read from the index alone."""
        rows = self._database.tuples(
            "SELECT hour, operator, approval, count(*) FROM recordings WHERE day = ? GROUP BY hour, operator, approval",
            (day,),
        )
        return [HourCount(hour, operator, Approval(approval), count) for hour, operator, approval, count in rows]

    def approval_counts(self, day: str) -> dict[Approval, int]:
        """How many recordings of a day wait for approval, are approved, are returned; every state is there."""
        found: Counter[Approval] = Counter()
        for row in self.counts(day):
            found[row.approval] += row.count
        return {approval: found[approval] for approval in Approval}

    def approve(self, ids: Iterable[str], by: str) -> int:
        """Approve recordings, all or none; how many were not approved before. Raises `NotFound`."""
        with self._database.atomic():
            return sum(self._decide(each, Approval.APPROVED, by, "") for each in ids)

    def send_back(self, recording_id: str, by: str, reason: str) -> None:
        """Return a recording to be looked at again. Raises `NotFound`, `ValueError` without a reason."""
        if not reason.strip():
            raise ValueError("a recording is returned for a reason")
        self._decide(recording_id, Approval.RETURNED, by, reason.strip())

    def reopen(self, ids: Iterable[str]) -> int:
        """Let recordings wait for approval again, all or none; how many did not wait. Raises `NotFound`."""
        with self._database.atomic():
            return sum(self._decide(each, Approval.PENDING, "", "") for each in ids)

    def _decide(self, recording_id: str, approval: Approval, by: str, reason: str) -> int:
        with self._database.atomic():
            before = self.get(recording_id)
            if before is None:
                raise NotFound(recording_id)
            self._database.run(
                "UPDATE recordings SET approval = ?, approved_by = ?, approval_reason = ? WHERE id = ?",
                (approval.value, by, reason, recording_id),
            )
            return int(before.approval is not approval)


_COLUMNS = tuple(field.name for field in fields(Recording))
_INSERT = f"INSERT INTO recordings ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608


def _write(recording: Recording) -> tuple[object, ...]:
    return (
        recording.id,
        recording.nik,
        recording.nama_lengkap,
        recording.tanggal_lahir.isoformat(),
        recording.kode_wilayah,
        recording.day,
        recording.hour,
        recording.operator,
        to_text(recording.saved_at),
        recording.sha256,
        recording.exceptions,
        recording.seconds,
        recording.photo_retakes,
        int(recording.by_hand),
        recording.approval.value,
        recording.approved_by,
        recording.approval_reason,
    )


def _read(row: Row) -> Recording:
    return Recording(
        **row
        | {
            "tanggal_lahir": date.fromisoformat(row["tanggal_lahir"]),
            "saved_at": from_text(row["saved_at"]),
            "by_hand": bool(row["by_hand"]),
            "approval": Approval(row["approval"]),
        }
    )
