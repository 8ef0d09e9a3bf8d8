"""What the verbs of `booth-office` share: how options are made and how results are shown."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resources.i18n import tr
from sync.office.errors import DayMalformed
from sync.office.folder import default_root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sync.office.folder import Settings


def add_verb(verbs: Any, name: str, text: str, *, group: str = "") -> ArgumentParser:
    """A verb with --data; `args.verb` will be its name, behind that of its group."""
    parser: ArgumentParser = verbs.add_parser(name, help=text, description=text)
    with_default(parser, "--data", default_root(), tr("Data folder of the office"), metavar="DIR", type=Path)
    parser.set_defaults(verb=f"{group} {name}".strip())
    return parser


def add_group(verbs: Any, name: str, text: str) -> Any:
    """Verbs below a word: `account add`, `account list`."""
    parser = verbs.add_parser(name, help=text, description=text)
    return parser.add_subparsers(metavar=tr("COMMAND"), required=True, title=tr("commands"))


def with_default(parser: ArgumentParser, name: str, default: object, text: str, **more: Any) -> None:
    """An option whose help shows its default."""
    shown = tr("default: {default}", default="%(default)s")
    parser.add_argument(name, default=default, help=f"{text} ({shown})", **more)


def add_json(parser: ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help=tr("Print the result as JSON for programs"))


def day(text: str) -> str:
    """The type of an option that takes a day as YYYY-MM-DD."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        raise ArgumentTypeError(tr(DayMalformed.text, day=text)) from None


def shown(instant: datetime | None, settings: Settings) -> str:
    """An instant in the office's zone."""
    return "–" if instant is None else instant.astimezone(settings.zone).strftime("%d-%m-%Y %H:%M")


def print_json(values: Mapping[str, Any]) -> None:
    """One line for programs."""
    print(json.dumps(values, ensure_ascii=False), flush=True)


def print_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table for people."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
