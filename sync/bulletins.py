"""The bulletin that a booth keeps: the office's newest word, believed and never replaced by an older one.

What is older? An office counts its bulletins, and one that was restored from a backup counts from lower on for ever.
So a lower version is refused only where it was not issued later either: somebody who plays back an old bulletin, from
a stick for instance, has both against him, a restored office has one. Where both clocks and counts of an office were
turned back, the booth keeps the old word until one of the two has caught up; a bulletin that was issued with a clock in
the future gives way to the next with a higher version. So whatever went wrong, the next words of the office mend it.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from sync import wire
from sync.errors import StatementRefused
from sync.news import Bulletin
from sync.statements import Statement, believe

if TYPE_CHECKING:
    from sync.identity import OfficeIdentity
    from sync.outbox import Outbox

log = logging.getLogger(__name__)

NOTE = "bulletin"  # where the outbox keeps it, as the office wrote it


def keep(outbox: Outbox, statement: Statement, identity: OfficeIdentity) -> Bulletin:
    """Believe a bulletin and keep it; the one that is here already changes nothing.

    Raises `StatementRefused` where it is not by the office of `identity`, not for this booth, or older than what is
    kept; `QueueError`.
    """
    said, before = _believed(statement, identity), current(outbox, identity)
    if before is not None and older((said.version, said.issued_at), (before.version, before.issued_at)):
        raise StatementRefused(f"bulletin {said.version} of {said.issued_at} after {before.version}")
    if said != before:
        outbox.set_note(NOTE, wire.encode(statement))
    return said


def current(outbox: Outbox, identity: OfficeIdentity) -> Bulletin | None:
    """The bulletin that is kept; None for none, or for one of an office that this booth has left. Raises `QueueError`.

    Its signature is looked at each time: the outbox is no secret, and whoever writes into it is not the office.
    """
    note = outbox.note(NOTE)
    if note is None:
        return None
    try:
        return _believed(wire.decode(note, Statement), identity)
    except (StatementRefused, msgspec.DecodeError, ValueError, RecursionError) as error:
        log.warning("the bulletin that was kept is not used: %s", error)
        return None


def older(said: tuple[int, str], before: tuple[int, str]) -> bool:
    """Whether (version, issued at) `said` is of before `before`: a lower version, and not issued later."""
    return said[0] < before[0] and moment(said[1]) <= moment(before[1])


def moment(instant: str) -> datetime:
    """When a statement was issued. Raises `StatementRefused` for an instant that no calendar has."""
    try:
        return datetime.fromisoformat(instant)
    except ValueError as error:
        raise StatementRefused(f"issued at {instant}") from error


def _believed(statement: Statement, identity: OfficeIdentity) -> Bulletin:
    said = believe(statement, Bulletin, wire.public_key(identity.office_key))
    if (said.office, said.booth) != (identity.office, identity.booth):
        raise StatementRefused(f"bulletin of {said.office} for {said.booth}")
    moment(said.issued_at)
    return said
