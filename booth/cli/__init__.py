"""The `booth` command: one table of verbs, each loaded only when it is used, and one way to end.

Exit codes: 0 done · 1 could not be done, one line on stderr says why · 2 wrong usage · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booth import __version__
from booth.cli.verbs import Verb, add_verbs
from booth.domain.errors import N_, BoothError
from resources.i18n import DEFAULT, LANGUAGES, set_language, tr
from sync.errors import SyncError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS: tuple[Verb, ...] = (
    Verb("run", "booth.cli.run", N_("Open the window of the booth.")),
    Verb("provision", "booth.cli.provision", N_("Set up this booth with a code from the office.")),
    Verb("count", "booth.cli.count", N_("Count the recordings of a day.")),
    Verb("selftest", "booth.cli.selftest", N_("Test every part of this booth.")),
    Verb("residents", "booth.cli.residents", N_("Take in the register of residents from a file.")),
    Verb("user", "booth.cli.user", N_("Add, list and change the users of this booth.")),
    Verb("backup", "booth.cli.backup", N_("Back up the data of this booth into one encrypted file.")),
    Verb("restore", "booth.cli.restore", N_("Restore a booth from a backup.")),
    Verb("bundle", "booth.cli.bundle", N_("Collect logs and facts for whoever helps, without personal data.")),
    Verb("demo", "booth.cli.demo", N_("Show office and booth at work, with emulated devices.")),
    Verb("finger", "booth.cli.finger", N_("Take a fingerprint from a scanner into a file.")),
    Verb("print", "booth.cli.printer", N_("Find printers and print a test page.")),
    Verb("synth", "booth.cli.synth", N_("Make fingerprints of people who never were.")),
    Verb("face", "booth.cli.face", N_("Judge photos of faces.")),
    Verb("camera", "booth.cli.camera", N_("Show what a camera is and does.")),
    Verb("emulate", "booth.cli.emulate", N_("Run a stand-in for a device.")),
)

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. No error leaves as a traceback, unless BOOTH_TRACE is set."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    set_language(_language(arguments))
    try:
        args = build_parser().parse_args(arguments)
        code: int = args.handler(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BoothError, SyncError) as error:
        return _fail(error, sentence(error))
    except BrokenPipeError as error:  # the reader of our output left: nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail(error, "")
    except Exception as error:  # the border: a person gets a sentence, a developer asks for the trace
        return _fail(error, f"{tr(BoothError.text)} ({type(error).__name__})")
    return code


def build_parser() -> ArgumentParser:
    """The parser with every verb's name and help; a verb's own options come when it is chosen."""
    parser = ArgumentParser(prog="booth", description=tr("Recording booth for the KTP-el."))
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    add_verbs(parser, VERBS)
    return parser


def sentence(error: BoothError | SyncError) -> str:
    """What `error` says to a person, on one line, in the language in use."""
    params: dict[str, Any] = error.params
    return " ".join(tr(error.text, **params).split())


def _fail(error: Exception, line: str) -> int:
    if os.environ.get("BOOTH_TRACE"):
        raise error
    if line:
        print(line, file=sys.stderr)
    return 1


def _language(arguments: Sequence[str]) -> str:
    """BOOTH_LANG, else the language in the settings of the data folder, else Indonesian."""
    named = os.environ.get("BOOTH_LANG", "")
    if named in LANGUAGES:
        return named
    from booth import config

    folder = config.default_folder()
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--data" and following:
            folder = Path(following)
        elif word.startswith("--data="):
            folder = Path(word.removeprefix("--data="))
    try:
        return config.read_settings(folder).language
    except config.ConfigError:  # the verb that needs the settings will say so
        return DEFAULT
