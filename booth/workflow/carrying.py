"""The way out without a line: recordings onto a stick, receipts and news off it, with the right to do so and a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.workflow.errors import OfficeTrouble
from booth.workflow.limits import Limit, limit
from booth.workflow.rights import Right, require
from sync.courier import last_carried, look, read_stick, write_stick
from sync.errors import SyncError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk
    from sync.courier import Carried, OnStick, Read, Written


@dataclass(frozen=True)
class Trips:
    """What waits to be carried, and when something was carried last."""

    waiting: Limit
    last: Carried | None


def trips(booth: Booth) -> Trips:
    """What there is to carry. Raises `NotProvisioned`, `OfficeTrouble`."""
    try:
        last = last_carried(booth.outbox)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    return Trips(limit(booth, booth.clock()), last)


def on_stick(stick: Path) -> OnStick:
    """What lies on a stick. Raises `OfficeTrouble` (`StickMissing`, `StickLost`)."""
    try:
        return look(stick)
    except SyncError as error:
        raise OfficeTrouble(error) from error


def carry(
    booth: Booth,
    desk: Desk,
    stick: Path,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write what has no receipt onto `stick`. Raises `NotAllowed`, `OfficeTrouble`, `StoreError`."""
    require(desk.user, Right.CARRY)
    try:
        written = write_stick(booth.folder, stick, clock=booth.clock, told=told, cancelled=cancelled)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    detail = {"written": written.written, "there": written.there, "left": written.left}
    desk.vault.audit.append("stick.written", desk.user.login, detail=detail)
    return written


def take_back(
    booth: Booth,
    desk: Desk,
    stick: Path,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Read:
    """Take in what the office wrote onto `stick`. Raises `NotAllowed`, `OfficeTrouble`, `StoreError`."""
    require(desk.user, Right.CARRY)
    try:
        read = read_stick(booth.folder, stick, clock=booth.clock, told=told, cancelled=cancelled)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    detail = {"receipts": read.receipts, "bad": read.bad, "refused": len(read.refused), "spoilt": len(read.spoilt)}
    desk.vault.audit.append("stick.read", desk.user.login, detail=detail)
    return read
