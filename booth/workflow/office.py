"""Asks the office how it is: reachable, how fast, and what time it has. Unsigned, so it works before enrolment ends."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from booth.workflow.errors import OfficeTrouble
from sync.errors import NotTheOffice, SyncError
from sync.transport import Connection
from sync.wire import Instant, decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.identity import OfficeIdentity


@dataclass(frozen=True)
class Health:
    """The office's answer: seconds there and back, and how far this clock is ahead of the office's."""

    round_trip: float
    difference: float


class _Answer(msgspec.Struct):
    status: str
    server_time: Instant


def ask_health(
    identity: OfficeIdentity, clock: Callable[[], datetime], timer: Callable[[], float] = time.perf_counter
) -> Health:
    """One request on a fresh connection, the second of two timed. Raises `OfficeTrouble`."""
    try:
        connection = Connection(identity.address, identity.context())
        try:
            connection.request("GET", "/v1/health", {})  # opens the line; a handshake is no round trip
            start, before = timer(), clock()
            answer = connection.request("GET", "/v1/health", {})
            round_trip, after = timer() - start, clock()
        finally:
            connection.close()
        theirs = datetime.fromisoformat(decode(answer.body, _Answer).server_time)
    except SyncError as error:
        raise OfficeTrouble(error) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise OfficeTrouble(NotTheOffice("health")) from error
    return Health(round_trip, ((before + (after - before) / 2) - theirs).total_seconds())
