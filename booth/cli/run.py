"""`booth run`: the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.cli.options import add_data

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """`booth run [--data DIR]`."""
    add_data(parser)
    parser.set_defaults(handler=_run)


def _run(args: Namespace) -> int:
    from booth.app import run

    return run(args.data)
