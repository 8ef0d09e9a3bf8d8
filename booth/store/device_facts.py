"""The inventory as plain facts, for reports that leave the booth: no actors, nothing about a resident."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from booth.store.vault import Vault

_MOST = 200  # events of one device


@dataclass(frozen=True)
class DeviceEvent:
    """What happened to a device; `at` ISO UTC, `detail` as it was stored."""

    at: str
    event: str
    detail: Any


@dataclass(frozen=True)
class DeviceFacts:
    """A device of the inventory with its events, the newest first; instants ISO UTC."""

    kind: str
    name: str
    serial: str
    emulated: bool
    first_seen: str
    last_seen: str
    state: str
    events: tuple[DeviceEvent, ...]


def device_facts(vault: Vault) -> list[DeviceFacts]:
    """All devices that were ever seen here, those seen last first."""
    database = vault._database
    return [
        DeviceFacts(
            row["kind"],
            row["name"],
            row["serial"],
            bool(row["emulated"]),
            row["first_seen"],
            row["last_seen"],
            row["state"],
            tuple(
                DeviceEvent(at, event, _read(detail))
                for at, event, detail in database.tuples(
                    "SELECT at, event, detail FROM device_events WHERE device_id = ? ORDER BY id DESC LIMIT ?",
                    (row["id"], _MOST),
                )
            ),
        )
        for row in database.rows("SELECT * FROM devices ORDER BY last_seen DESC, id DESC")
    ]


def _read(detail: str) -> Any:
    try:
        return json.loads(detail)
    except ValueError:
        return detail
