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
