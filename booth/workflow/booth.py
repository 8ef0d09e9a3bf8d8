"""The booth: one data folder, one lock, the outbox, who the office is. From here a person logs in to a `Desk`.

Whatever takes long to load (databases, images, the line) is imported where it is used: the window stands before.
"""

from __future__ import annotations

import logging
import shutil
from enum import Enum
from threading import Lock
from typing import TYPE_CHECKING, Self

import uuid_utils

from booth.config import FILE as SETTINGS
from booth.config import change_settings, read_settings, write_settings
from booth.domain.errors import BoothError
from booth.store.errors import LoginRefused, VaultMissing
from booth.store.files import vault_exists
from booth.workflow.errors import (
    AlreadyProvisioned,
    FolderUnusable,
    NotProvisioned,
    OfficeTrouble,
    OtherFirstUser,
)
from booth.workflow.lock import RunLock
from booth.workflow.rights import Right, require
from booth.workflow.swap import RUN_LOCK as LOCK
from booth.workflow.swap import finish, finish_if_pending, pending
from sync.errors import IdentityDamaged, QueueBusy, QueueFull, SyncError
from sync.identity import load_identity
from sync.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from booth.config import Settings
    from booth.store.users import NewUser
    from booth.store.vault import Vault
    from booth.workflow.counts import DayCount
    from booth.workflow.desk import Desk
    from booth.workflow.office import Health
    from booth.workflow.restore import Restored
    from sync.identity import OfficeIdentity

log = logging.getLogger(__name__)

OUTBOX = "outbox.db"
SEAL_KEY, BOOTH_ID = "seal.key", "booth.id"  # names in the vault's settings


def new_id() -> str:
    """A fresh id for recording, draft and packet: UUIDv7, lower case."""
    return str(uuid_utils.uuid7())


class Hold(Enum):
    """Whether the folder is taken for oneself."""

    ALONE = "alone"  # the window, setting up: a second one is refused
    REPAIR = "repair"  # alone, and what is damaged of the identity counts as lost: to enrol again
    SHARED = "shared"  # a command beside it: count, user, selftest


class Booth:
    """An open data folder. `close()` ends it; the lock goes with the process in any case."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        identity: OfficeIdentity | None,
        lock: RunLock | None,
        *,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.identity = identity
        self._lock = lock
        self.clock = clock
        self._ids = ids
        self._outbox: Outbox | None = None
        self._opening = Lock()
        self.heard: tuple[bytes | None, frozenset[str]] = None, frozenset()  # bulletin, letters looked at last
        self.on_identity: Callable[[], None] = lambda: None  # called after enrolling anew, or when the office moved
        self.sends: Callable[[], bool] = lambda: False  # whether this program itself sends the recordings now

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        hold: Hold = Hold.ALONE,
        ids: Callable[[], str] = new_id,
    ) -> Booth:
        """Open `folder`; `ALONE` makes it where it is not there, `SHARED` needs a booth that was set up.

        Raises `NotProvisioned`, `BoothAlreadyRunning`, `ConfigError`, `FolderUnusable`, `OfficeTrouble`.
        """
        if hold is Hold.SHARED and not folder.is_dir():
            raise NotProvisioned(str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise FolderUnusable(folder=str(folder), reason=error.strerror or "") from error
        if hold is Hold.SHARED:
            finish_if_pending(folder)
        lock = None if hold is Hold.SHARED else RunLock(folder / LOCK)
        try:
            if lock and pending(folder):
                finish(folder)
            settings = read_settings(folder)
            identity = load_identity(folder)
        except IdentityDamaged as error:
            if hold is not Hold.REPAIR:
                if lock:
                    lock.release()
                raise OfficeTrouble(error) from error
            identity = None
        except (SyncError, BoothError) as error:
            if lock:
                lock.release()
            if isinstance(error, SyncError):
                raise OfficeTrouble(error) from error
            raise
        return cls(folder, settings, identity, lock, clock=clock, ids=ids)

    @property
    def provisioned(self) -> OfficeIdentity:
        """Who this booth is to the office. Raises `NotProvisioned`."""
        if self.identity is None:
            raise NotProvisioned(str(self.folder))
        return self.identity

    @property
    def name(self) -> str:
        """What people call this booth."""
        return self.settings.name or (self.identity.name if self.identity else "")

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.zone(self.identity.time_zone if self.identity else "")

    @property
    def outbox(self) -> Outbox:
        """Opened at first use. Raises `OfficeTrouble` where it is damaged, newer or held by another program."""
        with self._opening:
            if self._outbox is None:
                try:
                    self._outbox = Outbox.open(self.folder / OUTBOX, clock=self.clock)
                except SyncError as error:
                    raise OfficeTrouble(error) from error
            return self._outbox

    def day(self) -> date:
        """Today at this booth."""
        return self.clock().astimezone(self.zone).date()

    def need_usable(self) -> None:
        """What a window needs before anybody logs in, looked at within a second.

        Raises `NotProvisioned`, `VaultMissing`, and `OfficeTrouble` where the outbox is damaged or newer; one that
        another program holds just now, or whose disk is full, may do when it is needed.
        """
        self.provisioned  # noqa: B018
        if not vault_exists(self.folder):
            raise VaultMissing
        try:
            Outbox.open(self.folder / OUTBOX, clock=self.clock, busy_wait=0.2).close()
        except (QueueBusy, QueueFull) as error:
            log.warning("the outbox cannot be used now: %s", type(error).__name__)
        except SyncError as error:
            raise OfficeTrouble(error) from error

    def count(self, day: date | None = None) -> DayCount:
        """The count of a day (today by default), no login needed. Raises `NotProvisioned`, `OfficeTrouble`."""
        self.provisioned  # noqa: B018  (raises where there is nothing to count)
        from booth.workflow.counts import day_count
        from booth.workflow.news import decided

        return day_count(self.outbox, day or self.day(), target=decided(self).daily_target)

    def health(self) -> Health:
        """Ask the office how it is. Raises `NotProvisioned`, `OfficeTrouble` where it cannot be reached."""
        from booth.workflow.office import ask_health

        return ask_health(self.provisioned, self.clock)

    def outbox_faults(self) -> list[str]:
        """What is wrong with the outbox's pages; reads all of it. Raises `OfficeTrouble`."""
        try:
            return self.outbox.faults()
        except SyncError as error:
            raise OfficeTrouble(error) from error

    def free_disk(self) -> int:
        """Bytes free where the data lie."""
        return shutil.disk_usage(self.folder).free

    def change(self, **changes: str | int | bool) -> Settings:
        """Change settings and write `booth.toml`. Raises `ConfigError`, `FolderUnusable`."""
        settings = change_settings(self.settings, **changes)
        self._write(settings)
        self.settings = settings
        return settings

    def login(self, login: str, password: str) -> Desk:
        """Unlock the vault, finish what a crash cut off, and sit down. Slow on purpose (argon2id).

        Raises `LoginRefused` with the seconds to wait, `LoginClosed`, `NotProvisioned`, and the store's errors.
        """
        from booth.workflow.desk import Desk
        from booth.workflow.news import decided, get_ready

        identity = self.provisioned
        vault = self.unlock_vault(login, password)
        try:
            get_ready(self, vault, seal_key := _seal_key(vault))
            return Desk(
                vault,
                self.outbox,
                identity,
                seal_key,
                settings=decided(self),
                zone=self.zone,
                clock=self.clock,
                new_id=self._ids,
            )
        except BaseException:
            vault.close()
            raise

    def need_unprovisioned(self) -> None:
        """Raises `AlreadyProvisioned`."""
        if self.identity is not None:
            raise AlreadyProvisioned(name=self.identity.name)

    def restore(self, path: Path, password: str, told: Callable[[float], None] = lambda _: None) -> Restored:
        """Become the booth of the backup at `path`. Raises what `restore.restore` does."""
        from booth.workflow.restore import restore

        done = restore(path, self.folder, password=password, clock=self.clock, told=told, lock=self._lock)
        self.reload()
        return done

    def reload(self) -> None:
        """Read settings and identity anew. Raises `ConfigError`, `OfficeTrouble`."""
        with self._opening:
            if self._outbox is not None:
                self._outbox.close()
                self._outbox = None
        try:
            self.settings, self.identity = read_settings(self.folder), load_identity(self.folder)
        except SyncError as error:
            raise OfficeTrouble(error) from error
        self.on_identity()

    def provision(self, url: str, code: str, name: str, first: NewUser) -> OfficeIdentity:
        """Make keys and vault with its first user, then enrol at the office at `url` with its one-time `code`.

        Every part is kept as it is made, so that after a crash, a dead line or a wrong code the same call goes on
        where it stopped. A booth whose identity was lost becomes the booth that it was. Raises `AlreadyProvisioned`,
        `OtherFirstUser`, `NotAllowed`, `OfficeTrouble`, and the store's errors.
        """
        self.need_unprovisioned()
        vault = self._first_vault(first)
        try:
            require(vault.user, Right.ACCOUNTS)
            identity = self._enrol(url, code, name, vault)
            vault.audit.append("booth.provisioned", first.login, identity.booth, {"office": identity.office})
        finally:
            vault.close()
        if not (self.folder / SETTINGS).exists():
            self._write(self.settings)
        self.on_identity()
        log.info("provisioned as %s", identity.booth)
        return identity

    def unlock_vault(self, login: str, password: str) -> Vault:
        """The vault alone, for instance to enrol again. Raises `LoginRefused`, `LoginClosed`, `StoreError`."""
        from booth.store.vault import Vault
        from booth.workflow.news import refuse_closed

        return refuse_closed(self, Vault.unlock(self.folder, login, password, clock=self.clock))

    def enrol_again(self, url: str, code: str, vault: Vault) -> OfficeIdentity:
        """Enrol at the office at `url` with a new `code`, as the booth that this was, so that what waits can be sent.

        For a booth whose identity is lost or damaged, and for an office with another certificate. Raises `NotAllowed`,
        `OfficeTrouble` (`OtherBooth`, `ProofWanted`, `BoothRevoked`, …), `StoreError`; then nothing was changed.
        """
        require(vault.user, Right.TEST)
        identity = self._enrol(url, code, self.name, vault)
        vault.audit.append("booth.enrolled_again", vault.user.login, identity.booth, {"office": identity.office})
        self.on_identity()
        log.info("enrolled again as %s", identity.booth)
        return identity

    def move_office(self, url: str, vault: Vault) -> OfficeIdentity:
        """The same office answers at the new address `url`: no code is needed, its certificate is the pinned one.

        Raises `NotAllowed`, `NotProvisioned`, `OfficeTrouble` (`OtherOffice`, …), `StoreError`.
        """
        from sync.identity import load_door_key, move, save_identity

        require(vault.user, Right.TEST)
        before = self.provisioned
        try:
            identity = move(before, url, load_door_key(self.folder), clock=self.clock)
            save_identity(self.folder, identity)
        except SyncError as error:
            raise OfficeTrouble(error) from error
        self.identity = identity
        vault.audit.append("office.moved", vault.user.login, identity.booth, {"from": before.url, "to": identity.url})
        self.on_identity()
        log.info("the office is at %s now", identity.url)
        return identity

    def _enrol(self, url: str, code: str, name: str, vault: Vault) -> OfficeIdentity:
        """Enrol with the vault's seal key and keep what the office says. Raises `OfficeTrouble`, `StoreError`."""
        from sync.identity import enrol, renew_door_key, save_identity

        try:
            door_key, seal_key = renew_door_key(self.folder), _seal_key(vault)
            identity = enrol(url, code, name, door_key, seal_key, booth=self._was(vault), clock=self.clock)
            vault.settings.set(BOOTH_ID, identity.booth.encode())
            save_identity(self.folder, identity)
        except SyncError as error:
            raise OfficeTrouble(error) from error
        self.identity = identity
        return identity

    def _was(self, vault: Vault) -> str:
        """Who this booth is, or was before its identity got lost; '' where nobody knows, as before the first time."""
        if self.identity is not None:
            return self.identity.booth
        if (noted := vault.settings.get(BOOTH_ID)) is not None:
            return noted.decode()
        if not (self.folder / OUTBOX).exists():
            return ""
        waiting = self.outbox.waiting(1)
        return waiting[0].manifest.booth if waiting else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._outbox is not None:
            self._outbox.close()
            self._outbox = None
        if self._lock is not None:
            self._lock.release()

    def _write(self, settings: Settings) -> None:
        try:
            write_settings(self.folder, settings)
        except OSError as error:
            raise FolderUnusable(folder=str(self.folder), reason=error.strerror or "") from error

    def _first_vault(self, first: NewUser) -> Vault:
        from booth.store.vault import Vault

        if not vault_exists(self.folder):
            return Vault.create(self.folder, first, clock=self.clock)
        try:
            return Vault.unlock(self.folder, first.login, first.password, clock=self.clock)
        except LoginRefused as error:
            if error.wait:
                raise
            raise OtherFirstUser from error


def _seal_key(vault: Vault) -> Ed25519PrivateKey:
    """The key that signs packets and proofs: made once, kept only inside the vault."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    with vault.atomic():
        raw = vault.settings.get(SEAL_KEY)
        if raw is None:
            raw = Ed25519PrivateKey.generate().private_bytes_raw()
            vault.settings.set(SEAL_KEY, raw)
    return Ed25519PrivateKey.from_private_bytes(raw)
