"""What a technician looks up: the facts of this booth, and the end of its log."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth import __version__
from booth.store.errors import AuditBroken
from booth.workflow.codes import kecamatan_label
from booth.workflow.errors import FolderUnusable
from booth.workflow.logs import FILE, FOLDER
from booth.workflow.news import REGISTER
from sync import inbox, wire

if TYPE_CHECKING:
    from pathlib import Path

    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk


@dataclass(frozen=True)
class BoothFacts:
    """All that identifies a booth. `audit_rows` is None where the chain of the activity log is broken."""

    booth: str
    name: str
    office: str
    address: str
    kecamatan: tuple[str, ...]
    enrolled_at: str
    time_zone: str
    version: str
    folder: Path
    free: int  # bytes
    residents: int
    unsent: int
    audit_rows: int | None
    audit_fault: int  # the first row that does not fit; 0 for none


def booth_facts(booth: Booth, desk: Desk) -> BoothFacts:
    """Read them; the whole activity log is checked. Raises `OfficeTrouble`, `StoreError`."""
    identity = booth.provisioned
    rows: int | None = None
    fault = 0
    try:
        rows = desk.vault.audit.verify()
    except AuditBroken as error:
        fault = error.row
    return BoothFacts(
        booth=identity.booth,
        name=booth.name,
        office=identity.office,
        address=identity.url,
        kecamatan=tuple(kecamatan_label(code) for code in identity.kecamatan),
        enrolled_at=identity.enrolled_at,
        time_zone=str(booth.zone),
        version=__version__,
        folder=booth.folder,
        free=booth.free_disk(),
        residents=desk.vault.residents.count(),
        unsent=booth.count().unsent,
        audit_rows=rows,
        audit_fault=fault,
    )


@dataclass(frozen=True)
class RegisterSource:
    """Where the register is from: the office's `version` and the moment it `issued` it, or 0 and '' for a file's.

    `changes` that the newest letter brought; None where it was a whole register.
    """

    residents: int
    version: int = 0
    issued: str = ""
    changes: int | None = None


def register_source(desk: Desk) -> RegisterSource:
    """How large the register is, and from where. Raises `StoreError`."""
    count, raw = register_size(desk), desk.vault.settings.get(REGISTER)
    if raw is None:
        return RegisterSource(count)
    version = wire.decode(raw, inbox.Version)
    if not version.number:
        return RegisterSource(count)
    received = [row for row in desk.vault.audit.recent(5, str(version.number)) if row.event == "register.received"]
    detail = received[0].detail if received else {}
    changes = detail.get("rows") if detail.get("base") else None
    return RegisterSource(count, version.number, version.issued_at, changes if isinstance(changes, int) else None)


def register_size(desk: Desk) -> int:
    """How many residents the register holds. Raises `StoreError`."""
    return desk.vault.residents.count()


def log_tail(folder: Path, limit: int = 300) -> list[str]:
    """The last lines of the booth's log, oldest first; none where nothing was logged yet. Raises `FolderUnusable`."""
    path = folder / FOLDER / FILE
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return [line.rstrip("\n") for line in deque(lines, limit)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise FolderUnusable(folder=str(path), reason=error.strerror or type(error).__name__) from error
