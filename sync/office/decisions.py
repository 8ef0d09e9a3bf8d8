"""What the office decides for its booths: settings, notices, logins that are closed. They come down in a bulletin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from resources.i18n import N_, tr
from sync import news
from sync.manners import leave_some
from sync.office.errors import OfficeError
from sync.office.instants import to_text

if TYPE_CHECKING:
    import sqlite3
    from datetime import date, datetime

    from sync.office.database import Database

ALL = ""  # the booth under which stands what holds for all booths
DEFAULT = "-"  # the value that gives the default back
MOST_SPANS = 10
SLOWEST = 1000  # bytes a second: a rate below is a typing error, with which nothing would ever arrive
_NUMBER = re.compile(r"[0-9]{1,9}")
_SPAN = re.compile(r"(([01][0-9]|2[0-3]):[0-5][0-9])-(([01][0-9]|2[0-3]):[0-5][0-9])")
_YES, _NO = frozenset({"yes", "ya", "true", "on"}), frozenset({"no", "tidak", "false", "off"})


class SettingUnknown(OfficeError):
    """No setting has this name."""

    text = N_("There is no setting {key}. The settings are: {known}.")


class SettingMalformed(OfficeError):
    """The value is not one of this setting's."""

    text = N_("{key} cannot be “{value}”: {reason}")


class NoticeUnknown(OfficeError):
    """No notice has this number."""

    text = N_("There is no notice {number}. The notices are listed by: booth-office notice list")


class NoticeMalformed(OfficeError):
    """A notice without words, or with too many."""

    text = N_("A notice has 1 to {count} characters, none of them a control character.")


class LoginUnknown(OfficeError):
    """The login is not closed."""

    text = N_("The login {login} is not closed. Closed logins are listed by: booth-office login list")


@dataclass(frozen=True)
class Setting:
    """One setting: its meaning for people, how its text is read, and how its value is written."""

    meaning: str
    parse: Callable[[str], object]
    reason: str  # what a value must be


def _flag(text: str) -> bool:
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError(text)
    return int(text)


def _year_of_days(text: str) -> int:
    number = _number(text)
    if number > 365:
        raise ValueError(text)
    return number


def _rate(text: str) -> int:
    number = _number(text)
    if 0 < number < SLOWEST:
        raise ValueError(text)
    return number


def _spans(text: str) -> list[tuple[str, str]]:
    found = []
    for part in filter(None, text.replace(" ", "").replace(".", ":").split(",")):
        span = _SPAN.fullmatch(part)
        if span is None or span[1] == span[3]:
            raise ValueError(text)
        found.append((span[1], span[3]))
    if len(found) > MOST_SPANS or not leave_some(tuple(found)):
        raise ValueError(text)
    return found


_COUNT = N_("Write a number from 0 to 999999999.")
SETTINGS: Mapping[str, Setting] = {
    "originals": Setting(
        N_("Send lossless images too, when the line is idle: yes or no."), _flag, N_("Write yes or no.")
    ),
    "warn_days": Setting(N_("Warn after so many days without a receipt; 0: never."), _number, _COUNT),
    "warn_packets": Setting(N_("Warn from so many unsent recordings on; 0: never."), _number, _COUNT),
    "stop_days": Setting(N_("No new recordings after so many days without a receipt; 0: never."), _number, _COUNT),
    "stop_packets": Setting(N_("No new recordings from so many unsent ones on; 0: never."), _number, _COUNT),
    "quiet": Setting(
        N_("Hours of the day in which nothing is sent, for example 08:00-12:00,13:00-15:00; empty: none."),
        _spans,
        N_("Write spans as 08:00-12:00, several with commas between, and leave some of the day free."),
    ),
    "rate": Setting(
        N_("Bytes a second that are sent at most; 0: no limit."),
        _rate,
        N_("Write 0 or a number from 1000 to 999999999."),
    ),
    "duplicate_days": Setting(
        N_("Days in which a booth finds its own people again by their fingers; 0: never."),
        _year_of_days,
        N_("Write a number from 0 to 365."),
    ),
    "target": Setting(N_("Recordings a day that a booth aims at."), _number, _COUNT),
}


def written(value: object) -> str:
    """A setting's value as it is written on the command line; `-` where nothing is set."""
    match value:
        case None:
            return DEFAULT
        case bool():
            return tr("yes") if value else tr("no")
        case tuple() | list():
            return ",".join("-".join(span) for span in value)
    return str(value)


class Decisions:
    """The tables of settings, notices and closed logins in register.db."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self, booth: str, changes: Mapping[str, str]) -> None:
        """Set settings of `booth` (`ALL`: of every booth), all or none; the value `-` gives the default back.

        Raises `SettingUnknown`, `SettingMalformed`.
        """
        parsed = {
            key: None if text == DEFAULT else msgspec.json.encode(_parsed(key, text)).decode()
            for key, text in changes.items()
        }
        with self._database.write() as connection:
            for key, value in parsed.items():
                connection.execute("DELETE FROM settings WHERE booth = ? AND key = ?", (booth, key))
                if value is not None:
                    connection.execute("INSERT INTO settings VALUES (?, ?, ?)", (booth, key, value))

    def own(self, booth: str) -> dict[str, object]:
        """What is set for `booth` itself (`ALL`: for every booth)."""
        with self._database.read() as connection:
            return _own(connection, booth)

    def settings(self, booth: str) -> news.BoothSettings:
        """What holds at `booth`: its own, else what is set for all, else the default."""
        with self._database.read() as connection:
            values = {**_own(connection, ALL), **_own(connection, booth)}
        return msgspec.convert(values, news.BoothSettings)

    def add_notice(self, text: str, *, level: str, version: str, until: date | None, now: datetime) -> int:
        """Tell every booth something; the notice's number. Raises `NoticeMalformed`."""
        text = " ".join(text.split())
        if not text or len(text) > 2000 or not text.isprintable():
            raise NoticeMalformed(count=2000)
        if len(version) > 200 or not version.isprintable():
            raise NoticeMalformed(count=200)
        row = (to_text(now), level, text, version, until and until.isoformat())
        with self._database.write() as connection:
            cursor = connection.execute(
                "INSERT INTO notices (at, level, text, version, until) VALUES (?, ?, ?, ?, ?)", row
            )
            return int(cursor.lastrowid or 0)

    def notices(self, today: date | None = None) -> list[news.Notice]:
        """The notices, oldest first; only those that still hold on `today`, where it is given."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, at, level, text, version, until FROM notices"
                " WHERE :today IS NULL OR until IS NULL OR until >= :today ORDER BY id",
                {"today": today and today.isoformat()},
            ).fetchall()
        return [msgspec.convert({**dict(row), "id": str(row["id"])}, news.Notice) for row in rows]

    def remove_notice(self, number: str) -> None:
        """Take a notice back. Raises `NoticeUnknown`."""
        key = int(number) if _NUMBER.fullmatch(number) else None
        with self._database.write() as connection:
            if not connection.execute("DELETE FROM notices WHERE id = ?", (key,)).rowcount:
                raise NoticeUnknown(number=number)

    def close_login(self, login: str, now: datetime) -> None:
        """Let this login work at no booth any more."""
        with self._database.write() as connection:
            connection.execute("INSERT OR IGNORE INTO closed_logins VALUES (?, ?)", (login, to_text(now)))

    def open_login(self, login: str) -> None:
        """Let this login work again. Raises `LoginUnknown`."""
        with self._database.write() as connection:
            if not connection.execute("DELETE FROM closed_logins WHERE login = ?", (login,)).rowcount:
                raise LoginUnknown(login=login)

    def closed_logins(self) -> dict[str, str]:
        """Closed login → since when."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT login, at FROM closed_logins ORDER BY login").fetchall()
        return {row[0]: row[1] for row in rows}


def _parsed(key: str, text: str) -> object:
    if key not in SETTINGS:
        raise SettingUnknown(key=key, known=", ".join(SETTINGS))
    try:
        return SETTINGS[key].parse(text)
    except ValueError:
        raise SettingMalformed(key=key, value=text, reason=tr(SETTINGS[key].reason)) from None


def _own(connection: sqlite3.Connection, booth: str) -> dict[str, object]:
    rows = connection.execute("SELECT key, value FROM settings WHERE booth = ? ORDER BY key", (booth,)).fetchall()
    return {row[0]: msgspec.json.decode(row[1]) for row in rows if row[0] in SETTINGS}
