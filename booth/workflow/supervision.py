"""The supervisor's desk: the day's report, approval, sending back, sending refused packets again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.domain.recording import Approval
from booth.workflow.counts import DayReport, day_count, operator_lines
from booth.workflow.errors import NotRefused, OfficeTrouble, ReasonNeeded
from booth.workflow.rights import Right, require
from sync.errors import SyncError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from booth.config import Settings
    from booth.store.recordings import Recording
    from booth.store.vault import Vault
    from sync.outbox import Outbox


@dataclass(frozen=True)
class Refused:
    """A packet that the office refused. `code` is its reason; the summary is None where the vault lacks it."""

    id: str
    day: str
    code: str
    recording: Recording | None


@dataclass(frozen=True)
class Listed:
    """The first recordings of a list, how many there are in all, and who the operators are (login → name)."""

    rows: tuple[Recording, ...]
    total: int
    names: dict[str, str]


class Supervision:
    """Reading is open to everyone at the desk; acting needs the right to supervise (`NotAllowed`)."""

    def __init__(self, vault: Vault, outbox: Outbox, *, settings: Settings) -> None:
        self._vault = vault
        self._outbox = outbox
        self._settings = settings

    def report(self, day: date) -> DayReport:
        """Count, approvals and operators of `day`. Raises `OfficeTrouble`, `StoreError`."""
        rows = self.recordings(day)
        names = {user.login: user.name for user in self._vault.users.list()}
        return DayReport(
            day_count(self._outbox, day, target=self._settings.daily_target),
            self._vault.recordings.approval_counts(day.isoformat()),
            sum(r.approval is Approval.PENDING and r.exceptions > 0 for r in rows),
            operator_lines(rows, names),
        )

    def recordings(self, day: date) -> list[Recording]:
        """The summaries of `day`, in the order they were saved."""
        return self._vault.recordings.of_day(day.isoformat())

    def days(self) -> dict[str, int]:
        """Local day (ISO) → recordings saved, for each day that had any. Raises `OfficeTrouble`."""
        try:
            return self._outbox.days()
        except SyncError as error:
            raise OfficeTrouble(error) from error

    def pending(self, day: date) -> list[Recording]:
        """Those of `day` that wait for approval."""
        return [r for r in self.recordings(day) if r.approval is Approval.PENDING]

    def listed(self, approval: Approval, limit: int = 300) -> Listed:
        """Recordings of all days with this approval: exceptions first, then the newest day. Raises `OfficeTrouble`."""
        rows: list[Recording] = []
        total = 0
        for day in sorted(self.days(), reverse=True):
            count = self._vault.recordings.approval_counts(day)[approval]
            total += count
            if count and len(rows) < limit:
                rows += [r for r in self._vault.recordings.of_day(day) if r.approval is approval]
        rows.sort(key=lambda r: r.exceptions == 0)  # stable: within each, the newest day first
        return Listed(tuple(rows[:limit]), total, {u.login: u.name for u in self._vault.users.list()})

    def pending_count(self) -> int:
        """How many recordings of all days wait for approval. Raises `OfficeTrouble`."""
        return sum(self._vault.recordings.approval_counts(day)[Approval.PENDING] for day in self.days())

    def refused(self) -> list[Refused]:
        """Packets of all days that the office refused, the oldest first. Raises `OfficeTrouble`."""
        try:
            parked = self._outbox.parked()
        except SyncError as error:
            raise OfficeTrouble(error) from error
        return [Refused(p.id, p.day, p.code, self._vault.recordings.get(p.id)) for p in parked]

    def approve(self, ids: Collection[str]) -> int:
        """Approve recordings, all or none; how many were not approved before."""
        require(self._vault.user, Right.SUPERVISE)
        with self._vault.atomic():
            done = self._vault.recordings.approve(ids, self._actor)
            for each in ids:
                self._vault.audit.append("recording.approved", self._actor, each)
        return done

    def send_back(self, recording_id: str, reason: str) -> None:
        """Return a recording to be looked at again; it was sent all the same. Raises `ReasonNeeded`."""
        require(self._vault.user, Right.SUPERVISE)
        reason = _reason(reason)
        with self._vault.atomic():
            self._vault.recordings.send_back(recording_id, self._actor, reason)
            self._vault.audit.append("recording.returned", self._actor, recording_id, {"reason": reason})

    def reopen(self, ids: Collection[str]) -> int:
        """Take the supervisor's word back: the recordings wait for approval again, all or none."""
        require(self._vault.user, Right.SUPERVISE)
        with self._vault.atomic():
            done = self._vault.recordings.reopen(ids)
            for each in ids:
                self._vault.audit.append("recording.reopened", self._actor, each)
        return done

    def requeue(self, recording_id: str, reason: str) -> None:
        """Send a refused packet again (kirim ulang). Raises `ReasonNeeded`, `NotRefused`, `OfficeTrouble`."""
        require(self._vault.user, Right.SUPERVISE)
        reason = _reason(reason)
        if recording_id not in {refused.id for refused in self.refused()}:
            raise NotRefused(recording_id)
        # The log first: an act that is logged and then fails can be seen; one that is done and not logged cannot.
        self._vault.audit.append("packet.requeued", self._actor, recording_id, {"reason": reason})
        try:
            self._outbox.requeue(recording_id)
        except SyncError as error:
            raise OfficeTrouble(error) from error

    @property
    def _actor(self) -> str:
        return self._vault.user.login


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonNeeded("supervision")
    return text.strip()
