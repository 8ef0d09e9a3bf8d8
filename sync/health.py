"""How this booth is, as it is told to the office with an offer: nothing in it is about a resident.

What only the application knows of its parts it leaves in the queue's file (`write_parts`), so that an agent of its own
can tell it while the application is closed.
"""

from __future__ import annotations

import shutil
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from sync import wire
from sync.queued import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from sync.outbox import Outbox

MAX_TROUBLES = 20
MAX_TEXT = 200  # characters
_PARTS = "health.parts"


class Parts(msgspec.Struct, frozen=True):
    """What the application knows: its last self-test, and the parts that do not work, by their names."""

    tested: wire.Instant | None = None
    passed: bool | None = None
    troubles: Annotated[tuple[wire.Short, ...], Meta(max_length=MAX_TROUBLES)] = ()


def write_parts(outbox: Outbox, *, tested: datetime | None, passed: bool | None, troubles: Sequence[str]) -> None:
    """Keep for `read_health` when the last self-test was (aware), whether it passed, and what does not work.

    Names beyond the twentieth are left out, and what is longer than 200 characters is cut. Raises `QueueError`s.
    """
    short = tuple(name[:MAX_TEXT] for name in troubles[:MAX_TROUBLES])
    outbox.set_note(_PARTS, msgspec.json.encode(Parts(_told(tested), passed, short)))


def read_parts(outbox: Outbox) -> Parts:
    """What was kept of the parts; nothing where that is nothing. Raises `QueueError`s."""
    return _parts(outbox.note(_PARTS))


def read_health(folder: Path, outbox: Outbox, now: datetime, zone: tzinfo | None) -> wire.Health:
    """How the booth in the data folder `folder` is at `now` (aware). Its day is that of `zone`; None: this computer's.

    Raises `QueueError`s.
    """
    day = now.astimezone(zone).date().isoformat()
    tally, oldest, parts = outbox.counts(), outbox.oldest_unsent(), read_parts(outbox)
    return wire.Health(
        at=wire.instant(now),
        version=program_version(),
        day=day,
        today=outbox.counts(day).total,
        queued=tally.unsent,
        parked=tally.states.get(State.PARKED, 0),
        oldest=_told(oldest),
        free=_free(folder),
        tested=parts.tested,
        passed=parts.passed,
        troubles=parts.troubles,
    )


@cache
def program_version() -> str:
    """The version of the installed program; '' where it is not installed as a package."""
    try:
        return version("bilik-rekam")
    except PackageNotFoundError:
        return ""


def _parts(note: bytes | None) -> Parts:
    """What was kept; nothing where it cannot be read, because health must not keep recordings from being sent."""
    try:
        return Parts() if note is None else msgspec.json.decode(note, type=Parts)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Parts()


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else wire.instant(moment)


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
