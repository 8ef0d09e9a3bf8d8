"""Verbs of a command: a table of names, so that `--help` is quick and a verb costs one line.

A verb's module has `configure(parser)`, which adds its arguments and ends with
`parser.set_defaults(handler=function)`; `function(args) -> int` is the exit code. A module may call `add_verbs`
itself for verbs below it.
"""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from resources.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Verb:
    """`name` on the command line, the module that does it, and the source text of its help."""

    name: str
    module: str
    help: str


class _VerbParser(ArgumentParser):
    """A parser that imports its verb's module when its turn comes."""

    module = ""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self.module:
            module, self.module = self.module, ""
            import_module(module).configure(self)
        return super().parse_known_args(args, namespace)


def add_verbs(parser: ArgumentParser, verbs: Iterable[Verb]) -> None:
    """Let `parser` understand `verbs`."""
    choices = parser.add_subparsers(
        metavar=tr("COMMAND"), required=True, parser_class=_VerbParser, title=tr("commands")
    )
    for verb in verbs:
        text = tr(verb.help)
        choices.add_parser(verb.name, help=text, description=text).module = verb.module
