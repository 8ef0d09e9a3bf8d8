"""Tests of what lies under the program: disk, databases, memory, power supply."""

from __future__ import annotations

import os
import shutil
import statistics
from typing import TYPE_CHECKING

from booth.domain.errors import N_, BoothError
from booth.store.errors import AuditBroken
from booth.workflow.selftest.health import disk_health, power_supplies
from booth.workflow.selftest.measures import measure
from booth.workflow.selftest.report import Part, PartResult, Verdict
from sync.errors import SyncError

if TYPE_CHECKING:
    from pathlib import Path

    from booth.devices.ports import Cancel
    from booth.workflow.selftest.health import DiskHealth
    from booth.workflow.selftest.report import Measure
    from booth.workflow.selftest.run import Bench

MEGA = 1_000_000
LITTLE_DISK, TOO_LITTLE_DISK = 2_000 * MEGA, 200 * MEGA  # a recording is about 0.17 MB sealed, its originals 0.8
SLOW_FSYNC = 100.0  # milliseconds
FSYNCS = 7
LITTLE_MEMORY = 300 * MEGA
WORN = 90  # percent of what its maker promises
LOW_CHARGE = 30  # percent
SOUND, FAILING = N_("sound"), N_("failing")
READ_ONLY = N_("The disk can be read only. Check it for errors and start the computer again; nothing can be saved now.")


def check_disk(bench: Bench, _cancel: Cancel) -> PartResult:
    """Free space where the data lie, and how long a page takes to be really written."""
    probe = bench.folder / ".disk-test"
    times = []
    try:
        free = shutil.disk_usage(bench.folder).free
        if _read_only(bench.folder):
            return PartResult(Part.DISK, Verdict.FAIL, (), READ_ONLY)
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
    measures = [measure("free_gb", round(free / 1e9, 1)), measure("fsync_ms", round(latency, 2))]
    health = disk_health(bench.folder)
    if health.worn is not None:
        measures.append(measure("worn_percent", health.worn))
    if health.failing is not None:
        measures.append(measure("smart", FAILING if health.failing else SOUND))
    return _disk_verdict(tuple(measures), free, latency, health)


def _disk_verdict(measures: tuple[Measure, ...], free: int, latency: float, health: DiskHealth) -> PartResult:
    if health.failing:
        return PartResult(
            Part.DISK, Verdict.FAIL, measures, N_("The disk says that it is failing. Make a backup now and replace it.")
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
    if health.worn is not None and health.worn >= WORN:
        return PartResult(Part.DISK, Verdict.WARN, measures, N_("The disk is nearly worn out. Plan to replace it."))
    return PartResult(Part.DISK, Verdict.PASS, measures)


def _read_only(folder: Path) -> bool:
    """Whether the file system was mounted, or remounted after errors, for reading only."""
    flags = os.statvfs(folder).f_flag if hasattr(os, "statvfs") else 0
    return bool(flags & getattr(os, "ST_RDONLY", 0))


def check_memory(_bench: Bench, _cancel: Cancel) -> PartResult:
    """Memory of the computer and what is free of it."""
    total, free = _memory()
    if not total:
        return PartResult(Part.MEMORY, Verdict.ABSENT, advice=N_("This system does not tell how much memory it has."))
    measures = (measure("total_mb", round(total / MEGA)), measure("free_mb", round(free / MEGA)))
    if free < LITTLE_MEMORY:
        return PartResult(Part.MEMORY, Verdict.WARN, measures, N_("Little memory is free. Close other programs."))
    return PartResult(Part.MEMORY, Verdict.PASS, measures)


def check_vault(bench: Bench, _cancel: Cancel) -> PartResult:
    """Pages and activity log of the vault, pages of the outbox."""
    measures = []
    try:
        faults = list(bench.outbox_faults())
        measures.append(measure("outbox_faults", len(faults)))
        if bench.vault is None:
            verdict = Verdict.FAIL if faults else Verdict.WARN
            advice = DAMAGED if faults else N_("Only the queue was checked: the vault needs somebody logged in.")
            return PartResult(Part.VAULT, verdict, tuple(measures), advice)
        found = bench.vault.faults()
        measures.append(measure("vault_faults", len(found)))
        measures.append(measure("audit_rows", bench.vault.audit.verify()))
        measures.append(measure("residents", bench.vault.residents.count()))
        measures.append(measure("drafts", len(bench.vault.drafts.list())))
        faults += found
        lost = len(bench.lost())
    except AuditBroken as error:
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), error.text, error.params)
    except (BoothError, SyncError) as error:
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), error.text, error.params)
    if faults:
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), DAMAGED)
    if lost:
        measures.append(measure("lost", lost))
        return PartResult(Part.VAULT, Verdict.FAIL, tuple(measures), LOST)
    return PartResult(Part.VAULT, Verdict.PASS, tuple(measures))


def check_power(_bench: Bench, _cancel: Cancel) -> PartResult:
    """UPS or battery, where there is one: charge, and whether the mains are on."""
    supplies = power_supplies()
    if not supplies:
        return PartResult(Part.POWER, Verdict.ABSENT, advice=N_("No UPS or battery tells this computer anything."))
    one = min(supplies, key=lambda supply: 100 if supply.charge is None else supply.charge)
    measures = [measure("supply", one.name)]
    if one.charge is not None:
        measures.append(measure("charge_percent", one.charge))
    if one.discharging:
        advice = N_("The mains are off: {name} feeds this computer. Save, and park what is open.")
        return PartResult(Part.POWER, Verdict.WARN, tuple(measures), advice, {"name": one.name}, name=one.name)
    if one.charge is not None and one.charge < LOW_CHARGE:
        advice = N_("{name} is nearly empty: a power cut now would stop the booth at once.")
        return PartResult(Part.POWER, Verdict.WARN, tuple(measures), advice, {"name": one.name}, name=one.name)
    return PartResult(Part.POWER, Verdict.PASS, tuple(measures), name=one.name)


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
