"""Who may log in at this booth: rows in the vault, and a key slot for each who is active."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from booth.domain.errors import N_
from booth.store.errors import LoginInvalid, LoginRefused, LoginTaken, NotAllowed, OwnLogin, UserUnknown
from booth.store.instants import Clock, to_text

if TYPE_CHECKING:
    from booth.store.audit import Audit
    from booth.store.database import Database, Row
    from booth.store.keys import KeyRing

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")


class Role(Enum):
    """What a user is for. The value is stored."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"

    @property
    def label(self) -> str:
        """The English source text for the screen."""
        return {
            Role.OPERATOR: N_("Operator"),
            Role.SUPERVISOR: N_("Supervisor"),
            Role.TECHNICIAN: N_("Technician"),
        }[self]


MANAGERS = frozenset({Role.SUPERVISOR, Role.TECHNICIAN})


@dataclass(frozen=True)
class User:
    """A user as the vault has them. `login` is what recordings and audit carry."""

    login: str
    name: str
    role: Role
    active: bool = True


@dataclass(frozen=True)
class NewUser:
    """Someone to be added."""

    login: str
    name: str
    role: Role
    password: str = field(repr=False)


Found = list[User]


def clean_login(text: str) -> str:
    """The login someone typed: case and outer spaces do not matter. Raises `LoginInvalid`."""
    login = text.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise LoginInvalid
    return login


class Users:
    """Adds, changes and disables users in the name of the one who is logged in; everything is audited."""

    def __init__(
        self, database: Database, *, keys: KeyRing, key: bytes, audit: Audit, actor: User, clock: Clock
    ) -> None:
        self._database = database
        self._keys = keys
        self._key = key
        self._audit = audit
        self._actor = actor
        self._clock = clock

    def get(self, login: str) -> User | None:
        """The user, active or not, or None."""
        return find_user(self._database, login)

    def list(self) -> Found:
        """All users by login, those who were disabled too."""
        return [_read(row) for row in self._database.rows("SELECT * FROM users ORDER BY login")]

    def add(self, new: NewUser) -> User:
        """Add a user, or give a disabled one a new password, name and role.

        Raises `NotAllowed` for an operator, `LoginInvalid`, `LoginTaken`, `PasswordTooShort`.
        """
        self._need_manager()
        login = clean_login(new.login)
        before = self.get(login)
        if before is not None and before.active:
            raise LoginTaken(login=login)
        user = User(login, new.name.strip(), new.role)
        self._keys.put(login, new.password, self._key)
        # The slot comes first: alone it opens nothing, because `Vault.unlock` also wants the row.
        with self._database.atomic():
            insert_user(self._database, user, self._clock)
            self._audit.append("user.added", self._actor.login, login, {"role": new.role.value})
        return user

    def disable(self, login: str) -> None:
        """Take away a user's key slot. Raises `NotAllowed`, `OwnLogin`, `UserUnknown`."""
        self._need_manager()
        if login == self._actor.login:
            raise OwnLogin
        self._need_active(login)
        self._switch_off(login, "user.disabled")

    def close(self, login: str) -> bool:
        """The office has closed a login: take away its key slot, whoever is logged in. Whether it could log in."""
        user = self.get(login)
        if user is None or not user.active:
            return False
        self._switch_off(login, "user.closed")
        return True

    def change_password(self, old: str, new: str) -> None:
        """Change the password of the one who is logged in. Raises `LoginRefused`, `PasswordTooShort`."""
        self._keys.unlock(self._actor.login, old)
        self._keys.put(self._actor.login, new, self._key)
        self._audit.append("user.password_changed", self._actor.login, self._actor.login)

    def reset_password(self, login: str, new: str) -> None:
        """Give somebody else a new password. Raises `NotAllowed`, `UserUnknown`, `PasswordTooShort`."""
        self._need_manager()
        self._need_active(login)
        self._keys.put(login, new, self._key)
        self._audit.append("user.password_reset", self._actor.login, login)

    def authenticate(self, login: str, password: str) -> User:
        """Somebody confirms with their own credentials while another is logged in. Raises `LoginRefused`."""
        login = login.strip().lower()
        self._keys.unlock(login, password)
        return active_user(self._database, login)

    def _switch_off(self, login: str, event: str) -> None:
        # The slot goes first: a row alone, after a crash, opens nothing.
        self._keys.remove(login)
        with self._database.atomic():
            self._database.run("UPDATE users SET active = 0 WHERE login = ?", (login,))
            self._audit.append(event, self._actor.login, login)

    def _need_manager(self) -> None:
        if self._actor.role not in MANAGERS:
            raise NotAllowed

    def _need_active(self, login: str) -> None:
        user = self.get(login)
        if user is None or not user.active:
            raise UserUnknown(login=login)


def find_user(database: Database, login: str) -> User | None:
    """The row of a user, or None."""
    row = database.row("SELECT * FROM users WHERE login = ?", (login,))
    return _read(row) if row else None


def active_user(database: Database, login: str) -> User:
    """The user of a slot that opened. Raises `LoginRefused` where the row is missing or disabled."""
    user = find_user(database, login)
    if user is None or not user.active:
        raise LoginRefused
    return user


def insert_user(database: Database, user: User, clock: Clock) -> None:
    """Write a user's row, in place of a disabled one."""
    database.run(
        "INSERT INTO users (login, name, role, active, created_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active",
        (user.login, user.name, user.role.value, int(user.active), to_text(clock())),
    )


def _read(row: Row) -> User:
    return User(row["login"], row["name"], Role(row["role"]), bool(row["active"]))
