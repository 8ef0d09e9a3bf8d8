"""The technician's desk: the self-test of this booth and its history."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from booth.workflow.line_quality import measure_line
from booth.workflow.rights import Right, require
from booth.workflow.selftest.past import past_as_report
from booth.workflow.selftest.report import Verdict
from booth.workflow.selftest.run import Bench
from sync.errors import QueueError
from sync.health import write_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from booth.devices.ports import Cancel
    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from booth.workflow.equipment import Equipment
    from booth.workflow.line_quality import LineQuality
    from booth.workflow.selftest.report import Report


log = logging.getLogger(__name__)

PAST = 200  # tests looked back on: the first of them counts as the one at installation


@dataclass(frozen=True)
class PastReport:
    """A self-test of before: `report` is `Report.as_dict()`."""

    id: int
    at: datetime
    by: str
    passed: bool
    report: dict[str, Any]


def _own_count() -> float:
    """Seconds that go on whatever the clock is set to, also while the computer sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


_STARTED = time.time() - _own_count()


def _clock_jump() -> float:
    """Seconds by which the clock left its own count since this program loaded."""
    return time.time() - _own_count() - _STARTED


def make_bench(
    booth: Booth,
    equipment: Equipment,
    desk: Desk | None = None,
    *,
    by: str = "",
    pens: Callable[[], Iterable[str]] = tuple,
) -> Bench:
    """What the self-test works on: the devices of `equipment`, and the vault where `desk` is given."""

    def line(cancel: Cancel) -> LineQuality:
        return measure_line(booth.provisioned, booth.folder, booth.clock, cancel)

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
        line=line,
        iris=None if booth.settings.iris == "none" else equipment.iris_info,
        pens=pens,
        clock_jump=_clock_jump,
        last_seen=desk.vault.audit.latest if desk else (lambda: None),
        past=[past_as_report(test.report, test.at) for test in past_reports(desk, PAST)] if desk else (),
        outbox_faults=booth.outbox_faults,
        lost=desk.lost if desk else tuple,
        vault=desk.vault if desk else None,
        by=desk.user.login if desk else by,
    )


def keep_report(desk: Desk, report: Report) -> None:
    """Store the report in the vault's history, and leave for the office what does not work. Raises `NotAllowed`,
    `StoreError`."""
    require(desk.user, Right.TEST)
    desk.vault.tests.add(report.as_dict(), actor=desk.user.login, passed=report.passed)
    failed = [result.part.label for result in report.results if result.verdict is Verdict.FAIL]
    try:
        write_parts(desk.outbox, tested=report.at, passed=report.passed, troubles=failed)
    except QueueError as error:  # the report is kept; the office hears of the next one
        log.warning("the office is not told of the self-test: %s", error)


def past_reports(desk: Desk, limit: int = 20) -> list[PastReport]:
    """The newest first."""
    return [PastReport(t.id, t.at, t.actor, t.passed, t.report) for t in desk.vault.tests.recent(limit)]
