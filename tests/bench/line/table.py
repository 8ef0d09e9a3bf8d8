"""The table of lines: ours and the peers, each on a line of its own, a few of them at the same time."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.line.lines import LINES, SIZE, Line
from tests.bench.line.link import open_link
from tests.bench.line.measure import Figures, Job, measure
from tests.bench.line.ours import Ours
from tests.bench.line.peers import PEERS, PeerSender
from tests.bench.line.waiting import PACKETS, Return, measure_return

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MOST_CPU = 0.03  # of a core at 2 Mbit/s
MOST_MEMORY = 60e6  # bytes
SOONEST = {"no event": 20.0, "network event": 5.0}  # seconds until the first receipt
WAITING = "waiting"
QUICK_PEERS = {
    "bbr": ("put4", "tusjs4", "rsync"),
    "cubic": ("put8", "rsync"),
    "cubic5": ("put8",),
    "bbr5": ("put4",),
    "dead": ("put4",),
    "slow": ("put1",),
}
FULL_PEERS = {
    "bbr": ("tusjs4", "put4", "put8", "rclone4", "http2", "rsync", "put1", "tuspy"),
    "cubic": ("put8", "put4", "tusjs4", "rclone4", "http2", "rsync", "tuspy"),
    "cubic5": ("put8", "put4", "tusjs4", "rsync"),
    "bbr5": ("put8", "put4", "tusjs4", "rsync"),
    "dead": ("put4", "put1", "tusjs4", "rclone4", "rsync", "tuspy"),
    "slow": ("put4", "put1", "tusjs4", "rsync"),
}


@dataclass(frozen=True)
class Plan:
    """What is run. Peers send `peer_packets`, on the slow line as many as ours; `at_once` lines run side by side."""

    full: bool
    names: Sequence[str]
    peers: Mapping[str, Sequence[str]]
    peer_packets: int
    at_once: int


@dataclass(frozen=True)
class Row:
    """A printed row; `missed` is empty or says which goal was not reached."""

    order: tuple[int, int]
    cells: tuple[str, ...]
    missed: str = ""


HEAD = ("line", "control", "way", "share", "bytes", "connections", "arrived", "seconds", "goal", "")


def plan(environment: Mapping[str, str]) -> Plan:
    """From LINE_FULL, LINE_ONLY (names of lines with commas), LINE_PEERS (0: none) and LINE_AT_ONCE."""
    full = environment.get("LINE_FULL", "") not in ("", "0")
    only = [name for name in environment.get("LINE_ONLY", "").split(",") if name]
    unknown = set(only) - {*LINES, WAITING}
    if unknown:
        raise ValueError(f"no such line: {', '.join(sorted(unknown))}; there are {', '.join((*LINES, WAITING))}")
    peers = (FULL_PEERS if full else QUICK_PEERS) if environment.get("LINE_PEERS", "1") != "0" else {}
    return Plan(full, only or [*LINES, WAITING], peers, 50 if full else 25, int(environment.get("LINE_AT_ONCE", "3")))


def run(asked: Plan, told: Callable[[str], None]) -> list[Row]:
    """All rows in the order of the table; `told` hears each as it is there. The longest are begun first."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="line-") as name, ThreadPoolExecutor(asked.at_once) as pool:
        folder = Path(name)
        ours = [pool.submit(_waiting, folder / WAITING)] if WAITING in asked.names else []
        chosen = [line for line in reversed(LINES.values()) if line.name in asked.names]
        ours += [pool.submit(_ours, line, asked, folder / line.name) for line in chosen]
        peers = [
            pool.submit(_peer, line, peer, asked, folder / f"{line.name}-{peer}")
            for line in chosen
            for peer in asked.peers.get(line.name, ())
        ]
        for future in as_completed((*ours, *peers)):
            for row in future.result():
                told("  ".join(cell for cell in row.cells if cell))
                rows.append(row)
    return sorted(rows, key=lambda row: row.order)


def printed(rows: Sequence[Row]) -> str:
    """The table."""
    widths = [max(len(row[at]) for row in (HEAD, *(row.cells for row in rows))) for at in range(len(HEAD))]
    lines = []
    for cells in (HEAD, *(row.cells for row in rows)):
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    return "\n".join(lines)


def _ours(line: Line, asked: Plan, folder: Path) -> list[Row]:
    """The booth's system is cubic here; where the line is for bbr, the client asks for it."""
    packets = line.packets if asked.full else line.quick_packets
    goal = line.goal if asked.full else line.quick_goal
    sender = Ours(folder, line.control)
    with open_link(line.spec, "cubic") as link:
        found = measure(link, sender, Job(packets, SIZE, line.limit))
    misses = []
    if found.arrived < packets:
        misses.append(f"{packets - found.arrived} did not arrive")
    if goal is not None and found.share < goal:
        misses.append("share")
    if line.most_bytes is not None and asked.full and found.ratio > line.most_bytes:
        misses.append("bytes")
    text = "–" if goal is None else f"≥ {goal:.2f}"
    text += f", ≤ {line.most_bytes:.2f} bytes" if line.most_bytes is not None and asked.full else ""
    rows = [_row(line, 0, "ours", found, goal=text, misses=misses)]
    if line.name == "bbr":
        used, misses = found.cpu / max(found.seconds, 1.0), []
        if used > MOST_CPU:
            misses.append("CPU")
        cells = (line.text, line.control, "ours, CPU of a core", f"{used:.1%}", "", "", "", "", f"≤ {MOST_CPU:.0%}")
        rows.append(_judged((_place(line), 1), cells, misses))
    return rows


def _peer(line: Line, name: str, asked: Plan, folder: Path) -> list[Row]:
    peer = PEERS[name]
    at = 2 + list(PEERS).index(name)
    packets = asked.peer_packets if line.packets > 10 else line.packets if asked.full else line.quick_packets
    missing = peer.missing()
    if missing:
        cells = (
            line.text,
            line.control,
            peer.name,
            "–",
            "–",
            "–",
            "–",
            "–",
            "",
            f"not installed: {Path(missing).name}",
        )
        return [Row((_place(line), at), cells)]
    with open_link(line.spec, line.control) as link:
        found = measure(link, PeerSender(peer, folder), Job(packets, SIZE, line.peer_limit))
    return [_row(line, at, peer.name, found)]


def _waiting(folder: Path) -> list[Row]:
    rows = []
    found = measure_return(folder)
    for at, each in enumerate(found):
        soonest, misses = SOONEST[each.text], []
        if each.first is None or each.first > soonest:
            misses.append("first receipt")
        if each.resent >= SIZE:
            misses.append("sent again")
        first = "none" if each.first is None else f"{each.first:.1f} s"
        cells = (
            f"{PACKETS} waiting, 2 Mbit/s, {each.text}",
            "bbr",
            "ours, first receipt",
            first,
            f"{each.resent / 1000:.0f} kB over",
            "",
            str(each.receipts),
            "",
            f"≤ {soonest:.0f} s, < {SIZE // 1000} kB",
        )
        rows.append(_judged((len(LINES), at), cells, misses))
    return [*rows, _agent(found)]


def _agent(found: Sequence[Return]) -> Row:
    peak = max(each.peak for each in found)
    cells = ("the agent alone (booth-sync run)", "bbr", "ours, memory", f"{peak / 1e6:.0f} MB", "", "", "", "")
    return _judged((len(LINES), 9), (*cells, f"≤ {MOST_MEMORY / 1e6:.0f} MB"), ["memory"] if peak > MOST_MEMORY else [])


def _row(line: Line, at: int, way: str, found: Figures, *, goal: str = "", misses: Sequence[str] = ()) -> Row:
    cells = (
        line.text,
        line.control,
        way,
        f"{found.share:.3f}",
        f"{found.ratio:.3f}" if found.arrived else "–",
        str(found.connections),
        f"{found.arrived}/{found.packets}",
        f"{found.seconds:.0f}",
        goal,
    )
    return _judged((_place(line), at), cells, misses)


def _judged(order: tuple[int, int], cells: tuple[str, ...], misses: Sequence[str]) -> Row:
    missed = ", ".join(misses)
    verdict = f"missed: {missed}" if missed else "ok" if cells[-1] not in ("", "–") else ""
    return Row(order, (*cells, verdict), missed)


def _place(line: Line) -> int:
    return list(LINES).index(line.name)
