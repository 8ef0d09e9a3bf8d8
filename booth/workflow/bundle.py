"""What somebody who helps from afar needs to know of a booth, in one ZIP, without anything personal.

The vault's key is not needed; where somebody is logged in, device tests and inventory are in it, too, and the texts are
looked through for the names and addresses of the vault (`booth.workflow.redact`). Who works here is nobody's business
either: no login leaves. Times are UTC.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import sys
import zipfile
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from booth import __version__
from booth.config import KEYS
from booth.domain.errors import N_, BoothError
from booth.workflow.errors import WorkflowError
from booth.workflow.logs import FILE, FOLDER
from booth.workflow.redact import Redactor
from booth.workflow.words import instant
from resources.i18n import tr
from sync.errors import SyncError

if TYPE_CHECKING:
    from pathlib import Path

    from booth.store.vault import Vault
    from booth.workflow.booth import Booth

TESTS = 20  # newest
_LARGEST_LOG = 2_000_000  # bytes of one file, its end
_SECRET = {"scanner_password"}
_PACKAGES = ("PySide6_Essentials", "opencv-python-headless", "numpy", "nbis-python", "pyserial", "sqlcipher3", "pyrage")


class BundleUnwritable(WorkflowError):
    text = N_("The bundle cannot be written into {folder}: {reason}. Choose another place.")


class InsideTheData(WorkflowError):
    text = N_("This folder belongs to the booth's data. Choose another one, for instance a USB stick.")


@dataclass(frozen=True)
class Bundle:
    """A bundle on the disk. `masked`: how many places of its texts were blanked."""

    path: Path
    size: int
    masked: int


def bundle_name(booth: Booth) -> str:
    """A file name that tells booth and local time."""
    who = booth.identity.booth if booth.identity else "booth"
    return f"{who}-log-{booth.clock().astimezone(booth.zone):%Y%m%d-%H%M%S}.zip"


def write_bundle(booth: Booth, vault: Vault | None, out: Path) -> Bundle:
    """Write the bundle to `out`, a folder or the name of a file; a file of that name is replaced.

    What cannot be read is said in it in a word; a bundle of a broken booth is what it is for. Raises
    `BundleUnwritable`, `InsideTheData`.
    """
    out = out.expanduser()
    path = out / bundle_name(booth) if out.is_dir() else out
    if path.resolve().is_relative_to(booth.folder.resolve()):
        raise InsideTheData
    redactor = Redactor(_people(vault))
    logs = _logs(booth.folder)
    facts = {name: _tried(make, booth, vault) for name, make in _FACTS.items()}
    redactor.look_for([*logs.values(), json.dumps(facts, ensure_ascii=False)])
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", _readme())
            for name, value in facts.items():
                cleaned = redactor.value(value)
                archive.writestr(f"{name}.json", json.dumps(cleaned, ensure_ascii=False, indent=2) + "\n")
            for name, text in logs.items():
                archive.writestr(f"{FOLDER}/{name}", redactor.log(text))
        part.replace(path)
        size = path.stat().st_size
    except OSError as error:
        raise BundleUnwritable(folder=str(path.parent), reason=error.strerror or type(error).__name__) from error
    finally:
        _remove(part)
    return Bundle(path, size, redactor.masked)


def _readme() -> str:
    lines = (
        tr("Logs and facts of a recording booth, for whoever helps."),
        tr("No name, no number and no address of a resident is in here, nor who works at the booth."),
        tr("{blank} stands where something was left out. Times are UTC.", blank="[…]"),
    )
    return "\n".join(lines) + "\n"


def _people(vault: Vault | None) -> tuple[str, ...]:
    from booth.store.people import personal_texts

    return tuple(personal_texts(vault)) if vault is not None else ()


def _logs(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted((folder / FOLDER).glob(f"{FILE}*")):
        try:
            with path.open("rb") as source:
                source.seek(max(0, path.stat().st_size - _LARGEST_LOG))
                found[path.name] = source.read(_LARGEST_LOG).decode("utf-8", "replace")
        except OSError as error:
            found[path.name] = type(error).__name__
    return found


def _tried(make: Any, booth: Booth, vault: Vault | None) -> Any:
    try:
        return make(booth, vault)
    except (BoothError, SyncError, OSError) as error:
        return {"cannot_be_read": type(error).__name__}


def _about(booth: Booth, _vault: Vault | None) -> dict[str, Any]:
    identity, usage = booth.identity, shutil.disk_usage(booth.folder)
    return {
        "made_at": instant(booth.clock()),
        "version": __version__,
        "booth": identity.booth if identity else "",
        "office": identity.office if identity else "",
        "enrolled_at": identity.enrolled_at if identity else "",
        "time_zone": str(booth.zone),
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "distribution": _distribution(),
        "processors": os.cpu_count(),
        "memory_mb": _memory(),
        "desktop": os.environ.get("XDG_CURRENT_DESKTOP", ""),
        "disk_total_mb": usage.total // 1_000_000,
        "disk_free_mb": usage.free // 1_000_000,
        "packages": {name: _package(name) for name in _PACKAGES},
    }


def _settings(booth: Booth, _vault: Vault | None) -> dict[str, Any]:
    values = asdict(booth.settings)
    for name in _SECRET:
        values[name] = "set" if values[name] else ""
    return {key.name: values[key.name] for key in KEYS}


def _outbox(booth: Booth, _vault: Vault | None) -> dict[str, Any]:
    outbox = booth.outbox
    tally, oldest, line = outbox.counts(), outbox.oldest_unsent(), outbox.read_line()
    last = outbox.last_receipt()
    return {
        "total": tally.total,
        "states": {state.value: count for state, count in tally.states.items()},
        "unsent_bytes": tally.unsent_bytes,
        "oldest_unsent": instant(oldest) if oldest else "",
        "last_receipt": instant(last) if last else "",
        "days": outbox.days(),
        "parked": [{"id": parked.id, "day": parked.day, "code": parked.code} for parked in outbox.parked()],
        "line": {"state": line.state.value, "since": line.since, "contact_at": line.contact_at} if line else None,
    }


def _files(booth: Booth, _vault: Vault | None) -> dict[str, int]:
    """Bytes of each file in the data folder."""
    found = {}
    for path in sorted(booth.folder.rglob("*")):
        if path.is_file():
            found[path.relative_to(booth.folder).as_posix()] = path.stat().st_size
    return found


def _tests(_booth: Booth, vault: Vault | None) -> Any:
    if vault is None:
        return "not logged in"
    return [{name: said for name, said in test.report.items() if name != "by"} for test in vault.tests.recent(TESTS)]


def _devices(_booth: Booth, vault: Vault | None) -> Any:
    from booth.store.device_facts import device_facts

    return "not logged in" if vault is None else [asdict(device) for device in device_facts(vault)]


_FACTS = {
    "about": _about,
    "settings": _settings,
    "outbox": _outbox,
    "files": _files,
    "selftests": _tests,
    "devices": _devices,
}


def _distribution() -> str:
    try:
        return str(platform.freedesktop_os_release().get("PRETTY_NAME", ""))
    except OSError:
        return ""


def _memory() -> int:
    if sys.platform != "linux":
        return 0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000


def _package(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
