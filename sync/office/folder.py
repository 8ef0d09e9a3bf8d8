"""The office's data folder: what lies where, its settings, and one receiver at a time.

`office.toml` is written by `init`; an officer may change name, zone and hosts by hand. The age recipients stand there
because the private halves of both age keys may be taken off this machine.
"""

from __future__ import annotations

import os
import re
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec
from platformdirs import user_data_path

from sync.errors import AgentRunning, FolderUnusable
from sync.lock import AgentLock
from sync.office import disk
from sync.office.errors import OfficeMissing, OfficeServed, OfficeUnreadable, OfficeUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_HOSTS = ("localhost", "127.0.0.1", "::1")
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


@dataclass(frozen=True)
class Folder:
    """Where the files are below `root`."""

    root: Path

    @property
    def settings(self) -> Path:
        return self.root / "office.toml"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def ledger(self) -> Path:
        return self.root / disk.LEDGER

    @property
    def packets(self) -> Path:
        """Accepted packets: booth/id/sha256."""
        return self.root / "packets"

    @property
    def spool(self) -> Path:
        """Packets that have arrived in part."""
        return self.root / "spool"

    @property
    def originals(self) -> Path:
        """Accepted originals of recordings: booth/id/sha256, the id being the recording's."""
        return self.root / "originals"

    @property
    def originals_spool(self) -> Path:
        """Originals that have arrived in part."""
        return self.root / "originals-spool"

    @property
    def register(self) -> Path:
        """Residents and decisions: what goes down to booths."""
        return self.root / "register.db"

    @property
    def letters(self) -> Path:
        """Sealed registers on their way to booths: booth/sha256."""
        return self.root / "letters"

    @property
    def lock(self) -> Path:
        return self.root / "serve.lock"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """office.toml. `recipients` are the age public keys of office and escrow, to which booths encrypt."""

    name: str
    time_zone: str
    hosts: tuple[str, ...]
    recipients: tuple[str, ...]

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, OSError) as error:  # msgspec turns a ValueError into its own
            raise ValueError("time_zone") from error
        if not self.recipients or not all(_RECIPIENT.fullmatch(text) for text in self.recipients):
            raise ValueError("recipients")
        if not self.name.strip() or len(self.name) > 200:
            raise ValueError("name")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def default_root() -> Path:
    """OFFICE_DATA, else the user's data folder."""
    named = os.environ.get("OFFICE_DATA")
    return Path(named) if named else user_data_path("bilik-rekam-office", appauthor=False)


def read_settings(folder: Folder) -> Settings:
    """The settings of an office. Raises `OfficeMissing`, `OfficeUnreadable`."""
    if not folder.settings.is_file() or not folder.keys.is_dir():
        raise OfficeMissing(folder=folder.root)
    with disk.reading(folder.settings):
        found = tomllib.loads(folder.settings.read_text("utf-8"))
    try:
        return msgspec.convert(found, Settings)
    except msgspec.ValidationError as error:
        raise OfficeUnreadable(file=folder.settings.name, reason=str(error)) from error


def settings_text(settings: Settings) -> str:
    """office.toml for `settings`."""
    lists = {"hosts": settings.hosts, "recipients": settings.recipients}
    return "\n".join(
        [
            "# The central office. Change `hosts` with `booth-office renew`: they stand in the certificate too.",
            f"name = {_quoted(settings.name)}",
            f"time_zone = {_quoted(settings.time_zone)}  # for the pages; a recording's day is its booth's",
            *(f"{key} = [{', '.join(_quoted(value) for value in values)}]" for key, values in lists.items()),
            "",
        ]
    )


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")


@contextmanager
def only_receiver(folder: Folder) -> Iterator[None]:
    """Holds the folder's lock: two receivers on one spool would write into each other's files.

    Raises `OfficeServed`, `OfficeUnwritable`.
    """
    try:
        lock = AgentLock(folder.lock)
    except AgentRunning as error:
        raise OfficeServed from error
    except FolderUnusable as error:
        raise OfficeUnwritable(reason=error.params["reason"]) from error
    try:
        yield
    finally:
        lock.release()
