"""Backup of the data folder into one encrypted file, taken while the booth works, and read back before it counts.

Vault and outbox are pinned at one moment in which nobody writes to the vault, so that a recording is in both or in
neither, or at a point that start-up knows how to finish. Logs are not in it, nor what was moved aside by a restore, nor
letters of the office that nobody has taken in yet (`sync.inbox`): it gives them again, for the register of the backup.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from booth import __version__
from booth.config import FILE as SETTINGS
from booth.domain.errors import N_
from booth.store.files import DB_NAME, KEYS_NAME
from booth.workflow.backup_file import (
    ENDING,
    FORMAT,
    BackupError,
    FileEntry,
    Header,
    read_backup,
    usable_name,
    write_backup,
)
from booth.workflow.errors import OfficeTrouble
from booth.workflow.rights import Right, require
from booth.workflow.words import instant
from sync.errors import SyncError
from sync.identity import FOLDER as IDENTITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from booth.store.vault import Vault
    from booth.workflow.booth import Booth
    from sync.copying import PinnedOutbox

    Told = Callable[[float], None]

log = logging.getLogger(__name__)

LAST = "backup.last"  # name in the vault's settings
STAGE = ".backup"
OLD_AFTER = 7  # days until the technician's page asks for a new one
_OUTBOX = "outbox.db"
_FOLDERS = (IDENTITY, "trust")
_SMALL = (SETTINGS, KEYS_NAME)
_ROOM = 16 << 20  # bytes left free beside a backup


class InsideTheData(BackupError):
    text = N_("A backup inside the data folder would be lost with it. Choose a USB stick or another disk.")


class NoRoom(BackupError):
    text = N_("There is not enough room in {folder}: {needed} MB are needed, {free} MB are free.")


class AlreadyThere(BackupError):
    text = N_("{file} is there already. Choose another name; nothing was overwritten.")


class CannotWrite(BackupError):
    text = N_("The backup could not be written into {folder}: {reason}. Nothing is left there; try another stick.")


class NotReadBack(BackupError):
    text = N_("What was written could not be read back. The file was removed; try another stick.")


class Stopped(BackupError):
    text = N_("The backup was stopped. Nothing is left of it.")


@dataclass(frozen=True)
class Made:
    """A backup that was read back. `same_disk`: it lies on the disk that the data lie on."""

    path: Path
    size: int
    at: datetime
    same_disk: bool


@dataclass(frozen=True)
class LastBackup:
    """What the vault remembers of the last backup."""

    at: datetime
    path: str
    by: str

    def age(self, now: datetime) -> int:
        """Whole days since."""
        return max(0, (now - self.at).days)


def last_backup(vault: Vault) -> LastBackup | None:
    """The last backup that was made here and read back; None for none."""
    raw = vault.settings.get(LAST)
    if raw is None:
        return None
    try:
        said = json.loads(raw)
        return LastBackup(datetime.fromisoformat(said["at"]), str(said["path"]), str(said["by"]))
    except (ValueError, KeyError, TypeError):
        return None


def proposed_name(booth: Booth) -> str:
    """A file name that tells booth and local time."""
    local = booth.clock().astimezone(booth.zone)
    return f"{booth.provisioned.booth}-{local:%Y%m%d-%H%M%S}{ENDING}"


def make_backup(booth: Booth, vault: Vault, password: str, to: Path, told: Told = lambda _: None) -> Made:
    """Write a backup to `to`, a folder or the name of a new file, and read it back.

    `password` is that of who is logged in to `vault`; it opens the backup later. `told` hears the share done, 0 to 1,
    and may raise to end it. There is never a file under its final name that is not whole. Raises `NotAllowed`,
    `LoginRefused`, `BackupError`, `OfficeTrouble`, `StoreError`.
    """
    require(vault.user, Right.TEST)
    identity = booth.provisioned
    to = to.expanduser()
    path = to / proposed_name(booth) if to.is_dir() or str(to).endswith(("/", os.sep)) else to
    _check_place(path, booth.folder)
    from booth.store.keys import KeyRing

    key = KeyRing(booth.folder / KEYS_NAME, booth.clock).unlock(vault.user.login, password).key
    with _staged(booth.folder) as place:
        files, sizes = _copy(booth.folder, place, key, lambda done: told(0.4 * done))
        at = booth.clock()
        header = Header(
            format=FORMAT,
            booth=identity.booth,
            name=booth.name,
            office=identity.office,
            made_at=instant(at),
            by=vault.user.login,
            version=__version__,
            files=[FileEntry(name, size) for name, size in sizes.items()],
        )
        _need_room(path.parent, header.size)
        total = max(1, 2 * header.size)  # written, then read back

        def write_told(done: int) -> None:
            told(0.4 + 0.6 * done / total)

        _write(path, files, header, password=password, recipients=list(identity.recipients), told=write_told)
    told(1.0)
    size = path.stat().st_size
    note = {"at": instant(at), "path": str(path), "by": vault.user.login}
    vault.settings.set(LAST, json.dumps(note).encode())
    vault.audit.append("backup.made", vault.user.login, identity.booth, {"bytes": size})
    log.info("backup made: %d files, %d bytes", len(files), size)
    return Made(path, size, at, _same_disk(path.parent, booth.folder))


def _copy(
    folder: Path, place: Path, key: bytes, told: Callable[[float], None]
) -> tuple[dict[str, Path], dict[str, int]]:
    """Copies of all that belongs to a booth, as it is at one moment: name → where, name → bytes."""
    from booth.store.copying import pinned_vault

    pinned: list[PinnedOutbox] = []
    found: dict[str, Path] = {}
    room = sum(_size(folder / name) for name in (DB_NAME, f"{DB_NAME}-wal", _OUTBOX, f"{_OUTBOX}-wal"))
    _need_room(folder, room)
    shares = {DB_NAME: _size(folder / DB_NAME), _OUTBOX: _size(folder / _OUTBOX)}
    total = max(1, sum(shares.values()))
    with ExitStack() as stack:
        small: dict[str, Path] = {}

        def meanwhile() -> None:
            if (folder / _OUTBOX).exists():
                pinned.append(stack.enter_context(_pin(folder / _OUTBOX)))
            small.update(_copy_small(folder, place))

        with pinned_vault(folder, key, meanwhile) as vault:
            vault.write(place / DB_NAME, lambda done: told(min(1.0, done / total)))
            found[DB_NAME] = place / DB_NAME
            for outbox in pinned:
                try:
                    outbox.write(place / _OUTBOX, lambda done: told(min(1.0, (shares[DB_NAME] + done) / total)))
                except SyncError as error:
                    raise OfficeTrouble(error) from error
                found[_OUTBOX] = place / _OUTBOX
            found |= small
    return found, {name: _size(path) for name, path in found.items()}


def _pin(path: Path) -> PinnedOutbox:
    from sync.copying import PinnedOutbox

    try:
        return PinnedOutbox(path)
    except SyncError as error:
        raise OfficeTrouble(error) from error


def _copy_small(folder: Path, place: Path) -> dict[str, Path]:
    """Keys, settings, identity and whatever else is small: copied at once."""
    names = [name for name in _SMALL if (folder / name).is_file()]
    names += [
        entry.name
        for entry in folder.iterdir()
        if entry.is_file() and entry.suffix in {".json", ".toml"} and entry.name not in _SMALL and entry.name[0] != "."
    ]
    for below in _FOLDERS:
        names += [
            str(entry.relative_to(folder).as_posix())
            for entry in sorted((folder / below).rglob("*"))
            if entry.is_file()
        ]
    if odd := [name for name in names if not usable_name(name)]:
        log.warning("%d files are not in the backup because of their names", len(odd))
        names = [name for name in names if usable_name(name)]
    for name in names:
        (place / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(folder / name, place / name)
        (place / name).chmod(0o600)
    return {name: place / name for name in names}


def _write(
    path: Path,
    files: dict[str, Path],
    header: Header,
    *,
    password: str,
    recipients: list[str],
    told: Callable[[int], None],
) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        for left in path.parent.glob(f".*{ENDING}.part"):  # of one whose computer lost its power
            left.unlink(missing_ok=True)
        key = write_backup(part, files, header, password=password, recipients=recipients, told=told)
        try:
            read_backup(part, key, None, lambda done: told(header.size + done))
        except Stopped:
            raise
        except BackupError as error:
            raise NotReadBack from error
        if path.exists():
            raise AlreadyThere(file=path.name)
        part.rename(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise CannotWrite(folder=str(path.parent), reason=error.strerror or type(error).__name__) from error
    finally:
        _remove(part)


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A place for copies inside the data folder, as secret as what is copied; gone afterwards."""
    place = folder / STAGE
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.mkdir(mode=0o700)
    except OSError as error:
        raise CannotWrite(folder=str(folder), reason=error.strerror or type(error).__name__) from error
    try:
        yield place
    except OSError as error:
        raise CannotWrite(folder=str(folder), reason=error.strerror or type(error).__name__) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _check_place(path: Path, data: Path) -> None:
    if path.resolve().is_relative_to(data.resolve()):
        raise InsideTheData
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder=str(path.parent), reason=error.strerror or type(error).__name__) from error
    if path.exists():
        raise AlreadyThere(file=path.name)


def _need_room(folder: Path, needed: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CannotWrite(folder=str(folder), reason=error.strerror or type(error).__name__) from error
    if free < needed + _ROOM:
        raise NoRoom(folder=str(folder), needed=(needed + _ROOM) // 1_000_000 + 1, free=free // 1_000_000)


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the stick was pulled
        log.warning("a part of a backup could not be removed")


def _sync_folder(folder: Path) -> None:
    """A stick may not be able to; its file is synced already."""
    try:
        from booth.store.keys import sync_folder

        sync_folder(folder)
    except OSError:
        log.info("the folder of the backup cannot be synced")
