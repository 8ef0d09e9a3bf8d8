"""What the computer tells of its disk and its power supply, where it tells anything: SMART, wear, UPS and battery."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ASK_WAIT = 3.0  # seconds for smartctl or upsc
_BLOCK = Path("/sys/dev/block")
_POWER = Path("/sys/class/power_supply")


@dataclass(frozen=True)
class DiskHealth:
    """`failing` as SMART says it, `worn` in percent of the writes promised; None where it cannot be read."""

    failing: bool | None = None
    worn: int | None = None


@dataclass(frozen=True)
class Supply:
    """A UPS or battery. `charge` in percent, None where it does not tell."""

    name: str
    charge: int | None
    discharging: bool


def disk_health(folder: Path) -> DiskHealth:
    """What the disk under `folder` tells through smartctl (needs its package and the right to ask), or as an eMMC."""
    device = _disk_under(folder)
    if device is None:
        return DiskHealth()
    if (worn := _emmc_wear(device)) is not None:
        return DiskHealth(worn=worn)
    if shutil.which("smartctl") is None:
        return DiskHealth()
    return parse_smart(_ask("smartctl", "--json", "--health", "--attributes", f"/dev/{device.name}"))


def parse_smart(text: str) -> DiskHealth:
    """The JSON of smartctl 7. Anything else tells nothing."""
    told = _json(text)
    status, nvme = told.get("smart_status"), told.get("nvme_smart_health_information_log")
    passed = status.get("passed") if isinstance(status, dict) else None
    used = nvme.get("percentage_used") if isinstance(nvme, dict) else None
    failing = None if not isinstance(passed, bool) else not passed
    return DiskHealth(failing, used if type(used) is int and 0 <= used <= 255 else None)


def power_supplies(folder: Path = _POWER) -> list[Supply]:
    """Batteries and UPSes that the kernel knows, and those of a NUT server on this machine."""
    found = []
    for place in sorted(folder.glob("*")):
        if _read(place / "type") in {"UPS", "Battery"} and _read(place / "scope") != "Device":
            name = _read(place / "model_name") or place.name
            found.append(Supply(name, _percent(_read(place / "capacity")), _read(place / "status") == "Discharging"))
    if shutil.which("upsc") is not None:
        names = _ask("upsc", "-l").split()
        found += [parse_ups(name, _ask("upsc", name)) for name in names[:4]]
    return found


def parse_ups(name: str, text: str) -> Supply:
    """What `upsc NAME` prints: `key: value` a line."""
    told = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in text.splitlines())}
    return Supply(name, _percent(told.get("battery.charge", "")), "OB" in told.get("ups.status", "").split())


def _disk_under(folder: Path) -> Path | None:
    """The whole disk on which `folder` lies, as a folder of sysfs."""
    try:
        number = folder.stat().st_dev
        place = (_BLOCK / f"{os.major(number)}:{os.minor(number)}").resolve(strict=True)
    except (OSError, AttributeError):
        return None
    return place.parent if (place / "partition").exists() else place


def _emmc_wear(device: Path) -> int | None:
    """Percent from the two estimates of an eMMC: 0x01 is up to 10 %, 0x0B is beyond what was promised."""
    words = _read(device / "device" / "life_time").split()
    try:
        steps = [int(word, 16) for word in words]
    except ValueError:
        return None
    known = [step for step in steps if 1 <= step <= 11]
    return max(known) * 10 if known else None


def _ask(*command: str) -> str:
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=ASK_WAIT,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _json(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()[:200]
    except OSError:
        return ""


def _percent(text: str) -> int | None:
    try:
        value = round(float(text))
    except (ValueError, OverflowError):
        return None
    return value if 0 <= value <= 100 else None
