"""What the window sees of its devices between two self-tests, left in the queue for the office."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from booth.devices.ports import DeviceKind
from booth.workflow.errors import OfficeTrouble
from sync.errors import SyncError
from sync.health import read_parts, write_parts

if TYPE_CHECKING:
    from collections.abc import Collection

    from booth.workflow.booth import Booth

# As the self-test calls its parts; it brings libraries with it that the window does not wait for.
NAMES = {
    DeviceKind.FINGER: "Fingerprint scanner",
    DeviceKind.CAMERA: "Camera",
    DeviceKind.PRINTER: "Printer",
    DeviceKind.IRIS: "Iris scanner",
}


def tell_devices(booth: Booth, working: Collection[DeviceKind], broken: Collection[DeviceKind]) -> None:
    """Leave for the office which devices answer now and which do not; the rest stays as the self-test found it.

    Nothing is written where nothing changes. Raises `OfficeTrouble`.
    """
    seen = {NAMES[kind] for kind in (*working, *broken) if kind in NAMES}
    try:
        before = read_parts(booth.outbox)
        kept = [name for name in before.troubles if name not in seen]
        troubles = (*(name for kind, name in NAMES.items() if kind in broken), *kept)
        if sorted(troubles) != sorted(before.troubles):
            write_parts(booth.outbox, tested=_moment(before.tested), passed=before.passed, troubles=troubles)
    except SyncError as error:
        raise OfficeTrouble(error) from error


def _moment(instant: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(instant) if instant else None
    except ValueError:  # no calendar has it
        return None
