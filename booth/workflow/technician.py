"""The technician's desk: the self-test of this booth and its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from booth.workflow.rights import Right, require
from booth.workflow.selftest.run import Bench

if TYPE_CHECKING:
    from datetime import datetime

    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.equipment import Equipment
    from booth.workflow.selftest.report import Report


@dataclass(frozen=True)
class PastReport:
    """A self-test of before: `report` is `Report.as_dict()`."""

    id: int
    at: datetime
    by: str
    passed: bool
    report: dict[str, Any]


def make_bench(booth: Booth, equipment: Equipment, desk: Desk | None = None, *, by: str = "") -> Bench:
    """What the self-test works on: the devices of `equipment`, and the vault where `desk` is given."""
    return Bench(
        folder=booth.folder,
        zone=booth.zone,
        booth=booth.identity.booth if booth.identity else "",
        booth_name=booth.name,
        clock=booth.clock,
        scanner=equipment.scanner,
        camera=equipment.camera,
        printer=equipment.printer,
        health=booth.health,
        outbox_faults=booth.outbox_faults,
        lost=desk.lost if desk else tuple,
        vault=desk.vault if desk else None,
        by=desk.user.login if desk else by,
    )


def keep_report(desk: Desk, report: Report) -> None:
    """Store the report in the vault's history. Raises `NotAllowed`, `StoreError`."""
    require(desk.user, Right.TEST)
    desk.vault.tests.add(report.as_dict(), actor=desk.user.login, passed=report.passed)


def past_reports(desk: Desk, limit: int = 20) -> list[PastReport]:
    """The newest first."""
    return [PastReport(t.id, t.at, t.actor, t.passed, t.report) for t in desk.vault.tests.recent(limit)]
