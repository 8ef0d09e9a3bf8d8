"""How good the line to the office is: there and back, lost on the way, and how much goes up in a second."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from booth.workflow.errors import OfficeTrouble
from sync.client import Client
from sync.errors import LineError, SyncError
from sync.identity import load_door_key
from sync.transport import Connection, Patience

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from booth.devices.ports import Cancel
    from sync.identity import OfficeIdentity

TRIPS = 10
PROBE = 32 * 1024  # bytes: two seconds at 128 kbit/s
PATIENCE = Patience(stall=4.0, answer=6.0)
LONGEST = 6.0  # seconds for all trips: a bad line is known after a few


@dataclass(frozen=True)
class LineQuality:
    """`round_trip` in seconds (median), `lost` a share of 0 to 1, `rate` in bit/s up, None where it was not measured.

    `lost` is the larger of requests that failed and TCP segments that had to be sent again.
    """

    round_trip: float
    lost: float
    rate: float | None


def measure_line(
    identity: OfficeIdentity,
    folder: Path,
    clock: Callable[[], datetime],
    cancel: Cancel,
    timer: Callable[[], float] = time.perf_counter,
) -> LineQuality:
    """Ten small requests and one of 32 KB. Raises `OfficeTrouble` where the office cannot be reached or refuses."""
    try:
        trips, failed, again = _trips(identity, cancel, timer)
        round_trip = statistics.median(trips)
        client = Client(identity, load_door_key(folder), clock=clock, patience=PATIENCE)
        try:
            client.probe(0)  # opens the line: a handshake is no upload
            cancel.check()
            start = timer()
            client.probe(PROBE)
            seconds = max(timer() - start - round_trip, 1e-4)
        except LineError:
            return LineQuality(round_trip, max(failed, again), None)
        finally:
            client.close()
    except SyncError as error:
        raise OfficeTrouble(error) from error
    return LineQuality(round_trip, max(failed, again), PROBE * 8 / seconds)


def _trips(identity: OfficeIdentity, cancel: Cancel, timer: Callable[[], float]) -> tuple[list[float], float, float]:
    """Seconds of each trip, the share of trips that failed, and of segments sent again. Raises `SyncError`."""
    connection = Connection(identity.address, identity.context(), PATIENCE)
    try:
        connection.request("GET", "/v1/health", {})  # a line that is dead is said at once
        trips: list[float] = []
        failed, begun = 0, timer()
        while len(trips) + failed < TRIPS and (not trips or timer() - begun < LONGEST):
            cancel.check()
            start = timer()
            try:
                connection.request("GET", "/v1/health", {})
            except LineError:
                failed += 1
                if failed == TRIPS:
                    raise
            else:
                trips.append(timer() - start)
        sent, again = connection.segments()
    finally:
        connection.close()
    return trips, failed / (len(trips) + failed), again / sent if sent else 0.0
