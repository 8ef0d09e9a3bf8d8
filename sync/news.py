"""What comes down: the bulletin, and the register of residents in letters.

The bulletin is small, about nobody, and signed; an agent reads it with nobody logged in. A letter holds residents and
is besides encrypted (age) to a key that lies in the booth's vault, so that only a login opens it; the agent brings it,
the booth takes it in. Both are versioned, both come by the line or on a stick, and both are refused where signature,
booth or version is wrong.

| request | body → answer |
|---|---|
| `POST /v1/news` | `Ask` → 200 `Told` |
| `GET /v1/letters/{sha256}` with `Range: bytes=N-` | – → 200 or 206 sealed bytes; 404 `Problem` where it was replaced |

Both signed at the door. `wire.Limits.news` in the answer to an offer changes when there is something new to ask for.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sync import wire
from sync.statements import Statement

Text = Annotated[str, Meta(max_length=2000)]
Version = Annotated[int, Meta(ge=0)]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]  # the booth's local time
Recipient = Annotated[str, Meta(pattern=r"^age1[02-9ac-hj-np-z]{58}\Z")]

MAX_LETTER = 512 * 1024 * 1024  # bytes


class BoothSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the office decides for a booth. None or 0: the office says nothing, the booth's own choice holds.

    Packets or days without a receipt warn from `warn_*` on and stop new recordings from `stop_*` on. `quiet` are spans
    of local time in which nothing is sent, `rate` bytes a second at most. `duplicate_days`: templates kept to search.
    """

    originals: bool = False
    warn_days: Annotated[int, Meta(ge=0)] = 7
    warn_packets: Annotated[int, Meta(ge=0)] = 500
    stop_days: Annotated[int, Meta(ge=0)] = 0
    stop_packets: Annotated[int, Meta(ge=0)] = 0
    quiet: tuple[tuple[Clock, Clock], ...] = ()
    rate: Annotated[int, Meta(ge=0)] = 0
    duplicate_days: Annotated[int, Meta(ge=0, le=365)] | None = None
    target: Annotated[int, Meta(ge=0)] | None = None


class OtherCount(msgspec.Struct, frozen=True, kw_only=True):
    """Recordings that the office holds of another booth on one of that booth's local days."""

    booth: wire.BoothId
    name: wire.Short
    day: wire.Day
    recordings: Annotated[int, Meta(ge=0)]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A word to whoever works at a booth. `version`: a software release it speaks of, or ''; `until` its last day."""

    id: wire.Short
    at: wire.Instant
    level: Literal["info", "care"] = "info"
    text: Text
    version: wire.Short = ""
    until: wire.Day | None = None


class Bulletin(msgspec.Struct, frozen=True, kw_only=True):
    """What the office says to one booth. `version` grows with each that differs; `closed_logins` may no longer work
    at any booth; `register` is the newest version of the register for this booth (0: none)."""

    office: wire.Short
    booth: wire.BoothId
    version: Annotated[int, Meta(ge=1)]
    issued_at: wire.Instant
    settings: BoothSettings = BoothSettings()
    counts: tuple[OtherCount, ...] = ()
    closed_logins: tuple[wire.Short, ...] = ()
    notices: tuple[Notice, ...] = ()
    register: Version = 0


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """The signed cover of a sealed register file: a snapshot (`base` 0) or the changes from `base` to `version`.

    `sha256` and `size` are of the sealed bytes; `rows` how many lines are inside (`sync.register_file`).
    """

    office: wire.Short
    booth: wire.BoothId
    base: Version
    version: Annotated[int, Meta(ge=1)]
    issued_at: wire.Instant
    recipient: Recipient
    rows: Annotated[int, Meta(ge=0)]
    sha256: wire.Sha256
    size: Annotated[int, Meta(ge=1, le=MAX_LETTER)]


class BoothKey(msgspec.Struct, frozen=True, kw_only=True):
    """To whom letters for a booth are sealed: a statement signed with the booth's seal key."""

    booth: wire.BoothId
    recipient: Recipient
    issued_at: wire.Instant


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What this booth has: the bulletin's version, the register's that it has taken in or holds a whole letter of."""

    bulletin: Version = 0
    register: Version = 0
    key: Statement | None = None  # `BoothKey`; None before anybody logged in


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is new: statements of `Bulletin` and `Letter`; None where nothing is. `news` as in `wire.Limits`."""

    news: int
    bulletin: Statement | None = None
    letter: Statement | None = None
