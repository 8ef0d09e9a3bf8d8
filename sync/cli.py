"""The `booth-sync` command: send once, keep sending, or say how it stands.

Exit codes: 0 done · 1 could not be done, one line on stderr says why · 2 wrong usage · 3 the office refused a packet ·
4 the office refused this booth, or its certificate is not the pinned one · 130 interrupted.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from resources.i18n import DEFAULT, LANGUAGES, set_language, tr
from sync.courier_cli import add_courier
from sync.errors import NotEnrolled, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sync.agent import Agent
    from sync.line import LineStatus

PARKED, REFUSED, INTERRUPTED = 3, 4, 130
CONGESTION = ("bbr", "system")
MAX_COUNT = 1_000_000  # packets made at once


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. No error leaves as a traceback, unless BOOTH_TRACE is set."""
    language = os.environ.get("BOOTH_LANG", "")
    set_language(language if language in LANGUAGES else DEFAULT)
    try:
        args = build_parser().parse_args(argv)
        handler: Callable[[Namespace], int] = args.handler
        code = handler(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output left: nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SyncError as error:
        return _fail(error, sentence(error.text, error.params))
    except Exception as error:  # the border: a person gets a sentence, a developer asks for the trace
        return _fail(error, f"{tr(SyncError.text)} ({type(error).__name__})")
    return code


def build_parser() -> ArgumentParser:
    """The parser; `args.handler` does what was asked."""
    parser = ArgumentParser(prog="booth-sync", description=tr("Sends the recordings of a booth to the office."))
    verbs = parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))
    run = _verb(verbs, "run", _run, tr("Keep sending until stopped: for a service."))
    once = _verb(verbs, "once", _once, tr("Send until every recording has a receipt, then end."))
    status = _verb(verbs, "status", _status, tr("Say what waits, what is sent, and what the line does."))
    once.add_argument(
        "--office", metavar="URL", default="", help=tr("The office's address this time, in place of the one known here")
    )
    fill = _verb(verbs, "fill", _fill, tr("Make a booth for measuring a line, and packets that it sends."))
    fill.add_argument("--count", metavar="N", type=_count, required=True, help=tr("How many packets are added"))
    fill.add_argument(
        "--size",
        metavar="BYTES",
        type=_size,
        required=True,
        help=tr("Size of each sealed packet in bytes"),
    )
    fill.add_argument(
        "--office-data",
        metavar="DIR",
        type=Path,
        required=True,
        help=tr("Data folder of the office for measuring; made where there is none"),
    )
    for verb in (run, once):
        verb.add_argument(
            "--congestion",
            choices=CONGESTION,
            default=CONGESTION[0],
            help=tr(
                "How fast TCP sends: as the system does, or by BBR where the system offers it (default: {default})",
                default="%(default)s",
            ),
        )
    add_courier(verbs, _verb)
    for verb in (once, status, fill):
        verb.add_argument("--json", action="store_true", help=tr("Print the result as JSON for programs"))
    return parser


def sentence(text: str, params: dict[str, Any]) -> str:
    """A source text in the language in use, on one line."""
    return " ".join(tr(text, **params).split())


def default_folder() -> Path:
    """The data folder where none is named: BOOTH_DATA, else the user's own data folder."""
    named = os.environ.get("BOOTH_DATA")
    return Path(named) if named else platformdirs.user_data_path("bilik-rekam", appauthor=False)


def _verb(verbs: Any, name: str, handler: Callable[[Namespace], int], text: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=text, description=text)
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        default=default_folder(),
        help=tr("Data folder of the booth (default: {default})", default="%(default)s"),
    )
    parser.set_defaults(handler=handler)
    return parser


def _run(args: Namespace) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with closing(_agent(args)) as agent:
        agent.run()
    return 0


def _once(args: Namespace) -> int:
    with closing(_agent(args, args.office)) as agent:
        outcome = agent.once()
    if args.json:
        print(
            json.dumps(
                {
                    "packets": outcome.packets,
                    "bytes": outcome.bytes,
                    "seconds": round(outcome.seconds, 3),
                    "resumed": outcome.resumed,
                    "connections": outcome.connections,
                    "parked": outcome.parked,
                    "left": outcome.left,
                }
            )
        )
    else:
        print(tr("{n} recording received by the office.", n=outcome.packets))
        if outcome.parked:
            print(tr("{n} recording refused by the office and kept here.", n=outcome.parked))
        if outcome.left:
            print(tr("{n} recording still to be sent.", n=outcome.left))
    if outcome.refused is not None:
        _fail(outcome.refused, sentence(outcome.refused.text, outcome.refused.params))
        return REFUSED
    if outcome.left:
        return INTERRUPTED
    return PARKED if outcome.parked else 0


def _fill(args: Namespace) -> int:
    from sync.measuring import fill

    filled = fill(args.data, args.office_data, args.count, args.size, clock=lambda: datetime.now(UTC))
    if args.json:
        print(json.dumps(asdict(filled)))
        return 0
    print(
        tr("{n} packet of {size} bytes was added to {booth}.", n=filled.packets, size=filled.size, booth=filled.booth)
    )
    print(tr("Waiting to be sent: {count}", count=filled.unsent))
    return 0


def _agent(args: Namespace, office: str = "") -> Agent:
    """An agent that tells a person on stderr when the line changes, and that SIGTERM and SIGINT stop in order.

    `office`: its address in place of the one that was pinned.
    """
    from sync.agent import Agent
    from sync.transport import Congestion

    told: list[str] = []

    def tell(status: LineStatus) -> None:
        line = sentence(status.text, status.params)
        if [line] != told:
            told[:] = [line]
            print(line, file=sys.stderr, flush=True)

    identity = None
    if office:
        from sync.identity import load_identity
        from sync.measuring import with_office

        if (pinned := load_identity(args.data)) is None:
            raise NotEnrolled(str(args.data))
        identity = with_office(args.data, pinned, office)
    agent = Agent(args.data, on_status=tell, identity=identity, congestion=Congestion(args.congestion))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: agent.stop())
    return agent


def _status(args: Namespace) -> int:
    from sync.standing import lines, read_standing, values

    standing = read_standing(args.data)
    print(json.dumps(values(standing)) if args.json else "\n".join(lines(standing)))
    return 0


def _count(text: str) -> int:
    return _whole(text, 0, MAX_COUNT)


def _size(text: str) -> int:
    from sync.measuring import MAX_SIZE, MIN_SIZE

    return _whole(text, MIN_SIZE, MAX_SIZE)


def _whole(text: str, least: int, most: int) -> int:
    """A number as typed. Raises `ArgumentTypeError` outside `least` to `most`."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
    if not least <= number <= most:
        raise ArgumentTypeError(
            tr("{text} is not a whole number from {least} to {most}.", text=text, least=least, most=most)
        )
    return number


def _fail(error: Exception, line: str) -> int:
    if os.environ.get("BOOTH_TRACE"):
        raise error
    print(line, file=sys.stderr)
    return 1
