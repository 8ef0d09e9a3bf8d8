"""Officers who may look at the pages: passwords under argon2id, sessions, and guesses that are counted.

An attempt is counted before the password is looked at, so that a hundred at once are no faster than one after the
other. A login that does not exist costs and answers the same as a wrong password.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from threading import Semaphore
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sync.office.errors import AccountExists, LoginMalformed, PasswordTooShort
from sync.office.instants import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sync.office.database import Database

MIN_PASSWORD = 8  # characters
SESSION_VALID = timedelta(hours=12)
FREE_ATTEMPTS = 5
LONGEST_WAIT = timedelta(minutes=5)
FORGET_AFTER = timedelta(hours=24)

_LOGIN = re.compile(r"[a-z0-9][a-z0-9.-]{1,31}")


class TooManyAttempts(Exception):
    """Guessing is slowed down; `wait` is whole seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"{wait} s")
        self.wait = wait


class Attempts:
    """Counts attempts by key (a login, an address). After `free`, each doubles the wait, up to five minutes."""

    def __init__(self, database: Database, *, free: int) -> None:
        self._database = database
        self._free = free

    def count(self, keys: Sequence[str], now: datetime) -> None:
        """Count one attempt under each key. Raises `TooManyAttempts`, counting nothing, when one has to wait."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM failures WHERE last_at < ?", (to_text(now - FORGET_AFTER),))
            for key in keys:
                row = connection.execute("SELECT count, last_at FROM failures WHERE key = ?", (key,)).fetchone()
                if row is not None and (wait := self._wait(row["count"], from_text(row["last_at"]), now)) > 0:
                    raise TooManyAttempts(wait)
            connection.executemany(
                "INSERT INTO failures (key, count, last_at) VALUES (?, 1, ?)"
                " ON CONFLICT (key) DO UPDATE SET count = count + 1, last_at = excluded.last_at",
                [(key, to_text(now)) for key in keys],
            )

    def clear(self, keys: Sequence[str]) -> None:
        """The attempt was right: forget the others."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM failures WHERE key = ?", [(key,) for key in keys])

    def _wait(self, count: int, last: datetime, now: datetime) -> int:
        if count < self._free:
            return 0
        pause = min(LONGEST_WAIT, timedelta(seconds=2 ** min(count - self._free + 1, 30)))
        # A clock that was set back must not lock anyone out for longer than the pause.
        left = pause - max(now - last, timedelta(0))
        return max(0, -(-left // timedelta(seconds=1)))


@dataclass(frozen=True)
class Session:
    """A login that is valid. `token` is the cookie's value; the table holds only its hash."""

    login: str
    token: str


class Accounts:
    """The tables of accounts and sessions. `log_in` is slow on purpose and belongs on a worker thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._attempts = Attempts(database, free=FREE_ATTEMPTS)
        self._hasher = PasswordHasher()
        self._slow = Semaphore(2)  # argon2 takes 64 MiB each time

    def add(self, login: str, password: str, now: datetime) -> None:
        """A new account. Raises `LoginMalformed`, `PasswordTooShort`, `AccountExists`."""
        check_new(login, password)
        row = (login, self._hasher.hash(password), to_text(now))
        with self._database.write() as connection:
            added = connection.execute("INSERT INTO accounts VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)
            if not added.rowcount:
                raise AccountExists(login=login)

    def all(self) -> list[tuple[str, datetime]]:
        """Logins with the time they were made."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT login, made_at FROM accounts ORDER BY login").fetchall()
        return [(row["login"], from_text(row["made_at"])) for row in rows]

    def log_in(self, login: str, password: str, *, address: str, token: str, now: datetime) -> Session | None:
        """A new session under `token` (random), or None: login or password is wrong. Raises `TooManyAttempts`."""
        by_login = f"login:{hashlib.sha256(login.encode()).hexdigest()}"  # as typed: it may be a password
        by_address = f"address:{address}"
        self._attempts.count([by_login, by_address], now)
        with self._database.read() as connection:
            row = connection.execute("SELECT hash FROM accounts WHERE login = ?", (login,)).fetchone()
        known = row is not None
        with self._slow:
            right = self._right(row["hash"] if known else self._nobody, password)
        if not known or not right:
            return None
        self._attempts.clear([by_login, by_address])
        with self._database.write() as connection:
            connection.execute("DELETE FROM sessions WHERE expires_at < ?", (to_text(now),))
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?)", (_hash(token), login, to_text(now + SESSION_VALID))
            )
        return Session(login, token)

    def session(self, token: str, now: datetime) -> Session | None:
        """The valid session of a cookie."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT login FROM sessions WHERE hash = ? AND expires_at > ?", (_hash(token), to_text(now))
            ).fetchone()
        return None if row is None else Session(row["login"], token)

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (_hash(token),))

    @cached_property
    def _nobody(self) -> str:
        """A hash for logins that do not exist, so that they cost the same."""
        return self._hasher.hash("nobody has this password")

    def _right(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def check_new(login: str, password: str) -> None:
    """Raises `LoginMalformed` or `PasswordTooShort` for what makes no account."""
    if not _LOGIN.fullmatch(login):
        raise LoginMalformed
    if len(password) < MIN_PASSWORD:
        raise PasswordTooShort(count=MIN_PASSWORD)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
