"""Tests of what lies under the program: disk, clock, line, databases, memory."""

from __future__ import annotations

import os
import shutil
import statistics
from typing import TYPE_CHECKING

from booth.domain.errors import N_, BoothError
from booth.store.errors import AuditBroken
from booth.workflow.errors import NotProvisioned, OfficeTrouble
from booth.workflow.selftest.report import Measure, Part, PartResult, Verdict
from booth.workflow.words import sentence
from sync.errors import SyncError

if TYPE_CHECKING:
    from booth.devices.ports import Cancel
    from booth.workflow.selftest.run import Bench

MEGA = 1_000_000
LITTLE_DISK, TOO_LITTLE_DISK = 2_000 * MEGA, 200 * MEGA  # a sealed recording is about 0.4 MB
SLOW_FSYNC = 100.0  # milliseconds
FSYNCS = 7
LITTLE_MEMORY = 300 * MEGA
CLOCK_WARN, CLOCK_FAIL = 60.0, 600.0  # seconds; the office refuses requests beyond the second
SLOW_LINE = 1000.0  # milliseconds there and back


def check_disk(bench: Bench, _cancel: Cancel) -> PartResult:
    """Free space where the data lie, and how long a page takes to be really written."""
    probe = bench.folder / ".disk-test"
    times = []
    try:
        free = shutil.disk_usage(bench.folder).free
        descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            for _ in range(FSYNCS):
                start = bench.timer()
                os.write(descriptor, os.urandom(4096))
                os.fsync(descriptor)
                times.append((bench.timer() - start) * 1000)
        finally:
            os.close(descriptor)
            probe.unlink()
    except OSError as error:
        advice = N_("The data folder cannot be written: {reason}. Check the disk and the permissions.")
        return PartResult(Part.DISK, Verdict.FAIL, (), advice, {"reason": error.strerror or type(error).__name__})
    latency = statistics.median(times)
    measures = (
        Measure("free_gb", N_("{value} GB free"), round(free / 1e9, 1)),
        Measure("fsync_ms", N_("fsync {value} ms"), round(latency, 2)),
    )
    if free < TOO_LITTLE_DISK:
        return PartResult(
            Part.DISK, Verdict.FAIL, measures, N_("The disk is almost full. Free space before recording.")
        )
    if free < LITTLE_DISK:
        return PartResult(Part.DISK, Verdict.WARN, measures, N_("Little room is left. Free space on the disk soon."))
    if latency > SLOW_FSYNC:
        return PartResult(
            Part.DISK, Verdict.WARN, measures, N_("The disk writes slowly. It may be worn: plan to replace it.")
        )
    return PartResult(Part.DISK, Verdict.PASS, measures)


def check_memory(_bench: Bench, _cancel: Cancel) -> PartResult:
    """Memory of the computer and what is free of it."""
    total, free = _memory()
    if not total:
        return PartResult(Part.MEMORY, Verdict.ABSENT, advice=N_("This system does not tell how much memory it has."))
    measures = (
        Measure("total_mb", N_("{value} MB in all"), round(total / MEGA)),
        Measure("free_mb", N_("{value} MB free"), round(free / MEGA)),
    )
    if free < LITTLE_MEMORY:
        return PartResult(Part.MEMORY, Verdict.WARN, measures, N_("Little memory is free. Close other programs."))
    return PartResult(Part.MEMORY, Verdict.PASS, measures)


def check_clock(bench: Bench, _cancel: Cancel) -> PartResult:
    """This clock beside the office's."""
    zone = Measure("zone", N_("time zone {value}"), str(bench.zone))
    try:
        health = bench.health()
    except (BoothError, SyncError) as error:
        return PartResult(
            Part.CLOCK,
            Verdict.WARN,
            (zone,),
            N_("Not compared with the office: {why} Compare date and time with a phone."),
            {"why": sentence(error)},
        )
    measures = (zone, Measure("difference_s", N_("{value} s from the office"), round(health.difference, 1)))
    away = abs(health.difference)
    if away > CLOCK_WARN:
        verdict = Verdict.FAIL if away > CLOCK_FAIL else Verdict.WARN
        return PartResult(Part.CLOCK, verdict, measures, N_("The clock is wrong. Set date and time of this computer."))
    return PartResult(Part.CLOCK, Verdict.PASS, measures)


def check_line(bench: Bench, _cancel: Cancel) -> PartResult:
    """Whether the office answers, and how fast."""
    try:
        health = bench.health()
    except NotProvisioned as error:
        return PartResult(Part.LINE, Verdict.ABSENT, advice=error.text)
    except (OfficeTrouble, SyncError) as error:
        return PartResult(Part.LINE, Verdict.WARN, (), error.text, error.params)
    measures = (Measure("round_trip_ms", N_("there and back {value} ms"), round(health.round_trip * 1000)),)
    if health.round_trip * 1000 > SLOW_LINE:
        return PartResult(Part.LINE, Verdict.WARN, measures, N_("The line is slow. Recordings are sent all the same."))
    return PartResult(Part.LINE, Verdict.PASS, measures)


def check_vault(bench: Bench, _cancel: Cancel) -> PartResult:
    """Pages and activity log of the vault, pages of the outbox."""
    measures = []
    try:
        faults = list(bench.outbox_faults())
        measures.append(Measure("outbox_faults", N_("queue: {value} faults"), len(faults)))
        if bench.vault is None:
            verdict = Verdict.FAIL if faults else Verdict.WARN
            advice = DAMAGED if faults else N_("Only the queue was checked: the vault needs somebody logged in.")
            return PartResult(Part.VAULT, verdict, tuple(measures), advice)
        found = bench.vault.faults()
        measures.append(Measure("vault_faults", N_("vault: {value} faults"), len(found)))
        measures.append(
            Measure("audit_rows", N_("activity log: {value} entries, chain unbroken"), bench.vault.audit.verify())
        )
        measures.append(Measure("residents", N_("residents in the register: {value}"), bench.vault.residents.count()))
        measures.append(Measure("drafts", N_("drafts: {value}"), len(bench.vault.drafts.list())))
        faults += found
        lost = len(bench.lost())
    except AuditBroken as error:
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), error.text, error.params)
    except (BoothError, SyncError) as error:
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), error.text, error.params)
    if faults:
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), DAMAGED)
    if lost:
        measures.append(Measure("lost", N_("recordings that the queue lacks: {value}"), lost))
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), LOST)
    return PartResult(Part.VAULT, Verdict.PASS, tuple(measures))


LOST = N_(
    "The queue has lost recordings that were saved here. Delete nothing; bring outbox.db back from the last backup and "
    "ask the office which of them it has."
)
DAMAGED = N_("A database is damaged. Copy the data folder to another disk now, then restore the last backup.")


def _memory() -> tuple[int, int]:
    """Bytes in all and free; zeros where the system does not tell."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:  # noqa: PTH123  (not a file of ours)
            found = {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)}
        return found["MemTotal"], found["MemAvailable"]
    except (OSError, KeyError, ValueError, IndexError):
        return 0, 0
