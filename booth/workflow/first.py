"""The guided first installation: which step a booth has reached, kept on the disk, so that a power cut costs nothing.

Until the booth is enrolled, its folder itself says how far it is (`Booth.provision` goes on where it stopped). From
then on a small file names the step; where there is none, nobody waits for anything.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.store.files import vault_exists

if TYPE_CHECKING:
    from collections.abc import Iterable

    from booth.workflow.booth import Booth
    from booth.workflow.desk import Desk

FILE = "setup.step"
_CAMERAS = Path("/sys/class/video4linux")


class Stage(Enum):
    """The steps in their order; the value is kept in the file."""

    LANGUAGE = "language"
    OFFICE = "office"
    TECHNICIAN = "technician"
    DEVICES = "devices"
    TEST = "test"
    ACCOUNTS = "accounts"
    DONE = "done"

    @property
    def label(self) -> str:
        """The English source text for the rail."""
        return _LABELS[self]

    @property
    def next(self) -> Stage:
        stages = list(Stage)
        return stages[min(stages.index(self) + 1, len(stages) - 1)]

    @property
    def before(self) -> Stage:
        stages = list(Stage)
        return stages[max(stages.index(self) - 1, 0)]


_LABELS = {
    Stage.LANGUAGE: N_("Language"),
    Stage.OFFICE: N_("Office"),
    Stage.TECHNICIAN: N_("Technician"),
    Stage.DEVICES: N_("Devices"),
    Stage.TEST: N_("Device test"),
    Stage.ACCOUNTS: N_("Accounts"),
    Stage.DONE: N_("Ready"),
}
FIRST_INSIDE = Stage.DEVICES  # what needs somebody who is logged in begins here


@dataclass(frozen=True)
class Choice:
    """A value of a setting that names a device, with words for it: `title` and `note` are data or source texts."""

    value: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Summary:
    """What was set up, to be read at the end."""

    booth: str
    name: str
    office: str
    users: int
    residents: int
    tested: bool
    passed: bool


def needs_enrolment(booth: Booth) -> bool:
    """Whether the guide begins at the beginning: nobody enrolled this booth, or its identity is lost."""
    return booth.identity is None


def begun(booth: Booth) -> bool:
    """Whether an earlier attempt made the vault: then its first user exists already."""
    return vault_exists(booth.folder)


def stage(folder: Path) -> Stage | None:
    """The step that waits for a technician; None where the guide is finished or never began."""
    try:
        found = Stage((folder / FILE).read_text("ascii", "replace").strip())
    except (OSError, ValueError):
        return None
    return found if list(Stage).index(found) >= list(Stage).index(FIRST_INSIDE) else None


def note_stage(folder: Path, now: Stage) -> None:
    """Keep the step reached. That it cannot be kept is no reason to stop anybody."""
    beside = folder / f".{FILE}.new"
    try:
        with beside.open("w", encoding="ascii") as out:
            out.write(now.value)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(folder / FILE)
    except OSError:
        return


def finished(folder: Path) -> None:
    """The guide is over."""
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError:
        return


def summary(booth: Booth, desk: Desk) -> Summary:
    """What was set up. Raises `StoreError`."""
    identity, tests = booth.provisioned, desk.vault.tests.recent(1)
    return Summary(
        identity.booth,
        booth.name,
        identity.office,
        sum(user.active for user in desk.vault.users.list()),
        desk.vault.residents.count(),
        bool(tests),
        bool(tests and tests[0].passed),
    )


def scanner_choices() -> list[Choice]:
    """Fingerprint scanners that may be chosen; waits for the system."""
    from booth.devices.registry import candidates

    return [
        Choice("auto", N_("Looked for by itself"), N_("The first scanner that answers is used.")),
        *(Choice(value, _scanner_title(value), value) for value in candidates()),
    ]


def _scanner_title(value: str) -> str:
    kind = value.partition(":")[0]
    return {"usb": N_("USB fingerprint reader"), "sbi": N_("Certified scanner")}.get(kind, N_("Serial port"))


def camera_choices() -> list[Choice]:
    """Cameras of this computer with their names."""
    if sys.platform != "linux":
        return [Choice(str(number), f"{number}") for number in range(3)]
    found = []
    for entry in sorted(_CAMERAS.glob("video*"), key=lambda path: (len(path.name), path.name)):
        try:
            name = (entry / "name").read_text("utf-8", "replace").strip()
        except OSError:
            continue
        found.append(Choice(entry.name.removeprefix("video"), name or entry.name, f"/dev/{entry.name}"))
    if not found:
        found.append(Choice("0", N_("The first camera"), N_("None is plugged in now.")))
    return [*found, Choice("sbi", N_("Certified camera"), N_("A device service on this computer."))]


def printer_choices(system: Iterable[tuple[str, str]]) -> list[Choice]:
    """Printers that may be chosen: those of the system (name, model), receipt printers, none."""
    return [
        *(Choice(f"system:{name}", name, model or N_("A printer of this computer.")) for name, model in system),
        Choice("system", N_("The system's default printer"), N_("Whichever this computer prints on otherwise.")),
        Choice("escpos:usb", N_("Receipt printer on USB"), N_("Paper rolls of 58 or 80 mm.")),
        Choice("none", N_("No printer"), N_("Proofs are printed later from the list of today.")),
    ]
