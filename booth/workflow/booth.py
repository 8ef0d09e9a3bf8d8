"""The booth: one data folder, one lock, the outbox, who the office is. From here a person logs in to a `Desk`."""

from __future__ import annotations

import base64
import logging
import os
import shutil
from enum import Enum
from typing import TYPE_CHECKING, Self

import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from booth.config import change_settings, read_settings, write_settings
from booth.store.errors import LoginRefused
from booth.store.users import NewUser
from booth.store.vault import Vault
from booth.workflow.counts import day_count
from booth.workflow.desk import Desk
from booth.workflow.errors import (
    AlreadyProvisioned,
    FolderUnusable,
    NotProvisioned,
    OfficeTrouble,
    OtherFirstUser,
)
from booth.workflow.lock import RunLock
from sync.errors import SyncError
from sync.identity import enrol, load_identity, save_identity
from sync.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from booth.config import Settings
    from booth.workflow.counts import DayCount
    from sync.identity import OfficeIdentity

log = logging.getLogger(__name__)

OUTBOX = "outbox.db"
DOOR_KEY = ("identity", "door.key")
LOCK = "run.lock"
SEAL_KEY = "seal.key"  # name in the vault's settings


def new_id() -> str:
    """A fresh id for recording, draft and packet: UUIDv7, lower case."""
    return str(uuid_utils.uuid7())


class Hold(Enum):
    """Whether the folder is taken for oneself."""

    ALONE = "alone"  # the window, setting up: a second one is refused
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
        self._clock = clock
        self._ids = ids
        self._outbox: Outbox | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        hold: Hold = Hold.ALONE,
        ids: Callable[[], str] = new_id,
    ) -> Booth:
        """Open `folder`, making it where it is not there.

        Raises `BoothAlreadyRunning`, `ConfigError`, `FolderUnusable`, `OfficeTrouble`.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise FolderUnusable(folder=str(folder), reason=error.strerror or "") from error
        settings = read_settings(folder)
        lock = RunLock(folder / LOCK) if hold is Hold.ALONE else None
        try:
            identity = load_identity(folder)
        except SyncError as error:
            if lock:
                lock.release()
            raise OfficeTrouble(error) from error
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
        if self._outbox is None:
            try:
                self._outbox = Outbox.open(self.folder / OUTBOX, clock=self._clock)
            except SyncError as error:
                raise OfficeTrouble(error) from error
        return self._outbox

    def day(self) -> date:
        """Today at this booth."""
        return self._clock().astimezone(self.zone).date()

    def count(self, day: date | None = None) -> DayCount:
        """The count of a day (today by default), no login needed."""
        return day_count(self.outbox, day or self.day(), target=self.settings.daily_target)

    def free_disk(self) -> int:
        """Bytes free where the data lie."""
        return shutil.disk_usage(self.folder).free

    def change(self, **changes: str | int | bool) -> Settings:
        """Change settings and write `booth.toml`. Raises `ConfigError`, `FolderUnusable`."""
        settings = change_settings(self.settings, **changes)
        try:
            write_settings(self.folder, settings)
        except OSError as error:
            raise FolderUnusable(folder=str(self.folder), reason=error.strerror or "") from error
        self.settings = settings
        return settings

    def login(self, login: str, password: str) -> Desk:
        """Unlock the vault, finish what a crash cut off, and sit down. Slow on purpose (argon2id).

        Raises `LoginRefused` with the seconds to wait, `NotProvisioned`, and the store's errors.
        """
        identity = self.provisioned
        vault = Vault.unlock(self.folder, login, password, clock=self._clock)
        try:
            return Desk(
                vault,
                self.outbox,
                identity,
                _seal_key(vault),
                settings=self.settings,
                zone=self.zone,
                clock=self._clock,
                new_id=self._ids,
            )
        except BaseException:
            vault.close()
            raise

    def need_unprovisioned(self) -> None:
        """Raises `AlreadyProvisioned`."""
        if self.identity is not None:
            raise AlreadyProvisioned(name=self.identity.name)

    def provision(self, url: str, code: str, name: str, first: NewUser) -> OfficeIdentity:
        """Make keys and vault with its first user, then enrol at the office at `url` with its one-time `code`.

        Every part is kept as it is made, so that after a crash, a dead line or a wrong code the same call goes on
        where it stopped. Raises `AlreadyProvisioned`, `OtherFirstUser`, `OfficeTrouble`, and the store's errors.
        """
        self.need_unprovisioned()
        door_key = self._door_key()
        vault = self._first_vault(first)
        try:
            seal_key = _seal_key(vault)
            try:
                identity = enrol(url, code, name, door_key, seal_key)
                save_identity(self.folder, identity)
            except SyncError as error:
                raise OfficeTrouble(error) from error
            vault.audit.append("booth.provisioned", first.login, identity.booth, {"office": identity.office})
        finally:
            vault.close()
        self.identity = identity
        write_settings(self.folder, self.settings)
        log.info("provisioned as %s", identity.booth)
        return identity

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

    def _first_vault(self, first: NewUser) -> Vault:
        if not Vault.exists(self.folder):
            return Vault.create(self.folder, first, clock=self._clock)
        try:
            return Vault.unlock(self.folder, first.login, first.password, clock=self._clock)
        except LoginRefused as error:
            raise OtherFirstUser from error

    def _door_key(self) -> Ed25519PrivateKey:
        path = self.folder.joinpath(*DOOR_KEY)
        try:
            if path.exists():
                return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes(), validate=True))
            path.parent.mkdir(mode=0o700, exist_ok=True)
            key = Ed25519PrivateKey.generate()
            write_secret(path, base64.b64encode(key.private_bytes_raw()) + b"\n")
        except OSError as error:
            raise FolderUnusable(folder=str(path.parent), reason=error.strerror or "") from error
        return key


def write_secret(path: Path, data: bytes) -> None:
    """Write `data` whole or not at all, readable by the owner only, on disk when it returns."""
    beside = path.with_name(f".{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def _seal_key(vault: Vault) -> Ed25519PrivateKey:
    """The key that signs packets and proofs: made once, kept only inside the vault."""
    with vault.atomic():
        raw = vault.settings.get(SEAL_KEY)
        if raw is None:
            raw = Ed25519PrivateKey.generate().private_bytes_raw()
            vault.settings.set(SEAL_KEY, raw)
    return Ed25519PrivateKey.from_private_bytes(raw)
