"""One line, quickly: `python -m tests.bench.line LINE [SENDER …]`; a sender is `ours` or a peer's name."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import asdict, replace
from pathlib import Path

from tests.bench.line.lines import LINES, SIZE
from tests.bench.line.link import Link, LinkTrouble, open_link
from tests.bench.line.measure import Job, measure
from tests.bench.line.ours import Ours
from tests.bench.line.peers import PEERS, PeerSender

DROPS = ("queue_full", "lost", "outage", "forgotten")


def main() -> int:
    """Measure each sender in turn and print its figures."""
    args = parser().parse_args()
    line = LINES[args.line]
    changes = {name: value for name in ("up", "round_trip", "loss", "dead", "period", "queue")
               if (value := getattr(args, name)) is not None}  # fmt: skip
    spec, control = replace(line.spec, **changes), args.control or line.control
    job = Job(args.packets or line.quick_packets, args.size, args.limit)
    print(f"{line.text}, {control}: {spec}; {job.packets} packets of {job.size} bytes")
    folder = args.keep or Path(tempfile.mkdtemp(prefix="line-"))
    for name in args.senders or ["ours"]:
        if name == "ours":
            sender, default = Ours(folder / "ours", control), "cubic"
        else:
            sender, default = PeerSender(PEERS[name], folder / "peer"), control
        with open_link(spec, default, seed=args.seed) as link:
            result = measure(link, sender, job, Trace(link) if args.trace else lambda: None)
            tally = link.tally()
        print(
            f"{sender.name:12} share {result.share:.3f}  bytes {result.ratio:.3f}  {result.seconds:.1f} s  "
            f"arrived {result.arrived}/{result.packets}  connections {result.connections}  "
            f"cpu {100 * result.cpu / max(result.seconds, 1):.1f} %  peak {result.peak / 1e6:.0f} MB",
            flush=True,
        )
        again = tally.bytes_up / max(1, tally.stream_up)
        print(f"{'':12} stream {tally.stream_up} bytes ({again:.3f} sent for each of them); {asdict(tally)}")
        if name == "ours":
            print(f"{'':12} once said {sender.told()}")
    if args.keep is None:
        shutil.rmtree(folder)
    return 0


class Trace:
    """Prints, about once a second, how much of the line is used and what did not get through."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._at, self._before = time.monotonic(), link.tally()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self._at < 1.0:
            return
        tally, before = self._link.tally(), self._before
        used = (tally.arrived_up - before.arrived_up) * 8 / (now - self._at) / self._link.spec.up
        dropped = {name: getattr(tally, name) - getattr(before, name) for name in DROPS}
        since = now - (tally.first_syn or now)
        print(f"  {since:6.1f} s  {used:5.2f} {'#' * round(40 * used):42} flows {tally.syns:3}  {dropped}", flush=True)
        self._at, self._before = now, tally


def parser() -> ArgumentParser:
    """The options."""
    made = ArgumentParser(
        prog="python -m tests.bench.line",
        description=__doc__,
        epilog="Lines: " + "; ".join(f"{line.name} = {line.text}, {line.control}" for line in LINES.values()),
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument("line", choices=LINES)
    made.add_argument(
        "senders", nargs="*", metavar="SENDER", choices=("ours", *PEERS), help=", ".join(("ours", *PEERS))
    )
    made.add_argument("--packets", type=int)
    made.add_argument("--size", type=int, default=SIZE, help="bytes of a packet")
    made.add_argument("--control", choices=("bbr", "cubic", "reno"))
    made.add_argument("--limit", type=float, default=420.0, help="seconds after which what arrived counts")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--trace", action="store_true", help="print once a second what the line carries")
    made.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was sent, received and said there")
    made.add_argument("--up", type=float, help="bit/s")
    made.add_argument("--round-trip", type=float, help="seconds")
    made.add_argument("--loss", type=float, help="share of the packets of each way")
    made.add_argument("--dead", type=float, help="seconds of each period")
    made.add_argument("--period", type=float, help="seconds")
    made.add_argument("--queue", type=int, help="bytes")
    return made


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LinkTrouble as error:
        sys.exit(str(error))
