"""The vault: everything personal at the booth in one encrypted file, opened by a user's password.

`vault.db` is SQLCipher under a random key of 256 bits; `vault.keys` holds that key wrapped for each user. The key is
never on the disk in clear. A vault may be used from several threads (one connection behind one lock); since every call
may wait for the disk, none belongs on the thread of the interface.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from booth.domain.recording import State, move
from booth.store.audit import Audit
from booth.store.database import BUSY_WAIT, KEY_BYTES, Database, create_database, open_database
from booth.store.drafts import Drafts
from booth.store.errors import AuditBroken, NotAllowed, NotFound, VaultExists, VaultMissing
from booth.store.files import DB_NAME, KEYS_NAME, vault_exists
from booth.store.inventory import Inventory
from booth.store.keys import DEFAULT_COST, Cost, KeyRing, sync_folder
from booth.store.national import National
from booth.store.recordings import Recordings
from booth.store.residents import Residents
from booth.store.selftests import SelfTests
from booth.store.settings import Settings
from booth.store.spool import Spool
from booth.store.templates import Templates
from booth.store.translate import file_errors
from booth.store.users import MANAGERS, NewUser, User, Users, active_user, clean_login, insert_user

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from booth.store.instants import Clock
    from booth.store.recordings import Recording
    from booth.store.templates import StoredTemplate

_AUDIT_AT_START = 5000  # rows checked at login, some weeks; the self-test checks all
_UNBORN = "vault.db.new"  # a vault whose key is not yet in vault.keys


class Vault:
    """An open vault and the user who opened it. Made by `create` or `unlock`; a context manager that closes it."""

    def __init__(
        self, folder: Path, database: Database, *, keys: KeyRing, key: bytes, user: User, clock: Clock
    ) -> None:
        self.folder = folder
        self.user = user
        self._database = database
        self.audit = Audit(database, clock)
        self.residents = Residents(database)
        self.national = National(database)
        self.drafts = Drafts(database, clock)
        self.recordings = Recordings(database)
        self.users = Users(database, keys=keys, key=key, audit=self.audit, actor=user, clock=clock)
        self.settings = Settings(database)
        self.tests = SelfTests(database, clock)
        self.templates = Templates(database)
        self.inventory = Inventory(database, clock)
        self.spool = Spool(database, clock)
        self.audit_fault: AuditBroken | None = None  # found at start; the vault opens all the same

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether `folder` holds a vault, or the remains of one."""
        return vault_exists(folder)

    @classmethod
    def create(cls, folder: Path, first: NewUser, *, clock: Clock, cost: Cost = DEFAULT_COST) -> Vault:
        """Make a vault in `folder`, which is made too, with its first user, and log that user in.

        Raises `VaultExists`, `NotAllowed` where the first user could not add others, `LoginInvalid`,
        `PasswordTooShort`, `DiskFull`, `VaultReadOnly`. A create that was cut off can be repeated.
        """
        if first.role not in MANAGERS:
            raise NotAllowed
        user = User(clean_login(first.login), first.name.strip(), first.role)
        with file_errors():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if cls.exists(folder):
                raise VaultExists
            unborn = folder / _UNBORN
            for left in folder.glob(_UNBORN + "*"):
                left.unlink()
        key = secrets.token_bytes(KEY_BYTES)
        database = create_database(unborn, key)
        try:
            with database.atomic():
                insert_user(database, user, clock)
                Audit(database, clock).append("vault.created", user.login)
        finally:
            database.close()
        keys = KeyRing(folder / KEYS_NAME, clock)
        keys.create(key, user.login, first.password, cost)
        _finish_birth(folder)
        return cls(folder, open_database(folder / DB_NAME, key), keys=keys, key=key, user=user, clock=clock)

    @classmethod
    def unlock(cls, folder: Path, login: str, password: str, *, clock: Clock, busy_wait: float = BUSY_WAIT) -> Vault:
        """Log in: open the vault with a user's password. Takes the time argon2 takes.

        Raises `LoginRefused` (`wait` seconds; which part was wrong is not told), `VaultMissing`, `VaultDamaged`,
        `VaultNewer`, `VaultBusy` after `busy_wait` seconds, `DiskFull`, `VaultReadOnly`.
        """
        if not cls.exists(folder):
            raise VaultMissing
        login = login.strip().lower()
        keys = KeyRing(folder / KEYS_NAME, clock, busy_wait=busy_wait)
        unlocked = keys.unlock(login, password)
        _finish_birth(folder)
        database = open_database(folder / DB_NAME, unlocked.key, busy_wait=busy_wait)
        try:
            user = active_user(database, login)
            vault = cls(folder, database, keys=keys, key=unlocked.key, user=user, clock=clock)
            vault._greet(unlocked.failed_before)
        except BaseException:
            database.close()
            raise
        return vault

    def _greet(self, failed_before: int) -> None:
        try:
            self.audit.verify(_AUDIT_AT_START)
        except AuditBroken as fault:
            self.audit_fault = fault
        detail = {"refused_before": failed_before} if failed_before else {}
        self.audit.append("login", self.user.login, self.user.login, detail)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All that the block does in the rooms of this vault happens together or not at all, and is then on the disk.

        Other threads wait meanwhile, so do nothing slow inside. Blocks may be nested.
        """
        with self._database.atomic():
            yield

    def finish(self, draft_id: str, recording: Recording, templates: Iterable[StoredTemplate] = ()) -> None:
        """The last commit of a save: summary, mark in the register, draft and captures gone, audit; all or nothing.

        `templates` are those to search among in the next days.

        The draft must be in `State.SAVING`. Where the save was finished before, nothing happens. Raises `NotFound`
        where there is neither draft nor recording, `MoveError`, `AlreadyThere`, `DiskFull` (then the draft is kept).
        """
        if recording.id != draft_id:
            raise ValueError("a recording has the id of its draft")
        with self._database.atomic():
            draft = self.drafts.get(draft_id)
            if draft is None:
                if self.recordings.get(draft_id) is None:
                    raise NotFound(draft_id)
                self.recordings.add(recording)
                return
            move(draft.state, State.QUEUED)
            self.recordings.add(recording)
            self.residents.mark_recorded(recording.nik)
            self.templates.add(templates)
            self.drafts.remove(draft_id)
            self.audit.append("recording.saved", recording.operator, draft_id, {"sha256": recording.sha256})

    def faults(self) -> list[str]:
        """What is wrong with the file, page by page, in the technician's words; empty when all is well. Slow."""
        return self._database.faults()

    def close(self) -> None:
        """Log out: close the file. Every later call raises `VaultClosed`; closing again does nothing."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _finish_birth(folder: Path) -> None:
    """Give a complete new vault its name; a crash may have come between its two files."""
    with file_errors():
        unborn = folder / _UNBORN
        if unborn.exists() and not (folder / DB_NAME).exists():
            unborn.replace(folder / DB_NAME)
            sync_folder(folder)
