"""What the booth learns of its parts while somebody is logged in, and what the technician does with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.devices.ports import DeviceKind, DeviceMissing
from booth.domain.errors import N_
from booth.store.inventory import PartEvent, PartState
from booth.workflow.device_names import KIND_LABELS, source_name
from booth.workflow.errors import ReasonNeeded
from booth.workflow.rights import Right, require

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from booth.devices.ports import DeviceError, DeviceInfo
    from booth.devices.registry_plugs import Plug
    from booth.store.inventory import Inventory, Part, PartEntry
    from booth.store.selftests import StoredTest
    from booth.workflow.desk import Desk

_TESTS = 500  # the newest reports that are counted; a booth tested every working day has 250 a year
_LEAST_REASON = 3  # letters
ANOTHER = N_("another serial number at the same place")
BY_HAND = N_("chosen by the technician")

EVENT_LABELS = {
    PartEvent.FOUND: N_("connected for the first time"),
    PartEvent.SWAPPED_IN: N_("took the place of {name} {serial}: {reason}"),
    PartEvent.SWAPPED_OUT: N_("replaced by {name} {serial}: {reason}"),
    PartEvent.MOVED: N_("moved from {old} to {new}"),
    PartEvent.FAULT: N_("fault: {words}"),
    PartEvent.GONE: N_("not connected any more"),
    PartEvent.LIMITED: N_("its line carries {baud} baud only"),
    PartEvent.NOTE: "{words}",
}


@dataclass(frozen=True)
class PartLine:
    """A part with what is known of it. `tests` that it took part in, `failed` of these, `faults` during use."""

    part: Part
    tests: int
    failed: int
    faults: int
    since: datetime  # in use, or until now not replaced
    limited: int  # baud that its line carries, 0 where it carries all


def heard(desk: Desk, info: DeviceInfo) -> Part:
    """A device answered: it is in the inventory, and in use.

    Where another part of its kind was in use, that one is recorded as replaced, by whoever is logged in.
    """
    inventory, actor = desk.vault.inventory, desk.user.login
    kind = info.kind.value
    with desk.vault.atomic():
        before = inventory.in_use(kind)
        name, serial = source_name(info.name), info.serial
        if not serial and before is not None and before.name == name:
            serial = before.serial  # a part that tells none has the number that the technician gave it
        known = inventory.find(kind, name, serial)
        part, new = inventory.see(kind=kind, name=name, serial=serial, port=info.port, emulated=info.emulated)
        if new:
            inventory.note(part.id, PartEvent.FOUND, actor, {"port": info.port})
        elif known is not None and known.port != info.port and info.serial:
            inventory.note(part.id, PartEvent.MOVED, actor, {"old": known.port, "new": info.port})
        if before is not None and before.id != part.id:
            _swap(inventory, before, part, actor, ANOTHER)
        elif part.state is not PartState.IN_USE:
            inventory.set_state(part.id, PartState.IN_USE)
        limit = info.details.get("rate_limited", 0)
        if isinstance(limit, int) and "baud" in info.details and _limit(inventory, part) != limit:
            inventory.note(part.id, PartEvent.LIMITED, actor, {"baud": limit})
        return inventory.get(part.id)


def in_trouble(desk: Desk, kind: DeviceKind, error: DeviceError) -> None:
    """The part of this kind that is in use failed; one that is only not connected is gone, not faulty."""
    inventory = desk.vault.inventory
    part = inventory.in_use(kind.value)
    if part is None:
        return
    if isinstance(error, DeviceMissing):
        inventory.note(part.id, PartEvent.GONE, desk.user.login)
    else:
        detail = {"kind": type(error).__name__, "detail": error.detail[:200], "words": error.text}
        params = {key: str(value) for key, value in error.params.items()}
        inventory.note(part.id, PartEvent.FAULT, desk.user.login, {**detail, "params": params})


def lines(desk: Desk) -> list[PartLine]:
    """The inventory, those in use first, in the order of their kinds, so that none moves. Raises `NotAllowed`."""
    require(desk.user, Right.TEST)
    inventory = desk.vault.inventory
    faults = inventory.counts(PartEvent.FAULT)
    tests = desk.vault.tests.recent(_TESTS)
    parts = sorted(inventory.parts(), key=_place)
    return [_line(inventory, part, tests, faults.get(part.id, 0)) for part in parts]


def _place(part: Part) -> int:
    kinds = list(KIND_LABELS)
    return kinds.index(part.kind) if part.state is PartState.IN_USE and part.kind in kinds else len(kinds)


def history(desk: Desk, part_id: int) -> list[PartEntry]:
    """What happened to a part, the newest first. Raises `NotAllowed`."""
    require(desk.user, Right.TEST)
    return desk.vault.inventory.history(part_id)


def swap(desk: Desk, part_id: int, *, name: str, serial: str, reason: str) -> Part:
    """Record by hand that another part took the place of this one; for parts that tell no serial number.

    `name` empty: as before. Raises `ReasonNeeded`, `NotAllowed`, `NotFound`.
    """
    require(desk.user, Right.TEST)
    if len(reason.strip()) < _LEAST_REASON:
        raise ReasonNeeded
    inventory = desk.vault.inventory
    with desk.vault.atomic():
        old = inventory.get(part_id)
        part, new = inventory.see(
            kind=old.kind, name=name.strip() or old.name, serial=serial.strip(), port=old.port, emulated=old.emulated
        )
        if new:
            inventory.note(part.id, PartEvent.FOUND, desk.user.login, {"port": part.port})
        if part.id != old.id:
            _swap(inventory, old, part, desk.user.login, reason.strip())
        else:
            inventory.note(part.id, PartEvent.NOTE, desk.user.login, {"words": reason.strip()})
        desk.vault.audit.append(
            "part.swapped", desk.user.login, str(part.id), {"old": old.serial, "new": part.serial, "kind": part.kind}
        )
        return inventory.get(part.id)


def forget_limit(desk: Desk, part_id: int) -> None:
    """The technician mended the line: its full speed is tried again. Raises `NotAllowed`."""
    require(desk.user, Right.TEST)
    desk.vault.inventory.note(part_id, PartEvent.LIMITED, desk.user.login, {"baud": 0})


def setting_for(part: Part, plugs: Iterable[Plug]) -> str:
    """What the setting `scanner` says to mean this part, by its serial number where it has one; empty: cannot be."""
    if part.kind != DeviceKind.FINGER.value:
        return ""
    if part.port.startswith("usb:"):
        return f"{part.port}:{part.serial}" if part.serial and part.port.count(":") == 1 else part.port
    if part.port.startswith("sbi"):
        return f"sbi:{part.serial}" if part.serial else "sbi"
    if part.serial and any(plug.serial == part.serial for plug in plugs):
        return f"auto:{part.serial}"
    return part.port


def _swap(inventory: Inventory, old: Part, new: Part, actor: str, reason: str) -> None:
    inventory.set_state(old.id, PartState.REPLACED)
    inventory.set_state(new.id, PartState.IN_USE)
    inventory.note(
        old.id, PartEvent.SWAPPED_OUT, actor, {"name": new.name, "serial": new.serial, "reason": reason, "part": new.id}
    )
    inventory.note(
        new.id, PartEvent.SWAPPED_IN, actor, {"name": old.name, "serial": old.serial, "reason": reason, "part": old.id}
    )


def _limit(inventory: Inventory, part: Part) -> int:
    for entry in inventory.history(part.id, 1000):
        if entry.event is PartEvent.LIMITED:
            return int(entry.detail.get("baud", 0))
    return 0


def _line(inventory: Inventory, part: Part, tests: list[StoredTest], faults: int) -> PartLine:
    entries = inventory.history(part.id, 1000)
    changes = (PartEvent.FOUND, PartEvent.SWAPPED_IN, PartEvent.SWAPPED_OUT)
    since = next((entry.at for entry in entries if entry.event in changes), part.first_seen)
    spans = _spans(part, entries)
    states = [
        state
        for test in tests
        if any(start <= test.at < end for start, end in spans) and (state := _state(test, part.kind))
    ]
    return PartLine(part, len(states), states.count("fail"), faults, since, _limit(inventory, part))


def _spans(part: Part, entries: list[PartEntry]) -> list[tuple[datetime, datetime]]:
    """From when to when the part was in use."""
    spans: list[tuple[datetime, datetime]] = []
    start: datetime | None = part.first_seen
    for entry in reversed(entries):
        if entry.event is PartEvent.SWAPPED_OUT and start is not None:
            spans.append((start, entry.at))
            start = None
        elif entry.event is PartEvent.SWAPPED_IN:
            start = start or entry.at
    if start is not None:
        spans.append((start, start.max.replace(tzinfo=start.tzinfo)))
    return spans


def _state(test: StoredTest, kind: str) -> str:
    """How the part of this kind did in a test; empty where it was not tested. Reports of every version are read."""
    parts = test.report.get("parts")
    found = parts.get(kind) if isinstance(parts, dict) else None
    if isinstance(parts, list):
        found = next((part for part in parts if isinstance(part, dict) and part.get("part") == kind), None)
    state = found.get("state") if isinstance(found, dict) else None
    return state if state in {"pass", "warn", "fail"} else ""
