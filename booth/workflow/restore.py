"""A booth from its backup: everything is checked beside the data folder first, then takes its place at one moment.

Nothing is lost or counted twice by it. What was not sent when the backup was made is offered to the office again, which
gives the receipts of what it has (`sync.sending`). What was recorded after the backup is not in it; `missing` names
what of that the office has. The booth keeps its number and keys, on other hardware too.
"""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.store.errors import LoginRefused
from booth.store.files import KEYS_NAME
from booth.workflow import swap
from booth.workflow.backup_file import BackupDamaged, BackupError, BackupNewer, open_key, read_backup, read_header
from booth.workflow.errors import FolderUnusable, OfficeTrouble
from booth.workflow.first import FIRST_INSIDE, note_stage
from booth.workflow.lock import RunLock
from booth.workflow.words import instant
from sync.errors import AgentRunning, QueueNewer, SyncError
from sync.lock import AgentLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from booth.store.instants import Clock
    from booth.store.vault import Vault
    from booth.workflow.backup_file import Header
    from booth.workflow.booth import Booth

    Told = Callable[[float], None]

log = logging.getLogger(__name__)

RESTORED = "restored"  # name in the vault's settings
_OUTBOX = "outbox.db"
_ROOM = 64 << 20  # bytes left free beside what is restored
_PAGES = 1000  # of receipts asked for at once after a restore: no booth has more


class ForeignBackup(BackupError):
    text = N_(
        "This backup is of the booth {theirs}, and this folder is the booth {mine}. Nothing was changed; restore it "
        "into another folder, or take a backup of this booth."
    )


class Unreadable(BackupError):
    text = N_("{file} cannot be read: {reason}. Nothing was changed.")


class TooSmall(BackupError):
    text = N_("There is not enough room in {folder}: {needed} MB are needed, {free} MB are free.")


class SomebodySends(BackupError):
    text = N_("Another program sends recordings from this folder. Stop the service “booth-sync” first, then restore.")


@dataclass(frozen=True)
class Restored:
    """What was restored. `aside` is where the data lie that were there before, None for none."""

    header: Header
    aside: Path | None


@dataclass(frozen=True)
class Missing:
    """Recordings that the office holds of this booth and this booth does not know.

    `before`: accepted by the office before the restore, so made after the backup here. `since`: accepted after the
    restore: somebody else sends as this booth, from another copy of it. Ids of packets, oldest first.
    """

    before: tuple[str, ...]
    since: tuple[str, ...]
    drafts: tuple[str, ...] = ()  # of both, those that stand among the drafts here: begun before the backup


def look_into(path: Path) -> Header:
    """What a backup says of itself, for who chooses one. Raises `BackupError`."""
    try:
        return read_header(path)
    except OSError as error:
        raise Unreadable(file=path.name, reason=error.strerror or type(error).__name__) from error


def restore(
    path: Path,
    folder: Path,
    *,
    password: str = "",
    key: str = "",
    clock: Clock,
    told: Told = lambda _: None,
    lock: RunLock | None = None,
) -> Restored:
    """Make `folder` the data folder that the backup at `path` holds.

    `password` is that of who made the backup; or `key` is its own key, which the office can open (`office.age`).
    `told` hears the share done, 0 to 1, and may raise to end it; nothing is touched before everything was checked.
    `lock` where the caller holds the folder's lock already. Raises `BackupError`, `BoothAlreadyRunning`,
    `FolderUnusable`, `StoreError`.
    """
    header = look_into(path)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise FolderUnusable(folder=str(folder), reason=error.strerror or type(error).__name__) from error
    held = lock or RunLock(folder / swap.RUN_LOCK)
    try:
        if swap.pending(folder):
            swap.finish(folder)
        _need_own(header, folder)
        _need_room(folder, header.size)
        agent = _silence(folder)
        try:
            aside = _restore(path, folder, header, password=password, key=key, clock=clock, told=told)
        finally:
            agent.release()
    finally:
        if lock is None:
            held.release()
    note_stage(folder, FIRST_INSIDE)  # perhaps on another computer: its devices are looked at first
    told(1.0)
    log.info("restored a backup of %s made at %s", header.booth, header.made_at)
    return Restored(header, aside)


def _restore(
    path: Path, folder: Path, header: Header, *, password: str, key: str, clock: Clock, told: Told
) -> Path | None:
    total = max(1, header.size)
    try:
        opened = key or open_key(path, password)
        place = swap.stage(folder)
        read_backup(path, opened, place, lambda done: told(0.7 * done / total))
        told(0.7)
        _check(place, path, header, password, clock)
        told(0.95)
        swap.make_ready(folder, clock().astimezone(UTC).strftime("%Y%m%d-%H%M%S"))
    except OSError as error:
        raise Unreadable(file=path.name, reason=error.strerror or type(error).__name__) from error
    finally:
        swap.forget(folder)
    return swap.finish(folder)


def _check(place: Path, path: Path, header: Header, password: str, clock: Clock) -> None:
    """Whether a booth can work with what was decrypted. Notes in the vault that it was restored."""
    from sync.identity import load_identity
    from sync.outbox import Outbox

    try:
        identity = load_identity(place)
        if identity is None or identity.booth != header.booth:
            raise BackupDamaged(file=path.name, part="identity")
        if (place / _OUTBOX).exists():
            outbox = Outbox.open(place / _OUTBOX, clock=clock)
            try:
                if outbox.faults():
                    raise BackupDamaged(file=path.name, part=_OUTBOX)
            finally:
                outbox.close()
    except QueueNewer as error:
        raise BackupNewer(file=path.name) from error
    except SyncError as error:
        raise BackupDamaged(file=path.name, part=type(error).__name__) from error
    if password:
        _check_vault(place, path, header, password, clock)
    elif not (place / KEYS_NAME).exists():
        raise BackupDamaged(file=path.name, part=KEYS_NAME)


def _check_vault(place: Path, path: Path, header: Header, password: str, clock: Clock) -> None:
    from booth.store.errors import VaultNewer
    from booth.store.vault import Vault

    try:
        vault = Vault.unlock(place, header.by, password, clock=clock)
    except VaultNewer as error:
        raise BackupNewer(file=path.name) from error
    except LoginRefused as error:
        raise BackupDamaged(file=path.name, part=KEYS_NAME) from error
    try:
        if vault.faults():
            raise BackupDamaged(file=path.name, part="vault.db")
        note = {"at": instant(clock()), "made_at": header.made_at}
        vault.settings.set(RESTORED, json.dumps(note).encode())
        vault.audit.append("backup.restored", header.by, header.booth, {"made_at": header.made_at})
    finally:
        vault.close()


def restored_at(vault: Vault) -> datetime | None:
    """When this vault was restored from a backup; None where it never was."""
    raw = vault.settings.get(RESTORED)
    if raw is None:
        return None
    try:
        return datetime.fromisoformat(json.loads(raw)["at"])
    except (ValueError, KeyError, TypeError):
        return None


def missing(booth: Booth, vault: Vault) -> Missing:
    """What the office holds of this booth and this booth does not know. Asks the office for all receipts.

    The wire tells of accepted recordings only: what another copy of the booth recorded and did not send yet is known to
    nobody. Where this vault was never restored, whatever the booth does not know counts as `since`. Raises
    `OfficeTrouble`.
    """
    from sync.client import Client
    from sync.identity import load_door_key

    since = restored_at(vault)
    before: list[str] = []
    after: list[str] = []
    try:
        client = Client(booth.provisioned, load_door_key(booth.folder), clock=booth.clock)
        try:
            cursor = 0
            for _ in range(_PAGES):
                page = client.receipts(cursor)
                for receipt in page.receipts:
                    if booth.outbox.state(receipt.id) is None:
                        late = since is None or datetime.fromisoformat(receipt.accepted_at) > since
                        (after if late else before).append(receipt.id)
                if page.cursor <= cursor or not page.receipts:
                    break
                cursor = page.cursor
        finally:
            client.close()
    except SyncError as error:
        raise OfficeTrouble(error) from error
    begun = {draft.id for draft in vault.drafts.list()}
    return Missing(tuple(before), tuple(after), tuple(packet for packet in [*before, *after] if packet in begun))


def _need_own(header: Header, folder: Path) -> None:
    """Raises `ForeignBackup` where the folder is the data of another booth."""
    from sync.identity import load_identity

    try:
        identity = load_identity(folder)
    except SyncError:  # damaged: that may be why a backup is restored
        return
    if identity is not None and identity.booth != header.booth:
        raise ForeignBackup(theirs=header.booth, mine=identity.booth)


def _need_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed + _ROOM:
        raise TooSmall(folder=str(folder), needed=(needed + _ROOM) // 1_000_000 + 1, free=free // 1_000_000)


def _silence(folder: Path) -> AgentLock:
    """Nobody may send from the folder meanwhile. Raises `SomebodySends`, `OfficeTrouble`."""
    try:
        return AgentLock(folder / "agent.lock")
    except AgentRunning as error:
        raise SomebodySends from error
    except SyncError as error:
        raise OfficeTrouble(error) from error
