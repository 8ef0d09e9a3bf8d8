"""Runs the tests one after the other; a part that breaks never stops the others."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from booth import __version__
from booth.devices.ports import Cancelled
from booth.domain.errors import N_
from booth.workflow.selftest import devices, machine, office
from booth.workflow.selftest.camera import check_camera
from booth.workflow.selftest.drift import beside_past
from booth.workflow.selftest.finger import check_finger
from booth.workflow.selftest.report import Part, PartResult, Report, Verdict

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from booth.devices.ports import Camera, Cancel, DeviceInfo, FingerScanner, Printer
    from booth.store.vault import Vault
    from booth.workflow.line_quality import LineQuality
    from booth.workflow.office import Health

log = logging.getLogger(__name__)


def _steady() -> float:
    return 0.0


def _unknown() -> None:
    return None


@dataclass(frozen=True)
class Bench:
    """What is tested and how it is reached. Device openers give a context that closes, or leaves, the device."""

    folder: Path
    zone: ZoneInfo
    booth: str
    booth_name: str
    clock: Callable[[], datetime]
    scanner: Callable[[Cancel], AbstractContextManager[FingerScanner]]
    camera: Callable[[], AbstractContextManager[Camera]]
    health: Callable[[], Health]
    printer: Callable[[], AbstractContextManager[Printer]]
    line: Callable[[Cancel], LineQuality]
    outbox_faults: Callable[[], Iterable[str]]
    iris: Callable[[Cancel], DeviceInfo] | None = None  # None where the settings name no iris scanner
    pens: Callable[[], Iterable[str]] = tuple  # names of pens and touch screens that the window system knows
    clock_jump: Callable[[], float] = _steady  # seconds by which the clock left its own count
    last_seen: Callable[[], datetime | None] = _unknown  # when this booth was certainly used last
    past: Sequence[Report] = ()  # tests of before, the newest first
    lost: Callable[[], Sequence[str]] = tuple  # recordings that the vault knows and the outbox does not
    vault: Vault | None = None
    by: str = ""
    timer: Callable[[], float] = field(default=time.perf_counter)
    monotonic: Callable[[], float] = field(default=time.monotonic)  # the clock of the frames


_TESTS: dict[Part, Callable[[Bench, Cancel], PartResult]] = {
    Part.FINGER: check_finger,
    Part.CAMERA: check_camera,
    Part.PRINTER: devices.check_printer,
    Part.SIGNATURE: devices.check_signature,
    Part.IRIS: devices.check_iris,
    Part.DISK: machine.check_disk,
    Part.CLOCK: office.check_clock,
    Part.LINE: office.check_line,
    Part.VAULT: machine.check_vault,
    Part.MEMORY: machine.check_memory,
    Part.POWER: machine.check_power,
}


def _quiet(_: PartResult) -> None:
    """Whom nobody told what to do with results."""


def run_selftest(
    bench: Bench,
    *,
    cancel: Cancel,
    parts: Iterable[Part] = tuple(Part),
    on_result: Callable[[PartResult], None] = _quiet,
) -> Report:
    """Test `parts` in turn; `on_result` is called after each on this thread. Raises `Cancelled` only."""
    start, at = bench.timer(), bench.clock()
    results = []
    for part in parts:
        cancel.check()
        result = _one(part, bench, cancel)
        results.append(result)
        on_result(result)
    return Report(at, bench.timer() - start, bench.booth, bench.booth_name, __version__, bench.by, tuple(results))


def _one(part: Part, bench: Bench, cancel: Cancel) -> PartResult:
    start = bench.timer()
    try:
        result = beside_past(_TESTS[part](bench, cancel), bench.past)
    except Cancelled:
        raise
    except Exception as error:  # a test of unknown hardware may break in unknown ways; the others go on
        log.exception("self-test of %s broke", part.value)
        advice = N_("The test itself broke ({kind}). Send the log with the report.")
        result = PartResult(part, Verdict.FAIL, (), advice, {"kind": type(error).__name__})
    return replace(result, seconds=bench.timer() - start)
