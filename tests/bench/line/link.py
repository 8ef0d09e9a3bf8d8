"""Two network namespaces, the booth's and the office's, joined by a bad line. Needs root, `ip` and /dev/net/tun.

Both have the default congestion control that was asked for: a namespace inherits it when it is made, and inside it
cannot be set.
"""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.line.channel import LineSpec, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[3]
DEFAULT_CONTROL = Path("/proc/sys/net/ipv4/tcp_congestion_control")
DEVICE = "line0"
NAMED = re.compile(r"line-(\d+)-\d+-(?:booth|office)")
_numbers = itertools.count(1)


class Side(Enum):
    """An end of the line, by the name of what stands there."""

    BOOTH = "booth"
    OFFICE = "office"


ADDRESS = {Side.BOOTH: "10.77.0.1", Side.OFFICE: "10.77.0.2"}


class LinkTrouble(Exception):
    """The line cannot be made here; says what is missing."""


class Link:
    """A line between two namespaces, from `open_link`. Commands are started in one of them."""

    office_address = ADDRESS[Side.OFFICE]

    def __init__(self, spec: LineSpec, ends: dict[Side, str], emulator: subprocess.Popen[str]) -> None:
        self.spec = spec
        self._ends = ends
        self._emulator = emulator
        self._asking = threading.Lock()

    def start(self, side: Side, command: Sequence[str], **options: Any) -> subprocess.Popen[Any]:
        """Start a command at one end, in a process group of its own; `options` are `subprocess.Popen`'s."""
        whole = ["ip", "netns", "exec", self._ends[side], *command]
        return subprocess.Popen(whole, start_new_session=True, cwd=options.pop("cwd", ROOT), **options)

    def tally(self) -> Tally:
        """What went over the line until now."""
        return self._ask("tally")

    def cut(self) -> Tally:
        """Begin an outage, which makes every flow forgotten; it lasts until `mend`."""
        return self._ask("cut")

    def mend(self) -> Tally:
        """End the outage that `cut` began."""
        return self._ask("mend")

    def unplug(self) -> None:
        """Take the booth's network device down, as a pulled cable does."""
        _ip("-n", self._ends[Side.BOOTH], "link", "set", DEVICE, "down")

    def plug(self) -> None:
        """Put it up again: the booth's system hears that its network changed."""
        _ip("-n", self._ends[Side.BOOTH], "link", "set", DEVICE, "up")

    def _ask(self, word: str) -> Tally:
        with self._asking:
            assert self._emulator.stdin is not None
            assert self._emulator.stdout is not None
            try:
                self._emulator.stdin.write(f"{word}\n")
                self._emulator.stdin.flush()
                return Tally(**json.loads(self._emulator.stdout.readline()))
            except (OSError, ValueError) as error:
                raise LinkTrouble("the emulator of the line ended") from error


@contextmanager
def open_link(spec: LineSpec, control: str, *, seed: int = 1) -> Iterator[Link]:
    """The line with `control` (cubic, bbr) as the default of both ends; all that ran there is ended afterwards.

    Raises `LinkTrouble` where it cannot be made.
    """
    if os.geteuid() != 0:
        raise LinkTrouble("network namespaces and TUN devices need root")
    if not Path("/dev/net/tun").exists():
        raise LinkTrouble("/dev/net/tun is missing (modprobe tun)")
    remove_left()
    # The process's number, because what a killed run left is found by it.
    run = f"line-{os.getpid()}-{next(_numbers)}"
    ends = {side: f"{run}-{side.value}" for side in Side}
    emulator = None
    try:
        with default_control(control):
            for name in ends.values():
                _ip("netns", "add", name)
        emulator = _emulator(spec, seed, ends)
        for side, name in ends.items():
            other = next(each for each in Side if each is not side)
            _ip("-n", name, "address", "add", ADDRESS[side], "peer", ADDRESS[other], "dev", DEVICE)
            for device in ("lo", DEVICE):
                _ip("-n", name, "link", "set", device, "up")
        yield Link(spec, ends, emulator)
    finally:
        for name in ends.values():
            _remove(name)
        if emulator is not None:
            emulator.kill()
            emulator.communicate()


@contextmanager
def default_control(name: str) -> Iterator[None]:
    """The system's default congestion control is `name` meanwhile, and what it was before afterwards."""
    with (Path(tempfile.gettempdir()) / "tcp-congestion-control.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two benchmarks at once must not put back each other's
        before = DEFAULT_CONTROL.read_text()
        try:
            DEFAULT_CONTROL.write_text(name)
        except OSError as error:
            raise LinkTrouble(f"congestion control {name} is not to be had: {error.strerror}") from error
        try:
            yield
        finally:
            DEFAULT_CONTROL.write_text(before)


def remove_left() -> None:
    """Remove the namespaces of runs that were killed."""
    for path in Path("/run/netns").glob("line-*"):
        found = NAMED.fullmatch(path.name)
        if found and not Path(f"/proc/{found[1]}").exists():
            _remove(path.name)


def end(process: subprocess.Popen[Any]) -> None:
    """End a command and what it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _remove(name: str) -> None:
    """End every process in the namespace, then remove it; nothing happens where there is none."""
    found = subprocess.run(["ip", "netns", "pids", name], capture_output=True, text=True, check=False)
    for number in found.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(number), signal.SIGKILL)
    subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _emulator(spec: LineSpec, seed: int, ends: dict[Side, str]) -> subprocess.Popen[str]:
    settings = {
        "spec": asdict(spec),
        "seed": seed,
        "ends": [ends[Side.BOOTH], ends[Side.OFFICE]],
        "device": DEVICE,
    }
    command = [sys.executable, "-m", "tests.bench.line.emulator", json.dumps(settings)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    if not process.stdout.readline():
        process.wait()
        raise LinkTrouble("the emulator of the line did not start")
    return process


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise LinkTrouble(f"ip {' '.join(words)}: {done.stderr.strip()}")
