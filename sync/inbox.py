"""Letters that came and wait for a login: `DATA/inbox/<version>.letter`, the cover, beside `<version>.sealed`.

The cover is written last and its name made durable, so a cover means that the whole letter is there. A part is
`<sha256>.part`, and goes on at its size after whatever ended it. What was refused is kept beside, its cover with
`.refused` behind its name, until a letter was taken in; the same bytes are not fetched again meanwhile. Nothing in here
needs a backup: the office gives it again.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from sync import wire
from sync.bulletins import moment
from sync.errors import FolderUnusable, LetterDamaged, QueueDamaged, QueueFull, StatementRefused
from sync.files import sync_folder, write_private
from sync.identity import FOLDER as IDENTITY
from sync.news import BoothKey, Letter
from sync.statements import Statement, believe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sync.identity import OfficeIdentity
    from sync.outbox import Outbox

FOLDER = "inbox"
KEY = "recipient.json"  # in the folder of the identity: to whom letters are sealed
COVER, SEALED, PART, REFUSED = ".letter", ".sealed", ".part", ".refused"
ROOM = 256 << 20  # bytes left free beside a letter: recordings come first
_TAKEN = "register"  # the outbox's note of what the vault has, for an agent with nobody logged in
_NAME = re.compile(r"([1-9][0-9]{0,17})\.letter")
_LARGEST_COVER = 64 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Version(msgspec.Struct, frozen=True):
    """A register's version at a booth; 0 and no moment for none of an office's."""

    number: Annotated[int, Meta(ge=0)] = 0
    issued_at: Annotated[str, Meta(pattern=r"^(|[0-9T:.-]{10,30}Z)\Z")] = ""


def check(statement: Statement, identity: OfficeIdentity, recipient: str) -> Letter:
    """The cover of a letter that the office of `identity` sealed to `recipient` of this booth.

    Raises `StatementRefused` for any other.
    """
    letter = believe(statement, Letter, wire.public_key(identity.office_key))
    if (letter.office, letter.booth) != (identity.office, identity.booth):
        raise StatementRefused(f"letter of {letter.office} for {letter.booth}")
    if letter.recipient != recipient:
        raise StatementRefused("letter sealed to another key")
    if letter.base >= letter.version:
        raise StatementRefused(f"letter from {letter.base} to {letter.version}")
    moment(letter.issued_at)
    return letter


def applies(letter: Letter, have: Version) -> bool:
    """Whether a letter brings a register of version `have` on: changes to exactly it, or a whole one that is newer.

    Newer as of bulletins (`sync.bulletins.older`): by its number, or issued later by an office that was restored.
    """
    if letter.base:
        return letter.base == have.number
    return letter.version > have.number or moment(letter.issued_at) > moment(have.issued_at)


def part_of(folder: Path, letter: Letter) -> Path:
    """Where the bytes of a letter gather. Raises `QueueFull` where the disk has no room for it, `FolderUnusable`."""
    with files(folder):
        inbox = folder / FOLDER
        inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
        part, sealed = inbox / f"{letter.sha256}{PART}", inbox / f"{letter.version}{SEALED}"
        if sealed.exists() and not sealed.with_suffix(COVER).exists():  # the power went before the cover was written
            sealed.replace(part)
        have = part.stat().st_size if part.exists() else 0
        if shutil.disk_usage(inbox).free < letter.size - have + ROOM:
            raise QueueFull("no room for a letter")
        return part


def put(folder: Path, statement: Statement, letter: Letter) -> None:
    """Make a letter of its whole part: bytes, then cover, durable when this returns.

    Raises `LetterDamaged` where the part is not what the cover says, and then there is none any more; `QueueFull`,
    `FolderUnusable`.
    """
    part = folder / FOLDER / f"{letter.sha256}{PART}"
    with files(folder):
        if not _is(part, letter):
            part.unlink(missing_ok=True)
            raise LetterDamaged(f"letter {letter.version}: size or sha256")
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(part.with_name(f"{letter.version}{SEALED}"))
        _write(part.with_name(f"{letter.version}{COVER}"), wire.encode(statement))


def covers(folder: Path) -> list[Path]:
    """The covers of whole letters, the lowest version first. Raises `FolderUnusable`."""
    with files(folder):
        found = [(int(name[1]), path) for path in _entries(folder) if (name := _NAME.fullmatch(path.name))]
    return [path for _, path in sorted(found)]


def read_cover(cover: Path, identity: OfficeIdentity, recipient: str) -> Letter:
    """What the cover of a letter says. Raises `StatementRefused`, `FolderUnusable`."""
    try:
        with files(cover.parent):
            data = _head(cover)
        if len(data) > _LARGEST_COVER:
            raise StatementRefused("cover: too large")
        letter = check(wire.decode(data, Statement), identity, recipient)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise StatementRefused(f"cover: {error}") from error
    if cover.name != f"{letter.version}{COVER}":
        raise StatementRefused(f"cover of {letter.version} under another name")
    return letter


def read_sealed(cover: Path, letter: Letter) -> bytes:
    """The sealed bytes of a letter. Raises `LetterDamaged` where they are not what the cover says, `FolderUnusable`."""
    sealed = cover.with_suffix(SEALED)
    with files(cover.parent):
        if not _is(sealed, letter):
            raise LetterDamaged(f"letter {letter.version}: size or sha256")
        return sealed.read_bytes()


def put_aside(cover: Path) -> None:
    """Take a letter that is refused out of the way. Raises `FolderUnusable`."""
    with files(cover.parent):
        cover.with_suffix(SEALED).unlink(missing_ok=True)
        cover.replace(cover.with_name(f"{cover.name}{REFUSED}"))


def refused_before(folder: Path, letter: Letter) -> bool:
    """Whether these very bytes came before and were refused. Raises `FolderUnusable`."""
    with files(folder):
        for path in _entries(folder):
            if path.name.endswith(REFUSED) and letter.sha256.encode() in path.read_bytes():
                return True
    return False


def forget(cover: Path) -> None:
    """A letter was taken in, or never will be: delete it. Raises `FolderUnusable`."""
    with files(cover.parent):
        cover.unlink(missing_ok=True)
        cover.with_suffix(SEALED).unlink(missing_ok=True)


def forget_refused(folder: Path) -> None:
    """Delete what was refused before. Raises `FolderUnusable`."""
    with files(folder):
        for path in _entries(folder):
            if path.suffix == REFUSED:
                path.unlink(missing_ok=True)


def forget_parts(folder: Path, but: Letter) -> None:
    """Delete parts of letters other than `but`, and sealed bytes without a cover. Raises `FolderUnusable`."""
    with files(folder):
        for path in _entries(folder):
            part = path.suffix == PART and path.stem != but.sha256
            alone = path.suffix == SEALED and path.stem != str(but.version) and not path.with_suffix(COVER).exists()
            if part or alone:
                path.unlink(missing_ok=True)


def taken(outbox: Outbox) -> Version:
    """The register in the vault, as the last login noted it. Raises `QueueError`."""
    note = outbox.note(_TAKEN)
    try:
        return Version() if note is None else wire.decode(note, Version)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise QueueDamaged("version of the register") from error


def note_taken(outbox: Outbox, version: Version) -> None:
    """Note the version of the register in the vault; without a change nothing is written. Raises `QueueError`."""
    if taken(outbox) != version:
        outbox.set_note(_TAKEN, wire.encode(version))


def read_key(folder: Path) -> tuple[Statement, BoothKey] | None:
    """To whom letters for this booth are sealed; None before the first login, or where it cannot be read.

    Not proved here, where nobody is logged in: the office does.
    """
    try:
        statement = wire.decode((folder / IDENTITY / KEY).read_bytes(), Statement)
        return statement, msgspec.json.decode(statement.body, type=BoothKey)
    except (OSError, msgspec.DecodeError, ValueError, RecursionError):
        return None


def write_key(folder: Path, statement: Statement) -> None:
    """Keep the statement of a `BoothKey` for the office. Raises `QueueFull`, `FolderUnusable`."""
    with files(folder):
        _write(folder / IDENTITY / KEY, wire.encode(statement))


@contextmanager
def files(folder: Path) -> Iterator[None]:
    """Work on files in here: `OSError` leaves as `QueueFull` or `FolderUnusable`."""
    try:
        yield
    except OSError as error:
        raise explain(error, folder) from error


def explain(error: OSError, folder: Path) -> QueueFull | FolderUnusable:
    """Our error for one of the file system's in `folder`."""
    if error.errno in _FULL:
        return QueueFull(error.strerror or "")
    return FolderUnusable(folder=str(folder), reason=error.strerror or type(error).__name__)


def _head(cover: Path) -> bytes:
    try:
        with cover.open("rb") as file:
            return file.read(_LARGEST_COVER + 1)
    except FileNotFoundError as error:
        raise StatementRefused("cover: gone meanwhile") from error


def _entries(folder: Path) -> list[Path]:
    try:
        return list((folder / FOLDER).iterdir())
    except FileNotFoundError:
        return []


def _is(path: Path, letter: Letter) -> bool:
    """Whether a file holds exactly the bytes of a letter."""
    if not path.exists() or path.stat().st_size != letter.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == letter.sha256


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, its name durable where the system can."""
    write_private(path, data)
    sync_folder(path.parent)
