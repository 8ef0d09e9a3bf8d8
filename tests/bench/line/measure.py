"""One sender on one line: how much of the line it filled, and how many bytes it sent for each that was to be sent."""

from __future__ import annotations

import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tests.bench.line.link import Link, end

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.line.channel import Tally

UNTIL_READY = 30.0  # seconds for a server to listen


@dataclass(frozen=True)
class Job:
    """`packets` of `size` bytes to be sent; `limit` seconds after which what arrived counts."""

    packets: int
    size: int = 400_000
    limit: float = 420.0


@dataclass(frozen=True)
class Figures:
    """`seconds` from the booth's first SYN to the last answer, or to the limit where not all arrived; `cpu` in seconds,
    `peak` resident bytes of the sender."""

    packets: int
    arrived: int
    seconds: float
    share: float
    ratio: float
    connections: int
    cpu: float = 0.0
    peak: int = 0


class Sender(Protocol):
    """A way to send: its receiver in the office's namespace, its sender in the booth's."""

    name: str

    def prepare(self, job: Job) -> None:
        """Make what is to be sent, and an empty receiver."""

    def receive(self, link: Link) -> subprocess.Popen[bytes]:
        """Start the receiver; it listens on `PORT` soon."""

    def send(self, link: Link) -> subprocess.Popen[bytes]:
        """Start the sender; it ends when all is sent."""

    def arrived(self, job: Job) -> int:
        """How many whole packets the receiver has."""

    def seconds(self) -> float | None:
        """Until the last receipt, as a sender says itself that goes on talking after it."""


PORT = 8080


def measure(link: Link, sender: Sender, job: Job, looked: Callable[[], None] = lambda: None) -> Figures:
    """Let `sender` send; `looked` is called five times a second meanwhile.

    Raises `RuntimeError` where the receiver does not start.
    """
    sender.prepare(job)
    receiver = sender.receive(link)
    client = None
    try:
        await_listening(receiver)
        client = sender.send(link)
        watched = Watched(client)
        begun = time.monotonic()
        while time.monotonic() - begun < job.limit and watched.running():
            looked()
            time.sleep(0.2)
        took: float | None = time.monotonic() - begun
        tally, cut_off = link.tally(), watched.running()
        arrived = sender.arrived(job)
    finally:
        for process in (client, receiver):
            if process is not None:
                end(process)
    if arrived == job.packets and not cut_off:
        took = sender.seconds()
    return figures(job, link, tally, arrived=arrived, seconds=took, watched=watched)


def figures(job: Job, link: Link, tally: Tally, *, arrived: int, seconds: float | None, watched: Watched) -> Figures:
    """What the line saw. `seconds`: how long it took, where that is not from the first SYN to the last answer."""
    if seconds is None:
        seconds = (tally.last_data or 0.0) - (tally.first_syn or 0.0)
    payload = arrived * job.size
    return Figures(
        job.packets,
        arrived,
        seconds,
        payload * 8 / seconds / link.spec.up if seconds else 0.0,
        tally.bytes_up / payload if payload else 0.0,
        tally.syns,
        watched.cpu,
        watched.peak,
    )


class Watched:
    """A process of which the processor's time and the largest memory are read while it runs (from /proc: what the
    system keeps for `wait` includes what this process was before it became the command)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.cpu = 0.0
        self.peak = 0

    def running(self) -> bool:
        """Whether it still runs; looks at it by the way."""
        folder = Path(f"/proc/{self._process.pid}")
        with suppress(OSError, ValueError, IndexError):
            status = (folder / "status").read_text()
            self.peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
            used = (folder / "stat").read_text().rpartition(")")[2].split()[11:13]
            self.cpu = sum(map(int, used)) / 100
        return self._process.poll() is None


def await_listening(receiver: subprocess.Popen[bytes], port: int = PORT) -> None:
    """Wait until something listens on `port` in the office's namespace, seen without a packet on the line."""
    until = time.monotonic() + UNTIL_READY
    wanted = f":{port:04X}"
    while time.monotonic() < until:
        if receiver.poll() is not None:
            raise RuntimeError(f"the receiver ended with {receiver.returncode}")
        for table in ("tcp", "tcp6"):
            with suppress(OSError):
                for row in Path(f"/proc/{receiver.pid}/net/{table}").read_text().splitlines()[1:]:
                    fields = row.split()
                    if fields[1].endswith(wanted) and fields[3] == "0A":
                        return
        time.sleep(0.05)
    raise RuntimeError("the receiver does not listen")
