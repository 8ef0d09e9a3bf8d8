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
from argparse import ArgumentParser, Namespace
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from resources.i18n import DEFAULT, LANGUAGES, set_language, tr
from sync.errors import NotEnrolled, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sync.agent import Agent
    from sync.line import LineStatus

PARKED, REFUSED, INTERRUPTED = 3, 4, 130


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
    _verb(verbs, "run", _run, tr("Keep sending until stopped: for a service."))
    once = _verb(verbs, "once", _once, tr("Send until every recording has a receipt, then end."))
    status = _verb(verbs, "status", _status, tr("Say what waits, what is sent, and what the line does."))
    for verb in (once, status):
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
    with closing(_agent(args.data)) as agent:
        agent.run()
    return 0


def _once(args: Namespace) -> int:
    with closing(_agent(args.data)) as agent:
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


def _agent(folder: Path) -> Agent:
    """An agent that tells a person on stderr when the line changes, and that SIGTERM and SIGINT stop in order."""
    from sync.agent import Agent

    told: list[str] = []

    def tell(status: LineStatus) -> None:
        line = sentence(status.text, status.params)
        if [line] != told:
            told[:] = [line]
            print(line, file=sys.stderr, flush=True)

    agent = Agent(folder, on_status=tell)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: agent.stop())
    return agent


def _status(args: Namespace) -> int:
    from sync.agent import LOCK, OUTBOX
    from sync.identity import load_identity
    from sync.lock import agent_running
    from sync.outbox import Outbox, State

    identity = load_identity(args.data)
    path = args.data / OUTBOX
    if identity is None and not path.exists():
        raise NotEnrolled(str(args.data))
    with closing(Outbox.open(path, clock=lambda: datetime.now(UTC))) as outbox:
        tally, line, oldest = outbox.counts(), outbox.read_line(), outbox.oldest_unsent()
        parked = outbox.parked()
    running = agent_running(args.data / LOCK)
    counts = {state: tally.states.get(state, 0) for state in State}
    if args.json:
        values = {
            **{state.value: count for state, count in counts.items()},
            "bytes": tally.unsent_bytes,
            "oldest": oldest.isoformat() if oldest else None,
            "refused": {each.id: each.code for each in parked},
            "running": running,
            "line": line.state.value if line else None,
            "since": line.since if line else None,
            "contact": (line.contact_at or None) if line else None,
        }
        print(json.dumps(values))
        return 0
    print(tr("Waiting to be sent: {count}", count=counts[State.QUEUED]))
    print(tr("Being sent: {count}", count=counts[State.SENDING]))
    print(tr("Received by the office: {count}", count=counts[State.RECEIPTED]))
    print(tr("Refused by the office: {count}", count=counts[State.PARKED]))
    for each in parked:
        print(f"  {each.id}  {each.day}  {each.code}")
    if oldest:
        print(tr("Oldest not yet received: {when}", when=f"{oldest.astimezone():%d-%m-%Y %H:%M}"))
    if not running:
        print(tr("Nothing is sending now: open the booth, or use “booth-sync run”."))
    if line:
        print(tr("Line: {text}", text=sentence(line.text, line.params)))
    return 0


def _fail(error: Exception, line: str) -> int:
    if os.environ.get("BOOTH_TRACE"):
        raise error
    print(line, file=sys.stderr)
    return 1
