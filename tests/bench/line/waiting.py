"""After 14 days without a line: how soon the first receipt comes, and that what is sent is sent once."""

from __future__ import annotations

import signal
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from sync.agent import OUTBOX
from sync.identity import load_identity, save_identity
from sync.outbox import Outbox, State
from tests.bench.line.lines import LINES, SIZE
from tests.bench.line.link import Link, end, open_link
from tests.bench.line.measure import Job, Watched, await_listening
from tests.bench.line.ours import Ours

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

PACKETS = 1400
SILENT = 75.0  # seconds the agent finds no line: more than five of its probes, so it is as patient as after 14 days
SENDING = 60.0  # seconds it then sends
LONGEST = 90.0  # seconds after which no receipt came


@dataclass(frozen=True)
class Return:
    """The line came back. `first` in seconds until the first receipt, None: none; then what was sent in a minute.

    `resent` bytes of TCP payload went up besides what the office has, whole packets and parts: requests, offers, and
    what had to be sent again.
    """

    text: str
    first: float | None
    receipts: int
    resent: int
    peak: int  # resident bytes of the agent
    cpu: float  # seconds of the processor for each second of sending


def measure_return(folder: Path) -> list[Return]:
    """Without an event (the line begins to carry) and with one (the booth's device comes up), one after the other."""
    ours = Ours(folder, "system")
    ours.prepare(Job(PACKETS, SIZE))
    identity = load_identity(ours.booth)
    assert identity is not None
    save_identity(ours.booth, msgspec.structs.replace(identity, url=ours.url))
    returns = []
    for text, go, come in (
        ("no event", Link.cut, Link.mend),
        ("network event", Link.unplug, Link.plug),
    ):
        with open_link(LINES["cubic"].spec, "cubic") as link:
            returns.append(_return(ours, link, text, go, come))
    return returns


def _return(ours: Ours, link: Link, text: str, go: Callable[[Link], object], come: Callable[[Link], object]) -> Return:
    office = ours.receive(link)
    agent = None
    try:
        await_listening(office)
        held = _held(ours)
        go(link)
        agent = ours.keep_sending(link)
        watched = Watched(agent)
        _wait(SILENT, watched.running)
        cpu = watched.cpu
        with closing(Outbox.open(ours.booth / OUTBOX, clock=lambda: datetime.now(UTC))) as outbox:
            before = outbox.counts().states.get(State.RECEIPTED, 0)

            def more() -> int:
                return outbox.counts().states.get(State.RECEIPTED, 0) - before

            begun = time.monotonic()
            come(link)
            _wait(LONGEST, lambda: watched.running() and not more())
            first = time.monotonic() - begun if more() else None
            begun = time.monotonic()
            _wait(SENDING, watched.running)
            cpu = (watched.cpu - cpu) / (time.monotonic() - begun)
            _stop(agent)
            receipts = more()
            _stop(office)  # it writes down the parts that it still has in memory
        resent = link.tally().stream_up - (_held(ours) - held)
    finally:
        for process in (agent, office):
            if process is not None:
                end(process)
    return Return(text, first, receipts, resent, watched.peak, cpu)


def _held(ours: Ours) -> int:
    """Bytes that the office has: whole packets, and parts of others."""
    return sum(
        path.stat().st_size
        for name in ("packets", "spool")
        for path in (ours.office / name).rglob("*")
        if path.is_file()
    )


def _stop(agent: subprocess.Popen[bytes]) -> None:
    """End it in order, then let the line empty itself: what is under way still comes to the office."""
    agent.send_signal(signal.SIGTERM)
    _wait(10.0, lambda: agent.poll() is None)
    time.sleep(2.0)


def _wait(seconds: float, going_on: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and going_on():
        time.sleep(0.1)
