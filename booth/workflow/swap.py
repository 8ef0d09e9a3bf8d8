"""A restored data folder takes the place of the one that is there: whole, whenever the power goes.

Everything new lies ready in `.restore/new` before anything old is touched. From the moment on that
`.restore/ready.json` is on the disk, the change is finished by whoever opens the folder next; until then it never was.
What was there before is moved into `before-restore-…` beside it, inside the data folder, because the folder above may
belong to somebody else; nothing is deleted.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import msgspec

from booth.domain.errors import N_
from booth.workflow.errors import FolderUnusable, WorkflowError
from booth.workflow.lock import RunLock
from sync.identity import FOLDER as IDENTITY

if TYPE_CHECKING:
    from pathlib import Path

STAGE, READY = ".restore", "ready.json"
RUN_LOCK = "run.lock"
ASIDE = "before-restore-"
_STAYS = {RUN_LOCK, "agent.lock", STAGE, "logs"}


class RestoreBroken(WorkflowError):
    text = N_("A restore was cut off and cannot be finished: {reason}. Nothing was deleted. Call the technician.")


class Plan(msgspec.Struct, frozen=True):
    """What moves: `aside` from the folder into the folder `to` in it, `put` from the stage into the folder."""

    to: str
    aside: list[str]
    put: list[str]


def stage(folder: Path) -> Path:
    """The empty place for what is restored into `folder`; what an earlier attempt left is gone. Raises `OSError`."""
    forget(folder)
    place = folder / STAGE / "new"
    place.mkdir(parents=True, mode=0o700)
    return place


def forget(folder: Path) -> None:
    """Drop what is staged and was not made ready."""
    if not pending(folder):
        shutil.rmtree(folder / STAGE, ignore_errors=True)


def pending(folder: Path) -> bool:
    """Whether a restore was made ready and not finished."""
    return (folder / STAGE / READY).is_file()


def make_ready(folder: Path, moment: str) -> Plan:
    """The point of no return: from here on the staged data are the booth's. `moment` names where the old ones go."""
    place = folder / STAGE / "new"
    put = sorted(entry.name for entry in place.iterdir())
    aside = sorted(
        entry.name for entry in folder.iterdir() if entry.name not in _STAYS and not entry.name.startswith(ASIDE)
    )
    # The identity goes first and comes last: whoever finds none sends nothing and makes no empty outbox meanwhile.
    plan = Plan(ASIDE + moment, _identity_first(aside), _identity_first(put)[::-1])
    _sync_tree(place)
    beside = folder / STAGE / f"{READY}.new"
    with beside.open("wb") as out:
        out.write(msgspec.json.encode(plan))
        out.flush()
        os.fsync(out.fileno())
    beside.replace(folder / STAGE / READY)
    _sync(folder / STAGE)
    _sync(folder)
    return plan


def finish(folder: Path) -> Path | None:
    """Do, or go on with, what was made ready; where the old data are now, None where there were none.

    May be called again after it was cut off anywhere. Raises `RestoreBroken`, `FolderUnusable`.
    """
    place = folder / STAGE / "new"
    try:
        plan = msgspec.json.decode((folder / STAGE / READY).read_bytes(), type=Plan)
        _check(plan)
        old = folder / plan.to
        for name in plan.aside:
            source, target = folder / name, old / name
            if os.path.lexists(source) and not os.path.lexists(target):
                old.mkdir(mode=0o700, exist_ok=True)
                source.rename(target)
        for name in plan.put:
            if os.path.lexists(place / name):
                (place / name).rename(folder / name)
        _sync(folder)
        (folder / STAGE / READY).unlink()
        shutil.rmtree(folder / STAGE, ignore_errors=True)
        _sync(folder)
    except (msgspec.DecodeError, ValueError) as error:
        raise RestoreBroken(reason=READY) from error
    except OSError as error:
        raise FolderUnusable(folder=str(folder), reason=error.strerror or type(error).__name__) from error
    return old if old.is_dir() else None


def finish_if_pending(folder: Path) -> None:
    """Finish a restore that a power cut ended half-way. Raises `BoothAlreadyRunning` while it still goes on."""
    if not pending(folder):
        return
    lock = RunLock(folder / RUN_LOCK)
    try:
        if pending(folder):
            finish(folder)
    finally:
        lock.release()


def _check(plan: Plan) -> None:
    for name in (plan.to, *plan.aside, *plan.put):
        if not name or "/" in name or "\\" in name or name in {".", "..", *_STAYS}:
            raise ValueError(name)


def _identity_first(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: name != IDENTITY)


def _sync_tree(place: Path) -> None:
    """Files are synced by whoever wrote them; here their names."""
    for found in [place, *(entry for entry in place.rglob("*") if entry.is_dir())]:
        _sync(found)


def _sync(folder: Path) -> None:
    from booth.store.keys import sync_folder  # here, because the window stands before what that brings with it

    sync_folder(folder)
